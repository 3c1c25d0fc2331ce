//! The head of a record (ISO 28500:2017, 4 and 5).

use super::super::fields::{Fields, MediaType};

/// What the head of a record says.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) kind: Kind,
    /// How many bytes the block has.
    pub(crate) length: u64,
    /// What the block is.
    pub(crate) media_type: Option<MediaType>,
    /// What the crawler found its payload to be, whatever the server said.
    pub(crate) identified: Option<MediaType>,
    /// Whether the crawler cut the block off.
    pub(crate) cut_off: bool,
    pub(crate) id: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) date: Option<String>,
}

/// The kinds of records (6) that may hold a document, and all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// What a server answered.
    Response,
    /// A file without the protocol that brought it.
    Resource,
    /// Another form of something: the plain text of a page, in `.wet` files.
    Conversion,
    /// What holds no document of its own: requests, metadata, revisits, …
    Other,
}

impl Head {
    /// Reads a head, from its version line to its empty line; the error says why it
    /// is none, in words that follow the name of the record.
    pub(crate) fn read(bytes: &[u8]) -> Result<Head, String> {
        let end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1);
        let fields = Fields(&bytes[end..]);
        let length = fields
            .get("Content-Length")
            .ok_or("has no Content-Length")?;
        let length = length
            .parse()
            .map_err(|_| format!("has a Content-Length of {length:?}"))?;
        let kind = fields.get("WARC-Type").ok_or("has no WARC-Type")?;
        let media_type = |name| fields.get(name).map(|value| MediaType::read(&value));
        let text = |name| fields.get(name).map(|value| value.into_owned());
        Ok(Head {
            kind: match &*kind.to_ascii_lowercase() {
                "response" => Kind::Response,
                "resource" => Kind::Resource,
                "conversion" => Kind::Conversion,
                _ => Kind::Other,
            },
            length,
            media_type: media_type("Content-Type"),
            identified: media_type("WARC-Identified-Payload-Type"),
            cut_off: fields.get("WARC-Truncated").is_some(),
            id: text("WARC-Record-ID"),
            url: fields
                .get("WARC-Target-URI")
                .map(|url| bare(&url).to_owned()),
            date: text("WARC-Date"),
        })
    }
}

/// An address without the angle brackets that version 1.0 was read to ask for.
fn bare(url: &str) -> &str {
    let inside = url.strip_prefix('<').and_then(|url| url.strip_suffix('>'));
    inside.unwrap_or(url)
}

/// Whether a version line begins here (4): `WARC/1.1`.
pub(crate) fn begins_a_record(bytes: &[u8]) -> bool {
    let version = bytes.strip_prefix(b"WARC/");
    version.is_some_and(|version| {
        matches!(version, [major, b'.', minor, ..] if major.is_ascii_digit() && minor.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read() {
        let head = Head::read(
            b"WARC/1.0\r\nwarc-type: Response\r\nContent-Length: 12\r\n\
            WARC-Target-URI: <https://quay.example/a>\r\nWARC-Record-ID: <urn:uuid:7>\r\n\
            WARC-Date: 2026-01-02T03:04:05Z\r\nContent-Type: application/http; msgtype=response\r\n\
            WARC-Truncated: length\r\n\r\n",
        )
        .unwrap();
        assert_eq!(
            (head.kind, head.length, head.cut_off),
            (Kind::Response, 12, true)
        );
        assert_eq!(head.url.as_deref(), Some("https://quay.example/a"));
        assert_eq!(head.id.as_deref(), Some("<urn:uuid:7>"));
        assert_eq!(head.media_type.unwrap().essence, "application/http");
    }

    #[test]
    fn a_head_without_its_length_is_none() {
        let error = |head: &str| Head::read(head.as_bytes()).unwrap_err();
        assert!(error("WARC/1.0\r\nWARC-Type: resource\r\n\r\n").contains("no Content-Length"));
        let wrong = "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: -1\r\n\r\n";
        assert!(error(wrong).contains("\"-1\""));
    }

    #[test]
    fn a_version_line_is_known() {
        assert!(begins_a_record(b"WARC/1.0\r\n"));
        assert!(begins_a_record(b"WARC/0.18"));
        assert!(!begins_a_record(b"WARC/"));
        assert!(!begins_a_record(b"WARC/one"));
    }
}
