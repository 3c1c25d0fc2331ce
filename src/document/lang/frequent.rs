//! The language of a text by its most frequent small words: a look at them settles
//! most texts, at a tenth of the cost of comparing all trigrams with those of all
//! languages.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::words::WORDS;

/// Of so many words one must be of the language's own.
const ONE_IN: usize = 14;

/// So many words must be, in any case.
const FEWEST: usize = 8;

/// And so many times as many as are of any other language.
const TIMES: usize = 4;

/// The number of the language that each word is of.
static LANGUAGES: LazyLock<FxHashMap<&str, usize>> = LazyLock::new(|| {
    let languages = WORDS.iter().enumerate();
    languages
        .flat_map(|(number, (_, words))| words.split(' ').map(move |word| (word, number)))
        .collect()
});

/// The language of a text that leaves no doubt; `None` for others.
pub(super) fn language(text: &str) -> Option<&'static str> {
    let mut found = [0; WORDS.len()];
    let mut count = 0;
    let words = text.split(|c: char| !c.is_alphabetic());
    for word in words.filter(|word| !word.is_empty()) {
        count += 1;
        if let Some(&language) = LANGUAGES.get(word) {
            found[language] += 1;
        }
    }
    let best = (0..found.len()).max_by_key(|&language| found[language])?;
    let own = found[best];
    let others = found.iter().sum::<usize>() - own;
    let is_clear = own >= FEWEST && own * ONE_IN >= count && own >= others * TIMES;
    is_clear.then(|| WORDS[best].0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_of_two_languages_or_stands_twice() {
        let words: usize = WORDS
            .iter()
            .map(|(_, words)| words.split(' ').count())
            .sum();
        assert_eq!(LANGUAGES.len(), words);
        assert!(WORDS.is_sorted_by_key(|(language, _)| language));
    }

    #[test]
    fn a_text_full_of_them_is_settled() {
        let english = "They said that the road would be closed, and that this will not change.";
        let german = "Die Straße ist gesperrt, und das wird sich nicht ändern, auch für die, \
            die mit dem Zug aus dem Tal kommen.";
        assert_eq!(language(english), Some("en"));
        assert_eq!(language(german), Some("de"));
    }

    #[test]
    fn a_mixture_or_another_language_is_not() {
        let afrikaans = "Die pad is gesluit en dit sal nie verander nie, ook nie vir die mense \
            wat met die trein uit die vallei kom nie, het hulle gesê.";
        let both = "They said that the road would be closed, and that this will not change. \
            Die Straße ist gesperrt, und das wird sich nicht ändern, auch für die, die mit \
            dem Zug kommen.";
        assert_eq!(language(afrikaans), None);
        assert_eq!(language(both), None);
        assert_eq!(language("the and that"), None);
        assert_eq!(language(""), None);
    }
}
