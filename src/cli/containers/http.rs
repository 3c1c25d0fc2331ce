//! HTTP responses as web archives keep them: status, fields, and the body out of its
//! transfer and content codings (RFC 9110, RFC 9112).

use std::borrow::Cow;
use std::io::{self, Read};

use brotli_decompressor::Decompressor;
use flate2::bufread::{DeflateDecoder, GzDecoder, ZlibDecoder};
use memchr::memchr;

use super::codec::{GZIP, ZSTD};
use super::fields::{Fields, MediaType, end_of_head};
use super::members::{Members, Piece};
use super::too_large;

/// A response.
pub(crate) struct Response<'b> {
    pub(crate) status: u16,
    fields: Fields<'b>,
    content: &'b [u8],
}

/// How many codings a body may have on top of each other.
const MOST_CODINGS: usize = 4;

/// How much the decoder of Brotli reads at a time.
const CHUNK: usize = 16 * 1024;

impl<'b> Response<'b> {
    /// Reads the head of a response (RFC 9112, 4 and 5); `None` where none begins.
    pub(crate) fn read(block: &'b [u8]) -> Option<Response<'b>> {
        let first = &block[..memchr(b'\n', block).unwrap_or(block.len())];
        let first = first.strip_prefix(b"HTTP/")?;
        let mut words = first
            .split(u8::is_ascii_whitespace)
            .filter(|word| !word.is_empty());
        let status = str::from_utf8(words.nth(1)?).ok()?.parse().ok()?;
        let end = end_of_head(block, 0).unwrap_or(block.len());
        let (head, content) = block.split_at(end);
        let fields = Fields(&head[memchr(b'\n', head).map_or(head.len(), |at| at + 1)..]);
        Some(Response {
            status,
            fields,
            content,
        })
    }

    /// What the content is, as far as the server says.
    pub(crate) fn media_type(&self) -> Option<MediaType> {
        self.fields
            .get("Content-Type")
            .map(|value| MediaType::read(&value))
    }

    /// The content without its codings; the error says what is wrong with it. A body
    /// that is known to be cut off is read as far as it goes.
    ///
    /// A crawler may have undone codings and left their names in the head: what is not
    /// coded as the head says, and looks like text, is taken as it is.
    pub(crate) fn body(&self, largest: u64, cut_off: bool) -> Result<Cow<'b, [u8]>, String> {
        let mut body = Cow::Borrowed(self.content);
        let transfer = codings(self.fields, "Transfer-Encoding");
        let content = codings(self.fields, "Content-Encoding");
        if transfer.len() + content.len() > MOST_CODINGS {
            return Err(format!("has more than {MOST_CODINGS} codings"));
        }
        // They were applied in the order in which they stand, the transfer's last.
        for coding in content.iter().chain(&transfer).rev() {
            match decoded(coding, &body, largest, cut_off) {
                Ok(decoded) => body = Cow::Owned(decoded),
                Err(_) if looks_like_text(&body) && !is_coded(coding, &body) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(body)
    }
}

/// The codings that a field lists (RFC 9110, 8.4), without those that do nothing.
fn codings(fields: Fields<'_>, name: &str) -> Vec<String> {
    let lists = fields.all(name);
    lists
        .flat_map(|list| {
            let names = list.split(',').map(|name| name.trim().to_ascii_lowercase());
            names.collect::<Vec<_>>()
        })
        .filter(|name| !name.is_empty() && name != "identity")
        .collect()
}

/// Whether bytes begin as those of a coding do.
fn is_coded(coding: &str, bytes: &[u8]) -> bool {
    match coding {
        "chunked" => chunk(bytes).is_some(),
        "gzip" | "x-gzip" => bytes.starts_with(&GZIP),
        "zstd" => bytes.starts_with(&ZSTD),
        "deflate" => is_zlib(bytes),
        _ => false,
    }
}

/// Undoes one coding.
fn decoded(coding: &str, bytes: &[u8], largest: u64, cut_off: bool) -> Result<Vec<u8>, String> {
    match coding {
        "chunked" => unchunked(bytes, cut_off),
        "gzip" | "x-gzip" => unpacked(coding, GzDecoder::new(bytes), largest, cut_off),
        "deflate" if is_zlib(bytes) => unpacked(coding, ZlibDecoder::new(bytes), largest, cut_off),
        // What browsers accept as well.
        "deflate" => unpacked(coding, DeflateDecoder::new(bytes), largest, cut_off),
        "br" => unpacked(coding, Decompressor::new(bytes, CHUNK), largest, cut_off),
        "zstd" => unpacked(coding, Members::new(Piece::Frame, bytes), largest, cut_off),
        _ => Err(format!(
            "is coded as {coding:?}, which dechrome cannot read"
        )),
    }
}

fn unpacked(
    coding: &str,
    decoder: impl Read,
    largest: u64,
    cut_off: bool,
) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    match decoder
        .take(largest.saturating_add(1))
        .read_to_end(&mut bytes)
    {
        Ok(_) if bytes.len() as u64 > largest => Err(too_large(largest)),
        Ok(_) => Ok(bytes),
        Err(_) if cut_off && !bytes.is_empty() => Ok(bytes),
        Err(error) => Err(damaged(coding, &error)),
    }
}

fn damaged(coding: &str, error: &io::Error) -> String {
    format!("its body is damaged ({coding}: {error})")
}

/// Whether a zlib stream begins here (RFC 1950, 2.2).
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [method, flags, ..] if method & 0xF == 8
        && u16::from_be_bytes([*method, *flags]) % 31 == 0)
}

