//! Every fixture, block by block, and against its gold.
//!
//! The snapshots show each block that is kept or stripped, with its role. The
//! gold says what the output must be; where it is not that yet, the fixture
//! stands in `data/known_differences.tsv` with the reason, and the test fails
//! as soon as it need not stand there any more.

mod inputs;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use dechrome::{Cleaner, Document};
use inputs::{KINDS, files, root};

/// The variable that makes the test of the golds write down what differs from
/// them, instead of failing.
const UPDATE: &str = "UPDATE_KNOWN_DIFFERENCES";

/// The inputs, by their path below `fixtures` without its ending:
/// `html/en/forum-phpbb`.
fn fixtures() -> BTreeMap<String, PathBuf> {
    let of_kind = |kind| inputs::inputs(kind).into_values();
    KINDS
        .into_iter()
        .flat_map(of_kind)
        .map(|path| (name(&path, "fixtures"), path))
        .collect()
}

/// A file's path below a folder of the project, without its ending.
fn name(path: &Path, below: &str) -> String {
    inputs::name(&path.with_extension(""), &root().join(below))
}

fn clean(bytes: &[u8]) -> Document<'_> {
    Cleaner::new().clean(bytes).expect("fixtures are text")
}

/// A line a block: `+` or `-`, role, and the text cut short.
fn listing(document: &Document<'_>) -> String {
    let mut out = String::new();
    for block in document.blocks() {
        let sign = if block.kept() { '+' } else { '-' };
        let text = block.text().replace('\n', "⏎");
        let short: String = text.chars().take(72).collect();
        let dots = if short.len() < text.len() { "…" } else { "" };
        writeln!(out, "{sign} {:11} {short}{dots}", block.role()).expect("strings take anything");
    }
    out
}

#[test]
fn every_block_has_the_verdict_that_the_snapshot_shows() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, path) in fixtures() {
        let (folder, file) = name.rsplit_once('/').expect("a folder and a name");
        settings.set_snapshot_path(root().join("snapshots").join(folder));
        let bytes = fs::read(path).expect("a fixture");
        settings.bind(|| insta::assert_snapshot!(file, listing(&clean(&bytes))));
    }
}

#[test]
fn every_snapshot_has_its_fixture() {
    let fixtures = fixtures();
    let snapshots = KINDS.map(|kind| files(&root().join("snapshots").join(kind)));
    for snapshot in snapshots.iter().flatten() {
        let known = fixtures.contains_key(&name(snapshot, "snapshots"));
        assert!(known, "{snapshot:?} is of no fixture: delete it");
    }
}

fn known_differences_file() -> PathBuf {
    root().join("tests/data/known_differences.tsv")
}

/// The fixtures whose output is not the gold yet, with what is wrong.
fn known_differences() -> BTreeMap<String, String> {
    let text = fs::read_to_string(known_differences_file()).expect("the known differences");
    let rows = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'));
    rows.map(|(name, wrong)| (name.to_owned(), wrong.to_owned()))
        .collect()
}

/// What is wrong with an output: the paragraphs that are too many, and those that
/// are missing.
fn difference(output: &str, gold: &str) -> String {
    let paragraphs = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        lines.map(str::to_owned).collect()
    };
    let (output, gold) = (paragraphs(output), paragraphs(gold));
    let said = |verb: &str, ours: &[String], theirs: &[String]| {
        let known: BTreeSet<String> = theirs.iter().map(|line| squeezed(line)).collect();
        let new: Vec<&String> = ours
            .iter()
            .filter(|line| !known.contains(&squeezed(line)))
            .collect();
        let quoted: Vec<String> = new.iter().take(3).map(|line| quoted(line)).collect();
        let more = match new.len().saturating_sub(3) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        (!new.is_empty()).then(|| format!("{verb} {}{more}", quoted.join(", ")))
    };
    let parts = [said("keeps", &output, &gold), said("loses", &gold, &output)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        "parts or orders its lines in another way".into()
    } else {
        parts.join("; ")
    }
}

fn quoted(line: &str) -> String {
    let line = line.trim().replace('\t', " ");
    let short: String = line.chars().take(40).collect();
    let dots = if short.len() < line.len() { "…" } else { "" };
    format!("\"{short}{dots}\"")
}

/// To write the known differences anew, after a look at the snapshots:
///
/// ```sh
/// UPDATE_KNOWN_DIFFERENCES=1 cargo test --test fixtures
/// ```
#[test]
fn the_output_is_the_gold() {
    let known = known_differences();
    let mut differences = BTreeMap::new();
    for (name, path) in fixtures() {
        let output = clean(&fs::read(&path).expect("a fixture")).to_text();
        let gold = fs::read_to_string(path.with_extension("gold.txt"))
            .unwrap_or_else(|_| panic!("{name} has no gold"));
        if squeezed(&output) != squeezed(&gold) {
            differences.insert(name, difference(&output, &gold));
        }
    }
    if env::var_os(UPDATE).is_some() {
        let rows = differences
            .iter()
            .map(|(name, wrong)| format!("{name}\t{wrong}\n"));
        let head = "# Fixtures whose output is not their gold yet: fixture, tab, what is wrong. The test fails when one comes right.\n";
        let text = head.to_owned() + &rows.collect::<String>();
        return fs::write(known_differences_file(), text).expect("the known differences");
    }
    let new = differences.keys().filter(|name| !known.contains_key(*name));
    let mut wrong: Vec<String> = new
        .map(|name| format!("{name}: not the gold: {}", differences[name]))
        .collect();
    let right = known
        .keys()
        .filter(|name| !differences.contains_key(*name))
        .map(|name| {
            format!("{name}: is the gold now, or no fixture; strike it from known_differences.tsv")
        });
    wrong.extend(right);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The text without its white space: documents on one line have lost their
/// paragraphs.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn clean_fixtures_come_out_as_they_went_in() {
    for (name, path) in fixtures()
        .into_iter()
        .filter(|(name, _)| name.contains("/clean-"))
    {
        let text = fs::read_to_string(path).expect("a fixture");
        assert_eq!(clean(text.as_bytes()).to_text(), text, "{name}");
    }
}
