//! What the words of class and id attributes say of an element.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The words, by group.
const WORDS: &str = include_str!("classes.tsv");

/// The longest word, in letters, that is looked up whole.
const LONGEST: usize = 24;

/// Groups of words as bits: bit `n` for the `n`th of [`ClassWords::names`].
pub(crate) type Groups = u32;

/// The words that class and id attributes are made of.
#[derive(Debug)]
pub(crate) struct ClassWords {
    names: Vec<&'static str>,
    groups: FxHashMap<u32, Groups>,
}

/// What one attribute's value says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClassValue {
    /// The groups of its words.
    pub groups: Groups,
    /// A hash of its words: equal for `post-12 odd` and `post-7 odd`.
    pub hash: u32,
}

impl ClassWords {
    /// The built-in words.
    pub(crate) fn shared() -> &'static ClassWords {
        static SHARED: LazyLock<ClassWords> = LazyLock::new(|| ClassWords::of(WORDS));
        &SHARED
    }

    fn of(table: &'static str) -> ClassWords {
        let mut words = ClassWords {
            names: Vec::new(),
            groups: FxHashMap::default(),
        };
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        for (name, group) in lines.filter_map(|line| line.split_once('\t')) {
            let bit = 1 << words.names.len();
            words.names.push(name);
            for word in group.split(' ') {
                each_word(word, |hash| *words.groups.entry(hash).or_insert(0) |= bit);
            }
        }
        words
    }

    /// The names of the groups.
    pub(crate) fn names(&self) -> &[&'static str] {
        &self.names
    }

    /// Reads the value of a class or id attribute.
    pub(crate) fn read(&self, value: &str) -> ClassValue {
        let mut read = ClassValue::default();
        each_word(value, |word| {
            read.groups |= self.groups.get(&word).copied().unwrap_or(0);
            read.hash = (read.hash.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B1);
        });
        read
    }
}

/// Gives the hash of each word of at least two letters: letters are a word up
/// to what is none, and up to a capital behind a small letter.
fn each_word(value: &str, mut word: impl FnMut(u32)) {
    const START: u32 = 0x811C_9DC5;
    let (mut hash, mut letters, mut after_small) = (START, 0, false);
    for &byte in value.as_bytes().iter().chain(b" ") {
        let is_letter = byte.is_ascii_alphabetic();
        if !is_letter || (after_small && byte.is_ascii_uppercase()) {
            if letters >= 2 {
                word(hash);
            }
            (hash, letters) = (START, 0);
        }
        if is_letter && letters < LONGEST {
            hash = (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
            letters += 1;
        }
        after_small = byte.is_ascii_lowercase();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(value: &str) -> Vec<&'static str> {
        let words = ClassWords::shared();
        let found = words.read(value).groups;
        let named = words.names().iter().enumerate();
        named
            .filter(|(bit, _)| found >> bit & 1 == 1)
            .map(|(_, name)| *name)
            .collect()
    }

    #[test]
    fn words_are_found_however_they_are_joined() {
        for value in ["site-footer", "siteFooter", "site_footer2", "x FOOTER"] {
            assert_eq!(groups(value), ["footer"], "{value}");
        }
        assert_eq!(
            groups("storyBody relatedLinks"),
            ["article", "content", "related"]
        );
        assert_eq!(groups("subfooterless a b 12"), [""; 0]);
    }

    #[test]
    fn numbers_do_not_tell_siblings_apart() {
        let words = ClassWords::shared();
        assert_eq!(words.read("post-12 odd"), words.read("post-7 odd"));
        assert_ne!(words.read("post odd").hash, words.read("post even").hash);
    }

    #[test]
    fn every_group_has_a_bit() {
        assert!(ClassWords::shared().names().len() <= 32);
    }
}
