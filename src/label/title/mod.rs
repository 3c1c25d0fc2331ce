//! The headline of a web page, by agreement: of its title, of what it tells
//! other sites, and of its visible headings.
//!
//! A candidate is one of these texts, or a part of one that may have been
//! joined with the site's name. Each is described by a row of features, and
//! trees choose.

mod candidates;
mod parts;
mod rows;
mod words;

pub(crate) use candidates::{Candidate, candidates};
pub(crate) use rows::FEATURES;

use crate::document::Metadata;
use crate::known::Heading;
use crate::model::Trees;
use crate::table::Table;

/// Chooses headlines.
#[derive(Debug)]
pub(crate) struct Titles {
    trees: Trees,
}

impl Titles {
    /// A chooser from its model file. A file that does not fit the features
    /// (which a test would have told) chooses the first candidate.
    pub(crate) fn new(file: &[u8]) -> Titles {
        Titles {
            trees: Trees::read(file, FEATURES).unwrap_or_default(),
        }
    }

    /// The likeliest headline of a page that states this of itself and shows
    /// these headings; of equals the first.
    pub(crate) fn choose(&self, metadata: &Metadata, headings: &[Heading]) -> Option<Candidate> {
        let candidates = candidates(metadata, headings);
        let rows: Vec<u8> = candidates
            .iter()
            .flat_map(|candidate| candidate.row.iter().copied())
            .collect();
        let scores = self.trees.score(&[&Table::of_rows(&rows, FEATURES.len())]);
        let scored = scores.into_iter().zip(candidates).rev();
        let best = scored.max_by_key(|(score, _)| *score);
        best.map(|(_, candidate)| candidate)
    }
}

#[cfg(test)]
mod tests;
