//! The elements that hold a stretch of blocks, from the root down, and what
//! is known of each: its names, what it holds, how far it is from elements of a
//! kind above it.

use rustc_hash::FxHashMap;

use super::names::{MARKED, mark, rank};
use super::scale::{log, share};
use crate::html::segment::Origin;
use crate::html::tree::{NodeId, NodeKind, Tree};
use crate::html::{TagName, attr, tag};
use crate::lexicon::{ClassWords, Groups};

/// How many groups of class words there can be.
pub(super) const GROUPS: usize = 32;

/// How many kinds of elements the distance to is known: those of
/// [`ClassWords`], then those of [`MARKED`].
pub(super) const KINDS: usize = 64;
const _: () = assert!(GROUPS + MARKED.len() <= KINDS);

/// The distance to a kind of element that does not hold the block.
const FAR: u8 = 40;

/// How many elements are climbed at most from one block to another.
const CLIMB: u32 = 24;

/// An element that holds text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    pub parent: u32,
    pub depth: u16,
    pub name: TagName,
    /// What its class and id say.
    pub groups: Groups,
    /// Equal for elements of the same name and class words.
    pub signature: u32,
    /// Siblings of its signature, itself among them.
    pub alike: u16,
    pub images: u16,
    /// Characters in it; of them in links, and in running text.
    pub letters: u32,
    pub linked: u32,
    pub running: u32,
    /// Blocks in it; of them paragraphs of some length.
    pub blocks: u32,
    pub paragraphs: u32,
    /// How much it looks like the article's own element.
    pub merit: u32,
    /// The nearest element above that holds more text, and the element on the
    /// way to it that stands right in it.
    pub container: u32,
    pub branch: u32,
    /// The lowest element above, or itself, that holds the article's element,
    /// too; and whether it stands in that.
    pub meets_top: u32,
    pub in_top: bool,
}

/// What a block adds to the elements that hold it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Load {
    pub letters: u32,
    pub linked: u32,
    pub running: bool,
    pub paragraph: bool,
    pub merit: u32,
}

/// The elements of a stretch. Parents stand before their children.
#[derive(Debug)]
pub(super) struct Elements {
    list: Vec<Element>,
    /// How many elements above an element the nearest one of each kind is.
    near: Vec<[u8; KINDS]>,
    /// The share of the page's running text in the nearest element of each
    /// group of class words.
    shares: Vec<[u8; GROUPS]>,
    /// What the element above says of an element, where that is its container.
    around: Vec<[u8; CONTAINER]>,
    /// The element that is likeliest the article's own, and those that hold
    /// half, 70 and 90 percent of the running text.
    pub top: u32,
    pub holders: [u32; 3],
}

/// How many elements hold text on many a page.
const MANY: usize = 512;

/// About how many elements hold text for each block.
const ELEMENTS_A_BLOCK: usize = 3;

/// What is read of a page's nodes once, however many stretches its blocks are
/// described in.
#[derive(Debug)]
pub(super) struct Nodes {
    /// The element that a node is in the stretch at hand, [`NOWHERE`] for none.
    places: Vec<u32>,
    /// The images right in an element, and those right in its children.
    images: FxHashMap<NodeId, [u32; 2]>,
}

/// The place of a node that is no element of the stretch.
const NOWHERE: u32 = u32::MAX;

impl Nodes {
    pub(super) fn of(tree: &Tree<'_>) -> Nodes {
        let mut images: FxHashMap<NodeId, [u32; 2]> = FxHashMap::default();
        for index in 1..=tree.node_count() {
            let node = tree.node(NodeId::of(index));
            if node.kind() == NodeKind::Element && node.html_name() == tag::IMG {
                let parent = node.parent().unwrap_or(NodeId::DOCUMENT);
                images.entry(parent).or_default()[0] += 1;
                if let Some(above) = tree.node(parent).parent() {
                    images.entry(above).or_default()[1] += 1;
                }
            }
        }
        Nodes {
            places: vec![NOWHERE; tree.node_count() + 1],
            images,
        }
    }
}

/// Elements by the node that they are.
pub(super) struct Index<'t, 'n> {
    tree: &'t Tree<'t>,
    nodes: &'n mut Nodes,
    list: Vec<Element>,
    /// The node that each element is.
    ids: Vec<NodeId>,
    values: FxHashMap<&'t str, (Groups, u32)>,
    path: Vec<NodeId>,
}

impl<'t, 'n> Index<'t, 'n> {
    /// No elements yet but the root, and room for those of so many blocks.
    pub(super) fn new(tree: &'t Tree<'t>, nodes: &'n mut Nodes, blocks: usize) -> Index<'t, 'n> {
        let room = MANY.max(blocks * ELEMENTS_A_BLOCK);
        let mut index = Index {
            tree,
            nodes,
            list: Vec::with_capacity(room),
            ids: Vec::with_capacity(room),
            values: FxHashMap::default(),
            path: Vec::with_capacity(64),
        };
        index.values.reserve(MANY);
        index.insert(NodeId::DOCUMENT, 0);
        index
    }

