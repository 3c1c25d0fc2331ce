//! What a block would be: the kind of chrome, by what the lexicon says of it and
//! of the heading above it, the elements and class words around it, its own
//! shape; and the role of content, by its element.
//!
//! Both explain a verdict; whether the block is stripped is decided by the
//! score.

use std::sync::LazyLock;

use super::elements::GROUPS;
use super::names::{MARKED, is_heading};
use super::pieces::{Piece, Pieces};
use crate::document::Role;
use crate::html::tag;
use crate::lexicon::{ClassWords, Extent};
use crate::shape;

/// Class words that tell a kind, and how many elements above a block they may
/// stand; the nearest wins, of two as near the one named first.
const BY_CLASS: &[(&str, Role, u8)] = &[
    ("consent", Role::Consent, 12),
    ("share", Role::Share, 6),
    ("comment", Role::Comments, 12),
    ("caption", Role::Caption, 3),
    ("tags", Role::Tags, 4),
    ("byline", Role::Byline, 4),
    ("author", Role::Byline, 6),
    ("pager", Role::Navigation, 4),
    ("navigation", Role::Navigation, 12),
    ("related", Role::Related, 8),
    ("signup", Role::Newsletter, 5),
    ("advert", Role::Advert, 8),
    ("footer", Role::Legal, 20),
    ("sidebar", Role::Promo, 12),
    ("header", Role::Navigation, 8),
    ("card", Role::Related, 4),
    ("control", Role::Navigation, 3),
    ("contents", Role::Navigation, 4),
];

/// Elements that tell a kind, in the same way.
const BY_ELEMENT: &[(&str, Role, u8)] = &[
    ("figcaption", Role::Caption, 6),
    ("time", Role::Date, 1),
    ("nav", Role::Navigation, 20),
    ("footer", Role::Legal, 20),
    ("aside", Role::Related, 12),
    ("header", Role::Navigation, 6),
    ("figure", Role::Caption, 4),
    ("form", Role::Promo, 4),
    ("button", Role::Navigation, 3),
];

/// A link of at most this many words, in halves, is one of a menu.
const MENU: u32 = 10;

/// The kind of chrome that a block would be.
pub(super) fn kind(pieces: &Pieces, index: usize) -> Role {
    let piece = &pieces.list[index];
    if piece.origin.letters == 0 {
        return Role::Hidden;
    }
    let found = piece.found;
    if let Some(hit) = found.filter(|hit| hit.extent > Extent::Part) {
        return hit.role;
    }
    if piece.shape.sign == shape::Sign::Copyright {
        return Role::Legal;
    }
    let led = piece
        .heading
        .filter(|&at| index as u32 - at <= LED)
        .and_then(|at| pieces.list[at as usize].found)
        .filter(|hit| hit.leads || hit.extent == Extent::Whole);
    led.map(|hit| hit.role)
        .or_else(|| by_markup(pieces, piece))
        .or(found.map(|hit| hit.role))
        .unwrap_or_else(|| {
            if is_link(piece) {
                Role::Navigation
            } else {
                Role::Other
            }
        })
}

/// How many blocks below a heading are of the kind that it names.
const LED: u32 = 20;

/// The kind that the nearest telling element or class word names.
fn by_markup(pieces: &Pieces, piece: &Piece) -> Option<Role> {
    let near = pieces.elements.near(piece.inner);
    let signs = PLACES.signs.iter();
    signs
        .filter(|sign| near[sign.place] <= sign.reach)
        .min_by_key(|sign| near[sign.place])
        .map(|sign| sign.role)
}

/// Where the kinds of elements stand among the distances to them.
static PLACES: LazyLock<Places> = LazyLock::new(|| {
    let class = |name: &str| {
        let mut names = ClassWords::shared().names().iter();
        names.position(|class| *class == name)
    };
    let element = |name: &str| {
        let place = MARKED.iter().position(|(mark, _)| *mark == name)?;
        Some(GROUPS + place)
    };
    let sign = |place: Option<usize>, role, reach| place.map(|place| Sign { place, role, reach });
    let elements = BY_ELEMENT.iter();
    let elements = elements.filter_map(|&(name, role, reach)| sign(element(name), role, reach));
    let classes = BY_CLASS.iter();
    let classes = classes.filter_map(|&(name, role, reach)| sign(class(name), role, reach));
    Places {
        signs: elements.chain(classes).collect(),
        quote: element("blockquote").unwrap_or(0),
        item: element("li").unwrap_or(0),
        summary: class("summary").unwrap_or(0),
    }
});

struct Places {
    /// What [`BY_ELEMENT`] and [`BY_CLASS`] say.
    signs: Vec<Sign>,
    quote: usize,
    item: usize,
    summary: usize,
}

/// A kind of element that tells the role of what stands in it, at most `reach`
/// elements below.
struct Sign {
    place: usize,
    role: Role,
    reach: u8,
}

/// The elements of a row, a list, a quotation around a block stand at most so far
/// above it.
const HELD: u8 = 6;

/// The role of a block that is content.
pub(super) fn content(pieces: &Pieces, index: usize) -> Role {
    let piece = &pieces.list[index];
    let near = pieces.elements.near(piece.inner);
    let within = |place: usize| near[place] <= HELD;
    match piece.name {
        name if is_heading(name) => Role::Subheading,
        tag::TR | tag::TD | tag::TH => Role::TableRow,
        tag::PRE | tag::LISTING | tag::XMP => Role::Code,
        _ if within(PLACES.quote) => Role::Quote,
        tag::LI | tag::DT | tag::DD => Role::ListItem,
        tag::P if within(PLACES.item) => Role::ListItem,
        _ if is_standfirst(pieces, piece, index) => Role::Standfirst,
        _ => Role::Paragraph,
    }
}

/// Whether a block stands before all running text but its own, behind the
/// headline, in an element whose class says that it sums up.
fn is_standfirst(pieces: &Pieces, piece: &Piece, index: usize) -> bool {
    let near = pieces.elements.near(piece.inner);
    near[PLACES.summary] <= 2
        && piece.before.is_none()
        && pieces
            .headline
            .is_some_and(|headline| index as u32 > headline)
}

fn is_link(piece: &Piece) -> bool {
    piece.halves() <= MENU && piece.origin.linked * 2 > piece.origin.letters
}
