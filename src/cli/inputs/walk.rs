//! Folders, walked: each file below them, in the order of the names.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, WalkBuilder};

use super::super::args::Walking;
use super::super::messages::reason;
use super::Unreached;

/// What the files of this command begin with that are not finished.
pub(crate) const OURS: &str = ".dechrome-";

/// How folders are walked.
#[derive(Debug)]
pub(crate) struct Walk {
    walking: Walking,
    globs: Override,
    /// The folder that is written into, which is never walked.
    written: Option<Arc<PathBuf>>,
}

impl Walk {
    /// Decides how; the error says which glob is none.
    pub(crate) fn new(walking: &Walking, written: Option<&Path>) -> Result<Walk, String> {
        let mut globs = OverrideBuilder::new(".");
        for glob in &walking.globs {
            globs
                .add(glob)
                .map_err(|error| format!("--glob {glob}: {error}"))?;
        }
        Ok(Walk {
            walking: walking.clone(),
            globs: globs.build().map_err(|error| format!("--glob: {error}"))?,
            written: written.and_then(|folder| fs::canonicalize(folder).ok().map(Arc::new)),
        })
    }

    /// The files below a folder.
    pub(super) fn files(&self, folder: &Path) -> Files {
        let Walking {
            hidden,
            no_ignore,
            follow,
            max_filesize,
            ..
        } = self.walking;
        let written = self.written.clone();
        let mut walk = WalkBuilder::new(folder);
        walk.hidden(!hidden)
            .ignore(!no_ignore)
            .git_ignore(!no_ignore)
            .git_global(!no_ignore)
            .git_exclude(!no_ignore)
            .parents(!no_ignore)
            .follow_links(follow)
            .max_filesize(max_filesize)
            .overrides(self.globs.clone())
            .sort_by_file_name(Ord::cmp)
            .filter_entry(move |entry| !is_ours(entry, written.as_deref()));
        Files(walk.build())
    }
}

/// Whether something is made by a run, this one or another.
fn is_ours(entry: &DirEntry, written: Option<&PathBuf>) -> bool {
    let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
    let ours = OURS.as_bytes();
    let named_so = entry.file_name().as_encoded_bytes().starts_with(ours);
    named_so && !is_folder
        || is_folder
            && written.is_some_and(|written| {
                fs::canonicalize(entry.path()).is_ok_and(|folder| folder == *written)
            })
}

/// Goes through the files below a folder.
pub(super) struct Files(ignore::Walk);

impl Iterator for Files {
    type Item = Result<PathBuf, Unreached>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.0.next()? {
                // Folders are walked; pipes, devices and links would be waited for,
                // never end, or be cleaned twice.
                Ok(entry) if !entry.file_type().is_some_and(|kind| kind.is_file()) => {}
                Ok(entry) => return Some(Ok(entry.into_path())),
                Err(error) => return Some(Err(unreached(&error))),
            }
        }
    }
}

/// An error of the walker without what it wraps around it.
fn unreached(error: &ignore::Error) -> Unreached {
    let (mut inner, mut path) = (error, PathBuf::new());
    loop {
        inner = match inner {
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => err,
            ignore::Error::WithPath { path: about, err } => {
                path.clone_from(about);
                err
            }
            ignore::Error::Loop { ancestor, child } => {
                return Unreached {
                    path: child.clone(),
                    message: format!("is a link in a circle, back to {}", ancestor.display()),
                };
            }
            ignore::Error::Io(error) => {
                return Unreached {
                    path,
                    message: reason(error),
                };
            }
            other => {
                return Unreached {
                    path,
                    message: other.to_string(),
                };
            }
        }
    }
}
