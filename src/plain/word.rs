//! One word of a block: what letters it has, and its hash.
//!
//! Most words are of ASCII letters and are read eight bytes at a time, as
//! numbers; all others a character at a time.

use crate::chars::{Class, Table};

/// A word longer than this (bytes) counts as several, so that no lane of the
/// counts overflows. A multiple of eight.
const LONGEST_WORD: usize = 0x4000;

/// A run of letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it ends.
    pub end: usize,
    pub letters: u32,
    pub digits: u32,
    pub capitals: u32,
    /// Letters that have case.
    pub cased: u32,
    /// Whether it begins with a capital.
    pub titled: bool,
    /// The class of its last character.
    pub last: Class,
    /// A hash of its bytes, ASCII case aside.
    pub hash: u32,
}

impl Word {
    /// Reads the word whose first character begins at `from`.
    #[inline]
    pub(super) fn read(table: &Table, bytes: &[u8], from: usize) -> Word {
        Word::of_ascii(table, bytes, from).unwrap_or_else(|| Word::of_any(table, bytes, from))
    }

    /// Reads the word if it is of ASCII letters and digits alone.
    #[inline]
    fn of_ascii(table: &Table, bytes: &[u8], from: usize) -> Option<Word> {
        let mut hash = u64::from(HASH);
        let (mut at, mut digits, mut capitals) = (from, 0, 0);
        while at < bytes.len() && at - from < LONGEST_WORD {
            let eight = eight(bytes, at);
            let found = Ascii::of(eight);
            let ends = !(found.letters | found.digits) & all(0x80);
            if ends != 0 {
                // All bits below the mark of the first byte that ends the word.
                let before = !ends & (ends - 1);
                digits += count(found.digits & before);
                capitals += count(found.capitals & before);
                let length = ends.trailing_zeros() as usize / 8;
                if length > 0 {
                    hash = mix(hash ^ (eight | FOLD) & before >> 7);
                }
                at += length;
                break;
            }
            digits += count(found.digits);
            capitals += count(found.capitals);
            hash = mix(hash ^ (eight | FOLD));
            at += 8;
        }
        let goes_on =
            |byte: &u8| !byte.is_ascii() && LANES[table.at(bytes, at).0 as usize] != ENDS_WORD;
        if at - from < LONGEST_WORD && bytes.get(at).is_some_and(goes_on) {
            return None;
        }
        let last = table.at(bytes, at.checked_sub(1)?).0;
        let letters = (at - from) as u32 - digits;
        Some(Word {
            end: at,
            letters,
            digits,
            capitals,
            cased: letters,
            titled: bytes[from].is_ascii_uppercase(),
            last,
            hash: (hash >> 32) as u32,
        })
    }

    /// Reads the word, whatever its letters are.
    fn of_any(table: &Table, bytes: &[u8], from: usize) -> Word {
        let longest = bytes.len().min(from + LONGEST_WORD);
        let (mut at, mut lanes, mut rest, mut last) = (from, 0, 0, Class::Space);
        while at < longest {
            let (class, length) = table.at(bytes, at);
            let lane = LANES[class as usize];
            if lane == ENDS_WORD {
                break;
            }
            let length = length.min(longest - at);
            lanes += lane;
            rest += length - 1;
            at += length;
            last = class;
        }
        let [capitals, digits, cased] = [0, 16, 32].map(|lane| (lanes >> lane) as u32 & 0xFFFF);
        let letters = (at - from - rest) as u32 - digits;
        let titled = table.at(bytes, from).0 == Class::Upper;
        Word {
            end: at,
            letters,
            digits,
            capitals,
            cased,
            titled,
            last,
            hash: hash(&bytes[from..at], 0x20),
        }
    }
}

/// What a character of each class adds to a word's counts, in lanes of 16
/// bits: capitals, digits, letters with case.
const LANES: [u64; 16] = {
    let mut lanes = [ENDS_WORD; 16];
    lanes[Class::Lower as usize] = 1 << 32;
    lanes[Class::Upper as usize] = 1 | 1 << 32;
    lanes[Class::Letter as usize] = 0;
    lanes[Class::Digit as usize] = 1 << 16;
    lanes
};

/// Stands in [`LANES`] for the classes that no word has.
const ENDS_WORD: u64 = u64::MAX;

