//! What a labeller is told of a stretch of blocks: the narrow interface
//! between the stages that describe blocks and the one that labels them.

use crate::document::Role;
use crate::table::Table;

/// What the columns of [`Known`] are, for one kind of source.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    /// The names of the features, in the order of a row, and what they are in
    /// words.
    pub names: Vec<&'static str>,
    pub words: Vec<&'static str>,
    /// The same of the groups.
    pub group_names: &'static [&'static str],
    pub group_words: &'static [&'static str],
}

/// What is known of a stretch of blocks.
#[derive(Debug)]
pub(crate) struct Known {
    /// The features of the blocks, a row a block.
    pub features: Table,
    /// How long each block is, in half words.
    pub sizes: Vec<u32>,
    /// Ways in which blocks may belong together: for each way the number of
    /// each block's group.
    pub groups: Vec<Vec<u16>>,
    /// The words that say what each block is about.
    pub topics: Topics,
    /// The kind of chrome that each block would be.
    pub kinds: Vec<Role>,
    /// The role that each block has if it is kept, where its markup tells.
    pub contents: Vec<Role>,
    /// Whether nearly all of each block may stand in blocks before it, too, where
    /// that is known.
    pub repeated: Vec<bool>,
    /// The block that is likest to the page's titles.
    pub headline: Option<usize>,
    /// Whether each block bears a mark of chrome: a phrase, a shape, or a lead
    /// right above it.
    pub marks: Vec<bool>,
}

/// A visible text that may be the headline of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    /// The text, each run of white space one blank.
    pub text: String,
    pub level: Level,
    /// Whether it stands in a part of the page that is chrome by its element:
    /// `header`, `footer`, `nav`, `aside`.
    pub in_chrome: bool,
    /// Whether it stands in an `article` or in the `main` of the page.
    pub in_main: bool,
    /// Whether all of it is a link.
    pub linked: bool,
}

/// What makes a text a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// `h1`
    First,
    /// An element in an `h1` that holds some of its text.
    PartOfFirst,
    /// `h2`
    Second,
    /// A class, id or property says so.
    Named,
}

/// The longer words of a stretch of blocks, one block after the other.
#[derive(Debug, Default)]
pub(crate) struct Topics {
    /// Their hashes, below [`Topics::SLOTS`].
    pub words: Vec<u16>,
    /// Where each block's words end.
    pub ends: Vec<usize>,
}

/// Some of the hashes of longer words.
#[derive(Clone, Debug)]
pub(crate) struct Slots([u64; Topics::SLOTS / 64]);

impl Default for Slots {
    fn default() -> Slots {
        Slots([0; Topics::SLOTS / 64])
    }
}

impl Slots {
    /// Adds a hash.
    pub(crate) fn insert(&mut self, slot: u16) {
        self.0[usize::from(slot) / 64 % self.0.len()] |= 1 << (slot % 64);
    }

    /// Whether a hash is among them.
    pub(crate) fn contains(&self, slot: u16) -> bool {
        self.0[usize::from(slot) / 64 % self.0.len()] >> (slot % 64) & 1 != 0
    }
}

impl Topics {
    /// How many hashes there are.
    pub(crate) const SLOTS: usize = 1 << 13;

    /// The slot of a word with this hash.
    #[inline(always)]
    pub(crate) fn slot(hash: u32) -> u16 {
        (hash ^ (hash >> 15)) as u16 % Topics::SLOTS as u16
    }

    /// The words of one block.
    pub(crate) fn block(&self, index: usize) -> &[u16] {
        let start = index
            .checked_sub(1)
            .map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(index).copied());
        range
            .and_then(|(start, end)| self.words.get(start..end))
            .unwrap_or(&[])
    }

    /// The words of each block.
    pub(crate) fn by_block(&self) -> impl Iterator<Item = &[u16]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let ranges = starts.zip(self.ends.iter().copied());
        ranges.map(|(start, end)| self.words.get(start..end).unwrap_or(&[]))
    }
}
