//! One item, worked on: cleaned, counted and rendered, by any thread.

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

#[cfg(feature = "parquet")]
use dechrome::render::jsonl::Blocks;
use dechrome::{Cleaner, Document, ErrorKind, Outcome, Source};

use super::super::args::InputFormat;
use super::super::containers::{Carried, Content, Damage, Found, Holds, Place};
#[cfg(feature = "parquet")]
use super::super::containers::{Cleaned, Row};
use super::super::copies::Sketch;
use super::super::inputs::Input;
use super::super::messages::{Message, Verbosity, reason};
#[cfg(feature = "parquet")]
use super::super::outputs::View;
use super::super::outputs::{
    self, Fields, NotWritten, Origin, Output, Piece, Temporaries, Tree, keeps_something,
};
use super::super::plan::Plan;
use super::super::record::Record;
use super::super::report::{Counting, Facts, Kind};
use super::super::resume::Position;

use super::documents::{Current, Item, What};
use super::pool::Weighed;
use super::rewrite;

/// What came of an item.
pub(crate) struct Done {
    pub(crate) from: Arc<Current>,
    pub(crate) position: Position,
    pub(crate) place: Place,
    pub(crate) messages: Vec<Message>,
    pub(crate) made: Made,
    /// What is known of the document, or why there is none; `None` when there was
    /// nothing to clean.
    pub(crate) outcome: Option<Result<Facts, Fault>>,
    /// What the document is compared with others by.
    pub(crate) sketch: Option<Sketch>,
}

impl Done {
    /// Where the document stood.
    pub(crate) fn origin(&self) -> Origin<'_> {
        Origin {
            input: &self.from.input,
            place: &self.place,
        }
    }
}

/// What is to be written.
#[derive(Debug)]
pub(crate) enum Made {
    /// Nothing, or it is written already.
    Nothing,
    Piece(Piece),
    #[cfg(feature = "parquet")]
    Row(Box<Row>),
}

/// Why an item came to no good end.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) kind: Kind,
    /// The output that could not be written, if that is it.
    pub(crate) about: Option<PathBuf>,
    pub(crate) message: String,
    /// The disk is full, or will not be written to at all: no use in going on.
    pub(crate) fatal: bool,
}

impl Fault {
    pub(crate) fn new(kind: Kind, message: impl Into<String>) -> Fault {
        Fault {
            kind,
            about: None,
            message: message.into(),
            fatal: false,
        }
    }
}

impl From<dechrome::Error> for Fault {
    fn from(error: dechrome::Error) -> Fault {
        let kind = match error.kind() {
            ErrorKind::TooLarge => Kind::TooLarge,
            _ => Kind::Binary,
        };
        Fault::new(kind, error.to_string())
    }
}

/// Cleans items.
pub(crate) struct Cleaning<'p> {
    plan: &'p Plan,
    temporaries: &'p Temporaries,
    /// Where documents have files of their own.
    tree: Option<Tree<'p>>,
    cleaner: Cleaner,
}

