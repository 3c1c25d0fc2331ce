//! Character classes: one look-up that segmenters, features and the lexicon
//! share, so that they agree on what a letter, a bullet or a full stop is.

use std::sync::LazyLock;

/// What a character is to the shape of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Class {
    /// White space, no-break space and the wide space of CJK among it.
    Space,
    /// A lower-case letter.
    Lower,
    /// An upper-case or title-case letter.
    Upper,
    /// A letter of a script without case that parts words by spaces
    /// (Arabic, Hangul, Devanagari, …), and combining marks.
    Letter,
    /// A letter of a script that writes without spaces (Han, kana, Thai, …).
    Unspaced,
    /// A decimal digit.
    Digit,
    /// Ends a sentence.
    Terminal,
    /// `:` in its forms.
    Colon,
    /// Parts clauses: comma, semicolon and their forms.
    Comma,
    /// Opens a quotation or bracket.
    Open,
    /// Closes a quotation or bracket; straight quotes.
    Close,
    /// Hyphens, dashes and apostrophes: punctuation inside words and prose.
    Dash,
    /// Stands before list items or between links: `|`, `»`, `•`, `>`.
    Bullet,
    /// Nothing to see: controls, zero-width characters, bidi marks.
    Invisible,
    /// Any other symbol.
    Symbol,
    /// A byte of a character behind its first.
    Rest,
}

/// The classes of the ASCII characters.
const ASCII: [Class; 128] = {
    let mut table = [Class::Symbol; 128];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = match byte as u8 {
            b'\t' | b'\n' | 0x0B | 0x0C | b'\r' | b' ' => Class::Space,
            0..=0x1F | 0x7F => Class::Invisible,
            b'a'..=b'z' => Class::Lower,
            b'A'..=b'Z' => Class::Upper,
            b'0'..=b'9' => Class::Digit,
            b'.' | b'!' | b'?' => Class::Terminal,
            b':' => Class::Colon,
            b',' | b';' => Class::Comma,
            b'(' | b'[' | b'{' => Class::Open,
            b'"' | b')' | b']' | b'}' => Class::Close,
            b'-' | b'\'' | b'`' => Class::Dash,
            b'|' | b'*' | b'>' | b'+' | b'#' | b'<' => Class::Bullet,
            _ => Class::Symbol,
        };
        byte += 1;
    }
    table
};

/// The first code point that [`Table`] does not hold: behind Latin, Greek,
/// Cyrillic, Arabic, the scripts of India, Thai, punctuation and kana.
const COMMON: usize = 0x3100;

/// The first code point whose lower case [`Table`] does not hold.
const CASED: usize = 0x800;

/// What is known of the commonest characters, so that it need not be worked
/// out anew.
#[derive(Debug)]
pub(crate) struct Table {
    classes: [Class; COMMON],
    /// The lower case of each character; 0 where that is not one character.
    lower: [u16; CASED],
}

impl Table {
    /// The table, made once.
    pub(crate) fn shared() -> &'static Table {
        static TABLE: LazyLock<Table> = LazyLock::new(|| Table {
            classes: std::array::from_fn(|code| {
                char::from_u32(code as u32).map_or(Class::Invisible, worked_out)
            }),
            lower: std::array::from_fn(|code| char::from_u32(code as u32).map_or(0, small)),
        });
        &TABLE
    }

    /// The class of the character that begins at `at` of a text, and its
    /// length in bytes; [`Class::Rest`] and 1 inside a character.
    #[inline(always)]
    pub(crate) fn at(&self, text: &[u8], at: usize) -> (Class, usize) {
        let first = text[at];
        match first {
            0..0x80 => (ASCII[usize::from(first)], 1),
            0x80..0xC0 => (Class::Rest, 1),
            // The commonest of the rest have two bytes.
            0xC0..0xE0 => {
                let code = usize::from(first & 0x1F) << 6 | usize::from(text[at + 1] & 0x3F);
                (self.classes[code], 2)
            }
            _ => {
                let (code, length) = decode(text, at);
                (self.of(code), length)
            }
        }
    }

    /// The class of a code point.
    #[inline]
    pub(crate) fn of(&self, code: u32) -> Class {
        match code as usize {
            code @ 0..COMMON => self.classes[code],
            0x3400..=0x9FFF => Class::Unspaced,
            0xAC00..=0xD7A3 => Class::Letter,
            _ => rare(code),
        }
    }

    /// The lower case of a code point, where the table holds it and it is one
    /// character.
    #[inline]
    pub(crate) fn lower(&self, code: u32) -> Option<u32> {
        let lower = *self.lower.get(code as usize)?;
        (lower != 0).then_some(u32::from(lower))
    }
}

