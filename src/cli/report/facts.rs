//! What is counted of one document.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use dechrome::{Document, Outcome};

use super::super::outputs::keeps_something;

/// How much is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Counting {
    /// Whether something was kept.
    #[default]
    Least,
    /// And how much, for the summary.
    Bytes,
    /// Everything that a report has.
    All,
}

/// What is known of a document that was cleaned.
#[derive(Debug)]
pub(crate) struct Facts {
    pub(crate) is_empty: bool,
    /// The bytes of its visible text that were kept, and those that were stripped.
    pub(crate) kept: u64,
    pub(crate) stripped: u64,
    /// What only a report has.
    pub(crate) details: Option<Box<Details>>,
}

/// What a report has of a document.
#[derive(Debug)]
pub(crate) struct Details {
    pub(crate) time: Duration,
    pub(crate) encoding: &'static str,
    pub(crate) lang: Option<&'static str>,
    pub(crate) outcome: &'static str,
    /// How many blocks of each role were kept and stripped.
    pub(crate) roles: BTreeMap<&'static str, (u64, u64)>,
}

impl Facts {
    /// Counts a document whose cleaning began at a time.
    pub(crate) fn of(document: &Document<'_>, counting: Counting, begun: Option<Instant>) -> Facts {
        let mut facts = Facts {
            is_empty: !keeps_something(document),
            kept: 0,
            stripped: 0,
            details: None,
        };
        if counting >= Counting::Bytes {
            for block in document.blocks() {
                let size = block.text().len() as u64;
                *if block.kept() {
                    &mut facts.kept
                } else {
                    &mut facts.stripped
                } += size;
            }
        }
        if counting == Counting::All {
            facts.details = Some(Box::new(Details {
                time: begun.map(|begun| begun.elapsed()).unwrap_or_default(),
                encoding: document.encoding().name,
                lang: document.lang(),
                outcome: match document.outcome() {
                    Outcome::Full => "full",
                    Outcome::NothingKept => "nothing kept",
                    _ => "degraded",
                },
                roles: roles(document),
            }));
        }
        facts
    }
}

fn roles(document: &Document<'_>) -> BTreeMap<&'static str, (u64, u64)> {
    let mut roles = BTreeMap::<_, (u64, u64)>::new();
    for block in document.blocks() {
        let counts = roles.entry(block.role().name()).or_default();
        *if block.kept() {
            &mut counts.0
        } else {
            &mut counts.1
        } += 1;
    }
    roles
}
