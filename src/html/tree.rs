//! The tree of a page, in a flat arena.
//!
//! Nodes are numbered in the order in which the parser made them and linked by
//! number. Text stays where it stands in the input; only what had to be decoded
//! lies in a side buffer. A [`Span`] covers both: places past the end of the
//! input are places of the side buffer.

use std::borrow::Cow;
use std::num::NonZeroU32;
use std::ops::Range;

use super::arena::{Arena, Span, template_contents, template_of};
use super::foreign_names;
use super::input::SourceMap;
use super::names::{AttributeName, TagName, lower_case_name};
use super::tables::tags::tag;
use super::tokenizer::references;
use crate::chars::floor_char_boundary;
use crate::limits::Limit;

/// A node's number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId(NonZeroU32);

impl NodeId {
    /// The document: the first node.
    pub const DOCUMENT: NodeId = NodeId(NonZeroU32::MIN);

    /// The number, to index by. Nodes are numbered from 1, in document order as
    /// far as the page needed no repair.
    #[inline(always)]
    pub fn index(self) -> usize {
        self.0.get() as usize
    }

    /// The node with a number.
    #[inline(always)]
    pub(crate) fn of(index: usize) -> NodeId {
        NodeId(NonZeroU32::new(index as u32).unwrap_or(NonZeroU32::MIN))
    }
}

/// What a node is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum NodeKind {
    /// The document.
    Document,
    /// The doctype; [`Tree::doctype`] has its parts.
    Doctype,
    /// An element.
    Element,
    /// A run of text. Two of them may be neighbours.
    Text,
    /// A comment.
    Comment,
    /// The contents of a `template` element: a tree of its own, which has no
    /// parent.
    TemplateContents,
}

/// The namespace of an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Namespace {
    /// HTML
    Html,
    /// MathML
    MathMl,
    /// SVG
    Svg,
}

/// How the document's doctype makes a browser lay it out.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum QuirksMode {
    /// As the standards say.
    #[default]
    NoQuirks,
    /// Nearly so.
    LimitedQuirks,
    /// As browsers did in the nineties.
    Quirks,
}

/// A node and its links.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    pub(crate) parent: Option<NodeId>,
    pub(crate) first_child: Option<NodeId>,
    pub(crate) last_child: Option<NodeId>,
    pub(crate) previous_sibling: Option<NodeId>,
    pub(crate) next_sibling: Option<NodeId>,
    /// Where the node's tag or text stands in the input stream.
    pub(crate) source: Span,
    /// The text of a text or comment; an element's range of
    /// [`Arena::attributes`].
    pub(crate) payload: Span,
    name: TagName,
    kind: NodeKind,
    namespace: Namespace,
    /// Whether the element is in the stack of open elements.
    pub(crate) open: bool,
}

impl Node {
    /// A node without links.
    #[inline(always)]
    pub(crate) fn new(kind: NodeKind, payload: Span, source: Span) -> Node {
        Node {
            parent: None,
            first_child: None,
            last_child: None,
            previous_sibling: None,
            next_sibling: None,
            source,
            payload,
            name: TagName::NONE,
            kind,
            namespace: Namespace::Html,
            open: false,
        }
    }

    /// An element without links.
    #[inline(always)]
    pub(crate) fn element(
        name: TagName,
        namespace: Namespace,
        attributes: Span,
        source: Span,
    ) -> Node {
        Node {
            name,
            namespace,
            ..Node::new(NodeKind::Element, attributes, source)
        }
    }

    /// What the node is.
    pub fn kind(&self) -> NodeKind {
        self.kind
    }

    /// The element's name, in lower case in every namespace;
    /// [`TagName::NONE`] for what is no element.
    pub fn name(&self) -> TagName {
        self.name
    }

    /// The element's namespace.
    pub fn namespace(&self) -> Namespace {
        self.namespace
    }

    /// The name of an HTML element; [`TagName::NONE`] for what is not one.
    pub fn html_name(&self) -> TagName {
        if self.namespace == Namespace::Html {
            self.name
        } else {
            TagName::NONE
        }
    }

