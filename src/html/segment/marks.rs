//! The marks of the text that is being read: where links, emphasis and code
//! begin and end.

use std::borrow::Cow;
use std::mem::discriminant;
use std::ops::Range;

use crate::document::{Mark, MarkKind};
use crate::html::work;

/// The marks that are open, and those of the block that is being read.
#[derive(Debug, Default)]
pub(super) struct Marks<'t> {
    /// The kinds that are open, and the place in `marks` where the block's text
    /// has met them already. At most one of a kind: bold in bold is bold.
    open: Vec<(MarkKind, Option<usize>)>,
    marks: Vec<Mark>,
    pub(super) addresses: Vec<String>,
    /// The last address as it stands in the page.
    last_address: Option<&'t str>,
}

impl<'t> Marks<'t> {
    /// Opens a mark, unless one of its kind is open. Says whether it did.
    pub(super) fn open(&mut self, kind: MarkKind) -> bool {
        let is_new = self
            .open
            .iter()
            .all(|open| discriminant(&open.0) != discriminant(&kind));
        if is_new {
            self.open.push((kind, None));
        }
        is_new
    }

    /// Opens the mark of a link to an address, unless one is open. Says whether
    /// it did. `raw` is the address as it stands in the page: copies that the
    /// parser makes of a link share it.
    pub(super) fn open_link(&mut self, raw: &'t str, decode: impl Fn() -> Cow<'t, str>) -> bool {
        if self
            .last_address
            .is_none_or(|last| !std::ptr::eq(last, raw))
        {
            work::note(raw.len());
            self.last_address = Some(raw);
            self.addresses.push(decode().trim().to_owned());
        }
        self.open(MarkKind::Link(self.addresses.len() as u32 - 1))
    }

    /// Text begins at a place: all that is open has begun there at the latest.
    pub(super) fn begin(&mut self, at: usize) {
        work::note(self.open.len());
        for (kind, begun) in self.open.iter_mut().filter(|open| open.1.is_none()) {
            *begun = Some(self.marks.len());
            self.marks.push(Mark {
                start: at as u32,
                end: at as u32,
                kind: *kind,
            });
        }
    }

    /// Closes the mark that was opened last; the text ends at a place.
    pub(super) fn close(&mut self, at: usize) {
        if let Some((_, Some(begun))) = self.open.pop() {
            self.marks[begun].end = at as u32;
        }
    }

    /// Ends the block: moves its marks to others. `shown` is the part of the
    /// block's text that shows, which begins at `start` in the text of all.
    pub(super) fn finish(&mut self, shown: Range<usize>, start: u32, marks: &mut Vec<Mark>) {
        work::note(self.open.len() + self.marks.len());
        for begun in self.open.iter_mut().filter_map(|open| open.1.take()) {
            self.marks[begun].end = shown.end as u32;
        }
        let shown = shown.start as u32..shown.end as u32;
        for mark in self.marks.drain(..) {
            let (from, to) = (mark.start.max(shown.start), mark.end.min(shown.end));
            if from < to {
                marks.push(Mark {
                    start: from - shown.start + start,
                    end: to - shown.start + start,
                    kind: mark.kind,
                });
            }
        }
    }
}
