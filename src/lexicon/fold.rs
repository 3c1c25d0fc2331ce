//! The folding that phrases and blocks share before they are compared: case,
//! quotes, white space, numbers and the marks around a phrase fall away.
//!
//! A folded text is not written out. What is kept of it is a hash of every
//! prefix that ends where a word begins or ends, so that the hash of any run
//! of words is one subtraction away
//! ([Karp and Rabin 1987](https://doi.org/10.1147/rd.312.0249), modulo 2⁶⁴).

use crate::chars::{Class, Table, class, decode};

/// The longest text, in bytes, that is folded: chrome phrases are short.
pub(crate) const LONGEST: usize = 240;

/// The base of the hash: odd, and of no pattern.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// The powers of the base.
const POWERS: [u64; LONGEST + 1] = {
    let mut powers = [1; LONGEST + 1];
    let mut exponent = 1;
    while exponent <= LONGEST {
        powers[exponent] = BASE.wrapping_mul(powers[exponent - 1]);
        exponent += 1;
    }
    powers
};

/// A folded text, as the places where its words begin and end.
///
/// Folding: lower case; curly apostrophes as `'`; each run of white space one
/// blank; each number (with `.` and `,` between its digits and a `k` or `m` behind
/// it) one `#`; punctuation, bullets and symbols at both ends dropped.
#[derive(Clone, Debug, Default)]
pub(crate) struct Folded {
    /// How many words there are.
    words: usize,
    /// What stands before each word, and what up to its end: [`LONGEST`]
    /// places, of which the first `words` count.
    starts: Vec<Prefix>,
    ends: Vec<Prefix>,
    /// Scratch for the shapes.
    pub levelled: Vec<u8>,
}

/// The first characters of a folded text.
#[derive(Clone, Copy, Debug, Default)]
struct Prefix {
    hash: u64,
    length: u8,
}

impl Prefix {
    #[inline]
    fn push(&mut self, code: u32) {
        self.hash = self
            .hash
            .wrapping_mul(BASE)
            .wrapping_add(u64::from(code) + 1);
        self.length = self.length.saturating_add(1);
    }

    /// The hash of what this prefix has behind `start`.
    #[inline]
    fn behind(self, start: Prefix) -> u64 {
        let power = POWERS[usize::from(self.length - start.length)];
        self.hash.wrapping_sub(start.hash.wrapping_mul(power))
    }
}

impl Folded {
    /// How many words there are; each character is one in scripts that write
    /// without spaces.
    pub(crate) fn words(&self) -> usize {
        self.words
    }

    /// The hash of the words `from..to`, with what stands between them. `to`
    /// is greater than `from` and at most [`words`](Self::words).
    #[inline]
    pub(crate) fn hash(&self, from: usize, to: usize) -> u64 {
        self.ends[to - 1].behind(self.starts[from])
    }

    /// Folds `text` (its first [`LONGEST`] characters) anew.
    pub(crate) fn read(&mut self, text: &str) {
        self.words = 0;
        if self.starts.is_empty() {
            self.starts = vec![Prefix::default(); LONGEST];
            self.ends = vec![Prefix::default(); LONGEST];
        }
        let mut state = Folding {
            folded: self,
            prefix: Prefix::default(),
            gap: false,
            last: Class::Space,
        };
        let (table, bytes) = (Table::shared(), text.as_bytes());
        let limit = bytes.len().min(LONGEST);
        let mut at = 0;
        while at < limit {
            if bytes[at].is_ascii_alphabetic() {
                at += state.ascii_letters(&bytes[at..limit]);
            } else if bytes[at] == b' ' {
                state.gap = true;
                at += 1;
            } else {
                at = state.character(table, text, at);
            }
        }
    }
}

/// The state of the folding of a text.
struct Folding<'f> {
    folded: &'f mut Folded,
    prefix: Prefix,
    /// Whether white space stands since the last character.
    gap: bool,
    last: Class,
}

