//! What opens and closes around the pieces of a body: quotations, lists and
//! their items; and which pieces are one paragraph, table or code.

use std::io;

use crate::document::{Document, Frame, FrameKind, Item, Piece};

/// Lists and quotations are not nested deeper than this: what stands deeper
/// stands there.
const DEEPEST: u8 = 16;

/// What can stand around pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    /// A quotation.
    Quote,
    /// A list without numbers.
    Bullets,
    /// A list with numbers, and its first one.
    Numbers(u32),
    /// An item of the list around it.
    Item(Mark),
}

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Bullet,
    /// The number after the one before.
    Next(u32),
    /// Another number.
    Jump(u32),
}

/// Writes a body in some markup.
pub(super) trait Writer {
    /// Begins a container.
    fn open(&mut self, container: Container) -> io::Result<()>;

    /// Ends the container that was opened last.
    fn close(&mut self) -> io::Result<()>;

    /// Writes pieces that are one: the lines of a paragraph or of code, the rows
    /// of a table, the terms and definitions of a list; else a single piece.
    fn leaf(&mut self, run: &[Piece<'_>]) -> io::Result<()>;
}

/// Hands the body of a document to a writer.
pub(super) fn walk(document: &Document<'_>, writer: &mut impl Writer) -> io::Result<()> {
    let mut outline = Outline::default();
    let mut pieces = document.pieces().peekable();
    let mut run = Vec::new();
    while let Some(first) = pieces.next() {
        let mut before = first.frame;
        run.push(first);
        while let Some(next) = pieces.next_if(|next| is_one(&before, next)) {
            before = next.frame;
            run.push(next);
        }
        outline.enter(&run[0].frame, writer)?;
        writer.leaf(&run)?;
        run.clear();
    }
    outline.leave(0, writer)
}

/// Whether a piece goes on with what the one before it is.
fn is_one(before: &Frame, next: &Piece<'_>) -> bool {
    use FrameKind::{Definition, Paragraph, Preformatted, Row, Term};
    let around = |frame: &Frame| (frame.group, frame.lists, frame.quotes);
    let frame = &next.frame;
    around(before) == around(frame)
        && matches!(frame.item, Item::None | Item::Within)
        && match (before.kind, frame.kind) {
            (Row { .. }, Row { .. }) | (Term | Definition, Term | Definition) => true,
            (Paragraph, Paragraph) | (Preformatted, Preformatted) => next.continues,
            _ => false,
        }
}

/// The containers that are open, outermost first.
#[derive(Default)]
struct Outline {
    levels: Vec<Level>,
    /// The group of the open lists.
    group: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Quote,
    /// A list and its open item.
    List {
        /// How many lists the page has there.
        depth: u8,
        /// The number of the item, in a list with numbers.
        number: Option<u32>,
    },
}

impl Outline {
    /// Opens and closes what it takes to write a piece.
    fn enter(&mut self, frame: &Frame, writer: &mut impl Writer) -> io::Result<()> {
        let quotes = usize::from(frame.quotes.min(DEEPEST));
        let lists = frame.lists.min(DEEPEST);
        if frame.group != self.group {
            let outside = self.levels.iter().position(|level| *level != Level::Quote);
            self.leave(outside.unwrap_or(self.levels.len()), writer)?;
            self.group = frame.group;
        }
        while self.quotes() > quotes || self.deepest() > lists {
            self.leave(self.levels.len() - 1, writer)?;
        }
        let begins = matches!(frame.item, Item::Bullet | Item::Number(_));
        let open = self
            .levels
            .iter()
            .position(|level| matches!(level, Level::List { depth, .. } if *depth == lists));
        match open {
            Some(at) if begins => {
                self.leave(at + 1, writer)?;
                self.next_item(frame.item, writer)?;
                self.quote(quotes, writer)
            }
            None if lists > 0 => {
                self.quote(quotes, writer)?;
                self.list(lists, frame.item, writer)
            }
            _ => self.quote(quotes, writer),
        }
    }

    /// Opens quotations up to this many.
    fn quote(&mut self, quotes: usize, writer: &mut impl Writer) -> io::Result<()> {
        for _ in self.quotes()..quotes {
            self.levels.push(Level::Quote);
            writer.open(Container::Quote)?;
        }
        Ok(())
    }

    /// Opens a list with its first item.
    fn list(&mut self, depth: u8, item: Item, writer: &mut impl Writer) -> io::Result<()> {
        let (list, mark, number) = match item {
            Item::Number(number) => (Container::Numbers(number), Mark::Next(number), Some(number)),
            Item::Bullet | Item::Within | Item::None => (Container::Bullets, Mark::Bullet, None),
        };
        self.levels.push(Level::List { depth, number });
        writer.open(list)?;
        writer.open(Container::Item(mark))
    }

    /// Goes on to the next item of the innermost list, or of a new one where the
    /// item cannot be of that list.
    fn next_item(&mut self, item: Item, writer: &mut impl Writer) -> io::Result<()> {
        let Some(Level::List { depth, number }) = self.levels.last_mut() else {
            return Ok(());
        };
        let mark = match (item, &number) {
            (Item::Number(next), Some(last)) if next > *last => {
                let mark = match next - *last {
                    1 => Mark::Next(next),
                    _ => Mark::Jump(next),
                };
                *number = Some(next);
                mark
            }
            (Item::Bullet, None) => Mark::Bullet,
            _ => {
                let depth = *depth;
                self.leave(self.levels.len() - 1, writer)?;
                return self.list(depth, item, writer);
            }
        };
        writer.close()?;
        writer.open(Container::Item(mark))
    }

    /// Closes all levels from one on.
    fn leave(&mut self, from: usize, writer: &mut impl Writer) -> io::Result<()> {
        while self.levels.len() > from {
            if self.levels.pop() != Some(Level::Quote) {
                writer.close()?;
            }
            writer.close()?;
        }
        Ok(())
    }

    fn quotes(&self) -> usize {
        self.levels
            .iter()
            .filter(|level| **level == Level::Quote)
            .count()
    }

    /// The depth of the innermost list.
    fn deepest(&self) -> u8 {
        let depth = |level: &Level| match level {
            Level::List { depth, .. } => Some(*depth),
            Level::Quote => None,
        };
        self.levels.iter().rev().find_map(depth).unwrap_or(0)
    }
}
