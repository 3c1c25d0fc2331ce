//! Archives: their members in their order, each a document.

use serde_json::Value;

use crate::command::{CLEAN, Folder, PAGE, piped};
use crate::packed::{gzip, tar, zip, zstd};

const FILES: [(&str, &[u8]); 3] = [
    ("z/a.txt", PAGE.as_bytes()),
    ("z/empty.txt", b""),
    (
        "b.html",
        b"<title>Quay</title><p>The ferry leaves at nine, and it is late today.",
    ),
];

#[test]
fn members_are_cleaned_in_their_order() {
    let packed = gzip(PAGE);
    let files = [&FILES[..], &[("c.txt.gz", &packed[..])]].concat();
    for archive in [
        tar(&files),
        gzip(tar(&files)),
        zstd(tar(&files)),
        zip(&files),
    ] {
        let ran = piped(&["--to", "jsonl"], &archive).ended_quietly();
        let paths: Vec<String> = ran
            .stdout
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap()["path"].to_string())
            .collect();
        assert_eq!(paths.len(), 4, "{paths:?}");
        for (path, name) in paths
            .iter()
            .zip(["z/a.txt", "z/empty.txt", "b.html", "c.txt.gz"])
        {
            assert!(path.contains(name), "{paths:?}");
        }
    }
}

#[test]
fn members_become_a_tree_inside_of_the_output_folder() {
    let folder = Folder::new();
    folder.write("in/pages.tar", tar(&FILES[..1]));
    // What the crate would not write, others do.
    let mut evil = tar(&[("xx/xx/evil.txt", PAGE.as_bytes())]);
    evil[..14].copy_from_slice(b"../../evil.txt");
    let sum: u32 = evil[..512].iter().map(|&byte| u32::from(byte)).sum();
    let said: u32 = evil[148..156].iter().map(|&byte| u32::from(byte)).sum();
    evil[148..156].copy_from_slice(format!("{:06o}\0 ", sum - said + 8 * 32).as_bytes());
    folder.write("in/evil.tar", evil);
    folder
        .run(&["-q", "-o", "out", "in/pages.tar", "in/evil.tar"])
        .ended_quietly();
    let files = folder.files();
    let written: Vec<&String> = files.iter().filter(|file| file.ends_with(".txt")).collect();
    assert_eq!(written.len(), 2, "{files:?}");
    assert!(
        written.iter().all(|file| file.starts_with("out/")),
        "{files:?}"
    );
}

#[test]
fn a_bad_member_is_an_error_of_its_own() {
    let files: [(&str, &[u8]); 4] = [
        ("secret.txt", b"x"),
        ("rows.jsonl", b"{}"),
        ("picture.png", b"\x89PNG\r\n\x1A\n\0\0"),
        ("a.txt", PAGE.as_bytes()),
    ];
    let folder = Folder::new();
    folder.write("a.zip", zip(&files));
    let ran = folder.run(&["a.zip"]).ended_with(2);
    assert_eq!(ran.stdout, CLEAN);
    let told: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(
        told[0],
        "dechrome: a.zip/secret.txt: is encrypted; unpack the archive first"
    );
    assert!(
        told[1].contains("rows.jsonl: is a file of JSON Lines"),
        "{told:?}"
    );
    assert!(
        told[2].contains("picture.png: looks like a PNG image"),
        "{told:?}"
    );
}

#[test]
fn a_bomb_in_an_archive_is_an_error_of_its_own() {
    let bomb = vec![b' '; 2 << 20];
    let files = [("bomb.txt", &bomb[..]), ("a.txt", PAGE.as_bytes())];
    for archive in [zip(&files), gzip(tar(&files))] {
        let ran = piped(&["--max-document", "1M"], archive).ended_with(2);
        assert_eq!(ran.stdout, CLEAN);
        assert!(
            ran.stderr
                .contains("bomb.txt: is larger than 1048576 bytes"),
            "{}",
            ran.stderr
        );
    }
}

#[test]
fn an_archive_that_is_cut_off_is_said_once() {
    let archive = tar(&[("a.txt", PAGE.as_bytes()), ("b.txt", PAGE.as_bytes())]);
    let ran = piped(&[], &archive[..3 * 512 + 200]).ended_with(2);
    assert_eq!(ran.stdout, CLEAN);
    assert_eq!(ran.stderr, "dechrome: <stdin>/b.txt: is cut off\n");
    let archive = zip(&[("a.txt", PAGE.as_bytes())]);
    let ran = piped(&[], &archive[..archive.len() / 2]).ended_with(2);
    assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
}

#[test]
fn an_office_document_is_no_archive_of_documents() {
    let document = zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", b"<w/>"),
    ]);
    let ran = piped(&[], document).ended_with(2);
    assert!(ran.stderr.contains("such as DOCX"), "{}", ran.stderr);
}
