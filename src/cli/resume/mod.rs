//! Going on where a run was that was broken off.

mod checkpoints;
mod journal;
mod options;

pub(crate) use checkpoints::{Checkpoints, Start};
pub(crate) use journal::Position;
pub(crate) use options::options;
