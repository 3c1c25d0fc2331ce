//! Web archives: pages with what their servers said, whatever is damaged between them.

use crate::command::{Folder, piped};
use crate::packed::{gzip, response, zstd};

const PROSE: &str = "The road over the pass will stay closed until Friday evening, the canton said on \
    Tuesday, because more snow is expected.";

fn page(number: usize) -> String {
    format!(
        "<title>Storm {number}</title><h1>Storm {number}</h1><p>{PROSE}</p><p>{PROSE} {number}</p>"
    )
}

const HTML: &str = "Content-Type: text/html\r\n";

#[test]
fn a_page_goes_out_with_its_address_and_its_record() {
    let archive = response(7, HTML, page(7).as_bytes());
    for packed in [archive.clone(), gzip(&archive), zstd(&archive)] {
        let ran = piped(&["--to", "jsonl"], packed).ended_quietly();
        let found = ran.records();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0]["url"], "https://quay.example/7");
        assert_eq!(found[0]["id"], "<urn:uuid:7>");
        assert_eq!(found[0]["headline"], "Storm 7");
    }
}

#[test]
fn the_charset_of_the_header_is_heard_and_codings_are_undone() {
    let (body, ..) = encoding_rs::WINDOWS_1251.encode(
        "<meta charset=windows-1252><h1>Паром</h1><p>Паром отходит в девять часов утра, но сегодня он опаздывает.",
    );
    let fields = "Content-Type: text/html; charset=windows-1251\r\nContent-Encoding: gzip\r\n\
                  Transfer-Encoding: chunked\r\n";
    let packed = gzip(&body);
    let mut chunked = format!("{:x}\r\n", packed.len()).into_bytes();
    chunked.extend(packed);
    chunked.extend(b"\r\n0\r\n\r\n");
    let ran = piped(&["--to", "json"], response(1, fields, &chunked)).ended_quietly();
    let found = &ran.records()[0];
    assert_eq!(found["headline"], "Паром");
    assert_eq!(found["encoding"]["name"], "windows-1251");
    assert_eq!(found["encoding"]["source"], "transport");
}

#[test]
fn a_damaged_record_is_one_error_with_its_offset_and_the_others_are_done() {
    let folder = Folder::new();
    let all: Vec<Vec<u8>> = (0..5)
        .map(|number| gzip(response(number, HTML, page(number).as_bytes())))
        .collect();
    let offset = all[0].len() + all[1].len();
    let mut archive = all.concat();
    archive[offset + 40..offset + 80].fill(0);
    folder.write("a.warc.gz", archive);
    let ran = folder.run(&["--to", "jsonl", "a.warc.gz"]).ended_with(2);
    let found = ran.records();
    let urls: Vec<&str> = found
        .iter()
        .filter_map(|record| record["url"].as_str())
        .collect();
    assert_eq!(
        urls,
        [0, 1, 3, 4].map(|number| format!("https://quay.example/{number}"))
    );
    assert_eq!(found[2]["offset"], offset);
    assert!(found[2]["error"].is_string());
    let about = format!("dechrome: a.warc.gz@{offset}: ");
    assert!(ran.stderr.starts_with(&about), "{}", ran.stderr);
    assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
}

#[test]
fn what_holds_no_page_is_counted() {
    let archive = [
        response(0, "Content-Type: image/png\r\n", b"\x89PNG"),
        response(1, HTML, page(1).as_bytes()),
    ];
    let ran = piped(&["-v", "--to", "jsonl"], archive.concat()).ended_with(0);
    assert_eq!(ran.records().len(), 1);
    assert!(
        ran.stderr.contains("1 that are neither HTML nor text"),
        "{}",
        ran.stderr
    );
}
