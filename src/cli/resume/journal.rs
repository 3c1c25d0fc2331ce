//! The journal: a file beside an output that says how far a run is, so that another
//! one can go on there.
//!
//! It is replaced as a whole, by a temporary file and a rename, and only after what it
//! speaks of is on the disk; so at any moment there is one whole journal that is true.
//! It is there from the first second of a run that is longer, and is removed at the end.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::super::outputs::{Temporaries, Unfinished};

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

/// What a journal says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// All that decides what is written, by name.
    pub(crate) options: Value,
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

    /// What it says; `None` when there is none.
    pub(crate) fn read(&self) -> io::Result<Option<Entry>> {
        let text = match fs::read(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let unreadable = || io::Error::new(ErrorKind::InvalidData, "is no journal of dechrome");
        let value: Value = serde_json::from_slice(&text).map_err(|_| unreadable())?;
        let at = &value["position"];
        let number = |name: &str| at[name].as_u64().ok_or_else(unreadable);
        Ok(Some(Entry {
            options: value["options"].clone(),
            position: Position {
                input: number("input")?,
                chain: number("chain")?,
                documents: number("documents")?,
                complete: at["complete"].as_bool().ok_or_else(unreadable)?,
            },
            output: value["output"].clone(),
            counted: value["counted"].clone(),
        }))
    }

    /// Says something else from now on.
    pub(crate) fn write(&self, entry: &Entry, temporaries: &Temporaries) -> io::Result<()> {
        let Position {
            input,
            chain,
            documents,
            complete,
        } = entry.position;
        let value = json!({
            "options": entry.options,
            "position": {
                "input": input, "chain": chain, "documents": documents, "complete": complete,
            },
            "output": entry.output,
            "counted": entry.counted,
        });
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let mut file = Unfinished::begin(folder, temporaries)?;
        writeln!(file, "{value:#}")?;
        file.finish_synced(&self.path)
    }

    /// Removes it, if it is there.
    pub(crate) fn remove(&self) -> io::Result<()> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}
