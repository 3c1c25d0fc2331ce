//! 13.2.6.4.1 The "initial" insertion mode, to 13.2.6.4.6 The "after head"
//! insertion mode: what comes before the body.

use super::quirks::quirks_mode;
use super::stack::STRUCTURE_RESERVE;
use super::{Flow, Mode, TreeBuilder};
use crate::html::arena::Span;
use crate::html::tables::tags::tag;
use crate::html::tokenizer::{DoctypeToken, State, Tag};
use crate::html::tree::{Namespace, Node, NodeId, NodeKind, QuirksMode};

/// 13.2.6.4.1 The "initial" insertion mode
impl TreeBuilder<'_> {
    /// A DOCTYPE token
    pub(super) fn initial_doctype(&mut self, token: DoctypeToken) {
        let node = self
            .arena
            .add(Node::new(NodeKind::Doctype, Span::EMPTY, token.source));
        self.arena.append(NodeId::DOCUMENT, node);
        self.arena.quirks_mode = quirks_mode(&token);
        self.arena.doctype = Some(token.doctype);
        self.mode = Mode::BeforeHtml;
    }

    /// Anything else: a document without a doctype
    pub(super) fn initial_anything_else(&mut self) -> Flow {
        self.arena.quirks_mode = QuirksMode::Quirks;
        self.mode = Mode::BeforeHtml;
        Flow::Reprocess
    }
}

/// 13.2.6.4.2 The "before html" insertion mode
impl TreeBuilder<'_> {
    /// A start tag
    pub(super) fn before_html_start_tag(&mut self, tag: &Tag) -> Flow {
        if tag.name != tag::HTML {
            return self.before_html_anything_else();
        }
        self.insert_root(tag);
        Flow::Done
    }

    /// An end tag
    pub(super) fn before_html_end_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::HEAD | tag::BODY | tag::HTML | tag::BR => self.before_html_anything_else(),
            _ => Flow::Done,
        }
    }

    /// Anything else: a document without an `html` start tag
    pub(super) fn before_html_anything_else(&mut self) -> Flow {
        let position = self.arena.nodes.last().map_or(0, |node| node.source.end);
        self.insert_root(&Tag::implied(tag::HTML, position));
        Flow::Reprocess
    }

    /// Makes the `html` element, the child of the document.
    fn insert_root(&mut self, tag: &Tag) {
        let html = Node::element(tag::HTML, Namespace::Html, tag.attributes, tag.source);
        let html = self.arena.add(html);
        self.arena.append(NodeId::DOCUMENT, html);
        self.push(html, tag::HTML);
        self.mode = Mode::BeforeHead;
    }
}

/// 13.2.6.4.3 The "before head" insertion mode
impl TreeBuilder<'_> {
    /// A start tag
    pub(super) fn before_head_start_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::HTML => self.in_body_start_tag(tag),
            tag::HEAD => {
                self.head = Some(self.insert_html_element(tag));
                self.mode = Mode::InHead;
                Flow::Done
            }
            _ => self.before_head_anything_else(),
        }
    }

    /// An end tag
    pub(super) fn before_head_end_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::HEAD | tag::BODY | tag::HTML | tag::BR => self.before_head_anything_else(),
            _ => Flow::Done,
        }
    }

    /// Anything else: a document without a `head` start tag
    pub(super) fn before_head_anything_else(&mut self) -> Flow {
        self.head = Some(self.insert_implied_element(tag::HEAD));
        self.mode = Mode::InHead;
        Flow::Reprocess
    }
}

