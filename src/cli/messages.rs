//! What is said on stderr, and how much of it.
//!
//! Every message is one line, `dechrome: ABOUT: message`, whatever a file is
//! called.

use std::fmt::{self, Display};
use std::io::{self, Write};
use std::path::Path;

/// How much is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verbosity {
    /// Errors only.
    Quiet,
    /// Errors, and notes on what was left undone.
    #[default]
    Normal,
    /// A line on every file.
    Verbose,
}

/// Something to say of a document, when its turn comes.
#[derive(Debug)]
pub(crate) enum Message {
    /// Worth knowing.
    Note(String),
    /// How it went.
    Detail(String),
}

/// Says what happened, and counts the errors.
#[derive(Debug, Default)]
pub(crate) struct Messages {
    verbosity: Verbosity,
    errors: u64,
}

impl Messages {
    pub(crate) fn new(verbosity: Verbosity) -> Messages {
        Messages {
            verbosity,
            errors: 0,
        }
    }

    /// An input or output failed; the rest goes on.
    pub(crate) fn error(&mut self, about: impl Display, message: impl Display) {
        self.errors += 1;
        say(format_args!("{about}: {message}"));
    }

    /// The command makes no sense as it was given.
    pub(crate) fn mistake(&mut self, message: impl Display) {
        self.errors += 1;
        say(format_args!("{message}"));
    }

    /// Something worth knowing that is no error.
    pub(crate) fn note(&self, about: impl Display, message: impl Display) {
        if self.verbosity >= Verbosity::Normal {
            say(format_args!("{about}: {message}"));
        }
    }

    /// Says something about a document.
    pub(crate) fn message(&self, about: impl Display, message: &Message) {
        match message {
            Message::Note(words) => self.note(about, words),
            Message::Detail(words) => self.detail(about, words),
        }
    }

    /// How one file went.
    pub(crate) fn detail(&self, about: impl Display, message: impl Display) {
        if self.verbosity >= Verbosity::Verbose {
            say(format_args!("{about}: {message}"));
        }
    }

    /// What a run comes to.
    pub(crate) fn summary(&self, tally: impl Display) {
        say(format_args!("{tally}"));
    }

    /// Whether any error was said.
    pub(crate) fn any_errors(&self) -> bool {
        self.errors > 0
    }
}

/// Writes one line to stderr, all at once. When even that fails, nobody is left
/// to tell.
pub(crate) fn say(message: fmt::Arguments<'_>) {
    let _ = io::stderr().write_all(format!("dechrome: {message}\n").as_bytes());
}

/// A path as it is shown to a person: on one line, without control characters.
pub(crate) struct Shown<'a>(pub(crate) &'a Path);

impl Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        self.0.to_string_lossy().chars().try_for_each(|character| {
            if character.is_control() {
                write!(f, "{}", character.escape_default())
            } else {
                f.write_char(character)
            }
        })
    }
}

/// Why the system refused, in its own words but without its error number.
pub(crate) fn reason(error: &io::Error) -> String {
    let words = error.to_string();
    match words.split_once(" (os error ") {
        Some((reason, _)) => reason.to_owned(),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_newline_stays_on_one_line() {
        let shown = Shown(Path::new("a\n\x1b[2Jb é.txt")).to_string();
        assert_eq!(shown, "a\\n\\u{1b}[2Jb é.txt");
    }

    #[test]
    fn the_error_number_is_left_out() {
        let missing = std::fs::File::open("no such file").unwrap_err();
        assert!(!reason(&missing).contains("os error"));
        assert_eq!(reason(&io::Error::other("it broke")), "it broke");
    }
}
