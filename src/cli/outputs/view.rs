//! What is written of a document, by the view that was asked for.

use std::fmt::{self, Display};
use std::io::{self, Write};
use std::path::Path;

use dechrome::Document;
use dechrome::render::explain::Style;
use dechrome::render::jsonl::Blocks;
use dechrome::render::{explain, html, json, jsonl, markdown, text};

#[cfg(feature = "parquet")]
use super::super::containers;
use super::super::containers::{Carried, Place};
use super::super::inputs::Input;
use super::super::record::Record;

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

/// How a run writes its documents.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rendering {
    pub(crate) view: View,
    /// Whether an explanation says which document it is of.
    pub(crate) headings: bool,
    /// Whether it is told of which document one is a copy.
    pub(crate) copies: bool,
}

/// Where a document stood.
#[derive(Clone, Copy)]
pub(crate) struct Origin<'o> {
    pub(crate) input: &'o Input,
    pub(crate) place: &'o Place,
}

/// What stood beside a document in its record.
#[derive(Clone, Copy)]
pub(crate) enum Fields<'o> {
    /// What its container carries along.
    Carried(&'o Carried),
    /// The fields of a line of JSON Lines, and which of them was cleaned.
    Line {
        record: &'o Record<'o>,
        cleaned: Option<&'o str>,
    },
}

/// What was made of one document.
#[derive(Debug, Default)]
pub(crate) struct Piece {
    pub(crate) bytes: Vec<u8>,
    /// What parts it from a document before it.
    pub(crate) joint: &'static [u8],
}

/// The line between documents of text: a form feed, as pdftotext parts pages.
const FORM_FEED: &[u8] = b"\x0C\n";

/// Whether there is anything to print of a document.
pub(crate) fn keeps_something(document: &Document<'_>) -> bool {
    document.blocks().any(|block| block.kept())
}

/// Renders a document, or what is to be said in the place of one that failed: an
/// error record in JSON Lines, nothing in the other views.
pub(crate) fn render(
    rendering: Rendering,
    origin: Origin<'_>,
    fields: &Fields<'_>,
    document: Result<&Document<'_>, &str>,
) -> io::Result<Piece> {
    let mut piece = Piece::default();
    let out = &mut piece.bytes;
    match (rendering.view, document) {
        (View::JsonLines(blocks), document) => {
            let mut ours = vec!["headline", "body", "lang", "error"];
            if blocks == Blocks::With {
                ours.push("blocks");
            }
            if rendering.copies {
                ours.push("copy_of");
            }
            out.push(b'{');
            fields.write(origin, document.is_ok(), ours, out)?;
            record(document, blocks, out)?;
        }
        (_, Err(_)) => {}
        (View::Text | View::Markdown | View::Html, Ok(document)) if !keeps_something(document) => {}
        (View::Text, Ok(document)) => {
            piece.joint = FORM_FEED;
            text::write(document, out)?;
        }
        (View::Markdown, Ok(document)) => {
            piece.joint = FORM_FEED;
            markdown::write(document, out)?;
        }
        (View::Html, Ok(document)) => {
            piece.joint = FORM_FEED;
            html::write(document, out)?;
        }
        (View::Json, Ok(document)) => json::write(document, out)?,
        (View::Explain(style), Ok(document)) => {
            if rendering.headings || *origin.place != Place::Whole {
                piece.joint = b"\n";
                writeln!(out, "==> {origin} <==")?;
            }
            explain::write(document, &style, out)?;
        }
    }
    Ok(piece)
}

/// Ends a line of JSON Lines with what is ours of it.
fn record(
    document: Result<&Document<'_>, &str>,
    blocks: Blocks,
    out: &mut Vec<u8>,
) -> io::Result<()> {
    match document {
        Ok(document) => jsonl::write_fields(document, blocks, out)?,
        Err(error) => {
            out.extend(br#""headline":null,"body":"","lang":null,"error":"#);
            serde_json::to_writer(&mut *out, error)?;
        }
    }
    out.extend(b"}\n");
    Ok(())
}

/// Adds to a line of JSON of which document it is a copy, or that it is none.
pub(crate) fn with_copy(line: &mut Vec<u8>, copy_of: Option<&str>) {
    if line.ends_with(b"}\n") {
        line.truncate(line.len() - 2);
        line.extend(b",\"copy_of\":");
        line.extend(serde_json::Value::from(copy_of).to_string().bytes());
        line.extend(b"}\n");
    }
}

impl Fields<'_> {
    /// Writes the fields that a record owes to its input but for those that are ours,
    /// each with a comma after it. A record that failed keeps the field that was to be cleaned.
    fn write<'o>(
        &'o self,
        origin: Origin<'_>,
        cleaned_well: bool,
        mut ours: Vec<&'o str>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        match self {
            Fields::Line { record, cleaned } => {
                if cleaned_well {
                    ours.extend(cleaned);
                }
                record.write_without(&ours, out)
            }
            Fields::Carried(Carried::Fields(fields)) => {
                let others = fields
                    .iter()
                    .filter(|(name, _)| !ours.contains(&name.as_str()));
                for (name, value) in others {
                    serde_json::to_writer(&mut *out, name)?;
                    write!(out, ":{},", value.get())?;
                }
                Ok(())
            }
            #[cfg(feature = "parquet")]
            Fields::Carried(Carried::Row { batch, row }) => {
                containers::parquet::write_fields(batch, *row, &ours, out)
            }
            Fields::Carried(Carried::Nothing) => origin.write(out),
        }
    }
}

impl Origin<'_> {
    /// Writes where the document stood, as fields with a comma after each.
    fn write(self, out: &mut impl Write) -> io::Result<()> {
        match self.place {
            Place::Whole => {
                out.write_all(b"\"path\":")?;
                let path = self.input.path().map(Path::to_string_lossy);
                serde_json::to_writer(&mut *out, &path)?;
                out.write_all(b",")
            }
            Place::Member(_) => {
                out.write_all(b"\"path\":")?;
                serde_json::to_writer(&mut *out, &self.to_string())?;
                out.write_all(b",")
            }
            Place::Line(number) => write!(out, "\"line\":{number},"),
            Place::Offset(offset) => write!(out, "\"offset\":{offset},"),
        }
    }
}

/// As headings and messages name it.
impl Display for Origin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.input, self.place)
    }
}
