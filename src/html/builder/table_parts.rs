//! 13.2.6.4.11 The "in caption" insertion mode, to 13.2.6.4.15 The "in cell"
//! insertion mode: the parts of a table.

use super::{Flow, Mode, TreeBuilder};
use crate::html::names::TagName;
use crate::html::tables::tags::tag;
use crate::html::tokenizer::Tag;

/// 13.2.6.4.11 The "in caption" insertion mode
impl TreeBuilder<'_> {
    /// A start tag
    pub(super) fn in_caption_start_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::CAPTION
            | tag::COL
            | tag::COLGROUP
            | tag::TBODY
            | tag::TD
            | tag::TFOOT
            | tag::TH
            | tag::THEAD
            | tag::TR => self.close_caption_and_reprocess(),
            _ => self.in_body_start_tag(tag),
        }
    }

    /// An end tag
    pub(super) fn in_caption_end_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::CAPTION => {
                let _ = self.close_caption_and_reprocess();
                Flow::Done
            }
            tag::TABLE => self.close_caption_and_reprocess(),
            tag::BODY
            | tag::COL
            | tag::COLGROUP
            | tag::HTML
            | tag::TBODY
            | tag::TD
            | tag::TFOOT
            | tag::TH
            | tag::THEAD
            | tag::TR => Flow::Done,
            _ => self.in_body_end_tag(tag),
        }
    }

    /// Closes the caption. Without one in table scope the token is ignored.
    fn close_caption_and_reprocess(&mut self) -> Flow {
        if !self.open.has_in_table_scope(tag::CAPTION) {
            return Flow::Done;
        }
        self.close(tag::CAPTION);
        self.clear_to_marker();
        self.mode = Mode::InTable;
        Flow::Reprocess
    }
}

/// 13.2.6.4.12 The "in column group" insertion mode
impl TreeBuilder<'_> {
    /// A start tag
    pub(super) fn in_column_group_start_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::HTML => self.in_body_start_tag(tag),
            tag::COL => {
                self.insert_closed_element(tag);
                Flow::Done
            }
            tag::TEMPLATE => self.in_head_start_tag(tag),
            _ => self.in_column_group_anything_else(),
        }
    }

    /// An end tag
    pub(super) fn in_column_group_end_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::COLGROUP => {
                let _ = self.in_column_group_anything_else();
                Flow::Done
            }
            tag::COL => Flow::Done,
            tag::TEMPLATE => self.in_head_template_end(),
            _ => self.in_column_group_anything_else(),
        }
    }

    /// Anything else: the column group is at its end
    pub(super) fn in_column_group_anything_else(&mut self) -> Flow {
        if !self.open.current_is(tag::COLGROUP) {
            return Flow::Done;
        }
        self.pop();
        self.mode = Mode::InTable;
        Flow::Reprocess
    }
}

/// 13.2.6.4.13 The "in table body" insertion mode
impl TreeBuilder<'_> {
    /// A start tag
    pub(super) fn in_table_body_start_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::TR => {
                self.clear_to_table_body_context();
                self.insert_html_element(tag);
                self.mode = Mode::InRow;
                Flow::Done
            }
            tag::TH | tag::TD => {
                self.clear_to_table_body_context();
                self.insert_implied_element(tag::TR);
                self.mode = Mode::InRow;
                Flow::Reprocess
            }
            tag::CAPTION | tag::COL | tag::COLGROUP | tag::TBODY | tag::TFOOT | tag::THEAD => {
                self.close_table_body_and_reprocess()
            }
            _ => self.in_table_start_tag(tag),
        }
    }

    /// An end tag
    pub(super) fn in_table_body_end_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::TBODY | tag::TFOOT | tag::THEAD => {
                if self.open.has_in_table_scope(tag.name) {
                    self.close_table_body();
                }
                Flow::Done
            }
            tag::TABLE => self.close_table_body_and_reprocess(),
            tag::BODY
            | tag::CAPTION
            | tag::COL
            | tag::COLGROUP
            | tag::HTML
            | tag::TD
            | tag::TH
            | tag::TR => Flow::Done,
            _ => self.in_table_end_tag(tag),
        }
    }

    /// Closes the table body. Without one in table scope the token is ignored.
    fn close_table_body_and_reprocess(&mut self) -> Flow {
        let bodies = [tag::TBODY, tag::THEAD, tag::TFOOT];
        if !bodies
            .into_iter()
            .any(|body| self.open.has_in_table_scope(body))
        {
            return Flow::Done;
        }
        self.close_table_body();
        Flow::Reprocess
    }

    /// Closes the table body, or what stands for one.
    fn close_table_body(&mut self) {
        self.clear_to_table_body_context();
        self.pop();
        self.mode = Mode::InTable;
    }

    /// "Clear the stack back to a table body context"
    fn clear_to_table_body_context(&mut self) {
        self.clear_to(&[tag::TBODY, tag::TFOOT, tag::THEAD, tag::TEMPLATE]);
    }

    /// Pops elements until the current node is one of these, or `html`.
    fn clear_to(&mut self, context: &[TagName]) {
        while self.open.len() > 1 && !context.contains(&self.open.current().name) {
            self.pop();
        }
    }
}

