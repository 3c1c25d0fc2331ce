//! Markdown: CommonMark, with the tables and the strikethrough of GitHub.
//!
//! ````markdown
//! # Storm closes mountain road
//!
//! The road over the pass [stays closed](/pass) until **Friday**.
//!
//! ## What to take instead
//!
//! - the train through the tunnel
//! - the old road, on foot
//! ````
//!
//! The headline is the one heading of the first level; every other one is of the
//! second to the sixth. What would be markup in the text is escaped by a
//! backslash, a line break in a paragraph is a backslash at the line's end, and
//! no HTML is written: subscript and superscript stand as plain text, a list of
//! definitions as paragraphs with their terms in bold. Code is fenced. Links are
//! relative or of the schemes `http`, `https`, `mailto`; of any other link its
//! text is left. Marks that Markdown cannot tell where they stand (`a*"b"*`) are
//! left out.
//!
//! Links, emphasis and nesting are there when the document is of a page and the
//! cleaner was built with [`markup`](crate::CleanerBuilder::markup). Of plain
//! text the roles tell headings, lists, quotations and tables.

mod escape;
mod inline;

use std::io::{self, Write};

use self::inline::Spot;
use super::outline::{self, Container, Mark, Writer};
use super::string;
use crate::document::{Document, FrameKind, Piece};

/// Writes the headline and the body as Markdown; nothing when nothing was kept.
///
/// # Errors
///
/// Whatever error `out` gives.
///
/// ```
/// let document = dechrome::Cleaner::new().clean_text("The *old* road stays closed.\n")?;
/// let mut out = Vec::new();
/// dechrome::render::markdown::write(&document, &mut out)?;
/// assert_eq!(out, b"The \\*old\\* road stays closed.\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write(document: &Document<'_>, out: &mut impl Write) -> io::Result<()> {
    let title = document.title();
    if let Some(title) = &title {
        writeln!(out, "# {}", inline::heading(title))?;
    }
    let mut markdown = Markdown {
        out,
        levels: Vec::new(),
        settled: 0,
        closed: None,
        before: title.map(|_| Before::Other),
    };
    outline::walk(document, &mut markdown)
}

impl Document<'_> {
    /// The headline and the body as Markdown; empty when nothing was kept. See
    /// [`render::markdown`](crate::render::markdown).
    ///
    /// ```
    /// let page = "\
    /// The ferry runs again
    ///
    /// The ferry across the lake runs again since Monday, every hour until eight.
    ///
    /// Tickets cost four euros, and bicycles travel free until the end of May.
    /// ";
    /// let document = dechrome::Cleaner::new().clean_text(page)?;
    /// assert_eq!(document.to_markdown(), format!("# {page}"));
    /// # Ok::<(), dechrome::Error>(())
    /// ```
    pub fn to_markdown(&self) -> String {
        string(|out| write(self, out))
    }
}

/// The most that CommonMark reads as an item's number.
const LARGEST_NUMBER: u32 = 999_999_999;

struct Markdown<'w, W> {
    out: &'w mut W,
    levels: Vec<Level>,
    /// How many of the levels something was written in already.
    settled: usize,
    /// The list that was closed last with nothing after it: how many levels
    /// there were around it, and its delimiter.
    closed: Option<(usize, char)>,
    /// What was written last.
    before: Option<Before>,
}

enum Level {
    Quote,
    /// A list, and what stands at its items.
    List(char),
    /// An item: its marker until that is written, and how wide it is.
    Item {
        marker: Option<String>,
        width: usize,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// A paragraph: an item may follow without a blank line.
    Paragraph,
    Other,
}

impl<W: Write> Writer for Markdown<'_, W> {
    fn open(&mut self, container: Container) -> io::Result<()> {
        let level = match container {
            Container::Quote => Level::Quote,
            Container::Bullets => self.list('-', '*'),
            Container::Numbers(_) => self.list('.', ')'),
            Container::Item(mark) => {
                let delimiter = match self.levels.last() {
                    Some(Level::List(delimiter)) => *delimiter,
                    _ => '-',
                };
                let marker = match mark {
                    Mark::Bullet => format!("{delimiter} "),
                    Mark::Next(number) | Mark::Jump(number) => {
                        format!("{}{delimiter} ", number.min(LARGEST_NUMBER))
                    }
                };
                Level::Item {
                    width: marker.len(),
                    marker: Some(marker),
                }
            }
        };
        self.levels.push(level);
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        if let Some(Level::List(delimiter)) = self.levels.pop() {
            self.closed = Some((self.levels.len(), delimiter));
        }
        self.settled = self.settled.min(self.levels.len());
        Ok(())
    }

