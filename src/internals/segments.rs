//! The segmenter of pages by itself.

use crate::document::Role;
use crate::html::Tree;
use crate::html::segment::{Segments, segment};
use crate::limits::Limits;

/// The blocks of an HTML page, not yet labelled.
#[derive(Debug)]
pub struct Segmented(Segments);

/// One of them.
#[derive(Clone, Copy, Debug)]
pub struct SegmentedBlock<'s> {
    /// Its text.
    pub text: &'s str,
    /// The line of the page that it begins on, from 1.
    pub line: u32,
    /// Where in the page it begins and ends, in bytes.
    pub source: (usize, usize),
    /// Whether the page hides it.
    pub is_hidden: bool,
    /// Whether the page folds it.
    pub is_folded: bool,
    /// How many of its characters show, and of them those in links.
    pub letters: (u32, u32),
}

/// Segments a page, with the markup of its blocks or without.
pub fn segment_html(tree: &Tree<'_>, with_markup: bool) -> Segmented {
    Segmented(segment(tree, with_markup, &Limits::default()))
}

impl Segmented {
    /// The blocks' text, each followed by a line feed.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The blocks, in order.
    pub fn blocks(&self) -> impl ExactSizeIterator<Item = SegmentedBlock<'_>> {
        let blocks = self.0.blocks.iter().zip(&self.0.origins);
        blocks.map(|(block, origin)| SegmentedBlock {
            text: block.slice(&self.0.text),
            line: block.line,
            source: (origin.start as usize, origin.end as usize),
            is_hidden: block.role == Role::Hidden,
            is_folded: origin.folded,
            letters: (origin.letters, origin.linked),
        })
    }
}
