//! The pool: bunches are drawn by one thread at a time, worked on by all, and
//! delivered in the order in which they were drawn.
//!
//! Each thread draws, works and delivers in turn, so that one job is a plain loop and
//! two are twice as much of it. What waits for its turn to be delivered is bounded, in
//! number and in size: whoever is too far ahead waits.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::watch::{Rest, Watch};

/// How many bunches a job may be ahead of the one that is awaited.
const AHEAD: u64 = 8;

/// How many bytes may wait for their turn, unless one bunch alone has more.
const WAITING: usize = 32 << 20;

/// Something that is done in order, and how many bytes it holds meanwhile.
pub(crate) trait Weighed {
    fn weight(&self) -> usize;
}

/// Works on all that is drawn; an interrupt ends that early.
pub(crate) fn run<T, R: Weighed + Send>(
    jobs: usize,
    watch: &Watch,
    draw: impl FnMut() -> Option<T> + Send,
    work: impl Fn(T) -> R + Sync,
    deliver: impl FnMut(R) -> ControlFlow<()> + Send,
    at_rest: impl FnOnce(Rest),
) {
    let drawer = Mutex::new(Drawer { draw, drawn: 0 });
    let turns = Turns::new(deliver, AHEAD * jobs as u64);
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                let _leaving = Leaving(watch);
                while let Some((number, drawn)) = Drawer::next(&drawer, watch) {
                    let _finishing = Finishing(watch);
                    if turns.take(number, work(drawn)).is_break() {
                        watch.stop();
                    }
                }
            });
        }
        // Whoever waits for input may wait for ever: after an interrupt the process
        // ends from here.
        at_rest(watch.rest(jobs));
    });
}

/// Gives what is to be done, with its number.
struct Drawer<D> {
    draw: D,
    drawn: u64,
}

impl<D> Drawer<D> {
    fn next<T>(drawer: &Mutex<Drawer<D>>, watch: &Watch) -> Option<(u64, T)>
    where
        D: FnMut() -> Option<T>,
    {
        let mut drawer = drawer.lock().unwrap_or_else(PoisonError::into_inner);
        if watch.stopped() {
            return None;
        }
        let drawn = (drawer.draw)()?;
        let number = drawer.drawn;
        drawer.drawn += 1;
        watch.begin().then_some((number, drawn))
    }
}

/// Says that a thread has nothing in hand, even when it panics.
struct Finishing<'w>(&'w Watch);

impl Drop for Finishing<'_> {
    fn drop(&mut self) {
        self.0.finish();
    }
}

/// Says that a thread is gone, even when it panics.
struct Leaving<'w>(&'w Watch);

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.0.leave();
    }
}

/// Delivers in order what comes in any.
struct Turns<R, D> {
    queue: Mutex<Queue<R, D>>,
    moved: Condvar,
    ahead: u64,
}

struct Queue<R, D> {
    deliver: D,
    /// The number that is awaited.
    next: u64,
    waiting: BTreeMap<u64, R>,
    weight: usize,
    /// Nobody takes any more.
    ended: bool,
}

impl<R: Weighed, D: FnMut(R) -> ControlFlow<()>> Turns<R, D> {
    fn new(deliver: D, ahead: u64) -> Turns<R, D> {
        Turns {
            queue: Mutex::new(Queue {
                deliver,
                next: 0,
                waiting: BTreeMap::new(),
                weight: 0,
                ended: false,
            }),
            moved: Condvar::new(),
            ahead,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Queue<R, D>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands in what was done, and delivers all whose turn it is.
    fn take(&self, number: u64, done: R) -> ControlFlow<()> {
        let mut queue = self.lock();
        while !queue.ended
            && number > queue.next
            && (number >= queue.next + self.ahead || queue.weight >= WAITING)
        {
            queue = self
                .moved
                .wait(queue)
                .unwrap_or_else(PoisonError::into_inner);
        }
        queue.weight += done.weight();
        queue.waiting.insert(number, done);
        loop {
            let next = queue.next;
            if queue.ended {
                return ControlFlow::Break(());
            }
            let Some(done) = queue.waiting.remove(&next) else {
                return ControlFlow::Continue(());
            };
            queue.weight -= done.weight();
            queue.next += 1;
            let goes_on = (queue.deliver)(done);
            queue.ended = goes_on.is_break();
            self.moved.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    impl Weighed for u64 {
        fn weight(&self) -> usize {
            1 << 20
        }
    }

    fn worked(jobs: usize, until: u64) -> Vec<u64> {
        let mut numbers = 0..1000u64;
        let mut delivered = Vec::new();
        run(
            jobs,
            &Watch::default(),
            || numbers.next(),
            |number| {
                // The later ones are done first.
                thread::sleep(Duration::from_micros(97 * number % 300));
                number
            },
            |number| {
                delivered.push(number);
                if number < until {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            },
            |rest| assert_eq!(rest, Rest::Gone),
        );
        delivered
    }

    #[test]
    fn all_is_delivered_in_order_at_any_number_of_jobs() {
        for jobs in [1, 2, 7] {
            assert_eq!(worked(jobs, u64::MAX), Vec::from_iter(0..1000), "{jobs}");
        }
    }

    #[test]
    fn nothing_is_delivered_after_the_end() {
        for jobs in [1, 2, 7] {
            assert_eq!(worked(jobs, 10), Vec::from_iter(0..=10), "{jobs}");
        }
    }
}
