//! The marks of a piece as they can be written: one inside the other, never
//! across; around words, not around white space; safe links only.

use std::cmp::Reverse;
use std::mem::discriminant;
use std::ops::Range;

use super::address;
use crate::document::{Mark, MarkKind, Piece};

/// A step through a text and its marks.
pub(super) enum Step<'m> {
    /// A mark begins: its index and itself.
    Open(usize, &'m Mark),
    /// The mark that was opened last ends.
    Close,
    /// The text up to the next step, as its place; there may be none.
    Text(Range<usize>),
}

/// The marks of a piece, each inside of the one before or behind it.
///
/// Marks of white space and second marks of a kind go; a mark that ends outside
/// of another ends with it; of marks around the same text the link is the
/// outermost and code the innermost. `around` is one more mark.
pub(super) fn nested(piece: &Piece<'_>, around: Option<Mark>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = around
        .into_iter()
        .chain(piece.marks())
        .filter(|mark| match mark.kind {
            MarkKind::Link(link) => piece.address(link).and_then(address::safe).is_some(),
            _ => true,
        })
        .filter_map(|mark| trimmed(mark, &piece.text))
        .collect();
    let order = |mark: &Mark| (mark.start, Reverse(mark.end), rank(mark.kind));
    marks.sort_by_key(order);
    let mut open: Vec<Mark> = Vec::new();
    for mark in &mut marks {
        while open.pop_if(|outer| outer.end <= mark.start).is_some() {}
        if let Some(outer) = open.last() {
            mark.end = mark.end.min(outer.end);
        }
        open.push(*mark);
    }
    marks.sort_by_key(order);
    open.clear();
    marks.retain(|mark| {
        while open.pop_if(|outer| outer.end <= mark.start).is_some() {}
        let kind = discriminant(&mark.kind);
        let new = open.iter().all(|outer| discriminant(&outer.kind) != kind);
        if new {
            open.push(*mark);
        }
        new
    });
    marks
}

/// A mark without the white space at its ends.
fn trimmed(mark: Mark, text: &str) -> Option<Mark> {
    let inside = text.get(mark.range())?;
    let start = mark.start + (inside.len() - inside.trim_start().len()) as u32;
    let end = start + inside.trim().len() as u32;
    (start < end).then_some(Mark { start, end, ..mark })
}

/// Of marks around the same text, which one is outside.
fn rank(kind: MarkKind) -> u8 {
    match kind {
        MarkKind::Link(_) => 0,
        MarkKind::Emphasis => 1,
        MarkKind::Strong => 2,
        MarkKind::Deleted => 3,
        MarkKind::Subscript => 4,
        MarkKind::Superscript => 5,
        MarkKind::Code => 6,
    }
}

/// Goes through a text of this length and its nested marks.
pub(super) fn walk<E>(
    length: usize,
    marks: &[Mark],
    mut step: impl FnMut(Step<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut at = 0;
    let mut open: Vec<usize> = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        let Range { start, end } = mark.range();
        while let Some(end) = open.pop_if(|end| *end <= start) {
            step(Step::Text(at..end))?;
            step(Step::Close)?;
            at = end;
        }
        step(Step::Text(at..start))?;
        step(Step::Open(index, mark))?;
        at = start;
        open.push(end);
    }
    while let Some(end) = open.pop() {
        step(Step::Text(at..end))?;
        step(Step::Close)?;
        at = end;
    }
    step(Step::Text(at..length))
}
