//! The lexicon: phrases and shapes that site chrome is made of.
//!
//! The phrases are data, one file a language under `data/`, and one for what
//! no language owns. A block is folded ([`fold`]) and looked up by hash: as a
//! whole, by every prefix that ends at a word's end, and, when it is short, at
//! every word. The time is linear in the block's length.

mod bits;
mod classes;
mod data;
mod fold;
mod gate;
mod grams;
mod needs;
mod outline;
#[cfg(test)]
mod phrases;
mod shapes;
mod table;
mod telling;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use crate::document::Role;

pub(crate) use classes::{ClassWords, Groups};
pub(crate) use fold::{Folded, LONGEST};
use gate::Look;
pub(crate) use grams::Grams;
#[cfg(feature = "internals")]
pub(crate) use grams::slots as gram_slots;
pub(crate) use outline::Outline;
use shapes::Shapes;
use table::{Entry, Table};
pub(crate) use telling::{TELLING, TellingWords};

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

/// All phrases and shapes, ready for look-ups; made once, shared by all
/// cleaners.
#[derive(Debug)]
pub(crate) struct Lexicon {
    phrases: Table,
    /// Made when a block first needs them.
    shapes: OnceLock<Shapes>,
}

impl Lexicon {
    /// The built-in lexicon.
    pub(crate) fn shared() -> &'static Lexicon {
        static SHARED: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(Lexicon::built_in);
        &SHARED
    }

    fn built_in() -> Lexicon {
        Lexicon {
            phrases: Table::built_in(),
            shapes: OnceLock::new(),
        }
    }

    /// What a block says, if it says anything: that it is a phrase, begins
    /// with one, has a shape of chrome, or holds a phrase, in this order.
    /// `shaped` says whether the block has any sign that a shape needs: a
    /// digit, a symbol, a bullet, a bracket.
    pub(crate) fn look_up(
        &self,
        block: &str,
        outline: &Outline,
        shaped: bool,
        folded: &mut Folded,
    ) -> Option<Hit> {
        if block.len() > LONGEST {
            return None;
        }
        let look = self.phrases.gate.look(outline);
        if look.whole || look.opens || look.inside {
            folded.read(block);
        }
        self.beginning(look, folded)
            .or_else(|| {
                let shapes = shaped.then(|| self.shapes.get_or_init(Shapes::built_in))?;
                let role = shapes.look_up(block, &mut folded.levelled)?;
                Some(Hit::shape(role))
            })
            .or_else(|| look.inside.then(|| self.inside(folded)).flatten())
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
        if piece.len() > LONGEST {
            return false;
        }
        let look = self.phrases.gate.look(&Outline::of(piece));
        if look.whole || look.opens {
            folded.read(piece);
        }
        self.beginning(look, folded).is_some()
    }

    /// Whether a phrase that prose ends in may end as a piece of text does, by
    /// its last word: a first look. It may claim what is not so, never the other
    /// way round.
    pub(crate) fn may_end_in_last_word(&self, piece: &str) -> bool {
        self.phrases.gate.may_end_piece(piece)
    }

    /// Whether some last words of a piece of text, of at most [`LONGEST`]
    /// bytes, may be a phrase that prose ends in. It may claim what is not so,
    /// never the other way round.
    pub(crate) fn may_end(&self, piece: &str, folded: &mut Folded) -> bool {
        folded.read(piece);
        let words = folded.words();
        (0..words).any(|start| {
            let entry = self.entry(folded.hash(start, words));
            entry.is_some_and(|entry| entry.matches == Match::End)
        })
    }

    /// The phrase that the text is or begins with.
    fn beginning(&self, look: Look, folded: &Folded) -> Option<Hit> {
        let whole = look.whole.then(|| self.all(folded)).flatten();
        whole.or_else(|| look.opens.then(|| self.start(folded)).flatten())
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
        let ends = (1..folded.words().min(MOST_WORDS)).rev();
        let mut entries = ends.filter_map(|end| self.entry(folded.hash(0, end)));
        entries
            .find(|entry| entry.matches >= Match::Lead)
            .map(|entry| entry.hit(Extent::Start))
    }

    /// The first phrase inside the text that may stand anywhere.
    fn inside(&self, folded: &Folded) -> Option<Hit> {
        let words = folded.words();
        let mut starts = (1..words).filter(|&start| {
            let first_word = folded.hash(start, start + 1);
            self.phrases.first_words.contains(first_word)
        });
        starts.find_map(|start| {
            let ends = (start + 1..=words.min(start + MOST_WORDS)).rev();
            let mut entries = ends.filter_map(|end| self.entry(folded.hash(start, end)));
            entries
                .find(|entry| entry.matches == Match::Anywhere)
                .map(|entry| entry.hit(Extent::Part))
        })
    }

    fn entry(&self, hash: u64) -> Option<Entry> {
        self.phrases.get(hash)
    }
}

/// The most words (characters, in scripts without spaces) of a phrase that is
/// not the whole block.
const MOST_WORDS: usize = 12;

impl Hit {
    /// A block that has a shape of chrome.
    fn shape(role: Role) -> Hit {
        Hit {
            role,
            extent: Extent::Shape,
            leads: false,
            ends: false,
        }
    }
}

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
