//! The byte-order mark, which outranks everything else that is said about a
//! document's encoding.
//!
//! UTF-8 and UTF-16 as in the Encoding Standard's [BOM sniff]. UTF-32 is no
//! encoding of the Web, and so of none of its standards, but some programs
//! write it, always with a mark; it takes a few lines to read.
//!
//! [BOM sniff]: https://encoding.spec.whatwg.org/#bom-sniff

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

use super::{Decoded, read};
use crate::document::{Encoding, EncodingSource};
use crate::error::Error;

/// What the mark at the start of a document says.
#[derive(Clone, Copy, Debug)]
pub(super) enum Mark {
    Utf8,
    Utf16(&'static encoding_rs::Encoding),
    Utf32 {
        name: &'static str,
        unit: fn([u8; 4]) -> u32,
    },
}

/// The mark at the start of `bytes`, if there is one.
pub(super) fn find(bytes: &[u8]) -> Option<Mark> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some(Mark::Utf8),
        [0x00, 0x00, 0xFE, 0xFF, ..] => Some(Mark::Utf32 {
            name: "UTF-32BE",
            unit: u32::from_be_bytes,
        }),
        [0xFF, 0xFE, 0x00, 0x00, rest @ ..] if may_be_utf32le(rest) => Some(Mark::Utf32 {
            name: "UTF-32LE",
            unit: u32::from_le_bytes,
        }),
        [0xFE, 0xFF, ..] => Some(Mark::Utf16(UTF_16BE)),
        [0xFF, 0xFE, ..] => Some(Mark::Utf16(UTF_16LE)),
        _ => None,
    }
}

/// Whether what follows FF FE 00 00 is UTF-32, not UTF-16 that begins with
/// U+0000.
fn may_be_utf32le(rest: &[u8]) -> bool {
    match rest.first_chunk() {
        Some(&unit) => char::from_u32(u32::from_le_bytes(unit)).is_some(),
        None => rest.is_empty(),
    }
}

impl Mark {
    /// Reads the document that begins with this mark. The mark stays only in
    /// UTF-8, where the text is the bytes.
    pub(super) fn read(self, bytes: &[u8]) -> Result<Decoded<'_>, Error> {
        match self {
            Mark::Utf8 => read::read(bytes, UTF_8, EncodingSource::Mark),
            Mark::Utf16(encoding) => read::read(&bytes[2..], encoding, EncodingSource::Mark),
            Mark::Utf32 { name, unit } => {
                let (text, replaced) = read_utf32(&bytes[4..], unit)?;
                let source = EncodingSource::Mark;
                Ok((
                    Cow::Owned(text),
                    Encoding {
                        name,
                        source,
                        replaced,
                    },
                ))
            }
        }
    }
}

/// The text, and how many units in it were no character.
fn read_utf32(bytes: &[u8], unit: fn([u8; 4]) -> u32) -> Result<(String, usize), Error> {
    let mut text = String::with_capacity(bytes.len() / 4);
    let mut replaced = 0;
    for bytes in bytes.chunks(4) {
        let character = bytes
            .try_into()
            .ok()
            .and_then(|bytes| char::from_u32(unit(bytes)));
        replaced += usize::from(character.is_none());
        text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    read::check_size(text.len())?;
    Ok((text, replaced))
}
