//! Which run of the text is the headline: by position, repetition, shape and
//! overlap with the body.

use std::ops::Range;

use memchr::memmem;

use super::pairs::Pairs;
use crate::buckets::{log, part};
use crate::chars::{count_breaks, trimmed};
use crate::document::{BlockRecord, Placement, Role};
use crate::known::{Known, Topics};
use crate::marker::{Marker, marker};

/// How many blocks before the body are looked at, and how many at the top of
/// the page and in the body.
const REACH: usize = 60;
const TOP: usize = 4;
const INSIDE: usize = 3;

/// How many blocks behind a candidate are searched for its text.
const SEARCHED: usize = 400;

/// A headline has at least and at most this many bytes.
const SHORTEST: usize = 4;
const LONGEST: u32 = 600;

/// The score from which on a block is the body's, and the bytes that one has
/// whose words are the body's.
const BODY: u8 = 128;
const RUNNING: u32 = 120;

/// The shortest text, in bytes, that is worth looking for in other blocks.
const TELLING: usize = 12;

/// From this score on, in thousandths of a nat, a candidate is likely to be the
/// headline; below the other it is none.
const LIKELY: i32 = -1_000;
const LEAST: i32 = -4_000;

/// What parts a title from the name of the site, the section or the author.
const SEPARATORS: [&str; 18] = [
    " - ", " | ", " – ", " — ", " » ", " :: ", " · ", " • ", "_", " : ", " / ", " < ", " > ", "--",
    "-", "|", "｜", "：",
];

/// How many ends of a block may be cut off as names.
const CUTS: usize = 3;

/// The names of the features that a candidate has beside those of its block.
pub(crate) const NAMES: &[&str] = &[
    "score",
    "way_to_body",
    "place",
    "places",
    "in_titles",
    "holds_titles",
    "twins",
    "in_body",
    "relative_length",
    "bytes",
    "cut",
    "separator",
    "cut_off",
    "heading",
    "body_bytes",
    "next_score",
    "before_score",
    "placement",
    "next_placement",
    "shared",
];

/// A run of the text that may be the headline.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The block that it stands in.
    pub index: usize,
    /// Where it stands in the text.
    pub range: Range<usize>,
    /// How many names were cut off behind it, and which separator the last
    /// stood behind, from 1.
    cuts: usize,
    separator: usize,
}

impl Candidate {
    /// Whether it is the page's first block, whole.
    pub(super) fn is_whole_first(&self) -> bool {
        self.index == 0 && self.cuts == 0
    }
}

/// What a block may say as a headline: as it is, without the marker in front
/// of it, and with the names of site, section and author cut off behind.
fn variants(text: &str, block: &BlockRecord, index: usize) -> Vec<Candidate> {
    let start = block.start as usize;
    let starts = match marker(block.slice(text)) {
        Some((Marker::Heading, length)) => [Some(start + length), None],
        Some((Marker::Item, length)) => [Some(start), Some(start + length)],
        _ => [Some(start), None],
    };
    let mut variants = Vec::new();
    for start in starts.into_iter().flatten() {
        let mut rest = start..block.end as usize;
        let mut separator = 0;
        for cuts in 0..=CUTS {
            let visible = trimmed(&text[rest.clone()]);
            variants.push(Candidate {
                index,
                range: rest.start + visible.start..rest.start + visible.end,
                cuts,
                separator,
            });
            let whole = &text[rest.clone()];
            let Some((at, which)) = last_separator(whole) else {
                break;
            };
            rest.end = rest.start + at;
            separator = which + 1;
        }
    }
    variants.retain(|candidate| candidate.range.len() >= SHORTEST);
    variants
}

/// Where the last separator of a text begins, and which it is; of several that begin
/// there, the last of the list.
fn last_separator(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let may_begin = |&at: &usize| match bytes[at] {
        b'_' | b'-' | b'|' | 0xEF => true,
        b' ' => !bytes.get(at + 1).is_none_or(u8::is_ascii_alphanumeric),
        _ => false,
    };
    (0..bytes.len()).rev().filter(may_begin).find_map(|at| {
        let begins = |mark: &&str| bytes[at..].starts_with(mark.as_bytes());
        let which = SEPARATORS.iter().rposition(begins)?;
        Some((at, which))
    })
}

/// The candidates for the headline: in blocks at the top of the page, in those
/// before the body, and in its first ones.
pub(crate) fn candidates(text: &str, blocks: &[BlockRecord]) -> Vec<Candidate> {
    let body = body(blocks);
    let first = body.saturating_sub(REACH);
    let places = (0..TOP.min(first)).chain(first..(body + INSIDE).min(blocks.len()));
    places
        .filter(|&index| blocks[index].size() <= LONGEST)
        .flat_map(|index| variants(text, &blocks[index], index))
        .collect()
}

/// Where the body begins: the run of blocks that gains most, if content counts
/// for its bytes and all else against it.
fn body(blocks: &[BlockRecord]) -> usize {
    let (mut best, mut sum, mut start, mut body) = (0, 0, 0, blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        if sum <= 0 {
            (sum, start) = (0, index);
        }
        sum += (i64::from(block.score) - i64::from(BODY)) * i64::from(block.size());
        if sum > best {
            (best, body) = (sum, start);
        }
    }
    body
}

