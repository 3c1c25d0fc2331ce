//! A hash that is the same everywhere and for ever: FNV-1a, 64 bits. It tells changed
//! inputs and equal names; nobody gains by colliding with it.

use std::path::Path;

/// A hash of all that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hash(u64);

impl Default for Hash {
    fn default() -> Hash {
        Hash(0xCBF2_9CE4_8422_2325)
    }
}

impl Hash {
    /// The hash of a path.
    pub(crate) fn of_path(path: &Path) -> Hash {
        Hash::default().bytes(path.as_os_str().as_encoded_bytes())
    }

    /// This hash with bytes added.
    pub(crate) fn bytes(self, bytes: &[u8]) -> Hash {
        Hash(bytes.iter().fold(self.0, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3)
        }))
    }

    /// This hash with a number added.
    pub(crate) fn number(self, number: u64) -> Hash {
        self.bytes(&number.to_le_bytes())
    }

    /// The hash as a number.
    pub(crate) fn get(self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_books() {
        assert_eq!(
            Hash::default().bytes(b"foobar").get(),
            0x8594_4171_F739_67E8
        );
    }
}
