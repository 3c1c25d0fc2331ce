//! The pipeline on one screen: bytes → text → blocks → scores → verdicts.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use crate::document::{BlockRecord, Document, Encoding, Outcome, Page, Role};
use crate::error::Error;
use crate::focus::Focus;
use crate::html::features::Describer;
use crate::html::{Origin, Segments, Tree};
use crate::label::pages::{self, Told};
use crate::label::title::Titles;
use crate::label::{Labeller, Reasons, Wishes};
use crate::lexicon::Lexicon;
use crate::limits::{Limit, Limits};
use crate::model::Probability;
use crate::source::Source;
use crate::{decode, html, model, plain};

/// Cleans any number of documents with the same options.
///
/// A cleaner is cheap to share: it is `Send + Sync`, and cleaning changes
/// nothing in it. What all cleaners need (the lexicon, the models) is read
/// once, when the first document is cleaned.
///
/// ```
/// use dechrome::Cleaner;
///
/// static CLEANER: std::sync::LazyLock<Cleaner> = std::sync::LazyLock::new(Cleaner::new);
///
/// let document = CLEANER.clean(b"")?;
/// assert_eq!(document.to_text(), "");
/// # Ok::<(), dechrome::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Cleaner {
    options: Options,
    parsers: Arc<html::Pool>,
}

#[derive(Clone, Debug, Default)]
struct Options {
    encoding: Option<&'static encoding_rs::Encoding>,
    limits: Limits,
    markup: bool,
    wishes: Wishes,
    evidence: bool,
}

/// The labeller of plain text.
pub(crate) static PLAIN: LazyLock<Labeller> =
    LazyLock::new(|| Labeller::new(&model::PLAIN, &plain::columns()));

/// The labeller of HTML pages.
static PAGES: LazyLock<Labeller> =
    LazyLock::new(|| Labeller::new(&model::HTML, html::features::columns()));

/// What chooses the headlines of HTML pages.
static TITLES: LazyLock<Titles> = LazyLock::new(|| Titles::new(model::HTML_HEADLINE));

/// Sets the options of a [`Cleaner`].
///
/// ```
/// use dechrome::{Cleaner, Role};
///
/// let cleaner = Cleaner::builder()
///     .encoding("windows-1252")?
///     .keep([Role::Caption, Role::Byline])
///     .drop([Role::TableRow])
///     .evidence(true)
///     .build();
/// # let _ = cleaner;
/// # Ok::<(), dechrome::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct CleanerBuilder {
    options: Options,
}

/// The headline and the body of a page or a text, as [`Document::to_text`] gives
/// them.
///
/// What starts as a page does ([`Source::sniff`]) is read as HTML, all else as
/// text, with the default options. An input of 4 GiB or more comes back empty:
/// use a [`Cleaner`] to be told of it.
///
/// ```
/// let page = "\
/// Storm closes mountain road
///
/// Share
///
/// The road over the pass will stay closed until Friday, the canton said on Tuesday.
///
/// Snow ploughs worked through the night, but the wind closed the way behind them.
/// ";
/// assert_eq!(dechrome::clean(page), page.replace("Share\n\n", ""));
/// ```
pub fn clean(input: &str) -> String {
    static CLEANER: LazyLock<Cleaner> = LazyLock::new(Cleaner::new);
    let document = match Source::sniff(None, input.as_bytes()) {
        Source::Text => CLEANER.clean_text(input),
        Source::Html => CLEANER.clean_html(input),
    };
    document.map_or_else(|_| String::new(), |document| document.to_text())
}

impl Default for Cleaner {
    fn default() -> Cleaner {
        Cleaner::new()
    }
}

impl Cleaner {
    /// A cleaner with the default options.
    pub fn new() -> Cleaner {
        Cleaner::builder().build()
    }

    /// A builder, to set options.
    pub fn builder() -> CleanerBuilder {
        CleanerBuilder::default()
    }