    /// The places of a block's own element and of its innermost one.
    pub(super) fn add(&mut self, origin: &Origin) -> (u32, u32) {
        (self.place(origin.element), self.place(origin.inner))
    }

    /// The element of a node, with all elements above it.
    fn place(&mut self, node: NodeId) -> u32 {
        let mut at = node;
        self.path.clear();
        while self.nodes.places[at.index()] == NOWHERE {
            self.path.push(at);
            at = self.tree.node(at).parent().unwrap_or(NodeId::DOCUMENT);
        }
        let mut place = self.nodes.places[at.index()];
        while let Some(next) = self.path.pop() {
            place = self.insert(next, place);
        }
        place
    }

    fn insert(&mut self, id: NodeId, parent: u32) -> u32 {
        let place = self.list.len() as u32;
        let name = self.tree.node(id).html_name();
        let (mut groups, mut signature) = (0, name.index() as u32);
        for attribute in self.tree.attributes(id) {
            if attribute.name == attr::CLASS || attribute.name == attr::ID {
                let value = self.tree.short_value(attribute);
                let read = self.values.entry(value).or_insert_with(|| {
                    let read = ClassWords::shared().read(value);
                    (read.groups, read.hash)
                });
                groups |= read.0;
                if attribute.name == attr::CLASS {
                    signature ^= read.1 << 8 ^ read.1 >> 7;
                }
            }
        }
        self.list.push(Element {
            parent,
            depth: self
                .list
                .get(parent as usize)
                .map_or(0, |parent| parent.depth + 1),
            name,
            groups,
            signature,
            alike: 0,
            images: 0,
            letters: 0,
            linked: 0,
            running: 0,
            blocks: 0,
            paragraphs: 0,
            merit: 0,
            container: 0,
            branch: 0,
            meets_top: 0,
            in_top: false,
        });
        self.ids.push(id);
        self.nodes.places[id.index()] = place;
        place
    }

    /// Sums up what the blocks at these places add.
    pub(super) fn finish(mut self, loads: &[(u32, Load)]) -> Elements {
        self.count_images();
        self.load(loads);
        for id in &self.ids {
            self.nodes.places[id.index()] = NOWHERE;
        }
        let mut elements = Elements {
            near: Vec::with_capacity(self.list.len()),
            shares: Vec::with_capacity(self.list.len()),
            around: Vec::with_capacity(self.list.len()),
            list: self.list,
            top: 0,
            holders: [0; 3],
        };
        elements.count_alike();
        elements.find_holders();
        elements.inherit();
        elements
    }

    /// Counts the images right in each element, and those right in children of it
    /// that are no elements of the stretch: an image stands in an element of its
    /// own as often as not.
    fn count_images(&mut self) {
        let nodes = &self.nodes;
        let images = |id: &NodeId| nodes.images.get(id).copied().unwrap_or_default();
        let mut counts: Vec<u32> = self.ids.iter().map(|id| images(id).iter().sum()).collect();
        for id in &self.ids {
            if let Some(parent) = self.tree.node(*id).parent() {
                counts[nodes.places[parent.index()] as usize] -= images(id)[0];
            }
        }
        for (element, count) in self.list.iter_mut().zip(counts) {
            element.images = u16::try_from(count).unwrap_or(u16::MAX);
        }
    }

    fn load(&mut self, loads: &[(u32, Load)]) {
        for &(place, load) in loads {
            let element = &mut self.list[place as usize];
            element.letters += load.letters;
            element.linked += load.linked;
            element.running += if load.running { load.letters } else { 0 };
            element.blocks += 1;
            element.paragraphs += u32::from(load.paragraph);
            let mut at = place;
            if load.merit > 0 && !is_frame(element.name) {
                at = element.parent;
            }
            let mut merit = load.merit;
            for _ in 0..6 {
                let element = &mut self.list[at as usize];
                element.merit = element.merit.saturating_add(merit);
                merit = if merit == load.merit {
                    merit / 2
                } else {
                    merit * 2 / 3
                };
                at = element.parent;
            }
        }
        for place in (1..self.list.len()).rev() {
            let element = self.list[place];
            let parent = &mut self.list[element.parent as usize];
            parent.letters += element.letters;
            parent.linked += element.linked;
            parent.running += element.running;
            parent.blocks += element.blocks;
            parent.paragraphs += element.paragraphs;
        }
    }
}

/// Whether an element holds blocks rather than being one.
fn is_frame(name: TagName) -> bool {
    [tag::DIV, tag::TD, tag::SECTION, tag::ARTICLE, tag::MAIN].contains(&name)
}

impl Elements {
    /// An element.
    #[inline]
    pub(super) fn get(&self, place: u32) -> &Element {
        &self.list[place as usize]
    }

    /// How far the kinds of elements are above an element.
    #[inline]
    pub(super) fn near(&self, place: u32) -> &[u8; KINDS] {
        &self.near[place as usize]
    }

    /// The shares of running text of the groups of class words above an element.
    #[inline]
    pub(super) fn shares(&self, place: u32) -> &[u8; GROUPS] {
        &self.shares[place as usize]
    }

    /// How many elements there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The root: the whole page.
    pub(super) fn root(&self) -> &Element {
        &self.list[0]
    }

