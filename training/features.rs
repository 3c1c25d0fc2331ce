//! Writes the feature rows that the crate itself sees, for training: JSON
//! Lines with `text` in, JSON Lines out. The first line names the features.

use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use dechrome::internals::{describe_plain, plain_features};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = BufWriter::new(stdout().lock());
    let [features, headline] = plain_features();
    writeln!(
        out,
        "{}",
        json!({"features": features, "headline": headline})
    )?;
    for line in stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let described = describe_plain(record["text"].as_str().ok_or("no text")?);
        let headlines: Vec<Value> = described
            .headlines
            .iter()
            .map(|(index, row)| json!([index, hex(row)]))
            .collect();
        writeln!(
            out,
            "{}",
            json!({"spans": described.spans, "rows": hex(&described.rows), "headlines": headlines})
        )?;
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
