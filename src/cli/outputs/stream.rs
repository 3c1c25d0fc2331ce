//! Documents on one output, one after the other.

use std::io::{self, Write};

use super::view::Piece;

/// One output, to which any number of documents go.
pub(crate) struct Stream<W> {
    out: W,
    /// Whether somebody watches, so that each document goes out at once.
    watched: bool,
    begun: bool,
}

impl<W: Write> Stream<W> {
    pub(crate) fn new(out: W) -> Stream<W> {
        Stream {
            out,
            watched: false,
            begun: false,
        }
    }

    /// The same, with somebody watching.
    pub(crate) fn watched(self, watched: bool) -> Stream<W> {
        Stream { watched, ..self }
    }

    /// Adds what was made of a document, parted from what was there before.
    pub(crate) fn push(&mut self, piece: &Piece) -> io::Result<()> {
        if piece.bytes.is_empty() {
            return Ok(());
        }
        if self.begun {
            self.out.write_all(piece.joint)?;
        }
        self.begun = true;
        self.out.write_all(&piece.bytes)?;
        if self.watched {
            self.out.flush()
        } else {
            Ok(())
        }
    }

    /// Hands on what is held back, so that whoever reads has all there is.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// The output itself, to be closed.
    pub(crate) fn into_inner(self) -> W {
        self.out
    }
}
