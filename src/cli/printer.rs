//! Writes documents to one output, one after the other, each by the view that was
//! asked for.

use std::fmt::{self, Display};
use std::io::{self, Write};
use std::path::Path;

use dechrome::Document;
use dechrome::render::explain::Style;
use dechrome::render::jsonl::Blocks;
use dechrome::render::{explain, html, json, jsonl, markdown, text};

use super::inputs::Input;
use super::record::Record;

/// How documents are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    Text,
    Markdown,
    Html,
    Json,
    JsonLines(Blocks),
    Explain(Style),
}

/// Where a document stood.
pub(crate) enum Origin<'o> {
    /// It is all of an input.
    Whole(&'o Input),
    /// It is in a line of JSON Lines; `record` is `None` when that line could not
    /// be read, `cleaned` the field that was cleaned.
    Line {
        input: &'o Input,
        number: u64,
        record: Option<&'o Record<'o>>,
        cleaned: Option<&'o str>,
    },
}

/// Whether there is anything to print of a document.
pub(crate) fn keeps_something(document: &Document<'_>) -> bool {
    document.blocks().any(|block| block.kept())
}

/// One output, to which any number of documents go.
pub(crate) struct Printer<W> {
    out: W,
    view: View,
    /// Whether an explanation says which document it is of.
    headings: bool,
    /// Whether somebody watches, so that each document goes out at once.
    watched: bool,
    /// How many documents printed something.
    printed: u64,
}

impl<W: Write> Printer<W> {
    pub(crate) fn new(out: W, view: View) -> Printer<W> {
        Printer {
            out,
            view,
            headings: false,
            watched: false,
            printed: 0,
        }
    }

    /// The same, expecting several inputs.
    pub(crate) fn with_headings(self, headings: bool) -> Printer<W> {
        Printer { headings, ..self }
    }

    /// The same, with somebody watching.
    pub(crate) fn watched(self, watched: bool) -> Printer<W> {
        Printer { watched, ..self }
    }

    /// Writes a document, or what is to be said in the place of one that failed:
    /// an error record in JSON Lines, nothing in the other views.
    pub(crate) fn print(
        &mut self,
        origin: &Origin<'_>,
        document: Result<&Document<'_>, &str>,
    ) -> io::Result<()> {
        match (self.view, document) {
            (View::JsonLines(blocks), document) => self.record(origin, document, blocks)?,
            (_, Err(_)) => return Ok(()),
            (View::Text | View::Markdown | View::Html, Ok(document))
                if !keeps_something(document) =>
            {
                return Ok(());
            }
            (View::Text, Ok(document)) => self.article(document, text::write)?,
            (View::Markdown, Ok(document)) => self.article(document, markdown::write)?,
            (View::Html, Ok(document)) => self.article(document, html::write)?,
            (View::Json, Ok(document)) => json::write(document, &mut self.out)?,
            (View::Explain(style), Ok(document)) => {
                if self.headings || matches!(origin, Origin::Line { .. }) {
                    let gap = if self.printed > 0 { "\n" } else { "" };
                    writeln!(self.out, "{gap}==> {origin} <==")?;
                }
                explain::write(document, &style, &mut self.out)?;
            }
        }
        self.printed += 1;
        if self.watched {
            self.out.flush()
        } else {
            Ok(())
        }
    }

    /// Writes headline and body, parted from those before.
    fn article(
        &mut self,
        document: &Document<'_>,
        write: fn(&Document<'_>, &mut W) -> io::Result<()>,
    ) -> io::Result<()> {
        if self.printed > 0 {
            self.out.write_all(b"\x0C\n")?;
        }
        write(document, &mut self.out)
    }

    /// Writes one line of JSON Lines.
    fn record(
        &mut self,
        origin: &Origin<'_>,
        document: Result<&Document<'_>, &str>,
        blocks: Blocks,
    ) -> io::Result<()> {
        self.out.write_all(b"{")?;
        origin.write_fields(document.is_ok(), blocks, &mut self.out)?;
        match document {
            Ok(document) => jsonl::write_fields(document, blocks, &mut self.out)?,
            Err(error) => {
                self.out
                    .write_all(br#""headline":null,"body":"","lang":null,"error":"#)?;
                serde_json::to_writer(&mut self.out, error)?;
            }
        }
        self.out.write_all(b"}\n")
    }

    /// Hands on what is held back, so that whoever reads has all there is.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// The output itself, to be closed.
    pub(crate) fn into_inner(self) -> W {
        self.out
    }
}

impl Origin<'_> {
    /// Writes the fields that a record owes to its input, each with a comma after
    /// it. A record that failed keeps the field that was to be cleaned.
    fn write_fields(
        &self,
        cleaned_well: bool,
        blocks: Blocks,
        out: &mut impl Write,
    ) -> io::Result<()> {
        match self {
            Origin::Whole(input) => {
                out.write_all(b"\"path\":")?;
                serde_json::to_writer(&mut *out, &input.path().map(Path::to_string_lossy))?;
                out.write_all(b",")
            }
            Origin::Line {
                number,
                record: None,
                ..
            } => write!(out, "\"line\":{number},"),
            Origin::Line {
                record: Some(record),
                cleaned,
                ..
            } => {
                let mut ours = vec!["headline", "body", "lang", "error"];
                if blocks == Blocks::With {
                    ours.push("blocks");
                }
                if cleaned_well {
                    ours.extend(cleaned);
                }
                record.write_without(&ours, out)
            }
        }
    }
}

/// As headings and messages name it.
impl Display for Origin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Whole(input) => input.fmt(f),
            Origin::Line { input, number, .. } => write!(f, "{input}:{number}"),
        }
    }
}
