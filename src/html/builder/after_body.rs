//! 13.2.6.4.17 The "after body" insertion mode, to 13.2.6.4.21 The "after after
//! frameset" insertion mode: what comes after the body, or in its place.

use super::{Flow, Mode, TreeBuilder};
use crate::html::tables::tags::tag;
use crate::html::tokenizer::Tag;

/// 13.2.6.4.17 The "after body" insertion mode, 13.2.6.4.20 The "after after
/// body" insertion mode
impl TreeBuilder<'_> {
    /// A start tag
    pub(super) fn after_body_start_tag(&mut self, tag: &Tag) -> Flow {
        if tag.name == tag::HTML {
            return self.in_body_start_tag(tag);
        }
        self.mode = Mode::InBody;
        Flow::Reprocess
    }

    /// An end tag
    pub(super) fn after_body_end_tag(&mut self, tag: &Tag) -> Flow {
        if tag.name == tag::HTML && self.mode == Mode::AfterBody {
            self.mode = Mode::AfterAfterBody;
            return Flow::Done;
        }
        self.mode = Mode::InBody;
        Flow::Reprocess
    }
}

/// 13.2.6.4.18 The "in frameset" insertion mode
impl TreeBuilder<'_> {
    /// A start tag
    pub(super) fn in_frameset_start_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::HTML => return self.in_body_start_tag(tag),
            tag::FRAMESET => {
                self.insert_html_element(tag);
            }
            tag::FRAME => {
                self.insert_closed_element(tag);
            }
            tag::NOFRAMES => return self.in_head_start_tag(tag),
            _ => {}
        }
        Flow::Done
    }

    /// An end tag
    pub(super) fn in_frameset_end_tag(&mut self, tag: &Tag) -> Flow {
        if tag.name == tag::FRAMESET && self.open.current_is(tag::FRAMESET) {
            self.pop();
            if !self.open.current_is(tag::FRAMESET) {
                self.mode = Mode::AfterFrameset;
            }
        }
        Flow::Done
    }
}

/// 13.2.6.4.19 The "after frameset" insertion mode, 13.2.6.4.21 The "after
/// after frameset" insertion mode
impl TreeBuilder<'_> {
    /// A start tag
    pub(super) fn after_frameset_start_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::HTML => self.in_body_start_tag(tag),
            tag::NOFRAMES => self.in_head_start_tag(tag),
            _ => Flow::Done,
        }
    }

    /// An end tag
    pub(super) fn after_frameset_end_tag(&mut self, tag: &Tag) -> Flow {
        if tag.name == tag::HTML && self.mode == Mode::AfterFrameset {
            self.mode = Mode::AfterAfterFrameset;
        }
        Flow::Done
    }
}
