//! The data files, read: phrases a line, kinds by their role's name.

use crate::document::Role;

/// The shapes' file.
pub(crate) const SHAPES: &str = include_str!("data/shapes.tsv");

/// A shape as its file states it: an anchored pattern.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    /// The kind of chrome that has this shape.
    pub role: Role,
    /// The pattern, in the syntax of the `regex` crate, its parts filled in.
    pub pattern: String,
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

pub(super) fn columns(line: &str) -> Result<[&str; 4], String> {
    let columns: Vec<&str> = line.split('\t').collect();
    columns
        .try_into()
        .map_err(|_| format!("not four columns: {line}"))
}
