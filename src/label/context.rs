//! What the scores around a block say of it: the features of the second
//! stage, which sees the first stage's scores.
//!
//! All of it is sums over runs of blocks, so each feature costs the same
//! whatever the page. Nothing here knows what a source is: a block is its
//! score, its size in words, and the groups that it belongs to.

use std::num::Wrapping;
use std::ops::Range;

use crate::around::{Neighbours, Sums};
use crate::buckets::{log, part};
use crate::known::{Known, Topics};
use crate::model::{Probability, probability};
use crate::table::Table;

/// The score from which on a block counts as content here.
const CONTENT: Probability = 128;

/// How many blocks away the farthest are that a block sees.
const REACH: usize = 25;

/// The most words, in halves, that a block counts for: the sums over all that a
/// block sees are right whatever the page.
const LARGEST: u32 = 1 << 16;

/// What the scores of a stretch of blocks, in thousandths of a nat, say of each:
/// the columns by [`NAMES`], and the mean score of each of its groups.
pub(crate) fn table(scores: &[i32], known: &Known) -> Table {
    let context = Context::of(scores, known);
    let mut table = Table::with_rows(scores.len(), NAMES.len() + known.groups.len());
    context.write(&mut table);
    for groups in &known.groups {
        table.push(means(groups, &context.scores, &context.sizes).into_iter());
    }
    table
}

/// The blocks of a stretch as their scores see them.
#[derive(Debug)]
struct Context {
    /// The score of each block, in thousandths of a nat, as one byte.
    levels: Vec<u8>,
    scores: Vec<Probability>,
    neighbours: Neighbours,
    sizes: Vec<u32>,
    /// The sizes, and those weighed by the scores. They are told modulo 2³²: no
    /// sum that is asked for is as large.
    all: Sums<Wrapping<u32>>,
    content: Sums<Wrapping<u32>>,
    /// The content up to each block, as part of the page's.
    content_before: Vec<u8>,
    runs: Runs,
    page: Page,
    /// Of each block's longer words, how many stand in the content elsewhere,
    /// and how many in the chrome elsewhere.
    topical: Vec<u8>,
    sitewise: Vec<u8>,
}

/// What is the same for all blocks.
#[derive(Debug)]
struct Page {
    content: u8,
    mean: u8,
    /// The run of blocks with the most content and the least else.
    core: Range<usize>,
    core_part: u8,
    core_mean: u8,
    /// The share of the page's words in blocks with a lower score, by score.
    below: [u8; 256],
    /// The scores that a tenth, a half and nine tenths of the words have at
    /// most, and the best.
    quantiles: [Probability; 3],
    best: Probability,
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
    fn of(scores: &[i32], known: &Known) -> Context {
        let levels = scores.iter().map(|&score| level(score)).collect();
        let scores: Vec<Probability> = scores.iter().map(|&score| probability(score)).collect();
        let sizes = known.sizes.iter().map(|&size| size.min(LARGEST) + 1);
        let sizes: Vec<u32> = sizes.collect();
        let sums = Totals::of(&scores, &sizes);
        let whole = sums.content[scores.len()];
        let (topical, sitewise) = overlaps(&known.topics, &scores);
        let weighed = scores.iter().zip(&sizes);
        let weighed = weighed.map(|(&score, &size)| Wrapping(u32::from(score) * size));
        Context {
            levels,
            all: Sums::of(sizes.iter().copied().map(Wrapping), REACH),
            content: Sums::of(weighed, REACH),
            neighbours: Neighbours::of(scores.iter().copied()),
            content_before: sums.content.iter().map(|&sum| part(sum, whole)).collect(),
            runs: Runs::of(&scores, &sums),
            page: Page::of(&scores, &sizes, &sums),
            topical,
            sitewise,
            scores,
            sizes,
        }
    }

    /// The same for all blocks.
    fn alike(&self, value: u8) -> impl Iterator<Item = u8> {
        std::iter::repeat_n(value, self.scores.len())
    }

    /// What follows from the place of each block.
    fn by_place(&self, value: impl Fn(usize) -> u8) -> impl Iterator<Item = u8> {
        (0..self.scores.len()).map(value)
    }

    /// The mean scores of the words of the blocks up to `before` and `after`
    /// away.
    fn around(&self, before: usize, after: usize) -> impl Iterator<Item = u8> {
        let sums = self.content.around(before, after);
        let sums = sums.zip(self.all.around(before, after));
        sums.map(|(content, all)| (content.0 / all.0.max(1)) as u8)
    }

    /// What there is to say of the run that stands `step` behind each block's own.
    fn run(&self, values: &[u8], step: usize) -> impl Iterator<Item = u8> {
        let runs = self.runs.run.iter();
        runs.map(move |&run| values[run as usize + step])
    }
}

