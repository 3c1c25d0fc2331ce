//! Streams that are compressed in independent pieces, one after the other: the
//! members of a gzip file, the frames of a Zstandard one.
//!
//! Read on end they are one stream, as `gzip` and `zstd` read them. What makes them
//! more is that a piece which is damaged can be left out, and the next one read.

use std::io::{self, BufRead, Error, ErrorKind, Read};

use flate2::bufread::GzDecoder;
use memchr::memmem;
use zstd::stream::read::Decoder as ZstdDecoder;

use super::codec::{GZIP, ZSTD, begins_a_member, is_skippable};
use super::lookback::Lookback;

/// The kinds of pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A gzip member (RFC 1952, 2.2).
    Member,
    /// A Zstandard frame (RFC 8878, 3.1).
    Frame,
}

/// The pieces of a stream, read as one.
pub(crate) struct Members<R: Read> {
    piece: Piece,
    state: State<R>,
    /// Where the piece in hand begins.
    start: u64,
    /// The dictionary of all frames; mostly there is none.
    dictionary: Vec<u8>,
}

enum State<R: Read> {
    Between(Lookback<R>),
    Gzip(Box<GzDecoder<Lookback<R>>>),
    Zstd(ZstdDecoder<'static, Lookback<R>>),
    /// The reader is on its way from one state to the next.
    Moving,
}

/// The magic number of a frame that holds the dictionary of all the others (as
/// `.warc.zst` files have it), and how large one may be.
const DICTIONARY: [u8; 4] = [0x5D, 0x2A, 0x4D, 0x18];
const MOST_DICTIONARY: u32 = 16 << 20;

impl<R: Read> Members<R> {
    pub(crate) fn new(piece: Piece, reader: R) -> Members<R> {
        Members {
            piece,
            state: State::Between(Lookback::new(reader)),
            start: 0,
            dictionary: Vec::new(),
        }
    }

    /// Where in the compressed stream the piece begins that was read last.
    pub(crate) fn start(&self) -> u64 {
        self.start
    }

    /// After an error: leaves the rest of the piece in hand and goes to where the
    /// next one seems to begin. Whether there is any.
    pub(crate) fn skip_damage(&mut self) -> io::Result<bool> {
        let Some(mut input) = self.take_input() else {
            return Ok(false);
        };
        input.go_back_to(self.start);
        input.consume(1);
        let found = match self.piece {
            Piece::Member => find(&mut input, &GZIP, begins_a_member),
            Piece::Frame => find(&mut input, &ZSTD, |_| true),
        };
        self.start = input.place();
        self.state = State::Between(input);
        found
    }

    /// The reader out of the piece in hand.
    fn take_input(&mut self) -> Option<Lookback<R>> {
        match std::mem::replace(&mut self.state, State::Moving) {
            State::Between(input) => Some(input),
            State::Gzip(decoder) => Some(decoder.into_inner()),
            State::Zstd(decoder) => Some(decoder.finish()),
            State::Moving => None,
        }
    }

    /// Begins the next piece; `false` at the end of the stream.
    fn open(&mut self) -> io::Result<bool> {
        let Some(mut input) = self.take_input() else {
            return Ok(false);
        };
        let begins = match self.piece {
            Piece::Member => self.look_for_member(&mut input),
            Piece::Frame => self.look_for_frame(&mut input),
        };
        if !matches!(begins, Ok(true)) {
            self.state = State::Between(input);
            return begins;
        }
        self.state = match self.piece {
            Piece::Member => State::Gzip(Box::new(GzDecoder::new(input))),
            Piece::Frame => match ZstdDecoder::try_with_dictionary(input, &self.dictionary) {
                Ok(decoder) => State::Zstd(decoder.single_frame()),
                Err((input, error)) => {
                    self.state = State::Between(input);
                    return Err(error);
                }
            },
        };
        Ok(true)
    }

