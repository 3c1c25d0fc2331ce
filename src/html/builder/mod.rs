//! 13.2.6 Tree construction.
//!
//! The tree builder takes the tokenizer's tokens and makes the tree of them. An
//! insertion mode is a set of functions, one for each kind of token; the text
//! of every mode is in [`characters`], and so is "in table text", for here a
//! run of text arrives as a whole.
//!
//! | module | section |
//! |---|---|
//! | [`stack`] | 13.2.4.1 The insertion mode (resetting it), 13.2.4.2 The stack of open elements |
//! | [`formatting`] | 13.2.4.3 The list of active formatting elements |
//! | [`insertion`] | 13.2.6.1 Creating and inserting nodes, 13.2.6.2, 13.2.6.3 |
//! | [`characters`] | character tokens, in every mode |
//! | [`before_body`] | 13.2.6.4.1 "initial" to 13.2.6.4.6 "after head" |
//! | [`in_body_start`], [`in_body_end`], [`adoption`] | 13.2.6.4.7 "in body" |
//! | [`table`], [`table_parts`] | 13.2.6.4.9 "in table" to 13.2.6.4.15 "in cell" |
//! | [`template`] | 13.2.6.4.16 "in template" |
//! | [`after_body`] | 13.2.6.4.17 "after body" to the end, framesets included |
//! | [`foreign`] | 13.2.6.5 The rules for parsing tokens in foreign content |
//! | [`quirks`] | 13.2.6.4.1: which doctypes mean quirks |

mod adoption;
mod after_body;
mod before_body;
mod characters;
mod foreign;
mod formatting;
mod in_body_end;
mod in_body_start;
mod insertion;
mod quirks;
mod stack;
mod table;
mod table_parts;
mod template;

use formatting::FormattingEntry;
use stack::{FOREIGN, OpenElements};

use super::arena::Arena;
use super::parser::Options;
use super::tokenizer::{Characters, DoctypeToken, State, Tag, TokenSink};
use super::tree::NodeId;
use crate::limits::Limit;

/// What the builder needs while it builds; reused from page to page.
#[derive(Default, Debug)]
pub(crate) struct Scratch {
    open: OpenElements,
    formatting: Vec<FormattingEntry>,
    template_modes: Vec<Mode>,
}

/// 13.2.4.1 The insertion mode. There is no "in table text": see
/// [`characters`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mode {
    Initial,
    BeforeHtml,
    BeforeHead,
    InHead,
    InHeadNoscript,
    AfterHead,
    InBody,
    Text,
    InTable,
    InCaption,
    InColumnGroup,
    InTableBody,
    InRow,
    InCell,
    InTemplate,
    AfterBody,
    InFrameset,
    AfterFrameset,
    AfterAfterBody,
    AfterAfterFrameset,
}

/// What a mode's rules say of a token.
#[derive(Clone, Copy, PartialEq, Eq)]
#[must_use]
enum Flow {
    /// It has been dealt with.
    Done,
    /// "Reprocess the token", in the mode that is now the current one.
    Reprocess,
}

/// 13.2.4 Parse state, and the tree so far.
#[derive(Debug)]
pub(crate) struct TreeBuilder<'b> {
    text: &'b str,
    arena: &'b mut Arena,
    /// Whether the input has a NUL anywhere.
    has_nul: bool,
    mode: Mode,
    /// "The original insertion mode", to return to from "text".
    original_mode: Mode,
    /// The state for the tokenizer to switch to.
    next_state: State,
    /// "If the next token is a U+000A LINE FEED (LF) character token, then
    /// ignore that token."
    ignore_line_feed: bool,
    /// 13.2.4.2 The stack of open elements
    open: &'b mut OpenElements,
    /// 13.2.4.3 The list of active formatting elements
    formatting: &'b mut Vec<FormattingEntry>,
    /// How many more copies of formatting elements there may be.
    copies_left: usize,
    /// The stack of template insertion modes
    template_modes: &'b mut Vec<Mode>,
    /// 13.2.4.4 The element pointers
    head: Option<NodeId>,
    form: Option<NodeId>,
    /// 13.2.4.5 Other parsing state flags
    frameset_ok: bool,
    /// "Foster parenting is enabled"
    foster_parenting: bool,
    options: &'b Options,
}

