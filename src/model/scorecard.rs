//! A scorecard: for each feature, points for each of its buckets; the score is
//! their sum. Plain enough to read, and every point can be told as evidence.

/// The buckets that a feature may have: all that a byte can say. A table may
/// state fewer.
const BUCKETS: usize = 256;

/// A table of points, in hundredths of a nat of log-odds.
#[derive(Debug)]
pub(crate) struct Scorecard {
    bias: i32,
    points: Vec<[i16; BUCKETS]>,
}

impl Scorecard {
    /// Reads the table: a line `bias<TAB>points`, then for each feature its
    /// name and the points of its buckets, parted by tabs and blanks; what
    /// begins with `#` is a comment. A feature without a line has no points; a
    /// bucket without points has those of the one before it.
    pub(crate) fn read(table: &str, features: &[&str]) -> Scorecard {
        let mut card = Scorecard {
            bias: 0,
            points: vec![[0; BUCKETS]; features.len()],
        };
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let Some((name, points)) = line.split_once('\t') else {
                continue;
            };
            let mut points = points
                .split_whitespace()
                .map_while(|point| point.parse::<i16>().ok());
            if name == "bias" {
                card.bias = points.next().map_or(0, i32::from);
            } else if let Some(feature) = features.iter().position(|feature| *feature == name) {
                let mut last = 0;
                for bucket in &mut card.points[feature] {
                    last = points.next().unwrap_or(last);
                    *bucket = last;
                }
            }
        }
        card
    }

    /// The score of a row.
    pub(crate) fn score(&self, row: &[u8]) -> i32 {
        self.bias + self.points(row).map(i32::from).sum::<i32>()
    }

    /// The points of each feature of a row, in order.
    pub(crate) fn points(&self, row: &[u8]) -> impl Iterator<Item = i16> {
        self.points
            .iter()
            .zip(row)
            .map(|(points, &bucket)| points[usize::from(bucket)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_score_is_the_sum_of_the_buckets_points() {
        let card = Scorecard::read(
            "# a comment\nbias\t-10\nlength\t-100 0 50\nend\t0 30\n",
            &["end", "length"],
        );
        assert_eq!(card.score(&[0, 0]), -110);
        assert_eq!(card.score(&[1, 2]), 70);
        assert_eq!(card.score(&[9, 200]), 70);
    }
}
