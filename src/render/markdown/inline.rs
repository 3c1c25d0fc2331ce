//! The text of a piece with its marks, as Markdown.

use std::convert::Infallible;
use std::ops::Range;

use super::super::address;
use super::super::spans::{self, Step};
use super::escape;
use crate::document::{Mark, MarkKind, Piece};

/// Where a text is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// In lines of its own, where its first characters may open a block.
    Paragraph,
    /// The same, in bold.
    Term,
    /// Behind the signs of a heading, in one line.
    Heading,
    /// Between two pipes, in one line.
    Cell,
}

/// A plain text as a heading.
pub(super) fn heading(text: &str) -> String {
    let mut line = Line::new(text, &[], Spot::Heading);
    line.text(0..text.len());
    line.finish()
}

/// A piece in Markdown, with a backslash before each line break.
pub(super) fn written(piece: &Piece<'_>, spot: Spot) -> String {
    let bold = (spot == Spot::Term).then(|| Mark {
        start: 0,
        end: piece.text.len() as u32,
        kind: MarkKind::Strong,
    });
    let marks = spans::nested(piece, bold);
    let mut line = Line::new(&piece.text, &marks, spot);
    let Ok(()) = spans::walk(piece.text.len(), &marks, |step| {
        match step {
            Step::Open(index, mark) => line.open(index, mark, piece),
            Step::Close => line.close(),
            Step::Text(place) => line.text(place),
        }
        Ok::<(), Infallible>(())
    });
    line.finish()
}

/// What ends a mark that was begun.
enum End {
    /// Nothing: the mark is not written.
    None,
    /// The same sign again.
    Sign(&'static str),
    /// The address of a link.
    Address(String),
    /// Backticks.
    Code(String),
}

struct Line<'t> {
    text: &'t str,
    marks: &'t [Mark],
    spot: Spot,
    out: String,
    open: Vec<End>,
    /// Whether one of the open marks is code, in which nothing is escaped.
    in_code: bool,
    /// The place in the text that needs a backslash, since it would open a block.
    opener: Option<usize>,
    /// Where the last sign that begins a mark ends in `out`.
    begun: usize,
    /// Where the last sign that ends a mark ends there.
    ended: usize,
}

