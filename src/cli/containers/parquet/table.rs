//! Tables of what came of documents, written in parts and joined.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::parquet::arrow::ArrowWriter;
use ::parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::column::writer::ColumnCloseResult;
use ::parquet::file::metadata::{KeyValue, ParquetMetaData};
use ::parquet::file::properties::{WriterProperties, WriterPropertiesBuilder};
use ::parquet::file::writer::SerializedFileWriter;
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray, new_null_array};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use arrow_select::interleave::interleave;

use super::super::{Added, Carried, Cleaned, Row};

/// The columns of a table.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    schema: SchemaRef,
    /// How many columns come first that are carried along; where none are, it is told
    /// of each document where it comes from.
    pub(super) carried: Option<usize>,
    pub(super) added: Added,
}

/// The columns of what cleaning adds, those that are always there first.
const CLEANED: [&str; 4] = ["headline", "body", "lang", "error"];
const BLOCKS: &str = "blocks";
const COPY_OF: &str = "copy_of";

/// The columns that say where a document comes from.
const ORIGIN: [&str; 3] = ["path", "place", "fields"];

/// What tells a file of ours whose rows carry nothing along.
const MARK: &str = "dechrome.origin";

/// The same for all, so that the same rows are the same bytes.
const CREATED_BY: &str = concat!("dechrome version ", env!("CARGO_PKG_VERSION"));

impl Table {
    /// The table into which this row goes as the first one.
    pub(crate) fn of(carried: &Carried, added: Added) -> Table {
        let ours = names(added);
        let (mut fields, metadata, carried) = match carried {
            Carried::Row { batch, .. } => {
                let schema = batch.schema();
                let others = schema.fields().iter();
                let others = others.filter(|field| !ours.contains(&field.name().as_str()));
                // A row that could not be read has nothing in any of them.
                let fields: Vec<Field> = others
                    .map(|field| field.as_ref().clone().with_nullable(true))
                    .collect();
                let count = fields.len();
                (fields, schema.metadata().clone(), Some(count))
            }
            Carried::Nothing | Carried::Fields(_) => {
                let fields = ORIGIN.map(|name| Field::new(name, DataType::Utf8, true));
                (fields.to_vec(), [(MARK, "true")].into(), None)
            }
        };
        fields.extend(
            ours.iter()
                .map(|name| Field::new(*name, DataType::Utf8, true)),
        );
        Table {
            schema: Arc::new(Schema::new_with_metadata(fields, metadata)),
            carried,
            added,
        }
    }

    /// The table of which a part was written.
    pub(crate) fn of_part(part: &Path) -> io::Result<Table> {
        let schema = Arc::clone(load(part)?.1.schema());
        let has = |name: &str| {
            schema
                .fields()
                .iter()
                .rev()
                .take(2)
                .any(|field| field.name() == name)
        };
        let added = Added {
            blocks: has(BLOCKS),
            copy_of: has(COPY_OF),
        };
        let count = schema.fields().len().saturating_sub(names(added).len());
        let is_ours = schema.metadata().contains_key(MARK);
        Ok(Table {
            carried: (!is_ours).then_some(count),
            schema,
            added,
        })
    }

    /// Whether a row fits in; the error says why not.
    pub(crate) fn accepts(&self, carried: &Carried) -> Result<(), String> {
        match (carried, self.carried) {
            // What could not be read has no columns; what has none of its own fits in.
            (Carried::Nothing, _) | (Carried::Fields(_), None) => Ok(()),
            (Carried::Fields(_), Some(_)) => {
                Err("is no row of a Parquet file, as those before it are".into())
            }
            (Carried::Row { .. }, None) => {
                Err("is a row of a Parquet file, and those before it are not".into())
            }
            (Carried::Row { batch, .. }, Some(count)) => {
                let theirs = batch.schema();
                let ours = names(self.added);
                let theirs = theirs.fields().iter();
                let mut theirs = theirs.filter(|field| !ours.contains(&field.name().as_str()));
                for mine in &self.schema.fields()[..count] {
                    match theirs.next() {
                        Some(field)
                            if field.name() == mine.name()
                                && field.data_type() == mine.data_type() => {}
                        _ => {
                            return Err(format!(
                                "has other columns than the first file: no '{}' of {} where it should be",
                                mine.name(),
                                mine.data_type()
                            ));
                        }
                    }
                }
                match theirs.next() {
                    Some(field) => Err(format!(
                        "has a column '{}', and the first file has none",
                        field.name()
                    )),
                    None => Ok(()),
                }
            }
        }
    }

