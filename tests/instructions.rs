//! How many instructions a byte each stage takes, counted by callgrind on real
//! pages: a figure that is the same on a busy machine. The ceilings stand in
//! `data/ceilings.tsv`, and only move down.
//!
//! The test runs itself under valgrind, with one pass over the pages and with two:
//! the difference is one pass. It wants a release build, valgrind, and the gold
//! pages; without one of them it is skipped, and says so.

mod shared;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use dechrome::internals::html::Parser;
use dechrome::{Cleaner, internals};

const CEILINGS: &str = include_str!("data/ceilings.tsv");

/// A figure this far below its ceiling asks for a lower ceiling.
const ROOM: f64 = 0.05;

/// Every so many pages and small documents are measured: callgrind is slow.
const EVERY: usize = 5;

/// The variables that make this test the program that is counted.
const STAGE: &str = "DECHROME_COUNTED_STAGE";
const INPUTS: &str = "DECHROME_COUNTED_INPUTS";
const PASSES: &str = "DECHROME_COUNTED_PASSES";

/// What a stage is counted on.
#[derive(Clone, Copy)]
enum Inputs {
    Pages,
    /// One long text.
    Text,
    /// The same as documents of some 4 kB.
    Documents,
}

/// What is counted: name, inputs, and one pass over them.
type Stage = (&'static str, Inputs, fn(&[String]));

const STAGES: &[Stage] = &[
    ("parse", Inputs::Pages, |pages| {
        let mut parser = Parser::new();
        pages
            .iter()
            .for_each(|page| _ = black_box(parser.parse(page).node_count()));
    }),
    ("blocks", Inputs::Pages, |pages| {
        let mut parser = Parser::new();
        pages.iter().for_each(|page| {
            drop(black_box(internals::segment_html(
                &parser.parse(page),
                false,
            )))
        });
    }),
    ("html to text", Inputs::Pages, to_text),
    ("text to text", Inputs::Text, to_text),
    ("documents to text", Inputs::Documents, to_text),
];

fn to_text(inputs: &[String]) {
    let cleaner = Cleaner::new();
    inputs.iter().for_each(|input| {
        let document = cleaner.clean(input.as_bytes());
        drop(black_box(document.map(|document| document.to_text())));
    });
}

#[test]
fn no_stage_takes_more_instructions_a_byte_than_its_ceiling() {
    if let Ok(stage) = env::var(STAGE) {
        return counted(&stage);
    }
    if cfg!(debug_assertions) {
        return println!("skipped: instructions are counted in a release build");
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        return println!("skipped: instructions are counted by valgrind");
    }
    let (Some(pages), Some(text)) = (shared::speed_pages(), shared::speed_text()) else {
        return;
    };
    let ceilings = ceilings();
    let mut above = Vec::new();
    for (stage, inputs, _) in STAGES {
        let inputs: Vec<&str> = match inputs {
            Inputs::Pages => pages.iter().step_by(EVERY).map(String::as_str).collect(),
            Inputs::Text => vec![&text],
            Inputs::Documents => shared::documents(&text)
                .into_iter()
                .step_by(EVERY)
                .collect(),
        };
        let found = instructions_a_byte(stage, &inputs);
        let ceiling = ceilings[stage];
        println!("{stage}: {found:.2} instructions a byte, ceiling {ceiling}");
        if found > ceiling {
            above.push(format!(
                "{stage} takes {found:.2}, above its ceiling {ceiling}"
            ));
        } else if found < ceiling * (1.0 - ROOM) {
            println!("  hint: lower the ceiling of '{stage}' in tests/data/ceilings.tsv");
        }
    }
    assert!(above.is_empty(), "{}", above.join("\n"));
}

fn ceilings() -> BTreeMap<&'static str, f64> {
    let lines = CEILINGS.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('\t'))
        .map(|(stage, ceiling)| (stage, ceiling.parse().expect("a ceiling is a number")))
        .collect()
}

fn instructions_a_byte(stage: &str, inputs: &[&str]) -> f64 {
    let folder = tempfile::tempdir().expect("a folder");
    for (number, input) in inputs.iter().enumerate() {
        fs::write(folder.path().join(format!("{number:04}")), input).expect("an input");
    }
    let bytes: usize = inputs.iter().map(|input| input.len()).sum();
    let [one, two] = [1, 2].map(|passes| instructions(stage, folder.path(), passes));
    (two - one) as f64 / bytes as f64
}

/// The instructions of a run of this very test, told to be the counted program.
fn instructions(stage: &str, inputs: &Path, passes: u32) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe().expect("the test's own path"))
        .env(STAGE, stage)
        .env(INPUTS, inputs)
        .env(PASSES, passes.to_string())
        .output()
        .expect("valgrind runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let collected = said.split("Collected : ").nth(1);
    let number = collected.and_then(|rest| rest.split_whitespace().next());
    number
        .and_then(|number| number.parse().ok())
        .unwrap_or_else(|| panic!("callgrind tells no number: {said}"))
}

/// The counted program.
fn counted(stage: &str) {
    let inputs = env::var_os(INPUTS).expect("the inputs' folder");
    let mut paths: Vec<_> = fs::read_dir(inputs)
        .expect("the inputs")
        .map(|entry| entry.expect("an input").path())
        .collect();
    paths.sort();
    let inputs: Vec<String> = paths
        .iter()
        .map(|path| fs::read_to_string(path).expect("an input is UTF-8"))
        .collect();
    let passes: u32 = env::var(PASSES)
        .ok()
        .and_then(|passes| passes.parse().ok())
        .expect("how many passes");
    let (_, _, pass) = STAGES
        .iter()
        .find(|(name, ..)| *name == stage)
        .expect("a stage of this name");
    (0..passes).for_each(|_| pass(&inputs));
}
