//! The stages by themselves, for this project's own tests, benchmarks and
//! training. Not part of the public interface: no promise holds here.

use crate::cleaner::PLAIN;
use crate::lexicon::Lexicon;
use crate::{label, plain};

/// The HTML parser.
pub mod html {
    pub use crate::html::*;
}

/// The blocks of a plain text: where each stands, its features, and whether
/// it may be the headline, with the features for that.
#[derive(Debug)]
pub struct Described {
    /// The byte range of each block.
    pub spans: Vec<(usize, usize)>,
    /// The feature rows, one after the other.
    pub rows: Vec<u8>,
    /// The blocks that may be the headline, and the rows for that.
    pub headlines: Vec<(usize, Vec<u8>)>,
}

/// Describes a plain text as its labeller sees it. Headlines are looked for
/// with the current weights of the blocks.
pub fn describe_plain(text: &str) -> Described {
    let lexicon = Lexicon::shared();
    let mut blocks = plain::segment(text, lexicon);
    let mut rows = Vec::new();
    let mut top = None;
    for stretch in blocks.chunks_mut(plain::STRETCH) {
        let known = plain::describe(text, stretch, lexicon);
        PLAIN.score(stretch, &known);
        rows.extend(&known.rows);
        top.get_or_insert(known);
    }
    let headlines = top.map_or_else(Vec::new, |top| {
        label::keep(text, &mut blocks, &top);
        label::headline_rows(text, &blocks, &top)
    });
    let spans = blocks
        .iter()
        .map(|block| (block.start as usize, block.end as usize))
        .collect();
    Described {
        spans,
        rows,
        headlines,
    }
}

/// The names of the features of a plain text's blocks, and of those that a
/// headline has beside its block's.
pub fn plain_features() -> [&'static [&'static str]; 2] {
    [plain::features::NAMES, label::HEADLINE_FEATURES]
}
