//! Code in scraped text: which kept lines are code, and the indentation that is
//! part of it.
//!
//! Between two fences everything is code. Elsewhere a run of lines is, by the
//! signs that programs are full of and prose is not; lines between them and
//! deeper ones belong to it.

use crate::chars::any_pair;
use crate::document::{BlockRecord, Placement, Role};
use crate::marker::{Marker, marker};

/// Gives code its role, whole lines of it, and the indentation that one line has
/// more than another. What is fenced is kept or stripped as one. Headlines stay
/// what they are.
pub(crate) fn settle(text: &str, blocks: &mut [BlockRecord]) {
    let mut closing = [0; 2];
    let (mut at, mut plain) = (0, 0);
    while at < blocks.len() {
        let Some(last) = closed(text, blocks, at, &mut closing) else {
            at += 1;
            continue;
        };
        settle_runs(text, &mut blocks[plain..at]);
        let run = &mut blocks[at..=last];
        let keep = share_kept(run) * 2 >= WHOLE;
        mark(text, run, keep);
        at = last + 1;
        plain = at;
    }
    settle_runs(text, &mut blocks[plain..]);
}

/// If a fence opens at a block, where it is closed. `closing` knows for each sign
/// where the last search ended, so that all searches together take one pass.
fn closed(
    text: &str,
    blocks: &[BlockRecord],
    at: usize,
    closing: &mut [usize; 2],
) -> Option<usize> {
    let sign = fence(text, &blocks[at])?;
    let closes =
        |block: &BlockRecord| block.size() <= LONGEST_FENCE && fence(text, block) == Some(sign);
    let last = &mut closing[usize::from(sign == b'~')];
    *last = (*last).max(at + 1);
    while !closes(blocks.get(*last)?) {
        *last += 1;
    }
    Some(*last)
}

/// The sign of the fence that a block is.
fn fence(text: &str, block: &BlockRecord) -> Option<u8> {
    let line = block.slice(text);
    let sign = *line.as_bytes().first()?;
    let is_fence = matches!(sign, b'`' | b'~')
        && block.placement != Placement::Inline
        && block.role != Role::Headline
        && matches!(marker(line), Some((Marker::Fence, _)));
    is_fence.then_some(sign)
}

/// All of a run, as [`share_kept`] counts.
const WHOLE: u32 = 16;

/// How much of a run is kept as yet, in sixteenths of its bytes.
fn share_kept(run: &[BlockRecord]) -> u32 {
    let (mut kept, mut all) = (0, 0);
    for block in run {
        let size = u64::from(block.size());
        all += size;
        if block.kept {
            kept += size;
        }
    }
    (kept * u64::from(WHOLE) / all.max(1)) as u32
}

/// A closing fence says nothing more: it has at most this many bytes.
const LONGEST_FENCE: u32 = 8;

/// Finds the runs of code among blocks that no fence tells of. What was looked at
/// is not looked at again, so that it takes one pass.
fn settle_runs(text: &str, blocks: &mut [BlockRecord]) {
    let mut rest = blocks;
    let mut before = false;
    while let Some(first) = rest.first() {
        let line = 1 + rest[1..]
            .iter()
            .take_while(|next| next.placement == Placement::Inline)
            .count();
        let whole = &text[first.start as usize..rest[line - 1].end as usize];
        let run = if ends_as_code(whole) {
            Run::at_beginning(text, rest)
        } else {
            Run::NONE
        };
        let between = before && rest.get(run.code).is_some_and(|block| block.kept);
        let (seen, behind) = rest.split_at_mut(run.seen.max(line));
        let code = &mut seen[..run.code];
        let least = if between { WHOLE / 4 } else { WHOLE / 2 };
        if share_kept(code) >= least {
            mark(text, code, true);
        }
        before = seen[seen.len() - 1].kept;
        rest = behind;
    }
}

/// A run of lines that may be code.
struct Run {
    /// How many of the blocks are.
    code: usize,
    /// How many were looked at.
    seen: usize,
}

/// So many lines with signs of code are code.
const FEWEST: usize = 2;

impl Run {
    const NONE: Run = Run { code: 0, seen: 0 };

    /// The run of kept lines that the first block begins: those with signs, and
    /// between them as many others that are deeper than the first.
    fn at_beginning(text: &str, blocks: &[BlockRecord]) -> Run {
        let (mut signs, mut lines, mut run) = (0, 0, Run::NONE);
        let first = indentation(text, &blocks[0]).len();
        for line in blocks.chunk_by(|_, after| after.placement == Placement::Inline) {
            let is_headline = line.iter().any(|block| block.role == Role::Headline);
            let signed =
                has_signs(&text[line[0].start as usize..line[line.len() - 1].end as usize]);
            if is_headline || !(signed || indentation(text, &line[0]).len() > first) {
                break;
            }
            lines += 1;
            signs += usize::from(signed);
            run.seen += line.len();
            if signed && signs >= FEWEST && signs * 2 >= lines {
                run.code = run.seen;
            }
        }
        run
    }
}

/// Whether a line ends as lines of code do: a cheap look that spares most lines
/// a closer one.
fn ends_as_code(line: &str) -> bool {
    matches!(
        line.as_bytes(),
        [.., b'{' | b'}' | b';' | b')' | b']' | b'>' | b':' | b',']
    ) && has_signs(line)
}

