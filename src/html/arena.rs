//! Where the tree of a page is built: nodes, attributes and decoded text in three
//! long arrays, which are reused from page to page.

use std::ops::Range;

use super::names::{AttributeName, NameInterner};
use super::tree::{Attribute, Doctype, Node, NodeId, NodeKind, QuirksMode};
use super::work;
use crate::limits::Limit;

/// A range of the input, or of what was decoded (places past the input's end).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    /// No text, or no attributes.
    pub(crate) const EMPTY: Span = Span { start: 0, end: 0 };

    /// The span between two places of the input.
    #[inline(always)]
    pub(crate) fn new(start: usize, end: usize) -> Span {
        Span {
            start: start as u32,
            end: end as u32,
        }
    }

    /// Whether nothing is in it.
    #[inline(always)]
    pub(crate) fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The places, to index by.
    #[inline(always)]
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Where the nodes of a page live; reused from page to page.
#[derive(Default, Debug)]
pub(crate) struct Arena {
    /// The nodes; the first entry is a placeholder, so that a [`NodeId`] indexes.
    pub(crate) nodes: Vec<Node>,
    pub(crate) attributes: Vec<Attribute>,
    /// Text that had to be decoded.
    pub(crate) decoded: String,
    pub(crate) names: NameInterner,
    pub(crate) doctype: Option<Doctype>,
    pub(crate) quirks_mode: QuirksMode,
    /// How many bytes of the page the attributes were read from.
    pub(crate) attribute_bytes: usize,
    /// The limit at which the parser stopped, and where.
    pub(crate) stopped: Option<(Limit, u32)>,
    /// Where an element first had to become a sibling of the deepest one.
    pub(crate) flattened: Option<u32>,
    /// The length of the input: where the places of `decoded` begin.
    input_length: u32,
}

impl Arena {
    /// Empties the arena for an input of this length, and puts the document in.
    pub(crate) fn reset(&mut self, input_length: usize) {
        self.nodes.clear();
        self.attributes.clear();
        self.decoded.clear();
        self.names.clear();
        self.doctype = None;
        self.quirks_mode = QuirksMode::NoQuirks;
        self.attribute_bytes = 0;
        self.stopped = None;
        self.flattened = None;
        self.input_length = input_length as u32;
        let document = Node::new(NodeKind::Document, Span::EMPTY, Span::EMPTY);
        self.nodes.extend([document, document]);
    }

    /// How many bytes its arrays take.
    pub(crate) fn capacity_bytes(&self) -> usize {
        self.nodes.capacity() * size_of::<Node>()
            + self.attributes.capacity() * size_of::<Attribute>()
            + self.decoded.capacity()
    }

    /// The place, as spans have it, where text decoded next will lie.
    pub(crate) fn decoded_end(&self) -> u32 {
        self.input_length + self.decoded.len() as u32
    }

    /// The text of a span.
    #[inline]
    pub(crate) fn text<'t>(&'t self, input: &'t str, span: Span) -> &'t str {
        if span.end <= self.input_length {
            &input[span.range()]
        } else {
            let start = (span.start - self.input_length) as usize;
            let end = (span.end - self.input_length) as usize;
            &self.decoded[start..end]
        }
    }

