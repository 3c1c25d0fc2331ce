//! Where blocks came from: elements, places, lines, counts.

use super::segments;
use crate::html::segment::segment;
use crate::html::{NodeId, Parser};

#[test]
fn elements_around_a_block() {
    let names = |page: &str| -> Vec<(String, String)> {
        let mut parser = Parser::new();
        let tree = parser.parse(page);
        let name = |id: NodeId| tree.tag_name(id).to_owned();
        let origins = segment(&tree, false, &crate::Limits::default()).origins;
        origins
            .iter()
            .map(|origin| (name(origin.element), name(origin.inner)))
            .collect()
    };
    let is = |page: &str, expected: &[(&str, &str)]| {
        let found = names(page);
        let found: Vec<_> = found
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        assert_eq!(found, expected, "{page}");
    };
    is("<p>a <b>b</b></p>", &[("p", "p")]);
    is("<p><a href=1>a <b>b</b></a></p>", &[("p", "a")]);
    is(
        "<p><i><a href=1><b>a</b> <b>b</b></a></i> </p>",
        &[("p", "a")],
    );
    is("<p><i><a href=1>a</a></i><i>b</i></p>", &[("p", "p")]);
    is(
        "<div>a<p>b</p>c</div>",
        &[("div", "div"), ("p", "p"), ("div", "div")],
    );
    is("<table><tr><td>a<td>b</table>", &[("tr", "tr")]);
    is("<table><tr><td>a</table>", &[("td", "td")]);
    is("<body><template><p><b>a</b>b</p></template>", &[("p", "p")]);
    is(
        "<p><template>b<i>c</i></template></p>",
        &[("p", "template")],
    );
}

#[test]
fn places_and_lines() {
    let page =
        "<p>\r\n  one <b>two</b> \r\n</p>\r<p>thr&eacute;e &amp;</p>\n\n<p>four<br><br>five</p>";
    let segments = segments(page);
    let found: Vec<_> = segments
        .blocks
        .iter()
        .zip(&segments.origins)
        .map(|(block, origin)| {
            (
                block.line,
                &page[origin.start as usize..origin.end as usize],
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (2, "one <b>two"),
            (4, "thr&eacute;e &amp;"),
            (6, "four"),
            (6, "five")
        ]
    );
}

#[test]
fn places_of_text_that_was_moved() {
    let page = "<table>\n<tr><td>one</td></tr>\ntwo\n</table>";
    let segments = segments(page);
    let lines: Vec<u32> = segments.blocks.iter().map(|block| block.line).collect();
    assert_eq!(super::texts(&segments), ["two", "one"]);
    assert_eq!(lines, [3, 2]);
}

#[test]
fn counts() {
    let origin = |page: &str| segments(page).origins[0];
    let counted =
        origin("<p>ab <a href=1>cd</a> <b>e <a href=2>f\u{a0}g</a></b><br>h\u{200b}i</p>");
    assert_eq!(
        (
            counted.letters,
            counted.linked,
            counted.bold,
            counted.links,
            counted.breaks
        ),
        (9, 4, 3, 2, 1)
    );
    assert_eq!(origin("<a href=1>a<b>b</b>c</a>").links, 1);
    assert_eq!(
        origin("<a name=x>a</a><a id=y>a</a><a onclick=f()>a</a>").links,
        1
    );
    let parted = segments("<p>a<br><br>b</p><p>c</p>").origins;
    assert_eq!(
        [0, 1, 2].map(|at| parted[at].after_break),
        [false, true, false]
    );
}
