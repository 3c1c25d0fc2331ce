//! The blocks of a stretch with all that their features are made of.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::Describer;
use super::elements::{Elements, Index, Load};
use super::names::is_heading;
use super::words::{BYTES_A_WORD, copied};
use crate::document::{BlockRecord, Role};
use crate::html::segment::Origin;
use crate::html::{TagName, tag};
use crate::known::Topics;
use crate::lexicon::{Folded, Hit, Lexicon, Outline, TELLING, TellingWords};
use crate::shape::{End, Shape, Sink};

/// The most words of a block that the lexicon is asked about.
const PHRASE_WORDS: u32 = 24;

/// The most words of a block that are compared with other text.
const MOST_WORDS: usize = 4096;

/// A block of at least this many words, in halves, most of them outside links,
/// is running text; and one of at least this many is a paragraph.
const RUNNING: u32 = 36;
const PARAGRAPH: u32 = 12;

/// Of a block nine tenths of whose runs of words stand before it, this much does at
/// least, in 200ths.
const REPEATED: u8 = 180;

/// A block and what is known of it. One that is hidden counts as empty.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub origin: Origin,
    pub shape: Shape,
    /// What the lexicon knows of it.
    pub found: Option<Hit>,
    /// Its element, and the innermost that holds all of it.
    pub element: u32,
    pub inner: u32,
    pub name: TagName,
    pub is_running: bool,
    /// How often it stands on the page.
    pub copies: u8,
    /// The share of it that stands before it and behind it, too.
    pub copied: [u8; 2],
    /// Its likeness to the page's titles, and the share of it that the
    /// description and the article's text for search engines have.
    pub titles: [u8; 3],
    pub described: u8,
    pub published: u8,
    /// Whether nearly all of it may stand before it, too.
    pub is_repeated: bool,
    /// How many of its words tell of something that is no article.
    pub telling: [u32; TELLING.len()],
    /// The running text before and behind it, and the heading before it.
    pub before: Option<u32>,
    pub behind: Option<u32>,
    pub heading: Option<u32>,
}

impl Piece {
    /// Words, in halves.
    pub(super) fn halves(&self) -> u32 {
        self.shape.halves
    }
}

/// The blocks of a stretch of a page.
#[derive(Debug)]
pub(super) struct Pieces {
    pub list: Vec<Piece>,
    pub elements: Elements,
    /// The words that say what each block is about.
    pub topics: Topics,
    /// Words up to each block, in halves; and blocks of running text.
    pub halves: Vec<u32>,
    pub running: Vec<u32>,
    /// Headings of the first level up to each block.
    pub titles: Vec<u32>,
    /// The block that is likeliest the headline.
    pub headline: Option<u32>,
    /// The first and last running text of the page, and of the element that is
    /// likeliest the article's.
    pub first: Option<u32>,
    pub last: Option<u32>,
    pub top_first: Option<u32>,
    pub top_last: Option<u32>,
}

impl Pieces {
    /// Describes the blocks of a stretch.
    pub(super) fn of(
        describer: &mut Describer<'_>,
        stretch: Range<usize>,
        lexicon: &Lexicon,
    ) -> Pieces {
        let Describer {
            tree,
            segments,
            facts,
            nodes,
            unveiled,
        } = describer;
        let mut index = Index::new(tree, nodes, stretch.len());
        let (mut words, mut folded) = (Words::default(), Folded::default());
        let mut list = Vec::with_capacity(stretch.len());
        let blocks = &segments.blocks[stretch.clone()];
        words.reserve(blocks);
        for (block, origin) in blocks.iter().zip(&segments.origins[stretch]) {
            let (mut origin, mut text) = (*origin, block.slice(&segments.text));
            if block.role == Role::Hidden && !*unveiled {
                (origin.letters, origin.linked, origin.bold, text) = (0, 0, 0, "");
            }
            let shape = words.read(text);
            let own = words.last();
            let (element, inner) = index.add(&origin);
            let is_short = shape.halves <= 2 * PHRASE_WORDS;
            let found = is_short
                .then(|| lexicon.look_up(text, &words.outline, shape.has_signs(), &mut folded))
                .flatten();
            list.push(Piece {
                origin,
                shape,
                found,
                element,
                inner,
                name: tree.node(origin.element).html_name(),
                is_running: shape.halves >= RUNNING && origin.linked * 5 < origin.letters * 2,
                copies: 0,
                copied: [0; 2],
                is_repeated: own.len() == MOST_WORDS,
                titles: facts.title_likeness(own),
                described: facts.description.coverage(own),
                published: facts.article.coverage(own),
                telling: TellingWords::shared().count(own),
                before: None,
                behind: None,
                heading: None,
            });
        }
        let loads: Vec<(u32, Load)> = list
            .iter()
            .map(|piece| (piece.element, load(piece)))
            .collect();
        let elements = index.finish(&loads);
        for (piece, copied) in list.iter_mut().zip(copied(words.by_block())) {
            piece.copied = copied;
            piece.is_repeated |= copied[0] >= REPEATED;
        }
        let mut pieces = Pieces {
            list,
            elements,
            topics: words.topics,
            halves: column(blocks.len()),
            running: column(blocks.len()),
            titles: column(blocks.len()),
            headline: None,
            first: None,
            last: None,
            top_first: None,
            top_last: None,
        };
        pieces.count_copies();
        pieces.sum();
        pieces.find_neighbours();
        pieces.find_headline();
        pieces
    }

    /// How many blocks there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The block some steps away.
    pub(super) fn beside(&self, index: usize, step: isize) -> Option<&Piece> {
        self.list.get(index.checked_add_signed(step)?)
    }

