//! The members of archives: files with a name, each a document.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use dechrome::Source;

#[cfg(test)]
use super::Container;
use super::codec::Codec;
use super::unpack::unpack;
use super::{Carried, Content, Damage, Found, Place, Reading, too_large, unread};

/// A member that was found to be a file.
pub(crate) struct Member {
    name: PathBuf,
}

impl Member {
    /// A member by its name in the archive; `None` for what archivers of macOS leave
    /// beside each file.
    pub(crate) fn named(name: &[u8]) -> Option<Member> {
        let is_shadow = name.starts_with(b"__MACOSX/") || name.ends_with(b"/.DS_Store");
        (!is_shadow).then(|| Member { name: path(name) })
    }

    /// What is wrong with it, in words that follow its name.
    pub(crate) fn damage(self, message: impl Into<String>) -> Damage {
        Damage {
            place: Place::Member(self.name),
            message: message.into(),
        }
    }

    /// Reads its document, which may be compressed once more.
    pub(crate) fn read(self, bytes: impl Read, reading: &Reading) -> Result<Found, Damage> {
        match self.content(bytes, reading) {
            Ok(content) => Ok(Found {
                place: Place::Member(self.name),
                content,
                carried: Carried::Nothing,
            }),
            Err(message) => Err(self.damage(message)),
        }
    }

    fn content(&self, bytes: impl Read, reading: &Reading) -> Result<Content, String> {
        let mut bytes = limited(bytes, reading.largest)?;
        let mut name = self.name.as_path();
        let inner;
        if let Some(codec) = Codec::of(&bytes) {
            bytes = limited(unpack(codec, &bytes[..]), reading.largest)?;
            inner = without_ending(name, codec);
            name = &inner;
        }
        if let Some(what) = container(name, &bytes) {
            return Err(format!(
                "is {what} within an archive; unpack the archive first"
            ));
        }
        let source = Some(Source::sniff(Some(name), &bytes));
        Ok(Content::Bytes {
            bytes,
            source,
            charset: None,
        })
    }
}

/// All of a reader, unless that is too much.
pub(crate) fn limited(reader: impl Read, largest: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut reader = reader.take(largest.saturating_add(1));
    reader.read_to_end(&mut bytes).map_err(unread)?;
    if bytes.len() as u64 > largest {
        return Err(too_large(largest));
    }
    Ok(bytes)
}

/// What holds documents itself, and cannot be taken for one.
fn container(name: &Path, bytes: &[u8]) -> Option<&'static str> {
    const NAMES: [(&str, &str); 8] = [
        ("jsonl", "a file of JSON Lines"),
        ("ndjson", "a file of JSON Lines"),
        ("csv", "a table"),
        ("tsv", "a table"),
        ("warc", "a web archive"),
        ("wet", "a web archive"),
        ("parquet", "a table"),
        ("tar", "an archive"),
    ];
    let ending = name.extension();
    let named = ending.and_then(|ending| {
        NAMES
            .iter()
            .find(|(known, _)| ending.eq_ignore_ascii_case(known))
    });
    match named {
        Some((_, what)) => Some(what),
        None if bytes.starts_with(b"PK\x03\x04") => Some("an archive"),
        None if Codec::of(bytes).is_some() => Some("a file that is compressed twice"),
        None => None,
    }
}

/// The name of what is in a compressed file.
pub(crate) fn without_ending(name: &Path, codec: Codec) -> PathBuf {
    let endings = codec.endings();
    match name.extension() {
        Some(found)
            if endings
                .iter()
                .any(|known| found.eq_ignore_ascii_case(known)) =>
        {
            name.with_extension("")
        }
        _ => name.to_owned(),
    }
}

/// A name out of an archive.
#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

/// A name out of an archive.
#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

/// An error as an archive has it, in words.
pub(crate) fn damaged(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => "is cut off".into(),
        _ => format!("is damaged: {error}"),
    }
}

/// What an archive holds, each member by its name: its text, or what is wrong.
#[cfg(test)]
pub(crate) fn texts(mut archive: impl Container) -> Vec<(String, Result<String, String>)> {
    std::iter::from_fn(|| archive.next())
        .map(|next| match next {
            Ok(Found {
                place,
                content: Content::Bytes { bytes, .. },
                ..
            }) => (place.to_string(), Ok(String::from_utf8(bytes).unwrap())),
            Ok(_) => panic!("something else"),
            Err(damage) => (damage.place.to_string(), Err(damage.message)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, bytes: &[u8]) -> Result<(Option<Source>, Vec<u8>), String> {
        let member = Member::named(name.as_bytes()).expect("a file");
        match member.read(bytes, &Reading::of_at_most(1000)) {
            Ok(Found {
                content: Content::Bytes { bytes, source, .. },
                ..
            }) => Ok((source, bytes)),
            Ok(_) => panic!("something else"),
            Err(damage) => Err(damage.message),
        }
    }

    #[test]
    fn a_member_is_told_by_name_and_content_and_unpacked() {
        let packed = zstd::encode_all(&b"prose"[..], 3).unwrap();
        assert_eq!(
            read("a.txt", b"prose"),
            Ok((Some(Source::Text), b"prose".into()))
        );
        assert_eq!(
            read("a.html.zst", &packed),
            Ok((Some(Source::Html), b"prose".into()))
        );
        assert_eq!(read("a", b"<!doctype html>").unwrap().0, Some(Source::Html));
    }

    #[test]
    fn what_is_no_document_is_refused_by_its_name() {
        let twice = zstd::encode_all(&zstd::encode_all(&b"x"[..], 3).unwrap()[..], 3).unwrap();
        let cases: [(&str, &[u8], &str); 5] = [
            ("a/b.jsonl", b"{}", "JSON Lines"),
            ("b.zip", b"PK\x03\x04", "an archive"),
            ("c.warc", b"", "web archive"),
            ("d.zst.zst", &twice, "compressed twice"),
            ("e.txt", &[b' '; 1001], "larger than 1000 bytes"),
        ];
        for (name, bytes, expected) in cases {
            let error = read(name, bytes).unwrap_err();
            assert!(error.contains(expected), "{name}: {error}");
        }
        assert!(Member::named(b"__MACOSX/._a.txt").is_none());
    }
}
