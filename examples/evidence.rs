//! Why was this stripped? Looks for a text in a page and tells the verdict of
//! each block that holds it, with the reasons.
//!
//! ```sh
//! cargo run --example evidence -- fixtures/text/pt/short-link-and-radio.txt "URL curta"
//! ```

use std::{env, error, fs};

use dechrome::Cleaner;

fn main() -> Result<(), Box<dyn error::Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(path), Some(wanted)) = (arguments.next(), arguments.next()) else {
        return Err("usage: evidence FILE TEXT".into());
    };
    let bytes = fs::read(path)?;

    // Evidence costs time, so it is collected only when asked for.
    let document = Cleaner::builder().evidence(true).build().clean(&bytes)?;
    for block in document
        .blocks()
        .filter(|block| block.text().contains(&wanted))
    {
        let verdict = if block.kept() { "kept" } else { "stripped" };
        println!(
            "line {}: {verdict} as {}, score {:.2}",
            block.lines().start(),
            block.role(),
            block.score()
        );
        println!("    {}", block.text());
        for evidence in block.evidence() {
            println!("    {:+6.2}  {}", evidence.points, evidence.reason);
        }
    }
    Ok(())
}
