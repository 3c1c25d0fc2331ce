//! Lines that stood above: much chrome stands in a text again and again.

use std::ops::Range;

use crate::word;

/// The most lines that are remembered; of lines whose hashes share a place, the
/// last.
const MOST: usize = 1 << 13;

/// There is a place for so many bytes of the text, as long as there may be.
const SHORT: usize = 32;

/// Some of the lines of a text.
#[derive(Debug)]
pub(super) struct Seen {
    /// A power of two of places, by hash.
    lines: Vec<Line>,
}

/// A line: where it stands, and the number of its first block.
#[derive(Clone, Copy, Debug, Default)]
struct Line {
    start: u32,
    end: u32,
    block: u32,
}

impl Seen {
    /// For a text of so many bytes.
    pub(super) fn new(bytes: usize) -> Seen {
        let places = (bytes / SHORT).next_power_of_two().min(MOST);
        Seen {
            lines: vec![Line::default(); places],
        }
    }

    /// The first block of a line above that is the same as this one, if it is
    /// remembered. This one, whose first block is `block`, is from now on.
    pub(super) fn replace(
        &mut self,
        text: &str,
        range: Range<usize>,
        block: usize,
    ) -> Option<usize> {
        let line = &text.as_bytes()[range.clone()];
        let place = word::hash_of(line) as usize & (self.lines.len() - 1);
        let this = Line {
            start: range.start as u32,
            end: range.end as u32,
            block: block as u32,
        };
        let seen = std::mem::replace(&mut self.lines[place], this);
        let above = &text.as_bytes()[seen.start as usize..seen.end as usize];
        (above == line).then_some(seen.block as usize)
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;
    use crate::plain::segment;

    #[test]
    fn a_line_that_stood_above_is_cut_as_it_was_there() {
        let line = "The council votes to reopen the old harbour bridge in the spring | Sport";
        let blocks = segment(
            &format!("{line}\n\n{line}\r\nNews\n{line}"),
            Lexicon::shared(),
        );
        let placed = |block: &crate::document::BlockRecord| {
            (block.start, block.size(), block.line, block.placement as u8)
        };
        let expected: Vec<_> = [(0, 1, 0), (74, 3, 0), (153, 5, 1)]
            .iter()
            .flat_map(|&(start, line, placement)| {
                [(start, 64, line, placement), (start + 67, 5, line, 2)]
            })
            .collect();
        let found: Vec<_> = blocks.iter().map(placed).collect();
        assert_eq!(found[..4], expected[..4]);
        assert_eq!(found[5..], expected[4..]);
    }
}
