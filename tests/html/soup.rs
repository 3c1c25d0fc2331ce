//! Tag soup: random pages have the same tree as html5ever's.
//!
//! `PROPTEST_CASES=100000 cargo test --release --test html soup` for a release.
//!
//! html5ever leaves the standard in a few ways, which the pages have to avoid;
//! so they are drawn from three pots:
//!
//! - MathML's and SVG's integration points are not among its "special" elements:
//!   they are drawn together with tags only whose rules do not ask for those;
//! - `annotation-xml` ends no scope there, and is popped, integration point or
//!   not, when a tag breaks out of foreign content: it is not drawn;
//! - "in table body" does not see a `thead`, and "in table" does not count
//!   `template` among the elements with "table text": parts of tables are not
//!   drawn together with templates;
//! - a doctype does not interrupt "table text", and `</>` between `<pre>` and a
//!   line feed lets that stand: neither is drawn in the middle of a page.

use std::cell::RefCell;

use dechrome::internals::html::Parser;
use proptest::prelude::*;
use proptest::sample::select;

use crate::dump;

/// Elements that have rules of their own, and a few that have not.
#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "a", "address", "applet", "article", "b", "base", "blockquote", "body", "br", "button",
    "caption", "center", "code", "col", "colgroup", "dd", "div", "dl", "dt", "em", "font", "form",
    "frame", "frameset", "g", "h1", "h2", "head", "hr", "html", "i", "iframe", "image", "img",
    "input", "li", "link", "listing", "main", "malignmark", "marquee", "math", "menu", "meta",
    "mglyph", "nav", "nobr", "noembed", "noframes", "noscript", "object", "ol", "optgroup",
    "option", "p", "param", "plaintext", "pre", "rb", "rp", "rt", "rtc", "ruby", "s", "script",
    "section", "select", "small", "span", "strong", "style", "sub", "summary", "svg", "table",
    "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var",
    "wbr", "x-y", "xmp",
    // Those that make the most trouble, once more.
    "a", "b", "i", "p", "div", "table", "tr", "td", "svg", "math", "select", "option",
    "form", "button", "li", "font", "nobr",
];

/// Elements in and around templates.
#[rustfmt::skip]
const TEMPLATE_ELEMENTS: &[&str] = &[
    "template", "template", "template", "a", "b", "base", "body", "br", "button", "dd", "div",
    "font", "form", "frameset", "h1", "head", "html", "i", "input", "li", "link", "marquee", "math",
    "meta", "nobr", "noframes", "noscript", "object", "option", "p", "plaintext", "pre", "script",
    "select", "span", "style", "svg", "textarea", "ul", "x-y",
];

/// Start tags in and around integration points.
#[rustfmt::skip]
const MIXED_ELEMENTS: &[&str] = &[
    "desc", "foreignObject", "mi", "mtext", "title", "svg", "math", "g", "mglyph",
    "malignmark", "b", "body", "br", "div", "font", "form", "h1", "head", "hr", "i", "img", "input",
    "p", "pre", "ruby", "script", "section", "span", "style", "table", "td", "tr", "textarea", "ul",
];

/// End tags in and around integration points.
#[rustfmt::skip]
const MIXED_END_TAGS: &[&str] = &[
    "svg", "math", "br", "div", "p", "section", "table", "td", "tr", "ul", "h1", "body", "html",
];

#[rustfmt::skip]
const ATTRIBUTES: &[&str] = &[
    "", "", "", " id=x", " class='y z'", " type=hidden", " color=red", " A=1 a=2",
    " href=\"?a&amp;b&copy=c\"", " /", " =", " x=\"\n\"", " definitionURL=u",
    " xlink:href=v viewbox=w",
];

#[rustfmt::skip]
const TEXTS: &[&str] = &[
    " ", "\n", "x", "é ", "\0", "&amp;", "&", "&#10;", "&#13;", "&notit;", "<", "</", "<!",
    "<!>", "<?p>", "<!--c-->", "<!--", "-->", "<![CDATA[d]]>", "<![CDATA[", "]]>",
    "\r\n", "\r", "=", "\"", "'", ">", "/>",
    "<!--<script", "--!>",
];

/// What the tokenizer tells apart.
#[rustfmt::skip]
const CHARACTERS: &[&str] = &[
    "<", "<", "<", "/", ">", ">", "!", "-", "--", "?", "=", "\"", "'", "&", "#", "x", "4", ";", " ",
    "\n", "\r", "\0", "\u{c}", "\u{b}", "é", "😀", "a", "B", "amp", "not", "in", "[CDATA[", "]]>",
    "script", "title", "style", "svg", "DocType", "html", "system", "public",
];

fn page(
    elements: &'static [&'static str],
    end_tags: &'static [&'static str],
) -> impl Strategy<Value = String> {
    let start_tag = (select(elements), select(ATTRIBUTES))
        .prop_map(|(name, attributes)| format!("<{name}{attributes}>"));
    let end_tag = select(end_tags).prop_map(|name| format!("</{name}>"));
    let text = select(TEXTS).prop_map(str::to_owned);
    let piece = prop_oneof![5 => start_tag, 3 => end_tag, 2 => text];
    let doctype = select(&["", "<!doctype html>", "<!doctype html system x>"][..]);
    (doctype, prop::collection::vec(piece, 0..40))
        .prop_map(|(doctype, pieces)| format!("{doctype}{}", apart(&pieces)))
}

/// The pieces one after the other; where two make `</>`, with a blank in it.
fn apart(pieces: &[String]) -> String {
    pieces.concat().replace("</>", "</ >")
}

fn compare(page: &str) -> Result<(), TestCaseError> {
    thread_local! {
        static PARSER: RefCell<Parser> = RefCell::new(Parser::new());
    }
    let ours = PARSER.with_borrow_mut(|parser| dump::ours(page, parser));
    prop_assert_eq!(ours, dump::theirs(page, false), "{:?}", page);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(500),
        max_shrink_iters: 4096,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn tag_soup_has_the_same_tree_as_html5evers(page in page(ELEMENTS, ELEMENTS)) {
        compare(&page)?;
    }

    #[test]
    fn character_soup_has_the_same_tree_as_html5evers(
        characters in prop::collection::vec(select(CHARACTERS), 0..60)
    ) {
        compare(&characters.concat())?;
    }

    #[test]
    fn template_soup_has_the_same_tree_as_html5evers(
        page in page(TEMPLATE_ELEMENTS, TEMPLATE_ELEMENTS)
    ) {
        compare(&page)?;
    }

    #[test]
    fn foreign_soup_has_the_same_tree_as_html5evers(page in page(MIXED_ELEMENTS, MIXED_END_TAGS)) {
        compare(&page)?;
    }
}
