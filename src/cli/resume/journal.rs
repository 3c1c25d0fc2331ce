//! The journal: a file beside an output that says how far a run is, so that another
//! one can go on there.
//!
//! It is replaced as a whole, by a temporary file and a rename, and only after what it
//! speaks of is on the disk; so at any moment there is one whole journal that is true.
//! It is there from the first second of a run that is longer, and is removed at the end.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::super::outputs::sync_folder;

/// How far a run is in its inputs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Position {
    /// The number of the input, from 1; none yet at 0.
    pub(crate) input: u64,
    /// What this input and those before it are called, how large they are and when
    /// they were changed, as one number.
    pub(crate) chain: u64,
    /// How many documents of it are done.
    pub(crate) documents: u64,
    /// Whether these are all that it has.
    pub(crate) complete: bool,
}

/// A point behind which a run can be gone on with.
#[derive(Debug)]
pub(crate) struct Point {
    pub(crate) position: Position,
    /// How far the output is, in the output's own terms.
    pub(crate) output: Value,
    /// What was counted.
    pub(crate) counted: Value,
}

/// A journal, by its path.
#[derive(Clone, Debug)]
pub(crate) struct Journal {
    path: PathBuf,
}

impl Journal {
    pub(crate) fn at(path: PathBuf) -> Journal {
        Journal { path }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// What it says: the options of its run, all that decides what is written, and how
    /// far that is; `None` when there is none.
    pub(crate) fn read(&self) -> io::Result<Option<(Value, Point)>> {
        let text = match fs::read(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let unreadable = || io::Error::new(ErrorKind::InvalidData, "is no journal of dechrome");
        let value: Value = serde_json::from_slice(&text).map_err(|_| unreadable())?;
        let at = &value["position"];
        let number = |name: &str| at[name].as_u64().ok_or_else(unreadable);
        let point = Point {
            position: Position {
                input: number("input")?,
                chain: number("chain")?,
                documents: number("documents")?,
                complete: at["complete"].as_bool().ok_or_else(unreadable)?,
            },
            output: value["output"].clone(),
            counted: value["counted"].clone(),
        };
        Ok(Some((value["options"].clone(), point)))
    }

    /// Says something else from now on.
    pub(crate) fn write(&self, options: &Value, point: &Point) -> io::Result<()> {
        let Position {
            input,
            chain,
            documents,
            complete,
        } = point.position;
        let value = json!({
            "options": options,
            "position": {
                "input": input, "chain": chain, "documents": documents, "complete": complete,
            },
            "output": point.output,
            "counted": point.counted,
        });
        let next = self.next();
        let mut file = File::create(&next)?;
        file.write_all(format!("{value:#}\n").as_bytes())?;
        file.sync_all()?;
        fs::rename(&next, &self.path)?;
        sync_folder(self.path.parent().unwrap_or(Path::new("")))
    }

    /// What it is called before it is whole.
    fn next(&self) -> PathBuf {
        let mut name = self.path.as_os_str().to_owned();
        name.push(".new");
        name.into()
    }

    /// Removes it, if it is there.
    pub(crate) fn remove(&self) -> io::Result<()> {
        remove(&self.next())?;
        remove(&self.path)
    }
}

/// Removes a file, or a folder with all that is in it, if it is there.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    let removed = match fs::symlink_metadata(path) {
        Ok(about) if about.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
