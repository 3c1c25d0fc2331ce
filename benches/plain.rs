//! How fast plain text is cleaned: bytes → document, in MB/s, beside `wc -w` on
//! the same bytes in the same minute, so that a busy machine slows both; and how long
//! documents of 4 kB take, from bytes to clean text.
//!
//! The text is the gold set's validation split, joined, where that stands
//! beside the project (`../shared/gold`), else the project's own fixtures, joined
//! and repeated.

#[path = "../tests/shared/mod.rs"]
mod shared;

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use dechrome::Cleaner;

/// How often each of the two is run, by turns.
const ROUNDS: usize = 15;

/// The least text, in bytes, that a run is worth.
const ENOUGH: usize = 4 << 20;

fn main() -> Result<(), Box<dyn Error>> {
    let (source, text) = text(Path::new(env!("CARGO_MANIFEST_DIR")))?;
    let mut file = tempfile::NamedTempFile::new()?;
    file.write_all(text.as_bytes())?;
    let cleaner = Cleaner::new();
    let clean = || {
        cleaner
            .clean(text.as_bytes())
            .map(|document| black_box(document).blocks().len())
    };
    println!("{source}: {:.1} MB, {} blocks", megabytes(&text), clean()?);
    let small = shared::documents(&text);
    let (mut cleaning, mut counting, mut apart) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        clean()?;
        cleaning.push(start.elapsed());
        counting.extend(count_words(file.path()));
        let start = Instant::now();
        for document in &small {
            black_box(cleaner.clean(document.as_bytes())?.to_text());
        }
        apart.push(start.elapsed());
    }
    let ours = speed(&text, &mut cleaning);
    println!("dechrome  {ours:7.1} MB/s");
    match counting.is_empty() {
        true => println!("wc -w     not to be had here"),
        false => {
            let theirs = speed(&text, &mut counting);
            println!("wc -w     {theirs:7.1} MB/s");
            println!(
                "dechrome runs at {:.2} of the speed of wc -w",
                ours / theirs
            );
        }
    }
    apart.sort();
    let all = apart[ROUNDS / 2].as_secs_f64() * 1e6;
    println!(
        "{} documents of {:.1} kB: {:.1} µs each",
        small.len(),
        text.len() as f64 / small.len() as f64 / 1e3,
        all / small.len() as f64
    );
    Ok(())
}

/// The text to clean, and what it is.
fn text(project: &Path) -> Result<(&'static str, String), Box<dyn Error>> {
    if let Some(text) = shared::speed_text() {
        return Ok(("validation split of the gold texts", text));
    }
    let mut fixtures = String::new();
    join_files(&project.join("fixtures/text"), &mut fixtures)?;
    if fixtures.is_empty() {
        return Err("neither gold texts nor fixtures are here".into());
    }
    Ok((
        "fixtures, repeated",
        fixtures.repeat(ENOUGH.div_ceil(fixtures.len())),
    ))
}

/// Joins all files of UTF-8 text in a folder and the folders in it, by name.
fn join_files(folder: &Path, text: &mut String) -> Result<(), Box<dyn Error>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            join_files(&path, text)?;
        } else if let Ok(fixture) = fs::read_to_string(&path) {
            text.push_str(&fixture);
            text.push_str("\n\n");
        }
    }
    Ok(())
}

/// The time of one run of `wc -w`, if the machine has it.
fn count_words(path: &Path) -> Option<Duration> {
    let start = Instant::now();
    let status = Command::new("wc")
        .arg("-w")
        .arg(path)
        .stdout(Stdio::null())
        .status()
        .ok()?;
    status.success().then(|| start.elapsed())
}

/// The speed of the median run, in MB/s.
fn speed(text: &str, runs: &mut [Duration]) -> f64 {
    runs.sort();
    megabytes(text) / runs[runs.len() / 2].as_secs_f64()
}

fn megabytes(text: &str) -> f64 {
    text.len() as f64 / 1e6
}
