//! Frames, marks and paths.

use super::{segments, texts};
use crate::document::{FrameKind, Item, MarkKind, Markup, Placement};

fn markup(page: &str) -> Markup {
    segments(page).markup.unwrap_or_default()
}

#[test]
fn kinds_of_frames() {
    let kinds = |page: &str| -> Vec<FrameKind> {
        markup(page).frames.iter().map(|frame| frame.kind).collect()
    };
    let row = |header| FrameKind::Row { header };
    use FrameKind::*;
    for (page, expected) in [
        ("<p>a</p>b", &[Paragraph, Paragraph][..]),
        (
            "<h1>a</h1><h3><span>b</span></h3>",
            &[Heading(1), Heading(3)],
        ),
        ("<h2><div>a</div></h2>", &[Heading(2)]),
        (
            "<table><tr><th>a<th>b<tr><th>c<td>d</table>",
            &[row(true), row(false)],
        ),
        (
            "<table><thead><tr><td>a<td>b<tbody><tr><td>c<td>d</table>",
            &[row(true), row(false)],
        ),
        ("<table><tr><td>a</table>", &[Paragraph]),
        ("<pre>a</pre>", &[Preformatted]),
        (
            "<dl><dt>a<dd><p>b</p><ul><li>c</ul></dl>",
            &[Term, Definition, Paragraph],
        ),
        (
            "<figure>a<figcaption><p>b</p></figcaption></figure>",
            &[Paragraph, Caption],
        ),
        ("<table><caption>a</caption></table>", &[Caption]),
    ] {
        assert_eq!(kinds(page), expected, "{page}");
    }
}

#[test]
fn lists_and_their_items() {
    let items = |page: &str| -> Vec<(u8, Item)> {
        markup(page)
            .frames
            .iter()
            .map(|frame| (frame.lists, frame.item))
            .collect()
    };
    use Item::*;
    for (page, expected) in [
        (
            "<p>a</p><ul><li>b<li>c</ul>d",
            &[(0, None), (1, Bullet), (1, Bullet), (0, None)][..],
        ),
        ("<ul><li><p>a</p><p>b</p></ul>", &[(1, Bullet), (1, Within)]),
        (
            "<ol><li>a<ul><li>b</ul>c<li>d</ol>",
            &[(1, Number(1)), (2, Bullet), (1, Within), (1, Number(2))],
        ),
        (
            "<ol start=5><li>a<li value=9>b<li>c</ol>",
            &[(1, Number(5)), (1, Number(9)), (1, Number(10))],
        ),
        (
            "<ol start=x><li>a</ol><ol><li></li></ol>b",
            &[(1, Number(1)), (0, None)],
        ),
        ("<li>a", &[(0, Bullet)]),
    ] {
        assert_eq!(items(page), expected, "{page}");
    }
}

#[test]
fn groups_and_placements() {
    let page = "<p>a</p><ul><li>b<li>c<ol><li>d</ol></ul><ul><li>e</ul><table><tr><td>f<td>g<tr><td>h<td>i</table>\
                <blockquote>j<blockquote>k</blockquote></blockquote><pre>l</pre>";
    let segments = segments(page);
    let frames = &segments.markup.as_ref().expect("it was asked for").frames;
    let found: Vec<_> = frames
        .iter()
        .zip(&segments.blocks)
        .map(|(frame, block)| (frame.group, frame.quotes, block.placement))
        .collect();
    use Placement::*;
    assert_eq!(
        found,
        [
            (0, 0, Apart),
            (1, 0, Apart),
            (1, 0, Below),
            (1, 0, Below),
            (2, 0, Apart),
            (3, 0, Apart),
            (3, 0, Below),
            (0, 1, Apart),
            (0, 2, Apart),
            (4, 0, Apart),
        ]
    );
}

/// The marks of a page: what each is, and its text.
fn marks(page: &str) -> Vec<(MarkKind, String)> {
    let segments = segments(page);
    let text = &segments.text;
    let markup = segments.markup.iter();
    markup
        .flat_map(|markup| &markup.marks)
        .map(|mark| (mark.kind, text[mark.range()].to_owned()))
        .collect()
}

#[test]
fn marks_are_nested_and_lie_in_blocks() {
    use MarkKind::*;
    let is = |page: &str, expected: &[(MarkKind, &str)]| {
        let expected: Vec<_> = expected
            .iter()
            .map(|&(kind, text)| (kind, text.to_owned()))
            .collect();
        assert_eq!(marks(page), expected, "{page}");
    };
    is("<p>a <b> b </b> c</p>", &[(Strong, "b")]);
    is(
        "<p><b><i>a</i> b</b></p>",
        &[(Strong, "a b"), (Emphasis, "a")],
    );
    is(
        "<p><a href=' x?a&amp;b '>a <code>b</code></a></p>",
        &[(Link(0), "a b"), (Code, "b")],
    );
    is("<b><p>a</p><p>b</p></b>", &[(Strong, "a"), (Strong, "b")]);
    is("<p><b>a<strong>b</strong>c</b></p>", &[(Strong, "abc")]);
    is(
        "<p><b>a<br><br>b</b> c</p>",
        &[(Strong, "a"), (Strong, "b")],
    );
    is(
        "<p><i> </i><b></b>a<sup>2</sup><sub>3</sub><del>4</del></p>",
        &[(Superscript, "2"), (Subscript, "3"), (Deleted, "4")],
    );
    is(
        "<a href=1><p>a</p>b</a><a href=''>c</a>",
        &[(Link(0), "a"), (Link(0), "b")],
    );
    is(
        "<table><tr><td><td><b>a</b><td><i>b</i></table>",
        &[(Strong, "a"), (Emphasis, "b")],
    );
    is("<pre>\n\n <b>\n a</b> b</pre>", &[(Strong, "a")]);
    is("<p>a<span hidden><b>b</b></span></p>", &[]);
    assert_eq!(
        markup("<p><a href=' x?a&amp;b '>a</a>").addresses,
        ["x?a&b"]
    );
}

#[test]
fn paths_tell_names_ids_and_classes() {
    let markup = markup(
        "<div id=main class='story  wide a:b x y'><p>a</p><a href=1><p class=lead>b</p></a></div>\
         <template><p>c</p></template>",
    );
    let path = |at: usize| {
        let mut step = markup.frames[at].path as usize;
        let mut names = vec![markup.steps[step].name.as_str()];
        while markup.steps[step].parent as usize != step {
            step = markup.steps[step].parent as usize;
            names.insert(0, &markup.steps[step].name);
        }
        names.join(" > ")
    };
    assert_eq!(path(0), "html > body > div#main.story.wide.x > p");
    assert_eq!(path(1), "html > body > div#main.story.wide.x > a > p.lead");
    assert_eq!(path(2), "html > body > template > p");
    let steps = super::segments("<ul><li>a<li>b<li class=c>d</ul>");
    assert_eq!(steps.markup.map(|markup| markup.steps.len()), Some(5));
}

#[test]
fn markup_changes_nothing_else() {
    let page = "<ul><li><a href=1>a</a> <b>b</b></ul><p>c<i hidden>d</i></p>";
    let mut parser = crate::html::Parser::new();
    let tree = parser.parse(page);
    let without = super::segment(&tree, false, &crate::Limits::default());
    assert!(without.markup.is_none());
    assert_eq!(texts(&without), texts(&segments(page)));
}
