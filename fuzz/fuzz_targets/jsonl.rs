//! Any text → every view of it: JSON and the fields of a JSON Lines record read
//! back as what the document says, and an explanation has a line a block.

#![no_main]

use dechrome::Cleaner;
use dechrome::render::{explain, json, jsonl, text};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(|input: &str| {
    let cleaner = Cleaner::builder().evidence(true).build();
    let document = cleaner.clean_text(input).unwrap();
    let body: Vec<String> = document
        .body()
        .map(|paragraph| paragraph.into_owned())
        .collect();

    let mut out = Vec::new();
    text::write(&document, &mut out).unwrap();
    assert_eq!(out, document.to_text().as_bytes());

    out.clear();
    json::write(&document, &mut out).unwrap();
    let whole: Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(whole["headline"].as_str(), document.headline().as_deref());
    assert_eq!(whole["body"], Value::from(body.clone()));
    assert_eq!(
        whole["blocks"].as_array().unwrap().len(),
        document.blocks().len()
    );

    out.clear();
    out.push(b'{');
    jsonl::write_fields(&document, jsonl::Blocks::With, &mut out).unwrap();
    out.push(b'}');
    assert!(!out.contains(&b'\n'));
    let record: Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(record["body"], body.join("\n"));
    assert_eq!(record["blocks"], whole["blocks"]);

    for width in [None, Some(0), Some(80)] {
        out.clear();
        let style = explain::Style {
            width,
            color: explain::Color::Ansi,
        };
        explain::write(&document, &style, &mut out).unwrap();
        let lines = out.iter().filter(|&&byte| byte == b'\n').count();
        assert_eq!(lines, document.blocks().len());
    }
});
