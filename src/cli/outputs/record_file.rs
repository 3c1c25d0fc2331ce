//! The records of one input in a file of their own, in a tree of outputs.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::files::{Temporaries, Unfinished};
use super::folder::{NotWritten, another, are_same, finish, is_not_input, taken};
use super::names::Mirror;
use super::stream::Stream;
use super::view::Piece;
use super::{Existing, is_there};

/// A file that takes records until its input is at its end.
pub(crate) struct RecordFile {
    path: PathBuf,
    stream: Stream<Unfinished>,
}

impl RecordFile {
    /// Begins a file.
    pub(crate) fn begin(
        mirror: &Mirror,
        input: &Path,
        existing: Existing,
        temporaries: &Temporaries,
    ) -> Result<RecordFile, NotWritten> {
        let path = mirror.of(input);
        if is_there(&path) {
            match existing {
                Existing::Refused => return Err(NotWritten::Refused(taken())),
                Existing::Overwritten => is_not_input(&path, input)?,
                Existing::Resumed => {}
            }
        }
        fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
        let stream = Stream::new(Unfinished::begin(&mirror.folder, temporaries)?);
        Ok(RecordFile { path, stream })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn push(&mut self, piece: &Piece) -> Result<(), NotWritten> {
        Ok(self.stream.push(piece)?)
    }

    /// Gives the file its name.
    pub(crate) fn finish(self, existing: Existing) -> Result<(), NotWritten> {
        let mut file = self.stream.into_inner();
        // A run that was broken off may have finished it without saying so.
        if existing == Existing::Resumed && is_there(&self.path) {
            file.flush()?;
            return if are_same(file.path(), &self.path)? {
                Ok(())
            } else {
                Err(NotWritten::Refused(another()))
            };
        }
        finish(file, &self.path, existing)
    }
}
