//! The direction of the modules: `cli → cleaner → stages → vocabulary`. Stages do
//! not call each other, `render` knows only the document, only `lexicon`, `model`
//! and `profile` read data, and only `cli` touches files, clock, terminal and
//! environment.
//!
//! The test reads the source as text: every path that begins at the crate's root,
//! in code that is not test code. A module that is new has to be put in the table.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Which module may know which: itself, and these.
const EDGES: &[(&str, &[&str])] = &[
    // The face: every public name.
    (
        "lib",
        &[
            "cleaner",
            "decode",
            "document",
            "error",
            "focus",
            "internals",
            "limits",
            "render",
            "source",
        ],
    ),
    (
        "internals",
        &[
            "cleaner", "decode", "document", "html", "known", "label", "lexicon", "limits",
            "model", "plain", "table",
        ],
    ),
    // The command knows the library by its public names alone.
    ("main", &["cli"]),
    ("cli", &[]),
    // The pipeline.
    (
        "cleaner",
        &[
            "decode", "document", "error", "focus", "html", "label", "lexicon", "limits", "model",
            "plain", "profile", "source",
        ],
    ),
    // The stages.
    ("decode", &["chars", "document", "error"]),
    (
        "plain",
        &[
            "around", "buckets", "chars", "document", "known", "lexicon", "marker", "shape",
            "table", "word",
        ],
    ),
    (
        "html",
        &[
            "buckets", "chars", "document", "known", "lexicon", "limits", "marker", "shape",
            "table",
        ],
    ),
    (
        "label",
        &[
            "around", "buckets", "chars", "document", "focus", "known", "marker", "model", "shape",
            "table", "word",
        ],
    ),
    // The views.
    ("render", &["document"]),
    // The vocabulary.
    ("document", &["chars", "error", "limits", "marker"]),
    ("lexicon", &["chars", "document", "shape", "word"]),
    ("profile", &["document", "error"]),
    ("model", &["table"]),
    ("marker", &["chars"]),
    ("shape", &["chars", "marker", "word"]),
    ("source", &[]),
    ("around", &[]),
    ("buckets", &[]),
    ("chars", &[]),
    ("error", &[]),
    ("focus", &[]),
    ("known", &["document", "table"]),
    ("limits", &[]),
    ("table", &[]),
    ("word", &["chars"]),
];

/// Edges that are there and should not be. The test fails when one is gone, so
/// that the list only shrinks.
const KNOWN: &[(&str, &str)] = &[];

/// Who may do what only few may: words of the source, and the modules that may
/// hold them.
const RESERVED: &[(&[&str], &[&str])] = &[
    (
        &["include_str!", "include_bytes!"],
        &["lexicon", "model", "profile"],
    ),
    (
        &["std::fs", "std::env", "std::time", "std::thread", "std::os"],
        &["cli"],
    ),
    (&["std::process"], &["cli", "main"]),
    (
        &[
            "stdin",
            "stdout",
            "stderr",
            "IsTerminal",
            "SystemTime",
            "Instant",
            "File",
        ],
        &["cli"],
    ),
    (&["println!", "print!", "eprintln!", "eprint!", "dbg!"], &[]),
    (&["std::net", "TcpStream", "UdpSocket"], &[]),
    (&["todo!", "unimplemented!"], &[]),
];

/// A file of the source without comments and test code.
struct Source {
    path: String,
    module: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
        .iter()
        .filter(|file| !file.ends_with("tests.rs") && !file.iter().any(|part| part == "tests"))
        .map(|file| source(&root, file))
        .collect()
}

fn source(root: &Path, file: &PathBuf) -> Source {
    let path = file.strip_prefix(root).unwrap();
    let module = path.iter().next().unwrap().to_string_lossy();
    Source {
        path: path.to_string_lossy().replace('\\', "/"),
        module: module.trim_end_matches(".rs").to_owned(),
        code: code(&fs::read_to_string(file).unwrap()),
    }
}

/// The code of a file: comment lines, strings' contents and test modules are left
/// out.
fn code(source: &str) -> String {
    let until_tests = source.split("\n#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = until_tests
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let mut code = String::new();
    for line in lines {
        let mut quoted = false;
        for (at, c) in line.char_indices() {
            let escaped = line[..at].ends_with(['\\', '\'']);
            quoted ^= c == '"' && !escaped;
            if !quoted {
                code.push(c);
            }
        }
        code.push('\n');
    }
    code
}

/// The modules that code names by paths from the crate's root, or from the root of
/// a file's module upwards.
fn named(code: &str, modules: &BTreeSet<&str>) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(is_word) {
            continue; // the end of a longer name
        }
        named.extend(heads(&code[at + "crate::".len()..]));
    }
    for (at, _) in code.match_indices("super::") {
        let upwards = heads(&code[at + "super::".len()..]);
        named.extend(
            upwards
                .into_iter()
                .filter(|name| modules.contains(name.as_str())),
        );
    }
    named
}

