//! The work: every job in its turn, whatever becomes of the others.

use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::Path;

use dechrome::render::text;
use dechrome::{Document, Outcome, Source};

use super::exit::Exit;
use super::feed::Feed;
use super::files::{Temporaries, Unfinished};
use super::inputs::{Input, Kind};
use super::jsonl::Records;
use super::messages::{Messages, Shown, reason};
use super::outputs::Output;
use super::plan::{Job, Plan};
use super::printer::{Origin, Printer, keeps_something};

/// How much stdout holds back.
const BUFFER: usize = 64 * 1024;

/// Why an input came to no good end.
pub(crate) enum Failure {
    /// It could not be read or cleaned, and this is what to say of it.
    Input(String),
    /// What came of it could not be written.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    /// Input errors are turned into words where they arise, so that what is left
    /// comes from writing.
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}

/// How many documents went how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) cleaned: u64,
    pub(crate) empty: u64,
    pub(crate) failed: u64,
}

impl Tally {
    pub(crate) fn count(&mut self, document: &Document<'_>) {
        self.cleaned += 1;
        self.empty += u64::from(!keeps_something(document));
    }

    fn add(&mut self, other: Tally) {
        self.cleaned += other.cleaned;
        self.empty += other.empty;
        self.failed += other.failed;
    }
}

/// Does what was planned.
pub(crate) fn run(plan: &Plan, temporaries: &Temporaries, messages: &mut Messages) -> Exit {
    let mut work = Work {
        plan,
        temporaries,
        messages,
        tally: Tally::default(),
    };
    let stdout = BufWriter::with_capacity(BUFFER, io::stdout().lock());
    let mut stdout = Printer::new(stdout, plan.view)
        .with_headings(plan.jobs.len() > 1)
        .watched(plan.watched);
    let done = plan
        .jobs
        .iter()
        .try_for_each(|job| work.job(job, &mut stdout))
        .and_then(|()| stdout.flush());
    match done {
        Ok(()) => work.exit(),
        Err(error) => stdout_failed(&error, messages),
    }
}

/// How a run ends when stdout takes no more: quietly when its reader had enough.
pub(crate) fn stdout_failed(error: &io::Error, messages: &mut Messages) -> Exit {
    if error.kind() == ErrorKind::BrokenPipe {
        return Exit::Done;
    }
    messages.error("<stdout>", reason(error));
    Exit::Failed
}

struct Work<'r> {
    plan: &'r Plan,
    temporaries: &'r Temporaries,
    messages: &'r mut Messages,
    tally: Tally,
}

