//! Input that is not text at all, told by what it looks like.
//!
//! Files of many kinds begin with a signature, as the [MIME Sniffing Standard]
//! and the formats' own specifications give it. But a signature such as `BM`,
//! `MZ` or `GIF89a` is also a way for a text to begin: where all of it is
//! printable, the bytes after it must bear it out.
//!
//! [MIME Sniffing Standard]: https://mimesniff.spec.whatwg.org/#matching-a-mime-type-pattern

use super::utf8;
use crate::error::{Error, ErrorKind};

/// Signatures are borne out, or not, within so many bytes.
const HEAD: usize = 1024;

/// Unknown binary data is known by so many bytes.
const SAMPLE: usize = 8 * 1024;

/// A few control characters harm nothing, however short the text is.
const HARMLESS_CONTROLS: usize = 8;

/// A kind of file that is not text.
struct Kind {
    /// What it is called, with its article.
    name: &'static str,
    /// How a text can be got out of it; empty when it holds none.
    way_out: &'static str,
    /// Where which bytes stand in every file of the kind.
    signature: &'static [(usize, &'static [u8])],
    proof: Proof,
}

/// What tells a file of a kind from a text that begins alike.
enum Proof {
    /// The signature itself: no text begins so.
    Signature,
    /// Control characters after it, one in fifty bytes or more.
    Controls,
    /// This also stands near the beginning.
    Further(&'static [u8]),
}

const fn kind(
    name: &'static str,
    way_out: &'static str,
    signature: &'static [(usize, &'static [u8])],
    proof: Proof,
) -> Kind {
    Kind {
        name,
        way_out,
        signature,
        proof,
    }
}

const NO_WAY: &str = "";
const AS_TEXT: &str = "export its text first";
const BY_OFFICE: &str = "convert it first (for example with soffice --convert-to txt:Text)";

