//! 13.2.6.4.7 The "in body" insertion mode: start tags.

use super::stack::{OpenElement, STRUCTURE_RESERVE};
use super::{Flow, Mode, TreeBuilder};
use crate::html::arena::Span;
use crate::html::names::{AttributeName, TagName, lower_case_name};
use crate::html::tables::attributes::attr;
use crate::html::tables::tags::category::{HEADING, SPECIAL};
use crate::html::tables::tags::tag;
use crate::html::tokenizer::references::decode_attribute_value;
use crate::html::tokenizer::{State, Tag};
use crate::html::tree::{Attribute, Namespace, NodeId, QuirksMode};

/// How many attributes a second `html` or `body` tag can fill up to.
const MAX_MERGED_ATTRIBUTES: usize = 256;

impl TreeBuilder<'_> {
    /// A start tag, in the order of how often pages have them.
    pub(super) fn in_body_start_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::ADDRESS
            | tag::ARTICLE
            | tag::ASIDE
            | tag::BLOCKQUOTE
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
            | tag::MAIN
            | tag::MENU
            | tag::NAV
            | tag::OL
            | tag::P
            | tag::SEARCH
            | tag::SECTION
            | tag::SUMMARY
            | tag::UL => {
                self.close_p_in_button_scope();
                self.insert_html_element(tag);
            }
            tag::A => self.start_a(tag),
            tag::LI => self.start_list_item(tag, |name| name == tag::LI),
            tag::DD | tag::DT => {
                self.start_list_item(tag, |name| matches!(name, tag::DD | tag::DT));
            }
            tag::B
            | tag::BIG
            | tag::CODE
            | tag::EM
            | tag::FONT
            | tag::I
            | tag::S
            | tag::SMALL
            | tag::STRIKE
            | tag::STRONG
            | tag::TT
            | tag::U => self.start_formatting(tag),
            tag::AREA | tag::BR | tag::EMBED | tag::IMG | tag::KEYGEN | tag::WBR => {
                self.reconstruct_formatting();
                self.insert_closed_element(tag);
                self.frameset_ok = false;
            }
            tag::IMAGE => {
                return self.in_body_start_tag(&Tag {
                    name: tag::IMG,
                    ..*tag
                });
            }
            tag::H1 | tag::H2 | tag::H3 | tag::H4 | tag::H5 | tag::H6 => {
                self.close_p_in_button_scope();
                if self.open.current().is(HEADING) {
                    self.pop();
                }
                self.insert_html_element(tag);
            }
            tag::PRE | tag::LISTING => {
                self.close_p_in_button_scope();
                self.insert_html_element(tag);
                self.ignore_line_feed = true;
                self.frameset_ok = false;
            }
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
            tag::BUTTON => self.start_button(tag),
            tag::FORM => self.start_form(tag),
            tag::INPUT => self.start_input(tag),
            tag::TABLE => self.start_table(tag),
            tag::HTML => self.start_html_again(tag),
            tag::BODY => self.start_body_again(tag),
            tag::FRAMESET => self.start_frameset(tag),
            tag::NOBR => self.start_nobr(tag),
            tag::APPLET | tag::MARQUEE | tag::OBJECT => self.start_object(tag),
            tag::PARAM | tag::SOURCE | tag::TRACK => {
                self.insert_closed_element(tag);
            }
            tag::HR => self.start_hr(tag),
            tag::TEXTAREA => {
                self.insert_text_element(tag, State::Rcdata);
                self.ignore_line_feed = true;
                self.frameset_ok = false;
            }
            tag::XMP => {
                self.close_p_in_button_scope();
                self.reconstruct_formatting();
                self.frameset_ok = false;
                self.insert_text_element(tag, State::Rawtext);
            }
            tag::IFRAME => {
                self.frameset_ok = false;
                self.insert_text_element(tag, State::Rawtext);
            }
            tag::NOEMBED => self.insert_text_element(tag, State::Rawtext),
            tag::NOSCRIPT if self.options.scripting => {
                self.insert_text_element(tag, State::Rawtext)
            }
            tag::PLAINTEXT => {
                self.close_p_in_button_scope();
                self.insert_html_element(tag);
                self.next_state = State::Plaintext;
            }
            tag::SELECT => self.start_select(tag),
            tag::OPTION => {
                if self.open.has_in_scope(tag::SELECT) {
                    self.generate_implied_end_tags_except(tag::OPTGROUP);
                } else if self.open.current_is(tag::OPTION) {
                    self.pop();
                }
                self.start_ordinary(tag);
            }
            tag::OPTGROUP => {
                if self.open.has_in_scope(tag::SELECT) {
                    self.generate_implied_end_tags();
                } else if self.open.current_is(tag::OPTION) {
                    self.pop();
                }
                self.start_ordinary(tag);
            }
            tag::RB | tag::RTC => {
                if self.open.has_in_scope(tag::RUBY) {
                    self.generate_implied_end_tags();
                }
                self.insert_html_element(tag);
            }
            tag::RP | tag::RT => {
                if self.open.has_in_scope(tag::RUBY) {
                    self.generate_implied_end_tags_except(tag::RTC);
                }
                self.insert_html_element(tag);
            }
            tag::MATH => {
                self.reconstruct_formatting();
                self.start_foreign(tag, Namespace::MathMl);
            }
            tag::SVG => {
                self.reconstruct_formatting();
                self.start_foreign(tag, Namespace::Svg);
            }
            tag::CAPTION
            | tag::COL
            | tag::COLGROUP
            | tag::FRAME
            | tag::HEAD
            | tag::TBODY
            | tag::TD
            | tag::TFOOT
            | tag::TH
            | tag::THEAD
            | tag::TR => {}
            _ => self.start_ordinary(tag),
        }
        Flow::Done
    }

    /// Any other start tag
    #[inline(always)]
    fn start_ordinary(&mut self, tag: &Tag) {
        self.reconstruct_formatting();
        self.insert_html_element(tag);
    }

    /// A start tag whose tag name is one of: "b", "big", "code", …
    #[inline(always)]
    fn start_formatting(&mut self, tag: &Tag) {
        self.reconstruct_formatting();
        let element = self.insert_html_element(tag);
        self.push_formatting(element, tag.name);
    }

    /// A start tag whose tag name is "a"
    fn start_a(&mut self, tag: &Tag) {
        let open = self
            .formatting_after_marker()
            .find(|(_, element)| element.name == tag::A);
        if let Some((_, open)) = open {
            self.adoption_agency(tag::A);
            if let Some(place) = self.formatting_place(open.node) {
                self.formatting.remove(place);
            }
            if let Some(place) = self.open.place_of(open.node) {
                self.remove_from_stack(place);
            }
        }
        self.start_formatting(tag);
    }

    /// A start tag whose tag name is "nobr"
    fn start_nobr(&mut self, tag: &Tag) {
        self.reconstruct_formatting();
        if self.open.has_in_scope(tag::NOBR) {
            self.adoption_agency(tag::NOBR);
        }
        self.start_formatting(tag);
    }

    /// A start tag whose tag name is "li"; or is one of: "dd", "dt"
    #[inline(always)]
    fn start_list_item(&mut self, tag: &Tag, is_item: impl Fn(TagName) -> bool) {
        self.frameset_ok = false;
        let stop = |element: &OpenElement| {
            let passed = matches!(element.name, tag::ADDRESS | tag::DIV | tag::P);
            is_item(element.name) || element.is(SPECIAL) && !passed
        };
        let found = self.open.iter_up().find(|(_, element)| stop(element));
        if let Some((_, item)) = found.filter(|(_, element)| is_item(element.name)) {
            self.generate_implied_end_tags_except(item.name);
            self.pop_until(item.name);
        }
        self.close_p_in_button_scope();
        self.insert_html_element(tag);
    }

    /// A start tag whose tag name is "button"
    fn start_button(&mut self, tag: &Tag) {
        if self.open.has_in_scope(tag::BUTTON) {
            self.close(tag::BUTTON);
        }
        self.start_ordinary(tag);
        self.frameset_ok = false;
    }

    /// A start tag whose tag name is "form"
    fn start_form(&mut self, tag: &Tag) {
        let in_template = self.open.contains(tag::TEMPLATE);
        if self.form.is_some() && !in_template {
            return;
        }
        self.close_p_in_button_scope();
        let form = self.insert_html_element(tag);
        if !in_template {
            self.form = Some(form);
        }
    }

    /// A start tag whose tag name is "input"
    fn start_input(&mut self, tag: &Tag) {
        if self.open.has_in_scope(tag::SELECT) {
            self.pop_until(tag::SELECT);
        }
        self.reconstruct_formatting();
        self.insert_closed_element(tag);
        if !self.has_type_hidden(tag) {
            self.frameset_ok = false;
        }
    }

    /// A start tag whose tag name is "select"
    fn start_select(&mut self, tag: &Tag) {
        if self.open.has_in_scope(tag::SELECT) {
            self.pop_until(tag::SELECT);
            return;
        }
        self.start_ordinary(tag);
        self.frameset_ok = false;
    }

    /// A start tag whose tag name is "hr"
    fn start_hr(&mut self, tag: &Tag) {
        self.close_p_in_button_scope();
        if self.open.has_in_scope(tag::SELECT) {
            self.generate_implied_end_tags();
        }
        self.insert_closed_element(tag);
        self.frameset_ok = false;
    }

    /// A start tag whose tag name is "table"
    fn start_table(&mut self, tag: &Tag) {
        if self.arena.quirks_mode != QuirksMode::Quirks {
            self.close_p_in_button_scope();
        }
        self.make_room(STRUCTURE_RESERVE);
        self.insert_html_element(tag);
        self.frameset_ok = false;
        self.mode = Mode::InTable;
    }

    /// A start tag whose tag name is one of: "applet", "marquee", "object"
    fn start_object(&mut self, tag: &Tag) {
        self.reconstruct_formatting();
        self.make_room(STRUCTURE_RESERVE);
        self.insert_html_element(tag);
        self.push_marker();
        self.frameset_ok = false;
    }

    /// A start tag whose tag name is "frameset": takes the body's place, if the
    /// body is still empty enough.
    fn start_frameset(&mut self, tag: &Tag) {
        let Some(body) = self.open.body_element() else {
            return;
        };
        if !self.frameset_ok {
            return;
        }
        self.arena.detach(body);
        self.pop_to(1);
        self.insert_html_element(tag);
        self.mode = Mode::InFrameset;
    }

    /// A start tag whose tag name is "html"
    fn start_html_again(&mut self, tag: &Tag) {
        if !self.open.contains(tag::TEMPLATE) {
            self.add_missing_attributes(self.open.html_element(), tag);
        }
    }

    /// A start tag whose tag name is "body"
    fn start_body_again(&mut self, tag: &Tag) {
        if self.open.contains(tag::TEMPLATE) {
            return;
        }
        if let Some(body) = self.open.body_element() {
            self.frameset_ok = false;
            self.add_missing_attributes(body, tag);
        }
    }

    /// "For each attribute on the token, check to see if the attribute is
    /// already present … If it is not, add the attribute."
    fn add_missing_attributes(&mut self, element: NodeId, tag: &Tag) {
        let present = self.arena.attribute_range(element);
        let present_count = (present.end - present.start) as usize;
        let room = MAX_MERGED_ATTRIBUTES.saturating_sub(present_count);
        let missing: Vec<Attribute> = self
            .arena
            .attributes_of(tag.attributes)
            .iter()
            .take(MAX_MERGED_ATTRIBUTES)
            .filter(|attribute| !self.has_attribute_of_name(present, attribute))
            .take(room)
            .copied()
            .collect();
        if missing.is_empty() {
            return;
        }
        // An element's attributes lie together, so all of them move.
        let start = self.arena.attributes.len();
        self.arena
            .attributes
            .extend_from_within(present.start as usize..present.end as usize);
        self.arena.attributes.extend(missing);
        self.arena
            .set_attribute_range(element, Span::new(start, self.arena.attributes.len()));
    }

    /// Whether one of these attributes has the name of another.
    fn has_attribute_of_name(&self, attributes: Span, wanted: &Attribute) -> bool {
        let name = |attribute: &Attribute| {
            lower_case_name(self.arena.text(self.text, attribute.name_span))
        };
        self.arena
            .attributes_of(attributes)
            .iter()
            .any(|attribute| {
                attribute.name == wanted.name
                    && (wanted.name != AttributeName::OTHER || name(attribute) == name(wanted))
            })
    }

    /// Whether a tag has "an attribute with the name "type"" whose value is
    /// "hidden", in any case.
    pub(super) fn has_type_hidden(&self, tag: &Tag) -> bool {
        self.arena
            .find_attribute(tag.attributes, attr::TYPE)
            .is_some_and(|attribute| {
                let value = self.arena.text(self.text, attribute.value_span);
                decode_attribute_value(value).eq_ignore_ascii_case("hidden")
            })
    }
}
