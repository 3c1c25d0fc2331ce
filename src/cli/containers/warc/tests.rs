use std::io::{self, Read};

use super::super::codec::{Codec, gzip};
use super::super::members::{Members, Piece};
use super::super::unpack::unpack;
use super::*;

const LARGEST: u64 = 20_000;

/// A record: its head's fields after the type and the length, and its block.
fn record(kind: &str, fields: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nContent-Length: {}\r\n{fields}\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(number: usize, head: &str, body: &[u8]) -> Vec<u8> {
    let fields = format!(
        "WARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: https://quay.example/{number}\r\n\
         Content-Type: application/http; msgtype=response\r\n"
    );
    let block = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
    record("response", &fields, &block)
}

/// A page that does not compress to nothing.
fn page(number: usize) -> Vec<u8> {
    let words = (0..400u32).map(|n| format!("{:x} ", n.wrapping_mul(7919 * (number as u32 + 1))));
    format!("<p>Ferry {number}: {}</p>", words.collect::<String>()).into_bytes()
}

const HTML: &str = "200 OK\r\nContent-Type: text/html; charset=windows-1252";

/// So many pages, with records between them that hold none.
fn records(pages: usize) -> Vec<Vec<u8>> {
    let mut all = vec![record(
        "warcinfo",
        "Content-Type: application/warc-fields\r\n",
        b"a: b\r\n",
    )];
    for number in 0..pages {
        all.push(record(
            "request",
            "Content-Type: application/http\r\n",
            b"GET / HTTP/1.1\r\n\r\n",
        ));
        all.push(response(number, HTML, &page(number)));
    }
    all.push(response(
        90,
        "301 Moved\r\nContent-Type: text/html",
        b"<p>Moved</p>",
    ));
    all.push(response(
        91,
        "200 OK\r\nContent-Type: image/png",
        b"\x89PNG\r\n\x1A\n",
    ));
    all.push(record("metadata", "", b"via: x"));
    all
}

/// The ways to pack a web archive.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Packed {
    Not,
    GzipEach,
    GzipAll,
    ZstdEach,
    ZstdAll,
    /// As one stream, by a codec that has no pieces.
    Whole,
}

const ALL: [Packed; 6] = [
    Packed::Not,
    Packed::GzipEach,
    Packed::GzipAll,
    Packed::ZstdEach,
    Packed::ZstdAll,
    Packed::Whole,
];

impl Packed {
    fn pack(self, records: &[Vec<u8>]) -> Vec<u8> {
        let zstd = |bytes: &[u8]| zstd::encode_all(bytes, 3).unwrap();
        match self {
            Packed::Not => records.concat(),
            Packed::GzipEach => records.iter().flat_map(|record| gzip(record)).collect(),
            Packed::GzipAll | Packed::Whole => gzip(&records.concat()),
            Packed::ZstdEach => records.iter().flat_map(|record| zstd(record)).collect(),
            Packed::ZstdAll => zstd(&records.concat()),
        }
    }

    fn open(self, bytes: Vec<u8>) -> Warc {
        let reader: Box<dyn Read + Send> = Box::new(Slowly(io::Cursor::new(bytes)));
        let stream = match self {
            Packed::Not => Stream::Plain(reader),
            Packed::GzipEach | Packed::GzipAll => {
                Stream::Members(Members::new(Piece::Member, reader))
            }
            Packed::ZstdEach | Packed::ZstdAll => {
                Stream::Members(Members::new(Piece::Frame, reader))
            }
            Packed::Whole => Stream::Plain(unpack(Codec::Gzip, reader)),
        };
        Warc::new(stream, Ok(Vec::new()), LARGEST)
    }
}

/// Gives its bytes in small pieces.
struct Slowly(io::Cursor<Vec<u8>>);

impl Read for Slowly {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let size = into.len().min(1013);
        self.0.read(&mut into[..size])
    }
}

struct Page {
    offset: u64,
    bytes: Vec<u8>,
    source: Option<Source>,
    charset: Option<String>,
    carried: String,
}

fn read(mut warc: Warc) -> (Vec<Page>, Vec<(u64, String)>, Passed) {
    let (mut documents, mut errors) = (Vec::new(), Vec::new());
    while let Some(next) = warc.next() {
        match next {
            Ok(Found {
                place: Place::Offset(offset),
                content:
                    Content::Bytes {
                        bytes,
                        source,
                        charset,
                    },
                carried: Carried::Fields(fields),
            }) => documents.push(Page {
                offset,
                bytes,
                source,
                charset,
                carried: fields
                    .iter()
                    .map(|(name, value)| format!("{name}={value};"))
                    .collect(),
            }),
            Err(Damage {
                place: Place::Offset(offset),
                message,
            }) => errors.push((offset, message)),
            _ => panic!("something else"),
        }
    }
    (documents, errors, warc.passed)
}

