//! What the scores around a block say of it: the features of the second
//! stage, which sees the first stage's scores.
//!
//! All of it is sums over runs of blocks, so each feature costs the same
//! whatever the page. Nothing here knows what a source is: a block is its
//! score, its size in words, and the groups that it belongs to.

use std::ops::Range;

use crate::buckets::{log, part};
use crate::known::{Known, Topics};
use crate::model::{Probability, probability};

/// The score from which on a block counts as content here.
const CONTENT: Probability = 128;

/// The blocks of a stretch as their scores see them.
#[derive(Debug)]
pub(crate) struct Context {
    /// The score of each block, in thousandths of a nat, as one byte.
    levels: Vec<u8>,
    scores: Vec<Probability>,
    sizes: Vec<u32>,
    /// The sizes up to each block, and those weighed by the scores.
    all: Vec<u64>,
    content: Vec<u64>,
    /// The runs of blocks that count as content, and of those between them.
    runs: Vec<Range<usize>>,
    /// The run of each block.
    run: Vec<u32>,
    /// The run of blocks with the most content and the least else.
    core: Range<usize>,
    /// The share of the page's words in blocks with a lower score, by score.
    below: [u8; 256],
    /// The scores that a tenth, a half and nine tenths of the words have at
    /// most, and the best.
    low: Probability,
    middle: Probability,
    high: Probability,
    best: Probability,
    /// Of each block's longer words, how many stand in the content elsewhere,
    /// and how many in the chrome elsewhere.
    topical: Vec<u8>,
    sitewise: Vec<u8>,
    /// The mean score of each block's groups, a grouping after the other.
    groups: Vec<Vec<u8>>,
}

/// A score in steps of a twentieth of a nat, 128 for none.
fn level(score: i32) -> u8 {
    (score.clamp(-6_350, 6_350) / 50 + 128) as u8
}

/// Of the columns of the second stage that are the context's, those that hold
/// the block's own score above all: the first, the rank, the groups' means.
pub(crate) fn itself(columns: Range<usize>) -> impl Iterator<Item = usize> {
    let rank = NAMES.iter().position(|name| *name == "rank").unwrap_or(0);
    let groups = columns.start + NAMES.len()..columns.end;
    [columns.start, columns.start + rank]
        .into_iter()
        .chain(groups)
}

/// A number of blocks, up to a most.
fn few(blocks: usize) -> u8 {
    blocks.min(60) as u8
}

impl Context {
    /// The context of the blocks of a stretch, with these scores, in
    /// thousandths of a nat.
    pub(crate) fn of(scores: &[i32], known: &Known) -> Context {
        let sizes = &known.sizes;
        let levels = scores.iter().map(|&score| level(score)).collect();
        let scores: Vec<Probability> = scores.iter().map(|&score| probability(score)).collect();
        let sizes: Vec<u32> = sizes.iter().map(|&size| size.min(1 << 20) + 1).collect();
        let sums = || Vec::with_capacity(scores.len() + 1);
        let (mut all, mut content) = (sums(), sums());
        all.push(0);
        content.push(0);
        let (mut sum, mut expected) = (0, 0);
        for (&score, &size) in scores.iter().zip(&sizes) {
            sum += u64::from(size);
            expected += u64::from(size) * u64::from(score);
            all.push(sum);
            content.push(expected);
        }
        let groups = known
            .groups
            .iter()
            .map(|groups| means(groups, &scores, &sizes))
            .collect();
        let (runs, run) = runs(&scores);
        let core = core(&scores, &sizes);
        let (topical, sitewise) = overlaps(&known.topics, &scores);
        let mut by_score = [0_u64; 256];
        for (&score, &size) in scores.iter().zip(&sizes) {
            by_score[usize::from(score)] += u64::from(size);
        }
        let (mut below, mut sum) = ([0; 256], 0);
        let mut quantiles = [0; 3];
        for (score, size) in by_score.into_iter().enumerate() {
            below[score] = part(sum, all[scores.len()]);
            for (quantile, tenths) in quantiles.iter_mut().zip([1, 5, 9]) {
                if sum * 10 <= all[scores.len()] * tenths && size > 0 {
                    *quantile = score as Probability;
                }
            }
            sum += size;
        }
        let best = scores.iter().copied().max().unwrap_or(0);
        let [low, middle, high] = quantiles;
        Context {
            levels,
            scores,
            sizes,
            all,
            content,
            runs,
            run,
            core,
            below,
            low,
            middle,
            high,
            best,
            topical,
            sitewise,
            groups,
        }
    }

    /// The score of a neighbour, 0 where there is none.
    fn neighbour(&self, index: usize, step: isize) -> Probability {
        let at = index.checked_add_signed(step);
        at.and_then(|at| self.scores.get(at)).copied().unwrap_or(0)
    }

    /// The mean score of the words of some blocks.
    fn mean(&self, blocks: Range<usize>) -> u8 {
        let size = self.all[blocks.end] - self.all[blocks.start];
        ((self.content[blocks.end] - self.content[blocks.start]) / size.max(1)) as u8
    }

