//! Scores → verdicts for the blocks of an HTML page, whose markup tells what a
//! block is.

use std::collections::HashSet;

use super::confidence::confidence;
use super::roles::repeats;
use super::{Wishes, cut};
use crate::document::{BlockRecord, Role};
use crate::focus::Focus;
use crate::known::Known;
use crate::model::{self, Probability};
use crate::shape::{End, Shape};

/// What the markup of a page tells of its blocks.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// The role that each block has if it is kept.
    pub contents: Vec<Role>,
    /// Whether each block may be a copy of blocks before it.
    pub repeated: Vec<bool>,
    /// The block that looks most like the headline.
    pub headline: Option<usize>,
}

impl Told {
    /// Adds what is known of the next stretch of blocks.
    pub(crate) fn add(&mut self, known: Known) {
        let start = self.contents.len();
        self.headline = self.headline.or(known.headline.map(|index| start + index));
        self.contents.extend(known.contents);
        // Of other stretches a stretch knows nothing.
        let may_be = |is: bool| is || start > 0;
        self.repeated.extend(known.repeated.into_iter().map(may_be));
    }
}

/// What is said of a page beside its blocks' verdicts.
#[derive(Debug)]
pub(crate) struct Decision {
    /// The headline, if no block shows it and it is wanted.
    pub headline: Option<String>,
    /// How good what is kept is expected to be, in 255ths.
    pub confidence: Probability,
}

/// Turns the scores of a page's blocks into verdicts. `title` is the headline, as
/// far as it is known.
pub(crate) fn decide(
    text: &str,
    blocks: &mut [BlockRecord],
    told: &Told,
    title: Option<String>,
    wishes: &Wishes,
) -> Decision {
    let headline = match &title {
        Some(title) => shown(text, blocks, title, told.headline),
        None => told.headline,
    };
    let threshold = threshold(blocks, wishes.focus);
    for block in blocks.iter_mut() {
        block.kept = block.role != Role::Hidden && block.score >= threshold;
    }
    if let Some(title) = &title {
        for block in blocks.iter_mut() {
            block.kept &= !repeats(title, block.slice(text));
        }
    }
    if let Some(block) = headline.and_then(|index| blocks.get_mut(index)) {
        (block.role, block.kept) = (Role::Headline, false);
    }
    strip_copies(text, blocks, &told.repeated);
    let has_body = says_anything(text, blocks);
    if !has_body {
        blocks.iter_mut().for_each(|block| block.kept = false);
    }
    let confidence = confidence(blocks, model::HTML.confidence);
    for (block, &role) in blocks.iter_mut().zip(&told.contents) {
        if block.kept {
            block.role = role;
        }
        block.kept |= block.role == Role::Headline && has_body;
        block.kept |= wishes.keep.contains(&block.role);
        block.kept &= !wishes.drop.contains(&block.role);
    }
    let is_wanted = has_body && headline.is_none() && !wishes.drop.contains(&Role::Headline);
    Decision {
        headline: title.filter(|_| is_wanted),
        confidence,
    }
}

/// The block that shows a title and nothing else, white space apart: the likely one
/// if it does, or the first that does.
fn shown(text: &str, blocks: &[BlockRecord], title: &str, likely: Option<usize>) -> Option<usize> {
    let shows = |&index: &usize| {
        blocks.get(index).is_some_and(|block| {
            let shown = block.slice(text).split_whitespace();
            block.role != Role::Hidden && shown.eq(title.split_whitespace())
        })
    };
    let longest = 2 * title.len() as u32 + 16;
    let all = (0..blocks.len()).filter(|&index| blocks[index].size() <= longest);
    likely.into_iter().chain(all).find(shows)
}

/// From which score on blocks are kept.
fn threshold(blocks: &[BlockRecord], focus: Focus) -> Probability {
    let visible = blocks.iter().filter(|block| block.role != Role::Hidden);
    let mut bytes_by_score = cut::bytes_by_score(visible);
    // Blocks that are surely chrome do not add up to content.
    for score in 1..NOTHING {
        bytes_by_score[0] += std::mem::take(&mut bytes_by_score[usize::from(score)]);
    }
    cut::of_page(&bytes_by_score, focus)
}

/// A score up to this, .03, counts as none.
const NOTHING: Probability = 8;

/// A block of fewer words is never a copy.
const SHORTEST: usize = 8;