impl Work<'_> {
    /// Does one job. The only error is that of stdout, which ends the run; every
    /// other one is told, and ends the job.
    fn job(&mut self, job: &Job, stdout: &mut Printer<impl Write>) -> io::Result<()> {
        let Job { input, output } = job;
        match output {
            Output::Stdout => match self
                .open(input)
                .and_then(|opened| self.pour(input, opened, stdout))
            {
                Ok(()) => {}
                Err(Failure::Output(error)) => return Err(error),
                Err(Failure::Input(error)) => {
                    self.messages.error(input, &error);
                    stdout.print(&Origin::Whole(input), Err(&error))?;
                }
            },
            Output::New(path) => match self.write_new(input, path) {
                Ok(()) => {}
                Err(Failure::Input(error)) => self.messages.error(input, error),
                Err(Failure::Output(error)) => self.messages.error(Shown(path), reason(&error)),
            },
            Output::InPlace(path) => match self.rewrite(input, path) {
                Ok(()) => {}
                Err(Failure::Input(error)) => self.messages.error(input, error),
                Err(Failure::Output(error)) => {
                    let error = format!("{}; left as it was", reason(&error));
                    self.messages.error(input, error);
                }
            },
        }
        Ok(())
    }

    /// Opens an input and finds out what it is.
    fn open(&self, input: &Input) -> Result<Opened, Failure> {
        let mut feed = input.open(self.messages).map_err(Failure::Input)?;
        let field = self.plan.field.as_deref();
        match input
            .kind(self.plan.from, field, &mut feed)
            .map_err(unread)?
        {
            Kind::Document(source) => Ok(Opened::Document(source, feed)),
            Kind::JsonLines => Ok(Opened::JsonLines(feed)),
        }
    }

    /// Cleans an input into a printer.
    fn pour(
        &mut self,
        input: &Input,
        opened: Opened,
        printer: &mut Printer<impl Write>,
    ) -> Result<(), Failure> {
        match opened {
            Opened::JsonLines(feed) => {
                let (cleaner, field) = (&self.plan.cleaner, self.plan.field.as_deref());
                let mut records = Records {
                    input,
                    cleaner,
                    field,
                    messages: self.messages,
                };
                let mut tally = Tally::default();
                let done = records.clean(feed, printer, &mut tally);
                self.tally.add(tally);
                let Tally {
                    cleaned,
                    empty,
                    failed,
                } = tally;
                let words = format!("{cleaned} records cleaned ({empty} empty), {failed} failed");
                self.messages.detail(input, words);
                done
            }
            Opened::Document(source, feed) => {
                let bytes = feed.into_rest().map_err(unread)?;
                let document = self.clean(input, &bytes, source)?;
                Ok(printer.print(&Origin::Whole(input), Ok(&document))?)
            }
        }
    }

    /// Cleans one whole input.
    fn clean<'b>(
        &mut self,
        input: &Input,
        bytes: &'b [u8],
        source: Source,
    ) -> Result<Document<'b>, Failure> {
        let cleaned = self.plan.cleaner.clean_as(source, bytes);
        let document = cleaned.map_err(|error| Failure::Input(error.to_string()))?;
        self.tally.count(&document);
        let encoding = document.encoding();
        let kept = document.blocks().filter(|block| block.kept()).count();
        let words = format_args!(
            "{} ({}), {kept} of {} blocks kept",
            encoding.name,
            encoding.source.name(),
            document.blocks().len(),
        );
        self.messages.detail(input, words);
        if matches!(document.outcome(), Outcome::Degraded { .. }) {
            self.messages.note(input, document.outcome());
        }
        Ok(document)
    }

    /// Cleans an input into a file that does not exist yet.
    fn write_new(&mut self, input: &Input, path: &Path) -> Result<(), Failure> {
        let taken = || {
            io::Error::new(
                ErrorKind::AlreadyExists,
                "exists; remove it or choose another folder",
            )
        };
        if fs::symlink_metadata(path).is_ok() {
            return Err(taken().into());
        }
        let opened = self.open(input)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder)?;
        let mut printer =
            Printer::new(Unfinished::begin(folder, self.temporaries)?, self.plan.view);
        self.pour(input, opened, &mut printer)?;
        let file = printer.into_inner();
        file.finish_new(path).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => taken(),
            _ => error,
        })?;
        Ok(())
    }

    /// Cleans a file in place, unless something of it would be lost.
    fn rewrite(&mut self, input: &Input, path: &Path) -> Result<(), Failure> {
        // Through a symbolic link to the file behind it.
        let target = fs::canonicalize(path).map_err(unread)?;
        let before = fs::metadata(&target).map_err(unread)?;
        if !before.is_file() && !before.is_dir() {
            return Err(Failure::Input(
                "is not a regular file; -i rewrites files".into(),
            ));
        }
        let feed = match self.open(input)? {
            Opened::Document(Source::Text, feed) => feed,
            Opened::Document(..) => {
                return Err(Failure::Input(
                    "is an HTML page; -i rewrites text, use -o DIR".into(),
                ));
            }
            Opened::JsonLines(_) => {
                return Err(Failure::Input(
                    "is JSON Lines; -i rewrites text, use -o DIR".into(),
                ));
            }
        };
        if before.permissions().readonly() {
            return Err(Failure::Input("is read-only; left as it was".into()));
        }
        let bytes = feed.into_rest().map_err(unread)?;
        let document = self.clean(input, &bytes, Source::Text)?;
        if !keeps_something(&document) {
            self.messages
                .note(input, "nothing in it looks like content; left as it was");
            return Ok(());
        }
        let encoding = document.encoding();
        if encoding.replaced > 0 {
            return Err(Failure::Input(format!(
                "cannot be read as {} without loss; left as it was, say its --encoding",
                encoding.name
            )));
        }
        let mut compared = Compared::with(&bytes);
        text::write(&document, &mut compared)?;
        if compared.same() {
            return Ok(());
        }
        let folder = target.parent().unwrap_or(Path::new(""));
        let mut file = Unfinished::begin(folder, self.temporaries)?;
        text::write(&document, &mut file)?;
        Ok(file.finish_over(&target, &before)?)
    }

    fn exit(&self) -> Exit {
        let Tally { cleaned, empty, .. } = self.tally;
        if self.messages.any_errors() {
            Exit::Failed
        } else if self.plan.exit_status && cleaned > 0 && cleaned == empty {
            Exit::NothingKept
        } else {
            Exit::Done
        }
    }
}

/// An input that was opened and looked at.
enum Opened {
    Document(Source, Feed),
    JsonLines(Feed),
}

fn unread(error: io::Error) -> Failure {
    Failure::Input(reason(&error))
}

/// Takes what is written, and only tells whether it is what was there before.
struct Compared<'b> {
    rest: Option<&'b [u8]>,
}

impl<'b> Compared<'b> {
    fn with(before: &'b [u8]) -> Compared<'b> {
        Compared { rest: Some(before) }
    }

    fn same(&self) -> bool {
        self.rest.is_some_and(<[u8]>::is_empty)
    }
}

impl Write for Compared<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.rest = self.rest.and_then(|rest| rest.strip_prefix(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
