//! html5lib's tree-construction tests.
//!
//! A case without `#script-on` or `#script-off` is two: one with scripting, one
//! without. Cases of the fragment algorithm are not run.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dechrome::internals::html::{Options, Parser};

use crate::{dump, shared};

/// Cases that fail, with a reason each: file, number of the case in it, `on` or
/// `off` for scripting, reason.
const EXCEPTIONS: &str = include_str!("../data/html5lib_exceptions.tsv");

/// How many cases must pass.
const MUST_PASS: usize = 3151;

#[test]
fn html5lib_tree_construction() {
    let Some(folder) = shared::folder("html5lib/tree-construction") else {
        return;
    };
    let expected: BTreeSet<String> = EXCEPTIONS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.splitn(4, '\t').take(3).collect::<Vec<_>>().join("\t"))
        .collect();
    let mut failed = BTreeSet::new();
    let (mut passed, mut fragments) = (0, 0);
    for file in shared::files(&folder, "dat") {
        for case in cases(&file, &mut fragments) {
            let got = dump::ours(&case.data, &mut case.parser());
            if got.trim_end() == case.document.trim_end() {
                passed += 1;
            } else {
                if !expected.contains(&case.name) {
                    let Case {
                        name,
                        data,
                        document,
                        ..
                    } = &case;
                    println!("{name}\n#data\n{data}\n#want\n{document}\n#got\n{got}");
                }
                failed.insert(case.name);
            }
        }
    }
    println!(
        "passed {passed}, failed {}, fragment cases left out {fragments}",
        failed.len()
    );
    assert_eq!(failed, expected, "left: what fails; right: the exceptions");
    assert!(passed >= MUST_PASS);
}

struct Case {
    name: String,
    data: String,
    document: String,
    scripting: bool,
}

impl Case {
    fn parser(&self) -> Parser {
        Parser::with_options(Options {
            scripting: self.scripting,
            ..Options::default()
        })
    }
}

fn cases(file: &Path, fragments: &mut usize) -> Vec<Case> {
    let bytes = fs::read(file).expect("the file can be read");
    let text = format!("\n{}", String::from_utf8_lossy(&bytes));
    let file = file
        .file_name()
        .expect("it has a name")
        .to_string_lossy()
        .into_owned();
    let mut cases = Vec::new();
    for (number, case) in text.split("\n#data\n").skip(1).enumerate() {
        let (data, rest) = match case.strip_prefix("#errors") {
            Some(rest) => ("", rest),
            None => case.split_once("\n#errors").expect("a case has #errors"),
        };
        if rest.contains("\n#document-fragment\n") {
            *fragments += 1;
            continue;
        }
        let (_, document) = rest
            .split_once("\n#document\n")
            .expect("a case has a #document");
        let on = !rest.contains("\n#script-off");
        let off = !rest.contains("\n#script-on");
        for scripting in [true, false] {
            if if scripting { on } else { off } {
                cases.push(Case {
                    name: format!(
                        "{file}\t{}\t{}",
                        number + 1,
                        if scripting { "on" } else { "off" }
                    ),
                    data: data.to_owned(),
                    document: document.to_owned(),
                    scripting,
                });
            }
        }
    }
    cases
}
