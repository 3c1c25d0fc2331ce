//! Trees as text, in the format of html5lib's tree-construction tests.

use html5ever::ns;

use crate::oracle::{self, Kind, Step};
use dechrome::internals::html::{
    Attribute, Namespace, NodeId, NodeKind, Parser, Tree, foreign_names as foreign,
};

/// A line of a dump: how deep it is indented, and what stands there.
pub(crate) struct Dump {
    lines: String,
    /// The text that has not been written: neighbouring texts are one.
    text: String,
    text_depth: usize,
}

impl Dump {
    pub(crate) fn new() -> Dump {
        Dump {
            lines: String::new(),
            text: String::new(),
            text_depth: 0,
        }
    }

    /// Adds a line.
    pub(crate) fn line(&mut self, depth: usize, line: &str) {
        self.end_text();
        self.write(depth, line);
    }

    /// Adds a text node.
    pub(crate) fn text(&mut self, depth: usize, text: &str) {
        if depth != self.text_depth {
            self.end_text();
        }
        self.text_depth = depth;
        self.text.push_str(text);
    }

    /// Adds an element's attributes, sorted as the format wants it.
    pub(crate) fn attributes(&mut self, depth: usize, mut attributes: Vec<(String, String)>) {
        attributes.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
        for (name, value) in attributes {
            self.line(depth, &format!("{name}=\"{value}\""));
        }
    }

    /// Adds the doctype; missing identifiers are empty ones.
    pub(crate) fn doctype(&mut self, name: &str, public_id: &str, system_id: &str) {
        if public_id.is_empty() && system_id.is_empty() {
            self.line(0, &format!("<!DOCTYPE {name}>"));
        } else {
            self.line(
                0,
                &format!("<!DOCTYPE {name} \"{public_id}\" \"{system_id}\">"),
            );
        }
    }

    /// The whole dump.
    pub(crate) fn finish(mut self) -> String {
        self.end_text();
        self.lines
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.write(self.text_depth, &format!("\"{text}\""));
        }
    }

    fn write(&mut self, depth: usize, line: &str) {
        self.lines.push_str("| ");
        self.lines.extend(std::iter::repeat_n("  ", depth));
        self.lines.push_str(line);
        self.lines.push('\n');
    }
}

/// The dump of the tree that this parser makes of a page.
pub(crate) fn ours(html: &str, parser: &mut Parser) -> String {
    let tree = parser.parse(html);
    let mut dump = Dump::new();
    // Dumping recurs on the tree's depth, which is bounded.
    children(&tree, NodeId::DOCUMENT, 0, &mut dump);
    dump.finish()
}

/// The dump of the tree that html5ever makes of a page.
pub(crate) fn theirs(html: &str, scripting: bool) -> String {
    let arena = oracle::parse(html, scripting);
    let mut dump = Dump::new();
    oracle::walk(&arena, |step| match step {
        Step::Contents(depth) => dump.line(depth, "content"),
        Step::Node(depth, Kind::Doctype(name, public_id, system_id)) => {
            assert_eq!(depth, 0);
            dump.doctype(name, public_id, system_id);
        }
        Step::Node(depth, Kind::Text(text)) => dump.text(depth, text),
        Step::Node(depth, Kind::Comment(text)) => dump.line(depth, &format!("<!-- {text} -->")),
        Step::Node(depth, Kind::Element(name, attributes)) => {
            let prefix = match name.ns {
                ns!(svg) => "svg ",
                ns!(mathml) => "math ",
                _ => "",
            };
            dump.line(depth, &format!("<{prefix}{}>", name.local));
            let attribute = |attribute: &html5ever::Attribute| {
                let name = match &attribute.name.prefix {
                    Some(prefix) if !prefix.is_empty() => {
                        format!("{prefix} {}", attribute.name.local)
                    }
                    _ => attribute.name.local.to_string(),
                };
                (name, attribute.value.to_string())
            };
            dump.attributes(depth + 1, attributes.iter().map(attribute).collect());
        }
        Step::Node(_, Kind::Document) => unreachable!("the walk begins under the document"),
    });
    dump.finish()
}

/// Asserts that both parsers make the same tree of a page.
pub(crate) fn assert_same(html: &str, parser: &mut Parser, what: &str) {
    let (ours, theirs) = (ours(html, parser), theirs(html, false));
    if ours != theirs {
        let lines = ours.lines().zip(theirs.lines());
        let same = lines.take_while(|(ours, theirs)| ours == theirs).count();
        let around = |dump: &str| {
            let lines = dump.lines().skip(same.saturating_sub(3)).take(8);
            lines
                .map(|line| line.chars().take(200).collect::<String>() + "\n")
                .collect::<String>()
        };
        panic!(
            "{what}: line {same} differs\nours:\n{}\nhtml5ever:\n{}",
            around(&ours),
            around(&theirs)
        );
    }
}

fn children(tree: &Tree<'_>, parent: NodeId, depth: usize, dump: &mut Dump) {
    for id in tree.children(parent) {
        assert_eq!(tree.node(id).parent(), Some(parent));
        match tree.node(id).kind() {
            NodeKind::Doctype => {
                let doctype = tree.doctype().expect("there is one where its node is");
                let id = |id: &Option<String>| id.clone().unwrap_or_default();
                dump.doctype(
                    &doctype.name,
                    &id(&doctype.public_id),
                    &id(&doctype.system_id),
                );
            }
            NodeKind::Text => dump.text(depth, tree.text(id)),
            NodeKind::Comment => dump.line(depth, &format!("<!-- {} -->", tree.text(id))),
            NodeKind::Element => element(tree, id, depth, dump),
            NodeKind::Document | NodeKind::TemplateContents => {
                panic!("{:?} among the children", tree.node(id).kind())
            }
        }
    }
}

fn element(tree: &Tree<'_>, id: NodeId, depth: usize, dump: &mut Dump) {
    let namespace = tree.node(id).namespace();
    let prefix = match namespace {
        Namespace::Html => "",
        Namespace::MathMl => "math ",
        Namespace::Svg => "svg ",
    };
    dump.line(depth, &format!("<{prefix}{}>", tree.tag_name(id)));
    let attribute = |attribute: &Attribute| {
        (
            attribute_name(tree, namespace, attribute),
            tree.value(attribute).into_owned(),
        )
    };
    dump.attributes(
        depth + 1,
        tree.attributes(id).iter().map(attribute).collect(),
    );
    if let Some(contents) = tree.template_contents(id) {
        dump.line(depth + 1, "content");
        children(tree, contents, depth + 2, dump);
    }
    children(tree, id, depth + 1, dump);
}

fn attribute_name(tree: &Tree<'_>, namespace: Namespace, attribute: &Attribute) -> String {
    let name = tree.attribute_name(attribute);
    let name = match namespace {
        Namespace::Html => return name.into_owned(),
        Namespace::Svg => foreign::adjust_svg_attribute(&name),
        Namespace::MathMl => foreign::adjust_mathml_attribute(&name),
    };
    match foreign::foreign_attribute(name) {
        Some((prefix, local)) => format!("{prefix} {local}"),
        None => name.to_owned(),
    }
}
