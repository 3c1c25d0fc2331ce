//! Twice a hostile page costs twice the steps. `tools/html_linear.py` counts the
//! instructions, too.

#[path = "../../../tests/html/hostile.rs"]
mod hostile;

use crate::html::parser::Parser;
use crate::html::segment::segment;
use crate::html::work;

const BYTES: usize = 128 << 10;
const MOST_GROWTH: f64 = 2.2;

#[test]
fn hostile_pages_take_linear_time() {
    let mut parser = Parser::new();
    for shape in hostile::SHAPES {
        // The steps of parsing and of segmenting. To read a page is a step a byte.
        let mut steps = |bytes| {
            work::take();
            let page = shape.page(bytes);
            let tree = parser.parse(&page);
            let parsing = work::take() + bytes as u64;
            segment(&tree, true, &crate::Limits::default());
            [parsing, work::take() + bytes as u64]
        };
        let (once, twice) = (steps(BYTES), steps(2 * BYTES));
        for (stage, (once, twice)) in ["parse", "segment"].iter().zip(once.into_iter().zip(twice)) {
            let growth = twice as f64 / once as f64;
            println!(
                "{}, {stage}: {:.1} steps a byte, {growth:.2}",
                shape.name,
                once as f64 / BYTES as f64
            );
            assert!(
                growth <= MOST_GROWTH,
                "{}, {stage}: {once}, {twice}",
                shape.name
            );
        }
    }
}
