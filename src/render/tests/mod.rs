//! The renderers of markup, on pages made by hand and on generated ones.

mod generated;
mod html;
mod markdown;
mod page;
mod read_markdown;
mod text;

use page::{Made, PARAGRAPH};

#[test]
fn nothing_kept_is_nothing_written() {
    let document = Made::default()
        .block("Share", PARAGRAPH)
        .stripped()
        .document();
    assert_eq!(document.to_markdown(), "");
    assert_eq!(document.to_html(), "");
}
