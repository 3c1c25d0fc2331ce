//! The `class` attribute: the words by which pages say that something is for
//! screen readers only, or folded until a script unfolds it.

use crate::html::work;

/// What classes say, as bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Signs(u8);

impl Signs {
    /// Nobody sees it.
    pub(super) const HIDDEN: Signs = Signs(1);
    /// It is folded.
    pub(super) const FOLDED: Signs = Signs(2);
    /// It can be folded: what hides it is a script's doing.
    pub(super) const FOLDABLE: Signs = Signs(4);
    /// It is not folded, whatever else says so.
    const UNFOLDED: Signs = Signs(8);

    /// Whether these signs are among them.
    pub(super) fn has(self, signs: Signs) -> bool {
        self.0 & signs.0 == signs.0
    }
}

/// How much of a class a word has to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// All of it.
    Whole,
    /// Some of its parts.
    Parts,
}

/// A word of classes.
struct Word {
    /// Small letters and digits.
    letters: &'static str,
    reach: Reach,
    signs: Signs,
}

const fn whole(letters: &'static str, signs: Signs) -> Word {
    Word {
        letters,
        reach: Reach::Whole,
        signs,
    }
}

const fn parts(letters: &'static str, signs: Signs) -> Word {
    Word {
        letters,
        reach: Reach::Parts,
        signs,
    }
}

/// Folded, as what can be folded is.
const FOLDS: Signs = Signs(Signs::FOLDED.0 | Signs::FOLDABLE.0);

/// The words, sorted. Their parts may be joined in any way: `visually-hidden`,
/// `visuallyHidden`, `styles_VisuallyHidden__x1`.
#[rustfmt::skip]
static WORDS: [Word; 42] = [
    parts("a11yhidden", Signs::HIDDEN),
    parts("accordion", FOLDS),
    whole("active", Signs::UNFOLDED),
    parts("collapse", FOLDS),
    parts("collapsed", FOLDS),
    parts("collapsible", FOLDS),
    parts("dlg", Signs::UNFOLDED),
    parts("dmd", Signs::UNFOLDED),
    whole("dnone", Signs::FOLDED),
    parts("dsm", Signs::UNFOLDED),
    parts("dxl", Signs::UNFOLDED),
    parts("elementinvisible", Signs::HIDDEN),
    parts("expand", Signs::FOLDABLE),
    parts("expandable", Signs::FOLDABLE),
    whole("expanded", Signs::UNFOLDED),
    parts("faq", Signs::FOLDABLE),
    parts("fold", Signs::FOLDABLE),
    parts("hiddenaccessible", Signs::HIDDEN),
    parts("hiddenvisually", Signs::HIDDEN),
    whole("hidden", Signs::FOLDED),
    whole("hide", Signs::FOLDED),
    whole("in", Signs::UNFOLDED),
    whole("invisible", Signs::FOLDED),
    whole("isactive", Signs::UNFOLDED),
    whole("ishidden", Signs::FOLDED),
    whole("isopen", Signs::UNFOLDED),
    parts("more", Signs::FOLDABLE),
    whole("open", Signs::UNFOLDED),
    parts("panel", Signs::FOLDABLE),
    parts("readmore", Signs::FOLDABLE),
    parts("screenreader", Signs::HIDDEN),
    parts("screenreaders", Signs::HIDDEN),
    whole("show", Signs::UNFOLDED),
    parts("spoiler", Signs::FOLDABLE),
    parts("sronly", Signs::HIDDEN),
    parts("tab", Signs::FOLDABLE),
    parts("tabpane", FOLDS),
    parts("tabpanel", FOLDS),
    parts("tabs", Signs::FOLDABLE),
    parts("toggle", Signs::FOLDABLE),
    parts("uhidden", Signs::HIDDEN),
    parts("visuallyhidden", Signs::HIDDEN),
];

/// Where in [`WORDS`] the words of each letter begin, and where the last end.
static LETTERS: [u8; 27] = {
    let mut starts = [0; 27];
    let mut word = 0;
    while word < WORDS.len() {
        let letter = WORDS[word].letters.as_bytes()[0] - b'a';
        let mut later = letter as usize + 1;
        while later < starts.len() {
            starts[later] = word as u8 + 1;
            later += 1;
        }
        word += 1;
    }
    starts
};

