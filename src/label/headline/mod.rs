//! Which run of the text is the headline: by position, repetition, shape and
//! overlap with the body.

mod candidates;
mod rows;
mod search;
mod separators;

use std::ops::Range;

pub(crate) use candidates::{Candidate, candidates};
pub(crate) use rows::{NAMES, tables};

use crate::chars::{count_breaks, trimmed};
use crate::document::{BlockRecord, Placement, Role};
use crate::marker::{Marker, marker};

/// From this score on, in thousandths of a nat, a candidate is likely to be the
/// headline; below the other it is none.
const LIKELY: i32 = -1_000;
const LEAST: i32 = -4_000;

/// A block of the body has so many bytes: less may go to the headline.
const RUNNING: u32 = 120;

/// The likeliest headline, and whether it is likely by itself and not only the
/// best that there is.
///
/// The best that there is will do, but not on a page that is clean, and no
/// block that the body would lose.
pub(super) fn choose(
    candidates: Vec<Candidate>,
    scores: Vec<i32>,
    blocks: &[BlockRecord],
    is_clean: bool,
) -> Option<(Candidate, bool)> {
    let is_body = |candidate: &Candidate| {
        let mut blocks = blocks[candidate.blocks.clone()].iter();
        blocks.any(|block| block.kept && block.size() >= RUNNING)
    };
    let may_be = |(score, candidate): &(i32, Candidate)| {
        *score >= LIKELY || (!is_clean && *score >= LEAST && !is_body(candidate))
    };
    let best = scores
        .into_iter()
        .zip(candidates)
        .filter(may_be)
        .max_by_key(|(score, candidate)| {
            (
                *score,
                std::cmp::Reverse((candidate.blocks.start, candidate.cuts)),
            )
        });
    best.map(|(score, candidate)| (candidate, score >= LIKELY))
}

