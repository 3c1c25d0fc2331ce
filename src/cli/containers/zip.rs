//! ZIP archives (PKWARE's APPNOTE.TXT), whose members are documents.
//!
//! The directory at the archive's end is read a stretch at a time, so that memory does
//! not grow with the number of members.

use std::collections::VecDeque;
use std::io::{BufReader, Read};

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, RECOMMENDED_BUFFER_SIZE, ReaderAt, ZipArchive};
use rawzip::{ZipArchiveEntryWayfinder, ZipFileHeaderRecord};

use super::codec::Codec;
use super::member::Member;
use super::unpack::unpack;
use super::{Container, Damage, Found, Holds, Place, Reading};

/// How many entries of the directory are held. The directory is read from its start
/// for each stretch, which takes next to nothing beside the members of a stretch.
const STRETCH: u64 = 1 << 16;

/// How much of a member is read at a time.
const CHUNK: usize = 32 * 1024;

/// The members of an archive.
pub(crate) struct Zip<R> {
    archive: ZipArchive<R>,
    reading: Reading,
    /// Entries that were read and not asked for.
    entries: VecDeque<Entry>,
    /// How many entries were read.
    read: u64,
    /// What is wrong with the rest of the directory.
    damage: Option<Damage>,
    ended: bool,
}

/// A file, as the directory describes it.
struct Entry {
    member: Member,
    method: CompressionMethod,
    is_encrypted: bool,
    place: ZipArchiveEntryWayfinder,
}

impl<R: ReaderAt + Send + Sync> Zip<R> {
    pub(crate) fn new(archive: ZipArchive<R>, reading: Reading) -> Zip<R> {
        Zip {
            archive,
            reading,
            entries: VecDeque::new(),
            read: 0,
            damage: None,
            ended: false,
        }
    }

    /// Reads the next stretch of the directory.
    fn read_on(&mut self) {
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        let mut entries = self.archive.entries(&mut buffer);
        let end = self.read + STRETCH;
        let mut number = 0;
        loop {
            match entries.next_entry() {
                Ok(Some(_)) if number < self.read => {}
                Ok(Some(record)) => self.entries.extend(Entry::read(&record)),
                Ok(None) => {
                    self.ended = true;
                    return;
                }
                Err(error) => {
                    self.ended = true;
                    self.damage = Some(Damage {
                        place: Place::Whole,
                        message: format!("the directory of the archive is damaged: {error}"),
                    });
                    return;
                }
            }
            number += 1;
            if number == end {
                self.read = end;
                return;
            }
        }
    }

    /// Reads a member.
    fn open(&self, entry: Entry) -> Result<Found, Damage> {
        if entry.is_encrypted {
            return Err(entry
                .member
                .damage("is encrypted; unpack the archive first"));
        }
        let found = match self.archive.get_entry(entry.place) {
            Ok(found) => found,
            Err(error) => return Err(entry.member.damage(format!("is damaged: {error}"))),
        };
        let packed = BufReader::with_capacity(CHUNK, found.reader());
        let unpacked: Box<dyn Read + '_> = match entry.method {
            CompressionMethod::STORE => Box::new(packed),
            CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(packed)),
            CompressionMethod::BZIP2 => unpack(Codec::Bzip2, packed),
            CompressionMethod::ZSTD => unpack(Codec::Zstd, packed),
            CompressionMethod::XZ => unpack(Codec::Xz, packed),
            other => {
                let name = other.name().unwrap_or("an unknown method");
                let message = format!("is compressed by {name}, which dechrome cannot read");
                return Err(entry.member.damage(message));
            }
        };
        entry
            .member
            .read(found.verifying_reader(unpacked), &self.reading)
    }
}

impl Entry {
    /// Takes what is needed of an entry, if it is a file.
    fn read(record: &ZipFileHeaderRecord<'_>) -> Option<Entry> {
        if record.is_dir() || record.mode().is_symlink() {
            return None;
        }
        Some(Entry {
            member: Member::named(record.file_path().as_bytes())?,
            method: record.compression_method(),
            is_encrypted: record.flags().is_encrypted(),
            place: record.wayfinder(),
        })
    }
}

impl<R: ReaderAt + Send + Sync> Container for Zip<R> {
    fn next(&mut self) -> Option<Result<Found, Damage>> {
        loop {
            if let Some(entry) = self.entries.pop_front() {
                return Some(self.open(entry));
            }
            if self.ended {
                return self.damage.take().map(Err);
            }
            self.read_on();
        }
    }

    fn holds(&self) -> Holds {
        Holds::Members
    }
}