/// The features of the candidates, a row each: those of its block, and
/// [`NAMES`].
pub(crate) fn rows(
    text: &str,
    blocks: &[BlockRecord],
    top: &Known,
    candidates: &[Candidate],
) -> Vec<u8> {
    let body = body(blocks);
    let titles: Vec<&str> = candidates
        .iter()
        .map(|candidate| &text[candidate.range.clone()])
        .collect();
    let longest = titles.iter().map(|title| title.len()).max().unwrap_or(0);
    let topics = body_topics(blocks, top);
    let of_titles: Vec<Pairs> = titles.iter().map(|title| Pairs::of(title)).collect();
    let kinships = kinships(candidates, &titles, &of_titles);
    let indices = || candidates.iter().map(|candidate| candidate.index);
    let (first, last) = (indices().min().unwrap_or(0), indices().max().unwrap_or(0));
    let searched = blocks[first..].iter().take(last + 1 - first + SEARCHED);
    let pairs: Vec<Pairs> = searched
        .map(|block| match block.size() < 600 {
            true => Pairs::of(block.slice(text)),
            false => Pairs::default(),
        })
        .collect();
    let mut rows = Vec::new();
    for (place, candidate) in candidates.iter().enumerate() {
        let (index, title) = (candidate.index, titles[place]);
        let block = &blocks[index];
        let Kinship {
            in_titles,
            holds_titles,
            twins,
        } = kinships[place];
        let behind = blocks[index + 1..].iter().zip(&pairs[index + 1 - first..]);
        let mut behind = behind
            .take(SEARCHED)
            .filter(|(block, _)| block.size() < 600);
        let in_body = title.len() >= TELLING
            && behind.any(|(block, pairs)| {
                pairs.may_hold(of_titles[place]) && holds(block.slice(text), title)
            });
        let score = |at: Option<usize>| {
            at.and_then(|at| blocks.get(at))
                .map_or(0, |block| block.score)
        };
        let heading = match marker(block.slice(text)) {
            Some((Marker::Heading, length)) => length,
            Some(_) => 9,
            None => 0,
        };
        if index >= top.features.rows() {
            continue;
        }
        rows.extend(top.features.row(index));
        rows.extend([
            block.score,
            if index < body {
                (body - index).min(30)
            } else {
                31 + index - body
            } as u8,
            index.min(255) as u8,
            (candidates.len() - place).min(255) as u8,
            in_titles.min(3),
            holds_titles.min(3),
            twins.min(3),
            u8::from(in_body),
            part(title.len() as u64, longest as u64),
            log(title.len() as u64),
            candidate.cuts as u8,
            candidate.separator as u8,
            log((block.end as usize - candidate.range.end) as u64),
            heading as u8,
            blocks
                .get(body)
                .map_or(0, |block| log(u64::from(block.size()))),
            score(Some(index + 1)),
            score(index.checked_sub(1)),
            block.placement as u8,
            blocks
                .get(index + 1)
                .map_or(Placement::Apart, |next| next.placement) as u8,
            topics.shared(top, index),
        ]);
    }
    rows
}

/// Whether a text holds another.
fn holds(text: &str, part: &str) -> bool {
    memmem::find(text.as_bytes(), part.as_bytes()).is_some()
}

/// How often a candidate stands in other blocks that are candidates, how many
/// of these stand in it, and how many are the same.
#[derive(Clone, Copy, Default)]
struct Kinship {
    in_titles: u8,
    holds_titles: u8,
    twins: u8,
}

fn kinships(candidates: &[Candidate], titles: &[&str], pairs: &[Pairs]) -> Vec<Kinship> {
    let mut kinships = vec![Kinship::default(); candidates.len()];
    for (place, (candidate, title)) in candidates.iter().zip(titles).enumerate() {
        if title.len() < TELLING {
            continue;
        }
        for (other_place, (other, text)) in candidates.iter().zip(titles).enumerate() {
            let may_hold = other.index != candidate.index
                && text.len() >= title.len()
                && pairs[other_place].may_hold(pairs[place]);
            if !may_hold || !holds(text, title) {
                continue;
            }
            if other.cuts == 0 {
                let own = &mut kinships[place];
                own.in_titles = own.in_titles.saturating_add(1);
                own.twins = own.twins.saturating_add(u8::from(text == title));
            }
            if candidate.cuts == 0 {
                let held = &mut kinships[other_place].holds_titles;
                *held = held.saturating_add(1);
            }
        }
    }
    kinships
}

/// The words of the body, by hash.
struct BodyTopics(Vec<bool>);

fn body_topics(blocks: &[BlockRecord], top: &Known) -> BodyTopics {
    let mut slots = vec![false; Topics::SLOTS];
    for (words, block) in top.topics.by_block().zip(blocks) {
        if block.score >= BODY && block.size() >= RUNNING {
            for &word in words {
                slots[usize::from(word) % Topics::SLOTS] = true;
            }
        }
    }
    BodyTopics(slots)
}

