//! The cells of a column that holds text.

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef};
use arrow_schema::{ArrowError, DataType};

/// What is in a cell.
pub(super) enum Cell<'a> {
    Null,
    Text(&'a str),
    Bytes(&'a [u8]),
}

impl Cell<'_> {
    /// What is in this row of a column of texts; null where there is none.
    pub(super) fn of(column: &dyn Array, row: usize) -> Cell<'_> {
        if row >= column.len() || column.is_null(row) {
            return Cell::Null;
        }
        match column.data_type() {
            DataType::Utf8 => Cell::Text(column.as_string::<i32>().value(row)),
            DataType::LargeUtf8 => Cell::Text(column.as_string::<i64>().value(row)),
            DataType::Utf8View => Cell::Text(column.as_string_view().value(row)),
            DataType::Binary => Cell::Bytes(column.as_binary::<i32>().value(row)),
            DataType::LargeBinary => Cell::Bytes(column.as_binary::<i64>().value(row)),
            DataType::BinaryView => Cell::Bytes(column.as_binary_view().value(row)),
            _ => Cell::Null,
        }
    }
}

/// Whether a column of this type holds texts, or the bytes of texts.
pub(super) fn holds_text(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8
        | DataType::LargeUtf8
        | DataType::Utf8View
        | DataType::Binary
        | DataType::LargeBinary
        | DataType::BinaryView => true,
        DataType::Dictionary(_, values) => holds_text(values),
        _ => false,
    }
}

/// A column with its values in their places.
pub(super) fn without_dictionary(column: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    match column.as_any_dictionary_opt() {
        Some(dictionary) => arrow_select::take::take(dictionary.values(), dictionary.keys(), None),
        None => Ok(ArrayRef::clone(column)),
    }
}
