//! Tests of what cannot be seen from outside. The tree is tested in
//! `tests/html/`.

mod linear;
mod names;
mod tokenizer;
