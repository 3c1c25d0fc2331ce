//! Who is at work, and whether to stop: Ctrl-C and the other signals that ask to
//! end let the documents in hand be finished, and nothing new be begun.

use std::process;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::super::exit::Exit;
use super::super::outputs::Temporaries;

/// What all threads of a run know of each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Watch(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    interrupted: bool,
    /// No more documents are to be begun, for whatever reason.
    stopped: bool,
    /// How many threads have documents in hand.
    busy: usize,
    /// How many threads are done for good.
    gone: usize,
}

/// How the threads came to rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rest {
    /// All of them are done.
    Gone,
    /// An interrupt: nothing is in hand any more, but some may wait for input.
    Interrupted,
}

impl Watch {
    /// A watch that hears the signals that ask to end. The second one ends the
    /// process at once, leaving no half file.
    ///
    /// Where such a signal is ignored already (`nohup`, a job in the background), it
    /// stays so.
    pub(crate) fn hearing_signals(temporaries: &Temporaries) -> Watch {
        let watch = Watch::default();
        let (heard, temporaries) = (watch.clone(), temporaries.clone());
        let handled = ctrlc::try_set_handler(move || {
            let mut state = heard.lock();
            if state.interrupted {
                temporaries.remove_for_good();
                process::exit(Exit::Interrupted.code().into());
            }
            state.interrupted = true;
            state.stopped = true;
            heard.0.changed.notify_all();
        });
        // Without a handler the signals do what they did before.
        drop(handled);
        watch
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets nothing new be begun.
    pub(crate) fn stop(&self) {
        self.lock().stopped = true;
        self.0.changed.notify_all();
    }

    /// Whether nothing new is to be begun.
    pub(crate) fn stopped(&self) -> bool {
        self.lock().stopped
    }

    /// Whether a signal asked to end.
    pub(crate) fn interrupted(&self) -> bool {
        self.lock().interrupted
    }

    /// A thread is about to take documents in hand; not when all is to stop.
    pub(super) fn begin(&self) -> bool {
        let mut state = self.lock();
        if !state.stopped {
            state.busy += 1;
        }
        !state.stopped
    }

    /// A thread has no documents in hand any more.
    pub(super) fn finish(&self) {
        self.lock().busy -= 1;
        self.0.changed.notify_all();
    }

    /// A thread is done for good.
    pub(super) fn leave(&self) {
        self.lock().gone += 1;
        self.0.changed.notify_all();
    }

    /// Waits until this many threads are gone, or an interrupt has let those that
    /// have documents in hand finish them.
    pub(super) fn rest(&self, threads: usize) -> Rest {
        let mut state = self.lock();
        loop {
            if state.gone == threads {
                return Rest::Gone;
            }
            if state.interrupted && state.busy == 0 {
                return Rest::Interrupted;
            }
            state = self
                .0
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}
