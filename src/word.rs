//! One word of a block: what letters it has, and its hash.
//!
//! Most words are of ASCII letters and are read eight bytes at a time, as
//! numbers; all others a character at a time.

use crate::chars::{Class, Table, code_at};

/// A word longer than this (bytes) counts as several, so that no lane of the
/// counts overflows. A multiple of eight.
const LONGEST_WORD: usize = 0x4000;

/// A run of letters and digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where it ends.
    pub end: usize,
    pub letters: u32,
    pub digits: u32,
    pub capitals: u32,
    /// Letters that have case.
    pub cased: u32,
    /// Whether it begins with a capital.
    pub titled: bool,
    /// A hash of its bytes, ASCII case aside.
    pub hash: u32,
    /// Whether it is of ASCII alone.
    pub ascii: bool,
}

/// The key of a word that has none.
pub(crate) const NO_KEY: u32 = 0;

/// A word as most are: a few ASCII letters, and ASCII behind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ShortWord {
    /// From 1 to 15: what ends the word is read with it.
    pub letters: usize,
    pub capitals: usize,
    pub titled: bool,
    /// Its hash and its key.
    pub hash: u32,
}

impl ShortWord {
    /// Reads the word that begins at `from`, if it is a short one and ends before
    /// `to` or there.
    #[inline(always)]
    pub(crate) fn read(bytes: &[u8], from: usize, to: usize) -> Option<ShortWord> {
        let eight = next_eight(bytes, from)?;
        let part = Part::of(eight);
        let word = match part.end {
            0 => ShortWord::read_on(bytes, from, part.capitals(), eight)?,
            _ => ShortWord {
                letters: part.letters(),
                capitals: part.capitals() as usize,
                titled: part.is_titled(),
                hash: (mix(u64::from(HASH) ^ part.small()) >> 32) as u32,
            }
            .if_ended(part)?,
        };
        (word.letters > 0 && from + word.letters <= to).then_some(word)
    }

    /// Reads the rest of a word whose first eight bytes are letters.
    fn read_on(bytes: &[u8], from: usize, capitals: u32, eight: u64) -> Option<ShortWord> {
        let rest = Part::of(next_eight(bytes, from + 8)?);
        let hash = mix(u64::from(HASH) ^ (eight | FOLD));
        let hash = match rest.letters() {
            0 => hash,
            _ => mix(hash ^ rest.small()),
        };
        ShortWord {
            letters: 8 + rest.letters(),
            capitals: (capitals + rest.capitals()) as usize,
            titled: eight & 0x20 == 0,
            hash: (hash >> 32) as u32,
        }
        .if_ended(rest)
    }

    /// The word, if its last part ends in ASCII that is no digit.
    #[inline(always)]
    fn if_ended(self, last: Part) -> Option<ShortWord> {
        let behind = last.behind();
        let ends = last.end != 0 && behind.is_ascii() && !behind.is_ascii_digit();
        ends.then_some(self)
    }
}

/// Eight bytes, of which the first are letters.
#[derive(Clone, Copy)]
struct Part {
    eight: u64,
    /// The highest bits of the bytes that are letters.
    letters: u64,
    /// That of the first byte which is none; 0 if there is none.
    end: u64,
}

impl Part {
    #[inline(always)]
    fn of(eight: u64) -> Part {
        let small = (eight | FOLD) & all(0x7F);
        let letters = start(small, b'a') & !start(small, b'z' + 1) & !eight & all(0x80);
        let ends = letters ^ all(0x80);
        Part {
            eight,
            letters,
            end: ends & ends.wrapping_neg(),
        }
    }

    /// How many letters come first.
    #[inline(always)]
    fn letters(self) -> usize {
        self.end.trailing_zeros() as usize / 8
    }

    /// What stands behind them.
    #[inline(always)]
    fn behind(self) -> u8 {
        (self.eight >> ((8 * self.letters()) & 63)) as u8
    }

    /// Them, small, and zeros.
    #[inline(always)]
    fn small(self) -> u64 {
        (self.eight | FOLD) & self.end.wrapping_sub(1) >> 7
    }

    /// How many of them are capitals.
    #[inline(always)]
    fn capitals(self) -> u32 {
        marks(self.letters & !(self.eight << 2) & self.end.wrapping_sub(1))
    }

