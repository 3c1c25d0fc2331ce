//! The words of blocks, and how many of them the prose of their stretch has too.

use std::ops::Range;

use super::scale::share;
use crate::known::Topics;
use crate::lexicon::{Grams, LONGEST, Outline};
use crate::shape::{Shape, Sink};

/// The slots that the document's words are counted in, by hash.
const SLOTS: usize = Topics::SLOTS;

/// A word: its slot, and whether it is short enough to hold sentences together
/// or long enough to say what they are about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word(u16);

impl Word {
    const SHORT: u16 = SLOTS as u16;
    const LONG: u16 = 2 * SLOTS as u16;

    /// What the lengths of words say, up to one more than [`SHORT_WORD`].
    const LENGTHS: [u16; SHORT_WORD + 2] = {
        let mut lengths = [Word::SHORT; SHORT_WORD + 2];
        lengths[1] |= Word::LONG;
        lengths[SHORT_WORD + 1] = Word::LONG;
        lengths
    };

    #[inline(always)]
    fn new(hash: u32, letters: usize) -> Word {
        let slot = Topics::slot(hash);
        Word(slot | Word::LENGTHS[letters.min(SHORT_WORD + 1)])
    }

    #[inline]
    pub(super) fn slot(self) -> usize {
        usize::from(self.0) % SLOTS
    }

    #[inline]
    pub(super) fn is_short(self) -> bool {
        self.0 & Word::SHORT != 0
    }

    #[inline]
    pub(super) fn is_long(self) -> bool {
        self.0 & Word::LONG != 0
    }
}

/// A word of at most this many letters can be one that holds sentences
/// together.
const SHORT_WORD: usize = 4;

/// The most words of a block that are looked at.
const MOST_WORDS: usize = 4096;

/// Reads one text after the other, and keeps the words of all.
#[derive(Debug)]
pub(super) struct Reader {
    words: Vec<Word>,
    grams: Grams,
    outline: Outline,
}

/// What was read of one text.
pub(super) struct Read {
    pub shape: Shape,
    /// What its words say together.
    pub said: u8,
    /// Where its words stand among all.
    pub words: Range<usize>,
}

impl Sink for Reader {
    #[inline(always)]
    fn word(&mut self, hash: u32, letters: usize, key: impl FnOnce() -> u32) {
        self.grams.word(hash);
        if self.outline.is_open() {
            self.outline.push(key());
        }
        self.words.push(Word::new(hash, letters));
    }

    fn aside(&mut self, text: &str) {
        self.outline.add(text);
    }
}

impl Reader {
    /// A reader with room for so many words.
    pub(super) fn new(words: usize) -> Reader {
        Reader {
            words: Vec::with_capacity(words),
            grams: Grams::default(),
            outline: Outline::default(),
        }
    }

    /// Reads a part of a text.
    #[inline(never)]
    pub(super) fn read(&mut self, text: &str, range: Range<usize>) -> Read {
        let start = self.words.len();
        self.outline.clear();
        if range.len() > LONGEST {
            self.outline.doubt();
        }
        let shape = Shape::of(text, range, self);
        if shape.hides {
            self.outline.doubt();
        }
        self.words.truncate(start + MOST_WORDS);
        Read {
            shape,
            said: self.grams.end(),
            words: start..self.words.len(),
        }
    }

    /// The words of all that was read.
    pub(super) fn into_words(self) -> Vec<Word> {
        self.words
    }

    /// The outline of what was read last; none, if it is too long for a phrase.
    pub(super) fn outline(&self) -> &Outline {
        &self.outline
    }
}

/// How often each word stands in the stretch's prose.
pub(super) struct Counts {
    slots: Box<[u16; SLOTS]>,
    total: u32,
}

impl Counts {
    pub(super) fn new() -> Counts {
        Counts {
            slots: Box::new([0; SLOTS]),
            total: 0,
        }
    }

    /// Counts the words of so many blocks of prose that have the same ones.
    pub(super) fn add(&mut self, words: &[Word], blocks: u32) {
        let times = blocks.min(u32::from(u16::MAX)) as u16;
        for word in words {
            let slot = &mut self.slots[word.slot()];
            *slot = slot.saturating_add(times);
        }
        self.total += words.len() as u32 * blocks;
    }

    /// Of a block's longer words, the share that the prose elsewhere has too;
    /// of all its words, the share that are short and frequent there. In
    /// tenths; 11 where there is no such word. `counted` says whether the block's
    /// own were counted; the longer words' slots go to `topics`.
    pub(super) fn shares(&self, words: &[Word], counted: bool, topics: &mut Vec<u16>) -> (u8, u8) {
        // From this count on, a short word holds sentences together.
        let often = (self.total / 150).clamp(3, u32::from(u16::MAX)) as u16;
        let own = u16::from(counted);
        let (mut shared, mut frequent) = (0_u32, 0_u32);
        let others = topics.len();
        for word in words {
            let count = self.slots[word.slot()];
            frequent += u32::from(word.is_short() && count >= often);
            if word.is_long() {
                topics.push(word.slot() as u16);
                shared += u32::from(count > own);
            }
        }
        let long = topics.len() - others;
        (
            share(shared as f32, long as f32, 10),
            share(frequent as f32, words.len() as f32, 10),
        )
    }
}
