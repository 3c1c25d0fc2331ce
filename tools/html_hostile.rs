//! Pages made to hurt, one shape repeated until the page has so many bytes: the
//! time from page to clean text must grow as the page does.
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

use dechrome::Cleaner;

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
            println!(
                "{} bytes, {} blocks, peak {} kB",
                page.len(),
                clean(&page),
                peak_kilobytes()
            );
        }
        _ => eprintln!("usage: html_hostile [--list | SHAPE BYTES]"),
    }
}

/// Cleans a page; how many blocks it has.
fn clean(page: &str) -> usize {
    let document = Cleaner::new().clean_html(page);
    let document = document.expect("the page is not too large");
    std::hint::black_box(document.to_text());
    document.blocks().len()
}

fn table() {
    println!("| shape | blocks a byte | ms at 1 MB | at 2 MB | at 4 MB |\n|---|---|---|---|---|");
    for shape in hostile::SHAPES {
        let mut cells = Vec::new();
        let mut blocks_a_byte = 0.0;
        for size in SIZES {
            let page = shape.page(size);
            let start = Instant::now();
            blocks_a_byte = clean(&page) as f64 / page.len() as f64;
            cells.push(format!("{:.1}", start.elapsed().as_secs_f64() * 1e3));
        }
        println!(
            "| {} | {blocks_a_byte:.2} | {} |",
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
