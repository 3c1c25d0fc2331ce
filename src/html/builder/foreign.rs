//! 13.2.6.5 The rules for parsing tokens in foreign content, and the part of
//! 13.2.6 that says when they apply.

use super::TreeBuilder;
use super::stack::{
    ANNOTATION_XML, FOREIGN, FOREIGN_SCOPE, HTML_INTEGRATION_POINT, MATHML_TEXT_INTEGRATION_POINT,
    OpenElement,
};
use crate::html::names::{AttributeName, TagName};
use crate::html::tables::attributes::attr;
use crate::html::tables::tags::category::BREAKOUT;
use crate::html::tables::tags::tag;
use crate::html::tokenizer::Tag;
use crate::html::tokenizer::references::decode_attribute_value;
use crate::html::tree::Namespace;

/// What is HTML content in foreign content.
const INTEGRATION_POINT: u16 = HTML_INTEGRATION_POINT | MATHML_TEXT_INTEGRATION_POINT;

impl TreeBuilder<'_> {
    /// 13.2.6 The tree construction dispatcher: whether a start tag is
    /// processed by the rules of foreign content.
    #[inline(always)]
    pub(super) fn start_tag_is_foreign(&self, tag: &Tag) -> bool {
        let current = self.open.current();
        current.is(FOREIGN) && !html_rules_apply(current, tag.name)
    }

    /// 13.2.6 The tree construction dispatcher: whether a character is.
    pub(super) fn characters_are_foreign(&self) -> bool {
        let current = self.open.current();
        current.is(FOREIGN) && !current.is(INTEGRATION_POINT)
    }

    /// A start tag
    #[inline(never)]
    pub(super) fn foreign_start_tag(&mut self, tag: &Tag) {
        if self.breaks_out(tag) {
            self.pop_to_html_content();
            self.start_tag_in_html(tag);
            return;
        }
        let namespace = self.arena.node(self.open.current().node).namespace();
        self.start_foreign(tag, namespace);
    }

    /// Whether a start tag ends the foreign content that it stands in.
    fn breaks_out(&self, tag: &Tag) -> bool {
        let has = |name| self.arena.find_attribute(tag.attributes, name).is_some();
        tag.name.is(BREAKOUT)
            || tag.name == tag::FONT && [attr::COLOR, attr::FACE, attr::SIZE].into_iter().any(has)
    }

    /// "Insert a foreign element", and leave it at once if it closes itself.
    pub(super) fn start_foreign(&mut self, tag: &Tag, namespace: Namespace) {
        if !tag.self_closing {
            self.make_room(1);
        }
        let node = self.insert_foreign_element(tag, namespace);
        if !tag.self_closing {
            let categories = FOREIGN | self.foreign_categories(tag, namespace);
            self.push_entry(OpenElement {
                node,
                name: TagName::NONE,
                categories,
            });
        }
    }

    /// The categories of a foreign element: 13.2.4.2 lists those that are
    /// special and end a scope, 13.2.6 the integration points.
    fn foreign_categories(&self, tag: &Tag, namespace: Namespace) -> u16 {
        match (namespace, tag.name) {
            (Namespace::MathMl, tag::MI | tag::MO | tag::MN | tag::MS | tag::MTEXT) => {
                FOREIGN_SCOPE | MATHML_TEXT_INTEGRATION_POINT
            }
            (Namespace::MathMl, tag::ANNOTATION_XML) if self.is_html_encoded(tag) => {
                FOREIGN_SCOPE | ANNOTATION_XML | HTML_INTEGRATION_POINT
            }
            (Namespace::MathMl, tag::ANNOTATION_XML) => FOREIGN_SCOPE | ANNOTATION_XML,
            (Namespace::Svg, tag::FOREIGNOBJECT | tag::DESC | tag::TITLE) => {
                FOREIGN_SCOPE | HTML_INTEGRATION_POINT
            }
            _ => 0,
        }
    }

    /// Whether an `annotation-xml` says that HTML is in it.
    fn is_html_encoded(&self, tag: &Tag) -> bool {
        let encoding: AttributeName = attr::ENCODING;
        self.arena
            .find_attribute(tag.attributes, encoding)
            .is_some_and(|attribute| {
                let value =
                    decode_attribute_value(self.arena.text(self.text, attribute.value_span));
                value.eq_ignore_ascii_case("text/html")
                    || value.eq_ignore_ascii_case("application/xhtml+xml")
            })
    }

    /// An end tag
    #[inline(never)]
    pub(super) fn foreign_end_tag(&mut self, tag: &Tag) {
        if matches!(tag.name, tag::BR | tag::P) {
            self.pop_to_html_content();
            self.end_tag_in_html(tag);
            return;
        }
        let closing = self.open.iter_up().find(|&(_, element)| {
            !element.is(FOREIGN) || self.arena.node(element.node).name() == tag.name
        });
        match closing {
            Some((place, element)) if element.is(FOREIGN) => self.pop_to(place),
            Some(_) => self.end_tag_in_html(tag),
            None => {}
        }
    }

    /// "While the current node is not a MathML text integration point, an HTML
    /// integration point, or an element in the HTML namespace, pop elements"
    fn pop_to_html_content(&mut self) {
        while self.open.current().is(FOREIGN) && !self.open.current().is(INTEGRATION_POINT) {
            self.pop();
        }
    }
}

/// Whether a start tag in a foreign element is processed as HTML.
fn html_rules_apply(current: OpenElement, name: TagName) -> bool {
    current.is(HTML_INTEGRATION_POINT)
        || current.is(MATHML_TEXT_INTEGRATION_POINT)
            && !matches!(name, tag::MGLYPH | tag::MALIGNMARK)
        || current.is(ANNOTATION_XML) && name == tag::SVG
}
