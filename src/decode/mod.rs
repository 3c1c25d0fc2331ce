//! Bytes to text: which encoding a document is in, by which rule, and what
//! was lost in reading it.
//!
//! [`decode`] is the order of the rules, and every rule has a file. It follows
//! the HTML Standard's [encoding sniffing algorithm], save that no statement
//! is believed when the bytes speak against it, that UTF-8 and UTF-16 are
//! known by their bytes, and that no page is ever read as the standard's
//! `replacement`, which is made to show nothing.
//!
//! [encoding sniffing algorithm]: https://html.spec.whatwg.org/#encoding-sniffing-algorithm

mod believed;
mod binary;
mod declared;
mod guess;
mod mark;
mod read;
mod utf16;
mod utf8;

#[cfg(test)]
mod tests;

pub(crate) use read::check_size;

use std::borrow::Cow;

use crate::document::{Encoding, EncodingSource};
use crate::error::{Error, ErrorKind};

/// A text, and the encoding that it was read in.
type Decoded<'a> = (Cow<'a, str>, Encoding);

/// Reads a document's bytes as text: in the encoding that the caller names, or else
/// the one that came beside the bytes, or else what they say themselves.
///
/// Valid UTF-8 is borrowed as it stands, a byte-order mark included, so that a
/// place in the text is a place in the file.
///
/// # Errors
///
/// [`ErrorKind::Binary`] when the bytes are not text, [`ErrorKind::TooLarge`]
/// when they, or the text, are 4 GiB or more.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    caller: Option<&'static encoding_rs::Encoding>,
    transport: Option<&'static encoding_rs::Encoding>,
) -> Result<Decoded<'a>, Error> {
    read::check_size(bytes.len())?;
    if let Some(mark) = mark::find(bytes) {
        return mark.read(bytes);
    }
    binary::refuse_known(bytes)?;
    if let Some(encoding) = caller {
        return read::read(bytes, encoding, EncodingSource::Caller);
    }
    if let Some(encoding) = transport
        && let Some(decoded) = believed::read(bytes, encoding, EncodingSource::Transport)?
    {
        return Ok(decoded);
    }
    if let Some(decoded) = declared::read(bytes)? {
        return Ok(decoded);
    }
    if let Some(encoding) = utf16::find(bytes) {
        return read::read(bytes, encoding, EncodingSource::Valid);
    }
    binary::refuse_unknown(bytes)?;
    if guess::is_iso_2022_jp(bytes) {
        return read::read(bytes, encoding_rs::ISO_2022_JP, EncodingSource::Guessed);
    }
    if let Some(decoded) = utf8::read(bytes, EncodingSource::Valid)? {
        return Ok(decoded);
    }
    let (encoding, source) = guess::guess(bytes);
    read::read(bytes, encoding, source)
}

/// The encoding that a charset stated beside a document means, if any that holds
/// text.
pub(crate) fn by_charset(charset: &str) -> Option<&'static encoding_rs::Encoding> {
    encoding_rs::Encoding::for_label_no_replacement(charset.as_bytes())
        .filter(|&encoding| encoding != encoding_rs::X_USER_DEFINED)
}

/// The encoding that has this label in the Encoding Standard ([names and
/// labels]), without regard to case or to white space around it.
///
/// # Errors
///
/// [`ErrorKind::UnknownEncoding`] when none has, and for the labels of those
/// encodings that the standard refuses to decode (`iso-2022-kr`, `hz-gb-2312`).
///
/// [names and labels]: https://encoding.spec.whatwg.org/#names-and-labels
pub(crate) fn by_label(label: &str) -> Result<&'static encoding_rs::Encoding, Error> {
    encoding_rs::Encoding::for_label_no_replacement(label.as_bytes()).ok_or_else(|| {
        let message = format!(
            "no encoding that dechrome can read is called {label:?}; use one of the \
             Encoding Standard's labels, such as utf-8, latin1, windows-1251, gbk"
        );
        Error::new(ErrorKind::UnknownEncoding, message)
    })
}
