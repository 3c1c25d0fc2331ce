//! Titles as words: what two of them have in common, whatever their quotes,
//! dashes, letter case and punctuation.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::chars::{Class, class};

/// The words of a title, as hashes, in order. A character is a word in scripts
/// that write without spaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    words: Vec<u32>,
    sorted: Vec<u32>,
}

impl Words {
    /// The words of a text.
    pub(super) fn of(text: &str) -> Words {
        let mut words = Vec::with_capacity(text.len() / BYTES_A_WORD);
        let mut word = FxHasher::default();
        let mut letters = 0;
        let mut end = |word: &mut FxHasher, letters: &mut usize| {
            if std::mem::take(letters) > 0 {
                words.push(std::mem::take(word).finish() as u32);
            }
        };
        for c in text.chars() {
            let class = class(c);
            match class {
                // Apostrophes join.
                _ if matches!(c, '\'' | '’' | 'ʼ') => {}
                Class::Invisible => {}
                _ if class.is_word() => {
                    if class == Class::Unspaced {
                        end(&mut word, &mut letters);
                    }
                    c.to_lowercase().for_each(|c| c.hash(&mut word));
                    letters += 1;
                    if class == Class::Unspaced {
                        end(&mut word, &mut letters);
                    }
                }
                _ => end(&mut word, &mut letters),
            }
        }
        end(&mut word, &mut letters);
        let mut sorted = words.clone();
        sorted.sort_unstable();
        Words { words, sorted }
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.words.len()
    }

    /// How many words, counted as often as they occur, are in both.
    fn common(&self, other: &Words) -> usize {
        let (mut mine, mut theirs) = (
            self.sorted.iter().peekable(),
            other.sorted.iter().peekable(),
        );
        let mut common = 0;
        while let (Some(one), Some(another)) = (mine.peek(), theirs.peek()) {
            let order = one.cmp(another);
            common += usize::from(order.is_eq());
            if order.is_le() {
                mine.next();
            }
            if order.is_ge() {
                theirs.next();
            }
        }
        common
    }

    /// How much two titles agree: the words in both of all words, in eighths.
    pub(super) fn likeness(&self, other: &Words) -> u8 {
        ratio(2 * self.common(other), self.count() + other.count())
    }

    /// How much of this title is in the other, in eighths.
    pub(super) fn within(&self, other: &Words) -> u8 {
        ratio(self.common(other), self.count())
    }

    /// Whether this title begins or ends with the other one's words.
    pub(super) fn borders(&self, other: &Words) -> bool {
        other.count() > 0
            && (self.words.starts_with(&other.words) || self.words.ends_with(&other.words))
    }

    /// Whether the words make up one name without its gaps: `quaynews` of
    /// "Quay News".
    pub(super) fn spell(text: &str) -> String {
        let mut spelled = String::with_capacity(text.len());
        let letters = text.chars().filter(|&c| class(c).is_word());
        spelled.extend(letters.flat_map(char::to_lowercase));
        spelled
    }
}

/// About how many bytes a word has.
const BYTES_A_WORD: usize = 5;

/// A part of a whole in eighths, rounded down; 0 of nothing.
fn ratio(part: usize, whole: usize) -> u8 {
    (8 * part).checked_div(whole).unwrap_or(0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_of_words_whatever_their_dress() {
        let like = |one: &str, other: &str| Words::of(one).likeness(&Words::of(other));
        assert_eq!(like("The ‘Old’ Road—closed!", "the 'old' road - CLOSED"), 8);
        assert_eq!(like("Don’t", "don't"), 8);
        assert_eq!(like("road closed", "road open"), 4);
        assert_eq!(like("road", "ferry"), 0);
        assert_eq!(like("", ""), 0);
        assert_eq!(like("渡轮晚点", "渡轮早点"), 6);
    }

    #[test]
    fn a_title_borders_on_the_name_that_it_ends_with() {
        let words = Words::of("Road closed | Quay News");
        assert!(words.borders(&Words::of("quay news")));
        assert!(words.borders(&Words::of("Road")));
        assert!(!words.borders(&Words::of("closed")));
        assert!(!words.borders(&Words::of("")));
        assert_eq!(Words::of("Quay News").within(&words), 8);
        assert_eq!(Words::spell("Quay-News!"), "quaynews");
    }
}