impl BodyTopics {
    /// Of a block's longer words, the share that the body has too.
    fn shared(&self, top: &Known, index: usize) -> u8 {
        let words = top.topics.block(index);
        let shared = words
            .iter()
            .filter(|&&word| self.0[usize::from(word) % self.0.len()])
            .count();
        part(shared as u64, words.len() as u64)
    }
}

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
        let block = &blocks[candidate.index];
        block.kept && block.size() >= RUNNING
    };
    let may_be = |(score, candidate): &(i32, Candidate)| {
        *score >= LIKELY || (!is_clean && *score >= LEAST && !is_body(candidate))
    };
    let best = scores
        .into_iter()
        .zip(candidates)
        .filter(may_be)
        .max_by_key(|(score, candidate)| {
            (*score, std::cmp::Reverse((candidate.index, candidate.cuts)))
        });
    best.map(|(score, candidate)| (candidate, score >= LIKELY))
}

/// Makes a run of a block the headline. What was cut off before it and behind
/// it become blocks of their own (a Markdown heading's marker is no text); gives
/// back how many blocks stand in the old one's place, and which is the headline.
pub(super) fn set(
    text: &str,
    blocks: &mut Vec<BlockRecord>,
    headline: &Candidate,
) -> (usize, usize) {
    let whole = blocks[headline.index];
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
    let is_heading = matches!(marker(whole.slice(text)), Some((Marker::Heading, _)));
    let before = (!is_heading)
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
    blocks.splice(headline.index..=headline.index, pieces);
    (count, headline.index + usize::from(before.is_some()))
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

    fn texts(text: &str) -> Vec<&str> {
        let variants = variants(text, &block(text), 0);
        let slices = variants.into_iter().map(|candidate| &text[candidate.range]);
        slices.collect()
    }

    #[test]
    fn names_behind_a_title_and_markers_before_it_are_cut_off() {
        assert_eq!(
            texts("# Storm closes road - News | The Valley"),
            [
                "Storm closes road - News | The Valley",
                "Storm closes road - News",
                "Storm closes road",
            ]
        );
        assert_eq!(texts("- No road"), ["- No road", "No road"]);
    }

    #[test]
    fn what_is_cut_off_becomes_a_block_of_its_own() {
        let text = "Storm closes road - The Valley";
        let mut blocks = vec![block(text)];
        let cut = variants(text, &blocks[0], 0).remove(1);
        assert_eq!(set(text, &mut blocks, &cut), (2, 0));
        let slices: Vec<&str> = blocks.iter().map(|block| block.slice(text)).collect();
        assert_eq!(slices, ["Storm closes road", "- The Valley"]);
        assert!(blocks[0].kept && !blocks[1].kept);
    }

    #[test]
    fn an_items_marker_is_a_block_of_its_own_and_a_headings_is_none() {
        let pieces = |text: &str, which: usize| {
            let mut blocks = vec![block(text)];
            let candidate = variants(text, &blocks[0], 0).remove(which);
            let (_, index) = set(text, &mut blocks, &candidate);
            (blocks.len(), blocks[index].slice(text).to_owned())
        };
        assert_eq!(pieces("- No road", 1), (2, "No road".to_owned()));
        assert_eq!(pieces("# No road", 0), (1, "No road".to_owned()));
    }

    #[test]
    fn the_last_separator_is_that_which_a_search_for_each_would_find() {
        for text in [
            "Storm closes road - News | The Valley",
            "Storm -- Valley",
            "Storm--Valley",
            "a_b : c",
            "Sturm：Tal｜News",
            "Storm » Road :: Valley ",
            "No separator, none.",
            " ",
            "",
        ] {
            let found = SEPARATORS.iter().enumerate();
            let each = found.filter_map(|(which, mark)| Some((text.rfind(mark)?, which)));
            assert_eq!(last_separator(text), each.max(), "{text}");
        }
    }

    #[test]
    fn the_best_that_there_is_will_do_but_not_on_a_clean_page() {
        let text = "Storm closes road";
        let blocks = vec![block(text)];
        let choose = |score, is_clean| {
            choose(
                variants(text, &blocks[0], 0),
                vec![score],
                &blocks,
                is_clean,
            )
        };
        assert!(choose(0, true).is_some_and(|(_, likely)| likely));
        assert!(choose(-2_000, false).is_some_and(|(_, likely)| !likely));
        assert!(choose(-2_000, true).is_none());
        assert!(choose(-5_000, false).is_none());
    }

    #[test]
    fn what_is_cut_off_a_wrapped_headline_stands_on_its_own_line() {
        let text = "The road is closed until\nFriday | The Site";
        let mut blocks = vec![block(text)];
        let end = text.find(" | ").unwrap_or_default();
        let headline = Candidate {
            range: 0..end,
            ..candidates(text, &blocks).remove(0)
        };
        let (count, index) = set(text, &mut blocks, &headline);
        assert_eq!((count, index), (2, 0));
        let lines: Vec<u32> = blocks.iter().map(|block| block.line).collect();
        assert_eq!(lines, [1, 2]);
    }
}
