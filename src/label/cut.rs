//! The page-level cut: from which score on a page's blocks are kept.
//!
//! On a page with much chrome the threshold is the one that maximises the
//! expected F1 of what is kept
//! ([Ye, Chai, Lee, Chieu 2012](https://arxiv.org/abs/1206.4625)), within
//! bounds. On a page with little, text is worth more than purity: only what is
//! almost surely chrome is stripped, or nothing at all, so that clean text stays
//! clean, and what was cleaned once stays as it is.

use memchr::memmem;

use crate::document::BlockRecord;
use crate::model::Probability;

/// The bounds of the threshold on a page with much chrome: .25 and .5.
const BOUNDS: std::ops::RangeInclusive<Probability> = 64..=128;

/// The lower bound on a page whose best blocks have low scores: half of
/// theirs, but no less than this, .1.
const LEAST: Probability = 26;

/// With more blocks than this that a phrase marks as chrome, a page has much
/// chrome.
const FEW_MARKS: usize = 2;

/// The share of likely chrome, in percent of a page's bytes, up to which a page
/// is left as it is: one with few marks, and one without any that has the form
/// of dechrome's own output.
const CLEAN: u64 = 15;
const CLEAN_IN_FORM: u64 = 80;

/// Below this score, .05, a marked block of a page that is clean otherwise is
/// stripped.
const MARKED: Probability = 13;

/// Up to this share only what is almost surely chrome is stripped, from a
/// page with few marks: below this score, .1.
const LITTLE: (u64, Probability) = (30, 26);

/// What is kept of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// All of it: the page is clean already.
    Nothing,
    /// All but what bears a mark of chrome and has a lower score than this: the
    /// page is clean but for a line or two.
    Marks(Probability),
    /// The blocks from this score on.
    Below(Probability),
}

impl Cut {
    /// Whether the page is clean, but for a line or two at most.
    pub(super) fn is_clean(self) -> bool {
        matches!(self, Cut::Nothing | Cut::Marks(_))
    }
}

/// The cut for a page with these blocks, `marked` of which bear a mark of
/// chrome.
pub(super) fn cut(text: &str, blocks: &[BlockRecord], marked: usize) -> Cut {
    let mut bytes_by_score = [0_u64; 256];
    for block in blocks {
        bytes_by_score[usize::from(block.score)] += u64::from(block.size());
    }
    let all: u64 = bytes_by_score.iter().sum();
    let chrome = (0..128)
        .map(|score| bytes_by_score[score] * (255 - score as u64))
        .sum::<u64>()
        / 255;
    let few = marked <= FEW_MARKS;
    let clean = few && chrome * 100 < all * CLEAN;
    if marked == 0 && (clean || (chrome * 100 < all * CLEAN_IN_FORM && has_form(text))) {
        return Cut::Nothing;
    }
    if clean {
        return Cut::Marks(MARKED);
    }
    if few && chrome * 100 < all * LITTLE.0 {
        return Cut::Below(LITTLE.1);
    }
    let least = (best_blocks(&bytes_by_score) / 2).clamp(LEAST, *BOUNDS.start());
    Cut::Below(best_by_expected_f1(&bytes_by_score).clamp(least, *BOUNDS.end()))
}

/// Whether a text has the form of dechrome's own output: paragraphs parted by
/// one blank line, no white space around lines, one newline at the end.
fn has_form(text: &str) -> bool {
    let bytes = text.as_bytes();
    let none_of = ["\n\n\n", " \n", "\n ", "\r", "\t"];
    text.ends_with('\n')
        && !text.ends_with("\n\n")
        && !text.starts_with(char::is_whitespace)
        && none_of
            .iter()
            .all(|mark| memmem::find(bytes, mark.as_bytes()).is_none())
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

/// The threshold that maximises 2·Σ p·bytes / (Σ bytes kept + Σ p·bytes), the
/// first sum over what is kept and the last over the page.
fn best_by_expected_f1(bytes_by_score: &[u64; 256]) -> Probability {
    let expected: u64 = (0..256)
        .map(|score| bytes_by_score[score] * score as u64)
        .sum();
    let (mut hit, mut kept) = (0_u64, 0_u64);
    let mut best = (0.0, 255);
    for score in (0..256).rev() {
        hit += bytes_by_score[score] * score as u64;
        kept += bytes_by_score[score] * 255;
        let f1 = if kept + expected == 0 {
            0.0
        } else {
            2.0 * hit as f64 / (kept + expected) as f64
        };
        if f1 > best.0 {
            best = (f1, score as Probability);
        }
    }
    best.1
}
