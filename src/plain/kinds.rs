//! Which kind of chrome a block would be: what the lexicon says of it, the
//! lead that it stands under, and what stands beside it.
//!
//! The kind explains a verdict; whether the block is stripped is decided by
//! the score.

use super::features::Stretch;
use crate::document::Role;
use crate::lexicon::Extent;
use crate::shape::{Shape, Sign, Start};

/// How many blocks below a lead are marked by it.
const LED: u16 = 3;

/// Whether the block bears a mark of chrome: it is a phrase or begins with
/// one, has a shape that content seldom has, or stands right below a lead.
///
/// Counted over the training pages, blocks so marked are body in 2 of 100
/// cases; with the shapes that are left out here (numbers, credits, players,
/// breadcrumbs), which tables and captions have too, in 13 to 19.
pub(crate) fn is_marked(stretch: &Stretch, index: usize) -> bool {
    let phrase = stretch.found(index).is_some_and(|hit| match hit.extent {
        Extent::Whole | Extent::Start => true,
        // "© AFP": a credit with the sign is no word of a table.
        Extent::Shape if stretch.shape(index).sign == Sign::Copyright => true,
        Extent::Shape => matches!(
            hit.role,
            Role::Date
                | Role::Byline
                | Role::Legal
                | Role::Share
                | Role::Tags
                | Role::Promo
                | Role::Other
        ),
        Extent::Part => false,
    });
    phrase || (stretch.since_lead(index) <= LED && stretch.lead(index).is_some())
}

/// The kind of chrome that the block at `index` would be.
pub(crate) fn kind(stretch: &Stretch, index: usize) -> Role {
    let found = stretch.found(index);
    let shape = stretch.shape(index);
    if let Some(hit) = found.filter(|hit| hit.extent > Extent::Part) {
        return hit.role;
    }
    if is_captioned(stretch, index) {
        return Role::Caption;
    }
    if let Some(role) = stretch.lead(index) {
        return role;
    }
    if let Some(hit) = found {
        return hit.role;
    }
    if shape.sign == Sign::Copyright {
        return Role::Legal;
    }
    if is_link(shape) && (is_link_at(stretch, index, -1) || is_link_at(stretch, index, 1)) {
        return Role::Navigation;
    }
    Role::Other
}

/// The most words of a caption that no phrase marks.
const CAPTION_WORDS: f32 = 40.0;

/// Whether a credit stands right behind the block, as behind a caption.
fn is_captioned(stretch: &Stretch, index: usize) -> bool {
    stretch.captioned(index) > 0 && stretch.shape(index).words() <= CAPTION_WORDS
}

/// Whether a block looks like a link or a row of links: a few words, or words
/// between bars.
fn is_link(shape: &Shape) -> bool {
    shape.words() <= 4.0 || shape.bullets >= 2 || shape.start == Start::Item
}

fn is_link_at(stretch: &Stretch, index: usize, step: isize) -> bool {
    index
        .checked_add_signed(step)
        .filter(|&at| at < stretch.len())
        .is_some_and(|at| is_link(stretch.shape(at)))
}
