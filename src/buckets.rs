//! Numbers → buckets of one byte.

/// The bucket of a number on a logarithmic scale, four a doubling.
pub(crate) const fn log(number: u64) -> u8 {
    let number = number + 1;
    let doublings = number.ilog2();
    let quarter = if doublings >= 2 {
        number >> (doublings - 2)
    } else {
        number << (2 - doublings)
    } & 3;
    (doublings * 4) as u8 + quarter as u8
}

/// A part of a whole, in 255ths.
pub(crate) fn part(part: u64, whole: u64) -> u8 {
    (part * 255 / whole.max(1)).min(255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_rise_with_the_number() {
        assert_eq!((0..6).map(log).collect::<Vec<_>>(), [0, 4, 6, 8, 9, 10]);
        assert!((0..100_000).all(|number| log(number) <= log(number + 1)));
        assert!(log(u64::MAX - 1) > log(1 << 62));
    }

    #[test]
    fn a_part_of_nothing_is_nothing() {
        assert_eq!(
            (part(0, 0), part(1, 2), part(7, 7), part(9, 7)),
            (0, 127, 255, 255)
        );
    }
}
