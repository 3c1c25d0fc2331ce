//! What the README and the pages on batches say is what happens: their commands run,
//! their excerpts are what the program prints, the README's Rust compiles.
//!
//! Every ```` ```sh ```` block is one script, run in a fresh copy of the
//! fixtures. The words behind the language of the other blocks say what they
//! are:
//!
//! - `input PATH`: an excerpt of that file;
//! - `output`: an excerpt of what the command before it prints;
//! - `explain`: rows of what the command before it prints.
//!
//! `[…]` stands for the rest of a line, or, alone in one, for any lines.
#![cfg(unix)]

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use tempfile::TempDir;

/// Lines that are not run, by what they begin with, and why.
const EXEMPT: [(&str, &str); 2] = [
    ("cargo test", "it is what runs this test"),
    (
        "cargo install",
        "it writes into the user's home; the command is on the path of the test already",
    ),
];

/// What the pages use and a machine may lack.
const OPTIONAL: [&str; 4] = ["jq", "parallel", "duckdb", "zcat"];

/// Pages whose commands run.
const PAGES: [&str; 4] = [
    "README.md",
    "docs/batch/README.md",
    "docs/batch/json-lines.md",
    "docs/batch/other-tools.md",
];

/// A fenced block: the words behind its fence, and its lines.
struct Fenced {
    info: String,
    text: String,
}

impl Fenced {
    /// What the words behind the language say that the block is.
    fn is(&self, what: &str) -> bool {
        self.info.split(' ').nth(1) == Some(what)
    }
}

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn fenced_blocks(page: &str) -> Vec<Fenced> {
    let mut blocks = Vec::new();
    let mut open: Option<Fenced> = None;
    for line in read(page).lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(info), None) => {
                open = Some(Fenced {
                    info: info.to_owned(),
                    text: String::new(),
                })
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some(block)) => block.text += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fence of {page} is not closed");
    blocks
}

/// The script of an `sh` block: what can be run of it here.
fn script(block: &str) -> String {
    let runnable = block.lines().filter(|line| {
        if let Some((_, why)) = EXEMPT.iter().find(|(start, _)| line.starts_with(start)) {
            println!("not run, {why}: {line}");
            return false;
        }
        let mut words = line.split([' ', '|']);
        let missing = words.find(|word| OPTIONAL.contains(word) && !is_installed(word));
        if let Some(tool) = missing {
            println!("not run, {tool} is missing: {line}");
        }
        missing.is_none()
    });
    runnable
        .map(|line| line.replace("cargo run --release --", "dechrome") + "\n")
        .collect()
}

fn is_installed(tool: &str) -> bool {
    let found = Command::new("sh")
        .args(["-c", &format!("command -v {tool}")])
        .output();
    found.is_ok_and(|found| found.status.success())
}

/// Runs a script where the fixtures are and `dechrome` is the built command;
/// gives what it prints.
fn run(script: &str) -> String {
    let folder = TempDir::new().expect("a folder");
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"),
        &folder.path().join("fixtures"),
    );
    let command = Path::new(env!("CARGO_BIN_EXE_dechrome"))
        .parent()
        .expect("a folder")
        .to_owned();
    let path = env::var_os("PATH").unwrap_or_default();
    let path =
        env::join_paths([command].into_iter().chain(env::split_paths(&path))).expect("a path");
    let ran = Command::new("sh")
        .args(["-e", "-c", script])
        .current_dir(&folder)
        .env("PATH", path)
        .env_remove("COLUMNS")
        .output()
        .expect("a POSIX shell");
    let errors = String::from_utf8_lossy(&ran.stderr);
    assert!(
        ran.status.success(),
        "the page's command failed:\n{script}\n{errors}"
    );
    String::from_utf8(ran.stdout).expect("output is UTF-8")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a new folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).expect("a copy");
        }
    }
}

/// Whether `excerpt` is `text`.
fn is_excerpt(excerpt: &str, text: &str) -> bool {
    let lines = |text: &'_ str| {
        text.trim_end()
            .lines()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    lines_match(&lines(excerpt), &lines(text))
}

