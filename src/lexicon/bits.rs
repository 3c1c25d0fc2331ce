//! A set of hashes that may claim one that it does not have.

use std::borrow::Cow;

/// A set of hashes ([Bloom 1970](https://doi.org/10.1145/362686.362692), with two
/// bits a hash): a bit string, whose length is a power of two.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bits(Cow<'static, [u8]>);

impl Bits {
    /// The set that these bytes are.
    pub(super) fn from_bytes(bytes: &'static [u8]) -> Bits {
        Bits(Cow::Borrowed(bytes))
    }

    /// Whether the set has the hash, or seems to.
    #[inline(always)]
    pub(super) fn contains(&self, hash: u64) -> bool {
        let bytes = &*self.0;
        let [one, other] = places(hash, bytes.len());
        let has = |place: usize| {
            let byte = bytes.get(place / 8);
            byte.is_some_and(|byte| byte >> (place % 8) & 1 != 0)
        };
        has(one) && has(other)
    }
}

/// The places of a hash's two bits among so many bytes.
#[inline]
fn places(hash: u64, bytes: usize) -> [usize; 2] {
    let most = (8 * bytes).wrapping_sub(1);
    [40, 20].map(|shift| (hash >> shift) as usize & most)
}

#[cfg(test)]
impl Bits {
    /// An empty set of this many bytes.
    pub(super) fn new(bytes: usize) -> Bits {
        assert!(bytes.is_power_of_two());
        Bits(Cow::Owned(vec![0; bytes]))
    }

    pub(super) fn insert(&mut self, hash: u64) {
        for place in places(hash, self.0.len()) {
            self.0.to_mut()[place / 8] |= 1 << (place % 8);
        }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_inserted_is_there_and_little_else() {
        let mut bits = Bits::new(64);
        let hashes = (1..=50_u64).map(|number| number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        hashes.clone().step_by(2).for_each(|hash| bits.insert(hash));
        assert!(hashes.clone().step_by(2).all(|hash| bits.contains(hash)));
        let others = hashes.skip(1).step_by(2);
        assert!(others.filter(|&hash| bits.contains(hash)).count() < 5);
    }
}
