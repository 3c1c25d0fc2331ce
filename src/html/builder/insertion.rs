//! 13.2.6.1 Creating and inserting nodes, 13.2.6.2 Parsing elements that
//! contain only text, 13.2.6.3 Closing elements that have implied end tags.

use super::{Mode, TreeBuilder};
use crate::html::arena::template_contents;
use crate::html::names::TagName;
use crate::html::tables::tags::category::{FOSTERING, IMPLIED_END, IMPLIED_END_THOROUGHLY};
use crate::html::tables::tags::tag;
use crate::html::tokenizer::{Characters, State, Tag};
use crate::html::tree::{Namespace, Node, NodeId, NodeKind};

use super::stack::OpenElement;

/// A place in the tree for a node.
#[derive(Clone, Copy)]
pub(super) struct Place {
    parent: NodeId,
    /// The sibling to insert before; `None` to append.
    before: Option<NodeId>,
}

impl Place {
    /// The place after the last child of a node.
    #[inline(always)]
    fn at_end_of(parent: NodeId) -> Place {
        Place {
            parent,
            before: None,
        }
    }
}

impl TreeBuilder<'_> {
    /// "The appropriate place for inserting a node"
    #[inline(always)]
    pub(super) fn appropriate_place(&self) -> Place {
        self.appropriate_place_in(self.open.current())
    }

    /// "The appropriate place for inserting a node", with an override target.
    #[inline(always)]
    pub(super) fn appropriate_place_in(&self, target: OpenElement) -> Place {
        if self.foster_parenting && target.is(FOSTERING) {
            self.foster_place()
        } else if target.name == tag::TEMPLATE {
            Place::at_end_of(template_contents(target.node))
        } else {
            Place::at_end_of(target.node)
        }
    }

    /// Where a node goes that a table cannot hold: before the last table, or
    /// into the last template if that is inside.
    #[cold]
    #[inline(never)]
    fn foster_place(&self) -> Place {
        let last = |name| {
            self.open
                .iter_up()
                .find(|(_, element)| element.name == name)
        };
        let last_template = last(tag::TEMPLATE);
        let last_table = last(tag::TABLE);
        match (last_template, last_table) {
            (Some((template_place, template)), table)
                if table.is_none_or(|(table_place, _)| table_place < template_place) =>
            {
                Place::at_end_of(template_contents(template.node))
            }
            (_, Some((place, table))) => match self.arena.node(table.node).parent {
                Some(parent) => Place {
                    parent,
                    before: Some(table.node),
                },
                None => {
                    let above = place.checked_sub(1).and_then(|place| self.open.get(place));
                    Place::at_end_of(above.map_or(self.open.html_element(), |entry| entry.node))
                }
            },
            _ => Place::at_end_of(self.open.html_element()),
        }
    }

    /// Inserts a node at a place.
    #[inline(always)]
    pub(super) fn insert_at(&mut self, place: Place, node: NodeId) {
        match place.before {
            None => self.arena.append(place.parent, node),
            Some(sibling) => self.arena.insert_before(sibling, node),
        }
    }

    /// "Insert an HTML element" for a token
    #[inline(always)]
    pub(super) fn insert_html_element(&mut self, tag: &Tag) -> NodeId {
        self.make_room(1);
        let element = self.insert_closed_element(tag);
        self.push(element, tag.name);
        element
    }

    /// Inserts an HTML element and "immediately pops the current node off the
    /// stack of open elements".
    #[inline(always)]
    pub(super) fn insert_closed_element(&mut self, tag: &Tag) -> NodeId {
        let element = Node::element(tag.name, Namespace::Html, tag.attributes, tag.source);
        let element = self.arena.add(element);
        let place = self.appropriate_place();
        self.insert_at(place, element);
        element
    }

    /// "Insert an HTML element for a start tag token with no attributes"
    pub(super) fn insert_implied_element(&mut self, name: TagName) -> NodeId {
        let position = self.arena.nodes.last().map_or(0, |node| node.source.end);
        self.insert_html_element(&Tag::implied(name, position))
    }

    /// "Insert a foreign element" for a token. It is not pushed.
    pub(super) fn insert_foreign_element(&mut self, tag: &Tag, namespace: Namespace) -> NodeId {
        let element = Node::element(tag.name, namespace, tag.attributes, tag.source);
        let element = self.arena.add(element);
        self.insert_at(self.appropriate_place(), element);
        element
    }

    /// "Insert a character", for a run of them
    #[inline(always)]
    pub(super) fn insert_characters(&mut self, characters: Characters) {
        let place = self.appropriate_place();
        let before = match place.before {
            None => self.arena.node(place.parent).last_child,
            Some(sibling) => self.arena.node(sibling).previous_sibling,
        };
        let Characters { text, source } = characters;
        if before.is_some_and(|before| self.arena.extend_text(before, text, source)) {
            return;
        }
        let node = self.arena.add(Node::new(NodeKind::Text, text, source));
        self.insert_at(place, node);
    }

    /// "Insert a comment"
    pub(super) fn insert_comment(&mut self, comment: Characters) {
        let node = Node::new(NodeKind::Comment, comment.text, comment.source);
        let node = self.arena.add(node);
        self.insert_at(self.appropriate_place(), node);
    }

    /// "Insert a comment" as the last child of a node
    pub(super) fn append_comment(&mut self, parent: NodeId, comment: Characters) {
        let node = Node::new(NodeKind::Comment, comment.text, comment.source);
        let node = self.arena.add(node);
        self.arena.append(parent, node);
    }

    /// 13.2.6.2: the generic raw text element parsing algorithm and its like:
    /// the element's content is read in this state of the tokenizer.
    pub(super) fn insert_text_element(&mut self, tag: &Tag, state: State) {
        if tag.self_closing && self.options.empty_text_elements {
            self.insert_closed_element(tag);
            return;
        }
        self.insert_html_element(tag);
        self.next_state = state;
        self.original_mode = self.mode;
        self.mode = Mode::Text;
    }

    /// 13.2.6.3 "Generate implied end tags"
    #[inline(always)]
    pub(super) fn generate_implied_end_tags(&mut self) {
        while self.open.current().is(IMPLIED_END) {
            self.pop();
        }
    }

    /// "Generate implied end tags, except for" elements of this name
    #[inline(always)]
    pub(super) fn generate_implied_end_tags_except(&mut self, name: TagName) {
        while self.open.current().is(IMPLIED_END) && !self.open.current_is(name) {
            self.pop();
        }
    }

    /// "Generate all implied end tags thoroughly"
    pub(super) fn generate_implied_end_tags_thoroughly(&mut self) {
        while self.open.current().is(IMPLIED_END_THOROUGHLY) {
            self.pop();
        }
    }

    /// Generates implied end tags, then pops up to an element of this name.
    pub(super) fn close(&mut self, name: TagName) {
        self.generate_implied_end_tags();
        self.pop_until(name);
    }

    /// "If the stack of open elements has a p element in button scope, then
    /// close a p element"
    #[inline(always)]
    pub(super) fn close_p_in_button_scope(&mut self) {
        if self.open.has_in_button_scope(tag::P) {
            self.close_p();
        }
    }

    /// "Close a p element"
    pub(super) fn close_p(&mut self) {
        self.generate_implied_end_tags_except(tag::P);
        self.pop_until(tag::P);
    }
}
