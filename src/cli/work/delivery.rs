//! What was done, delivered in order: told, counted, compared, written; and where the
//! run could be gone on with is kept in mind.

use std::fmt::Display;
use std::io::{self, BufWriter, Stdout};
use std::ops::ControlFlow;
use std::path::Path;

use serde_json::{Value, json};

use super::super::containers::Holds;
#[cfg(feature = "parquet")]
use super::super::containers::{Carried, Cleaned, Row};
use super::super::copies::Copies;
use super::super::messages::{Messages, Shown, reason};
#[cfg(feature = "parquet")]
use super::super::outputs::TableFile;
use super::super::outputs::{
    NotWritten, Origin, Output, Part, Piece, RecordFile, Stream, Temporaries, with_copy,
};
use super::super::plan::Plan;
#[cfg(feature = "parquet")]
use super::super::report::Kind;
use super::super::report::{Facts, Meter, Report, Tally};
use super::super::resume::{Checkpoints, Position};
use super::clean::{Done, Fault, Made, unwritten};
use super::documents::Current;

/// Where deliveries go.
pub(crate) enum Target {
    Stdout(Stream<BufWriter<Stdout>>),
    /// One file of records.
    Lines(Part),
    /// One table.
    #[cfg(feature = "parquet")]
    Table(TableFile),
    /// A tree of files, where only records come here: those of one input are a file.
    Tree(Records),
    /// Everything is written by those who made it.
    Elsewhere,
}

/// The file of the records that are under way.
#[derive(Default)]
pub(crate) enum Records {
    /// No input with records is under way.
    #[default]
    None,
    Open(RecordFile),
    /// It could not be written, which was said.
    Failed,
}

/// Why nothing more is delivered.
#[derive(Debug)]
pub(crate) enum End {
    /// Stdout takes no more.
    Stdout(io::Error),
    /// The output takes no more, which was said.
    Full,
    /// There was an error, and the user wants no more after that.
    FailFast,
}

/// Takes what was done.
pub(crate) struct Delivery<'r> {
    pub(crate) plan: &'r Plan,
    pub(crate) temporaries: &'r Temporaries,
    pub(crate) messages: &'r mut Messages,
    pub(crate) tally: Tally,
    pub(crate) report: Option<Report>,
    pub(crate) target: Target,
    pub(crate) copies: Option<Copies>,
    pub(crate) checkpoints: Option<Checkpoints<'r>>,
    pub(crate) meter: Meter,
    /// What came of the input whose records are under way.
    pub(crate) input: Tally,
    /// How far all is that was delivered.
    pub(crate) position: Position,
    pub(crate) end: Option<End>,
}

