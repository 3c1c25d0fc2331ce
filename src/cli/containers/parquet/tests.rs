use std::io::{Seek, Write};
use std::path::PathBuf;

use ::parquet::arrow::ArrowWriter;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::WriterProperties;
use arrow_array::types::Int32Type;
use arrow_array::{Array, BinaryArray, DictionaryArray, Int64Array, LargeStringArray, StringArray};
use arrow_schema::{DataType, Field};

use super::super::{Added, Cleaned, Row};
use super::*;

fn reading(field: Option<&str>) -> Reading {
    Reading {
        field: field.map(str::to_owned),
        ..Reading::of_at_most(100)
    }
}

/// A file of these columns, in row groups of two rows, that says who owns it.
fn file(columns: Vec<(&str, ArrayRef)>) -> File {
    let fields: Vec<Field> = columns
        .iter()
        .map(|(name, column)| Field::new(*name, column.data_type().clone(), true))
        .collect();
    let schema = Arc::new(Schema::new(fields));
    let columns = columns.into_iter().map(|(_, column)| column).collect();
    let batch = RecordBatch::try_new(Arc::clone(&schema), columns).unwrap();
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(2))
        .set_key_value_metadata(Some(vec![KeyValue::new("owner".into(), "quay".to_owned())]))
        .build();
    let mut file = tempfile::tempfile().unwrap();
    let mut writer = ArrowWriter::try_new(&mut file, schema, Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    file.rewind().unwrap();
    file
}

fn texts() -> ArrayRef {
    Arc::new(StringArray::from(vec![
        Some("one"),
        None,
        Some("three"),
        Some("four"),
        Some("five"),
    ]))
}

fn ids() -> ArrayRef {
    Arc::new(Int64Array::from(vec![
        Some(1),
        Some(2),
        None,
        Some(4),
        Some(5),
    ]))
}

/// What is found: the place, the text or what is wrong, and the other cells.
fn read(mut rows: Rows) -> Vec<(String, Result<String, String>, String)> {
    std::iter::from_fn(|| rows.next())
        .map(|next| match next {
            Ok(Found {
                place,
                content,
                carried: Carried::Row { batch, row },
            }) => {
                let text = match content {
                    Content::Text { text, .. } => Ok(text),
                    Content::Bytes { bytes, .. } => Ok(String::from_utf8(bytes).unwrap()),
                    Content::Missing(why) => Err(why),
                    Content::Line(_) => panic!("no line"),
                };
                let mut fields = Vec::new();
                write_fields(&batch, row, &["lang"], &mut fields).unwrap();
                (place.to_string(), text, String::from_utf8(fields).unwrap())
            }
            Ok(_) => panic!("no row"),
            Err(damage) => (damage.place.to_string(), Err(damage.message), String::new()),
        })
        .collect()
}