    /// The parent, which neither the document nor template contents have.
    pub fn parent(&self) -> Option<NodeId> {
        self.parent
    }

    /// The first child.
    pub fn first_child(&self) -> Option<NodeId> {
        self.first_child
    }

    /// The last child.
    pub fn last_child(&self) -> Option<NodeId> {
        self.last_child
    }

    /// The sibling before.
    pub fn previous_sibling(&self) -> Option<NodeId> {
        self.previous_sibling
    }

    /// The sibling after.
    pub fn next_sibling(&self) -> Option<NodeId> {
        self.next_sibling
    }
}

/// An attribute of an element. Its value is decoded when it is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Attribute {
    /// The name, where the tables know it.
    pub name: AttributeName,
    pub(crate) name_span: Span,
    pub(crate) value_span: Span,
}

/// The parts of a doctype.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Doctype {
    /// The name, in lower case: usually `html`.
    pub name: String,
    /// The public identifier, if there is one.
    pub public_id: Option<String>,
    /// The system identifier, if there is one.
    pub system_id: Option<String>,
}

/// How much of a value [`Tree::short_value`] gives, in bytes.
const LONGEST_VALUE: usize = 1024;

/// The tree of a page. It borrows the page, and the parser that made it.
#[derive(Clone, Copy, Debug)]
pub struct Tree<'t> {
    input: &'t str,
    source_map: SourceMap<'t>,
    arena: &'t Arena,
}

impl<'t> Tree<'t> {
    /// The tree in an arena, of a page whose input stream is this.
    pub(crate) fn new(input: &'t str, source_map: SourceMap<'t>, arena: &'t Arena) -> Tree<'t> {
        Tree {
            input,
            source_map,
            arena,
        }
    }

    /// A node.
    #[inline]
    pub fn node(&self, id: NodeId) -> &'t Node {
        self.arena.node(id)
    }

    /// How many nodes there are: every [`NodeId::index`] is at most this.
    pub fn node_count(&self) -> usize {
        self.arena.nodes.len() - 1
    }

