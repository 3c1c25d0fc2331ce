//! Words as hashes, and sets of runs of words.

use crate::shape::Shape;

/// About how many bytes a word has.
pub(super) const BYTES_A_WORD: usize = 5;

/// The hashes of a text's words, case aside.
pub(super) fn words(text: &str) -> Vec<u32> {
    let mut words = Vec::with_capacity(text.len() / BYTES_A_WORD);
    Shape::of(text, 0..text.len(), &mut |hash, _| words.push(hash));
    words
}

/// A hash of a run of words.
#[inline]
pub(super) fn run(words: &[u32]) -> u32 {
    words.iter().fold(0, |hash: u32, word| {
        (hash.rotate_left(7) ^ word).wrapping_mul(0x9E37_79B1)
    })
}

/// The runs of three words of a text; it may claim one that it does not have.
#[derive(Debug, Default)]
pub(super) struct Grams(Vec<u64>);

impl Grams {
    /// Adds the runs of a text.
    pub(super) fn add(&mut self, words: &[u32]) {
        if words.len() >= 3 {
            self.0.resize(1 << 10, 0);
        }
        for gram in words.windows(3).map(run) {
            self.0[(gram >> 22) as usize] |= 1 << (gram >> 16 & 63);
        }
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The share of the runs of `words` that are in the set, in 200ths; 255
    /// where there is nothing to compare.
    pub(super) fn coverage(&self, words: &[u32]) -> u8 {
        if self.is_empty() || words.len() < 3 {
            return 255;
        }
        let holds = |gram: u32| self.0[(gram >> 22) as usize] >> (gram >> 16 & 63) & 1 == 1;
        let found = words.windows(3).filter(|gram| holds(run(gram))).count();
        (found * 200 / (words.len() - 2)) as u8
    }
}

/// How many slots are looked at for a run. A table that is half empty needs far
/// fewer; a page whose runs were chosen to meet in one place gets a wrong answer
/// instead of a slow one.
const MOST_PROBES: usize = 256;

/// For each block the share of its runs of four words that blocks before it
/// have, too, and that blocks behind it have, in 200ths.
pub(super) fn copied<'w>(blocks: impl Iterator<Item = &'w [u32]> + Clone) -> Vec<[u8; 2]> {
    let runs: usize = blocks
        .clone()
        .map(|words| words.len().saturating_sub(3))
        .sum();
    let size = (2 * runs + 1).next_power_of_two();
    // The run, and the first and the last block that have it, counted from 1.
    let mut slots = vec![(0_u32, 0_u32, 0_u32); size];
    let mut places = Vec::with_capacity(runs);
    for (block, words) in (1..).zip(blocks.clone()) {
        for hash in words.windows(4).map(run) {
            let mut at = hash as usize & (size - 1);
            for _ in 0..MOST_PROBES {
                if slots[at].1 == 0 || slots[at].0 == hash {
                    break;
                }
                at = (at + 1) & (size - 1);
            }
            let first = if slots[at].1 == 0 { block } else { slots[at].1 };
            slots[at] = (hash, first, block);
            places.push(at);
        }
    }
    let mut places = places.into_iter();
    let shares = (1..).zip(blocks).map(|(block, words)| {
        let (mut before, mut behind) = (0, 0);
        let runs = words.len().saturating_sub(3);
        for at in places.by_ref().take(runs) {
            let (_, first, last) = slots[at];
            before += usize::from(first < block);
            behind += usize::from(last > block);
        }
        [before, behind].map(|part| (part * 200 / runs.max(1)) as u8)
    });
    shares.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coverage_is_the_share_of_runs_that_both_have() {
        let mut grams = Grams::default();
        assert_eq!(grams.coverage(&words("a b c d")), 255);
        grams.add(&words("Snow ploughs worked through the night"));
        assert_eq!(grams.coverage(&words("ploughs worked through")), 200);
        assert_eq!(grams.coverage(&words("worked through the day")), 100);
        assert_eq!(grams.coverage(&words("two words")), 255);
    }

    #[test]
    fn copies_are_seen_from_both_sides() {
        let texts = ["one two three four five", "six", "zero one two three four"].map(words);
        let found = copied(texts.iter().map(Vec::as_slice));
        assert_eq!(found, [[0, 100], [0, 0], [100, 0]]);
    }
}
