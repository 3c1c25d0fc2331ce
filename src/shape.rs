//! What a block's own characters say, in one pass over them.

use std::ops::Range;

use crate::chars::{Class, Table, class};
use crate::marker::{self, Marker};
use crate::word::{HASH, ShortWord, Word, step, unspaced};

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
    /// Whether what a [`Sink`] is given is not its outline: invisible characters,
    /// `#` right behind a word.
    pub hides: bool,
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

/// Where the words of a block go that has been read.
pub(crate) trait Sink {
    /// Takes in a word that has letters (a character, in scripts without
    /// spaces): its hash, how many letters it has, and its key, if it is asked
    /// for.
    fn word(&mut self, hash: u32, letters: usize, key: impl FnOnce() -> u32);

    /// Takes in what is no word of the block, but may be part of a phrase: `©`,
    /// `@`, the target of a link.
    fn aside(&mut self, _text: &str) {}
}

/// What asks for no keys is a closure.
impl<F: FnMut(u32, usize)> Sink for F {
    #[inline(always)]
    fn word(&mut self, hash: u32, letters: usize, _: impl FnOnce() -> u32) {
        self(hash, letters);
    }
}

impl Shape {
    /// The shape of the block `range` of `text`. Gives its words to `sink`.
    pub(crate) fn of(text: &str, range: Range<usize>, sink: &mut impl Sink) -> Shape {
        let (table, bytes) = (Table::shared(), text.as_bytes());
        let block = &text[range.clone()];
        let mut shape = Shape {
            start: start(block),
            end: end(block),
            key: HASH,
            ..Shape::default()
        };
        let mut tally = Tally::default();
        let mut last = Class::Space;
        let mut before_last = Class::Space;
        let mut at = range.start;
        while at < range.end {
            let from = at;
            let (class, length) = table.at(bytes, at);
            at += length;
            match class {
                Class::Rest => continue,
                Class::Invisible => {
                    shape.hides = true;
                    continue;
                }
                Class::Lower | Class::Upper | Class::Letter | Class::Digit => {
                    at = from;
                    if bytes[from].is_ascii_alphabetic() {
                        at = shape.add_short(&mut tally, table, bytes, from..range.end, sink);
                    }
                    if at == from {
                        let word = Word::read(table, bytes, from, range.end);
                        shape.add(&word, table, &bytes[from..word.end]);
                        if word.letters > 0 {
                            let key = || word.key(table, bytes, from);
                            sink.word(word.hash, word.letters as usize, key);
                        }
                        at = word.end;
                    }
                    // Which class of letter stood last makes no difference.
                    (before_last, last) = (last, Class::Letter);
                    if at < range.end && bytes[at] == b' ' {
                        (before_last, last) = (Class::Letter, Class::Space);
                        at += 1;
                    }
                    continue;
                }
                Class::Unspaced => {
                    let hash = unspaced(bytes, from, at);
                    shape.unspaced += 1;
                    shape.key = step(shape.key, hash);
                    sink.word(hash, 1, || hash);
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
                        && from > range.start
                        && bytes[from - 1] == b']'
                    {
                        let target = link_target(&bytes[..range.end], at);
                        shape.linked += (target - at) as u32;
                        sink.aside(&text[at..target]);
                        at = target;
                    }
                }
                Class::Bullet | Class::Symbol => {
                    shape.bullets += u32::from(class == Class::Bullet);
                    shape.symbols += u32::from(class == Class::Symbol);
                    shape.sign = shape.sign.max(sign(block.as_bytes(), from - range.start));
                    match &bytes[from..at] {
                        b"#" => shape.hides |= last.is_word(),
                        b"@" | [0xC2, 0xA9] => sink.aside(&text[from..at]),
                        _ => {}
                    }
                }
                Class::Terminal | Class::Colon | Class::Dash => {}
            }
            if last != Class::Space {
                before_last = last;
            }
            last = class;
        }
        shape.add_tally(&mut tally);
        shape.halves += shape.unspaced;
        shape.word_chars += shape.unspaced;
        shape
    }

    /// Adds up the short words that stand at `range`, parted by single blanks;
    /// gives the end of the last of them.
    #[inline(always)]
    fn add_short(
        &mut self,
        tally: &mut Tally,
        table: &Table,
        bytes: &[u8],
        range: Range<usize>,
        sink: &mut impl Sink,
    ) -> usize {
        let (mut key, mut at, mut end) = (self.key, range.start, range.start);
        while let Some(word) = ShortWord::read(bytes, at, range.end) {
            end = at + word.letters;
            key = step(key, word.hash);
            if tally.add(&word) {
                self.glued += glued(table, &bytes[at..end]);
            }
            if tally.is_full() {
                self.add_tally(tally);
            }
            sink.word(word.hash, word.letters, || word.hash);
            if bytes.get(end) != Some(&b' ') {
                break;
            }
            at = end + 1;
        }
        self.key = key;
        end
    }

    /// Adds up a word.
    fn add(&mut self, word: &Word, table: &Table, bytes: &[u8]) {
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
            self.glued += glued(table, bytes);
        }
    }

    /// Adds up short words that were counted together.
    fn add_tally(&mut self, tally: &mut Tally) {
        let Tally { lanes, words } = std::mem::take(tally);
        let lane = |nth: u32| (lanes >> (13 * nth)) as u32 & 0x1FFF;
        self.halves += 2 * words;
        self.word_chars += lane(0);
        self.cased += lane(0);
        self.capitals += lane(1);
        self.titled += lane(2);
        self.shouted += lane(3);
        self.short += (lanes >> 52) as u32;
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

/// Counts of short words, five at once.
#[derive(Default)]
struct Tally {
    /// In lanes of 13 bits: letters, capitals, words that begin with a capital,
    /// that are all capitals, that have at most three letters.
    lanes: u64,
    words: u32,
}

impl Tally {
    /// Adds a word. Whether it may be glued: has a capital behind its first
    /// letter, and a small one.
    #[inline(always)]
    fn add(&mut self, word: &ShortWord) -> bool {
        let &ShortWord {
            letters, capitals, ..
        } = word;
        let entry = TALLIES[usize::from(word.titled)][capitals & 15][letters & 15];
        self.lanes += entry >> 1;
        self.words += 1;
        entry & 1 != 0
    }

    /// Whether one more word might be one too many for a lane.
    #[inline(always)]
    fn is_full(&self) -> bool {
        self.words == 500
    }
}

/// What a short word adds to a [`Tally`], times two, and 1 if it may be glued; by
/// whether it begins with a capital, its capitals and its letters.
static TALLIES: [[[u64; 16]; 16]; 2] = {
    let mut tallies = [[[0; 16]; 16]; 2];
    let mut place = 0;
    while place < 512 {
        let (titled, capitals, letters) = (place >> 8, place >> 4 & 15, place & 15);
        let long = letters > 1;
        let lanes = letters
            | capitals << 13
            | ((titled == 1 && long) as u64) << 26
            | ((capitals == letters && long) as u64) << 39
            | ((letters <= 3) as u64) << 52;
        let glued = capitals > titled && capitals < letters;
        tallies[titled as usize][capitals as usize][letters as usize] = lanes << 1 | glued as u64;
        place += 1;
    }
    tallies
};

/// How many capitals of a word stand right behind two letters of which the second
/// is small.
#[cold]
fn glued(table: &Table, bytes: &[u8]) -> u32 {
    let (mut at, mut letters, mut before, mut count) = (0, 0, Class::Space, 0);
    while at < bytes.len() {
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