    /// Whether the first is.
    #[inline(always)]
    fn is_titled(self) -> bool {
        self.letters & !(self.eight << 2) & 0x80 != 0
    }
}

impl Word {
    /// Reads the word whose first character, a letter or digit, begins at `from`,
    /// and that ends at `to` at the latest.
    pub(crate) fn read(table: &Table, bytes: &[u8], from: usize, to: usize) -> Word {
        let ascii = bytes[from].is_ascii();
        let ascii = ascii.then(|| Word::of_ascii(table, bytes, from, to));
        ascii
            .flatten()
            .unwrap_or_else(|| Word::of_any(table, &bytes[..to], from))
    }

    /// A hash of its letters, case aside; [`NO_KEY`] where it has digits beside
    /// them, letters whose lower case is not at hand, or too many. The word begins
    /// at `from`.
    #[inline(always)]
    pub(crate) fn key(&self, table: &Table, bytes: &[u8], from: usize) -> u32 {
        match self.digits {
            0 if self.ascii => self.hash,
            // A word that counts as several may end inside a character.
            0 if self.end - from < LONGEST_WORD => key(table, &bytes[from..self.end]),
            _ => NO_KEY,
        }
    }

    /// Reads the word if it is of ASCII letters and digits alone.
    #[inline(always)]
    fn of_ascii(table: &Table, bytes: &[u8], from: usize, to: usize) -> Option<Word> {
        let mut hash = u64::from(HASH);
        let (mut at, mut digits, mut capitals) = (from, 0, 0);
        while at < to && at - from < LONGEST_WORD {
            let eight = eight(bytes, at, to);
            let found = Ascii::of(eight);
            let ends = (found.letters | found.digits) ^ all(0x80);
            // All bits below the mark of the first byte that ends the word.
            let before = !ends & ends.wrapping_sub(1);
            capitals += marks(found.capitals & before);
            digits += marks(found.digits & before);
            if ends == 0 {
                hash = mix(hash ^ (eight | FOLD));
                at += 8;
                continue;
            }
            let length = ends.trailing_zeros() as usize / 8;
            if length > 0 {
                hash = mix(hash ^ (eight | FOLD) & before >> 7);
            }
            at += length;
            let is_ascii = eight & ends & ends.wrapping_neg() == 0;
            if !is_ascii && LANES[table.at(bytes, at).0 as usize] != ENDS_WORD {
                return None;
            }
            break;
        }
        let letters = (at - from) as u32 - digits;
        let hash = (hash >> 32) as u32;
        Some(Word {
            end: at,
            letters,
            digits,
            capitals,
            cased: letters,
            titled: bytes[from].is_ascii_uppercase(),
            hash,
            ascii: true,
        })
    }

    /// Reads the word, whatever its letters are.
    fn of_any(table: &Table, bytes: &[u8], from: usize) -> Word {
        let longest = bytes.len().min(from + LONGEST_WORD);
        let (mut at, mut lanes) = (from, 0);
        while at < longest {
            let (class, length) = table.at(bytes, at);
            let lane = LANES[class as usize];
            if lane == ENDS_WORD {
                break;
            }
            lanes += lane;
            at += length;
        }
        let at = at.min(longest);
        let [capitals, digits, cased, all] =
            [0, 16, 32, 48].map(|lane| (lanes >> lane) as u32 & 0xFFFF);
        Word {
            end: at,
            letters: all - digits,
            digits,
            capitals,
            cased,
            titled: table.at(bytes, from).0 == Class::Upper,
            hash: hash(bytes, from, at, 0x20),
            ascii: all as usize == at - from,
        }
    }
}

/// The key of a word of letters that are not ASCII alone.
fn key(table: &Table, word: &[u8]) -> u32 {
    let (mut at, mut key) = (0, u64::from(HASH));
    while at < word.len() {
        let (code, length) = code_at(word, at);
        let Some(lower) = lower(table, code) else {
            return NO_KEY;
        };
        key = mix(key ^ u64::from(lower));
        at += length;
    }
    (key >> 32) as u32
}

/// The hash, and the key, of the character `from..to` of a script without
/// spaces, which counts as a word.
#[inline]
pub(crate) fn unspaced(bytes: &[u8], from: usize, to: usize) -> u32 {
    match bytes[from..to] {
        [a, b, c] => {
            (mix(u64::from(HASH) ^ u64::from(u32::from_le_bytes([a, b, c, 0]))) >> 32) as u32
        }
        _ => hash(bytes, from, to, 0),
    }
}

