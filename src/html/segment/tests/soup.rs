//! Tag soup: whatever a page is, all of its text is in its blocks, once.

use proptest::prelude::*;
use proptest::sample::select;

use crate::chars;
use crate::document::{FrameKind, Role};
use crate::html::segment::{Segments, segment};
use crate::html::{Namespace, NodeId, NodeKind, Parser, Tree, attr};

#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "a", "article", "b", "blockquote", "body", "button", "caption", "code", "dd", "details",
    "div", "dl", "dt", "em", "figcaption", "figure", "font", "form", "h1", "h2", "head", "html", "i",
    "iframe", "img", "input", "li", "math", "mi", "noscript", "object", "ol", "optgroup", "option", "p", "pre",
    "ruby", "rt", "script", "section", "select", "span", "style", "sub", "summary", "sup", "svg",
    "table", "tbody", "td", "template", "text", "textarea", "th", "thead", "title", "tr",
    "ul", "video", "wbr", "x-y",
    // Those that matter most, once more.
    "a", "b", "div", "div", "i", "li", "p", "p", "pre", "span", "table", "td", "td", "tr", "tr", "ul",
];

#[rustfmt::skip]
const ATTRIBUTES: &[&str] = &[
    "", "", "", "", "", "", " href=x", " id=x class='y z'", " hidden", " style='display:none'",
    " style=display:block", " style=display:inline", " style=display:inline-block",
    " style=white-space:pre", " style=white-space:pre-line", " aria-hidden=true", " open",
    " class=sr-only", " start=3", " colspan=2", " style=visibility:hidden",
    " style=visibility:visible", " style=font-size:0", " style=font-size:9px",
];

#[rustfmt::skip]
const TEXTS: &[&str] = &[
    " ", "\n", "\t", "a", "b", "word", "two words", " é ", "語", "、", "&amp;", "&nbsp;", "\u{ad}",
    "\u{200b}", "“", ".", "<br>", "<br>", "<br><br>", "<hr>", "<!--c-->", "\r\n", "\0", "\u{200f}", "😀",
    "  \n  ", "[1]",
];

fn page() -> impl Strategy<Value = String> {
    let start = (select(ELEMENTS), select(ATTRIBUTES))
        .prop_map(|(name, attribute)| format!("<{name}{attribute}>"));
    let end = select(ELEMENTS).prop_map(|name| format!("</{name}>"));
    let text = select(TEXTS).prop_map(str::to_owned);
    let piece = prop_oneof![4 => start, 3 => end, 6 => text];
    prop::collection::vec(piece, 0..50).prop_map(|pieces| pieces.concat())
}

/// The text of a page without what is white or does not show: what shows, and
/// what is hidden. Slowly, and in another way than the segmenter: from every text
/// upwards.
fn texts(tree: &Tree<'_>) -> [String; 2] {
    let mut texts = [String::new(), String::new()];
    let mut nodes = Vec::new();
    list(tree, NodeId::DOCUMENT, &mut nodes);
    for id in nodes
        .into_iter()
        .filter(|&id| tree.node(id).kind() == NodeKind::Text)
    {
        let around: Vec<NodeId> =
            std::iter::successors(tree.parent_element(id), |&id| tree.parent_element(id)).collect();
        if !around.iter().any(|&id| is_dropped(tree, id)) {
            texts[usize::from(is_hidden(tree, &around))].push_str(tree.text(id));
        }
    }
    texts.map(|text| shown(&text))
}

fn shown(text: &str) -> String {
    text.chars()
        .filter(|&c| !chars::class(c).is_blank())
        .collect()
}

fn list(tree: &Tree<'_>, id: NodeId, nodes: &mut Vec<NodeId>) {
    nodes.push(id);
    for child in tree.children(tree.template_contents(id).unwrap_or(id)) {
        list(tree, child, nodes);
    }
}

fn is_dropped(tree: &Tree<'_>, id: NodeId) -> bool {
    match (tree.tag_name(id), tree.node(id).namespace()) {
        ("script" | "style", namespace) => namespace != Namespace::MathMl,
        ("head" | "iframe" | "title" | "rt", namespace) => namespace == Namespace::Html,
        _ => false,
    }
}

