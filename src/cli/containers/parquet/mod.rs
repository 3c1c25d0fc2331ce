//! Parquet: a document a row in one of the columns, and tables of what came of them.
//!
//! The reader holds a batch of rows, whose size it chooses by how large rows are. A row
//! that goes on carries its batch without the document's column; the writer
//! ([`Table`]) puts the rows of batches together again.

mod cell;
mod json;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use json::write_fields;
pub(crate) use table::Table;

use std::fs::File;
use std::sync::Arc;

use ::parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder,
};
use ::parquet::errors::ParquetError;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, Schema, SchemaRef};
use dechrome::Source;

use super::super::record::choose;
use super::{Carried, Container, Content, Damage, Found, Holds, Place, Reading, too_large};
use cell::Cell;

/// How many bytes a batch should have, and how many rows it may.
const BATCH: i64 = 4 << 20;
const MOST_ROWS: i64 = 1024;

/// The rows of a table.
pub(crate) struct Rows {
    file: File,
    metadata: ArrowReaderMetadata,
    /// The columns that are carried along.
    others: SchemaRef,
    /// Which column holds the document, and what it says that it is.
    column: usize,
    source: Option<Source>,
    largest: u64,
    /// The number of the next row group.
    group: usize,
    /// How many rows there are up to the end of the group in hand.
    end: u64,
    /// How many rows were given, or lost.
    row: u64,
    reader: Option<ParquetRecordBatchReader>,
    batch: Option<Batch>,
}

/// Rows in hand.
struct Batch {
    texts: ArrayRef,
    others: Arc<RecordBatch>,
    next: usize,
}

impl Rows {
    /// Opens a table; the error says why it cannot be read.
    pub(crate) fn open(file: File, reading: &Reading) -> Result<Rows, String> {
        let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new())
            .map_err(|error| format!("is no Parquet file, or a damaged one: {}", said(&error)))?;
        let schema = metadata.schema();
        let named = |name: &str| {
            schema
                .fields()
                .iter()
                .position(|field| field.name() == name)
        };
        let (column, source) = choose(reading.field.as_deref(), "column", named)?;
        let field = schema.field(column);
        if !cell::holds_text(field.data_type()) {
            return Err(format!(
                "column '{}' holds {}, not text",
                field.name(),
                field.data_type()
            ));
        }
        let fields = schema.fields().iter().enumerate();
        let fields = fields.filter(|(at, _)| *at != column);
        let fields: Vec<_> = fields.map(|(_, field)| Arc::clone(field)).collect();
        let others = Schema::new_with_metadata(fields, schema.metadata().clone());
        Ok(Rows {
            file,
            others: Arc::new(others),
            metadata,
            column,
            source,
            largest: reading.largest,
            group: 0,
            end: 0,
            row: 0,
            reader: None,
            batch: None,
        })
    }

    /// Goes to the next row; whether there is one.
    fn advance(&mut self) -> Result<bool, ParquetError> {
        loop {
            if let Some(batch) = &self.batch
                && batch.next < batch.texts.len()
            {
                return Ok(true);
            }
            self.batch = None;
            match self.reader.as_mut().map(Iterator::next) {
                Some(Some(batch)) => self.batch = Some(self.split(&batch?)?),
                Some(None) => self.reader = None,
                None if self.group == self.metadata.metadata().num_row_groups() => {
                    return Ok(false);
                }
                None => self.open_group()?,
            }
        }
    }

    fn open_group(&mut self) -> Result<(), ParquetError> {
        let group = self.metadata.metadata().row_group(self.group);
        let rows = group.num_rows().max(0);
        self.end += rows.unsigned_abs();
        let row_size = group.total_byte_size().max(1) / rows.max(1);
        let batch = (BATCH / row_size.max(1)).clamp(1, MOST_ROWS);
        let file = self.file.try_clone()?;
        let builder =
            ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
        let builder = builder
            .with_row_groups(vec![self.group])
            .with_batch_size(usize::try_from(batch).unwrap_or(1));
        self.group += 1;
        self.reader = Some(builder.build()?);
        Ok(())
    }

    /// Parts the documents from what is carried along.
    fn split(&self, batch: &RecordBatch) -> Result<Batch, ArrowError> {
        let mut columns = batch.columns().to_vec();
        let texts = cell::without_dictionary(&columns.remove(self.column))?;
        let options = arrow_array::RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
        let others =
            RecordBatch::try_new_with_options(Arc::clone(&self.others), columns, &options)?;
        Ok(Batch {
            texts,
            others: Arc::new(others),
            next: 0,
        })
    }

    /// The document in a cell.
    fn content(&self, batch: &Batch) -> Content {
        let size = |size: usize| size as u64 <= self.largest;
        match Cell::of(&batch.texts, batch.next) {
            Cell::Text(text) if size(text.len()) => Content::Text {
                text: text.to_owned(),
                source: self.source,
            },
            Cell::Bytes(bytes) if size(bytes.len()) => Content::Bytes {
                bytes: bytes.to_vec(),
                source: self.source,
                charset: None,
            },
            Cell::Null => Content::Missing("is null".into()),
            _ => Content::Missing(too_large(self.largest)),
        }
    }
}

impl Container for Rows {
    fn next(&mut self) -> Option<Result<Found, Damage>> {
        match self.advance() {
            Ok(true) => {}
            Ok(false) => return None,
            Err(error) => {
                let lost = (self.row + 1, self.end.max(self.row + 1));
                (self.reader, self.batch, self.row) = (None, None, lost.1);
                return Some(Err(Damage {
                    place: Place::Line(lost.0),
                    message: format!("the rows up to {} cannot be read: {}", lost.1, said(&error)),
                }));
            }
        }
        let batch = self.batch.as_ref()?;
        let found = Found {
            place: Place::Line(self.row + 1),
            content: self.content(batch),
            carried: Carried::Row {
                batch: Arc::clone(&batch.others),
                row: batch.next,
            },
        };
        if let Some(batch) = &mut self.batch {
            batch.next += 1;
        }
        self.row += 1;
        Some(Ok(found))
    }

    fn holds(&self) -> Holds {
        Holds::Records
    }
}

/// An error in words, on one line.
fn said(error: &dyn std::error::Error) -> String {
    let words = error.to_string();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