/// The numbers of the pages that are found whole.
fn numbers(documents: &[Page]) -> Vec<usize> {
    (0..100)
        .filter(|&number| documents.iter().any(|found| found.bytes == page(number)))
        .collect()
}

#[test]
fn pages_are_found_however_they_are_packed() {
    for packed in ALL {
        let (documents, errors, passed) = read(packed.open(packed.pack(&records(4))));
        assert_eq!(errors, [], "{packed:?}");
        assert_eq!(numbers(&documents), [0, 1, 2, 3], "{packed:?}");
        assert_eq!(documents.len(), 4);
        assert_eq!(
            passed,
            Passed {
                kind: 6,
                status: 1,
                other: 1
            },
            "{packed:?}"
        );
        let first = &documents[0];
        assert_eq!(first.source, Some(Source::Html));
        assert_eq!(first.charset.as_deref(), Some("windows-1252"));
        assert_eq!(
            first.carried,
            "id=\"<urn:uuid:0>\";url=\"https://quay.example/0\";"
        );
    }
}

#[test]
fn a_place_is_that_of_the_record_in_the_file_or_in_what_is_unpacked() {
    let records = records(2);
    let before = |pack: fn(&[u8]) -> Vec<u8>| -> u64 {
        records[..2]
            .iter()
            .map(|record| pack(record).len() as u64)
            .sum()
    };
    let place = |packed: Packed| read(packed.open(packed.pack(&records))).0[0].offset;
    assert_eq!(place(Packed::Not), before(<[u8]>::to_vec));
    assert_eq!(place(Packed::GzipAll), before(<[u8]>::to_vec));
    assert_eq!(place(Packed::GzipEach), before(gzip));
}

#[test]
fn texts_and_files_are_documents_too() {
    let text = "Content-Type: text/plain\r\nWARC-Target-URI: <https://quay.example/>\r\n";
    let archive = [
        record("conversion", text, "Fähren".as_bytes()),
        record(
            "resource",
            "Content-Type: text/html; charset=gbk\r\n",
            b"<p>",
        ),
        record("resource", "Content-Type: image/png\r\n", b"\x89PNG"),
        record("resource", "", b"<p>"),
        record(
            "response",
            "Content-Type: text/dns\r\n",
            b"quay.example. 60 IN A 192.0.2.1",
        ),
        record(
            "revisit",
            "Content-Type: application/http\r\n",
            b"HTTP/1.1 200 OK\r\n\r\n",
        ),
    ];
    let (documents, errors, passed) = read(Packed::Not.open(archive.concat()));
    assert_eq!(errors, []);
    assert_eq!(
        passed,
        Passed {
            kind: 2,
            status: 0,
            other: 2
        }
    );
    let told: Vec<_> = documents
        .iter()
        .map(|d| (d.source, d.charset.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (Some(Source::Text), None),
            (Some(Source::Html), Some("gbk"))
        ]
    );
    assert_eq!(documents[0].carried, "url=\"https://quay.example/\";");
}

#[test]
fn the_crawler_is_asked_where_the_server_says_nothing() {
    let fields = "Content-Type: application/http\r\nWARC-Identified-Payload-Type: text/html\r\n";
    let archive = [
        record("response", fields, b"HTTP/1.1 200 OK\r\n\r\n<p>1"),
        record(
            "response",
            fields,
            b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n<p>2",
        ),
        record(
            "response",
            fields,
            b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n\0",
        ),
    ];
    let (documents, ..) = read(Packed::Not.open(archive.concat()));
    let told: Vec<_> = documents.iter().map(|found| found.source).collect();
    assert_eq!(told, [Some(Source::Html), Some(Source::Text)]);
}

#[test]
fn a_damaged_record_is_one_error_and_the_others_are_read() {
    for packed in ALL {
        let all = records(5);
        // The request before the third page, and the head of the page itself.
        let mut bytes = packed.pack(&all);
        let at = match packed {
            Packed::Not => all[..5].concat().len(),
            Packed::GzipEach => all[..5].iter().map(|record| gzip(record).len()).sum(),
            Packed::ZstdEach => {
                let zstd = |bytes: &[u8]| zstd::encode_all(bytes, 3).unwrap().len();
                all[..5].iter().map(|record| zstd(record)).sum()
            }
            _ => bytes.len() / 2,
        };
        bytes[at + 2..at + 30].fill(0xFF);
        let (documents, errors, _) = read(packed.open(bytes));
        if matches!(packed, Packed::Not | Packed::GzipEach | Packed::ZstdEach) {
            assert_eq!(errors.len(), 1, "{packed:?}: {errors:?}");
            assert_eq!(numbers(&documents), [0, 1, 2, 3, 4], "{packed:?}");
            assert_eq!(errors[0].0, at as u64, "{packed:?}");
        } else {
            // One stream, and nothing in it says where to go on; what a decoder makes
            // of the damage may look like the end of a record.
            assert!(!errors.is_empty(), "{packed:?}");
            assert!(numbers(&documents).starts_with(&[0]), "{packed:?}");
        }
    }
}

