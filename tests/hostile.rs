//! Inputs that nobody would write: a line of many megabytes, a million empty lines,
//! a lead without end, prose as large as a library, one unit repeated. The time
//! grows with the input and no faster, the memory stays below [`MOST_MEMORY`] times
//! the input (beside [`ALLOWANCE`], which the command needs for itself), and the
//! answer is right.
//!
//! Time is processor time, and only the ratio of two sizes of one run is judged.
//! `DECHROME_HOSTILE=full` asks for the sizes that a release is measured on: a line
//! of 100 MB, ten million empty lines, a million leads, 1 GB of prose.
#![cfg(unix)]

mod check;

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

use dechrome::Cleaner;
use nix::sys::resource::{Resource, UsageWho, getrusage, setrlimit};
use tempfile::TempDir;

/// How many times the input the memory may be.
const MOST_MEMORY: f64 = 6.0;

/// The same where every other byte makes a block, which no real text does: a
/// block's record alone is 16 bytes.
const MOST_MEMORY_OF_UNITS: f64 = 32.0;

/// What the command may take whatever the input is: its program, the lexicon, the
/// models, what is known of one stretch of blocks.
const ALLOWANCE: f64 = 32.0 * 1024.0 * 1024.0;

/// How much longer per byte four times the input may take: quadratic work would
/// take four times as long.
const SLACK: f64 = 2.0;

/// Processor time (seconds) that says nothing about the input.
const NOISE: f64 = 0.1;

/// The sizes are divided by this: a debug build is slow.
fn scale() -> usize {
    match std::env::var("DECHROME_HOSTILE") {
        Ok(size) if size == "full" => 1,
        _ if cfg!(debug_assertions) => 100,
        _ => 10,
    }
}

/// What a run of the command took.
#[derive(Clone, Copy, Debug)]
struct Taken {
    /// Processor time, in seconds.
    seconds: f64,
    /// The most memory that was resident, in bytes.
    memory: f64,
}

/// Two runs at a time would disturb each other.
static ALONE: Mutex<()> = Mutex::new(());

/// Runs the command on a file, in a process of its own that has no other child, so
/// that the children's resources are the command's.
fn run(input: &Path, output: &Path) -> Taken {
    let report = output.with_extension("report");
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "the_process_that_measures"])
        .env(
            MEASURE,
            [input, output, &report]
                .map(|path| path.to_str().unwrap())
                .join("\n"),
        )
        .output()
        .unwrap();
    assert!(
        status.status.success(),
        "{}",
        String::from_utf8_lossy(&status.stdout)
    );
    let report = fs::read_to_string(report).unwrap();
    let (seconds, memory) = report.split_once(' ').unwrap();
    Taken {
        seconds: seconds.parse().unwrap(),
        memory: memory.parse().unwrap(),
    }
}

/// The variable that makes [`the_process_that_measures`] do its work.
const MEASURE: &str = "DECHROME_MEASURE";

/// No test, but the process that [`run`] starts.
#[test]
fn the_process_that_measures() {
    let Ok(paths) = std::env::var(MEASURE) else {
        return;
    };
    let paths: Vec<&str> = paths.split('\n').collect();
    let (input, output, report) = (paths[0], paths[1], paths[2]);
    // A command that runs wild must not take the machine with it.
    let most = 2 * MOST_MEMORY_OF_UNITS as u64 * fs::metadata(input).unwrap().len() + (1 << 30);
    setrlimit(Resource::RLIMIT_AS, most, most).unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_dechrome"))
        .arg(input)
        .stdout(File::create(output).unwrap())
        .status()
        .unwrap();
    assert!(status.success(), "{status}");
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
    let seconds = [usage.user_time(), usage.system_time()]
        .map(|time| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6);
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    fs::write(
        report,
        format!("{} {}", seconds[0] + seconds[1], usage.max_rss() * unit),
    )
    .unwrap();
}