impl Delivery<'_> {
    /// Takes documents in their order.
    pub(crate) fn take(&mut self, done: Vec<Done>, waits: bool) -> ControlFlow<()> {
        for done in done {
            self.one(done);
            if self.end.is_some() {
                return ControlFlow::Break(());
            }
        }
        self.meter.tell(&self.tally);
        self.checkpoint();
        if waits
            && let Target::Stdout(stdout) = &mut self.target
            && let Err(error) = stdout.flush()
        {
            self.end = Some(End::Stdout(error));
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn one(&mut self, mut done: Done) {
        if done.position.documents <= 1 && done.from.holds == Holds::Records {
            self.note_if_whole();
        }
        #[cfg(feature = "parquet")]
        self.fit(&mut done);
        let failed = self.count(&mut done);
        let copy_of = self.compare(&mut done);
        let Done {
            from,
            position,
            made,
            ..
        } = done;
        let is_cut = self.write(&from, made, copy_of);
        if matches!(self.end, Some(End::Stdout(_) | End::Full)) {
            return;
        }
        self.position = position;
        if position.complete {
            self.input_done(&from);
        }
        if is_cut {
            self.note();
        }
        if failed && self.plan.fail_fast {
            self.end = Some(End::FailFast);
        }
    }

    /// Tells and counts a document, and whether it failed.
    fn count(&mut self, done: &mut Done) -> bool {
        let outcome = done.outcome.take();
        let name = done.origin();
        for message in &done.messages {
            self.meter.aside(|| self.messages.message(name, message));
        }
        match outcome {
            None => false,
            Some(Ok(facts)) => {
                self.cleaned(name, &facts);
                false
            }
            Some(Err(fault)) => {
                self.failed(name, fault);
                true
            }
        }
    }

    fn cleaned(&mut self, name: Origin<'_>, facts: &Facts) {
        self.tally.cleaned(facts);
        self.input.cleaned(facts);
        if let Some(report) = &mut self.report {
            report.add(name, facts);
        }
    }

    fn failed(&mut self, name: impl Display, fault: Fault) {
        if fault.fatal {
            // Another run will meet it again.
            self.end = Some(End::Full);
        } else {
            self.tally.failed(fault.kind);
            self.input.failed(fault.kind);
        }
        self.meter.aside(|| match &fault.about {
            Some(path) => self.messages.error(Shown(path), &fault.message),
            None => self.messages.error(name, &fault.message),
        });
    }

    /// Says of which document this is a copy, if of any.
    fn compare(&mut self, done: &mut Done) -> Option<String> {
        let sketch = done.sketch.take()?;
        let name = done.origin().to_string();
        match self.copies.as_mut()?.meet(sketch, &name) {
            Ok(Some(of)) => {
                self.tally.copies += 1;
                if let Some(report) = &mut self.report {
                    report.copy(&name, &of);
                }
                Some(of)
            }
            Ok(None) => None,
            Err(error) => {
                self.full(&error);
                None
            }
        }
    }

    /// Writes a document; tells whether the output can be gone on with behind it.
    fn write(&mut self, from: &Current, made: Made, copy_of: Option<String>) -> bool {
        let mut piece = match made {
            Made::Nothing => return false,
            Made::Piece(piece) => piece,
            #[cfg(feature = "parquet")]
            Made::Row(row) => return self.write_row(*row, copy_of),
        };
        if self.plan.rendering.copies {
            with_copy(&mut piece.bytes, copy_of.as_deref());
        }
        let written = match &mut self.target {
            Target::Stdout(stdout) => {
                if let Err(error) = stdout.push(&piece) {
                    self.end = Some(End::Stdout(error));
                }
                Ok(false)
            }
            Target::Lines(part) => part.push(&piece.bytes),
            Target::Tree(_) => {
                self.write_record(from, &piece);
                Ok(false)
            }
            #[cfg(feature = "parquet")]
            Target::Table(_) => Ok(false),
            Target::Elsewhere => Ok(false),
        };
        written.unwrap_or_else(|error| {
            self.full(&error);
            false
        })
    }

    /// Sees to it that a row fits into the table.
    #[cfg(feature = "parquet")]
    fn fit(&mut self, done: &mut Done) {
        let (Target::Table(table), Made::Row(row)) = (&mut self.target, &mut done.made) else {
            return;
        };
        let is_cleaned = row.cleaned.error.is_none();
        if let Err(why) = table.accepts(&row.carried, is_cleaned) {
            row.carried = Carried::Nothing;
            row.cleaned = Cleaned {
                error: Some(why.clone()),
                ..Cleaned::default()
            };
            done.sketch = None;
            done.outcome = Some(Err(Fault::new(Kind::NoRecord, why)));
        }
    }

    /// Writes a row; tells whether the table can be gone on with behind it.
    #[cfg(feature = "parquet")]
    fn write_row(&mut self, mut row: Row, copy_of: Option<String>) -> bool {
        let Target::Table(table) = &mut self.target else {
            return false;
        };
        row.cleaned.copy_of = copy_of;
        table.push(row).unwrap_or_else(|error| {
            self.full(&error);
            false
        })
    }

    /// Writes a record into the file of its input.
    fn write_record(&mut self, from: &Current, piece: &Piece) {
        let (Output::Folder(mirror), Some(input)) = (&self.plan.output, from.input.path()) else {
            return;
        };
        let Target::Tree(records) = &mut self.target else {
            return;
        };
        let existing = self.plan.existing;
        let written = match records {
            Records::Failed => Ok(()),
            Records::Open(file) => file.push(piece),
            Records::None => {
                let begun = RecordFile::begin(mirror, input, existing, self.temporaries);
                begun.and_then(|mut file| {
                    file.push(piece)?;
                    *records = Records::Open(file);
                    Ok(())
                })
            }
        };
        if let Err(error) = written {
            *records = Records::Failed;
            self.records_failed(&mirror.of(input), error);
        }
    }

    fn records_failed(&mut self, path: &Path, error: NotWritten) {
        self.failed("", unwritten(path, error));
    }

    /// An input is at its end.
    fn input_done(&mut self, from: &Current) {
        let input = std::mem::take(&mut self.input);
        if from.holds != Holds::Records {
            return;
        }
        let words = format!(
            "{} records cleaned ({} empty), {} failed",
            input.cleaned,
            input.empty,
            input.failures()
        );
        self.meter
            .aside(|| self.messages.detail(&from.input, words));
        if let Target::Tree(records) = &mut self.target
            && let Records::Open(file) = std::mem::take(records)
        {
            let path = file.path().to_owned();
            if let Err(error) = file.finish(self.plan.existing) {
                self.records_failed(&path, error);
            }
        }
    }

    /// The output takes no more.
    pub(crate) fn full(&mut self, error: &io::Error) {
        let about = self.plan.output.shown();
        self.meter
            .aside(|| self.messages.error(about, reason(error)));
        self.end = Some(End::Full);
    }

    /// Whether the run could be gone on with behind what was delivered.
    fn is_whole(&self) -> bool {
        match &self.target {
            Target::Tree(records) => matches!(records, Records::None),
            Target::Lines(part) => part.cuts_anywhere(),
            #[cfg(feature = "parquet")]
            Target::Table(_) => false,
            Target::Stdout(_) | Target::Elsewhere => false,
        }
    }

    /// Keeps in mind that the run can be gone on with here, if it can.
    fn note_if_whole(&mut self) {
        if let Target::Tree(Records::None) = self.target {
            self.note();
        }
    }

    /// Keeps in mind that the run can be gone on with here.
    fn note(&mut self) {
        if self.position == Position::default() {
            return;
        }
        let sketches = self.copies.as_ref().map_or(0, Copies::bytes);
        let output = match &self.target {
            Target::Lines(part) => json!({"bytes": part.bytes(), "sketches": sketches}),
            #[cfg(feature = "parquet")]
            Target::Table(table) => json!({"parts": table.parts(), "sketches": sketches}),
            _ => json!({"sketches": sketches}),
        };
        let counted = self.counted();
        if let Some(checkpoints) = &mut self.checkpoints {
            checkpoints.note(self.position, output, counted);
        }
    }

    /// Keeps in mind that the run can be gone on with here, once that is so.
    fn cut_and_note(&mut self) {
        let cut = match &mut self.target {
            Target::Lines(part) => part.cut(),
            _ => Ok(()),
        };
        match cut {
            Ok(()) => self.note(),
            Err(error) if self.end.is_none() => self.full(&error),
            Err(_) => {}
        }
    }

    /// What was counted so far, as the journal keeps it.
    fn counted(&self) -> Value {
        let report = self.report.as_ref().map(Report::written);
        json!({"tally": self.tally.written(), "report": report})
    }

    /// Writes the journal when it is time.
    fn checkpoint(&mut self) {
        if self.checkpoints.as_ref().is_some_and(Checkpoints::is_due) {
            if self.is_whole() {
                self.cut_and_note();
            }
            self.write_journal();
        }
    }

    /// Writes the newest point into the journal.
    fn write_journal(&mut self) {
        let Delivery {
            checkpoints: Some(checkpoints),
            copies,
            target,
            plan,
            ..
        } = self
        else {
            return;
        };
        let written = checkpoints.write(|| {
            if let Some(copies) = copies {
                copies.sync()?;
            }
            match (&target, &plan.output) {
                (Target::Lines(part), _) => part.sync(),
                #[cfg(feature = "parquet")]
                (Target::Table(table), _) => table.sync(),
                (Target::Tree(_), output) => output.sync(),
                _ => Ok(()),
            }
        });
        if let Err(error) = written
            && self.end.is_none()
        {
            self.full(&error);
        }
    }

    /// The run is broken off: leaves what another one can go on with. Tells whether
    /// there is any of that.
    pub(crate) fn leave(&mut self) -> bool {
        if self.is_whole() {
            self.cut_and_note();
        }
        self.write_journal();
        self.checkpoints.as_ref().is_some_and(Checkpoints::any)
    }
}
