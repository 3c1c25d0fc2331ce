//! What a run comes to: documents, bytes, errors by kind.

use std::collections::BTreeMap;
use std::fmt::{self, Display};

use serde_json::{Map, Value, json};

use super::facts::Facts;

/// What went wrong, as it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// It could not be reached, opened or read.
    Unread,
    /// It is no text.
    Binary,
    /// It is larger than a document may be.
    TooLarge,
    /// The container is damaged there.
    Damaged,
    /// It is no record with a document.
    NoRecord,
    /// What came of it could not be written.
    Unwritten,
    /// A fault of this program.
    Bug,
}

impl Kind {
    const ALL: [Kind; 7] = [
        Kind::Unread,
        Kind::Binary,
        Kind::TooLarge,
        Kind::Damaged,
        Kind::NoRecord,
        Kind::Unwritten,
        Kind::Bug,
    ];

    const fn name(self) -> &'static str {
        match self {
            Kind::Unread => "unread",
            Kind::Binary => "binary",
            Kind::TooLarge => "too large",
            Kind::Damaged => "damaged",
            Kind::NoRecord => "no record",
            Kind::Unwritten => "unwritten",
            Kind::Bug => "bug",
        }
    }
}

/// How many documents went how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) cleaned: u64,
    pub(crate) empty: u64,
    pub(crate) kept: u64,
    pub(crate) stripped: u64,
    pub(crate) copies: u64,
    pub(crate) errors: BTreeMap<Kind, u64>,
}

impl Tally {
    /// Counts a document that was cleaned.
    pub(crate) fn cleaned(&mut self, facts: &Facts) {
        self.cleaned += 1;
        self.empty += u64::from(facts.is_empty);
        self.kept += facts.kept;
        self.stripped += facts.stripped;
    }

    /// Counts one that was not.
    pub(crate) fn failed(&mut self, kind: Kind) {
        *self.errors.entry(kind).or_default() += 1;
    }

    /// How many there were.
    pub(crate) fn documents(&self) -> u64 {
        self.cleaned + self.failures()
    }

    /// How many were not cleaned.
    pub(crate) fn failures(&self) -> u64 {
        self.errors.values().sum()
    }

    /// The tally as JSON, which [`read`](Self::read) reads.
    pub(crate) fn written(&self) -> Value {
        json!({
            "cleaned": self.cleaned,
            "empty": self.empty,
            "kept_bytes": self.kept,
            "stripped_bytes": self.stripped,
            "copies": self.copies,
            "errors": self
                .errors
                .iter()
                .map(|(kind, count)| (kind.name().to_owned(), json!(count)))
                .collect::<Map<_, _>>(),
        })
    }

    /// Reads a tally from JSON; what it lacks is none.
    pub(crate) fn read(written: &Value) -> Tally {
        let number = |name: &str| written[name].as_u64().unwrap_or_default();
        let errors = Kind::ALL.into_iter().filter_map(|kind| {
            let count = written["errors"][kind.name()].as_u64()?;
            Some((kind, count))
        });
        Tally {
            cleaned: number("cleaned"),
            empty: number("empty"),
            kept: number("kept_bytes"),
            stripped: number("stripped_bytes"),
            copies: number("copies"),
            errors: errors.collect(),
        }
    }
}

/// The summary of a run, on one line.
impl Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let documents = if self.cleaned == 1 {
            "document"
        } else {
            "documents"
        };
        write!(
            f,
            "{} {documents} cleaned ({} empty), {} kept, {} stripped, {} failed",
            self.cleaned,
            self.empty,
            Bytes(self.kept),
            Bytes(self.stripped),
            self.failures(),
        )?;
        for (index, (kind, count)) in self.errors.iter().enumerate() {
            let before = if index == 0 { " (" } else { ", " };
            write!(f, "{before}{count} {}", kind.name())?;
        }
        if !self.errors.is_empty() {
            f.write_str(")")?;
        }
        if self.copies > 0 {
            write!(f, ", {} copies", self.copies)?;
        }
        Ok(())
    }
}

/// A number of bytes for a person.
pub(crate) struct Bytes(pub(crate) u64);

impl Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)];
        match units.into_iter().find(|(_, size)| self.0 >= *size) {
            Some((unit, size)) => {
                let tenths = self.0 / (size / 10);
                write!(f, "{}.{} {unit}", tenths / 10, tenths % 10)
            }
            None => write!(f, "{} bytes", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_one_line_with_the_errors_by_kind() {
        let tally = Tally {
            cleaned: 12,
            empty: 1,
            kept: 1_234_567,
            stripped: 999,
            copies: 2,
            errors: BTreeMap::from([(Kind::Damaged, 3), (Kind::Binary, 1)]),
        };
        assert_eq!(
            tally.to_string(),
            "12 documents cleaned (1 empty), 1.2 MB kept, 999 bytes stripped, 4 failed (1 binary, \
             3 damaged), 2 copies"
        );
        assert_eq!(Tally::read(&tally.written()), tally);
    }
}
