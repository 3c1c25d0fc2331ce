//! Element names as features.

use crate::html::{TagName, tag};

/// The elements whose distance above a block is a feature each, with the name
/// of that.
pub(super) const MARKED: &[(&str, &[TagName])] = &[
    ("article", &[tag::ARTICLE]),
    ("main", &[tag::MAIN]),
    ("nav", &[tag::NAV]),
    ("footer", &[tag::FOOTER]),
    ("header", &[tag::HEADER, tag::HGROUP]),
    ("aside", &[tag::ASIDE]),
    ("figure", &[tag::FIGURE]),
    ("form", &[tag::FORM]),
    ("table", &[tag::TABLE]),
    ("ul", &[tag::UL, tag::MENU]),
    ("ol", &[tag::OL]),
    ("blockquote", &[tag::BLOCKQUOTE]),
    ("button", &[tag::BUTTON]),
    ("a", &[tag::A]),
    ("section", &[tag::SECTION]),
    ("dl", &[tag::DL]),
    ("pre", &[tag::PRE]),
    ("details", &[tag::DETAILS]),
    ("li", &[tag::LI]),
    ("p", &[tag::P]),
    (
        "heading",
        &[tag::H1, tag::H2, tag::H3, tag::H4, tag::H5, tag::H6],
    ),
    ("label", &[tag::LABEL]),
    ("time", &[tag::TIME]),
    ("strong", &[tag::STRONG, tag::B]),
    ("em", &[tag::EM, tag::I]),
    ("figcaption", &[tag::FIGCAPTION]),
    ("code", &[tag::CODE, tag::SAMP, tag::KBD]),
    ("small", &[tag::SMALL]),
];

/// The place of a name in [`MARKED`].
#[inline]
pub(super) fn mark(name: TagName) -> Option<usize> {
    match TABLE.get(name.index()) {
        None | Some(&[u8::MAX, _]) => None,
        Some(&[place, _]) => Some(usize::from(place)),
    }
}

/// How much an element of this name is one for running text, from 0 to 40.
#[inline]
pub(super) fn rank(name: TagName) -> u8 {
    TABLE.get(name.index()).map_or(12, |&[_, rank]| rank)
}

/// Whether an element is a heading.
#[inline]
pub(super) fn is_heading(name: TagName) -> bool {
    (tag::H1.index()..=tag::H6.index()).contains(&name.index())
}

const RANKS: &[(u8, &[TagName])] = &[
    (40, &[tag::P]),
    (36, &[tag::BLOCKQUOTE]),
    (34, &[tag::PRE]),
    (32, &[tag::H2, tag::H3]),
    (30, &[tag::H4, tag::H5, tag::H6]),
    (28, &[tag::H1]),
    (24, &[tag::LI]),
    (22, &[tag::DD]),
    (21, &[tag::DT]),
    (20, &[tag::TD]),
    (18, &[tag::TH]),
    (17, &[tag::TR]),
    (16, &[tag::DIV]),
    (15, &[tag::SECTION, tag::ARTICLE, tag::MAIN]),
    (14, &[tag::CENTER, tag::BODY]),
    (9, &[tag::CAPTION]),
    (8, &[tag::FIGCAPTION]),
    (7, &[tag::FIGURE]),
    (6, &[tag::NAV, tag::FOOTER, tag::HEADER, tag::ASIDE]),
    (5, &[tag::ADDRESS]),
    (4, &[tag::SUMMARY, tag::DETAILS]),
    (2, &[tag::LABEL, tag::FORM, tag::LEGEND, tag::FIELDSET]),
    (1, &[tag::A]),
    (0, &[tag::BUTTON, tag::SELECT, tag::OPTION, tag::TEXTAREA]),
];

/// Place in [`MARKED`] and rank of each known name.
const TABLE: [[u8; 2]; 256] = {
    let mut table = [[u8::MAX, 12]; 256];
    let mut kind = 0;
    while kind < MARKED.len() {
        let names = MARKED[kind].1;
        let mut at = 0;
        while at < names.len() {
            table[names[at].index()][0] = kind as u8;
            at += 1;
        }
        kind += 1;
    }
    let mut kind = 0;
    while kind < RANKS.len() {
        let (rank, names) = RANKS[kind];
        let mut at = 0;
        while at < names.len() {
            table[names[at].index()][1] = rank;
            at += 1;
        }
        kind += 1;
    }
    table
};
