//! The phrases' files, read: for the tests alone, and for the table that the
//! program has instead.

use super::Match;
use super::data::{columns, lines};
use crate::document::Role;

/// The languages that have a file, by ISO 639-1 code, with the file's text;
/// `shared` is what no language owns.
pub(crate) const FILES: &[(&str, &str)] = &[
    ("ar", include_str!("data/ar.tsv")),
    ("cs", include_str!("data/cs.tsv")),
    ("de", include_str!("data/de.tsv")),
    ("el", include_str!("data/el.tsv")),
    ("en", include_str!("data/en.tsv")),
    ("es", include_str!("data/es.tsv")),
    ("fr", include_str!("data/fr.tsv")),
    ("it", include_str!("data/it.tsv")),
    ("ja", include_str!("data/ja.tsv")),
    ("ko", include_str!("data/ko.tsv")),
    ("nl", include_str!("data/nl.tsv")),
    ("pl", include_str!("data/pl.tsv")),
    ("pt", include_str!("data/pt.tsv")),
    ("ru", include_str!("data/ru.tsv")),
    ("shared", include_str!("data/shared.tsv")),
    ("sv", include_str!("data/sv.tsv")),
    ("tr", include_str!("data/tr.tsv")),
    ("zh", include_str!("data/zh.tsv")),
];

/// A phrase as its file states it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase<'d> {
    /// The phrase, folded.
    pub text: &'d str,
    /// The kind of chrome that it is.
    pub role: Role,
    /// How it matches.
    pub matches: Match,
}

impl Phrase<'_> {
    /// The phrase as a block has it: a number for each `#`, which would be read
    /// as the sign of a tag in front of a letter ("#コメント", "12コメント").
    pub(crate) fn with_numbers(&self) -> String {
        self.text.replace('#', "0")
    }
}

/// All phrases of all files.
pub(crate) fn phrases() -> impl Iterator<Item = Phrase<'static>> {
    FILES
        .iter()
        .flat_map(|(_, text)| lines(text))
        .filter_map(|line| phrase(line).ok())
}

/// Reads a line of phrase, kind, match and source.
pub(crate) fn phrase(line: &str) -> Result<Phrase<'_>, String> {
    let [text, kind, matches, _source] = columns(line)?;
    let matches = match matches {
        "block" => Match::Block,
        "lead" => Match::Lead,
        "end" => Match::End,
        "anywhere" => Match::Anywhere,
        _ => return Err(format!("'{matches}' is no way to match: {line}")),
    };
    Ok(Phrase {
        text,
        role: kind.parse().map_err(|error| format!("{error}: {line}"))?,
        matches,
    })
}
