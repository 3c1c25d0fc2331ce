//! The pipeline on one screen: bytes → text → blocks → scores → verdicts.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::document::{Document, Encoding, EncodingSource, Outcome, Role};
use crate::error::Error;
use crate::label::{Labeller, Wishes};
use crate::lexicon::Lexicon;
use crate::{decode, model, plain};

/// Cleans any number of documents with the same options.
///
/// A cleaner is cheap to share: it is `Send + Sync`, and cleaning changes
/// nothing in it. What all cleaners need (the lexicon, the scorecards) is read
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
#[derive(Clone, Debug, Default)]
pub struct Cleaner {
    options: Options,
}

#[derive(Clone, Debug, Default)]
struct Options {
    encoding: Option<&'static encoding_rs::Encoding>,
    wishes: Wishes,
    evidence: bool,
}

/// The labeller of plain text.
pub(crate) static PLAIN: LazyLock<Labeller> =
    LazyLock::new(|| Labeller::new(model::PLAIN, plain::features::NAMES, plain::features::WORDS));

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

/// The headline and the body of a text, as [`Document::to_text`] gives them.
///
/// The same as [`Cleaner::clean_text`] with the default options. A text of
/// 4 GiB or more comes back empty: use a [`Cleaner`] to be told of it.
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
pub fn clean(text: &str) -> String {
    Cleaner::new()
        .clean_text(text)
        .map_or_else(|_| String::new(), |document| document.to_text())
}

impl Cleaner {
    /// A cleaner with the default options.
    pub fn new() -> Cleaner {
        Cleaner::default()
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
        let (text, encoding) = decode::decode(bytes, self.options.encoding)?;
        Ok(self.plain(text, encoding))
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
        let encoding = Encoding {
            name: "UTF-8",
            source: EncodingSource::Given,
            replaced: 0,
        };
        Ok(self.plain(Cow::Borrowed(text), encoding))
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
        if let Some(top) = top {
            PLAIN.decide(&text, &mut blocks, &top, &self.options.wishes);
        }
        let outcome = if blocks.iter().any(|block| block.kept) {
            Outcome::Full
        } else {
            Outcome::NothingKept
        };
        Document {
            text,
            blocks,
            evidence,
            encoding,
            outcome,
        }
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

    /// The cleaner with these options.
    pub fn build(self) -> Cleaner {
        Cleaner {
            options: self.options,
        }
    }
}
