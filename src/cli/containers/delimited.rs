//! Tables in text: CSV (RFC 4180) and TSV, a document a row in one of the columns.

use std::io::{self, Read};

use csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder};
use dechrome::Source;
use serde_json::value::to_raw_value;

use super::super::record::choose;
use super::{Carried, Container, Content, Damage, Found, Holds, Place, Reading, text, unread};

/// What parts the cells of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Delimiter {
    Comma,
    Tab,
}

/// The rows of a table.
pub(crate) struct Table {
    reader: Reader<Metered>,
    columns: Vec<String>,
    /// Which column holds the document, and what it says that it is.
    column: usize,
    source: Option<Source>,
    largest: u64,
    row: ByteRecord,
    /// The number of the row in hand; that of the names is 0.
    number: u64,
    ended: bool,
}

/// A reader that refuses to read on once a row takes more than it may: a quotation
/// that is never closed swallows all that follows.
struct Metered {
    reader: Box<dyn Read + Send>,
    left: u64,
}

/// How much more than the largest document a row may take: its other cells, and what
/// is read ahead.
const BESIDE: u64 = 1 << 20;

impl Table {
    /// Opens a table; the error says why it cannot be read.
    pub(crate) fn open(
        input: Box<dyn Read + Send>,
        delimiter: Delimiter,
        reading: &Reading,
    ) -> Result<Table, String> {
        let metered = Metered {
            reader: input,
            left: reading.largest.saturating_add(BESIDE),
        };
        let mut builder = ReaderBuilder::new();
        match delimiter {
            Delimiter::Comma => {}
            Delimiter::Tab => {
                builder.delimiter(b'\t');
            }
        }
        let mut reader = builder.from_reader(metered);
        let columns: Vec<String> = match reader.byte_headers() {
            Ok(names) => names.iter().map(|name| text(name).into_owned()).collect(),
            Err(error) => return Err(said(&error, reading.largest)),
        };
        let named = |name: &str| columns.iter().rposition(|column| column == name);
        let (column, source) = choose(reading.field.as_deref(), "column", named)?;
        Ok(Table {
            reader,
            columns,
            column,
            source,
            largest: reading.largest,
            row: ByteRecord::new(),
            number: 0,
            ended: false,
        })
    }

    /// The row in hand.
    fn found(&self) -> Result<Found, Damage> {
        let place = Place::Line(self.number);
        let cells = self.row.iter().enumerate();
        let document = self.row.get(self.column).map(text).unwrap_or_default();
        let others = cells.filter(|(at, _)| *at != self.column);
        let fields = others.filter_map(|(at, cell)| {
            let name = self.columns.get(at)?.clone();
            Some((name, to_raw_value(&text(cell)).ok()?))
        });
        Ok(Found {
            content: Content::Text {
                text: document.into_owned(),
                source: self.source,
            },
            carried: Carried::Fields(fields.collect()),
            place,
        })
    }

    /// What is wrong with a row. Reading goes on behind one that has too many cells
    /// or too few.
    fn damage(&mut self, error: &csv::Error) -> Damage {
        self.ended = !matches!(error.kind(), ErrorKind::UnequalLengths { .. });
        Damage {
            place: Place::Line(self.number),
            message: said(error, self.largest),
        }
    }
}

impl Container for Table {
    fn next(&mut self) -> Option<Result<Found, Damage>> {
        if self.ended {
            return None;
        }
        self.number += 1;
        self.reader.get_mut().left = self.largest.saturating_add(BESIDE);
        match self.reader.read_byte_record(&mut self.row) {
            Ok(true) => Some(self.found()),
            Ok(false) => {
                self.ended = true;
                None
            }
            Err(error) => Some(Err(self.damage(&error))),
        }
    }

    fn holds(&self) -> Holds {
        Holds::Records
    }
}

impl Read for Metered {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::from(io::ErrorKind::QuotaExceeded));
        }
        let size = usize::try_from(self.left)
            .unwrap_or(usize::MAX)
            .min(into.len());
        let read = self.reader.read(&mut into[..size])?;
        self.left -= read as u64;
        Ok(read)
    }
}

