//! Scores → verdicts: what is kept, which block is the headline, which role
//! each block has.

mod cut;
mod headline;
mod roles;

use crate::document::{BlockRecord, EVIDENCE_MAX, Evidence, Role};
use crate::known::Known;
use crate::model::{Scorecard, Tables, probability};
use cut::Cut;

/// The evidence for one block's score.
pub(crate) type Reasons = [Option<Evidence>; EVIDENCE_MAX];

/// The roles that the user wants kept or stripped whatever the score.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wishes {
    /// Kept as well as the content.
    pub keep: Vec<Role>,
    /// Stripped; wins over `keep`.
    pub drop: Vec<Role>,
}

/// What a mark of chrome weighs, in hundredths of a nat, besides what the
/// scorecard gives for it: a phrase is near certain, whatever the page.
const MARK: i32 = -300;

/// Labels the blocks of one kind of source.
#[derive(Debug)]
pub(crate) struct Labeller {
    blocks: Scorecard,
    headline: Scorecard,
    /// What the features are.
    words: &'static [&'static str],
}

impl Labeller {
    /// A labeller from its tables. `names` and `words` are those of the
    /// features, in the order of a row.
    pub(crate) fn new(tables: Tables, names: &[&str], words: &'static [&'static str]) -> Labeller {
        Labeller {
            blocks: Scorecard::read(tables.blocks, names),
            headline: Scorecard::read(tables.headline, &[names, headline::FEATURES].concat()),
            words,
        }
    }

    /// Gives each block of a stretch its score, and the kind of chrome that it
    /// would be as its role for now.
    pub(crate) fn score(&self, blocks: &mut [BlockRecord], known: &Known) {
        for (index, (block, row)) in blocks.iter_mut().zip(known.rows()).enumerate() {
            let mark = if known.marks[index] { MARK } else { 0 };
            block.score = probability(self.blocks.score(row) + mark);
            block.role = known.kinds[index];
        }
    }

    /// The evidence for each block's score: the features that gave most
    /// points, strongest first.
    pub(crate) fn evidence(&self, known: &Known) -> impl Iterator<Item = Reasons> {
        known.rows().zip(&known.marks).map(|(row, &mark)| {
            let mark = mark.then_some((MARK as i16, "a mark of chrome"));
            strongest(
                self.blocks
                    .points(row)
                    .zip(self.words.iter().copied())
                    .chain(mark),
            )
        })
    }

    /// Turns the scores of a document into verdicts. `top` is what is known of
    /// its first stretch.
    pub(crate) fn decide(
        &self,
        text: &str,
        blocks: &mut [BlockRecord],
        top: &Known,
        wishes: &Wishes,
    ) {
        let cut = keep(text, blocks, top);
        let headline = self.headline(text, blocks, top, cut);
        roles::strip_repeats(text, blocks, headline, cut);
        roles::strip_above(blocks, headline);
        roles::name_content(text, blocks, headline);
        if let Some(index) = headline {
            headline::set(text, &mut blocks[index]);
        }
        roles::settle(blocks, cut);
        for block in blocks {
            block.kept = (block.kept || wishes.keep.contains(&block.role))
                && !wishes.drop.contains(&block.role);
        }
    }

    /// The block that is the headline; of a page that is left as it is only
    /// the first may be.
    fn headline(&self, text: &str, blocks: &[BlockRecord], top: &Known, cut: Cut) -> Option<usize> {
        let mut candidates = headline::candidates(text, blocks, top);
        if cut.is_clean() {
            candidates.retain(|candidate| candidate.index == 0);
        }
        headline::choose(&candidates, &self.headline)
    }
}

/// Keeps what the page's cut leaves.
pub(crate) fn keep(text: &str, blocks: &mut [BlockRecord], top: &Known) -> Cut {
    let marked = top.marks.iter().filter(|&&mark| mark).count();
    let cut = cut::cut(text, blocks, marked);
    for (index, block) in blocks.iter_mut().enumerate() {
        block.kept = match cut {
            Cut::Nothing => true,
            Cut::Marks(threshold) => {
                block.score >= threshold || !top.marks.get(index).is_some_and(|&mark| mark)
            }
            Cut::Below(threshold) => block.score >= threshold,
        };
    }
    cut
}

/// The blocks that may be the headline, each with its features: for training.
#[cfg(feature = "internals")]
pub(crate) fn headline_rows(
    text: &str,
    blocks: &[BlockRecord],
    top: &Known,
) -> Vec<(usize, Vec<u8>)> {
    headline::candidates(text, blocks, top)
        .into_iter()
        .map(|candidate| (candidate.index, candidate.row))
        .collect()
}

/// The names of the features that a candidate for the headline has beside
/// those of its block.
#[cfg(feature = "internals")]
pub(crate) const HEADLINE_FEATURES: &[&str] = headline::FEATURES;

fn strongest(points: impl Iterator<Item = (i16, &'static str)>) -> Reasons {
    let mut ranked: Vec<(i16, &'static str)> = points.filter(|(points, _)| *points != 0).collect();
    ranked.sort_by_key(|(points, _)| std::cmp::Reverse(points.unsigned_abs()));
    let mut strongest = [None; EVIDENCE_MAX];
    for (place, (points, reason)) in strongest.iter_mut().zip(ranked) {
        *place = Some(Evidence {
            reason,
            points: f32::from(points) / 100.0,
        });
    }
    strongest
}
