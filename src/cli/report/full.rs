//! The report: what a run found, counted, as one JSON object.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Display;

use serde_json::{Map, Value, json};

use super::facts::{Details, Facts};

/// How many documents each of the lists names.
const LISTED: usize = 10;

/// What is counted beyond the [`Tally`](super::Tally).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Report {
    /// How many blocks of each role were kept and stripped.
    roles: BTreeMap<String, (u64, u64)>,
    encodings: BTreeMap<String, u64>,
    languages: BTreeMap<String, u64>,
    outcomes: BTreeMap<String, u64>,
    /// The documents that took longest, by microseconds, and those of which least
    /// was kept, by bytes.
    slowest: Vec<(u64, String)>,
    emptiest: Vec<(u64, String)>,
    /// Documents with those of which they are copies.
    copies: Vec<(String, String)>,
}

impl Report {
    /// Counts a document.
    pub(crate) fn add(&mut self, name: impl Display, facts: &Facts) {
        let Some(details) = &facts.details else {
            return;
        };
        let Details {
            time,
            encoding,
            lang,
            outcome,
            roles,
        } = &**details;
        for (role, (kept, stripped)) in roles {
            let counts = self.roles.entry((*role).to_owned()).or_default();
            counts.0 += kept;
            counts.1 += stripped;
        }
        for (counts, name) in [
            (&mut self.encodings, *encoding),
            (&mut self.languages, lang.unwrap_or("unknown")),
            (&mut self.outcomes, *outcome),
        ] {
            *counts.entry(name.to_owned()).or_default() += 1;
        }
        let time = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        list(&mut self.slowest, time, &name, Reverse);
        list(&mut self.emptiest, facts.kept, &name, |kept| kept);
    }

    /// Notes a copy.
    pub(crate) fn copy(&mut self, name: &str, of: &str) {
        self.copies.push((name.to_owned(), of.to_owned()));
    }

    /// The report as JSON, which [`read`](Self::read) reads.
    pub(crate) fn written(&self) -> Value {
        let roles = self.roles.iter().map(|(role, (kept, stripped))| {
            let counts = json!({"kept": kept, "stripped": stripped});
            (role.clone(), counts)
        });
        let pairs = |documents: &[(u64, String)], what: &str| {
            let pairs = documents
                .iter()
                .map(|(number, name)| json!({"document": name, what: number}));
            pairs.collect::<Vec<_>>()
        };
        let copies = self
            .copies
            .iter()
            .map(|(name, of)| json!({"document": name, "copy_of": of}));
        json!({
            "roles": roles.collect::<Map<_, _>>(),
            "encodings": self.encodings,
            "languages": self.languages,
            "outcomes": self.outcomes,
            "slowest": pairs(&self.slowest, "microseconds"),
            "emptiest": pairs(&self.emptiest, "kept_bytes"),
            "copies": copies.collect::<Vec<_>>(),
        })
    }

    /// Reads a report from JSON; what it lacks is none.
    pub(crate) fn read(written: &Value) -> Report {
        let object = |name: &str| written[name].as_object().cloned().unwrap_or_default();
        let counts = |name: &str| -> BTreeMap<String, u64> {
            let counts = object(name).into_iter();
            counts
                .map(|(name, count)| (name, count.as_u64().unwrap_or_default()))
                .collect()
        };
        let array = |name: &str| written[name].as_array().cloned().unwrap_or_default();
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let listed = |name: &str, what: &str| {
            let listed = array(name).into_iter().map(|pair| {
                let number = pair[what].as_u64().unwrap_or_default();
                (number, word(&pair["document"]))
            });
            listed.collect()
        };
        let roles = object("roles").into_iter().map(|(role, counts)| {
            let number = |name: &str| counts[name].as_u64().unwrap_or_default();
            (role, (number("kept"), number("stripped")))
        });
        Report {
            roles: roles.collect(),
            encodings: counts("encodings"),
            languages: counts("languages"),
            outcomes: counts("outcomes"),
            slowest: listed("slowest", "microseconds"),
            emptiest: listed("emptiest", "kept_bytes"),
            copies: array("copies")
                .iter()
                .map(|pair| (word(&pair["document"]), word(&pair["copy_of"])))
                .collect(),
        }
    }
}

/// Puts a document into a list that is kept short, in the order of the key.
fn list<K: Ord>(
    listed: &mut Vec<(u64, String)>,
    number: u64,
    name: &impl Display,
    key: fn(u64) -> K,
) {
    let at = listed.partition_point(|(other, _)| key(*other) <= key(number));
    if at < LISTED {
        listed.insert(at, (number, name.to_string()));
        listed.truncate(LISTED);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::report::Counting;

    #[test]
    fn a_report_survives_being_written() {
        let cleaner = dechrome::Cleaner::new();
        let mut report = Report::default();
        for text in [
            "Share\n",
            "The council met on Tuesday and agreed on nothing.\n",
        ] {
            let document = cleaner.clean_text(text).unwrap();
            report.add(text.trim(), &Facts::of(&document, Counting::All, None));
        }
        report.copy("b", "a");
        assert_eq!(report.emptiest[0].1, "Share");
        assert_eq!(report.outcomes["nothing kept"], 1);
        assert_eq!(Report::read(&report.written()), report);
        assert_eq!(Report::read(&Value::Null), Report::default());
    }

    #[test]
    fn lists_stay_short_and_in_order() {
        let mut listed = Vec::new();
        for number in (0..100).rev() {
            list(&mut listed, number, &"", |number| number);
        }
        let numbers: Vec<u64> = listed.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, Vec::from_iter(0..10));
    }
}