    /// The mean score of the words of the blocks up to `before` and `after`
    /// away.
    fn around(&self, index: usize, before: usize, after: usize) -> u8 {
        self.mean(index.saturating_sub(before)..(index + 1 + after).min(self.scores.len()))
    }

    /// Of the page's content, the part before a block.
    fn content_before(&self, index: usize) -> u8 {
        part(self.content[index], self.content[self.scores.len()])
    }

    /// The words of the run that stands `step` behind a block's own, 0 where
    /// there is none.
    fn run_words(&self, index: usize, step: isize) -> u8 {
        let run = (self.run[index] as usize).checked_add_signed(step);
        let run = run.and_then(|run| self.runs.get(run));
        run.map_or(0, |run| log(self.all[run.end] - self.all[run.start]))
    }

    /// The block's own run.
    fn own_run(&self, index: usize) -> &Range<usize> {
        &self.runs[self.run[index] as usize]
    }
}

/// The mean score of each block's group.
fn means(groups: &[u16], scores: &[Probability], sizes: &[u32]) -> Vec<u8> {
    let slots = groups
        .iter()
        .max()
        .map_or(0, |&group| usize::from(group) + 1);
    let mut sums = vec![(0_u64, 0_u64); slots];
    for ((&group, &score), &size) in groups.iter().zip(scores).zip(sizes) {
        let (content, all) = &mut sums[usize::from(group)];
        *content += u64::from(score) * u64::from(size);
        *all += u64::from(size);
    }
    let mean = |&(content, all): &(u64, u64)| (content / all.max(1)) as u8;
    let means: Vec<u8> = sums.iter().map(mean).collect();
    groups
        .iter()
        .map(|&group| means[usize::from(group)])
        .collect()
}

/// Below this score a block counts as chrome, when words are compared.
const SITE: Probability = 64;

/// Of each block's longer words, how many stand in other blocks that are
/// content, and in others that are chrome.
fn overlaps(topics: &Topics, scores: &[Probability]) -> (Vec<u8>, Vec<u8>) {
    let mut counts = vec![[0_u16; 2]; Topics::SLOTS];
    for (words, &score) in topics.by_block().zip(scores) {
        let is = [score >= CONTENT, score < SITE].map(u16::from);
        if is != [0, 0] {
            for &word in words {
                let count = &mut counts[usize::from(word) % Topics::SLOTS];
                *count = [
                    count[0].saturating_add(is[0]),
                    count[1].saturating_add(is[1]),
                ];
            }
        }
    }
    let overlaps = topics.by_block().zip(scores).map(|(words, &score)| {
        let own = [score >= CONTENT, score < SITE].map(u16::from);
        let mut shared = [0_u64; 2];
        for &word in words {
            let count = counts[usize::from(word) % Topics::SLOTS];
            shared[0] += u64::from(count[0] > own[0]);
            shared[1] += u64::from(count[1] > own[1]);
        }
        let share = |shared| {
            if words.is_empty() {
                255
            } else {
                part(shared, words.len() as u64)
            }
        };
        (share(shared[0]), share(shared[1]))
    });
    overlaps.unzip()
}

/// The runs of blocks that are content, and those of blocks that are not, in
/// turn; and for each block its run.
fn runs(scores: &[Probability]) -> (Vec<Range<usize>>, Vec<u32>) {
    let (mut runs, mut run) = (Vec::new(), Vec::with_capacity(scores.len()));
    let mut start = 0;
    for (index, &score) in scores.iter().enumerate() {
        if index > start && (score >= CONTENT) != (scores[index - 1] >= CONTENT) {
            runs.push(start..index);
            start = index;
        }
        run.push(runs.len() as u32);
    }
    runs.push(start..scores.len());
    (runs, run)
}

/// The contiguous run that gains most: content counts for its words, all else
/// against it.
fn core(scores: &[Probability], sizes: &[u32]) -> Range<usize> {
    let (mut best, mut sum, mut start, mut core) = (0, 0, 0, 0..0);
    for (index, (&score, &size)) in scores.iter().zip(sizes).enumerate() {
        if sum <= 0 {
            (sum, start) = (0, index);
        }
        sum += (i64::from(score) - i64::from(CONTENT)) * i64::from(size);
        if sum > best {
            best = sum;
            core = start..index + 1;
        }
    }
    core
}

macro_rules! features {
    (|$context:ident, $index:ident| $($name:ident: $words:literal = $value:expr;)*) => {
        /// The features' names, in the order of a row; the groups' means stand
        /// behind them.
        pub(crate) const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// What each feature is, in words.
        pub(crate) const WORDS: &[&str] = &[$($words),*];

        impl Context {
            /// Writes the row of one block: the features, and the mean score of
            /// each of its groups.
            pub(crate) fn write(&self, $index: usize, row: &mut Vec<u8>) {
                let $context = self;
                row.extend([$($value),*]);
                row.extend(self.groups.iter().map(|means| means[$index]));
            }
        }
    };
}

