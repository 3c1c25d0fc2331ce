//! Tables: CSV, TSV and Parquet, a document a row.

use serde_json::json;

use crate::command::{Folder, PAGE, headline, piped};

#[test]
fn a_row_becomes_a_record_with_its_other_cells() {
    let quoted = PAGE.replace('"', "\"\"");
    let table =
        format!("\u{FEFF}id,page,note\r\n1,\"{quoted}\",\"a, b\"\r\n2,x\r\n3,\"{quoted}\",\r\n");
    let folder = Folder::new();
    folder.write("a.csv", &table);
    folder.write(
        "b.tsv",
        table
            .replace("\"a, b\"", "ab")
            .replace(",\"", "\t\"")
            .replace("\",", "\"\t")
            .replace("id,page,note", "id\tpage\tnote"),
    );
    let ran = folder
        .run(&["--field", "page", "--to", "jsonl", "a.csv"])
        .ended_with(2);
    let found = ran.records();
    assert_eq!(found.len(), 3);
    assert_eq!(
        (&found[0]["id"], &found[0]["note"]),
        (&json!("1"), &json!("a, b"))
    );
    assert_eq!(found[0]["headline"], headline());
    assert!(found[0].get("page").is_none());
    assert_eq!(found[1]["error"], "has 2 cells, and the table 3 columns");
    assert_eq!(found[2]["headline"], headline());
    assert_eq!(
        ran.stderr,
        "dechrome: a.csv:2: has 2 cells, and the table 3 columns\n"
    );
    let ran = folder
        .run(&["--field", "page", "--to", "jsonl", "b.tsv"])
        .ended_with(2);
    assert_eq!(ran.records()[2]["headline"], headline());
}

#[test]
fn a_table_without_a_column_of_documents_is_refused() {
    let ran = piped(&["--from", "csv"], "id,page\n1,x\n").ended_with(2);
    assert!(
        ran.stderr
            .contains("has no column 'html' or 'text'; name another one with --field")
    );
    let ran = piped(&["--from", "tsv", "--field", "body"], "id\tpage\n").ended_with(2);
    assert_eq!(ran.stderr, "dechrome: <stdin>: has no column 'body'\n");
}

#[cfg(not(feature = "parquet"))]
#[test]
fn parquet_says_how_it_can_be_had() {
    let ran = piped(&[], "PAR1\x15\x04").ended_with(2);
    assert!(ran.stderr.contains("--features parquet"), "{}", ran.stderr);
}

#[cfg(feature = "parquet")]
mod parquet {
    use std::sync::Arc;

    use ::parquet::arrow::ArrowWriter;
    use arrow_array::{Int64Array, RecordBatch, StringArray};
    use arrow_schema::{DataType, Field, Schema};

    use super::*;

    fn file() -> Vec<u8> {
        let fields = vec![
            Field::new("id", DataType::Int64, false),
            Field::new("text", DataType::Utf8, true),
        ];
        let schema = Arc::new(Schema::new(fields));
        let ids = Int64Array::from(vec![1, 2, 3]);
        let texts = StringArray::from(vec![Some(PAGE), None, Some(PAGE)]);
        let batch = RecordBatch::try_new(Arc::clone(&schema), vec![Arc::new(ids), Arc::new(texts)])
            .unwrap();
        let mut bytes = Vec::new();
        let mut writer = ArrowWriter::try_new(&mut bytes, schema, None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        bytes
    }

    #[test]
    fn a_row_becomes_a_record_with_its_other_cells() {
        let folder = Folder::new();
        folder.write("a.parquet", file());
        let from_file = folder.run(&["--to", "jsonl", "a.parquet"]).ended_with(2);
        let from_stdin = piped(&["--to", "jsonl"], file()).ended_with(2);
        for ran in [from_file, from_stdin] {
            let found = ran.records();
            assert_eq!(found.len(), 3);
            assert_eq!(
                (&found[0]["id"], &found[0]["headline"]),
                (&json!(1), &json!(headline()))
            );
            assert_eq!(
                (&found[1]["id"], &found[1]["error"]),
                (&json!(2), &json!("is null"))
            );
            assert!(ran.stderr.ends_with(":2: is null\n"), "{}", ran.stderr);
        }
    }
}
