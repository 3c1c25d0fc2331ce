//! What the headline's model sees of each candidate: its block, where it
//! stands, what else says the same, its words and what was cut off.

use memchr::memmem;

use super::candidates::{BODY, Candidate, TELLING, body};
use super::search::Sought;
use crate::buckets::{log, part};
use crate::chars::floor_char_boundary;
use crate::document::{BlockRecord, Placement, Role};
use crate::known::{Known, Slots, Topics};
use crate::marker::{Marker, marker};
use crate::shape::Shape;
use crate::table::Table;

/// How many blocks behind a candidate are searched for its text, and how long
/// they are at most, in bytes.
const SEARCHED: usize = 400;
const SHORT: u32 = 600;

/// How much of a text, at its start and at its end, is searched for names, in
/// bytes.
const MASTHEAD: usize = 1 << 13;

/// The bytes that a block has whose words are the body's.
const RUNNING: u32 = 120;

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
    "means",
    "cut",
    "separator",
    "cut_off",
    "heading",
    "headings_above",
    "body_bytes",
    "next_score",
    "before_score",
    "block_placement",
    "next_placement",
    "next_kind",
    "before_kind",
    "shared",
    "own_words",
    "own_digits",
    "own_capitals",
    "own_titled",
    "own_symbols",
    "own_start",
    "own_end",
    "topical",
    "of_first",
    "like_first",
    "akin",
    "rest_words",
    "rest_stands",
];

/// The features of the candidates, two tables side by side: those of their blocks,
/// and [`NAMES`].
pub(crate) fn tables(
    text: &str,
    blocks: &[BlockRecord],
    top: &Known,
    candidates: &[Candidate],
) -> [Table; 2] {
    let places = candidates.iter().map(|candidate| candidate.blocks.start);
    let places: Vec<usize> = places.collect();
    let rows = rows(text, blocks, top, candidates);
    [
        top.features.pick(&places),
        Table::of_rows(rows.as_flattened(), NAMES.len()),
    ]
}

/// The features of each candidate but those of its block.
fn rows(
    text: &str,
    blocks: &[BlockRecord],
    top: &Known,
    candidates: &[Candidate],
) -> Vec<[u8; NAMES.len()]> {
    let body = body(blocks);
    let titles: Vec<&str> = candidates
        .iter()
        .map(|candidate| &text[candidate.range.clone()])
        .collect();
    let longest = titles.iter().map(|title| title.len()).max().unwrap_or(0);
    let topics = BodyTopics::of(blocks, top);
    let mut sought = Sought::of(&titles, TELLING);
    let kinships = kinships(candidates, &titles, &mut sought);
    let in_body = in_body(text, blocks, candidates, &mut sought);
    let sayings: Vec<Saying> = titles.iter().map(|title| Saying::of(title)).collect();
    let vocabulary = Vocabulary::of(text, blocks, candidates, &sayings);
    let headings = headings(text, &blocks[..(body + 1).min(blocks.len())]);
    let row = |(place, candidate): (usize, &Candidate)| {
        let (index, title) = (candidate.blocks.start, titles[place]);
        let (block, next) = (&blocks[index], candidate.blocks.end);
        let Kinship {
            in_titles,
            holds_titles,
            twins,
        } = kinships[place];
        let saying = &sayings[place];
        let shape = &saying.shape;
        let score = |at: Option<usize>| {
            at.and_then(|at| blocks.get(at))
                .map_or(0, |block| block.score)
        };
        let kind = |at: Option<usize>| {
            at.and_then(|at| top.kinds.get(at))
                .map_or(0, |&kind| kind_level(kind))
        };
        let heading = match marker(block.slice(text)) {
            Some((Marker::Heading, length)) => length,
            Some(_) => 9,
            None => 0,
        };
        let rest = rest(text, block, candidate);
        [
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
            u8::from(in_body[place]),
            part(title.len() as u64, longest as u64),
            log(title.len() as u64),
            candidate.means as u8,
            candidate.cuts as u8,
            candidate.separator as u8,
            log((block.end as usize).saturating_sub(candidate.range.end) as u64),
            heading as u8,
            headings.get(index).copied().unwrap_or(0),
            blocks
                .get(body)
                .map_or(0, |block| log(u64::from(block.size()))),
            score(Some(next)),
            score(index.checked_sub(1)),
            block.placement as u8,
            blocks
                .get(next)
                .map_or(Placement::Apart, |next| next.placement) as u8,
            kind(Some(next)),
            kind(index.checked_sub(1)),
            topics.shared(top.topics.block(index).iter().copied()),
            shape.halves.min(255) as u8,
            part(shape.digits.into(), shape.word_chars.into()),
            part(shape.capitals.into(), shape.cased.into()),
            part(2 * u64::from(shape.titled), shape.halves.into()),
            (shape.symbols + shape.bullets).min(255) as u8,
            shape.start as u8,
            shape.end as u8,
            topics.shared(saying.long.iter().copied()),
            vocabulary.of_first(saying),
            vocabulary.like_first(saying),
            vocabulary.akin(saying, candidate),
            log(rest.split_whitespace().count() as u64),
            if rest.len() < SHORTEST_NAME {
                0
            } else {
                1 + stands(text, rest).min(3)
            },
        ]
    };
    candidates.iter().enumerate().map(row).collect()
}

