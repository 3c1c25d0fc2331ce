//! Web archives: WARC (ISO 28500:2017), and the texts and pages in them.
//!
//! Responses and resources hold pages, conversions hold texts; all other records, and
//! what is neither HTML nor text, are passed over and counted. A damaged record is
//! one error, and reading goes on at the next one: where a version line begins, or the
//! next piece of a stream that is packed in pieces.

mod record;
#[cfg(test)]
mod tests;
mod window;

use std::borrow::Cow;

use dechrome::Source;
use memchr::memmem;
use serde_json::value::{RawValue, to_raw_value};

use super::fields::{MediaType, end_of_head};
use super::http::Response;
use super::{Carried, Container, Content, Damage, Found, Holds, Place, too_large};

use record::{Head, Kind};
use window::Window;

pub(crate) use record::begins_a_record;
pub(crate) use window::{Beginning, Stream};

/// How large the head of a record may be.
const MOST_HEAD: usize = 1 << 20;

/// How much of a response is looked at to find out what it is.
const MOST_HTTP_HEAD: usize = 64 << 10;

/// How much of a record is held, even if nobody wants it, so that what a wrong length
/// has swallowed can be found again.
const HELD: usize = 4 << 20;

/// What the line of a version begins with, within a stream.
const VERSION: &[u8] = b"\nWARC/";

/// How long such a line is up to its end.
const VERSION_LINE: usize = VERSION.len() + 3;

/// The records of a web archive.
pub(crate) struct Warc {
    window: Window,
    largest: u64,
    passed: Passed,
}

/// How many records hold no document, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Passed {
    /// Of a kind that holds none.
    kind: u64,
    /// Responses that say that there is none: redirections, errors.
    status: u64,
    /// Neither HTML nor text.
    other: u64,
}

/// What a record came to.
enum Outcome {
    Document(Found),
    Nothing,
    /// A document that cannot be read, and why, in a record that is sound.
    Unreadable(String),
}

/// What is known of a document before it is read.
struct Wanted {
    source: Option<Source>,
    charset: Option<String>,
}

impl Warc {
    /// The records of a stream of which something was read already, or could not be.
    pub(crate) fn new(stream: Stream, beginning: Beginning, largest: u64) -> Warc {
        Warc {
            window: Window::new(stream, beginning),
            largest,
            passed: Passed::default(),
        }
    }

    /// Goes to the next record, past the empty lines behind the last one; whether
    /// there is any.
    fn begin(&mut self) -> bool {
        loop {
            let bytes = self.window.bytes();
            let blank = bytes.iter().take_while(|byte| is_line_end(**byte)).count();
            self.window.take(blank);
            if !self.window.bytes().is_empty() {
                return true;
            }
            if !self.window.fill_more() {
                return !self.window.is_over();
            }
        }
    }

    /// Reads a record, and takes it. The error says what is wrong with it, in words
    /// that follow its place; then what of it is in hand was not taken.
    fn record(&mut self) -> Result<Outcome, String> {
        let size = self.head_size()?;
        let head = Head::read(&self.window.bytes()[..size])?;
        let length = usize::try_from(head.length).unwrap_or(usize::MAX);
        let end = size.saturating_add(length);
        let Some(wanted) = self.wanted(&head, size, end) else {
            self.pass(end)?;
            return Ok(Outcome::Nothing);
        };
        if head.length > self.largest {
            self.pass(end)?;
            return Ok(Outcome::Unreadable(too_large(self.largest)));
        }
        self.check_end(end)?;
        let block = &self.window.bytes()[size..end];
        let outcome = match self.body(&head, block) {
            Ok(bytes) => Outcome::Document(Found {
                place: Place::Offset(self.window.place()),
                content: Content::Bytes {
                    bytes: bytes.into_owned(),
                    source: wanted.source,
                    charset: wanted.charset,
                },
                carried: carried(&head),
            }),
            Err(message) => Outcome::Unreadable(message),
        };
        self.window.take(end);
        Ok(outcome)
    }

    /// How large the head is that begins here.
    fn head_size(&mut self) -> Result<usize, String> {
        if self.window.fill(VERSION_LINE - 1) && !begins_a_record(self.window.bytes()) {
            return Err("is no record, where one should begin".into());
        }
        let mut searched = 0;
        loop {
            let bytes = self.window.bytes();
            if let Some(size) = end_of_head(bytes, searched) {
                return Ok(size);
            }
            searched = bytes.len();
            if searched > MOST_HEAD {
                return Err("is damaged: its head does not end".into());
            }
            if !self.window.fill_more() {
                return Err(self.window.why_it_ends());
            }
        }
    }

    /// What a record holds that is wanted, if it does.
    fn wanted(&mut self, head: &Head, start: usize, end: usize) -> Option<Wanted> {
        let is_http = |media: &MediaType| media.essence == "application/http";
        let (source, charset) = match head.kind {
            Kind::Response if head.media_type.as_ref().is_none_or(is_http) => {
                self.window
                    .fill(end.min(start.saturating_add(MOST_HTTP_HEAD)));
                let bytes = self.window.bytes();
                // What is damaged here is found out when it is read.
                let block = &bytes[start.min(bytes.len())..end.min(bytes.len())];
                let Some(response) = Response::read(block) else {
                    self.passed.other += 1;
                    return None;
                };
                if !(200..300).contains(&response.status) {
                    self.passed.status += 1;
                    return None;
                }
                let media_type = response.media_type();
                let charset = media_type.as_ref().and_then(|said| said.charset.clone());
                (
                    source(media_type.as_ref(), head.identified.as_ref()),
                    charset,
                )
            }
            Kind::Resource | Kind::Conversion => {
                let said = head.media_type.as_ref();
                let charset = said.and_then(|said| said.charset.clone());
                (source(said, head.identified.as_ref()), charset)
            }
            Kind::Response | Kind::Other => {
                self.passed.kind += 1;
                return None;
            }
        };
        if source.is_none() {
            self.passed.other += 1;
        }
        source.map(|source| Wanted {
            source: Some(source),
            charset,
        })
    }

