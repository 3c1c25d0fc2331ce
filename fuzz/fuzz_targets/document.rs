//! Any bytes, as text → a document that keeps every promise of `tests/check`: decoding,
//! segmenting, labelling and the text output.

#![no_main]

#[path = "../../tests/check/mod.rs"]
mod check;

use dechrome::{Cleaner, Role, Source};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(document) = Cleaner::new().clean_as(Source::Text, bytes) else {
        return;
    };
    check::holds(&document);
    let everything = Cleaner::builder().keep(Role::ALL).evidence(true).build();
    let kept = everything.clean_text(document.text()).unwrap();
    check::holds(&kept);
    assert!(kept.blocks().all(|block| block.kept()));
});
