//! Every gold page: the same tree as html5ever's. A debug build takes the first
//! pages of each set only. Pages that nest deeper than the parser does are counted.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dechrome::internals::html::Parser;

use crate::{dump, shared};

#[test]
fn gold_pages_have_the_same_tree_as_html5evers() {
    let Some(pages) = shared::gold_pages() else {
        return;
    };
    let mut parser = Parser::new();
    let (mut equal, mut flattened, mut total) = (0, 0, 0);
    for (id, page) in pages {
        total += 1;
        if parser.parse(&page).flattened_at().is_some() {
            flattened += 1;
            continue;
        }
        let compare = || dump::assert_same(&page, &mut parser, &id);
        // A failure has been printed by the panic; the others go on.
        equal += usize::from(catch_unwind(AssertUnwindSafe(compare)).is_ok());
    }
    println!("equal: {equal} of {total} pages, too deep to compare: {flattened}");
    assert_eq!(equal + flattened, total);
}
