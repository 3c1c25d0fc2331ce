//! Files that appear whole or not at all: written under another name in the same
//! folder, then renamed; gone when the run is interrupted.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::{Builder, NamedTempFile};

use super::super::inputs::OURS;

/// What the names of unfinished files end in.
pub(crate) const UNFINISHED: &str = ".tmp";

/// How much is held back before it is written.
const BUFFER: usize = 64 * 1024;

/// The unfinished files of this process.
#[derive(Clone, Debug, Default)]
pub(crate) struct Temporaries(Arc<Mutex<BTreeSet<PathBuf>>>);

impl Temporaries {
    /// Removes the files that are unfinished. None is begun or finished any more:
    /// this is for processes that are about to end.
    pub(crate) fn remove_for_good(&self) {
        let unfinished = self.lock();
        for path in unfinished.iter() {
            let _ = fs::remove_file(path);
        }
        mem::forget(unfinished);
    }

    fn lock(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file that has no name yet.
pub(crate) struct Unfinished {
    file: BufWriter<NamedTempFile>,
    listed: Listed,
}

/// An entry in the list of unfinished files, struck out at the end.
struct Listed {
    path: PathBuf,
    temporaries: Temporaries,
}

impl Unfinished {
    /// Begins a file in a folder, which must be there.
    pub(crate) fn begin(folder: &Path, temporaries: &Temporaries) -> io::Result<Unfinished> {
        let mut list = temporaries.lock();
        let mut builder = Builder::new();
        builder.prefix(OURS).suffix(UNFINISHED);
        // As any new file: what the umask leaves of this.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder)?;
        let path = file.path().to_owned();
        list.insert(path.clone());
        Ok(Unfinished {
            file: BufWriter::with_capacity(BUFFER, file),
            listed: Listed {
                path,
                temporaries: temporaries.clone(),
            },
        })
    }

    /// What it is called until then.
    pub(crate) fn path(&self) -> &Path {
        &self.listed.path
    }

    /// Gives the file its name, which no file may have yet.
    pub(crate) fn finish_new(self, path: &Path) -> io::Result<()> {
        let Unfinished { file, listed } = self;
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        let _quiet = listed.temporaries.lock();
        file.persist_noclobber(path)
            .map(drop)
            .map_err(|error| error.error)
    }

    /// Gives the file its name, whatever has had it before.
    pub(crate) fn finish_over_any(self, path: &Path) -> io::Result<()> {
        let Unfinished { file, listed } = self;
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        let _quiet = listed.temporaries.lock();
        file.persist(path).map(drop).map_err(|error| error.error)
    }

    /// The same, when it is on the disk; and so is its name.
    pub(crate) fn finish_synced(self, path: &Path) -> io::Result<()> {
        let Unfinished { file, listed } = self;
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        let quiet = listed.temporaries.lock();
        file.persist(path).map_err(|error| error.error)?;
        drop(quiet);
        sync_folder(path.parent().unwrap_or(Path::new("")))
    }

    /// Puts the file in the place of another one, whose permissions it takes, and
    /// whose owner as far as the system allows.
    ///
    /// It is on the disk before the other one goes.
    pub(crate) fn finish_over(self, path: &Path, replaced: &Metadata) -> io::Result<()> {
        let Unfinished { file, listed } = self;
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};
            // Only root may give files away; for others the rewritten file is theirs.
            let _ = fchown(file.as_file(), Some(replaced.uid()), Some(replaced.gid()));
        }
        file.as_file().set_permissions(replaced.permissions())?;
        file.as_file().sync_all()?;
        let _quiet = listed.temporaries.lock();
        file.persist(path).map(drop).map_err(|error| error.error)
    }
}

impl Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Makes sure that the names in a folder are on the disk.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let here = folder.as_os_str().is_empty();
        let folder = if here { Path::new(".") } else { folder };
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

impl Drop for Listed {
    fn drop(&mut self) {
        self.temporaries.lock().remove(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn a_file_has_its_name_only_when_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let temporaries = Temporaries::default();
        let mut file = Unfinished::begin(folder.path(), &temporaries).unwrap();
        file.write_all(b"prose").unwrap();
        assert!(!folder.path().join("a.txt").exists());
        assert_eq!(temporaries.lock().len(), 1);
        file.finish_new(&folder.path().join("a.txt")).unwrap();
        assert_eq!(names(folder.path()), ["a.txt"]);
        assert!(temporaries.lock().is_empty());
    }

    #[test]
    fn a_file_given_up_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let temporaries = Temporaries::default();
        drop(Unfinished::begin(folder.path(), &temporaries).unwrap());
        assert!(names(folder.path()).is_empty());
        assert!(temporaries.lock().is_empty());
    }

    #[test]
    fn a_name_that_is_taken_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "mine").unwrap();
        let temporaries = Temporaries::default();
        let file = Unfinished::begin(folder.path(), &temporaries).unwrap();
        let error = file.finish_new(&path).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"mine");
        assert_eq!(names(folder.path()), ["a.txt"]);
    }
}