#[rustfmt::skip]
const KINDS: &[Kind] = {
    use Proof::{Controls, Further, Signature};
    &[
        // Documents
        kind("a PDF", "convert it first (for example with pdftotext)", &[(0, b"%PDF-")], Further(b" obj")),
        kind("a PDF", "convert it first (for example with pdftotext)", &[(0, b"%PDF-")], Controls),
        kind("an RTF document", BY_OFFICE, &[(0, b"{\\rtf1")], Signature),
        kind("an old Microsoft Office document", BY_OFFICE, &[(0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")], Signature),
        kind("a DjVu document", "convert it first (for example with djvutxt)", &[(0, b"AT&TFORM"), (12, b"DJV")], Signature),
        kind("a Mobipocket book", "convert it first (for example with ebook-convert)", &[(60, b"BOOKMOBI")], Controls),
        // Archives and compressed data
        kind("a ZIP archive (or a document packed in one, such as DOCX or EPUB)", "unpack or convert it first", &[(0, b"PK\x03\x04")], Signature),
        kind("a ZIP archive (or a document packed in one, such as DOCX or EPUB)", "unpack or convert it first", &[(0, b"PK\x05\x06")], Signature),
        kind("gzip-compressed data", "decompress it first (for example with gzip -d)", &[(0, b"\x1F\x8B\x08")], Signature),
        kind("bzip2-compressed data", "decompress it first (for example with bzip2 -d)", &[(0, b"BZh"), (4, b"1AY&SY")], Signature),
        kind("xz-compressed data", "decompress it first (for example with xz -d)", &[(0, b"\xFD7zXZ\0")], Signature),
        kind("zstd-compressed data", "decompress it first (for example with zstd -d)", &[(0, b"\x28\xB5\x2F\xFD")], Signature),
        kind("LZ4-compressed data", "decompress it first (for example with lz4 -d)", &[(0, b"\x04\x22\x4D\x18")], Signature),
        kind("a 7z archive", "unpack it first (for example with 7z x)", &[(0, b"7z\xBC\xAF\x27\x1C")], Signature),
        kind("a RAR archive", "unpack it first (for example with unrar x)", &[(0, b"Rar!\x1A\x07")], Signature),
        kind("a tar archive", "unpack it first (for example with tar -xf)", &[(257, b"ustar")], Controls),
        // Images
        kind("a PNG image", NO_WAY, &[(0, b"\x89PNG\r\n\x1A\n")], Signature),
        kind("a JPEG image", NO_WAY, &[(0, b"\xFF\xD8\xFF")], Signature),
        kind("a GIF image", NO_WAY, &[(0, b"GIF87a")], Controls),
        kind("a GIF image", NO_WAY, &[(0, b"GIF89a")], Controls),
        kind("a WebP image", NO_WAY, &[(0, b"RIFF"), (8, b"WEBP")], Controls),
        kind("a BMP image", NO_WAY, &[(0, b"BM"), (6, b"\0\0\0\0")], Signature),
        kind("a TIFF image", NO_WAY, &[(0, b"II*\0")], Signature),
        kind("a TIFF image", NO_WAY, &[(0, b"MM\0*")], Signature),
        kind("an icon", NO_WAY, &[(0, b"\0\0\x01\0"), (5, b"\0")], Controls),
        kind("a Photoshop image", NO_WAY, &[(0, b"8BPS\0")], Signature),
        // Sound and video
        kind("an MP3 recording", NO_WAY, &[(0, b"ID3\x02")], Signature),
        kind("an MP3 recording", NO_WAY, &[(0, b"ID3\x03")], Signature),
        kind("an MP3 recording", NO_WAY, &[(0, b"ID3\x04")], Signature),
        kind("an MP3 recording", NO_WAY, &[(0, b"\xFF\xFB")], Controls),
        kind("an Ogg recording", NO_WAY, &[(0, b"OggS\0")], Signature),
        kind("a FLAC recording", NO_WAY, &[(0, b"fLaC\0")], Signature),
        kind("a WAV recording", NO_WAY, &[(0, b"RIFF"), (8, b"WAVE")], Controls),
        kind("an AVI video", NO_WAY, &[(0, b"RIFF"), (8, b"AVI ")], Controls),
        kind("an MP4 or QuickTime video, or a HEIC or AVIF image", NO_WAY, &[(0, b"\0\0\0"), (4, b"ftyp")], Signature),
        kind("a Matroska or WebM video", NO_WAY, &[(0, b"\x1A\x45\xDF\xA3")], Signature),
        // Fonts
        kind("a WOFF font", NO_WAY, &[(0, b"wOFF")], Controls),
        kind("a WOFF2 font", NO_WAY, &[(0, b"wOF2")], Controls),
        kind("an OpenType font", NO_WAY, &[(0, b"OTTO\0")], Signature),
        kind("a TrueType font", NO_WAY, &[(0, b"\0\x01\0\0\0")], Signature),
        // Programs
        kind("an ELF program or library", NO_WAY, &[(0, b"\x7FELF")], Signature),
        kind("a Windows program or library", NO_WAY, &[(0, b"MZ")], Controls),
        kind("a Mach-O program or library", NO_WAY, &[(0, b"\xFE\xED\xFA\xCE")], Signature),
        kind("a Mach-O program or library", NO_WAY, &[(0, b"\xFE\xED\xFA\xCF")], Signature),
        kind("a Mach-O program or library", NO_WAY, &[(0, b"\xCE\xFA\xED\xFE")], Signature),
        kind("a Mach-O program or library", NO_WAY, &[(0, b"\xCF\xFA\xED\xFE")], Signature),
        kind("a Java class or a universal Mach-O program", NO_WAY, &[(0, b"\xCA\xFE\xBA\xBE")], Signature),
        kind("a WebAssembly module", NO_WAY, &[(0, b"\0asm")], Signature),
        // Data
        kind("an SQLite database", AS_TEXT, &[(0, b"SQLite format 3\0")], Signature),
        kind("a Parquet file", AS_TEXT, &[(0, b"PAR1\x15")], Signature),
        kind("an Arrow file", AS_TEXT, &[(0, b"ARROW1\0\0")], Signature),
        kind("an Avro file", AS_TEXT, &[(0, b"Obj\x01")], Signature),
    ]
};

/// Refuses a file of a known kind, by its name.
pub(super) fn refuse_known(bytes: &[u8]) -> Result<(), Error> {
    match KINDS.iter().find(|kind| kind.matches(bytes)) {
        Some(kind) => Err(kind.error()),
        None => Ok(()),
    }
}

/// Refuses bytes that can be no text in any 8-bit encoding: more than a tenth
/// of them are control characters, or more than a fiftieth where they are not
/// UTF-8 either. (Of compressed or random bytes it is one in eleven.)
pub(super) fn refuse_unknown(bytes: &[u8]) -> Result<(), Error> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let controls = count_controls(sample);
    if controls <= HARMLESS_CONTROLS {
        return Ok(());
    }
    let tolerated = if utf8::is_valid_so_far(sample) {
        sample.len() / 10
    } else {
        sample.len() / 50
    };
    if controls <= tolerated {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Binary,
        "looks like binary data of no kind that dechrome knows; \
         if it is text after all, name its encoding",
    ))
}

/// How many bytes are control characters that do not occur in text of any
/// 8-bit encoding. Backspace (overstruck manuals) and escape (colours,
/// ISO-2022-JP) do.
pub(super) fn count_controls(sample: &[u8]) -> usize {
    // Without branches, and few enough for a byte at a time: many bytes at once.
    let is_control = |byte: u8| (byte < 0x08) | (byte.wrapping_sub(0x0E) < 0x12) & (byte != 0x1B);
    let count = |few: &[u8]| {
        let count = few.iter().map(|&byte| u8::from(is_control(byte)));
        usize::from(count.sum::<u8>())
    };
    sample.chunks(128).map(count).sum()
}

impl Kind {
    fn matches(&self, bytes: &[u8]) -> bool {
        let is_signed = self
            .signature
            .iter()
            .all(|(at, part)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(part)));
        is_signed && self.is_proven(&bytes[..bytes.len().min(HEAD)])
    }

    fn is_proven(&self, head: &[u8]) -> bool {
        match self.proof {
            Proof::Signature => true,
            Proof::Controls => count_controls(head) * 50 >= head.len(),
            Proof::Further(part) => memchr::memmem::find(head, part).is_some(),
        }
    }

    fn error(&self) -> Error {
        let Kind { name, way_out, .. } = self;
        let message = match *way_out {
            NO_WAY => format!("looks like {name}, not text"),
            _ => format!("looks like {name}, not text; {way_out}"),
        };
        Error::new(ErrorKind::Binary, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first bytes of files of each kind, and what they are called.
    const FILES: &[(&str, &[u8])] = &[
        (
            "a PDF",
            b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
        ),
        ("a PDF", b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n\0\x01\x02"),
        ("an RTF", b"{\\rtf1\\ansi\\deff0 Hello}"),
        (
            "an old Microsoft Office",
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0",
        ),
        ("a DjVu", b"AT&TFORM\0\0\x10\0DJVMDIRM"),
        ("a ZIP archive", b"PK\x03\x04\x14\0\0\0\x08\0"),
        ("a ZIP archive", b"PK\x05\x06\0\0\0\0"),
        ("gzip", b"\x1F\x8B\x08\0\0\0\0\0\0\x03"),
        ("bzip2", b"BZh91AY&SY\x01\x02"),
        ("xz", b"\xFD7zXZ\0\0\x04"),
        ("zstd", b"\x28\xB5\x2F\xFD\x24\x10"),
        ("LZ4", b"\x04\x22\x4D\x18\x64\x40"),
        ("a 7z", b"7z\xBC\xAF\x27\x1C\0\x04"),
        ("a RAR", b"Rar!\x1A\x07\x01\0"),
        ("a PNG", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"),
        ("a JPEG", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0"),
        ("a GIF", b"GIF89a\x01\0\x01\0\x80\0\0\xFF\xFF\xFF"),
        ("a GIF", b"GIF87a\x01\0\x01\0\x80\0\0\xFF\xFF\xFF"),
        ("a WebP", b"RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0"),
        ("a BMP", b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0"),
        ("a TIFF", b"II*\0\x08\0\0\0"),
        ("a TIFF", b"MM\0*\0\0\0\x08"),
        ("an icon", b"\0\0\x01\0\x01\0\x10\x10\0\0\x01\0"),
        ("a Photoshop", b"8BPS\0\x01\0\0\0\0"),
        ("an MP3", b"ID3\x04\0\0\0\0\0\x23TSSE"),
        ("an MP3", b"\xFF\xFB\x90\x64\0\0\0\0"),
        ("an Ogg", b"OggS\0\x02\0\0\0\0"),
        ("a FLAC", b"fLaC\0\0\0\x22\x10"),
        ("a WAV", b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0"),
        ("an AVI", b"RIFF\x24\0\0\0AVI LIST\x10\0\0\0"),
        ("an MP4", b"\0\0\0\x18ftypmp42\0\0\0\0"),
        ("a Matroska", b"\x1A\x45\xDF\xA3\x01\0\0\0"),
        ("a WOFF font", b"wOFF\0\x01\0\0\0\0\x10\0"),
        ("a WOFF2 font", b"wOF2\0\x01\0\0\0\0\x10\0"),
        ("an OpenType", b"OTTO\0\x0B\0\x80"),
        ("a TrueType", b"\0\x01\0\0\0\x0F\0\x80"),
        ("an ELF", b"\x7FELF\x02\x01\x01\0"),
        (
            "a Windows program",
            b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF\0\0",
        ),
        ("a Mach-O", b"\xCF\xFA\xED\xFE\x07\0\0\x01"),
        ("a Java class", b"\xCA\xFE\xBA\xBE\0\0\0\x34"),
        ("a WebAssembly", b"\0asm\x01\0\0\0"),
        ("an SQLite", b"SQLite format 3\0\x10\0\x01\x01"),
        ("a Parquet", b"PAR1\x15\x04\x15\x10"),
        ("an Arrow", b"ARROW1\0\0\xFF\xFF\xFF\xFF"),
        ("an Avro", b"Obj\x01\x04\x14avro.codec"),
    ];

    #[test]
    fn files_are_called_by_what_they_are() {
        for (name, bytes) in FILES {
            let error = refuse_known(bytes).expect_err(name);
            assert_eq!(error.kind(), ErrorKind::Binary);
            assert!(
                error.to_string().starts_with(&format!("looks like {name}")),
                "{name}: {error}"
            );
        }
        let mut tar = [
            b"notes.txt".as_slice(),
            &[0; 248],
            b"ustar\x0000",
            &[0; 247],
        ]
        .concat();
        assert!(
            refuse_known(&tar)
                .unwrap_err()
                .to_string()
                .contains("tar -xf")
        );
        tar.truncate(100);
        assert!(refuse_known(&tar).is_ok());
        let book = [b"Title".as_slice(), &[0; 55], b"BOOKMOBI", &[0; 20]].concat();
        assert!(
            refuse_known(&book)
                .unwrap_err()
                .to_string()
                .contains("ebook-convert")
        );
    }

    #[test]
    fn the_error_says_what_to_do() {
        let say = |bytes: &[u8]| refuse_known(bytes).unwrap_err().to_string();
        assert_eq!(
            say(b"%PDF-1.7\n1 0 obj"),
            "looks like a PDF, not text; convert it first (for example with pdftotext)"
        );
        assert_eq!(
            say(b"\x1F\x8B\x08\0"),
            "looks like gzip-compressed data, not text; \
             decompress it first (for example with gzip -d)"
        );
        assert_eq!(say(b"\xFF\xD8\xFF"), "looks like a JPEG image, not text");
    }

    #[test]
    fn texts_may_begin_like_files() {
        for text in [
            "BM is not always a bitmap.",
            "BMW ruft Autos zurück",
            "MZ Wallace scored twice.",
            "MZ\0 with a stray NUL in a text that is otherwise quite ordinary, and long enough",
            "II*: the second volume, revised",
            "MM* is a rank",
            "ID3 tags explained",
            "ID39 ",
            "PK Nagar, Delhi. PK\n",
            "GIF89a is the usual version of the format.",
            "GIF or PNG?",
            "Rar! A cry in the night",
            "RIFFraffWEBP",
            "%PDF-1.4 is how a PDF begins.",
            "Obj1",
            "OTTO ist tot",
            "OggSee",
            "wOFF",
            "7zip, xz and friends",
            "PAR1S",
            "SQLite format 3 is stable.",
            "BZh, the prefix of bzip2 files, stands for",
        ] {
            assert_eq!(refuse_known(text.as_bytes()), Ok(()), "{text}");
            assert_eq!(refuse_unknown(text.as_bytes()), Ok(()), "{text}");
        }
    }

    #[test]
    fn control_characters_make_binary_data_only_in_numbers() {
        let noise: Vec<u8> = (0u32..4000).map(|i| ((i * i * 31) >> 5) as u8).collect();
        let error = refuse_unknown(&noise).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Binary);
        assert!(refuse_unknown(&[0; 100]).is_err());
        assert!(refuse_unknown(&[1; 1 << 20]).is_err());

        assert!(refuse_unknown(b"").is_ok());
        assert!(refuse_unknown(&[0; 8]).is_ok());
        assert!(refuse_unknown("cell one\0cell two\0".repeat(100).as_bytes()).is_err());
        assert!(refuse_unknown("a file name of a list\0".repeat(100).as_bytes()).is_ok());
        assert!(refuse_unknown("\x1B[1mN\x08N\x1B[m\t\x0C\r\n".repeat(100).as_bytes()).is_ok());
        assert!(refuse_unknown(&b"Caf\xE9 ferm\xE9.\n".repeat(100)).is_ok());
    }
}
