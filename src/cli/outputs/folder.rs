//! A file of its own for each document, in a tree of outputs.
//!
//! Files that are not whole stand in the tree's uppermost folder, where another run
//! finds what is left of them.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::super::containers::Place;
use super::super::inputs::Identity;
use super::files::{Temporaries, Unfinished};
use super::names::Mirror;
use super::{Existing, is_there};

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

/// A tree of outputs, into which any thread writes.
pub(crate) struct Tree<'p> {
    mirror: &'p Mirror,
    existing: Existing,
    temporaries: &'p Temporaries,
    /// The folder that was made or met last.
    met: Mutex<PathBuf>,
}

impl<'p> Tree<'p> {
    pub(crate) fn new(
        mirror: &'p Mirror,
        existing: Existing,
        temporaries: &'p Temporaries,
    ) -> Tree<'p> {
        Tree {
            mirror,
            existing,
            temporaries,
            met: Mutex::default(),
        }
    }

    /// The file of a document that stands in an input.
    pub(crate) fn file_of(&self, input: &Path, place: &Place) -> PathBuf {
        self.mirror.of_document(input, place)
    }

    /// Writes a file that must not be the input, whole or not at all.
    pub(crate) fn write(&self, path: &Path, input: &Path, bytes: &[u8]) -> Result<(), NotWritten> {
        match self.existing {
            // One that is there is noticed when the file gets its name.
            Existing::Refused => {}
            Existing::Overwritten => is_not_input(path, input)?,
            // A run that was broken off may have written more than it said; what is
            // there is its own when it is what this one would write.
            Existing::Resumed if is_there(path) => {
                return match holds(path, bytes)? {
                    true => Ok(()),
                    false => Err(NotWritten::Refused(another())),
                };
            }
            Existing::Resumed => {}
        }
        self.make_folder(path.parent().unwrap_or(Path::new("")))?;
        let mut file = Unfinished::begin(&self.mirror.folder, self.temporaries)?;
        file.write_all(bytes)?;
        finish(file, path, self.existing)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let mut met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        if *met != folder {
            fs::create_dir_all(folder)?;
            folder.clone_into(&mut met);
        }
        Ok(())
    }
}

/// Gives a file its name.
pub(super) fn finish(file: Unfinished, path: &Path, existing: Existing) -> Result<(), NotWritten> {
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

/// Whether two files hold the same bytes.
pub(super) fn are_same(one: &Path, other: &Path) -> io::Result<bool> {
    let mut one = BufReader::new(File::open(one)?);
    let mut other = BufReader::new(File::open(other)?);
    loop {
        let (here, there) = (one.fill_buf()?, other.fill_buf()?);
        let size = here.len().min(there.len());
        if here[..size] != there[..size] {
            return Ok(false);
        }
        if size == 0 {
            return Ok(here.len() == there.len());
        }
        one.consume(size);
        other.consume(size);
    }
}
