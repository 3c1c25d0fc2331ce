//! Twice a hostile page costs twice the steps. `tools/html_linear.py` counts the
//! instructions, too.

#[path = "../../../tests/html/hostile.rs"]
mod hostile;

use crate::html::parser::Parser;
use crate::html::work;

const BYTES: usize = 128 << 10;
const MOST_GROWTH: f64 = 2.2;

#[test]
fn hostile_pages_take_linear_time() {
    let mut parser = Parser::new();
    for shape in hostile::SHAPES {
        let mut steps = |bytes| {
            work::take();
            parser.parse(&shape.page(bytes));
            // Reading a page is a step a byte.
            work::take() + bytes as u64
        };
        let (once, twice) = (steps(BYTES), steps(2 * BYTES));
        let growth = twice as f64 / once as f64;
        println!(
            "{}: {:.1} steps a byte, {growth:.2}",
            shape.name,
            once as f64 / BYTES as f64
        );
        assert!(growth <= MOST_GROWTH, "{}: {once}, {twice}", shape.name);
    }
}