/// The sizes up to each block, and those weighed by the scores.
struct Totals {
    all: Vec<u64>,
    content: Vec<u64>,
}

impl Totals {
    fn of(scores: &[Probability], sizes: &[u32]) -> Totals {
        let sums = |values: &mut dyn Iterator<Item = u64>| {
            let mut sums = Vec::with_capacity(scores.len() + 1);
            let mut sum = 0;
            sums.push(0);
            sums.extend(values.map(|value| {
                sum += value;
                sum
            }));
            sums
        };
        let weighed = scores.iter().zip(sizes);
        Totals {
            all: sums(&mut sizes.iter().map(|&size| u64::from(size))),
            content: sums(&mut weighed.map(|(&score, &size)| u64::from(score) * u64::from(size))),
        }
    }

    /// The words of some blocks.
    fn words(&self, blocks: &Range<usize>) -> u64 {
        self.all[blocks.end] - self.all[blocks.start]
    }

    /// The content of some blocks.
    fn content(&self, blocks: &Range<usize>) -> u64 {
        self.content[blocks.end] - self.content[blocks.start]
    }

    /// The mean score of the words of some blocks.
    fn mean(&self, blocks: &Range<usize>) -> u8 {
        (self.content(blocks) / self.words(blocks).max(1)) as u8
    }
}

impl Page {
    fn of(scores: &[Probability], sizes: &[u32], sums: &Totals) -> Page {
        let page = 0..scores.len();
        let (words, content) = (sums.words(&page), sums.content(&page));
        let mut by_score = [0_u64; 256];
        for (&score, &size) in scores.iter().zip(sizes) {
            by_score[usize::from(score)] += u64::from(size);
        }
        let (mut below, mut sum) = ([0; 256], 0);
        let mut quantiles = [0; 3];
        for (score, size) in by_score.into_iter().enumerate() {
            below[score] = part(sum, words);
            for (quantile, tenths) in quantiles.iter_mut().zip([1, 5, 9]) {
                if sum * 10 <= words * tenths && size > 0 {
                    *quantile = score as Probability;
                }
            }
            sum += size;
        }
        let core = core(scores, sizes);
        Page {
            content: log(content / 255),
            mean: sums.mean(&page),
            core_part: part(sums.content(&core), content),
            core_mean: sums.mean(&core),
            core,
            below,
            quantiles,
            best: scores.iter().copied().max().unwrap_or(0),
        }
    }
}

/// The runs of blocks that are content, and those of blocks that are not, in turn.
#[derive(Debug)]
struct Runs {
    /// The run of each block, and where each run begins, and the last one ends.
    run: Vec<u32>,
    starts: Vec<usize>,
    /// The words of each run, with two that are not there before the first and
    /// behind the last; its blocks, and how clean it is.
    words: Vec<u8>,
    blocks: Vec<u8>,
    means: Vec<u8>,
}

/// How many runs away the farthest are that a block sees.
const RUNS: usize = 2;

impl Runs {
    fn of(scores: &[Probability], sums: &Totals) -> Runs {
        let (mut starts, mut run) = (vec![0], Vec::with_capacity(scores.len()));
        for (index, &score) in scores.iter().enumerate() {
            if index > 0 && (score >= CONTENT) != (scores[index - 1] >= CONTENT) {
                starts.push(index);
            }
            run.push(starts.len() as u32 - 1);
        }
        starts.push(scores.len());
        let runs = || starts.windows(2).map(|ends| ends[0]..ends[1]);
        let mut words = vec![0; RUNS];
        words.extend(runs().map(|run| log(sums.words(&run))));
        words.extend([0; RUNS]);
        Runs {
            words,
            blocks: runs().map(|run| few(run.len())).collect(),
            means: runs().map(|run| sums.mean(&run)).collect(),
            run,
            starts,
        }
    }

    /// Where the run of a block starts, and where it ends.
    fn start(&self, index: usize) -> usize {
        self.starts[self.run[index] as usize]
    }

