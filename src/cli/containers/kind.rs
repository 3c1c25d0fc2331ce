//! What an input is: what the user says, or else what its name and its first bytes
//! say.

use std::io;
use std::path::Path;

use super::super::args::InputFormat;
use super::super::feed::Feed;
use super::delimited::Delimiter;
use super::{json_lines, tar, warc, zip};

/// The kinds of inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// All of it is one document.
    Document,
    JsonLines,
    Table(Delimiter),
    Warc,
    Zip,
    Tar,
    Parquet,
}

/// The names that say what an input is. Whatever else it may be is told by its
/// bytes.
const NAMES: [(&str, Kind); 8] = [
    ("jsonl", Kind::JsonLines),
    ("ndjson", Kind::JsonLines),
    ("csv", Kind::Table(Delimiter::Comma)),
    ("tsv", Kind::Table(Delimiter::Tab)),
    ("tab", Kind::Table(Delimiter::Tab)),
    ("warc", Kind::Warc),
    ("wet", Kind::Warc),
    ("parquet", Kind::Parquet),
];

/// The first bytes of a tar archive are its first header.
const HEADER: usize = 512;

impl Kind {
    /// What a name says.
    pub(crate) fn named(name: &Path) -> Option<Kind> {
        let ending = name.extension()?;
        let found = NAMES
            .iter()
            .find(|(known, _)| ending.eq_ignore_ascii_case(known));
        found.map(|(_, kind)| *kind)
    }

    /// What the user says, or an unpacked input's name and its first bytes say. Reads
    /// no further than it has to.
    pub(crate) fn of(
        said: InputFormat,
        name: Option<&Path>,
        field: Option<&str>,
        feed: &mut Feed,
    ) -> io::Result<Kind> {
        Ok(match said {
            InputFormat::Text | InputFormat::Html => Kind::Document,
            InputFormat::Jsonl => Kind::JsonLines,
            InputFormat::Warc => Kind::Warc,
            InputFormat::Parquet => Kind::Parquet,
            InputFormat::Csv => Kind::Table(Delimiter::Comma),
            InputFormat::Tsv => Kind::Table(Delimiter::Tab),
            InputFormat::Auto => match name.and_then(Kind::named) {
                Some(kind) => kind,
                None => Kind::begun(field, feed)?,
            },
        })
    }

    /// What the first bytes say.
    fn begun(field: Option<&str>, feed: &mut Feed) -> io::Result<Kind> {
        let first = feed.look_ahead(b"WARC/1.0".len())?;
        if warc::begins_a_record(first) {
            return Ok(Kind::Warc);
        }
        if first.starts_with(b"PAR1") {
            return Ok(Kind::Parquet);
        }
        if json_lines::starts_with_a_record(field, feed)? {
            return Ok(Kind::JsonLines);
        }
        let first = feed.look_ahead(HEADER)?;
        Ok(if zip::begins_one(first) {
            Kind::Zip
        } else if tar::begins_one(first) {
            Kind::Tar
        } else {
            Kind::Document
        })
    }

    /// What it is called in messages.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Kind::Document => "a document",
            Kind::JsonLines => "JSON Lines",
            Kind::Table(_) => "a table",
            Kind::Warc => "a web archive",
            Kind::Zip => "a ZIP archive",
            Kind::Tar => "a tar archive",
            Kind::Parquet => "a Parquet file",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: Option<&str>, bytes: &'static [u8]) -> Kind {
        let mut feed = Feed::new(bytes, 0);
        Kind::of(InputFormat::Auto, name.map(Path::new), None, &mut feed).unwrap()
    }

    #[test]
    fn a_name_tells() {
        assert_eq!(kind(Some("a.jsonl"), b""), Kind::JsonLines);
        assert_eq!(kind(Some("a.NDJSON"), b"prose"), Kind::JsonLines);
        assert_eq!(kind(Some("a.csv"), b""), Kind::Table(Delimiter::Comma));
        assert_eq!(kind(Some("a.txt"), b"prose"), Kind::Document);
    }

    #[test]
    fn first_bytes_tell() {
        assert_eq!(
            kind(None, b"WARC/1.0\r\nWARC-Type: warcinfo\r\n"),
            Kind::Warc
        );
        assert_eq!(kind(None, b"PAR1\x15\x04"), Kind::Parquet);
        assert_eq!(kind(Some("a.txt"), b"PK\x05\x06\0\0"), Kind::Zip);
        assert_eq!(kind(None, b"WARC is a format"), Kind::Document);
    }

    #[test]
    fn a_first_record_tells_json_lines() {
        assert_eq!(
            kind(None, b"\xEF\xBB\xBF\r\n {\"id\":1,\"text\":\"a\"}\r\n{"),
            Kind::JsonLines
        );
        assert_eq!(kind(Some("a.txt"), b"{\"html\":null}"), Kind::JsonLines);
    }

    #[test]
    fn other_braces_are_text() {
        assert_eq!(kind(None, b"{\"name\":\"package\"}\n"), Kind::Document);
        assert_eq!(kind(None, b"{ a set }\n"), Kind::Document);
        assert_eq!(kind(None, b"{"), Kind::Document);
        assert_eq!(kind(None, b""), Kind::Document);
        assert_eq!(kind(None, b"\n\n\n"), Kind::Document);
    }
}
