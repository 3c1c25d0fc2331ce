//! What a batch says of itself: summary, report, copies.

use crate::command::{Folder, PAGE, page, pages, piped};
use serde_json::{Value, json};

#[test]
fn a_batch_ends_with_one_line_and_a_filter_does_not() {
    let folder = pages(100);
    let ran = folder.run(&["-o", "out", "in"]).ended_with(2);
    let summary = ran.stderr.lines().last().unwrap();
    assert!(
        summary.starts_with("dechrome: 98 documents cleaned (2 empty), "),
        "{summary}"
    );
    assert!(
        summary.ends_with(" stripped, 2 failed (2 binary)"),
        "{summary}"
    );
    assert!(
        !folder
            .run(&["-q", "in"])
            .stderr
            .contains("documents cleaned")
    );
    assert_eq!(piped(&[], PAGE).ended_quietly().stderr, "");
}

#[test]
fn a_report_counts_what_was_found() {
    let folder = pages(100);
    folder
        .run(&["-q", "-j2", "--report", "report.json", "-o", "out", "in"])
        .ended_with(2);
    let report: Value = serde_json::from_str(&folder.read("report.json")).unwrap();
    assert_eq!(report["documents"]["cleaned"], 98);
    assert_eq!(report["documents"]["errors"], json!({"binary": 2}));
    assert_eq!(
        report["roles"]["headline"],
        json!({"kept": 96, "stripped": 0})
    );
    assert_eq!(report["encodings"], json!({"UTF-8": 98}));
    assert_eq!(report["languages"]["en"], 96);
    assert_eq!(report["outcomes"], json!({"full": 96, "nothing kept": 2}));
    assert_eq!(report["emptiest"][0]["kept_bytes"], 0);
    assert_eq!(report["slowest"].as_array().unwrap().len(), 10);
}

#[test]
fn copies_are_told_and_none_is_left_out() {
    let other = PAGE
        .replace("three days", "a week")
        .replace("Storm", "Avalanche");
    let records = [
        json!({"id": 1, "text": PAGE}),
        json!({"id": 2, "text": page(7).repeat(2).replace("road", "rail").replace("pass", "sea")}),
        json!({"id": 3, "text": other}),
        json!({"id": 4, "text": "Share"}),
        json!({"id": 5, "text": PAGE, "copy_of": "passes away"}),
    ];
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    let folder = Folder::with(&[("a.jsonl", &lines.join("\n"))]);
    let arguments = ["--dedup", "--to", "jsonl", "a.jsonl"];
    let ran = folder.run(&arguments).ended_quietly();
    let copies: Vec<Value> = ran
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["copy_of"].take())
        .collect();
    let first = json!("a.jsonl:1");
    assert_eq!(
        copies,
        [json!(null), json!(null), first.clone(), json!(null), first]
    );
    let plain = folder.run(&["--to", "jsonl", "a.jsonl"]).ended_quietly();
    assert!(plain.stdout.contains("passes away"));
}

#[test]
fn copies_in_a_tree_stand_in_the_report() {
    let folder = Folder::with(&[("in/a.txt", PAGE), ("in/b.txt", PAGE)]);
    folder
        .run(&["-q", "--dedup", "--report", "r.json", "-o", "out", "in"])
        .ended_quietly();
    let report: Value = serde_json::from_str(&folder.read("r.json")).unwrap();
    let copies = report["copies"].to_string().replace("\\\\", "/");
    assert_eq!(copies, r#"[{"copy_of":"in/a.txt","document":"in/b.txt"}]"#);
    assert!(folder.path("out/in/b.txt").exists());
    let ran = folder.run(&["--dedup", "in"]).ended_with(2);
    assert!(ran.stderr.contains("--report"), "{ran:?}");
}
