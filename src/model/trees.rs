//! Boosted symmetric trees over tables of small numbers: whole numbers in, whole
//! numbers out, so that every platform agrees.
//!
//! A symmetric tree asks the same question of all rows at each of its levels
//! ("is column 7 above 3?"); the answers are the bits of the number of the leaf
//! whose points the row gets. So many rows can be asked at once.

use super::format::{Malformed, Reader};
use crate::table::{LANES, Lane, Table};

/// A tree has at most this many levels.
const DEPTH: usize = 6;

/// The leaves of a tree of that depth.
const LEAVES: usize = 1 << DEPTH;

/// How many lanes are scored at a time: their columns stay close at hand.
const HEIGHT: usize = 16;

/// How many trees add their points at a time.
const TEAM: usize = 20;

/// The leaves of a team; so many behind them as the number of a leaf, a byte, could
/// tell apart, so that none need be checked.
const WINDOW: usize = (TEAM - 1) * LEAVES + 256;

/// The sum of many trees, in thousandths of a nat of log-odds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Trees {
    bias: i32,
    /// The columns that some tree asks for; questions have their place in this
    /// list.
    used: Vec<usize>,
    /// The trees, filled up to whole teams with such as say nothing.
    trees: Vec<Tree>,
    /// The points of the leaves, [`LEAVES`] a tree, and zeros behind them.
    leaves: Vec<i32>,
}

/// A tree of [`DEPTH`] levels; one that has fewer asks in the rest what nothing
/// passes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Tree {
    questions: [Question; DEPTH],
}

/// Is the value of a column above a bound?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Question {
    column: u16,
    bound: u8,
}

impl Question {
    /// Nothing is above its bound.
    const NONE: Question = Question {
        column: 0,
        bound: u8::MAX,
    };
}

impl Trees {
    /// Reads a model file. `features` are the names of a table's columns, among
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
        let (mut trees, mut leaves) = (Vec::new(), Vec::new());
        for _ in 0..reader.u16()? {
            let mut questions = [Question::NONE; DEPTH];
            let depth = usize::from(reader.u8()?);
            for question in questions.get_mut(..depth).ok_or(Malformed::Tree)? {
                let (column, bound) = (reader.u16()?, reader.u8()?);
                if usize::from(column) >= used.len() {
                    return Err(Malformed::Tree);
                }
                *question = Question { column, bound };
            }
            let points: Result<Vec<i32>, Malformed> = (0..1 << depth)
                .map(|_| reader.i16().map(i32::from))
                .collect();
            leaves.extend(points?.into_iter().cycle().take(LEAVES));
            trees.push(Tree { questions });
        }
        reader.close()?;
        trees.resize(
            trees.len().next_multiple_of(TEAM),
            Tree {
                questions: [Question::NONE; DEPTH],
            },
        );
        leaves.resize(trees.len() * LEAVES + WINDOW, 0);
        Ok(Trees {
            bias,
            used,
            trees,
            leaves,
        })
    }

    /// The score of each row of some tables that stand side by side.
    pub(crate) fn score(&self, tables: &[&Table]) -> Vec<i32> {
        let all = (0..tables.first().map_or(0, |table| table.height())).collect();
        self.score_lanes(tables, all)
    }

    /// The same, but only of the rows for which one of the same lane is `wanted`;
    /// the others' scores say nothing.
    pub(crate) fn score_some(&self, tables: &[&Table], wanted: &[bool]) -> Vec<i32> {
        let lanes = wanted.chunks(LANES).enumerate();
        let lanes = lanes.filter(|(_, lane)| lane.contains(&true));
        self.score_lanes(tables, lanes.map(|(lane, _)| lane).collect())
    }

    fn score_lanes(&self, tables: &[&Table], lanes: Vec<usize>) -> Vec<i32> {
        let Some(first) = tables.first() else {
            return Vec::new();
        };
        let mut scores = vec![[self.bias; LANES]; first.height()];
        let blank = vec![[0; LANES]; first.height()];
        let columns: Vec<&[Lane]> = self
            .used
            .iter()
            .map(|&at| column(tables, at).unwrap_or(&blank))
            .collect();
        let mut numbers = [[[0; LANES]; TEAM]; HEIGHT];
        for lanes in lanes.chunks(HEIGHT) {
            let mut sums = [[0; LANES]; HEIGHT];
            for (team, trees) in self.trees.as_chunks::<TEAM>().0.iter().enumerate() {
                for (place, tree) in trees.iter().enumerate() {
                    let levels = tree.questions.map(|question| {
                        let column = columns.get(usize::from(question.column));
                        (*column.unwrap_or(&&*blank), question.bound)
                    });
                    ask(levels, lanes, place, &mut numbers);
                }
                if let Some(leaves) = self.leaves[team * TEAM * LEAVES..].first_chunk() {
                    add(leaves, &numbers[..lanes.len()], &mut sums);
                }
            }
            for (&lane, sums) in lanes.iter().zip(&sums) {
                for (score, sum) in scores[lane].iter_mut().zip(sums) {
                    *score += sum;
                }
            }
        }
        let mut scores = scores.into_flattened();
        scores.truncate(first.rows());
        scores
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
        let leaves = self.leaves.as_chunks::<LEAVES>().0;
        for (tree, leaves) in self.trees.iter().zip(leaves) {
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

/// A column of tables that stand side by side.
fn column<'t>(tables: &[&'t Table], mut at: usize) -> Option<&'t [Lane]> {
    for table in tables {
        if at < table.width() {
            return Some(table.column(at));
        }
        at -= table.width();
    }
    None
}

