//! The most frequent small words of languages whose texts are full of them, and of
//! few others.

/// The languages, as ISO 639-1 codes and sorted, each with its words.
pub(super) const WORDS: [(&str, &str); 8] = [
    (
        "de",
        "der und das mit ist nicht für auf sich eine auch dem von zu wird bei aus sie \
         werden",
    ),
    (
        "en",
        "the and that with from this are have they been which were would there their \
         will has not you",
    ),
    (
        "es",
        "los las por pero más fue sus está muy también y desde cuando hasta donde",
    ),
    (
        "fr",
        "une dans pour qui sur avec sont cette aux leur nous être été ces ont du elle",
    ),
    (
        "it",
        "che della sono gli nel dei alla anche più è degli nella dal questo delle",
    ),
    (
        "nl",
        "een zijn niet voor ook worden werd naar door bij deze wordt heeft uit hij",
    ),
    (
        "pl",
        "się w nie jest że przez oraz jak był jego tym dla także są ich",
    ),
    (
        "pt",
        "não uma dos foi são pelo também ao já você seu em pela um",
    ),
];