/// The same byte eight times.
const fn all(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The bit that tells small ASCII letters from capitals, eight times.
const FOLD: u64 = all(0x20);

/// Which of eight bytes are what: the highest bit of each such byte.
struct Ascii {
    letters: u64,
    digits: u64,
    capitals: u64,
}

impl Ascii {
    #[inline]
    fn of(eight: u64) -> Ascii {
        let ascii = !eight & all(0x80);
        let seven = eight & all(0x7F);
        let small = seven | FOLD;
        let letters = from(small, b'a') & !from(small, b'z' + 1) & ascii;
        let digits = from(seven, b'0') & !from(seven, b'9' + 1) & ascii;
        Ascii {
            letters,
            digits,
            capitals: letters & !(eight << 2),
        }
    }
}

/// Marks each byte of `seven`, all below 0x80, that is at least `least`.
#[inline]
fn from(seven: u64, least: u8) -> u64 {
    seven + all(0x80 - least)
}

/// The lowest `count` bytes, at most eight.
#[inline]
fn low_bytes(count: usize) -> u64 {
    if count < 8 {
        (1 << (8 * count)) - 1
    } else {
        u64::MAX
    }
}

/// How many bytes are marked by their highest bits.
#[inline]
fn count(marks: u64) -> u32 {
    ((marks >> 7).wrapping_mul(all(1)) >> 56) as u32
}

/// The eight bytes from `at` on as a number, the first the lowest; zeros behind
/// the end. `at` lies before the end.
#[inline]
fn eight(bytes: &[u8], at: usize) -> u64 {
    if let Some(eight) = bytes[at..].first_chunk() {
        return u64::from_le_bytes(*eight);
    }
    match bytes.last_chunk() {
        Some(last) => u64::from_le_bytes(*last) >> (8 * (at + 8 - bytes.len())),
        None => bytes[at..]
            .iter()
            .rev()
            .fold(0, |value, &byte| value << 8 | u64::from(byte)),
    }
}

/// The hash of nothing; [`step`] adds to it.
pub(super) const HASH: u32 = 0x811C_9DC5;

/// The hash of a sequence of words with one more.
#[inline]
pub(super) fn step(hash: u32, word: u32) -> u32 {
    (hash ^ word).wrapping_mul(0x0100_0193).rotate_left(5)
}

/// The hash of a word's bytes. `fold` is a bit set in all of them: 0x20 makes
/// most capitals small, in Latin, Greek and Cyrillic.
#[inline]
pub(super) fn hash(word: &[u8], fold: u8) -> u32 {
    let mut hash = u64::from(HASH);
    let mut at = 0;
    while at < word.len() {
        hash = mix(hash ^ (eight(word, at) | all(fold)) & low_bytes((word.len() - at).min(8)));
        at += 8;
    }
    (hash >> 32) as u32
}

#[inline]
fn mix(value: u64) -> u64 {
    let product = value.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ product >> 29
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_word_ends_where_its_letters_and_digits_do() {
        let word = |text: &str| {
            let Word {
                end,
                letters,
                digits,
                capitals,
                ..
            } = Word::read(Table::shared(), text.as_bytes(), 0);
            (end, letters, digits, capitals)
        };
        assert_eq!(word("Covid19, they"), (7, 5, 2, 1));
        assert_eq!(word("internationalÉ ."), (15, 14, 0, 1));
        assert_eq!(word("été"), (5, 3, 0, 0));
        assert_eq!(word("abcdefgh"), (8, 8, 0, 0));
    }

    #[test]
    fn an_endless_word_counts_as_several() {
        let text = "x".repeat(3 * LONGEST_WORD);
        assert_eq!(
            Word::read(Table::shared(), text.as_bytes(), 0).end,
            LONGEST_WORD
        );
        let text = "я".repeat(LONGEST_WORD);
        assert_eq!(
            Word::read(Table::shared(), text.as_bytes(), 0).letters,
            LONGEST_WORD as u32 / 2
        );
    }

    proptest! {
        #[test]
        fn eight_bytes_at_a_time_give_what_one_character_at_a_time_gives(text in "[a-zA-Z0-9][a-zA-Z0-9 é.]{0,40}") {
            if let Some(word) = Word::of_ascii(Table::shared(), text.as_bytes(), 0) {
                prop_assert_eq!(word, Word::of_any(Table::shared(), text.as_bytes(), 0));
            }
        }

        #[test]
        fn the_hash_is_that_of_the_bytes_alone(before in ".{0,9}", word in "\\PC{1,20}", after in ".{0,9}") {
            let all = format!("{before}{word}{after}");
            let slice = &all.as_bytes()[before.len()..before.len() + word.len()];
            prop_assert_eq!(hash(slice, 0x20), hash(word.as_bytes(), 0x20));
        }
    }
}
