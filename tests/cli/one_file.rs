//! `-o FILE.jsonl`: all records in one file, compressed or not.

use std::fs::{self, File};
use std::io::Read;

use crate::command::{CHROME, CLEAN, Folder, PAGE, page, pages, piped};
use serde_json::Value;

fn inputs() -> Folder {
    Folder::with(&[("a.txt", PAGE), ("b.txt", CHROME), ("c.txt", &page(3))])
}

/// What is in a compressed file.
fn unpacked(folder: &Folder, name: &str) -> String {
    let mut text = String::new();
    let file = File::open(folder.path(name)).unwrap();
    if name.ends_with(".gz") {
        let mut reader = flate2::read::MultiGzDecoder::new(file);
        reader.read_to_string(&mut text).unwrap();
    } else {
        let mut reader = zstd::Decoder::new(file).unwrap();
        reader.read_to_string(&mut text).unwrap();
    }
    text
}

#[test]
fn the_file_holds_what_stdout_would() {
    let folder = inputs();
    let arguments = ["-q", "--to", "jsonl", "a.txt", "b.txt", "c.txt", "missing"];
    let expected = folder.run(&arguments).ended_with(2).stdout;
    assert_eq!(expected.lines().count(), 4);
    for name in ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"] {
        let arguments = [&["-o", name], &arguments[..]].concat();
        let ran = folder.run(&arguments).ended_with(2);
        assert_eq!(ran.stdout, "");
        let written = if name == "out.jsonl" {
            folder.read(name)
        } else {
            unpacked(&folder, name)
        };
        assert_eq!(written, expected, "{name}");
    }
    assert_eq!(folder.files().len(), 6, "{:?}", folder.files());
}

#[test]
fn the_name_decides_the_format_and_standard_input_is_welcome() {
    let folder = Folder::new();
    let out = folder.path("out.jsonl");
    let out = out.to_str().unwrap();
    piped(&["-q", "-o", out], PAGE).ended_quietly();
    let record: Value = serde_json::from_str(&folder.read("out.jsonl")).unwrap();
    assert_eq!(record["lang"], "en");
    let ran = piped(&["--to", "text", "-o", out], PAGE).ended_with(2);
    assert!(ran.stderr.contains("leave --to out"), "{ran:?}");
}

#[test]
fn nothing_makes_a_file_that_holds_nothing() {
    let folder = Folder::new();
    fs::create_dir(folder.path("in")).unwrap();
    for name in ["out.jsonl.gz", "out.jsonl.zst"] {
        folder.run(&["-q", "-o", name, "in"]).ended_quietly();
        assert_eq!(unpacked(&folder, name), "", "{name}");
    }
    folder.run(&["-q", "-o", "out.jsonl", "in"]).ended_quietly();
    assert_eq!(folder.read("out.jsonl"), "");
}

#[test]
fn a_file_that_exists_is_an_error_before_anything_is_read() {
    let folder = inputs();
    folder.write("out.jsonl", "mine");
    let ran = folder.run(&["-o", "out.jsonl", "missing"]).ended_with(2);
    assert!(
        ran.stderr.starts_with("dechrome: out.jsonl: exists"),
        "{ran:?}"
    );
    assert_eq!(ran.stderr.lines().count(), 1);
    assert_eq!(folder.read("out.jsonl"), "mine");
    folder
        .run(&["-q", "--overwrite", "-o", "out.jsonl", "a.txt"])
        .ended_quietly();
    assert!(folder.read("out.jsonl").contains("\"a.txt\""));
}

#[test]
fn the_output_is_never_an_input() {
    let records = format!("{}\n", serde_json::json!({"text": PAGE}));
    let folder = Folder::with(&[("in/a.jsonl", &records), ("in/b.jsonl", &records)]);
    let named = ["--overwrite", "-o", "in/a.jsonl", "in/a.jsonl"];
    let ran = folder.run(&named).ended_with(2);
    assert!(ran.stderr.contains("both input and output"), "{ran:?}");
    assert_eq!(folder.read("in/a.jsonl"), records);
    let walked = ["-q", "--overwrite", "-o", "in/a.jsonl", "in"];
    let ran = folder.run(&walked).ended_with(2);
    let expected = "dechrome: in/a.jsonl: is the output itself; left out\n";
    assert_eq!(ran.stderr.replace('\\', "/"), expected);
    // What could not be read has its record, as any other input.
    assert_eq!(folder.read("in/a.jsonl").lines().count(), 2);
}

#[test]
fn an_output_in_a_tree_is_never_its_own_input() {
    let folder = Folder::with(&[("a.txt", PAGE)]);
    let ran = folder
        .run(&["--overwrite", "-o", ".", "a.txt"])
        .ended_with(2);
    assert!(ran.stderr.contains("is the input itself"), "{ran:?}");
    assert_eq!(folder.read("a.txt"), PAGE);
}

#[test]
fn the_second_run_says_what_stands_in_its_way_and_writes_nothing() {
    let folder = pages(20);
    folder.run(&["-q", "-o", "out", "in"]).ended_quietly();
    let before = folder.files();
    let ran = folder.run(&["-q", "-o", "out", "in"]).ended_with(2);
    assert_eq!(ran.stderr.lines().count(), 20);
    assert!(
        ran.stderr.lines().all(|line| line.contains(": exists; ")),
        "{ran:?}"
    );
    assert_eq!(folder.files(), before);
    folder
        .run(&["-q", "-o", "out", "--overwrite", "in"])
        .ended_quietly();
    folder
        .run(&["-q", "-o", "out", "--resume", "in"])
        .ended_quietly();
    assert_eq!(folder.files(), before);
    assert_eq!(
        folder.read("out/in/0/0.txt"),
        CLEAN
            .replace("three days", "0 days")
            .replace("Friday", "day 0")
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_one_line_and_the_run_can_be_gone_on_with() {
    let folder = pages(200);
    let unbroken = ["-q", "-j1", "-o", "whole.jsonl", "in"];
    folder.run(&unbroken).ended_with(2);
    // No file may be larger than 32 kB.
    let script = "trap '' XFSZ; ulimit -f 32; exec \"$0\" -q -j1 -o out.jsonl in";
    let Some(ran) = folder.script(script) else {
        return;
    };
    let stderr = ran.ended_with(2).stderr;
    assert!(
        stderr.contains("dechrome: out.jsonl: File too large"),
        "{stderr}"
    );
    assert!(!folder.path("out.jsonl").exists());
    let resumed = ["-q", "-j1", "-o", "out.jsonl", "--resume", "in"];
    folder.run(&resumed).ended_with(2);
    assert_eq!(folder.read("out.jsonl"), folder.read("whole.jsonl"));
    assert!(
        folder
            .files()
            .iter()
            .all(|name| !name.contains(".dechrome-"))
    );
}