    /// The children of a node.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + use<'t> {
        let arena = self.arena;
        std::iter::successors(arena.node(id).first_child, |&child| {
            arena.node(child).next_sibling
        })
    }

    /// All nodes under a node, in document order. Template contents are not
    /// among them.
    pub fn descendants(&self, id: NodeId) -> Descendants<'t> {
        Descendants {
            arena: self.arena,
            root: id,
            next: self.arena.node(id).first_child,
        }
    }

    /// The element that a node stands in; for what stands in template contents,
    /// the template.
    pub(crate) fn parent_element(&self, id: NodeId) -> Option<NodeId> {
        let parent = self.node(id).parent?;
        match self.node(parent).kind {
            NodeKind::Element => Some(parent),
            NodeKind::TemplateContents => Some(template_of(parent)),
            _ => None,
        }
    }

    /// The contents of a `template` element.
    pub fn template_contents(&self, id: NodeId) -> Option<NodeId> {
        let is_template = self.node(id).html_name() == tag::TEMPLATE;
        is_template.then(|| template_contents(id))
    }

    /// The text of a text node or a comment; empty for other nodes.
    #[inline]
    pub fn text(&self, id: NodeId) -> &'t str {
        self.text_of(self.node(id))
    }

    /// [`Self::text`] of a node that is at hand.
    #[inline(always)]
    pub(crate) fn text_of(&self, node: &Node) -> &'t str {
        match node.kind {
            NodeKind::Text | NodeKind::Comment => self.arena.text(self.input, node.payload),
            _ => "",
        }
    }

    /// The page as the parser read it: with no line break but line feeds.
    pub(crate) fn input(&self) -> &'t str {
        self.input
    }

    /// The part of [`Self::input`] that a node was read from.
    pub(crate) fn input_text(&self, source: Span) -> &'t str {
        self.input.get(source.range()).unwrap_or_default()
    }

    /// The place in the page of a place in [`Self::input`].
    pub(crate) fn to_source(self, position: u32) -> usize {
        self.source_map.to_source(position)
    }

    /// The name of an element as scripts see it: SVG names in their letter case.
    pub fn tag_name(&self, id: NodeId) -> &'t str {
        let node = self.node(id);
        let name = self.arena.names.text(node.name);
        match node.namespace {
            Namespace::Svg => foreign_names::adjust_svg_tag_name(name),
            _ => name,
        }
    }

    /// The attributes of an element; none for other nodes.
    #[inline]
    pub fn attributes(&self, id: NodeId) -> &'t [Attribute] {
        self.attributes_of(self.node(id))
    }

    /// [`Self::attributes`] of a node that is at hand.
    #[inline(always)]
    pub(crate) fn attributes_of(&self, node: &Node) -> &'t [Attribute] {
        match node.kind {
            NodeKind::Element => self.arena.attributes_of(node.payload),
            _ => &[],
        }
    }

    /// The value of an element's attribute.
    pub fn attribute(&self, id: NodeId, name: AttributeName) -> Option<Cow<'t, str>> {
        let attribute = self
            .attributes(id)
            .iter()
            .find(|attribute| attribute.name == name)?;
        Some(self.value(attribute))
    }

    /// Whether an element has an attribute.
    pub fn has_attribute(&self, id: NodeId, name: AttributeName) -> bool {
        self.attributes(id)
            .iter()
            .any(|attribute| attribute.name == name)
    }

    /// The value of an attribute.
    pub fn value(&self, attribute: &Attribute) -> Cow<'t, str> {
        references::decode_attribute_value(self.arena.text(self.input, attribute.value_span))
    }

    /// The value of an attribute as it stands in the page.
    pub fn raw_value(&self, attribute: &Attribute) -> &'t str {
        self.arena.text(self.input, attribute.value_span)
    }

    /// The beginning of an attribute's value as it stands in the page, a KiB at most.
    /// Copies that the parser makes of an element share its attributes, so what
    /// reads those of every element must not read long ones whole.
    pub(crate) fn short_value(&self, attribute: &Attribute) -> &'t str {
        let value = self.raw_value(attribute);
        &value[..floor_char_boundary(value, LONGEST_VALUE)]
    }

    /// The name of an attribute, in lower case.
    pub fn attribute_name(&self, attribute: &Attribute) -> Cow<'t, str> {
        lower_case_name(self.arena.text(self.input, attribute.name_span))
    }

    /// The doctype, if the document has one.
    pub fn doctype(&self) -> Option<&'t Doctype> {
        self.arena.doctype.as_ref()
    }

    /// What the doctype says about the layout.
    pub fn quirks_mode(&self) -> QuirksMode {
        self.arena.quirks_mode
    }

    /// Where a node stands in the page, in bytes: a text or comment whole, an
    /// element by its start tag, what the parser inserted by an empty range.
    pub fn source_range(&self, id: NodeId) -> Range<usize> {
        let source = self.node(id).source;
        self.source_map.to_source(source.start)..self.source_map.to_source(source.end)
    }

    /// The limit at which the parser stopped before the end of the page, and
    /// the byte where it did.
    pub fn stopped_at(&self) -> Option<(Limit, usize)> {
        let (limit, position) = self.arena.stopped?;
        Some((limit, self.source_map.to_source(position)))
    }

    /// The byte from which on elements were too deep to nest, if there is one.
    pub fn flattened_at(&self) -> Option<usize> {
        self.arena
            .flattened
            .map(|position| self.source_map.to_source(position))
    }
}

/// An iterator over the nodes under a node, in document order.
#[derive(Clone, Debug)]
pub struct Descendants<'t> {
    arena: &'t Arena,
    root: NodeId,
    next: Option<NodeId>,
}

impl Iterator for Descendants<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let current = self.next?;
        let node = self.arena.node(current);
        self.next = node.first_child.or_else(|| {
            let mut ancestor = current;
            loop {
                if ancestor == self.root {
                    return None;
                }
                let node = self.arena.node(ancestor);
                if node.next_sibling.is_some() {
                    return node.next_sibling;
                }
                ancestor = node.parent?;
            }
        });
        Some(current)
    }
}