#[test]
fn wherever_the_damage_is_all_other_pages_are_read() {
    let all = records(5);
    for packed in [Packed::Not, Packed::GzipEach, Packed::ZstdEach] {
        let whole = packed.pack(&all);
        for at in (0..whole.len() - 8).step_by(797) {
            let mut bytes = whole.clone();
            bytes[at..at + 8].copy_from_slice(b"\x9A\x03\xF1\x55\x00\x1F\x8B\x31");
            let (documents, errors, _) = read(packed.open(bytes));
            assert!(
                numbers(&documents).len() >= 4,
                "{packed:?} at {at}: {errors:?}"
            );
            // What has a checksum is read as it was, or not at all.
            if packed == Packed::GzipEach {
                let whole = |found: &Page| (0..5).any(|number| found.bytes == page(number));
                assert!(documents.iter().all(whole), "at {at}");
            }
            // Eight bytes may lie across two records.
            assert!(errors.len() <= 2, "{packed:?} at {at}: {errors:?}");
        }
    }
}

#[test]
fn an_archive_that_is_cut_off_gives_what_is_whole() {
    for packed in ALL {
        let whole = packed.pack(&records(3));
        for end in (0..whole.len()).step_by(997) {
            let (documents, errors, _) = read(packed.open(whole[..end].to_vec()));
            assert!(errors.len() <= 1, "{packed:?} at {end}: {errors:?}");
            assert!(
                documents
                    .iter()
                    .all(|found| (0..3).any(|n| found.bytes == page(n)))
            );
        }
        let (documents, ..) = read(packed.open(whole[..whole.len() - 3].to_vec()));
        // A frame comes out whole or not at all.
        if packed != Packed::ZstdAll {
            assert_eq!(numbers(&documents), [0, 1, 2], "{packed:?}");
        }
    }
}

#[test]
fn a_wrong_length_does_not_swallow_the_next_records() {
    let all = records(4);
    for (length, packed) in ["2", "9999", "99999999"]
        .into_iter()
        .flat_map(|length| [Packed::Not, Packed::GzipEach, Packed::GzipAll].map(|p| (length, p)))
    {
        let mut all = all.clone();
        let text = String::from_utf8(all[4].clone()).unwrap();
        let start = text.find("Content-Length: ").unwrap() + 16;
        let end = start + text[start..].find('\r').unwrap();
        all[4].splice(start..end, length.bytes());
        let (documents, errors, _) = read(packed.open(packed.pack(&all)));
        assert_eq!(numbers(&documents), [0, 2, 3], "{packed:?} {length}");
        assert_eq!(errors.len(), 1, "{packed:?} {length}: {errors:?}");
    }
}

#[test]
fn a_large_record_that_nobody_wants_is_not_held() {
    let film = vec![b'x'; 3 * HELD];
    for (length, found) in [(film.len(), 2), (film.len() * 1000, 2)] {
        let mut large = response(1, "200 OK\r\nContent-Type: video/mp4", &film);
        let text = String::from_utf8_lossy(&large[..400]).into_owned();
        let start = text.find("Content-Length: ").unwrap() + 16;
        let end = start + text[start..].find('\r').unwrap();
        let block: usize = text[start..end].parse().unwrap();
        large.splice(
            start..end,
            (block - film.len() + length).to_string().bytes(),
        );
        let archive = [
            response(0, HTML, &page(0)),
            large,
            response(2, HTML, &page(2)),
        ];
        let mut warc = Packed::Not.open(archive.concat());
        let mut documents = 0;
        let mut errors = Vec::new();
        while let Some(next) = warc.next() {
            match next {
                Ok(_) => documents += 1,
                Err(damage) => errors.push(damage.message),
            }
            assert!(warc.window.bytes().len() < HELD);
        }
        assert_eq!(documents, found);
        assert_eq!(errors.len(), usize::from(length > film.len()), "{errors:?}");
    }
}

#[test]
fn a_page_that_is_too_large_is_an_error_of_its_own() {
    let large = vec![b' '; 30_000];
    let packed = gzip(&large);
    let coded = "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip";
    let archive = [
        response(0, HTML, &large),
        response(1, coded, &packed),
        response(2, HTML, &page(2)),
    ];
    let (documents, errors, _) = read(Packed::Not.open(archive.concat()));
    assert_eq!(numbers(&documents), [2]);
    assert_eq!(errors.len(), 2);
    assert!(
        errors
            .iter()
            .all(|(_, message)| message.contains("larger than 20000 bytes"))
    );
}
