//! One Parquet file that is made of many documents: in parts of one row group each,
//! in a folder beside it, which are joined at the end.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::super::containers::parquet::Table;
use super::super::containers::{Added, Carried, Row};
use super::Existing;
use super::files::sync_folder;
use super::part::{Part, persist};

/// How many rows make a part, and how many bytes of what cleaning adds. They depend on
/// nothing but the rows, so that a run that was broken off and resumed writes the same
/// bytes.
const ROWS: usize = 8192;
const BYTES: usize = 16 << 20;

/// A table that is not whole yet.
pub(crate) struct TableFile {
    folder: PathBuf,
    added: Added,
    /// Known from the first row that tells.
    table: Option<Table>,
    rows: Vec<Row>,
    bytes: usize,
    parts: u64,
}

impl TableFile {
    /// Begins a table, or goes on with one behind so many parts.
    pub(crate) fn begin(output: &Path, added: Added, parts: u64) -> io::Result<TableFile> {
        let mut file = TableFile {
            folder: Part::path_of(output),
            added,
            table: None,
            rows: Vec::new(),
            bytes: 0,
            parts,
        };
        if parts == 0 {
            fs::create_dir(&file.folder)?;
            return Ok(file);
        }
        file.table = Some(Table::of_part(&file.part(1))?);
        let known: Vec<PathBuf> = (1..=parts).map(|number| file.part(number)).collect();
        for entry in fs::read_dir(&file.folder)? {
            let path = entry?.path();
            if !known.contains(&path) {
                fs::remove_file(path)?;
            }
        }
        Ok(file)
    }

    fn part(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{number:08}.parquet"))
    }

    /// Whether a document fits in, of which this is carried along; the error says why
    /// not.
    pub(crate) fn accepts(&mut self, carried: &Carried, is_cleaned: bool) -> Result<(), String> {
        if self.table.is_none() && (is_cleaned || !matches!(carried, Carried::Nothing)) {
            self.table = Some(Table::of(carried, self.added));
        }
        match &self.table {
            Some(table) => table.accepts(carried),
            None => Ok(()),
        }
    }

    /// Adds a row that fits in; tells whether it is the last one of a part.
    pub(crate) fn push(&mut self, row: Row) -> io::Result<bool> {
        let blocks = row.cleaned.blocks.as_ref().map_or(0, String::len);
        self.bytes += row.cleaned.body.len() + blocks;
        self.rows.push(row);
        if self.rows.len() < ROWS && self.bytes < BYTES {
            return Ok(false);
        }
        self.cut()?;
        Ok(true)
    }

    /// Writes the rows in hand as a part.
    fn cut(&mut self) -> io::Result<()> {
        let added = self.added;
        let table = self
            .table
            .get_or_insert_with(|| Table::of(&Carried::Nothing, added));
        let new = self.folder.join("new");
        let file = File::create(&new)?;
        table.write_part(&self.rows, &file)?;
        file.sync_all()?;
        fs::rename(new, self.part(self.parts + 1))?;
        self.parts += 1;
        self.rows.clear();
        self.bytes = 0;
        Ok(())
    }

    /// How many parts are written.
    pub(crate) fn parts(&self) -> u64 {
        self.parts
    }

    /// Makes sure that the parts have their names on the disk.
    pub(crate) fn sync(&self) -> io::Result<()> {
        sync_folder(&self.folder)
    }

    /// Joins the parts into the file.
    pub(crate) fn finish(mut self, output: &Path, existing: Existing) -> io::Result<()> {
        if !self.rows.is_empty() || self.parts == 0 {
            self.cut()?;
        }
        let parts: Vec<PathBuf> = (1..=self.parts).map(|number| self.part(number)).collect();
        let joined = self.folder.join("joined");
        let file = File::create(&joined)?;
        if let Some(table) = &self.table {
            table.join(&parts, &file)?;
        }
        file.sync_all()?;
        persist(&joined, output, existing)?;
        fs::remove_dir_all(&self.folder)
    }
}
