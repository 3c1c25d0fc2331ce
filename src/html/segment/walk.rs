//! The walk over the tree, node by node in document order.

use super::blocks::Blocks;
use super::classes::Classes;
use super::context::{Context, WhiteSpace};
use super::covers::Covers;
use super::elements::{Element, Layout, Meaning};
use super::look::{self, Look, Veil};
use super::meaning::List;
use super::run::{Gap, Put, Run};
use crate::html::arena::template_contents;
use crate::html::{Node, NodeId, NodeKind, Tree, tag, work};

/// What an element does to the text where it begins and where it ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Edge {
    /// Nothing.
    None,
    /// It leaves a gap.
    Gap(Gap),
    /// It parts blocks.
    Block,
}

/// An element that the walk is in, and what was before it.
#[derive(Clone, Copy, Debug)]
struct Entered {
    element: NodeId,
    outside: Context,
    edge: Edge,
    /// Whether it opened a mark.
    has_mark: bool,
}

/// The walk.
pub(super) struct Walk<'t, 'l> {
    pub(super) tree: Tree<'t>,
    most_blocks: usize,
    /// Covers: they look hidden and are not.
    lifted: &'l [NodeId],
    pub(super) context: Context,
    /// The elements from the document to the place of the walk.
    path: Vec<NodeId>,
    /// Those of them that the context depends on.
    entered: Vec<Entered>,
    /// What is read of the text that shows, and of the text that is hidden.
    runs: [Run; 2],
    pub(super) blocks: Blocks<'t>,
    classes: Classes<'t>,
    pub(super) lists: Vec<List>,
    pub(super) groups: u32,
    /// The cells so far of the row that the walk is in.
    pub(super) cells: u32,
    covers: Covers,
}

impl<'t, 'l> Walk<'t, 'l> {
    /// A walk that puts down at most so many blocks, give or take the last.
    pub(super) fn new(
        tree: Tree<'t>,
        with_markup: bool,
        most_blocks: usize,
        lifted: &'l [NodeId],
    ) -> Self {
        Walk {
            tree,
            most_blocks,
            lifted,
            context: Context::DOCUMENT,
            path: Vec::with_capacity(64),
            entered: Vec::with_capacity(64),
            runs: [Run::new(), Run::new()],
            blocks: Blocks::new(tree.node_count(), with_markup),
            classes: Classes::new(),
            lists: Vec::new(),
            groups: 0,
            cells: 0,
            covers: Covers::default(),
        }
    }