impl Folding<'_> {
    /// Takes in the character at `at`, whatever it is; gives the place behind
    /// what was taken in.
    fn character(&mut self, table: &Table, text: &str, at: usize) -> usize {
        let bytes = text.as_bytes();
        let (code, length) = if bytes[at].is_ascii() {
            (u32::from(bytes[at]), 1)
        } else {
            decode(bytes, at)
        };
        let next = at + length;
        match table.of(code) {
            Class::Invisible => {}
            Class::Space => self.gap = true,
            Class::Digit => {
                self.word(u32::from('#'), Class::Digit);
                return behind_number(text, next);
            }
            Class::Unspaced => self.word(code, Class::Unspaced),
            class if class.is_letter() => match table.lower(code) {
                Some(lower) => self.word(lower, class),
                None => text[at..next]
                    .chars()
                    .flat_map(char::to_lowercase)
                    .for_each(|lower| self.word(u32::from(lower), class)),
            },
            _ if bytes[at] == b'#' && is_number_sign(text, at) => self.word(code, Class::Digit),
            _ if matches!(char::from_u32(code), Some('©' | '@')) => {
                self.word(code, Class::Unspaced)
            }
            _ => self.mark(code),
        }
        next
    }

    /// Takes in a letter, a number or a sign that counts as a word.
    #[inline]
    fn word(&mut self, code: u32, class: Class) {
        self.begin(class);
        self.prefix.push(code);
        self.end(class);
    }

    /// Takes in the ASCII letters that `text` begins with; gives their number.
    #[inline]
    fn ascii_letters(&mut self, text: &[u8]) -> usize {
        self.begin(Class::Lower);
        let Prefix { mut hash, length } = self.prefix;
        let mut letters = 0;
        for byte in text {
            let small = byte | 0x20;
            if !small.is_ascii_lowercase() {
                break;
            }
            hash = hash.wrapping_mul(BASE).wrapping_add(u64::from(small) + 1);
            letters += 1;
        }
        self.prefix = Prefix {
            hash,
            length: length.saturating_add(letters as u8),
        };
        self.end(Class::Lower);
        letters
    }

    /// Begins a word with a character of this class, or goes on with the last.
    #[inline]
    fn begin(&mut self, class: Class) {
        let goes_on = !self.gap
            && self.last.is_word()
            && self.last != Class::Unspaced
            && class != Class::Unspaced;
        if std::mem::take(&mut self.gap) && self.folded.words > 0 {
            self.prefix.push(u32::from(' '));
        }
        if goes_on {
            self.folded.words -= 1;
        } else {
            self.folded.starts[self.folded.words] = self.prefix;
        }
    }

    /// Ends the word, for now, with a character of this class.
    #[inline]
    fn end(&mut self, class: Class) {
        self.folded.ends[self.folded.words] = self.prefix;
        self.folded.words += 1;
        self.last = class;
    }

    /// Takes in punctuation: it counts only between words.
    fn mark(&mut self, code: u32) {
        self.last = Class::Symbol;
        if self.folded.words == 0 {
            return;
        }
        if std::mem::take(&mut self.gap) {
            self.prefix.push(u32::from(' '));
        }
        let apostrophe = matches!(char::from_u32(code), Some('’' | '‘' | 'ʼ' | '`'));
        self.prefix
            .push(if apostrophe { u32::from('\'') } else { code });
    }
}

/// Whether a `#` stands for a number, as in the lexicon's phrases, and does not
/// mark a heading or a tag.
fn is_number_sign(text: &str, at: usize) -> bool {
    let after = text[at + 1..].chars().next();
    let before = text[..at].chars().next_back();
    !after.is_some_and(|c| class(c).is_word() || c == '#') && before != Some('#')
}

/// Where the number ends whose first digit stands before `at`.
fn behind_number(text: &str, mut at: usize) -> usize {
    at += text.as_bytes()[at..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    while let Some(c) = text[at..].chars().next() {
        let next = at + c.len_utf8();
        let after = text[next..].chars().next().map(class);
        let inside = class(c) == Class::Digit
            || (matches!(c, '.' | ',' | '\u{a0}' | '\u{202f}') && after == Some(Class::Digit))
            || (matches!(c, 'k' | 'K' | 'm' | 'M') && !after.is_some_and(Class::is_word));
        if !inside {
            break;
        }
        at = next;
    }
    at
}

/// The hash that `text` has when folding changes nothing.
#[cfg(test)]
pub(super) fn unfolded(text: &str) -> u64 {
    let mut prefix = Prefix::default();
    text.chars().for_each(|c| prefix.push(c as u32));
    prefix.hash
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> Vec<u64> {
        let mut folded = Folded::default();
        folded.read(text);
        (0..folded.words())
            .map(|end| folded.hash(0, end + 1))
            .collect()
    }

    #[test]
    fn what_does_not_tell_phrases_apart_falls_away() {
        for (text, folded) in [
            ("  » Lire  Aussi :", "lire aussi"),
            ("L’ARTICLE", "l'article"),
            ("1,234 Comments", "# comments"),
            ("10.5k shares", "# shares"),
            ("[Read more…]", "read more"),
            ("Page 3/12", "page #/#"),
            ("© AFP", "© afp"),
            ("続きを読む！", "続きを読む"),
        ] {
            assert_eq!(fold(text), fold(folded), "{text}");
        }
        assert!(fold("— !").is_empty());
    }

    #[test]
    fn what_tells_phrases_apart_stays() {
        for (one, other) in [
            ("read more", "readmore"),
            ("a b", "b a"),
            ("share", "shared"),
            ("10 km", "10 k"),
            ("# tags", "tags"),
        ] {
            assert_ne!(fold(one), fold(other), "{one}");
        }
    }

    #[test]
    fn any_run_of_words_has_the_hash_it_has_alone() {
        let mut folded = Folded::default();
        folded.read("Please read more about it");
        assert_eq!(folded.hash(1, 3), fold("read more")[1]);
        folded.read("请点击更多");
        assert_eq!(folded.hash(3, 5), fold("更多")[1]);
    }
}
