//! 13.2.6.4.16 The "in template" insertion mode.

use super::{Flow, Mode, TreeBuilder};
use crate::html::tables::tags::tag;
use crate::html::tokenizer::Tag;

impl TreeBuilder<'_> {
    /// A start tag: says what kind of content the template has.
    pub(super) fn in_template_start_tag(&mut self, tag: &Tag) -> Flow {
        let mode = match tag.name {
            tag::BASE
            | tag::BASEFONT
            | tag::BGSOUND
            | tag::LINK
            | tag::META
            | tag::NOFRAMES
            | tag::SCRIPT
            | tag::STYLE
            | tag::TEMPLATE
            | tag::TITLE => return self.in_head_start_tag(tag),
            tag::CAPTION | tag::COLGROUP | tag::TBODY | tag::TFOOT | tag::THEAD => Mode::InTable,
            tag::COL => Mode::InColumnGroup,
            tag::TR => Mode::InTableBody,
            tag::TD | tag::TH => Mode::InRow,
            _ => Mode::InBody,
        };
        self.template_modes.pop();
        self.template_modes.push(mode);
        self.mode = mode;
        Flow::Reprocess
    }

    /// An end tag
    pub(super) fn in_template_end_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::TEMPLATE => self.in_head_template_end(),
            _ => Flow::Done,
        }
    }

    /// An end-of-file token: closes the open templates, one after the other.
    pub(super) fn in_template_end_of_file(&mut self) -> Flow {
        if !self.open.contains(tag::TEMPLATE) {
            return Flow::Done;
        }
        self.close_template();
        Flow::Reprocess
    }

    /// Pops up to the last template, and leaves its insertion mode.
    pub(super) fn close_template(&mut self) {
        self.pop_until(tag::TEMPLATE);
        self.clear_to_marker();
        self.template_modes.pop();
        self.reset_insertion_mode();
    }
}
