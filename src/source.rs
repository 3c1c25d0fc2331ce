//! What an input is written in: plain text or HTML.

use std::path::Path;

/// What a document is written in, which decides how it is cut into blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Source {
    /// Text: scraped by somebody, or written as text.
    Text,
    /// A web page.
    Html,
}

/// What an HTML page may start with, apart from white space, comments and an
/// XML declaration; each ends where its letters end.
const PAGE_STARTS: [&[u8]; 4] = [b"<!doctype html", b"<html", b"<head", b"<body"];

/// How many bytes of an input decide its source.
const LOOKED_AT: usize = 4096;

impl Source {
    /// Tells the source of an input by its name and its first bytes: HTML when
    /// the name ends in `.html`, `.htm` or `.xhtml`, or when the input starts as a
    /// page does; text otherwise.
    ///
    /// The first few kilobytes are enough. They may be in UTF-8, UTF-16 or any
    /// encoding that agrees with ASCII.
    ///
    /// ```
    /// use std::path::Path;
    /// use dechrome::Source;
    ///
    /// assert_eq!(Source::sniff(None, b"<!DOCTYPE html>\n<title>News</title>"), Source::Html);
    /// assert_eq!(Source::sniff(Some(Path::new("news.html")), b""), Source::Html);
    /// assert_eq!(Source::sniff(Some(Path::new("news.txt")), b"A quiet day"), Source::Text);
    /// ```
    pub fn sniff(name: Option<&Path>, first_bytes: &[u8]) -> Source {
        if name.is_some_and(named_as_page) || starts_as_page(first_bytes) {
            Source::Html
        } else {
            Source::Text
        }
    }
}

fn named_as_page(name: &Path) -> bool {
    name.extension().is_some_and(|extension| {
        ["html", "htm", "xhtml"]
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    })
}

fn starts_as_page(bytes: &[u8]) -> bool {
    // A byte-order mark is no text, and without its zeros UTF-16 reads as ASCII.
    let ascii: Vec<u8> = bytes
        .iter()
        .take(LOOKED_AT)
        .copied()
        .filter(|byte| !matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF))
        .collect();
    let mut rest = ascii.trim_ascii_start();
    while let Some(after) = after_prolog(rest) {
        rest = after.trim_ascii_start();
    }
    PAGE_STARTS.iter().any(|start| {
        rest.get(..start.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(start))
            && !rest.get(start.len()).is_some_and(u8::is_ascii_alphanumeric)
    })
}

/// What follows the comment or the XML declaration that the bytes start with.
fn after_prolog(bytes: &[u8]) -> Option<&[u8]> {
    let end: &[u8] = match bytes {
        [b'<', b'!', b'-', b'-', ..] => b"-->",
        [b'<', b'?', ..] => b"?>",
        _ => return None,
    };
    let at = bytes.windows(end.len()).position(|window| window == end)?;
    Some(&bytes[at + end.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(bytes: &[u8]) -> bool {
        Source::sniff(None, bytes) == Source::Html
    }

    #[test]
    fn a_page_is_known_by_its_start() {
        assert!(html(
            b"\xEF\xBB\xBF \n<!DocType HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">"
        ));
        assert!(html(
            b"<?xml version=\"1.0\"?>\n<!-- saved -->\n<html xmlns=\"...\">"
        ));
        assert!(html(b"<head><title>"));
        let utf16: Vec<u8> = "\u{FEFF}<html>"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(html(&utf16));
    }

    #[test]
    fn prose_about_html_is_text() {
        assert!(!html(b"The <html> element starts a page."));
        assert!(!html(b"<htmlish> is no element"));
        assert!(!html(b"<!-- a comment that never ends"));
        assert!(!html(b""));
    }

    #[test]
    fn a_name_in_capitals_counts() {
        assert_eq!(
            Source::sniff(Some(Path::new("A/INDEX.HTM")), b"x"),
            Source::Html
        );
        assert_eq!(Source::sniff(Some(Path::new("html")), b"x"), Source::Text);
    }
}