/// 13.2.6.4.14 The "in row" insertion mode
impl TreeBuilder<'_> {
    /// A start tag
    pub(super) fn in_row_start_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::TH | tag::TD => {
                self.clear_to_row_context();
                self.insert_html_element(tag);
                self.mode = Mode::InCell;
                self.push_marker();
                Flow::Done
            }
            tag::CAPTION
            | tag::COL
            | tag::COLGROUP
            | tag::TBODY
            | tag::TFOOT
            | tag::THEAD
            | tag::TR => self.close_row_and_reprocess(),
            _ => self.in_table_start_tag(tag),
        }
    }

    /// An end tag
    pub(super) fn in_row_end_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::TR => {
                let _ = self.close_row_and_reprocess();
                Flow::Done
            }
            tag::TABLE => self.close_row_and_reprocess(),
            tag::TBODY | tag::TFOOT | tag::THEAD => {
                if self.open.has_in_table_scope(tag.name) {
                    self.close_row_and_reprocess()
                } else {
                    Flow::Done
                }
            }
            tag::BODY | tag::CAPTION | tag::COL | tag::COLGROUP | tag::HTML | tag::TD | tag::TH => {
                Flow::Done
            }
            _ => self.in_table_end_tag(tag),
        }
    }

    /// Closes the row. Without one in table scope the token is ignored.
    fn close_row_and_reprocess(&mut self) -> Flow {
        if !self.open.has_in_table_scope(tag::TR) {
            return Flow::Done;
        }
        self.clear_to_row_context();
        self.pop();
        self.mode = Mode::InTableBody;
        Flow::Reprocess
    }

    /// "Clear the stack back to a table row context"
    fn clear_to_row_context(&mut self) {
        self.clear_to(&[tag::TR, tag::TEMPLATE]);
    }
}

/// 13.2.6.4.15 The "in cell" insertion mode
impl TreeBuilder<'_> {
    /// A start tag
    pub(super) fn in_cell_start_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::CAPTION
            | tag::COL
            | tag::COLGROUP
            | tag::TBODY
            | tag::TD
            | tag::TFOOT
            | tag::TH
            | tag::THEAD
            | tag::TR => {
                let in_cell =
                    self.open.has_in_table_scope(tag::TD) || self.open.has_in_table_scope(tag::TH);
                if in_cell {
                    self.close_cell_and_reprocess()
                } else {
                    Flow::Done
                }
            }
            _ => self.in_body_start_tag(tag),
        }
    }

    /// An end tag
    pub(super) fn in_cell_end_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::TD | tag::TH => {
                if self.open.has_in_table_scope(tag.name) {
                    self.close(tag.name);
                    self.clear_to_marker();
                    self.mode = Mode::InRow;
                }
                Flow::Done
            }
            tag::BODY | tag::CAPTION | tag::COL | tag::COLGROUP | tag::HTML => Flow::Done,
            tag::TABLE | tag::TBODY | tag::TFOOT | tag::THEAD | tag::TR => {
                if self.open.has_in_table_scope(tag.name) {
                    self.close_cell_and_reprocess()
                } else {
                    Flow::Done
                }
            }
            _ => self.in_body_end_tag(tag),
        }
    }

    /// "Close the cell"
    fn close_cell_and_reprocess(&mut self) -> Flow {
        self.generate_implied_end_tags();
        self.pop_until_any(|name| matches!(name, tag::TD | tag::TH));
        self.clear_to_marker();
        self.mode = Mode::InRow;
        Flow::Reprocess
    }
}