/// What a byte is to a class, as bits.
mod byte {
    pub(super) const SMALL: u8 = 1;
    pub(super) const CAPITAL: u8 = 2;
    pub(super) const DIGIT: u8 = 4;
    pub(super) const SPACE: u8 = 8;
    pub(super) const COLON: u8 = 16;
    pub(super) const WORD: u8 = SMALL | CAPITAL | DIGIT;

    pub(super) static KINDS: [u8; 256] = {
        let mut kinds = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            kinds[byte] = match byte as u8 {
                b'a'..=b'z' => SMALL,
                b'A'..=b'Z' => CAPITAL,
                b'0'..=b'9' => DIGIT,
                b' ' | b'\t' | b'\n' | 0xC | b'\r' => SPACE,
                b':' => COLON,
                _ => 0,
            };
            byte += 1;
        }
        kinds
    };
}

/// What the byte at a place of classes is; white space behind their end.
#[inline(always)]
fn kind(classes: &[u8], at: usize) -> u8 {
    classes
        .get(at)
        .map_or(byte::SPACE, |&byte| byte::KINDS[usize::from(byte)])
}

/// Whether a part of a class begins between two bytes of these kinds: behind `-`,
/// `_` and the like, or with a capital behind a small letter.
#[inline(always)]
fn begins_part(before: u8, kind: u8) -> bool {
    kind & byte::WORD != 0
        && (before & byte::WORD == 0 || (kind == byte::CAPITAL && before == byte::SMALL))
}

/// By the first letter of a word, the bits of the letters that may be its second:
/// a look that spares most parts the search for words.
static SECONDS: [u32; 26] = {
    let mut seconds = [0; 26];
    let mut word = 0;
    while word < WORDS.len() {
        let letters = WORDS[word].letters.as_bytes();
        seconds[(letters[0] - b'a') as usize] |= second(letters[1]) | second(b'-');
        word += 1;
    }
    seconds
};

/// The bit of a small letter, or that of all other bytes.
const fn second(letter: u8) -> u32 {
    match letter {
        b'a'..=b'z' => 1 << (letter - b'a'),
        _ => 1 << 26,
    }
}

/// Reads a `class` attribute. What holds at some width only, `md:hidden`, does
/// not count; but then what is said without a width does not hold at all.
fn read(classes: &str) -> Signs {
    let classes = classes.as_bytes();
    let mut signs = Signs::default();
    let (mut at, mut before, mut is_conditional) = (0, byte::SPACE, false);
    while at < classes.len() {
        let kind = kind(classes, at);
        if begins_part(before, kind) {
            if !is_conditional {
                signs.0 |= words_at(&classes[at..], before == byte::SPACE).0;
            }
            // Only a capital begins the next part while letters last.
            let rest = classes[at + 1..].iter();
            let is_rest =
                |byte: &&u8| byte::KINDS[usize::from(**byte)] & (byte::SMALL | byte::DIGIT) != 0;
            at += rest.take_while(is_rest).count();
        } else if kind & (byte::SPACE | byte::COLON) != 0 {
            is_conditional = kind == byte::COLON;
            signs.0 |= if is_conditional { Signs::UNFOLDED.0 } else { 0 };
        }
        before = byte::KINDS[usize::from(classes[at])];
        at += 1;
    }
    if signs.has(Signs::UNFOLDED) {
        signs.0 &= !Signs::FOLDED.0;
    }
    signs
}

/// The signs of the words that classes begin with.
#[inline(always)]
fn words_at(classes: &[u8], begins_class: bool) -> Signs {
    let letter = |at: usize| classes.get(at).map_or(0, |&byte| byte | 0x20);
    let first = usize::from(letter(0).wrapping_sub(b'a'));
    match SECONDS.get(first) {
        Some(&seconds) if seconds & second(letter(1)) != 0 => {
            words_of(first, classes, begins_class)
        }
        _ => Signs::default(),
    }
}

