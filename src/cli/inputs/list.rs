//! `--files-from` and `--files0-from`: a file that lists inputs.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Seek, SeekFrom};
use std::path::PathBuf;

use super::super::args::List;
use super::super::messages::reason;
use super::Unreached;

/// A list that can be read any number of times.
#[derive(Debug)]
pub(crate) struct Listed {
    list: List,
    /// What standard input listed, kept aside.
    stdin: Option<File>,
}

impl Listed {
    /// Takes a list; standard input is read to its end, since it comes only once.
    pub(crate) fn take(list: &List) -> io::Result<Listed> {
        let stdin = if list.path.as_os_str() == "-" {
            let mut kept = tempfile::tempfile()?;
            io::copy(&mut io::stdin().lock(), &mut kept)?;
            Some(kept)
        } else {
            File::open(&list.path)?;
            None
        };
        Ok(Listed {
            list: list.clone(),
            stdin,
        })
    }

    /// The paths that it lists.
    pub(super) fn paths(&self) -> Result<Paths, Unreached> {
        let open = || match &self.stdin {
            Some(kept) => {
                let mut kept = kept.try_clone()?;
                kept.seek(SeekFrom::Start(0))?;
                Ok(kept)
            }
            None => File::open(&self.list.path),
        };
        Ok(Paths {
            reader: BufReader::new(open().map_err(|error| self.unreached(&error))?),
            end: self.list.end,
            list: self.list.path.clone(),
        })
    }

    fn unreached(&self, error: &io::Error) -> Unreached {
        Unreached {
            path: self.list.path.clone(),
            message: reason(error),
        }
    }
}

/// Goes through the paths of a list.
pub(super) struct Paths {
    reader: BufReader<File>,
    end: u8,
    list: PathBuf,
}

impl Iterator for Paths {
    type Item = Result<PathBuf, Unreached>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mut line = Vec::new();
            let read = self.reader.read_until(self.end, &mut line);
            let unreached = |message| {
                let path = self.list.clone();
                Some(Err(Unreached { path, message }))
            };
            match read {
                Ok(0) => return None,
                Ok(_) => {}
                Err(error) => return unreached(reason(&error)),
            }
            if line.last() == Some(&self.end) {
                line.pop();
            }
            if self.end == b'\n' && line.last() == Some(&b'\r') {
                line.pop();
            }
            if line.is_empty() {
                continue;
            }
            return match path(line) {
                Some(path) => Some(Ok(path)),
                None => unreached("lists a name that is not UTF-8".to_owned()),
            };
        }
    }
}

#[cfg(unix)]
fn path(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;

    Some(OsString::from_vec(bytes).into())
}

#[cfg(not(unix))]
fn path(bytes: Vec<u8>) -> Option<PathBuf> {
    String::from_utf8(bytes).ok().map(PathBuf::from)
}
