//! Rows of tables: lines of data, or frames that lay out a page.

use super::elements::{Element, Layout, Meaning};
use crate::document::FrameKind;
use crate::html::{NodeId, NodeKind, Tree, tag, work};

/// How many bytes of text a cell of a line may hold.
const LONGEST_CELL: usize = 400;

/// What a row is, if it is one line: if it has several cells, each of which holds
/// a line of text, or nothing.
///
/// A row is looked at up to the first table in it, so that no node is looked at
/// for two rows.
pub(super) fn line(tree: &Tree<'_>, row: NodeId) -> Option<FrameKind> {
    let (mut cells, mut headers) = (0, 0);
    for id in tree.children(row) {
        let cell = tree.node(id);
        if Element::of(cell).layout == Layout::Cell {
            if !holds_line(tree, id) {
                return None;
            }
            cells += 1;
            headers += usize::from(cell.html_name() == tag::TH);
        }
    }
    let is_in_head = tree
        .parent_element(row)
        .is_some_and(|parent| tree.node(parent).html_name() == tag::THEAD);
    (cells > 1).then_some(FrameKind::Row {
        header: headers == cells || is_in_head,
    })
}

/// Whether a cell holds one line of text at most.
fn holds_line(tree: &Tree<'_>, cell: NodeId) -> bool {
    let (mut bytes, mut breaks, mut is_parted) = (0, 0, false);
    let mut next = tree.node(cell).first_child();
    let mut current = cell;
    loop {
        while let Some(id) = next {
            work::note(1);
            let node = tree.node(id);
            let mut descend = false;
            match node.kind() {
                NodeKind::Text => {
                    let text = tree.text(id).trim_ascii();
                    if !text.is_empty() {
                        if bytes > 0 && (is_parted || breaks > 1) {
                            return false;
                        }
                        bytes += text.len();
                        (breaks, is_parted) = (0, false);
                        if bytes > LONGEST_CELL {
                            return false;
                        }
                    }
                }
                NodeKind::Element => {
                    let element = Element::of(node);
                    match element.meaning {
                        Meaning::Table
                        | Meaning::List { .. }
                        | Meaning::Definitions
                        | Meaning::Preformatted
                        | Meaning::Heading(_)
                        | Meaning::Quote => return false,
                        _ => {}
                    }
                    descend = !matches!(element.layout, Layout::Dropped | Layout::Hidden);
                    breaks += usize::from(element.layout == Layout::Break);
                    is_parted |= matches!(element.layout, Layout::Block | Layout::Rule);
                }
                _ => {}
            }
            if descend && node.first_child().is_some() {
                current = id;
                next = node.first_child();
            } else {
                next = node.next_sibling();
            }
        }
        if current == cell {
            return true;
        }
        let node = tree.node(current);
        is_parted |= Element::of(node).layout == Layout::Block;
        next = node.next_sibling();
        match node.parent() {
            Some(parent) => current = parent,
            None => return true,
        }
    }
}
