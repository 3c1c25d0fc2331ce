//! Copies among the documents of a run.

mod sketch;

use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::Path;

use sketch::Bodies;
pub(crate) use sketch::Sketch;

/// The bodies that a run has met, which are kept beside its output, so that the run
/// can be gone on with.
pub(crate) struct Copies {
    bodies: Bodies,
    kept: Option<Kept>,
}

struct Kept {
    file: BufWriter<File>,
    bytes: u64,
}

impl Copies {
    /// None yet, and nothing is kept: for outputs that cannot be gone on with.
    pub(crate) fn unkept() -> Copies {
        Copies {
            bodies: Bodies::default(),
            kept: None,
        }
    }

    /// Goes on with the bodies in the first so many bytes of a file, which is made if
    /// it is not there.
    pub(crate) fn kept_in(path: &Path, bytes: u64) -> io::Result<Copies> {
        let mut file = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(path)?;
        let mut bodies = Bodies::default();
        let mut reader = BufReader::new(&file).take(bytes);
        while reader.limit() > 0 {
            let mut sketch = [0; Sketch::BYTES];
            let mut size = [0; 4];
            reader.read_exact(&mut sketch)?;
            reader.read_exact(&mut size)?;
            let mut name = vec![0; u32::from_le_bytes(size) as usize];
            reader.read_exact(&mut name)?;
            let name = String::from_utf8(name)
                .map_err(|_| io::Error::new(ErrorKind::InvalidData, "holds no sketches"))?;
            bodies.meet(Sketch::from_bytes(&sketch), &name);
        }
        file.set_len(bytes)?;
        file.seek(SeekFrom::Start(bytes))?;
        Ok(Copies {
            bodies,
            kept: Some(Kept {
                file: BufWriter::new(file),
                bytes,
            }),
        })
    }

    /// Of which body this is a copy; if of none, it is remembered by its name.
    pub(crate) fn meet(&mut self, sketch: Sketch, name: &str) -> io::Result<Option<String>> {
        let bytes = self.kept.is_some().then(|| sketch.to_bytes());
        let copy_of = self.bodies.meet(sketch, name);
        if let (Some(kept), Some(bytes), None) = (&mut self.kept, bytes, &copy_of) {
            let size = u32::try_from(name.len()).unwrap_or(u32::MAX);
            kept.file.write_all(&bytes)?;
            kept.file.write_all(&size.to_le_bytes())?;
            kept.file.write_all(name.as_bytes())?;
            kept.bytes += (bytes.len() + 4 + name.len()) as u64;
        }
        Ok(copy_of)
    }

    /// How long the file is, all that was met counted.
    pub(crate) fn bytes(&self) -> u64 {
        self.kept.as_ref().map_or(0, |kept| kept.bytes)
    }

    /// Makes sure that the file is on the disk.
    pub(crate) fn sync(&mut self) -> io::Result<()> {
        match &mut self.kept {
            Some(kept) => {
                kept.file.flush()?;
                kept.file.get_ref().sync_data()
            }
            None => Ok(()),
        }
    }
}
