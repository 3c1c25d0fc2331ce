//! JSON Lines: the fields that a cleaned document adds to a record.

use std::io::{self, Write};

use super::json;
use crate::document::Document;

/// Whether a record carries the document's blocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Blocks {
    /// Headline, body and language only.
    #[default]
    Without,
    /// Every block and its verdict as well, as in [`json`].
    With,
}

/// Writes the fields `headline` (a string or `null`), `body` (the paragraphs
/// joined by `\n`), `lang`, and `blocks` if wanted, without the braces around
/// them, so that other fields of a record may stand before or after.
///
/// # Errors
///
/// Whatever error `out` gives.
///
/// ```
/// use dechrome::render::jsonl::{Blocks, write_fields};
///
/// let document = dechrome::Cleaner::new().clean_text("")?;
/// let mut record = br#"{"id":7,"#.to_vec();
/// write_fields(&document, Blocks::Without, &mut record)?;
/// record.push(b'}');
/// assert_eq!(record, br#"{"id":7,"headline":null,"body":"","lang":null}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_fields(
    document: &Document<'_>,
    blocks: Blocks,
    out: &mut impl Write,
) -> io::Result<()> {
    out.write_all(b"\"headline\":")?;
    json::optional(document.headline().as_deref(), out)?;
    out.write_all(b",\"body\":")?;
    let paragraphs = document.body().enumerate().flat_map(|(index, paragraph)| {
        let between = if index == 0 { "" } else { "\n" };
        [between.into(), paragraph]
    });
    json::string(paragraphs, out)?;
    out.write_all(b",\"lang\":")?;
    json::optional(document.lang(), out)?;
    if blocks == Blocks::With {
        out.write_all(b",\"blocks\":")?;
        json::blocks(document, out)?;
    }
    Ok(())
}

/// Writes the list of all blocks and their verdicts, as in [`json`].
///
/// # Errors
///
/// Whatever error `out` gives.
///
/// ```
/// let document = dechrome::Cleaner::new().clean_text("")?;
/// let mut blocks = Vec::new();
/// dechrome::render::jsonl::write_blocks(&document, &mut blocks)?;
/// assert_eq!(blocks, b"[]");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_blocks(document: &Document<'_>, out: &mut impl Write) -> io::Result<()> {
    json::blocks(document, out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_is_its_paragraphs_joined_by_newlines() {
        let prose = "The council met on Tuesday to talk about the bridge, and agreed on nothing.";
        let page = format!("Bridge\n\n{prose}\n\n{prose} Twice.\n");
        let document = crate::Cleaner::new().clean_text(&page).unwrap();
        let mut record = b"{".to_vec();
        write_fields(&document, Blocks::With, &mut record).unwrap();
        record.push(b'}');
        let record: serde_json::Value = serde_json::from_slice(&record).unwrap();
        let joined: Vec<String> = document
            .body()
            .map(|paragraph| paragraph.into_owned())
            .collect();
        assert_eq!(record["body"], joined.join("\n"));
        assert_eq!(
            record["blocks"].as_array().unwrap().len(),
            document.blocks().len()
        );
    }
}
