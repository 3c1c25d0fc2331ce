//! What a block of an HTML page was in its markup, for the renderers that write
//! markup again: its frame (paragraph, heading, list item, row), and the marks
//! inside it (links, emphasis, code).

use std::ops::Range;

/// The markup of a page's blocks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Markup {
    /// The frame of each block, in the blocks' order.
    pub frames: Vec<Frame>,
    /// The marks of all blocks by where they begin, outer before inner. A mark
    /// lies within one block.
    pub marks: Vec<Mark>,
    /// The addresses of links as the page has them, by [`MarkKind::Link`].
    pub addresses: Vec<String>,
    /// The steps of the blocks' paths.
    pub steps: Vec<Step>,
}

impl Markup {
    /// The path to a block's element as a CSS selector.
    pub(super) fn path(&self, frame: &Frame) -> String {
        let mut names = Vec::new();
        let mut at = frame.path;
        while let Some(step) = self.steps.get(at as usize) {
            names.push(step.name.as_str());
            // A step stands behind its parent, so this comes to an end.
            if step.parent >= at {
                break;
            }
            at = step.parent;
        }
        names.reverse();
        names.join(" > ")
    }
}

/// Of marks in order, those that begin in a stretch of the text.
pub(super) fn marks_in(marks: &[Mark], stretch: Range<u32>) -> &[Mark] {
    let at = |place| marks.partition_point(|mark| mark.start < place);
    &marks[at(stretch.start)..at(stretch.end)]
}

/// What a block is in its page's layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// What it is by its own element.
    pub kind: FrameKind,
    /// The lists that it stands in.
    pub lists: u8,
    /// The block quotations that it stands in.
    pub quotes: u8,
    /// The nearest list's item that it stands in.
    pub item: Item,
    /// The number of the outermost list, table or preformatted text that it
    /// stands in, 0 for none: what is in one of them stays together.
    pub group: u32,
    /// Where its path ends in [`Markup::steps`].
    pub path: u32,
}

/// The kinds of blocks that a page's markup tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FrameKind {
    /// A paragraph, or text without an element of its own.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A row of a table; its cells are parted by tabs.
    Row {
        /// Whether all of its cells are headers.
        header: bool,
    },
    /// Preformatted text: its line breaks and blanks are its own.
    Preformatted,
    /// A term of a definition list.
    Term,
    /// What a definition list says of a term.
    Definition,
    /// The caption of a figure or a table.
    Caption,
}

/// How a block stands to the list item around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// There is none.
    None,
    /// It begins an item of a list without numbers.
    Bullet,
    /// It begins the item of this number.
    Number(u32),
    /// It goes on in an item.
    Within,
}

/// A stretch of a block with a meaning of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Where it stands in the document's text, in bytes.
    pub start: u32,
    pub end: u32,
    pub kind: MarkKind,
}

impl Mark {
    /// Where the mark stands in its text, in bytes.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The meanings that a stretch can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MarkKind {
    /// A link to an address of [`Markup::addresses`].
    Link(u32),
    /// `em`, `i`, `cite`, `dfn`, `var`
    Emphasis,
    /// `strong`, `b`
    Strong,
    /// `code`, `kbd`, `samp`, `tt`
    Code,
    /// `del`, `s`, `strike`
    Deleted,
    /// `sub`
    Subscript,
    /// `sup`
    Superscript,
}

/// An element on the way to a block.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    /// The step before, itself for the first one.
    pub parent: u32,
    /// Name, id and classes as a CSS selector: `div#main.story`.
    pub name: String,
}
