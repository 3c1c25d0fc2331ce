//! One file that is made of many documents: under another name beside it until it is
//! whole, in stretches behind which it can be gone on with.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::files::sync_folder;
use super::folder::{another, are_same, taken};
use super::names::beside;
use super::packed::{Packed, Packing};
use super::{Existing, is_there};

/// How many bytes of records make a stretch that is compressed. It depends on nothing but the records,
/// so that a run that was broken off and resumed writes the same bytes.
const STRETCH: usize = 1 << 20;

/// A file that is not whole yet.
pub(crate) struct Part {
    path: PathBuf,
    packed: Packed,
    packing: Packing,
    /// How many bytes of records the stretch has.
    stretch: usize,
    /// How long the file is up to the last cut.
    bytes: u64,
}

impl Part {
    /// The part's path, beside the output.
    pub(crate) fn path_of(output: &Path) -> PathBuf {
        beside(output, "part")
    }

    /// Begins a new file.
    pub(crate) fn begin(output: &Path, packing: Packing) -> io::Result<Part> {
        let path = Part::path_of(output);
        let file = File::options().write(true).create_new(true).open(&path)?;
        Ok(Part::of(path, file, packing, 0))
    }

    /// Goes on with a file behind so many bytes; what follows them is given up.
    pub(crate) fn go_on(output: &Path, packing: Packing, bytes: u64) -> io::Result<Part> {
        let path = Part::path_of(output);
        let mut file = File::options().write(true).open(&path)?;
        if file.metadata()?.len() < bytes {
            return Err(io::Error::new(
                ErrorKind::InvalidData,
                "is shorter than its journal says",
            ));
        }
        file.set_len(bytes)?;
        file.seek(SeekFrom::Start(bytes))?;
        Ok(Part::of(path, file, packing, bytes))
    }

    fn of(path: PathBuf, file: File, packing: Packing, bytes: u64) -> Part {
        Part {
            path,
            packed: Packed::at_end_of(file, packing),
            packing,
            stretch: 0,
            bytes,
        }
    }

    /// Adds a record; tells whether it is the last one of a stretch, so that the file
    /// could be gone on with behind it.
    pub(crate) fn push(&mut self, record: &[u8]) -> io::Result<bool> {
        self.packed.write(record)?;
        self.stretch += record.len();
        if self.packing == Packing::None || self.stretch < STRETCH {
            return Ok(false);
        }
        self.cut()?;
        Ok(true)
    }

    /// Whether the file may be cut behind any record.
    pub(crate) fn cuts_anywhere(&self) -> bool {
        self.packing == Packing::None
    }

    /// Ends the stretch here.
    pub(crate) fn cut(&mut self) -> io::Result<()> {
        self.bytes = self.packed.cut()?.stream_position()?;
        self.stretch = 0;
        Ok(())
    }

    /// How long the file is up to the last cut.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Makes sure that the file is on the disk up to the last cut.
    pub(crate) fn sync(&self) -> io::Result<()> {
        self.packed.file()?.sync_data()
    }

    /// Gives the file its name.
    pub(crate) fn finish(mut self, output: &Path, existing: Existing) -> io::Result<()> {
        if self.bytes == 0 && self.stretch == 0 {
            // Not even nothing is nothing when it is compressed.
            self.packed.begin()?;
        }
        self.packed.cut()?.sync_all()?;
        persist(&self.path, output, existing)
    }
}

/// Gives a file that is whole and on the disk its name, and sees to it that this is on
/// the disk too.
pub(super) fn persist(path: &Path, output: &Path, existing: Existing) -> io::Result<()> {
    match existing {
        Existing::Overwritten => fs::rename(path, output)?,
        // A run that was killed at its very end has given it its name already.
        Existing::Resumed if is_there(output) => {
            if !are_same(path, output)? {
                return Err(another());
            }
            fs::remove_file(path)?;
        }
        Existing::Refused | Existing::Resumed => {
            tempfile::TempPath::try_from_path(path)?
                .persist_noclobber(output)
                .map_err(|error| {
                    // What was made is kept, whatever stands in the way.
                    let _ = error.path.keep();
                    match error.error.kind() {
                        ErrorKind::AlreadyExists => taken(),
                        _ => error.error,
                    }
                })?;
        }
    }
    sync_folder(output.parent().unwrap_or(Path::new("")))
}
