//! The segmenter's own tests.

mod markup;
mod origins;
mod soup;
mod veils;
mod white_space;

use super::{Segments, segment};
use crate::document::Role;
use crate::html::Parser;

/// The blocks of a page, with their markup.
fn segments(page: &str) -> Segments {
    segment(&Parser::new().parse(page), true, &crate::Limits::default())
}

/// The texts of blocks, a `-` before those that are hidden, a `~` before those
/// that are folded.
fn texts(segments: &Segments) -> Vec<String> {
    let blocks = segments.blocks.iter().zip(&segments.origins);
    blocks
        .map(|(block, origin)| {
            let hidden = if block.role == Role::Hidden { "-" } else { "" };
            let folded = if origin.folded { "~" } else { "" };
            format!("{hidden}{folded}{}", block.slice(&segments.text))
        })
        .collect()
}

/// Checks the texts of pages' blocks.
fn check(cases: &[(&str, &[&str])]) {
    for (page, expected) in cases {
        assert_eq!(&texts(&segments(page)), expected, "{page}");
    }
}
