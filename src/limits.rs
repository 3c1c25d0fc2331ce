//! How much of a page is read, and what a document says when that was not all.

use std::fmt;

/// How much of an HTML page is read, so that time and memory stay within
/// bounds whatever the page is.
///
/// Past a limit the page is read as if it ended there, or was flatter than it is;
/// what was read is cleaned as usual, and the document's
/// [outcome](crate::Document::outcome) names the limit and the place. Plain text
/// has no limits but 4 GiB.
///
/// ```
/// use dechrome::{Cleaner, Limit, Limits, Outcome};
///
/// let limits = Limits { input_bytes: 40, ..Limits::default() };
/// let cleaner = Cleaner::builder().limits(limits).build();
/// let document = cleaner.clean_html("<p>The road over the pass stays closed until Friday.</p>")?;
/// assert_eq!(document.outcome(), Outcome::Degraded { limit: Limit::InputBytes, at: 40 });
/// assert_eq!(document.text(), "The road over the pass stays closed u\n");
/// # Ok::<(), dechrome::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the decoded page. Default, and most: 1 GiB.
    pub input_bytes: usize,
    /// Elements, texts and comments, give or take those of the last tag. Default:
    /// 16 million, some 800 MB.
    pub nodes: usize,
    /// Bytes of the attributes of all elements together. Default: 256 MiB.
    pub attribute_bytes: usize,
    /// Elements within each other. Past this an element becomes the sibling of
    /// the deepest one; no text is lost. Default, and most: 512, as in browsers;
    /// least: 32.
    pub depth: usize,
    /// Blocks of text. Default: 4 million.
    pub blocks: usize,
}

/// One of the [`Limits`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// [`Limits::input_bytes`]
    InputBytes,
    /// [`Limits::nodes`]
    Nodes,
    /// [`Limits::attribute_bytes`]
    AttributeBytes,
    /// [`Limits::depth`]
    Depth,
    /// [`Limits::blocks`]
    Blocks,
}

impl Limits {
    /// The most bytes of a page: decoding makes a text three times as long at
    /// most, and places are counted in 32 bits.
    const MOST_INPUT_BYTES: usize = 1 << 30;

    /// The most elements within each other.
    pub(crate) const MOST_DEPTH: usize = 512;

    /// Room for a document, and for a table in it.
    const LEAST_DEPTH: usize = 32;

    /// The same limits, within what is possible.
    pub(crate) fn possible(self) -> Limits {
        Limits {
            input_bytes: self.input_bytes.min(Limits::MOST_INPUT_BYTES),
            depth: self.depth.clamp(Limits::LEAST_DEPTH, Limits::MOST_DEPTH),
            ..self
        }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            input_bytes: Limits::MOST_INPUT_BYTES,
            nodes: 16_000_000,
            attribute_bytes: 256 << 20,
            depth: Limits::MOST_DEPTH,
            blocks: 4_000_000,
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Limit::InputBytes => "too many bytes",
            Limit::Nodes => "too many nodes",
            Limit::AttributeBytes => "too many bytes of attributes",
            Limit::Depth => "elements too deep",
            Limit::Blocks => "too many blocks",
        })
    }
}
