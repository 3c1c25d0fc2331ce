//! 13.2.6.4.9 The "in table" insertion mode.

use super::{Flow, Mode, TreeBuilder};
use crate::html::tables::tags::category::TABLE_SCOPE;
use crate::html::tables::tags::tag;
use crate::html::tokenizer::Tag;

impl TreeBuilder<'_> {
    /// A start tag
    pub(super) fn in_table_start_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::CAPTION => {
                self.clear_to_table_context();
                self.push_marker();
                self.insert_html_element(tag);
                self.mode = Mode::InCaption;
            }
            tag::COLGROUP => {
                self.clear_to_table_context();
                self.insert_html_element(tag);
                self.mode = Mode::InColumnGroup;
            }
            tag::COL => {
                self.clear_to_table_context();
                self.insert_implied_element(tag::COLGROUP);
                self.mode = Mode::InColumnGroup;
                return Flow::Reprocess;
            }
            tag::TBODY | tag::TFOOT | tag::THEAD => {
                self.clear_to_table_context();
                self.insert_html_element(tag);
                self.mode = Mode::InTableBody;
            }
            tag::TD | tag::TH | tag::TR => {
                self.clear_to_table_context();
                self.insert_implied_element(tag::TBODY);
                self.mode = Mode::InTableBody;
                return Flow::Reprocess;
            }
            tag::TABLE => {
                if self.open.has_in_table_scope(tag::TABLE) {
                    self.pop_until(tag::TABLE);
                    self.reset_insertion_mode();
                    return Flow::Reprocess;
                }
            }
            tag::STYLE | tag::SCRIPT | tag::TEMPLATE => return self.in_head_start_tag(tag),
            tag::INPUT if self.has_type_hidden(tag) => {
                self.insert_closed_element(tag);
            }
            tag::FORM => {
                if !self.open.contains(tag::TEMPLATE) && self.form.is_none() {
                    self.form = Some(self.insert_closed_element(tag));
                }
            }
            _ => return self.with_foster_parenting(|builder| builder.in_body_start_tag(tag)),
        }
        Flow::Done
    }

    /// An end tag
    pub(super) fn in_table_end_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::TABLE => {
                if self.open.has_in_table_scope(tag::TABLE) {
                    self.pop_until(tag::TABLE);
                    self.reset_insertion_mode();
                }
                Flow::Done
            }
            tag::BODY
            | tag::CAPTION
            | tag::COL
            | tag::COLGROUP
            | tag::HTML
            | tag::TBODY
            | tag::TD
            | tag::TFOOT
            | tag::TH
            | tag::THEAD
            | tag::TR => Flow::Done,
            tag::TEMPLATE => self.in_head_template_end(),
            _ => self.with_foster_parenting(|builder| builder.in_body_end_tag(tag)),
        }
    }

    /// Anything else: "Enable foster parenting, process the token using the
    /// rules for the "in body" insertion mode, and then disable foster
    /// parenting."
    pub(super) fn with_foster_parenting(
        &mut self,
        process: impl FnOnce(&mut Self) -> Flow,
    ) -> Flow {
        self.foster_parenting = true;
        let flow = process(self);
        self.foster_parenting = false;
        flow
    }

    /// "Clear the stack back to a table context"
    fn clear_to_table_context(&mut self) {
        while self.open.len() > 1 && !self.open.current().is(TABLE_SCOPE) {
            self.pop();
        }
    }
}
