//! Pages made by hand.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::{
    BlockRecord, Document, Encoding, EncodingSource, Frame, FrameKind, Item, Mark, MarkKind,
    Markup, Outcome, Page, Place, Placement, Role, Step,
};

/// A paragraph in nothing else.
pub(super) const PARAGRAPH: Frame = Frame {
    kind: FrameKind::Paragraph,
    lists: 0,
    quotes: 0,
    item: Item::None,
    group: 0,
    path: 0,
};

/// A block of a kind in nothing else.
pub(super) fn of(kind: FrameKind) -> Frame {
    Frame { kind, ..PARAGRAPH }
}

/// A paragraph of an item, in as many lists.
pub(super) fn item(lists: u8, item: Item) -> Frame {
    Frame {
        lists,
        item,
        group: 1,
        ..PARAGRAPH
    }
}

/// A page to be.
#[derive(Default)]
pub(super) struct Made {
    text: String,
    blocks: Vec<BlockRecord>,
    page: Page,
    markup: Markup,
}

impl Made {
    /// One more block that is kept.
    pub(super) fn block(mut self, text: &str, frame: Frame) -> Made {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        let end = self.text.len() as u32;
        self.text.push('\n');
        self.blocks.push(BlockRecord {
            start,
            end,
            line: 1,
            role: Role::Paragraph,
            kept: true,
            placement: Placement::Apart,
            score: 255,
        });
        self.page.places.push(Place {
            start: start + 100,
            end: end + 100,
            breaks: 2,
        });
        self.markup.frames.push(frame);
        self
    }

    /// The last block has this role.
    pub(super) fn role(mut self, role: Role) -> Made {
        self.last().role = role;
        self
    }

    /// The last block is stripped.
    pub(super) fn stripped(mut self) -> Made {
        self.last().kept = false;
        self
    }

    /// The last block stands below the one before.
    pub(super) fn below(mut self) -> Made {
        self.last().placement = Placement::Below;
        self
    }

    /// These words of the last block are marked.
    pub(super) fn marked(mut self, words: &str, kind: MarkKind) -> Made {
        let block = self.last().range();
        let at = self.text[block.clone()].find(words).unwrap();
        self.mark(at..at + words.len(), kind)
    }

    /// These words of the last block are a link.
    pub(super) fn linked(mut self, words: &str, address: &str) -> Made {
        let link = self.address(address);
        self.marked(words, link)
    }

    /// This stretch of the last block is marked.
    pub(super) fn mark(mut self, stretch: Range<usize>, kind: MarkKind) -> Made {
        let start = self.last().start;
        self.markup.marks.push(Mark {
            start: start + stretch.start as u32,
            end: start + stretch.end as u32,
            kind,
        });
        self
    }

    /// A link to an address.
    pub(super) fn address(&mut self, address: &str) -> MarkKind {
        self.markup.addresses.push(address.to_owned());
        MarkKind::Link(self.markup.addresses.len() as u32 - 1)
    }

    /// The page's metadata tell this headline.
    pub(super) fn headline(mut self, headline: &str) -> Made {
        self.page.headline = Some(headline.to_owned());
        self
    }

    /// The steps of the blocks' paths.
    pub(super) fn steps(mut self, steps: &[(u32, &str)]) -> Made {
        let step = |&(parent, name): &(u32, &str)| Step {
            parent,
            name: name.to_owned(),
        };
        self.markup.steps = steps.iter().map(step).collect();
        self
    }

    /// The page without its markup.
    pub(super) fn bare(self) -> Document<'static> {
        Document {
            text: Cow::Owned(self.text),
            blocks: self.blocks,
            evidence: Vec::new(),
            encoding: Encoding {
                name: "UTF-8",
                source: EncodingSource::Given,
                replaced: 0,
            },
            outcome: Outcome::Full,
            confidence: 255,
            page: Some(Box::new(self.page)),
        }
    }

    /// The page.
    pub(super) fn document(mut self) -> Document<'static> {
        self.markup
            .marks
            .sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
        self.page.markup = Some(std::mem::take(&mut self.markup));
        self.bare()
    }

    fn last(&mut self) -> &mut BlockRecord {
        self.blocks.last_mut().unwrap()
    }
}
