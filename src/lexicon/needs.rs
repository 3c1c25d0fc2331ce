//! The signs that a shape needs: bytes of which every text that a pattern
//! matches has one. A block without them need not be tried.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

/// A set of bytes, a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Signs([u64; 4]);

/// The sets that patterns are grouped by, rarest first. `\xA9` ends `©`.
const FAMILIES: [Signs; 8] = [
    Signs::of(b"@"),
    Signs::of(b"#"),
    Signs::of(b"|"),
    Signs::of(b">"),
    Signs::of(b"+-*"),
    Signs::of(b"(\xA9"),
    Signs::of(b"0123456789"),
    Signs::of(b"[.:=/*|\\(\xA9"),
];

impl Signs {
    /// Every text but the empty one has one of these.
    const ALL: Signs = Signs([u64::MAX; 4]);

    /// The bytes that a text has.
    #[inline]
    pub(super) const fn of(text: &[u8]) -> Signs {
        let (mut signs, mut at) = ([0; 4], 0);
        while at < text.len() {
            signs[text[at] as usize >> 6] |= 1 << (text[at] & 63);
            at += 1;
        }
        Signs(signs)
    }

    /// Whether a byte is in both.
    #[inline]
    pub(super) fn meet(self, other: Signs) -> bool {
        (0..4).any(|part| self.0[part] & other.0[part] != 0)
    }
}

/// The first of the [`FAMILIES`] that every text has a sign of that `pattern`
/// matches.
pub(super) fn needs(pattern: &str) -> Signs {
    let parsed = ParserBuilder::new()
        .unicode(false)
        .utf8(false)
        .build()
        .parse(pattern);
    let needed = FAMILIES.into_iter().find(|&family| {
        parsed
            .as_ref()
            .is_ok_and(|pattern| always_has(pattern, family))
    });
    needed.unwrap_or(Signs::ALL)
}

/// Whether every text that `pattern` matches has one of the signs. Recursion
/// is as deep as the pattern, which is this crate's own.
fn always_has(pattern: &Hir, signs: Signs) -> bool {
    match pattern.kind() {
        HirKind::Literal(literal) => Signs::of(&literal.0).meet(signs),
        HirKind::Class(Class::Bytes(class)) => class
            .iter()
            .flat_map(|range| range.start()..=range.end())
            .all(|byte| Signs::of(&[byte]).meet(signs)),
        HirKind::Repetition(repetition) => repetition.min > 0 && always_has(&repetition.sub, signs),
        HirKind::Capture(capture) => always_has(&capture.sub, signs),
        HirKind::Concat(parts) => parts.iter().any(|part| always_has(part, signs)),
        HirKind::Alternation(ways) => ways.iter().all(|way| always_has(way, signs)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNS: &[u8] = b"[.:=/*|\\(\xA9";

    #[test]
    fn a_pattern_needs_what_all_that_it_matches_has() {
        let cases: [(&str, Option<&[u8]>); 7] = [
            (r"^a?\d{1,2}[./]$", Some(b"0123456789")),
            (r"^(?:https?://|www\.)\S+$", Some(SIGNS)),
            (r"^(?:by|author) *[:] *[^.]+$", Some(SIGNS)),
            (r"^[a-z]+@[a-z]+\.[a-z]+$", Some(b"@")),
            (r"^(?:\d|x)$", None),
            (r"^\d*x$", None),
            (r"^[a-z0-9]$", None),
        ];
        for (pattern, family) in cases {
            let signs = family.map_or(Signs::ALL, Signs::of);
            assert_eq!(needs(pattern), signs, "{pattern}");
        }
    }
}
