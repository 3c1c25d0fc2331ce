//! What the renderers of markup write: the pieces of the body, each with its
//! frame. Those of a page with markup have it from there; for all others the
//! roles and the marker at the start of a line tell it.

use std::borrow::Cow;

use super::markup::marks_in;
use super::{BlockRecord, Document, Frame, FrameKind, Item, Mark, Markup, Placement, Role};
use crate::marker::{Marker, marker};

/// A block of the body, or the blocks of one line, as markup sees it.
#[derive(Clone, Debug)]
pub(crate) struct Piece<'d> {
    /// The text, without the marker that its frame stands for.
    pub text: Cow<'d, str>,
    /// What it is in the layout.
    pub frame: Frame,
    /// Whether it is the next line of the piece before it: of verse, of code.
    pub continues: bool,
    /// The marks inside, by their place in the document's text.
    marks: &'d [Mark],
    /// Where the text begins there.
    start: u32,
    addresses: &'d [String],
}

impl<'d> Piece<'d> {
    /// The cells of a row, each as a piece.
    pub(crate) fn cells(&self) -> impl Iterator<Item = Piece<'_>> {
        let mut start = self.start;
        self.text.split('\t').map(move |cell| {
            let end = start + cell.len() as u32;
            let cell = Piece {
                text: Cow::Borrowed(cell),
                marks: marks_in(self.marks, start..end),
                start,
                ..*self
            };
            start = end + 1;
            cell
        })
    }

    /// The marks inside, by their place in the piece's text. What reaches out of
    /// it is cut off.
    pub(crate) fn marks(&self) -> impl Iterator<Item = Mark> {
        let length = self.text.len() as u32;
        self.marks.iter().map(move |mark| Mark {
            start: mark.start - self.start,
            end: (mark.end - self.start).min(length),
            kind: mark.kind,
        })
    }

    /// The address of a link as the page has it.
    pub(crate) fn address(&self, link: u32) -> Option<&'d str> {
        self.addresses.get(link as usize).map(String::as_str)
    }
}

impl Document<'_> {
    /// The headline without the marker of a heading.
    pub(crate) fn title(&self) -> Option<Cow<'_, str>> {
        let headline = self.headline()?;
        match marker(&headline) {
            Some((Marker::Heading, length)) if self.page.is_none() => {
                Some(without(headline, length))
            }
            _ => Some(headline),
        }
    }

    /// The pieces of the body, in order.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        let markup = self.page.as_ref().and_then(|page| page.markup.as_ref());
        let framed = markup.map(|markup| self.framed(markup));
        let plain = markup.is_none().then(|| self.unframed());
        framed
            .into_iter()
            .flatten()
            .chain(plain.into_iter().flatten())
    }

    /// The pieces of a page with markup: a piece a block.
    fn framed<'d>(&'d self, markup: &'d Markup) -> impl Iterator<Item = Piece<'d>> {
        let mut begun = Begun::default();
        let blocks = self.blocks.iter().zip(&markup.frames);
        blocks.filter_map(move |(record, frame)| {
            let frame = begun.frame(record, *frame)?;
            Some(Piece {
                text: Cow::Borrowed(record.slice(&self.text)),
                frame,
                continues: frame.kind == FrameKind::Preformatted && record.placement.continues(),
                marks: marks_in(&markup.marks, record.start..record.end),
                start: record.start,
                addresses: &markup.addresses,
            })
        })
    }

    /// The pieces of a document without markup: a piece a line.
    fn unframed(&self) -> impl Iterator<Item = Piece<'_>> {
        let lines = self.blocks.chunk_by(|before, after| {
            before.in_body() && after.in_body() && after.placement == Placement::Inline
        });
        let mut after_body = false;
        lines.filter_map(move |line| {
            let follows = std::mem::replace(&mut after_body, line[0].in_body());
            if !after_body {
                return None;
            }
            let text = super::flow::paragraph(line, |line| self.flow(line));
            // The frame of code says what its fences say.
            let is_fence =
                line[0].role == Role::Code && matches!(marker(&text), Some((Marker::Fence, _)));
            if is_fence {
                return None;
            }
            let (text, frame) = plain(text, line[0].role);
            Some(Piece {
                text,
                frame,
                continues: follows && line[0].placement.continues(),
                marks: &[],
                start: 0,
                addresses: &[],
            })
        })
    }
}

/// The list item that a stripped block has begun: the next block that is kept of
/// it begins it in its place.
#[derive(Default)]
struct Begun(Option<Frame>);

impl Begun {
    /// The frame of a block of the body.
    fn frame(&mut self, record: &BlockRecord, frame: Frame) -> Option<Frame> {
        let begins = matches!(frame.item, Item::Bullet | Item::Number(_));
        if !record.in_body() {
            if begins {
                self.0 = Some(frame);
            }
            return None;
        }
        let begun = self
            .0
            .take()
            .filter(|begun| !begins && (begun.group, begun.lists) == (frame.group, frame.lists));
        Some(Frame {
            item: begun.map_or(frame.item, |begun| begun.item),
            ..frame
        })
    }
}

/// A line of plain text without its marker, and the frame that role and marker
/// tell.
fn plain(line: Cow<'_, str>, role: Role) -> (Cow<'_, str>, Frame) {
    let (marked, length) = match marker(&line) {
        Some((marked, length)) => (Some(marked), length),
        None => (None, 0),
    };
    let begin = &line[..length];
    let mut frame = Frame {
        kind: FrameKind::Paragraph,
        lists: 0,
        quotes: 0,
        item: Item::None,
        group: 0,
        path: 0,
    };
    let mut stands_for_marker = true;
    match (role, marked) {
        (Role::ListItem, Some(Marker::Item) | None) => {
            frame.lists = 1;
            let digits = begin.bytes().take_while(u8::is_ascii_digit).count();
            frame.item = begin[..digits].parse().map_or(Item::Bullet, Item::Number);
            // A letter is not what any list says by itself.
            stands_for_marker = !begin.starts_with(|c: char| c.is_ascii_alphabetic());
        }
        (Role::Subheading, Some(Marker::Heading)) => {
            let hashes = begin.bytes().take_while(|&byte| byte == b'#').count();
            frame.kind = FrameKind::Heading(hashes as u8);
        }
        (Role::Subheading, None) => frame.kind = FrameKind::Heading(2),
        (Role::Quote, Some(Marker::Quote) | None) => frame.quotes = 1,
        (Role::TableRow, None) => frame.kind = FrameKind::Row { header: false },
        (Role::Code, marked) => {
            frame.kind = FrameKind::Preformatted;
            stands_for_marker = marked.is_none();
        }
        _ => stands_for_marker = false,
    }
    match stands_for_marker {
        true => (without(line, length), frame),
        false => (line, frame),
    }
}

/// A text without its first bytes.
fn without(text: Cow<'_, str>, length: usize) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[length..]),
        Cow::Owned(mut text) => {
            text.drain(..length);
            Cow::Owned(text)
        }
    }
}
