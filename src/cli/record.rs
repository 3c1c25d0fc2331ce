//! One record of a JSON Lines file: its fields as they stand, byte for byte, and
//! the document in one of them.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};

use dechrome::Source;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The fields of a record in their order, repeated names and all.
pub(crate) struct Record<'l> {
    fields: Vec<Field<'l>>,
}

struct Field<'l> {
    /// The name as it is written, for passing on.
    written: &'l RawValue,
    /// The name as it is meant, for comparing.
    name: Cow<'l, str>,
    value: &'l RawValue,
}

/// The document in a record.
pub(crate) struct Content<'r> {
    /// The field that it is in.
    pub(crate) field: &'r str,
    pub(crate) source: Source,
    pub(crate) text: Cow<'r, str>,
}

/// The fields that hold a document when the user names none, the first one there
/// is winning.
const USUAL: [(&str, Source); 2] = [("html", Source::Html), ("text", Source::Text)];

/// Finds what holds a document, `what` by kind, among what is `named`: what the user
/// says, or else the first of the usual names that is there. With it comes what such a
/// name says of the source.
pub(crate) fn choose<T>(
    said: Option<&str>,
    what: &str,
    named: impl Fn(&str) -> Option<T>,
) -> Result<(T, Option<Source>), String> {
    match said {
        Some(name) => named(name)
            .map(|found| (found, None))
            .ok_or_else(|| format!("has no {what} '{name}'")),
        None => USUAL
            .iter()
            .find_map(|&(name, source)| Some((named(name)?, Some(source))))
            .ok_or_else(|| {
                format!("has no {what} 'html' or 'text'; name another one with --field")
            }),
    }
}

impl<'l> Record<'l> {
    /// Reads a line; the error says why it is no record.
    pub(crate) fn read(line: &'l str) -> Result<Record<'l>, String> {
        serde_json::from_str(line).map_err(|error| {
            if error.is_data() {
                return "is not a JSON object".to_owned();
            }
            let words = error.to_string();
            let what = words.split(" at line ").next().unwrap_or_default();
            format!("is not JSON: {what} at column {}", error.column())
        })
    }

    /// The document: in the named field, or in one of the usual ones.
    pub(crate) fn content(&self, field: Option<&str>) -> Result<Content<'_>, String> {
        let (found, source) = choose(field, "field", |name| self.last(name))?;
        let text = string(found.value).ok_or_else(|| {
            format!(
                "field '{}' is {}, not a string",
                found.name,
                what(found.value)
            )
        })?;
        let source = source.unwrap_or_else(|| Source::sniff(None, text.as_bytes()));
        Ok(Content {
            field: &found.name,
            source,
            text,
        })
    }

    /// Whether a field that should hold the document is there, whatever is in it.
    pub(crate) fn holds_a_document(&self, field: Option<&str>) -> bool {
        choose(field, "field", |name| self.last(name)).is_ok()
    }

    /// The field of this name; of several the last one, as JSON readers do.
    fn last(&self, name: &str) -> Option<&Field<'l>> {
        self.fields.iter().rev().find(|field| field.name == name)
    }

    /// The fields but this one, to be carried along.
    #[cfg(feature = "parquet")]
    pub(crate) fn without(&self, name: Option<&str>) -> Vec<(String, Box<RawValue>)> {
        let others = self
            .fields
            .iter()
            .filter(|field| name != Some(&*field.name));
        others
            .map(|field| (field.name.to_string(), field.value.to_owned()))
            .collect()
    }

    /// Writes the fields that are not among these names as they came, each with a
    /// comma after it.
    pub(crate) fn write_without(&self, names: &[&str], out: &mut impl Write) -> io::Result<()> {
        let others = self
            .fields
            .iter()
            .filter(|field| !names.contains(&&*field.name));
        for Field { written, value, .. } in others {
            write!(out, "{}:{},", written.get(), value.get())?;
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Record<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = Record<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some((written, value)) = map.next_entry::<&RawValue, &RawValue>()? {
                    let name = string(written).unwrap_or_default();
                    fields.push(Field {
                        written,
                        name,
                        value,
                    });
                }
                Ok(Record { fields })
            }
        }

        deserializer.deserialize_map(Fields)
    }
}

