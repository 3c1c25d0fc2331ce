//! The page-level cut: from which score on a page's blocks are kept.
//!
//! The threshold is the one that maximises the expected F1 of what is kept
//! ([Ye, Chai, Lee, Chieu 2012](https://arxiv.org/abs/1206.4625)), within
//! bounds. A page that is clean already is not cut, so that clean text stays
//! clean, and what was cleaned once stays as it is; only what a phrase or a shape
//! marks as chrome goes, if its score agrees.

use std::ops::RangeInclusive;

use crate::document::BlockRecord;
use crate::focus::Focus;
use crate::model::Probability;

/// How a page is cut: above which score, in thousandths of a nat, it counts as
/// clean; what text that is lost weighs against chrome that is
/// kept, in quarters; the bounds of the threshold; and the lower bound on a page
/// whose best blocks have low scores, half of which it is but for that.
struct Rule {
    clean: i32,
    loss: u64,
    bounds: RangeInclusive<Probability>,
    least: Probability,
}

impl Rule {
    fn of(focus: Focus) -> Rule {
        // Words of clean text are dearer than chrome that stays: hence below 0.
        let (clean, loss, bounds, least) = match focus {
            Focus::Precision => (1_000, 1, 100..=190, 40),
            Focus::Balanced => (-1_000, 4, 64..=128, 26),
            Focus::Recall => (-2_000, 16, 26..=90, 13),
        };
        Rule {
            clean,
            loss,
            bounds,
            least,
        }
    }
}

/// On a page that is clean, a block that bears a mark of chrome needs this
/// score, an eighth, to be kept.
const MARKED: Probability = 32;

/// On any other page such a block needs at least this, .7.
const MARKED_CUT: Probability = 178;

/// What is kept of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// All of it, but for what bears a mark of chrome and has a lower score than
    /// [`MARKED`]: the page is clean already.
    Marks,
    /// The blocks from this score on.
    Below(Probability),
}

impl Cut {
    /// Whether the page is clean.
    pub(super) fn is_clean(self) -> bool {
        self == Cut::Marks
    }

    /// Whether a block is kept; `marked` says whether it bears a mark.
    pub(super) fn keeps(self, block: &BlockRecord, marked: bool) -> bool {
        match self {
            Cut::Marks => !marked || block.score >= MARKED,
            Cut::Below(threshold) if marked => block.score >= threshold.max(MARKED_CUT),
            Cut::Below(threshold) => block.score >= threshold,
        }
    }
}

/// The cut of a page with these blocks; `clean` is the score of its being clean.
pub(super) fn cut(blocks: &[BlockRecord], clean: i32, focus: Focus) -> Cut {
    let rule = Rule::of(focus);
    if clean > rule.clean {
        Cut::Marks
    } else {
        Cut::Below(threshold(blocks, &rule))
    }
}

/// The threshold for a page that is not clean.
fn threshold(blocks: &[BlockRecord], rule: &Rule) -> Probability {
    let bytes_by_score = bytes_by_score(blocks.iter());
    let least = (best_blocks(&bytes_by_score) / 2).clamp(rule.least, *rule.bounds.start());
    best_by_expected_f(&bytes_by_score, rule.loss).clamp(least, *rule.bounds.end())
}

/// The threshold of an HTML page, from how many bytes have each score. It is never
/// clean. Once something is likely enough, the threshold may be lower than that: on
/// lists and in shops few blocks have a high score. Where nothing is, nothing is kept.
pub(super) fn of_page(bytes_by_score: &[u64; 256], focus: Focus) -> Probability {
    let rule = Rule::of(focus);
    let likely = *rule.bounds.start();
    let is_any = bytes_by_score[usize::from(likely)..]
        .iter()
        .any(|&bytes| bytes > 0);
    let least = if is_any { rule.least } else { likely };
    best_by_expected_f(bytes_by_score, rule.loss).clamp(least, *rule.bounds.end())
}

