//! What an element's attributes say of how it looks: whether it is hidden or
//! folded, and whether it is laid out otherwise than its like.

use super::classes::{Classes, Signs};
use super::context::WhiteSpace;
use super::elements::Layout;
use super::style::{self, Display};
use crate::html::{Attribute, Tree, attr};

/// What keeps an element's text from the reader.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) enum Veil {
    /// Nothing.
    #[default]
    None,
    /// A script lifts it.
    Folded,
    /// Letters have no size, until something inside may say otherwise.
    NoSize,
    /// It is not visible, until something inside says otherwise.
    Invisible,
    /// All is hidden.
    Hidden,
}

impl Veil {
    /// Whether it hides.
    pub(super) fn hides(self) -> bool {
        self > Veil::Folded
    }
}

/// How an element looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Look {
    pub(super) veil: Veil,
    pub(super) layout: Option<Layout>,
    pub(super) white_space: Option<WhiteSpace>,
    /// The veil around it that it lifts. To be visible lifts letters without a
    /// size, too: that both are meant is not seen.
    pub(super) lifts: Veil,
}

impl Look {
    /// Whether it is as it would be without attributes, where this veil is around.
    #[inline(always)]
    pub(super) fn is_plain(&self, around: Veil) -> bool {
        self.veil == Veil::None
            && self.layout.is_none()
            && self.white_space.is_none()
            && around == Veil::None
    }
}

/// What an element's attributes say.
#[inline]
pub(super) fn read<'t>(
    tree: &Tree<'t>,
    attributes: &[Attribute],
    classes: &mut Classes<'t>,
) -> Look {
    let mut look = Look::default();
    let (mut is_away, mut is_off, mut is_folded, mut is_foldable) = (false, false, false, false);
    for attribute in attributes {
        match attribute.name {
            attr::CLASS => {
                let signs = classes.signs(tree.short_value(attribute));
                is_away |= signs.has(Signs::HIDDEN);
                is_folded |= signs.has(Signs::FOLDED);
                is_foldable |= signs.has(Signs::FOLDABLE);
                // A style sheet may size its letters.
                look.lifts = look.lifts.max(Veil::NoSize);
            }
            attr::STYLE => {
                let style = style::read(tree.short_value(attribute));
                is_away |= style.is_away;
                is_folded |= style.is_folded;
                is_off |= style.display == Some(Display::None);
                if let Some(Display::As(layout)) = style.display {
                    look.layout = Some(layout);
                }
                look.white_space = style.white_space;
                for (shows, veil) in [
                    (style.font, Veil::NoSize),
                    (style.visibility, Veil::Invisible),
                ] {
                    match shows {
                        Some(true) => look.lifts = look.lifts.max(veil),
                        Some(false) => look.veil = veil,
                        None => {}
                    }
                }
            }
            attr::HIDDEN
                if tree
                    .raw_value(attribute)
                    .eq_ignore_ascii_case("until-found") =>
            {
                is_folded = true;
            }
            // React streams parts of a page hidden, for a script to put in place.
            attr::ID => is_foldable |= tree.raw_value(attribute).starts_with("S:"),
            attr::HIDDEN => is_off = true,
            attr::ARIA_HIDDEN => is_folded |= tree.raw_value(attribute) == "true",
            attr::ROLE => is_foldable |= tree.raw_value(attribute) == "tabpanel",
            _ => {}
        }
    }
    if is_away || (is_off && !is_foldable) {
        look.veil = Veil::Hidden;
    } else if is_off || (look.veil.hides() && is_foldable) || (is_folded && !look.veil.hides()) {
        look.veil = Veil::Folded;
    }
    look
}
