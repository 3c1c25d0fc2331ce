//! Tag names and attribute names as small numbers.
//!
//! A name that [`tables`](super::tables) holds has the same number in every
//! page. Any other tag name gets a number from the page's [`NameInterner`]; any
//! other attribute name has none and is compared as text.

use std::borrow::Cow;
use std::collections::HashMap;

use super::tables::{attributes, tags};

/// The name of an element, without its namespace.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TagName(u16);

/// The name of an attribute, where the tables know it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct AttributeName(u16);

impl TagName {
    /// No name: what is not an element, or not an HTML element.
    pub const NONE: TagName = TagName(0);

    /// The name with a number in the tables.
    pub(crate) const fn known(number: u16) -> TagName {
        TagName(number)
    }

    /// The number, to index by.
    #[inline(always)]
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }

    /// The categories of the HTML element of this name: bits of
    /// [`category`](tags::category).
    #[inline(always)]
    pub(crate) fn categories(self) -> u16 {
        tags::CATEGORIES.get(self.index()).copied().unwrap_or(0)
    }

    /// Whether the HTML element of this name is of this category.
    #[inline(always)]
    pub(crate) fn is(self, category: u16) -> bool {
        self.categories() & category != 0
    }

    /// The text of a name that the tables hold.
    pub(crate) fn known_text(self) -> Option<&'static str> {
        tags::NAMES.get(self.index()).copied()
    }
}

impl AttributeName {
    /// A name that the tables do not hold.
    pub const OTHER: AttributeName = AttributeName(0);

    /// The name with a number in the tables.
    pub(crate) const fn known(number: u16) -> AttributeName {
        AttributeName(number)
    }

    /// The number, to index by.
    #[inline(always)]
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// An attribute's name as the tokenizer emits it: letters in lower case, NUL
/// replaced.
pub(crate) fn lower_case_name(name: &str) -> Cow<'_, str> {
    let changes = |byte: u8| byte == 0 || byte.is_ascii_uppercase();
    if name.bytes().any(changes) {
        Cow::Owned(name.to_ascii_lowercase().replace('\0', "\u{fffd}"))
    } else {
        Cow::Borrowed(name)
    }
}

/// How long a name may be to have a [`Key`].
pub(crate) const KEY_BYTES: usize = 16;

/// A name of fewer than [`KEY_BYTES`] bytes, padded with zeros.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key {
    low: u64,
    high: u64,
}

impl Key {
    /// The key of no name.
    const EMPTY: Key = Key { low: 0, high: 0 };

    /// The key of a name in lower case; `None` when it is too long.
    pub(crate) const fn of(name: &[u8]) -> Option<Key> {
        if name.len() >= KEY_BYTES {
            return None;
        }
        let mut padded = [0; KEY_BYTES];
        let mut i = 0;
        while i < name.len() {
            padded[i] = name[i];
            i += 1;
        }
        Some(Key::of_padded(&padded))
    }

    /// The key of a name that has been padded.
    const fn of_padded(name: &[u8; KEY_BYTES]) -> Key {
        let bytes = u128::from_le_bytes(*name);
        Key {
            low: bytes as u64,
            high: (bytes >> 64) as u64,
        }
    }

    /// Reads the name that a window of the input begins with, up to a byte that
    /// may end it: its length and its key in lower case. A length of
    /// [`KEY_BYTES`] says that no such byte was met.
    #[inline(always)]
    pub(crate) fn read<E: NameEnd>(window: &[u8; KEY_BYTES]) -> (usize, Key) {
        let bytes = u128::from_le_bytes(*window);
        let (length, low) = read_word::<E>(bytes as u64);
        if length < WORD_BYTES {
            return (length, Key { low, high: 0 });
        }
        let (more, high) = read_word::<E>((bytes >> 64) as u64);
        (length + more, Key { low, high })
    }

    /// The slot of a [`NameTable`] where the search for the key begins.
    #[inline(always)]
    const fn slot(self) -> usize {
        let mixed = self.low ^ self.high.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed.wrapping_mul(0xd6e8_feb8_6659_fd93) >> SLOT_SHIFT) as usize
    }
}

/// What ends a name, apart from control characters and the space.
pub(crate) trait NameEnd {
    /// The bytes that do.
    const BYTES: &'static [u8];
}

/// 13.2.5.8 Tag name state
pub(crate) struct TagNameEnd;

/// 13.2.5.33 Attribute name state
pub(crate) struct AttributeNameEnd;

impl NameEnd for TagNameEnd {
    const BYTES: &'static [u8] = b"/>";
}

impl NameEnd for AttributeNameEnd {
    const BYTES: &'static [u8] = b"/>=";
}

/// How many bytes are read at once.
const WORD_BYTES: usize = 8;
/// A word of ones: times a byte, a word of that byte.
const EACH: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte of a word.
const HIGH_BITS: u64 = EACH * 0x80;

