//! Text → lines: every line break there is, and the number that an editor
//! would show.

use std::ops::Range;

use memchr::{memchr, memmem};

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
    /// The next place of LF: kept, because a text may have none.
    feed: usize,
    /// The next place of each break but LF, and the nearest of them.
    rare: [Rare; 6],
    nearest: usize,
}

/// A break that few texts have: found once, looked for again when passed.
struct Rare {
    mark: &'static str,
    next: usize,
    counts: bool,
}

impl Rare {
    /// Where the break next stands at or behind `at`.
    fn find(&mut self, text: &[u8], at: usize) -> usize {
        if self.next < at {
            self.next = memmem::find(&text[at..], self.mark.as_bytes())
                .map_or(usize::MAX, |found| at + found);
        }
        self.next
    }
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str) -> Lines<'t> {
        let rare = [
            ("\r", true),
            ("\u{B}", false),
            ("\u{C}", false),
            ("\u{85}", false),
            ("\u{2028}", false),
            ("\u{2029}", false),
        ];
        let is_any = may_break_rarely(text.as_bytes());
        let rare = rare.map(|(mark, counts)| {
            let next = is_any.then(|| memmem::find(text.as_bytes(), mark.as_bytes()));
            Rare {
                mark,
                next: next.flatten().unwrap_or(usize::MAX),
                counts,
            }
        });
        let feed = memchr(b'\n', text.as_bytes()).unwrap_or(text.len());
        let nearest = rare
            .iter()
            .map(|rare| rare.next)
            .min()
            .unwrap_or(usize::MAX);
        Lines {
            text,
            at: 0,
            number: 1,
            feed,
            rare,
            nearest,
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
        let start = self.at;
        let number = self.number;
        if self.feed < start {
            self.feed = memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |length| start + length);
        }
        let mut end = self.feed;
        let (mut length, mut counts) = (usize::from(end < bytes.len()), end < bytes.len());
        if self.nearest < end {
            for rare in &mut self.rare {
                let found = rare.find(bytes, start);
                if found < end {
                    (end, length, counts) = (found, rare.mark.len(), rare.counts);
                }
            }
            self.nearest = self
                .rare
                .iter()
                .map(|rare| rare.next)
                .min()
                .unwrap_or(usize::MAX);
        }
        if bytes[end..].starts_with(b"\r\n") {
            length = 2;
        }
        self.at = end + length;
        self.number += u32::from(counts);
        Some(Line {
            range: start..end,
            number,
        })
    }
}

/// Whether a text has a rare break, or what may be one: a look without branches, at
/// many bytes at once.
fn may_break_rarely(text: &[u8]) -> bool {
    let is_control = |byte: u8| byte.wrapping_sub(0xB) < 3;
    let breaks = |one: u8, other: u8| {
        (one == 0xC2) & (other == 0x85) | (one == 0x80) & (other.wrapping_sub(0xA8) < 2)
    };
    let pairs = text.iter().zip(text.get(1..).unwrap_or(&[]));
    let found = pairs.fold(0, |found, (&one, &other)| {
        found | u8::from(is_control(other) | breaks(one, other))
    });
    found != 0 || text.first().is_some_and(|&first| is_control(first))
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
