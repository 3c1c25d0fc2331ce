//! Hard-wrapped text: is there a column at which the lines were broken, and
//! which line goes on in the next?
//!
//! A wrapping program is greedy: it breaks a line only where the next word
//! would not have fitted. So a column is believed when line after line ends
//! before it and would have passed it with the next line's first word, when
//! few lines are longer, and when the lines go on in mid-sentence.

use super::lines::Lines;
use crate::chars::{Class, class, floor_char_boundary};
use crate::marker;

/// The narrowest and the widest column that text is wrapped at.
const COLUMNS: std::ops::RangeInclusive<usize> = 40..=160;

/// How many breaks must agree on the column before it is believed.
const MIN_AGREEING: usize = 3;

/// How much of the text is looked at, in bytes.
const SAMPLE: usize = 1 << 18;

/// A column that the text was wrapped at: no wrapped line is wider than
/// `widest`, and every one would have passed `narrowest` with one more word.
/// Between the two lies the true column, as far as the text tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wrap {
    narrowest: usize,
    widest: usize,
}

impl Wrap {
    /// The column that `text` is wrapped at, if the evidence of its beginning
    /// holds.
    pub(crate) fn find(text: &str) -> Option<Wrap> {
        let mut counts = Counts::new();
        let mut above: Option<(&str, Option<usize>)> = None;
        // Of a line that begins in the sample more is looked at than is too wide.
        let sample = &text[..floor_char_boundary(text, 2 * SAMPLE)];
        let width = if is_even(sample) { characters } else { width };
        for line in Lines::new(sample).take_while(|line| line.range.start < SAMPLE) {
            let line = text[line.range].trim_end();
            if line.is_empty() {
                above = None;
                continue;
            }
            let width = width(line);
            counts.line(width);
            if let Some((above, Some(from))) = above {
                counts.pair(above, from, line);
            }
            above = Some((line, width));
        }
        counts.column()
    }

    /// Whether the line `above` goes on in the line `below`.
    pub(crate) fn joins(self, above: &str, below: &str) -> bool {
        let (above, below) = (above.trim_end(), below.trim_end());
        let start = below.trim_start();
        if start.is_empty() || marker::is_marked(start) {
            return false;
        }
        let Some(width) = width(above) else {
            return false;
        };
        if width > self.widest || width + reach(start) <= self.narrowest {
            return false;
        }
        let (indent_above, indent_below) = (indent(above), indent(below));
        indent_below <= indent_above + 2 || marker::is_marked(above.trim_start())
    }
}

/// What the lines say about each column.
struct Counts {
    /// Lines of each width; the last place holds all that are wider.
    widths: Vec<usize>,
    /// Breaks that agree with each column, as differences.
    agreeing: Vec<isize>,
    /// The same, for breaks in mid-sentence only.
    running: Vec<isize>,
}

impl Counts {
    fn new() -> Counts {
        let size = COLUMNS.end() + 2;
        Counts {
            widths: vec![0; size],
            agreeing: vec![0; size],
            running: vec![0; size],
        }
    }

    fn line(&mut self, width: Option<usize>) {
        let last = self.widths.len() - 1;
        self.widths[width.unwrap_or(last).min(last)] += 1;
    }

    /// Takes in the break between a line that is `from` columns wide and the next.
    fn pair(&mut self, above: &str, from: usize, below: &str) {
        let start = below.trim_start();
        if from > *COLUMNS.end() || marker::is_marked(start) {
            return;
        }
        let to = (from + reach(start)).min(self.agreeing.len() - 1);
        self.agreeing[from] += 1;
        self.agreeing[to] -= 1;
        if runs_on(above, start) {
            self.running[from] += 1;
            self.running[to] -= 1;
        }
    }

    /// The column that most breaks agree with, if it is more than chance.
    fn column(&self) -> Option<Wrap> {
        let agreeing = sums(&self.agreeing);
        let running = sums(&self.running);
        let best = COLUMNS.max_by_key(|&column| (agreeing[column], std::cmp::Reverse(column)))?;
        let widest = (best..=*COLUMNS.end())
            .take_while(|&column| agreeing[column] == agreeing[best])
            .last()?;
        let wider: usize = self.widths[widest + 1..].iter().sum();
        let agree = agreeing[best];
        let believed =
            agree >= MIN_AGREEING && running[best] * 5 >= agree * 2 && wider * 3 <= agree;
        believed.then_some(Wrap {
            narrowest: best,
            widest,
        })
    }
}

