//! The encoding that a document declares: HTML's `<meta charset>` and
//! `<meta http-equiv=content-type>`, or the XML declaration.
//!
//! The functions follow the HTML Standard, [prescan a byte stream to determine
//! its encoding], step by step. Two things differ: the prescan looks further
//! than the standard's 1024 bytes, and only into what begins like markup, for
//! a text may well mention `<meta charset>`.
//!
//! [prescan a byte stream to determine its encoding]:
//!     https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use memchr::{memchr, memmem};

use super::{Decoded, believed};
use crate::document::EncodingSource;
use crate::error::Error;

/// How much of the document is searched. The standard asks for 1024 bytes;
/// real pages put scripts and preloads before their declaration.
const HEAD: usize = 4096;

/// Reads a document in the encoding that it declares; `None` when it declares
/// none, or one that the bytes speak against.
pub(super) fn read(bytes: &[u8]) -> Result<Option<Decoded<'_>>, Error> {
    match find(bytes) {
        Some(declared) => believed::read(bytes, declared, EncodingSource::Declared),
        None => Ok(None),
    }
}

/// The encoding that the document declares, if it is markup and declares one
/// that can be read.
fn find(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(HEAD)].trim_ascii_start();
    if !begins_like_markup(head) {
        return None;
    }
    let declared = meta_encoding(head)
        .unwrap_or(None)
        .or_else(|| xml_encoding(head))?;
    match declared {
        _ if declared == REPLACEMENT => None,
        // What declares this in ASCII bytes is not UTF-16.
        _ if declared == UTF_16BE || declared == UTF_16LE => Some(UTF_8),
        _ => Some(declared),
    }
}

/// Whether the first thing in a document is a tag, a comment, a doctype or an
/// XML declaration.
fn begins_like_markup(head: &[u8]) -> bool {
    matches!(head, [b'<', b'!' | b'?' | b'a'..=b'z' | b'A'..=b'Z', ..])
}

/// "Prescan a byte stream to determine its encoding", the loop.
fn meta_encoding(head: &[u8]) -> Result<Option<&'static Encoding>, CutOff> {
    let mut cursor = Cursor { bytes: head, at: 0 };
    while let Some(ahead) = memchr(b'<', cursor.rest()) {
        cursor.at += ahead;
        match cursor.rest() {
            [b'<', b'!', b'-', b'-', ..] => {
                // The hyphens of the end may be those of the start: `<!-->`.
                cursor.at += 2;
                cursor.at += memmem::find(cursor.rest(), b"-->").ok_or(CutOff)? + 3;
            }
            [b'<', tag @ ..] if is_meta(tag) => {
                cursor.at += b"<meta".len();
                if let Some(encoding) = cursor.meta()? {
                    return Ok(Some(encoding));
                }
            }
            [b'<', b'/', letter, ..] | [b'<', letter, ..] if letter.is_ascii_alphabetic() => {
                cursor.skip_until(|byte| is_space(byte) || byte == b'>')?;
                while cursor.attribute()?.is_some() {}
            }
            [b'<', b'!' | b'/' | b'?', ..] => cursor.skip_until(|byte| byte == b'>')?,
            _ => cursor.at += 1,
        }
    }
    Ok(None)
}

fn is_meta(tag: &[u8]) -> bool {
    match tag.split_first_chunk::<4>() {
        Some((name, [next, ..])) => {
            name.eq_ignore_ascii_case(b"meta") && (is_space(*next) || *next == b'/')
        }
        _ => false,
    }
}

/// The standard's "0x09, 0x0A, 0x0C, 0x0D, or 0x20".
fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}

/// The part of the document that is searched ended in the middle of something.
#[derive(Debug)]
struct CutOff;

/// The prescan's "position".
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

