//! The unpacked bytes of a web archive around the record in hand.
//!
//! The window grows to hold what is asked for and no further. It knows where in the
//! file its bytes come from, and where the stream is broken: what stands before the
//! break is good, and reading goes on behind it.

use std::io::{self, ErrorKind, Read};

use super::super::super::feed::read_onto;
use super::super::members::Members;

/// How much is read at a time.
const CHUNK: usize = 64 * 1024;

/// Where the bytes come from.
pub(crate) enum Stream {
    /// Bytes as they stand in the file, or out of a codec that has no pieces.
    Plain(Box<dyn Read + Send>),
    /// Pieces that are packed for themselves: mostly one a record.
    Members(Members<Box<dyn Read + Send>>),
}

impl Read for Stream {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Stream::Plain(reader) => reader.read(into),
            Stream::Members(members) => members.read(into),
        }
    }
}

/// A stretch of a stream.
pub(crate) struct Window {
    stream: Stream,
    buffer: Vec<u8>,
    /// Where in the buffer the bytes begin that nobody has taken.
    at: usize,
    /// How much of the stream was taken.
    taken: u64,
    /// Where in the stream a member begins, and where that stands in the file: those
    /// of the buffer, and the last one before it.
    starts: Vec<(u64, u64)>,
    end: End,
}

/// What follows the bytes that are in the buffer.
#[derive(Debug)]
enum End {
    /// More, perhaps.
    Open,
    /// Nothing.
    Closed,
    /// What cannot be read.
    Broken(io::Error),
}

/// What was read of a stream before anybody knew what it is.
pub(crate) type Beginning = io::Result<Vec<u8>>;

impl Window {
    pub(crate) fn new(stream: Stream, beginning: Beginning) -> Window {
        let (buffer, end) = match beginning {
            Ok(bytes) => (bytes, End::Open),
            Err(error) => (Vec::new(), End::Broken(error)),
        };
        let mut window = Window {
            stream,
            buffer,
            at: 0,
            taken: 0,
            starts: Vec::new(),
            end,
        };
        if !window.buffer.is_empty() {
            window.note_start(0);
        }
        window
    }

    /// The bytes that were read and not taken.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.buffer[self.at..]
    }

    /// Reads until so many bytes are in hand; whether they are.
    pub(crate) fn fill(&mut self, size: usize) -> bool {
        while self.bytes().len() < size && matches!(self.end, End::Open) {
            self.read_on();
        }
        self.bytes().len() >= size
    }

    /// Reads a little more; whether there was any.
    pub(crate) fn fill_more(&mut self) -> bool {
        self.fill(self.bytes().len() + 1)
    }

    /// Takes bytes that are in hand.
    pub(crate) fn take(&mut self, size: usize) {
        let size = size.min(self.bytes().len());
        self.at += size;
        self.taken += size as u64;
    }

    /// Where the next byte stands: in the file, if a member begins there or the file
    /// is not packed in pieces, and else in the stream that comes out of it.
    pub(crate) fn place(&self) -> u64 {
        match (&self.stream, &self.end) {
            (Stream::Members(members), End::Broken(_)) if self.bytes().is_empty() => {
                members.start()
            }
            _ => {
                let start = self.starts.iter().find(|(start, _)| *start == self.taken);
                start.map_or(self.taken, |&(_, place)| place)
            }
        }
    }

    /// Whether nothing follows what is in hand, not even damage.
    pub(crate) fn is_over(&self) -> bool {
        self.bytes().is_empty() && matches!(self.end, End::Closed)
    }

    /// Whether the member breaks off from which the last bytes came.
    pub(crate) fn is_broken_in_member(&self) -> bool {
        match (&self.stream, &self.end) {
            (Stream::Members(members), End::Broken(_)) => {
                let last = self.starts.last();
                last.is_some_and(|(_, place)| *place == members.start())
            }
            _ => false,
        }
    }

    /// Why the bytes end where they do, in words that follow the name of a record.
    pub(crate) fn why_it_ends(&self) -> String {
        match &self.end {
            End::Broken(error) if error.kind() != ErrorKind::UnexpectedEof => {
                format!("is damaged: {error}")
            }
            _ => "is cut off".into(),
        }
    }

    /// Drops what is in hand and goes on behind the place where the stream is broken;
    /// whether there is anything.
    pub(crate) fn go_on_behind_break(&mut self) -> bool {
        self.take(self.bytes().len());
        if let (End::Broken(_), Stream::Members(members)) = (&self.end, &mut self.stream) {
            self.end = match members.skip_damage() {
                Ok(true) => End::Open,
                Ok(false) => End::Closed,
                Err(error) => {
                    self.stream = Stream::Plain(Box::new(io::empty()));
                    End::Broken(error)
                }
            };
            return matches!(self.end, End::Open);
        }
        // Nobody knows how to go on.
        self.end = End::Closed;
        false
    }

    fn read_on(&mut self) {
        self.buffer.drain(..self.at);
        self.at = 0;
        let first = self
            .starts
            .iter()
            .rposition(|(start, _)| *start <= self.taken);
        self.starts.drain(..first.unwrap_or(0));
        let before = self.buffer.len();
        match read_onto(&mut self.buffer, &mut self.stream, CHUNK) {
            Ok(0) => self.end = End::Closed,
            Ok(_) => self.note_start(before),
            Err(error) => self.end = End::Broken(error),
        }
    }

    /// Remembers that a member begins at a place of the buffer, if one does.
    fn note_start(&mut self, at: usize) {
        if let Stream::Members(members) = &self.stream {
            let place = members.start();
            if self.starts.last().is_none_or(|(_, last)| *last != place) {
                self.starts.push((self.taken + at as u64, place));
            }
        }
    }
}
