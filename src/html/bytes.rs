//! Bytes: their classes, and searching for them.

use super::work;

/// Ends a tag name (13.2.5.8): white space, `/`, `>`.
pub(crate) const TAG_NAME_END: u8 = 1;
/// Ends an attribute name (13.2.5.33): as a tag name, or `=`.
pub(crate) const ATTRIBUTE_NAME_END: u8 = 2;
/// ASCII white space. A carriage return can only come from a reference.
pub(crate) const WHITE_SPACE: u8 = 4;

/// The classes of every byte, as bits.
static CLASSES: [u8; 256] = classes();

/// Makes [`CLASSES`].
const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let ends = b"\t\n\x0c />";
    let mut i = 0;
    while i < ends.len() {
        classes[ends[i] as usize] = TAG_NAME_END | ATTRIBUTE_NAME_END;
        i += 1;
    }
    classes[b'=' as usize] = ATTRIBUTE_NAME_END;
    let spaces = b"\t\n\x0c\r ";
    let mut i = 0;
    while i < spaces.len() {
        classes[spaces[i] as usize] |= WHITE_SPACE;
        i += 1;
    }
    classes
}

/// Whether a byte is of any of these classes.
#[inline(always)]
pub(crate) fn is(byte: u8, classes: u8) -> bool {
    CLASSES[byte as usize] & classes != 0
}

/// Whether a byte is ASCII white space as the tree builder means it.
#[inline(always)]
pub(crate) fn is_white_space(byte: u8) -> bool {
    is(byte, WHITE_SPACE)
}

/// Whether all of a text is ASCII white space.
pub(crate) fn is_all_white_space(text: &str) -> bool {
    text.bytes().all(is_white_space)
}

/// How many bytes of white space a text begins with.
pub(crate) fn leading_white_space(text: &str) -> usize {
    text.bytes()
        .take_while(|&byte| is_white_space(byte))
        .count()
}

/// The place of the first `needle` from `start` on, or the end.
#[inline(always)]
pub(crate) fn find(bytes: &[u8], start: usize, needle: u8) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let end = memchr::memchr(needle, rest).map_or(bytes.len(), |found| start + found);
    work::note(end.saturating_sub(start));
    end
}

/// The place of the first of two needles from `start` on, or the end.
#[inline(always)]
pub(crate) fn find_either(bytes: &[u8], start: usize, one: u8, other: u8) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    let end = memchr::memchr2(one, other, rest).map_or(bytes.len(), |found| start + found);
    work::note(end.saturating_sub(start));
    end
}

/// The place of the first byte from `start` on that is no white space, or the
/// end.
#[inline(always)]
pub(crate) fn skip_white_space(bytes: &[u8], start: usize) -> usize {
    let mut position = start;
    while position < bytes.len() && is_white_space(bytes[position]) {
        position += 1;
    }
    position
}