features! { |context, index|
    own: "what it is by itself" = context.levels[index];
    score_before_3: "the third block before" = context.neighbour(index, -3);
    score_before_2: "the second block before" = context.neighbour(index, -2);
    score_before: "the block before" = context.neighbour(index, -1);
    score_after: "the block after" = context.neighbour(index, 1);
    score_after_2: "the second block after" = context.neighbour(index, 2);
    score_after_3: "the third block after" = context.neighbour(index, 3);
    around_2: "what stands right around it" = context.around(index, 2, 2);
    around_5: "what stands around it" = context.around(index, 5, 5);
    around_10: "what stands near it" = context.around(index, 10, 10);
    around_25: "what stands far around it" = context.around(index, 25, 25);
    above_5: "what stands right above it" = context.around(index, 5, 0);
    above_15: "what stands above it" = context.around(index, 15, 0);
    below_5: "what stands right below it" = context.around(index, 0, 5);
    below_15: "what stands below it" = context.around(index, 0, 15);
    rank: "its rank on the page" = context.below[usize::from(context.scores[index])];
    content_before: "the content before it" = context.content_before(index);
    content: "the content of the page" = log(context.content[context.scores.len()] / 255);
    page: "how clean the page is" = context.mean(0..context.scores.len());
    page_low: "the page's worst blocks" = context.low;
    page_middle: "the page's middling blocks" = context.middle;
    page_high: "the page's better blocks" = context.high;
    page_best: "the page's best block" = context.best;
    to_core: "the way to the core" = few(context.core.start.saturating_sub(index));
    from_core: "the way from the core" = few((index + 1).saturating_sub(context.core.end));
    core_part: "how much of the content the core has" = part(context.content[context.core.end] - context.content[context.core.start], context.content[context.scores.len()]);
    core_mean: "how clean the core is" = context.mean(context.core.clone());
    run_words: "the words of its run" = context.run_words(index, 0);
    run_blocks: "the blocks of its run" = few(context.own_run(index).len());
    run_before: "the run before" = context.run_words(index, -1);
    run_after: "the run after" = context.run_words(index, 1);
    run_before_2: "the second run before" = context.run_words(index, -2);
    run_after_2: "the second run after" = context.run_words(index, 2);
    in_run: "its place in its run" = few(index - context.own_run(index).start);
    to_run_end: "the way to the end of its run" = few(context.own_run(index).end - index);
    run_mean: "how clean its run is" = context.mean(context.own_run(index).clone());
    topical: "words that the content has too" = context.topical[index];
    sitewise: "words that the chrome has too" = context.sitewise[index];
    size: "its length" = log(u64::from(context.sizes[index]));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks of ten words each, all in one group, with nothing else known.
    fn known(blocks: usize) -> Known {
        Known {
            rows: Vec::new(),
            width: 0,
            sizes: vec![20; blocks],
            groups: vec![vec![0; blocks]],
            topics: Topics {
                words: (0..blocks as u16).collect(),
                ends: (1..=blocks).collect(),
            },
            kinds: Vec::new(),
            contents: Vec::new(),
            repeated: Vec::new(),
            headline: None,
            marks: Vec::new(),
        }
    }

    /// The value of a feature of a block, among blocks with these scores.
    fn value(scores: &[i32], index: usize, name: &str) -> u8 {
        let mut row = Vec::new();
        Context::of(scores, &known(scores.len())).write(index, &mut row);
        let column = NAMES.iter().position(|other| *other == name);
        row[column.unwrap_or(NAMES.len())]
    }

    const PAGE: [i32; 6] = [-7_000, -7_000, 7_000, 7_000, -7_000, 7_000];

    #[test]
    fn a_block_sees_the_scores_around_it() {
        assert_eq!(value(&PAGE, 2, "score_before"), 0);
        assert_eq!(value(&PAGE, 2, "score_after"), 255);
        assert_eq!(value(&PAGE, 5, "score_after"), 0);
        assert_eq!(value(&PAGE, 2, "above_5"), 85);
        assert_eq!(value(&PAGE, 0, "page"), 127);
        assert_eq!(value(&PAGE, 0, "page_best"), 255);
        assert_eq!(value(&PAGE, 3, "group"), 127);
    }

    #[test]
    fn a_block_sees_its_run_and_the_core() {
        assert_eq!(value(&PAGE, 3, "run_blocks"), 2);
        assert_eq!(value(&PAGE, 3, "in_run"), 1);
        assert_eq!(value(&PAGE, 0, "to_core"), 2);
        assert_eq!(value(&PAGE, 5, "from_core"), 2);
        assert_eq!(value(&PAGE, 2, "to_core"), 0);
        assert_eq!(value(&PAGE, 4, "run_before"), value(&PAGE, 3, "run_words"));
    }

    #[test]
    fn words_of_other_content_are_told_from_words_of_chrome() {
        let mut page = known(3);
        page.topics.words = vec![7, 7, 9];
        let overlaps = overlaps(&page.topics, &[255, 255, 0]);
        assert_eq!(overlaps, (vec![255, 255, 0], vec![0, 0, 0]));
    }

    #[test]
    fn a_page_of_one_block_and_of_none_have_a_context() {
        assert_eq!(value(&[7_000], 0, "run_blocks"), 1);
        Context::of(&[], &known(0));
    }
}
