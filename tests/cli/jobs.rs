//! Many documents at once: the same bytes for any number of jobs, and each failure a
//! document's own.

use std::fs;
use std::io::Read;
use std::process::Stdio;

use crate::command::{Folder, PAGE, dechrome, page, pages};
use serde_json::json;

#[test]
fn output_and_messages_are_the_same_for_any_number_of_jobs() {
    let folder = pages(150);
    for to in ["text", "jsonl", "explain"] {
        let expected = folder.run(&["-q", "-j1", "--to", to, "in"]).ended_with(2);
        assert_eq!(expected.stderr.lines().count(), 3, "{}", expected.stderr);
        for jobs in ["-j2", "-j5"] {
            let ran = folder.run(&["-q", jobs, "--to", to, "in"]).ended_with(2);
            assert_eq!(ran.stdout, expected.stdout, "{to} {jobs}");
            assert_eq!(ran.stderr, expected.stderr, "{to} {jobs}");
        }
    }
}

#[test]
fn a_tree_is_the_same_for_any_number_of_jobs() {
    let folder = pages(100);
    folder.run(&["-q", "-j1", "-o", "one", "in"]).ended_with(2);
    folder.run(&["-q", "-j4", "-o", "four", "in"]).ended_with(2);
    let of = |name: &str| -> Vec<(String, Vec<u8>)> {
        let files = folder.files().into_iter();
        files
            .filter_map(|file| {
                let inside = file.strip_prefix(name)?.to_owned();
                Some((inside, fs::read(folder.path(&file)).unwrap()))
            })
            .collect()
    };
    assert_eq!(of("one/").len(), 98);
    assert_eq!(of("one/"), of("four/"));
}

#[test]
fn one_large_record_among_small_ones_keeps_its_place() {
    let records: Vec<String> = (0..200)
        .map(|id| {
            let text = if id == 20 {
                page(id).repeat(60)
            } else {
                page(id)
            };
            json!({"id": id, "text": text}).to_string()
        })
        .collect();
    let folder = Folder::with(&[("a.jsonl", &records.join("\n"))]);
    let ran = folder
        .run(&["-j4", "--to", "jsonl", "a.jsonl"])
        .ended_quietly();
    let ids: Vec<u64> = ran
        .records()
        .iter()
        .map(|record| record["id"].as_u64().unwrap())
        .collect();
    assert_eq!(ids, Vec::from_iter(0..200));
}

#[test]
fn fail_fast_ends_at_the_first_error() {
    let folder = Folder::with(&[("a.txt", PAGE), ("c.txt", PAGE)]);
    let ran = folder
        .run(&["--fail-fast", "--to", "jsonl", "a.txt", "missing", "c.txt"])
        .ended_with(2);
    assert_eq!(ran.stdout.lines().count(), 2, "{}", ran.stdout);
    assert_eq!(ran.stderr.lines().count(), 1);
}

#[test]
fn no_jobs_at_all_is_an_error() {
    let ran = Folder::new().run(&["-j0"]).ended_with(2);
    assert!(ran.stderr.contains("1 or more"), "{ran:?}");
}

#[test]
fn a_reader_that_has_enough_ends_a_walk_quietly() {
    let folder = Folder::new();
    for number in 0..300 {
        folder.write(&format!("in/{number}.txt"), PAGE);
    }
    for jobs in ["-j1", "-j3"] {
        let mut child = dechrome(&["-q", jobs, "in"])
            .current_dir(&folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child
            .stdout
            .take()
            .unwrap()
            .read_exact(&mut [0; 10])
            .unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert_eq!(output.status.code(), Some(0));
    }
}
