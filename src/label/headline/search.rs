//! Many texts, looked for in others all at once.

/// So many bytes of a text decide whether a closer look is worth while.
const FIRST: usize = 8;

/// How many bits a hash of the first bytes has, and how many there are.
const BITS: u32 = 10;
const SLOTS: usize = 1 << BITS;

/// Stands before the first text of a hash.
const NONE: u16 = u16::MAX;

/// How many closer looks there are at most: far more than any text takes that was
/// not made for it.
const LOOKS: u32 = 1 << 21;

/// The texts that are looked for.
pub(super) struct Sought<'t> {
    texts: &'t [&'t str],
    /// The last text of each hash, and for each text the one before it that has the
    /// same hash.
    last: Box<[u16; SLOTS]>,
    before: Vec<u16>,
    looks: u32,
}

impl<'t> Sought<'t> {
    /// Those of some texts, at most 65,535, that have so many bytes; at least
    /// [`FIRST`] are needed.
    pub(super) fn of(texts: &'t [&'t str], shortest: usize) -> Sought<'t> {
        let mut sought = Sought {
            texts,
            last: Box::new([NONE; SLOTS]),
            before: vec![NONE; texts.len()],
            looks: LOOKS,
        };
        for (number, text) in (0..NONE)
            .zip(texts)
            .filter(|(_, text)| text.len() >= shortest)
        {
            if let Some(first) = text.as_bytes().first_chunk() {
                let last = &mut sought.last[slot(first)];
                sought.before[usize::from(number)] = std::mem::replace(last, number);
            }
        }
        sought
    }

    /// Gives the numbers of the texts that stand in another one, once for each
    /// place.
    #[inline]
    pub(super) fn each_in(&mut self, text: &str, mut found: impl FnMut(usize)) {
        let mut rest = text.as_bytes();
        while let Some(first) = rest.first_chunk() {
            let mut number = self.last[slot(first)];
            while number != NONE && self.looks > 0 {
                self.looks -= 1;
                let sought = usize::from(number);
                if rest.starts_with(self.texts[sought].as_bytes()) {
                    found(sought);
                }
                number = self.before[sought];
            }
            rest = &rest[1..];
        }
    }
}

/// The slot of a text's first bytes.
#[inline]
fn slot(first: &[u8; FIRST]) -> usize {
    let mixed = u64::from_le_bytes(*first).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> (u64::BITS - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_wherever_it_stands_and_a_short_one_is_not_looked_for() {
        let texts = [
            "the old harbour",
            "the old harbour bridge",
            "reopen",
            "the old mill",
        ];
        let mut sought = Sought::of(&texts, 12);
        let mut found = Vec::new();
        let text = "To reopen the old harbour bridge. No, the old harbour!";
        sought.each_in(text, |number| found.push(number));
        found.sort_unstable();
        assert_eq!(found, [0, 0, 1]);
    }

    #[test]
    fn what_is_made_to_be_looked_at_again_and_again_ends() {
        let texts = vec!["aaaaaaaaaaaaaaab"; 1000];
        let mut sought = Sought::of(&texts, 12);
        let mut found = 0;
        sought.each_in(&"a".repeat(1 << 16), |_| found += 1);
        assert_eq!((found, sought.looks), (0, 0));
    }
}
