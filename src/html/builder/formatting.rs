//! 13.2.4.3 The list of active formatting elements.
//!
//! Reopening formatting elements is the one thing by which a short input makes
//! a long tree. So the list is bounded, and so are the copies that a page may
//! have: far above what pages need, low enough to stay linear.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::TreeBuilder;
use crate::html::arena::Span;
use crate::html::names::{TagName, lower_case_name};
use crate::html::tokenizer::references::decode_attribute_value;
use crate::html::tree::NodeId;
use crate::html::work;

/// How many entries the list holds; past that, its older half is forgotten.
const MAX_ENTRIES: usize = 512;

/// How many copies of formatting elements a page of this length may have. When
/// they are used up, elements to be reopened are forgotten instead.
pub(super) fn copies_allowed(input_length: usize) -> usize {
    4096 + input_length / 4
}

/// An entry of the list.
#[derive(Clone, Copy, Debug)]
pub(super) enum FormattingEntry {
    /// What separates the elements of a cell, caption, template, `applet`,
    /// `object` or `marquee` from those outside.
    Marker,
    Element(FormattingElement),
}

/// A formatting element in the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct FormattingElement {
    pub(super) node: NodeId,
    pub(super) name: TagName,
    /// The hash of its attributes, once it was needed.
    attributes_hash: Option<u64>,
}

impl FormattingElement {
    /// An entry for an element.
    pub(super) fn new(node: NodeId, name: TagName) -> FormattingElement {
        FormattingElement {
            node,
            name,
            attributes_hash: None,
        }
    }
}

impl FormattingEntry {
    /// The element, unless the entry is a marker.
    fn element(&self) -> Option<&FormattingElement> {
        match self {
            FormattingEntry::Marker => None,
            FormattingEntry::Element(element) => Some(element),
        }
    }
}

impl TreeBuilder<'_> {
    /// "Push onto the list of active formatting elements"
    pub(super) fn push_formatting(&mut self, node: NodeId, name: TagName) {
        let mut element = FormattingElement::new(node, name);
        self.noahs_ark(&mut element);
        if self.formatting.len() >= MAX_ENTRIES {
            self.forget_oldest_formatting();
        }
        self.formatting.push(FormattingEntry::Element(element));
    }

    /// Removes the elements in the older half of the list, but no markers.
    #[cold]
    #[inline(never)]
    fn forget_oldest_formatting(&mut self) {
        let mut place = 0;
        self.formatting.retain(|entry| {
            place += 1;
            place > MAX_ENTRIES / 2 || entry.element().is_none()
        });
    }

    /// The Noah's Ark clause: of three elements after the last marker that have
    /// the same name and the same attributes as a new one, the earliest is
    /// removed.
    #[inline(always)]
    fn noahs_ark(&mut self, element: &mut FormattingElement) {
        let same_name = self
            .formatting_after_marker()
            .filter(|(_, e)| e.name == element.name);
        if same_name.count() >= 3 {
            self.remove_third_alike(element);
        }
    }

    /// Removes the third element, counted from the end, that is like a new one.
    #[cold]
    #[inline(never)]
    fn remove_third_alike(&mut self, element: &mut FormattingElement) {
        let hash = self.attributes_hash(element.node);
        element.attributes_hash = Some(hash);
        let mut alike = 0;
        for place in (0..self.formatting.len()).rev() {
            let FormattingEntry::Element(mut earlier) = self.formatting[place] else {
                break;
            };
            if earlier.name != element.name {
                continue;
            }
            let earlier_hash = match earlier.attributes_hash {
                Some(known) => known,
                None => self.attributes_hash(earlier.node),
            };
            earlier.attributes_hash = Some(earlier_hash);
            self.formatting[place] = FormattingEntry::Element(earlier);
            alike += usize::from(earlier_hash == hash);
            if alike == 3 {
                self.formatting.remove(place);
                return;
            }
        }
    }

    /// A hash of an element's attributes that does not depend on their order.
    fn attributes_hash(&self, element: NodeId) -> u64 {
        let text = |span: Span| self.arena.text(self.text, span);
        let attributes = self
            .arena
            .attributes_of(self.arena.attribute_range(element));
        let hashes = attributes.iter().map(|attribute| {
            work::note(1);
            let mut hasher = DefaultHasher::new();
            lower_case_name(text(attribute.name_span)).hash(&mut hasher);
            decode_attribute_value(text(attribute.value_span)).hash(&mut hasher);
            hasher.finish()
        });
        hashes.fold(attributes.len() as u64, u64::wrapping_add)
    }

    /// The elements after the last marker, from the end of the list back, with
    /// their places.
    #[inline(always)]
    pub(super) fn formatting_after_marker(
        &self,
    ) -> impl Iterator<Item = (usize, FormattingElement)> {
        let entries = self.formatting.iter().enumerate().rev();
        let entries = entries.inspect(|_| work::note(1));
        entries.map_while(|(place, entry)| Some((place, *entry.element()?)))
    }

    /// The place of a node in the list.
    pub(super) fn formatting_place(&self, node: NodeId) -> Option<usize> {
        let is_it = |entry: &FormattingEntry| entry.element().is_some_and(|e| e.node == node);
        let place = self.formatting.iter().rposition(is_it);
        work::note(self.formatting.len() - place.unwrap_or(0));
        place
    }

    /// "Insert a marker at the end of the list of active formatting elements"
    pub(super) fn push_marker(&mut self) {
        self.formatting.push(FormattingEntry::Marker);
    }

    /// "Clear the list of active formatting elements up to the last marker"
    pub(super) fn clear_to_marker(&mut self) {
        while let Some(FormattingEntry::Element(_)) = self.formatting.pop() {}
    }

    /// "Reconstruct the active formatting elements"
    #[inline(always)]
    pub(super) fn reconstruct_formatting(&mut self) {
        if let Some(FormattingEntry::Element(last)) = self.formatting.last()
            && !self.arena.node(last.node).open
        {
            self.reopen_formatting();
        }
    }

    /// Opens a copy of every element, after the last marker or open element,
    /// that is not open.
    #[cold]
    #[inline(never)]
    fn reopen_formatting(&mut self) {
        let closed =
            |&(_, element): &(usize, FormattingElement)| !self.arena.node(element.node).open;
        let first = self.formatting_after_marker().take_while(closed).last();
        let Some((first, _)) = first else { return };
        for place in first..self.formatting.len() {
            let FormattingEntry::Element(mut element) = self.formatting[place] else {
                return;
            };
            let Some(copy) = self.copy_formatting(element.node) else {
                self.formatting.truncate(place);
                return;
            };
            if self.open.len() >= self.options.limits.depth {
                return;
            }
            self.insert_at(self.appropriate_place(), copy);
            self.push(copy, element.name);
            element.node = copy;
            self.formatting[place] = FormattingEntry::Element(element);
        }
    }

    /// A new element for the token for which a formatting element was created;
    /// `None` when there are too many.
    pub(super) fn copy_formatting(&mut self, node: NodeId) -> Option<NodeId> {
        self.copies_left = self.copies_left.checked_sub(1)?;
        Some(self.arena.clone_element(node))
    }
}
