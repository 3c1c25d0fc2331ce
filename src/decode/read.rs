//! Reads bytes in an encoding that has been chosen, counting what is lost.
//!
//! The Encoding Standard's decoders, by `encoding_rs`, in the error mode
//! "replacement" ([decode without BOM]): each malformed sequence becomes one
//! U+FFFD. `encoding_rs` only says whether there was any, so they are counted
//! here.
//!
//! [decode without BOM]: https://encoding.spec.whatwg.org/#decode-without-bom

use std::borrow::Cow;

use encoding_rs::{DecoderResult, ISO_2022_JP, UTF_8};

use super::Decoded;
use crate::document::{Encoding, EncodingSource};
use crate::error::{Error, ErrorKind};

/// Room that any decoder needs to take one more step, and then some.
const STEP: usize = 64;

/// Reads `bytes` in `encoding`; what can be borrowed is.
pub(super) fn read<'a>(
    bytes: &'a [u8],
    encoding: &'static encoding_rs::Encoding,
    source: EncodingSource,
) -> Result<Decoded<'a>, Error> {
    let (text, replaced) = match as_it_stands(bytes, encoding) {
        Some(text) => (Cow::Borrowed(text), 0),
        None => {
            let (text, replaced) = with_replacement(bytes, encoding)?;
            (Cow::Owned(text), replaced)
        }
    };
    let name = encoding.name();
    Ok((
        text,
        Encoding {
            name,
            source,
            replaced,
        },
    ))
}

/// The bytes themselves, where they are UTF-8 and mean the same in `encoding`.
fn as_it_stands<'a>(bytes: &'a [u8], encoding: &'static encoding_rs::Encoding) -> Option<&'a str> {
    let same = if encoding == UTF_8 {
        true
    } else if encoding == ISO_2022_JP {
        encoding_rs::Encoding::iso_2022_jp_ascii_valid_up_to(bytes) == bytes.len()
    } else {
        encoding.is_ascii_compatible() && bytes.is_ascii()
    };
    same.then(|| std::str::from_utf8(bytes).ok()).flatten()
}

/// The text, and how many malformed sequences in it became U+FFFD.
fn with_replacement(
    bytes: &[u8],
    encoding: &'static encoding_rs::Encoding,
) -> Result<(String, usize), Error> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8 + STEP);
    let mut replaced = 0;
    let mut rest = bytes;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = &rest[read..];
        check_size(text.len())?;
        match result {
            DecoderResult::InputEmpty => return Ok((text, replaced)),
            DecoderResult::OutputFull => text.reserve(rest.len().max(STEP)),
            DecoderResult::Malformed(..) => {
                text.push(char::REPLACEMENT_CHARACTER);
                replaced += 1;
            }
        }
    }
}

/// Refuses what a document's 32-bit offsets could not reach the end of.
pub(crate) fn check_size(bytes: usize) -> Result<(), Error> {
    match u32::try_from(bytes) {
        Ok(_) => Ok(()),
        Err(_) => Err(Error::new(
            ErrorKind::TooLarge,
            "larger than a document may be (4 GiB less one byte); split it first",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_pointer_width = "64")]
    fn a_document_ends_before_4_gib() {
        assert!(check_size(u32::MAX as usize).is_ok());
        let error = check_size(u32::MAX as usize + 1).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TooLarge);
    }

    #[test]
    fn text_that_outgrows_its_bytes_is_read_whole() {
        // One byte in windows-874, three in UTF-8.
        let bytes = vec![0xA1; 10_000];
        let (text, encoding) =
            read(&bytes, encoding_rs::WINDOWS_874, EncodingSource::Caller).unwrap();
        assert_eq!(text, "ก".repeat(10_000));
        assert_eq!(encoding.replaced, 0);
    }
}
