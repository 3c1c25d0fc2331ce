//! Files of JSON Lines, compressed or not, in stretches that can be read one by one:
//! a file that was cut off behind one of them is whole.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    None,
    Gzip,
    Zstd,
}

/// How hard zstd tries, which is what its own tool does.
const ZSTD_LEVEL: i32 = 3;

/// How much is held back before it is written.
const BUFFER: usize = 256 * 1024;

impl Packing {
    /// The packing of a file of JSON Lines by its name; `None` for other names.
    pub(crate) fn of(path: &Path) -> Option<Packing> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let (stem, packing) = match name.rsplit_once('.')? {
            (stem, "gz") => (stem, Packing::Gzip),
            (stem, "zst") => (stem, Packing::Zstd),
            _ => (name.as_str(), Packing::None),
        };
        let is_lines = stem.ends_with(".jsonl") || stem.ends_with(".ndjson");
        is_lines.then_some(packing)
    }
}

/// A file to which stretches are added.
pub(crate) struct Packed {
    packing: Packing,
    state: State,
}

enum State {
    /// Between two stretches.
    Between(BufWriter<File>),
    Gzip(GzEncoder<BufWriter<File>>),
    Zstd(zstd::Encoder<'static, BufWriter<File>>),
    /// Writing failed.
    Broken,
}

impl Packed {
    /// Goes on at the end of a file.
    pub(crate) fn at_end_of(file: File, packing: Packing) -> Packed {
        Packed {
            packing,
            state: State::Between(BufWriter::with_capacity(BUFFER, file)),
        }
    }

    /// Adds bytes to the stretch.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if let State::Between(_) = self.state
            && self.packing != Packing::None
        {
            self.begin()?;
        }
        match &mut self.state {
            State::Between(file) => file.write_all(bytes),
            State::Gzip(encoder) => encoder.write_all(bytes),
            State::Zstd(encoder) => encoder.write_all(bytes),
            State::Broken => Err(broken()),
        }
    }

    /// Begins a stretch, which may stay empty.
    pub(crate) fn begin(&mut self) -> io::Result<()> {
        let State::Between(file) = std::mem::replace(&mut self.state, State::Broken) else {
            return Err(broken());
        };
        self.state = match self.packing {
            Packing::None => State::Between(file),
            Packing::Gzip => State::Gzip(GzEncoder::new(file, Compression::default())),
            Packing::Zstd => State::Zstd(zstd::Encoder::new(file, ZSTD_LEVEL)?),
        };
        Ok(())
    }

    /// The file itself.
    pub(crate) fn file(&self) -> io::Result<&File> {
        Ok(match &self.state {
            State::Between(file) => file.get_ref(),
            State::Gzip(encoder) => encoder.get_ref().get_ref(),
            State::Zstd(encoder) => encoder.get_ref().get_ref(),
            State::Broken => return Err(broken()),
        })
    }

    /// Ends the stretch; the file is whole then.
    pub(crate) fn cut(&mut self) -> io::Result<&mut File> {
        let mut file = match std::mem::replace(&mut self.state, State::Broken) {
            State::Between(file) => file,
            State::Gzip(encoder) => encoder.finish()?,
            State::Zstd(encoder) => encoder.finish()?,
            State::Broken => return Err(broken()),
        };
        file.flush()?;
        self.state = State::Between(file);
        match &mut self.state {
            State::Between(file) => Ok(file.get_mut()),
            _ => Err(broken()),
        }
    }
}

fn broken() -> io::Error {
    io::Error::other("writing failed before")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_the_packing() {
        let of = |name| Packing::of(Path::new(name));
        assert_eq!(of("a.jsonl"), Some(Packing::None));
        assert_eq!(of("a.b.NDJSON.GZ"), Some(Packing::Gzip));
        assert_eq!(of("a.jsonl.zst"), Some(Packing::Zstd));
        for name in ["a", "jsonl", "a.json", "a.gz", "a.jsonl.xz", "out.jsonl/"] {
            assert_eq!(of(name).is_some(), name == "out.jsonl/", "{name}");
        }
    }
}
