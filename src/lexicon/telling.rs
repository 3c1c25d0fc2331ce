//! Words that tell what a text of some length is about.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::shape::Shape;

/// The words, by group.
const WORDS: &str = include_str!("telling.tsv");

/// The groups of [`WORDS`].
pub(crate) const TELLING: [&str; 5] = ["consent", "signup", "support", "shop", "legal"];

/// The words, by their hashes.
#[derive(Debug)]
pub(crate) struct TellingWords {
    groups: FxHashMap<u32, usize>,
    /// A bit for each hash, to end most look-ups at.
    bits: [u64; 64],
}

impl TellingWords {
    /// The built-in words.
    pub(crate) fn shared() -> &'static TellingWords {
        static SHARED: LazyLock<TellingWords> = LazyLock::new(TellingWords::built_in);
        &SHARED
    }

    fn built_in() -> TellingWords {
        let mut words = TellingWords {
            groups: FxHashMap::default(),
            bits: [0; 64],
        };
        let lines = WORDS.lines().filter_map(|line| line.split_once('\t'));
        for (name, group) in lines {
            if let Some(place) = TELLING.iter().position(|telling| *telling == name) {
                Shape::of(group, 0..group.len(), &mut |hash, _| {
                    words.groups.insert(hash, place);
                    words.bits[(hash >> 26) as usize] |= 1 << (hash >> 20 & 63);
                });
            }
        }
        words
    }

    /// How many of some words, given by their hashes, are in each group.
    pub(crate) fn count(&self, words: &[u32]) -> [u32; TELLING.len()] {
        let mut counts = [0; TELLING.len()];
        for hash in words {
            let known = self.bits[(hash >> 26) as usize] >> (hash >> 20 & 63) & 1 == 1;
            if known && let Some(&group) = self.groups.get(hash) {
                counts[group] += 1;
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_by_group_whatever_their_case() {
        let mut words = Vec::new();
        let text = "We use cookies. Cookies and partners; see our Terms.";
        Shape::of(text, 0..text.len(), &mut |hash, _| words.push(hash));
        assert_eq!(TellingWords::shared().count(&words), [3, 0, 0, 0, 1]);
    }

    #[test]
    fn every_group_of_the_table_has_a_name() {
        let names = WORDS
            .lines()
            .skip(1)
            .filter_map(|line| line.split('\t').next());
        assert!(names.eq(TELLING));
    }
}