    /// Walks over all nodes. Returns the blocks, and what hides text.
    pub(super) fn run(mut self) -> (Blocks<'t>, Covers) {
        let tree = self.tree;
        let mut next = tree.node(NodeId::DOCUMENT).first_child();
        'walk: loop {
            while let Some(id) = next {
                work::note(1);
                let node = tree.node(id);
                if self.blocks.count() >= self.most_blocks {
                    self.blocks.stop(node.source.start);
                    break 'walk;
                }
                next = match node.kind() {
                    NodeKind::Text => {
                        self.text(node);
                        node.next_sibling()
                    }
                    NodeKind::Element => match self.enter(id, node) {
                        Some(child) => {
                            self.path.push(id);
                            Some(child)
                        }
                        None => node.next_sibling(),
                    },
                    _ => node.next_sibling(),
                };
            }
            let Some(id) = self.path.pop() else { break };
            self.leave(id);
            next = tree.node(id).next_sibling();
        }
        self.finish();
        (self.blocks, self.covers)
    }

    /// Enters an element. Returns its first child, unless there is nothing to
    /// walk to; then the element has been left again.
    fn enter(&mut self, id: NodeId, node: &Node) -> Option<NodeId> {
        let element = Element::of(node);
        let look = match self.tree.attributes_of(node) {
            [] => Look::default(),
            attributes => look::read(&self.tree, attributes, &mut self.classes),
        };
        let layout = match element.meaning {
            Meaning::Template if self.is_shadow_root(id) => Layout::Inline,
            _ => laid_out(element, look.layout),
        };
        let mut edge = match layout {
            Layout::Inline | Layout::Hidden => Edge::None,
            Layout::Apart => Edge::Gap(Gap::Words),
            Layout::Box => Edge::Gap(Gap::Blank),
            Layout::Block | Layout::Row | Layout::Cell => Edge::Block,
            Layout::Break => {
                self.break_line();
                return None;
            }
            Layout::Rule => {
                self.finish();
                return None;
            }
            Layout::Dropped => return None,
        };
        if edge == Edge::None
            && layout != Layout::Hidden
            && element.meaning == Meaning::None
            && look.is_plain(self.context.veil)
        {
            return node.first_child();
        }
        let outside = self.context;
        if edge == Edge::Block && outside.in_row {
            edge = Edge::Gap(Gap::Blank);
        }
        let (veil, folded) = self.veil(id, node, layout, look);
        if veil.hides() && !outside.is_hidden() {
            self.covers.begin(id);
        } else {
            self.pass(edge);
        }
        self.context.veil = veil;
        if outside.is_hidden() && !veil.hides() {
            self.pass(edge);
        }
        self.context.folded |= folded;
        if edge == Edge::Block {
            self.context.block = id;
        }
        let has_mark = self.mean(id, element.meaning, layout);
        if let Some(white_space) = look.white_space {
            self.context.white_space = white_space;
        }
        self.entered.push(Entered {
            element: id,
            outside,
            edge,
            has_mark,
        });
        let first = match element.meaning {
            Meaning::Template => self.tree.node(template_contents(id)).first_child(),
            _ => node.first_child(),
        };
        if first.is_none() {
            self.leave(id);
        }
        first
    }

    /// Whether a template stands in the page as the contents of the element that
    /// it is in.
    fn is_shadow_root(&self, template: NodeId) -> bool {
        let attributes = self.tree.attributes(template).iter();
        attributes
            .map(|attribute| self.tree.attribute_name(attribute))
            .any(|name| name == "shadowrootmode")
    }

    /// What hides the text in an element, and whether it is folded.
    fn veil(&self, id: NodeId, node: &Node, layout: Layout, look: Look) -> (Veil, bool) {
        let outside = self.context.veil;
        let own = match layout {
            Layout::Hidden => Veil::Hidden,
            _ => look.veil,
        };
        let is_page = matches!(node.html_name(), tag::HTML | tag::BODY);
        if own.hides() && (is_page || self.lifted.contains(&id)) {
            return (outside, true);
        }
        let around = match outside {
            Veil::NoSize | Veil::Invisible if look.lifts >= outside => Veil::None,
            _ => outside,
        };
        match own {
            Veil::Folded => (around, true),
            own => (around.max(own), false),
        }
    }

    /// Leaves an element.
    #[inline(always)]
    fn leave(&mut self, id: NodeId) {
        if self
            .entered
            .last()
            .is_some_and(|entered| entered.element == id)
        {
            self.restore();
        }
    }

    /// Puts back what was before the element that was entered last.
    fn restore(&mut self) {
        let Some(entered) = self.entered.pop() else {
            return;
        };
        if entered.has_mark {
            let at = self.runs[0].text.len();
            self.blocks.marks.close(at);
        }
        if self.context.is_hidden() && !entered.outside.is_hidden() {
            self.finish();
            self.covers.end();
        } else {
            self.pass(entered.edge);
        }
        self.context = entered.outside;
    }

    /// Passes an element's edge.
    fn pass(&mut self, edge: Edge) {
        match edge {
            Edge::None => {}
            Edge::Gap(gap) => self.current().part(gap),
            Edge::Block => self.finish(),
        }
    }

    /// The text that is being read.
    #[inline(always)]
    pub(super) fn current(&mut self) -> &mut Run {
        &mut self.runs[usize::from(self.context.is_hidden())]
    }

    /// Ends the block that is being read.
    fn finish(&mut self) {
        let [shown, hidden] = &mut self.runs;
        if self.context.is_hidden() {
            self.covers.add_hidden(hidden.letters - hidden.linked);
            self.blocks.add_hidden(hidden, !shown.is_empty());
        } else {
            self.covers.add_shown(shown.letters - shown.linked);
            self.blocks.add(shown);
        }
    }

    /// A line break.
    fn break_line(&mut self) {
        let in_row = self.context.in_row;
        let run = self.current();
        if in_row {
            run.part(Gap::Blank);
        } else if !run.break_line() {
            self.finish();
            self.current().after_break = true;
        }
    }

    /// Takes in a text.
    fn text(&mut self, node: &Node) {
        let text = self.tree.text_of(node);
        if self.context.white_space != WhiteSpace::Lines {
            return self.line(node, text, 0);
        }
        let mut at = 0;
        for line in text.split('\n') {
            if at > 0 {
                self.break_line();
            }
            self.line(node, line, at);
            at += line.len() + 1;
        }
    }

    /// Takes in a text, or a line of it, which begins at `offset`.
    fn line(&mut self, node: &Node, text: &str, offset: usize) {
        let context = self.context;
        let run = &mut self.runs[usize::from(context.is_hidden())];
        let before = run.letters;
        let is_new_link = context.link.is_some() && context.link != run.last_link;
        if is_new_link && run.last_link.is_some() && !context.raised {
            run.part(Gap::Words);
        }
        let put = match context.white_space {
            WhiteSpace::Verbatim => run.verbatim(text),
            _ => run.collapse(text),
        };
        let Some(put) = put else { return };
        let letters = run.letters - before;
        let (start, end) = source(&self.tree, node, offset, put);
        if before == 0 {
            run.context = context;
            run.start = start;
            run.inner = self.path.last().copied().unwrap_or(NodeId::DOCUMENT);
            run.inner_depth = self.path.len();
        } else {
            run.widen(&self.tree, &self.path);
        }
        run.end = end;
        run.linked += if context.link.is_some() { letters } else { 0 };
        run.bold += if context.bold { letters } else { 0 };
        run.folded += if context.folded { letters } else { 0 };
        run.links += u32::from(is_new_link);
        run.last_link = context.link;
        if self.blocks.has_markup() && !context.is_hidden() {
            self.blocks.marks.begin(put.at);
        }
    }
}

/// How an element is laid out, when a style has a say in it: what is inline may
/// begin blocks, and what means nothing but a block may go on in the line.
fn laid_out(element: Element, style: Option<Layout>) -> Layout {
    match (element.layout, style) {
        (Layout::Inline | Layout::Apart, Some(style)) => style,
        (Layout::Block, Some(Layout::Inline)) if element.meaning == Meaning::None => Layout::Inline,
        (layout, _) => layout,
    }
}

/// Where in the input what was put stands. What had to be decoded is not told
/// apart inside its text.
fn source(tree: &Tree<'_>, node: &Node, offset: usize, put: Put) -> (u32, u32) {
    let start = node.source.start;
    if node.payload.start == start {
        let at = start + offset as u32;
        return (at + put.first as u32, at + put.last as u32);
    }
    let raw = tree.input_text(node.source);
    let first = raw.len() - raw.trim_ascii_start().len();
    let last = raw.trim_ascii_end().len().max(first);
    (start + first as u32, start + last as u32)
}
