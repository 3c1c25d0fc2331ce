//! The lexicon: phrases and shapes that site chrome is made of.
//!
//! The phrases are data, one file a language under `data/`, and one for what
//! no language owns. A block is folded ([`fold`]) and looked up by hash: as a
//! whole, by every prefix that ends at a word's end, and, when it is short, at
//! every word. The time is linear in the block's length.

mod data;
mod fold;
mod shapes;
#[cfg(test)]
mod tests;

use rustc_hash::FxHashMap;

use crate::document::Role;

pub(crate) use fold::Folded;
use fold::LONGEST;

/// How a phrase matches a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Match {
    /// The block is the phrase.
    Block,
    /// The block is the phrase, or prose ends in it without a blank.
    End,
    /// The block is the phrase or begins with it; alone, it opens a run of
    /// chrome.
    Lead,
    /// The phrase stands anywhere in a short block.
    Anywhere,
}

/// A phrase found in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The kind of chrome that the phrase is.
    pub role: Role,
    /// How much of the block it is.
    pub extent: Extent,
    /// Whether the phrase opens a run of chrome when it stands alone.
    pub leads: bool,
    /// Whether the phrase is one that prose ends in.
    pub ends: bool,
}

/// How much of a block a phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Extent {
    /// It stands somewhere in the block.
    Part,
    /// The block begins with it.
    Start,
    /// The block has the shape of it (a date, a counter).
    Shape,
    /// The block is it.
    Whole,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    role: Role,
    matches: Match,
}

/// All phrases and shapes, ready for look-ups; made once, shared by all
/// cleaners.
#[derive(Debug)]
pub(crate) struct Lexicon {
    phrases: FxHashMap<u64, Entry>,
    /// A bit for each hash of a phrase: most look-ups end here.
    hashes: Bits,
    /// A bit for each hash of a first word of the phrases that more text may
    /// follow, and of those that match anywhere.
    openings: Bits,
    first_words: Bits,
    /// A bit for each hash of a phrase that prose ends in.
    endings: Bits,
    shapes: shapes::Shapes,
}

