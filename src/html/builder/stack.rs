//! 13.2.4.2 The stack of open elements, and 13.2.4.1: resetting the insertion
//! mode by it.

use super::{Mode, TreeBuilder};
use crate::html::names::TagName;
use crate::html::tables::tags::category::{
    BUTTON_SCOPE, FOSTERING, LIST_ITEM_SCOPE, SCOPE, SPECIAL, TABLE_SCOPE,
};
use crate::html::tables::tags::tag;
use crate::html::tree::NodeId;
use crate::html::work;

/// An element of MathML or SVG. This bit and those below stand beside those of
/// [`category`](crate::html::tables::tags::category).
pub(super) const FOREIGN: u16 = 1 << 10;
/// "HTML integration point"
pub(super) const HTML_INTEGRATION_POINT: u16 = 1 << 11;
/// "MathML text integration point"
pub(super) const MATHML_TEXT_INTEGRATION_POINT: u16 = 1 << 12;
/// A MathML `annotation-xml`, which an `svg` start tag may leave
pub(super) const ANNOTATION_XML: u16 = 1 << 13;

/// The scope in which every kind of foreign element stands that ends one.
pub(super) const FOREIGN_SCOPE: u16 = SPECIAL | SCOPE | BUTTON_SCOPE | LIST_ITEM_SCOPE;

/// How many elements there must be room for when a `table`, a `template` or
/// their like opens: the parts of a table always find room then, and the deepest
/// element, when it has to be closed, is none that an insertion mode relies on.
pub(super) const STRUCTURE_RESERVE: usize = 8;

/// An entry of the stack.
#[derive(Clone, Copy, Debug)]
pub(super) struct OpenElement {
    pub(super) node: NodeId,
    /// The name of an HTML element, [`TagName::NONE`] for a foreign one.
    pub(super) name: TagName,
    /// The categories that the element belongs to.
    pub(super) categories: u16,
}

impl OpenElement {
    /// Stands under the `html` element, so that the stack is never empty.
    const DOCUMENT: OpenElement = OpenElement {
        node: NodeId::DOCUMENT,
        name: TagName::NONE,
        categories: 0,
    };

    /// Whether the element belongs to one of these categories.
    #[inline(always)]
    pub(super) fn is(&self, categories: u16) -> bool {
        self.categories & categories != 0
    }

    /// Whether the element is a part of a table.
    fn is_table_part(&self) -> bool {
        self.is(FOSTERING) && self.name != tag::TABLE
            || matches!(self.name, tag::CAPTION | tag::COLGROUP | tag::TD | tag::TH)
    }

    /// Whether a marker in the list of active formatting elements goes with the
    /// element.
    fn has_marker(&self) -> bool {
        matches!(
            self.name,
            tag::APPLET
                | tag::CAPTION
                | tag::MARQUEE
                | tag::OBJECT
                | tag::TD
                | tag::TEMPLATE
                | tag::TH
        )
    }
}

/// The stack, from the document down.
#[derive(Default, Debug)]
pub(super) struct OpenElements {
    entries: Vec<OpenElement>,
    /// How many open HTML elements there are of each name.
    counts: Vec<u16>,
}

