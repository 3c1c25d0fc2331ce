//! Writes the candidates for the headlines of pages as the crate sees them, for
//! training: JSON Lines with `html` in, JSON Lines out. The first line names the
//! features. With the argument `choose` it writes `id` and the `headline` that
//! is chosen instead.

use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use dechrome::internals::html::Parser;
use dechrome::internals::{Titles, describe_titles, headline, title_features};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let choose = std::env::args().any(|argument| argument == "choose");
    let mut out = BufWriter::new(stdout().lock());
    let titles = Titles::default();
    let mut parser = Parser::new();
    if !choose {
        writeln!(out, "{}", json!(title_features()))?;
    }
    for line in stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let tree = parser.parse(record["html"].as_str().ok_or("no html")?);
        let answer = if choose {
            json!({"id": record["id"], "headline": headline(&tree, &titles)})
        } else {
            json!(describe_titles(&tree))
        };
        writeln!(out, "{answer}")?;
    }
    Ok(())
}
