//! Which language a document is in, guessed from a small sample of its text.

mod frequent;
mod words;

use std::ops::ControlFlow;

use whatlang::Lang;

use super::Document;
use crate::chars::floor_char_boundary;

/// How much text the guess reads, in bytes: more costs time and changes
/// next to nothing.
const SAMPLE: usize = 1024;

/// Below this many bytes any guess is a coin toss.
const TOO_SHORT: usize = 32;

impl Document<'_> {
    /// The language of the kept text (of all visible text when nothing was
    /// kept) as an ISO 639-1 code, such as `fr`; `None` when the text is too
    /// short or the guess is not reliable.
    ///
    /// It is worked out at each call, from the first kilobyte.
    ///
    /// ```
    /// let text = "Le conseil municipal s'est réuni\n\n\
    ///     Le conseil municipal s'est réuni mardi soir pour examiner le budget de la commune.\n\n\
    ///     Les élus ont ensuite voté les travaux de l'école, qui dureront jusqu'au printemps.\n";
    /// let document = dechrome::Cleaner::new().clean(text.as_bytes())?;
    /// assert_eq!(document.lang(), Some("fr"));
    /// # Ok::<(), dechrome::Error>(())
    /// ```
    pub fn lang(&self) -> Option<&'static str> {
        let mut sample = self.sample(true);
        if sample.is_empty() {
            sample = self.sample(false);
        }
        if sample.len() < TOO_SHORT {
            return None;
        }
        frequent::language(&sample).or_else(|| {
            let guess = whatlang::detect(&sample)?;
            guess.is_reliable().then(|| two_letters(guess.lang()))
        })
    }

    /// The first [`SAMPLE`] bytes of the blocks, cut between two characters.
    fn sample(&self, kept_only: bool) -> String {
        let mut sample = String::with_capacity(SAMPLE);
        let _ = self
            .blocks
            .iter()
            .filter(|block| block.kept || !kept_only)
            .map(|block| block.slice(&self.text))
            .try_for_each(|text| {
                let room = SAMPLE - sample.len();
                sample.push_str(&text[..floor_char_boundary(text, room)]);
                if text.len() < room {
                    sample.push('\n');
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            });
        sample
    }
}

/// The ISO 639-1 code of a language.
const fn two_letters(lang: Lang) -> &'static str {
    match lang {
        Lang::Afr => "af",
        Lang::Aka => "ak",
        Lang::Amh => "am",
        Lang::Ara => "ar",
        Lang::Aze => "az",
        Lang::Bel => "be",
        Lang::Ben => "bn",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Cym => "cy",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Epo => "eo",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Guj => "gu",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Hye => "hy",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Jav => "jv",
        Lang::Jpn => "ja",
        Lang::Kan => "kn",
        Lang::Kat => "ka",
        Lang::Khm => "km",
        Lang::Kor => "ko",
        Lang::Lat => "la",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Mal => "ml",
        Lang::Mar => "mr",
        Lang::Mkd => "mk",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Nld => "nl",
        Lang::Nob => "nb",
        Lang::Ori => "or",
        Lang::Pan => "pa",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Sin => "si",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Sna => "sn",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Tgl => "tl",
        Lang::Tha => "th",
        Lang::Tuk => "tk",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Uzb => "uz",
        Lang::Vie => "vi",
        Lang::Yid => "yi",
        Lang::Zul => "zu",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_own_two_letters() {
        let mut codes: Vec<&str> = Lang::all().iter().map(|&lang| two_letters(lang)).collect();
        codes.sort_unstable();
        let all = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), all);
        assert!(codes.iter().all(|code| code.len() == 2));
    }

    #[test]
    fn a_word_is_too_short_to_tell() {
        let document = crate::Cleaner::new().clean_text("Bonjour\n").unwrap();
        assert_eq!(document.lang(), None);
    }
}
