//! Where finished blocks are put down.

use std::ops::Range;

use super::Segments;
use super::marks::Marks;
use super::run::Run;
use crate::document::{BlockRecord, Frame, FrameKind, Item, Markup, Placement, Role};

/// How many nodes an ordinary page has for each block.
const NODES_A_BLOCK: usize = 8;

/// The blocks so far.
#[derive(Debug)]
pub(super) struct Blocks<'t> {
    done: Segments,
    /// Hidden blocks that stand inside a block that is not done.
    waiting: Segments,
    /// The marks of the block that is being read.
    pub(super) marks: Marks<'t>,
    /// The item of a list that has begun, as long as no block of it has.
    item: Item,
    /// The group of the last block.
    group: u32,
}

impl<'t> Blocks<'t> {
    /// No blocks yet, and room for those of a page of so many nodes.
    pub(super) fn new(nodes: usize, with_markup: bool) -> Blocks<'t> {
        let segments = |room| Segments {
            text: String::with_capacity(room * 32),
            blocks: Vec::with_capacity(room),
            origins: Vec::with_capacity(room),
            stopped: None,
            markup: with_markup.then(Markup::default),
        };
        Blocks {
            done: segments(nodes / NODES_A_BLOCK),
            waiting: segments(0),
            marks: Marks::default(),
            item: Item::None,
            group: 0,
        }
    }

    /// There are enough blocks, at this place of the input.
    #[cold]
    pub(super) fn stop(&mut self, place: u32) {
        self.done.stopped = Some(place as usize);
    }

    /// Whether the blocks' markup is asked for.
    pub(super) fn has_markup(&self) -> bool {
        self.done.markup.is_some()
    }

    /// The next block begins an item.
    pub(super) fn begin_item(&mut self, item: Item) {
        self.item = item;
    }

    /// Puts down a block that shows, and what is hidden in it.
    #[inline]
    pub(super) fn add(&mut self, run: &mut Run) {
        if run.is_untouched() {
            return;
        }
        if !run.is_empty() {
            let place = self.place(run);
            let shown = self.done.push(run, Role::Other, place);
            if let Some(markup) = &mut self.done.markup {
                let start =
                    self.done.blocks.last().map_or(0, |block| block.end) - shown.len() as u32;
                self.marks.finish(shown, start, &mut markup.marks);
            }
        }
        run.clear();
        if !self.waiting.blocks.is_empty() {
            self.done.append(&mut self.waiting);
        }
    }

    /// Puts down a hidden block: at once, or after the block that it stands in.
    pub(super) fn add_hidden(&mut self, run: &mut Run, is_inside: bool) {
        if !run.is_empty() {
            let to = if is_inside {
                &mut self.waiting
            } else {
                &mut self.done
            };
            let place = Place {
                placement: Placement::Apart,
                item: match run.context.in_item {
                    true => Item::Within,
                    false => Item::None,
                },
            };
            to.push(run, Role::Hidden, place);
        }
        run.clear();
    }

    /// How a block stands to the one before, and to its item.
    fn place(&mut self, run: &Run) -> Place {
        let context = &run.context;
        let item = match std::mem::replace(&mut self.item, Item::None) {
            _ if !context.in_item => Item::None,
            Item::None => Item::Within,
            begins => begins,
        };
        let is_line = !matches!(item, Item::None | Item::Within)
            || matches!(
                context.kind,
                FrameKind::Row { .. }
                    | FrameKind::Preformatted
                    | FrameKind::Term
                    | FrameKind::Definition
            );
        let is_below =
            is_line && !run.after_break && context.group != 0 && context.group == self.group;
        self.group = context.group;
        Place {
            placement: match is_below {
                true => Placement::Below,
                false => Placement::Apart,
            },
            item,
        }
    }

    /// How many blocks there are.
    #[inline(always)]
    pub(super) fn count(&self) -> usize {
        self.done.blocks.len()
    }

    /// All blocks.
    pub(super) fn into_segments(mut self) -> Segments {
        if let Some(markup) = &mut self.done.markup {
            markup.addresses = self.marks.addresses;
        }
        self.done
    }
}

/// How a block stands to what is around it.
#[derive(Clone, Copy)]
struct Place {
    placement: Placement,
    item: Item,
}

impl Segments {
    /// Adds the block that was read; says which part of its text shows. Its
    /// places in the source are those of the input stream yet, its path that of
    /// none.
    fn push(&mut self, run: &Run, role: Role, place: Place) -> Range<usize> {
        let shown = run.shown();
        let start = self.text.len() as u32;
        if run.filled_cells > 1 {
            self.text
                .extend(std::iter::repeat_n('\t', run.leading_cells as usize));
        }
        self.text.push_str(&run.text[shown.clone()]);
        let end = self.text.len() as u32;
        self.text.push('\n');
        self.blocks.push(BlockRecord {
            start,
            end,
            line: 0,
            role,
            kept: false,
            placement: place.placement,
            score: 0,
        });
        self.origins.push(run.origin());
        if let Some(markup) = &mut self.markup {
            markup.frames.push(Frame {
                kind: run.context.kind,
                lists: run.context.lists,
                quotes: run.context.quotes,
                item: place.item,
                group: run.context.group,
                path: 0,
            });
        }
        shown
    }

    /// Moves the blocks of others behind one's own. None of them has marks.
    fn append(&mut self, other: &mut Segments) {
        let shift = self.text.len() as u32;
        self.text.push_str(&other.text);
        other.text.clear();
        self.blocks
            .extend(other.blocks.drain(..).map(|block| BlockRecord {
                start: block.start + shift,
                end: block.end + shift,
                ..block
            }));
        self.origins.append(&mut other.origins);
        if let (Some(markup), Some(other)) = (&mut self.markup, &mut other.markup) {
            markup.frames.append(&mut other.frames);
        }
    }
}
