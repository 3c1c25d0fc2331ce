//! Views of a document: as text, as Markdown, as HTML, as JSON, as fields of a
//! JSON Lines record, and explained to a person.
//!
//! Every renderer streams to a [`std::io::Write`], block by block, so that a large
//! document is never held in memory twice. Renderers know only the document.

mod address;
pub mod explain;
pub mod html;
pub mod json;
pub mod jsonl;
pub mod markdown;
mod outline;
mod spans;
#[cfg(test)]
mod tests;
pub mod text;

use std::io;

/// What is written to memory, as a string.
fn string(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    let written = write(&mut out);
    debug_assert!(written.is_ok(), "writing to memory does not fail");
    String::from_utf8(out).unwrap_or_default()
}