/// What is wrong, in words that follow the place.
fn said(error: &csv::Error, largest: u64) -> String {
    match error.kind() {
        ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!("has {len} cells, and the table {expected_len} columns")
        }
        ErrorKind::Io(error) if error.kind() == io::ErrorKind::QuotaExceeded => {
            format!("is longer than {largest} bytes; a quotation may never be closed")
        }
        ErrorKind::Io(error) => unread(io::Error::new(error.kind(), error.to_string())),
        _ => format!("cannot be read: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn open(text: &str, delimiter: Delimiter, field: Option<&str>) -> Result<Table, String> {
        let reading = Reading {
            field: field.map(str::to_owned),
            ..Reading::of_at_most(100)
        };
        Table::open(Box::new(Cursor::new(text.to_owned())), delimiter, &reading)
    }

    /// What is found: the row, the text and the other cells; or what is wrong.
    type Told = Result<(u64, String, String), (u64, String)>;

    fn read(mut table: Table) -> Vec<Told> {
        std::iter::from_fn(|| table.next())
            .map(|next| match next {
                Ok(Found {
                    place: Place::Line(line),
                    content: Content::Text { text, .. },
                    carried: Carried::Fields(fields),
                }) => {
                    let fields = fields
                        .iter()
                        .map(|(name, value)| format!("{name}={value};"));
                    Ok((line, text, fields.collect()))
                }
                Err(Damage {
                    place: Place::Line(line),
                    message,
                }) => Err((line, message)),
                _ => panic!("something else"),
            })
            .collect()
    }

    #[test]
    fn a_column_is_found_behind_a_mark_and_quotations_span_lines() {
        let text = "\u{FEFF}text,id,note\r\n\"a \"\"road\"\"\nclosed\",1,\r\nopen,2,\"x,y\"\r\n";
        let found = read(open(text, Delimiter::Comma, None).unwrap());
        let expected = [
            (1, "a \"road\"\nclosed", "id=\"1\";note=\"\";"),
            (2, "open", "id=\"2\";note=\"x,y\";"),
        ];
        let expected = expected.map(|(line, text, fields)| Ok((line, text.into(), fields.into())));
        assert_eq!(found, expected);
    }

    #[test]
    fn another_column_can_be_named_and_tabs_part_cells() {
        let table = open("id\tpage\n7\t<p>a, b\n", Delimiter::Tab, Some("page")).unwrap();
        assert_eq!(read(table), [Ok((1, "<p>a, b".into(), "id=\"7\";".into()))]);
        let missing = open("id,page\n", Delimiter::Comma, None).err().unwrap();
        assert!(missing.contains("--field"), "{missing}");
        let missing = open("id,page\n", Delimiter::Comma, Some("body"))
            .err()
            .unwrap();
        assert_eq!(missing, "has no column 'body'");
    }

    #[test]
    fn html_comes_before_text() {
        let table = open("text,html\na,b\n", Delimiter::Comma, None).unwrap();
        assert_eq!((table.column, table.source), (1, Some(Source::Html)));
    }

    #[test]
    fn a_damaged_row_is_an_error_of_its_own() {
        let text = "id,text\n1,a\n2\n3,c,d\n4,\u{FFFD}e\n";
        let found = read(open(text, Delimiter::Comma, None).unwrap());
        assert_eq!(
            found[1],
            Err((2, "has 1 cells, and the table 2 columns".into()))
        );
        assert_eq!(
            found[2],
            Err((3, "has 3 cells, and the table 2 columns".into()))
        );
        assert!(found[0].is_ok() && found[3].is_ok());
        assert_eq!(found.len(), 4);
    }

    #[test]
    fn a_quotation_that_is_never_closed_takes_no_more_than_it_may() {
        let text = format!("id,text\n1,a\n2,\"{}", "b\n".repeat(1 << 20));
        let found = read(open(&text, Delimiter::Comma, None).unwrap());
        assert_eq!(found.len(), 2);
        let (_, message) = found[1].as_ref().unwrap_err();
        assert!(message.contains("never be closed"), "{message}");
    }

    #[test]
    fn a_table_may_be_empty() {
        assert_eq!(read(open("id,text\n", Delimiter::Comma, None).unwrap()), []);
        assert!(open("", Delimiter::Comma, None).is_err());
    }
}
