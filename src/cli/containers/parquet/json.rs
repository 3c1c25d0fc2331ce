//! The cells of a row as the fields of a JSON object.

use std::io::{self, Write};

use arrow_array::RecordBatch;
use arrow_json::writer::{EncoderOptions, make_encoder};

/// Writes the cells of a row as fields, but for those of these names, each with a
/// comma after it.
pub(crate) fn write_fields(
    batch: &RecordBatch,
    row: usize,
    without: &[&str],
    out: &mut impl Write,
) -> io::Result<()> {
    let schema = batch.schema();
    let options = EncoderOptions::default().with_explicit_nulls(true);
    let mut value = Vec::new();
    let columns = schema.fields().iter().zip(batch.columns());
    for (field, column) in columns.filter(|(field, _)| !without.contains(&field.name().as_str())) {
        value.clear();
        let mut encoder = make_encoder(field, column, &options).map_err(io::Error::other)?;
        if row >= column.len() || encoder.is_null(row) {
            value.extend(b"null");
        } else {
            encoder.encode(row, &mut value);
        }
        serde_json::to_writer(&mut *out, field.name())?;
        out.write_all(b":")?;
        out.write_all(&value)?;
        out.write_all(b",")?;
    }
    Ok(())
}
