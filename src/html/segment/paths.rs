//! The paths of blocks: names, ids and classes from the page's root downwards.

use crate::document::Step;
use crate::html::{NodeId, Tree, attr, work};

/// How many classes a step names at most, and how long a name may be.
const MOST_CLASSES: usize = 3;
const LONGEST_NAME: usize = 40;

/// Makes the steps of paths. Elements of one name under one step share a step, if
/// no other stands between them.
pub(super) struct Paths<'t> {
    tree: Tree<'t>,
    steps: Vec<Step>,
    /// The last step under each step, and one more; 0 for none.
    last_under: Vec<u32>,
    /// The step of each element, by its number, and one more; 0 for none.
    known: Vec<u32>,
    /// The elements whose step is to be made.
    missing: Vec<NodeId>,
    /// A name that is being made.
    name: String,
}

impl<'t> Paths<'t> {
    pub(super) fn new(tree: Tree<'t>) -> Paths<'t> {
        Paths {
            tree,
            steps: Vec::new(),
            last_under: Vec::new(),
            known: vec![0; tree.node_count() + 1],
            missing: Vec::new(),
            name: String::new(),
        }
    }

    /// The last step of the path to an element.
    pub(super) fn path(&mut self, element: NodeId) -> u32 {
        let mut next = Some(element);
        while let Some(id) = next.filter(|id| self.known[id.index()] == 0) {
            work::note(1);
            self.missing.push(id);
            next = self.tree.parent_element(id);
        }
        let mut parent = next.map(|id| self.known[id.index()] - 1);
        while let Some(id) = self.missing.pop() {
            let step = self.step(parent, id);
            self.known[id.index()] = step + 1;
            parent = Some(step);
        }
        self.known[element.index()] - 1
    }

    /// The step of an element whose parent has this step.
    fn step(&mut self, parent: Option<u32>, id: NodeId) -> u32 {
        self.make_name(id);
        let next = self.steps.len() as u32;
        if let Some(parent) = parent {
            let last = &mut self.last_under[parent as usize];
            if let Some(step) = last.checked_sub(1)
                && self.steps[step as usize].name == self.name
            {
                return step;
            }
            *last = next + 1;
        }
        self.steps.push(Step {
            parent: parent.unwrap_or(next),
            name: self.name.as_str().to_owned(),
        });
        self.last_under.push(0);
        next
    }

    /// Makes an element's name as a selector.
    fn make_name(&mut self, id: NodeId) {
        let value = |wanted| {
            let mut attributes = self.tree.attributes(id).iter();
            let found = attributes.find(|attribute| attribute.name == wanted);
            found.map_or("", |found| self.tree.short_value(found))
        };
        self.name.clear();
        self.name.push_str(self.tree.tag_name(id));
        if is_name(value(attr::ID)) {
            self.name.push('#');
            self.name.push_str(value(attr::ID));
        }
        for class in value(attr::CLASS)
            .split_ascii_whitespace()
            .filter(|class| is_name(class))
            .take(MOST_CLASSES)
        {
            self.name.push('.');
            self.name.push_str(class);
        }
    }

    /// All steps.
    pub(super) fn into_steps(self) -> Vec<Step> {
        self.steps
    }
}

/// Whether an id or class can stand in a selector as it is.
fn is_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(is_plain)
}