/// A kind of chrome, as a number: what stands beside a headline is highest.
fn kind_level(kind: Role) -> u8 {
    match kind {
        Role::Byline => 9,
        Role::Date => 8,
        Role::Credit | Role::Caption => 7,
        Role::Share | Role::Counter | Role::ShortLink => 6,
        Role::Tags | Role::Section => 5,
        Role::Navigation => 4,
        Role::Related | Role::Comments => 3,
        Role::Other => 1,
        _ => 2,
    }
}

/// A name that is shorter, in bytes, is not looked for.
const SHORTEST_NAME: usize = 3;

/// What was cut off a block to get at a candidate: before it, or else behind
/// it.
fn rest<'t>(text: &'t str, block: &BlockRecord, candidate: &Candidate) -> &'t str {
    let (start, end) = (block.start as usize, block.end as usize);
    let before = &text[start..candidate.range.start];
    let behind = &text[candidate.range.end.min(end)..end];
    let names = [before, behind].map(|rest| rest.trim_matches(|c: char| !c.is_alphanumeric()));
    let [before, behind] = names;
    if before.is_empty() { behind } else { before }
}

/// How often a name stands at the start and at the end of a text beside where
/// it was cut off.
fn stands(text: &str, name: &str) -> u8 {
    let bytes = text.as_bytes();
    let head = &bytes[..bytes.len().min(MASTHEAD)];
    let tail = &bytes[head.len().max(bytes.len().saturating_sub(MASTHEAD))..];
    let finder = memmem::Finder::new(name);
    let found = finder.find_iter(head).chain(finder.find_iter(tail));
    found.take(4).count().saturating_sub(1) as u8
}

/// Which candidates stand in one of the blocks behind them again.
fn in_body(
    text: &str,
    blocks: &[BlockRecord],
    candidates: &[Candidate],
    titles: &mut Sought<'_>,
) -> Vec<bool> {
    let mut found = vec![false; candidates.len()];
    let mut ends: Vec<usize> = candidates
        .iter()
        .map(|candidate| candidate.blocks.end)
        .collect();
    ends.sort_unstable();
    let mut next = 0;
    for end in ends {
        let searched = next.max(end)..blocks.len().min(end + SEARCHED);
        next = next.max(searched.end);
        for index in searched.filter(|&index| blocks[index].size() < SHORT) {
            titles.each_in(blocks[index].slice(text), |place| {
                let end = candidates[place].blocks.end;
                found[place] |= (end..end + SEARCHED).contains(&index);
            });
        }
    }
    found
}

/// For each block how many headings of its level and above stand above it, from
/// 1; 0 for what is no heading.
fn headings(text: &str, blocks: &[BlockRecord]) -> Vec<u8> {
    let mut counts = [0_u8; 8];
    let numbers = blocks.iter().map(|block| {
        let Some((Marker::Heading, length)) = marker(block.slice(text)) else {
            return 0;
        };
        let level = length.min(counts.len() - 1);
        let above = counts[..=level]
            .iter()
            .fold(1_u8, |sum, &count| sum.saturating_add(count));
        counts[level] = counts[level].saturating_add(1);
        above.min(9)
    });
    numbers.collect()
}

/// How often a candidate stands in other blocks that are candidates, how many
/// of these stand in it, and how many are the same.
#[derive(Clone, Copy, Default)]
struct Kinship {
    in_titles: u8,
    holds_titles: u8,
    twins: u8,
}

