//! What a document of an HTML page holds beyond its text.

use std::ops::Range;

use super::{Markup, Metadata};

/// What is known of an HTML page beyond its text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    /// Where each block stands in the page's source, in the blocks' order.
    pub places: Vec<Place>,
    /// Links, lists and paths, if they were asked for.
    pub markup: Option<Markup>,
    /// What the page says of itself.
    pub metadata: Metadata,
    /// The headline that the page's metadata tell, for when no kept block is it;
    /// `None` where none is to be printed.
    pub headline: Option<String>,
}

/// Where a block stands in the source of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// From the beginning of its first text to the end of its last, in bytes.
    pub start: u32,
    pub end: u32,
    /// How many line breaks stand between.
    pub breaks: u32,
}

impl Place {
    /// The place in bytes.
    pub(super) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}
