//! Numbers as small numbers: what the features are made of, in whole numbers
//! alone, so that every platform agrees.

/// The bucket of a number on a logarithmic scale: itself up to 7, then four
/// buckets a doubling.
#[inline]
pub(super) fn log(number: u32) -> u8 {
    if number < 4 {
        return number as u8;
    }
    let octave = number.ilog2();
    (4 * octave + (number >> (octave - 2) & 3) - 4) as u8
}

/// The bucket of a share: 0 for none, 200 for all, 255 where there is no whole.
#[inline]
pub(super) fn share(part: u32, whole: u32) -> u8 {
    if whole == 0 {
        return 255;
    }
    (u64::from(part) * 200 / u64::from(whole)).min(200) as u8
}

/// The bucket of a way between two places: 100 for none, more ahead, fewer
/// behind; 255 where one of them is missing.
#[inline]
pub(super) fn way(from: Option<u32>, to: u32) -> u8 {
    match from {
        None => 255,
        Some(from) if from <= to => 100 + log(to - from).min(99),
        Some(from) => 100 - log(from - to).min(99),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_rise_without_gaps_of_more_than_one() {
        assert_eq!(
            (0..8).map(log).collect::<Vec<_>>(),
            [0, 1, 2, 3, 4, 5, 6, 7]
        );
        assert!((0..100_000).all(|n| matches!(log(n + 1) - log(n), 0 | 1)));
        assert_eq!(log(u32::MAX), 123);
    }

    #[test]
    fn shares_and_ways_have_a_bucket_for_what_is_missing() {
        assert_eq!([share(0, 9), share(9, 9), share(1, 0)], [0, 200, 255]);
        assert_eq!(
            [way(Some(3), 3), way(Some(1), 4), way(Some(4), 1)],
            [100, 103, 97]
        );
        assert_eq!(way(None, 7), 255);
    }
}