/// Reads the part of a name in one word, eight bytes at once: its length and its
/// letters in lower case.
#[inline(always)]
fn read_word<E: NameEnd>(word: u64) -> (usize, u64) {
    let mut ends = bytes_below(word, b' ' + 1);
    for &end in E::BYTES {
        ends |= bytes_below(word ^ (EACH * u64::from(end)), 1);
    }
    let lower = to_lower_case(word);
    match ends.trailing_zeros() / 8 {
        length @ 0..8 => (length as usize, lower & !(u64::MAX << (length * 8))),
        _ => (WORD_BYTES, lower),
    }
}

/// Sets the highest bit of each byte that is below `bound`, itself at most 128.
/// Only the first bit set is sure: a byte after it may be wrongly among them.
#[inline(always)]
fn bytes_below(word: u64, bound: u8) -> u64 {
    word.wrapping_sub(EACH * u64::from(bound)) & !word & HIGH_BITS
}

/// Puts the ASCII letters of a word into lower case.
#[inline(always)]
fn to_lower_case(word: u64) -> u64 {
    let seven_bits = word & !HIGH_BITS;
    let from_a = seven_bits + EACH * u64::from(0x80 - b'A');
    let after_z = seven_bits + EACH * u64::from(0x80 - (b'Z' + 1));
    let is_upper_case = from_a & !after_z & !word & HIGH_BITS;
    word | (is_upper_case >> 2)
}

/// How many slots a [`NameTable`] has: a power of two, several times the names.
const SLOTS: usize = 1024;
/// What leaves as many bits of a hash as number the slots.
const SLOT_SHIFT: u32 = 64 - SLOTS.trailing_zeros();

/// A hash table from keys to numbers, made at compile time.
struct NameTable<const NAMES: usize> {
    keys: [Key; NAMES],
    /// The number of the name at each slot, 0 for none; a taken slot passes a
    /// key on to the next.
    slots: [u16; SLOTS],
}

impl<const NAMES: usize> NameTable<NAMES> {
    /// The table of these names, of which the first is none.
    const fn new(names: &[&str; NAMES]) -> NameTable<NAMES> {
        let mut table = NameTable {
            keys: [Key::EMPTY; NAMES],
            slots: [0; SLOTS],
        };
        let mut number = 1;
        while number < NAMES {
            if let Some(key) = Key::of(names[number].as_bytes()) {
                let mut slot = key.slot();
                while table.slots[slot] != 0 {
                    slot = (slot + 1) % SLOTS;
                }
                table.slots[slot] = number as u16;
                table.keys[number] = key;
            }
            number += 1;
        }
        table
    }

    /// The number of a name, 0 when the table does not hold it.
    #[inline(always)]
    fn find(&self, key: Key) -> u16 {
        let mut slot = key.slot();
        loop {
            let number = self.slots[slot];
            if number == 0 || self.keys[usize::from(number)] == key {
                return number;
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

/// The names of [`tags`].
static TAG_TABLE: NameTable<{ tags::COUNT }> = NameTable::new(&tags::NAMES);
/// The names of [`attributes`].
static ATTRIBUTE_TABLE: NameTable<{ attributes::COUNT }> = NameTable::new(&attributes::NAMES);

/// The tag name of a key, if the tables hold it.
#[inline(always)]
pub(crate) fn find_tag(key: Key) -> Option<TagName> {
    match TAG_TABLE.find(key) {
        0 => None,
        number => Some(TagName(number)),
    }
}

/// The attribute name of a key: [`AttributeName::OTHER`] if the tables do not
/// hold it.
#[inline(always)]
pub(crate) fn find_attribute(key: Key) -> AttributeName {
    AttributeName(ATTRIBUTE_TABLE.find(key))
}

/// Numbers the tag names of a page that the tables do not hold.
#[derive(Default, Debug)]
pub(crate) struct NameInterner {
    numbers: HashMap<Box<str>, u16>,
    names: Vec<Box<str>>,
}

impl NameInterner {
    /// Forgets the names of the page before.
    pub(crate) fn clear(&mut self) {
        self.numbers.clear();
        self.names.clear();
    }

    /// The tag name of a text in lower case.
    ///
    /// When a page has used up the numbers, further names become the last one.
    pub(crate) fn intern(&mut self, name: &str) -> TagName {
        if let Some(known) = Key::of(name.as_bytes()).and_then(find_tag) {
            return known;
        }
        if let Some(&number) = self.numbers.get(name) {
            return TagName(number);
        }
        let number = u16::try_from(tags::COUNT + self.names.len()).unwrap_or(u16::MAX);
        if number < u16::MAX {
            self.names.push(name.into());
            self.numbers.insert(name.into(), number);
        }
        TagName(number)
    }

    /// The text of a tag name; empty for one past the last number.
    pub(crate) fn text(&self, name: TagName) -> &str {
        match name.known_text() {
            Some(text) => text,
            None => self
                .names
                .get(name.index() - tags::COUNT)
                .map_or("", |text| text),
        }
    }
}