/// What stands in code and not in prose.
const SIGNS: [&str; 12] = [
    " = ", " == ", " != ", " += ", "->", "=>", "::", " && ", " || ", "()", "</", "/>",
];

/// What lines of code end in and sentences do not.
const ENDS: [&str; 9] = ["{", "}", "};", ");", "):", "})", "];", "],", "},"];

/// Whether a line has what programs are full of.
fn has_signs(line: &str) -> bool {
    let calls = || {
        let name = line.split('(').next().unwrap_or_default();
        name.len() < line.len() && name.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
    };
    ENDS.iter().any(|end| line.ends_with(end))
        || may_hold_sign(line) && SIGNS.iter().any(|sign| line.contains(sign))
        || line.ends_with(')') && calls()
}

/// Whether two bytes of a line may stand in one of the [`SIGNS`]: a look that spares
/// most lines the search.
fn may_hold_sign(line: &str) -> bool {
    let is_sign = |one: u8, other: u8| {
        let equals = (one == b' ') | (one == b'!') | (one == b'+') | (one == b'=');
        let points = (one == b'-') | (one == b'=') | (one == b'/');
        let twice = (one == b':') | (one == b'&') | (one == b'|');
        equals & (other == b'=')
            | points & (other == b'>')
            | twice & (one == other)
            | (one == b'(') & (other == b')')
            | (one == b'<') & (other == b'/')
    };
    any_pair(line.as_bytes(), is_sign)
}

/// Marks blocks as code, and lets each line begin with what it is indented by
/// more than all of them are.
fn mark(text: &str, run: &mut [BlockRecord], keep: bool) {
    let starts = |block: &&BlockRecord| block.placement != Placement::Inline;
    let shared = run
        .iter()
        .filter(starts)
        .map(|block| indentation(text, block))
        .reduce(common)
        .map_or(0, str::len);
    for block in run.iter_mut().filter(|block| block.role != Role::Headline) {
        if block.placement != Placement::Inline {
            let own = indentation(text, block).len();
            block.start -= (own - shared) as u32;
        }
        block.role = Role::Code;
        block.kept = keep;
    }
}

/// The blanks between the beginning of a block's line and the block.
fn indentation<'t>(text: &'t str, block: &BlockRecord) -> &'t str {
    let before = &text[..block.start as usize];
    let blanks = before
        .bytes()
        .rev()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    match before[..before.len() - blanks].bytes().next_back() {
        None | Some(b'\n' | b'\r') => &before[before.len() - blanks..],
        Some(_) => "",
    }
}

/// What two indentations begin with.
fn common<'t>(one: &'t str, other: &str) -> &'t str {
    let same = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    &one[..same]
}

#[cfg(test)]
mod tests {
    use crate::{Cleaner, Role};

    /// The code of a page, a paragraph an item: prose, the code, prose.
    fn code(code: &str) -> Vec<String> {
        let before = "The pump starts at six in the morning and runs until the tank is full, which takes an hour.";
        let after = "Nobody has had to climb the ladder since, and the garden has had water every day of the summer.";
        let page = format!("How the pump is driven\n\n{before}\n\n{code}\n\n{after}\n");
        let document = Cleaner::new().clean_text(&page).unwrap();
        let body: Vec<_> = document.body().map(String::from).collect();
        assert_eq!(
            (&*body[0], &*body[body.len() - 1]),
            (before, after),
            "{body:#?}"
        );
        body[1..body.len() - 1].to_vec()
    }

    #[test]
    fn no_sign_is_overlooked() {
        assert!(super::SIGNS.into_iter().all(super::may_hold_sign));
        assert!(!super::may_hold_sign(
            "Opening times (summer only): 9 to 5,"
        ));
    }

    #[test]
    fn what_is_fenced_is_code_with_its_indentation() {
        let fenced = "```\nfill tank\n    until full\nrest\n```";
        assert_eq!(code(fenced), [fenced]);
    }

    #[test]
    fn lines_with_signs_of_code_keep_what_they_are_indented_by_beyond_all_others() {
        let spaces = "    while full() {\n        close();\n    }";
        assert_eq!(code(spaces), ["while full() {\n    close();\n}"]);
        let tabs = "\twhile full() {\n\t\tclose();\n\t}";
        assert_eq!(code(tabs), ["while full() {\n\tclose();\n}"]);
        let mixed = "    while full() {\n\tclose();\n    }";
        assert_eq!(code(mixed), [mixed]);
    }

    #[test]
    fn a_line_of_code_is_not_cut_where_it_looks_glued() {
        let glued = "defer pump.Close();\nlog.Share();\nwater.printHeader();";
        assert_eq!(code(glued), [glued]);
    }

    #[test]
    fn indented_prose_is_no_code() {
        let verse =
            "The tank is high,\n    the tank is cold,\nand full of sky\n    as it can hold.";
        let flat = verse.replace("    ", "");
        assert_eq!(code(verse).join("\n"), flat);
        let page = format!("A tank\n\n{verse}\n");
        let document = Cleaner::new().clean_text(&page).unwrap();
        assert!(document.blocks().all(|block| block.role() != Role::Code));
    }

    #[test]
    fn a_fence_that_is_never_closed_is_no_code() {
        assert!(
            code("```\nThe fence stands open to the field.")
                .concat()
                .starts_with("```")
        );
    }
}