impl<'p> Cleaning<'p> {
    pub(crate) fn of(plan: &'p Plan, temporaries: &'p Temporaries) -> Cleaning<'p> {
        Cleaning {
            plan,
            temporaries,
            tree: match &plan.output {
                Output::Folder(mirror) => Some(Tree::new(mirror, plan.existing, temporaries)),
                _ => None,
            },
            cleaner: plan.builder.clone().build(),
        }
    }

    /// Works on one item. Not even a fault of this program ends the run.
    pub(crate) fn work(&self, item: Item) -> Done {
        let mut done = Done {
            from: Arc::clone(&item.from),
            position: item.position(),
            place: Place::Whole,
            messages: Vec::new(),
            made: Made::Nothing,
            outcome: None,
            sketch: None,
        };
        let fault = match item.what {
            What::End => return done,
            What::Unread(fault) => fault,
            What::Damaged(Damage { place, message }) => {
                done.place = place;
                Fault::new(Kind::Damaged, message)
            }
            What::Document(Found {
                place,
                content,
                carried,
            }) => {
                done.place = place;
                let worked = AssertUnwindSafe(|| self.document(&mut done, content, &carried));
                let Err(_) = panic::catch_unwind(worked) else {
                    return done;
                };
                Fault::new(Kind::Bug, "made dechrome fail; please report it")
            }
        };
        self.failed(&mut done, &Fields::Carried(&Carried::Nothing), fault);
        done
    }

    fn document(&self, done: &mut Done, content: Content, carried: &Carried) {
        if let Some(path) = self.own_file(done).filter(|path| self.plan.stands(path)) {
            done.outcome = Some(Err(taken(&path)));
            return;
        }
        match content {
            Content::Bytes {
                bytes,
                source,
                charset,
            } => {
                if self.plan.output == Output::InPlace {
                    return rewrite::rewrite(self, done, &bytes);
                }
                let source = self.source(source, name(&done.from.input, &done.place), &bytes);
                let begun = self.begun();
                let cleaned = match charset {
                    Some(charset) => self.cleaner.clean_with_charset(source, &bytes, &charset),
                    None => self.cleaner.clean_as(source, &bytes),
                };
                self.cleaned(done, &Fields::Carried(carried), cleaned, begun);
            }
            Content::Text { text, source } => {
                let source = self.source(source, None, text.as_bytes());
                let begun = self.begun();
                let cleaned = self.clean_text(source, &text);
                self.cleaned(done, &Fields::Carried(carried), cleaned, begun);
            }
            Content::Line(line) => self.line(done, &line),
            #[cfg(feature = "parquet")]
            Content::Missing(why) => {
                self.failed(
                    done,
                    &Fields::Carried(carried),
                    Fault::new(Kind::NoRecord, why),
                );
            }
        }
    }

    /// Cleans a line of JSON Lines.
    fn line(&self, done: &mut Done, line: &str) {
        let record = match Record::read(line) {
            Ok(record) => record,
            Err(error) => {
                let fault = Fault::new(Kind::NoRecord, error);
                return self.failed(done, &Fields::Carried(&Carried::Nothing), fault);
            }
        };
        match record.content(self.plan.reading.field.as_deref()) {
            Ok(content) => {
                let fields = Fields::Line {
                    record: &record,
                    cleaned: Some(content.field),
                };
                let begun = self.begun();
                let cleaned = self.clean_text(content.source, &content.text);
                self.cleaned(done, &fields, cleaned, begun);
            }
            Err(error) => {
                let fields = Fields::Line {
                    record: &record,
                    cleaned: None,
                };
                self.failed(done, &fields, Fault::new(Kind::NoRecord, error));
            }
        }
    }

    fn clean_text<'t>(
        &self,
        source: Source,
        text: &'t str,
    ) -> Result<Document<'t>, dechrome::Error> {
        match source {
            Source::Html => self.cleaner.clean_html(text),
            _ => self.cleaner.clean_text(text),
        }
    }

    /// What a document is written in: what the user says, or its container, or else
    /// its name and its first bytes.
    fn source(&self, said: Option<Source>, name: Option<&Path>, bytes: &[u8]) -> Source {
        match self.plan.reading.said {
            InputFormat::Text => Source::Text,
            InputFormat::Html => Source::Html,
            _ => said.unwrap_or_else(|| Source::sniff(name, bytes)),
        }
    }

    fn begun(&self) -> Option<Instant> {
        (self.plan.counting == Counting::All).then(Instant::now)
    }

    /// Cleans a file that is rewritten.
    pub(super) fn clean_file<'b>(
        &self,
        done: &mut Done,
        bytes: &'b [u8],
    ) -> Result<Document<'b>, Fault> {
        let begun = self.begun();
        let document = self.cleaner.clean_as(Source::Text, bytes)?;
        self.told(done, &document);
        done.outcome = Some(Ok(Facts::of(&document, self.plan.counting, begun)));
        Ok(document)
    }

    pub(super) fn temporaries(&self) -> &Temporaries {
        self.temporaries
    }

    /// Whether a file would be read as text.
    pub(super) fn source_of(&self, input: &Input, bytes: &[u8]) -> Source {
        self.source(None, input.path(), bytes)
    }

    /// Notes what is worth knowing of a document that is a file.
    fn told(&self, done: &mut Done, document: &Document<'_>) {
        if done.from.holds == Holds::Records {
            return;
        }
        if self.plan.verbosity >= Verbosity::Verbose {
            let encoding = document.encoding();
            let kept = document.blocks().filter(|block| block.kept()).count();
            done.messages.push(Message::Detail(format!(
                "{} ({}), {kept} of {} blocks kept",
                encoding.name,
                encoding.source.name(),
                document.blocks().len(),
            )));
        }
        if matches!(document.outcome(), Outcome::Degraded { .. }) {
            done.messages
                .push(Message::Note(document.outcome().to_string()));
        }
    }

    /// Counts and renders what came of a document.
    fn cleaned(
        &self,
        done: &mut Done,
        fields: &Fields<'_>,
        cleaned: Result<Document<'_>, dechrome::Error>,
        begun: Option<Instant>,
    ) {
        let document = match cleaned {
            Ok(document) => document,
            Err(error) => return self.failed(done, fields, error.into()),
        };
        self.told(done, &document);
        if self.plan.rendering.copies && keeps_something(&document) {
            done.sketch = Some(Sketch::of(document.body()));
        }
        match self.written(done, fields, Ok(&document)) {
            Ok(made) => {
                done.made = made;
                done.outcome = Some(Ok(Facts::of(&document, self.plan.counting, begun)));
            }
            Err(fault) => done.outcome = Some(Err(fault)),
        }
    }

    /// Renders what is to be said in the place of a document.
    fn failed(&self, done: &mut Done, fields: &Fields<'_>, fault: Fault) {
        if self.own_file(done).is_none() && self.plan.output != Output::InPlace {
            done.made = self
                .written(done, fields, Err(&fault.message))
                .unwrap_or(Made::Nothing);
        }
        done.outcome = Some(Err(fault));
    }

    /// Renders a document, and writes it if it has a file of its own.
    fn written(
        &self,
        done: &Done,
        fields: &Fields<'_>,
        document: Result<&Document<'_>, &str>,
    ) -> Result<Made, Fault> {
        #[cfg(feature = "parquet")]
        if let Output::Table { .. } = self.plan.output {
            let row = row(self.plan.rendering.view, done, fields, document);
            return row
                .map(|row| Made::Row(Box::new(row)))
                .map_err(|error| Fault::new(Kind::Bug, reason(&error)));
        }
        let piece = outputs::render(self.plan.rendering, done.origin(), fields, document)
            .map_err(|error| Fault::new(Kind::Bug, reason(&error)))?;
        let own = (&self.tree, self.own_file(done), done.from.input.path());
        let (Some(tree), Some(path), Some(input)) = own else {
            return Ok(Made::Piece(piece));
        };
        tree.write(&path, input, &piece.bytes)
            .map(|()| Made::Nothing)
            .map_err(|error| unwritten(&path, error))
    }

    /// The file that a document has for itself, in a tree of outputs.
    fn own_file(&self, done: &Done) -> Option<PathBuf> {
        let tree = self
            .tree
            .as_ref()
            .filter(|_| done.from.holds != Holds::Records)?;
        Some(tree.file_of(done.from.input.path()?, &done.place))
    }
}

