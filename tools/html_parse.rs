//! Parses files so many times, for instructions to be counted:
//!
//! ```sh
//! cargo build --release --example html_parse
//! python3 tools/html_instructions.py page.html
//! ```

use std::{env, fs};

use dechrome::internals::html::Parser;

fn main() {
    let mut arguments = env::args().skip(1);
    let times = arguments
        .next()
        .and_then(|times| times.parse::<usize>().ok());
    let times = times.expect("the first argument says how many times");
    let pages: Vec<String> = arguments
        .map(|path| fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}")))
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    let bytes: usize = pages.iter().map(String::len).sum();
    let mut parser = Parser::new();
    let mut nodes = 0;
    for _ in 0..times {
        nodes = pages
            .iter()
            .map(|page| parser.parse(page).node_count())
            .sum();
    }
    println!(
        "{} pages, {bytes} bytes, {nodes} nodes, {times} times",
        pages.len()
    );
}
