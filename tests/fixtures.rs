//! Every fixture, block by block, and against its gold.
//!
//! The snapshots show each block that is kept or stripped, with its role. The
//! gold says what the output must be; where it is not that yet, the fixture
//! stands in `data/known_differences.tsv` with the reason, and the test fails
//! as soon as it need not stand there any more.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use dechrome::{Cleaner, Document};

const FOLDER: &str = "fixtures/text";

/// The inputs, by their path below the folder without its ending.
fn fixtures() -> BTreeMap<String, PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
    let languages = fs::read_dir(&root)
        .expect("the fixtures")
        .flatten()
        .filter(|entry| entry.path().is_dir());
    let files = languages.flat_map(|language| {
        fs::read_dir(language.path())
            .expect("a language's fixtures")
            .flatten()
    });
    files
        .map(|file| file.path())
        .filter(|path| {
            path.extension().is_some_and(|ending| ending == "txt")
                && !path.to_string_lossy().ends_with(".gold.txt")
        })
        .map(|path| {
            (
                path.strip_prefix(&root)
                    .expect("below the root")
                    .with_extension("")
                    .to_string_lossy()
                    .into_owned(),
                path,
            )
        })
        .collect()
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
        let (folder, file) = name.split_once('/').expect("a language and a name");
        settings.set_snapshot_path(
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("snapshots/text")
                .join(folder),
        );
        let bytes = fs::read(path).expect("a fixture");
        settings.bind(|| insta::assert_snapshot!(file, listing(&clean(&bytes))));
    }
}

#[test]
fn every_snapshot_has_its_fixture() {
    let fixtures = fixtures();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/text");
    for language in fs::read_dir(&root).expect("the snapshots").flatten() {
        for file in fs::read_dir(language.path())
            .expect("a language's snapshots")
            .flatten()
        {
            let name =
                Path::new(&language.file_name()).join(file.path().file_stem().expect("a name"));
            assert!(
                fixtures.contains_key(&*name.to_string_lossy()),
                "{} is of no fixture: delete it",
                file.path().display()
            );
        }
    }
}

/// The fixtures whose output is not the gold yet, with the reason.
fn known_differences() -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/known_differences.tsv");
    let text = fs::read_to_string(path).expect("the known differences");
    let rows = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'));
    rows.map(|(name, reason)| (name.to_owned(), reason.to_owned()))
        .collect()
}

#[test]
fn the_output_is_the_gold() {
    let known = known_differences();
    let mut wrong = Vec::new();
    for (name, path) in fixtures() {
        let bytes = fs::read(&path).expect("a fixture");
        let gold = fs::read_to_string(path.with_extension("gold.txt"))
            .unwrap_or_else(|_| panic!("{name} has no gold"));
        let equal = squeezed(&clean(&bytes).to_text()) == squeezed(&gold);
        match (equal, known.contains_key(&name)) {
            (false, false) => wrong.push(format!("{name}: not the gold; see its snapshot")),
            (true, true) => wrong.push(format!(
                "{name}: is the gold now; strike it from known_differences.tsv"
            )),
            _ => {}
        }
    }
    let fixtures = fixtures();
    wrong.extend(
        known
            .keys()
            .filter(|name| !fixtures.contains_key(*name))
            .map(|name| format!("{name}: there is no such fixture")),
    );
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
