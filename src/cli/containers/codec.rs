//! The compressed formats, told by their first bytes.

/// How a stream is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codec {
    /// RFC 1952.
    Gzip,
    /// RFC 8878.
    Zstd,
    Bzip2,
    Xz,
}

/// The first bytes of a gzip member (RFC 1952, 2.3.1): the magic number, deflate.
pub(crate) const GZIP: [u8; 3] = [0x1F, 0x8B, 8];

/// The first bytes of a Zstandard frame (RFC 8878, 3.1.1).
pub(crate) const ZSTD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

impl Codec {
    /// How many bytes it takes to tell.
    pub(crate) const LOOKED_AT: usize = 10;

    /// Tells how a stream is compressed by its first bytes, if it is.
    pub(crate) fn of(first: &[u8]) -> Option<Codec> {
        match first {
            bytes if begins_a_member(bytes) => Some(Codec::Gzip),
            bytes if bytes.starts_with(&ZSTD) || is_skippable(bytes) => Some(Codec::Zstd),
            // A block, or the end of a stream without one: the digits of π, of √π.
            [b'B', b'Z', b'h', b'1'..=b'9', rest @ ..]
                if rest.starts_with(b"\x31\x41\x59\x26\x53\x59")
                    || rest.starts_with(b"\x17\x72\x45\x38\x50\x90") =>
            {
                Some(Codec::Bzip2)
            }
            [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => Some(Codec::Xz),
            _ => None,
        }
    }

    /// What the names of such files end in.
    pub(crate) const fn endings(self) -> &'static [&'static str] {
        match self {
            Codec::Gzip => &["gz", "gzip"],
            Codec::Zstd => &["zst", "zstd"],
            Codec::Bzip2 => &["bz2"],
            Codec::Xz => &["xz"],
        }
    }
}

/// Whether a gzip member begins here: the reserved flags are zero (RFC 1952,
/// 2.3.1.2).
pub(crate) fn begins_a_member(bytes: &[u8]) -> bool {
    bytes.starts_with(&GZIP) && bytes.get(3).is_some_and(|flags| flags & 0xE0 == 0)
}

/// Whether a skippable frame begins here (RFC 8878, 3.1.2).
pub(crate) fn is_skippable(bytes: &[u8]) -> bool {
    matches!(bytes, [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..])
}

/// Bytes as one member of gzip.
#[cfg(test)]
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_codec_is_told_by_content() {
        let cases: [(&[u8], Option<Codec>); 10] = [
            (b"\x1F\x8B\x08\x00\x00", Some(Codec::Gzip)),
            (b"\x1F\x8B\x08\xFF", None),
            (b"\x1F\x8B\x08", None),
            (b"\x28\xB5\x2F\xFD\x00", Some(Codec::Zstd)),
            (b"\x5D\x2A\x4D\x18\x00", Some(Codec::Zstd)),
            (b"BZh91AY&SY", Some(Codec::Bzip2)),
            (b"BZh9 is a strange first word", None),
            (b"\xFD7zXZ\x00", Some(Codec::Xz)),
            (b"prose", None),
            (b"", None),
        ];
        for (bytes, codec) in cases {
            assert_eq!(Codec::of(bytes), codec, "{bytes:?}");
        }
    }
}
