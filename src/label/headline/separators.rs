//! What parts a title from the name of the site, the section or the author.

/// The separators, by their number.
pub(super) const SEPARATORS: [&str; 18] = [
    " - ", " | ", " – ", " — ", " » ", " :: ", " · ", " • ", "_", " : ", " / ", " < ", " > ", "--",
    "-", "|", "｜", "：",
];

/// Those that may stand before a title, too, since no title has them.
pub(super) const BEFORE: &[&str] = SEPARATORS.split_at(8).0;

/// A separator in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Separator {
    /// Where it begins.
    pub at: usize,
    /// Its number.
    pub which: usize,
}

impl Separator {
    /// Where it ends.
    pub(super) fn end(self) -> usize {
        self.at + SEPARATORS[self.which].len()
    }
}

/// The first of these separators in a text, which are all or [`BEFORE`]; of several
/// that begin there, the first of the list.
pub(super) fn first_separator(text: &str, separators: &[&str]) -> Option<Separator> {
    places(text).find_map(|at| {
        let which = separators.iter().position(|mark| begins(text, at, mark))?;
        Some(Separator { at, which })
    })
}

/// The last of these separators in a text, which are all or [`BEFORE`]; of several
/// that begin there, the last of the list.
pub(super) fn last_separator(text: &str, separators: &[&str]) -> Option<Separator> {
    places(text).rev().find_map(|at| {
        let which = separators.iter().rposition(|mark| begins(text, at, mark))?;
        Some(Separator { at, which })
    })
}

/// Where in a text a separator may begin.
fn places(text: &str) -> impl DoubleEndedIterator<Item = usize> {
    let bytes = text.as_bytes();
    let may_begin = |&at: &usize| match bytes[at] {
        b'_' | b'-' | b'|' | 0xEF => true,
        b' ' => !bytes.get(at + 1).is_none_or(u8::is_ascii_alphanumeric),
        _ => false,
    };
    (0..bytes.len()).filter(may_begin)
}

fn begins(text: &str, at: usize, mark: &str) -> bool {
    text.as_bytes()[at..].starts_with(mark.as_bytes())
}

/// Whether a text has a byte that one of the [`SEPARATORS`] has: most have none.
pub(super) fn may_be_parted(text: &str) -> bool {
    let parts = |byte| matches!(byte, b'-' | b'|' | b':' | b'_' | b'/' | b'<' | b'>');
    let leads = |byte| matches!(byte, 0xC2 | 0xE2 | 0xEF);
    text.bytes().any(|byte| parts(byte) || leads(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separators_are_those_that_a_search_for_each_would_find() {
        for text in [
            "Storm closes road - News | The Valley",
            "Storm -- Valley",
            "Storm--Valley",
            "a_b : c",
            "Sturm：Tal｜News",
            "Storm » Road :: Valley ",
            "No separator, none.",
            " ",
            "",
        ] {
            for separators in [&SEPARATORS[..], BEFORE] {
                let each = |find: fn(&str, &str) -> Option<usize>| {
                    let all = separators.iter().enumerate();
                    let found = all.filter_map(|(which, mark)| {
                        let at = find(text, mark)?;
                        Some(Separator { at, which })
                    });
                    found.collect::<Vec<_>>().into_iter()
                };
                let first = each(|text, mark| text.find(mark)).min();
                let last = each(|text, mark| text.rfind(mark)).max();
                assert_eq!(first_separator(text, separators), first, "{text}");
                assert_eq!(last_separator(text, separators), last, "{text}");
            }
        }
    }

    #[test]
    fn no_separator_is_overlooked() {
        assert!(SEPARATORS.into_iter().all(may_be_parted));
        assert!(!may_be_parted("No road today"));
    }
}
