//! What lies beside the project and is never copied into it: gold pages, seeds,
//! html5lib's tests. In `../shared`, or where `DECHROME_SHARED` says.
#![allow(dead_code)] // each test and benchmark takes what it needs

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use ruzstd::decoding::StreamingDecoder;
use serde_json::Value;

/// How long a small document is, in bytes: so long, or up to the paragraph's end.
const SMALL: usize = 4000;

/// The sets of pages that speed is measured on.
const SPEED_SETS: [&str; 3] = ["fundus", "andythefactory", "wcxb"];

/// A part of the shared folder; `None`, and a word about it, when it is absent.
pub(crate) fn folder(part: &str) -> Option<PathBuf> {
    let root = std::env::var_os("DECHROME_SHARED").unwrap_or_else(|| "../shared".into());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(root).join(part);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no ../shared/{part}");
    None
}

/// The files of a folder that have this extension, sorted.
pub(crate) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the entry can be read").path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    files.sort();
    files
}

/// The records of a gold file, one after the other.
pub(crate) fn records(file: &Path) -> impl Iterator<Item = Value> + use<> {
    lines(file).map(|line| serde_json::from_str(&line).expect("a line is JSON"))
}

/// The HTML pages of a gold file, decoded, with their ids.
pub(crate) fn pages(file: &Path) -> impl Iterator<Item = (String, String)> + use<> {
    records(file).filter_map(|record| {
        let page = record["html"].as_str()?.to_owned();
        Some((record["id"].to_string(), page))
    })
}

/// Every HTML page of the gold, decoded, with its id; of each set the first few in a
/// debug build.
pub(crate) fn gold_pages() -> Option<impl Iterator<Item = (String, String)>> {
    let folder = folder("gold")?;
    let most = if cfg!(debug_assertions) {
        10
    } else {
        usize::MAX
    };
    let sets = files(&folder, "zst").into_iter();
    // One set is plain text only.
    let sets = sets.filter(|file| !file.ends_with("text.jsonl.zst"));
    Some(sets.flat_map(move |file| pages(&file).take(most)))
}

/// The records of the split that verdicts are made on.
pub(crate) fn val(file: &Path) -> impl Iterator<Item = Value> + use<> {
    // Most records are of the other split, and parsing is slow in a debug build.
    lines(file)
        .filter(|line| line.contains("\"val\""))
        .map(|line| serde_json::from_str(&line).expect("a line is JSON"))
        .filter(|record: &Value| record["split"] == "val")
}

fn lines(file: &Path) -> impl Iterator<Item = String> + use<> {
    let file = File::open(file).expect("the file can be opened");
    let decoder = StreamingDecoder::new(file).expect("the file is zstd");
    let lines = BufReader::with_capacity(1 << 20, decoder).lines();
    lines.map(|line| line.expect("the file can be read"))
}

/// The pages, decoded, that the speed of HTML is measured on.
pub(crate) fn speed_pages() -> Option<Vec<String>> {
    let gold = folder("gold")?;
    let pages = SPEED_SETS
        .iter()
        .flat_map(|set| val(&gold.join(format!("{set}.jsonl.zst"))));
    Some(
        pages
            .filter_map(|page| page["html"].as_str().map(str::to_owned))
            .collect(),
    )
}

/// The texts that the speed of plain text is measured on, joined.
pub(crate) fn speed_text() -> Option<String> {
    let gold = folder("gold")?;
    let texts = val(&gold.join("text.jsonl.zst"));
    let texts: Vec<String> = texts
        .filter_map(|page| page["text"].as_str().map(str::to_owned))
        .collect();
    Some(texts.join("\n\n"))
}

/// A text as small documents.
pub(crate) fn documents(text: &str) -> Vec<&str> {
    let (mut documents, mut start) = (Vec::new(), 0);
    for (end, _) in text.match_indices("\n\n") {
        if end - start >= SMALL {
            documents.push(&text[start..end]);
            start = end;
        }
    }
    documents.push(&text[start..]);
    documents
}