/// The lower case of a letter, where it is at hand and one letter.
#[inline]
fn lower(table: &Table, code: u32) -> Option<u32> {
    table
        .lower(code)
        .or_else(|| (CASELESS.iter().any(|range| range.contains(&code))).then_some(code))
}

/// Letters that have no case: from the scripts of India to Korea's.
const CASELESS: [std::ops::Range<u32>; 2] = [0x900..0x1000, 0xAC00..0xD7A4];

/// What a character of each class adds to a word's counts, in lanes of 16
/// bits: capitals, digits, letters with case, all.
const LANES: [u64; 16] = {
    let mut lanes = [ENDS_WORD; 16];
    lanes[Class::Lower as usize] = 1 << 32 | 1 << 48;
    lanes[Class::Upper as usize] = 1 | 1 << 32 | 1 << 48;
    lanes[Class::Letter as usize] = 1 << 48;
    lanes[Class::Digit as usize] = 1 << 16 | 1 << 48;
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
        let letters = start(small, b'a') & !start(small, b'z' + 1) & ascii;
        let digits = start(seven, b'0') & !start(seven, b'9' + 1) & ascii;
        Ascii {
            letters,
            digits,
            capitals: letters & !(eight << 2),
        }
    }
}

/// Marks each byte of `seven`, all below 0x80, that is at least `least`.
#[inline]
fn start(seven: u64, least: u8) -> u64 {
    seven + all(0x80 - least)
}

/// The lowest `count` bytes, from one to eight.
#[inline(always)]
fn low_bytes(count: usize) -> u64 {
    u64::MAX >> (64 - 8 * count)
}

/// How many bytes are marked by their highest bits.
#[inline]
fn marks(marks: u64) -> u32 {
    ((marks >> 7).wrapping_mul(all(1)) >> 56) as u32
}

/// The eight bytes from `at` on as a number, the first the lowest; zeros from
/// `to` on. `at` lies before `to`.
#[inline(always)]
fn eight(bytes: &[u8], at: usize, to: usize) -> u64 {
    let eight = next_eight(bytes, at).unwrap_or_else(|| last_bytes(&bytes[at..]));
    eight & low_bytes((to - at).min(8))
}

/// The eight bytes from `at` on as a number, the first the lowest, zeros behind the
/// last; of less than eight bytes in all none.
#[inline(always)]
fn next_eight(bytes: &[u8], at: usize) -> Option<u64> {
    if let Some(eight) = bytes.get(at..).and_then(|bytes| bytes.first_chunk()) {
        return Some(u64::from_le_bytes(*eight));
    }
    let missing = (at + 8)
        .checked_sub(bytes.len())
        .filter(|&missing| missing < 8)?;
    let last = bytes.last_chunk().map(|eight| u64::from_le_bytes(*eight));
    last.map(|last| last >> (8 * missing))
}

/// Fewer than eight bytes as a number.
#[cold]
fn last_bytes(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .rev()
        .fold(0, |value, &byte| value << 8 | u64::from(byte))
}

/// The hash of nothing; [`step`] adds to it.
pub(crate) const HASH: u32 = 0x811C_9DC5;

/// The hash of a sequence of words with one more.
#[inline]
pub(crate) fn step(hash: u32, word: u32) -> u32 {
    (hash ^ word).wrapping_mul(0x0100_0193).rotate_left(5)
}

/// The hash of the word `from..to`. `fold` is a bit set in all of its bytes: 0x20
/// makes most capitals small, in Latin, Greek and Cyrillic.
#[inline]
fn hash(bytes: &[u8], from: usize, to: usize, fold: u8) -> u32 {
    let mut hash = u64::from(HASH);
    let mut at = from;
    while at < to {
        let low = low_bytes((to - at).min(8));
        hash = mix(hash ^ (eight(bytes, at, to) | all(fold)) & low);
        at += 8;
    }
    (hash >> 32) as u32
}

/// The hash of some bytes, each of which matters.
#[inline]
pub(crate) fn hash_of(bytes: &[u8]) -> u64 {
    let (sixteens, _) = bytes.as_chunks::<16>();
    let hash = sixteens.iter().fold(bytes.len() as u64, |hash, sixteen| {
        fold(hash, u128::from_le_bytes(*sixteen))
    });
    // The last bytes may be among those already, all or some of them.
    let last = match (bytes.last_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
        (Some(&sixteen), _, _) => u128::from_le_bytes(sixteen),
        (_, Some(&first), Some(&last)) => {
            u128::from(u64::from_le_bytes(first)) << 64 | u128::from(u64::from_le_bytes(last))
        }
        _ => u128::from(last_bytes(bytes)),
    };
    mix(fold(hash, last))
}

