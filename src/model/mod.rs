//! Feature rows in, scores out: the narrow interface behind which a model
//! stands, and the models' tables as data.

mod logistic;
mod scorecard;

pub(crate) use logistic::{Probability, probability};
pub(crate) use scorecard::Scorecard;

/// The tables of a labeller's scorecards.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tables {
    /// Is a block body?
    pub blocks: &'static str,
    /// Is it the headline?
    pub headline: &'static str,
}

/// The scorecards of plain text.
pub(crate) const PLAIN: Tables = Tables {
    blocks: include_str!("plain/blocks.tsv"),
    headline: include_str!("plain/headline.tsv"),
};