fn lines_match(excerpt: &[String], text: &[String]) -> bool {
    match excerpt {
        [] => text.is_empty(),
        [gap, rest @ ..] if gap.trim() == "[…]" => {
            (0..=text.len()).any(|passed| lines_match(rest, &text[passed..]))
        }
        [first, rest @ ..] => match text {
            [line, below @ ..] => line_matches(first, line) && lines_match(rest, below),
            [] => false,
        },
    }
}

fn line_matches(excerpt: &str, line: &str) -> bool {
    let pieces: Vec<&str> = excerpt.split("[…]").collect();
    let [first, middle @ .., last] = &pieces[..] else {
        return excerpt == line;
    };
    let Some(mut rest) = line.strip_prefix(first) else {
        return false;
    };
    for piece in middle {
        let Some(at) = rest.find(piece) else {
            return false;
        };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
}

/// Sign, role and line of a row of an explanation. The score and the evidence
/// change with every training.
fn verdict(row: &str) -> Option<[&str; 3]> {
    let mut words = row.split_whitespace();
    let [sign, role, _score, line] = [words.next()?, words.next()?, words.next()?, words.next()?];
    Some([sign, role, line])
}

#[test]
fn the_commands_run_and_print_what_the_pages_show() {
    let mut printed = String::new();
    let mut wrong = Vec::new();
    for block in PAGES.into_iter().flat_map(fenced_blocks) {
        if block.info == "sh" {
            let script = script(&block.text);
            if !script.is_empty() {
                printed = run(&script);
            }
        } else if block.is("output") && !is_excerpt(&block.text, &printed) {
            wrong.push(format!(
                "--- the page shows\n{}--- the command prints\n{printed}",
                block.text
            ));
        } else if block.is("explain") {
            let verdicts: Vec<_> = printed.lines().map(verdict).collect();
            let others = block
                .text
                .lines()
                .filter(|row| !verdicts.contains(&verdict(row)));
            wrong.extend(others.map(|row| {
                format!("--- the page shows\n{row}\n--- the command prints\n{printed}")
            }));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_inputs_are_excerpts_of_the_fixtures() {
    let inputs: Vec<Fenced> = fenced_blocks("README.md")
        .into_iter()
        .filter(|block| block.is("input"))
        .collect();
    assert!(!inputs.is_empty());
    for block in inputs {
        let path = block.info.split(' ').nth(2).expect("the name of the input");
        assert!(
            is_excerpt(&block.text, &read(path)),
            "this is no excerpt of {path}:\n{}",
            block.text
        );
    }
}

/// The guide's examples are doctests.
#[test]
fn the_rust_is_that_of_the_guide() {
    let guide = read("src/lib.rs");
    let guide = guide.lines().filter_map(|line| line.strip_prefix("//!"));
    let guide: String = guide
        .map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned() + "\n")
        .collect();
    let examples: Vec<Fenced> = fenced_blocks("README.md")
        .into_iter()
        .filter(|block| block.info == "rust")
        .collect();
    assert!(!examples.is_empty());
    for block in examples {
        let text = block.text;
        assert!(
            guide.contains(&text),
            "the guide in src/lib.rs lacks this, so nothing compiles it:\n{text}"
        );
    }
}

#[test]
fn links_lead_to_files() {
    for page in PAGES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
        let text = read(page);
        let targets = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next());
        for target in targets.filter(|target| !target.starts_with("http")) {
            assert!(
                path.with_file_name(target).exists(),
                "{page}: {target} does not exist"
            );
        }
    }
}

#[test]
fn excerpts_are_told_from_other_texts() {
    assert!(is_excerpt("a\nb\n", "a\nb\n"));
    assert!(is_excerpt("a […]\n[…]\nz\n", "a b\nc\nz\n"));
    assert!(is_excerpt("a […] c\n", "a b c\n"));
    assert!(!is_excerpt("a\n", "a\nb\n"));
    assert!(!is_excerpt("a […]\nz\n", "a b\nc\nz\n"));
    assert!(!is_excerpt("a […] c […] b\n", "a b c\n"));
}
