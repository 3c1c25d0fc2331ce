//! A run that is killed and gone on with writes the same bytes as one that is not,
//! and no half file is seen at any time.

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::command::{Folder, PAGE, page, pages};
use serde_json::json;

/// How many times a run is killed before it may end.
const KILLS: u32 = 4;

/// Every file below a folder of outputs, our own unfinished ones aside.
fn outputs(folder: &Folder, name: &str) -> BTreeMap<String, Vec<u8>> {
    let files = folder.files().into_iter();
    files
        .filter(|file| file.starts_with(name) && !file.contains(".dechrome-"))
        .map(|file| {
            let bytes = fs::read(folder.path(&file)).unwrap();
            (file.replacen(name, "", 1), bytes)
        })
        .collect()
}

/// Runs to the end without a break, and tells how long that took.
fn unbroken(folder: &Folder, arguments: &[&str]) -> Duration {
    let begun = Instant::now();
    assert!(folder.run(arguments).code.is_some_and(|code| code != 130));
    begun.elapsed()
}

/// Kills a run at moments all over its time, going on each time, and lets the last
/// one end. After each kill something is checked.
fn killed(folder: &Folder, arguments: &[&str], time: Duration, check: impl Fn()) {
    let resumed = [&["--resume"], arguments].concat();
    for kill in 1..=KILLS {
        let mut child = folder
            .command(&resumed)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        sleep(time * (2 * kill - 1) / (3 * KILLS));
        child.kill().unwrap();
        child.wait().unwrap();
        check();
    }
    let ran = folder.run(&resumed);
    assert!(matches!(ran.code, Some(0 | 2)), "{ran:?}");
    assert!(
        folder
            .files()
            .iter()
            .all(|name| !name.contains(".dechrome-")),
        "{:?}",
        folder.files()
    );
}

#[test]
fn a_folder_that_was_killed_is_gone_on_with() {
    let folder = pages(200);
    let time = unbroken(&folder, &["-q", "-o", "whole", "in"]);
    let whole = outputs(&folder, "whole/");
    killed(&folder, &["-q", "-o", "out", "in"], time, || {
        for (name, bytes) in outputs(&folder, "out/") {
            assert_eq!(whole.get(&name), Some(&bytes), "{name} is half");
        }
    });
    assert_eq!(outputs(&folder, "out/"), whole);
}

#[test]
fn one_file_that_was_killed_is_gone_on_with() {
    let records: Vec<String> = (0..200)
        .map(|id| json!({"id": id, "text": page(id), "kept": "so it is ".repeat(3000)}).to_string())
        .collect();
    let folder = Folder::with(&[("in/a.jsonl", &records.join("\n")), ("in/b.txt", PAGE)]);
    for ending in ["jsonl", "jsonl.zst", "jsonl.gz"] {
        let (whole, out) = (format!("whole.{ending}"), format!("out.{ending}"));
        let time = unbroken(&folder, &["-q", "--dedup", "-o", &whole, "in"]);
        killed(&folder, &["-q", "--dedup", "-o", &out, "in"], time, || {
            let finished = fs::read(folder.path(&out));
            assert!(
                finished.is_err() || finished.unwrap() == fs::read(folder.path(&whole)).unwrap()
            );
        });
        assert!(
            fs::read(folder.path(&whole)).unwrap() == fs::read(folder.path(&out)).unwrap(),
            "{ending}"
        );
    }
}

#[test]
#[cfg(feature = "parquet")]
fn a_table_that_was_killed_is_gone_on_with() {
    let records: Vec<String> = (0..40_000)
        .map(|id| {
            let text = if id % 500 == 0 {
                page(id)
            } else {
                String::new()
            };
            json!({"id": id, "text": text}).to_string()
        })
        .collect();
    let folder = Folder::with(&[("a.jsonl", &records.join("\n"))]);
    let time = unbroken(&folder, &["-q", "-j1", "-o", "whole.parquet", "a.jsonl"]);
    let whole = fs::read(folder.path("whole.parquet")).unwrap();
    killed(
        &folder,
        &["-q", "-j2", "-o", "out.parquet", "a.jsonl"],
        time,
        || {
            let finished = fs::read(folder.path("out.parquet"));
            assert!(finished.is_err() || finished.unwrap() == whole);
        },
    );
    assert!(fs::read(folder.path("out.parquet")).unwrap() == whole);
}