    /// A node.
    #[inline(always)]
    pub(crate) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// A node, to change.
    #[inline(always)]
    pub(crate) fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.index()]
    }

    /// Adds a node that has no place in the tree yet.
    #[inline(always)]
    pub(crate) fn add(&mut self, node: Node) -> NodeId {
        work::note(1);
        let id = NodeId::of(self.nodes.len());
        self.nodes.push(node);
        id
    }

    /// The attributes of a range such as an element or a tag has.
    #[inline(always)]
    pub(crate) fn attributes_of(&self, attributes: Span) -> &[Attribute] {
        &self.attributes[attributes.range()]
    }

    /// The range of an element's attributes.
    #[inline(always)]
    pub(crate) fn attribute_range(&self, element: NodeId) -> Span {
        self.node(element).payload
    }

    /// Gives an element another range of attributes.
    pub(crate) fn set_attribute_range(&mut self, element: NodeId, attributes: Span) {
        self.node_mut(element).payload = attributes;
    }

    /// A copy of an element without its links: the standard's "create an
    /// element for the token for which the element was created".
    pub(crate) fn clone_element(&mut self, element: NodeId) -> NodeId {
        let original = *self.node(element);
        let source = original.source;
        self.add(Node::element(
            original.name(),
            original.namespace(),
            original.payload,
            source,
        ))
    }

    /// Makes a node without a place the last child of `parent`.
    #[inline(always)]
    pub(crate) fn append(&mut self, parent: NodeId, child: NodeId) {
        let last = self.node_mut(parent).last_child.replace(child);
        match last {
            Some(last) => self.node_mut(last).next_sibling = Some(child),
            None => self.node_mut(parent).first_child = Some(child),
        }
        let node = self.node_mut(child);
        node.parent = Some(parent);
        node.previous_sibling = last;
    }

    /// Puts a node without a place before `sibling`, under the same parent.
    pub(crate) fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        let parent = self.node(sibling).parent;
        let previous = self.node_mut(sibling).previous_sibling.replace(child);
        match (previous, parent) {
            (Some(previous), _) => self.node_mut(previous).next_sibling = Some(child),
            (None, Some(parent)) => self.node_mut(parent).first_child = Some(child),
            (None, None) => {}
        }
        let node = self.node_mut(child);
        node.parent = parent;
        node.previous_sibling = previous;
        node.next_sibling = Some(sibling);
    }

    /// Takes a node, with what is under it, out of its place.
    pub(crate) fn detach(&mut self, child: NodeId) {
        let node = self.node_mut(child);
        let parent = node.parent.take();
        let previous = node.previous_sibling.take();
        let next = node.next_sibling.take();
        let Some(parent) = parent else { return };
        match previous {
            Some(previous) => self.node_mut(previous).next_sibling = next,
            None => self.node_mut(parent).first_child = next,
        }
        match next {
            Some(next) => self.node_mut(next).previous_sibling = previous,
            None => self.node_mut(parent).last_child = previous,
        }
    }

    /// Moves all children of one node under another that has none.
    pub(crate) fn move_children(&mut self, from: NodeId, to: NodeId) {
        let first = self.node_mut(from).first_child.take();
        let last = self.node_mut(from).last_child.take();
        self.node_mut(to).first_child = first;
        self.node_mut(to).last_child = last;
        let mut child = first;
        while let Some(id) = child {
            work::note(1);
            self.node_mut(id).parent = Some(to);
            child = self.node(id).next_sibling;
        }
    }

    /// Lengthens a text node by a span that follows on it in the input or in
    /// the side buffer. False when `node` is no such text.
    #[inline(always)]
    pub(crate) fn extend_text(&mut self, node: NodeId, text: Span, source: Span) -> bool {
        let node = self.node_mut(node);
        let follows = node.kind() == NodeKind::Text
            && node.payload.end == text.start
            && node.source.end == source.start;
        if follows {
            node.payload.end = text.end;
            node.source.end = source.end;
        }
        follows
    }

    /// The first of these attributes that has this name.
    pub(crate) fn find_attribute(
        &self,
        attributes: Span,
        name: AttributeName,
    ) -> Option<&Attribute> {
        self.attributes_of(attributes)
            .iter()
            .find(|attribute| attribute.name == name)
    }
}

/// The contents of a template element: the builder makes them right after it.
pub(crate) fn template_contents(template: NodeId) -> NodeId {
    NodeId::of(template.index() + 1)
}

/// The template element of these contents.
pub(crate) fn template_of(contents: NodeId) -> NodeId {
    NodeId::of(contents.index() - 1)
}
