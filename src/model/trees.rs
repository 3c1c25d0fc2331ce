//! Boosted symmetric trees over rows of small numbers: whole numbers in, whole
//! numbers out, so that every platform agrees.
//!
//! A symmetric tree asks the same question of all rows at each of its levels
//! ("is column 7 above 3?"); the answers are the bits of the number of the leaf
//! whose points the row gets. So many rows can be asked at once: rows are
//! turned into columns, [`LANES`] at a time.

use super::format::{Malformed, Reader};

/// A tree has at most this many levels.
const DEPTH: usize = 6;

/// The leaves of a tree of that depth.
const LEAVES: usize = 1 << DEPTH;

/// How many rows are scored at a time.
const LANES: usize = 32;

/// How many rows are turned into columns at a time.
const STEP: usize = 8;

/// One column of as many rows as are scored at a time.
type Lane = [u8; LANES];

/// The sum of many trees, in thousandths of a nat of log-odds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Trees {
    bias: i32,
    /// The columns of a row that some tree asks for; questions have their
    /// place in this list.
    used: Vec<usize>,
    trees: Vec<Tree>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Tree {
    questions: Vec<Question>,
    leaves: [i16; LEAVES],
}

/// Is the value of a column above a bound?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Question {
    column: u16,
    bound: u8,
}

impl Trees {
    /// Reads a model file. `features` are the names of a row's columns, among
    /// which the file's own must be, in any order.
    pub(crate) fn read(file: &[u8], features: &[&str]) -> Result<Trees, Malformed> {
        let mut reader = Reader::open(file)?;
        let mut used = Vec::new();
        for _ in 0..reader.u16()? {
            let name = reader.name()?;
            let column = features.iter().position(|feature| *feature == name);
            used.push(column.ok_or_else(|| Malformed::Feature(name.to_owned()))?);
        }
        let bias = reader.i32()?;
        let mut trees = Vec::new();
        for _ in 0..reader.u16()? {
            let mut questions = Vec::new();
            for _ in 0..reader.u8()? {
                let (column, bound) = (reader.u16()?, reader.u8()?);
                if usize::from(column) >= used.len() || questions.len() == DEPTH {
                    return Err(Malformed::Tree);
                }
                questions.push(Question { column, bound });
            }
            let mut leaves = [0; LEAVES];
            for leaf in &mut leaves[..1 << questions.len()] {
                *leaf = reader.i16()?;
            }
            trees.push(Tree { questions, leaves });
        }
        reader.close()?;
        Ok(Trees { bias, used, trees })
    }

    /// The score of each row; `width` is how many columns a row has.
    pub(crate) fn score(&self, rows: &[u8], width: usize) -> Vec<i32> {
        let width = width.max(1);
        let mut scores = Vec::with_capacity(rows.len() / width + LANES);
        let mut columns = vec![[0; LANES]; self.used.len()];
        let blank = vec![0; width];
        for rows in rows.chunks(LANES * width) {
            for (step, rows) in rows.chunks(STEP * width).enumerate() {
                let row = |lane: usize| {
                    let row = rows.get(lane * width..(lane + 1) * width);
                    row.unwrap_or(&blank)
                };
                self.turn(std::array::from_fn(row), width, step, &mut columns);
            }
            scores.extend(self.sums(&columns));
        }
        scores.truncate(rows.len() / width);
        scores
    }

    /// Turns some rows of one width into columns, in the lanes of this step.
    fn turn(&self, rows: [&[u8]; STEP], width: usize, step: usize, columns: &mut [Lane]) {
        // That all are as long spares all looks at that but one.
        let rows = rows.map(|row| &row[..width]);
        for (column, &at) in columns.iter_mut().zip(&self.used) {
            let cells: [u8; STEP] = std::array::from_fn(|lane| rows[lane][at]);
            if let Some(lanes) = column.as_chunks_mut::<STEP>().0.get_mut(step) {
                *lanes = cells;
            }
        }
    }

    /// The scores of the rows that stand in the lanes.
    fn sums(&self, columns: &[Lane]) -> [i32; LANES] {
        let mut sums = [self.bias; LANES];
        for tree in &self.trees {
            let mut leaves = [0_u8; LANES];
            for question in tree.questions.iter().rev() {
                let column = &columns[usize::from(question.column)];
                for (leaf, &value) in leaves.iter_mut().zip(column) {
                    *leaf = *leaf + *leaf + value.saturating_sub(question.bound).min(1);
                }
            }
            for (sum, &leaf) in sums.iter_mut().zip(&leaves) {
                *sum += i32::from(tree.leaves[usize::from(leaf) % LEAVES]);
            }
        }
        sums
    }

