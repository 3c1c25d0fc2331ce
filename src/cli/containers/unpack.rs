//! A stream in whatever it is compressed, unpacked as it is read.

use std::io::{BufReader, Read};

use bzip2::read::MultiBzDecoder;
use lzma_rust2::XzReader;

use super::codec::Codec;
use super::members::{Members, Piece};

/// How much memory an `.xz` stream may ask for, in KiB: four times what `xz -9`
/// takes. The other formats' windows are bounded by their decoders (32 KiB, 900 kB,
/// 128 MiB).
const XZ_MEMORY: u32 = 256 << 10;

/// How much of an `.xz` stream is read at a time.
const CHUNK: usize = 64 * 1024;

/// The stream that is compressed in `packed`, in one piece or in several.
pub(crate) fn unpack<'r>(codec: Codec, packed: impl Read + Send + 'r) -> Box<dyn Read + Send + 'r> {
    match codec {
        Codec::Gzip => Box::new(Members::new(Piece::Member, packed)),
        Codec::Zstd => Box::new(Members::new(Piece::Frame, packed)),
        Codec::Bzip2 => Box::new(MultiBzDecoder::new(packed)),
        Codec::Xz => {
            let packed = BufReader::with_capacity(CHUNK, packed);
            Box::new(XzReader::new_mem_limit(packed, true, XZ_MEMORY))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

    use super::*;

    fn pack(codec: Codec, bytes: &[u8]) -> Vec<u8> {
        match codec {
            Codec::Gzip => {
                let level = flate2::Compression::default();
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
                encoder.write_all(bytes).unwrap();
                encoder.finish().unwrap()
            }
            Codec::Zstd => zstd::encode_all(bytes, 3).unwrap(),
            Codec::Bzip2 => {
                let level = bzip2::Compression::default();
                let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), level);
                encoder.write_all(bytes).unwrap();
                encoder.finish().unwrap()
            }
            Codec::Xz => {
                let options = lzma_rust2::XzOptions::with_preset(1);
                let mut encoder = lzma_rust2::XzWriter::new(Vec::new(), options).unwrap();
                encoder.write_all(bytes).unwrap();
                encoder.finish().unwrap()
            }
        }
    }

    fn unpacked(packed: &[u8]) -> io::Result<Vec<u8>> {
        let codec = Codec::of(packed).expect("a codec");
        let mut all = Vec::new();
        unpack(codec, packed).read_to_end(&mut all)?;
        Ok(all)
    }

    const ALL: [Codec; 4] = [Codec::Gzip, Codec::Zstd, Codec::Bzip2, Codec::Xz];

    #[test]
    fn every_codec_is_known_by_content_and_read_in_pieces() {
        for codec in ALL {
            let packed = pack(codec, b"The road over the pass ");
            assert_eq!(Codec::of(&packed), Some(codec));
            let two = [packed, pack(codec, b"stays closed.")].concat();
            let text = unpacked(&two).unwrap();
            assert_eq!(text, b"The road over the pass stays closed.", "{codec:?}");
            assert_eq!(unpacked(&pack(codec, b"")).unwrap(), b"", "{codec:?}");
        }
    }

    #[test]
    fn what_is_cut_off_is_an_error_and_not_a_shorter_text() {
        let text: String = (0..2000).map(|n| format!("{:x} ", n * n * 31)).collect();
        for codec in ALL {
            let packed = pack(codec, text.as_bytes());
            for end in (Codec::LOOKED_AT..packed.len()).step_by(501) {
                assert!(unpacked(&packed[..end]).is_err(), "{codec:?} at {end}");
            }
        }
    }

    #[test]
    fn an_xz_stream_does_not_choose_how_much_memory_it_takes() {
        let mut packed = pack(Codec::Xz, b"prose");
        // The block header: size, flags, filter LZMA2, one property, the dictionary.
        assert_eq!(packed[14..16], [0x21, 1]);
        packed[16] = 40; // 4 GiB
        let size = usize::from(packed[12]) * 4;
        let crc = crc32(&packed[12..12 + size]);
        packed[12 + size..16 + size].copy_from_slice(&crc.to_le_bytes());
        let error = unpacked(&packed).unwrap_err().to_string();
        assert!(error.contains("memory"), "{error}");
    }

    fn crc32(bytes: &[u8]) -> u32 {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        crc.sum()
    }
}