impl<'b> TreeBuilder<'b> {
    /// A builder for a text whose newlines are normalized. The arena is empty
    /// but for the document.
    pub(crate) fn new(
        text: &'b str,
        has_nul: bool,
        arena: &'b mut Arena,
        scratch: &'b mut Scratch,
        options: &'b Options,
    ) -> TreeBuilder<'b> {
        scratch.open.clear();
        scratch.formatting.clear();
        scratch.template_modes.clear();
        TreeBuilder {
            text,
            arena,
            has_nul,
            mode: Mode::Initial,
            original_mode: Mode::Initial,
            next_state: State::Data,
            ignore_line_feed: false,
            open: &mut scratch.open,
            formatting: &mut scratch.formatting,
            copies_left: formatting::copies_allowed(text.len()),
            template_modes: &mut scratch.template_modes,
            head: None,
            form: None,
            frameset_ok: true,
            foster_parenting: false,
            options,
        }
    }

    /// Processes a start tag by the rules of HTML content.
    fn start_tag_in_html(&mut self, tag: &Tag) {
        while self.start_tag_in_mode(tag) == Flow::Reprocess {}
    }

    /// A start tag in the current insertion mode.
    fn start_tag_in_mode(&mut self, tag: &Tag) -> Flow {
        match self.mode {
            Mode::Initial => self.initial_anything_else(),
            Mode::BeforeHtml => self.before_html_start_tag(tag),
            Mode::BeforeHead => self.before_head_start_tag(tag),
            Mode::InHead => self.in_head_start_tag(tag),
            Mode::InHeadNoscript => self.in_head_noscript_start_tag(tag),
            Mode::AfterHead => self.after_head_start_tag(tag),
            Mode::InBody => self.in_body_start_tag(tag),
            Mode::Text => Flow::Done, // no start tag gets here
            Mode::InTable => self.in_table_start_tag(tag),
            Mode::InCaption => self.in_caption_start_tag(tag),
            Mode::InColumnGroup => self.in_column_group_start_tag(tag),
            Mode::InTableBody => self.in_table_body_start_tag(tag),
            Mode::InRow => self.in_row_start_tag(tag),
            Mode::InCell => self.in_cell_start_tag(tag),
            Mode::InTemplate => self.in_template_start_tag(tag),
            Mode::AfterBody | Mode::AfterAfterBody => self.after_body_start_tag(tag),
            Mode::InFrameset => self.in_frameset_start_tag(tag),
            Mode::AfterFrameset | Mode::AfterAfterFrameset => self.after_frameset_start_tag(tag),
        }
    }

    /// Processes an end tag by the rules of HTML content.
    fn end_tag_in_html(&mut self, tag: &Tag) {
        while self.end_tag_in_mode(tag) == Flow::Reprocess {}
    }

    /// An end tag in the current insertion mode.
    fn end_tag_in_mode(&mut self, tag: &Tag) -> Flow {
        match self.mode {
            Mode::Initial => self.initial_anything_else(),
            Mode::BeforeHtml => self.before_html_end_tag(tag),
            Mode::BeforeHead => self.before_head_end_tag(tag),
            Mode::InHead => self.in_head_end_tag(tag),
            Mode::InHeadNoscript => self.in_head_noscript_end_tag(tag),
            Mode::AfterHead => self.after_head_end_tag(tag),
            Mode::InBody => self.in_body_end_tag(tag),
            Mode::Text => self.text_end(),
            Mode::InTable => self.in_table_end_tag(tag),
            Mode::InCaption => self.in_caption_end_tag(tag),
            Mode::InColumnGroup => self.in_column_group_end_tag(tag),
            Mode::InTableBody => self.in_table_body_end_tag(tag),
            Mode::InRow => self.in_row_end_tag(tag),
            Mode::InCell => self.in_cell_end_tag(tag),
            Mode::InTemplate => self.in_template_end_tag(tag),
            Mode::AfterBody | Mode::AfterAfterBody => self.after_body_end_tag(tag),
            Mode::InFrameset => self.in_frameset_end_tag(tag),
            Mode::AfterFrameset | Mode::AfterAfterFrameset => self.after_frameset_end_tag(tag),
        }
    }

    /// 13.2.6.4.8 The "text" insertion mode: the element's end tag.
    fn text_end(&mut self) -> Flow {
        self.pop();
        self.mode = self.original_mode;
        Flow::Done
    }

    /// The end of the input, in the current insertion mode. Reprocessing goes
    /// on until the document has a body, and no template is open.
    fn end_of_file_in_mode(&mut self) -> Flow {
        match self.mode {
            Mode::Initial => self.initial_anything_else(),
            Mode::BeforeHtml => self.before_html_anything_else(),
            Mode::BeforeHead => self.before_head_anything_else(),
            Mode::InHead => self.in_head_anything_else(),
            Mode::InHeadNoscript => self.in_head_noscript_anything_else(),
            Mode::AfterHead => self.after_head_anything_else(),
            Mode::Text => {
                let _ = self.text_end();
                Flow::Reprocess
            }
            _ => self.in_template_end_of_file(),
        }
    }
}

