//! JSON Lines: order, broken records, fields passed through, streaming.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::command::{CHROME, CLEAN, Folder, PAGE, dechrome, headline, piped, trickled};

const JSONL: [&str; 4] = ["--from", "jsonl", "--to", "jsonl"];

/// The body as JSON Lines give it: paragraphs joined by one newline.
fn body() -> String {
    CLEAN
        .split_once("\n\n")
        .unwrap()
        .1
        .trim_end()
        .replace("\n\n", "\n")
}

#[test]
fn a_record_gets_headline_body_and_language() {
    let ran = piped(&JSONL, json!({"id": 7, "text": PAGE}).to_string()).ended_quietly();
    let expected = json!({"id": 7, "headline": headline(), "body": body(), "lang": "en"});
    assert_eq!(ran.records(), [expected]);
    assert!(ran.stdout.ends_with("}\n"));
}

#[test]
fn a_record_with_nothing_kept_has_an_empty_body() {
    let ran = piped(&JSONL, json!({"text": CHROME}).to_string()).ended_quietly();
    assert_eq!(ran.records()[0]["headline"], Value::Null);
    assert_eq!(ran.records()[0]["body"], "");
}

#[test]
fn records_keep_their_order_and_broken_ones_their_place() {
    let page = json!(PAGE).to_string();
    let input = [
        &format!(r#"{{"id":1,"text":{page}}}"#),
        r#"{"id":2,"text":"#,
        "",
        "[4]",
        r#"{"id":5}"#,
        r#"{"id":6,"text":null}"#,
        &format!(r#"{{"id":7,"text":{page}}}"#),
    ]
    .join("\n");
    let ran = piped(&JSONL, input).ended_with(2);
    let records = ran.records();
    let ids: Vec<&Value> = records.iter().map(|record| &record["id"]).collect();
    assert_eq!(
        ids,
        [
            &json!(1),
            &Value::Null,
            &Value::Null,
            &json!(5),
            &json!(6),
            &json!(7)
        ]
    );
    let lines: Vec<&Value> = records.iter().map(|record| &record["line"]).collect();
    assert_eq!(lines[1..3], [&json!(2), &json!(4)]);
    let failed: Vec<bool> = records
        .iter()
        .map(|record| record["error"].is_string())
        .collect();
    assert_eq!(failed, [false, true, true, true, true, false]);
    assert_eq!(records[5]["body"], body());

    let told: Vec<&str> = ran
        .stderr
        .lines()
        .map(|line| line.split(": ").nth(1).unwrap())
        .collect();
    assert_eq!(told, ["<stdin>:2", "<stdin>:4", "<stdin>:5", "<stdin>:6"]);
}

#[test]
fn every_other_field_passes_byte_for_byte() {
    let fields =
        r#""n":1.0E+400,"n":12345678901234567890123,"caf\u00e9":[ 1 ,{"a" :"\ud800"}],"z":"ß""#;
    let input = format!(r#"{{{fields},"text":{}}}"#, json!(CHROME));
    let ran = piped(&JSONL, input).ended_quietly();
    assert_eq!(
        ran.stdout,
        format!("{{{fields},\"headline\":null,\"body\":\"\",\"lang\":null}}\n")
    );
}

#[test]
fn fields_of_our_names_are_replaced() {
    let input = json!({"body": 1, "headline": 2, "lang": 3, "error": 4, "blocks": 5, "text": PAGE});
    let plain = piped(&JSONL, input.to_string()).ended_quietly();
    assert_eq!(plain.records()[0]["body"], body());
    assert_eq!(plain.records()[0]["blocks"], 5);
    assert_eq!(plain.stdout.matches("\"headline\":").count(), 1);
    assert!(!plain.stdout.contains("\"error\""));

    let with_blocks = piped(&[&JSONL[..], &["--blocks"]].concat(), input.to_string());
    let blocks = &with_blocks.ended_quietly().records()[0]["blocks"];
    assert_eq!(blocks[0]["text"], headline());
    assert_eq!(blocks[0]["kept"], true);
}

#[test]
fn a_failed_record_keeps_all_its_fields() {
    let ran = piped(&JSONL, r#"{"id":"a","html":["<p>Hi"],"url":"u"}"#).ended_with(2);
    let record = &ran.records()[0];
    assert_eq!(
        (&record["id"], &record["html"]),
        (&json!("a"), &json!(["<p>Hi"]))
    );
    let error = "field 'html' is an array, not a string";
    assert_eq!(record["error"], error);
    assert_eq!(ran.stderr, format!("dechrome: <stdin>:1: {error}\n"));
}

#[test]
fn another_field_can_be_named() {
    let input = json!({"text": "kept as it is", "page": PAGE}).to_string();
    let ran = piped(&[&JSONL[..], &["--field", "page"]].concat(), &input).ended_quietly();
    assert_eq!(ran.records()[0]["text"], "kept as it is");
    assert_eq!(ran.records()[0]["body"], body());
    let ran = piped(&[&JSONL[..], &["--field", "nope"]].concat(), &input).ended_with(2);
    assert!(ran.stderr.contains("has no field 'nope'"), "{}", ran.stderr);
}

#[test]
fn marks_blank_lines_crlf_and_bad_bytes_harm_nothing() {
    let page = json!(PAGE).to_string();
    let mut input = b"\xEF\xBB\xBF\r\n".to_vec();
    input.extend(format!("{{\"id\":1,\"text\":{page}}}\r\n\r\n").bytes());
    input.extend(b"{\"id\":\"\xFF\",\"text\":\"\\ud800 \xC3\"}\r\n");
    input.extend(format!("{{\"id\":3,\"text\":{page}}}").bytes());
    let ran = piped(&JSONL, input).ended_quietly();
    let records = ran.records();
    assert_eq!(records.len(), 3);
    assert_eq!(records[0]["body"], body());
    assert_eq!(records[1]["id"], "\u{FFFD}");
    assert_eq!(records[2]["body"], body());
}

#[test]
fn the_same_records_come_out_however_they_come_in() {
    let line = json!({"text": PAGE}).to_string() + "\n";
    let whole = piped(&["--to", "jsonl"], line.repeat(3))
        .ended_quietly()
        .stdout;
    for step in [1, 50] {
        let ran = trickled(&["--to", "jsonl"], line.repeat(3), step);
        assert_eq!(ran.ended_quietly().stdout, whole);
    }
}

#[test]
fn a_record_is_answered_as_soon_as_it_is_in() {
    for arguments in [&JSONL[..], &["--to", "jsonl"]] {
        let mut child = dechrome(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, answers) = mpsc::channel();
        std::thread::spawn(move || {
            stdout
                .lines()
                .try_for_each(|line| sender.send(line.unwrap()))
        });
        for id in 0..3 {
            writeln!(stdin, "{}", json!({"id": id, "text": PAGE})).unwrap();
            let answer = answers
                .recv_timeout(Duration::from_secs(20))
                .expect("no answer");
            let answer: Value = serde_json::from_str(&answer).unwrap();
            assert_eq!(
                (&answer["id"], &answer["body"]),
                (&json!(id), &json!(body()))
            );
        }
        drop(stdin);
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

#[test]
fn json_lines_are_told_by_name_or_by_their_first_line() {
    let line = json!({"text": PAGE}).to_string() + "\n";
    let folder = Folder::with(&[("a.jsonl", &line), ("b.ndjson", &line), ("c.txt", &line)]);
    for name in ["a.jsonl", "b.ndjson", "c.txt"] {
        let ran = folder.run(&["--to", "jsonl", name]).ended_quietly();
        assert_eq!(ran.records()[0]["body"], body(), "{name}");
    }
}

#[test]
fn records_can_be_printed_as_text() {
    let line = json!({"text": PAGE}).to_string() + "\n";
    let ran = piped(&["--from", "jsonl"], line.repeat(2)).ended_quietly();
    assert_eq!(ran.stdout, format!("{CLEAN}\x0C\n{CLEAN}"));
}

#[test]
fn a_text_file_becomes_a_record_with_its_path() {
    let folder = Folder::with(&[("a.txt", PAGE)]);
    let ran = folder
        .run(&["--to", "jsonl", "a.txt", "missing.txt"])
        .ended_with(2);
    let records = ran.records();
    let expected = json!({"path": "a.txt", "headline": headline(), "body": body(), "lang": "en"});
    assert_eq!(records[0], expected);
    assert_eq!(records[1]["path"], "missing.txt");
    assert!(records[1]["error"].is_string());
    let ran = piped(&["--to", "jsonl"], PAGE).ended_quietly();
    assert!(ran.stdout.starts_with("{\"path\":null,"));
}

#[test]
fn a_file_of_records_is_mirrored_as_one_file() {
    let folder = Folder::with(&[("in/a.jsonl", &json!({"text": PAGE}).to_string())]);
    folder
        .run(&["--to", "jsonl", "-o", "out", "in/a.jsonl"])
        .ended_quietly();
    assert!(
        folder
            .read("out/in/a.jsonl")
            .ends_with("\"lang\":\"en\"}\n")
    );
}

#[test]
fn verbose_counts_the_records() {
    let input = format!(
        "{}\n{{}}\n{}\n",
        json!({"text": PAGE}),
        json!({"text": CHROME})
    );
    let ran = piped(&[&JSONL[..], &["-v"]].concat(), input).ended_with(2);
    let counted = "dechrome: <stdin>: 2 records cleaned (1 empty), 1 failed";
    assert!(
        ran.stderr.lines().any(|line| line == counted),
        "{}",
        ran.stderr
    );
}
