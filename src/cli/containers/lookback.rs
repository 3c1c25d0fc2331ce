//! A buffered reader that knows its place and can go back a little, to look again
//! at what a damaged stretch may have swallowed.

use std::io::{self, BufRead, Read};

use super::super::feed::read_onto;

/// How much is read at a time.
const CHUNK: usize = 64 * 1024;

/// How far back one can go. A decoder that is fed nonsense notices within some
/// hundred bytes.
const KEPT: usize = 64 * 1024;

/// A reader, what was read last, and where that stood.
pub(crate) struct Lookback<R> {
    reader: R,
    buffer: Vec<u8>,
    /// Where in the buffer the bytes begin that nobody has taken.
    at: usize,
    /// Where in the stream the buffer begins.
    start: u64,
    ended: bool,
}

impl<R: Read> Lookback<R> {
    pub(crate) fn new(reader: R) -> Lookback<R> {
        Lookback {
            reader,
            buffer: Vec::new(),
            at: 0,
            start: 0,
            ended: false,
        }
    }

    /// How many bytes of the stream were taken.
    pub(crate) fn place(&self) -> u64 {
        self.start + self.at as u64
    }

    /// Goes back to a place, or as near to it as can be.
    pub(crate) fn go_back_to(&mut self, place: u64) {
        let back = usize::try_from(self.place().saturating_sub(place)).unwrap_or(usize::MAX);
        self.at = self.at.saturating_sub(back);
    }

    /// Reads until this many bytes are in hand, or until the end.
    pub(crate) fn look_ahead(&mut self, bytes: usize) -> io::Result<&[u8]> {
        while self.buffer.len() - self.at < bytes && !self.ended {
            self.read_on()?;
        }
        Ok(&self.buffer[self.at..])
    }

    fn read_on(&mut self) -> io::Result<()> {
        let gone = self.at.saturating_sub(KEPT);
        self.buffer.drain(..gone);
        self.start += gone as u64;
        self.at -= gone;
        self.ended = read_onto(&mut self.buffer, &mut self.reader, CHUNK)? == 0;
        Ok(())
    }
}

impl<R: Read> Read for Lookback<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?;
        let count = bytes.len().min(into.len());
        into[..count].copy_from_slice(&bytes[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Lookback<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.look_ahead(1)
    }

    fn consume(&mut self, count: usize) {
        self.at += count.min(self.buffer.len() - self.at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_can_go_back_a_little_and_read_on() {
        let bytes: Vec<u8> = (0..300_000u32).map(|n| (n % 251) as u8).collect();
        let mut reader = Lookback::new(&bytes[..]);
        let mut read = vec![0; 200_000];
        reader.read_exact(&mut read).unwrap();
        assert_eq!(reader.place(), 200_000);
        reader.go_back_to(199_000);
        assert_eq!(reader.place(), 199_000);
        let mut rest = Vec::new();
        reader.read_to_end(&mut rest).unwrap();
        assert_eq!(rest, bytes[199_000..]);
        reader.go_back_to(0);
        assert!(reader.place() <= 300_000 - KEPT as u64);
        let place = usize::try_from(reader.place()).unwrap();
        let mut rest = Vec::new();
        reader.read_to_end(&mut rest).unwrap();
        assert_eq!(rest, bytes[place..]);
    }
}
