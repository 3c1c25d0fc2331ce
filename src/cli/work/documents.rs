//! The documents of a run, drawn from its inputs in bunches: one small document alone
//! is less work than handing it to another thread.

use std::collections::HashSet;
use std::fs;
use std::iter::{Map, Peekable};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::UNIX_EPOCH;

use super::super::containers::{self, Container, Content, Damage, Found, Holds};
use super::super::hash::Hash;
use super::super::inputs::{Identity, Input, Inputs, Unreached};
use super::super::messages::{Messages, Shown};
use super::super::outputs::Output;
use super::super::plan::Plan;
use super::super::report::Kind;
use super::super::resume::Position;
use super::clean::{Fault, taken};

/// How many documents a bunch has at most.
const MOST: usize = 32;

/// How many bytes they have, unless one alone has more.
const MOST_BYTES: usize = 128 * 1024;

/// Documents that are worked on by one thread.
pub(crate) struct Bunch {
    pub(crate) items: Vec<Item>,
    /// Whether drawing the next one may wait, so that all that is done goes out.
    pub(crate) waits: bool,
}

/// One thing that came of an input.
pub(crate) struct Item {
    pub(crate) from: Arc<Current>,
    /// How many documents of the input these are, this one counted.
    pub(crate) number: u64,
    pub(crate) what: What,
}

/// What came of an input.
pub(crate) enum What {
    Document(Found),
    Damaged(Damage),
    /// The input could not be read at all.
    Unread(Fault),
    /// The input is at its end. Whoever is a document itself has none.
    End,
}

/// An input that is being read.
#[derive(Debug)]
pub(crate) struct Current {
    pub(crate) input: Input,
    pub(crate) holds: Holds,
    /// Its number, from 1.
    pub(crate) number: u64,
    /// It and all inputs before it, as one number.
    pub(crate) chain: u64,
}

impl Item {
    /// How far the run is when this is done.
    pub(crate) fn position(&self) -> Position {
        let alone = self.from.holds == Holds::Itself;
        Position {
            input: self.from.number,
            chain: self.from.chain,
            documents: self.number,
            complete: alone || matches!(self.what, What::End | What::Unread(_)),
        }
    }
}

/// Draws documents.
pub(crate) struct Documents<'p> {
    plan: &'p Plan,
    inputs: Peekable<AllComing<'p>>,
    messages: Messages,
    /// How many bytes of files were read.
    read: Arc<AtomicU64>,
    /// What is written is no input.
    output: Vec<Identity>,
    number: u64,
    chain: Hash,
    open: Option<Open>,
}

/// The inputs of a run.
type AllComing<'p> = Map<Inputs<'p>, fn(Result<Input, Unreached>) -> Coming>;

/// An input whose turn comes, and what is known of its file.
struct Coming {
    input: Result<Input, Unreached>,
    about: Option<fs::Metadata>,
}

impl Coming {
    fn of(input: Result<Input, Unreached>) -> Coming {
        let about = input.as_ref().ok().and_then(Input::metadata);
        Coming { input, about }
    }

    /// Whether opening it may wait for whoever writes it.
    fn waits(&self) -> bool {
        match (&self.input, &self.about) {
            (Ok(Input::Stdin), _) => true,
            (_, about) => about.as_ref().is_some_and(|about| !about.is_file()),
        }
    }
}

struct Open {
    from: Arc<Current>,
    container: Box<dyn Container>,
    number: u64,
    /// The files that its members have in the tree of outputs, as hashes.
    written: HashSet<u64>,
}

impl Open {
    /// The next thing that comes of the input.
    fn next(&mut self, output: &Output) -> What {
        let found = match self.container.next() {
            Some(Ok(found)) => found,
            Some(Err(damage)) => {
                self.number += 1;
                return What::Damaged(damage);
            }
            None => return What::End,
        };
        self.number += 1;
        if let (Output::Folder(mirror), Holds::Members, Some(input)) =
            (output, self.from.holds, self.from.input.path())
        {
            let path = mirror.of_document(input, &found.place);
            if !self.written.insert(Hash::of_path(&path).get()) {
                let message = format!("would be written over another one, {}", Shown(&path));
                let place = found.place;
                return What::Damaged(Damage { place, message });
            }
        }
        What::Document(found)
    }
}

impl<'p> Documents<'p> {
    pub(crate) fn of(plan: &'p Plan) -> Documents<'p> {
        Documents {
            plan,
            inputs: plan.sources.inputs().map(Coming::of as _).peekable(),
            messages: Messages::new(plan.verbosity),
            read: Arc::default(),
            output: plan.output.identities(),
            number: 0,
            chain: Hash::default(),
            open: None,
        }
    }

    /// How many bytes of files were read, by all who hold this.
    pub(crate) fn read(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.read)
    }

    /// Passes over what is done already; the error says what has changed since.
    pub(crate) fn skip_to(&mut self, position: Position) -> Result<(), String> {
        let changed = || {
            "the inputs that are done already have changed, or others have come among them; \
             begin anew with --overwrite"
                .to_owned()
        };
        let whole = position.input - u64::from(!position.complete && position.input > 0);
        while self.number < whole {
            let next = self.inputs.next().ok_or_else(changed)?;
            self.count(&next);
            let bytes = next.about.map_or(0, |about| about.len());
            self.read.fetch_add(bytes, Ordering::Relaxed);
        }
        if position.complete || position.input == 0 {
            let same = position.input == 0 || self.chain.get() == position.chain;
            return if same { Ok(()) } else { Err(changed()) };
        }
        let next = self.inputs.next().ok_or_else(changed)?;
        self.open = Some(self.opened(next).map_err(|_| changed())?);
        let open = self.open.as_mut().ok_or_else(changed)?;
        if open.from.chain != position.chain {
            return Err(changed());
        }
        while open.number < position.documents {
            if matches!(open.next(&self.plan.output), What::End) {
                return Err(changed());
            }
        }
        Ok(())
    }

