//! Tar archives (POSIX.1-2017 pax, GNU tar's manual), whose members are documents.
//!
//! The `tar` crate reads the headers; the members are followed here, so that names do
//! not take more memory than they may and reading goes on behind a damaged header.

use std::io::{self, BufRead, Read};

use tar::{EntryType, Header};

use super::lookback::Lookback;
use super::member::{Member, damaged};
use super::{Container, Damage, Found, Holds, Place, Reading, too_large};

/// The size of a header; the bytes of a member are padded to a multiple of it.
const BLOCK: usize = 512;

/// How long what a header says in more blocks may be: names, times, owners.
const MOST_EXTENSION: u64 = 1 << 20;

/// The members of an archive.
pub(crate) struct Tar {
    input: Lookback<Box<dyn Read + Send>>,
    reading: Reading,
    ended: bool,
}

/// What the next member's header is too small for.
#[derive(Default)]
struct Extension {
    name: Option<Vec<u8>>,
    size: Option<u64>,
}

/// What follows in an archive.
enum Next {
    Header(Box<Header>),
    End,
    /// Something else.
    Damage,
}

impl Tar {
    pub(crate) fn new(input: Box<dyn Read + Send>, reading: Reading) -> Tar {
        Tar {
            input: Lookback::new(input),
            reading,
            ended: false,
        }
    }

    /// The next file, or what is wrong in its place.
    fn file(&mut self) -> io::Result<Option<Result<Found, Damage>>> {
        let mut extension = Extension::default();
        loop {
            let place = self.input.place();
            let header = match self.header()? {
                Next::Header(header) => header,
                Next::End => return Ok(None),
                Next::Damage => {
                    self.go_to_header()?;
                    let message = "is no header of a member, where one should be".into();
                    return Ok(Some(Err(Damage {
                        place: Place::Offset(place),
                        message,
                    })));
                }
            };
            let size = match extension.size {
                Some(size) => size,
                None => header.entry_size()?,
            };
            match header.entry_type() {
                EntryType::GNULongName => {
                    let mut name = self.extension(size)?;
                    while name.last() == Some(&0) {
                        name.pop();
                    }
                    extension.name = Some(name);
                }
                EntryType::XHeader => extension.read_pax(&self.extension(size)?),
                EntryType::Regular | EntryType::Continuous => {
                    let name = extension.take_name(&header);
                    // As old archives have folders.
                    let member = Member::named(&name).filter(|_| !name.ends_with(b"/"));
                    match member {
                        Some(member) => return self.member(member, size).map(Some),
                        None => self.skip(size)?,
                    }
                }
                EntryType::GNUSparse => {
                    let name = extension.take_name(&header);
                    self.skip_sparse_headers(&header)?;
                    self.skip(size)?;
                    if let Some(member) = Member::named(&name) {
                        let message = "is a sparse file; unpack the archive first";
                        return Ok(Some(Err(member.damage(message))));
                    }
                }
                // What belongs to the member that follows, or to all.
                EntryType::GNULongLink | EntryType::XGlobalHeader => self.skip(size)?,
                EntryType::Link | EntryType::Symlink => extension = Extension::default(),
                // Folders and devices.
                _ => {
                    extension = Extension::default();
                    self.skip(size)?;
                }
            }
        }
    }

    /// Reads the next header, past empty blocks: an archive ends with some, and may
    /// be followed by another one.
    fn header(&mut self) -> io::Result<Next> {
        loop {
            let block = self.input.look_ahead(BLOCK)?;
            let Some(block) = block.first_chunk::<BLOCK>() else {
                return match block {
                    [] => Ok(Next::End),
                    rest if rest.iter().all(|&byte| byte == 0) => Ok(Next::End),
                    _ => Err(io::ErrorKind::UnexpectedEof.into()),
                };
            };
            if block.iter().any(|&byte| byte != 0) {
                if !is_header(block) {
                    return Ok(Next::Damage);
                }
                let header = Box::new(Header::from_byte_slice(block).clone());
                self.input.consume(BLOCK);
                return Ok(Next::Header(header));
            }
            self.input.consume(BLOCK);
        }
    }

    /// Goes to the next block that is a header.
    fn go_to_header(&mut self) -> io::Result<()> {
        loop {
            let block = self.input.look_ahead(BLOCK)?;
            match block.first_chunk::<BLOCK>() {
                Some(block) if is_header(block) => return Ok(()),
                Some(_) => self.input.consume(BLOCK),
                None => {
                    let rest = block.len();
                    self.input.consume(rest);
                    return Ok(());
                }
            }
        }
    }