    /// The document in a block.
    fn body<'b>(&self, head: &Head, block: &'b [u8]) -> Result<Cow<'b, [u8]>, String> {
        match head.kind {
            Kind::Response => match Response::read(block) {
                Some(response) => response.body(self.largest, head.cut_off),
                None => Err("holds no HTTP response".into()),
            },
            _ => Ok(Cow::Borrowed(block)),
        }
    }

    /// Passes over a record of this size.
    fn pass(&mut self, size: usize) -> Result<(), String> {
        if size <= HELD {
            self.check_end(size)?;
            self.window.take(size);
            return Ok(());
        }
        let mut rest = size;
        while rest > 0 {
            // The last bytes may be the first ones of a version line.
            if !self.window.fill(rest.min(VERSION_LINE)) {
                return Err(self.window.why_it_ends());
            }
            let bytes = self.window.bytes();
            let bytes = &bytes[..bytes.len().min(rest)];
            if let Some(at) = next_record(bytes) {
                self.window.take(at);
                return Err("is damaged: the next record begins before its end".into());
            }
            let passed = match bytes.len() {
                all if all == rest => all,
                some => some + 1 - VERSION_LINE,
            };
            self.window.take(passed);
            rest -= passed;
        }
        Ok(())
    }

    /// Sees to it that a record of this size is in hand, and is followed by two empty
    /// lines (4), or, as some writers leave them out, by another record or by nothing.
    fn check_end(&mut self, size: usize) -> Result<(), String> {
        if !self.window.fill(size) {
            return Err(self.window.why_it_ends());
        }
        self.window.fill(size.saturating_add(2 * VERSION_LINE));
        let after = &self.window.bytes()[size..];
        let blank = after.iter().take_while(|byte| is_line_end(**byte)).count();
        let next = &after[blank..];
        // Its bytes are all there, and its checksum says that they are not the right ones.
        if next.is_empty() && self.window.is_broken_in_member() {
            return Err(self.window.why_it_ends());
        }
        let parted = after.starts_with(b"\r\n\r\n") || after.starts_with(b"\n\n");
        if parted || next.is_empty() || begins_a_record(next) {
            Ok(())
        } else {
            Err("is damaged: it does not end where its Content-Length says".into())
        }
    }

    /// After damage: goes to where the next record begins, or to the end.
    fn recover(&mut self) {
        loop {
            let bytes = self.window.bytes();
            if let Some(at) = next_record(bytes) {
                self.window.take(at + 1);
                return;
            }
            let passed = (bytes.len() + 1).saturating_sub(VERSION_LINE);
            self.window.take(passed);
            if self.window.fill_more() {
                continue;
            }
            if !self.window.go_on_behind_break() {
                return;
            }
            if self.window.fill(VERSION_LINE - 1) && begins_a_record(self.window.bytes()) {
                return;
            }
        }
    }
}

impl Container for Warc {
    fn next(&mut self) -> Option<Result<Found, Damage>> {
        while self.begin() {
            let place = Place::Offset(self.window.place());
            match self.record() {
                Ok(Outcome::Document(found)) => return Some(Ok(found)),
                Ok(Outcome::Nothing) => {}
                Ok(Outcome::Unreadable(message)) => return Some(Err(Damage { place, message })),
                Err(message) => {
                    self.recover();
                    return Some(Err(Damage { place, message }));
                }
            }
        }
        None
    }

    fn passed_over(&self) -> Option<String> {
        let Passed {
            kind,
            status,
            other,
        } = self.passed;
        (kind + status + other > 0).then(|| {
            format!(
                "passed over: {kind} records of kinds that hold no document, {status} responses \
                 with another status than 2xx, {other} that are neither HTML nor text"
            )
        })
    }

    fn holds(&self) -> Holds {
        Holds::Records
    }
}

/// Where a record begins in these bytes: at the line end before its version line.
fn next_record(bytes: &[u8]) -> Option<usize> {
    memmem::find_iter(bytes, VERSION).find(|&at| begins_a_record(&bytes[at + 1..]))
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

/// What a document is written in, by what is said of it: by the server, or where it
/// says nothing that helps, by the crawler. `None` when it is neither HTML nor text.
fn source(said: Option<&MediaType>, identified: Option<&MediaType>) -> Option<Source> {
    const SAYS_NOTHING: [&str; 3] = ["", "application/octet-stream", "unknown/unknown"];
    let said = said.filter(|said| !SAYS_NOTHING.contains(&&*said.essence));
    match &*said.or(identified)?.essence {
        "text/html" | "application/xhtml+xml" => Some(Source::Html),
        "text/plain" => Some(Source::Text),
        _ => None,
    }
}

/// What a record says of its document.
fn carried(head: &Head) -> Carried {
    let said = [("id", &head.id), ("url", &head.url), ("date", &head.date)];
    let fields = said.into_iter().filter_map(|(name, value)| {
        let value: Box<RawValue> = to_raw_value(value.as_ref()?).ok()?;
        Some((name.to_owned(), value))
    });
    Carried::Fields(fields.collect())
}