impl OpenElements {
    /// Empties the stack for a new page.
    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.entries.push(OpenElement::DOCUMENT);
        self.counts.clear();
        self.counts.resize(crate::html::tables::tags::COUNT, 0);
    }

    /// "The current node"
    #[inline(always)]
    pub(super) fn current(&self) -> OpenElement {
        self.entries
            .last()
            .copied()
            .unwrap_or(OpenElement::DOCUMENT)
    }

    /// Whether the current node is an HTML element of this name.
    #[inline(always)]
    pub(super) fn current_is(&self, name: TagName) -> bool {
        self.current().name == name
    }

    /// How many elements are open, the document not counted.
    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        self.entries.len() - 1
    }

    /// The elements from the current node up, with their places in the stack;
    /// the `html` element is at 0.
    #[inline(always)]
    pub(super) fn iter_up(&self) -> impl Iterator<Item = (usize, OpenElement)> {
        self.entries[1..]
            .iter()
            .copied()
            .enumerate()
            .rev()
            .inspect(|_| work::note(1))
    }

    /// The element at a place in the stack.
    #[inline(always)]
    pub(super) fn get(&self, place: usize) -> Option<OpenElement> {
        self.entries.get(place + 1).copied()
    }

    /// Replaces the node of the entry at a place.
    pub(super) fn set_node(&mut self, place: usize, node: NodeId) {
        if let Some(entry) = self.entries.get_mut(place + 1) {
            entry.node = node;
        }
    }

    /// The `html` element; the document while there is none.
    pub(super) fn html_element(&self) -> NodeId {
        self.get(0).map_or(NodeId::DOCUMENT, |html| html.node)
    }

    /// "The second element on the stack of open elements", if it is a `body`.
    pub(super) fn body_element(&self) -> Option<NodeId> {
        self.get(1)
            .filter(|second| second.name == tag::BODY)
            .map(|body| body.node)
    }

    /// Whether any open HTML element has this name.
    #[inline(always)]
    pub(super) fn contains(&self, name: TagName) -> bool {
        self.counts
            .get(name.index())
            .is_some_and(|&count| count != 0)
    }

    /// The place of a node in the stack.
    pub(super) fn place_of(&self, node: NodeId) -> Option<usize> {
        self.iter_up()
            .find(|(_, element)| element.node == node)
            .map(|(place, _)| place)
    }

    /// "Has an element in the specific scope": whether an HTML element that is
    /// wanted is open, and no element of category `boundary` below it.
    #[inline(always)]
    fn has_in(&self, boundary: u16, wanted: impl Fn(TagName) -> bool) -> bool {
        for element in self.entries.iter().rev() {
            work::note(1);
            if wanted(element.name) {
                return true;
            }
            if element.is(boundary) {
                return false;
            }
        }
        false
    }

    /// "Has an element in scope"
    pub(super) fn has_in_scope(&self, name: TagName) -> bool {
        self.contains(name) && self.has_in(SCOPE, |other| other == name)
    }

    /// "Has an element in scope", for any element of a category.
    pub(super) fn has_category_in_scope(&self, category: u16) -> bool {
        self.has_in(SCOPE, |other| other.is(category))
    }

    /// "Has an element in button scope"
    pub(super) fn has_in_button_scope(&self, name: TagName) -> bool {
        self.contains(name) && self.has_in(BUTTON_SCOPE, |other| other == name)
    }

    /// "Has an element in list item scope"
    pub(super) fn has_in_list_item_scope(&self, name: TagName) -> bool {
        self.contains(name) && self.has_in(LIST_ITEM_SCOPE, |other| other == name)
    }

    /// "Has an element in table scope"
    pub(super) fn has_in_table_scope(&self, name: TagName) -> bool {
        self.contains(name) && self.has_in(TABLE_SCOPE, |other| other == name)
    }

    /// Whether this very element is in scope.
    pub(super) fn has_node_in_scope(&self, node: NodeId) -> bool {
        for element in self.entries.iter().rev() {
            work::note(1);
            if element.node == node {
                return true;
            }
            if element.is(SCOPE) {
                return false;
            }
        }
        false
    }

    /// How many elements of this name are open, to change.
    #[inline(always)]
    fn count(&mut self, name: TagName) -> &mut u16 {
        if name.index() >= self.counts.len() {
            self.counts.resize(name.index() + 1, 0);
        }
        &mut self.counts[name.index()]
    }
}

