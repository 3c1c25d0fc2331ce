//! Text → lines: every line break there is, and the number that an editor
//! would show.

use std::ops::Range;

use memchr::memchr;

/// A line of the text, without its break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// Its number from 1, as editors count: LF, CR LF and CR end a line; a
    /// form feed, U+0085 or U+2028 part it without counting.
    pub number: u32,
}

/// The lines of a text, in order; linear in its length.
pub(crate) struct Lines<'t> {
    text: &'t str,
    at: usize,
    number: u32,
    /// The next LF, and the next break of another kind: kept, because a text may
    /// have none.
    feed: usize,
    rare: Break,
}

/// A break, LF and CR LF aside.
#[derive(Clone, Copy)]
struct Break {
    at: usize,
    length: usize,
    counts: bool,
}

impl Break {
    /// Stands where there is none.
    const NONE: Break = Break {
        at: usize::MAX,
        length: 0,
        counts: false,
    };

    /// The next one from `from` on.
    fn find(text: &[u8], from: usize) -> Break {
        let mut at = from;
        let find = |mut range: Range<usize>| range.find_map(|at| Break::at(text, at));
        while let Some(piece) = text[at..].first_chunk() {
            if may_break(piece)
                && let Some(found) = find(at..at + PIECE)
            {
                return found;
            }
            at += PIECE;
        }
        find(at..text.len()).unwrap_or(Break::NONE)
    }

    /// The one that stands at `at`.
    fn at(text: &[u8], at: usize) -> Option<Break> {
        let (length, counts) = match text[at..] {
            [b'\r', ..] => (1, true),
            [0xB | 0xC, ..] => (1, false),
            [0xC2, 0x85, ..] => (2, false),
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => (3, false),
            _ => return None,
        };
        Some(Break { at, length, counts })
    }
}

/// So many bytes are looked at for breaks at once.
const PIECE: usize = 64;

/// Whether a break but LF may begin in a piece, behind which two bytes more are seen:
/// without branches, so that it is asked of many bytes at once.
fn may_break(piece: &[u8; PIECE + 2]) -> bool {
    let found = (0..PIECE).fold(0, |found, at| {
        let [first, second, third] = [piece[at], piece[at + 1], piece[at + 2]];
        let breaks = (first.wrapping_sub(0xB) < 3)
            | (first == 0xC2) & (second == 0x85)
            | (second == 0x80) & (third.wrapping_sub(0xA8) < 2);
        found | u8::from(breaks)
    });
    found != 0
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Lines<'t> {
        Lines {
            text,
            at: 0,
            number: 1,
            feed: memchr(b'\n', text.as_bytes()).unwrap_or(text.len()),
            rare: Break::find(text.as_bytes(), 0),
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let bytes = self.text.as_bytes();
        if self.at >= bytes.len() {
            return None;
        }
        let (start, number) = (self.at, self.number);
        if self.feed < start {
            self.feed = match bytes[start] {
                b'\n' => start,
                _ => memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |length| start + length),
            };
        }
        if self.rare.at < start {
            self.rare = Break::find(bytes, start);
        }
        let feed = Break {
            at: self.feed,
            length: usize::from(self.feed < bytes.len()),
            counts: self.feed < bytes.len(),
        };
        let end = if self.rare.at < feed.at {
            self.rare
        } else {
            feed
        };
        let is_pair = bytes[end.at..].starts_with(b"\r\n");
        self.at = end.at + if is_pair { 2 } else { end.length };
        self.number += u32::from(end.counts);
        Some(Line {
            range: start..end.at,
            number,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chars::count_breaks;

    fn lines(text: &str) -> Vec<(&str, u32)> {
        Lines::new(text)
            .map(|line| (&text[line.range], line.number))
            .collect()
    }

    #[test]
    fn every_break_ends_a_line_and_editors_breaks_count() {
        assert_eq!(
            lines("a\nb\r\nc\rd"),
            [("a", 1), ("b", 2), ("c", 3), ("d", 4)]
        );
        assert_eq!(
            lines("a\u{c}b\u{85}c\u{2028}d\u{2029}e\nf"),
            [("a", 1), ("b", 1), ("c", 1), ("d", 1), ("e", 1), ("f", 2)]
        );
    }

    #[test]
    fn a_break_at_the_end_opens_no_line() {
        assert_eq!(lines("a\n"), [("a", 1)]);
        assert_eq!(lines(""), []);
        assert_eq!(lines("\n\n"), [("", 1), ("", 2)]);
    }

    #[test]
    fn breaks_are_counted_as_lines_are_numbered() {
        assert_eq!(count_breaks("a\r\nb\rc\nd\u{c}e"), 3);
    }
}
