//! What a user gets: a package with what is needed and nothing else, a small tree
//! of dependencies for those who embed the library, a version that the changelog
//! knows, and the oldest compiler stated.
//!
//! Cargo is asked offline. Where it cannot answer, a test says so and passes.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What may be in the package, as prefixes of paths.
const NEEDED: &[&str] = &[
    "src/",
    "examples/",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo_vcs_info.json",
    "README.md",
    "CHANGELOG.md",
    "LICENSE-MIT",
    "LICENSE-APACHE",
];

/// The most crates that an embedder gets, this one counted. Five of them are
/// serde_json and what it needs: pages state their titles and authors in JSON-LD.
const MOST_CRATES: usize = 25;

/// Crates that only the command needs.
const COMMAND_ONLY: &[&str] = &[
    "arrow-array",
    "brotli-decompressor",
    "bzip2",
    "clap",
    "clap_builder",
    "clap_complete",
    "clap_mangen",
    "csv",
    "ctrlc",
    "flate2",
    "ignore",
    "indicatif",
    "lzma-rust2",
    "parquet",
    "rawzip",
    "rustix",
    "strsim",
    "tar",
    "tempfile",
    "terminal_size",
    "toml",
    "zstd",
];

/// What cargo answers, offline; `None`, and a message, when it cannot.
fn cargo(arguments: &[&str]) -> Option<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .env("CARGO_TERM_COLOR", "never")
        .args(arguments)
        .arg("--offline")
        .current_dir(ROOT)
        .output();
    let output = match output {
        Ok(output) if output.status.success() => output,
        Ok(output) => {
            println!(
                "skipped: cargo {arguments:?} says: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            return None;
        }
        Err(error) => {
            println!("skipped: cargo {arguments:?}: {error}");
            return None;
        }
    };
    Some(String::from_utf8(output.stdout).unwrap())
}

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(name)).unwrap()
}

/// The value of a key of `[package]`.
fn stated(key: &str) -> Option<String> {
    let manifest = read("Cargo.toml");
    let package = manifest
        .split("\n[")
        .find(|table| table.trim_start_matches('[').starts_with("package]"))?;
    let line = package.lines().find(|line| {
        line.split('=')
            .next()
            .is_some_and(|name| name.trim() == key)
    })?;
    Some(line.split_once('=')?.1.trim().trim_matches('"').to_owned())
}

#[test]
fn the_package_holds_what_a_user_needs_and_nothing_else() {
    if !Path::new(ROOT).join("README.md").exists() {
        println!("skipped: there is no README.md yet, which cargo package wants");
        return;
    }
    let Some(list) = cargo(&["package", "--list", "--allow-dirty"]) else {
        return;
    };
    let files: Vec<String> = list.lines().map(|file| file.replace('\\', "/")).collect();
    let too_many: Vec<_> = files
        .iter()
        .filter(|file| {
            file.as_str() != "Cargo.toml.orig"
                && !NEEDED.iter().any(|needed| file.starts_with(needed))
        })
        .collect();
    assert!(too_many.is_empty(), "not for users: {too_many:?}");
    for file in [
        "src/lib.rs",
        "src/main.rs",
        "src/lexicon/data/en.tsv",
        "src/model/plain/first.trees",
        "src/lexicon/data/grams.i8",
        "src/model/html/confidence.u8",
        "src/model/plain/confidence.u8",
        "Cargo.toml",
        "README.md",
    ] {
        assert!(
            files.iter().any(|packed| packed == file),
            "{file} is missing"
        );
    }
    for file in ["CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        let there = Path::new(ROOT).join(file).exists();
        assert!(
            !there || files.iter().any(|packed| packed == file),
            "{file} is missing"
        );
    }
}

#[test]
fn an_embedder_gets_few_crates_and_none_of_the_commands() {
    let Some(tree) = cargo(&[
        "tree",
        "-e",
        "normal",
        "--no-default-features",
        "--prefix",
        "none",
    ]) else {
        return;
    };
    let crates: BTreeSet<&str> = tree
        .lines()
        .map(|line| line.trim_end_matches(" (*)"))
        .filter(|line| !line.is_empty())
        .collect();
    assert!(
        crates.len() <= MOST_CRATES,
        "{} crates: {crates:#?}",
        crates.len()
    );
    let foreign: Vec<_> = crates
        .iter()
        .filter(|line| {
            line.split(' ')
                .next()
                .is_some_and(|name| COMMAND_ONLY.contains(&name))
        })
        .collect();
    assert!(foreign.is_empty(), "only the command needs {foreign:?}");
    println!("{} crates", crates.len());
}

#[test]
fn the_changelog_knows_the_version() {
    let version = stated("version").expect("a version");
    let Ok(changelog) = fs::read_to_string(Path::new(ROOT).join("CHANGELOG.md")) else {
        println!("skipped: there is no CHANGELOG.md");
        return;
    };
    let headings = changelog
        .lines()
        .filter_map(|line| line.strip_prefix("## ["));
    let versions = headings.map(|heading| {
        heading
            .split([' ', ']'])
            .next()
            .unwrap_or("")
            .trim_start_matches('[')
    });
    let newest = versions
        .into_iter()
        .find(|version| !version.eq_ignore_ascii_case("unreleased"));
    assert_eq!(newest, Some(version.as_str()), "CHANGELOG.md");
}

#[test]
fn the_oldest_compiler_is_stated() {
    let oldest = stated("rust-version").expect("rust-version");
    assert!(
        oldest.split('.').all(|part| part.parse::<u32>().is_ok()),
        "{oldest}"
    );
    assert_eq!(stated("license").as_deref(), Some("MIT OR Apache-2.0"));
}
