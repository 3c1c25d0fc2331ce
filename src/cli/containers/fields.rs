//! Named fields, `Name: value`, as records of web archives (ISO 28500:2017, 5) and
//! HTTP messages (RFC 9112, 5) have them.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// The fields of one head, in order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields<'b>(pub(crate) &'b [u8]);

impl<'b> Fields<'b> {
    /// The value of a field; of several the last one.
    pub(crate) fn get(self, name: &str) -> Option<Cow<'b, str>> {
        self.all(name).last()
    }

    /// The values of all fields of this name, in whatever case.
    pub(crate) fn all(self, name: &str) -> impl Iterator<Item = Cow<'b, str>> {
        let name = name.as_bytes();
        Lines(self.0).filter_map(move |line| {
            let (field, value) = line.split_at(memchr(b':', line)?);
            let is_meant = field.trim_ascii().eq_ignore_ascii_case(name);
            is_meant.then(|| unfolded(&value[1..]))
        })
    }
}

/// A value on one line. A value may be folded, by a line break before white space
/// (RFC 9112, 5.2).
fn unfolded(value: &[u8]) -> Cow<'_, str> {
    let value = String::from_utf8_lossy(value.trim_ascii());
    if !value.contains('\n') {
        return value;
    }
    let parts: Vec<&str> = value.lines().map(str::trim).collect();
    Cow::Owned(parts.join(" "))
}

/// Lines, each with those that continue it.
struct Lines<'b>(&'b [u8]);

impl<'b> Iterator for Lines<'b> {
    type Item = &'b [u8];

    fn next(&mut self) -> Option<&'b [u8]> {
        if self.0.is_empty() {
            return None;
        }
        let mut end = 0;
        loop {
            match memchr(b'\n', &self.0[end..]) {
                Some(at) => end += at + 1,
                None => end = self.0.len(),
            }
            if !matches!(self.0.get(end), Some(b' ' | b'\t')) {
                break;
            }
        }
        let (line, rest) = self.0.split_at(end);
        self.0 = rest;
        Some(line)
    }
}

/// Where a head ends: behind its empty line. Looks from `from` on, where one has
/// looked before.
pub(crate) fn end_of_head(bytes: &[u8], from: usize) -> Option<usize> {
    let from = from.saturating_sub(3).min(bytes.len());
    let rest = &bytes[from..];
    let strict = memmem::find(rest, b"\n\r\n").map(|at| at + 3);
    let within = &rest[..strict.unwrap_or(rest.len())];
    let lax = memmem::find(within, b"\n\n").map(|at| at + 2);
    lax.or(strict).map(|end| from + end)
}

/// A media type, such as `text/html; charset=utf-8` (RFC 9110, 8.3.1).
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct MediaType {
    /// Type and subtype in lower case.
    pub(crate) essence: String,
    pub(crate) charset: Option<String>,
}

impl MediaType {
    pub(crate) fn read(value: &str) -> MediaType {
        let (essence, mut rest) = value.split_once(';').unwrap_or((value, ""));
        let mut charset = None;
        while !rest.is_empty() && charset.is_none() {
            let Some((name, after)) = rest.split_once('=') else {
                break;
            };
            let name = name.rsplit(';').next().unwrap_or(name);
            let after = after.trim_start();
            let (parameter, next) = match after.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => after.split_once(';').unwrap_or((after, "")),
            };
            if name.trim().eq_ignore_ascii_case("charset") {
                let label = parameter.trim().trim_matches('\'');
                charset = (!label.is_empty()).then(|| label.to_owned());
            }
            rest = next;
        }
        MediaType {
            essence: essence.trim().to_ascii_lowercase(),
            charset,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &[u8] = b"Content-Type: text/html\r\nX: 1\r\nx :\t2 \r\nLong: a\r\n  b\r\n\tc\r\n\
        nothing\r\nUmlaut: \xFC\r\nEmpty:\r\nLast: no end";

    #[test]
    fn a_field_is_found_in_any_case_and_the_last_one_counts() {
        let get = |name| Fields(HEAD).get(name);
        assert_eq!(get("content-type").as_deref(), Some("text/html"));
        assert_eq!(get("x").as_deref(), Some("2"));
        assert_eq!(Fields(HEAD).all("X").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(get("Umlaut").as_deref(), Some("\u{FFFD}"));
        assert_eq!(get("Empty").as_deref(), Some(""));
        assert_eq!(get("Last").as_deref(), Some("no end"));
        assert_eq!(get("nothing"), None);
        assert_eq!(get("b"), None);
    }

    #[test]
    fn a_folded_value_is_one_line() {
        assert_eq!(Fields(HEAD).get("long").as_deref(), Some("a b c"));
    }

    #[test]
    fn a_head_ends_at_its_empty_line() {
        assert_eq!(end_of_head(b"a: b\r\n\r\nbody\r\n\r\n", 0), Some(8));
        assert_eq!(end_of_head(b"a: b\n\nbody\r\n\r\n", 0), Some(6));
        assert_eq!(end_of_head(b"a: b\r\n\r\nbody", 8), Some(8));
        assert_eq!(end_of_head(b"a: b\r\n\r", 0), None);
        assert_eq!(end_of_head(b"", 7), None);
    }

    #[test]
    fn media_types() {
        let cases = [
            ("text/html", "text/html", None),
            ("Text/HTML;charset=UTF-8", "text/html", Some("UTF-8")),
            (
                "text/html; a=b; Charset = \"gbk\" ;c=d",
                "text/html",
                Some("gbk"),
            ),
            (
                "text/html; a=\"x;charset=y\"; charset=big5",
                "text/html",
                Some("big5"),
            ),
            ("text/html;; charset='latin1'", "text/html", Some("latin1")),
            ("text/html; charset=", "text/html", None),
            ("text/html; charset", "text/html", None),
            ("text/html; charset=\"gbk", "text/html", Some("gbk")),
            ("", "", None),
        ];
        for (value, essence, charset) in cases {
            let read = MediaType::read(value);
            assert_eq!(
                (&*read.essence, read.charset.as_deref()),
                (essence, charset),
                "{value}"
            );
        }
    }
}