    /// Cleans a document from its bytes, in whatever encoding they are.
    ///
    /// The document borrows the bytes where they are valid UTF-8.
    ///
    /// ```
    /// use dechrome::{Cleaner, EncodingSource};
    ///
    /// let utf16 = b"\xFF\xFE\x48\x00\x69\x00";
    /// let document = Cleaner::new().clean(utf16)?;
    /// assert_eq!(document.text(), "Hi");
    /// assert_eq!(document.encoding().name, "UTF-16LE");
    /// assert_eq!(document.encoding().source, EncodingSource::Mark);
    /// # Ok::<(), dechrome::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Binary`](crate::ErrorKind::Binary) when the bytes are not
    /// text, [`ErrorKind::TooLarge`](crate::ErrorKind::TooLarge) from 4 GiB on.
    ///
    /// ```
    /// use dechrome::{Cleaner, ErrorKind};
    ///
    /// let error = Cleaner::new().clean(b"%PDF-1.7\n1 0 obj\n").unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::Binary);
    /// ```
    pub fn clean<'a>(&self, bytes: &'a [u8]) -> Result<Document<'a>, Error> {
        let (text, encoding) = decode::decode(bytes, self.options.encoding, None)?;
        let source = Source::sniff(None, text.as_bytes());
        Ok(self.cleaned(source, text, encoding))
    }

    /// Cleans a document from its bytes, which are of this source whatever they
    /// look like. Otherwise the same as [`clean`](Self::clean).
    ///
    /// ```
    /// use dechrome::{Cleaner, Source};
    ///
    /// let document = Cleaner::new().clean_as(Source::Text, b"<html> is how a page begins.")?;
    /// assert_eq!(document.text(), "<html> is how a page begins.");
    /// # Ok::<(), dechrome::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`clean`](Self::clean).
    pub fn clean_as<'a>(&self, source: Source, bytes: &'a [u8]) -> Result<Document<'a>, Error> {
        let (text, encoding) = decode::decode(bytes, self.options.encoding, None)?;
        Ok(self.cleaned(source, text, encoding))
    }

    /// Cleans a document from its bytes, with the charset that came beside them, as
    /// in the header `Content-Type: text/html; charset=…` of an HTTP response. It comes
    /// where the HTML Standard has it: after a byte-order mark (and the builder's
    /// [`encoding`](CleanerBuilder::encoding)), before what the document declares; and
    /// as with a declaration, bytes that speak against it are not read in it. A label
    /// that no encoding has counts for nothing. Otherwise the same as
    /// [`clean_as`](Self::clean_as).
    ///
    /// ```
    /// use dechrome::{Cleaner, EncodingSource, Source};
    ///
    /// let page = b"<meta charset=windows-1252><p>\xCF\xE0\xF0\xEE\xEC";
    /// let document = Cleaner::new().clean_with_charset(Source::Html, page, "windows-1251")?;
    /// assert_eq!(document.text(), "Паром\n");
    /// assert_eq!(document.encoding().source, EncodingSource::Transport);
    /// # Ok::<(), dechrome::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`clean`](Self::clean).
    pub fn clean_with_charset<'a>(
        &self,
        source: Source,
        bytes: &'a [u8],
        charset: &str,
    ) -> Result<Document<'a>, Error> {
        let transport = decode::by_charset(charset);
        let (text, encoding) = decode::decode(bytes, self.options.encoding, transport)?;
        Ok(self.cleaned(source, text, encoding))
    }

    /// Cleans a document from its text, which it borrows.
    ///
    /// ```
    /// let text = "The road over the pass will stay closed until Friday, the canton said.\n";
    /// let document = dechrome::Cleaner::new().clean_text(text)?;
    /// assert_eq!(document.to_text(), text);
    /// # Ok::<(), dechrome::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TooLarge`](crate::ErrorKind::TooLarge) from 4 GiB on.
    pub fn clean_text<'a>(&self, text: &'a str) -> Result<Document<'a>, Error> {
        decode::check_size(text.len())?;
        Ok(self.plain(Cow::Borrowed(text), Encoding::GIVEN))
    }

    /// Cleans an HTML page.
    ///
    /// ```
    /// let page = "<nav>Home</nav><p>The road over the pass stays closed, <b>they said</b>.";
    /// let document = dechrome::Cleaner::new().clean_html(page)?;
    /// assert_eq!(document.text(), "Home\nThe road over the pass stays closed, they said.\n");
    /// # Ok::<(), dechrome::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TooLarge`](crate::ErrorKind::TooLarge) from 4 GiB on.
    pub fn clean_html(&self, html: &str) -> Result<Document<'static>, Error> {
        decode::check_size(html.len())?;
        Ok(self.page(html, Encoding::GIVEN))
    }

    fn cleaned<'a>(&self, source: Source, text: Cow<'a, str>, encoding: Encoding) -> Document<'a> {
        match source {
            Source::Text => self.plain(text, encoding),
            Source::Html => self.page(&text, encoding),
        }
    }

    fn plain<'a>(&self, text: Cow<'a, str>, encoding: Encoding) -> Document<'a> {
        let lexicon = Lexicon::shared();
        let mut blocks = plain::segment(&text, lexicon);
        let (mut top, mut evidence) = (None, Vec::new());
        for stretch in blocks.chunks_mut(plain::STRETCH) {
            let known = plain::describe(&text, stretch, lexicon);
            PLAIN.score(stretch, &known);
            if self.options.evidence {
                evidence.extend(PLAIN.evidence(&known));
            }
            top.get_or_insert(known);
        }
        // Of a text without blocks it is sure that there is nothing.
        let confidence = top.map_or(Probability::MAX, |top| {
            PLAIN.decide(
                &text,
                &mut blocks,
                &top,
                &self.options.wishes,
                &mut evidence,
            )
        });
        Document {
            outcome: Outcome::of(&blocks),
            text,
            blocks,
            evidence,
            encoding,
            confidence,
            page: None,
        }
    }

    fn page(&self, html: &str, encoding: Encoding) -> Document<'static> {
        self.parsers.with(|parser| {
            let Options { limits, markup, .. } = &self.options;
            let tree = parser.parse(html);
            let metadata = html::metadata(&tree);
            let headings = html::headings(&tree);
            let title = TITLES.choose(&metadata, &headings);
            let segments = html::segment(&tree, *markup, limits);
            let mut blocks = segments.blocks.clone();
            let (told, evidence) = self.score_page(&tree, &segments, &mut blocks);
            let decision = pages::decide(
                &segments.text,
                &mut blocks,
                &told,
                title.map(|title| title.text),
                &self.options.wishes,
            );
            let stopped = segments.stopped.map(|at| (Limit::Blocks, at));
            let flattened = tree.flattened_at().map(|at| (Limit::Depth, at));
            Document {
                outcome: match tree.stopped_at().or(stopped).or(flattened) {
                    Some((limit, at)) => Outcome::Degraded { limit, at },
                    None => Outcome::of(&blocks),
                },
                text: Cow::Owned(segments.text),
                blocks,
                evidence,
                encoding,
                confidence: decision.confidence,
                page: Some(Box::new(Page {
                    places: segments.origins.iter().map(Origin::place).collect(),
                    markup: segments.markup,
                    metadata,
                    headline: decision.headline,
                })),
            }
        })
    }

    /// Gives each block of a page its score, and its evidence if that is wanted.
    fn score_page(
        &self,
        tree: &Tree<'_>,
        segments: &Segments,
        blocks: &mut [BlockRecord],
    ) -> (Told, Vec<Reasons>) {
        let mut describer = Describer::new(tree, segments);
        let (mut told, mut evidence) = (Told::default(), Vec::new());
        for stretch in blocks.chunks_mut(html::features::STRETCH) {
            let start = told.contents.len();
            let known = describer.describe(start..start + stretch.len(), Lexicon::shared());
            PAGES.score(stretch, &known);
            if self.options.evidence {
                evidence.extend(PAGES.evidence(&known));
            }
            told.add(known);
        }
        (told, evidence)
    }
}

