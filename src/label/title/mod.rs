//! The headline of a web page, by agreement: of its title, of what it tells
//! other sites, and of its visible headings.
//!
//! A candidate is one of these texts, or a part of one that may have been
//! joined with the site's name. Each is described by a row of features, and the
//! scorecard chooses.

mod candidates;
mod parts;
mod words;

pub(crate) use candidates::{Candidate, FEATURES, candidates};

use crate::document::Metadata;
use crate::known::Heading;
use crate::model::Scorecard;

/// Chooses headlines.
#[derive(Debug)]
pub(crate) struct Titles {
    card: Scorecard,
}

impl Titles {
    /// A chooser from its table.
    pub(crate) fn new(table: &str) -> Titles {
        Titles {
            card: Scorecard::read(table, FEATURES),
        }
    }

    /// The likeliest headline of a page that states this of itself and shows
    /// these headings; of equals the first.
    pub(crate) fn choose(&self, metadata: &Metadata, headings: &[Heading]) -> Option<Candidate> {
        let candidates = candidates(metadata, headings).into_iter().rev();
        candidates.max_by_key(|candidate| self.card.score(&candidate.row))
    }
}

#[cfg(test)]
mod tests;