    /// Whether a member follows. Zeros after the last one are padding, as on tapes.
    fn look_for_member(&mut self, input: &mut Lookback<R>) -> io::Result<bool> {
        let mut ahead = input.look_ahead(1)?;
        while ahead.first() == Some(&0) {
            let padding = ahead.iter().take_while(|&&byte| byte == 0).count();
            input.consume(padding);
            ahead = input.look_ahead(1)?;
        }
        self.start = input.place();
        match input.look_ahead(GZIP.len() + 1)? {
            [] => Ok(false),
            ahead if begins_a_member(ahead) => Ok(true),
            _ => Err(damaged("what follows its gzip data is none")),
        }
    }

    /// Whether a frame follows, apart from those that hold nothing of the stream.
    fn look_for_frame(&mut self, input: &mut Lookback<R>) -> io::Result<bool> {
        loop {
            self.start = input.place();
            let ahead = input.look_ahead(8)?;
            if ahead.is_empty() {
                return Ok(false);
            }
            if ahead.starts_with(&ZSTD) {
                return Ok(true);
            }
            let (true, Some(size)) = (is_skippable(ahead), ahead.get(4..8)) else {
                return Err(damaged("what follows its zstd data is none"));
            };
            let size = u32::from_le_bytes(size.try_into().unwrap_or_default());
            let holds_dictionary = ahead.starts_with(&DICTIONARY) && self.start == 0;
            input.consume(8);
            let mut frame = input.take(size.into());
            if holds_dictionary && size <= MOST_DICTIONARY {
                self.dictionary = dictionary(frame)?;
            } else {
                io::copy(&mut frame, &mut io::sink())?;
            }
        }
    }
}

impl<R: Read> Read for Members<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        loop {
            let read = match &mut self.state {
                State::Between(_) => {
                    if self.open()? {
                        continue;
                    }
                    return Ok(0);
                }
                State::Gzip(decoder) => decoder.read(into)?,
                State::Zstd(decoder) => decoder.read(into)?,
                State::Moving => return Ok(0),
            };
            if read > 0 {
                return Ok(read);
            }
            if let Some(input) = self.take_input() {
                self.state = State::Between(input);
            }
        }
    }
}

fn damaged(what: &str) -> Error {
    Error::new(ErrorKind::InvalidData, what)
}

/// The dictionary in a frame, which may itself be compressed.
fn dictionary(mut frame: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    frame.read_to_end(&mut bytes)?;
    if !bytes.starts_with(&ZSTD) {
        return Ok(bytes);
    }
    let mut unpacked = Vec::new();
    ZstdDecoder::with_buffer(&bytes[..])?
        .take(MOST_DICTIONARY.into())
        .read_to_end(&mut unpacked)?;
    Ok(unpacked)
}

