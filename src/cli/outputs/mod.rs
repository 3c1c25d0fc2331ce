//! Where documents go: standard output, a tree of files, one file, back in place.

pub(crate) mod collisions;
mod files;
mod folder;
mod names;
mod packed;
mod part;
mod record_file;
mod stream;
#[cfg(feature = "parquet")]
mod table_file;
mod view;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::inputs::Identity;
use super::messages::Shown;
pub(crate) use files::{Temporaries, UNFINISHED, Unfinished, sync_folder};
pub(crate) use folder::{NotWritten, Tree, taken};
pub(crate) use names::{Mirror, beside};
pub(crate) use packed::Packing;
pub(crate) use part::Part;
pub(crate) use record_file::RecordFile;
pub(crate) use stream::Stream;
#[cfg(feature = "parquet")]
pub(crate) use table_file::TableFile;
pub(crate) use view::{Fields, Origin, Piece, Rendering, View, keeps_something, render, with_copy};

/// Where what comes of the inputs goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Output {
    Stdout,
    /// To a tree of files like that of the inputs.
    Folder(Mirror),
    /// To one file of JSON Lines.
    Lines {
        path: PathBuf,
        packing: Packing,
    },
    /// To one Parquet file.
    #[cfg(feature = "parquet")]
    Table {
        path: PathBuf,
    },
    /// Back into the files that it came from.
    InPlace,
}

/// What is done about an output that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Existing {
    /// It is left alone, and said.
    Refused,
    /// It is replaced.
    Overwritten,
    /// It is what a former run made, or else refused.
    Resumed,
}

/// Whether there is anything by this path, be it a link to nothing.
pub(crate) fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

impl Output {
    /// As messages name it.
    pub(crate) fn shown(&self) -> String {
        match (self, self.file()) {
            (Output::Folder(mirror), _) => Shown(&mirror.folder).to_string(),
            (_, Some(path)) => Shown(path).to_string(),
            _ => "<stdout>".to_owned(),
        }
    }

    /// The one file that is written.
    pub(crate) fn file(&self) -> Option<&Path> {
        match self {
            Output::Lines { path, .. } => Some(path),
            #[cfg(feature = "parquet")]
            Output::Table { path } => Some(path),
            Output::Stdout | Output::Folder(_) | Output::InPlace => None,
        }
    }

    /// Makes sure that a tree of files is on the disk, where the system can say so at
    /// once for all of them.
    pub(crate) fn sync(&self) -> io::Result<()> {
        match self {
            #[cfg(target_os = "linux")]
            Output::Folder(mirror) if mirror.folder.is_dir() => {
                Ok(rustix::fs::syncfs(File::open(&mirror.folder)?)?)
            }
            _ => Ok(()),
        }
    }

    /// The files that are written while inputs are read, which are no inputs.
    pub(crate) fn identities(&self) -> Vec<Identity> {
        let stdout = || Identity::of_stdout().filter(|_| *self == Output::Stdout);
        let file = self.file().map_or_else(stdout, Identity::of);
        Vec::from_iter(file)
    }
}
