//! The renderers of markup, on pages made by hand and on generated ones.

mod generated;
mod html;
mod markdown;
mod page;
mod read_markdown;
mod text;
