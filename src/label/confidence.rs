//! How good what is kept of a page is expected to be.

use crate::document::{BlockRecord, Role};
use crate::model::{HTML_CONFIDENCE, Probability};

/// How sure the verdicts on a page are, in 255ths: of what is kept, the word F1 to
/// expect; if nothing is kept, how sure it is that there is nothing.
///
/// The expected F1 is that of the cut: 2·Σ p·bytes of what is kept / (Σ bytes kept + Σ p·bytes
/// of the page). The headline and what is hidden count for nothing.
pub(super) fn confidence(blocks: &[BlockRecord]) -> Probability {
    let (mut kept, mut hit, mut whole, mut best) = (0_u64, 0_u64, 0_u64, 0);
    let is_counted = |block: &&BlockRecord| !matches!(block.role, Role::Hidden | Role::Headline);
    for block in blocks.iter().filter(is_counted) {
        let bytes = u64::from(block.size());
        let likely = bytes * u64::from(block.score);
        whole += likely;
        best = best.max(block.score);
        if block.kept {
            kept += bytes;
            hit += likely;
        }
    }
    if kept == 0 {
        return Probability::MAX - best;
    }
    let expected = 2 * hit * 255 / (kept * 255 + whole);
    HTML_CONFIDENCE[expected.min(255) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Placement;

    /// Blocks of these scores, kept or not, of a hundred bytes each.
    fn blocks(blocks: &[(Probability, bool)]) -> Vec<BlockRecord> {
        let record = |&(score, kept): &(Probability, bool)| BlockRecord {
            start: 0,
            end: 100,
            line: 1,
            placement: Placement::Apart,
            role: Role::Other,
            kept,
            score,
        };
        blocks.iter().map(record).collect()
    }

    #[test]
    fn more_expected_is_never_less_sure() {
        assert!(HTML_CONFIDENCE.is_sorted());
        assert!(HTML_CONFIDENCE[255] > HTML_CONFIDENCE[64]);
    }

    #[test]
    fn clear_pages_are_surer_than_doubtful_ones() {
        let clear = confidence(&blocks(&[(250, true), (4, false)]));
        let doubtful = confidence(&blocks(&[(130, true), (100, false)]));
        assert!(clear > doubtful, "{clear} {doubtful}");
    }

    #[test]
    fn nothing_kept_is_as_sure_as_the_best_block_is_chrome() {
        assert_eq!(confidence(&blocks(&[(5, false), (2, false)])), 250);
        assert_eq!(confidence(&[]), 255);
    }
}
