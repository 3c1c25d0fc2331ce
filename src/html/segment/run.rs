//! The text of the block that is being read, with white space as a browser shows
//! it.

use std::ops::Range;

use super::context::Context;
use super::{Origin, scan};
use crate::chars::{self, Class};
use crate::document::FrameKind;
use crate::html::{NodeId, Tree, work};

/// What parts a text from the text before it in its block.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) enum Gap {
    /// Nothing.
    #[default]
    None,
    /// A blank, if both are words.
    Words,
    /// A blank.
    Blank,
    /// A line break.
    Line,
    /// The edge of a cell of a row, or of several.
    Cells,
}

/// A block's text so far. It is reused from block to block.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) text: String,
    /// The gap before what comes next.
    gap: Gap,
    /// What the block is, as its first text was.
    pub(super) context: Context,
    /// The innermost element that holds all of the text, and its depth.
    pub(super) inner: NodeId,
    pub(super) inner_depth: usize,
    /// The link that the last text was in.
    pub(super) last_link: Option<NodeId>,
    /// Where the text stands in the input.
    pub(super) start: u32,
    pub(super) end: u32,
    /// Characters that show, and of them those in links, in bold, and folded.
    pub(super) letters: u32,
    pub(super) linked: u32,
    pub(super) bold: u32,
    pub(super) folded: u32,
    pub(super) links: u32,
    pub(super) breaks: u32,
    pub(super) after_break: bool,
    /// How many letters stand before the last line break.
    letters_before_line: u32,
    /// How many cells the gap parts, if it is cells.
    cells: u32,
    /// The empty cells that the row begins with, and how many are not empty.
    pub(super) leading_cells: u32,
    pub(super) filled_cells: u32,
}

/// Where text was put.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Put {
    /// Where what shows begins in the run.
    pub(super) at: usize,
    /// Where what shows begins and ends in the text that was read.
    pub(super) first: usize,
    pub(super) last: usize,
}

impl Put {
    /// Adds a piece of this length.
    #[inline(always)]
    fn add(&mut self, at: usize, first: usize, length: usize) {
        if self.last == 0 {
            (self.at, self.first) = (at, first);
        }
        self.last = first + length;
    }
}

impl Run {
    pub(super) fn new() -> Run {
        Run {
            text: String::new(),
            gap: Gap::None,
            context: Context::DOCUMENT,
            inner: NodeId::DOCUMENT,
            inner_depth: 0,
            last_link: None,
            start: 0,
            end: 0,
            letters: 0,
            linked: 0,
            bold: 0,
            folded: 0,
            links: 0,
            breaks: 0,
            after_break: false,
            letters_before_line: 0,
            cells: 0,
            leading_cells: 0,
            filled_cells: 0,
        }
    }

    /// Whether nothing that shows is in it.
    #[inline(always)]
    pub(super) fn is_empty(&self) -> bool {
        self.letters == 0
    }

