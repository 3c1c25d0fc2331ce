//! Parsers that are used again: their scratch is worth keeping from page to page.

use std::sync::{Mutex, PoisonError};

use super::parser::{Options, Parser};

/// A parser with more scratch than this (bytes) is not kept: one huge page should
/// not cost its memory for good.
const LARGEST_KEPT: usize = 64 << 20;

/// Idle parsers with the same options: as many as ever worked at a time.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    options: Options,
    idle: Mutex<Vec<Parser>>,
}

impl Pool {
    /// An empty pool.
    pub(crate) fn new(options: Options) -> Pool {
        Pool {
            options,
            idle: Mutex::default(),
        }
    }

    /// Does something with a parser.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&mut Parser) -> T) -> T {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = idle().pop();
        let mut parser = kept.unwrap_or_else(|| Parser::with_options(self.options.clone()));
        let done = work(&mut parser);
        if parser.scratch_bytes() <= LARGEST_KEPT {
            idle().push(parser);
        }
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parser_comes_back_unless_it_has_grown_large() {
        let pool = Pool::default();
        let idle = || pool.idle.lock().unwrap().len();
        pool.with(|parser| parser.parse("<p>a").node_count());
        pool.with(|parser| parser.parse("<p>b").node_count());
        assert_eq!(idle(), 1);
        pool.with(|_| pool.with(|_| ()));
        assert_eq!(idle(), 2);
        let large = "<p>a".repeat(LARGEST_KEPT / 64);
        pool.with(|parser| parser.parse(&large).node_count());
        assert_eq!(idle(), 1);
    }
}