/// The lower case of a character, 0 where that is not one character of the
/// first 65,536.
fn small(c: char) -> u16 {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => u16::try_from(u32::from(one)).unwrap_or(0),
        _ => 0,
    }
}

/// The code point of the character of more than one byte that begins at `at`
/// of a text, and its length in bytes.
#[inline(always)]
pub(crate) fn decode(text: &[u8], at: usize) -> (u32, usize) {
    let (first, second) = (u32::from(text[at]), u32::from(text[at + 1]) & 0x3F);
    if first < 0xE0 {
        return ((first & 0x1F) << 6 | second, 2);
    }
    let third = u32::from(text[at + 2]) & 0x3F;
    if first < 0xF0 {
        return ((first & 0xF) << 12 | second << 6 | third, 3);
    }
    let fourth = u32::from(text[at + 3]) & 0x3F;
    ((first & 0x7) << 18 | second << 12 | third << 6 | fourth, 4)
}

/// The code point of the character that begins at `at` of a text, and its
/// length in bytes.
#[inline]
pub(crate) fn code_at(text: &[u8], at: usize) -> (u32, usize) {
    if text[at].is_ascii() {
        (u32::from(text[at]), 1)
    } else {
        decode(text, at)
    }
}

/// The class of a character.
#[inline]
pub(crate) fn class(c: char) -> Class {
    if c.is_ascii() {
        ASCII[c as usize]
    } else {
        Table::shared().of(u32::from(c))
    }
}

/// The class of a character that no table holds.
#[cold]
fn rare(code: u32) -> Class {
    char::from_u32(code).map_or(Class::Invisible, worked_out)
}

/// The class of a character, from its properties.
fn worked_out(c: char) -> Class {
    match c {
        _ if c.is_ascii() => ASCII[c as usize],
        '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' => Class::Unspaced,
        '。' | '！' | '？' | '…' | '।' | '؟' | '۔' | '｡' | '．' => Class::Terminal,
        '：' | '︰' => Class::Colon,
        '，' | '、' | '；' | '،' | '؛' | '､' => Class::Comma,
        '“' | '„' | '‘' | '‚' | '（' | '「' | '『' | '【' | '《' | '〈' | '［' | '«' | '‹' => {
            Class::Open
        }
        '”' | '’' | '）' | '」' | '』' | '】' | '》' | '〉' | '］' | '»' | '›' => {
            Class::Close
        }
        '–' | '—' | '‐' | '‑' | '―' | 'ʼ' => Class::Dash,
        '•' | '·' | '▪' | '►' | '▸' | '●' | '○' | '◦' | '‣' | '→' | '■' | '□' | '◆' | '◇' | '※'
        | '▶' | '✓' | '✔' | '⁃' | '∙' | '｜' | '▼' | '▲' | '←' | '↑' | '↓' | '↩' | '➤' | '★'
        | '☆' => Class::Bullet,
        '\u{E00}'..='\u{E4F}'
        | '\u{E80}'..='\u{ECF}'
        | '\u{1000}'..='\u{109F}'
        | '\u{1780}'..='\u{17D3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}'
        | '々'
        | '〇' => Class::Unspaced,
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}' => Class::Invisible,
        '\u{80}'..='\u{84}' | '\u{86}'..='\u{9F}' => Class::Invisible,
        _ if c.is_whitespace() => Class::Space,
        _ if c.is_lowercase() => Class::Lower,
        _ if c.is_uppercase() => Class::Upper,
        _ if c.is_alphabetic() => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        '\u{300}'..='\u{36F}' => Class::Letter,
        _ => Class::Symbol,
    }
}

impl Class {
    /// A letter of any kind.
    #[inline]
    pub(crate) fn is_letter(self) -> bool {
        matches!(
            self,
            Class::Lower | Class::Upper | Class::Letter | Class::Unspaced
        )
    }

    /// A letter or digit.
    #[inline]
    pub(crate) fn is_word(self) -> bool {
        self.is_letter() || self == Class::Digit
    }

    /// Shows nothing: white space or invisible.
    #[inline]
    pub(crate) fn is_blank(self) -> bool {
        matches!(self, Class::Space | Class::Invisible)
    }
}

/// Whether a test holds for any two bytes in a row. It should have no branches: it is
/// done for many bytes at once.
#[inline(always)]
pub(crate) fn any_pair(bytes: &[u8], test: impl Fn(u8, u8) -> bool) -> bool {
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    pairs.fold(0, |found, (&one, &other)| {
        found | u8::from(test(one, other))
    }) != 0
}

