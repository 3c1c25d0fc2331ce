//! Is a page clean already? What its blocks' scores say together, for the
//! model that decides it.

use memchr::memmem;

use crate::buckets::{log, part};
use crate::document::{BlockRecord, Placement};
use crate::known::Known;
use crate::model::Probability;

/// The scores that the words and blocks below are counted for.
const STEPS: [Probability; 5] = [13, 26, 64, 128, 192];

/// How many blocks are the page's top, and its end.
const EDGE: usize = 3;

/// The features' names, in order.
pub(crate) const NAMES: &[&str] = &[
    "chrome",
    "words_13",
    "words_26",
    "words_64",
    "words_128",
    "words_192",
    "blocks_13",
    "blocks_26",
    "blocks_64",
    "blocks_128",
    "blocks_192",
    "worst",
    "best",
    "first",
    "last",
    "top",
    "end",
    "longest_chrome",
    "inner_chrome",
    "marks",
    "marked",
    "bytes",
    "blocks",
    "apart",
    "inline",
    "form",
    "block_size",
];

/// The features of a page.
pub(crate) fn row(text: &str, blocks: &[BlockRecord], top: &Known) -> Vec<u8> {
    let size = |block: &BlockRecord| u64::from(block.size());
    let all = blocks.len() as u64;
    let mut by_score = [(0_u64, 0_u64); 256];
    for block in blocks {
        let (bytes, count) = &mut by_score[usize::from(block.score)];
        *bytes += size(block);
        *count += 1;
    }
    let bytes: u64 = by_score.iter().map(|(bytes, _)| bytes).sum();
    let below = |step: Probability| by_score[..usize::from(step)].iter();
    let lost = by_score.iter().zip((0..=255).rev());
    let lost = lost.map(|((bytes, _), lost): (_, u64)| bytes * lost);
    let lowest = |blocks: &[BlockRecord]| blocks.iter().map(|block| block.score).min().unwrap_or(0);
    let score = |block: Option<&BlockRecord>| block.map_or(0, |block| block.score);
    let marked = blocks.iter().zip(&top.marks).filter(|&(_, &mark)| mark);
    let placed = |placement| {
        blocks
            .iter()
            .filter(|block| block.placement == placement)
            .count() as u64
    };
    let is_chrome = |block: &BlockRecord| block.score < 128;
    let runs = blocks.chunk_by(|before, after| is_chrome(before) == is_chrome(after));
    let longest = runs
        .filter(|run| is_chrome(&run[0]))
        .map(|run| run.iter().map(size).sum());
    let inner = inner(blocks)
        .iter()
        .filter(|block| is_chrome(block))
        .map(size)
        .sum::<u64>();
    let is_there = |(_, count): &(u64, u64)| *count > 0;
    let worst = by_score.iter().position(is_there).unwrap_or(0);
    let best = by_score.iter().rposition(is_there).unwrap_or(0);
    let mut row = vec![part(lost.sum::<u64>() / 255, bytes)];
    row.extend(STEPS.map(|step| part(below(step).map(|(bytes, _)| bytes).sum(), bytes)));
    row.extend(STEPS.map(|step| log(below(step).map(|(_, count)| count).sum())));
    row.extend([
        worst as u8,
        best as u8,
        score(blocks.first()),
        score(blocks.last()),
        lowest(&blocks[..blocks.len().min(EDGE)]),
        lowest(&blocks[blocks.len().saturating_sub(EDGE)..]),
        part(longest.max().unwrap_or(0), bytes),
        part(inner, bytes),
        log(marked.clone().count() as u64),
        part(marked.map(|(block, _)| size(block)).sum(), bytes),
        log(bytes),
        log(all),
        part(placed(Placement::Apart), all),
        part(placed(Placement::Inline), all),
        u8::from(has_form(text)),
        log(bytes / all.max(1)),
    ]);
    row
}

/// The blocks between the first and the last that are content.
fn inner(blocks: &[BlockRecord]) -> &[BlockRecord] {
    let is_content = |block: &BlockRecord| block.score >= 128;
    let first = blocks.iter().position(is_content).unwrap_or(0);
    let last = blocks.iter().rposition(is_content).unwrap_or(0);
    blocks.get(first..last).unwrap_or(&[])
}

/// Whether a text has the form of dechrome's own output: paragraphs parted by
/// one blank line, no white space around lines, one newline at the end.
pub(super) fn has_form(text: &str) -> bool {
    let bytes = text.as_bytes();
    let none_of = ["\n\n\n", " \n", "\n ", "\r", "\t"];
    text.ends_with('\n')
        && !text.ends_with("\n\n")
        && !text.starts_with(char::is_whitespace)
        && none_of
            .iter()
            .all(|mark| memmem::find(bytes, mark.as_bytes()).is_none())
}
