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
    let shapes = blocks.iter().enumerate();
    vec![
        starts(|placement| placement != Placement::Inline),
        starts(|placement| placement == Placement::Apart),
        shapes
            .map(|(index, block)| shape_group(stretch.shape(index), block.placement))
            .collect(),
    ]
}

/// The group of a shape: its length, its start and its end, and how it is set.
fn shape_group(shape: &Shape, placement: Placement) -> u16 {
    let length = (shape.halves + 1).ilog2().min(9);
    let number = ((length * 10 + shape.start as u32) * 9 + shape.end as u32) * 3 + placement as u32;
    number as u16
}
