//! How fast pages are parsed, and cut into blocks, beside html5ever with an arena
//! sink and scraper, which only parse, on the same pages in the same run:
//!
//! ```sh
//! cargo bench --bench html
//! ```
//!
//! The pages are those of `../shared/gold` (fundus, andythefactory and wcxb,
//! split `val`), or made up when it is absent. Take the ratios, not the times.

#[path = "../tests/html/oracle.rs"]
#[allow(dead_code)] // the walk through the tree is for the tests
mod oracle;
#[path = "../tests/shared/mod.rs"]
mod shared;

use std::hint::black_box;
use std::time::{Duration, Instant};

use dechrome::internals::html::Parser;
use dechrome::internals::segment_html;

const PASSES: usize = 3;

/// Parses a page, and drops what comes of it.
type Parse<'p> = Box<dyn FnMut(&str) + 'p>;

fn main() {
    let pages = shared::speed_pages().unwrap_or_else(synthetic_pages);
    let bytes: usize = pages.iter().map(String::len).sum();
    println!(
        "{} pages of {} bytes on average",
        pages.len(),
        bytes / pages.len()
    );

    let (mut parser, mut segmented) = (Parser::new(), Parser::new());
    let mut contenders: [(&str, Parse<'_>); 4] = [
        (
            "dechrome, parser",
            Box::new(|page| {
                black_box(parser.parse(page));
            }),
        ),
        (
            "dechrome, bytes to blocks",
            Box::new(|page| {
                let text = str::from_utf8(black_box(page.as_bytes())).expect("a page is UTF-8");
                black_box(segment_html(&segmented.parse(text), false));
            }),
        ),
        (
            "html5ever, arena sink",
            Box::new(|page| drop(black_box(oracle::parse(page, false)))),
        ),
        (
            "scraper",
            Box::new(|page| drop(black_box(scraper::Html::parse_document(page)))),
        ),
    ];
    let mut times = [Duration::ZERO; 4];
    for pass in 0..=PASSES {
        for page in &pages {
            for ((_, parse), time) in contenders.iter_mut().zip(&mut times) {
                let start = Instant::now();
                parse(black_box(page));
                // The first pass warms up.
                if pass > 0 {
                    *time += start.elapsed();
                }
            }
        }
    }
    for ((name, _), time) in contenders.iter().zip(&times) {
        let seconds = time.as_secs_f64() / PASSES as f64;
        println!(
            "{name:26} {:8.1} µs a page {:8.1} MB/s {:6.2} times our parser, {:6.2} times our blocks",
            seconds * 1e6 / pages.len() as f64,
            bytes as f64 / seconds / 1e6,
            time.as_secs_f64() / times[0].as_secs_f64(),
            time.as_secs_f64() / times[1].as_secs_f64(),
        );
    }
}

/// Pages of articles with navigation, each some 100 kB.
fn synthetic_pages() -> Vec<String> {
    let page = |number: usize| {
        let mut page = String::from("<!DOCTYPE html><html lang=en><head><meta charset=utf-8>");
        page.push_str(&format!(
            "<title>Page {number} &mdash; A Site</title></head><body>"
        ));
        page.push_str(&"<script>var a = '<p>';\n</script>".repeat(20));
        for item in 0..200 {
            page.push_str(&format!(
                "<li class=\"menu-item item-{item}\"><a href=\"/section/{item}?a=1&amp;b=2\" \
                 data-track='nav'>Section {item}</a></li>\n"
            ));
        }
        for paragraph in 0..300 {
            page.push_str(&format!(
                "<div class=\"row\"><p>Paragraph {paragraph} of the article says <b>some</b> things \
                 &amp; <em>others</em>, at a length that is usual in a paragraph of news.</p></div>\n"
            ));
        }
        page
    };
    (0..50).map(page).collect()
}
