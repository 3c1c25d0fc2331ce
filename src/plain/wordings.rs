//! What the blocks of a stretch say, each different text once: much chrome stands
//! on a page, and on every page of a site, again and again.

use std::ops::Range;

use super::scale::{count, log, share};
use super::words::{Counts, Read, Reader, Word};
use crate::document::{BlockRecord, Role};
use crate::known::Topics;
use crate::lexicon::{Extent, Folded, Hit, Lexicon};
use crate::shape::{End, Shape};
use crate::word;

/// The most words of a block that the lexicon is asked about.
const PHRASE_WORDS: f32 = 24.0;

/// There is room for a word every so many bytes, before more is needed.
const BYTES_A_WORD: usize = 6;

/// What one text says that blocks have.
#[derive(Debug)]
pub(super) struct Wording {
    /// Where it stands first.
    range: Range<usize>,
    pub shape: Shape,
    /// The lexicon's word on it.
    pub found: Option<Hit>,
    /// Whether it reads like prose by its shape alone.
    pub is_prose: bool,
    /// What its words say together.
    pub said: u8,
    words: Range<usize>,
    /// How many blocks have it, and how many have it but for case and
    /// punctuation.
    blocks: u32,
    copies: u8,
    /// Words that the stretch's prose has too, and that are frequent in it, in
    /// tenths.
    overlap: u8,
    frequent: u8,
}

/// The wordings of a stretch of blocks.
#[derive(Debug)]
pub(super) struct Wordings {
    pub list: Vec<Wording>,
    /// The wording of each block.
    pub of: Vec<u32>,
    /// The longer words of each wording, by hash.
    pub topics: Topics,
}

impl Wordings {
    /// Reads the blocks of a text.
    pub(super) fn of(text: &str, blocks: &[BlockRecord], lexicon: &Lexicon) -> Wordings {
        let bytes: usize = blocks.iter().map(|block| block.size() as usize).sum();
        let mut wordings = Wordings {
            list: Vec::with_capacity(blocks.len()),
            of: Vec::with_capacity(blocks.len()),
            topics: Topics::default(),
        };
        let mut known = Places::new(blocks.len());
        let mut reader = Reader::new(bytes / BYTES_A_WORD);
        let mut folded = Folded::default();
        for block in blocks {
            let piece = block.slice(text);
            let next = wordings.list.len() as u32;
            let is_that = |place: u32| {
                let range = wordings.list[place as usize].range.clone();
                text[range] == *piece
            };
            let place = known.find(word::hash_of(piece.as_bytes()), next, is_that);
            if place == next {
                wordings.read(text, block.range(), lexicon, &mut reader, &mut folded);
            }
            wordings.list[place as usize].blocks += 1;
            wordings.of.push(place);
        }
        wordings.count_words(&reader.into_words());
        wordings.count_copies();
        wordings
    }

    /// Reads a new one.
    fn read(
        &mut self,
        text: &str,
        range: Range<usize>,
        lexicon: &Lexicon,
        reader: &mut Reader,
        folded: &mut Folded,
    ) {
        let Read { shape, said, words } = reader.read(text, range.clone());
        let found = (shape.words() <= PHRASE_WORDS)
            .then(|| {
                let piece = &text[range.clone()];
                lexicon.look_up(piece, reader.outline(), shape.has_signs(), folded)
            })
            .flatten();
        self.list.push(Wording {
            range,
            is_prose: is_prose(&shape),
            shape,
            found,
            said,
            words,
            blocks: 0,
            copies: 0,
            overlap: 0,
            frequent: 0,
        });
    }

    fn count_words(&mut self, words: &[Word]) {
        let mut counts = Counts::new();
        for wording in self.list.iter().filter(|wording| wording.is_prose) {
            counts.add(&words[wording.words.clone()], wording.blocks);
        }
        let Topics { words: long, ends } = &mut self.topics;
        long.reserve(words.len() / 2);
        ends.reserve(self.list.len());
        for wording in &mut self.list {
            let words = &words[wording.words.clone()];
            (wording.overlap, wording.frequent) = counts.shares(words, wording.is_prose, long);
            ends.push(long.len());
        }
    }

    fn count_copies(&mut self) {
        let keys = self.list.iter().map(|wording| u64::from(wording.shape.key));
        let mut keyed: Vec<u64> = keys.zip(0_u64..).map(|(key, at)| key << 32 | at).collect();
        // Sorted, not hashed: no text can make that slow.
        keyed.sort_unstable();
        for same in keyed.chunk_by(|one, other| one >> 32 == other >> 32) {
            let places = || same.iter().map(|keyed| (keyed & 0xFFFF_FFFF) as usize);
            let copies: u32 = places().map(|place| self.list[place].blocks).sum();
            places().for_each(|place| self.list[place].copies = count(copies, u8::MAX));
        }
    }

    /// The wording of a block.
    #[inline]
    pub(super) fn block(&self, index: usize) -> &Wording {
        &self.list[self.of[index] as usize]
    }
}

/// Whether a block reads like prose by its shape alone.
fn is_prose(shape: &Shape) -> bool {
    let words = shape.words();
    let ends = matches!(shape.end, End::Sentence | End::Quoted | End::Ellipsis);
    (words >= 25.0 || (words >= 10.0 && ends)) && shape.linked < 3 * shape.word_chars / 2
}

