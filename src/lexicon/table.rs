//! All phrases, ready for look-ups: a table that is made when the project is
//! changed, not when the program starts.
//!
//! It stands in `data/phrases.bin`: the sets of hashes of a first look, one
//! behind the other, then the hash of each folded phrase, sorted, then a byte
//! for each, its kind and how it matches. A test makes it anew from the data
//! files and compares.

use std::borrow::Cow;

use super::Match;
use super::bits::Bits;
use super::gate::Gate;
use crate::document::Role;

/// The table of the data files' phrases.
const BUILT_IN: &[u8] = include_bytes!("data/phrases.bin");

/// The sizes of the sets, in bytes.
const SIZES: [usize; 7] = [
    1 << 15,
    1 << 13,
    1 << 13,
    1 << 13,
    1 << 10,
    1 << 13,
    1 << 15,
];

/// What the table knows of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub role: Role,
    pub matches: Match,
}

/// The phrases, by the hash that they have when folded.
#[derive(Debug, PartialEq)]
pub(super) struct Table {
    /// The first look at a text.
    pub gate: Gate,
    /// The hashes of the first words of the phrases that match anywhere.
    pub first_words: Bits,
    /// A bit for each hash of a phrase: most look-ups end here.
    seen: Bits,
    /// The hashes, sorted, in eight bytes each, the lowest first.
    hashes: Cow<'static, [u8]>,
    entries: Cow<'static, [u8]>,
    /// For each value of the highest bits of a hash, how many hashes have less.
    index: Vec<u32>,
}

/// How many of a hash's highest bits the index knows.
const INDEXED: u32 = 12;

impl Table {
    /// The table of the data files' phrases.
    pub(super) fn built_in() -> Table {
        let mut rest = BUILT_IN;
        let sets = SIZES.map(|size| {
            let (set, behind) = rest.split_at_checked(size).unwrap_or_default();
            rest = behind;
            Bits::from_bytes(set)
        });
        let [whole, openings, insides, firsts, endings, first_words, seen] = sets;
        let (hashes, entries) = rest.split_at(rest.len() / 9 * 8);
        Table {
            gate: Gate {
                whole,
                openings,
                insides,
                firsts,
                endings,
            },
            first_words,
            seen,
            hashes: Cow::Borrowed(hashes),
            entries: Cow::Borrowed(entries),
            index: index(hashes),
        }
    }

    /// The phrase of this hash.
    #[inline]
    pub(super) fn get(&self, hash: u64) -> Option<Entry> {
        if self.seen.contains(hash) {
            self.find(hash)
        } else {
            None
        }
    }

    fn find(&self, hash: u64) -> Option<Entry> {
        let (hashes, _) = self.hashes.as_chunks();
        let high = (hash >> (u64::BITS - INDEXED)) as usize;
        let (from, to) = (self.index.get(high)?, self.index.get(high + 1)?);
        let (from, to) = (*from as usize, *to as usize);
        let mut some = hashes.get(from..to)?.iter();
        let place = from + some.position(|&bytes| u64::from_le_bytes(bytes) == hash)?;
        let byte = usize::from(*self.entries.get(place)?);
        Some(Entry {
            role: *Role::ALL.get(byte / MATCHES.len())?,
            matches: MATCHES[byte % MATCHES.len()],
        })
    }
}

/// The index of some sorted hashes.
fn index(hashes: &[u8]) -> Vec<u32> {
    let (hashes, _) = hashes.as_chunks();
    let high = |&bytes: &[u8; 8]| u64::from_le_bytes(bytes) >> (u64::BITS - INDEXED);
    let mut counts = vec![0_u32; (1 << INDEXED) + 1];
    for hash in hashes {
        counts[high(hash) as usize + 1] += 1;
    }
    let mut less = 0;
    counts.iter_mut().for_each(|count| {
        less += *count;
        *count = less;
    });
    counts
}

const MATCHES: [Match; 4] = [Match::Block, Match::End, Match::Lead, Match::Anywhere];

#[cfg(test)]
impl Entry {
    fn byte(self) -> u8 {
        let role = Role::ALL.iter().position(|&role| role == self.role);
        let matches = MATCHES.iter().position(|&matches| matches == self.matches);
        (role.unwrap() * MATCHES.len() + matches.unwrap()) as u8
    }
}

#[cfg(test)]
impl Table {
    /// The table of these phrases.
    pub(super) fn of<'d>(phrases: impl Iterator<Item = super::phrases::Phrase<'d>>) -> Table {
        let [whole, openings, insides, firsts, endings, first_words, seen] = SIZES.map(Bits::new);
        let mut table = Table {
            gate: Gate {
                whole,
                openings,
                insides,
                firsts,
                endings,
            },
            first_words,
            seen,
            hashes: Cow::default(),
            entries: Cow::default(),
            index: Vec::new(),
        };
        let mut folded = super::Folded::default();
        let mut entries = std::collections::BTreeMap::new();
        for phrase in phrases {
            let text = phrase.with_numbers();
            folded.read(&text);
            if folded.words() == 0 {
                continue;
            }
            let hash = folded.hash(0, folded.words());
            table
                .gate
                .insert(&super::Outline::of(&text), phrase.matches);
            table.seen.insert(hash);
            if phrase.matches == Match::Anywhere {
                table.first_words.insert(folded.hash(0, 1));
            }
            let entry = Entry {
                role: phrase.role,
                matches: phrase.matches,
            };
            entries.insert(hash, entry.byte());
        }
        table.hashes = entries.keys().flat_map(|hash| hash.to_le_bytes()).collect();
        table.entries = entries.into_values().collect();
        table.index = index(&table.hashes);
        table
    }

    fn to_bytes(&self) -> Vec<u8> {
        let Gate {
            whole,
            openings,
            insides,
            firsts,
            endings,
        } = &self.gate;
        let sets = [
            whole,
            openings,
            insides,
            firsts,
            endings,
            &self.first_words,
            &self.seen,
        ];
        let sets = sets.map(Bits::as_bytes).concat();
        [&sets, &*self.hashes, &*self.entries].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made anew by `DECHROME_BLESS=1 cargo test --lib lexicon`.
    #[test]
    fn the_table_is_that_of_the_data_files() {
        let table = Table::of(super::super::phrases::phrases());
        if std::env::var_os("DECHROME_BLESS").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lexicon/data/phrases.bin");
            std::fs::write(path, table.to_bytes()).unwrap();
        } else {
            assert!(
                table == Table::built_in(),
                "the data files have changed: DECHROME_BLESS=1 cargo test --lib lexicon"
            );
        }
    }
}
