//! The stages by themselves, for this project's own tests, benchmarks and
//! training. Not part of the public interface: no promise holds here.

mod segments;
mod titles;

pub use segments::{Segmented, SegmentedBlock, segment_html};
pub use titles::{Titles, describe_titles, headline, title_features};

use crate::known::{Known, Topics};
use crate::label::{headline as headlines, page};
use crate::lexicon::Lexicon;
use crate::model::probability;
use crate::table::Table;
use crate::{label, plain};

/// The HTML parser.
pub mod html {
    pub use crate::html::*;
    pub(super) use crate::html::{features, segment};
}

/// What each stage of the labeller sees of a page, given what the stages
/// before it have said.
#[derive(Debug, Default)]
pub struct Described {
    /// The byte range of each block.
    pub spans: Vec<(usize, usize)>,
    /// What the first stage sees, a row a block.
    pub first: Vec<u8>,
    /// The hashes of each block's words and pairs of words.
    pub grams: Vec<Vec<u16>>,
    /// What the second stage sees, a row a block: with the first's scores.
    pub second: Vec<u8>,
    /// What the page's model sees: with the second's scores.
    pub page: Vec<u8>,
    /// Where the runs of the text stand that may be the headline, and what its
    /// model sees, a row each: with the second's scores.
    pub candidates: Vec<(usize, usize)>,
    pub headline: Vec<u8>,
}

/// The scores of a page's blocks that are known already, in thousandths of a
/// nat.
#[derive(Debug, Default)]
pub struct Scores {
    /// The first stage's.
    pub first: Option<Vec<i32>>,
    /// The second stage's.
    pub second: Option<Vec<i32>>,
}

/// Describes a plain text as its labeller sees it.
pub fn describe_plain(text: &str, scores: &Scores) -> Described {
    let lexicon = Lexicon::shared();
    let mut blocks = plain::segment(text, lexicon);
    let mut described = Described {
        spans: blocks
            .iter()
            .map(|block| (block.start as usize, block.end as usize))
            .collect(),
        ..Described::default()
    };
    let mut top = None;
    let mut start = 0;
    for stretch in blocks.chunks_mut(plain::STRETCH) {
        let known = plain::describe(text, stretch, lexicon);
        let range = start..start + stretch.len();
        start = range.end;
        if scores.first.is_none() {
            described.first.extend(rows(&[&known.features]));
            let grams = stretch.iter().map(|block| plain::grams(block.slice(text)));
            described.grams.extend(grams);
        }
        if let Some(first) = scores
            .first
            .as_ref()
            .and_then(|scores| scores.get(range.clone()))
        {
            let context = label::context::table(first, &known);
            described.second.extend(rows(&[&known.features, &context]));
        }
        if let Some(second) = scores.second.as_ref().and_then(|scores| scores.get(range)) {
            for (block, &score) in stretch.iter_mut().zip(second) {
                block.score = probability(score);
            }
        }
        top.get_or_insert(known);
    }
    if let (Some(top), Some(_)) = (top, &scores.second) {
        described.page = page::row(text, &blocks, &top);
        let candidates = headlines::candidates(text, &blocks);
        let tables = headlines::tables(text, &blocks, &top, &candidates);
        described.headline = rows(&[&tables[0], &tables[1]]).collect();
        let range = |candidate: &headlines::Candidate| (candidate.range.start, candidate.range.end);
        described.candidates = candidates.iter().map(range).collect();
    }
    described
}

/// What the HTML labeller's first stage sees of a page, and what its second
/// stage needs beside the first's scores.
#[derive(Debug, Default)]
pub struct DescribedPage {
    /// The text of each block.
    pub blocks: Vec<String>,
    /// What the first stage sees, a row a block.
    pub rows: Vec<u8>,
    /// How long each block is, in half words.
    pub sizes: Vec<u32>,
    /// The groups that blocks are in, a list for each way of grouping.
    pub groups: Vec<Vec<u16>>,
    /// The words that say what blocks are about, and where each block's end.
    pub topics: (Vec<u16>, Vec<usize>),
}

/// Describes an HTML page as its labeller sees it, the first stretch of it.
pub fn describe_html(html: &str) -> DescribedPage {
    let mut parser = html::Parser::with_options(html::Options {
        empty_text_elements: true,
        ..html::Options::default()
    });
    let tree = parser.parse(html);
    let segments = html::segment::segment(&tree, false, &crate::limits::Limits::default());
    let mut describer = html::features::Describer::new(&tree, &segments);
    let stretch = segments.blocks.len().min(html::features::STRETCH);
    let known = describer.describe(0..stretch, Lexicon::shared());
    let blocks = segments.blocks[..stretch].iter();
    DescribedPage {
        blocks: blocks
            .map(|block| block.slice(&segments.text).to_owned())
            .collect(),
        rows: rows(&[&known.features]).collect(),
        sizes: known.sizes,
        groups: known.groups,
        topics: (known.topics.words, known.topics.ends),
    }
}

/// What the second stage sees beside the first's rows: what the first's scores,
/// in thousandths of a nat, say of the blocks of a page.
pub fn describe_context(scores: &[i32], page: DescribedPage) -> Vec<u8> {
    let (words, ends) = page.topics;
    let known = Known {
        features: Table::default(),
        sizes: page.sizes,
        groups: page.groups,
        topics: Topics { words, ends },
        kinds: Vec::new(),
        contents: Vec::new(),
        repeated: Vec::new(),
        headline: None,
        marks: Vec::new(),
    };
    rows(&[&label::context::table(scores, &known)]).collect()
}

/// The cells of some tables that stand side by side, a row after the other.
fn rows(tables: &[&Table]) -> impl Iterator<Item = u8> {
    let rows = tables.first().map_or(0, |table| table.rows());
    (0..rows).flat_map(move |index| tables.iter().flat_map(move |table| table.row(index)))
}

/// The names of the features that each stage sees of an HTML page.
pub fn html_features() -> [(&'static str, Vec<&'static str>); 2] {
    let columns = html::features::columns();
    [
        ("first", columns.names.clone()),
        (
            "context",
            [label::context::NAMES, columns.group_names].concat(),
        ),
    ]
}

/// The names of the features that each stage sees of a plain text.
pub fn plain_features() -> [(&'static str, Vec<&'static str>); 4] {
    let columns = plain::columns();
    [
        ("second", label::second_names(&columns)),
        ("headline", label::headline_names(&columns)),
        ("page", page::NAMES.to_vec()),
        ("first", columns.names),
    ]
}
