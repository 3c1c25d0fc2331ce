//! Feature rows in, scores out: the narrow interface behind which a model
//! stands, and the models' files as data.

mod format;
mod logistic;
mod trees;

pub(crate) use logistic::{Probability, probability};
pub(crate) use trees::Trees;

/// The model files of a labeller.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Model {
    /// Is a block body, by itself and its neighbours' shapes?
    pub first: &'static [u8],
    /// The same, by the first's scores of it and around it.
    pub second: &'static [u8],
    /// Is a page clean already?
    pub page: &'static [u8],
    /// Is a run of the text the headline?
    pub headline: &'static [u8],
    /// The word F1, in 255ths, that documents have whose scores make one expect this
    /// F1, in 255ths; learned from documents of sites that the trees had not seen.
    pub confidence: &'static [u8; 256],
}

/// The model of HTML pages, which are never clean, and whose headline is found
/// by other means.
pub(crate) const HTML: Model = Model {
    first: include_bytes!("html/first.trees"),
    second: include_bytes!("html/second.trees"),
    page: b"",
    headline: b"",
    confidence: include_bytes!("html/confidence.u8"),
};

/// The model of plain text.
pub(crate) const PLAIN: Model = Model {
    first: include_bytes!("plain/first.trees"),
    second: include_bytes!("plain/second.trees"),
    page: include_bytes!("plain/page.trees"),
    headline: include_bytes!("plain/headline.trees"),
    confidence: include_bytes!("plain/confidence.u8"),
};

/// The trees that choose the headline of a web page.
pub(crate) const HTML_HEADLINE: &[u8] = include_bytes!("html/headline.trees");
