//! Which blocks belong together: for the second stage, which sees the mean
//! score of each block's groups.

use super::features::Stretch;
use crate::document::{BlockRecord, Placement};
use crate::shape::Shape;

/// The groupings, in order, and what they are in words.
pub(super) const NAMES: &[&str] = &["line_mean", "paragraph_mean", "alike_mean"];
pub(super) const WORDS: &[&str] = &[
    "its line",
    "the lines around it",
    "blocks of the same shape",
];

/// The groups of each block: its line, the lines between the same blank lines,
/// and the blocks of the same shape.
pub(super) fn groups(stretch: &Stretch, blocks: &[BlockRecord]) -> Vec<Vec<u16>> {
    let starts = |starts: fn(Placement) -> bool| {
        let mut group = 0_u16;
        let numbers = blocks.iter().map(|block| {
            group += u16::from(starts(block.placement));
            group
        });
        numbers.collect()
    };
    let mut shapes = Numbers::new();
    let by_shape = blocks.iter().enumerate();
    vec![
        starts(|placement| placement != Placement::Inline),
        starts(|placement| placement == Placement::Apart),
        by_shape
            .map(|(index, block)| shapes.of(shape(stretch.shape(index), block.placement)))
            .collect(),
    ]
}

/// How many shapes there are: lengths, starts, ends and placements.
const SHAPES: usize = 10 * 10 * 9 * 3;

/// A shape: its length, its start and its end, and how it is set.
fn shape(shape: &Shape, placement: Placement) -> usize {
    let length = (shape.halves + 1).ilog2().min(9);
    let number = ((length * 10 + shape.start as u32) * 9 + shape.end as u32) * 3 + placement as u32;
    number as usize
}

/// The shapes that were met, numbered as they came: most texts have few.
struct Numbers {
    /// One more than the number of each shape, 0 for none.
    numbers: [u16; SHAPES],
    count: u16,
}

impl Numbers {
    fn new() -> Numbers {
        Numbers {
            numbers: [0; SHAPES],
            count: 0,
        }
    }

    fn of(&mut self, shape: usize) -> u16 {
        let number = &mut self.numbers[shape];
        if *number == 0 {
            self.count += 1;
            *number = self.count;
        }
        *number - 1
    }
}