/// The signs of those words of a letter that classes begin with.
fn words_of(first: usize, classes: &[u8], begins_class: bool) -> Signs {
    let mut signs = Signs::default();
    for word in &WORDS[usize::from(LETTERS[first])..usize::from(LETTERS[first + 1])] {
        if (word.reach == Reach::Parts || begins_class) && stands_at(classes, word) {
            signs.0 |= word.signs.0;
        }
    }
    signs
}

/// Whether classes begin with a word, in whatever parts, that reaches as far as
/// it has to.
fn stands_at(classes: &[u8], word: &Word) -> bool {
    let mut at = 0;
    for &letter in word.letters.as_bytes() {
        while classes
            .get(at)
            .is_none_or(|byte| byte.to_ascii_lowercase() != letter)
        {
            if !matches!(classes.get(at), Some(b'-' | b'_')) {
                return false;
            }
            at += 1;
        }
        at += 1;
    }
    let next = kind(classes, at);
    match word.reach {
        Reach::Whole => next == byte::SPACE,
        Reach::Parts => next & byte::WORD == 0 || begins_part(kind(classes, at - 1), next),
    }
}

/// Remembers what it read: pages say the same classes over and over.
#[derive(Debug)]
pub(super) struct Classes<'t> {
    slots: Vec<(&'t str, Signs)>,
}

const SLOTS: usize = 256;

impl<'t> Classes<'t> {
    pub(super) fn new() -> Classes<'t> {
        Classes {
            slots: vec![("", Signs::default()); SLOTS],
        }
    }

    /// What a `class` attribute says.
    pub(super) fn signs(&mut self, classes: &'t str) -> Signs {
        let slot = &mut self.slots[slot(classes.as_bytes())];
        if slot.0 != classes {
            work::note(classes.len());
            *slot = (classes, read(classes));
        }
        slot.1
    }
}

/// The slot of a value: by its length, its beginning and its end.
fn slot(classes: &[u8]) -> usize {
    let word = |bytes: Option<&[u8; 8]>| bytes.map_or(0, |&bytes| u64::from_le_bytes(bytes));
    let short = || {
        classes
            .iter()
            .take(8)
            .fold(0, |mixed, &byte| mixed << 8 | u64::from(byte))
    };
    let (begin, end) = match classes.len() {
        0..8 => (short(), 0),
        _ => (word(classes.first_chunk()), word(classes.last_chunk())),
    };
    let mixed = begin ^ end.rotate_left(29) ^ (classes.len() as u64);
    (mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_sorted_and_found() {
        assert!(WORDS.is_sorted_by_key(|word| word.letters.as_bytes()[0]));
        let read_again = |word: &Word| read(word.letters).0 & word.signs.0 & !Signs::FOLDED.0;
        for word in &WORDS {
            assert_eq!(
                read_again(word),
                word.signs.0 & !Signs::FOLDED.0,
                "{}",
                word.letters
            );
        }
    }

    #[test]
    fn classes_that_hide_fold_or_do_neither() {
        for (classes, hidden, folded, foldable) in [
            ("sr-only", true, false, false),
            ("btn visually-hidden", true, false, false),
            ("styles_VisuallyHidden__x1", true, false, false),
            ("screen-reader-text", true, false, false),
            ("screenreader", true, false, false),
            ("u-hidden", true, false, false),
            ("md:sr-only", false, false, false),
            ("collapse", false, true, true),
            ("collapse show", false, false, true),
            ("tab-pane", false, true, true),
            ("tab-pane active", false, false, true),
            ("table", false, false, false),
            ("Accordion-content", false, true, true),
            ("hidden", false, true, false),
            ("hidden md:block", false, false, false),
            ("overflow-hidden", false, false, false),
            ("d-none d-md-block", false, false, false),
            ("read-more", false, false, true),
            ("anymore furthermore", false, false, false),
            ("", false, false, false),
            ("ünïcode-é", false, false, false),
        ] {
            let mut memory = Classes::new();
            for _ in 0..2 {
                let signs = memory.signs(classes);
                let found =
                    [Signs::HIDDEN, Signs::FOLDED, Signs::FOLDABLE].map(|sign| signs.has(sign));
                assert_eq!(found, [hidden, folded, foldable], "{classes}");
            }
        }
    }
}
