//! A file of its own for a document, in a tree of outputs.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::super::inputs::Identity;
use super::Existing;
use super::files::{Temporaries, Unfinished};

/// Why a file was not written.
#[derive(Debug)]
pub(crate) enum NotWritten {
    /// It exists and must not be touched, for this reason.
    Refused(io::Error),
    /// The system did not let it be written.
    Failed(io::Error),
}

impl From<io::Error> for NotWritten {
    fn from(error: io::Error) -> NotWritten {
        NotWritten::Failed(error)
    }
}

/// Writes a file that must not be the input, whole or not at all.
pub(crate) fn write(
    path: &Path,
    input: &Path,
    existing: Existing,
    temporaries: &Temporaries,
    bytes: &[u8],
) -> Result<(), NotWritten> {
    if fs::symlink_metadata(path).is_ok() {
        match existing {
            Existing::Refused => return Err(NotWritten::Refused(taken())),
            Existing::Overwritten => is_not_input(path, input)?,
            // A run that was broken off may have written more than it said; what is
            // there is its own when it is what this one would write.
            Existing::Resumed if holds(path, bytes)? => return Ok(()),
            Existing::Resumed => {
                return Err(NotWritten::Refused(another()));
            }
        }
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut file = match Unfinished::begin(folder, temporaries) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            Unfinished::begin(folder, temporaries)?
        }
        begun => begun?,
    };
    file.write_all(bytes)?;
    match existing {
        Existing::Overwritten => Ok(file.finish_over_any(path)?),
        Existing::Refused | Existing::Resumed => {
            file.finish_new(path).map_err(|error| match error.kind() {
                ErrorKind::AlreadyExists => NotWritten::Refused(taken()),
                _ => NotWritten::Failed(error),
            })
        }
    }
}

/// What is said of an output that exists.
pub(crate) fn taken() -> io::Error {
    refusal("exists; remove it, choose another name, or say --overwrite")
}

/// What is said of an output that no run like this one has made.
pub(super) fn another() -> io::Error {
    refusal(
        "exists and is not what this run would write; remove it, or begin anew with --overwrite",
    )
}

fn refusal(words: &str) -> io::Error {
    io::Error::new(ErrorKind::AlreadyExists, words)
}

/// Checks that an output is not the input.
pub(super) fn is_not_input(path: &Path, input: &Path) -> Result<(), NotWritten> {
    if Identity::of(path).is_some() && Identity::of(path) == Identity::of(input) {
        Err(NotWritten::Refused(refusal(
            "is the input itself, which is never overwritten; -i rewrites files",
        )))
    } else {
        Ok(())
    }
}

/// Whether a file holds just these bytes.
fn holds(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    Ok(fs::metadata(path)?.len() == bytes.len() as u64 && fs::read(path)? == bytes)
}
