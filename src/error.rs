//! What can go wrong in the library, and how to say it.

use std::fmt;

/// Why an input could not be cleaned, or a builder could not be built.
///
/// The message is one line for a person: it names the thing and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

/// The kinds of [`Error`], for a program to tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The bytes are not text: a PDF, an image, an archive, a program.
    Binary,
    /// No encoding has the label that the caller gave.
    UnknownEncoding,
    /// No role has the name that the caller gave.
    UnknownRole,
    /// The input is larger than a document may be (4 GiB less one byte).
    TooLarge,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Error {
        Error {
            kind,
            message: message.into(),
        }
    }

    /// Which kind of error this is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}