#[test]
fn rows_are_found_with_their_other_cells() {
    let table = file(vec![("id", ids()), ("text", texts()), ("lang", texts())]);
    let found = read(Rows::open(table, &reading(None)).unwrap());
    let told: Vec<_> = found
        .iter()
        .map(|(place, text, fields)| (&**place, text.as_deref(), &**fields))
        .collect();
    let null = "is null".to_owned();
    let expected = [
        (":1", Ok("one"), "\"id\":1,"),
        (":2", Err(&null), "\"id\":2,"),
        (":3", Ok("three"), "\"id\":null,"),
        (":4", Ok("four"), "\"id\":4,"),
        (":5", Ok("five"), "\"id\":5,"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn any_kind_of_text_is_read() {
    let words = ["one", "two", "one"];
    let columns: [ArrayRef; 3] = [
        Arc::new(LargeStringArray::from(words.to_vec())),
        Arc::new(BinaryArray::from_iter_values(words)),
        Arc::new(words.into_iter().collect::<DictionaryArray<Int32Type>>()),
    ];
    for column in columns {
        let kind = column.data_type().clone();
        let table = file(vec![("page", column)]);
        let found = read(Rows::open(table, &reading(Some("page"))).unwrap());
        let texts: Vec<_> = found
            .into_iter()
            .map(|(_, text, _)| text.unwrap())
            .collect();
        assert_eq!(texts, words, "{kind}");
    }
}

#[test]
fn a_column_that_holds_no_text_is_refused() {
    let error = |field: Option<&str>| {
        Rows::open(file(vec![("id", ids())]), &reading(field))
            .err()
            .unwrap()
    };
    assert!(error(None).contains("--field"));
    assert_eq!(error(Some("page")), "has no column 'page'");
    assert_eq!(error(Some("id")), "column 'id' holds Int64, not text");
    let mut other = tempfile::tempfile().unwrap();
    other.write_all(b"PAR1 is a word").unwrap();
    assert!(
        Rows::open(other, &reading(None))
            .err()
            .unwrap()
            .contains("damaged")
    );
}

#[test]
fn a_cell_that_is_too_large_is_an_error_of_its_own() {
    let large = "x".repeat(101);
    let column = Arc::new(StringArray::from(vec![&*large, "small"]));
    let found = read(Rows::open(file(vec![("text", column)]), &reading(None)).unwrap());
    assert!(
        found[0]
            .1
            .as_ref()
            .unwrap_err()
            .contains("larger than 100 bytes")
    );
    assert_eq!(found[1].1, Ok("small".into()));
}

#[test]
fn a_damaged_row_group_is_one_error_and_the_others_are_read() {
    let column = Arc::new(StringArray::from(vec![
        "first", "x", "second", "y", "third",
    ]));
    let mut table = file(vec![("text", column)]);
    let metadata = ArrowReaderMetadata::load(&table, ArrowReaderOptions::new()).unwrap();
    let (start, length) = metadata.metadata().row_group(1).column(0).byte_range();
    table.seek(std::io::SeekFrom::Start(start)).unwrap();
    table
        .write_all(&vec![0xFF; usize::try_from(length).unwrap()])
        .unwrap();
    let found = read(Rows::open(table, &reading(None)).unwrap());
    let places: Vec<_> = found
        .iter()
        .map(|(place, text, _)| (&**place, text.is_ok()))
        .collect();
    assert_eq!(
        places,
        [(":1", true), (":2", true), (":3", false), (":5", true)]
    );
    let error = found[2].1.as_ref().unwrap_err();
    assert!(
        error.starts_with("the rows up to 4 cannot be read"),
        "{error}"
    );
}

fn cleaned(body: &str) -> Cleaned {
    Cleaned {
        headline: None,
        body: body.to_owned(),
        lang: Some("en".into()),
        error: None,
        blocks: None,
        copy_of: None,
    }
}

fn rows_of(table: File) -> Vec<Row> {
    let mut rows = Rows::open(table, &reading(None)).unwrap();
    std::iter::from_fn(|| rows.next())
        .map(|found| Row {
            path: "a.parquet".into(),
            place: ":1".into(),
            carried: found.unwrap().carried,
            cleaned: cleaned("clean"),
        })
        .collect()
}

/// The parts of a table, and the file that they make.
fn written(table: &Table, rows: Vec<Row>, size: usize) -> (tempfile::TempDir, Vec<PathBuf>, File) {
    let folder = tempfile::tempdir().unwrap();
    let mut parts = Vec::new();
    let mut rows = rows;
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(size));
        let path = folder.path().join(format!("{}", parts.len()));
        table
            .write_part(&rows, File::create(&path).unwrap())
            .unwrap();
        parts.push(path);
        rows = rest;
    }
    let path = folder.path().join("all");
    table.join(&parts, File::create(&path).unwrap()).unwrap();
    (folder, parts, File::open(path).unwrap())
}

fn all(file: File) -> (SchemaRef, Vec<RecordBatch>) {
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    let schema = Arc::clone(builder.schema());
    (
        schema,
        builder.build().unwrap().map(Result::unwrap).collect(),
    )
}

const PLAIN: Added = Added {
    blocks: false,
    copy_of: false,
};

#[test]
fn a_table_keeps_the_other_columns_and_what_the_file_says_of_itself() {
    let input = file(vec![("id", ids()), ("text", texts()), ("error", texts())]);
    let mut rows = rows_of(input);
    // One that could not be read.
    rows.insert(
        1,
        Row {
            path: String::new(),
            place: String::new(),
            carried: Carried::Nothing,
            cleaned: cleaned(""),
        },
    );
    let table = Table::of(&rows[0].carried, PLAIN);
    assert!(rows.iter().all(|row| table.accepts(&row.carried).is_ok()));
    let (_folder, parts, file) = written(&table, rows, 4);
    assert_eq!(parts.len(), 2);
    let (schema, batches) = all(file);
    let names: Vec<&str> = schema
        .fields()
        .iter()
        .map(|field| field.name().as_str())
        .collect();
    assert_eq!(names, ["id", "headline", "body", "lang", "error"]);
    assert_eq!(
        schema.metadata().get("owner").map(String::as_str),
        Some("quay")
    );
    let mut out = Vec::new();
    for batch in &batches {
        for row in 0..batch.num_rows() {
            write_fields(batch, row, &["headline", "lang", "error"], &mut out).unwrap();
        }
    }
    assert_eq!(
        String::from_utf8(out).unwrap(),
        "\"id\":1,\"body\":\"clean\",\"id\":null,\"body\":\"\",\"id\":2,\"body\":\"clean\",\
         \"id\":null,\"body\":\"clean\",\"id\":4,\"body\":\"clean\",\"id\":5,\"body\":\"clean\","
    );
}

#[test]
fn a_part_knows_its_table() {
    let input = || file(vec![("id", ids()), ("text", texts())]);
    for added in [
        PLAIN,
        Added {
            blocks: true,
            copy_of: false,
        },
        Added {
            blocks: false,
            copy_of: true,
        },
        Added {
            blocks: true,
            copy_of: true,
        },
    ] {
        for carries in [true, false] {
            let mut rows = rows_of(input());
            if !carries {
                rows.iter_mut()
                    .for_each(|row| row.carried = Carried::Nothing);
            }
            let table = Table::of(&rows[0].carried, added);
            let (folder, parts, _) = written(&table, rows, 2);
            let read = Table::of_part(&parts[0]).unwrap();
            assert_eq!(
                (read.carried, read.added),
                (table.carried, table.added),
                "{added:?}"
            );
            // What goes on behind a part that was read back is the same, byte for byte.
            let again = folder.path().join("again");
            let rest: Vec<Row> = rows_of(input());
            let rest: Vec<Row> = rest
                .into_iter()
                .take(2)
                .map(|row| Row {
                    carried: if carries {
                        row.carried
                    } else {
                        Carried::Nothing
                    },
                    ..row
                })
                .collect();
            read.write_part(&rest, File::create(&again).unwrap())
                .unwrap();
            let bytes = |path: &PathBuf| std::fs::read(path).unwrap();
            assert_eq!(bytes(&again), bytes(&parts[0]), "{added:?}");
        }
    }
}

#[test]
fn documents_without_columns_say_where_they_come_from() {
    let fields = vec![(
        "url".to_owned(),
        serde_json::value::to_raw_value("u").unwrap(),
    )];
    let row = Row {
        path: "a.warc".into(),
        place: "@7".into(),
        carried: Carried::Fields(fields),
        cleaned: cleaned("clean"),
    };
    let table = Table::of(&row.carried, PLAIN);
    let (_folder, _, file) = written(&table, vec![row], 4);
    let (_, batches) = all(file);
    let mut out = Vec::new();
    write_fields(&batches[0], 0, &["error"], &mut out).unwrap();
    assert_eq!(
        String::from_utf8(out).unwrap(),
        "\"path\":\"a.warc\",\"place\":\"@7\",\"fields\":\"{\\\"url\\\":\\\"u\\\"}\",\
         \"headline\":null,\"body\":\"clean\",\"lang\":\"en\","
    );
}

#[test]
fn a_row_of_another_table_does_not_fit_in() {
    let first = rows_of(file(vec![("id", ids()), ("text", texts())]));
    let table = Table::of(&first[0].carried, PLAIN);
    let refused = |columns| {
        table
            .accepts(&rows_of(file(columns))[0].carried)
            .unwrap_err()
    };
    assert!(refused(vec![("text", texts())]).contains("no 'id'"));
    assert!(refused(vec![("id", texts()), ("text", texts())]).contains("no 'id' of Int64"));
    let more = refused(vec![("id", ids()), ("more", ids()), ("text", texts())]);
    assert!(more.contains("'more'"), "{more}");
    let fields = Carried::Fields(Vec::new());
    assert!(table.accepts(&fields).is_err());
    assert!(
        Table::of(&fields, PLAIN)
            .accepts(&first[0].carried)
            .is_err()
    );
}

#[test]
fn a_table_of_nothing_is_a_file() {
    let table = Table::of(&Carried::Nothing, PLAIN);
    let (_folder, _, file) = written(&table, Vec::new(), 4);
    let (schema, batches) = all(file);
    assert_eq!(schema.fields().len(), 7);
    assert!(batches.iter().all(|batch| batch.num_rows() == 0));
}

#[test]
fn what_holds_text_is_told_by_its_type() {
    let dictionary = |of| DataType::Dictionary(Box::new(DataType::Int8), Box::new(of));
    assert!(cell::holds_text(&dictionary(DataType::LargeUtf8)));
    assert!(!cell::holds_text(&dictionary(DataType::Int8)));
    assert!(!cell::holds_text(&DataType::Boolean));
}
