//! Which file a file is, whatever it is called: so that an output is never read as
//! an input.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

/// A file, as the system tells it from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Identity(Inner);

#[cfg(unix)]
type Inner = (u64, u64);

#[cfg(not(unix))]
type Inner = std::path::PathBuf;

impl Identity {
    /// The identity of a file, if there is one by this path.
    pub(crate) fn of(path: &Path) -> Option<Identity> {
        Identity::known(&path.metadata().ok()?, path)
    }

    /// The identity of a file whose metadata are at hand.
    #[cfg(unix)]
    pub(crate) fn known(about: &Metadata, _: &Path) -> Option<Identity> {
        use std::os::unix::fs::MetadataExt;

        Some(Identity((about.dev(), about.ino())))
    }

    /// The identity of a file whose metadata are at hand.
    #[cfg(not(unix))]
    pub(crate) fn known(_: &Metadata, path: &Path) -> Option<Identity> {
        path.canonicalize().ok().map(Identity)
    }

    /// The regular file that standard output goes to, if it is one.
    #[cfg(unix)]
    pub(crate) fn of_stdout() -> Option<Identity> {
        use std::os::fd::AsFd;

        let stdout: io::Result<File> = io::stdout().as_fd().try_clone_to_owned().map(File::from);
        let about = stdout.ok()?.metadata().ok()?;
        let identity = Identity::known(&about, Path::new(""));
        identity.filter(|_| about.is_file())
    }

    /// The regular file that standard output goes to: not told on this system.
    #[cfg(not(unix))]
    pub(crate) fn of_stdout() -> Option<Identity> {
        None
    }
}
