//! What a run tells of itself: counts, a summary, progress, a report.

mod facts;
mod full;
mod progress;
mod tally;

pub(crate) use facts::{Counting, Facts};
pub(crate) use full::Report;
pub(crate) use progress::Meter;
pub(crate) use tally::{Kind, Tally};
