//! The last resort: a guess from the bytes, by `chardetng`, the detector that
//! Firefox uses.
//!
//! The detector follows some thirty encodings at once and so is slow; it is
//! shown a few KiB, taken from where the non-ASCII bytes are. ISO-2022-JP has
//! no non-ASCII bytes; its escape sequences give it away.

use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP, WINDOWS_1252};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use crate::document::EncodingSource;

/// So much of a document is shown to the detector at most.
const SAMPLE: usize = 8 * 1024;

/// The sample is put together from pieces of about this length.
const PIECE: usize = 512;

/// A piece begins so far before its first non-ASCII byte at most.
const LEAD_IN: usize = 64;

/// ISO-2022-JP switches to its two-byte set within so many bytes.
const FIRST_ESCAPE: usize = 16 * 1024;

/// Guesses the encoding of bytes that are not UTF-8.
pub(super) fn guess(bytes: &[u8]) -> (&'static Encoding, EncodingSource) {
    let sample = sample(bytes);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&sample, false);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    if encoding == WINDOWS_1252 && !speaks_for_windows_1252(&sample) {
        (WINDOWS_1252, EncodingSource::Fallback)
    } else {
        (encoding, EncodingSource::Guessed)
    }
}

/// Whether the detector meant it: it also answers windows-1252 when it has
/// ruled out every encoding, and when the sample is valid UTF-8.
fn speaks_for_windows_1252(sample: &[u8]) -> bool {
    let unassigned = |byte| matches!(byte, &0x81 | &0x8D | &0x8F | &0x90 | &0x9D);
    !sample.iter().any(unassigned) && std::str::from_utf8(sample).is_err()
}

/// Pieces of `bytes` around the non-ASCII ones, in order.
fn sample(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::with_capacity(bytes.len().min(SAMPLE));
    let mut at = 0;
    while at < bytes.len() && sample.len() < SAMPLE {
        let first = at + Encoding::ascii_valid_up_to(&bytes[at..]);
        if first == bytes.len() {
            break;
        }
        let start = first.saturating_sub(LEAD_IN).max(at);
        let start = bytes[start..first]
            .iter()
            .rposition(parts_words)
            .map_or(first, |i| start + i);
        let limit = bytes.len().min(start + SAMPLE - sample.len());
        let soon = limit.min(start + PIECE);
        let end = bytes[soon..limit]
            .iter()
            .position(parts_words)
            .map_or(limit, |i| soon + i);
        sample.extend_from_slice(&bytes[start..end]);
        at = end;
    }
    sample
}

/// Whether a byte stands for itself wherever it is: it is below all that the
/// multi-byte encodings use for the second and later bytes of a character
/// (0x30, in GB18030), so that text can be parted here without harm.
fn parts_words(byte: &u8) -> bool {
    *byte < 0x30
}

/// Whether the bytes switch to ISO-2022-JP's two-byte set (`ESC $ B` or
/// `ESC $ @`) and go on as ISO-2022-JP would.
pub(super) fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(FIRST_ESCAPE)];
    if memchr::memmem::find(head, b"\x1B$").is_none() {
        return false;
    }
    let mut decoder = ISO_2022_JP.new_decoder_without_bom_handling();
    let Some(room) = decoder.max_utf8_buffer_length_without_replacement(head.len()) else {
        return false;
    };
    let mut text = String::with_capacity(room);
    let (result, _) = decoder.decode_to_string_without_replacement(head, &mut text, false);
    !matches!(result, DecoderResult::Malformed(..))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_small_and_holds_what_is_not_ascii() {
        let mut bytes = vec![b' '; 1 << 20];
        bytes.extend_from_slice(b"Le caf\xE9 ferm\xE9.");
        bytes.extend(vec![b' '; 1 << 20]);
        bytes.extend_from_slice(b"D\xE9j\xE0.");
        let sample = sample(&bytes);
        assert!(sample.len() <= 2 * (PIECE + LEAD_IN), "{}", sample.len());
        assert_eq!(sample.iter().filter(|byte| !byte.is_ascii()).count(), 4);
        assert!(super::sample(&vec![0xE9; 1 << 20]).len() <= SAMPLE);
    }

    #[test]
    fn the_sample_cuts_no_character_in_two() {
        // Trail bytes of GBK may be ASCII letters: "乤" is 81 61.
        let line = [
            b"\x81\x61".repeat(PIECE).as_slice(),
            b"\n",
            &[b'a'; 3 * PIECE],
            b" ",
        ]
        .concat();
        let bytes = line.repeat(3);
        let sample = sample(&bytes);
        let (text, malformed) = encoding_rs::GBK.decode_without_bom_handling(&sample);
        assert!(!malformed);
        assert_eq!(text.matches('乤').count(), 3 * PIECE);
    }

    #[test]
    fn nothing_speaks_for_any_encoding() {
        // FF is no sensible beginning of a word, and windows-1252 has no 8D.
        assert_eq!(guess(b"\xFF\x8D"), (WINDOWS_1252, EncodingSource::Fallback));
        // The sample is UTF-8; what is not lies beyond it.
        let bytes = ["é".repeat(SAMPLE).as_bytes(), &[b'\xE9'; SAMPLE]].concat();
        assert_eq!(guess(&bytes), (WINDOWS_1252, EncodingSource::Fallback));
        assert_eq!(guess(b"Un caf\xE9 ferm\xE9.").1, EncodingSource::Guessed);
    }

    #[test]
    fn escapes_of_a_terminal_are_not_iso_2022_jp() {
        assert!(is_iso_2022_jp(b"\x1B$B$3$s\x1B(B."));
        assert!(!is_iso_2022_jp(b"\x1B[31mred\x1B(B\x1B[m"));
        assert!(!is_iso_2022_jp(b"\x1B[31mred\x1B[m costs \x1B$5"));
    }
}