/// How many bytes of the blocks have each score.
pub(super) fn bytes_by_score<'b>(blocks: impl Iterator<Item = &'b BlockRecord>) -> [u64; 256] {
    let mut bytes = [0; 256];
    for block in blocks {
        bytes[usize::from(block.score)] += u64::from(block.size());
    }
    bytes
}

/// The score that the best tenth of a page's bytes has at least: scores are
/// comparable within a page, less so between pages.
fn best_blocks(bytes_by_score: &[u64; 256]) -> Probability {
    let all: u64 = bytes_by_score.iter().sum();
    let mut above = 0;
    let best = (0..256).rev().find(|&score| {
        above += bytes_by_score[score];
        above * 10 >= all
    });
    best.unwrap_or(0) as Probability
}

/// The threshold that maximises (1 + w)·Σ p·bytes / (Σ bytes kept + w·Σ
/// p·bytes), the first sum over what is kept and the last over the page; `loss`
/// is w in quarters.
fn best_by_expected_f(bytes_by_score: &[u64; 256], loss: u64) -> Probability {
    let expected: u64 = (0..256)
        .map(|score| bytes_by_score[score] * score as u64)
        .sum();
    let (mut hit, mut kept) = (0_u64, 0_u64);
    let mut best = (0.0, 255);
    for score in (0..256).rev() {
        hit += bytes_by_score[score] * score as u64;
        kept += bytes_by_score[score] * 255;
        let found = hit as f64 / (4 * kept + loss * expected).max(1) as f64;
        if found > best.0 {
            best = (found, score as Probability);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Placement, Role};

    /// Blocks of these sizes and scores.
    fn blocks(blocks: &[(u32, Probability)]) -> Vec<BlockRecord> {
        let record = |&(size, score): &(u32, Probability)| BlockRecord {
            start: 0,
            end: size,
            line: 1,
            placement: Placement::Apart,
            role: Role::Other,
            kept: false,
            score,
        };
        blocks.iter().map(record).collect()
    }

    #[test]
    fn the_threshold_lies_between_content_and_chrome() {
        let page = blocks(&[(500, 250), (500, 240), (40, 20), (40, 10)]);
        let threshold = threshold(&page, &Rule::of(Focus::Balanced));
        assert!((21..=240).contains(&threshold), "{threshold}");
    }

    #[test]
    fn the_focus_moves_the_threshold() {
        let page = blocks(&[(500, 250), (400, 150), (300, 120), (300, 80), (300, 40)]);
        let [strict, even, lenient] = [Focus::Precision, Focus::Balanced, Focus::Recall]
            .map(|focus| threshold(&page, &Rule::of(focus)));
        assert!(strict > even && even > lenient, "{strict} {even} {lenient}");
    }

    #[test]
    fn a_clean_page_is_left_as_it_is_and_the_focus_says_how_clean() {
        let page = blocks(&[(500, 250), (40, 20)]);
        assert_eq!(cut(&page, 0, Focus::Balanced), Cut::Marks);
        assert_ne!(cut(&page, 0, Focus::Precision), Cut::Marks);
        assert_ne!(cut(&page, -1_500, Focus::Balanced), Cut::Marks);
        assert_eq!(cut(&page, -1_500, Focus::Recall), Cut::Marks);
    }

    #[test]
    fn of_a_page_doubtful_blocks_are_kept_beside_likely_ones_alone() {
        let cut = |list: &[(u32, Probability)]| {
            of_page(&bytes_by_score(blocks(list).iter()), Focus::Balanced)
        };
        let list = cut(&[(100, 70), (900, 40), (900, 2)]);
        assert!((3..=40).contains(&list), "{list}");
        let wall = cut(&[(900, 40), (900, 2)]);
        assert!(wall > 40, "{wall}");
    }

    #[test]
    fn a_page_of_low_scores_keeps_its_best_blocks() {
        let page = blocks(&[(100, 60), (900, 5)]);
        assert!(threshold(&page, &Rule::of(Focus::Balanced)) <= 60);
    }
}
