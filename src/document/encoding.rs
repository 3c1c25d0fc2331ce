//! Which encoding the bytes were read in, and why.

/// The encoding that a document was read in, what it was chosen by, and what
/// was lost.
///
/// ```
/// use dechrome::{Cleaner, EncodingSource};
///
/// let document = Cleaner::new().clean("Über\n".as_bytes())?;
/// let encoding = document.encoding();
/// assert_eq!(encoding.name, "UTF-8");
/// assert_eq!(encoding.source, EncodingSource::Valid);
/// assert_eq!(encoding.replaced, 0);
/// # Ok::<(), dechrome::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Encoding {
    /// The encoding's name in the [Encoding Standard], such as `UTF-8`.
    ///
    /// [Encoding Standard]: https://encoding.spec.whatwg.org/#names-and-labels
    pub name: &'static str,
    /// The rule that chose it.
    pub source: EncodingSource,
    /// How many malformed byte sequences were replaced by U+FFFD: 0 when the
    /// text was read without loss.
    pub replaced: usize,
}

/// The rule that chose an encoding, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EncodingSource {
    /// A byte-order mark at the start.
    Mark,
    /// The caller named it.
    Caller,
    /// What brought the document states it: the charset of an HTTP header, as given
    /// to [`Cleaner::clean_with_charset`](crate::Cleaner::clean_with_charset).
    Transport,
    /// The document declares it (HTML `<meta>`, XML declaration).
    Declared,
    /// The bytes are valid in it: UTF-8, or UTF-16 without a mark.
    Valid,
    /// A guess from the bytes.
    Guessed,
    /// Nothing spoke for any encoding: windows-1252, which reads any bytes.
    Fallback,
    /// The caller gave a `str`: [`Cleaner::clean_text`](crate::Cleaner::clean_text)
    /// or [`Cleaner::clean_html`](crate::Cleaner::clean_html).
    Given,
}

impl Encoding {
    /// That of a `str`.
    pub(crate) const GIVEN: Encoding = Encoding {
        name: "UTF-8",
        source: EncodingSource::Given,
        replaced: 0,
    };
}

impl EncodingSource {
    /// The rule's name in JSON output.
    pub const fn name(self) -> &'static str {
        match self {
            EncodingSource::Mark => "mark",
            EncodingSource::Caller => "caller",
            EncodingSource::Transport => "transport",
            EncodingSource::Declared => "declared",
            EncodingSource::Valid => "valid",
            EncodingSource::Guessed => "guessed",
            EncodingSource::Fallback => "fallback",
            EncodingSource::Given => "given",
        }
    }
}
