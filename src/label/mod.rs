//! Scores → verdicts: what is kept, which block is the headline, which role
//! each block has.

mod code;
mod confidence;
pub(crate) mod context;
mod cut;
pub(crate) mod headline;
pub(crate) mod page;
pub(crate) mod pages;
mod roles;
pub(crate) mod title;

use crate::document::{BlockRecord, EVIDENCE_MAX, Evidence, Role};
use crate::focus::Focus;
use crate::known::{Columns, Known};
use crate::model::{Model, Probability, Trees, probability};
use crate::table::Table;
use confidence::confidence;
use cut::Cut;

/// The evidence for one block's score.
pub(crate) type Reasons = [Option<Evidence>; EVIDENCE_MAX];

/// What the user wants otherwise: the cut elsewhere, roles kept or stripped
/// whatever the score.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wishes {
    /// Which mistake is worse.
    pub focus: Focus,
    /// Kept as well as the content.
    pub keep: Vec<Role>,
    /// Stripped; wins over `keep`.
    pub drop: Vec<Role>,
}

/// Below this score, in thousandths of a nat, the first stage's word is the
/// last: a block that surely is chrome.
pub(crate) const SURE: i32 = -3_500;

/// Labels the blocks of one kind of source.
#[derive(Debug)]
pub(crate) struct Labeller {
    first: Trees,
    second: Trees,
    page: Trees,
    headline: Trees,
    confidence: &'static [u8; 256],
    /// What the features of the second stage are; the first's stand before.
    words: Vec<&'static str>,
}

impl Labeller {
    /// A labeller from its model files. A file that does not fit the columns
    /// (which a test would have told) says nothing.
    pub(crate) fn new(model: &Model, columns: &Columns) -> Labeller {
        let read = |file, names: &[&str]| Trees::read(file, names).unwrap_or_default();
        Labeller {
            first: read(model.first, &columns.names),
            second: read(model.second, &second_names(columns)),
            page: read(model.page, page::NAMES),
            headline: read(model.headline, &headline_names(columns)),
            confidence: model.confidence,
            words: [&columns.words, context::WORDS, columns.group_words].concat(),
        }
    }

    /// Gives each block of a stretch its score, and the kind of chrome that it
    /// would be as its role for now.
    pub(crate) fn score(&self, blocks: &mut [BlockRecord], known: &Known) {
        let mut scores = self.first.score(&[&known.features]);
        let context = context::table(&scores, known);
        let doubtful: Vec<bool> = scores.iter().map(|&score| score >= SURE).collect();
        let second = self
            .second
            .score_some(&[&known.features, &context], &doubtful);
        for ((score, second), doubtful) in scores.iter_mut().zip(second).zip(doubtful) {
            if doubtful {
                *score = second;
            }
        }
        for (index, (block, score)) in blocks.iter_mut().zip(scores).enumerate() {
            block.score = probability(score);
            block.role = known.kinds[index];
        }
    }

    /// The evidence for each block's score: the features that moved it most,
    /// strongest first.
    pub(crate) fn evidence(&self, known: &Known) -> impl Iterator<Item = Reasons> {
        let first = self.first.score(&[&known.features]);
        let width = known.features.width();
        let context = context::table(&first, known);
        let reasons = (0..first.len()).map(|index| {
            let row = known.features.row(index).chain(context.row(index));
            let row: Vec<u8> = row.collect();
            let mut points = self.second.contributions(&row);
            // What the first stage said of the block, alone and among its like,
            // stands in the row as a few numbers; its own reasons take their
            // place.
            let own: i32 = context::itself(width..self.words.len())
                .map(|column| std::mem::take(&mut points[column]))
                .sum();
            let causes = self.first.contributions(&row[..width]);
            let whole: i32 = causes.iter().map(|points| points.abs()).sum();
            for (points, cause) in points.iter_mut().zip(causes) {
                *points +=
                    (i64::from(cause) * i64::from(own.abs()) / i64::from(whole.max(1))) as i32;
            }
            strongest(&points, &self.words)
        });
        reasons.collect::<Vec<_>>().into_iter()
    }