/// The last place of a text up to `index` where a character begins.
pub(crate) fn floor_char_boundary(text: &str, index: usize) -> usize {
    let mut boundary = index.min(text.len());
    while !text.is_char_boundary(boundary) {
        boundary -= 1;
    }
    boundary
}

/// The text without blank characters at its ends, as a range of `text`.
pub(crate) fn trimmed(text: &str) -> std::ops::Range<usize> {
    // Most texts begin and end in ASCII, or in a character of two or three bytes that
    // is not among the blank ones.
    let end = match text.as_bytes() {
        [.., b'!'..=b'~'] | [.., 0xC3..=0xDF, _] | [.., 0xE4..=0xE9, _, _] => text.len(),
        _ => text.trim_end_matches(|c| class(c).is_blank()).len(),
    };
    let start = match text.as_bytes() {
        [] | [b'!'..=b'~' | 0xC3..=0xDF | 0xE4..=0xE9, ..] => 0,
        _ => {
            end - text[..end]
                .trim_start_matches(|c| class(c).is_blank())
                .len()
        }
    };
    start..end
}

/// The classes of a piece of text, one a byte; keeps its memory from piece to
/// piece.
#[derive(Debug, Default)]
pub(crate) struct Classes {
    classes: Vec<Class>,
}

impl Classes {
    /// The class of each byte of `text`: that of its character on its first
    /// byte, [`Class::Rest`] on the others.
    pub(crate) fn of(&mut self, text: &str) -> &[Class] {
        let (table, bytes) = (Table::shared(), text.as_bytes());
        self.classes.clear();
        self.classes.resize(bytes.len(), Class::Rest);
        let mut at = 0;
        while at < bytes.len() {
            if let Some(eight) = bytes[at..].first_chunk::<8>()
                && eight.is_ascii()
                && let Some(classes) = self.classes[at..].first_chunk_mut::<8>()
            {
                *classes = eight.map(|byte| ASCII[usize::from(byte & 0x7F)]);
                at += 8;
                continue;
            }
            let (class, length) = table.at(bytes, at);
            self.classes[at] = class;
            at += length;
        }
        &self.classes
    }
}

/// Whether a character ends a line: LF, CR, vertical tab, form feed, U+0085,
/// U+2028, U+2029.
pub(crate) fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// How many line breaks, as editors count them (LF, CR LF and CR), stand in a
/// text.
pub(crate) fn count_breaks(text: &str) -> usize {
    let bytes = text.as_bytes();
    let feeds = memchr::memchr_iter(b'\n', bytes).count();
    let returns = memchr::memchr_iter(b'\r', bytes)
        .filter(|&at| bytes.get(at + 1) != Some(&b'\n'))
        .count();
    feeds + returns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_one_class_however_it_is_asked_for() {
        let (table, mut classes) = (Table::shared(), Classes::default());
        for c in '\0'..=char::MAX {
            let expected = worked_out(c);
            let text = c.to_string();
            assert_eq!(class(c), expected, "{c:?}");
            assert_eq!(
                table.at(text.as_bytes(), 0),
                (expected, c.len_utf8()),
                "{c:?}"
            );
            if u32::from(c).is_multiple_of(61) {
                assert_eq!(
                    (classes.of(&text)[0], classes.of(&text).len()),
                    (expected, c.len_utf8()),
                    "{c:?}"
                );
            }
        }
        assert_eq!(table.at("é".as_bytes(), 1), (Class::Rest, 1));
    }

    #[test]
    fn blanks_of_all_kinds_are_trimmed() {
        for (text, range) in [
            ("a", 0..1),
            ("ab", 0..2),
            ("", 0..0),
            (" \u{a0}", 0..0),
            ("\u{3000}a b\u{200b} ", 3..6),
            ("\u{1}!~\u{7f}", 1..3),
            ("é", 0..2),
        ] {
            assert_eq!(trimmed(text), range, "{text:?}");
        }
    }

    #[test]
    fn the_tables_lower_case_is_unicodes() {
        for c in ('\0'..=char::MAX).take(2 * CASED) {
            if let Some(lower) = Table::shared().lower(u32::from(c)) {
                assert!(c.to_lowercase().map(u32::from).eq([lower]), "{c:?}");
            }
        }
        assert_eq!(Table::shared().lower(u32::from('İ')), None);
        assert_eq!(Table::shared().lower(u32::from('Ж')), Some(u32::from('ж')));
    }
}
