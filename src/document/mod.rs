//! The vocabulary: a document is a sequence of blocks, each with its verdict.

mod encoding;
mod flow;
mod lang;
mod markup;
mod metadata;
mod page;
mod piece;
mod role;

use std::borrow::Cow;
use std::fmt;
use std::ops::{Range, RangeInclusive};

pub use encoding::{Encoding, EncodingSource};
pub(crate) use markup::{Frame, FrameKind, Item, Mark, MarkKind, Markup, Step};
pub use metadata::{Fact, FactSource, Metadata, Property};
pub(crate) use page::{Page, Place};
pub(crate) use piece::Piece;
pub use role::Role;

use crate::chars::count_breaks;
use crate::limits::Limit;

/// The version of the labelling rules: it changes whenever the same input may
/// get other verdicts, and stands in JSON output.
pub const RULESET: &str = "2";

/// A cleaned page: every block of its visible text in order, each with a
/// verdict, and views of what was kept.
///
/// Nothing is deleted: kept and stripped blocks together are all the visible
/// text. A document borrows the input that it was made from where it can.
///
/// ```
/// let text = "\
/// The road over the pass will stay closed until Friday, the canton said on Tuesday.
///
/// Snow ploughs worked through the night, but the wind closed the way behind them.
/// ";
/// let document = dechrome::Cleaner::new().clean_text(text)?;
/// assert_eq!(document.headline(), None);
/// assert_eq!(document.body().count(), 2);
/// assert_eq!(document.to_text(), text);
/// # Ok::<(), dechrome::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Document<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) blocks: Vec<BlockRecord>,
    pub(crate) evidence: Vec<[Option<Evidence>; EVIDENCE_MAX]>,
    pub(crate) encoding: Encoding,
    pub(crate) outcome: Outcome,
    /// How good what is kept is expected to be, in 255ths.
    pub(crate) confidence: u8,
    /// What is known of an HTML page beyond its text; `None` for plain text.
    pub(crate) page: Option<Box<Page>>,
}

/// How many pieces of evidence a verdict names at most.
pub(crate) const EVIDENCE_MAX: usize = 4;

/// One block as the document stores it: 16 bytes, so that a million short
/// lines stay cheap.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BlockRecord {
    /// Where the block stands in the document's text.
    pub start: u32,
    pub end: u32,
    /// The line that it starts on, from 1.
    pub line: u32,
    pub role: Role,
    pub kept: bool,
    pub placement: Placement,
    /// The probability of being content, in 255ths.
    pub score: u8,
}

impl BlockRecord {
    /// Where the block stands in its text, in bytes.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// How many bytes of the text the block is.
    pub(crate) fn size(&self) -> u32 {
        self.end - self.start
    }

    /// Whether the block is part of the body.
    fn in_body(&self) -> bool {
        self.kept && self.role != Role::Headline
    }

    /// The block as it stands in its text.
    pub(crate) fn slice<'t>(&self, text: &'t str) -> &'t str {
        &text[self.range()]
    }
}

/// How a block stands to the block before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Placement {
    /// A blank line parts them.
    Apart,
    /// It is the next line of the same verse, list or table.
    Below,
    /// It goes on in the same line.
    Inline,
}

impl Placement {
    /// Whether the block belongs to the paragraph of the block before it, if
    /// that is kept.
    fn continues(self) -> bool {
        matches!(self, Placement::Below | Placement::Inline)
    }
}

/// What became of a document as a whole.
///
/// ```
/// let document = dechrome::Cleaner::new().clean(b" \n\n")?;
/// assert_eq!(document.outcome(), dechrome::Outcome::NothingKept);
/// assert_eq!(document.outcome().to_string(), "nothing kept");
/// # Ok::<(), dechrome::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// All of the input was read, and something was kept.
    Full,
    /// Nothing in the input looks like content.
    NothingKept,
    /// A page passed one of its [`Limits`](crate::Limits); what was read before
    /// that is cleaned as usual.
    Degraded {
        /// The limit.
        limit: Limit,
        /// Where in the decoded page that was, in bytes.
        at: usize,
    },
}

/// One reason for a verdict, in words, and the points that it gave.
///
/// The reason names a feature of the block or of what stands around it; the
/// points say how far the value that it has moved the log-odds of the
/// [score](Block::score), for content or against it.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Evidence {
    /// The reason in a few words ("how it ends", "a phrase of the lexicon").
    pub reason: &'static str,
    /// Its weight in log-odds: positive speaks for content, negative for chrome.
    pub points: f32,
}

