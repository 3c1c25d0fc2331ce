//! The data files, read: phrases a line, kinds by their role's name.

use super::Match;
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

/// The shapes' file.
pub(crate) const SHAPES: &str = include_str!("data/shapes.tsv");

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

/// A shape as its file states it: an anchored pattern.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    /// The kind of chrome that has this shape.
    pub role: Role,
    /// The pattern, in the syntax of the `regex` crate, its parts filled in.
    pub pattern: String,
}

/// All phrases of all files.
pub(crate) fn phrases() -> impl Iterator<Item = Phrase<'static>> {
    FILES
        .iter()
        .flat_map(|(_, text)| lines(text))
        .filter_map(|line| phrase(line).ok())
}

/// All shapes.
pub(crate) fn shapes() -> impl Iterator<Item = Shape> {
    let stated = || lines(SHAPES).filter_map(|line| columns(line).ok());
    let parts: Vec<[&str; 4]> = stated().filter(|columns| is_part(columns[0])).collect();
    stated()
        .filter(|columns| !is_part(columns[0]))
        .filter_map(move |[_, kind, pattern, _]| {
            let fill = |pattern: String, [name, _, part, _]: &[&str; 4]| {
                pattern.replace(name, &format!("(?:{part})"))
            };
            Some(Shape {
                role: kind.parse().ok()?,
                pattern: parts.iter().fold(pattern.to_owned(), fill),
            })
        })
}

/// Whether a line of the shapes' file is a part that others name: `{month}`.
fn is_part(name: &str) -> bool {
    name.starts_with('{')
}

/// The lines that state something: those with columns. All others are
/// comments.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| line.contains('\t'))
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

fn columns(line: &str) -> Result<[&str; 4], String> {
    let columns: Vec<&str> = line.split('\t').collect();
    columns
        .try_into()
        .map_err(|_| format!("not four columns: {line}"))
}
