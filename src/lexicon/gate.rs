//! A first look at a text: whether any phrase may stand in it. Most texts hold
//! none, and are spared the folding. The look may claim what is not so, never
//! the other way round.

#[cfg(test)]
use super::Match;
use super::bits::Bits;
use super::outline::Outline;
use crate::chars::Table;
use crate::word::{ShortWord, Word};

/// What the outlines of all phrases have.
#[derive(Debug, PartialEq)]
pub(super) struct Gate {
    /// All keys of each phrase.
    pub whole: Bits,
    /// The first two keys, or the only one, of the phrases that more text may
    /// follow.
    pub openings: Bits,
    /// The same of the phrases that match anywhere, and the first keys of these.
    pub insides: Bits,
    pub firsts: Bits,
    /// The last key of the phrases that prose ends in.
    pub endings: Bits,
}

/// Which look-ups may find something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// The text may be a phrase.
    pub whole: bool,
    /// It may begin with a phrase.
    pub opens: bool,
    /// The text may hold a phrase that stands anywhere.
    pub inside: bool,
}

impl Gate {
    /// Lets a phrase pass. One without an outline passes anyway: the text that
    /// it stands in has none either.
    #[cfg(test)]
    pub(super) fn insert(&mut self, phrase: &Outline, matches: Match) {
        if matches == Match::End {
            self.endings.insert(one(phrase.last()));
        }
        let Some(keys) = phrase.keys() else { return };
        self.whole.insert(all(keys));
        let opening = match keys {
            [] => return,
            [only] => one(*only),
            [first, second, ..] => two(*first, *second),
        };
        if matches >= Match::Lead {
            self.openings.insert(opening);
        }
        if matches == Match::Anywhere {
            self.firsts.insert(one(keys[0]));
            self.insides.insert(opening);
        }
    }

    /// Looks at a text.
    #[inline]
    pub(super) fn look(&self, text: &Outline) -> Look {
        let Some(keys) = text.keys() else {
            return Look {
                whole: true,
                opens: true,
                inside: true,
            };
        };
        let opens = |set: &Bits, keys: &[u32]| match keys {
            [] => false,
            [only] => set.contains(one(*only)),
            [first, second, ..] => set.contains(one(*first)) || set.contains(two(*first, *second)),
        };
        let inside = |(at, &key): (usize, &u32)| {
            self.firsts.contains(one(key)) && opens(&self.insides, &keys[at..])
        };
        Look {
            whole: self.whole.contains(all(keys)),
            opens: opens(&self.openings, keys),
            inside: keys.iter().enumerate().any(inside),
        }
    }

    /// Whether a phrase that prose ends in may stand at the end of a piece of
    /// text, by the piece's last word.
    pub(super) fn may_end_piece(&self, piece: &str) -> bool {
        let bytes = piece.as_bytes();
        let is_mark = |byte: u8| byte.is_ascii_punctuation() && !matches!(byte, b'#' | b'@');
        let mut end = bytes.len();
        while end > 0 && is_mark(bytes[end - 1]) {
            end -= 1;
        }
        let mut start = end;
        while start > 0 && bytes[start - 1].is_ascii_alphabetic() {
            start -= 1;
        }
        let before = bytes[..start].last().copied().unwrap_or(b' ');
        if start == end || !(before == b' ' || is_mark(before)) {
            return true;
        }
        let key = match ShortWord::read(bytes, start, end) {
            Some(short) => short.hash,
            None => {
                let table = Table::shared();
                Word::read(table, bytes, start, end).key(table, bytes, start)
            }
        };
        self.endings.contains(one(key))
    }
}

#[inline]
fn one(key: u32) -> u64 {
    u64::from(key).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[inline]
fn two(first: u32, second: u32) -> u64 {
    (one(first).rotate_left(21) ^ u64::from(second)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[inline]
fn all(keys: &[u32]) -> u64 {
    keys.iter().fold(0x2545_F491_4F6C_DD1D, |hash: u64, &key| {
        (hash.rotate_left(21) ^ u64::from(key)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}