    /// Reads a file of this size, which is there whole or not at all.
    fn member(&mut self, member: Member, size: u64) -> io::Result<Result<Found, Damage>> {
        let mut bytes = (&mut self.input).take(size);
        if size > self.reading.largest {
            let damage = member.damage(too_large(self.reading.largest));
            self.skip(size)?;
            return Ok(Err(damage));
        }
        let mut whole = Vec::new();
        let read = bytes.read_to_end(&mut whole);
        if let Err(error) = read.and_then(|read| all(read as u64, size)) {
            self.ended = true;
            return Ok(Err(member.damage(damaged(&error))));
        }
        self.skip_padding(size)?;
        Ok(member.read(&whole[..], &self.reading))
    }

    /// Reads more blocks of a header.
    fn extension(&mut self, size: u64) -> io::Result<Vec<u8>> {
        if size > MOST_EXTENSION {
            self.skip(size)?;
            return Ok(Vec::new());
        }
        let mut bytes = Vec::new();
        let read = (&mut self.input).take(size).read_to_end(&mut bytes)?;
        all(read as u64, size)?;
        self.skip_padding(size)?;
        Ok(bytes)
    }

    /// Passes the blocks that say where the holes of a sparse file are.
    fn skip_sparse_headers(&mut self, header: &Header) -> io::Result<()> {
        let mut goes_on = header.as_gnu().is_some_and(tar::GnuHeader::is_extended);
        while goes_on {
            let block = self.input.look_ahead(BLOCK)?;
            let Some(block) = block.first_chunk::<BLOCK>() else {
                return Err(io::ErrorKind::UnexpectedEof.into());
            };
            // GNU tar, "struct sparse_header": the flag behind 21 entries.
            goes_on = block[504] == 1;
            self.input.consume(BLOCK);
        }
        Ok(())
    }

    fn skip(&mut self, size: u64) -> io::Result<()> {
        let skipped = io::copy(&mut (&mut self.input).take(size), &mut io::sink())?;
        all(skipped, size)?;
        self.skip_padding(size)
    }

    fn skip_padding(&mut self, size: u64) -> io::Result<()> {
        let padding = (BLOCK as u64 - size % BLOCK as u64) % BLOCK as u64;
        // Some archives end without.
        io::copy(&mut (&mut self.input).take(padding), &mut io::sink())?;
        Ok(())
    }
}

