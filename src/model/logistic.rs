//! Scores → probabilities, in whole numbers, so that every platform agrees.

use std::sync::LazyLock;

/// A probability in 255ths.
pub(crate) type Probability = u8;

/// The largest score, in hundredths of a nat, that is told from a larger one.
const LARGEST: i32 = 700;

/// The probability that a score, in thousandths of a nat of log-odds, stands
/// for: the [logistic function](https://en.wikipedia.org/wiki/Logistic_function).
pub(crate) fn probability(score: i32) -> Probability {
    static TABLE: LazyLock<Vec<Probability>> = LazyLock::new(|| {
        (-LARGEST..=LARGEST)
            .map(|score| (255.0 / (1.0 + (-f64::from(score) / 100.0).exp())).round() as Probability)
            .collect()
    });
    TABLE[((score / 10).clamp(-LARGEST, LARGEST) + LARGEST) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_rise_with_the_score() {
        assert_eq!(probability(0), 128);
        assert_eq!((probability(i32::MIN), probability(i32::MAX)), (0, 255));
        assert!((-8000..8000).all(|score| probability(score) <= probability(score + 1)));
    }

    #[test]
    fn the_table_is_the_same_on_every_platform() {
        let sum: u64 = (-LARGEST..=LARGEST)
            .map(|score| u64::from(probability(10 * score)) * (score + 1000) as u64)
            .sum();
        assert_eq!(sum, 237_052_590);
    }
}