impl TokenSink for TreeBuilder<'_> {
    #[inline(always)]
    fn arena(&mut self) -> &mut Arena {
        self.arena
    }

    #[inline(always)]
    fn start_tag(&mut self, tag: Tag) -> State {
        self.ignore_line_feed = false;
        self.next_state = State::Data;
        if self.start_tag_is_foreign(&tag) {
            self.foreign_start_tag(&tag);
        } else if self.mode != Mode::InBody || self.in_body_start_tag(&tag) == Flow::Reprocess {
            self.start_tag_in_html(&tag);
        }
        self.next_state
    }

    #[inline(always)]
    fn end_tag(&mut self, tag: Tag) {
        self.ignore_line_feed = false;
        if self.open.current().is(FOREIGN) {
            self.foreign_end_tag(&tag);
        } else if self.mode != Mode::InBody || self.in_body_end_tag(&tag) == Flow::Reprocess {
            self.end_tag_in_html(&tag);
        }
    }

    #[inline(always)]
    fn characters(&mut self, characters: Characters) {
        let nothing_special = self.mode == Mode::InBody
            && !self.has_nul
            && !self.frameset_ok
            && !self.ignore_line_feed
            && !self.open.current().is(FOREIGN);
        if nothing_special {
            self.reconstruct_formatting();
            self.insert_characters(characters);
        } else {
            self.any_characters(characters);
        }
    }

    fn comment(&mut self, comment: Characters) {
        self.ignore_line_feed = false;
        if self.open.current().is(FOREIGN) {
            return self.insert_comment(comment);
        }
        match self.mode {
            Mode::Initial | Mode::BeforeHtml | Mode::AfterAfterBody | Mode::AfterAfterFrameset => {
                self.append_comment(NodeId::DOCUMENT, comment)
            }
            Mode::AfterBody => self.append_comment(self.open.html_element(), comment),
            _ => self.insert_comment(comment),
        }
    }

    fn doctype(&mut self, token: DoctypeToken) {
        self.ignore_line_feed = false;
        if self.mode == Mode::Initial {
            self.initial_doctype(token);
        }
    }

    fn end_of_file(&mut self) {
        while self.end_of_file_in_mode() == Flow::Reprocess {}
    }

    fn cdata_is_allowed(&self) -> bool {
        self.open.current().is(FOREIGN)
    }

    #[inline(always)]
    fn must_stop(&mut self, position: usize) -> bool {
        let limits = &self.options.limits;
        let limit = if self.arena.nodes.len() > limits.nodes {
            Limit::Nodes
        } else if self.arena.attribute_bytes > limits.attribute_bytes {
            Limit::AttributeBytes
        } else {
            return false;
        };
        self.arena.stopped = Some((limit, position as u32));
        true
    }
}
