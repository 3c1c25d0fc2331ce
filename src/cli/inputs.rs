//! Where documents come from, and what kind of input each is.

use std::fmt::{self, Display};
use std::fs::{self, File};
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use dechrome::Source;
use memchr::memchr;

use super::args::InputFormat;
use super::feed::Feed;
use super::messages::{Messages, Shown, reason};
use super::record::Record;
use super::terminal::END_OF_INPUT;

/// One input of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    Stdin,
    File(PathBuf),
}

/// What an input is, once it was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// All of it is one document.
    Document(Source),
    /// Each line is a record.
    JsonLines,
}

/// How much of an input decides whether it is a page.
const LOOKED_AT: usize = 4096;

impl Input {
    /// The file's name; stdin has none.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Input::Stdin => None,
            Input::File(path) => Some(path),
        }
    }

    /// Opens the input; the error says what is wrong with it.
    pub(crate) fn open(&self, messages: &Messages) -> Result<Feed, String> {
        match self {
            Input::Stdin => {
                if io::stdin().is_terminal() && io::stderr().is_terminal() {
                    let hint = format_args!("reading from the terminal; end with {END_OF_INPUT}");
                    messages.note(self, hint);
                }
                Ok(Feed::new(io::stdin(), 0))
            }
            Input::File(path) => {
                let about = fs::metadata(path).map_err(|error| reason(&error))?;
                if about.is_dir() {
                    return Err("is a folder; name its files, or use find FOLDER -type f \
                                -exec dechrome {} +"
                        .into());
                }
                let file = File::open(path).map_err(|error| reason(&error))?;
                Ok(Feed::new(file, usize::try_from(about.len()).unwrap_or(0)))
            }
        }
    }

    /// Tells what kind of input this is: what the user says, or else what its name
    /// and its first bytes say.
    pub(crate) fn kind(
        &self,
        said: InputFormat,
        field: Option<&str>,
        feed: &mut Feed,
    ) -> io::Result<Kind> {
        match said {
            InputFormat::Text => Ok(Kind::Document(Source::Text)),
            InputFormat::Html => Ok(Kind::Document(Source::Html)),
            InputFormat::Jsonl => Ok(Kind::JsonLines),
            InputFormat::Auto if self.path().is_some_and(named_as_json_lines) => {
                Ok(Kind::JsonLines)
            }
            InputFormat::Auto if starts_with_a_record(field, feed)? => Ok(Kind::JsonLines),
            InputFormat::Auto => Ok(Kind::Document(Source::sniff(
                self.path(),
                feed.look_ahead(LOOKED_AT)?,
            ))),
        }
    }
}

/// As messages name it.
impl Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Input::Stdin => f.write_str("<stdin>"),
            Input::File(path) => Shown(path).fmt(f),
        }
    }
}

fn named_as_json_lines(name: &Path) -> bool {
    name.extension().is_some_and(|extension| {
        extension.eq_ignore_ascii_case("jsonl") || extension.eq_ignore_ascii_case("ndjson")
    })
}

/// Whether the first line that is not blank is a record with a document in it.
/// Reads no further than it has to, so that the first record of a stream can be
/// answered before the second one comes.
fn starts_with_a_record(field: Option<&str>, feed: &mut Feed) -> io::Result<bool> {
    let beginning = feed.look_ahead(MARK.len() + 1)?;
    let mut searched = beginning.len() - without_mark(beginning).len();
    let mut start = None;
    loop {
        let bytes = feed.in_hand();
        if start.is_none() {
            let visible = bytes[searched..]
                .iter()
                .position(|byte| !byte.is_ascii_whitespace());
            start = visible.map(|at| searched + at);
        }
        let line = match start {
            Some(start) if bytes[start] != b'{' => return Ok(false),
            Some(start) => match memchr(b'\n', &bytes[searched.max(start)..]) {
                Some(at) => Some(&bytes[start..searched.max(start) + at]),
                None => feed.ended().then_some(&bytes[start..]),
            },
            None if feed.ended() => return Ok(false),
            None => None,
        };
        if let Some(line) = line {
            let line = String::from_utf8_lossy(line);
            return Ok(Record::read(&line).is_ok_and(|record| record.holds_a_document(field)));
        }
        searched = bytes.len();
        feed.fill()?;
    }
}

/// The byte-order mark that UTF-8 does not need.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The bytes after a byte-order mark.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: Option<&str>, bytes: &'static [u8]) -> Kind {
        let input = name.map_or(Input::Stdin, |name| Input::File(name.into()));
        input
            .kind(InputFormat::Auto, None, &mut Feed::new(bytes, 0))
            .unwrap()
    }

    #[test]
    fn a_name_tells_json_lines() {
        assert_eq!(kind(Some("a.jsonl"), b""), Kind::JsonLines);
        assert_eq!(kind(Some("a.NDJSON"), b"prose"), Kind::JsonLines);
    }

    #[test]
    fn a_first_record_tells_json_lines() {
        assert_eq!(
            kind(None, b"\xEF\xBB\xBF\r\n {\"id\":1,\"text\":\"a\"}\r\n{"),
            Kind::JsonLines
        );
        assert_eq!(kind(Some("a.txt"), b"{\"html\":null}"), Kind::JsonLines);
    }

    #[test]
    fn other_braces_are_text() {
        let text = Kind::Document(Source::Text);
        assert_eq!(kind(None, b"{\"name\":\"package\"}\n"), text);
        assert_eq!(kind(None, b"{ a set }\n"), text);
        assert_eq!(kind(None, b"{"), text);
        assert_eq!(kind(None, b""), text);
        assert_eq!(kind(None, b"\n\n\n"), text);
    }

    #[test]
    fn a_page_is_told_by_either() {
        let html = Kind::Document(Source::Html);
        assert_eq!(kind(Some("a.html"), b"prose"), html);
        assert_eq!(kind(None, b"<!doctype html><p>"), html);
    }
}
