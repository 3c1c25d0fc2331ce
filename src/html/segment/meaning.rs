//! What elements mean for the text in them: links and marks, headings, lists and
//! their items, tables and their rows.

use super::context::WhiteSpace;
use super::elements::{Layout, Meaning};
use super::rows;
use super::walk::Walk;
use crate::document::FrameKind::{Caption, Definition, Heading, Paragraph, Preformatted, Term};
use crate::document::{Item, MarkKind};
use crate::html::{AttributeName, NodeId, attr};

/// A list, and the number of its next item.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    is_numbered: bool,
    next: u32,
}

impl Walk<'_, '_> {
    /// What an element means for the context in it. Says whether it opened a
    /// mark.
    pub(super) fn mean(&mut self, id: NodeId, meaning: Meaning, layout: Layout) -> bool {
        let context = &mut self.context;
        let kind = context.kind;
        let mut has_mark = false;
        match meaning {
            Meaning::None | Meaning::Template => {}
            Meaning::Link => return self.link(id),
            Meaning::Mark(mark) => {
                context.bold |= mark == MarkKind::Strong;
                context.raised |= matches!(mark, MarkKind::Subscript | MarkKind::Superscript);
                has_mark = self.blocks.has_markup()
                    && !context.is_hidden()
                    && self.blocks.marks.open(mark);
            }
            Meaning::Part => context.kind = Paragraph,
            Meaning::Heading(level) => context.kind = Heading(level),
            Meaning::List { is_numbered } => {
                context.lists = context.lists.saturating_add(1);
                self.list(id, is_numbered);
                self.group();
            }
            Meaning::Definitions | Meaning::Table => self.group(),
            Meaning::Item => {
                context.kind = Paragraph;
                context.in_item = true;
                let item = self.item(id);
                self.blocks.begin_item(item);
            }
            Meaning::Term => context.kind = Term,
            Meaning::Definition => context.kind = Definition,
            Meaning::Quote => {
                context.kind = Paragraph;
                context.quotes = context.quotes.saturating_add(1);
            }
            Meaning::Caption => context.kind = Caption,
            Meaning::Preformatted => {
                context.kind = Preformatted;
                context.white_space = WhiteSpace::Verbatim;
                self.group();
            }
            Meaning::Details => {
                context.folded_outside = context.folded;
                context.folded |= !self.tree.has_attribute(id, attr::OPEN);
            }
            Meaning::Summary => context.folded = context.folded_outside,
            Meaning::Dialog => context.folded |= !self.tree.has_attribute(id, attr::OPEN),
        }
        if self.context.in_row {
            self.context.kind = kind;
            if layout == Layout::Cell {
                self.cell();
            }
        } else if layout == Layout::Row {
            self.row(id);
        }
        has_mark
    }

    /// A link. Says whether it opened a mark.
    fn link(&mut self, id: NodeId) -> bool {
        let has = |name| self.tree.has_attribute(id, name);
        if !has(attr::HREF) && (has(attr::NAME) || has(attr::ID)) {
            return false;
        }
        self.context.link = Some(id);
        if !self.blocks.has_markup() || self.context.is_hidden() {
            return false;
        }
        let tree = self.tree;
        let mut attributes = tree.attributes(id).iter();
        let Some(address) = attributes.find(|attribute| attribute.name == attr::HREF) else {
            return false;
        };
        let raw = tree.raw_value(address);
        !raw.trim().is_empty() && self.blocks.marks.open_link(raw, || tree.value(address))
    }

    /// A list.
    fn list(&mut self, id: NodeId, is_numbered: bool) {
        let start = match is_numbered && self.blocks.has_markup() {
            true => self.number(id, attr::START),
            false => None,
        };
        self.lists.push(List {
            is_numbered,
            next: start.unwrap_or(1),
        });
        self.context.list = self.lists.len() as u32;
    }

    /// An item of the list that the walk is in.
    fn item(&mut self, id: NodeId) -> Item {
        let list = (self.context.list as usize).checked_sub(1);
        match list.and_then(|list| self.lists.get(list).copied()) {
            Some(found) if found.is_numbered => {
                let number = self.number(id, attr::VALUE).unwrap_or(found.next);
                if let Some(list) = list {
                    self.lists[list].next = number.saturating_add(1);
                }
                Item::Number(number)
            }
            _ => Item::Bullet,
        }
    }

    /// The number that an attribute holds.
    fn number(&self, id: NodeId, name: AttributeName) -> Option<u32> {
        self.tree.attribute(id, name)?.trim().parse().ok()
    }

    /// The outermost list, table or preformatted text is a group.
    fn group(&mut self) {
        if self.context.group == 0 {
            self.groups += 1;
            self.context.group = self.groups;
        }
    }

    /// A row of a table.
    fn row(&mut self, id: NodeId) {
        if let Some(kind) = rows::line(&self.tree, id) {
            self.context.in_row = true;
            self.context.kind = kind;
            self.cells = 0;
        }
    }

    /// A cell of a row that is one line.
    fn cell(&mut self) {
        if self.cells > 0 {
            self.current().next_cell();
        }
        self.cells += 1;
    }
}
