//! Whether a line may have a place to be cut at: a look that spares most lines
//! the scan for [joints](super::joints). It may pass a line that has none,
//! never the other way round.

use crate::chars::{Class, Table, floor_char_boundary};
use crate::lexicon::{Folded, Lexicon};

/// Where the first separator, wide gap or glue of the line may begin: not behind it.
pub(super) fn parted(line: &str) -> Option<usize> {
    let parts = |bytes: &[u8; LANES + 2]| match bytes.is_ascii() {
        true => any_three(bytes, parts_ascii),
        false => any_three(bytes, parts_bytes),
    };
    let is_so = |from, to| {
        let piece = &line.as_bytes()[from..to];
        piece.is_ascii() || parts_characters(around(line, from, to))
    };
    find(line.as_bytes(), parts, is_so)
}

/// The bytes from one character before `from` to one behind `to`.
fn around(line: &str, from: usize, to: usize) -> &[u8] {
    let before = floor_char_boundary(line, from.saturating_sub(1));
    let start = floor_char_boundary(line, before.saturating_sub(1));
    let mut end = to.min(line.len());
    while !line.is_char_boundary(end) {
        end += 1;
    }
    &line.as_bytes()[start..end]
}

/// Whether three bytes of ASCII have a joint between them.
#[inline]
fn parts_ascii(first: u8, second: u8, third: u8) -> bool {
    let glued = (is_small(first) | closes(first)) & is_capital(second) & is_small(third);
    glued | parts_blanks(first, second, third)
}

/// The same for any three bytes: lets too much pass.
#[inline]
fn parts_bytes(first: u8, second: u8, third: u8) -> bool {
    let goes_on = is_small(first) | closes(first) | (first >= 0x80);
    let glued = goes_on & (is_capital(second) | may_be_capital(second, third));
    let separated = (first <= b' ') & ((second == 0xC2) | (second == 0xE2) | (second == 0xEF));
    let wide = (first == 0xEF) & (second == 0xBC) & (third.wrapping_sub(0xA1) < 26);
    let blank = may_be_blank(first, second, third) | parts_blanks(first, second, third);
    glued | separated | wide | blank
}

/// How many bytes are tested at once.
const LANES: usize = 32;

/// Where the first bytes stand of which a test holds, the last two of the line taken
/// to be followed by small letters, and `is_so` of the places from which and up to
/// which they were tested.
#[inline(always)]
fn find(
    line: &[u8],
    test: impl Fn(&[u8; LANES + 2]) -> bool,
    is_so: impl Fn(usize, usize) -> bool,
) -> Option<usize> {
    let mut at = 0;
    while let Some(bytes) = line[at..].first_chunk::<{ LANES + 2 }>() {
        if test(bytes) && is_so(at, at + bytes.len()) {
            return Some(at);
        }
        at += LANES;
    }
    let mut last = [b'x'; LANES + 2];
    last[..line.len() - at].copy_from_slice(&line[at..]);
    (test(&last) && is_so(at, line.len())).then_some(at)
}

/// Whether a test holds for any three bytes in a row. It should have no branches: it
/// is done for many bytes at once.
#[inline(always)]
fn any_three(bytes: &[u8; LANES + 2], test: impl Fn(u8, u8, u8) -> bool) -> bool {
    let found = (0..LANES).fold(0, |found, lane| {
        found | u8::from(test(bytes[lane], bytes[lane + 1], bytes[lane + 2]))
    });
    found != 0
}

#[inline]
fn is_small(byte: u8) -> bool {
    byte.wrapping_sub(b'a') < 26
}

#[inline]
fn is_capital(byte: u8) -> bool {
    byte.wrapping_sub(b'A') < 26
}

/// Whether an ASCII character ends a sentence or closes a quotation.
#[inline]
fn closes(byte: u8) -> bool {
    (byte == b'.')
        | (byte == b'!')
        | (byte == b'?')
        | (byte == b'"')
        | (byte == b')')
        | (byte == b']')
        | (byte == b'}')
}

/// Whether three bytes are blanks, or a blank and a separator, or have a tab or
/// another control in the middle.
#[inline]
fn parts_blanks(first: u8, second: u8, third: u8) -> bool {
    let separated = (first <= b' ') & ((second == b'|') | (second == b'>'));
    let wide = (first <= b' ') & (second <= b' ') & (third <= b' ');
    let control = (second < b' ') & (second != b'\n') & (second != b'\r') | (second == 0x7F);
    separated | wide | control
}

/// Whether two bytes may begin a capital beyond ASCII.
#[inline]
fn may_be_capital(first: u8, second: u8) -> bool {
    let latin = (first == 0xC3) & (second < 0x9F) | (first.wrapping_sub(0xC4) < 10);
    let greek = (first == 0xCE) & (second < 0xAC) | (first == 0xCF) & (second >= 0x8F);
    let cyrillic = (first == 0xD0) & (second < 0xB0)
        | (first == 0xD1) & (second >= 0xA0)
        | (first.wrapping_sub(0xD2) < 4);
    let wide =
        (first == 0xE1) | (first == 0xE2) & (second >= 0x84) | (first == 0xEA) & (second < 0xB0);
    latin | greek | cyrillic | wide | (first >= 0xF0)
}

