//! JSON Lines: one record after the other, as they come.

use std::io;

use memchr::memchr;

use super::super::feed::Feed;
use super::super::record::Record;
use super::{Carried, Container, Content, Damage, Found, Holds, Place, text, unread};

/// The lines of an input that are not blank.
pub(crate) struct JsonLines {
    feed: Feed,
    /// How many bytes a line may have.
    largest: u64,
    /// The number of the line before the next one.
    number: u64,
    ended: bool,
}

impl JsonLines {
    pub(crate) fn new(feed: Feed, largest: u64) -> JsonLines {
        JsonLines {
            feed,
            largest,
            number: 0,
            ended: false,
        }
    }

    fn damage(&self, message: impl Into<String>) -> Damage {
        Damage {
            place: Place::Line(self.number),
            message: message.into(),
        }
    }

    /// Passes over a line that is too long, without holding it.
    fn too_long(&mut self) -> Damage {
        self.number += 1;
        let damage = self.damage(format!("is longer than {} bytes", self.largest));
        if let Err(error) = self.feed.skip_line() {
            self.ended = true;
            return self.damage(unread(error));
        }
        damage
    }
}

impl Container for JsonLines {
    fn next(&mut self) -> Option<Result<Found, Damage>> {
        while !self.ended {
            let Some(line) = self.feed.take_line() else {
                if self.feed.ended() {
                    return None;
                }
                if self.feed.in_hand().len() as u64 > self.largest {
                    return Some(Err(self.too_long()));
                }
                if let Err(error) = self.feed.fill() {
                    self.ended = true;
                    self.number += 1;
                    return Some(Err(self.damage(unread(error))));
                }
                continue;
            };
            self.number += 1;
            let mut line = self.feed.bytes(line);
            if self.number == 1 {
                line = without_mark(line);
            }
            if !line.trim_ascii().is_empty() {
                return Some(Ok(Found {
                    place: Place::Line(self.number),
                    content: Content::Line(text(line).into_owned()),
                    carried: Carried::Nothing,
                }));
            }
        }
        None
    }

    fn ready(&self) -> bool {
        self.ended || !self.feed.waits() || memchr(b'\n', self.feed.in_hand()).is_some()
    }

    fn holds(&self) -> Holds {
        Holds::Records
    }
}

/// Whether the first line that is not blank is a record with a document in it.
/// Reads no further than it has to, so that the first record of a stream can be
/// answered before the second one comes.
pub(crate) fn starts_with_a_record(field: Option<&str>, feed: &mut Feed) -> io::Result<bool> {
    let beginning = feed.look_ahead(MARK.len() + 1)?;
    let mut searched = beginning.len() - without_mark(beginning).len();
    let mut start = None;
    loop {
        let bytes = feed.in_hand();
        if start.is_none() {
            let visible = bytes[searched..]
                .iter()
                .position(|byte| !byte.is_ascii_whitespace());
            start = visible.map(|at| searched + at);
        }
        let line = match start {
            Some(start) if bytes[start] != b'{' => return Ok(false),
            Some(start) => match memchr(b'\n', &bytes[searched.max(start)..]) {
                Some(at) => Some(&bytes[start..searched.max(start) + at]),
                None => feed.ended().then_some(&bytes[start..]),
            },
            None if feed.ended() => return Ok(false),
            None => None,
        };
        if let Some(line) = line {
            let line = text(line);
            return Ok(Record::read(&line).is_ok_and(|record| record.holds_a_document(field)));
        }
        searched = bytes.len();
        feed.fill()?;
    }
}

/// The byte-order mark that UTF-8 does not need.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The bytes after a byte-order mark.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}
