//! Hostile pages make no more nodes than their bytes pay for. That they take
//! linear time is tested inside the crate, where steps are counted.

use dechrome::internals::html::Parser;

use crate::hostile::SHAPES;

#[test]
fn hostile_pages_keep_their_depth_and_size() {
    let mut parser = Parser::new();
    for shape in SHAPES {
        let page = shape.page(200_000);
        let tree = parser.parse(&page);
        let nodes_a_byte = tree.node_count() as f64 / page.len() as f64;
        assert!(nodes_a_byte < 0.8, "{}: {nodes_a_byte}", shape.name);
        assert_eq!(tree.stopped_at(), None, "{}", shape.name);
    }
}
