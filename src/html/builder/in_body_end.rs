//! 13.2.6.4.7 The "in body" insertion mode: end tags.

use super::formatting::FormattingEntry;
use super::stack::OpenElement;
use super::{Flow, Mode, TreeBuilder};
use crate::html::names::TagName;
use crate::html::tables::tags::category::{HEADING, SPECIAL};
use crate::html::tables::tags::tag;
use crate::html::tokenizer::Tag;

impl TreeBuilder<'_> {
    /// An end tag
    pub(super) fn in_body_end_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::ADDRESS
            | tag::ARTICLE
            | tag::ASIDE
            | tag::BLOCKQUOTE
            | tag::BUTTON
            | tag::CENTER
            | tag::DETAILS
            | tag::DIALOG
            | tag::DIR
            | tag::DIV
            | tag::DL
            | tag::FIELDSET
            | tag::FIGCAPTION
            | tag::FIGURE
            | tag::FOOTER
            | tag::HEADER
            | tag::HGROUP
            | tag::LISTING
            | tag::MAIN
            | tag::MENU
            | tag::NAV
            | tag::OL
            | tag::PRE
            | tag::SEARCH
            | tag::SECTION
            | tag::SELECT
            | tag::SUMMARY
            | tag::UL => {
                if self.open.current_is(tag.name) {
                    self.pop();
                } else if self.open.has_in_scope(tag.name) {
                    self.close(tag.name);
                }
            }
            tag::A
            | tag::B
            | tag::BIG
            | tag::CODE
            | tag::EM
            | tag::FONT
            | tag::I
            | tag::NOBR
            | tag::S
            | tag::SMALL
            | tag::STRIKE
            | tag::STRONG
            | tag::TT
            | tag::U => self.end_formatting(tag.name),
            tag::P => {
                if !self.open.has_in_button_scope(tag::P) {
                    self.insert_implied_element(tag::P);
                }
                self.close_p();
            }
            tag::LI => {
                if self.open.has_in_list_item_scope(tag::LI) {
                    self.generate_implied_end_tags_except(tag::LI);
                    self.pop_until(tag::LI);
                }
            }
            tag::DD | tag::DT => {
                if self.open.has_in_scope(tag.name) {
                    self.generate_implied_end_tags_except(tag.name);
                    self.pop_until(tag.name);
                }
            }
            tag::H1 | tag::H2 | tag::H3 | tag::H4 | tag::H5 | tag::H6 => {
                if self.open.has_category_in_scope(HEADING) {
                    self.generate_implied_end_tags();
                    self.pop_until_any(|name| name.is(HEADING));
                }
            }
            tag::BODY => {
                if self.open.has_in_scope(tag::BODY) {
                    self.mode = Mode::AfterBody;
                }
            }
            tag::HTML => {
                if self.open.has_in_scope(tag::BODY) {
                    self.mode = Mode::AfterBody;
                    return Flow::Reprocess;
                }
            }
            tag::FORM => self.end_form(),
            tag::APPLET | tag::MARQUEE | tag::OBJECT => {
                if self.open.has_in_scope(tag.name) {
                    self.close(tag.name);
                    self.clear_to_marker();
                }
            }
            tag::BR => {
                let line_break = Tag::implied(tag::BR, tag.source.start);
                return self.in_body_start_tag(&line_break);
            }
            tag::TEMPLATE => return self.in_head_template_end(),
            _ => self.any_other_end_tag(tag.name),
        }
        Flow::Done
    }

    /// An end tag whose tag name is one of: "a", "b", "big", …
    ///
    /// Nearly always the element is the current node and the last in the list
    /// of active formatting elements; then there is nothing to adopt.
    #[inline(always)]
    fn end_formatting(&mut self, name: TagName) {
        let current = self.open.current();
        if let Some(FormattingEntry::Element(last)) = self.formatting.last()
            && current.name == name
            && last.node == current.node
        {
            self.pop();
            self.formatting.pop();
            return;
        }
        self.adoption_agency(name);
    }

    /// An end tag whose tag name is "form"
    fn end_form(&mut self) {
        if self.open.contains(tag::TEMPLATE) {
            if self.open.has_in_scope(tag::FORM) {
                self.close(tag::FORM);
            }
            return;
        }
        let Some(form) = self.form.take() else { return };
        if self.open.has_node_in_scope(form) {
            self.generate_implied_end_tags();
            if let Some(place) = self.open.place_of(form) {
                self.remove_from_stack(place);
            }
        }
    }

    /// Any other end tag
    #[inline(always)]
    pub(super) fn any_other_end_tag(&mut self, name: TagName) {
        if self.open.current_is(name) {
            self.pop();
        } else if self.open.contains(name) {
            self.close_any_other(name);
        }
    }

    /// Closes the element of this name, unless a special one lies in between.
    fn close_any_other(&mut self, name: TagName) {
        let stop = |element: &OpenElement| element.name == name || element.is(SPECIAL);
        let found = self.open.iter_up().find(|(_, element)| stop(element));
        if let Some((place, element)) = found
            && element.name == name
        {
            self.generate_implied_end_tags_except(name);
            self.pop_to(place);
        }
    }
}