/// 13.2.6.4.4 The "in head" insertion mode
impl TreeBuilder<'_> {
    /// A start tag. Other modes, too, process some tags "using the rules for the
    /// "in head" insertion mode".
    pub(super) fn in_head_start_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::HTML => return self.in_body_start_tag(tag),
            tag::BASE | tag::BASEFONT | tag::BGSOUND | tag::LINK | tag::META => {
                self.insert_closed_element(tag);
            }
            tag::TITLE => self.insert_text_element(tag, State::Rcdata),
            tag::NOSCRIPT if !self.options.scripting => {
                self.insert_html_element(tag);
                self.mode = Mode::InHeadNoscript;
            }
            tag::NOSCRIPT | tag::NOFRAMES | tag::STYLE => {
                self.insert_text_element(tag, State::Rawtext);
            }
            tag::SCRIPT => self.insert_text_element(tag, State::ScriptData),
            tag::TEMPLATE => self.in_head_template(tag),
            tag::HEAD => {}
            _ => return self.in_head_anything_else(),
        }
        Flow::Done
    }

    /// An end tag
    pub(super) fn in_head_end_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::HEAD => {
                self.pop();
                self.mode = Mode::AfterHead;
                Flow::Done
            }
            tag::BODY | tag::HTML | tag::BR => self.in_head_anything_else(),
            tag::TEMPLATE => self.in_head_template_end(),
            _ => Flow::Done,
        }
    }

    /// Anything else: the head is at its end
    pub(super) fn in_head_anything_else(&mut self) -> Flow {
        self.pop();
        self.mode = Mode::AfterHead;
        Flow::Reprocess
    }

    /// A start tag whose tag name is "template"
    fn in_head_template(&mut self, tag: &Tag) {
        self.make_room(STRUCTURE_RESERVE);
        self.push_marker();
        self.frameset_ok = false;
        self.mode = Mode::InTemplate;
        self.template_modes.push(Mode::InTemplate);
        let template = self.insert_html_element(tag);
        let contents = Node::new(NodeKind::TemplateContents, Span::EMPTY, tag.source);
        let contents = self.arena.add(contents);
        debug_assert_eq!(contents, crate::html::arena::template_contents(template));
    }

    /// An end tag whose tag name is "template"
    pub(super) fn in_head_template_end(&mut self) -> Flow {
        if self.open.contains(tag::TEMPLATE) {
            self.generate_implied_end_tags_thoroughly();
            self.close_template();
        }
        Flow::Done
    }
}

/// 13.2.6.4.5 The "in head noscript" insertion mode
impl TreeBuilder<'_> {
    /// A start tag
    pub(super) fn in_head_noscript_start_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::HTML => self.in_body_start_tag(tag),
            tag::BASEFONT | tag::BGSOUND | tag::LINK | tag::META | tag::NOFRAMES | tag::STYLE => {
                self.in_head_start_tag(tag)
            }
            tag::HEAD | tag::NOSCRIPT => Flow::Done,
            _ => self.in_head_noscript_anything_else(),
        }
    }

    /// An end tag
    pub(super) fn in_head_noscript_end_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::NOSCRIPT => {
                self.pop();
                self.mode = Mode::InHead;
                Flow::Done
            }
            tag::BR => self.in_head_noscript_anything_else(),
            _ => Flow::Done,
        }
    }

    /// Anything else: the `noscript` element is at its end
    pub(super) fn in_head_noscript_anything_else(&mut self) -> Flow {
        self.pop();
        self.mode = Mode::InHead;
        Flow::Reprocess
    }
}

/// 13.2.6.4.6 The "after head" insertion mode
impl TreeBuilder<'_> {
    /// A start tag
    pub(super) fn after_head_start_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::HTML => self.in_body_start_tag(tag),
            tag::BODY => {
                self.insert_html_element(tag);
                self.frameset_ok = false;
                self.mode = Mode::InBody;
                Flow::Done
            }
            tag::FRAMESET => {
                self.insert_html_element(tag);
                self.mode = Mode::InFrameset;
                Flow::Done
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
            | tag::TITLE => self.late_head_element(tag),
            tag::HEAD => Flow::Done,
            _ => self.after_head_anything_else(),
        }
    }

    /// An element of the head that comes after it: goes into it all the same.
    fn late_head_element(&mut self, tag: &Tag) -> Flow {
        let Some(head) = self.head else {
            return Flow::Done;
        };
        self.push(head, tag::HEAD);
        let flow = self.in_head_start_tag(tag);
        if let Some(place) = self.open.place_of(head) {
            self.remove_from_stack(place);
        }
        flow
    }

    /// An end tag
    pub(super) fn after_head_end_tag(&mut self, tag: &Tag) -> Flow {
        match tag.name {
            tag::TEMPLATE => self.in_head_template_end(),
            tag::BODY | tag::HTML | tag::BR => self.after_head_anything_else(),
            _ => Flow::Done,
        }
    }

    /// Anything else: a document without a `body` start tag
    pub(super) fn after_head_anything_else(&mut self) -> Flow {
        self.insert_implied_element(tag::BODY);
        self.mode = Mode::InBody;
        Flow::Reprocess
    }
}
