//! The blocks of real pages: in order, each a run of its page, and the same with
//! markup and without. What they should be is tested inside the crate.

use std::fmt::Write;

use dechrome::internals::html::{Parser, Tree};
use dechrome::internals::{Segmented, segment_html};

use crate::shared;

#[test]
fn blocks_of_gold_pages_are_runs_of_their_pages() {
    let Some(pages) = shared::gold_pages() else {
        return;
    };
    let mut parser = Parser::new();
    let mut wrong = String::new();
    for (id, page) in pages {
        let tree = parser.parse(&page);
        let segmented = segment_html(&tree, false);
        if let Err(error) = check(&page, &tree, &segmented) {
            writeln!(wrong, "{id}: {error}").expect("memory is there");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn check(page: &str, tree: &Tree<'_>, segmented: &Segmented) -> Result<(), String> {
    let mut end = 0;
    for block in segmented.blocks() {
        let (from, to) = block.source;
        let source = page.get(from..to).ok_or("a block outside of its page")?;
        // What is one text in the page is the same text in the block.
        let is_one = !source.contains(['<', '&', '\u{ad}', '\0']);
        if is_one && words(source) != words(block.text) {
            return Err(format!("{:?} is not {source:?}", block.text));
        }
        end += block.text.len() + 1;
    }
    let with_markup = segment_html(tree, true);
    if end != segmented.text().len() || with_markup.text() != segmented.text() {
        return Err("text between the blocks".to_owned());
    }
    Ok(())
}

/// A text as its words.
fn words(text: &str) -> Vec<&str> {
    text.split_ascii_whitespace().collect()
}
