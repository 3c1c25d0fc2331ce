//! Writes what each stage of the labeller sees of a page, for training: JSON
//! Lines in, JSON Lines out.
//!
//! In: `text`, and as far as they are known the scores of the page's blocks, in
//! thousandths of a nat: `scores.first`, `scores.second`. Out: first one line
//! that names the features of each stage, then one line a page: `spans`, the
//! blocks' byte ranges, `grams`, the hashes of
//! their words and pairs of words (`gram_counts`: how many each has), and for each stage its rows in hexadecimal; the second
//! stage's rows need the first's scores, the page's and the headline's the
//! second's. `candidates` are the byte ranges that may be the headline. Rows
//! whose scores came along are not written again.

use std::collections::BTreeMap;
use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use dechrome::internals::{Scores, describe_plain, plain_features};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = BufWriter::new(stdout().lock());
    writeln!(out, "{}", json!(BTreeMap::from(plain_features())))?;
    for line in stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let known = |stage: &str| {
            let scores = request["scores"][stage].as_array()?;
            scores
                .iter()
                .map(|score| Some(score.as_i64()? as i32))
                .collect::<Option<Vec<i32>>>()
        };
        let scores = Scores {
            first: known("first"),
            second: known("second"),
        };
        let described = describe_plain(request["text"].as_str().ok_or("no text")?, &scores);
        let answer = match scores {
            Scores { first: None, .. } => json!({
                "spans": described.spans,
                "first": hex(&described.first),
                "grams": hex(&described.grams.concat().into_iter().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()),
                "gram_counts": described.grams.iter().map(Vec::len).collect::<Vec<_>>(),
            }),
            Scores { second: None, .. } => json!({"second": hex(&described.second)}),
            _ => {
                json!({"page": hex(&described.page), "candidates": described.candidates, "headline": hex(&described.headline)})
            }
        };
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