/// Whether three bytes may begin a blank or an invisible character beyond
/// ASCII.
#[inline]
fn may_be_blank(first: u8, second: u8, third: u8) -> bool {
    let narrow = (first == 0xC2) & ((second <= 0xA0) | (second == 0xAD));
    let general = (first == 0xE2)
        & ((second == 0x80) & ((third < 0x90) | (third.wrapping_sub(0xA8) < 8)) | (second == 0x81));
    let rest = (first == 0xE1) & (second == 0x9A)
        | (first == 0xE3) & (second == 0x80) & (third == 0x80)
        | (first == 0xEF) & ((second == 0xB8) | (second == 0xBB));
    narrow | general | rest
}

/// The same for a piece of any line, a character at a time.
fn parts_characters(line: &[u8]) -> bool {
    let table = Table::shared();
    let (mut at, mut before) = (0, Class::Comma);
    while at < line.len() {
        let (class, length) = table.at(line, at);
        let begins = PARTING[before as usize] >> class as u32 & 1 != 0
            && (class != Class::Close || is_angle(&line[at..at + length]));
        if begins || line[at] == b'\t' {
            return true;
        }
        at += length;
        before = class;
    }
    false
}

/// Whether a character is one of the closing quotation marks that also part
/// links.
pub(super) fn is_angle(character: &[u8]) -> bool {
    matches!(character, [0xC2, 0xBB] | [0xE2, 0x80, 0xBA])
}

/// For each class, a bit for each class that begins a joint behind it.
const PARTING: [u16; 16] = {
    let invisible = 1 << Class::Invisible as u32;
    let capital = 1 << Class::Upper as u32;
    let mut parting = [invisible; 16];
    parting[Class::Lower as usize] |= capital;
    parting[Class::Terminal as usize] |= capital;
    parting[Class::Close as usize] |= capital;
    parting[Class::Space as usize] |=
        1 << Class::Space as u32 | 1 << Class::Bullet as u32 | 1 << Class::Close as u32;
    parting
};

/// Whether a phrase that prose ends in may stand behind the last sentence of a
/// line that has no wide gap, in its last `tail` bytes.
pub(super) fn may_end_in_phrase(
    line: &str,
    tail: usize,
    lexicon: &Lexicon,
    folded: &mut Folded,
) -> bool {
    if !lexicon.may_end_in_last_word(line) {
        return false;
    }
    let from = line.len().saturating_sub(reach(tail));
    let tail = &line[floor_char_boundary(line, from)..];
    breaks_bytes(tail.as_bytes())
        && (tail.is_ascii() || breaks_characters(tail.as_bytes()))
        && lexicon.may_end(tail, folded)
}

/// How many bytes decide what stands in the last `tail`: the sentence before ends up
/// to two blanks, a full stop or a quote before it.
pub(super) fn reach(tail: usize) -> usize {
    tail + 9
}

/// Whether a sentence may end inside a piece of text, from its bytes alone:
/// exact for ASCII, else lets too much pass.
fn breaks_bytes(piece: &[u8]) -> bool {
    let breaks = |first, second, _| {
        closes(first) & ((second <= b' ') | (second >= 0x80)) | may_close(first, second)
    };
    find(piece, |bytes| any_three(bytes, breaks), |_, _| true).is_some()
}

/// Whether two bytes may begin a character beyond ASCII that ends a sentence or
/// closes a quotation.
#[inline]
fn may_close(first: u8, second: u8) -> bool {
    let narrow = (first == 0xC2) & (second == 0xBB)
        | (first == 0xD8) & (second == 0x9F)
        | (first == 0xDB) & (second == 0x94);
    let wide = (first == 0xE0) & (second == 0xA5)
        | (first == 0xE2) & (second == 0x80)
        | (first == 0xE3) & (second == 0x80);
    narrow | wide | (first == 0xEF) & ((second == 0xBC) | (second == 0xBD))
}

/// The same, a character at a time.
fn breaks_characters(piece: &[u8]) -> bool {
    let table = Table::shared();
    let (mut at, mut before) = (0, Class::Comma);
    while at < piece.len() {
        let (class, length) = table.at(piece, at);
        let ended = matches!(before, Class::Terminal | Class::Close) && class == Class::Space
            || before == Class::Terminal && class == Class::Unspaced;
        if ended {
            return true;
        }
        at += length;
        before = class;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chars::class;

    #[test]
    fn the_tests_of_bytes_let_all_characters_pass_that_they_are_for() {
        let begins_separator = |c: char| {
            class(c) == Class::Bullet && !matches!(c, '#' | '+' | '<' | '*')
                || matches!(c, '»' | '›')
        };
        for c in '\0'..=char::MAX {
            let line = format!("a{c}b");
            let passes = match class(c) {
                Class::Upper | Class::Invisible => parted(&line).is_some(),
                Class::Space if !matches!(c, ' ' | '\n' | '\r') => {
                    let parts = |bytes: &_| any_three(bytes, parts_bytes);
                    find(line.as_bytes(), parts, |_, _| true).is_some()
                }
                Class::Terminal | Class::Close => breaks_bytes(format!("{c} ").as_bytes()),
                _ if begins_separator(c) => parted(&format!("a {c} b")).is_some(),
                _ => true,
            };
            assert!(passes, "{c:?}");
        }
        for c in ('\0'..=char::MAX).filter(|&c| begins_separator(c)) {
            assert!(parted(&format!("a {c} b")).is_some(), "{c:?}");
        }
    }

    #[test]
    fn most_lines_do_not_pass() {
        for line in [
            "A line of prose, and no more.",
            "Ещё одна строка, и ничего больше.",
            "Une ligne — « et rien, dit-elle.",
            "这是一个普通的句子",
        ] {
            assert_eq!(parted(line), None, "{line}");
        }
    }
}
