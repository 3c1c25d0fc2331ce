//! What the kept blocks are: paragraphs, list items, subheadings; and copies
//! of what was kept already.

use super::cut::Cut;
use crate::chars::{Class, class};
use crate::document::{BlockRecord, Placement, Role};
use crate::marker::{Marker, marker};
use crate::word::hash_of;

/// Shorter copies than this (bytes) may be meant: a refrain, a "Yes.".
const SHORTEST_COPY: usize = 48;

/// Strips the copies of the headline and of kept blocks; on a page that is left
/// as it is, only a headline that stands right behind itself. A copy keeps the
/// role that it had.
pub(crate) fn strip_repeats(
    text: &str,
    blocks: &mut [BlockRecord],
    headline: Option<usize>,
    cut: Cut,
) {
    let title = headline.map(|index| blocks[index].slice(text));
    let copies = match cut.is_clean() {
        true => Vec::new(),
        false => copies(text, blocks, headline),
    };
    for (index, block) in blocks.iter_mut().enumerate() {
        if !block.kept || Some(index) == headline {
            continue;
        }
        let near = !cut.is_clean() || headline.is_some_and(|headline| index == headline + 1);
        let is_title = near && title.is_some_and(|title| repeats(title, block.slice(text)));
        block.kept = !is_title;
    }
    copies
        .into_iter()
        .for_each(|index| blocks[index].kept = false);
}

/// The kept blocks but the headline that stand above already, and are long enough.
fn copies(text: &str, blocks: &[BlockRecord], headline: Option<usize>) -> Vec<usize> {
    let kept = blocks.iter().enumerate().filter(|&(index, block)| {
        block.kept && block.size() as usize >= SHORTEST_COPY && Some(index) != headline
    });
    let hashed = kept.map(|(index, block)| (hash_of(block.slice(text).as_bytes()), index));
    let mut hashed: Vec<(u64, usize)> = hashed.collect();
    // Sorted, not put into a table: no text can make that slow.
    hashed.sort_unstable();
    let text = |index: usize| blocks[index].slice(text);
    let same = hashed.chunk_by(|one, other| one.0 == other.0);
    let copies = same.flat_map(|same| same[1..].iter().map(|&(_, index)| (same[0].1, index)));
    let copies = copies.filter(|&(first, index)| text(first) == text(index));
    copies.map(|(_, index)| index).collect()
}

/// A block above the headline is shorter than this (bytes): else it may be the
/// article after all.
const ABOVE_HEADLINE: u32 = 120;

/// Strips the short blocks above the headline: sections, captions, kickers.
pub(crate) fn strip_above(blocks: &mut [BlockRecord], headline: usize) {
    for block in &mut blocks[..headline] {
        block.kept &= block.size() >= ABOVE_HEADLINE;
    }
}

/// How much longer (bytes) a copy of the headline may be: by the site's name.
const SUFFIX: usize = 60;

/// Whether `copy` is the headline again, case and punctuation aside, with the
/// site's name behind it or without.
pub(super) fn repeats(title: &str, copy: &str) -> bool {
    let mut letters = words(copy);
    copy.len() <= title.len() + SUFFIX
        && copy.len() * 2 >= title.len()
        && words(title).all(|letter| letters.next() == Some(letter))
}

/// The letters and digits of a text, small.
fn words(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|&c| class(c).is_word())
        .flat_map(char::to_lowercase)
}

/// Gives each kept block its role.
pub(crate) fn name_content(text: &str, blocks: &mut [BlockRecord], headline: Option<usize>) {
    let mut standfirst = headline.is_some();
    for index in 0..blocks.len() {
        if !blocks[index].kept || Some(index) == headline {
            continue;
        }
        let next_is_apart = blocks
            .get(index + 1)
            .is_none_or(|next| next.placement != Placement::Inline);
        let role = content_role(
            blocks[index].slice(text),
            blocks[index].placement,
            next_is_apart,
        );
        blocks[index].role = if standfirst && role == Role::Paragraph {
            Role::Standfirst
        } else {
            role
        };
        standfirst = false;
    }
}

/// A subheading has at most this many bytes.
const LONGEST_SUBHEADING: usize = 120;

fn content_role(block: &str, placement: Placement, next_is_apart: bool) -> Role {
    match marker(block) {
        Some((Marker::Item, _)) => return Role::ListItem,
        Some((Marker::Heading, _)) => return Role::Subheading,
        Some((Marker::Quote, _)) => return Role::Quote,
        Some((Marker::Row, _)) => return Role::TableRow,
        Some((Marker::Fence, _)) | None => {}
    }
    if block.contains('\t') {
        return Role::TableRow;
    }
    let ends_open = block
        .chars()
        .next_back()
        .map(class)
        .is_some_and(|last| last.is_word() || last == Class::Close);
    if ends_open
        && block.len() <= LONGEST_SUBHEADING
        && placement == Placement::Apart
        && next_is_apart
    {
        return Role::Subheading;
    }
    Role::Paragraph
}

/// Lines longer than this (bytes) that stand below each other are paragraphs
/// on a page that was cut: they could be taken for wrapped text.
const LONGEST_LINE: u32 = 40;

/// Decides which lines below each other are one paragraph: list items, rows
/// and code always; short lines (verse, an address) on a page that parts its
/// paragraphs by blank lines, and all lines of such a page if nothing is cut
/// from it. All others are set apart.
pub(crate) fn settle(blocks: &mut [BlockRecord], cut: Cut) {
    let placed = |placement| {
        blocks
            .iter()
            .filter(move |block| block.kept && block.placement == placement)
            .count()
    };
    let (apart, below) = (placed(Placement::Apart), placed(Placement::Below));
    let parted = apart > 1 && apart * 3 > below;
    let longest = if cut.is_clean() {
        u32::MAX
    } else {
        LONGEST_LINE
    };
    let listed = |block: &BlockRecord| {
        matches!(
            block.role,
            Role::ListItem | Role::TableRow | Role::Code | Role::Quote
        )
    };
    let short = |block: &BlockRecord| block.size() <= longest;
    let mut before: Option<BlockRecord> = None;
    for block in blocks {
        let together = before.is_some_and(|before| {
            (listed(&before) && listed(block)) || (parted && short(&before) && short(block))
        });
        if block.placement == Placement::Below && !together {
            block.placement = Placement::Apart;
        }
        before = Some(*block);
    }
}
