//! JSON: the whole document for a program, every block and its verdict.
//!
//! One compact object and a newline:
//!
//! ```json
//! {"headline": "…", "body": ["…"], "lang": "fr",
//!  "encoding": {"name": "UTF-8", "source": "valid", "replaced": 0},
//!  "outcome": "full", "confidence": 0.97,
//!  "blocks": [{"text": "…", "kept": true, "role": "headline", "score": 0.941,
//!              "evidence": [{"reason": "…", "points": 1.5}],
//!              "lines": [1, 1], "bytes": [0, 26], "path": "html > body > h1"}],
//!  "ruleset": "…"}
//! ```
//!
//! `lines` are the first and the last line of a block, from 1; `bytes` are its
//! start and its end (not counted) in the input, as UTF-8. `path` is there for
//! pages that were cleaned with [`markup`](crate::CleanerBuilder::markup). The JSON
//! Schema of it is `docs/json.schema.json`.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::document::{Block, Document, RULESET};

/// Writes the document as one JSON object and a newline.
///
/// # Errors
///
/// Whatever error `out` gives.
///
/// ```
/// let document = dechrome::Cleaner::new().clean_text("")?;
/// let mut out = Vec::new();
/// dechrome::render::json::write(&document, &mut out)?;
/// assert!(out.starts_with(br#"{"headline":null,"body":[],"lang":null,"#));
/// assert!(out.ends_with(b"}\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write(document: &Document<'_>, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"{\"headline\":")?;
    optional(document.headline().as_deref(), out)?;
    out.write_all(b",\"body\":")?;
    array(document.body(), out, |paragraph, out| {
        string([paragraph], out)
    })?;
    out.write_all(b",\"lang\":")?;
    optional(document.lang(), out)?;
    let encoding = document.encoding();
    out.write_all(b",\"encoding\":{\"name\":")?;
    string([encoding.name], out)?;
    out.write_all(b",\"source\":")?;
    string([encoding.source.name()], out)?;
    write!(out, ",\"replaced\":{}}},\"outcome\":", encoding.replaced)?;
    string([document.outcome().to_string()], out)?;
    write!(
        out,
        ",\"confidence\":{:.2},\"blocks\":",
        document.confidence()
    )?;
    blocks(document, out)?;
    out.write_all(b",\"ruleset\":")?;
    string([RULESET], out)?;
    out.write_all(b"}\n")
}

/// Writes the list of all blocks.
pub(super) fn blocks(document: &Document<'_>, out: &mut impl Write) -> io::Result<()> {
    array(document.blocks(), out, block)
}

fn block(block: Block<'_>, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"{\"text\":")?;
    string([block.text()], out)?;
    write!(out, ",\"kept\":{},\"role\":", block.kept())?;
    string([block.role().name()], out)?;
    write!(out, ",\"score\":{:.3},\"evidence\":", block.score())?;
    array(block.evidence(), out, |evidence, out| {
        out.write_all(b"{\"reason\":")?;
        string([evidence.reason], out)?;
        write!(out, ",\"points\":{:.2}}}", finite(evidence.points))
    })?;
    let (lines, bytes) = (block.lines(), block.bytes());
    write!(
        out,
        ",\"lines\":[{},{}],\"bytes\":[{},{}]",
        lines.start(),
        lines.end(),
        bytes.start,
        bytes.end
    )?;
    if let Some(path) = block.path() {
        out.write_all(b",\"path\":")?;
        string([path], out)?;
    }
    out.write_all(b"}")
}

/// JSON has no word for infinity.
fn finite(points: f32) -> f32 {
    points.clamp(f32::MIN, f32::MAX)
}

fn array<T, W: Write>(
    items: impl Iterator<Item = T>,
    out: &mut W,
    mut each: impl FnMut(T, &mut W) -> io::Result<()>,
) -> io::Result<()> {
    out.write_all(b"[")?;
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        each(item, out)?;
    }
    out.write_all(b"]")
}

/// Writes a string, or `null`.
pub(super) fn optional(text: Option<&str>, out: &mut impl Write) -> io::Result<()> {
    match text {
        Some(text) => string([text], out),
        None => out.write_all(b"null"),
    }
}

/// Writes one string made of parts.
pub(super) fn string<S: AsRef<str>>(
    parts: impl IntoIterator<Item = S>,
    out: &mut impl Write,
) -> io::Result<()> {
    out.write_all(b"\"")?;
    for part in parts {
        escaped(part.as_ref(), out)?;
    }
    out.write_all(b"\"")
}

/// Writes text as it stands inside a JSON string: `"`, `\` and control
/// characters escaped, everything else as it is.
fn escaped(text: &str, out: &mut impl Write) -> io::Result<()> {
    let mut plain_from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape: Cow<'static, str> = match byte {
            b'"' => "\\\"".into(),
            b'\\' => "\\\\".into(),
            b'\n' => "\\n".into(),
            b'\r' => "\\r".into(),
            b'\t' => "\\t".into(),
            0..0x20 => format!("\\u{byte:04x}").into(),
            _ => continue,
        };
        out.write_all(&text.as_bytes()[plain_from..at])?;
        out.write_all(escape.as_bytes())?;
        plain_from = at + 1;
    }
    out.write_all(&text.as_bytes()[plain_from..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_string_reads_back_as_it_was() {
        let awkward: String = (0..0x180)
            .filter_map(char::from_u32)
            .chain("\u{2028}😀\u{FFFD}".chars())
            .collect();
        let mut out = Vec::new();
        string([awkward.as_str(), "", "\n", &awkward], &mut out).unwrap();
        let back: String = serde_json::from_slice(&out).unwrap();
        assert_eq!(back, format!("{awkward}\n{awkward}"));
    }

    #[test]
    fn points_without_end_are_still_json() {
        for points in [f32::INFINITY, f32::NEG_INFINITY, -0.0, 1.25] {
            let written = format!("{:.2}", finite(points));
            assert!(serde_json::from_str::<f64>(&written).is_ok(), "{written}");
        }
    }
}
