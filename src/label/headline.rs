//! Which block is the headline: by position, repetition and shape.

use memchr::memmem;

use crate::chars::trimmed;
use crate::document::{BlockRecord, Role};
use crate::known::Known;
use crate::marker::{Marker, marker};
use crate::model::Scorecard;

/// How many blocks before the body are looked at, and how many at the top of
/// the page.
const REACH: usize = 60;
const TOP: usize = 4;

/// How many blocks behind a candidate are searched for its text.
const SEARCHED: usize = 400;

/// Blocks of running text, in bytes: where the body has begun.
const RUNNING: u32 = 120;

/// The shortest text, in bytes, that is worth looking for in other blocks.
const TELLING: usize = 12;

/// The least score, in hundredths of a nat, of a headline: with a lower one a
/// page is taken to have none.
const LEAST: i32 = -100;

/// The names of the features that a candidate has beside those of its block.
pub(super) const FEATURES: &[&str] = &[
    "score",
    "way_to_body",
    "in_titles",
    "rank",
    "in_body",
    "longest",
];

/// A block that may be the headline.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Its place among the blocks.
    pub index: usize,
    /// The features of its block, and [`FEATURES`].
    pub row: Vec<u8>,
}

/// The blocks that may be the headline: those at the top of the page, and
/// those before the body and its first blocks.
pub(super) fn candidates(text: &str, blocks: &[BlockRecord], top: &Known) -> Vec<Candidate> {
    let body = blocks
        .iter()
        .position(|block| block.kept && block.size() >= RUNNING)
        .unwrap_or(blocks.len());
    let first = body.saturating_sub(REACH);
    let places = (0..TOP.min(first)).chain(first..(body + 2).min(blocks.len()));
    let places: Vec<usize> = places
        .filter(|&index| (4..=400).contains(&blocks[index].size()))
        .collect();
    let titles: Vec<&str> = places
        .iter()
        .map(|&index| blocks[index].slice(text))
        .collect();
    let longest = titles
        .iter()
        .map(|title| title.len())
        .max()
        .unwrap_or(0)
        .max(1);
    let candidate = |(place, &index): (usize, &usize)| {
        let title = titles[place];
        let telling = title.len() >= TELLING;
        // One searcher for all the texts that the title is looked for in.
        let finder = memmem::Finder::new(title);
        let holds = |text: &str| finder.find(text.as_bytes()).is_some();
        let in_titles = titles
            .iter()
            .enumerate()
            .filter(|&(other, text)| telling && other != place && holds(text))
            .count();
        let behind = blocks[index + 1..]
            .iter()
            .take(SEARCHED)
            .filter(|block| block.size() < 600);
        let in_body = telling && behind.map(|block| block.slice(text)).any(holds);
        let own = [
            blocks[index].score / 16,
            if index < body {
                (body - index).min(20)
            } else {
                21 + index - body
            } as u8,
            in_titles.min(3) as u8,
            (places.len() - place).min(12) as u8,
            u8::from(in_body),
            (title.len() * 8 / longest) as u8,
        ];
        Some(Candidate {
            index,
            row: [top.row(index)?, &own].concat(),
        })
    };
    places.iter().enumerate().filter_map(candidate).collect()
}

/// The likeliest headline, if one is likely enough.
pub(super) fn choose(candidates: &[Candidate], card: &Scorecard) -> Option<usize> {
    let scored = candidates
        .iter()
        .map(|candidate| (card.score(&candidate.row), candidate.index));
    let best = scored.max_by_key(|&(score, index)| (score, std::cmp::Reverse(index)));
    best.filter(|&(score, _)| score >= LEAST)
        .map(|(_, index)| index)
}

/// Makes a block the headline, free of a Markdown heading's marker.
pub(super) fn set(text: &str, block: &mut BlockRecord) {
    if let Some((Marker::Heading, length)) = marker(block.slice(text)) {
        block.start += (length + trimmed(&block.slice(text)[length..]).start) as u32;
    }
    block.role = Role::Headline;
    block.kept = true;
}
