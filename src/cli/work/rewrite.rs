//! A file cleaned in place, unless something of it would be lost.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use dechrome::Source;
use dechrome::render::text;

use super::super::messages::{Message, reason};
use super::super::outputs::{Unfinished, keeps_something};
use super::super::report::Kind;
use super::clean::{Cleaning, Done, Fault, is_fatal};

/// Rewrites the file that a document is.
pub(super) fn rewrite(cleaning: &Cleaning<'_>, done: &mut Done, bytes: &[u8]) {
    if let Err(fault) = rewritten(cleaning, done, bytes) {
        done.outcome = Some(Err(fault));
    }
}

fn rewritten(cleaning: &Cleaning<'_>, done: &mut Done, bytes: &[u8]) -> Result<(), Fault> {
    let from = done.from.clone();
    let refused = |words: &str| Err(Fault::new(Kind::Unwritten, words));
    let Some(path) = from.input.path() else {
        return refused("has no file");
    };
    // Through a symbolic link to the file behind it.
    let target = fs::canonicalize(path).map_err(unread)?;
    let before = fs::metadata(&target).map_err(unread)?;
    if !before.is_file() {
        return refused("is not a regular file; -i rewrites files");
    }
    if before.len() != bytes.len() as u64 {
        return refused("is compressed, or was changed meanwhile; left as it was");
    }
    if cleaning.source_of(&from.input, bytes) != Source::Text {
        return refused("is an HTML page; -i rewrites text, use -o DIR");
    }
    if before.permissions().readonly() {
        return refused("is read-only; left as it was");
    }
    let document = cleaning.clean_file(done, bytes)?;
    if !keeps_something(&document) {
        let words = "nothing in it looks like content; left as it was";
        done.messages.push(Message::Note(words.to_owned()));
        return Ok(());
    }
    let encoding = document.encoding();
    if encoding.replaced > 0 {
        return refused(&format!(
            "cannot be read as {} without loss; left as it was, say its --encoding",
            encoding.name
        ));
    }
    let mut cleaned = Vec::new();
    text::write(&document, &mut cleaned).map_err(unwritten)?;
    if cleaned == bytes {
        return Ok(());
    }
    let folder = target.parent().unwrap_or(Path::new(""));
    let write = || {
        let mut file = Unfinished::begin(folder, cleaning.temporaries())?;
        file.write_all(&cleaned)?;
        file.finish_over(&target, &before)
    };
    write().map_err(unwritten)
}

fn unread(error: io::Error) -> Fault {
    Fault::new(Kind::Unread, reason(&error))
}

fn unwritten(error: io::Error) -> Fault {
    Fault {
        fatal: is_fatal(&error),
        ..Fault::new(
            Kind::Unwritten,
            format!("{}; left as it was", reason(&error)),
        )
    }
}