fn kinships(candidates: &[Candidate], texts: &[&str], titles: &mut Sought<'_>) -> Vec<Kinship> {
    let mut kinships = vec![Kinship::default(); candidates.len()];
    // The last candidate that each was found in: it may stand there twice.
    let mut last = vec![usize::MAX; candidates.len()];
    for (other_place, (other, text)) in candidates.iter().zip(texts).enumerate() {
        titles.each_in(text, |place| {
            let candidate = &candidates[place];
            let again = std::mem::replace(&mut last[place], other_place) == other_place;
            if again || other.shares_block(candidate) {
                return;
            }
            if other.is_whole() {
                let own = &mut kinships[place];
                own.in_titles = own.in_titles.saturating_add(1);
                own.twins = own
                    .twins
                    .saturating_add(u8::from(text.len() == texts[place].len()));
            }
            if candidate.is_whole() {
                let held = &mut kinships[other_place].holds_titles;
                *held = held.saturating_add(1);
            }
        });
    }
    kinships
}

/// What a candidate says: its shape, and its words by hash.
struct Saying {
    shape: Shape,
    words: Vec<u16>,
    /// The longer ones.
    long: Vec<u16>,
}

/// A word of more letters than this says what a text is about; so does a
/// character of a script without spaces.
const SHORT_WORD: usize = 4;

impl Saying {
    fn of(title: &str) -> Saying {
        let most = title.len() / 4 + 1;
        let (mut words, mut long) = (Vec::with_capacity(most), Vec::with_capacity(most));
        let shape = Shape::of(title, 0..title.len(), &mut |hash, letters| {
            words.push(Topics::slot(hash));
            if letters == 1 || letters > SHORT_WORD {
                long.push(Topics::slot(hash));
            }
        });
        Saying { shape, words, long }
    }
}

/// The words of the body, by hash.
struct BodyTopics(Slots);

impl BodyTopics {
    fn of(blocks: &[BlockRecord], top: &Known) -> BodyTopics {
        let mut slots = Slots::default();
        for (words, block) in top.topics.by_block().zip(blocks) {
            if block.score >= BODY && block.size() >= RUNNING {
                words.iter().for_each(|&word| slots.insert(word));
            }
        }
        BodyTopics(slots)
    }

    /// Of some words, the share that the body has too.
    fn shared(&self, words: impl ExactSizeIterator<Item = u16>) -> u8 {
        let count = words.len();
        let shared = words.filter(|&word| self.0.contains(word));
        part(shared.count() as u64, count as u64)
    }
}

/// The words of the candidates: those of the text's beginning, which often is
/// the page's title, and in how many blocks each stands.
struct Vocabulary {
    first: Slots,
    first_words: usize,
    blocks: Vec<u8>,
}

/// So much of a long first block is its beginning, in bytes.
const BEGINNING: usize = 150;

impl Vocabulary {
    fn of(
        text: &str,
        blocks: &[BlockRecord],
        candidates: &[Candidate],
        sayings: &[Saying],
    ) -> Vocabulary {
        let beginning = blocks.first().map_or("", |block| block.slice(text));
        let beginning = &beginning[..floor_char_boundary(beginning, BEGINNING)];
        let beginning = Saying::of(beginning);
        let mut first = Slots::default();
        beginning.words.iter().for_each(|&word| first.insert(word));
        let mut counts = vec![0_u8; Topics::SLOTS];
        let whole = candidates.iter().zip(sayings);
        let mut words = Vec::new();
        for (_, saying) in whole.filter(|(candidate, _)| candidate.is_whole()) {
            // A word counts once a block.
            words.clone_from(&saying.words);
            words.sort_unstable();
            words.dedup();
            for &word in &words {
                let count = &mut counts[usize::from(word)];
                *count = count.saturating_add(1);
            }
        }
        Vocabulary {
            first,
            first_words: beginning.words.len(),
            blocks: counts,
        }
    }

    /// How many words of a candidate the text's beginning has.
    fn in_first(&self, saying: &Saying) -> usize {
        let words = saying.words.iter();
        words.filter(|&&word| self.first.contains(word)).count()
    }

    /// How much of a candidate the text's beginning has.
    fn of_first(&self, saying: &Saying) -> u8 {
        part(self.in_first(saying) as u64, saying.words.len() as u64)
    }

    /// How much a candidate and the text's beginning agree.
    fn like_first(&self, saying: &Saying) -> u8 {
        let all = saying.words.len() + self.first_words;
        part(2 * self.in_first(saying) as u64, all as u64)
    }

    /// How much of a candidate stands in other blocks that are candidates.
    fn akin(&self, saying: &Saying, candidate: &Candidate) -> u8 {
        // A joined candidate has the words of two blocks.
        let own = candidate.blocks.len() as u8;
        let words = saying.words.iter();
        let akin = words.filter(|&&word| self.blocks[usize::from(word)] > own);
        part(akin.count() as u64, saying.words.len() as u64)
    }
}