    /// Draws the next documents; `None` when there are no more.
    pub(crate) fn draw(&mut self) -> Option<Bunch> {
        let mut items = Vec::new();
        let mut bytes = 0;
        let mut waits = false;
        while items.len() < MOST && bytes < MOST_BYTES {
            if self.open.is_none() {
                if !items.is_empty() && self.inputs.peek().is_some_and(Coming::waits) {
                    waits = true;
                    break;
                }
                let Some(next) = self.inputs.next() else {
                    break;
                };
                match self.opened(next) {
                    Ok(open) => self.open = Some(open),
                    Err(item) => items.push(item),
                }
                continue;
            }
            let Some(open) = &mut self.open else { break };
            if !items.is_empty() && !open.container.ready() {
                waits = true;
                break;
            }
            let what = open.next(&self.plan.output);
            if let What::Document(found) = &what {
                bytes += found.content.size();
            }
            let item = Item {
                from: Arc::clone(&open.from),
                number: open.number,
                what,
            };
            let ended = matches!(item.what, What::End);
            if ended {
                if let Some(words) = open.container.passed_over() {
                    self.messages.detail(&open.from.input, words);
                }
                self.open = None;
            }
            if !ended || item.from.holds != Holds::Itself {
                items.push(item);
            }
        }
        // What is in hand now may have been the last that was.
        let waits = waits
            || self
                .open
                .as_ref()
                .is_some_and(|open| !open.container.ready());
        (!items.is_empty()).then_some(Bunch { items, waits })
    }

    /// Counts an input, and knows it from any other one.
    fn count(&mut self, next: &Coming) {
        self.number += 1;
        let path = match &next.input {
            Ok(input) => input.path(),
            Err(unreached) => Some(unreached.path.as_path()),
        };
        let path = path.map_or(&b"-"[..], |path| path.as_os_str().as_encoded_bytes());
        self.chain = self.chain.bytes(path).bytes(b"\0");
        if let Some(about) = &next.about {
            let changed = about.modified().ok();
            let changed = changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            let changed = changed.unwrap_or_default();
            self.chain = self
                .chain
                .number(about.len())
                .number(changed.as_secs())
                .number(changed.subsec_nanos().into());
        }
    }

    /// Opens an input; or else what is to be said in its place.
    fn opened(&mut self, next: Coming) -> Result<Open, Item> {
        self.count(&next);
        let (number, chain) = (self.number, self.chain.get());
        let current = |input, holds| Current {
            input,
            holds,
            number,
            chain,
        };
        let unread = |input, fault| Item {
            from: Arc::new(current(input, Holds::Itself)),
            number: 1,
            what: What::Unread(fault),
        };
        let not = |message| Fault::new(Kind::Unread, message);
        let input = match next.input {
            Ok(input) => input,
            Err(Unreached { path, message }) => {
                return Err(unread(Input::File(path), not(message)));
            }
        };
        if let (Some(path), Some(about)) = (input.path(), &next.about)
            && !self.output.is_empty()
            && Identity::known(about, path).is_some_and(|identity| self.output.contains(&identity))
        {
            let fault = not("is the output itself; left out".to_owned());
            return Err(unread(input, fault));
        }
        let opened = input.open(&self.messages, &self.read).and_then(|feed| {
            let path = input.path();
            let container = containers::open(feed, path, &self.plan.reading)?;
            match (&self.plan.output, container.holds()) {
                (Output::InPlace, Holds::Records) => {
                    Err("is JSON Lines or other records; -i rewrites text, use -o DIR".to_owned())
                }
                (Output::InPlace, Holds::Members) => {
                    Err("is an archive; -i rewrites text, use -o DIR".to_owned())
                }
                _ => Ok(container),
            }
        });
        match opened {
            // Nothing is read in vain.
            Ok(container) => match self.stands(&input, container.holds()) {
                Some(path) => Err(unread(input, taken(&path))),
                None => Ok(Open {
                    from: Arc::new(current(input, container.holds())),
                    container,
                    number: 0,
                    written: HashSet::new(),
                }),
            },
            Err(message) => Err(unread(input, not(message))),
        }
    }
}

impl Documents<'_> {
    /// The output of records, where it exists and must not be touched: then nothing is
    /// read in vain.
    fn stands(&self, input: &Input, holds: Holds) -> Option<PathBuf> {
        match &self.plan.output {
            Output::Folder(mirror) if holds == Holds::Records => {
                let path = mirror.of(input.path()?);
                self.plan.stands(&path).then_some(path)
            }
            _ => None,
        }
    }
}

impl Content {
    /// How many bytes are held.
    fn size(&self) -> usize {
        match self {
            Content::Bytes { bytes, .. } => bytes.len(),
            Content::Text { text, .. } | Content::Line(text) => text.len(),
            #[cfg(feature = "parquet")]
            Content::Missing(_) => 0,
        }
    }
}