/// Which wording has which hash.
struct Places {
    /// A power of two of slots: the upper half of a hash, and the number of its
    /// wording and one.
    slots: Vec<u64>,
}

/// How many slots are looked at: no text can make the look-ups slow, but it may be
/// read more than once.
const PROBES: usize = 8;

impl Places {
    fn new(blocks: usize) -> Places {
        Places {
            slots: vec![0; (2 * blocks).next_power_of_two()],
        }
    }

    /// The wording of this hash that `is_that`; `next`, which is noted, if there
    /// is none.
    #[inline]
    fn find(&mut self, hash: u64, next: u32, is_that: impl Fn(u32) -> bool) -> u32 {
        let most = self.slots.len() - 1;
        for probe in 0..PROBES {
            let slot = &mut self.slots[(hash as usize).wrapping_add(probe) & most];
            if *slot == 0 {
                *slot = hash >> 32 << 32 | u64::from(next + 1);
                return next;
            }
            let place = *slot as u32 - 1;
            if *slot >> 32 == hash >> 32 && is_that(place) {
                return place;
            }
        }
        next
    }
}

/// The lexicon's word: 0 for none, else the kind, one scale for parts and one
/// for the rest.
fn kind(found: Option<Hit>) -> u8 {
    match found {
        None => 0,
        Some(hit) if hit.extent == Extent::Part => 1,
        Some(hit) => 2 + (hit.role as u8 - Role::Navigation as u8),
    }
}

/// The places of the features that the neighbours of a block are told.
pub(super) const LENGTH: usize = 0;
pub(super) const END: usize = 2;
pub(super) const KIND: usize = 18;

macro_rules! features {
    (|$wording:ident, $shape:ident| $($name:ident: $words:literal = $value:expr;)*) => {
        /// The features' names, in the order of a row.
        pub(super) const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// What each feature is, in words.
        pub(super) const WORDS: &[&str] = &[$($words),*];

        impl Wording {
            /// The features that all blocks of this wording have.
            pub(super) fn row(&self) -> [u8; NAMES.len()] {
                let ($wording, $shape) = (self, &self.shape);
                [$($value),*]
            }
        }
    };
}

features! { |wording, shape|
    words: "its length" = log(shape.words());
    word_length: "the length of its words" = (shape.word_chars as f32 / shape.words().max(0.5)).min(15.0) as u8;
    end: "how it ends" = shape.end as u8;
    start: "how it begins" = shape.start as u8;
    commas: "its commas" = share(shape.commas as f32, shape.words(), 30).min(8);
    sentences: "its sentences" = count(shape.sentences, 6);
    digits: "its numbers" = share(shape.digits as f32, shape.word_chars as f32, 10);
    capitals: "its capitals" = share(shape.capitals as f32, shape.cased as f32, 10);
    titled: "its capitalised words" = share(shape.titled as f32, shape.words(), 10);
    shouted: "its words in capitals" = count(shape.shouted, 4);
    short: "its short words" = share(shape.short as f32, shape.words(), 10);
    symbols: "its symbols" = share(shape.symbols as f32, shape.words(), 10);
    bullets: "bars and bullets in it" = count(shape.bullets, 6);
    quotes: "quotation marks" = count(shape.quotes, 4);
    glued: "words run together" = count(shape.glued, 4);
    linked: "its links" = share(shape.linked as f32, (shape.linked + shape.word_chars) as f32, 10);
    sign: "signs that prose seldom has" = shape.sign as u8;
    unspaced: "its script" = share(shape.unspaced as f32, shape.word_chars as f32, 4);
    lexicon: "a phrase of the lexicon" = kind(wording.found);
    extent: "how much of it a phrase is" = wording.found.map_or(0, |hit| 1 + hit.extent as u8);
    copies: "copies of it" = wording.copies.min(5);
    overlap: "words that the prose has too" = wording.overlap;
    frequent: "the prose's commonest words" = wording.frequent;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::segment;

    fn wordings(text: &str) -> Wordings {
        let lexicon = Lexicon::shared();
        Wordings::of(text, &segment(text, lexicon), lexicon)
    }

    #[test]
    fn the_places_of_features_are_those_of_their_names() {
        assert_eq!(
            [LENGTH, END, KIND].map(|at| NAMES[at]),
            ["words", "end", "lexicon"]
        );
    }

    #[test]
    fn a_text_is_read_once_and_counts_as_often_as_it_stands() {
        let read = wordings("Home\nNews\nHome\nHOME!\n");
        assert_eq!(read.of, [0, 1, 0, 2]);
        let copies = read.list.iter().map(|wording| wording.copies);
        assert_eq!(copies.collect::<Vec<_>>(), [3, 1, 3]);
    }

    #[test]
    fn texts_of_one_hash_are_told_apart_as_far_as_it_is_looked() {
        let mut places = Places::new(32);
        let found: Vec<u32> = (0..20)
            .map(|next| places.find(7, next, |_| false))
            .collect();
        assert_eq!(found, (0..20).collect::<Vec<_>>());
        assert_eq!(places.find(7, 99, |place| place == 5), 5);
        assert_eq!(places.find(7, 99, |place| place == 15), 99);
    }
}