/// Notes the numbers of the leaves that the rows of some lanes reach in the tree at
/// this place of a team, by the column and the bound of each level.
#[inline(always)]
fn ask(
    levels: [(&[Lane], u8); DEPTH],
    lanes: &[usize],
    place: usize,
    numbers: &mut [[Lane; TEAM]; HEIGHT],
) {
    // That all columns are as high spares all looks at that but one.
    let height = levels[0].0.len();
    let levels = levels.map(|(column, bound)| (&column[..height], bound));
    for (numbers, &lane) in numbers.iter_mut().zip(lanes) {
        if lane >= height {
            return;
        }
        // Subtracting what is not above a bound, in place of adding what is, takes
        // fewer steps.
        let mut reached = [0_u8; LANES];
        for (column, bound) in levels.iter().rev() {
            for (number, value) in reached.iter_mut().zip(&column[lane]) {
                let below = u8::from(bound >= value);
                *number = number.wrapping_add(*number).wrapping_sub(below);
            }
        }
        numbers[place] = reached.map(|number| number.wrapping_add(LEAVES as u8 - 1));
    }
}

/// Adds to the scores of the rows of some lanes the points of the leaves of these
/// numbers, in a team's trees.
fn add(leaves: &[i32; WINDOW], numbers: &[[Lane; TEAM]], sums: &mut [[i32; LANES]; HEIGHT]) {
    for (sums, numbers) in sums.iter_mut().zip(numbers) {
        for (lane, sum) in sums.iter_mut().enumerate() {
            for (place, numbers) in numbers.iter().enumerate() {
                *sum += leaves[place * LEAVES + usize::from(numbers[lane])];
            }
        }
    }
}

/// The mean of the leaves whose numbers end in the `known` bits of `answered`,
/// times [`LEAVES`].
fn mean_of(leaves: &[i32; LEAVES], known: usize, answered: usize) -> i64 {
    let reached = leaves[answered..].iter().step_by(1 << known);
    reached.map(|&leaf| i64::from(leaf)).sum::<i64>() << known
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
        assert_eq!(
            trees.score(&[&Table::of_rows(rows.as_flattened(), 3)]),
            [950, -150, 150, -900]
        );
    }

    #[test]
    fn a_row_has_the_same_score_wherever_it_stands() {
        let trees = Trees::read(&file(), FEATURES).unwrap();
        let row = |index: usize| [(index % 13) as u8, 7, (index % 7) as u8];
        let rows: Vec<u8> = (0..HEIGHT * LANES + 5).flat_map(row).collect();
        let alone = (0..HEIGHT * LANES + 5)
            .flat_map(|index| trees.score(&[&Table::of_rows(&row(index), 3)]));
        assert_eq!(
            trees.score(&[&Table::of_rows(&rows, 3)]),
            alone.collect::<Vec<_>>()
        );
        assert!(trees.score(&[&Table::of_rows(&[], 3)]).is_empty());
    }

    #[test]
    fn contributions_and_the_mean_of_the_leaves_make_the_score() {
        let trees = Trees::read(&file(), FEATURES).unwrap();
        // The means are 200 and -225; the length moves the first to 600 and the
        // second to 50, the end then moves the first to 1000.
        assert_eq!(trees.contributions(&[10, 0, 5]), [675, 0, 400]);
        let sum: i32 = trees.contributions(&[10, 0, 5]).iter().sum();
        assert_eq!(
            trees.score(&[&Table::of_rows(&[10, 0, 5], 3)]),
            [sum - 100 + 200 - 225]
        );
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
