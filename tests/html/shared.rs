//! What lies beside the repository: html5lib's tests and the gold pages.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use ruzstd::decoding::StreamingDecoder;
use serde_json::Value;

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

/// A page of the gold sets.
pub(crate) struct Page {
    /// Its id.
    pub(crate) id: String,
    /// Whether it is of the split `val`.
    #[allow(dead_code)] // the benchmark asks, the tests do not
    pub(crate) is_val: bool,
    /// The page, decoded.
    pub(crate) html: String,
}

/// The pages of a gold file, one after the other.
pub(crate) fn pages(file: &Path) -> impl Iterator<Item = Page> + use<> {
    let file = File::open(file).expect("the file can be opened");
    let decoder = StreamingDecoder::new(file).expect("the file is zstd");
    BufReader::with_capacity(1 << 20, decoder)
        .lines()
        .filter_map(|line| {
            let line = line.expect("the file can be read");
            let record: Value = serde_json::from_str(&line).expect("a line is JSON");
            let text = |field: &str| record[field].as_str().unwrap_or_default().to_owned();
            let html = record["html"].as_str()?.to_owned();
            Some(Page {
                id: text("id"),
                is_val: record["split"] == "val",
                html,
            })
        })
}
