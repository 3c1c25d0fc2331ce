//! Any page → a document that keeps the promises of `tests/check`, and whose
//! views hold what it says.

#![no_main]

#[path = "../../tests/check/mod.rs"]
mod check;

use dechrome::{Cleaner, Role};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|page: &str| {
    let document = Cleaner::new().clean_html(page).unwrap();
    check::page_holds(&document, page);
    let everything = Cleaner::builder()
        .keep(Role::ALL)
        .evidence(true)
        .markup(true)
        .build();
    let kept = everything.clean_html(page).unwrap();
    check::page_holds(&kept, page);
    assert!(kept.blocks().all(|block| block.kept()));
    assert_eq!(kept.text(), document.text());
});
