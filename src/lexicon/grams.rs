//! The learned part of the vocabulary: what each word and each pair of words
//! says for content or for chrome, by hash, in any language.
//!
//! `data/grams.i8` is written by `training/`; a byte a hash, signed, in
//! hundredths of a nat. Words that share a hash share its points.

/// How many hashes there are.
const SLOTS: usize = 1 << 16;

/// The points of each hash.
static POINTS: &[u8; SLOTS] = include_bytes!("data/grams.i8");

/// At most this many words of a block are looked at.
const MOST: usize = 32;

/// What stands before a block's first word, and behind its last.
const START: u32 = 0x5354_4152;
const END: u32 = 0x454E_4421;

/// What the words of a text say, a block after the other.
#[derive(Debug)]
pub(crate) struct Grams {
    /// The sum of the points of the words and pairs of the block that is being read.
    sum: i32,
    last: u32,
    words: usize,
}

impl Default for Grams {
    fn default() -> Grams {
        Grams {
            sum: 0,
            last: START,
            words: 0,
        }
    }
}

impl Grams {
    /// Reads the next word of a block, by its hash.
    #[inline]
    pub(crate) fn word(&mut self, hash: u32) {
        if self.words < MOST {
            self.sum += points(slot(hash, 0)) + points(slot(hash, self.last));
            self.words += 1;
        }
        self.last = hash;
    }

    /// Ends the block: what its words say together, 128 for nothing, in 25ths
    /// of a nat.
    ///
    /// The sum is divided by the root of how many there are: many words that
    /// agree say more than one, but not as many times more.
    pub(crate) fn end(&mut self) -> u8 {
        let sum = self.sum + points(slot(END, self.last));
        let root = ROOTS[self.words.min(MOST)];
        *self = Grams::default();
        (((sum * root) >> 12).clamp(-127, 127) + 128) as u8
    }
}

/// The root of 2²⁰ shared by as many hashes as a block of so many words has.
const ROOTS: [i32; MOST + 1] = {
    let mut roots = [0; MOST + 1];
    let mut words = 0;
    while words <= MOST {
        roots[words] = ((1_u32 << 20) / (2 * words as u32 + 1)).isqrt() as i32;
        words += 1;
    }
    roots
};

/// The hashes of the words and pairs of a block, by its words' hashes.
#[cfg(any(test, feature = "internals"))]
pub(crate) fn slots(words: &[u32]) -> Vec<u16> {
    let before = || std::iter::once(&START).chain(words);
    let pairs = words.iter().zip(before()).take(MOST);
    let mut slots: Vec<u16> = pairs
        .flat_map(|(&word, &before)| [slot(word, 0), slot(word, before)])
        .collect();
    slots.push(slot(END, before().last().copied().unwrap_or(START)));
    slots
}

#[inline]
fn points(slot: u16) -> i32 {
    i32::from(POINTS[usize::from(slot)] as i8)
}

/// The slot of a word behind another.
#[inline]
fn slot(word: u32, before: u32) -> u16 {
    let mixed = (u64::from(word) << 32 | u64::from(before)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed ^ mixed >> 29).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 48) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_words_say_next_to_nothing_and_a_block_leaves_nothing_to_the_next() {
        let mut grams = Grams::default();
        let nothing = grams.end();
        (1..100).for_each(|word| grams.word(word));
        grams.end();
        assert_eq!(grams.end(), nothing);
    }

    #[test]
    fn the_order_of_words_matters_and_words_beyond_the_most_do_not() {
        assert_ne!(slots(&[1, 2]), slots(&[2, 1]));
        let many: Vec<u32> = (0..100).collect();
        let (all, most) = (slots(&many), slots(&many[..MOST]));
        assert_eq!(all[..2 * MOST], most[..2 * MOST]);
    }

    #[test]
    fn a_block_says_what_its_hashes_do() {
        for words in [&[][..], &[5], &[5, 7, 9], &[3; 40]] {
            let mut grams = Grams::default();
            words.iter().for_each(|&word| grams.word(word));
            let hashes = slots(words);
            let sum: i32 = hashes.iter().copied().map(points).sum();
            let root = ((1_u32 << 20) / hashes.len() as u32).isqrt() as i32;
            assert_eq!(
                grams.end(),
                (((sum * root) >> 12).clamp(-127, 127) + 128) as u8
            );
        }
    }
}
