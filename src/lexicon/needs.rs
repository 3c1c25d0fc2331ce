//! The signs that a shape needs: bytes of which every text that a pattern
//! matches has one. A block without them need not be tried.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};

/// The sets that patterns are grouped by, rarest first. `\xA9` ends `©`.
const FAMILIES: [&[u8]; 8] = [
    b"@",
    b"#",
    b"|",
    b">",
    b"+-*",
    b"(\xA9",
    b"0123456789",
    b"[.:=/*|\\(\xA9",
];

/// Some of the [`FAMILIES`], a bit each, and one more that stands for all texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Needs(u16);

/// The families that each byte is in.
static FAMILIES_OF: [u16; 256] = {
    let mut families = [1 << FAMILIES.len(); 256];
    let mut family = 0;
    while family < FAMILIES.len() {
        let mut sign = 0;
        while sign < FAMILIES[family].len() {
            families[FAMILIES[family][sign] as usize] |= 1 << family;
            sign += 1;
        }
        family += 1;
    }
    families
};

impl Needs {
    /// What every text has but the empty one.
    const NONE: Needs = Needs(1 << FAMILIES.len());

    /// The families that a text has a sign of.
    #[inline]
    pub(super) fn met_by(text: &[u8]) -> Needs {
        let families = text.iter().map(|&byte| FAMILIES_OF[usize::from(byte)]);
        Needs(families.fold(0, |met, families| met | families))
    }

    /// Whether a family is in both.
    #[inline]
    pub(super) fn meet(self, other: Needs) -> bool {
        self.0 & other.0 != 0
    }
}

/// The first of the [`FAMILIES`] that every text has a sign of that `pattern`
/// matches.
pub(super) fn needs(pattern: &str) -> Needs {
    let parsed = ParserBuilder::new()
        .unicode(false)
        .utf8(false)
        .build()
        .parse(pattern);
    let needed = FAMILIES.iter().position(|&family| {
        parsed
            .as_ref()
            .is_ok_and(|pattern| always_has(pattern, family))
    });
    needed.map_or(Needs::NONE, |family| Needs(1 << family))
}

/// Whether every text that `pattern` matches has one of the signs. Recursion
/// is as deep as the pattern, which is this crate's own.
fn always_has(pattern: &Hir, signs: &[u8]) -> bool {
    match pattern.kind() {
        HirKind::Literal(literal) => literal.0.iter().any(|byte| signs.contains(byte)),
        HirKind::Class(Class::Bytes(class)) => class
            .iter()
            .flat_map(|range| range.start()..=range.end())
            .all(|byte| signs.contains(&byte)),
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
            let place = FAMILIES.iter().position(|&other| Some(other) == family);
            let expected = place.map_or(Needs::NONE, |place| Needs(1 << place));
            assert_eq!(needs(pattern), expected, "{pattern}");
            assert!(family.is_none_or(|signs| Needs::met_by(&signs[..1]).meet(expected)));
        }
    }
}