    /// Turns the scores of a document into verdicts, and tells in 255ths how good
    /// these are expected to be. `top` is what is known of its first stretch,
    /// `evidence` what was collected for its blocks, if it was.
    pub(crate) fn decide(
        &self,
        text: &str,
        blocks: &mut Vec<BlockRecord>,
        top: &Known,
        wishes: &Wishes,
        evidence: &mut Vec<Reasons>,
    ) -> Probability {
        let cut = self.cut(text, blocks, top, wishes.focus);
        for (index, block) in blocks.iter_mut().enumerate() {
            block.kept = cut.keeps(block, top.marks.get(index).is_some_and(|&mark| mark));
        }
        let chosen = self.headline(text, blocks, top, cut);
        let headline = chosen.map(|(candidate, likely)| {
            let (count, index) = headline::set(text, blocks, &candidate);
            let told = evidence.get(candidate.blocks.clone());
            if let Some(&reasons) = told.and_then(|told| told.first()) {
                let copies = std::iter::repeat_n(reasons, count);
                evidence.splice(candidate.blocks, copies);
            }
            if likely {
                roles::strip_above(blocks, index);
            }
            index
        });
        roles::strip_repeats(text, blocks, headline, cut);
        roles::name_content(text, blocks, headline);
        code::settle(text, blocks);
        roles::settle(blocks, cut);
        let confidence = confidence(blocks, self.confidence);
        for block in blocks {
            block.kept = (block.kept || wishes.keep.contains(&block.role))
                && !wishes.drop.contains(&block.role);
        }
        confidence
    }

    /// Where the page is cut.
    fn cut(&self, text: &str, blocks: &[BlockRecord], top: &Known, focus: Focus) -> Cut {
        let row = page::row(text, blocks, top);
        let clean = self.page.score(&[&Table::of_rows(&row, page::NAMES.len())]);
        cut::cut(blocks, clean.first().copied().unwrap_or(i32::MIN), focus)
    }

    /// The run of the text that is the headline, and whether it is likely to be;
    /// of a page that is left as it is only the first line may be.
    fn headline(
        &self,
        text: &str,
        blocks: &[BlockRecord],
        top: &Known,
        cut: Cut,
    ) -> Option<(headline::Candidate, bool)> {
        let mut candidates = headline::candidates(text, blocks);
        if cut.is_clean() {
            candidates.retain(|candidate| candidate.is_first_line(text, blocks));
        }
        // Of blocks behind the first stretch not enough is known.
        candidates.retain(|candidate| candidate.blocks.start < top.features.rows());
        let [of_blocks, own] = headline::tables(text, blocks, top, &candidates);
        let scores = self.headline.score(&[&of_blocks, &own]);
        headline::choose(candidates, scores, blocks, cut.is_clean())
    }
}

/// The names of the features that the second stage sees.
pub(crate) fn second_names(columns: &Columns) -> Vec<&'static str> {
    [&columns.names, context::NAMES, columns.group_names].concat()
}

/// The names of the features that the headline's model sees.
pub(crate) fn headline_names(columns: &Columns) -> Vec<&'static str> {
    [&columns.names, headline::NAMES].concat()
}

/// The strongest of some points, in thousandths of a nat, each with its words.
fn strongest(points: &[i32], words: &[&'static str]) -> Reasons {
    let mut ranked: Vec<(i32, &'static str)> = points
        .iter()
        .copied()
        .zip(words.iter().copied())
        .filter(|(points, _)| *points != 0)
        .collect();
    ranked.sort_by_key(|(points, _)| std::cmp::Reverse(points.unsigned_abs()));
    let mut strongest = [None; EVIDENCE_MAX];
    for (place, (points, reason)) in strongest.iter_mut().zip(ranked) {
        *place = Some(Evidence {
            reason,
            points: points as f32 / 1000.0,
        });
    }
    strongest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model, plain};

    #[test]
    fn the_model_files_fit_the_features() {
        let (model, columns) = (model::PLAIN, plain::columns());
        let fits = |file, names: &[&str]| {
            Trees::read(file, names).is_ok_and(|trees| trees != Trees::default())
        };
        assert!(fits(model.first, &columns.names));
        assert!(fits(model.second, &second_names(&columns)));
        assert!(fits(model.page, page::NAMES));
        assert!(fits(model.headline, &headline_names(&columns)));
        let (pages, page_columns) = (model::HTML, crate::html::features::columns());
        assert!(fits(pages.first, &page_columns.names));
        assert!(fits(pages.second, &second_names(page_columns)));
        assert_eq!(columns.names.len(), columns.words.len());
        assert_eq!(columns.group_names.len(), columns.group_words.len());
    }

    #[test]
    fn the_strongest_reasons_come_first_and_nothing_is_no_reason() {
        let reasons = strongest(&[0, -300, 1_200, 0, 500], &["a", "b", "c", "d", "e"]);
        let named: Vec<_> = reasons
            .into_iter()
            .flatten()
            .map(|reason| (reason.reason, reason.points))
            .collect();
        assert_eq!(named, [("c", 1.2), ("e", 0.5), ("b", -0.3)]);
    }
}
