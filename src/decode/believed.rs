//! An encoding that somebody states, unless the bytes speak against it.
//!
//! The HTML Standard believes every statement; a browser has the page as its
//! server sent it. Scraped pages have been saved again since, mostly as UTF-8,
//! and still hold the declaration that they came with; and servers state one
//! charset for pages in many. So valid UTF-8 is UTF-8 whatever is stated, and
//! what would lose a tenth of its non-ASCII characters is not in the encoding
//! that is stated.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memchr;

use super::{Decoded, read, utf8};
use crate::document::EncodingSource;
use crate::error::Error;

/// So many valid UTF-8 sequences outweigh the statement of an encoding whose
/// own sequences can be valid UTF-8 by chance: about one in ten is.
const CONVINCING: usize = 3;

/// Reads a document in the encoding that is stated; `None` when the bytes speak
/// against it.
pub(super) fn read<'a>(
    bytes: &'a [u8],
    stated: &'static Encoding,
    source: EncodingSource,
) -> Result<Option<Decoded<'a>>, Error> {
    if stated == UTF_8 {
        return utf8::read(bytes, source);
    }
    if let Some(decoded) = utf8::read(bytes, EncodingSource::Valid)? {
        // Markup and line ends have zeros in UTF-16.
        if (stated == UTF_16LE || stated == UTF_16BE) && memchr(0, bytes).is_none() {
            return Ok(None);
        }
        let convincing = if stated.is_single_byte() {
            1
        } else {
            CONVINCING
        };
        if utf8::has_non_ascii(&decoded.0, convincing) {
            return Ok(Some(decoded));
        }
    }
    let (text, encoding) = read::read(bytes, stated, source)?;
    let believed = encoding.replaced == 0 || utf8::has_non_ascii(&text, 10 * encoding.replaced);
    Ok(believed.then_some((text, encoding)))
}
