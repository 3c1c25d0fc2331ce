//! What chooses the headline of pages, by itself.

use crate::html::{Tree, headings, metadata};
use crate::label::title;
use crate::model::HTML_HEADLINE;

/// The texts that may be the headline of a page, each with its features.
pub fn describe_titles(tree: &Tree<'_>) -> Vec<(String, Vec<u8>)> {
    title::candidates(&metadata(tree), &headings(tree))
        .into_iter()
        .map(|candidate| (candidate.text, candidate.row))
        .collect()
}

/// The headline of a page, by what it states and by its headings.
pub fn headline(tree: &Tree<'_>, titles: &Titles) -> Option<String> {
    let metadata = metadata(tree);
    let chosen = titles.0.choose(&metadata, &headings(tree));
    chosen.map(|candidate| candidate.text)
}

/// What chooses the headlines of pages.
#[derive(Debug)]
pub struct Titles(title::Titles);

impl Default for Titles {
    fn default() -> Titles {
        Titles(title::Titles::new(HTML_HEADLINE))
    }
}

/// The names of the features of a page's candidates for the headline.
pub fn title_features() -> &'static [&'static str] {
    title::FEATURES
}
