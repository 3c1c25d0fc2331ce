//! The parser as its callers see it: options and scratch that is
//! reused from page to page.

use super::arena::Arena;
use super::builder::{self, TreeBuilder};
use super::input::Input;
use super::tokenizer::Tokenizer;
use super::tree::Tree;
use crate::chars::floor_char_boundary;
use crate::limits::{Limit, Limits};

/// How to parse.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The standard's scripting flag: whether `noscript` is raw text. Default:
    /// false.
    pub scripting: bool,
    /// Whether `<iframe/>`, `<script/>` and their like are empty, as in XHTML;
    /// by the standard their text begins there and goes on to an end tag. Pages
    /// that went through an XML serializer have lost that end tag, and all else
    /// with it. Default: false.
    pub empty_text_elements: bool,
    /// How much of a page to read. Past a limit the parser stops, as at the end of
    /// the page ([`Tree::stopped_at`]); past the depth new elements become siblings
    /// of the deepest one ([`Tree::flattened_at`]). The blocks are not its concern.
    pub limits: Limits,
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
    pub fn with_options(options: Options) -> Parser {
        Parser {
            options: Options {
                limits: options.limits.possible(),
                ..options
            },
            ..Parser::default()
        }
    }

    /// How many bytes its scratch takes.
    pub(crate) fn scratch_bytes(&self) -> usize {
        self.arena.capacity_bytes() + self.input.capacity_bytes()
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