/// A line or paragraph of visible text, and its verdict. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Block<'d> {
    document: &'d Document<'d>,
    index: usize,
}

impl<'a> Document<'a> {
    /// The text that the blocks are ranges of: all of the decoded input, a
    /// byte-order mark of UTF-8 included; of a page, its visible text, a line or
    /// more a block.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The headline, if there is one and it is kept. A page may also tell it in
    /// its metadata alone, without a block of that text.
    pub fn headline(&self) -> Option<Cow<'_, str>> {
        let told = || self.page.as_ref()?.headline.as_deref().map(Cow::Borrowed);
        self.blocks()
            .find(|block| block.kept() && block.role() == Role::Headline)
            .map(|block| block.text())
            .or_else(told)
    }

    /// The paragraphs of the body, in order, without the headline.
    ///
    /// Kept blocks that stood in one line of the input are one paragraph; so
    /// are lines that stood below each other as verse, list items or a table,
    /// parted by `\n`.
    ///
    /// ```
    /// let text = "\
    /// The road over the pass will stay closed until Friday, the canton said, and
    /// the railway carries cars through the tunnel instead, every thirty minutes
    /// from five in the morning, until the wind has gone down and the drifts have
    /// been cleared away on the northern side of the pass.
    /// ";
    /// let document = dechrome::Cleaner::new().clean_text(text)?;
    /// let body: Vec<_> = document.body().collect();
    /// assert_eq!(body, [text.trim_end().replace('\n', " ")]);
    /// # Ok::<(), dechrome::Error>(())
    /// ```
    pub fn body(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.blocks
            .chunk_by(|before, after| {
                before.in_body() && after.in_body() && after.placement.continues()
            })
            .filter(|run| run[0].in_body())
            .map(|run| flow::paragraph(run, |line| self.flow(line)))
    }

    /// Every block of the visible text, kept and stripped, in order.
    ///
    /// ```
    /// let document = dechrome::Cleaner::new().clean_text("Share\n\nTags:\n")?;
    /// let blocks: Vec<_> = document.blocks().map(|block| block.text()).collect();
    /// assert_eq!(blocks, ["Share", "Tags:"]);
    /// # Ok::<(), dechrome::Error>(())
    /// ```
    pub fn blocks(&self) -> impl ExactSizeIterator<Item = Block<'_>> {
        (0..self.blocks.len()).map(|index| Block {
            document: self,
            index,
        })
    }

    /// What the page says of itself: title, address, dates, authors; `None` for
    /// plain text, which says nothing but what it shows.
    ///
    /// ```
    /// let page = "<!DOCTYPE html><title>A quiet day</title><p>Nothing happened.";
    /// let document = dechrome::Cleaner::new().clean(page.as_bytes())?;
    /// let title = document.metadata().and_then(|metadata| metadata.title());
    /// assert_eq!(title.map(|title| title.value()), Some("A quiet day"));
    /// # Ok::<(), dechrome::Error>(())
    /// ```
    pub fn metadata(&self) -> Option<&Metadata> {
        self.page.as_ref().map(|page| &page.metadata)
    }

    /// The encoding that the text was read in.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// What became of the document as a whole.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// How good what is kept is expected to be, from 0 to 1: the word F1 that
    /// documents have whose scores look like this one's. Of a document of which
    /// nothing is kept, how sure it is that there is nothing.
    ///
    /// It is said of the cut alone: what the caller wants
    /// [kept](crate::CleanerBuilder::keep) or [dropped](crate::CleanerBuilder::drop)
    /// besides does not change it.
    ///
    /// ```
    /// let page = "<!DOCTYPE html><nav><a href=/>Home</a></nav>";
    /// let document = dechrome::Cleaner::new().clean(page.as_bytes())?;
    /// assert!(document.confidence() > 0.5);
    /// # Ok::<(), dechrome::Error>(())
    /// ```
    pub fn confidence(&self) -> f32 {
        f32::from(self.confidence) / 255.0
    }

    /// The same document, borrowing nothing.
    ///
    /// ```
    /// use dechrome::{Cleaner, Document, Error};
    ///
    /// fn clean(bytes: Vec<u8>) -> Result<Document<'static>, Error> {
    ///     Ok(Cleaner::new().clean(&bytes)?.into_owned())
    /// }
    /// assert_eq!(clean(b"Share\n".to_vec())?.text(), "Share\n");
    /// # Ok::<(), Error>(())
    /// ```
    pub fn into_owned(self) -> Document<'static> {
        Document {
            text: Cow::Owned(self.text.into_owned()),
            ..self
        }
    }

    /// The text of a block: that of a page is laid out already, that of plain
    /// text may be wrapped.
    fn flow(&self, record: &BlockRecord) -> Cow<'_, str> {
        match self.page {
            Some(_) => Cow::Borrowed(record.slice(&self.text)),
            None => flow::block(&self.text, record),
        }
    }
}