/// The first names of a path or of a group of paths: `a` of `a::b`, `a` and `b` of
/// `{a, b::{c, d}}`.
fn heads(path: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|&c| is_word(c)).collect::<String>();
    let Some(group) = path.strip_prefix('{') else {
        return vec![word(path)];
    };
    let mut depth = 1;
    let (mut heads, mut fresh) = (Vec::new(), true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => fresh = true,
            _ if is_word(c) && fresh => {
                heads.push(word(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    heads
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether code holds a word, not as a part of a longer one.
fn holds(code: &str, word: &str) -> bool {
    let grouped = word.strip_prefix("std::").is_some_and(|name| {
        let groups = code.match_indices("use std::{");
        groups
            .map(|(at, found)| heads(&code[at + found.len() - 1..]))
            .any(|heads| heads.iter().any(|head| head == name))
    });
    grouped
        || code.match_indices(word).any(|(at, _)| {
            !code[..at].ends_with(is_word) && !code[at + word.len()..].starts_with(is_word)
        })
}

#[test]
fn modules_know_only_what_stands_below_them() {
    let modules: BTreeSet<&str> = EDGES.iter().map(|(module, _)| *module).collect();
    let mut wrong = BTreeSet::new();
    let mut met = BTreeSet::new();
    for source in sources() {
        let Some((_, allowed)) = EDGES.iter().find(|(module, _)| *module == source.module) else {
            wrong.insert(format!("{}: the module is not in the table", source.path));
            continue;
        };
        for name in named(&source.code, &modules) {
            let edge = (source.module.as_str(), name.as_str());
            if let Some(known) = KNOWN.iter().find(|known| **known == edge) {
                met.insert(*known);
            } else if name != source.module && !allowed.contains(&name.as_str()) {
                wrong.insert(format!("{}: must not know '{name}'", source.path));
            }
        }
    }
    for (from, to) in KNOWN.iter().filter(|known| !met.contains(*known)) {
        wrong.insert(format!(
            "{from} does not know {to} any more: take it off KNOWN"
        ));
    }
    assert!(wrong.is_empty(), "{}", Vec::from_iter(wrong).join("\n"));
}

#[test]
fn the_table_has_no_circle_and_no_module_that_nobody_made() {
    let mut rest: Vec<_> = EDGES.to_vec();
    while !rest.is_empty() {
        let before = rest.len();
        let left: Vec<&str> = rest.iter().map(|(module, _)| *module).collect();
        rest.retain(|(_, allowed)| allowed.iter().any(|module| left.contains(module)));
        assert!(rest.len() < before, "a circle among {left:?}");
    }
    for (_, allowed) in EDGES {
        for module in *allowed {
            assert!(
                EDGES.iter().any(|(known, _)| known == module),
                "{module} is in no line of its own"
            );
        }
    }
}

#[test]
fn only_those_who_may_touch_data_files_and_the_world() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (words, allowed) in RESERVED {
            for word in words.iter().filter(|word| holds(&source.code, word)) {
                if !allowed.contains(&source.module.as_str()) {
                    wrong.push(format!(
                        "{}: holds '{word}', which only {allowed:?} may",
                        source.path
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn paths_are_read_as_they_are_meant() {
    let modules = BTreeSet::from(["label", "plain", "model"]);
    let named = |text: &str| Vec::from_iter(named(&code(text), &modules));
    assert_eq!(named("use crate::label::Known;"), ["label"]);
    assert_eq!(
        named("use crate::{\n    label::{self, cut},\n    plain,\n};"),
        ["label", "plain"]
    );
    assert_eq!(named("let x = crate::model::plain();"), ["model"]);
    assert_eq!(
        named("use super::super::plain; use super::lines;"),
        ["plain"]
    );
    assert_eq!(
        named("// use crate::label;\nlet s = \"crate::plain\";"),
        [""; 0]
    );
    assert_eq!(
        named("a\n#[cfg(test)]\nmod tests {\n    use crate::label;\n}"),
        [""; 0]
    );
    assert!(holds("use std::{fs, io};", "std::fs"));
    assert!(!holds("let fileprint = 1; fingerprint!()", "print!"));
}
