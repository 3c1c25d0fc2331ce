//! The promises of the command line, each kept by the real command.
//!
//! None of them depends on how good the labelling is: the pages have a headline,
//! long prose, and chrome that nobody would take for anything else.

mod archives;
mod command;
mod compressed;
mod counts;
mod docs;
mod filter;
mod folders;
mod full_disk;
mod help;
mod in_place;
mod interrupt;
mod jobs;
mod jsonl;
mod one_file;
mod packed;
mod pages;
mod resume;
mod settings;
mod tables;
mod views;
mod walks;
mod warc;