    fn count_copies(&mut self) {
        let mut counts: FxHashMap<u64, u8> = FxHashMap::default();
        counts.reserve(self.len());
        let key = |piece: &Piece| u64::from(piece.shape.key) << 32 | u64::from(piece.halves());
        for piece in &self.list {
            let count = counts.entry(key(piece)).or_insert(0);
            *count = count.saturating_add(1);
        }
        for piece in &mut self.list {
            piece.copies = counts[&key(piece)];
        }
    }

    fn sum(&mut self) {
        let (mut halves, mut running, mut titles) = (0, 0, 0);
        for piece in &self.list {
            halves += piece.halves();
            running += u32::from(piece.is_running);
            titles += u32::from(piece.name == tag::H1);
            self.titles.push(titles);
            self.halves.push(halves);
            self.running.push(running);
        }
    }

    fn find_neighbours(&mut self) {
        let (mut before, mut heading, mut behind) = (None, None, None);
        for index in 0..self.len() {
            let in_top = self.elements.get(self.list[index].element).in_top;
            let piece = &mut self.list[index];
            (piece.before, piece.heading) = (before, heading);
            if is_heading(piece.name) {
                heading = Some(index as u32);
            }
            if piece.is_running {
                before = Some(index as u32);
                self.first = self.first.or(before);
                self.last = before;
                if in_top {
                    self.top_first = self.top_first.or(before);
                    self.top_last = before;
                }
            }
        }
        for (index, piece) in self.list.iter_mut().enumerate().rev() {
            piece.behind = behind;
            if piece.is_running {
                behind = Some(index as u32);
            }
        }
    }

    /// The block that is likest to a title, in a heading by preference.
    fn find_headline(&mut self) {
        let mut best = 1;
        for (index, piece) in self.list.iter().enumerate() {
            let likeness = piece.titles.iter().copied().max().map_or(0, i32::from);
            let heading = match piece.name {
                tag::H1 => 120,
                tag::H2 => 50,
                tag::H3 => 20,
                _ => 0,
            };
            let linked = if piece.origin.linked * 2 > piece.origin.letters {
                50
            } else {
                0
            };
            let merit = likeness + heading - linked;
            if (likeness >= 70 || piece.name == tag::H1) && merit > best {
                best = merit + 1;
                self.headline = Some(index as u32);
            }
        }
    }
}

/// A column of sums up to each block, nothing added yet.
fn column(blocks: usize) -> Vec<u32> {
    let mut column = Vec::with_capacity(blocks + 1);
    column.push(0);
    column
}

fn load(piece: &Piece) -> Load {
    let counts = piece.is_running && !matches!(piece.name, tag::LI | tag::FIGCAPTION);
    let clear = piece.origin.letters - piece.origin.linked.min(piece.origin.letters);
    let words = piece.halves() / 2;
    let gain = 100 + 50 * piece.shape.commas.min(30) + 5 * words.min(60);
    let merit = u64::from(gain) * u64::from(clear) / u64::from(piece.origin.letters.max(1));
    Load {
        letters: piece.origin.letters,
        linked: piece.origin.linked.min(piece.origin.letters),
        running: piece.is_running,
        paragraph: piece.name == tag::P && piece.halves() >= PARAGRAPH,
        merit: if counts { merit as u32 } else { 0 },
    }
}

/// The words of the blocks, one block after the other.
#[derive(Debug, Default)]
struct Words {
    words: Vec<u32>,
    ends: Vec<usize>,
    topics: Topics,
    /// Where the words of the last block begin.
    first: usize,
    /// The outline of the last block.
    outline: Outline,
}

/// A word of this many letters, or of one in a script without spaces, says what
/// a text is about.
const LONG_WORD: usize = 5;

impl Sink for Words {
    #[inline(always)]
    fn word(&mut self, hash: u32, letters: usize, key: impl FnOnce() -> u32) {
        if self.outline.is_open() {
            self.outline.push(key());
        }
        if self.words.len() - self.first < MOST_WORDS {
            self.words.push(hash);
            if letters == 1 || letters >= LONG_WORD {
                let slot = (hash as usize % Topics::SLOTS) as u16;
                self.topics.words.push(slot);
            }
        }
    }

    fn aside(&mut self, text: &str) {
        self.outline.add(text);
    }
}

impl Words {
    /// Makes room for the words of some blocks.
    fn reserve(&mut self, blocks: &[BlockRecord]) {
        let bytes: usize = blocks.iter().map(|block| block.size() as usize).sum();
        self.words.reserve(bytes / BYTES_A_WORD);
        self.topics.words.reserve(bytes / BYTES_A_WORD);
        self.ends.reserve(blocks.len());
        self.topics.ends.reserve(blocks.len());
    }

    /// Reads a block: its words are noted, its outline drawn, its shape given
    /// back.
    fn read(&mut self, text: &str) -> Shape {
        self.first = self.words.len();
        self.outline.clear();
        let shape = Shape::of(text, 0..text.len(), self);
        if shape.hides {
            self.outline.doubt();
        }
        self.ends.push(self.words.len());
        self.topics.ends.push(self.topics.words.len());
        shape
    }

    /// The words of the last block.
    fn last(&self) -> &[u32] {
        &self.words[self.first..]
    }

    fn by_block(&self) -> impl Iterator<Item = &[u32]> + Clone {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, &end)| &self.words[start..end])
    }
}

/// How sure the end of a block is a sentence's, from 0 to 10.
pub(super) fn end_rank(end: End) -> u8 {
    match end {
        End::Sentence => 10,
        End::Quoted => 9,
        End::Ellipsis => 7,
        End::Close => 6,
        End::Colon => 4,
        End::Comma => 3,
        End::Letter => 2,
        End::Digit => 1,
        End::Other => 0,
    }
}
