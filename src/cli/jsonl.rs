//! JSON Lines in: one record after the other, in order, whatever is wrong with any
//! of them.

use std::io::Write;

use dechrome::{Cleaner, Source};

use super::feed::Feed;
use super::inputs::{Input, without_mark};
use super::messages::{Messages, reason};
use super::printer::{Origin, Printer};
use super::record::Record;
use super::run::{Failure, Tally};

/// Cleans the records of one input.
pub(crate) struct Records<'r> {
    pub(crate) input: &'r Input,
    pub(crate) cleaner: &'r Cleaner,
    /// The field that holds the document, if the user names one.
    pub(crate) field: Option<&'r str>,
    pub(crate) messages: &'r mut Messages,
}

impl Records<'_> {
    /// Cleans every record. What is done goes out before each wait for more, so
    /// that a record is answered as soon as it is in.
    pub(crate) fn clean<W: Write>(
        &mut self,
        mut feed: Feed,
        printer: &mut Printer<W>,
        tally: &mut Tally,
    ) -> Result<(), Failure> {
        let mut number = 0;
        loop {
            let Some(line) = feed.take_line() else {
                if feed.ended() {
                    return Ok(());
                }
                printer.flush()?;
                feed.fill()
                    .map_err(|error| Failure::Input(reason(&error)))?;
                continue;
            };
            number += 1;
            let mut line = feed.bytes(line);
            if number == 1 {
                line = without_mark(line);
            }
            if !line.trim_ascii().is_empty() {
                let line = String::from_utf8_lossy(line);
                self.line(&line, number, printer, tally)?;
            }
        }
    }

    /// Cleans one record; whatever is wrong with it goes where its document would.
    fn line<W: Write>(
        &mut self,
        line: &str,
        number: u64,
        printer: &mut Printer<W>,
        tally: &mut Tally,
    ) -> Result<(), Failure> {
        let record = Record::read(line);
        let content = match &record {
            Ok(record) => record.content(self.field),
            Err(error) => Err(error.clone()),
        };
        let document = match &content {
            Ok(content) => match content.source {
                Source::Html => self.cleaner.clean_html(&content.text),
                _ => self.cleaner.clean_text(&content.text),
            }
            .map_err(|error| error.to_string()),
            Err(error) => Err(error.clone()),
        };
        let origin = Origin::Line {
            input: self.input,
            number,
            record: record.as_ref().ok(),
            cleaned: content.as_ref().ok().map(|content| content.field),
        };
        match &document {
            Ok(document) => tally.count(document),
            Err(error) => {
                tally.failed += 1;
                self.messages.error(&origin, error);
            }
        }
        Ok(printer.print(&origin, document.as_ref().map_err(String::as_str))?)
    }
}
