//! Reading text: how far it can be copied as it stands.

/// What a byte is to the segmenter.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Kind {
    /// Begins a character that shows.
    Letter,
    /// Goes on in a character.
    Rest,
    /// A blank.
    Blank,
    /// A line feed, tab, form feed or carriage return: a blank where white
    /// space is collapsed.
    Break,
    /// Begins a character that may not show: to be looked at.
    Odd,
}

static KINDS: [Kind; 256] = {
    let mut kinds = [Kind::Letter; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b' ' => Kind::Blank,
            b'\t' | b'\n' | 0xC | b'\r' => Kind::Break,
            0..b' ' => Kind::Odd,
            byte if begins_unseen(byte) => Kind::Odd,
            0x80..=0xBF => Kind::Rest,
            _ => Kind::Letter,
        };
        byte += 1;
    }
    kinds
};

/// Whether a byte begins the UTF-8 of characters of which some do not show:
/// U+0080 to U+00BF, U+1000 to U+3FFF, U+F000 to U+FFFF.
const fn begins_unseen(byte: u8) -> bool {
    (byte == 0xC2) | ((byte >= 0xE1) & (byte <= 0xE3)) | (byte == 0xEF)
}

/// Whether a byte is white space that collapses.
#[inline(always)]
fn is_white_space(byte: u8) -> bool {
    (byte == b' ') | (byte == b'\t') | (byte == b'\n') | (byte == 0xC) | (byte == b'\r')
}

/// How many bytes of white space a text begins with.
#[inline]
pub(super) fn white_space(text: &[u8]) -> usize {
    let mut end = 0;
    // Indentation goes by eights.
    while text[end..].first_chunk() == Some(b"        ") {
        end += WORD;
    }
    while text.get(end).is_some_and(|&byte| is_white_space(byte)) {
        end += 1;
    }
    end
}

/// How many bytes a text begins with that stand as they are, single blanks
/// between words among them, and how many of its characters are not blanks.
/// It never ends in a blank.
pub(super) fn plain(text: &[u8]) -> (usize, u32) {
    let (mut end, mut letters) = (0, 0);
    'text: while end < text.len() {
        if let Some(found) = ascii_word(&text[end..]) {
            letters += found;
            end += WORD;
            continue;
        }
        for _ in 0..WORD {
            let Some(&byte) = text.get(end) else {
                break 'text;
            };
            match KINDS[usize::from(byte)] {
                Kind::Letter => letters += 1,
                Kind::Rest => {}
                Kind::Blank => match text.get(end + 1) {
                    Some(&next) if !is_white_space(next) => {}
                    _ => break 'text,
                },
                Kind::Break | Kind::Odd => break 'text,
            }
            end += 1;
        }
    }
    let ends_in_blank = end > 0 && text[end - 1] == b' ';
    (end - usize::from(ends_in_blank), letters)
}

/// How many bytes are looked at together.
const WORD: usize = 8;
/// A word of ones: times a byte, a word of that byte.
const EACH: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte of a word.
const HIGH_BITS: u64 = EACH * 0x80;

/// How many characters other than blanks a text begins with in one word of ASCII;
/// `None` if the word is not such, or something in it is not plain.
#[inline(always)]
fn ascii_word(text: &[u8]) -> Option<u32> {
    let window: &[u8; WORD + 1] = text.first_chunk()?;
    let [word, next] =
        [window.first_chunk()?, window.last_chunk()?].map(|&bytes| u64::from_le_bytes(bytes));
    let blanks = ascii_below(word, b' ' + 1);
    let odd = ascii_below(word, b' ') | (blanks & ascii_below(next, b' ' + 1));
    if (word & HIGH_BITS) | odd != 0 {
        return None;
    }
    let count = (blanks >> 7).wrapping_mul(EACH) >> 56;
    Some(WORD as u32 - count as u32)
}

/// The bytes of ASCII in a word that are less than a byte of ASCII, as their
/// highest bits.
#[inline(always)]
fn ascii_below(word: u64, byte: u8) -> u64 {
    !((word | HIGH_BITS) - EACH * u64::from(byte)) & HIGH_BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    /// [`plain`], a character at a time.
    fn plain_slowly(text: &str) -> (usize, u32) {
        let stops = |(at, c): &(usize, char)| {
            let after = text[at + c.len_utf8()..].chars().next();
            match c {
                ' ' => after.is_none_or(|after| is_white_space(after as u8) && after.is_ascii()),
                _ => KINDS[usize::from(text.as_bytes()[*at])] != Kind::Letter,
            }
        };
        let end = text
            .char_indices()
            .find(stops)
            .map_or(text.len(), |(at, _)| at);
        let plain = text[..end].trim_end_matches(' ');
        (
            plain.len(),
            plain.chars().filter(|&c| c != ' ').count() as u32,
        )
    }

    #[test]
    fn text_is_read_by_words_as_by_characters() {
        let pieces = [
            "a",
            "be",
            " ",
            "  ",
            "\n",
            "\u{1}",
            "\u{7f}",
            "é",
            "ж",
            "\u{a0}",
            "\u{ad}",
            "“",
            "語",
            "、",
            "😀",
            "coastline",
        ];
        let mut random: u32 = 7;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..12 {
                random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                // Most pieces are plain.
                let piece = (random >> 8) as usize % 64;
                text.push_str(pieces.get(piece).unwrap_or(&"ort "));
            }
            assert_eq!(plain(text.as_bytes()), plain_slowly(&text), "{text:?}");
        }
    }
}
