//! The parser's tables, written by `tools/html_tables.py`.

pub(crate) mod attributes;
pub(crate) mod entities;
pub(crate) mod tags;