impl TreeBuilder<'_> {
    /// Pushes an element of this name and namespace onto the stack. There must
    /// be [room](TreeBuilder::make_room).
    #[inline(always)]
    pub(super) fn push(&mut self, node: NodeId, name: TagName) {
        self.push_entry(OpenElement {
            node,
            name,
            categories: name.categories(),
        });
    }

    /// Pushes an element onto the stack.
    #[inline(always)]
    pub(super) fn push_entry(&mut self, element: OpenElement) {
        *self.open.count(element.name) += 1;
        self.arena.node_mut(element.node).open = true;
        self.open.entries.push(element);
    }

    /// Puts an element into the stack at a place.
    pub(super) fn insert_in_stack(&mut self, place: usize, node: NodeId, name: TagName) {
        self.push(node, name);
        let Some(element) = self.open.entries.pop() else {
            return;
        };
        self.open.entries.insert(place + 1, element);
    }

    /// Pops the current node off the stack; never the `html` element.
    #[inline(always)]
    pub(super) fn pop(&mut self) -> OpenElement {
        let element = self.open.current();
        if self.open.len() > 1 {
            self.open.entries.pop();
            self.note_closed(element);
        }
        element
    }

    /// Removes the element at a place from the stack.
    pub(super) fn remove_from_stack(&mut self, place: usize) {
        let element = self.open.entries.remove(place + 1);
        self.note_closed(element);
    }

    /// Notes that an element is no longer in the stack.
    #[inline(always)]
    fn note_closed(&mut self, element: OpenElement) {
        *self.open.count(element.name) -= 1;
        self.arena.node_mut(element.node).open = false;
    }

    /// "Pop elements from the stack of open elements until" one of this name
    /// has been popped.
    pub(super) fn pop_until(&mut self, name: TagName) {
        self.pop_until_any(|popped| popped == name);
    }

    /// Pops elements until a wanted one has been popped.
    pub(super) fn pop_until_any(&mut self, wanted: impl Fn(TagName) -> bool) {
        while self.open.len() > 1 {
            if wanted(self.pop().name) {
                return;
            }
        }
    }

    /// Pops elements until so many are open.
    pub(super) fn pop_to(&mut self, length: usize) {
        while self.open.len() > length.max(1) {
            self.pop();
        }
    }

    /// Makes room for this many elements, so that at most
    /// [`Limits::depth`](crate::limits::Limits::depth) are open: the deepest
    /// elements are closed, which makes a new one their sibling.
    #[inline(always)]
    pub(super) fn make_room(&mut self, elements: usize) {
        if self.open.len() + elements > self.options.limits.depth {
            self.close_deepest(elements);
        }
    }

    /// Closes elements until this many can be opened, tables and templates only
    /// as a whole.
    #[cold]
    #[inline(never)]
    fn close_deepest(&mut self, elements: usize) {
        let position = self.arena.nodes.last().map_or(0, |node| node.source.end);
        self.arena.flattened.get_or_insert(position);
        let mut in_table = false;
        let mut mode_changed = false;
        while in_table || self.open.len() + elements > self.options.limits.depth {
            let closed = self.pop();
            if closed.has_marker() {
                self.clear_to_marker();
            }
            if closed.name == tag::TEMPLATE {
                self.template_modes.pop();
            }
            if matches!(closed.name, tag::TABLE | tag::TEMPLATE) {
                in_table = false;
                mode_changed = true;
            }
            in_table |= closed.is_table_part();
            if self.open.len() <= 1 {
                break;
            }
        }
        if mode_changed {
            self.reset_insertion_mode();
        }
    }

    /// 13.2.4.1: "reset the insertion mode appropriately"
    pub(super) fn reset_insertion_mode(&mut self) {
        let mode = self
            .open
            .iter_up()
            .find_map(|(place, element)| self.mode_for(place, element));
        self.mode = mode.unwrap_or(Mode::InBody);
    }

    /// The insertion mode that an open element asks for, if it asks for one.
    fn mode_for(&self, place: usize, element: OpenElement) -> Option<Mode> {
        let last = place == 0;
        match element.name {
            tag::TD | tag::TH if !last => Some(Mode::InCell),
            tag::TR => Some(Mode::InRow),
            tag::TBODY | tag::THEAD | tag::TFOOT => Some(Mode::InTableBody),
            tag::CAPTION => Some(Mode::InCaption),
            tag::COLGROUP => Some(Mode::InColumnGroup),
            tag::TABLE => Some(Mode::InTable),
            tag::TEMPLATE => self.template_modes.last().copied(),
            tag::HEAD if !last => Some(Mode::InHead),
            tag::BODY => Some(Mode::InBody),
            tag::FRAMESET => Some(Mode::InFrameset),
            tag::HTML if self.head.is_none() => Some(Mode::BeforeHead),
            tag::HTML => Some(Mode::AfterHead),
            _ => None,
        }
    }
}
