//! What a block's own characters say, in one pass over them.

use super::word::{HASH, Word, hash, step};
use crate::chars::{Class, Table, class};
use crate::marker::{self, Marker};

/// The shape of one block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Words, in halves: a character of a script without spaces is half a word.
    pub halves: u32,
    /// Letters and digits.
    pub word_chars: u32,
    /// Letters that have case, and how many of them are capitals.
    pub cased: u32,
    pub capitals: u32,
    pub digits: u32,
    /// Words of more than one letter that begin with a capital, are all
    /// capitals, have at most three letters.
    pub titled: u32,
    pub shouted: u32,
    pub short: u32,
    /// Commas and their like; sentence ends inside the block; symbols.
    pub commas: u32,
    pub sentences: u32,
    pub symbols: u32,
    /// Bullets, bars and arrows between words.
    pub bullets: u32,
    pub quotes: u32,
    /// Small letters with a capital right behind.
    pub glued: u32,
    /// Bytes of Markdown link targets.
    pub linked: u32,
    /// Letters of scripts without spaces.
    pub unspaced: u32,
    pub start: Start,
    pub end: End,
    pub sign: Sign,
    /// A hash of letters and digits alone, case aside: equal for copies.
    pub key: u32,
}

/// What a block begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Start {
    #[default]
    Other,
    Lower,
    Upper,
    Letter,
    Digit,
    Quote,
    Dash,
    Item,
    Heading,
    Cited,
}

/// What a block ends with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum End {
    #[default]
    Other,
    Letter,
    Digit,
    /// A full stop, question or exclamation mark.
    Sentence,
    /// The same before a closing quote or bracket.
    Quoted,
    Ellipsis,
    Colon,
    Comma,
    Close,
}

/// A sign that prose seldom has; the first of the list that the block has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(crate) enum Sign {
    #[default]
    None,
    /// A slash.
    Slash,
    /// A percent or currency sign.
    Amount,
    /// `@name` or `#tag`.
    Handle,
    /// An address of the web or of mail.
    Address,
    /// `©`, `®`, `™`.
    Copyright,
}

impl Shape {
    /// The shape of a block. Gives the hash of every word (every character, in
    /// scripts without spaces) to `word`, with its length in letters.
    pub(crate) fn of(block: &str, mut word: impl FnMut(u32, u32)) -> Shape {
        let (table, bytes) = (Table::shared(), block.as_bytes());
        let mut shape = Shape {
            start: start(block),
            end: end(block),
            key: HASH,
            ..Shape::default()
        };
        let mut last = Class::Space;
        let mut before_last = Class::Space;
        let mut at = 0;
        while at < bytes.len() {
            let from = at;
            let (class, length) = table.at(bytes, at);
            at += length;
            match class {
                Class::Rest | Class::Invisible => continue,
                Class::Lower | Class::Upper | Class::Letter | Class::Digit => {
                    let read = Word::read(table, bytes, from);
                    shape.add(&read, table, bytes, from);
                    if read.letters > 0 {
                        word(read.hash, read.letters);
                    }
                    (before_last, last) = (last, read.last);
                    at = read.end;
                    if bytes.get(at) == Some(&b' ') {
                        (before_last, last) = (last, Class::Space);
                        at += 1;
                    }
                    continue;
                }
                Class::Unspaced => {
                    let hash = hash(&bytes[from..at], 0);
                    shape.unspaced += 1;
                    shape.word_chars += 1;
                    shape.halves += 1;
                    shape.key = step(shape.key, hash);
                    word(hash, 1);
                }
                Class::Space => {
                    shape.sentences += u32::from(
                        last == Class::Terminal
                            || (last == Class::Close && before_last == Class::Terminal),
                    )
                }
                Class::Comma => shape.commas += 1,
                Class::Open | Class::Close => {
                    shape.quotes += u32::from(!matches!(bytes[from], b'(' | b')' | b'[' | b']'));
                    if bytes[from] == b'('
                        && last == Class::Close
                        && from > 0
                        && bytes[from - 1] == b']'
                    {
                        let target = link_target(bytes, at);
                        shape.linked += (target - at) as u32;
                        at = target;
                    }
                }
                Class::Bullet | Class::Symbol => {
                    shape.bullets += u32::from(class == Class::Bullet);
                    shape.symbols += u32::from(class == Class::Symbol);
                    shape.sign = shape.sign.max(sign(bytes, from));
                }
                Class::Terminal | Class::Colon | Class::Dash => {}
            }
            if last != Class::Space {
                before_last = last;
            }
            last = class;
        }
        shape
    }

