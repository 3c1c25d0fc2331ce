//! Containers: what holds documents, read one after the other with bounded memory.
//!
//! This is the seam between those who read files and those who clean what is in
//! them. A container is a [`Container`]: it is asked for [`next`](Container::next)
//! until it has no more, and gives each time a [`Found`] document or, in its place,
//! the [`Damage`] that it met; after damage it goes on with what comes next, if it
//! can. It never holds more than what is in hand, so that its memory does not grow
//! with the number of its documents; one that is larger than
//! [`Reading::largest`] once it is unpacked is damage, not memory.
//!
//! A document that was found has three parts:
//!
//! - its [`Place`]: where in the input it stands, for messages and for the name of
//!   the file that is made of it;
//! - its [`Content`]: bytes or text, still to be decoded and cleaned. Reading is done
//!   by one thread at a time and cleaning by all, so whatever costs time and needs no
//!   order (parsing a line of JSON, decoding) is left to the content's user;
//! - what is [`Carried`] past the cleaner into the output: the other fields of a
//!   record, as JSON or as a row of a table.
//!
//! Inputs are opened by [`open`](open()), which tells what they are: first compression
//! by content, then the kind of container by what the user says, by name and by first
//! bytes. What is no container is [`Whole`](whole::Whole), one document.
//!
//! Outputs take documents back in the order in which they were found, whatever the
//! number of threads. Records (of JSON Lines, WARC, CSV, Parquet) go on as records;
//! members of an archive go on as files of their own ([`Holds`]).
//!
//! # Parquet (feature `parquet`)
//!
//! Its reader hands each document on as [`Carried::Row`]: a shared record batch that
//! holds the *other* columns (without the cleaned one), the file's key-value metadata
//! in its schema, and the number of the row.
//! `parquet::write_fields(&batch, row, without, out)` writes a row's other columns as
//! JSON fields, each with a comma after it, for the views of JSON.
//!
//! Its writer makes a file of parts, so that a run which was killed goes on behind the
//! last whole part. A part is a small Parquet file of one row group:
//!
//! - `Table::of(&Carried, Added)` decides the columns by the first row: those that it
//!   carries, then `headline`, `body`, `lang`, `error`, and `blocks` and `copy_of`
//!   where [`Added`] wants them; for documents that carry no row the columns before
//!   these are `path` and `place` (strings) and `fields` (the carried fields as one JSON
//!   object, or null);
//! - `Table::of_part(&Path)` reads them back from a part;
//! - `table.accepts(&Carried)` says why a row does not fit in;
//! - `table.write_part(&[Row], impl Write + Send)` writes rows as one part;
//! - `table.join(&[PathBuf], impl Write + Send)` makes one file of the parts, a row group each,
//!   by copying their column chunks, one after the other. The same rows in the same
//!   parts give the same bytes.

mod codec;
mod delimited;
mod fields;
mod http;
mod json_lines;
mod kind;
mod lookback;
mod member;
mod members;
mod open;
#[cfg(feature = "parquet")]
pub(crate) mod parquet;
mod tar;
mod unpack;
mod warc;
mod whole;
mod zip;

use std::borrow::Cow;
use std::fmt::{self, Display};
use std::io;
use std::path::PathBuf;
#[cfg(feature = "parquet")]
use std::sync::Arc;

#[cfg(feature = "parquet")]
use arrow_array::RecordBatch;
use dechrome::Source;
use serde_json::value::RawValue;

use super::args::InputFormat;
use super::messages::{Shown, reason};

pub(crate) use open::open;

/// Gives the documents of one input, in order.
pub(crate) trait Container: Send {
    /// The next document, or what is wrong in its place; `None` at the end.
    ///
    /// After damage the container goes on behind it. Where that is impossible the
    /// damage is the last that it gives.
    fn next(&mut self) -> Option<Result<Found, Damage>>;

    /// Whether the next answer is in hand already, so that asking for it does not
    /// wait for whoever writes the input. What was done goes out before a wait.
    fn ready(&self) -> bool {
        true
    }

    /// What was passed over because it holds no document, in words; once the container
    /// is at its end.
    fn passed_over(&self) -> Option<String> {
        None
    }

    /// What the container holds, which decides the files that are made of it.
    fn holds(&self) -> Holds;
}