/// What a JSON string says, lone surrogates read as U+FFFD; `None` for a value
/// that is no string.
fn string(value: &RawValue) -> Option<Cow<'_, str>> {
    struct Bytes;

    impl Visitor<'_> for Bytes {
        type Value = Vec<u8>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a JSON string")
        }

        fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Self::Value, E> {
            Ok(bytes.to_vec())
        }
    }

    let inside = value.get().strip_prefix('"')?.strip_suffix('"')?;
    if !inside.contains('\\') {
        return Some(Cow::Borrowed(inside));
    }
    let mut bytes = serde_json::Deserializer::from_str(value.get())
        .deserialize_bytes(Bytes)
        .ok()?;
    replace_surrogates(&mut bytes);
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

/// Writes U+FFFD over every surrogate that is encoded as if it were a character:
/// both take three bytes.
fn replace_surrogates(bytes: &mut [u8]) {
    let mut from = 0;
    while let Some(at) = memchr::memchr(0xED, &bytes[from..]) {
        let at = from + at;
        if let Some(surrogate @ [_, 0xA0..=0xBF, _]) = bytes.get_mut(at..at + 3) {
            surrogate.copy_from_slice("\u{FFFD}".as_bytes());
        }
        from = at + 1;
    }
}

/// What a value is, in words.
fn what(value: &RawValue) -> &'static str {
    match value.get().as_bytes().first() {
        Some(b'n') => "null",
        Some(b't' | b'f') => "a boolean",
        Some(b'[') => "an array",
        Some(b'{') => "an object",
        Some(b'"') => "a string",
        _ => "a number",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passed(line: &str, without: &[&str]) -> String {
        let mut out = Vec::new();
        Record::read(line)
            .unwrap()
            .write_without(without, &mut out)
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    fn text(line: &str) -> Result<String, String> {
        let record = Record::read(line)?;
        record
            .content(None)
            .map(|content| content.text.into_owned())
    }

    #[test]
    fn fields_pass_as_they_are_written() {
        let line = r#" { "n" : 1.0E+400 , "n":12345678901234567890123, "caf\u00e9" : [ 1 , {"a" :"\ud800"} ] , "text":"x"} "#;
        assert_eq!(
            passed(line, &["text"]),
            r#""n":1.0E+400,"n":12345678901234567890123,"caf\u00e9":[ 1 , {"a" :"\ud800"} ],"#
        );
    }

    #[test]
    fn a_name_is_the_same_however_it_is_escaped() {
        assert_eq!(text(r#"{"t\u0065xt":"prose"}"#).unwrap(), "prose");
        assert_eq!(passed(r#"{"t\u0065xt":"prose"}"#, &["text"]), "");
    }

    #[test]
    fn of_two_fields_of_one_name_the_last_counts() {
        assert_eq!(text(r#"{"text":"a","text":"b"}"#).unwrap(), "b");
    }

    #[test]
    fn html_comes_before_text() {
        let record = Record::read(r#"{"text":"prose","html":"<p>"}"#).unwrap();
        assert_eq!(record.content(None).unwrap().field, "html");
        let record = Record::read(r#"{"text":"<p>"}"#).unwrap();
        assert_eq!(record.content(None).unwrap().source, Source::Text);
    }

    #[test]
    fn lone_surrogates_become_replacement_characters() {
        assert_eq!(
            text(r#"{"text":"a\ud800b\udc00\ud83d\ude00한"}"#).unwrap(),
            "a\u{FFFD}b\u{FFFD}😀한"
        );
        assert_eq!(
            text(r#"{"text":"\ud800\ud800"}"#).unwrap(),
            "\u{FFFD}\u{FFFD}"
        );
        assert_eq!(text(r#"{"text":"\ud800\n"}"#).unwrap(), "\u{FFFD}\n");
    }

    #[test]
    fn what_is_no_record_says_why() {
        assert!(text("{\"text\":").unwrap_err().starts_with("is not JSON: "));
        assert_eq!(text("[1]").unwrap_err(), "is not a JSON object");
        assert_eq!(text("7").unwrap_err(), "is not a JSON object");
        assert_eq!(
            text(r#"{"text":null}"#).unwrap_err(),
            "field 'text' is null, not a string"
        );
        assert!(text("{}").unwrap_err().contains("--field"));
        assert!(text(r#"{"text":"a"} {"#).unwrap_err().contains("trailing"));
    }

    #[test]
    fn nesting_is_no_danger() {
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        assert_eq!(
            text(&format!("{{\"deep\":{deep},\"text\":\"x\"}}")).unwrap(),
            "x"
        );
    }
}
