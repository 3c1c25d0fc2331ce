//! html5ever with a sink that builds an arena: the oracle, and the yardstick.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{
    Attribute, ExpandedName, LocalName, Namespace, ParseOpts, QualName, parse_document,
};

const DOCUMENT: usize = 0;

/// What a node is.
pub(crate) enum Kind {
    Document,
    Doctype(StrTendril, StrTendril, StrTendril),
    Element(QualName, Vec<Attribute>),
    Text(StrTendril),
    Comment(StrTendril),
}

/// A node, linked by number.
pub(crate) struct Node {
    pub(crate) kind: Kind,
    parent: Option<usize>,
    first_child: Option<usize>,
    last_child: Option<usize>,
    previous: Option<usize>,
    next: Option<usize>,
    /// A template's contents.
    contents: Option<usize>,
    mathml_html: bool,
}

/// The tree that html5ever makes.
pub(crate) struct Arena {
    nodes: RefCell<Vec<Node>>,
    quirks: Cell<bool>,
}

/// A node's number, with the element's name, for which html5ever asks often.
#[derive(Clone)]
pub(crate) struct Handle {
    node: usize,
    name: Option<(Namespace, LocalName)>,
}

/// Parses a page. A byte-order mark is a character like any other.
pub(crate) fn parse(html: &str, scripting: bool) -> Arena {
    let document = Node::new(Kind::Document);
    let arena = Arena {
        nodes: RefCell::new(vec![document]),
        quirks: Cell::new(false),
    };
    let options = ParseOpts {
        tokenizer: TokenizerOpts {
            discard_bom: false,
            ..TokenizerOpts::default()
        },
        tree_builder: TreeBuilderOpts {
            scripting_enabled: scripting,
            ..TreeBuilderOpts::default()
        },
    };
    parse_document(arena, options).one(html)
}

impl Node {
    fn new(kind: Kind) -> Node {
        Node {
            kind,
            parent: None,
            first_child: None,
            last_child: None,
            previous: None,
            next: None,
            contents: None,
            mathml_html: false,
        }
    }
}

impl Arena {
    fn add(&self, kind: Kind) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node::new(kind));
        nodes.len() - 1
    }

    fn place(&self, child: NodeOrText<Handle>, previous: Option<usize>) -> Option<usize> {
        match child {
            NodeOrText::AppendNode(child) => {
                self.detach(child.node);
                Some(child.node)
            }
            NodeOrText::AppendText(text) => {
                if let Some(previous) = previous
                    && let Kind::Text(before) = &mut self.nodes.borrow_mut()[previous].kind
                {
                    before.push_tendril(&text);
                    return None;
                }
                Some(self.add(Kind::Text(text)))
            }
        }
    }

    fn append_node(&self, parent: usize, child: usize) {
        let nodes = &mut *self.nodes.borrow_mut();
        let last = nodes[parent].last_child.replace(child);
        nodes[child].parent = Some(parent);
        nodes[child].previous = last;
        match last {
            Some(last) => nodes[last].next = Some(child),
            None => nodes[parent].first_child = Some(child),
        }
    }

    fn detach(&self, child: usize) {
        let nodes = &mut *self.nodes.borrow_mut();
        let parent = nodes[child].parent.take();
        let previous = nodes[child].previous.take();
        let next = nodes[child].next.take();
        let Some(parent) = parent else { return };
        match previous {
            Some(previous) => nodes[previous].next = next,
            None => nodes[parent].first_child = next,
        }
        match next {
            Some(next) => nodes[next].previous = previous,
            None => nodes[parent].last_child = previous,
        }
    }
}

impl TreeSink for Arena {
    type Handle = Handle;
    type Output = Arena;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Arena {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle {
            node: DOCUMENT,
            name: None,
        }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        let (ns, local) = target
            .name
            .as_ref()
            .expect("html5ever asks for elements only");
        ExpandedName { ns, local }
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let handle_name = Some((name.ns.clone(), name.local.clone()));
        let node = self.add(Kind::Element(name, attrs));
        self.nodes.borrow_mut()[node].mathml_html = flags.mathml_annotation_xml_integration_point;
        if flags.template {
            let contents = self.add(Kind::Document);
            self.nodes.borrow_mut()[node].contents = Some(contents);
        }
        Handle {
            node,
            name: handle_name,
        }
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        Handle {
            node: self.add(Kind::Comment(text)),
            name: None,
        }
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        unreachable!("HTML has no processing instructions")
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let last = self.nodes.borrow()[parent.node].last_child;
        if let Some(child) = self.place(child, last) {
            self.append_node(parent.node, child);
        }
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let previous = self.nodes.borrow()[sibling.node].previous;
        let Some(child) = self.place(child, previous) else {
            return;
        };
        let nodes = &mut *self.nodes.borrow_mut();
        let parent = nodes[sibling.node].parent;
        let previous = nodes[sibling.node].previous.replace(child);
        nodes[child].parent = parent;
        nodes[child].previous = previous;
        nodes[child].next = Some(sibling.node);
        match (previous, parent) {
            (Some(previous), _) => nodes[previous].next = Some(child),
            (None, Some(parent)) => nodes[parent].first_child = Some(child),
            (None, None) => {}
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        if self.nodes.borrow()[element.node].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, name: StrTendril, public: StrTendril, system: StrTendril) {
        let doctype = self.add(Kind::Doctype(name, public, system));
        self.append_node(DOCUMENT, doctype);
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        let contents = self.nodes.borrow()[target.node].contents;
        Handle {
            node: contents.expect("html5ever asks for templates only"),
            name: None,
        }
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.node == y.node
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.quirks.set(mode == QuirksMode::Quirks);
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        let nodes = &mut *self.nodes.borrow_mut();
        if let Kind::Element(_, present) = &mut nodes[target.node].kind {
            for attribute in attrs {
                if !present.iter().any(|other| other.name == attribute.name) {
                    present.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.node);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        loop {
            let first = self.nodes.borrow()[node.node].first_child;
            let Some(child) = first else { return };
            self.detach(child);
            self.append_node(new_parent.node, child);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, target: &Handle) -> bool {
        self.nodes.borrow()[target.node].mathml_html
    }
}

/// A step of a walk through the tree, for dumping it.
pub(crate) enum Step<'a> {
    /// A node at this depth.
    Node(usize, &'a Kind),
    /// A template's contents follow, one level deeper than this.
    Contents(usize),
}

/// Walks through the tree in document order, without recursion.
pub(crate) fn walk(arena: &Arena, mut visit: impl FnMut(Step<'_>)) {
    let nodes = arena.nodes.borrow();
    let mut pending: Vec<(usize, usize)> = vec![(DOCUMENT, 0)];
    let push_children = |pending: &mut Vec<(usize, usize)>, parent: usize, depth: usize| {
        let start = pending.len();
        let children = std::iter::successors(nodes[parent].first_child, |&child| nodes[child].next);
        pending.extend(children.map(|child| (child, depth)));
        pending[start..].reverse();
    };
    while let Some((id, depth)) = pending.pop() {
        let node = &nodes[id];
        match &node.kind {
            Kind::Document if id == DOCUMENT => push_children(&mut pending, id, 0),
            Kind::Document => {
                visit(Step::Contents(depth));
                push_children(&mut pending, id, depth + 1);
            }
            kind => {
                visit(Step::Node(depth, kind));
                push_children(&mut pending, id, depth + 1);
                pending.extend(node.contents.map(|contents| (contents, depth + 1)));
            }
        }
    }
}
