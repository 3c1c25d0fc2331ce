//! Pages made to hurt a parser, one shape repeated until the page has so many
//! bytes: the time must grow as the page does.
//!
//! ```sh
//! cargo run --release --example html_hostile                    # a table of times
//! cargo run --release --example html_hostile -- '<div>' 1000000 # one page, once
//! ```
//!
//! `tools/html_linear.py` counts the instructions of each.

#[path = "../tests/html/hostile.rs"]
mod hostile;

use std::time::Instant;

use dechrome::internals::html::Parser;

const SIZES: [usize; 3] = [1_000_000, 2_000_000, 4_000_000];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [] => table(),
        [list] if list == "--list" => {
            for shape in hostile::SHAPES {
                println!("{}", shape.name);
            }
        }
        [name, bytes] => {
            let shape = hostile::SHAPES.iter().find(|shape| shape.name == name);
            let shape = shape.expect("the first argument is the name of a shape");
            let bytes = bytes
                .parse()
                .expect("the second argument is a number of bytes");
            let page = shape.page(bytes);
            let nodes = Parser::new().parse(&page).node_count();
            println!(
                "{} bytes, {nodes} nodes, peak {} kB",
                page.len(),
                peak_kilobytes()
            );
        }
        _ => eprintln!("usage: html_hostile [--list | SHAPE BYTES]"),
    }
}

fn table() {
    println!("| shape | nodes a byte | ms at 1 MB | at 2 MB | at 4 MB |\n|---|---|---|---|---|");
    for shape in hostile::SHAPES {
        let mut parser = Parser::new();
        let mut cells = Vec::new();
        let mut nodes_a_byte = 0.0;
        for size in SIZES {
            let page = shape.page(size);
            let start = Instant::now();
            nodes_a_byte = parser.parse(&page).node_count() as f64 / page.len() as f64;
            cells.push(format!("{:.1}", start.elapsed().as_secs_f64() * 1e3));
        }
        println!(
            "| {} | {nodes_a_byte:.2} | {} |",
            shape.name,
            cells.join(" | ")
        );
    }
}

/// The most memory that the process has had; 0 where the system does not say.
fn peak_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(0)
}
