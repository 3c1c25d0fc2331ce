//! Cleans pages over and over in one process, for `tools/peers.py`, which says when.
//!
//! The argument is a file of JSON Lines with `html`. For each line on standard input
//! all pages are cleaned to text once, and the processor's seconds that this took are
//! printed.

#[cfg(unix)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    use std::io::{BufRead, stdin};

    use dechrome::{Cleaner, Source};

    let path = std::env::args().nth(1).ok_or("which file?")?;
    let mut pages = Vec::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        pages.push(record["html"].as_str().ok_or("no html")?.to_owned());
    }
    let cleaner = Cleaner::new();
    for line in stdin().lock().lines() {
        line?;
        let start = seconds()?;
        for page in &pages {
            std::hint::black_box(cleaner.clean_as(Source::Html, page.as_bytes())?.to_text());
        }
        println!("{}", seconds()? - start);
    }
    Ok(())
}

/// The processor's seconds that this process has had.
#[cfg(unix)]
fn seconds() -> Result<f64, nix::errno::Errno> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;

    let usage = getrusage(UsageWho::RUSAGE_SELF)?;
    let micros = (usage.user_time() + usage.system_time()).num_microseconds();
    Ok(micros as f64 / 1e6)
}

#[cfg(not(unix))]
fn main() {
    eprintln!("the processor's time is read on Unix only");
}
