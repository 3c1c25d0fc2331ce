//! 13.2.6.4.7 The "in body" insertion mode: the adoption agency algorithm.

use super::TreeBuilder;
use super::formatting::{FormattingElement, FormattingEntry};
use crate::html::names::TagName;
use crate::html::tables::tags::category::SPECIAL;
use crate::html::tree::NodeId;

/// How often the outer loop runs at most.
const OUTER_LOOPS: usize = 8;
/// After how many turns the inner loop drops formatting elements.
const INNER_LOOPS: usize = 3;

/// The furthest block, and the formatting element that it adopts children of.
struct Adoption {
    formatting: FormattingElement,
    /// Its place in the stack of open elements.
    formatting_place: usize,
    furthest_block: NodeId,
    /// Its place in the stack of open elements.
    furthest_block_place: usize,
}

impl TreeBuilder<'_> {
    /// "Run the adoption agency algorithm" for a tag of this name.
    #[cold]
    #[inline(never)]
    pub(super) fn adoption_agency(&mut self, subject: TagName) {
        let current = self.open.current();
        if current.name == subject && self.formatting_place(current.node).is_none() {
            self.pop();
            return;
        }
        for _ in 0..OUTER_LOOPS {
            let Some(adoption) = self.find_adoption(subject) else {
                return;
            };
            if self.adopt(&adoption).is_none() {
                self.any_other_end_tag(subject);
                return;
            }
        }
    }

    /// The first half of the outer loop. `None` when the algorithm is done.
    fn find_adoption(&mut self, subject: TagName) -> Option<Adoption> {
        let found = self
            .formatting_after_marker()
            .find(|(_, element)| element.name == subject);
        let Some((list_place, formatting)) = found else {
            self.any_other_end_tag(subject);
            return None;
        };
        let Some(formatting_place) = self.open.place_of(formatting.node) else {
            self.formatting.remove(list_place);
            return None;
        };
        if !self.open.has_node_in_scope(formatting.node) {
            return None;
        }
        let below = self
            .open
            .iter_up()
            .take_while(|&(place, _)| place > formatting_place);
        let Some((furthest_block_place, block)) = below.filter(|(_, e)| e.is(SPECIAL)).last()
        else {
            self.pop_to(formatting_place);
            self.formatting.remove(list_place);
            return None;
        };
        Some(Adoption {
            formatting,
            formatting_place,
            furthest_block: block.node,
            furthest_block_place,
        })
    }

    /// The second half of the outer loop. `None` when the page has had too many
    /// copies of formatting elements.
    fn adopt(&mut self, adoption: &Adoption) -> Option<()> {
        if self.copies_left <= INNER_LOOPS {
            return None;
        }
        let Adoption {
            formatting,
            furthest_block,
            ..
        } = *adoption;
        let common_ancestor = self.open.get(adoption.formatting_place.checked_sub(1)?)?;
        // The bookmark: the new element comes after this one in the list.
        let mut bookmark = formatting.node;
        let last_node = self.climb(adoption, &mut bookmark)?;

        self.arena.detach(last_node);
        let place = self.appropriate_place_in(common_ancestor);
        self.insert_at(place, last_node);

        let copy = self.copy_formatting(formatting.node)?;
        self.arena.move_children(furthest_block, copy);
        self.arena.append(furthest_block, copy);

        let new = FormattingEntry::Element(FormattingElement::new(copy, formatting.name));
        let bookmark_place = self.formatting_place(bookmark)?;
        self.formatting.insert(bookmark_place + 1, new);
        let old_place = self.formatting_place(formatting.node)?;
        self.formatting.remove(old_place);

        self.remove_from_stack(self.open.place_of(formatting.node)?);
        let block_place = self.open.place_of(furthest_block)?;
        self.insert_in_stack(block_place + 1, copy, formatting.name);
        Some(())
    }

    /// The inner loop: from the furthest block up to the formatting element,
    /// copies the formatting elements between, each the parent of the last.
    /// Returns the "last node".
    fn climb(&mut self, adoption: &Adoption, bookmark: &mut NodeId) -> Option<NodeId> {
        let mut last_node = adoption.furthest_block;
        let between = (adoption.formatting_place + 1..adoption.furthest_block_place).rev();
        for (turn, place) in between.enumerate() {
            let node = self.open.get(place)?;
            let mut list_place = self.formatting_place(node.node);
            if let Some(listed) = list_place.filter(|_| turn >= INNER_LOOPS) {
                self.formatting.remove(listed);
                list_place = None;
            }
            let Some(list_place) = list_place else {
                self.remove_from_stack(place);
                continue;
            };
            let copy = self.copy_formatting(node.node)?;
            self.arena.node_mut(node.node).open = false;
            self.arena.node_mut(copy).open = true;
            self.open.set_node(place, copy);
            self.formatting[list_place] =
                FormattingEntry::Element(FormattingElement::new(copy, node.name));
            if last_node == adoption.furthest_block {
                *bookmark = copy;
            }
            self.arena.detach(last_node);
            self.arena.append(copy, last_node);
            last_node = copy;
        }
        Some(last_node)
    }
}