/// The runs of so many words are compared.
const RUN: usize = 4;

/// Fewer words than this, in halves, none of them a sentence, are what is left of
/// a page without content: a shell that scripts fill, a wall.
const FEW: u32 = 24;

/// Whether what is kept is more than a few words.
fn says_anything(text: &str, blocks: &[BlockRecord]) -> bool {
    let mut halves = 0;
    blocks.iter().filter(|block| block.kept).any(|block| {
        let shape = Shape::of(text, block.range(), &mut |_, _| ());
        halves += shape.halves;
        halves >= FEW || matches!(shape.end, End::Sentence | End::Quoted | End::Ellipsis)
    })
}

/// About how many bytes a word has.
const BYTES_A_WORD: u32 = 6;

/// Strips the kept blocks nine tenths of whose runs of words are kept already: a
/// pull quote, a second rendering for small screens. Only `repeated` blocks may be
/// such.
fn strip_copies(text: &str, blocks: &mut [BlockRecord], repeated: &[bool]) {
    let may_be = |(block, repeated): (&BlockRecord, &bool)| block.kept && *repeated;
    let Some(last) = blocks.iter().zip(repeated).rposition(may_be) else {
        return;
    };
    let blocks = &mut blocks[..=last];
    let kept = blocks.iter().filter(|block| block.kept);
    let bytes: u32 = kept.map(BlockRecord::size).sum();
    let mut seen = HashSet::with_capacity((bytes / BYTES_A_WORD) as usize);
    let mut words = Vec::new();
    let kept = blocks.iter_mut().zip(repeated);
    for (block, &repeated) in kept.filter(|(block, _)| block.kept) {
        words.clear();
        Shape::of(text, block.range(), &mut |word, _| {
            words.push(u64::from(word))
        });
        let runs = words.windows(RUN).map(hash);
        let known = || runs.clone().filter(|run| seen.contains(run)).count();
        if repeated && words.len() >= SHORTEST && known() * 10 >= runs.len() * 9 {
            block.kept = false;
        } else {
            seen.extend(runs);
        }
    }
}

/// A hash of a run of words.
fn hash(run: &[u64]) -> u64 {
    run.iter().fold(0, |hash: u64, word| {
        (hash.rotate_left(21) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Placement;

    fn page(lines: &[(&str, Probability)]) -> (String, Vec<BlockRecord>) {
        let mut text = String::new();
        let blocks = lines.iter().map(|&(line, score)| {
            let start = text.len() as u32;
            text += line;
            let end = text.len() as u32;
            text.push('\n');
            BlockRecord {
                start,
                end,
                line: 1,
                role: Role::Other,
                kept: false,
                placement: Placement::Apart,
                score,
            }
        });
        let blocks = blocks.collect();
        (text, blocks)
    }

    fn kept(lines: &[(&str, Probability)], title: Option<&str>) -> Vec<usize> {
        let (text, mut blocks) = page(lines);
        let told = Told {
            contents: vec![Role::Paragraph; blocks.len()],
            repeated: vec![true; blocks.len()],
            headline: None,
        };
        let title = title.map(str::to_owned);
        decide(&text, &mut blocks, &told, title, &Wishes::default());
        let kept = blocks.iter().enumerate().filter(|(_, block)| block.kept);
        kept.map(|(index, _)| index).collect()
    }

    const LONG: &str = "The wind closed the road behind the ploughs within the hour.";

    #[test]
    fn a_page_without_content_keeps_nothing() {
        assert_eq!(
            kept(&[("Home", 3), ("Contact", 20), (LONG, 60)], None),
            [0; 0]
        );
    }

    #[test]
    fn the_cut_is_the_pages_own() {
        let doubtful = "Ninety parcels waited at the station until the evening train came.";
        assert_eq!(kept(&[(LONG, 90), (doubtful, 80)], None), [0, 1]);
        assert_eq!(
            kept(&[(LONG, 250), (doubtful, 80), (doubtful, 5)], None),
            [0]
        );
    }

    #[test]
    fn copies_of_the_title_and_of_paragraphs_are_stripped() {
        let lines = [("The pass is closed", 240), (LONG, 250), (LONG, 250)];
        assert_eq!(kept(&lines, Some("The pass is closed")), [0, 1]);
        let lines = [("The pass is closed | The Site", 240), (LONG, 250)];
        assert_eq!(kept(&lines, Some("The pass is closed")), [1]);
    }
}
