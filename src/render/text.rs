//! Plain text: headline, blank line, paragraphs parted by blank lines.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::document::Document;

/// Writes the headline, a blank line, the paragraphs parted by blank lines, and
/// one newline at the end; nothing when nothing was kept.
///
/// # Errors
///
/// Whatever error `out` gives.
///
/// ```
/// let page = "\
/// Storm closes mountain road
///
/// Share
///
/// The road over the pass will stay closed until Friday, the canton said on Tuesday.
///
/// Snow ploughs worked through the night, but the wind closed the way behind them.
/// ";
/// let document = dechrome::Cleaner::new().clean_text(page)?;
/// let mut out = Vec::new();
/// dechrome::render::text::write(&document, &mut out)?;
/// assert_eq!(out, page.replace("Share\n\n", "").as_bytes());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write(document: &Document<'_>, out: &mut impl Write) -> io::Result<()> {
    pieces(document).try_for_each(|piece| out.write_all(piece.as_bytes()))
}

impl Document<'_> {
    /// The headline, a blank line, and the paragraphs parted by blank lines,
    /// with one newline at the end; empty when nothing was kept.
    pub fn to_text(&self) -> String {
        pieces(self).collect()
    }
}

/// The kept texts and the white space between and after them.
fn pieces<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Cow<'d, str>> {
    let mut paragraphs = document.headline().into_iter().chain(document.body());
    let first = paragraphs.next();
    let end = first.is_some().then_some(Cow::Borrowed("\n"));
    first
        .into_iter()
        .chain(paragraphs.flat_map(|paragraph| [Cow::Borrowed("\n\n"), paragraph]))
        .chain(end)
}

#[cfg(test)]
mod tests {
    use crate::Cleaner;

    const PROSE: &str =
        "The council met on Tuesday to talk about the bridge, and agreed on nothing.";

    #[test]
    fn nothing_kept_is_nothing_printed() {
        let document = Cleaner::new().clean_text("\n \n").unwrap();
        let mut out = Vec::new();
        super::write(&document, &mut out).unwrap();
        assert_eq!(out, b"");
        assert_eq!(document.to_text(), "");
    }

    #[test]
    fn the_string_is_what_is_written() {
        let page = format!("Bridge\n\n{PROSE}\n\n{PROSE}\n\n\n");
        let document = Cleaner::new().clean_text(&page).unwrap();
        let mut out = Vec::new();
        super::write(&document, &mut out).unwrap();
        assert_eq!(out, document.to_text().as_bytes());
        assert!(!document.to_text().ends_with("\n\n"));
    }
}