/// Whether all was read.
fn all(read: u64, size: u64) -> io::Result<()> {
    if read < size {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(())
}

/// Whether a block is a header: the sum of its bytes stands in it.
pub(crate) fn is_header(block: &[u8; BLOCK]) -> bool {
    let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
    // The sum's own field counts as spaces (pax, "ustar Interchange Format").
    let field: u32 = block[148..156].iter().map(|&byte| u32::from(byte)).sum();
    let header = Header::from_byte_slice(block);
    header
        .cksum()
        .is_ok_and(|said| said == sum - field + 8 * u32::from(b' '))
}

/// Whether a tar archive begins here.
pub(crate) fn begins_one(bytes: &[u8]) -> bool {
    let block = bytes.first_chunk::<BLOCK>();
    block.is_some_and(|block| block[0] != 0 && is_header(block))
}

impl Extension {
    /// The name of the member that a header is of: all was said for it alone.
    fn take_name(&mut self, header: &Header) -> Vec<u8> {
        let name = std::mem::take(self).name;
        name.unwrap_or_else(|| header.path_bytes().into_owned())
    }

    /// Takes the records `LENGTH KEYWORD=VALUE\n` that matter (pax, "pax Extended
    /// Header").
    fn read_pax(&mut self, bytes: &[u8]) {
        for record in tar::PaxExtensions::new(bytes).flatten() {
            match record.key_bytes() {
                b"path" => self.name = Some(record.value_bytes().to_vec()),
                b"size" => self.size = record.value().ok().and_then(|size| size.parse().ok()),
                _ => {}
            }
        }
    }
}

impl Container for Tar {
    fn next(&mut self) -> Option<Result<Found, Damage>> {
        if self.ended {
            return None;
        }
        let place = Place::Offset(self.input.place());
        match self.file() {
            Ok(Some(next)) => Some(next),
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(error) => {
                self.ended = true;
                Some(Err(Damage {
                    place,
                    message: damaged(&error),
                }))
            }
        }
    }

    fn holds(&self) -> Holds {
        Holds::Members
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use tar::Builder;

    use super::super::member;
    use super::*;

    fn file(builder: &mut Builder<Vec<u8>>, name: &str, text: &[u8]) {
        let mut header = Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, text).unwrap();
    }

    fn other(builder: &mut Builder<Vec<u8>>, name: &str, kind: EntryType) {
        let mut header = Header::new_ustar();
        header.set_entry_type(kind);
        header.set_size(0);
        if matches!(kind, EntryType::Symlink | EntryType::Link) {
            builder.append_link(&mut header, name, "a.txt").unwrap();
        } else {
            builder.append_data(&mut header, name, io::empty()).unwrap();
        }
    }

    /// What is found, each by its name: its text, or what is wrong.
    fn read(bytes: &[u8], largest: u64) -> Vec<(String, Result<String, String>)> {
        let bytes = Box::new(Cursor::new(bytes.to_vec()));
        member::texts(Tar::new(bytes, Reading::of_at_most(largest)))
    }

    fn texts(found: &[(String, Result<String, String>)]) -> Vec<(&str, &str)> {
        found
            .iter()
            .map(|(name, text)| (&**name, text.as_deref().unwrap_or("?")))
            .collect()
    }

    #[test]
    fn files_are_read_in_their_order_and_what_is_none_is_skipped() {
        let long = format!("{}/b.txt", "long".repeat(60));
        let mut builder = Builder::new(Vec::new());
        other(&mut builder, "folder/", EntryType::Directory);
        file(&mut builder, &long, b"a long name");
        other(&mut builder, "link", EntryType::Symlink);
        other(&mut builder, "hard", EntryType::Link);
        other(&mut builder, "pipe", EntryType::Fifo);
        builder
            .append_pax_extensions([("path", &b"\xC3\xA4/c.txt"[..]), ("mtime", b"1")])
            .unwrap();
        file(&mut builder, "c.txt", b"a pax name");
        file(&mut builder, "empty.txt", b"");
        file(&mut builder, "a.txt", &[b'x'; 1500]);
        let bytes = builder.into_inner().unwrap();
        assert!(begins_one(&bytes));
        let found = read(&bytes, 2000);
        let expected = [
            (&*format!("/{long}"), "a long name"),
            ("/\u{E4}/c.txt", "a pax name"),
            ("/empty.txt", ""),
            ("/a.txt", &*"x".repeat(1500)),
        ];
        assert_eq!(texts(&found), expected);
    }

    #[test]
    fn archives_behind_each_other_are_one() {
        let one = |name: &str| {
            let mut builder = Builder::new(Vec::new());
            file(&mut builder, name, b"x");
            builder.into_inner().unwrap()
        };
        let found = read(&[one("a.txt"), one("b.txt")].concat(), 10);
        assert_eq!(texts(&found), [("/a.txt", "x"), ("/b.txt", "x")]);
    }

    #[test]
    fn a_damaged_header_is_one_error_and_the_rest_is_read() {
        let mut builder = Builder::new(Vec::new());
        for name in ["a.txt", "b.txt", "c.txt"] {
            file(&mut builder, name, &[b'x'; 600]);
        }
        let mut bytes = builder.into_inner().unwrap();
        let second = 3 * BLOCK;
        bytes[second + 3] ^= 1;
        let found = read(&bytes, 1000);
        assert_eq!(found[1].0, format!("@{second}"));
        let names: Vec<&str> = found.iter().map(|(name, _)| &**name).collect();
        assert_eq!(names, ["/a.txt", &found[1].0, "/c.txt"]);
    }

    #[test]
    fn what_is_cut_off_is_one_error() {
        let mut builder = Builder::new(Vec::new());
        file(&mut builder, "a.txt", b"a");
        file(&mut builder, "b.txt", &[b'x'; 600]);
        let bytes = builder.into_inner().unwrap();
        for end in (1..4 * BLOCK).step_by(37) {
            let found = read(&bytes[..end], 1000);
            let errors = found.iter().filter(|(_, text)| text.is_err()).count();
            assert!(errors <= 1, "{end}: {found:?}");
            assert!(end <= BLOCK || found[0].1.is_ok(), "{end}");
        }
        let found = read(&bytes[..2 * BLOCK + BLOCK + 100], 1000);
        assert_eq!(found[1], ("/b.txt".into(), Err("is cut off".into())));
    }

    #[test]
    fn a_member_that_is_too_large_is_an_error_of_its_own() {
        let mut builder = Builder::new(Vec::new());
        file(&mut builder, "a.txt", &[b'x'; 600]);
        file(&mut builder, "b.txt", b"b");
        let found = read(&builder.into_inner().unwrap(), 100);
        assert!(
            found[0]
                .1
                .as_ref()
                .unwrap_err()
                .contains("larger than 100 bytes")
        );
        assert_eq!(found[1], ("/b.txt".into(), Ok("b".into())));
    }

    #[test]
    fn a_name_does_not_choose_how_much_memory_it_takes() {
        let mut header = Header::new_gnu();
        header.set_entry_type(EntryType::GNULongName);
        header.set_size(1 << 40);
        header.set_cksum();
        let endless =
            io::Cursor::new(header.as_bytes().to_vec()).chain(io::repeat(b'x').take(1 << 24));
        let mut tar = Tar::new(Box::new(endless), Reading::of_at_most(10));
        assert_eq!(tar.next().unwrap().err().unwrap().message, "is cut off");
        assert!(tar.next().is_none());
    }

    #[test]
    fn text_is_no_archive() {
        assert!(!begins_one(&[b'x'; 2000]));
        assert!(!begins_one(&[0; 2000]));
        assert!(!begins_one(b"ustar"));
    }
}
