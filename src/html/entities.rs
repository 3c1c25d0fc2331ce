//! 13.5 Named character references: finding the longest one.

use super::tables::entities::ENTITIES;
use super::work;

/// The references that make up nearly all of a page's.
static COMMON: [(&str, &str); 5] = [
    ("nbsp;", "\u{a0}"),
    ("amp;", "&"),
    ("quot;", "\""),
    ("lt;", "<"),
    ("gt;", ">"),
];

/// The longest named character reference that a text, which follows an `&`,
/// begins with: its length, without the `&`, and what it stands for.
pub(crate) fn longest_match(text: &[u8]) -> Option<(usize, &'static str)> {
    let common = COMMON
        .iter()
        .find(|(name, _)| text.starts_with(name.as_bytes()));
    if let Some(&(name, value)) = common {
        return Some((name.len(), value));
    }
    // The entities that begin with the bytes read so far are neighbours in the
    // sorted table; each byte narrows them down.
    let mut candidates = &ENTITIES[..];
    let mut longest = None;
    for (length, &byte) in text.iter().enumerate() {
        work::note(1);
        let next = |&(name, _): &(&str, &str)| name.as_bytes().get(length).copied();
        let start = candidates.partition_point(|entity| next(entity) < Some(byte));
        let end = start + candidates[start..].partition_point(|entity| next(entity) == Some(byte));
        candidates = &candidates[start..end];
        match candidates.first() {
            None => break,
            Some((name, value)) if name.len() == length + 1 => longest = Some((name.len(), *value)),
            Some(_) => {}
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_complete_sorted_and_unique() {
        assert_eq!(ENTITIES.len(), 2231);
        assert!(ENTITIES.is_sorted_by(|a, b| a.0 < b.0));
        let without_semicolon = ENTITIES.iter().filter(|(name, _)| !name.ends_with(';'));
        assert_eq!(without_semicolon.count(), 106);
        let two_characters = ENTITIES
            .iter()
            .filter(|(_, value)| value.chars().count() == 2);
        assert_eq!(two_characters.count(), 93);
        assert!(
            ENTITIES
                .iter()
                .all(|(_, value)| (1..=2).contains(&value.chars().count()))
        );
    }

    #[test]
    fn every_entity_is_found_whatever_follows() {
        for (name, value) in ENTITIES {
            assert_eq!(
                longest_match(name.as_bytes()),
                Some((name.len(), value)),
                "{name}"
            );
            let followed = format!("{name}.");
            assert_eq!(
                longest_match(followed.as_bytes()),
                Some((name.len(), value)),
                "{name}"
            );
        }
    }

    #[test]
    fn the_longest_match_wins() {
        assert_eq!(longest_match(b"notin;x"), Some((6, "\u{2209}")));
        assert_eq!(longest_match(b"notit;x"), Some((3, "\u{ac}")));
        assert_eq!(longest_match(b"ampx"), Some((3, "&")));
        assert_eq!(longest_match(b"AMP;"), Some((4, "&")));
        assert_eq!(
            longest_match(b"NotEqualTilde;"),
            Some((14, "\u{2242}\u{338}"))
        );
        assert_eq!(longest_match(b"Amp;"), None);
        assert_eq!(longest_match(b""), None);
        assert_eq!(longest_match("é".as_bytes()), None);
    }
}