    /// Begins the next block.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.gap = Gap::None;
        self.last_link = None;
        self.letters = 0;
        self.linked = 0;
        self.bold = 0;
        self.folded = 0;
        self.links = 0;
        self.breaks = 0;
        self.after_break = false;
        self.letters_before_line = 0;
        self.cells = 0;
        self.leading_cells = 0;
        self.filled_cells = 0;
    }

    /// Whether it is as it was when it was cleared.
    #[inline(always)]
    pub(super) fn is_untouched(&self) -> bool {
        self.text.is_empty() && self.leading_cells == 0 && !self.after_break
    }

    /// The part of its text that shows: without blanks at its ends, but for the
    /// indentation of preformatted text.
    pub(super) fn shown(&self) -> Range<usize> {
        work::note(self.text.len());
        let shown = chars::trimmed(&self.text);
        let start = match self.context.kind {
            FrameKind::Preformatted => self.text[..shown.start]
                .rfind('\n')
                .map_or(0, |line_feed| line_feed + 1),
            _ => shown.start,
        };
        start..shown.end
    }

    /// Where it came from.
    pub(super) fn origin(&self) -> Origin {
        Origin {
            element: self.context.block,
            inner: self.inner,
            start: self.start,
            end: self.end,
            source_breaks: 0,
            letters: self.letters,
            linked: self.linked,
            bold: self.bold,
            links: u16::try_from(self.links).unwrap_or(u16::MAX),
            breaks: u16::try_from(self.breaks).unwrap_or(u16::MAX),
            after_break: self.after_break,
            folded: self.folded > self.letters / 2,
        }
    }

    /// Leaves at least this gap before what comes next.
    #[inline(always)]
    pub(super) fn part(&mut self, gap: Gap) {
        if gap > self.gap && !self.is_empty() {
            self.gap = gap;
        }
    }

    /// Text of the element that `path` leads to has come: looks for the innermost
    /// element that holds it, too.
    #[inline]
    pub(super) fn widen(&mut self, tree: &Tree<'_>, path: &[NodeId]) {
        let is_around = |inner, depth| match depth {
            0 => true,
            _ => path.get(depth - 1) == Some(&inner),
        };
        while !is_around(self.inner, self.inner_depth) {
            work::note(1);
            self.inner_depth -= 1;
            self.inner = tree.parent_element(self.inner).unwrap_or(NodeId::DOCUMENT);
        }
    }

    /// Begins the next cell of a row.
    pub(super) fn next_cell(&mut self) {
        if self.is_empty() {
            self.leading_cells += 1;
        } else {
            self.gap = Gap::Cells;
            self.cells += 1;
        }
    }

    /// Breaks the line. False if the line is empty already, so that the two
    /// breaks part blocks.
    pub(super) fn break_line(&mut self) -> bool {
        if self.is_empty() {
            return true;
        }
        if self.gap == Gap::Line || self.letters == self.letters_before_line {
            return false;
        }
        self.part(Gap::Line);
        true
    }

    /// Takes in text whose white space collapses.
    pub(super) fn collapse(&mut self, text: &str) -> Option<Put> {
        let bytes = text.as_bytes();
        let mut put = Put::default();
        let mut at = 0;
        loop {
            let white_space = scan::white_space(&bytes[at..]);
            if white_space > 0 {
                self.part(Gap::Blank);
                at += white_space;
            }
            let rest = &text[at..];
            let Some(first) = rest.chars().next() else {
                return (put.last > 0).then_some(put);
            };
            let (length, letters) = scan::plain(rest.as_bytes());
            if length > 0 {
                self.close_gap(rest);
                put.add(self.text.len(), at, length);
                self.text.push_str(&rest[..length]);
                self.letters += letters;
                at += length;
            } else {
                if self.odd(first, rest) {
                    put.add(self.text.len() - first.len_utf8(), at, first.len_utf8());
                }
                at += first.len_utf8();
            }
        }
    }

    /// Takes in a character that may not show: none at a block's beginning, and
    /// no soft hyphen. Says whether it shows.
    fn odd(&mut self, c: char, text: &str) -> bool {
        let shows = !chars::class(c).is_blank();
        if c == SOFT_HYPHEN || (!shows && self.is_empty()) {
            return false;
        }
        self.close_gap(text);
        self.text.push(c);
        self.letters += u32::from(shows);
        shows
    }

    /// Takes in text whose blanks and line breaks are its own.
    pub(super) fn verbatim(&mut self, text: &str) -> Option<Put> {
        let shown = chars::trimmed(text);
        if shown.is_empty() {
            // The indentation of what may come.
            self.close_gap(text);
            self.text.push_str(text);
            return None;
        }
        self.close_gap(text);
        let at = self.text.len() + shown.start;
        self.text.push_str(text);
        let blank = |c: &char| chars::class(*c).is_blank();
        self.letters += text.chars().filter(|c| !blank(c)).count() as u32;
        Some(Put {
            at,
            first: shown.start,
            last: shown.end,
        })
    }

    /// Writes the gap before text that is about to be put.
    #[inline(always)]
    fn close_gap(&mut self, next: &str) {
        if self.gap != Gap::None {
            self.write_gap(next);
        }
        if self.filled_cells == 0 {
            self.filled_cells = 1;
        }
    }

    fn write_gap(&mut self, next: &str) {
        match std::mem::take(&mut self.gap) {
            Gap::None => {}
            Gap::Words => {
                if parts_words(&self.text, next) {
                    self.text.push(' ');
                }
            }
            Gap::Blank => self.text.push(' '),
            Gap::Line => {
                self.text.push('\n');
                self.breaks += 1;
                self.letters_before_line = self.letters;
            }
            Gap::Cells => {
                self.filled_cells += 1;
                let cells = std::mem::take(&mut self.cells) as usize;
                self.text.extend(std::iter::repeat_n('\t', cells));
            }
        }
    }
}

const SOFT_HYPHEN: char = '\u{AD}';

/// Whether a text that begins with a word must not be set close to what stands.
fn parts_words(before: &str, after: &str) -> bool {
    let word = |c: char| chars::class(c).is_word();
    let ends = |c: char| {
        matches!(
            chars::class(c),
            Class::Terminal | Class::Close | Class::Comma | Class::Colon
        )
    };
    before
        .chars()
        .next_back()
        .is_some_and(|c| word(c) || ends(c))
        && after.chars().next().is_some_and(word)
}
