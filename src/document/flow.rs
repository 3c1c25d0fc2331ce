//! A block's text from its range: wrapped lines joined, lines of one paragraph
//! parted by a newline. Nothing else of the text is changed.

use std::borrow::Cow;

use super::{BlockRecord, Placement};
use crate::chars::{Class, class, is_break, trimmed};

/// The text of one block.
pub(super) fn block<'t>(text: &'t str, record: &BlockRecord) -> Cow<'t, str> {
    let slice = record.slice(text);
    if !may_break(slice) || !slice.contains(is_break) {
        return Cow::Borrowed(slice);
    }
    Cow::Owned(joined(slice))
}

/// Whether a text has any byte that line breaks end in: a look that spares most
/// texts the search for breaks. Without branches, so that it is done for many
/// bytes at once.
fn may_break(text: &str) -> bool {
    let ends_break = |byte: u8| {
        (byte.wrapping_sub(b'\n') < 4) | (byte == 0x85) | (byte == 0xA8) | (byte == 0xA9)
    };
    let (chunks, rest) = text.as_bytes().as_chunks::<32>();
    let in_chunk = |bytes: &[u8; 32]| {
        bytes
            .iter()
            .fold(0, |found, &byte| found | u8::from(ends_break(byte)))
            != 0
    };
    chunks.iter().any(in_chunk) || rest.iter().any(|&byte| ends_break(byte))
}

/// The text of blocks that are one paragraph: blocks of one line as they stood
/// in it, blocks below each other a line each. `block` gives the text of one.
pub(super) fn paragraph<'t>(
    records: &[BlockRecord],
    block: impl Fn(&BlockRecord) -> Cow<'t, str>,
) -> Cow<'t, str> {
    let mut out = Cow::Borrowed("");
    let mut line: Option<BlockRecord> = None;
    for record in records {
        match &mut line {
            Some(line) if record.placement == Placement::Inline => line.end = record.end,
            _ => push(&mut out, line.replace(*record).as_ref().map(&block)),
        }
    }
    push(&mut out, line.as_ref().map(&block));
    out
}

fn push<'t>(out: &mut Cow<'t, str>, line: Option<Cow<'t, str>>) {
    let Some(line) = line else { return };
    if out.is_empty() {
        *out = line;
    } else {
        let out = out.to_mut();
        out.push('\n');
        out.push_str(&line);
    }
}

/// Wrapped lines as one: parted by a blank, but by nothing where the script
/// writes without spaces on both sides.
fn joined(slice: &str) -> String {
    let mut out = String::with_capacity(slice.len());
    for line in lines(slice)
        .map(|line| &line[trimmed(line)])
        .filter(|line| !line.is_empty())
    {
        let unspaced = |c: Option<char>| c.is_some_and(is_unspaced);
        let together = unspaced(out.chars().next_back()) && unspaced(line.chars().next());
        if !out.is_empty() && !together {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

fn lines(slice: &str) -> impl Iterator<Item = &str> {
    slice.split(is_break).filter(|line| !line.is_empty())
}

/// A letter or a wide punctuation mark of a script without spaces.
fn is_unspaced(c: char) -> bool {
    class(c) == Class::Unspaced
        || ('\u{3000}'..='\u{303F}').contains(&c)
        || ('\u{FF01}'..='\u{FF5E}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_break_escapes_the_look_for_one() {
        for c in ('\0'..=char::MAX).filter(|&c| is_break(c)) {
            assert!(may_break(&c.to_string()), "{c:?}");
        }
        assert!(!may_break("A plain line of text, “quoted”."));
    }
}
