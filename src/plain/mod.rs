//! Scraped text → blocks, and what is known of each.
//!
//! [`segment`] finds the blocks: lines ([`lines`]), joined where the text was
//! hard-wrapped ([`wrap`]), cut where chrome is glued on ([`joints`]).
//! Everything visible ends in exactly one block, in order.

pub(crate) mod features;
mod groups;
mod joints;
mod kinds;
mod layout;
mod leads;
mod lines;
mod scale;
mod seen;
mod sieve;
mod wordings;
mod words;
mod wrap;

use std::ops::Range;

use crate::chars::{count_breaks, trimmed};
use crate::document::{BlockRecord, Placement, Role};
use crate::known::{Columns, Known};
use crate::lexicon::Lexicon;
#[cfg(feature = "internals")]
use crate::lexicon::gram_slots;
#[cfg(feature = "internals")]
use crate::shape::Shape;
use crate::table::Table;
pub(crate) use features::STRETCH;
use features::Stretch;
use lines::Lines;
use seen::Seen;
use wrap::Wrap;

/// There is room for a block every so many bytes, before more is needed.
const BYTES_A_BLOCK: usize = 40;

/// The blocks of a text, in order, not yet labelled. Linear in its length.
pub(crate) fn segment(text: &str, lexicon: &Lexicon) -> Vec<BlockRecord> {
    let mut segmenter = Segmenter {
        text,
        lexicon,
        cutter: joints::Cutter::default(),
        seen: Seen::new(text.len()),
        blocks: Vec::with_capacity(text.len() / BYTES_A_BLOCK),
        pending: None,
        blank: true,
    };
    let wrap = Wrap::find(text);
    for line in Lines::new(text) {
        segmenter.line(line, wrap);
    }
    segmenter.flush();
    segmenter.blocks
}

/// What the columns of [`describe`] are.
pub(crate) fn columns() -> Columns {
    Columns {
        names: [
            wordings::NAMES,
            features::NAMES,
            &layout::NAMES,
            &leads::NAMES,
            &["grams"],
        ]
        .concat(),
        words: [
            wordings::WORDS,
            features::WORDS,
            &layout::WORDS,
            &leads::WORDS,
            &["its words"],
        ]
        .concat(),
        group_names: groups::NAMES,
        group_words: groups::WORDS,
    }
}

/// How many columns there are.
const WIDTH: usize =
    wordings::NAMES.len() + features::NAMES.len() + layout::WIDTH + leads::WIDTH + 1;

/// What the labeller is told of a stretch of the blocks of `text`.
pub(crate) fn describe(text: &str, blocks: &[BlockRecord], lexicon: &Lexicon) -> Known {
    let stretch = Stretch::of(text, blocks, lexicon);
    let mut features = Table::with_rows(stretch.len(), WIDTH);
    stretch.write(&mut features);
    layout::write(text, blocks, &mut features);
    leads::write(&stretch, &mut features);
    features.push(stretch.said());
    Known {
        features,
        sizes: (0..stretch.len())
            .map(|index| stretch.shape(index).halves)
            .collect(),
        groups: groups::groups(&stretch, blocks),
        kinds: (0..stretch.len())
            .map(|index| kinds::kind(&stretch, index))
            .collect(),
        contents: Vec::new(),
        repeated: Vec::new(),
        headline: None,
        marks: (0..stretch.len())
            .map(|index| kinds::is_marked(&stretch, index))
            .collect(),
        topics: stretch.into_topics(),
    }
}

/// The hashes of a block's words and pairs of words, for training.
#[cfg(feature = "internals")]
pub(crate) fn grams(block: &str) -> Vec<u16> {
    let mut words = Vec::new();
    Shape::of(block, 0..block.len(), &mut |hash, _| words.push(hash));
    gram_slots(&words)
}

/// The state of the walk over the lines.
struct Segmenter<'t> {
    text: &'t str,
    lexicon: &'t Lexicon,
    cutter: joints::Cutter,
    seen: Seen,
    blocks: Vec<BlockRecord>,
    /// The logical line that may still go on.
    pending: Option<Logical>,
    /// Whether a blank line stands above.
    blank: bool,
}

/// Lines that are one: wrapped lines, joined.
struct Logical {
    range: Range<usize>,
    /// The last of its lines.
    last: Range<usize>,
    number: u32,
    placement: Placement,
}

impl Segmenter<'_> {
    fn line(&mut self, line: lines::Line, wrap: Option<Wrap>) {
        let visible = trimmed(&self.text[line.range.clone()]);
        if visible.is_empty() {
            self.flush();
            self.blank = true;
            return;
        }
        if let (Some(pending), Some(wrap)) = (&mut self.pending, wrap)
            && wrap.joins(
                &self.text[pending.last.clone()],
                &self.text[line.range.clone()],
            )
        {
            pending.range.end = line.range.start + visible.end;
            pending.last = line.range;
            return;
        }
        self.flush();
        let placement = if self.blank {
            Placement::Apart
        } else {
            Placement::Below
        };
        self.blank = false;
        let start = line.range.start;
        let range = start + visible.start..start + visible.end;
        self.pending = Some(Logical {
            range,
            last: line.range,
            number: line.number,
            placement,
        });
    }

    /// Cuts the pending line into blocks.
    fn flush(&mut self) {
        let Some(Logical {
            range,
            number,
            mut placement,
            ..
        }) = self.pending.take()
        else {
            return;
        };
        let (text, blocks) = (self.text, &mut self.blocks);
        let first = blocks.len();
        if let Some(above) = self.seen.replace(text, range.clone(), first) {
            let from = blocks[above];
            let pieces = blocks[above + 1..].iter();
            let pieces = pieces.take_while(|block| block.placement == Placement::Inline);
            blocks.extend_from_within(above..=above + pieces.count());
            for block in &mut blocks[first..] {
                block.start = block.start - from.start + range.start as u32;
                block.end = block.end - from.start + range.start as u32;
                block.line = block.line - from.line + number;
            }
            blocks[first].placement = placement;
            return;
        }
        let (mut line, mut counted) = (number, range.start);
        self.cutter.cut(text, range, self.lexicon, |piece| {
            if piece.start > counted {
                line += count_breaks(&text[counted..piece.start]) as u32;
                counted = piece.start;
            }
            blocks.push(BlockRecord {
                start: piece.start as u32,
                end: piece.end as u32,
                line,
                placement,
                role: Role::Other,
                kept: false,
                score: 0,
            });
            placement = Placement::Inline;
        });
    }
}
