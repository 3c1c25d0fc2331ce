//! Explained to a person: every block in order, what it was taken for, and why.
//!
//! ```text
//! + headline   0.94   3  +stands first             Storm closes mountain road
//! - share      0.04   5  -stands in the lexicon    Share
//! + paragraph  0.99   7  +ends a sentence          The road over the pass will st…
//! ```
//!
//! `+` kept or `-` stripped, role, score, line of the input, the evidence that
//! weighed most (its sign says what it speaks for), and the text.

use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::document::{Block, Document};

/// The evidence takes no more columns than this.
const EVIDENCE_COLUMNS: usize = 40;

/// The text gets at least this many columns, however narrow the terminal.
const TEXT_COLUMNS: usize = 16;

/// How an explanation looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// How many columns there are, each line being cut to them; `None` cuts
    /// nothing.
    pub width: Option<usize>,
    /// Whether to colour the verdicts.
    pub color: Color,
}

/// Whether there is colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Color {
    /// Plain characters only.
    #[default]
    Plain,
    /// Kept in green, stripped in red, by ANSI escape sequences.
    Ansi,
}

/// Writes one line a block. Control characters are escaped, so that a block is
/// always one line and no input can play with the terminal.
///
/// The evidence is there when the cleaner was built with
/// [`evidence`](crate::CleanerBuilder::evidence).
///
/// # Errors
///
/// Whatever error `out` gives.
///
/// ```
/// use dechrome::render::explain::{Style, write};
///
/// let cleaner = dechrome::Cleaner::builder().evidence(true).build();
/// let document = cleaner.clean_text("Share\n")?;
/// let mut out = Vec::new();
/// write(&document, &Style::default(), &mut out)?;
/// let line = String::from_utf8(out)?;
/// assert!(line.starts_with("- "));
/// assert!(line.ends_with("Share\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write(document: &Document<'_>, style: &Style, out: &mut impl Write) -> io::Result<()> {
    let columns = Columns::of(document, style);
    document
        .blocks()
        .try_for_each(|block| row(block, &columns, style.color, out))
}

/// How wide each column of one explanation is.
struct Columns {
    role: usize,
    line: usize,
    evidence: usize,
    text: Option<usize>,
}

impl Columns {
    fn of(document: &Document<'_>, style: &Style) -> Columns {
        let mut columns = Columns {
            role: 0,
            line: 0,
            evidence: 0,
            text: None,
        };
        for block in document.blocks() {
            columns.role = columns.role.max(block.role().name().len());
            columns.line = columns.line.max(block.lines().start().to_string().len());
            columns.evidence = columns.evidence.max(reasons(block).width());
        }
        columns.evidence = columns.evidence.min(EVIDENCE_COLUMNS);
        if let Some(width) = style.width {
            columns.evidence = columns.evidence.min(width / 4);
            let sign_score_and_gaps = "+ ".len() + "  0.00".len() + 3 * "  ".len();
            let taken = sign_score_and_gaps + columns.role + columns.line + columns.evidence;
            columns.text = Some(width.saturating_sub(taken).max(TEXT_COLUMNS));
        }
        columns
    }
}

fn row(block: Block<'_>, columns: &Columns, color: Color, out: &mut impl Write) -> io::Result<()> {
    let (on, dim, off) = match (color, block.kept()) {
        (Color::Plain, _) => ("", "", ""),
        (Color::Ansi, true) => ("\x1b[32m", "\x1b[2m", "\x1b[0m"),
        (Color::Ansi, false) => ("\x1b[31m", "\x1b[2m", "\x1b[0m"),
    };
    let sign = if block.kept() { '+' } else { '-' };
    write!(
        out,
        "{on}{sign} {:<role$}{off}  {:.2}  {:>line$}  ",
        block.role(),
        block.score(),
        block.lines().start(),
        role = columns.role,
        line = columns.line,
    )?;
    if columns.evidence > 0 {
        out.write_all(dim.as_bytes())?;
        let used = cut(&reasons(block), Some(columns.evidence), out)?;
        write!(out, "{off}{:1$}  ", "", columns.evidence - used)?;
    }
    cut(&block.text(), columns.text, out)?;
    out.write_all(b"\n")
}

