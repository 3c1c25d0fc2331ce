//! Blocks of a page → what the labeller is told of them.
//!
//! What a feature is made of: the block's own text (`pieces`), the elements
//! around it (`elements`, `names`), what the page says of itself (`facts`), and
//! its words against other text (`words`). [`rows`] holds the list.

mod elements;
mod facts;
mod kinds;
mod names;
mod pieces;
mod rows;
mod scale;
mod words;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::segment::Segments;
use super::tree::Tree;
use crate::document::Role;
use crate::known::{Columns, Known};
use crate::lexicon::Lexicon;
use crate::table::Table;
use elements::Nodes;
use facts::Facts;
use pieces::{Piece, Pieces};
use rows::Rows;

/// How many blocks are described together, at most.
pub(crate) const STRETCH: usize = 1 << 14;

/// Tells the blocks of a page, a stretch at a time.
#[derive(Debug)]
pub(crate) struct Describer<'t> {
    tree: &'t Tree<'t>,
    segments: &'t Segments,
    facts: Facts,
    nodes: Nodes,
    /// Whether hidden blocks count as others do.
    unveiled: bool,
}

impl<'t> Describer<'t> {
    /// Reads what the page says of itself.
    pub(crate) fn new(tree: &'t Tree<'t>, segments: &'t Segments) -> Describer<'t> {
        Describer {
            tree,
            segments,
            facts: Facts::of(tree),
            nodes: Nodes::of(tree),
            unveiled: hides_most(segments),
        }
    }

    /// What the labeller is told of a stretch of the blocks.
    pub(crate) fn describe(&mut self, stretch: std::ops::Range<usize>, lexicon: &Lexicon) -> Known {
        let mut pieces = Pieces::of(self, stretch, lexicon);
        let topics = std::mem::take(&mut pieces.topics);
        let rows = Rows {
            pieces: &pieces,
            page: rows::page(&pieces, &self.facts),
        };
        let width = columns().names.len();
        let mut cells = Vec::with_capacity(pieces.len() * width);
        (0..pieces.len()).for_each(|index| rows.push(index, &mut cells));
        Known {
            features: Table::of_rows(&cells, width),
            sizes: pieces.list.iter().map(Piece::halves).collect(),
            groups: groups(&pieces),
            topics,
            kinds: each(&pieces, kinds::kind),
            contents: each(&pieces, kinds::content),
            repeated: pieces.list.iter().map(|piece| piece.is_repeated).collect(),
            headline: pieces.headline.map(|index| index as usize),
            marks: vec![false; pieces.len()],
        }
    }
}

/// What each block has, by its place.
fn each(pieces: &Pieces, role: impl Fn(&Pieces, usize) -> Role) -> Vec<Role> {
    (0..pieces.len()).map(|index| role(pieces, index)).collect()
}

/// From so many letters on, most of them outside links, a block is prose.
const PROSE: u32 = 100;

/// Whether a page hides more prose than it shows: then a script, or the want of
/// one, unveils it.
fn hides_most(segments: &Segments) -> bool {
    let (mut shown, mut hidden) = (0, 0);
    for (block, origin) in segments.blocks.iter().zip(&segments.origins) {
        if origin.letters >= PROSE && origin.linked < origin.letters / 2 {
            let sum = if block.role == Role::Hidden {
                &mut hidden
            } else {
                &mut shown
            };
            *sum += u64::from(origin.letters);
        }
    }
    hidden > shown
}

/// What the columns are.
pub(crate) fn columns() -> &'static Columns {
    static COLUMNS: LazyLock<Columns> = LazyLock::new(|| {
        let (names, words): (Vec<String>, Vec<&'static str>) = rows::features().into_iter().unzip();
        let names: Vec<&'static str> = names.into_iter().map(|name| &*name.leak()).collect();
        Columns {
            names,
            words,
            group_names: GROUP_NAMES,
            group_words: GROUP_WORDS,
        }
    });
    &COLUMNS
}

/// The ways in which blocks belong together: they stand in one element, in
/// elements of one signature, of one path, innermost, or in one container.
const GROUP_NAMES: &[&str] = &[
    "same_element",
    "same_signature",
    "same_path",
    "same_innermost",
    "container_1",
    "container_2",
    "container_3",
    "container_4",
];

const GROUP_WORDS: &[&str] = &[
    "what stands in its element",
    "what stands in elements like its own",
    "what stands in places like its own",
    "what is set like it",
    "what holds it",
    "what holds that",
    "the part of the page around it",
    "the larger part around it",
];

/// The groups of the blocks, by [`GROUP_NAMES`].
fn groups(pieces: &Pieces) -> Vec<Vec<u16>> {
    let elements = &pieces.elements;
    let mut groups = vec![Vec::new(); GROUP_NAMES.len()];
    groups
        .iter_mut()
        .for_each(|group| group.reserve(pieces.len()));
    let mut numbers = vec![FxHashMap::default(); GROUP_NAMES.len()];
    numbers
        .iter_mut()
        .for_each(|numbers| numbers.reserve(pieces.len()));
    for piece in &pieces.list {
        let own = elements.get(piece.element);
        let above = elements.get(own.parent);
        let beyond = elements.get(above.parent);
        let inner = elements.get(piece.inner).signature;
        let tag = own.name.index() as u32;
        let mut keys = [0; GROUP_NAMES.len()];
        keys[0] = piece.element;
        keys[1] = own.signature;
        keys[2] = words::run(&[own.signature, above.signature, beyond.signature]);
        keys[3] = words::run(&[tag, inner, above.signature]);
        let mut at = piece.element;
        for key in &mut keys[4..] {
            at = elements.above(at).unwrap_or(0);
            *key = at;
        }
        for ((group, numbers), key) in groups.iter_mut().zip(&mut numbers).zip(keys) {
            let next = numbers.len() as u16;
            group.push(*numbers.entry(key).or_insert(next));
        }
    }
    groups
}