/// What a container holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    /// One document: the input itself.
    Itself,
    /// Records, which stay together in one output.
    Records,
    /// Members with names, each an output of its own in a tree.
    Members,
}

/// A document that was found.
pub(crate) struct Found {
    pub(crate) place: Place,
    pub(crate) content: Content,
    pub(crate) carried: Carried,
}

/// Where in an input something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// It is all of the input.
    Whole,
    /// In this line, or row, from 1.
    Line(u64),
    /// In the record that starts at this byte of the unpacked input.
    Offset(u64),
    /// In the member of this name, as the archive has it: it may be absolute or lead
    /// upwards, and whoever writes a file for it must see to that.
    Member(PathBuf),
}

/// A document as it was found.
pub(crate) enum Content {
    /// Bytes in an encoding that is to be found out.
    Bytes {
        bytes: Vec<u8>,
        /// What the container says that it is, by a content type.
        source: Option<Source>,
        /// The label of the encoding that the container says, which a byte-order mark
        /// overrules and which may be wrong or unknown.
        charset: Option<String>,
    },
    /// Text that is decoded already, and what the container says that it is.
    Text {
        text: String,
        source: Option<Source>,
    },
    /// There is none, and why; what is carried goes on.
    #[cfg(feature = "parquet")]
    Missing(String),
    /// A line of JSON Lines, not parsed yet: the document is in one of its fields,
    /// and the others are carried on.
    Line(String),
}

/// What goes past the cleaner into the output.
#[derive(Clone, Debug)]
pub(crate) enum Carried {
    /// Nothing but where the document comes from.
    Nothing,
    /// Fields of a record in their order: name, and value as JSON. The document's own
    /// field is not among them.
    Fields(Vec<(String, Box<RawValue>)>),
    /// A row of a Parquet file, without the document's column.
    #[cfg(feature = "parquet")]
    Row { batch: Arc<RecordBatch>, row: usize },
}

/// What cleaning adds to a row of a table.
#[cfg(feature = "parquet")]
#[derive(Debug, Default)]
pub(crate) struct Cleaned {
    pub(crate) headline: Option<String>,
    pub(crate) body: String,
    pub(crate) lang: Option<String>,
    /// Why there is no more than this.
    pub(crate) error: Option<String>,
    /// All blocks as JSON, where they are wanted.
    pub(crate) blocks: Option<String>,
    /// Of which document it is a copy, where that was asked.
    pub(crate) copy_of: Option<String>,
}

/// A document on its way into a table.
#[cfg(feature = "parquet")]
#[derive(Debug)]
pub(crate) struct Row {
    /// The input's path, and where in it the document stood.
    pub(crate) path: String,
    pub(crate) place: String,
    pub(crate) carried: Carried,
    pub(crate) cleaned: Cleaned,
}

/// Which columns a table has beyond `headline`, `body`, `lang` and `error`.
#[cfg(feature = "parquet")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Added {
    pub(crate) blocks: bool,
    pub(crate) copy_of: bool,
}

/// What is wrong in the place of a document.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Damage {
    pub(crate) place: Place,
    /// In words that follow the place: "is cut off".
    pub(crate) message: String,
}

/// How inputs are to be read.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    /// What the user says that inputs are.
    pub(crate) said: InputFormat,
    /// The field or column that holds the document, if the user names one.
    pub(crate) field: Option<String>,
    /// How many bytes a document may have that is a record or comes out of an archive
    /// or a compressed file.
    pub(crate) largest: u64,
}

#[cfg(test)]
impl Reading {
    /// Documents of so many bytes, of which the user says nothing.
    fn of_at_most(largest: u64) -> Reading {
        Reading {
            said: InputFormat::Auto,
            field: None,
            largest,
        }
    }
}

fn unread(error: io::Error) -> String {
    reason(&error)
}

/// Bytes as text, what is not UTF-8 replaced. Those that are UTF-8 throughout, as nearly
/// all are, are known at once for what they are.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// What is said of a document that is larger, unpacked, than it may be.
fn too_large(largest: u64) -> String {
    format!("is larger than {largest} bytes once it is unpacked")
}

/// As messages name it, behind the name of the input.
impl Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Whole => Ok(()),
            Place::Line(number) => write!(f, ":{number}"),
            Place::Offset(offset) => write!(f, "@{offset}"),
            Place::Member(name) => write!(f, "/{}", Shown(name)),
        }
    }
}