struct Attribute<'a> {
    name: &'a [u8],
    value: &'a [u8],
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    fn byte(&self) -> Result<u8, CutOff> {
        self.bytes.get(self.at).copied().ok_or(CutOff)
    }

    /// Moves on to the first byte that is meant, and returns what was passed.
    fn take_until(&mut self, is_meant: impl Fn(u8) -> bool) -> Result<&'a [u8], CutOff> {
        let rest = self.rest();
        let length = rest.iter().position(|byte| is_meant(*byte)).ok_or(CutOff)?;
        self.at += length;
        Ok(&rest[..length])
    }

    fn skip_until(&mut self, is_meant: impl Fn(u8) -> bool) -> Result<(), CutOff> {
        self.take_until(is_meant).map(|_| ())
    }

    /// The prescan's step for `<meta`: what the element declares.
    ///
    /// Of attributes with the same name the first counts. A `charset`
    /// outranks a `content` even when no encoding has its label.
    fn meta(&mut self) -> Result<Option<&'static Encoding>, CutOff> {
        let (mut http_equiv, mut content, mut charset) = (None, None, None);
        while let Some(Attribute { name, value }) = self.attribute()? {
            let slot = match name.to_ascii_lowercase().as_slice() {
                b"http-equiv" => &mut http_equiv,
                b"content" => &mut content,
                b"charset" => &mut charset,
                _ => continue,
            };
            slot.get_or_insert(value);
        }
        let is_pragma = http_equiv.is_some_and(|value| value.eq_ignore_ascii_case(b"content-type"));
        let label = charset.or_else(|| content.filter(|_| is_pragma).and_then(charset_in));
        Ok(label
            .and_then(Encoding::for_label)
            .map(|encoding| match encoding {
                _ if encoding == X_USER_DEFINED => WINDOWS_1252,
                _ => encoding,
            }))
    }

    /// "Get an attribute": the next one of the tag, or `None` at its end.
    fn attribute(&mut self) -> Result<Option<Attribute<'a>>, CutOff> {
        self.skip_until(|byte| !is_space(byte) && byte != b'/')?;
        if self.byte()? == b'>' {
            return Ok(None);
        }
        let start = self.at;
        self.at += 1; // Even `=`: a name is not empty.
        self.skip_until(|byte| is_space(byte) || matches!(byte, b'=' | b'/' | b'>'))?;
        let name = &self.bytes[start..self.at];
        self.skip_until(|byte| !is_space(byte))?;
        if self.byte()? != b'=' {
            return Ok(Some(Attribute { name, value: b"" }));
        }
        self.at += 1;
        self.skip_until(|byte| !is_space(byte))?;
        let value = match self.byte()? {
            quote @ (b'"' | b'\'') => {
                self.at += 1;
                let value = self.take_until(|byte| byte == quote)?;
                self.at += 1;
                value
            }
            _ => self.take_until(|byte| is_space(byte) || byte == b'>')?,
        };
        Ok(Some(Attribute { name, value }))
    }
}

/// "[Extracting a character encoding from a `meta` element]": the label in
/// `text/html; charset=…`.
///
/// [Extracting a character encoding from a `meta` element]:
///     https://html.spec.whatwg.org/#algorithm-for-extracting-a-character-encoding-from-a-meta-element
fn charset_in(content: &[u8]) -> Option<&[u8]> {
    const CHARSET: &[u8] = b"charset";
    let mut rest = content;
    loop {
        let at = rest
            .windows(CHARSET.len())
            .position(|w| w.eq_ignore_ascii_case(CHARSET))?;
        rest = rest[at + CHARSET.len()..].trim_ascii_start();
        if let [b'=', value @ ..] = rest {
            rest = value.trim_ascii_start();
            break;
        }
    }
    match rest {
        [quote @ (b'"' | b'\''), label @ ..] => Some(&label[..memchr(*quote, label)?]),
        _ => rest.split(|byte| is_space(*byte) || *byte == b';').next(),
    }
}