/// Makes a run of a block, or of two, the headline. What was cut off before it
/// and behind it become blocks of their own (a Markdown heading's marker is no
/// text); gives back how many blocks stand in the old ones' place, and which is
/// the headline.
pub(super) fn set(
    text: &str,
    blocks: &mut Vec<BlockRecord>,
    headline: &Candidate,
) -> (usize, usize) {
    let whole = BlockRecord {
        end: blocks[headline.blocks.end - 1].end,
        ..blocks[headline.blocks.start]
    };
    let (start, end) = (headline.range.start, headline.range.end);
    // The block may be of several lines that were wrapped.
    let line = |place: usize| whole.line + count_breaks(&text[whole.start as usize..place]) as u32;
    let piece = |range: Range<usize>| {
        let visible = trimmed(&text[range.clone()]);
        let (from, to) = (range.start + visible.start, range.start + visible.end);
        (!visible.is_empty()).then(|| BlockRecord {
            start: from as u32,
            end: to as u32,
            line: line(from),
            role: Role::Section,
            kept: false,
            ..whole
        })
    };
    // The marker of a heading is no block, but what else stands before a title is.
    let marked = match marker(whole.slice(text)) {
        Some((Marker::Heading, length)) => whole.start as usize + length,
        _ => whole.start as usize,
    };
    let before = (start > marked)
        .then(|| piece(whole.start as usize..start))
        .flatten();
    let inline = |block| BlockRecord {
        placement: Placement::Inline,
        ..block
    };
    let title = BlockRecord {
        start: start as u32,
        end: end as u32,
        line: line(start),
        role: Role::Headline,
        kept: true,
        ..before.map_or(whole, |_| inline(whole))
    };
    let behind = piece(end..whole.end as usize).map(inline);
    let pieces: Vec<BlockRecord> = before.into_iter().chain([title]).chain(behind).collect();
    let count = pieces.len();
    blocks.splice(headline.blocks.clone(), pieces);
    (count, headline.blocks.start + usize::from(before.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str) -> BlockRecord {
        BlockRecord {
            start: 0,
            end: text.len() as u32,
            line: 1,
            placement: Placement::Apart,
            role: Role::Other,
            kept: false,
            score: 0,
        }
    }

    fn candidate(text: &str, blocks: &[BlockRecord], title: &str) -> Candidate {
        let mut candidates = candidates(text, blocks);
        candidates.retain(|candidate| &text[candidate.range.clone()] == title);
        candidates.remove(0)
    }

    #[test]
    fn a_headline_of_two_lines_takes_both_blocks() {
        let text = "The road over the pass is closed\nuntil Friday";
        let (above, below) = text.split_once('\n').unwrap_or_default();
        let start = above.len() as u32 + 1;
        let mut blocks = vec![
            block(above),
            BlockRecord {
                start,
                end: start + below.len() as u32,
                placement: Placement::Below,
                line: 2,
                ..block(below)
            },
            block(above),
        ];
        let both = candidate(text, &blocks, text);
        assert_eq!(set(text, &mut blocks, &both), (1, 0));
        assert_eq!(blocks.len(), 2);
        assert_eq!(blocks[0].slice(text), text);
    }

    #[test]
    fn what_is_cut_off_becomes_a_block_of_its_own() {
        let text = "Storm closes road - The Valley";
        let mut blocks = vec![block(text)];
        let cut = candidate(text, &blocks, "Storm closes road");
        assert_eq!(set(text, &mut blocks, &cut), (2, 0));
        let slices: Vec<&str> = blocks.iter().map(|block| block.slice(text)).collect();
        assert_eq!(slices, ["Storm closes road", "- The Valley"]);
        assert!(blocks[0].kept && !blocks[1].kept);
    }

    #[test]
    fn an_items_marker_is_a_block_of_its_own_and_a_headings_is_none() {
        let pieces = |text: &str| {
            let mut blocks = vec![block(text)];
            let candidate = candidate(text, &blocks, "No road");
            let (_, index) = set(text, &mut blocks, &candidate);
            (blocks.len(), blocks[index].slice(text).to_owned())
        };
        assert_eq!(pieces("- No road"), (2, "No road".to_owned()));
        assert_eq!(pieces("# No road"), (1, "No road".to_owned()));
    }

    #[test]
    fn a_sentence_of_a_line_is_no_first_line() {
        let first_lines = |first: &str, placement| {
            let text = format!("{first} It stays so.");
            let first = block(first);
            let second = BlockRecord {
                start: first.end + 1,
                end: text.len() as u32,
                placement,
                ..first
            };
            let blocks = [first, second];
            candidates(&text, &blocks)
                .into_iter()
                .filter(|candidate| candidate.is_first_line(&text, &blocks))
                .count()
        };
        assert_eq!(first_lines("Is the road closed?", Placement::Apart), 1);
        assert_eq!(first_lines("Is the road closed?", Placement::Inline), 0);
        assert_eq!(first_lines("The road is closed", Placement::Inline), 1);
        assert_eq!(first_lines("The road is closed.", Placement::Apart), 0);
    }

    #[test]
    fn the_best_that_there_is_will_do_but_not_on_a_clean_page() {
        let text = "Storm closes road";
        let blocks = vec![block(text)];
        let choose =
            |score, is_clean| choose(candidates(text, &blocks), vec![score], &blocks, is_clean);
        assert!(choose(0, true).is_some_and(|(_, likely)| likely));
        assert!(choose(-2_000, false).is_some_and(|(_, likely)| !likely));
        assert!(choose(-2_000, true).is_none());
        assert!(choose(-5_000, false).is_none());
    }

    #[test]
    fn what_is_cut_off_a_wrapped_headline_stands_on_its_own_line() {
        let text = "The road is closed until\nFriday | The Site";
        let mut blocks = vec![block(text)];
        let headline = candidate(text, &blocks, "The road is closed until\nFriday");
        let (count, index) = set(text, &mut blocks, &headline);
        assert_eq!((count, index), (2, 0));
        let lines: Vec<u32> = blocks.iter().map(|block| block.line).collect();
        assert_eq!(lines, [1, 2]);
    }
}