/// Goes to where the next piece seems to begin.
fn find<R: Read>(
    input: &mut Lookback<R>,
    magic: &[u8],
    is_one: fn(&[u8]) -> bool,
) -> io::Result<bool> {
    loop {
        let ahead = input.look_ahead(magic.len() + 1)?;
        if ahead.len() < magic.len() {
            let rest = ahead.len();
            input.consume(rest);
            return Ok(false);
        }
        match memmem::find(ahead, magic) {
            Some(at) => {
                input.consume(at);
                if is_one(input.look_ahead(magic.len() + 1)?) {
                    return Ok(true);
                }
                input.consume(1);
            }
            None => {
                let passed = ahead.len() - (magic.len() - 1);
                input.consume(passed);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::codec::gzip;
    use super::*;

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        zstd::encode_all(bytes, 3).unwrap()
    }

    /// Three pieces that do not compress to nothing.
    fn texts() -> [Vec<u8>; 3] {
        [1u32, 7, 13].map(|step| {
            let numbers = (0..5000).map(|n| format!("{:x}\n", step.wrapping_mul(n * n * 77)));
            numbers.collect::<String>().into_bytes()
        })
    }

    type Pack = fn(&[u8]) -> Vec<u8>;

    const KINDS: [(Piece, Pack); 2] = [(Piece::Member, gzip), (Piece::Frame, zstd)];

    fn unpacked(piece: Piece, bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut all = Vec::new();
        Members::new(piece, bytes).read_to_end(&mut all)?;
        Ok(all)
    }

    #[test]
    fn pieces_are_read_as_one_stream() {
        for (piece, pack) in KINDS {
            let packed = texts().map(|text| pack(&text)).concat();
            assert_eq!(unpacked(piece, &packed).unwrap(), texts().concat());
            assert_eq!(unpacked(piece, b"").unwrap(), b"");
            assert_eq!(unpacked(piece, &pack(b"")).unwrap(), b"");
        }
    }

    #[test]
    fn zeros_behind_the_last_member_are_padding_and_other_bytes_are_not() {
        let padded = [gzip(b"prose"), vec![0; 100_000]].concat();
        assert_eq!(unpacked(Piece::Member, &padded).unwrap(), b"prose");
        for (piece, pack) in KINDS {
            let more = [&pack(b"prose"), &b"more"[..]].concat();
            let error = unpacked(piece, &more).unwrap_err();
            assert!(error.to_string().contains("what follows"), "{error}");
        }
    }

    #[test]
    fn frames_that_hold_nothing_are_skipped() {
        let frame = |number: u8, bytes: &[u8]| {
            let size = u32::try_from(bytes.len()).unwrap().to_le_bytes();
            [&[0x50 + number, 0x2A, 0x4D, 0x18], &size[..], bytes].concat()
        };
        let packed = [frame(0, b"me"), zstd(b"pro"), frame(15, b""), zstd(b"se")].concat();
        assert_eq!(unpacked(Piece::Frame, &packed).unwrap(), b"prose");
    }

    #[test]
    fn a_first_frame_may_hold_the_dictionary_of_the_others() {
        let dictionary = texts().concat();
        let mut pack = zstd::bulk::Compressor::with_dictionary(3, &dictionary).unwrap();
        let packed = texts().map(|text| pack.compress(&text).unwrap()).concat();
        for written in [dictionary.clone(), zstd(&dictionary)] {
            let size = u32::try_from(written.len()).unwrap().to_le_bytes();
            let file = [&DICTIONARY, &size[..], &written, &packed].concat();
            assert_eq!(unpacked(Piece::Frame, &file).unwrap(), texts().concat());
        }
        assert!(unpacked(Piece::Frame, &packed).is_err());
    }

    /// What is read of a stream when every error is skipped, and how many there were.
    fn salvaged(piece: Piece, bytes: &[u8]) -> (Vec<u8>, usize) {
        let mut members = Members::new(piece, bytes);
        let (mut all, mut errors) = (Vec::new(), 0);
        while members.read_to_end(&mut all).is_err() {
            errors += 1;
            if !members.skip_damage().unwrap() {
                break;
            }
        }
        (all, errors)
    }

    #[test]
    fn behind_a_damaged_piece_the_next_one_is_read() {
        for (piece, pack) in KINDS {
            let [one, two, three] = texts();
            let packed = [pack(&one), pack(&two), pack(&three)];
            for at in (4..packed[1].len()).step_by(397) {
                let mut damaged = packed[1].clone();
                let end = (at + 20).min(damaged.len());
                damaged[at..end].fill(0x55);
                let file = [&packed[0][..], &damaged, &packed[2]].concat();
                let (read, errors) = salvaged(piece, &file);
                assert!(read.starts_with(&one), "{piece:?}, {at}");
                assert!(read.ends_with(&three), "{piece:?}, {at}");
                // A frame without checksum hides some damage.
                assert!(errors >= 1 || piece == Piece::Frame, "{piece:?}, {at}");
            }
        }
    }

    #[test]
    fn a_piece_that_is_cut_off_is_an_error() {
        for (piece, pack) in KINDS {
            let packed = pack(&texts()[0]);
            for end in [5, 30, packed.len() / 2, packed.len() - 1] {
                assert!(unpacked(piece, &packed[..end]).is_err(), "{piece:?} {end}");
            }
        }
    }
}