fn sums(differences: &[isize]) -> Vec<usize> {
    let mut sum = 0;
    differences
        .iter()
        .map(|difference| {
            sum += difference;
            usize::try_from(sum).unwrap_or(0)
        })
        .collect()
}

/// The columns that a line fills, tabs to the next eighth, wide characters
/// two; `None` for a line far wider than any column.
fn width(line: &str) -> Option<usize> {
    if is_even(line) {
        return characters(line);
    }
    let fill = || {
        line.chars().fold(0, |at, c| match c {
            '\t' => (at / 8 + 1) * 8,
            _ => at + columns(c),
        })
    };
    (line.len() <= 8 * COLUMNS.end()).then(fill)
}

/// The same where each character fills one.
fn characters(line: &str) -> Option<usize> {
    (line.len() <= 8 * COLUMNS.end()).then(|| line.chars().count())
}

/// Whether each character of a text surely fills one column: a look without
/// branches, at many bytes at once.
fn is_even(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_odd = |byte: u8| (byte == b'\t') | (byte == 0xE1) | (byte.wrapping_sub(0xE3) < 13);
    let is_wide = |first: u8, second: u8| (first == 0xE2) & (second >= 0xBA);
    let odd = bytes
        .iter()
        .fold(0, |odd, &byte| odd | u8::from(is_odd(byte)));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or(&[]));
    let wide = pairs.fold(0, |wide, (&first, &second)| {
        wide | u8::from(is_wide(first, second))
    });
    odd | wide == 0
}

fn columns(c: char) -> usize {
    match c as u32 {
        0..0x1100 => 1,
        0x1100..=0x115F
        | 0x2E80..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60 => 2,
        _ => 1,
    }
}

/// The columns that the line above would have needed for the first word of
/// this one: a blank and the word, or one character where words are not
/// parted.
fn reach(start: &str) -> usize {
    match start.chars().next() {
        Some(c) if class(c) == Class::Unspaced => columns(c),
        _ => {
            1 + start
                .chars()
                .take_while(|c| !c.is_whitespace())
                .map(columns)
                .sum::<usize>()
        }
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Whether a sentence goes on over the break.
fn runs_on(above: &str, start: &str) -> bool {
    let last = above.chars().next_back().map(class);
    match start.chars().next().map(class) {
        Some(Class::Lower) => true,
        Some(Class::Unspaced | Class::Letter) => last.is_some_and(Class::is_letter),
        _ => last == Some(Class::Comma),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRAPPED: &str = "\
The harbour authority said on Monday that the new crane would be tested
before the end of the month, although the engineers who built it had asked
for more time. Two of them told the council that the foundation had settled
by a hand's breadth since the spring.

A second report is expected in June, when the
";

    #[test]
    fn what_looks_even_is() {
        let looks_even = |c: &char| is_even(&c.to_string());
        assert!(
            ('\0'..=char::MAX)
                .filter(looks_even)
                .all(|c| c != '\t' && columns(c) == 1)
        );
        assert!(is_even("“Été”, dit-elle — Привет."));
    }

    #[test]
    fn a_greedy_column_is_found_and_its_lines_join() {
        let wrap = Wrap::find(WRAPPED).expect("the text is wrapped");
        let lines: Vec<&str> = WRAPPED.lines().collect();
        assert!(wrap.joins(lines[0], lines[1]));
        assert!(wrap.joins(lines[1], lines[2]));
    }

    #[test]
    fn a_line_that_had_room_does_not_join() {
        let wrap = Wrap::find(WRAPPED).expect("the text is wrapped");
        assert!(!wrap.joins("A short line", "and one below it"));
    }

    #[test]
    fn list_items_do_not_join() {
        let wrap = Wrap::find(WRAPPED).expect("the text is wrapped");
        let full = WRAPPED.lines().next().expect("a line");
        assert!(!wrap.joins(full, "- a list item"));
        assert!(!wrap.joins(full, "2. a list item"));
    }

    #[test]
    fn a_line_a_paragraph_is_not_wrapped() {
        let text = "The first paragraph says one thing and then it ends here.\nThe second is about as long and says something else.\nThe third is a little shorter than both of them.\nThe fourth ends it.\n";
        assert_eq!(Wrap::find(text), None);
    }

    #[test]
    fn verse_is_not_wrapped() {
        let text = "O wind that walked the hill,\nand left the barley still,\nwhat have you done to me,\nto set the harbour free\nof every boat and bell,\nand none is left to tell?\n";
        assert_eq!(Wrap::find(text), None);
    }
}
