//! The gates on real pages: the figures of `score.py` stay above their floors
//! (`data/floors.tsv`), cleaning twice changes next to nothing, and both seeds come
//! out byte for byte, however their bytes come in.
//!
//! Gold and seeds are third-party text, which stands beside the project and is
//! never copied into it: in `../shared`, or where `DECHROME_SHARED` says. Without
//! it the gates are skipped, and say so.

mod shared;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use dechrome::Cleaner;
use serde_json::Value;

/// A figure this much above its floor asks for a higher floor.
const ROOM: f64 = 0.01;

/// A figure and the least that it may be, a line each.
const FLOORS: &str = include_str!("data/floors.tsv");

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

/// The scrapers that leave a page's chrome in its text, lines and all.
const RENDERERS_WITH_CHROME: &[&str] = &[
    "bs4_cat",
    "bs4_nl",
    "bs4_p",
    "bs4_so",
    "bs4_strip",
    "html2md",
    "html2text",
    "innertext",
    "inscriptis",
    "lxml",
    "lynx",
    "w3m",
];

/// The figures of sets on val, as `score.py` has them: of each set, and of each page.
/// `None` where it cannot be asked.
fn scored(sets: &str) -> Option<(Value, Vec<Value>)> {
    let (Some(_), Some(score)) = (shared::folder("gold"), shared::folder("score")) else {
        return None;
    };
    if !can_score() {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let [summary, pages] = ["summary.json", "pages.jsonl"].map(|name| folder.path().join(name));
    let output = Command::new("python3")
        .arg(score.join("score.py"))
        .args(["--sets", sets, "--split", "val", "--json"])
        .arg(&summary)
        .arg("--pages")
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
    let read = |path: &Path| fs::read_to_string(path).unwrap();
    let pages: Vec<Value> = read(&pages)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(
        pages.iter().all(|page| page["error"].is_null()),
        "pages with errors"
    );
    Some((serde_json::from_str(&read(&summary)).unwrap(), pages))
}

/// The figures of HTML that have a floor: set and what of it.
const FIGURES_OF_PAGES: &[(&str, &str)] = &[
    ("fundus", "shingle"),
    ("fundus", "headline"),
    ("andythefactory", "shingle"),
    ("andythefactory", "headline"),
    ("wcxb", "word"),
    ("wcxb", "headline"),
    ("harvest_forum", "shingle"),
    ("jsonld", "shingle"),
    ("zh69", "shingle"),
    ("trafilatura", "snippet"),
    ("trafilatura", "headline"),
];

#[test]
fn the_figures_of_pages_stay_above_their_floors() {
    let Some((summary, pages)) =
        scored("fundus,andythefactory,wcxb,harvest_forum,jsonld,zh69,trafilatura")
    else {
        return;
    };
    let named: Vec<(String, f64)> = FIGURES_OF_PAGES
        .iter()
        .map(|(set, figure)| {
            let found = summary[set][figure].as_f64();
            (format!("html {set} {figure}"), found.unwrap_or_default())
        })
        .collect();
    let figures: Vec<(&str, f64)> = named
        .iter()
        .map(|(name, found)| (name.as_str(), *found))
        .collect();
    hold(&figures);
    let empty: Vec<&Value> = pages
        .iter()
        .filter(|page| page["empty"] == true)
        .map(|page| &page["id"])
        .collect();
    assert!(empty.is_empty(), "nothing was kept of {empty:?}");
}

#[test]
fn the_figures_of_texts_stay_above_their_floors() {
    let Some((_, pages)) = scored("text") else {
        return;
    };
    let words = |renderer: Option<&str>| {
        let of = pages
            .iter()
            .filter(|page| renderer.is_none_or(|renderer| page["renderer"] == renderer));
        mean(of.filter_map(|page| page["w"].as_f64()))
    };
    let worst = RENDERERS_WITH_CHROME
        .iter()
        .map(|renderer| words(Some(renderer)))
        .fold(1.0, f64::min);
    hold(&[
        ("word", words(None)),
        ("word worst renderer", worst),
        ("word one line", words(Some("bs4_space"))),
        ("word region_inner", words(Some("region_inner"))),
        ("word region_bs4", words(Some("region_bs4"))),
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
    let Some(gold) = shared::folder("gold") else {
        return;
    };
    let cleaner = Cleaner::new();
    let (mut same, mut changed) = (0, Vec::new());
    for page in shared::val(&gold.join("text.jsonl.zst")) {
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

#[test]
fn clean_documents_stay_clean() {
    let Some(gold) = shared::folder("gold") else {
        return;
    };
    let cleaner = Cleaner::new();
    let mut seen = BTreeSet::new();
    let (mut same, mut whole) = (0, 0);
    for page in shared::val(&gold.join("text.jsonl.zst")) {
        let document = page["id"].as_str().unwrap().split('@').next().unwrap();
        if !seen.insert(document.to_owned()) {
            continue;
        }
        let lines: Vec<&str> = page["body"].as_str().unwrap().split('\n').collect();
        let text = lines.join("\n\n") + "\n";
        let cleaned = cleaner.clean_text(&text).unwrap().to_text();
        let (before, after) = (visible(&text), visible(&cleaned));
        same += usize::from(before == after);
        whole += usize::from(after.len() * 100 >= before.len() * 95);
    }
    hold(&[
        ("clean unchanged", same as f64 / seen.len() as f64),
        ("clean not cut by 5 %", whole as f64 / seen.len() as f64),
    ]);
}

/// A text without its white space.
fn visible(text: &str) -> String {
    text.split_whitespace().collect()
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
    let Some(seeds) = shared::folder("seeds") else {
        return;
    };
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
