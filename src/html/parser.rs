//! The parser as its callers see it: options, limits, and scratch that is
//! reused from page to page.

use super::arena::Arena;
use super::builder::{self, TreeBuilder};
use super::input::Input;
use super::tokenizer::Tokenizer;
use super::tree::Tree;

/// How to parse.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The standard's scripting flag: whether `noscript` is raw text. Default:
    /// false.
    pub scripting: bool,
    /// How much of a page to read.
    pub limits: Limits,
}

/// How much of a page the parser reads. Past a limit it stops, as at the end of
/// the page; the tree holds all that was read ([`Tree::stopped_at`]).
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of the page. Default, and most: 1 GiB.
    pub input_bytes: usize,
    /// Nodes of the tree, give or take those of the last tag. Default: 16
    /// million.
    pub nodes: usize,
    /// Attributes of all elements together. Default: 16 million.
    pub attributes: usize,
    /// Elements open at a time. Past this nothing stops, but new elements
    /// become siblings of the deepest one ([`Tree::flattened_at`]). Default,
    /// and most: 512, as in browsers; least: 32.
    pub open_elements: usize,
}

/// A limit at which the parser can stop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limit {
    /// [`Limits::input_bytes`]
    InputBytes,
    /// [`Limits::nodes`]
    Nodes,
    /// [`Limits::attributes`]
    Attributes,
}

/// Decoding makes a text three times as long at most, and places are `u32`.
const MAX_INPUT_BYTES: usize = 1 << 30;
/// Room for a document, and for a table in it.
const MIN_OPEN_ELEMENTS: usize = 32;

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            input_bytes: MAX_INPUT_BYTES,
            nodes: 16_000_000,
            attributes: 16_000_000,
            open_elements: builder::MAX_OPEN_ELEMENTS,
        }
    }
}

/// Parses pages, one after the other.
#[derive(Debug, Default)]
pub struct Parser {
    options: Options,
    input: Input,
    arena: Arena,
    scratch: builder::Scratch,
}

impl Parser {
    /// A parser with the default options.
    pub fn new() -> Parser {
        Parser::default()
    }

    /// A parser with these options.
    pub fn with_options(mut options: Options) -> Parser {
        let limits = &mut options.limits;
        limits.input_bytes = limits.input_bytes.min(MAX_INPUT_BYTES);
        limits.open_elements = limits
            .open_elements
            .clamp(MIN_OPEN_ELEMENTS, builder::MAX_OPEN_ELEMENTS);
        Parser {
            options,
            ..Parser::default()
        }
    }

    /// Parses a page.
    pub fn parse<'p>(&'p mut self, html: &'p str) -> Tree<'p> {
        let read = floor_char_boundary(html, self.options.limits.input_bytes);
        let (text, source_map) = self.input.preprocess(&html[..read]);
        self.arena.reset(text.len());
        let has_nul = memchr::memchr(0, text.as_bytes()).is_some();
        let mut builder = TreeBuilder::new(
            text,
            has_nul,
            &mut self.arena,
            &mut self.scratch,
            &self.options,
        );
        Tokenizer::new(text, has_nul, &mut builder).run();
        if read < html.len() && self.arena.stopped.is_none() {
            self.arena.stopped = Some((Limit::InputBytes, text.len() as u32));
        }
        Tree::new(text, source_map, &self.arena)
    }
}

/// The last place of a text up to `index` where a character begins.
fn floor_char_boundary(text: &str, index: usize) -> usize {
    let mut boundary = index.min(text.len());
    while !text.is_char_boundary(boundary) {
        boundary -= 1;
    }
    boundary
}
