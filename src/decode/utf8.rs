//! Whether bytes are UTF-8: valid, or valid but for an accident.
//!
//! UTF-8 is the one encoding that can be told by its bytes alone: text in any
//! other that is not plain ASCII is hardly ever valid UTF-8. So a text whose
//! non-ASCII sequences are valid but for a few is UTF-8 that something cut or
//! damaged, and to read it as anything else would ruin all of it in order to
//! save those few.

use std::borrow::Cow;
use std::str::from_utf8;

use encoding_rs::UTF_8;

use super::{Decoded, read};
use crate::document::{Encoding, EncodingSource};
use crate::error::Error;

/// So many valid sequences must stand against each malformed one.
const VALID_TO_ONE_BROKEN: usize = 9;

/// The verdict over damaged text falls after so many non-ASCII sequences.
const ENOUGH_SEQUENCES: usize = 10_000;

/// Reads bytes that are UTF-8; `None` when they are something else.
///
/// Valid UTF-8 costs one pass and no copy.
pub(super) fn read(bytes: &[u8], source: EncodingSource) -> Result<Option<Decoded<'_>>, Error> {
    if let Ok(text) = from_utf8(bytes) {
        let encoding = Encoding {
            name: UTF_8.name(),
            source,
            replaced: 0,
        };
        return Ok(Some((Cow::Borrowed(text), encoding)));
    }
    match is_damaged_utf8(bytes) {
        true => read::read(bytes, UTF_8, source).map(Some),
        false => Ok(None),
    }
}

/// Whether the beginning of a document is valid UTF-8, wherever it was cut.
pub(super) fn is_valid_so_far(sample: &[u8]) -> bool {
    match from_utf8(sample) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

/// Whether at least `count` characters of the text are not ASCII.
pub(super) fn has_non_ascii(text: &str, count: usize) -> bool {
    text.chars().filter(|c| !c.is_ascii()).take(count).count() == count
}

/// Whether bytes that are not valid UTF-8 were so before they were cut off in
/// the middle of a character, or damaged in a few places.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let cut = cut_off(bytes);
    let mut valid = 0;
    let mut broken = 0;
    for chunk in bytes[..bytes.len() - cut].utf8_chunks() {
        valid += chunk.valid().bytes().filter(|byte| is_lead(*byte)).count();
        broken += usize::from(!chunk.invalid().is_empty());
        if valid + broken >= ENOUGH_SEQUENCES {
            break;
        }
    }
    // With nothing else to go by, one byte at the end is rather the é of a
    // windows-1252 "café" than the first third of a character.
    let speaks_for_utf8 = valid > 0 || cut > 1;
    speaks_for_utf8 && valid >= broken * VALID_TO_ONE_BROKEN
}

/// Whether a byte begins a sequence of several.
fn is_lead(byte: u8) -> bool {
    byte >= 0xC0
}

/// How many bytes at the end are the beginning of a character that is cut off.
fn cut_off(bytes: &[u8]) -> usize {
    (1..=bytes.len().min(3))
        .find(|&length| {
            let tail = &bytes[bytes.len() - length..];
            is_lead(tail[0]) && from_utf8(tail).is_err_and(|error| error.error_len().is_none())
        })
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_told_from_another_encoding() {
        let accents = "é".repeat(9);
        let cases: [(&[u8], bool); 8] = [
            (b"caf\xE9", false),
            (b"caf\xE9 noir", false),
            (b"wait\xE2\x80", true),
            ("déjà vu …".as_bytes().split_last().unwrap().1, true),
            (b"\xF0\x9F\x98", true),
            (&[accents.as_bytes(), b" \xE9 "].concat(), true),
            (&["é".repeat(8).as_bytes(), b" \xE9 "].concat(), false),
            (&[accents.as_bytes(), b" \xE9 \xE9 "].concat(), false),
        ];
        for (bytes, expected) in cases {
            assert_eq!(is_damaged_utf8(bytes), expected, "{bytes:X?}");
        }
    }
}
