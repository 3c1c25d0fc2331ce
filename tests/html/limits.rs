//! Limits: what was read is there, and the tree says where it stops.

use dechrome::internals::html::{NodeId, NodeKind, Options, Parser, Tree};
use dechrome::{Limit, Limits};

fn parser(limits: Limits) -> Parser {
    Parser::with_options(Options {
        limits,
        ..Options::default()
    })
}

fn text(tree: &Tree<'_>) -> String {
    let texts = tree.descendants(NodeId::DOCUMENT);
    texts
        .map(|id| {
            if tree.node(id).kind() == NodeKind::Text {
                tree.text(id)
            } else {
                ""
            }
        })
        .collect()
}

#[test]
fn the_input_is_cut_at_a_character() {
    let mut parser = parser(Limits {
        input_bytes: 6,
        ..Limits::default()
    });
    let tree = parser.parse("<p>aéé");
    assert_eq!(text(&tree), "aé");
    assert_eq!(tree.stopped_at(), Some((Limit::InputBytes, 6)));
}

#[test]
fn nodes_are_limited() {
    let mut parser = parser(Limits {
        nodes: 100,
        ..Limits::default()
    });
    let page = "\r\n<p>word".repeat(1000);
    let tree = parser.parse(&page);
    assert!((90..110).contains(&tree.node_count()));
    let (limit, offset) = tree.stopped_at().expect("it stops");
    assert_eq!(limit, Limit::Nodes);
    assert!(page[offset..].starts_with("<p>"));
    assert!(text(&tree).ends_with("word\n"));
}

#[test]
fn attributes_are_limited() {
    let mut parser = parser(Limits {
        attribute_bytes: 22,
        ..Limits::default()
    });
    let page = "<p a b c>x".repeat(10);
    let tree = parser.parse(&page);
    assert_eq!(text(&tree), "xxxx");
    assert_eq!(tree.stopped_at(), Some((Limit::AttributeBytes, 40)));
}

#[test]
fn a_page_within_the_limits_is_whole() {
    let mut parser = Parser::new();
    let tree = parser.parse("<p>x");
    assert_eq!(tree.stopped_at(), None);
    assert_eq!(tree.flattened_at(), None);
}

#[test]
fn deep_elements_become_siblings() {
    let mut parser = Parser::new();
    let page = format!(
        "{}{}",
        "<div>".repeat(2000),
        "<p>a</p><table><td>b<td>c</table>"
    );
    let tree = parser.parse(&page);
    assert_eq!(text(&tree), "abc");
    assert_eq!(tree.flattened_at(), Some("<div>".len() * 510));
    let depth = |id| std::iter::successors(Some(id), |&id| tree.node(id).parent()).count();
    let deepest = tree.descendants(NodeId::DOCUMENT).map(depth).max();
    // The document, the 512 elements, and the text in the last of them.
    assert!(deepest <= Some(514), "{deepest:?}");
}
