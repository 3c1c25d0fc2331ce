//! Which text may hold which: a first look that spares most searches.

/// The pairs of bytes that a text has, by hash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pairs([u64; 4]);

impl Pairs {
    pub(super) fn of(text: &str) -> Pairs {
        let mut pairs = [0; 4];
        for pair in text.as_bytes().windows(2) {
            let hash = (u32::from(pair[0]) << 8 | u32::from(pair[1])).wrapping_mul(0x9E37_79B9);
            pairs[(hash >> 30) as usize] |= 1 << (hash >> 24 & 63);
        }
        Pairs(pairs)
    }

    /// Whether a text with these pairs may hold one with those. It may claim what is
    /// not so, never the other way round.
    #[inline]
    pub(super) fn may_hold(self, part: Pairs) -> bool {
        let lacking = self.0.iter().zip(part.0).map(|(own, part)| part & !own);
        lacking.fold(0, |all, lacking| all | lacking) == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_hold_its_parts_and_few_others() {
        let text = "The council votes to reopen the old harbour bridge in the spring";
        let may_hold = |part| Pairs::of(text).may_hold(Pairs::of(part));
        for part in ["", "T", text, "the old harbour bridge", "spring"] {
            assert!(may_hold(part), "{part}");
        }
        for other in ["A STORM CLOSES THE ROAD", "Weather and traffic"] {
            assert!(!may_hold(other), "{other}");
        }
    }
}