    /// Adds up a word that begins at `from`.
    #[inline]
    fn add(&mut self, word: &Word, table: &Table, bytes: &[u8], from: usize) {
        let &Word {
            letters,
            digits,
            capitals,
            titled,
            ..
        } = word;
        self.key = step(self.key, word.hash);
        self.halves += 2;
        self.word_chars += letters + digits;
        self.digits += digits;
        self.cased += word.cased;
        self.capitals += capitals;
        self.titled += u32::from(titled && letters > 1);
        self.shouted += u32::from(letters > 1 && capitals == letters);
        self.short += u32::from((1..=3).contains(&letters));
        if capitals > u32::from(titled) && capitals < letters {
            self.glued += glued(table, bytes, from..word.end);
        }
    }

    /// Whether the block has a digit or a sign beside prose's own punctuation.
    pub(crate) fn has_signs(&self) -> bool {
        self.digits + self.symbols + self.bullets + self.quotes > 0 || self.end == End::Colon
    }

    /// Words; a character of a script without spaces is half of one.
    pub(crate) fn words(&self) -> f32 {
        self.halves as f32 / 2.0
    }
}

/// How many capitals stand right behind two letters of which the second is
/// small.
#[cold]
fn glued(table: &Table, bytes: &[u8], word: std::ops::Range<usize>) -> u32 {
    let (mut at, mut letters, mut before, mut count) = (word.start, 0, Class::Space, 0);
    while at < word.end {
        let (class, length) = table.at(bytes, at);
        count += u32::from(letters >= 2 && before == Class::Lower && class == Class::Upper);
        (at, letters, before) = (at + length, letters + 1, class);
    }
    count
}

/// Where the target of a Markdown link ends that begins at `at`.
fn link_target(bytes: &[u8], at: usize) -> usize {
    let length = bytes[at..]
        .iter()
        .take_while(|byte| !matches!(byte, b')' | b' ' | b'\n'))
        .count();
    at + length
}

fn start(block: &str) -> Start {
    match marker::marker(block) {
        Some((Marker::Item, _)) => return Start::Item,
        Some((Marker::Heading, _)) => return Start::Heading,
        Some((Marker::Quote, _)) => return Start::Cited,
        _ => {}
    }
    match block.chars().next().map(|c| (c, class(c))) {
        Some((_, Class::Lower)) => Start::Lower,
        Some((_, Class::Upper)) => Start::Upper,
        Some((_, Class::Letter | Class::Unspaced)) => Start::Letter,
        Some((_, Class::Digit)) => Start::Digit,
        Some(('"' | '“' | '„' | '«' | '»' | '”' | '‘' | '\'' | '「' | '『', _)) => {
            Start::Quote
        }
        Some((_, Class::Dash)) => Start::Dash,
        _ => Start::Other,
    }
}

fn end(block: &str) -> End {
    if block.as_bytes().last().is_some_and(u8::is_ascii_alphabetic) {
        return End::Letter;
    }
    let mut visible = block
        .chars()
        .rev()
        .map(|c| (c, class(c)))
        .filter(|(_, class)| *class != Class::Invisible);
    let (last, before) = (visible.next(), visible.next());
    let terminal = |c: Option<(char, Class)>| c.is_some_and(|(_, class)| class == Class::Terminal);
    match last {
        Some(('…', _)) => End::Ellipsis,
        Some(('.', _)) if before.is_some_and(|(c, _)| c == '.') => End::Ellipsis,
        Some((_, Class::Terminal)) => End::Sentence,
        Some((_, Class::Close)) if terminal(before) => End::Quoted,
        Some((_, Class::Close)) => End::Close,
        Some((_, Class::Colon)) => End::Colon,
        Some((_, Class::Comma)) => End::Comma,
        Some((_, Class::Digit)) => End::Digit,
        Some((_, class)) if class.is_letter() => End::Letter,
        _ => End::Other,
    }
}

/// The sign that a symbol at `at` is.
fn sign(bytes: &[u8], at: usize) -> Sign {
    let before = at.checked_sub(1).map(|before| bytes[before]);
    match &bytes[at..] {
        [0xC2, 0xA9 | 0xAE, ..] | [0xE2, 0x84, 0xA2, ..] => Sign::Copyright,
        [b'/', ..] if before == Some(b'/') => Sign::Address,
        [b'@', ..] if before.is_some_and(|byte| byte.is_ascii_alphanumeric()) => Sign::Address,
        [b'@', ..] => Sign::Handle,
        [b'#', ..] if before == Some(b' ') => Sign::Handle,
        [b'%' | b'$', ..] | [0xC2, 0xA3 | 0xA5, ..] | [0xE2, 0x82, 0xAC, ..] => Sign::Amount,
        [b'/', ..] => Sign::Slash,
        _ => Sign::None,
    }
}
