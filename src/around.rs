//! What stands around each of many values: single neighbours, and sums over some,
//! for the price of one subtraction, however many they are.

use std::ops::{Add, Sub};

/// The sums of the values up to each.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sums<T> {
    /// With `reach` times the first before and the last behind them.
    sums: Vec<T>,
    reach: usize,
}

impl<T: Copy + Default + Add<Output = T> + Sub<Output = T>> Sums<T> {
    /// The sums of some values, of which neighbours up to `reach` away are asked
    /// for.
    pub(crate) fn of(values: impl Iterator<Item = T>, reach: usize) -> Sums<T> {
        let mut sums = Vec::with_capacity(values.size_hint().0 + 1 + 2 * reach);
        sums.resize(reach + 1, T::default());
        let mut sum = T::default();
        sums.extend(values.map(|value| {
            sum = sum + value;
            sum
        }));
        sums.resize(sums.len() + reach, sum);
        Sums { sums, reach }
    }

    /// For each value, the sum of those up to `before` before and `after` behind
    /// it, and itself. It goes on behind the last value.
    #[inline(always)]
    pub(crate) fn around(&self, before: usize, after: usize) -> impl Iterator<Item = T> {
        self.between(self.reach - before, self.reach + 1 + after)
    }

    /// For each value, the sum of so many right before it.
    #[inline(always)]
    pub(crate) fn before(&self, values: usize) -> impl Iterator<Item = T> {
        self.between(self.reach - values, self.reach)
    }

    /// For each value, the sum of so many right behind it.
    #[inline(always)]
    pub(crate) fn after(&self, values: usize) -> impl Iterator<Item = T> {
        self.between(self.reach + 1, self.reach + 1 + values)
    }

    #[inline(always)]
    fn between(&self, from: usize, to: usize) -> impl Iterator<Item = T> {
        let ends = self.sums[from..].iter().zip(&self.sums[to..]);
        ends.map(|(from, to)| *to - *from)
    }

    /// The sums of the values before each, then that of all.
    pub(crate) fn up_to(&self) -> &[T] {
        &self.sums[self.reach..self.sums.len() - self.reach]
    }
}

/// How many steps away a single neighbour is at most.
const REACH: usize = 3;

/// Values that are told to their neighbours.
#[derive(Clone, Debug, Default)]
pub(crate) struct Neighbours {
    /// With [`REACH`] zeros before and behind them.
    values: Vec<u8>,
}

impl Neighbours {
    pub(crate) fn of(values: impl Iterator<Item = u8>) -> Neighbours {
        let mut padded = vec![0; REACH];
        padded.extend(values);
        padded.extend([0; REACH]);
        Neighbours { values: padded }
    }

    /// For each value, that so many steps behind it, or before it; 0 where there is
    /// none. It goes on behind the last value.
    #[inline(always)]
    pub(crate) fn at(&self, step: isize) -> impl Iterator<Item = u8> {
        let from = REACH.wrapping_add_signed(step);
        self.values[from..].iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_told_and_beyond_the_ends_are_none() {
        let values = Neighbours::of([7, 8, 9].into_iter());
        let three = |step| values.at(step).take(3).collect::<Vec<_>>();
        assert_eq!((three(-2), three(1)), (vec![0, 0, 7], vec![8, 9, 0]));
    }

    #[test]
    fn what_lies_beyond_the_ends_counts_nothing() {
        let sums = Sums::of([1_u32, 2, 4, 8].into_iter(), 3);
        let four = |values: &mut dyn Iterator<Item = u32>| values.take(4).collect::<Vec<_>>();
        assert_eq!(four(&mut sums.around(1, 2)), [7, 15, 14, 12]);
        assert_eq!(four(&mut sums.before(3)), [0, 1, 3, 7]);
        assert_eq!(four(&mut sums.after(1)), [2, 4, 8, 0]);
        assert_eq!(sums.up_to(), [0, 1, 3, 7, 15]);
    }
}