/// Runs the command on a quarter of the input and on all of it, and judges what the
/// two took. `write` writes an input of so many units; the folder then holds it as
/// `in.txt`, and what came of it as `out.txt`.
fn measured(
    name: &str,
    most_memory: f64,
    units: usize,
    write: impl Fn(usize, &mut BufWriter<File>),
) -> TempDir {
    let _alone = ALONE
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in.txt"), folder.path().join("out.txt"));
    let mut attempt = 0;
    loop {
        let [quarter, whole] = [units / 4, units].map(|units| {
            let mut file = BufWriter::new(File::create(&input).unwrap());
            write(units, &mut file);
            file.flush().unwrap();
            run(&input, &output)
        });
        let size = fs::metadata(&input).unwrap().len() as f64;
        println!(
            "{name}: {:.1} MB, {:.2} s after {:.2} s for a quarter, {:.1} MB resident, {:.1} times the input",
            size / 1e6,
            whole.seconds,
            quarter.seconds,
            whole.memory / 1e6,
            whole.memory / size,
        );
        assert!(
            whole.memory <= most_memory * size + ALLOWANCE,
            "{name}: {} MB for {} MB",
            whole.memory / 1e6,
            size / 1e6
        );
        if whole.seconds <= 4.0 * SLACK * quarter.seconds + NOISE {
            return folder;
        }
        // Another process may have been in the way; hardly three times.
        attempt += 1;
        assert!(
            attempt < 3,
            "{name}: {} s, but {} s for a quarter of it",
            whole.seconds,
            quarter.seconds
        );
    }
}

/// Whether two files hold the same.
fn same(one: &Path, other: &Path) -> bool {
    let [mut one, mut other] =
        [one, other].map(|path| BufReader::with_capacity(1 << 20, File::open(path).unwrap()));
    loop {
        let (left, right) = (one.fill_buf().unwrap(), other.fill_buf().unwrap());
        let length = left.len().min(right.len());
        if left[..length] != right[..length] || (length == 0 && left.len() != right.len()) {
            return false;
        }
        if length == 0 {
            return true;
        }
        one.consume(length);
        other.consume(length);
    }
}

/// Sentences without end, no two alike.
struct Prose {
    state: u64,
}

impl Prose {
    fn new() -> Prose {
        Prose {
            state: 0x2545_F491_4F6C_DD1D,
        }
    }

    fn next(&mut self, below: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 33) as usize % below
    }

    fn sentence(&mut self, out: &mut impl Write) {
        const WORDS: &[&str] = &[
            "bridge",
            "council",
            "harbour",
            "engineer",
            "letter",
            "winter",
            "village",
            "question",
            "morning",
            "garden",
            "captain",
            "window",
            "paper",
            "measured",
            "waited",
            "answered",
            "carried",
            "decided",
            "remembered",
            "repaired",
            "slowly",
            "again",
            "never",
            "before",
            "because",
        ];
        const SMALL: &[&str] = &[
            "the", "of", "and", "to", "in", "a", "that", "was", "for", "it", "with", "as",
        ];
        out.write_all(b"The").unwrap();
        for _ in 0..10 + self.next(14) {
            let word = if self.next(5) < 2 {
                SMALL[self.next(SMALL.len())]
            } else {
                WORDS[self.next(WORDS.len())]
            };
            write!(out, " {word}").unwrap();
        }
        out.write_all(b".").unwrap();
    }

    fn paragraph(&mut self, out: &mut impl Write) {
        for sentence in 0..3 + self.next(4) {
            if sentence > 0 {
                out.write_all(b" ").unwrap();
            }
            self.sentence(out);
        }
    }
}

/// A page, and what is left of it.
const PAGE: &str = "\
Storm closes the mountain road for three days

The road over the pass will stay closed until Friday evening, the canton said on Tuesday, because more snow is expected.

Workers had cleared most of the northern side by noon, but the wind closed the way behind them within an hour.
";

#[test]
fn a_line_of_many_megabytes() {
    let folder = measured(
        "one line",
        MOST_MEMORY,
        100_000_000 / scale(),
        |bytes, out| {
            let mut prose = Prose::new();
            let mut sentence = Vec::new();
            let mut left = bytes;
            while left > 0 {
                sentence.clear();
                prose.sentence(&mut sentence);
                sentence.push(b' ');
                left = left.saturating_sub(sentence.len());
                out.write_all(&sentence[..sentence.len() - usize::from(left == 0)])
                    .unwrap();
            }
            out.write_all(b"\n").unwrap();
        },
    );
    assert!(
        same(
            &folder.path().join("in.txt"),
            &folder.path().join("out.txt")
        ),
        "the line did not come out as it went in"
    );
}

