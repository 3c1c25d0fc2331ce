//! The bytes of one input as they come: looked at ahead, taken line by line, or all
//! at once.

use std::io::{self, ErrorKind, Read};
use std::ops::Range;

use memchr::memchr;

/// How much is read at a time.
const CHUNK: usize = 64 * 1024;

/// How much is asked for where the end is expected.
const PROBE: usize = 64;

/// A reader with a buffer that grows with the longest line and no further.
pub(crate) struct Feed {
    reader: Box<dyn Read + Send>,
    expected: usize,
    waits: bool,
    buffer: Vec<u8>,
    /// Where the bytes begin that nobody has taken.
    taken: usize,
    /// Up to where a line's end was looked for in vain.
    searched: usize,
    ended: bool,
}

impl Feed {
    /// A feed from a reader that has about this many bytes, as far as one knows.
    pub(crate) fn new(reader: impl Read + Send + 'static, expected: usize) -> Feed {
        Feed {
            reader: Box::new(reader),
            expected,
            waits: false,
            buffer: Vec::new(),
            taken: 0,
            searched: 0,
            ended: false,
        }
    }

    /// The same feed, from a reader that may wait for whoever writes.
    pub(crate) fn waiting(self, waits: bool) -> Feed {
        Feed { waits, ..self }
    }

    /// Whether reading may wait for whoever writes.
    pub(crate) fn waits(&self) -> bool {
        self.waits && !self.ended
    }

    /// Whether the reader has given all that it has.
    pub(crate) fn ended(&self) -> bool {
        self.ended
    }

    /// What was read and not yet taken.
    pub(crate) fn in_hand(&self) -> &[u8] {
        &self.buffer[self.taken..]
    }

    /// Reads until this many bytes are in hand, or until the end.
    pub(crate) fn look_ahead(&mut self, bytes: usize) -> io::Result<&[u8]> {
        while self.in_hand().len() < bytes && !self.ended {
            self.fill()?;
        }
        Ok(self.in_hand())
    }

    /// Reads once, which may wait for whoever writes.
    pub(crate) fn fill(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.taken);
        self.searched -= self.taken;
        self.taken = 0;
        let before = self.buffer.len();
        let room = match self.expected.checked_sub(before) {
            // All is in hand; a few bytes more would be news.
            Some(0) if self.expected > 0 => PROBE,
            Some(missing) if missing > 0 => CHUNK.min(missing),
            _ => CHUNK,
        };
        self.ended = read_onto(&mut self.buffer, &mut self.reader, room)? == 0;
        Ok(())
    }

    /// Takes the next line without its `\n`; `None` when no whole line is in hand.
    /// At the end of the input the rest is a line too.
    pub(crate) fn take_line(&mut self) -> Option<Range<usize>> {
        let start = self.taken;
        let (end, next) = match memchr(b'\n', &self.buffer[self.searched..]) {
            Some(at) => (self.searched + at, self.searched + at + 1),
            None if self.ended && start < self.buffer.len() => {
                (self.buffer.len(), self.buffer.len())
            }
            None => {
                self.searched = self.buffer.len();
                return None;
            }
        };
        self.taken = next;
        self.searched = next;
        Some(start..end)
    }

    /// The bytes of a line just taken; good until the next [`fill`](Self::fill).
    pub(crate) fn bytes(&self, line: Range<usize>) -> &[u8] {
        &self.buffer[line]
    }

    /// Passes over the rest of a line, and its end, holding no more than a chunk.
    pub(crate) fn skip_line(&mut self) -> io::Result<()> {
        while self.take_line().is_none() && !self.ended {
            self.taken = self.buffer.len();
            self.searched = self.taken;
            self.fill()?;
        }
        Ok(())
    }

    /// A reader of everything that was not taken.
    pub(crate) fn into_reader(mut self) -> Box<dyn Read + Send> {
        self.buffer.drain(..self.taken);
        if self.buffer.is_empty() {
            return self.reader;
        }
        Box::new(io::Cursor::new(self.buffer).chain(self.reader))
    }

    /// Everything that was not taken, to the end of the input.
    pub(crate) fn into_rest(mut self) -> io::Result<Vec<u8>> {
        self.buffer.drain(..self.taken);
        self.buffer
            .reserve_exact(self.expected.saturating_sub(self.buffer.len()));
        if !self.ended {
            self.reader.read_to_end(&mut self.buffer)?;
        }
        Ok(self.buffer)
    }
}

/// Adds to a buffer what one read gives, up to so many bytes; how many these were. A
/// read that a signal has interrupted is done again.
pub(crate) fn read_onto(
    buffer: &mut Vec<u8>,
    reader: &mut impl Read,
    most: usize,
) -> io::Result<usize> {
    let before = buffer.len();
    buffer.resize(before + most, 0);
    let read = loop {
        match reader.read(&mut buffer[before..]) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            read => break read,
        }
    };
    buffer.truncate(before + read.as_ref().map_or(0, |&read| read));
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its bytes a few at a time.
    struct Trickle(Vec<u8>, usize);

    impl Read for Trickle {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(into.len()).min(self.0.len());
            into[..count].copy_from_slice(&self.0[..count]);
            self.0.drain(..count);
            Ok(count)
        }
    }

    fn lines(input: &str, step: usize) -> Vec<String> {
        let mut feed = Feed::new(Trickle(input.into(), step), 0);
        let mut lines = Vec::new();
        loop {
            match feed.take_line() {
                Some(line) => lines.push(String::from_utf8_lossy(feed.bytes(line)).into_owned()),
                None if feed.ended() => return lines,
                None => feed.fill().unwrap(),
            }
        }
    }

    #[test]
    fn lines_are_the_same_however_they_come() {
        let input = "one\n\ntwo\nthree";
        for step in [1, 2, 3, 5, 100] {
            assert_eq!(lines(input, step), ["one", "", "two", "three"]);
        }
        assert_eq!(lines("", 1), [""; 0]);
        assert_eq!(lines("\n", 1), [""]);
    }

    #[test]
    fn the_rest_of_a_line_is_skipped_over_chunks() {
        let input = format!("{}\nnext\n", "x".repeat(2 * CHUNK));
        let mut feed = Feed::new(Trickle(input.into(), 5000), 0);
        feed.fill().unwrap();
        feed.skip_line().unwrap();
        let line = feed.take_line().unwrap();
        assert_eq!(feed.bytes(line), b"next");
        feed.skip_line().unwrap();
        assert!(feed.ended());
    }

    #[test]
    fn looking_ahead_takes_nothing() {
        let mut feed = Feed::new(Trickle(b"headline\nbody".to_vec(), 3), 0);
        assert!(feed.look_ahead(5).unwrap().starts_with(b"headl"));
        assert_eq!(feed.into_rest().unwrap(), b"headline\nbody");
    }

    #[test]
    fn a_line_longer_than_any_chunk_comes_whole() {
        let long = "x".repeat(5 * CHUNK);
        assert_eq!(
            lines(&format!("{long}\n{long}"), 7 * 1024),
            [long.clone(), long]
        );
    }
}