/// A hash with sixteen bytes more.
#[inline(always)]
fn fold(hash: u64, sixteen: u128) -> u64 {
    let (low, high) = (sixteen as u64, (sixteen >> 64) as u64);
    let product = u128::from(low ^ hash ^ 0x9E37_79B9_7F4A_7C15)
        * u128::from(high ^ hash.rotate_left(32) ^ 0xBF58_476D_1CE4_E5B9);
    product as u64 ^ (product >> 64) as u64
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

    fn read(text: &str) -> Word {
        Word::read(Table::shared(), text.as_bytes(), 0, text.len())
    }

    #[test]
    fn a_word_ends_where_its_letters_and_digits_do() {
        for (text, expected) in [
            ("Covid19, they", (7, 5, 2, 1)),
            ("internationalÉ .", (15, 14, 0, 1)),
            ("été", (5, 3, 0, 0)),
            ("abcdefgh", (8, 8, 0, 0)),
        ] {
            let word = read(text);
            let found = (word.end, word.letters, word.digits, word.capitals);
            assert_eq!(found, expected, "{text}");
        }
        assert_eq!(Word::read(Table::shared(), b"abcdef", 1, 4).end, 4);
    }

    #[test]
    fn an_endless_word_counts_as_several() {
        assert_eq!(read(&"x".repeat(3 * LONGEST_WORD)).end, LONGEST_WORD);
        let text = "я".repeat(LONGEST_WORD);
        assert_eq!(read(&text).letters, LONGEST_WORD as u32 / 2);
        let text = "한".repeat(LONGEST_WORD);
        assert_eq!(read(&text).end, LONGEST_WORD);
        assert_eq!(read(&text).key(Table::shared(), text.as_bytes(), 0), NO_KEY);
    }

    proptest! {
        #[test]
        fn a_word_is_the_same_however_it_is_read(
            before in ".{0,3}",
            text in "[a-zA-Z0-9][a-zA-Z0-9 é.’]{0,40}",
            after in ".{0,9}",
        ) {
            let (from, to) = (before.len(), before.len() + text.len());
            let word = Word::of_any(Table::shared(), text.as_bytes(), 0);
            let all = format!("{before}{text}{after}");
            let moved = Word { end: word.end + from, ..word };
            prop_assert_eq!(Word::read(Table::shared(), all.as_bytes(), from, to), moved);
            if let Some(short) = ShortWord::read(all.as_bytes(), from, to) {
                let short = Word {
                    end: from + short.letters,
                    letters: short.letters as u32,
                    digits: 0,
                    capitals: short.capitals as u32,
                    cased: short.letters as u32,
                    titled: short.titled,
                    hash: short.hash,
                    ascii: true,
                };
                prop_assert_eq!(short, moved);
                prop_assert_eq!(short.key(Table::shared(), all.as_bytes(), from), short.hash);
            }
        }

        #[test]
        fn the_key_is_that_of_the_small_letters(text in "[a-zA-Zа-яА-ЯёЁéÉßİK한글ςΣ]{1,20}") {
            let small: String = text.chars().flat_map(char::to_lowercase).collect();
            let key = |text: &str| read(text).key(Table::shared(), text.as_bytes(), 0);
            prop_assert!(key(&text) == NO_KEY || key(&text) == key(&small));
        }

        #[test]
        fn the_hash_is_that_of_the_bytes_alone(before in ".{0,9}", word in "\\PC{1,20}", after in ".{0,9}") {
            let all = format!("{before}{word}{after}");
            let (from, to) = (before.len(), before.len() + word.len());
            prop_assert_eq!(
                hash(all.as_bytes(), from, to, 0x20),
                hash(word.as_bytes(), 0, word.len(), 0x20)
            );
        }
    }

    #[test]
    fn letters_without_case_are_their_own_lower_case() {
        for c in CASELESS.into_iter().flatten().filter_map(char::from_u32) {
            assert!(c.to_lowercase().eq([c]), "{c:?}");
        }
    }
}
