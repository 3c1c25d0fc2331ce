//! What a labeller is told of a stretch of blocks: the narrow interface
//! between the stages that describe blocks and the one that labels them.

use crate::document::Role;

/// What is known of a stretch of blocks.
#[derive(Debug)]
pub(crate) struct Known {
    /// The features of the blocks, a row of the same width each.
    pub rows: Vec<u8>,
    /// How many features a row has.
    pub width: usize,
    /// The kind of chrome that each block would be.
    pub kinds: Vec<Role>,
    /// Whether each block bears a mark of chrome: a phrase, a shape, or a lead
    /// right above it.
    pub marks: Vec<bool>,
}

impl Known {
    /// The row of each block.
    pub(crate) fn rows(&self) -> std::slice::ChunksExact<'_, u8> {
        self.rows.chunks_exact(self.width)
    }

    /// The row of the block at `index`, if there is one.
    pub(crate) fn row(&self, index: usize) -> Option<&[u8]> {
        self.rows.get(index * self.width..(index + 1) * self.width)
    }
}
