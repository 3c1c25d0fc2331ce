//! Character references.
//!
//! 13.2.5.72 Character reference state, to 13.2.5.80 Numeric character
//! reference end state.

use std::borrow::Cow;

use crate::html::entities;

/// A character reference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Reference {
    /// Its length without the `&`.
    pub(crate) length: usize,
    value: Value,
}

/// What a reference stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Value {
    Named(&'static str),
    Numeric(char),
}

/// The characters that a reference stands for.
pub(crate) struct ReferenceText {
    named: &'static str,
    numeric: [u8; 4],
    length: usize,
}

impl Reference {
    /// The characters that it stands for.
    pub(crate) fn text(self) -> ReferenceText {
        match self.value {
            Value::Named(named) => ReferenceText {
                named,
                numeric: [0; 4],
                length: 0,
            },
            Value::Numeric(character) => {
                let mut numeric = [0; 4];
                let length = character.encode_utf8(&mut numeric).len();
                ReferenceText {
                    named: "",
                    numeric,
                    length,
                }
            }
        }
    }
}

impl ReferenceText {
    /// The characters as text.
    pub(crate) fn as_str(&self) -> &str {
        if self.length == 0 {
            self.named
        } else {
            std::str::from_utf8(&self.numeric[..self.length]).unwrap_or_default()
        }
    }
}

/// 13.2.5.72 Character reference state: the reference that a text begins with,
/// which follows an `&`. `None` when the `&` is just that.
pub(crate) fn character_reference(text: &[u8], in_attribute: bool) -> Option<Reference> {
    match text.first()? {
        b'#' => numeric_reference(text),
        byte if byte.is_ascii_alphanumeric() => named_reference(text, in_attribute),
        _ => None,
    }
}

/// 13.2.5.73 Named character reference state. In an attribute, `&copy=` and
/// `&copyright` are no references, for links have such in them.
fn named_reference(text: &[u8], in_attribute: bool) -> Option<Reference> {
    let (length, value) = entities::longest_match(text)?;
    let ended = text[length - 1] == b';';
    if in_attribute && !ended {
        let next = text.get(length);
        if next.is_some_and(|&next| next == b'=' || next.is_ascii_alphanumeric()) {
            return None;
        }
    }
    Some(Reference {
        length,
        value: Value::Named(value),
    })
}

/// 13.2.5.75 Numeric character reference state, to 13.2.5.79; the text begins
/// with `#`.
fn numeric_reference(text: &[u8]) -> Option<Reference> {
    let (radix, digits_start) = match text.get(1) {
        Some(b'x' | b'X') => (16, 2),
        _ => (10, 1),
    };
    let mut code: u32 = 0;
    let mut length = digits_start;
    while let Some(digit) = text
        .get(length)
        .and_then(|&byte| char::from(byte).to_digit(radix))
    {
        code = code.saturating_mul(radix).saturating_add(digit);
        length += 1;
    }
    if length == digits_start {
        return None;
    }
    if text.get(length) == Some(&b';') {
        length += 1;
    }
    Some(Reference {
        length,
        value: Value::Numeric(numeric_reference_end(code)),
    })
}

/// 13.2.5.80 Numeric character reference end state: surrogates, NUL and what is
/// too large are replaced, and what Windows-1252 has for the C1 controls.
fn numeric_reference_end(code: u32) -> char {
    match code {
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9f => WINDOWS_1252[code as usize - 0x80],
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// The characters of Windows-1252 from 0x80 to 0x9F; where it has none, the
/// control character.
#[rustfmt::skip]
static WINDOWS_1252: [char; 32] = [
    '\u{20ac}', '\u{81}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}',
    '\u{2c6}', '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{8d}', '\u{17d}', '\u{8f}',
    '\u{90}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{2022}', '\u{2013}', '\u{2014}',
    '\u{2dc}', '\u{2122}', '\u{161}', '\u{203a}', '\u{153}', '\u{9d}', '\u{17e}', '\u{178}',
];

/// An attribute's value with its references decoded and its NULs replaced.
pub(crate) fn decode_attribute_value(raw: &str) -> Cow<'_, str> {
    let bytes = raw.as_bytes();
    if memchr::memchr2(b'&', 0, bytes).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut decoded = String::with_capacity(raw.len());
    let mut copied = 0;
    for place in memchr::memchr2_iter(b'&', 0, bytes) {
        if bytes[place] == 0 {
            decoded.push_str(&raw[copied..place]);
            decoded.push(char::REPLACEMENT_CHARACTER);
            copied = place + 1;
        } else if let Some(reference) = character_reference(&bytes[place + 1..], true) {
            decoded.push_str(&raw[copied..place]);
            decoded.push_str(reference.text().as_str());
            copied = place + 1 + reference.length;
        }
    }
    decoded.push_str(&raw[copied..]);
    Cow::Owned(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(text: &str) -> Option<(usize, String)> {
        let reference = character_reference(text.as_bytes(), false)?;
        Some((reference.length, reference.text().as_str().to_owned()))
    }

    #[test]
    fn numeric_references() {
        assert_eq!(decode("#65;x"), Some((4, "A".into())));
        assert_eq!(decode("#x41x"), Some((4, "A".into())));
        assert_eq!(decode("#X1F600;"), Some((8, "😀".into())));
        assert_eq!(decode("#128;"), Some((5, "€".into())));
        assert_eq!(decode("#0;"), Some((3, "\u{fffd}".into())));
        assert_eq!(decode("#xd800;"), Some((7, "\u{fffd}".into())));
        assert_eq!(decode("#99999999999999;"), Some((16, "\u{fffd}".into())));
        assert_eq!(decode("#;"), None);
        assert_eq!(decode("#x;"), None);
    }

    #[test]
    fn attribute_values() {
        assert_eq!(
            decode_attribute_value("?a=1&copy=2&amp;b&lt"),
            "?a=1&copy=2&b<"
        );
        assert_eq!(
            decode_attribute_value("&copyright &copy x\0"),
            "&copyright © x\u{fffd}"
        );
        assert!(matches!(
            decode_attribute_value("plain"),
            Cow::Borrowed("plain")
        ));
    }
}
