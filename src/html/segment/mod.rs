//! The tree of a page → its blocks: the visible text between block-level
//! boundaries, in document order, with white space as a browser shows it.

mod blocks;
mod classes;
mod context;
mod covers;
mod elements;
mod lines;
mod look;
mod marks;
mod meaning;
mod paths;
mod rows;
mod run;
mod scan;
mod style;
#[cfg(test)]
mod tests;
mod walk;

use super::tree::{NodeId, Tree};
use crate::document::{BlockRecord, Markup, Place};
use crate::limits::Limits;
use lines::Lines;
use paths::Paths;
use walk::Walk;

/// The blocks of a page, not yet labelled.
#[derive(Debug, Default)]
pub(crate) struct Segments {
    /// The text of the blocks, each followed by a line feed.
    pub text: String,
    /// The blocks, as ranges of `text`; `line` is the line of the page's source.
    pub blocks: Vec<BlockRecord>,
    /// Where each block came from.
    pub origins: Vec<Origin>,
    /// The structure, if it was asked for.
    pub markup: Option<Markup>,
    /// Where in the page's source there were too many blocks, in bytes.
    pub stopped: Option<usize>,
}

/// Where a block came from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    /// The block-level element that the text stands in.
    pub element: NodeId,
    /// The innermost element that holds all of the text.
    pub inner: NodeId,
    /// Where it stands in the page's source, in bytes: from the beginning of
    /// its first text to the end of its last.
    pub start: u32,
    pub end: u32,
    /// The line breaks of the source in between.
    pub source_breaks: u32,
    /// Characters other than white space; of them those in links, and in bold.
    pub letters: u32,
    pub linked: u32,
    pub bold: u32,
    /// Links.
    pub links: u16,
    /// Line breaks (`br`) inside.
    pub breaks: u16,
    /// Whether a double `br` parts it from the block before it.
    pub after_break: bool,
    /// Whether only a script unveils it: a collapsed accordion, a tab that is
    /// not selected, `aria-hidden`.
    pub folded: bool,
}

/// How often a page is read anew, because something in it proved to be a cover.
const MOST_COVERS: usize = 3;

/// The blocks of a page.
///
/// What hides too much of a page's text is lifted by a script. That is known only
/// when all has been read, and then the page is read anew.
pub(crate) fn segment(tree: &Tree<'_>, with_markup: bool, limits: &Limits) -> Segments {
    let walk = |lifted: &[NodeId]| Walk::new(*tree, with_markup, limits.blocks, lifted).run();
    let mut lifted = Vec::new();
    for _ in 0..MOST_COVERS {
        let (blocks, covers) = walk(&lifted);
        let known = lifted.len();
        lifted.extend(covers.lifted());
        if lifted.len() == known {
            return finished(tree, blocks.into_segments());
        }
    }
    let (blocks, _) = walk(&lifted);
    finished(tree, blocks.into_segments())
}

/// The blocks with their places in the source, and their paths.
fn finished(tree: &Tree<'_>, mut segments: Segments) -> Segments {
    let mut lines = Lines::new(tree.input());
    for (block, origin) in segments.blocks.iter_mut().zip(&mut segments.origins) {
        block.line = lines.line(origin.start as usize);
        origin.source_breaks = lines.line(origin.end as usize) - block.line;
        origin.start = tree.to_source(origin.start) as u32;
        origin.end = tree.to_source(origin.end) as u32;
    }
    segments.stopped = segments.stopped.map(|place| tree.to_source(place as u32));
    if let Some(markup) = &mut segments.markup {
        let mut paths = Paths::new(*tree);
        for (frame, origin) in markup.frames.iter_mut().zip(&segments.origins) {
            frame.path = paths.path(origin.element);
        }
        markup.steps = paths.into_steps();
    }
    segments
}

impl Origin {
    /// Where the block stands in the page's source.
    pub(crate) fn place(&self) -> Place {
        Place {
            start: self.start,
            end: self.end,
            breaks: self.source_breaks,
        }
    }
}