    fn end(&self, index: usize) -> usize {
        self.starts[self.run[index] as usize + 1]
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
    let mean = |(content, all): (u64, u64)| (content / all.max(1)) as u8;
    groups
        .iter()
        .map(|&group| mean(sums[usize::from(group)]))
        .collect()
}

/// Below this score a block counts as chrome, when words are compared.
const SITE: Probability = 64;

/// Of each block's longer words, how many stand in other blocks that are
/// content, and in others that are chrome.
fn overlaps(topics: &Topics, scores: &[Probability]) -> (Vec<u8>, Vec<u8>) {
    // More than two need not be told apart.
    let mut counts = [[0_u8; 2]; Topics::SLOTS];
    for (words, &score) in topics.by_block().zip(scores) {
        let Some(side) = side(score) else { continue };
        for &word in words {
            let count = &mut counts[usize::from(word) % Topics::SLOTS][side];
            *count = count.saturating_add(1);
        }
    }
    let overlaps = topics.by_block().zip(scores).map(|(words, &score)| {
        let mut own = [0; 2];
        if let Some(side) = side(score) {
            own[side] = 1;
        }
        let mut shared = [0_u32; 2];
        for &word in words {
            let [content, chrome] = counts[usize::from(word) % Topics::SLOTS];
            shared[0] += u32::from(content > own[0]);
            shared[1] += u32::from(chrome > own[1]);
        }
        let share = |shared: u32| match words.len() {
            0 => 255,
            words => part(shared.into(), words as u64),
        };
        (share(shared[0]), share(shared[1]))
    });
    overlaps.unzip()
}

/// Whether the words of a block with this score are content, 0, or chrome, 1.
fn side(score: Probability) -> Option<usize> {
    match score {
        CONTENT.. => Some(0),
        0..SITE => Some(1),
        _ => None,
    }
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
    (|$context:ident| $($name:ident: $words:literal = $values:expr;)*) => {
        /// The features' names, in the order of the columns; the groups' means
        /// stand behind them.
        pub(crate) const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// What each feature is, in words.
        pub(crate) const WORDS: &[&str] = &[$($words),*];

        impl Context {
            /// Adds the columns to a table.
            fn write(&self, table: &mut Table) {
                let $context = self;
                $(table.push($values);)*
            }
        }
    };
}

features! { |context|
    own: "what it is by itself" = context.levels.iter().copied();
    score_before_3: "the third block before" = context.neighbours.at(-3);
    score_before_2: "the second block before" = context.neighbours.at(-2);
    score_before: "the block before" = context.neighbours.at(-1);
    score_after: "the block after" = context.neighbours.at(1);
    score_after_2: "the second block after" = context.neighbours.at(2);
    score_after_3: "the third block after" = context.neighbours.at(3);
    around_2: "what stands right around it" = context.around(2, 2);
    around_5: "what stands around it" = context.around(5, 5);
    around_10: "what stands near it" = context.around(10, 10);
    around_25: "what stands far around it" = context.around(25, 25);
    above_5: "what stands right above it" = context.around(5, 0);
    above_15: "what stands above it" = context.around(15, 0);
    below_5: "what stands right below it" = context.around(0, 5);
    below_15: "what stands below it" = context.around(0, 15);
    rank: "its rank on the page" = context.scores.iter().map(|&score| context.page.below[usize::from(score)]);
    content_before: "the content before it" = context.content_before.iter().copied();
    content: "the content of the page" = context.alike(context.page.content);
    page: "how clean the page is" = context.alike(context.page.mean);
    page_low: "the page's worst blocks" = context.alike(context.page.quantiles[0]);
    page_middle: "the page's middling blocks" = context.alike(context.page.quantiles[1]);
    page_high: "the page's better blocks" = context.alike(context.page.quantiles[2]);
    page_best: "the page's best block" = context.alike(context.page.best);
    to_core: "the way to the core" = context.by_place(|index| few(context.page.core.start.saturating_sub(index)));
    from_core: "the way from the core" = context.by_place(|index| few((index + 1).saturating_sub(context.page.core.end)));
    core_part: "how much of the content the core has" = context.alike(context.page.core_part);
    core_mean: "how clean the core is" = context.alike(context.page.core_mean);
    run_words: "the words of its run" = context.run(&context.runs.words, RUNS);
    run_blocks: "the blocks of its run" = context.run(&context.runs.blocks, 0);
    run_before: "the run before" = context.run(&context.runs.words, RUNS - 1);
    run_after: "the run after" = context.run(&context.runs.words, RUNS + 1);
    run_before_2: "the second run before" = context.run(&context.runs.words, RUNS - 2);
    run_after_2: "the second run after" = context.run(&context.runs.words, RUNS + 2);
    in_run: "its place in its run" = context.by_place(|index| few(index - context.runs.start(index)));
    to_run_end: "the way to the end of its run" = context.by_place(|index| few(context.runs.end(index) - index));
    run_mean: "how clean its run is" = context.run(&context.runs.means, 0);
    topical: "words that the content has too" = context.topical.iter().copied();
    sitewise: "words that the chrome has too" = context.sitewise.iter().copied();
    size: "its length" = context.sizes.iter().map(|&size| log(u64::from(size)));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks of ten words each, all in one group, with nothing else known.
    fn known(blocks: usize) -> Known {
        Known {
            features: Table::default(),
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
        let table = table(scores, &known(scores.len()));
        let column = NAMES.iter().position(|other| *other == name);
        table.column(column.unwrap_or(NAMES.len()))[0][index]
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
        assert_eq!(table(&[], &known(0)).rows(), 0);
    }
}
