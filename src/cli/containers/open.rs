//! Opens inputs as what they are.

use std::fs::{self, File};
use std::io::{self, Cursor, Read, Seek};
use std::path::Path;

use rawzip::{RECOMMENDED_BUFFER_SIZE, ZipArchive};

use super::super::feed::{Feed, read_onto};
use super::codec::Codec;
use super::delimited::Table;
use super::json_lines::JsonLines;
use super::kind::Kind;
use super::member::without_ending;
use super::members::{Members, Piece};
use super::tar::Tar;
use super::unpack::unpack;
use super::warc::{Beginning, Stream, Warc, begins_a_record};
use super::whole::Whole;
use super::zip::Zip;
use super::{Container, Reading, unread};

/// How much of a stream is unpacked to find out what it is.
const CHUNK: usize = 64 * 1024;

/// Opens an input, which has a path unless it is standard input; the error says
/// what is wrong with all of it.
pub(crate) fn open(
    mut feed: Feed,
    path: Option<&Path>,
    reading: &Reading,
) -> Result<Box<dyn Container>, String> {
    let first = feed.look_ahead(Codec::LOOKED_AT).map_err(unread)?;
    match Codec::of(first) {
        Some(codec) => unpacked(codec, feed, path, reading),
        None => plain(feed, path, reading),
    }
}

/// Opens an input as it stands.
fn plain(
    mut feed: Feed,
    path: Option<&Path>,
    reading: &Reading,
) -> Result<Box<dyn Container>, String> {
    let field = reading.field.as_deref();
    let kind = Kind::of(reading.said, path, field, &mut feed).map_err(unread)?;
    Ok(match kind {
        Kind::Document => Box::new(Whole::AsItIs(feed)),
        Kind::Zip => {
            let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
            let archive = ZipArchive::from_file(seekable(feed, path)?, &mut buffer);
            let archive = archive.map_err(|error| format!("is cut off or damaged: {error}"))?;
            Box::new(Zip::new(archive, reading.clone()))
        }
        Kind::Parquet => return self::parquet(feed, path, reading),
        streamed => stream(streamed, feed, reading)?,
    })
}

/// Opens an input of a kind that is read from its start to its end.
fn stream(kind: Kind, feed: Feed, reading: &Reading) -> Result<Box<dyn Container>, String> {
    let largest = reading.largest;
    Ok(match kind {
        Kind::JsonLines => Box::new(JsonLines::new(feed, largest)),
        Kind::Table(delimiter) => Box::new(Table::open(feed.into_reader(), delimiter, reading)?),
        Kind::Warc => {
            let stream = Stream::Plain(feed.into_reader());
            Box::new(Warc::new(stream, Ok(Vec::new()), largest))
        }
        Kind::Tar => Box::new(Tar::new(feed.into_reader(), reading.clone())),
        Kind::Document | Kind::Zip | Kind::Parquet => {
            return Err(format!(
                "is {}, compressed once more; unpack it first",
                kind.name()
            ));
        }
    })
}

/// Opens a compressed input.
fn unpacked(
    codec: Codec,
    feed: Feed,
    path: Option<&Path>,
    reading: &Reading,
) -> Result<Box<dyn Container>, String> {
    let name = path.map(|path| without_ending(path, codec));
    let waits = feed.waits();
    let packed = feed.into_reader();
    let unpacked = match codec {
        Codec::Gzip | Codec::Zstd => {
            let piece = match codec {
                Codec::Gzip => Piece::Member,
                _ => Piece::Frame,
            };
            let mut members = Members::new(piece, packed);
            let beginning = begin(&mut members);
            if is_web_archive(name.as_deref(), &beginning, reading) {
                let stream = Stream::Members(members);
                return Ok(Box::new(Warc::new(stream, beginning, reading.largest)));
            }
            let beginning = Cursor::new(beginning.map_err(unread)?);
            Feed::new(beginning.chain(members), 0)
        }
        Codec::Bzip2 | Codec::Xz => Feed::new(unpack(codec, packed), 0),
    };
    let mut feed = unpacked.waiting(waits);
    if Codec::of(feed.look_ahead(Codec::LOOKED_AT).map_err(unread)?).is_some() {
        return Err("is compressed twice; unpack it first".into());
    }
    let field = reading.field.as_deref();
    match Kind::of(reading.said, name.as_deref(), field, &mut feed).map_err(unread)? {
        Kind::Document => Ok(Box::new(Whole::Unpacked {
            feed,
            name,
            largest: reading.largest,
        })),
        kind => stream(kind, feed, reading),
    }
}

/// Reads the beginning of a stream.
fn begin(members: &mut Members<Box<dyn Read + Send>>) -> Beginning {
    let mut bytes = Vec::new();
    read_onto(&mut bytes, members, CHUNK)?;
    Ok(bytes)
}

/// Whether a stream in pieces is a web archive, whose pieces are its records.
fn is_web_archive(name: Option<&Path>, beginning: &Beginning, reading: &Reading) -> bool {
    use super::super::args::InputFormat::{Auto, Warc};
    let named = name.and_then(Kind::named);
    reading.said == Warc
        || reading.said == Auto
            && match named {
                Some(kind) => kind == Kind::Warc,
                None => beginning.as_ref().is_ok_and(|bytes| begins_a_record(bytes)),
            }
}

/// An input in which one can go back and forth: the file itself, or a copy of what
/// can be read only once.
fn seekable(feed: Feed, path: Option<&Path>) -> Result<File, String> {
    if let Some(path) = path
        && fs::metadata(path).is_ok_and(|about| about.is_file())
    {
        return File::open(path).map_err(unread);
    }
    let copied = tempfile::tempfile().and_then(|mut file| {
        io::copy(&mut feed.into_reader(), &mut file)?;
        file.rewind()?;
        Ok(file)
    });
    copied.map_err(unread)
}