impl<'t> Line<'t> {
    fn new(text: &'t str, marks: &'t [Mark], spot: Spot) -> Line<'t> {
        Line {
            text,
            marks,
            spot,
            out: String::with_capacity(text.len() + text.len() / 8),
            open: Vec::new(),
            in_code: false,
            opener: None,
            begun: usize::MAX,
            ended: usize::MAX,
        }
    }

    fn open(&mut self, index: usize, mark: &Mark, piece: &Piece<'_>) {
        let end = if self.in_code {
            End::None
        } else {
            match mark.kind {
                MarkKind::Link(link) => self.link(piece.address(link)),
                MarkKind::Strong => self.sign("**", index),
                MarkKind::Emphasis => self.sign("*", index),
                MarkKind::Deleted => self.sign("~~", index),
                MarkKind::Code => self.code(mark),
                MarkKind::Subscript | MarkKind::Superscript => End::None,
            }
        };
        self.open.push(end);
    }

    fn close(&mut self) {
        match self.open.pop() {
            None | Some(End::None) => return,
            Some(End::Sign(sign)) => self.out.push_str(sign),
            Some(End::Address(address)) => {
                self.out.push_str("](");
                self.out.push_str(&address);
                self.out.push(')');
            }
            Some(End::Code(sign)) => {
                self.out.push_str(&sign);
                self.in_code = false;
            }
        }
        self.ended = self.out.len();
    }

    fn link(&mut self, address: Option<&str>) -> End {
        let Some(address) = address.and_then(address::safe) else {
            return End::None;
        };
        self.out.push('[');
        End::Address(destination(&address, self.spot))
    }

    /// Begins a mark that a sign stands on both sides of, if the sign is read as
    /// that: where a word and punctuation meet, it is not.
    fn sign(&mut self, sign: &'static str, index: usize) -> End {
        let mark = self.marks[index].range();
        let other_sign = |inner: &&Mark| !delimiter(inner.kind).starts_with(&sign[..1]);
        let mut inside = self.marks[index + 1..]
            .iter()
            .take_while(|inner| inner.range().start < mark.end);
        let first_is_letter = self.text[mark.clone()].starts_with(char::is_alphanumeric)
            && !inside
                .clone()
                .take_while(|inner| inner.range().start == mark.start)
                .any(|inner| other_sign(&inner));
        let last_is_letter = self.text[mark.clone()].ends_with(char::is_alphanumeric)
            && !inside.any(|inner| inner.range().end == mark.end && other_sign(&inner));
        let before = self.out.chars().next_back();
        let after = self.text[mark.end..].chars().next();
        let adjoins = self.ended == self.out.len() && self.out.ends_with(&sign[..1]);
        // Right behind text it could end the mark around it as well, but not out of a link.
        let around = |end: &End| matches!(end, End::Sign(outer) if outer.starts_with(&sign[..1]));
        let is_link = |end: &End| matches!(end, End::Address(_));
        let mut open = self.open.iter().rev().take_while(|end| !is_link(end));
        let may_end = self.begun != self.out.len()
            && before.is_some_and(|c| !c.is_whitespace())
            && !(first_is_letter && is_gap(before))
            && open.any(around);
        if adjoins
            || may_end
            || !(first_is_letter || is_gap(before))
            || !(last_is_letter || is_gap(after))
        {
            return End::None;
        }
        self.out.push_str(sign);
        self.begun = self.out.len();
        End::Sign(sign)
    }

    /// Begins code, between more backticks than there are inside.
    fn code(&mut self, mark: &Mark) -> End {
        let code = &self.text[mark.range()];
        let adjoins = self.ended == self.out.len() && self.out.ends_with('`');
        let splits_cell = self.spot == Spot::Cell && code.contains("\\|");
        let in_link = self.open.iter().any(|end| matches!(end, End::Address(_)));
        let ends_link = in_link && code.contains(']');
        if adjoins || splits_cell || ends_link || code.contains('\n') {
            return End::None;
        }
        let ticks = "`".repeat(escape::longest_run(code, '`') + 1);
        let gap = if code.starts_with('`') || code.ends_with('`') {
            " "
        } else {
            ""
        };
        self.out.push_str(&ticks);
        self.out.push_str(gap);
        self.in_code = true;
        End::Code(format!("{gap}{ticks}"))
    }

    fn text(&mut self, place: Range<usize>) {
        let segment = &self.text[place.clone()];
        if self.in_code {
            match self.spot {
                Spot::Cell => self.out.push_str(&segment.replace('|', "\\|")),
                _ => self.out.push_str(segment),
            }
            return;
        }
        let mut before = None;
        for (at, c) in segment.char_indices() {
            let (at, after) = (place.start + at, &segment[at + c.len_utf8()..]);
            self.character(c, at, before, after);
            before = Some(c);
        }
    }

    /// Writes a character of the text that stands there, between these of the
    /// same segment.
    fn character(&mut self, c: char, at: usize, before: Option<char>, after: &str) {
        let begins_line = self.out.is_empty() || self.out.ends_with('\n');
        let in_lines = matches!(self.spot, Spot::Paragraph | Spot::Term);
        match c {
            '\n' | '\r' if in_lines => {
                trim_end(&mut self.out);
                if !begins_line {
                    self.out.push_str("\\\n");
                }
                return;
            }
            ' ' | '\t' | '\n' | '\r' => {
                if !begins_line {
                    self.out.push(' ');
                }
                return;
            }
            _ => {}
        }
        let rest = &self.text[at..];
        if begins_line {
            let line = rest.split('\n').next().unwrap_or(rest);
            let opener = match self.spot {
                Spot::Paragraph | Spot::Term => escape::opener(line),
                // A row of rules behind the bullet of an item would be one.
                Spot::Cell => escape::is_rule(line).then_some(0),
                Spot::Heading => None,
            };
            self.opener = opener.map(|opener| at + opener);
        }
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let escaped = match c {
            '_' => !(is_letter(before) && is_letter(after.chars().next())),
            '<' => escape::begins_tag(&rest[1..]),
            '&' => escape::begins_reference(&rest[1..]),
            // Before a link it would make a picture of it.
            '!' => after.is_empty() && rest.len() > 1,
            '|' if self.spot == Spot::Cell => true,
            _ => escape::is_markup(c),
        };
        if escaped || self.opener == Some(at) {
            self.out.push('\\');
        }
        self.out.push(c);
    }

    fn finish(mut self) -> String {
        trim_end(&mut self.out);
        if self.spot == Spot::Heading {
            let text = self.out.trim_end_matches('#');
            let closes = text.is_empty() || text.ends_with(' ');
            if closes && text.len() < self.out.len() {
                self.out.insert(text.len(), '\\');
            }
        }
        self.out
    }
}

/// The characters that a sign of this kind is of.
fn delimiter(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Link(_) => "[",
        MarkKind::Emphasis | MarkKind::Strong => "*",
        MarkKind::Code => "`",
        MarkKind::Deleted => "~",
        MarkKind::Subscript | MarkKind::Superscript => "",
    }
}

/// Whether there is white space or punctuation, as every reader of Markdown
/// understands these.
fn is_gap(c: Option<char>) -> bool {
    c.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation())
}

/// The address of a link, between `<` and `>` where it has to be.
fn destination(address: &str, spot: Spot) -> String {
    let wrapped = address.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<'));
    let mut out = String::with_capacity(address.len() + 2);
    if wrapped {
        out.push('<');
    }
    for (at, c) in address.char_indices() {
        let escaped = match c {
            '\\' | '<' | '>' => true,
            '|' => spot == Spot::Cell,
            '&' => escape::begins_reference(&address[at + 1..]),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(c);
    }
    if wrapped {
        out.push('>');
    }
    out
}

fn trim_end(out: &mut String) {
    out.truncate(out.trim_end_matches([' ', '\t']).len());
}