/// Whether there is nothing among the first bytes that texts do not have.
fn looks_like_text(bytes: &[u8]) -> bool {
    let first = &bytes[..bytes.len().min(256)];
    !first
        .iter()
        .any(|byte| matches!(byte, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F))
}

/// The size of the chunk that begins here, and what follows its line (RFC 9112,
/// 7.1).
fn chunk(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = memchr(b'\n', &bytes[..bytes.len().min(1024)])?;
    let line = str::from_utf8(&bytes[..end]).ok()?;
    let size = line.split(';').next()?.trim();
    let size = usize::from_str_radix(size, 16).ok()?;
    Some((size, &bytes[end + 1..]))
}

/// The body without its chunks' sizes (RFC 9112, 7.1.3). The trailer is dropped.
fn unchunked(bytes: &[u8], cut_off: bool) -> Result<Vec<u8>, String> {
    let mut body = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let Some((size, after)) = chunk(rest) else {
            // Servers that close the connection instead of sending the last chunk
            // are common.
            let is_end = rest.trim_ascii().is_empty() && !body.is_empty();
            return if is_end || cut_off {
                Ok(body)
            } else {
                Err("its body is damaged (a chunk has no size)".into())
            };
        };
        if size == 0 {
            return Ok(body);
        }
        let Some((data, after)) = after.split_at_checked(size) else {
            body.extend_from_slice(after);
            return if cut_off {
                Ok(body)
            } else {
                Err("its body is cut off".into())
            };
        };
        body.extend_from_slice(data);
        let after = after.strip_prefix(b"\r").unwrap_or(after);
        rest = after.strip_prefix(b"\n").unwrap_or(after);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, ZlibEncoder};

    use super::super::codec::gzip;
    use super::*;

    const PAGE: &[u8] = b"<p>The road over the pass stays closed until Friday, they said.</p>";

    fn message(fields: &str, body: &[u8]) -> Vec<u8> {
        let head = format!("HTTP/1.1 200 OK\r\n{fields}\r\n");
        [head.as_bytes(), body].concat()
    }

    fn body(fields: &str, body: &[u8]) -> Result<Vec<u8>, String> {
        let message = message(fields, body);
        let response = Response::read(&message).unwrap();
        response.body(1000, false).map(Cow::into_owned)
    }

    fn chunked(bytes: &[u8]) -> Vec<u8> {
        let mut all = Vec::new();
        for piece in bytes.chunks(10) {
            write!(all, "{:X}; name=value\r\n", piece.len()).unwrap();
            all.extend_from_slice(piece);
            all.extend_from_slice(b"\r\n");
        }
        all.extend_from_slice(b"0\r\nX-Trailer: 1\r\n\r\n");
        all
    }

    #[test]
    fn a_head_is_read() {
        let cases: [(&[u8], Option<u16>); 6] = [
            (b"HTTP/1.1 200 OK\r\n\r\n", Some(200)),
            (b"HTTP/2 404\r\n\r\n", Some(404)),
            (b"HTTP/1.0 301 Moved\n\n", Some(301)),
            (b"HTTP/1.1", None),
            (b"GET / HTTP/1.1\r\n\r\n", None),
            (b"", None),
        ];
        for (block, status) in cases {
            assert_eq!(Response::read(block).map(|found| found.status), status);
        }
        let message = message("Content-Type: text/html; charset=gbk\r\n", b"");
        let media_type = Response::read(&message).unwrap().media_type().unwrap();
        assert_eq!(media_type.charset.as_deref(), Some("gbk"));
    }

    #[test]
    fn a_body_is_taken_out_of_its_codings() {
        let zlib = {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(PAGE).unwrap();
            encoder.finish().unwrap()
        };
        let deflate = {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(PAGE).unwrap();
            encoder.finish().unwrap()
        };
        let zstd = zstd::encode_all(PAGE, 3).unwrap();
        // One uncompressed meta-block, and the empty last one (RFC 7932, 9.2).
        let brotli = [b"\x20\x04\x10", PAGE, b"\x03"].concat();
        let cases: [(&str, Vec<u8>); 9] = [
            ("", PAGE.into()),
            ("Content-Encoding: identity\r\n", PAGE.into()),
            ("Content-Encoding: GZIP\r\n", gzip(PAGE)),
            ("Content-Encoding: deflate\r\n", zlib),
            ("Content-Encoding: deflate\r\n", deflate),
            ("Content-Encoding: zstd\r\n", zstd),
            ("Transfer-Encoding: chunked\r\n", chunked(PAGE)),
            (
                "Content-Encoding: gzip\r\nTransfer-Encoding: gzip, chunked\r\n",
                chunked(&gzip(&gzip(PAGE))),
            ),
            ("Content-Encoding: br\r\n", brotli),
        ];
        for (fields, coded) in cases {
            let read = body(fields, &coded).unwrap_or_else(|error| panic!("{fields}: {error}"));
            assert_eq!(read, PAGE, "{fields}");
        }
    }

    #[test]
    fn codings_that_were_undone_already_are_not_undone_again() {
        for coding in ["gzip", "deflate", "br", "zstd", "made-up"] {
            let fields = format!("Content-Encoding: {coding}\r\nTransfer-Encoding: chunked\r\n");
            assert_eq!(body(&fields, PAGE).unwrap(), PAGE, "{coding}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_body_is_said() {
        let error = |fields: &str, bytes: &[u8]| body(fields, bytes).unwrap_err();
        let packed = gzip(PAGE);
        let cut = &packed[..packed.len() - 9];
        assert!(error("Content-Encoding: gzip\r\n", cut).contains("damaged (gzip"));
        let unknown = error("Content-Encoding: lzw\r\n", b"\x00\x01");
        assert!(unknown.contains("\"lzw\""), "{unknown}");
        let chunks = chunked(PAGE);
        assert!(error("Transfer-Encoding: chunked\r\n", &chunks[..45]).contains("cut off"));
        let many = "Content-Encoding: gzip, gzip, gzip, gzip, gzip\r\n";
        assert!(error(many, &packed).contains("more than 4"));
        let bomb = gzip(&vec![b' '; 1_000_000]);
        assert!(error("Content-Encoding: gzip\r\n", &bomb).contains("larger than 1000 bytes"));
    }

    #[test]
    fn a_body_that_was_cut_off_by_the_crawler_is_read_as_far_as_it_goes() {
        let fields = "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n";
        let long: Vec<u8> = (0..5000u32)
            .flat_map(|n| (n * n * 77).to_string().into_bytes())
            .collect();
        let coded = chunked(&gzip(&long));
        let message = message(fields, &coded[..coded.len() / 2]);
        let response = Response::read(&message).unwrap();
        let read = response.body(1_000_000, true).unwrap();
        assert!(read.len() > 1000 && long.starts_with(&read));
        assert!(response.body(1_000_000, false).is_err());
    }
}
