//! How a block is set on its page: blank lines, indentation, lines; and the
//! form of the page as a whole, by which one scraper is told from another.

use crate::buckets::{log, part};
use crate::chars::count_breaks;
use crate::document::{BlockRecord, Placement};

/// The features' names, in order, and what they are in words.
pub(super) const NAMES: [&str; WIDTH] = [
    "blanks_above",
    "blanks_below",
    "indent",
    "joint",
    "lines",
    "line_length",
    "blocks_before",
    "page_blocks",
    "page_blanks",
    "page_indent",
    "page_lines",
    "page_inline",
    "page_wrapped",
];
pub(super) const WORDS: [&str; WIDTH] = [
    "blank lines above it",
    "blank lines below it",
    "its indentation",
    "what it is joined by",
    "its lines",
    "the length of its lines",
    "its place on the page",
    "the blocks of the page",
    "the page's blank lines",
    "the page's indentation",
    "the length of the page's lines",
    "how many blocks share lines",
    "how many blocks are wrapped",
];
pub(super) const WIDTH: usize = 13;

/// The layout of a stretch of blocks.
pub(super) struct Layout {
    blocks: Vec<Setting>,
    page: [u8; 6],
}

/// How one block is set.
#[derive(Clone, Copy)]
struct Setting {
    blanks: u8,
    indent: u8,
    joint: u8,
    lines: u32,
    line_length: u8,
}

impl Layout {
    pub(super) fn of(text: &str, blocks: &[BlockRecord]) -> Layout {
        let mut before = blocks
            .first()
            .map_or(0, |first| last_break(text, first.start as usize));
        let mut settings = Vec::with_capacity(blocks.len());
        for block in blocks {
            settings.push(Setting::of(text, before, block));
            before = block.end as usize;
        }
        let all = blocks.len() as u64;
        let count = |is: &dyn Fn(&Setting) -> bool| {
            part(
                settings.iter().filter(|setting| is(setting)).count() as u64,
                all,
            )
        };
        let bytes: u64 = blocks.iter().map(|block| u64::from(block.size())).sum();
        let lines: u64 = settings
            .iter()
            .map(|setting| u64::from(setting.lines))
            .sum();
        let inline = blocks
            .iter()
            .filter(|block| block.placement == Placement::Inline);
        let page = [
            log(all),
            count(&|setting| setting.blanks > 0),
            count(&|setting| setting.indent > 0),
            log(bytes / lines.max(1)),
            part(inline.count() as u64, all),
            count(&|setting| setting.lines > 1),
        ];
        Layout {
            blocks: settings,
            page,
        }
    }

    /// The features of one block.
    pub(super) fn row(&self, index: usize) -> [u8; WIDTH] {
        let setting = self.blocks[index];
        let [blocks, blanks, indent, lines, inline, wrapped] = self.page;
        [
            setting.blanks,
            self.blocks.get(index + 1).map_or(7, |next| next.blanks),
            setting.indent,
            setting.joint,
            setting.lines.min(12) as u8,
            setting.line_length,
            part(index as u64, self.blocks.len() as u64),
            blocks,
            blanks,
            indent,
            lines,
            inline,
            wrapped,
        ]
    }
}

impl Setting {
    /// `before` is where the block before ends.
    fn of(text: &str, before: usize, block: &BlockRecord) -> Setting {
        let bytes = text.as_bytes();
        let between = &bytes[before.min(block.start as usize)..block.start as usize];
        let breaks = count_breaks(&text[before.min(block.start as usize)..block.start as usize]);
        let indent = between
            .iter()
            .rev()
            .take_while(|&&byte| !matches!(byte, b'\n' | b'\r'))
            .map(|&byte| if byte == b'\t' { 8 } else { 1 })
            .sum::<u64>();
        let inline = block.placement == Placement::Inline;
        let lines = 1 + count_breaks(block.slice(text)) as u32;
        Setting {
            blanks: breaks.saturating_sub(1).min(6) as u8,
            indent: if inline { 0 } else { log(indent) },
            joint: if inline {
                1 + between.len().min(6) as u8
            } else {
                0
            },
            lines,
            line_length: log(u64::from(block.size() / lines)),
        }
    }
}

/// Where the line of `at` begins.
fn last_break(text: &str, at: usize) -> usize {
    memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |found| found + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::plain::segment;

    /// The values of a feature, a block each.
    fn values(text: &str, name: &str) -> Vec<u8> {
        let blocks = segment(text, Lexicon::shared());
        let layout = Layout::of(text, &blocks);
        let column = NAMES.iter().position(|other| *other == name).unwrap();
        (0..blocks.len())
            .map(|index| layout.row(index)[column])
            .collect()
    }

    #[test]
    fn blank_lines_and_indentation_are_counted() {
        let text = "Home\n\n\nNews\n    Sport\n";
        assert_eq!(values(text, "blanks_above"), [0, 2, 0]);
        assert_eq!(values(text, "blanks_below"), [2, 0, 7]);
        assert_eq!(values(text, "indent"), [0, 0, log(4)]);
    }

    #[test]
    fn all_kinds_of_breaks_are_set_alike() {
        let text = "Home\n\n\nNews\n    Sport\n";
        for breaks in ["\r\n", "\r"] {
            let other = text.replace('\n', breaks);
            for name in NAMES {
                assert_eq!(
                    values(&other, name),
                    values(text, name),
                    "{name} with {breaks:?}"
                );
            }
        }
    }
}