/// Whether text is hidden that has these elements around it, innermost first.
fn is_hidden(tree: &Tree<'_>, around: &[NodeId]) -> bool {
    let (mut has_size, mut is_visible) = (None, None);
    around.iter().any(|&id| {
        let (name, namespace) = (tree.tag_name(id), tree.node(id).namespace());
        let is_html = namespace == Namespace::Html;
        let is_page = is_html && matches!(name, "html" | "body");
        let style = tree.attribute(id, attr::STYLE).unwrap_or_default();
        let class = tree.attribute(id, attr::CLASS);
        let is_own = tree.has_attribute(id, attr::HIDDEN)
            || style == "display:none"
            || class.as_deref() == Some("sr-only")
            || (style == "visibility:hidden" && is_visible.is_none())
            || (style == "font-size:0" && has_size.is_none());
        let lifts = style == "visibility:visible" || (class.is_some() || style == "font-size:9px");
        if style == "visibility:visible" {
            is_visible = Some(());
        }
        if lifts {
            has_size = Some(());
        }
        let by_name = match name {
            "noscript" | "object" | "template" | "video" => is_html,
            "title" => namespace == Namespace::Svg,
            _ => false,
        };
        (is_own && !is_page) || by_name
    })
}

/// What holds of any page's blocks.
fn check(page: &str, segments: &Segments) -> Result<(), TestCaseError> {
    let text = &segments.text;
    let mut covered = 0;
    prop_assert_eq!(segments.blocks.len(), segments.origins.len());
    let markup = segments.markup.as_ref().expect("it was asked for");
    prop_assert_eq!(segments.blocks.len(), markup.frames.len());
    let mut marks = markup.marks.iter().peekable();
    for ((block, origin), frame) in segments
        .blocks
        .iter()
        .zip(&segments.origins)
        .zip(&markup.frames)
    {
        let slice = block.slice(text);
        prop_assert_eq!(block.start as usize, covered);
        covered = block.end as usize + 1;
        prop_assert_eq!(text.get(covered - 1..covered), Some("\n"));
        let trimmed = chars::trimmed(slice);
        prop_assert_eq!(trimmed.end, slice.len());
        let may_be_indented = matches!(frame.kind, FrameKind::Preformatted | FrameKind::Row { .. });
        prop_assert!(trimmed.start == 0 || may_be_indented, "{:?}", slice);
        prop_assert!(!trimmed.is_empty());
        prop_assert_eq!(origin.letters as usize, shown(slice).chars().count());
        prop_assert!(origin.linked <= origin.letters && origin.bold <= origin.letters);
        prop_assert!((origin.links > 0) == (origin.linked > 0));
        let source = page.get(origin.start as usize..origin.end as usize);
        prop_assert!(
            source.is_some_and(|source| !source.is_empty()),
            "{:?}",
            origin
        );
        let line = 1 + chars::count_breaks(&page[..origin.start as usize]);
        prop_assert_eq!(block.line as usize, line);
        prop_assert!((frame.path as usize) < markup.steps.len());
        let mut open: Vec<u32> = Vec::new();
        while let Some(mark) = marks.next_if(|mark| mark.start < block.end) {
            prop_assert!(
                mark.start >= block.start && mark.start < mark.end && mark.end <= block.end
            );
            while open.last().is_some_and(|&end| end <= mark.start) {
                open.pop();
            }
            prop_assert!(
                open.last().is_none_or(|&end| mark.end <= end),
                "{:?}",
                markup.marks
            );
            prop_assert!(!shown(&text[mark.range()]).is_empty());
            open.push(mark.end);
        }
    }
    prop_assert_eq!(covered, text.len());
    prop_assert_eq!(marks.next(), None);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn all_text_is_in_one_block(page in page()) {
        let mut parser = Parser::new();
        let tree = parser.parse(&page);
        let segments = segment(&tree, true, &crate::Limits::default());
        check(&page, &segments)?;
        let of = |hidden: bool| -> String {
            let blocks = segments.blocks.iter();
            let found = blocks.filter(|block| (block.role == Role::Hidden) == hidden);
            found.map(|block| shown(block.slice(&segments.text))).collect()
        };
        prop_assert_eq!([of(false), of(true)], texts(&tree));
    }
}