/// A run of records that was killed when it had written some of them.
fn half_done(folder: &Folder) {
    let arguments = ["-q", "-j1", "-o", "out.jsonl", "in"];
    for _ in 0..5 {
        let mut child = folder.command(&arguments).spawn().unwrap();
        let journal = folder.path(".dechrome-journal-out.jsonl");
        while !journal.exists() && child.try_wait().unwrap().is_none() {
            sleep(Duration::from_millis(5));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        if journal.exists() {
            return;
        }
        // It was too fast for the journal.
        let _ = fs::remove_file(folder.path("out.jsonl"));
        let _ = fs::remove_file(folder.path(".dechrome-part-out.jsonl"));
    }
    panic!("no run was slow enough to be killed");
}

#[test]
fn what_is_left_of_a_run_is_told_and_its_options_and_inputs_are_compared() {
    let folder = pages(500);
    half_done(&folder);
    let ran = folder.run(&["-o", "out.jsonl", "in"]).ended_with(2);
    assert!(ran.stderr.contains("--resume goes on with it"), "{ran:?}");
    let other = ["-o", "out.jsonl", "--resume", "--focus", "recall", "in"];
    let ran = folder.run(&other).ended_with(2);
    assert!(
        ran.stderr
            .contains("--focus was \"balanced\" and is \"recall\""),
        "{ran:?}"
    );
    folder.write("in/0/0.txt", "changed");
    let ran = folder
        .run(&["-o", "out.jsonl", "--resume", "in"])
        .ended_with(2);
    assert!(ran.stderr.contains("have changed"), "{ran:?}");
    assert!(!folder.path("out.jsonl").exists());
    let ran = folder.run(&["-q", "-o", "out.jsonl", "--overwrite", "in"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert_eq!(folder.read("out.jsonl").lines().count(), 500);
    assert!(
        folder
            .files()
            .iter()
            .all(|name| !name.contains(".dechrome-"))
    );
}

#[test]
fn a_resumed_run_counts_what_was_done_before() {
    let folder = pages(500);
    half_done(&folder);
    let ran = folder
        .run(&["-o", "out.jsonl", "--resume", "in"])
        .ended_with(2);
    let summary = ran.stderr.lines().last().unwrap();
    assert!(
        summary.starts_with("dechrome: 490 documents cleaned (10 empty)"),
        "{summary}"
    );
    assert!(summary.contains("10 failed (10 binary)"), "{summary}");
    let ran = folder
        .run(&["-o", "out.jsonl", "--resume", "in"])
        .ended_with(0);
    assert!(ran.stderr.contains("is complete already"), "{ran:?}");
}

#[test]
fn what_is_no_journal_is_an_error() {
    let folder = Folder::with(&[
        ("a.txt", PAGE),
        (".dechrome-part-out.jsonl", "x"),
        (".dechrome-journal-out.jsonl", "x"),
    ]);
    let ran = folder
        .run(&["-o", "out.jsonl", "--resume", "a.txt"])
        .ended_with(2);
    assert!(ran.stderr.contains("is no journal of dechrome"), "{ran:?}");
}

#[test]
fn a_file_of_another_one_is_never_taken_for_ours() {
    let folder = Folder::with(&[("a.txt", PAGE), ("b.txt", PAGE), ("out/a.txt", "mine")]);
    let ran = folder
        .run(&["-q", "-o", "out", "--resume", "a.txt", "b.txt"])
        .ended_with(2);
    assert!(
        ran.stderr.contains("is not what this run would write"),
        "{ran:?}"
    );
    assert_eq!(folder.read("out/a.txt"), "mine");
    assert!(folder.path("out/b.txt").exists());
}

#[test]
fn a_run_that_was_killed_at_its_very_end_finds_its_own_output() {
    let folder = Folder::with(&[("a.txt", PAGE)]);
    let arguments = ["-q", "-o", "out.jsonl", "--resume", "a.txt"];
    folder.run(&arguments).ended_quietly();
    let whole = folder.read("out.jsonl");
    folder.write(".dechrome-part-out.jsonl", "");
    folder.run(&arguments).ended_quietly();
    assert_eq!(folder.read("out.jsonl"), whole);
    assert_eq!(folder.files(), ["a.txt", "out.jsonl"]);
    folder.write("out.jsonl", "mine");
    folder.write(".dechrome-part-out.jsonl", "");
    let ran = folder.run(&arguments).ended_with(2);
    assert!(
        ran.stderr.contains("is not what this run would write"),
        "{ran:?}"
    );
    assert_eq!(folder.read("out.jsonl"), "mine");
}