#[test]
fn millions_of_empty_lines() {
    let folder = measured(
        "empty lines",
        MOST_MEMORY,
        10_000_000 / scale(),
        |lines, out| {
            for _ in 0..lines {
                out.write_all(b"\n").unwrap();
            }
            out.write_all(PAGE.as_bytes()).unwrap();
        },
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("out.txt")).unwrap(),
        PAGE
    );
}

#[test]
fn a_lead_again_and_again() {
    let folder = measured("leads", MOST_MEMORY, 1_000_000 / scale(), |lines, out| {
        out.write_all(PAGE.as_bytes()).unwrap();
        out.write_all(b"\n").unwrap();
        for _ in 0..lines {
            out.write_all(b"Tags:\n").unwrap();
        }
    });
    assert_eq!(
        fs::read_to_string(folder.path().join("out.txt")).unwrap(),
        PAGE
    );
}

#[test]
fn prose_as_large_as_a_library() {
    // 1 GB, 64 MB in a release build, 8 MB in a debug build.
    let bytes = match scale() {
        1 => 1_000_000_000,
        10 => 64_000_000,
        _ => 8_000_000,
    };
    let folder = measured("prose", MOST_MEMORY, bytes, |bytes, out| {
        let mut prose = Prose::new();
        let mut paragraph = b"The Bridge That Nobody Wanted\n\n".to_vec();
        let mut left = bytes;
        loop {
            left = left.saturating_sub(paragraph.len());
            out.write_all(&paragraph).unwrap();
            if left == 0 {
                return;
            }
            paragraph.clear();
            if left < bytes {
                prose.paragraph(&mut paragraph);
            }
            paragraph.push(b'\n');
            if left > 1000 {
                paragraph.push(b'\n');
            } else {
                left = 0;
            }
        }
    });
    assert!(
        same(
            &folder.path().join("in.txt"),
            &folder.path().join("out.txt")
        ),
        "clean prose did not come out as it went in"
    );
}

/// Units that keep a scan busy when they are repeated on one line.
const UNITS: &[&str] = &[
    "a",
    "A",
    ".",
    "| ",
    " | ",
    "aB",
    "abcD",
    "1",
    "1,",
    "# ",
    "> ",
    "- ",
    "* ",
    "« ",
    "“",
    "(",
    "[x](y) ",
    "é",
    "É",
    "中",
    "。",
    "\u{200B}",
    "\u{301}",
    "\t",
    "Tags: ",
    "a. ",
    "abc. D",
    "a\u{2028}",
    "\r",
    "\u{C}",
    "a\n",
    "a\n\n",
    "x\n  - y\n",
];

#[test]
fn any_unit_again_and_again() {
    let mut slow = Vec::new();
    for unit in UNITS {
        let bytes = 20_000_000 / scale() / 4;
        let name = format!("{unit:?}");
        let done = std::panic::catch_unwind(|| {
            measured(
                &name,
                MOST_MEMORY_OF_UNITS,
                bytes / unit.len(),
                |times, out| {
                    for _ in 0..times {
                        out.write_all(unit.as_bytes()).unwrap();
                    }
                },
            )
        });
        if done.is_err() {
            slow.push(name);
        }
        check::holds(&Cleaner::new().clean_text(&unit.repeat(2000)).unwrap());
    }
    assert!(slow.is_empty(), "not linear, or too large: {slow:?}");
}

#[test]
fn files_are_compared_to_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let [one, other] = ["one", "other"].map(|name| folder.path().join(name));
    fs::write(&one, "x".repeat(3 << 20)).unwrap();
    fs::write(&other, "x".repeat(3 << 20) + "y").unwrap();
    assert!(same(&one, &one));
    assert!(!same(&one, &other) && !same(&other, &one));
    let mut prose = Vec::new();
    Prose::new().paragraph(&mut prose);
    assert!(prose.as_slice().bytes().count() > 100);
}
