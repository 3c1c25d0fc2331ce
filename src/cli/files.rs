//! Files that appear whole or not at all: written under another name in the same
//! folder, then renamed; gone when the run is interrupted.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::{Builder, NamedTempFile};

use super::exit::Exit;

/// How much is held back before it is written.
const BUFFER: usize = 64 * 1024;

/// The unfinished files of this process.
#[derive(Clone, Debug, Default)]
pub(crate) struct Temporaries(Arc<Mutex<BTreeSet<PathBuf>>>);

impl Temporaries {
    /// A list whose files are removed at Ctrl-C and the other signals that ask to
    /// end, which then end the process at once.
    ///
    /// Where such a signal is ignored already (`nohup`, a job in the background), it
    /// stays so.
    pub(crate) fn removed_at_interrupt() -> Temporaries {
        let temporaries = Temporaries::default();
        let unfinished = temporaries.clone();
        let handled = ctrlc::try_set_handler(move || {
            // Held to the end, so that no file is begun or finished meanwhile.
            let unfinished = unfinished.lock();
            for path in unfinished.iter() {
                let _ = fs::remove_file(path);
            }
            process::exit(Exit::Interrupted.code().into());
        });
        // Without a handler the signals do what they did before.
        drop(handled);
        temporaries
    }

    fn lock(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file that has no name yet.
pub(crate) struct Unfinished<'t> {
    file: BufWriter<NamedTempFile>,
    listed: Listed<'t>,
}

/// An entry in the list of unfinished files, struck out at the end.
struct Listed<'t> {
    path: PathBuf,
    temporaries: &'t Temporaries,
}

impl<'t> Unfinished<'t> {
    /// Begins a file in a folder, which must be there.
    pub(crate) fn begin(folder: &Path, temporaries: &'t Temporaries) -> io::Result<Unfinished<'t>> {
        let mut list = temporaries.lock();
        let mut builder = Builder::new();
        builder.prefix(".dechrome-").suffix(".tmp");
        // As any new file: what the umask leaves of this.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder)?;
        let path = file.path().to_owned();
        list.insert(path.clone());
        Ok(Unfinished {
            file: BufWriter::with_capacity(BUFFER, file),
            listed: Listed { path, temporaries },
        })
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

impl Write for Unfinished<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Listed<'_> {
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