/// The reasons for a verdict, strongest first, each with its sign.
fn reasons(block: Block<'_>) -> String {
    let mut reasons = String::new();
    for evidence in block.evidence() {
        if !reasons.is_empty() {
            reasons.push_str("  ");
        }
        reasons.push(if evidence.points < 0.0 { '-' } else { '+' });
        reasons.push_str(evidence.reason);
    }
    reasons
}

/// Writes as much of a text as fits, an ellipsis in place of the rest, and says
/// how many columns that took.
fn cut(text: &str, columns: Option<usize>, out: &mut impl Write) -> io::Result<usize> {
    let room = columns.filter(|&room| !fits(text, room));
    let mut used = 0;
    for character in text.chars().flat_map(visible) {
        let wide = character.width().unwrap_or(0);
        if room.is_some_and(|room| used + wide >= room) {
            out.write_all("…".as_bytes())?;
            return Ok(used + 1);
        }
        out.write_all(character.encode_utf8(&mut [0; 4]).as_bytes())?;
        used += wide;
    }
    Ok(used)
}

/// Whether a text as it is shown needs no more than this many columns; reads no
/// further than it has to.
fn fits(text: &str, columns: usize) -> bool {
    let mut used = 0;
    text.chars().flat_map(visible).all(|character| {
        used += character.width().unwrap_or(0);
        used <= columns
    })
}

/// The character itself, or its escape where it would be invisible or move the
/// cursor.
fn visible(character: char) -> impl Iterator<Item = char> {
    let unsafe_to_show = character.is_control()
        || matches!(character, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
    let escape = unsafe_to_show.then(|| character.escape_default());
    let itself = (!unsafe_to_show).then_some(character);
    escape.into_iter().flatten().chain(itself)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_to(text: &str, columns: usize) -> (String, usize) {
        let mut out = Vec::new();
        let used = cut(text, Some(columns), &mut out).unwrap();
        (String::from_utf8(out).unwrap(), used)
    }

    #[test]
    fn a_text_that_fits_is_not_cut() {
        assert_eq!(cut_to("prose", 5), ("prose".into(), 5));
        assert_eq!(cut_to("prose", 4), ("pro…".into(), 4));
        assert_eq!(cut_to("", 1), (String::new(), 0));
    }

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(cut_to("東京都", 6), ("東京都".into(), 6));
        assert_eq!(cut_to("東京都", 5), ("東京…".into(), 5));
        assert_eq!(cut_to("東京都", 4), ("東…".into(), 3));
    }

    #[test]
    fn combining_characters_take_none() {
        assert_eq!(
            cut_to("e\u{301}te\u{301}", 3),
            ("e\u{301}te\u{301}".into(), 3)
        );
    }

    #[test]
    fn control_characters_are_escaped() {
        assert_eq!(cut_to("a\x1b[2J\nb", 40).0, "a\\u{1b}[2J\\nb");
        assert_eq!(cut_to("a\u{202E}b", 40).0, "a\\u{202e}b");
    }

    #[test]
    fn every_row_fits_the_width_and_lines_up() {
        let page = "Brücke\n\nTags: 東京\n\nDer Rat hat am Dienstag über die Brücke beraten und nichts beschlossen.\n";
        let cleaner = crate::Cleaner::builder().evidence(true).build();
        let document = cleaner.clean_text(page).unwrap();
        for width in [60, 80, 200] {
            let mut out = Vec::new();
            write(
                &document,
                &Style {
                    width: Some(width),
                    color: Color::Plain,
                },
                &mut out,
            )
            .unwrap();
            let out = String::from_utf8(out).unwrap();
            assert_eq!(out.lines().count(), document.blocks().len());
            assert!(out.lines().all(|line| line.width() <= width), "{out}");
        }
    }

    #[test]
    fn colour_changes_nothing_but_the_colour() {
        let document = crate::Cleaner::new().clean_text("Share\n").unwrap();
        let render = |color| {
            let mut out = Vec::new();
            write(&document, &Style { width: None, color }, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let colored = render(Color::Ansi);
        assert!(colored.contains("\x1b[31m"));
        assert_eq!(
            colored.replace("\x1b[31m", "").replace("\x1b[0m", ""),
            render(Color::Plain)
        );
    }
}
