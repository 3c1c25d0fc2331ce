//! The HTML parser: text → a flat tree, by the rules of the HTML Standard.
//!
//! Section numbers throughout are those of the [standard]. What a browser does
//! with a page, whatever the page is, this parser does with it too, scripting
//! off unless [`Options`] say otherwise:
//!
//! | module | section |
//! |---|---|
//! | [`parser`], [`pool`] | options, and scratch that is reused from page to page |
//! | [`input`] | 13.2.3.5 Preprocessing the input stream |
//! | [`names`], [`tables`] | names as numbers, and the categories of elements |
//! | [`tokenizer`] | 13.2.5 Tokenization |
//! | [`entities`] | 13.5 Named character references |
//! | [`builder`] | 13.2.6 Tree construction, on 13.2.4 Parse state |
//! | [`arena`], [`tree`] | the result, which the standard leaves to the DOM |
//! | [`segment`] | the next stage: the tree's text in blocks (15.3 says which elements part it) |
//! | [`foreign_names`] | 13.2.6.5: the letter case of SVG and MathML names |
//! | [`metadata`] | what the page says of itself; no part of parsing |
//!
//! Tokenizer and tree builder are fused: a token goes to the builder as a
//! function call, its text as a range of the input. Three decisions keep
//! everything linear in the input, whatever the input is:
//!
//! - at most [`MOST_DEPTH`](crate::limits::Limits::MOST_DEPTH) elements are
//!   open at a time, as in browsers: past that, a new element takes the place
//!   of the deepest one and becomes its sibling;
//! - the list of active formatting elements is bounded, and so are the copies
//!   that it leads to (13.2.4.3);
//! - text is never moved: a text that was interrupted (`a</q>b`) continues in
//!   a second text node beside the first.
//!
//! What the standard has and this parser has not: the fragment case, document
//! encodings (the text is decoded already), parse errors, and everything that
//! scripts do, the cloning of an `option` into `selectedcontent` included.
//!
//! [standard]: https://html.spec.whatwg.org/multipage/parsing.html

pub(crate) mod arena;
pub(crate) mod builder;
pub(crate) mod bytes;
pub(crate) mod entities;
pub(crate) mod features;
pub mod foreign_names;
pub(crate) mod headings;
pub(crate) mod input;
pub mod metadata;
pub(crate) mod names;
mod parser;
pub(crate) mod pool;
pub(crate) mod segment;
pub(crate) mod tables;
#[cfg(test)]
mod tests;
pub(crate) mod tokenizer;
pub(crate) mod tree;
mod work;

pub(crate) use headings::headings;
pub(crate) use metadata::metadata;
pub use names::{AttributeName, TagName};
pub use parser::{Options, Parser};
pub(crate) use pool::Pool;
pub(crate) use segment::{Origin, Segments, segment};
pub use tables::attributes::attr;
pub use tables::tags::tag;
pub use tree::{
    Attribute, Descendants, Doctype, Namespace, Node, NodeId, NodeKind, QuirksMode, Tree,
};