impl CleanerBuilder {
    /// Reads every document in the encoding of this label
    /// ("latin1", "utf-16le"); a byte-order mark still wins. Default: found out
    /// for each document. Has no say in [`clean_text`](Cleaner::clean_text).
    ///
    /// ```
    /// use dechrome::{Cleaner, ErrorKind};
    ///
    /// let cleaner = Cleaner::builder().encoding("windows-1251")?.build();
    /// let document = cleaner.clean(b"\xCF\xF0\xE8\xE2\xE5\xF2")?;
    /// assert_eq!(document.text(), "Привет");
    ///
    /// let error = Cleaner::builder().encoding("klingon").unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::UnknownEncoding);
    /// # Ok::<(), dechrome::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::UnknownEncoding`](crate::ErrorKind::UnknownEncoding) when
    /// the Encoding Standard has no such label.
    pub fn encoding(mut self, label: &str) -> Result<CleanerBuilder, Error> {
        self.options.encoding = Some(decode::by_label(label)?);
        Ok(self)
    }

    /// Which mistake is worse, chrome that is kept or text that is lost
    /// (default: [`Focus::Balanced`]).
    ///
    /// ```
    /// use dechrome::{Cleaner, Focus};
    ///
    /// let cleaner = Cleaner::builder().focus(Focus::Recall).build();
    /// # let _ = cleaner;
    /// ```
    pub fn focus(mut self, focus: Focus) -> CleanerBuilder {
        self.options.wishes.focus = focus;
        self
    }