    /// Writes rows as a file of one row group.
    pub(crate) fn write_part(&self, rows: &[Row], out: impl Write + Send) -> io::Result<()> {
        let mut columns = match self.carried {
            Some(count) => self
                .carried_columns(rows, count)
                .map_err(io::Error::other)?,
            None => origin_columns(rows),
        };
        for name in names(self.added) {
            columns.push(strings(rows.iter().map(|row| added(&row.cleaned, name))));
        }
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns);
        let batch = batch.map_err(io::Error::other)?;
        let properties = self.properties().set_max_row_group_row_count(None);
        let mut writer =
            ArrowWriter::try_new(out, Arc::clone(&self.schema), Some(properties.build()))
                .map_err(io::Error::other)?;
        writer.write(&batch).map_err(io::Error::other)?;
        writer.close().map_err(io::Error::other)?;
        Ok(())
    }

    /// Makes one file of parts, one after the other: their column chunks are copied as
    /// they are. What they have in common is taken from the first one.
    pub(crate) fn join(&self, parts: &[PathBuf], out: impl Write + Send) -> io::Result<()> {
        let Some(first) = parts.first() else {
            return self.write_part(&[], out);
        };
        let (_, first) = load(first)?;
        let described = first.metadata().file_metadata();
        let properties = WriterProperties::builder()
            .set_created_by(CREATED_BY.to_owned())
            .set_key_value_metadata(described.key_value_metadata().cloned());
        let root = described.schema_descr().root_schema_ptr();
        let mut writer = SerializedFileWriter::new(out, root, Arc::new(properties.build()))
            .map_err(io::Error::other)?;
        for part in parts {
            let (file, part) = load(part)?;
            append(&mut writer, &file, part.metadata()).map_err(io::Error::other)?;
        }
        writer.close().map_err(io::Error::other)?;
        Ok(())
    }

    /// How files are written: what the first file says of itself is kept.
    fn properties(&self) -> WriterPropertiesBuilder {
        let said = self.schema.metadata().iter();
        let said = said.map(|(key, value)| KeyValue::new(key.clone(), value.clone()));
        WriterProperties::builder()
            .set_created_by(CREATED_BY.to_owned())
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_key_value_metadata(Some(said.collect()))
    }

    /// The columns that are carried along, put together from the batches of the rows.
    fn carried_columns(&self, rows: &[Row], count: usize) -> Result<Vec<ArrayRef>, ArrowError> {
        let mut batches: Vec<&Arc<RecordBatch>> = Vec::new();
        // Behind the batches stands one of nothing, for rows that carry nothing.
        let places: Vec<Option<(usize, usize)>> = rows
            .iter()
            .map(|row| match &row.carried {
                Carried::Row { batch, row } => {
                    let known = batches.iter().rposition(|known| Arc::ptr_eq(known, batch));
                    let at = known.unwrap_or_else(|| {
                        batches.push(batch);
                        batches.len() - 1
                    });
                    Some((at, *row))
                }
                Carried::Nothing | Carried::Fields(_) => None,
            })
            .collect();
        let places: Vec<(usize, usize)> = places
            .into_iter()
            .map(|place| place.unwrap_or((batches.len(), 0)))
            .collect();
        self.schema.fields()[..count]
            .iter()
            .map(|field| {
                let nothing = new_null_array(field.data_type(), 1);
                let arrays = batches
                    .iter()
                    .map(|batch| batch.column_by_name(field.name()));
                let mut arrays: Vec<&dyn Array> = arrays
                    .map(|array| array.map_or(&*nothing, |array| &**array))
                    .collect();
                arrays.push(&*nothing);
                interleave(&arrays, &places)
            })
            .collect()
    }
}

/// The names of what cleaning adds.
fn names(added: Added) -> Vec<&'static str> {
    let mut names = CLEANED.to_vec();
    names.extend(added.blocks.then_some(BLOCKS));
    names.extend(added.copy_of.then_some(COPY_OF));
    names
}

/// What cleaning adds under a name.
fn added<'c>(cleaned: &'c Cleaned, name: &str) -> Option<&'c str> {
    match name {
        "headline" => cleaned.headline.as_deref(),
        "body" => Some(&cleaned.body),
        "lang" => cleaned.lang.as_deref(),
        "error" => cleaned.error.as_deref(),
        BLOCKS => cleaned.blocks.as_deref(),
        _ => cleaned.copy_of.as_deref(),
    }
}

/// Where documents come from that carry no columns.
fn origin_columns(rows: &[Row]) -> Vec<ArrayRef> {
    let fields: Vec<Option<String>> = rows.iter().map(|row| object(&row.carried)).collect();
    vec![
        strings(rows.iter().map(|row| Some(row.path.as_str()))),
        strings(rows.iter().map(|row| Some(row.place.as_str()))),
        strings(fields.iter().map(Option::as_deref)),
    ]
}

/// The fields that are carried along, as one JSON object.
fn object(carried: &Carried) -> Option<String> {
    let Carried::Fields(fields) = carried else {
        return None;
    };
    let fields = fields.iter().map(|(name, value)| {
        let name = serde_json::Value::from(name.as_str());
        format!("{name}:{}", value.get())
    });
    Some(format!("{{{}}}", fields.collect::<Vec<_>>().join(",")))
}

fn strings<'s>(values: impl Iterator<Item = Option<&'s str>>) -> ArrayRef {
    Arc::new(values.collect::<StringArray>())
}

fn load(path: &Path) -> io::Result<(File, ArrowReaderMetadata)> {
    let file = File::open(path)?;
    let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new());
    Ok((file, metadata.map_err(io::Error::other)?))
}

/// Copies the row groups of a file.
fn append<W: Write + Send>(
    writer: &mut SerializedFileWriter<W>,
    file: &File,
    metadata: &ParquetMetaData,
) -> ::parquet::errors::Result<()> {
    for group in metadata.row_groups() {
        let mut copied = writer.next_row_group()?;
        for column in group.columns() {
            let written = ColumnCloseResult {
                bytes_written: column.compressed_size().unsigned_abs(),
                rows_written: group.num_rows().unsigned_abs(),
                metadata: column.clone(),
                bloom_filter: None,
                column_index: None,
                offset_index: None,
            };
            copied.append_column(file, written)?;
        }
        copied.close()?;
    }
    Ok(())
}
