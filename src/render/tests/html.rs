//! HTML: its elements, its attributes, its nesting.

use scraper::{Html, Node};

use super::page::{Made, PARAGRAPH, item, of};
use crate::document::{Document, Frame, FrameKind, Item, MarkKind, Role};

/// The elements that there may be, in `article` and around it.
const ELEMENTS: &str = "html head meta title body article h1 h2 h3 h4 h5 h6 p br blockquote ul ol li dl dt dd pre \
    table tbody tr th td a em strong code del sub sup";

/// The elements and attributes of a page that are none of ours.
pub(super) fn foreign(page: &Html, addresses: &[String]) -> Vec<String> {
    let mut foreign = Vec::new();
    for node in page.tree.values() {
        let Node::Element(element) = node else {
            if node.is_comment() || node.as_processing_instruction().is_some() {
                foreign.push(format!("{node:?}"));
            }
            continue;
        };
        if !ELEMENTS
            .split_whitespace()
            .any(|name| name == element.name())
        {
            foreign.push(element.name().to_owned());
        }
        for (name, value) in element.attrs() {
            let ours = match (element.name(), name) {
                ("a", "href") => addresses.iter().any(|address| address == value),
                ("ol", "start") | ("li", "value") => value.parse::<u32>().is_ok(),
                ("meta", "charset") | ("html", "lang") => true,
                _ => false,
            };
            if !ours {
                foreign.push(format!("{} {name}={value}", element.name()));
            }
        }
    }
    foreign
}

/// What stands in `article`.
fn article(document: &Document<'_>) -> String {
    let html = document.to_html();
    let (_, inside) = html.split_once("<article>\n").unwrap();
    inside.split_once("</article>").unwrap().0.to_owned()
}

#[test]
fn a_page_is_small_and_whole() {
    let document = Made::default()
        .block("Ice & <b>snow</b>", of(FrameKind::Heading(1)))
        .role(Role::Headline)
        .block("The road stays closed.", PARAGRAPH)
        .document();
    assert_eq!(
        document.to_html(),
        "<!DOCTYPE html>\n<html>\n\
         <head><meta charset=\"utf-8\"><title>Ice &amp; &lt;b&gt;snow&lt;/b&gt;</title></head>\n\
         <body>\n<article>\n<h1>Ice &amp; &lt;b&gt;snow&lt;/b&gt;</h1>\n<p>The road stays closed.</p>\n\
         </article>\n</body>\n</html>\n"
    );
}

#[test]
fn marks_are_elements_and_links_are_safe() {
    let document = Made::default()
        .block("Read this and that, H2O, x2.\nAgain", PARAGRAPH)
        .linked("this", "https://example.org/?a=\"b\"&c")
        .linked("that", "javascript:alert(1)")
        .marked("2", MarkKind::Subscript)
        .marked("Read this and", MarkKind::Strong)
        .document();
    assert_eq!(
        article(&document),
        "<p><strong>Read <a href=\"https://example.org/?a=&quot;b&quot;&amp;c\">this</a> and</strong> that, \
         H<sub>2</sub>O, x2.<br>\nAgain</p>\n"
    );
}

#[test]
fn lists_nest_and_keep_their_numbers() {
    let document = Made::default()
        .block("One", item(1, Item::Number(3)))
        .block("Inner", item(2, Item::Bullet))
        .block("More of inner", item(2, Item::Within))
        .block("Two", item(1, Item::Number(4)))
        .block("Six", item(1, Item::Number(6)))
        .document();
    assert_eq!(
        article(&document),
        "<ol start=\"3\">\n<li>One\n<ul>\n<li>Inner\n<p>More of inner</p>\n</li>\n</ul>\n</li>\n\
         <li>Two\n</li>\n<li value=\"6\">Six\n</li>\n</ol>\n"
    );
}

#[test]
fn tables_code_and_definitions_have_their_elements() {
    let row = |header| Frame {
        group: 1,
        ..of(FrameKind::Row { header })
    };
    let document = Made::default()
        .block("Year\tBoats", row(true))
        .block("1900\t<3>", row(false))
        .block("if a < b:\n    stop()", of(FrameKind::Preformatted))
        .block("bow", of(FrameKind::Term))
        .block("the front of a boat", of(FrameKind::Definition))
        .document();
    assert_eq!(
        article(&document),
        "<table>\n<tr><th>Year</th><th>Boats</th></tr>\n<tr><td>1900</td><td>&lt;3&gt;</td></tr>\n</table>\n\
         <pre><code>if a &lt; b:\n    stop()</code></pre>\n\
         <dl>\n<dt>bow</dt>\n<dd>the front of a boat</dd>\n</dl>\n"
    );
}