#[cfg(feature = "parquet")]
fn parquet(
    feed: Feed,
    path: Option<&Path>,
    reading: &Reading,
) -> Result<Box<dyn Container>, String> {
    let rows = super::parquet::Rows::open(seekable(feed, path)?, reading)?;
    Ok(Box::new(rows))
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: Feed, _: Option<&Path>, _: &Reading) -> Result<Box<dyn Container>, String> {
    Err("is a Parquet file; build dechrome with --features parquet to read it".into())
}

#[cfg(test)]
mod tests {
    use super::super::super::args::InputFormat;
    use super::super::codec::gzip;
    use super::super::{Content, Found, Holds};
    use super::*;

    fn opened(
        name: Option<&str>,
        said: InputFormat,
        bytes: Vec<u8>,
    ) -> Result<Box<dyn Container>, String> {
        let reading = Reading {
            said,
            ..Reading::of_at_most(1000)
        };
        let feed = Feed::new(Cursor::new(bytes), 0);
        open(feed, name.map(Path::new), &reading)
    }

    /// The texts in an input, and what is wrong in their places.
    fn texts(name: &str, bytes: Vec<u8>) -> Vec<Result<String, String>> {
        let mut container = opened(Some(name), InputFormat::Auto, bytes).unwrap();
        std::iter::from_fn(|| container.next())
            .map(|next| match next {
                Ok(Found { content, .. }) => Ok(match content {
                    Content::Bytes { bytes, .. } => String::from_utf8(bytes).unwrap(),
                    Content::Text { text, .. } | Content::Line(text) => text,
                    #[cfg(feature = "parquet")]
                    Content::Missing(why) => why,
                }),
                Err(damage) => Err(damage.message),
            })
            .collect()
    }

    const WARC: &[u8] = b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\n\
        Content-Length: 5\r\n\r\nprose\r\n\r\n";

    fn tar() -> Vec<u8> {
        let mut builder = ::tar::Builder::new(Vec::new());
        let mut header = ::tar::Header::new_gnu();
        header.set_size(5);
        builder
            .append_data(&mut header, "a.txt", &b"prose"[..])
            .unwrap();
        builder.into_inner().unwrap()
    }

    #[test]
    fn whatever_streams_is_found_compressed_or_not() {
        let line = b"{\"text\":\"prose\"}\n".to_vec();
        let inputs: [(&str, Vec<u8>, &str); 6] = [
            ("a.txt", b"prose".to_vec(), "prose"),
            ("a", line.clone(), "{\"text\":\"prose\"}"),
            ("a.jsonl", line, "{\"text\":\"prose\"}"),
            ("a.csv", b"id,text\n1,prose\n".to_vec(), "prose"),
            ("a", WARC.to_vec(), "prose"),
            ("a", tar(), "prose"),
        ];
        for (name, bytes, text) in inputs {
            let packed = [
                bytes.clone(),
                gzip(&bytes),
                zstd::encode_all(&bytes[..], 3).unwrap(),
            ];
            for (bytes, ending) in packed.into_iter().zip(["", ".gz", ".zst"]) {
                let name = format!("{name}{ending}");
                assert_eq!(texts(&name, bytes), [Ok(text.to_owned())], "{name}");
            }
        }
    }

    #[test]
    fn a_page_is_told_by_the_name_that_it_has_unpacked() {
        let mut container = opened(Some("a.html.gz"), InputFormat::Auto, gzip(b"x")).unwrap();
        let Some(Ok(Found {
            content: Content::Bytes { source, .. },
            ..
        })) = container.next()
        else {
            panic!("no document")
        };
        assert_eq!(source, Some(dechrome::Source::Html));
        assert_eq!(container.holds(), Holds::Itself);
    }

    #[test]
    fn what_the_user_says_counts_and_compression_is_undone_anyway() {
        let line = b"{\"text\":\"prose\"}\n";
        let as_text = opened(Some("a.jsonl"), InputFormat::Text, gzip(line)).unwrap();
        assert_eq!(as_text.holds(), Holds::Itself);
        let as_lines = opened(Some("a.txt"), InputFormat::Jsonl, gzip(line)).unwrap();
        assert_eq!(as_lines.holds(), Holds::Records);
    }

    #[test]
    fn a_document_does_not_grow_without_end() {
        let bomb = gzip(&vec![0; 10_000_000]);
        let found = texts("bomb.gz", bomb);
        assert_eq!(found.len(), 1);
        assert!(
            found[0]
                .as_ref()
                .unwrap_err()
                .contains("larger than 1000 bytes")
        );
    }

    #[test]
    fn what_cannot_be_read_from_a_stream_is_refused() {
        let error = |name: &str, bytes: &[u8]| {
            opened(Some(name), InputFormat::Auto, gzip(bytes))
                .err()
                .unwrap()
        };
        assert!(error("a.gz.gz", &gzip(b"x")).contains("twice"));
        assert!(error("a.zip.gz", b"PK\x05\x06").contains("ZIP"));
        assert!(error("a.parquet.gz", b"PAR1").contains("Parquet"));
    }

    #[test]
    fn a_damaged_beginning_of_a_web_archive_is_an_error_among_others() {
        let mut bytes = [gzip(WARC), gzip(WARC)].concat();
        bytes[10..30].fill(0xFF);
        let found = texts("a.warc.gz", bytes);
        assert!(found[0].is_err());
        assert_eq!(found[1..], [Ok("prose".to_owned())]);
    }
}
