//! UTF-16 without a byte-order mark, told by its bytes.
//!
//! No text in any other encoding holds NULs; text in UTF-16 holds one with each
//! space, line end and Latin letter, always in the same half of the code unit.
//! That alone finds Latin text. Elsewhere the units must also be such as texts
//! are made of: read as 16-bit units, binary data and 8-bit text with stray
//! NULs soon give surrogates without their other half, private characters,
//! controls, and signs that nobody writes.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::utf8;

/// So much of a document is looked at.
const SAMPLE: usize = 4096;

/// Shorter text than this is only known by its ASCII characters.
const ENOUGH_UNITS: usize = 16;

/// At most one unit in so many may be implausible.
const PLAUSIBLE_TO_ONE: usize = 50;

/// UTF-16LE or UTF-16BE, when the bytes are plainly that.
pub(super) fn find(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if memchr::memchr(0, sample).is_none() || is_8_bit_text(sample) {
        return None;
    }
    let little = Census::of(sample, u16::from_le_bytes);
    let big = Census::of(sample, u16::from_be_bytes);
    match (little.is_text(), big.is_text()) {
        (true, true) if little.marks == big.marks => None,
        (true, true) => Some(if little.marks > big.marks {
            UTF_16LE
        } else {
            UTF_16BE
        }),
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        (false, false) => None,
    }
}

/// Whether the bytes are better read as UTF-8, in spite of their NULs.
///
/// UTF-16 in an alphabet can be valid UTF-8 too, but then every other byte is
/// one of two: the alphabet's high byte, and the NUL of the spaces.
fn is_8_bit_text(sample: &[u8]) -> bool {
    utf8::is_valid_so_far(sample)
        && !is_one_of_two(sample.iter().skip(1).step_by(2))
        && !is_one_of_two(sample.iter().step_by(2))
}

/// Whether two values make up four in five of these bytes.
fn is_one_of_two<'a>(bytes: impl ExactSizeIterator<Item = &'a u8>) -> bool {
    let all = bytes.len();
    let mut counts = [0usize; 256];
    for byte in bytes {
        counts[usize::from(*byte)] += 1;
    }
    counts.sort_unstable();
    (counts[254] + counts[255]) * 5 >= all * 4
}

/// What the units of a sample are, in one byte order.
#[derive(Default)]
struct Census {
    units: usize,
    /// ASCII: printable, or white space.
    ascii: usize,
    /// Spaces and line ends. In the other byte order they are U+2000, U+0A00
    /// and U+0D00: one is hardly ever written, the others are unassigned.
    marks: usize,
    /// What text is not made of.
    implausible: usize,
}

impl Census {
    fn of(sample: &[u8], unit: fn([u8; 2]) -> u16) -> Census {
        let mut census = Census::default();
        let (pairs, _) = sample.as_chunks::<2>();
        let mut units = pairs.iter().map(|pair| unit(*pair)).peekable();
        while let Some(unit) = units.next() {
            census.units += 1;
            match unit {
                0x20 | 0x0A | 0x0D => {
                    census.ascii += 1;
                    census.marks += 1;
                }
                0x09 | 0x21..=0x7E => census.ascii += 1,
                0xD800..=0xDBFF => {
                    let is_whole = units
                        .next_if(|low| matches!(low, 0xDC00..=0xDFFF))
                        .is_some();
                    let is_cut = units.peek().is_none();
                    census.implausible += usize::from(!is_whole && !is_cut);
                }
                _ => census.implausible += usize::from(is_implausible(unit)),
            }
        }
        census
    }

    /// Whether this is text: hardly a unit is implausible, and it is mostly
    /// ASCII, or else long enough to be judged and not without a space.
    fn is_text(&self) -> bool {
        let is_ascii = self.ascii * 2 > self.units;
        let is_spaced = self.marks > 0 && self.units >= ENOUGH_UNITS;
        (is_ascii || is_spaced) && self.implausible * PLAUSIBLE_TO_ONE <= self.units
    }
}

/// Whether a unit, not of a surrogate pair, is one that text hardly holds.
fn is_implausible(unit: u16) -> bool {
    matches!(unit,
        // Controls but form feed and next line.
        0x00..=0x08 | 0x0B | 0x0E..=0x1F | 0x7F..=0x84 | 0x86..=0x9F
        // What spaces and line ends are in the wrong byte order.
        | 0x0A00 | 0x0D00 | 0x2000
        // Rare punctuation: what a space and a Latin letter are as one unit.
        | 0x2041..=0x209F
        | 0xDC00..=0xDFFF // low surrogates
        | 0xE000..=0xF8FF // private use
        | 0xFDD0..=0xFDEF | 0xFFFE | 0xFFFF // noncharacters
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 11] = [
        "Hi",
        "The ferry sails at nine.\nIt is late.",
        "Déjà vu, à peine: «\u{a0}l’été\u{a0}» où l’on s’en va.",
        "Паром отходит в девять.\r\nОн опаздывает.",
        "Το πλοίο φεύγει στις εννέα.\n",
        "渡轮九点开船。一天一班。\n一切都晚了。",
        "フェリーは九時に出ます。\n遅れています。",
        "여객선은 아홉 시에 떠난다.\n늦었다.",
        "المعدية تغادر في التاسعة.\n",
        "नाव नौ बजे चलती है।\n",
        "เรือออกเวลาเก้าโมง 😀 สาย\n",
    ];

    fn bytes(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn texts_of_many_scripts() {
        for text in TEXTS {
            for text in [text, &text.repeat(300)] {
                assert_eq!(
                    find(&bytes(text, u16::to_le_bytes)),
                    Some(UTF_16LE),
                    "{text}"
                );
                assert_eq!(
                    find(&bytes(text, u16::to_be_bytes)),
                    Some(UTF_16BE),
                    "{text}"
                );
            }
        }
    }

    #[test]
    fn what_is_no_utf16() {
        let windows_1251 = encoding_rs::WINDOWS_1251.encode(TEXTS[3]).0;
        let windows_1252 = b"Caf\xE9 au lait, the \xE9t\xE9 of \xE0 la carte, and more of it.";
        let gbk = encoding_rs::GBK.encode(TEXTS[5]).0;
        let integers: Vec<u8> = (0..500u32).flat_map(u32::to_le_bytes).collect();
        let utf_32: Vec<u8> = TEXTS[1]
            .chars()
            .flat_map(|c| u32::from(c).to_le_bytes())
            .collect();
        let c_strings = "one two three four\n\0".repeat(20);
        let cases: [(&str, Vec<u8>); 12] = [
            ("empty", vec![]),
            ("one byte", vec![0]),
            ("a NUL after a space", b"ab \0".to_vec()),
            ("a NUL after a word", b"abcdefghijklmnop \0".to_vec()),
            ("NULs", vec![0; 1000]),
            ("ASCII", b"The ferry sails at nine.".to_vec()),
            ("C strings", c_strings.into_bytes()),
            (
                "windows-1252",
                [b"\0 ", windows_1252.as_slice(), b" \0 \0\n\0"].concat(),
            ),
            ("windows-1251", [&windows_1251[..], b" \0 \0\n\0"].concat()),
            ("GBK", [&gbk[..], b" \0 \0\n\0"].concat()),
            ("integers", integers),
            ("UTF-32", utf_32),
        ];
        for (what, bytes) in cases {
            assert_eq!(find(&bytes).map(Encoding::name), None, "{what}");
        }
    }
}
