//! What is known of the place in the tree that the walk has come to.

use super::look::Veil;
use crate::document::FrameKind;
use crate::html::NodeId;

/// What the elements around a text mean for it. It is copied wherever an element
/// changes it, and put back where the element ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// The block-level element.
    pub(super) block: NodeId,
    pub(super) kind: FrameKind,
    pub(super) lists: u8,
    pub(super) quotes: u8,
    /// Whether it is in an item of a list.
    pub(super) in_item: bool,
    /// Whether all is one row.
    pub(super) in_row: bool,
    /// The number of the outermost list, table or preformatted text.
    pub(super) group: u32,
    /// The number of the innermost list.
    pub(super) list: u32,
    pub(super) link: Option<NodeId>,
    pub(super) bold: bool,
    /// Whether the text stands above or below the line.
    pub(super) raised: bool,
    pub(super) white_space: WhiteSpace,
    /// What hides the text, if anything does.
    pub(super) veil: Veil,
    pub(super) folded: bool,
    /// Whether the `details` around is folded by something else.
    pub(super) folded_outside: bool,
}

impl Context {
    /// The context of the document.
    pub(super) const DOCUMENT: Context = Context {
        block: NodeId::DOCUMENT,
        kind: FrameKind::Paragraph,
        lists: 0,
        quotes: 0,
        in_item: false,
        in_row: false,
        group: 0,
        list: 0,
        link: None,
        bold: false,
        raised: false,
        white_space: WhiteSpace::Collapse,
        veil: Veil::None,
        folded: false,
        folded_outside: false,
    };

    /// Whether the text is hidden.
    #[inline(always)]
    pub(super) fn is_hidden(&self) -> bool {
        self.veil.hides()
    }
}

/// What becomes of white space.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum WhiteSpace {
    /// Any is a blank.
    Collapse,
    /// Line feeds break lines, all else is a blank.
    Lines,
    /// It stands as it is.
    Verbatim,
}