    /// What each column of a row gave to its score, against the mean of all
    /// leaves, in thousandths of a nat.
    ///
    /// On the way down a tree, each answer moves the mean of the leaves that
    /// can still be reached; the move is the doing of the column that was asked
    /// ([Saabas 2014](https://blog.datadive.net/interpreting-random-forests/)).
    pub(crate) fn contributions(&self, row: &[u8]) -> Vec<i32> {
        // In parts of a whole that every mean of leaves is a multiple of.
        let mut parts = vec![0_i64; row.len()];
        for tree in &self.trees {
            let depth = tree.questions.len();
            let leaves = &tree.leaves[..1 << depth];
            let mut answered = 0;
            let mut mean = mean_of(leaves, 0, 0);
            for (level, question) in tree.questions.iter().enumerate() {
                let column = self.used[usize::from(question.column)];
                answered |= usize::from(row[column] > question.bound) << level;
                let next = mean_of(leaves, level + 1, answered);
                parts[column] += next - mean;
                mean = next;
            }
        }
        let whole = |parts: i64| (parts as f64 / LEAVES as f64).round() as i32;
        parts.into_iter().map(whole).collect()
    }
}

/// The mean of the leaves whose numbers end in the `known` bits of `answered`,
/// times [`LEAVES`].
fn mean_of(leaves: &[i16], known: usize, answered: usize) -> i64 {
    let reached = leaves[answered..].iter().step_by(1 << known);
    let count = (leaves.len() >> known).max(1);
    reached.map(|&leaf| i64::from(leaf)).sum::<i64>() * (LEAVES / count) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two trees over the columns "length" and "end": points for long blocks
    /// that end well, and a penalty for short ones.
    fn file() -> Vec<u8> {
        let mut file = b"DCTREES\x01".to_vec();
        file.extend([2, 0, 3]);
        file.extend(b"end");
        file.push(6);
        file.extend(b"length");
        file.extend((-100_i32).to_le_bytes());
        file.extend([2, 0]);
        file.extend([2, 1, 0, 9, 0, 0, 4]);
        for leaf in [-300_i16, 200, -100, 1000] {
            file.extend(leaf.to_le_bytes());
        }
        file.extend([1, 1, 0, 3]);
        for leaf in [-500_i16, 50] {
            file.extend(leaf.to_le_bytes());
        }
        file
    }

    const FEATURES: &[&str] = &["length", "other", "end"];

    #[test]
    fn the_score_is_the_sum_of_the_leaves_that_the_row_reaches() {
        let trees = Trees::read(&file(), FEATURES).unwrap();
        let rows = [[10, 0, 5], [9, 0, 5], [10, 255, 4], [3, 0, 0]];
        assert_eq!(trees.score(rows.as_flattened(), 3), [950, -150, 150, -900]);
    }

    #[test]
    fn a_row_has_the_same_score_wherever_it_stands() {
        let trees = Trees::read(&file(), FEATURES).unwrap();
        let row = |index: usize| [(index % 13) as u8, 7, (index % 7) as u8];
        let rows: Vec<u8> = (0..3 * LANES + 5).flat_map(row).collect();
        let alone = (0..3 * LANES + 5).flat_map(|index| trees.score(&row(index), 3));
        assert_eq!(trees.score(&rows, 3), alone.collect::<Vec<_>>());
        assert!(trees.score(&[], 3).is_empty());
    }

    #[test]
    fn contributions_and_the_mean_of_the_leaves_make_the_score() {
        let trees = Trees::read(&file(), FEATURES).unwrap();
        // The means are 200 and -225; the length moves the first to 600 and the
        // second to 50, the end then moves the first to 1000.
        assert_eq!(trees.contributions(&[10, 0, 5]), [675, 0, 400]);
        let sum: i32 = trees.contributions(&[10, 0, 5]).iter().sum();
        assert_eq!(trees.score(&[10, 0, 5], 3), [sum - 100 + 200 - 225]);
    }

    #[test]
    fn a_file_that_does_not_fit_is_told_from_one_that_does() {
        let missing = Trees::read(&file(), &["length", "other"]);
        assert_eq!(missing, Err(Malformed::Feature("end".to_owned())));
        assert_eq!(
            Trees::read(b"DCTREES\x02", FEATURES),
            Err(Malformed::Version)
        );
        for length in 8..file().len() {
            assert_eq!(
                Trees::read(&file()[..length], FEATURES),
                Err(Malformed::Length)
            );
        }
        assert_eq!(
            Trees::read(&[&file()[..], &[0]].concat(), FEATURES),
            Err(Malformed::Length)
        );
    }
}
