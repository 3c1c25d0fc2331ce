//! The gates on real pages: the figures of `score.py` stay above their floors
//! (`data/floors.tsv`), cleaning twice changes next to nothing, and both seeds come
//! out byte for byte, however their bytes come in.
//!
//! Gold and seeds are third-party text, which stands beside the project and is
//! never copied into it: in `../shared`, or where `DECHROME_SHARED` says. Without
//! it the gates are skipped, and say so.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use dechrome::Cleaner;
use serde_json::Value;

/// A figure this much above its floor asks for a higher floor.
const ROOM: f64 = 0.01;

/// A figure and the least that it may be, a line each.
const FLOORS: &str = include_str!("data/floors.tsv");

/// A folder of what stands beside the project, if it is there.
fn shared(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let root = std::env::var_os("DECHROME_SHARED").map_or_else(beside, PathBuf::from);
    let found = root.join(name);
    if !found.is_dir() {
        println!("skipped: no ../shared/{name}");
        return None;
    }
    Some(found)
}

fn floors() -> BTreeMap<&'static str, f64> {
    let lines = FLOORS.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('\t'))
        .map(|(figure, floor)| (figure, floor.parse().unwrap()))
        .collect()
}

/// Fails for the figures below their floors.
fn hold(figures: &[(&str, f64)]) {
    let floors = floors();
    let mut below = Vec::new();
    for (figure, found) in figures {
        let floor = floors
            .get(figure)
            .unwrap_or_else(|| panic!("tests/data/floors.tsv has no '{figure}'"));
        println!("{figure}: {found:.4}, floor {floor}");
        if found < floor {
            below.push(format!("{figure} is {found:.4}, below its floor {floor}"));
        } else if *found > floor + ROOM {
            println!(
                "  hint: raise the floor of '{figure}' in tests/data/floors.tsv; a floor only rises"
            );
        }
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}

/// Whether the commands that `score.py` needs are there.
fn can_score() -> bool {
    let runs = |program: &str, arguments: &[&str]| {
        let quiet = Command::new(program)
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        quiet.is_ok_and(|status| status.success())
    };
    let can = runs("python3", &["-c", "import zstandard"])
        || (runs("python3", &["--version"]) && runs("zstd", &["--version"]));
    if !can {
        println!(
            "skipped: score.py needs python3 and zstd (the command or the Python package zstandard)"
        );
    }
    can
}

#[test]
fn the_figures_on_val_stay_above_their_floors() {
    let (Some(_), Some(score)) = (shared("gold"), shared("score")) else {
        return;
    };
    if !can_score() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages.jsonl");
    let output = Command::new("python3")
        .arg(score.join("score.py"))
        .args(["--sets", "text", "--split", "val", "--pages"])
        .arg(&pages)
        .args([
            "--",
            env!("CARGO_BIN_EXE_dechrome"),
            "--from",
            "jsonl",
            "--to",
            "jsonl",
        ])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    println!("{}", String::from_utf8_lossy(&output.stdout));
    let pages: Vec<Value> = fs::read_to_string(&pages)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(
        pages.iter().all(|page| page["error"].is_null()),
        "pages with errors"
    );
    let words = |renderer: Option<&str>| {
        let of = pages
            .iter()
            .filter(|page| renderer.is_none_or(|renderer| page["renderer"] == renderer));
        mean(of.filter_map(|page| page["w"].as_f64()))
    };
    hold(&[
        ("word", words(None)),
        ("word readability", words(Some("readability"))),
        ("word trafilatura", words(Some("trafilatura"))),
        (
            "headline",
            mean(
                pages
                    .iter()
                    .filter_map(|page| page["headline_ok"].as_bool())
                    .map(f64::from),
            ),
        ),
    ]);
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    assert!(count > 0, "nothing to average");
    sum / f64::from(count)
}

#[test]
fn cleaning_the_output_again_changes_next_to_nothing() {
    let Some(gold) = shared("gold") else { return };
    let cleaner = Cleaner::new();
    let (mut same, mut changed) = (0, Vec::new());
    for page in val(&gold.join("text.jsonl.zst")) {
        let once = cleaner
            .clean_text(page["text"].as_str().unwrap())
            .unwrap()
            .to_text();
        let twice = cleaner.clean_text(&once).unwrap().to_text();
        if once == twice {
            same += 1;
        } else {
            changed.push(page["id"].to_string());
        }
    }
    let all = same + changed.len();
    println!("changed {} of {all}: {}", changed.len(), changed.join(" "));
    hold(&[("same twice", same as f64 / all as f64)]);
}

/// The pages of the split `val`.
fn val(path: &Path) -> impl Iterator<Item = Value> {
    let stream = ruzstd::decoding::StreamingDecoder::new(File::open(path).unwrap()).unwrap();
    let lines = BufReader::new(stream).lines().map(|line| line.unwrap());
    // Most of the pages are of the other split, and parsing is slow in a debug build.
    let likely = lines.filter(|line| line.contains("\"val\""));
    likely
        .map(|line| serde_json::from_str::<Value>(&line).unwrap())
        .filter(|page| page["split"] == "val")
}

/// The bytes that a seed may come as, by name; `None` where it cannot.
type Form = (&'static str, fn(&str) -> Option<Vec<u8>>);

const FORMS: &[Form] = &[
    ("as it is", |text| Some(text.into())),
    ("CRLF", |text| Some(text.replace('\n', "\r\n").into())),
    ("windows-1252", |text| {
        let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(text);
        (!lossy).then(|| bytes.into_owned())
    }),
    ("UTF-16LE", |text| {
        Some(
            format!("\u{FEFF}{text}")
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect(),
        )
    }),
    ("UTF-16BE", |text| {
        Some(
            format!("\u{FEFF}{text}")
                .encode_utf16()
                .flat_map(u16::to_be_bytes)
                .collect(),
        )
    }),
    ("UTF-8 with a mark", |text| {
        Some(format!("\u{FEFF}{text}").into())
    }),
    ("no indentation", |text| {
        let lines: Vec<&str> = text.split('\n').map(str::trim_start).collect();
        Some(lines.join("\n").into())
    }),
    ("no newline at the end", |text| {
        Some(text.trim_end_matches('\n').into())
    }),
    ("a newline at the end", |text| {
        Some(format!("{}\n", text.trim_end_matches('\n')).into())
    }),
];

#[test]
fn the_seeds_come_out_byte_for_byte() {
    let Some(seeds) = shared("seeds") else { return };
    let folder = tempfile::tempdir().unwrap();
    let (mut tried, mut wrong) = (0, Vec::new());
    let mut paths: Vec<PathBuf> = fs::read_dir(seeds)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
    {
        let clean = path.with_extension("clean.txt");
        let Ok(expected) = fs::read(&clean) else {
            continue;
        }; // the clean text itself
        let seed = fs::read_to_string(path).unwrap();
        for (form, make) in FORMS {
            let name = format!("{} ({form})", path.file_name().unwrap().to_string_lossy());
            let Some(bytes) = make(&seed) else {
                println!("skipped: {name} cannot be written so");
                continue;
            };
            let file = folder.path().join("seed.txt");
            fs::write(&file, &bytes).unwrap();
            for (way, got) in [("file", from_file(&file)), ("stdin", from_stdin(&bytes))] {
                tried += 1;
                if got != expected {
                    wrong.push(format!(
                        "{name} from {way}: {}",
                        difference(&expected, &got)
                    ));
                }
            }
        }
    }
    assert!(tried > 0, "no seeds");
    assert!(
        wrong.is_empty(),
        "{} of {tried}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn from_file(path: &Path) -> Vec<u8> {
    Command::new(env!("CARGO_BIN_EXE_dechrome"))
        .arg(path)
        .output()
        .unwrap()
        .stdout
}

fn from_stdin(bytes: &[u8]) -> Vec<u8> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dechrome"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // Smaller than a pipe holds: nothing waits for anything.
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    child.wait_with_output().unwrap().stdout
}

/// Where two texts part, in numbers alone: the text is not ours to show.
fn difference(expected: &[u8], got: &[u8]) -> String {
    let at = expected
        .iter()
        .zip(got)
        .take_while(|(one, other)| one == other)
        .count();
    format!(
        "{} bytes instead of {}, the same up to {at}",
        got.len(),
        expected.len()
    )
}
