//! Any bytes, in every encoding that a caller may name → text, or one error.

#![no_main]

use dechrome::{Cleaner, Source};
use libfuzzer_sys::fuzz_target;

/// One of each family: those that the standard decodes in their own way.
const LABELS: [&str; 9] = [
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1252",
    "gbk",
    "big5",
    "euc-jp",
    "iso-2022-jp",
    "euc-kr",
];

fuzz_target!(|bytes: &[u8]| {
    for source in [Source::Text, Source::Html] {
        let _ = Cleaner::new().clean_as(source, bytes);
    }
    for label in LABELS {
        let cleaner = Cleaner::builder().encoding(label).unwrap().build();
        if let Ok(document) = cleaner.clean_as(Source::Text, bytes) {
            assert!(document.text().len() <= 3 * bytes.len() + 3);
        }
    }
});