/// Whether a ZIP archive begins here, and one of documents: office documents and
/// books are such archives too, and say so by their first member.
pub(crate) fn begins_one(bytes: &[u8]) -> bool {
    const DOCUMENTS: [&[u8]; 5] = [
        b"[Content_Types].xml",
        b"_rels/",
        b"docProps/",
        b"mimetype",
        b"META-INF/",
    ];
    match bytes {
        // No member: the directory's end (APPNOTE, 4.3.16).
        [b'P', b'K', 5, 6, ..] => true,
        [b'P', b'K', 3, 4, ..] => {
            let name = bytes.get(30..).unwrap_or_default();
            !DOCUMENTS.iter().any(|first| name.starts_with(first))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use rawzip::ZipArchiveWriter;

    use super::super::member;
    use super::*;

    type Member<'m> = (&'m str, CompressionMethod, &'m [u8]);

    fn archive(members: &[Member<'_>]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut writer = ZipArchiveWriter::new(&mut bytes);
        for &(name, method, text) in members {
            if name.ends_with('/') {
                writer.new_dir(name).create().unwrap();
                continue;
            }
            let file = writer.new_file(name).compression_method(method);
            let file = if name.starts_with("secret") {
                file.encrypted(true)
            } else {
                file
            };
            let file = if name.starts_with("link") {
                file.unix_permissions(0o120_777)
            } else {
                file
            };
            let (mut entry, config) = file.start().unwrap();
            let packed = match method {
                CompressionMethod::DEFLATE => {
                    let level = flate2::Compression::default();
                    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), level);
                    encoder.write_all(text).unwrap();
                    encoder.finish().unwrap()
                }
                CompressionMethod::ZSTD => zstd::encode_all(text, 3).unwrap(),
                _ => text.to_vec(),
            };
            let mut data = config.wrap(Vec::new());
            data.write_all(text).unwrap();
            let (_, descriptor) = data.finish().unwrap();
            entry.write_all(&packed).unwrap();
            entry.finish(descriptor).unwrap();
        }
        writer.finish().unwrap();
        bytes
    }

    /// What is found, each by its name: its text, or what is wrong.
    fn read(bytes: Vec<u8>, largest: u64) -> Vec<(String, Result<String, String>)> {
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        let archive = ZipArchive::from_seekable(Cursor::new(bytes), &mut buffer).unwrap();
        member::texts(Zip::new(archive, Reading::of_at_most(largest)))
    }

    const STORE: CompressionMethod = CompressionMethod::STORE;
    const DEFLATE: CompressionMethod = CompressionMethod::DEFLATE;

    #[test]
    fn members_are_read_in_their_order_and_what_is_no_file_is_skipped() {
        let packed = zstd::encode_all(&b"packed twice"[..], 3).unwrap();
        let bytes = archive(&[
            ("z/", STORE, b""),
            ("z/b.txt", DEFLATE, b"second letter"),
            ("link", STORE, b"z/b.txt"),
            ("a.txt", STORE, b"first letter"),
            ("__MACOSX/._a.txt", STORE, b"\0"),
            ("c.txt.zst", DEFLATE, &packed),
            ("d.html", CompressionMethod::ZSTD, b"<p>d"),
        ]);
        let texts: Vec<_> = read(bytes, 1000)
            .into_iter()
            .map(|(name, text)| (name, text.unwrap()))
            .collect();
        let expected = [
            ("/z/b.txt", "second letter"),
            ("/a.txt", "first letter"),
            ("/c.txt.zst", "packed twice"),
            ("/d.html", "<p>d"),
        ];
        assert_eq!(
            texts,
            expected.map(|(name, text)| (name.to_owned(), text.to_owned()))
        );
    }

    #[test]
    fn one_bad_member_is_an_error_of_its_own() {
        let zeros = vec![b'0'; 100_000];
        let mut bytes = archive(&[
            ("secret.txt", STORE, b"x"),
            ("odd.txt", CompressionMethod::PPMD, b"x"),
            ("damaged.txt", STORE, b"The road is closed."),
            ("bomb.txt", DEFLATE, &zeros),
            ("good.txt", STORE, b"good"),
        ]);
        let at = memchr::memmem::find(&bytes, b"The road").unwrap();
        bytes[at] = b't';
        let found = read(bytes, 1000);
        let error = |number: usize| found[number].1.clone().unwrap_err();
        assert_eq!(found.len(), 5);
        assert!(error(0).contains("encrypted"));
        assert!(error(1).contains("PPMD"));
        assert!(error(2).contains("checksum"), "{}", error(2));
        assert!(error(3).contains("larger than 1000 bytes"));
        assert_eq!(found[4], ("/good.txt".into(), Ok("good".into())));
    }

    #[test]
    fn the_directory_is_read_in_stretches() {
        let names: Vec<String> = (0..STRETCH + 3).map(|n| format!("{n}.txt")).collect();
        let members: Vec<Member<'_>> = names
            .iter()
            .map(|name| (&**name, STORE, &b"x"[..]))
            .collect();
        let found = read(archive(&members), 10);
        assert_eq!(found.len(), names.len());
        assert!(
            found
                .iter()
                .zip(&names)
                .all(|((found, _), name)| found[1..] == **name)
        );
    }

    #[test]
    fn a_damaged_directory_is_said_once() {
        let mut bytes = archive(&[("a.txt", STORE, b"a"), ("b.txt", STORE, b"b")]);
        let last = memchr::memmem::rfind(&bytes, b"PK\x01\x02").unwrap();
        bytes[last] = b'X';
        let found = read(bytes, 10);
        assert_eq!(found[0], ("/a.txt".into(), Ok("a".into())));
        assert!(found[1].1.as_ref().unwrap_err().contains("directory"));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_document_that_is_an_archive_is_none_of_documents() {
        let docx = archive(&[("[Content_Types].xml", STORE, b"<x/>")]);
        assert!(!begins_one(&docx));
        assert!(begins_one(&archive(&[("a.txt", STORE, b"a")])));
        assert!(begins_one(&archive(&[])));
        assert!(!begins_one(b"PKZIP was a program"));
    }
}