    fn leaf(&mut self, run: &[Piece<'_>]) -> io::Result<()> {
        if self.before.is_some() && !self.is_tight() {
            self.blank()?;
        }
        self.closed = None;
        self.before = Some(Before::Other);
        match run[0].frame.kind {
            FrameKind::Paragraph | FrameKind::Caption => {
                self.paragraph(run, Spot::Paragraph)?;
                self.before = Some(Before::Paragraph);
            }
            FrameKind::Heading(level) => {
                let hashes = &"######"[..usize::from(level.clamp(2, 6))];
                let text = inline::written(&run[0], Spot::Heading);
                self.line(&format!("{hashes} {text}"))?;
            }
            FrameKind::Preformatted => self.code(run)?,
            FrameKind::Row { .. } => self.table(run)?,
            FrameKind::Term | FrameKind::Definition => self.definitions(run)?,
        }
        self.settled = self.levels.len();
        Ok(())
    }
}

impl<W: Write> Markdown<'_, W> {
    /// A list that is none with the list right before it.
    fn list(&self, usual: char, other: char) -> Level {
        let taken = self.closed == Some((self.levels.len(), usual));
        Level::List(if taken { other } else { usual })
    }

    /// Whether what comes is an item that needs no blank line before it.
    fn is_tight(&self) -> bool {
        let (old, new) = self.levels.split_at(self.settled);
        let goes_on = match (old.last(), new.first()) {
            (Some(Level::List(_)), Some(Level::Item { .. })) => true,
            // A number other than 1 does not end a paragraph.
            (Some(Level::Item { .. }), Some(Level::List(_))) => !matches!(
                new.get(1),
                Some(Level::Item { marker: Some(marker), .. })
                    if marker.starts_with(|c: char| c.is_ascii_digit())
                        && !matches!(marker.as_str(), "1. " | "1) ")
            ),
            _ => false,
        };
        goes_on && self.before == Some(Before::Paragraph)
    }

    /// A blank line, in the quotations that go on.
    fn blank(&mut self) -> io::Result<()> {
        let mut prefix = String::new();
        for level in &self.levels[..self.settled] {
            match level {
                Level::Quote => prefix.push_str("> "),
                Level::List(_) => {}
                Level::Item { width, .. } => prefix.extend(std::iter::repeat_n(' ', *width)),
            }
        }
        writeln!(self.out, "{}", prefix.trim_end())
    }

    /// A line, behind the signs of all levels.
    fn line(&mut self, text: &str) -> io::Result<()> {
        let mut line = String::new();
        for level in &mut self.levels {
            match level {
                Level::Quote => line.push_str("> "),
                Level::List(_) => {}
                Level::Item { marker, width } => match marker.take() {
                    Some(marker) => line.push_str(&marker),
                    None => line.extend(std::iter::repeat_n(' ', *width)),
                },
            }
        }
        if text.is_empty() {
            line.truncate(line.trim_end().len());
        }
        line.push_str(text);
        writeln!(self.out, "{line}")
    }

    /// The lines of a paragraph, each but the last with a break at its end.
    fn paragraph(&mut self, run: &[Piece<'_>], spot: Spot) -> io::Result<()> {
        let pieces: Vec<String> = run
            .iter()
            .map(|piece| inline::written(piece, spot))
            .collect();
        pieces
            .join("\\\n")
            .lines()
            .try_for_each(|line| self.line(line))
    }

    fn code(&mut self, run: &[Piece<'_>]) -> io::Result<()> {
        let longest = run
            .iter()
            .map(|piece| escape::longest_run(&piece.text, '`'));
        let fence = "`".repeat(longest.max().unwrap_or(0).max(2) + 1);
        self.line(&fence)?;
        for line in run.iter().flat_map(|piece| piece.text.lines()) {
            self.line(line)?;
        }
        self.line(&fence)
    }

    /// A table has a row of headers, an empty one if the page has none, and as
    /// many columns as its widest row.
    fn table(&mut self, run: &[Piece<'_>]) -> io::Result<()> {
        let columns = run.iter().map(|row| row.cells().count()).max().unwrap_or(0);
        let has_header = matches!(run[0].frame.kind, FrameKind::Row { header: true });
        let (header, rows) = run.split_at(usize::from(has_header));
        let mut line = String::from("|");
        for cell in header.iter().flat_map(Piece::cells) {
            push_cell(&mut line, &cell);
        }
        let missing = columns - header.first().map_or(0, |row| row.cells().count());
        line.push_str(&"  |".repeat(missing));
        self.line(&line)?;
        self.line(&format!("|{}", " --- |".repeat(columns)))?;
        for row in rows {
            let mut line = String::from("|");
            for cell in row.cells() {
                push_cell(&mut line, &cell);
            }
            self.line(&line)?;
        }
        Ok(())
    }

    fn definitions(&mut self, run: &[Piece<'_>]) -> io::Result<()> {
        for (index, piece) in run.iter().enumerate() {
            if index > 0 {
                self.settled = self.levels.len();
                self.blank()?;
            }
            let spot = match piece.frame.kind {
                FrameKind::Term => Spot::Term,
                _ => Spot::Paragraph,
            };
            self.paragraph(std::slice::from_ref(piece), spot)?;
        }
        Ok(())
    }
}

fn push_cell(line: &mut String, cell: &Piece<'_>) {
    line.push(' ');
    line.push_str(&inline::written(cell, Spot::Cell));
    line.push_str(" |");
}
