//! The model file: a version, the names of the features, then numbers, the
//! lowest byte first.
//!
//! ```text
//! "DCTREES" version=1
//! u16 features, each:  u8 length, name
//! i32 bias
//! u16 trees, each:     u8 depth, depth × (u16 feature, u8 bound), 2^depth × i16 leaf
//! ```
//!
//! Bias and leaves are in thousandths of a nat. `training/` writes such files.

/// What every model file begins with: its kind and the version of its format.
const MARK: &[u8] = b"DCTREES\x01";

/// Why a file is no model for these features.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Malformed {
    /// It does not begin as a model of this version does.
    Version,
    /// It is shorter or longer than it says.
    Length,
    /// It asks for a feature that there is not.
    Feature(String),
    /// A tree is too deep, or asks for a column that the file has not named.
    Tree,
}

/// Reads a model file from front to back.
pub(super) struct Reader<'f> {
    rest: &'f [u8],
}

impl<'f> Reader<'f> {
    pub(super) fn open(file: &'f [u8]) -> Result<Reader<'f>, Malformed> {
        let rest = file.strip_prefix(MARK).ok_or(Malformed::Version)?;
        Ok(Reader { rest })
    }

    /// Ends the reading: nothing may be left.
    pub(super) fn close(self) -> Result<(), Malformed> {
        self.rest.is_empty().then_some(()).ok_or(Malformed::Length)
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or(Malformed::Length)?;
        self.rest = rest;
        Ok(*taken)
    }

    pub(super) fn u8(&mut self) -> Result<u8, Malformed> {
        self.take().map(u8::from_le_bytes)
    }

    pub(super) fn u16(&mut self) -> Result<u16, Malformed> {
        self.take().map(u16::from_le_bytes)
    }

    pub(super) fn i16(&mut self) -> Result<i16, Malformed> {
        self.take().map(i16::from_le_bytes)
    }

    pub(super) fn i32(&mut self) -> Result<i32, Malformed> {
        self.take().map(i32::from_le_bytes)
    }

    /// A name, behind its length.
    pub(super) fn name(&mut self) -> Result<&'f str, Malformed> {
        let length = usize::from(self.u8()?);
        let (name, rest) = self
            .rest
            .split_at_checked(length)
            .ok_or(Malformed::Length)?;
        self.rest = rest;
        str::from_utf8(name).map_err(|_| Malformed::Length)
    }
}
