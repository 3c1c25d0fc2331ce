//! The words of a short text, as far as a first look at it needs them.

use crate::chars::{Class, Table};
use crate::word::{NO_KEY, ShortWord, Word, unspaced};

/// The most words (characters, in scripts without spaces) of an outline.
const MOST: usize = 48;

/// The keys of a text's words, in order, `©` and `@` among them. Numbers and
/// punctuation are left out, so that texts that are folded to the same have the same
/// outline. A text has none if it has invisible characters, `#` right behind a word,
/// or a word without a key.
#[derive(Clone, Debug)]
pub(crate) struct Outline {
    keys: [u32; MOST],
    len: usize,
    /// Whether the text has no outline: then nothing can be said of it.
    unsure: bool,
}

impl Default for Outline {
    fn default() -> Outline {
        Outline {
            keys: [0; MOST],
            len: 0,
            unsure: false,
        }
    }
}

impl Outline {
    /// The outline of a text.
    pub(crate) fn of(text: &str) -> Outline {
        let mut outline = Outline::default();
        outline.add(text);
        outline
    }

    /// Takes in the words of a text that no word stands right before or behind.
    pub(crate) fn add(&mut self, text: &str) {
        let (table, bytes) = (Table::shared(), text.as_bytes());
        let (mut at, mut word_end) = (0, None);
        while at < bytes.len() && self.is_open() {
            let (class, length) = table.at(bytes, at);
            let next = at + length;
            if class.is_word() && class != Class::Unspaced {
                at = self.add_word(table, bytes, at);
                word_end = Some(at);
                continue;
            }
            match &bytes[at..next] {
                _ if class == Class::Unspaced => {
                    self.push(unspaced(bytes, at, next));
                    word_end = Some(next);
                }
                b"@" | [0xC2, 0xA9] => self.push(unspaced(bytes, at, next)),
                b"#" => self.unsure |= word_end == Some(at),
                _ => self.unsure |= class == Class::Invisible,
            }
            at = next;
        }
    }

    /// Takes in the word at `at`; gives its end.
    #[inline]
    fn add_word(&mut self, table: &Table, bytes: &[u8], at: usize) -> usize {
        if let Some(short) = ShortWord::read(bytes, at, bytes.len()) {
            self.push(short.hash);
            return at + short.letters;
        }
        let word = Word::read(table, bytes, at, bytes.len());
        if word.letters > 0 {
            self.push(word.key(table, bytes, at));
        }
        word.end
    }

    /// Makes it the outline of nothing.
    #[inline]
    pub(crate) fn clear(&mut self) {
        (self.len, self.unsure) = (0, false);
    }

    /// Takes in the key of the next word that has letters.
    #[inline(always)]
    pub(crate) fn push(&mut self, key: u32) {
        match self.keys.get_mut(self.len) {
            Some(next) => *next = key,
            None => self.unsure = true,
        }
        self.len += 1;
        self.unsure |= key == NO_KEY;
    }

    /// Whether one more word would change anything.
    #[inline(always)]
    pub(crate) fn is_open(&self) -> bool {
        !self.unsure
    }

    /// Says that the text has no outline.
    pub(crate) fn doubt(&mut self) {
        self.unsure = true;
    }

    /// The keys, if nothing in the text lacks one.
    #[inline]
    pub(super) fn keys(&self) -> Option<&[u32]> {
        if self.unsure {
            return None;
        }
        self.keys.get(..self.len)
    }

    /// The key of the last word.
    #[cfg(test)]
    pub(super) fn last(&self) -> u32 {
        let last = self.len.checked_sub(1).and_then(|last| self.keys.get(last));
        last.copied().unwrap_or(NO_KEY)
    }
}
