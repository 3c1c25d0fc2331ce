//! How a block is set on its page: blank lines, indentation, lines; and the
//! form of the page as a whole, by which one scraper is told from another.

use crate::buckets::{log, part};
use crate::chars::count_breaks;
use crate::document::{BlockRecord, Placement};
use crate::table::Table;

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

/// Adds the columns of a stretch of the blocks of `text` to a table.
pub(super) fn write(text: &str, blocks: &[BlockRecord], table: &mut Table) {
    let settings = settings(text, blocks);
    let column = |value: fn(&Setting) -> u8| settings.iter().map(value);
    let all = blocks.len() as u64;
    let below = column(|setting| setting.blanks).skip(1).chain([7]);
    table.push(column(|setting| setting.blanks));
    table.push(below);
    table.push(column(|setting| setting.indent));
    table.push(column(|setting| setting.joint));
    table.push(column(|setting| setting.lines.min(12) as u8));
    table.push(column(|setting| setting.line_length));
    table.push((0..all).map(|index| part(index, all)));
    for value in page(blocks, &settings) {
        table.push(std::iter::repeat_n(value, blocks.len()));
    }
}

/// What is the same for all blocks.
fn page(blocks: &[BlockRecord], settings: &[Setting]) -> [u8; 6] {
    let all = blocks.len() as u64;
    let count = |is: fn(&Setting) -> bool| {
        let those = settings.iter().filter(|setting| is(setting));
        part(those.count() as u64, all)
    };
    let bytes: u64 = blocks.iter().map(|block| u64::from(block.size())).sum();
    let lines: u64 = settings
        .iter()
        .map(|setting| u64::from(setting.lines))
        .sum();
    let inline = blocks
        .iter()
        .filter(|block| block.placement == Placement::Inline);
    [
        log(all),
        count(|setting| setting.blanks > 0),
        count(|setting| setting.indent > 0),
        log(bytes / lines.max(1)),
        part(inline.count() as u64, all),
        count(|setting| setting.lines > 1),
    ]
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

/// How the blocks are set. What stands between them is read; how many lines a block
/// has follows from its number and the next one's.
fn settings(text: &str, blocks: &[BlockRecord]) -> Vec<Setting> {
    let mut settings: Vec<Setting> = Vec::with_capacity(blocks.len());
    let (mut before, mut line) = (0, 0);
    for block in blocks {
        let start = block.start as usize;
        let gap = match settings.is_empty() {
            true => Gap::of(&text.as_bytes()[last_break(text, start)..start]),
            false => Gap::of(&text.as_bytes()[before..start]),
        };
        if let Some(above) = settings.last_mut() {
            above.lines = (block.line - line).saturating_sub(gap.breaks) + 1;
        }
        settings.push(Setting::of(&gap, block.placement));
        (before, line) = (block.end as usize, block.line);
    }
    if let (Some(last), Some(block)) = (settings.last_mut(), blocks.last()) {
        last.lines = 1 + count_breaks(block.slice(text)) as u32;
    }
    for (setting, block) in settings.iter_mut().zip(blocks) {
        setting.line_length = log(u64::from(block.size() / setting.lines));
    }
    settings
}

/// What stands between two blocks.
struct Gap {
    bytes: usize,
    breaks: u32,
    /// The columns behind the last break.
    indent: u64,
}

impl Gap {
    fn of(between: &[u8]) -> Gap {
        let (mut breaks, mut indent, mut last) = (0, 0, b' ');
        for &byte in between {
            match byte {
                b'\n' | b'\r' => {
                    breaks += u32::from(!(last == b'\r' && byte == b'\n'));
                    indent = 0;
                }
                b'\t' => indent += 8,
                _ => indent += 1,
            }
            last = byte;
        }
        Gap {
            bytes: between.len(),
            breaks,
            indent,
        }
    }
}

impl Setting {
    /// How a block behind this gap is set, as if it were one line; how long that is
    /// has to be told.
    fn of(gap: &Gap, placement: Placement) -> Setting {
        let inline = placement == Placement::Inline;
        Setting {
            blanks: gap.breaks.saturating_sub(1).min(6) as u8,
            indent: if inline { 0 } else { log(gap.indent) },
            joint: if inline {
                1 + gap.bytes.min(6) as u8
            } else {
                0
            },
            lines: 1,
            line_length: 0,
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
        let mut table = Table::with_rows(blocks.len(), WIDTH);
        write(text, &blocks, &mut table);
        let column = NAMES.iter().position(|other| *other == name).unwrap();
        table.column(column).as_flattened()[..blocks.len()].to_vec()
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
