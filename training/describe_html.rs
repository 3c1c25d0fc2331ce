//! Writes what each stage of the HTML labeller sees of a page, for training:
//! JSON Lines in, JSON Lines out. The first line out names the features.
//!
//! For `{"html"}` the answer is `blocks`, their texts; `rows`, in hexadecimal,
//! what the first stage sees; `sizes`, `groups` and `topics`. For these three and
//! `scores`, what the first stage gave, it is `context`: what the second stage
//! sees beside those rows.

use std::collections::BTreeMap;
use std::io::{BufRead, BufWriter, Write, stdin, stdout};

use dechrome::internals::{DescribedPage, describe_context, describe_html, html_features};
use serde_json::{Value, from_value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = BufWriter::new(stdout().lock());
    writeln!(out, "{}", json!(BTreeMap::from(html_features())))?;
    for line in stdin().lock().lines() {
        let mut request: Value = serde_json::from_str(&line?)?;
        let answer = if let Some(html) = request["html"].as_str() {
            let page = describe_html(html);
            let rows = hex(&page.rows);
            json!({
                "blocks": page.blocks,
                "rows": rows,
                "sizes": page.sizes,
                "groups": page.groups,
                "topics": page.topics,
            })
        } else {
            let scores: Vec<i32> = from_value(request["scores"].take())?;
            let page = DescribedPage {
                sizes: from_value(request["sizes"].take())?,
                groups: from_value(request["groups"].take())?,
                topics: from_value(request["topics"].take())?,
                ..DescribedPage::default()
            };
            json!({"context": hex(&describe_context(&scores, page))})
        };
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
