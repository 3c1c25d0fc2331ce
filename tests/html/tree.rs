//! The tree as its users see it.

use dechrome::internals::html::{
    Namespace, NodeId, NodeKind, Parser, QuirksMode, TagName, Tree, attr, tag,
};

fn find(tree: &Tree<'_>, name: TagName) -> NodeId {
    let mut nodes = tree.descendants(NodeId::DOCUMENT);
    nodes
        .find(|&id| tree.node(id).html_name() == name)
        .expect("the element is there")
}

#[test]
fn attributes() {
    let page = "<a HREF='/x?a=1&amp;b=2' class=\"b  c\" data-N=v hidden class=d data-n=w>";
    let mut parser = Parser::new();
    let tree = parser.parse(page);
    let link = find(&tree, tag::A);
    assert_eq!(
        tree.attribute(link, attr::HREF).as_deref(),
        Some("/x?a=1&b=2")
    );
    assert_eq!(tree.attribute(link, attr::CLASS).as_deref(), Some("b  c"));
    assert_eq!(tree.attribute(link, attr::HIDDEN).as_deref(), Some(""));
    assert_eq!(tree.attribute(link, attr::ID), None);
    assert!(tree.has_attribute(link, attr::HIDDEN));
    let names = tree
        .attributes(link)
        .iter()
        .map(|attribute| tree.attribute_name(attribute));
    assert_eq!(
        names.collect::<Vec<_>>(),
        ["href", "class", "data-n", "hidden"]
    );
    assert_eq!(tree.raw_value(&tree.attributes(link)[0]), "/x?a=1&amp;b=2");
}

#[test]
fn the_first_of_many_attributes_of_one_name_counts() {
    let names: Vec<String> = (0..100).map(|number| format!("x{}", number % 40)).collect();
    let tag: String = names
        .iter()
        .enumerate()
        .map(|(i, name)| format!(" {name}={i}"))
        .collect();
    let page = format!("<p{tag}>");
    let mut parser = Parser::new();
    let tree = parser.parse(&page);
    let attributes = tree.attributes(find(&tree, tag::P));
    let values: Vec<_> = attributes
        .iter()
        .map(|attribute| tree.value(attribute))
        .collect();
    assert_eq!(
        values,
        (0..40).map(|value| value.to_string()).collect::<Vec<_>>()
    );
}

#[test]
fn source_ranges_are_those_of_the_page() {
    let page = "<!DOCTYPE html>\r\n<p class=a>one\r\ntwo<!-- c -->&lt;x&gt;</p>\r<br>";
    let mut parser = Parser::new();
    let tree = parser.parse(page);
    let source = |id| &page[tree.source_range(id)];
    let paragraph = find(&tree, tag::P);
    assert_eq!(source(paragraph), "<p class=a>");
    let children: Vec<&str> = tree.children(paragraph).map(source).collect();
    assert_eq!(children, ["one\r\ntwo", "<!-- c -->", "&lt;x&gt;"]);
    let texts: Vec<&str> = tree.children(paragraph).map(|id| tree.text(id)).collect();
    assert_eq!(texts, ["one\ntwo", " c ", "<x>"]);
    assert_eq!(source(find(&tree, tag::BR)), "<br>");
    assert_eq!(source(find(&tree, tag::BODY)), "");
}

#[test]
fn a_page_in_pieces() {
    let page = "<template><b>x</b></template><svg><foreignobject>y</svg>\n<my-tag>z";
    let mut parser = Parser::new();
    let tree = parser.parse(page);
    assert_eq!(tree.quirks_mode(), QuirksMode::Quirks);
    assert_eq!(tree.doctype(), None);

    let template = find(&tree, tag::TEMPLATE);
    assert_eq!(tree.node(template).first_child(), None);
    let contents = tree
        .template_contents(template)
        .expect("a template has contents");
    assert_eq!(tree.node(contents).kind(), NodeKind::TemplateContents);
    assert_eq!(tree.descendants(contents).count(), 2);

    let foreign = tree
        .descendants(NodeId::DOCUMENT)
        .find(|&id| tree.node(id).name() == tag::FOREIGNOBJECT)
        .expect("it is there");
    assert_eq!(tree.node(foreign).namespace(), Namespace::Svg);
    assert_eq!(tree.node(foreign).html_name(), TagName::NONE);
    assert_eq!(tree.tag_name(foreign), "foreignObject");

    let last = tree
        .descendants(NodeId::DOCUMENT)
        .last()
        .expect("there are nodes");
    assert_eq!(tree.text(last), "z");
    let parent = tree.node(last).parent().expect("a text has a parent");
    assert_eq!(tree.tag_name(parent), "my-tag");
}

#[test]
fn a_parser_forgets_the_page_before() {
    let mut parser = Parser::new();
    let page = "<!doctype html><b><i><table><svg><x-y class=a>&amp;\r";
    let first: Vec<String> = nodes(&parser.parse(page));
    parser.parse("<template><p>other<x-z>");
    assert_eq!(nodes(&parser.parse(page)), first);
}

fn nodes(tree: &Tree<'_>) -> Vec<String> {
    let nodes = tree.descendants(NodeId::DOCUMENT);
    nodes
        .map(|id| {
            format!(
                "{} {:?} {}",
                tree.tag_name(id),
                tree.node(id),
                tree.text(id)
            )
        })
        .collect()
}