/// A document as a row of a table.
#[cfg(feature = "parquet")]
fn row(
    view: View,
    done: &Done,
    fields: &Fields<'_>,
    document: Result<&Document<'_>, &str>,
) -> std::io::Result<Row> {
    let blocks = match (view, document) {
        (View::JsonLines(Blocks::With), Ok(document)) => {
            let mut json = Vec::new();
            dechrome::render::jsonl::write_blocks(document, &mut json)?;
            Some(String::from_utf8_lossy(&json).into_owned())
        }
        _ => None,
    };
    let cleaned = match document {
        Ok(document) => Cleaned {
            headline: document.headline().map(Into::into),
            body: document.body().collect::<Vec<_>>().join("\n"),
            lang: document.lang().map(Into::into),
            blocks,
            ..Cleaned::default()
        },
        Err(error) => Cleaned {
            error: Some(error.to_owned()),
            ..Cleaned::default()
        },
    };
    let path = done.from.input.path();
    Ok(Row {
        path: path.map_or_else(
            || done.from.input.to_string(),
            |path| path.to_string_lossy().into(),
        ),
        place: done.place.to_string(),
        carried: match fields {
            Fields::Carried(carried) => (*carried).clone(),
            Fields::Line { record, cleaned } => {
                Carried::Fields(record.without(cleaned.filter(|_| document.is_ok())))
            }
        },
        cleaned,
    })
}

/// What is said of an output that exists.
pub(crate) fn taken(path: &Path) -> Fault {
    unwritten(path, NotWritten::Refused(outputs::taken()))
}

/// What is said of a file that was not written.
pub(crate) fn unwritten(path: &Path, error: NotWritten) -> Fault {
    let (error, fatal) = match error {
        NotWritten::Refused(error) => (error, false),
        NotWritten::Failed(error) => {
            let fatal = is_fatal(&error);
            (error, fatal)
        }
    };
    Fault {
        kind: Kind::Unwritten,
        about: Some(path.to_owned()),
        message: reason(&error),
        fatal,
    }
}

/// Whether nothing else will be written either.
pub(crate) fn is_fatal(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{QuotaExceeded, ReadOnlyFilesystem, StorageFull};

    matches!(
        error.kind(),
        StorageFull | QuotaExceeded | ReadOnlyFilesystem
    )
}

/// The name that may tell what a document is.
fn name<'n>(input: &'n Input, place: &'n Place) -> Option<&'n Path> {
    match place {
        Place::Whole => input.path(),
        Place::Member(name) => Some(name),
        Place::Line(_) | Place::Offset(_) => None,
    }
}

impl Weighed for Done {
    fn weight(&self) -> usize {
        match &self.made {
            Made::Nothing => 0,
            Made::Piece(piece) => piece.bytes.len(),
            #[cfg(feature = "parquet")]
            Made::Row(row) => row.cleaned.body.len(),
        }
    }
}