    /// Keeps the blocks of these roles as well (default: none beyond content).
    /// Calls add up.
    ///
    /// ```
    /// use dechrome::{Cleaner, Role};
    ///
    /// let cleaner = Cleaner::builder().keep([Role::ShortLink, Role::Legal]).build();
    /// let document = cleaner.clean_text("https://example.org/a\n")?;
    /// assert!(document.blocks().all(|block| block.kept()));
    /// # Ok::<(), dechrome::Error>(())
    /// ```
    pub fn keep(mut self, roles: impl IntoIterator<Item = Role>) -> CleanerBuilder {
        self.options.wishes.keep.extend(roles);
        self
    }

    /// Strips the blocks of these roles; wins over [`keep`](Self::keep). Calls
    /// add up.
    ///
    /// ```
    /// use dechrome::{Cleaner, Role};
    ///
    /// let cleaner = Cleaner::builder().drop(Role::ALL).build();
    /// let document = cleaner.clean_text("The road over the pass stays closed.\n")?;
    /// assert_eq!(document.to_text(), "");
    /// # Ok::<(), dechrome::Error>(())
    /// ```
    pub fn drop(mut self, roles: impl IntoIterator<Item = Role>) -> CleanerBuilder {
        self.options.wishes.drop.extend(roles);
        self
    }

    /// Whether verdicts carry their [`Evidence`](crate::Evidence) (default:
    /// false; it costs time and 96 bytes a block).
    ///
    /// ```
    /// let text = "Tags:\n";
    /// let cleaner = dechrome::Cleaner::builder().evidence(true).build();
    /// let with = cleaner.clean_text(text)?;
    /// assert!(with.blocks().all(|block| block.evidence().count() > 0));
    ///
    /// let without = dechrome::Cleaner::new().clean_text(text)?;
    /// assert!(without.blocks().all(|block| block.evidence().count() == 0));
    /// # Ok::<(), dechrome::Error>(())
    /// ```
    pub fn evidence(mut self, wanted: bool) -> CleanerBuilder {
        self.options.evidence = wanted;
        self
    }

    /// How much of an HTML page is read (default: see [`Limits`]).
    pub fn limits(mut self, limits: Limits) -> CleanerBuilder {
        self.options.limits = limits;
        self
    }

    /// Whether documents of HTML pages know their links, emphasis, lists and
    /// paths (default: false): for [`markdown`](crate::render::markdown),
    /// [`html`](crate::render::html) and [`Block::path`](crate::Block::path).
    /// Plain text has none of these.
    ///
    /// ```
    /// let cleaner = dechrome::Cleaner::builder().markup(true).build();
    /// let document = cleaner.clean_text("The road over the pass stays closed.\n")?;
    /// assert_eq!(document.to_markdown(), "The road over the pass stays closed.\n");
    /// # Ok::<(), dechrome::Error>(())
    /// ```
    pub fn markup(mut self, wanted: bool) -> CleanerBuilder {
        self.options.markup = wanted;
        self
    }

    /// The cleaner with these options.
    pub fn build(self) -> Cleaner {
        let parsing = html::Options {
            limits: self.options.limits.clone(),
            empty_text_elements: true,
            ..html::Options::default()
        };
        Cleaner {
            options: self.options,
            parsers: Arc::new(html::Pool::new(parsing)),
        }
    }
}
