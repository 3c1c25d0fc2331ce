//! How far a run is, while it runs: a bar on a terminal, or a line every ten seconds.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanCount, HumanDuration, ProgressBar, ProgressStyle};

use super::super::messages::say;
use super::super::plan::Progress;
use super::tally::Tally;

/// How often a line is said.
const BETWEEN_LINES: Duration = Duration::from_secs(10);

/// How often the bar is drawn at most.
const BETWEEN_DRAWINGS: Duration = Duration::from_millis(100);

/// Tells how far a run is.
pub(crate) struct Meter {
    shown: Shown,
    begun: Instant,
    told: Instant,
    /// All bytes of the inputs, if somebody counted them.
    total: Option<u64>,
    /// How many bytes of them are read.
    read: Arc<AtomicU64>,
}

enum Shown {
    Nothing,
    Bar(ProgressBar),
    Lines,
}

impl Meter {
    /// A meter for a run over inputs of so many bytes, if that is known.
    pub(crate) fn new(progress: Progress, total: Option<u64>, read: Arc<AtomicU64>) -> Meter {
        let shown = match progress {
            Progress::None => Shown::Nothing,
            Progress::Lines => Shown::Lines,
            Progress::Bar => Shown::Bar(bar(total)),
        };
        let begun = Instant::now();
        Meter {
            shown,
            begun,
            told: begun,
            total,
            read,
        }
    }

    fn bytes(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Tells how far the run is, unless it was told a moment ago.
    pub(crate) fn tell(&mut self, tally: &Tally) {
        let between = match self.shown {
            Shown::Nothing => return,
            Shown::Bar(_) => BETWEEN_DRAWINGS,
            Shown::Lines => BETWEEN_LINES,
        };
        if self.told.elapsed() < between {
            return;
        }
        self.told = Instant::now();
        match &self.shown {
            Shown::Nothing => {}
            Shown::Bar(bar) => {
                bar.set_position(self.bytes());
                bar.set_message(self.words(tally));
            }
            Shown::Lines => say(format_args!("{}", self.line(tally))),
        }
    }

    fn words(&self, tally: &Tally) -> String {
        let documents = tally.cleaned + tally.failures();
        let rate = documents as f64 / self.begun.elapsed().as_secs_f64().max(0.001);
        format!(
            "{} documents, {rate:.0} a second, {} errors",
            HumanCount(documents),
            HumanCount(tally.failures()),
        )
    }

    fn line(&self, tally: &Tally) -> String {
        let bytes = self.bytes();
        let mut line = format!("{}, {} read", self.words(tally), HumanBytes(bytes));
        if let Some(total) = self.total.filter(|_| bytes > 0) {
            let left = total.saturating_sub(bytes) as f64;
            let left = self.begun.elapsed().mul_f64(left / bytes as f64);
            line += &format!(" of {}, {} left", HumanBytes(total), HumanDuration(left));
        }
        line
    }

    /// Says something without the bar in its way.
    pub(crate) fn aside<T>(&self, say: impl FnOnce() -> T) -> T {
        match &self.shown {
            Shown::Bar(bar) => bar.suspend(say),
            Shown::Nothing | Shown::Lines => say(),
        }
    }

    /// Takes the bar away.
    pub(crate) fn clear(&self) {
        if let Shown::Bar(bar) = &self.shown {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: Option<u64>) -> ProgressBar {
    let template = match total {
        Some(_) => "{bar:24} {bytes}/{total_bytes}, {eta} left, {msg}",
        None => "{spinner} {bytes}, {msg}",
    };
    let bar = total.map_or_else(ProgressBar::no_length, ProgressBar::new);
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