impl Outcome {
    /// The outcome of a document that was read whole.
    pub(crate) fn of(blocks: &[BlockRecord]) -> Outcome {
        if blocks.iter().any(|block| block.kept) {
            Outcome::Full
        } else {
            Outcome::NothingKept
        }
    }
}

/// As JSON output names it.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::Full => f.write_str("full"),
            Outcome::NothingKept => f.write_str("nothing kept"),
            Outcome::Degraded { limit, at } => write!(f, "degraded: {limit} at byte {at}"),
        }
    }
}

impl<'d> Block<'d> {
    fn record(&self) -> &'d BlockRecord {
        &self.document.blocks[self.index]
    }

    fn place(&self) -> Option<&'d Place> {
        self.document.page.as_ref()?.places.get(self.index)
    }

    /// The block's text: as it came, with the line breaks of wrapped prose
    /// joined; of a page, as a browser lays it out, with the line breaks of `br`
    /// and of preformatted text.
    pub fn text(&self) -> Cow<'d, str> {
        self.document.flow(self.record())
    }

    /// What the block is. A role is a best guess, and says nothing about
    /// whether the block is [kept](Self::kept).
    pub fn role(&self) -> Role {
        self.record().role
    }

    /// Whether the block is part of the output: the score reaches the page's
    /// cut, the block is no copy, and the caller's
    /// [`keep`](crate::CleanerBuilder::keep) and
    /// [`drop`](crate::CleanerBuilder::drop) have not said otherwise.
    pub fn kept(&self) -> bool {
        self.record().kept
    }

    /// How sure the labeller is that this is content, from 0 (chrome) to 1.
    ///
    /// There is no one score from which on blocks are kept: the cut is the
    /// page's own.
    pub fn score(&self) -> f32 {
        f32::from(self.record().score) / 255.0
    }

    /// The reasons that weighed most, strongest first; empty unless the
    /// cleaner was built with [`evidence`](crate::CleanerBuilder::evidence).
    pub fn evidence(&self) -> impl Iterator<Item = Evidence> + use<'d> {
        let evidence = self.document.evidence.get(self.index);
        evidence.into_iter().flatten().copied().flatten()
    }

    /// The first and the last line that the block stands on, from 1, as
    /// editors count them: LF, CR LF and CR end a line.
    ///
    /// ```
    /// let document = dechrome::Cleaner::new().clean_text("\n\nShare\n")?;
    /// let block = document.blocks().next().expect("one block");
    /// assert_eq!(block.lines(), 3..=3);
    /// assert_eq!(block.bytes(), 2..7);
    /// # Ok::<(), dechrome::Error>(())
    /// ```
    pub fn lines(&self) -> RangeInclusive<usize> {
        let first = self.record().line as usize;
        let breaks = match self.place() {
            Some(place) => place.breaks as usize,
            None => count_breaks(self.record().slice(&self.document.text)),
        };
        first..=first + breaks
    }

    /// Where the block stands in the decoded input, in bytes: in
    /// [`Document::text`] of plain text, in the source of a page, where it
    /// reaches from the beginning of its first word to the end of its last. In a
    /// UTF-8 file these are the file's own offsets, a byte-order mark counted.
    pub fn bytes(&self) -> Range<usize> {
        self.place()
            .map_or_else(|| self.record().range(), Place::range)
    }

    /// The way to the block's element as a CSS selector, such as
    /// `html > body > div#main.story > p`: for pages only, and only when the
    /// cleaner was built with [`markup`](crate::CleanerBuilder::markup).
    ///
    /// ```
    /// let document = dechrome::Cleaner::new().clean_text("Share\n")?;
    /// assert!(document.blocks().all(|block| block.path().is_none()));
    /// # Ok::<(), dechrome::Error>(())
    /// ```
    pub fn path(&self) -> Option<String> {
        let markup = self.document.page.as_ref()?.markup.as_ref()?;
        Some(markup.path(markup.frames.get(self.index)?))
    }
}

impl fmt::Debug for Block<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Block")
            .field("text", &self.text())
            .field("role", &self.role())
            .field("kept", &self.kept())
            .field("score", &self.score())
            .field("lines", &self.lines())
            .finish()
    }
}