/// "[Get an XML encoding]": what the XML declaration says.
///
/// [Get an XML encoding]: https://html.spec.whatwg.org/#concept-get-xml-encoding-when-sniffing
fn xml_encoding(head: &[u8]) -> Option<&'static Encoding> {
    const ENCODING: &[u8] = b"encoding";
    let trim = |bytes: &'_ [u8]| {
        bytes
            .iter()
            .position(|byte| *byte > b' ')
            .unwrap_or(bytes.len())
    };
    let declaration = head.strip_prefix(b"<?xml")?;
    let declaration = &declaration[..memchr(b'>', declaration)?];
    let rest = &declaration[memmem::find(declaration, ENCODING)? + ENCODING.len()..];
    let rest = rest[trim(rest)..].strip_prefix(b"=")?;
    let (quote, rest) = rest[trim(rest)..].split_first()?;
    if !matches!(quote, b'"' | b'\'') {
        return None;
    }
    let label = &rest[..memchr(*quote, rest)?];
    Encoding::for_label(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each document declares, by the name of the encoding.
    #[test]
    fn declarations() {
        let far = format!("<!-- {} --><meta charset=gbk>", "x".repeat(3000));
        let too_far = format!("<!-- {} --><meta charset=gbk>", "x".repeat(5000));
        let cases = [
            ("<meta charset=gbk>", Some("GBK")),
            ("\r\n <META CHARSET = 'Latin1' />", Some("windows-1252")),
            ("<meta/charset=\"koi8-r\">", Some("KOI8-R")),
            (
                "<!DOCTYPE html><html><head><meta name=a content=b><meta charset=big5>",
                Some("Big5"),
            ),
            ("<meta charset=gbk charset=big5>", Some("GBK")),
            ("<meta charset=nonsense><meta charset=big5>", Some("Big5")),
            ("<meta charset=utf-16>", Some("UTF-8")),
            ("<meta charset=utf-16be>", Some("UTF-8")),
            ("<meta charset=x-user-defined>", Some("windows-1252")),
            ("<meta charset=hz-gb-2312>", None),
            ("<meta charset=>", None),
            ("<metacharset=gbk>", None),
            ("<meta charset=gbk", None),
            // http-equiv
            (
                "<meta http-equiv=Content-Type content='text/html; charset=gbk'>",
                Some("GBK"),
            ),
            (
                "<meta content='text/html;CHARSET = \"gbk\"' http-equiv=content-type>",
                Some("GBK"),
            ),
            (
                "<meta http-equiv=content-type content='charset charset=gbk;x'>",
                Some("GBK"),
            ),
            (
                "<meta http-equiv=content-type content='charset=\"gbk'>",
                None,
            ),
            ("<meta http-equiv=content-type content='text/html'>", None),
            ("<meta content='text/html; charset=gbk'>", None),
            ("<meta http-equiv=refresh content='0; charset=gbk'>", None),
            (
                "<meta http-equiv=content-type content='charset=gbk' charset=big5>",
                Some("Big5"),
            ),
            (
                "<meta http-equiv=content-type content='charset=gbk' charset=huh>",
                None,
            ),
            // Where no declaration is
            (
                "<!-- <meta charset=gbk> --><meta charset=big5>",
                Some("Big5"),
            ),
            ("<!--><meta charset=gbk>", Some("GBK")),
            ("<!-- <meta charset=gbk>", None),
            (
                "<p title='<meta charset=gbk>'>x</p><meta charset=big5>",
                Some("Big5"),
            ),
            (
                "<p =a title=\"<meta charset=gbk>\"><meta charset=big5>",
                Some("Big5"),
            ),
            (
                "<p></p title='<meta charset=gbk>'><meta charset=big5>",
                Some("Big5"),
            ),
            ("<? <meta charset=gbk><meta charset=big5>", Some("Big5")),
            ("<p> 1 < 2 <meta charset=gbk>", Some("GBK")),
            ("Write <meta charset=gbk> into the head.", None),
            ("< meta charset=gbk>", None),
            ("<3 <meta charset=gbk>", None),
            ("", None),
            // XML
            ("<?xml version='1.0' encoding='gbk'?><p/>", Some("GBK")),
            (
                "<?xml version=\"1.0\" encoding = \"KOI8-R\" ?>",
                Some("KOI8-R"),
            ),
            ("<?xml version='1.0' encoding='utf-16'?>", Some("UTF-8")),
            ("<?xml version='1.0'?><p encoding='gbk'>", None),
            ("<?xml encoding=gbk?>", None),
            ("<?xml encoding='gbk", None),
            ("<?xml encoding='gbk'?><meta charset=big5>", Some("Big5")),
            ("<?xml encoding='gbk'?><meta charset=", Some("GBK")),
            (&far, Some("GBK")),
            (&too_far, None),
        ];
        for (document, expected) in cases {
            assert_eq!(
                find(document.as_bytes()).map(Encoding::name),
                expected,
                "{document}"
            );
        }
    }
}
