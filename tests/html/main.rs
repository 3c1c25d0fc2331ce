//! The HTML parser against its oracles, html5lib's tests and html5ever, and the
//! segmenter on real pages.
//!
//! What they need lies in `../shared`, or where `DECHROME_SHARED` says; without
//! it those tests are skipped. For a release:
//!
//! ```sh
//! PROPTEST_CASES=100000 cargo test --release --test html
//! ```

mod dump;
mod gold;
mod hostile;
#[path = "../inputs/mod.rs"]
mod inputs;
mod limits;
mod linear;
mod oracle;
mod prefixes;
mod segment;
#[path = "../shared/mod.rs"]
mod shared;
mod soup;
mod tree;
mod tree_construction;
