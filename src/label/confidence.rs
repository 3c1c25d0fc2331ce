//! How good what is kept of a document is expected to be.

use crate::document::{BlockRecord, Role};
use crate::model::Probability;

/// How sure the verdicts on a document are, in 255ths: of what is kept, the word F1
/// to expect, which `learned` tells for each F1 that the scores make one expect; if
/// nothing is kept, how sure it is that there is nothing.
///
/// The F1 that the scores make one expect is that of the cut: 2·Σ p·bytes of what is kept /
/// (Σ bytes kept + Σ p·bytes of all). The headline and what is hidden count for nothing.
pub(super) fn confidence(blocks: &[BlockRecord], learned: &[u8; 256]) -> Probability {
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
    learned[expected.min(255) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Placement;
    use crate::model::{HTML, PLAIN};

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
        for learned in [HTML.confidence, PLAIN.confidence] {
            assert!(learned.is_sorted());
            assert!(learned[255] > learned[64]);
        }
    }

    #[test]
    fn clear_pages_are_surer_than_doubtful_ones() {
        for learned in [HTML.confidence, PLAIN.confidence] {
            let clear = confidence(&blocks(&[(250, true), (4, false)]), learned);
            let doubtful = confidence(&blocks(&[(130, true), (100, false)]), learned);
            assert!(clear > doubtful, "{clear} {doubtful}");
        }
    }

    #[test]
    fn nothing_kept_is_as_sure_as_the_best_block_is_chrome() {
        let nothing = blocks(&[(5, false), (2, false)]);
        assert_eq!(confidence(&nothing, PLAIN.confidence), 250);
        assert_eq!(confidence(&[], PLAIN.confidence), 255);
    }
}