impl Lexicon {
    /// The built-in lexicon.
    pub(crate) fn shared() -> &'static Lexicon {
        static SHARED: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(Lexicon::built_in);
        &SHARED
    }

    fn built_in() -> Lexicon {
        Lexicon::of(data::phrases(), shapes::Shapes::built_in())
    }

    fn of<'d>(phrases: impl Iterator<Item = data::Phrase<'d>>, shapes: shapes::Shapes) -> Lexicon {
        let mut lexicon = Lexicon {
            phrases: FxHashMap::default(),
            hashes: Bits::new(),
            openings: Bits::new(),
            first_words: Bits::new(),
            endings: Bits::new(),
            shapes,
        };
        let mut folded = Folded::default();
        for phrase in phrases {
            lexicon.insert(phrase, &mut folded);
        }
        lexicon
    }

    fn insert(&mut self, phrase: data::Phrase<'_>, folded: &mut Folded) {
        folded.read(&phrase.with_numbers());
        if folded.words() == 0 {
            return;
        }
        let hash = folded.hash(0, folded.words());
        self.hashes.insert(hash);
        self.phrases.insert(
            hash,
            Entry {
                role: phrase.role,
                matches: phrase.matches,
            },
        );
        if phrase.matches >= Match::Lead {
            self.openings.insert(folded.hash(0, 1));
        }
        if phrase.matches == Match::Anywhere {
            self.first_words.insert(folded.hash(0, 1));
        }
        if phrase.matches == Match::End {
            self.endings.insert(hash);
        }
    }

    /// What a block says, if it says anything: that it is a phrase, begins
    /// with one, has a shape of chrome, or holds a phrase, in this order.
    /// `shaped` says whether the block has any sign that a shape needs: a
    /// digit, a symbol, a bullet, a bracket.
    pub(crate) fn look_up(&self, block: &str, shaped: bool, folded: &mut Folded) -> Option<Hit> {
        if block.len() > LONGEST {
            return None;
        }
        folded.read(block);
        self.all(folded)
            .or_else(|| self.start(folded))
            .or_else(|| {
                shaped
                    .then(|| self.shapes.look_up(block, &mut folded.levelled))
                    .flatten()
                    .map(|role| Hit {
                        role,
                        extent: Extent::Shape,
                        leads: false,
                        ends: false,
                    })
            })
            .or_else(|| self.inside(folded))
    }

    /// The phrase that a piece of text is as a whole.
    pub(crate) fn whole(&self, piece: &str, folded: &mut Folded) -> Option<Hit> {
        if piece.len() > LONGEST {
            return None;
        }
        folded.read(piece);
        self.all(folded)
    }

    /// Whether a piece of text is a phrase or begins with one.
    pub(crate) fn begins(&self, piece: &str, folded: &mut Folded) -> bool {
        self.whole(piece, folded).is_some()
            || (piece.len() <= LONGEST && self.start(folded).is_some())
    }

    /// Whether some last words of a piece of text, of at most [`LONGEST`]
    /// bytes, may be a phrase that prose ends in. It may claim what is not so,
    /// never the other way round.
    pub(crate) fn may_end(&self, piece: &str, folded: &mut Folded) -> bool {
        folded.read(piece);
        let words = folded.words();
        (0..words).any(|start| self.endings.contains(folded.hash(start, words)))
    }

    fn all(&self, folded: &Folded) -> Option<Hit> {
        let words = folded.words();
        if words == 0 {
            return None;
        }
        self.entry(folded.hash(0, words))
            .map(|entry| entry.hit(Extent::Whole))
    }

    /// The longest phrase that the text begins with.
    fn start(&self, folded: &Folded) -> Option<Hit> {
        if folded.words() < 2 || !self.openings.contains(folded.hash(0, 1)) {
            return None;
        }
        let ends = (1..folded.words().min(MOST_WORDS)).rev();
        let mut entries = ends.filter_map(|end| self.entry(folded.hash(0, end)));
        entries
            .find(|entry| entry.matches >= Match::Lead)
            .map(|entry| entry.hit(Extent::Start))
    }

    /// The first phrase inside the text that may stand anywhere.
    fn inside(&self, folded: &Folded) -> Option<Hit> {
        let words = folded.words();
        let first_words = folded
            .each_word()
            .enumerate()
            .skip(1)
            .filter(|&(_, hash)| self.first_words.contains(hash));
        first_words.map(|(start, _)| start).find_map(|start| {
            let ends = (start + 1..=words.min(start + MOST_WORDS)).rev();
            let mut entries = ends.filter_map(|end| self.entry(folded.hash(start, end)));
            entries
                .find(|entry| entry.matches == Match::Anywhere)
                .map(|entry| entry.hit(Extent::Part))
        })
    }

    fn entry(&self, hash: u64) -> Option<Entry> {
        if self.hashes.contains(hash) {
            self.phrases.get(&hash).copied()
        } else {
            None
        }
    }
}

/// The most words (characters, in scripts without spaces) of a phrase that is
/// not the whole block.
const MOST_WORDS: usize = 12;

impl Entry {
    fn hit(self, extent: Extent) -> Hit {
        Hit {
            role: self.role,
            extent,
            leads: self.matches == Match::Lead,
            ends: self.matches == Match::End,
        }
    }
}

/// A set of hashes that may claim one that it does not have
/// ([Bloom 1970](https://doi.org/10.1145/362686.362692), with one hash).
#[derive(Debug)]
struct Bits(Vec<u64>);

impl Bits {
    fn new() -> Bits {
        Bits(vec![0; 1 << 12])
    }

    fn insert(&mut self, hash: u64) {
        let (word, bit) = Bits::place(hash);
        self.0[word] |= bit;
    }

    #[inline]
    fn contains(&self, hash: u64) -> bool {
        let (word, bit) = Bits::place(hash);
        self.0[word] & bit != 0
    }

    fn place(hash: u64) -> (usize, u64) {
        ((hash >> 52) as usize, 1 << (hash >> 46 & 63))
    }
}