    /// How many elements have to be climbed from one element and from another to
    /// the one that holds both, and that one; the root, from afar, when it is too
    /// far up.
    pub(super) fn meet(&self, mut one: u32, mut other: u32) -> (u8, u8, u32) {
        let (mut up, mut down) = (0, 0);
        while one != other {
            if u32::from(up + down) >= CLIMB {
                return (FAR, FAR, 0);
            }
            let (a, b) = (self.get(one), self.get(other));
            if a.depth >= b.depth {
                one = a.parent;
                up += 1;
            }
            if b.depth >= a.depth {
                other = b.parent;
                down += 1;
            }
        }
        (up, down, one)
    }

    fn count_alike(&mut self) {
        let mut counts: FxHashMap<u64, u16> = FxHashMap::default();
        counts.reserve(self.list.len());
        let key =
            |element: &Element| u64::from(element.parent) << 32 | u64::from(element.signature);
        for element in &self.list[1..] {
            let count = counts.entry(key(element)).or_insert(0);
            *count = count.saturating_add(1);
        }
        for element in &mut self.list[1..] {
            element.alike = counts[&key(element)];
        }
    }

    fn find_holders(&mut self) {
        let whole = u64::from(self.list[0].running.max(1));
        let mut best = 0;
        for (place, element) in self.list.iter().enumerate().skip(1) {
            let clear = u64::from(element.letters - element.linked);
            let merit = u64::from(element.merit) * clear / u64::from(element.letters.max(1));
            if merit > best && !is_inline(element.name) {
                (best, self.top) = (merit, place as u32);
            }
            for (holder, percent) in self.holders.iter_mut().zip([50, 70, 90]) {
                let holds = u64::from(element.running) * 100 >= whole * percent;
                if holds && element.depth >= self.list[*holder as usize].depth {
                    *holder = place as u32;
                }
            }
        }
    }

    /// What every element has from the one above it.
    fn inherit(&mut self) {
        let whole = self.list[0].running;
        self.near.push([FAR; KINDS]);
        self.shares.push([0; GROUPS]);
        self.around.push([0; CONTAINER]);
        let mut above_top = vec![false; self.list.len()];
        let mut at = self.top;
        while at != 0 {
            above_top[at as usize] = true;
            at = self.get(at).parent;
        }
        for (place, is_above) in above_top.into_iter().enumerate().skip(1) {
            let mut element = self.list[place];
            let parent = self.list[element.parent as usize];
            let mut near = self.near[element.parent as usize];
            for distance in &mut near {
                *distance += u8::from(*distance < FAR - 1);
            }
            let mut shares = self.shares[element.parent as usize];
            let mut groups = element.groups;
            while groups != 0 {
                let group = groups.trailing_zeros() as usize;
                groups &= groups - 1;
                near[group] = 0;
                shares[group] = 1 + share(element.running, whole).min(200);
            }
            if let Some(kind) = mark(element.name) {
                near[GROUPS + kind] = 0;
            }
            self.near.push(near);
            self.shares.push(shares);
            (element.container, element.branch) = if parent.letters > element.letters {
                self.around.push(self.says(&parent, &element));
                (element.parent, place as u32)
            } else {
                self.around.push([0; CONTAINER]);
                (parent.container, parent.branch)
            };
            element.meets_top = if is_above {
                place as u32
            } else {
                parent.meets_top
            };
            element.in_top = parent.in_top || place as u32 == self.top;
            self.list[place] = element;
        }
    }

    /// What a container says of what stands in an element right below it, a row of
    /// numbers.
    fn says(&self, above: &Element, below: &Element) -> [u8; CONTAINER] {
        let root = self.root();
        let mut row = [0; CONTAINER];
        row[..WAY].copy_from_slice(&[
            share(above.letters, root.letters),
            share(above.running, root.running),
            share(above.linked, above.letters),
            log(above.blocks),
            log(above.letters / above.blocks.max(1)),
            share(above.paragraphs, above.blocks),
            share(above.running, above.letters),
            log(u32::from(below.alike)),
            share(below.letters, above.letters),
        ]);
        row[WAY + 1] = rank(above.name);
        row
    }

    /// The nearest container above an element.
    pub(super) fn above(&self, from: u32) -> Option<u32> {
        let element = self.get(from);
        (element.branch != 0).then_some(element.container)
    }

    /// The nearest container above an element, and what it says of what stands in
    /// that, a row of numbers.
    pub(super) fn container(&self, from: u32) -> Option<(u32, [u8; CONTAINER])> {
        let container = self.above(from)?;
        let element = self.get(from);
        let mut row = self.around[element.branch as usize];
        let way = element.depth - self.get(container).depth;
        row[WAY] = way.min(200) as u8;
        Some((container, row))
    }
}

/// Where the number of elements up to the container stands among them.
const WAY: usize = 9;

/// How many numbers describe a container.
pub(super) const CONTAINER: usize = 11;

fn is_inline(name: TagName) -> bool {
    [tag::SPAN, tag::A, tag::EM, tag::STRONG, tag::B, tag::I].contains(&name)
}
