//! Counts the parser's steps, in its own tests only, so that they can hold it to
//! linear time on any machine.

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Notes steps of a loop that may be longer than the token at hand.
#[inline(always)]
pub(crate) fn note(steps: usize) {
    #[cfg(test)]
    STEPS.set(STEPS.get() + steps as u64);
    #[cfg(not(test))]
    let _ = steps;
}

/// The steps since the last call, in this thread.
#[cfg(test)]
pub(crate) fn take() -> u64 {
    STEPS.take()
}
