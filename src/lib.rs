//! Strips site chrome from web pages and scraped text: emits the headline and the
//! body.
//!
//! Site chrome is what belongs to the site and not to this article: navigation,
//! share buttons, tag lists, counters, photo credits, "read also" lists, comment
//! prompts, newsletter and cookie notices. A [`Cleaner`] finds it in HTML, or in
//! text that somebody has scraped already, whatever its encoding, and makes a
//! [`Document`] of it: every block with a verdict, and views of what was kept.
//!
//! [`Cleaner::clean`] tells a page from a text by its first bytes
//! ([`Source::sniff`]); [`Cleaner::clean_html`], [`Cleaner::clean_text`] and
//! [`Cleaner::clean_as`] are told.
//!
//! # Quick start
//!
//! ```
//! use dechrome::{Cleaner, Role};
//!
//! fn main() -> Result<(), dechrome::Error> {
//!     let page = "\
//! Storm closes the mountain road for three days
//!
//! © AP Photo / File
//! Share
//!
//! The road over the pass will stay closed until Friday evening, the canton said on Tuesday, because more snow is expected.
//!
//! Workers had cleared most of the northern side by noon, but the wind closed the way behind them within an hour.
//!
//! Travellers are asked to take the train through the tunnel instead, which carries cars every thirty minutes.
//!
//! Share
//! Comments
//! ";
//!     let cleaner = Cleaner::builder().keep([Role::Caption]).build();
//!     let document = cleaner.clean(page.as_bytes())?;
//!
//!     println!("{}", document.headline().unwrap_or_default());
//!     for paragraph in document.body() {
//!         println!("{paragraph}");
//!     }
//!     for block in document.blocks().filter(|block| !block.kept()) {
//!         println!("stripped from line {}: {} ({})", block.lines().start(), block.text(), block.role());
//!     }
//!     Ok(())
//! }
//! ```
//!
//! When only the text is wanted:
//!
//! ```
//! let page = "\
//! Storm closes the mountain road for three days
//!
//! The road over the pass will stay closed until Friday evening, the canton said on Tuesday.
//!
//! Workers had cleared most of the northern side by noon, but the wind closed the way behind them.
//! ";
//! // A page that is clean already comes out as it went in.
//! assert_eq!(dechrome::Cleaner::new().clean_text(page)?.to_text(), page);
//! # Ok::<(), dechrome::Error>(())
//! ```
//!
//! # The pipeline
//!
//! ```text
//! bytes → decode → text → segment → blocks → describe → features → score → decide → Document → render
//! ```
//!
//! 1. *Decode*: the bytes are read as text, in the encoding that a byte-order
//!    mark, the caller, the document or the bytes themselves speak for
//!    ([`Document::encoding`] tells which, and why).
//! 2. *Segment*: the document is cut into blocks. Of a text, wrapped lines are
//!    joined, and chrome that is glued to prose or to other chrome is cut off; a
//!    page is parsed by the HTML Standard, and cut where a browser would begin a
//!    new line. Everything visible is in exactly one block, in order; what a page
//!    hides is a block of the role [`Hidden`](Role::Hidden).
//! 3. *Describe*: each block gets a row of small numbers (its shape, what the
//!    lexicon knows of it, what stands around it) and the kind of chrome that
//!    it would be.
//! 4. *Score*: two stages of trees turn the row into a probability of being
//!    content; the second sees the first one's scores all around the block.
//! 5. *Decide*: a cut for the whole page says what is kept; the headline is
//!    chosen; copies go; every kept block gets its [`Role`].
//! 6. *Render*: [`render`] has the document as text, as Markdown, as HTML, as
//!    JSON, as fields of a JSON Lines record, and explained to a person.
//!
//! # Borrowing
//!
//! The [`Document`] of a text borrows the bytes or the text that it was made from,
//! where they are valid UTF-8; from any other encoding it owns the decoded text.
//! That of a page owns the page's visible text.
//! Paragraphs and blocks are [`Cow`](std::borrow::Cow)s: borrowed, unless lines
//! had to be joined. [`Document::into_owned`] lets go of the input.
//!
//! # Options
//!
//! [`Cleaner::builder`] has them all: the [encoding](CleanerBuilder::encoding),
//! which mistake is worse ([focus](CleanerBuilder::focus)), the roles to
//! [keep](CleanerBuilder::keep) or [drop](CleanerBuilder::drop) against the
//! default, whether to collect [evidence](CleanerBuilder::evidence), whether to
//! keep a page's [markup](CleanerBuilder::markup), and how much of a page to read
//! ([limits](CleanerBuilder::limits)). Make one cleaner and share it: it is
//! `Send + Sync`, and cleaning changes nothing in it.
//!
//! # Evidence
//!
//! Nothing is deleted before it is labelled. [`Document::blocks`] gives kept and
//! stripped blocks alike, each with its role, its score, its place in the input,
//! and, when asked for, the reasons that weighed most:
//!
//! ```
//! use dechrome::Cleaner;
//!
//! let cleaner = Cleaner::builder().evidence(true).build();
//! let document = cleaner.clean_text("Share\nTags:\n")?;
//! for block in document.blocks() {
//!     println!("line {}: {} {:.2}", block.lines().start(), block.role(), block.score());
//!     for evidence in block.evidence() {
//!         println!("    {:+.2} {}", evidence.points, evidence.reason);
//!     }
//! }
//! # Ok::<(), dechrome::Error>(())
//! ```
//!
//! # Errors
//!
//! Cleaning fails for two reasons only, both an [`Error`] with its
//! [`ErrorKind`]: the bytes are not text (a PDF, an image, an archive, a
//! program), or there are 4 GiB of them or more. A page without content, or one
//! that passes its [`Limits`], is no error but an [`Outcome`]. Malformed bytes are replaced and
//! [counted](Encoding::replaced). No input makes the library panic; it never
//! prints, and never touches files or the network.
//!
//! # Determinism
//!
//! The same bytes, options and version give the same document, on any thread.
//! [`RULESET`] changes whenever the same input may get other verdicts.
//!
//! # Complexity
//!
//! Time and memory grow linearly with the input, whatever it holds. Beside the
//! text a document holds 16 bytes a block, 12 more for a page, and 96 more with
//! evidence. While it
//! is made, there are the features of 16,384 blocks at a time, and scratch in
//! proportion to the longest line.
//!
//! # Feature flags
//!
//! - `cli` (default): what only the `dechrome` command needs. Switch it off to
//!   embed the library: `default-features = false`.
//! - `internals`: the stages by themselves, for this project's own tests and
//!   training; nothing in it is promised.
//!
//! # More
//!
//! The [command line], [how it decides], and the [architecture].
//!
//! [command line]: https://github.com/dechrome/dechrome/blob/main/docs/command-line.md
//! [how it decides]: https://github.com/dechrome/dechrome/blob/main/docs/how-it-decides.md
//! [architecture]: https://github.com/dechrome/dechrome/blob/main/docs/architecture.md
#![forbid(unsafe_code)]

mod around;
mod buckets;
mod chars;
mod cleaner;
mod decode;
mod document;
mod error;
mod focus;
// The parser's tests compare more of a tree than the pipeline asks for.
#[cfg_attr(
    not(feature = "internals"),
    allow(dead_code, unreachable_pub, unused_imports)
)]
mod html;
#[cfg(test)]
#[path = "../tests/inputs/mod.rs"]
mod inputs;
#[cfg(feature = "internals")]
#[doc(hidden)]
pub mod internals;
mod known;
mod label;
mod lexicon;
mod limits;
mod marker;
mod model;
mod plain;
pub mod render;
mod shape;
mod source;

mod table;
mod word;

pub use cleaner::{Cleaner, CleanerBuilder, clean};
pub use document::{
    Block, Document, Encoding, EncodingSource, Evidence, Fact, FactSource, Metadata, Outcome,
    Property, RULESET, Role,
};
pub use error::{Error, ErrorKind};
pub use focus::Focus;
pub use limits::{Limit, Limits};
pub use source::Source;
