//! Where documents come from: paths that are named or listed, folders that are
//! walked, standard input. Inputs come one by one, in the same order each time.

mod identity;
mod list;
mod walk;

use std::fmt::{self, Display};
use std::fs::{self, File};
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::slice;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::feed::Feed;
use super::messages::{Messages, Shown, reason};
use super::terminal::END_OF_INPUT;
pub(crate) use identity::Identity;
pub(crate) use list::Listed;
pub(crate) use walk::{OURS, Walk};

/// One input of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    Stdin,
    File(PathBuf),
}

/// What could not be reached, and why.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unreached {
    pub(crate) path: PathBuf,
    pub(crate) message: String,
}

impl Input {
    /// The file's name; stdin has none.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Input::Stdin => None,
            Input::File(path) => Some(path),
        }
    }

    /// What is known of the file without opening it.
    pub(crate) fn metadata(&self) -> Option<fs::Metadata> {
        self.path().and_then(|path| fs::metadata(path).ok())
    }

    /// Opens the input; the error says what is wrong with it. How much of files is
    /// read is added up.
    pub(crate) fn open(&self, messages: &Messages, read: &Arc<AtomicU64>) -> Result<Feed, String> {
        match self {
            Input::Stdin => {
                if io::stdin().is_terminal() && io::stderr().is_terminal() {
                    let hint = format_args!("reading from the terminal; end with {END_OF_INPUT}");
                    messages.note(self, hint);
                }
                Ok(Feed::new(io::stdin(), 0).waiting(true))
            }
            Input::File(path) => {
                let file = File::open(path).map_err(|error| reason(&error))?;
                let about = file.metadata().map_err(|error| reason(&error))?;
                let expected = usize::try_from(about.len()).unwrap_or(0);
                let file = Counted {
                    file,
                    read: Arc::clone(read),
                };
                Ok(Feed::new(file, expected).waiting(!about.is_file()))
            }
        }
    }
}

/// A file that counts what is read of it.
struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// As messages name it.
impl Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Input::Stdin => f.write_str("<stdin>"),
            Input::File(path) => Shown(path).fmt(f),
        }
    }
}

/// All that a run is to clean; can be gone through any number of times.
#[derive(Debug)]
pub(crate) struct Sources {
    /// What the command line names: `-` is standard input.
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) listed: Option<Listed>,
    pub(crate) walk: Walk,
}

impl Sources {
    /// Every input, in order. Nothing is held but what stands open on the way.
    pub(crate) fn inputs(&self) -> Inputs<'_> {
        Inputs {
            named: self.paths.iter(),
            listed: self.listed.as_ref(),
            lines: None,
            walk: &self.walk,
            files: None,
        }
    }

    /// Whether there is more than one input, as far as one can tell beforehand.
    pub(crate) fn are_several(&self) -> bool {
        self.paths.len() > 1 || self.are_a_batch()
    }

    /// How many bytes all inputs have, if that can be told.
    pub(crate) fn bytes(&self) -> Option<u64> {
        let sizes = self.inputs().flatten().map(|input| match input {
            Input::Stdin => None,
            Input::File(_) => Some(input.metadata().map_or(0, |about| about.len())),
        });
        sizes.sum()
    }

    /// Whether inputs are found rather than named.
    pub(crate) fn are_a_batch(&self) -> bool {
        self.listed.is_some() || self.paths.iter().any(|path| path.is_dir())
    }
}

/// Goes through the inputs.
pub(crate) struct Inputs<'s> {
    named: slice::Iter<'s, PathBuf>,
    listed: Option<&'s Listed>,
    lines: Option<list::Paths>,
    walk: &'s Walk,
    files: Option<walk::Files>,
}

impl Iterator for Inputs<'_> {
    type Item = Result<Input, Unreached>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(files) = &mut self.files {
                match files.next() {
                    Some(file) => return Some(file.map(Input::File)),
                    None => self.files = None,
                }
            }
            let path = match self.named.next() {
                Some(path) if path.as_os_str() == "-" => return Some(Ok(Input::Stdin)),
                Some(path) => path.clone(),
                None => match self.next_listed()? {
                    Ok(path) => path,
                    Err(error) => return Some(Err(error)),
                },
            };
            if path.is_dir() {
                self.files = Some(self.walk.files(&path));
            } else {
                return Some(Ok(Input::File(path)));
            }
        }
    }
}

impl Inputs<'_> {
    fn next_listed(&mut self) -> Option<Result<PathBuf, Unreached>> {
        if self.lines.is_none() {
            match self.listed.take()?.paths() {
                Ok(paths) => self.lines = Some(paths),
                Err(error) => return Some(Err(error)),
            }
        }
        self.lines.as_mut()?.next()
    }
}
