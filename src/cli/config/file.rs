//! Settings in a file: `dechrome.toml`, in this folder or the nearest one above.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use toml::{Table, Value};

use super::super::messages::{Shown, reason};
use super::setting::{Given, Kind, Setting};
use super::unknown;

const NAME: &str = "dechrome.toml";

/// What the nearest file sets; the error says what makes no sense of it.
pub(super) fn nearest(folder: &Path) -> Result<Vec<Given>, String> {
    for folder in folder.ancestors() {
        let path = folder.join(NAME);
        let origin = Shown(&path).to_string();
        match fs::read_to_string(&path) {
            Ok(text) => return given(&text, &origin),
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(format!("{origin}: {}", reason(&error))),
        }
    }
    Ok(Vec::new())
}

fn given(text: &str, origin: &str) -> Result<Vec<Given>, String> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().map_or(0, |span| span.start.min(text.len()));
        let line = 1 + text.as_bytes()[..before]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        format!("{origin}:{line}: {}", error.message())
    })?;
    let settings = table.iter().map(|(name, value)| {
        let setting = Setting::named(name).ok_or_else(|| unknown(name, origin))?;
        let values = values(setting.kind, value)
            .ok_or_else(|| format!("{origin}: {name}: {}", expected(setting.kind)))?;
        Ok(Given {
            setting,
            values,
            origin: origin.to_owned(),
        })
    });
    settings.collect()
}

/// The values that a setting is given; `None` when they are of another kind.
fn values(kind: Kind, value: &Value) -> Option<Vec<String>> {
    let one = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        _ => None,
    };
    match (kind, value) {
        (Kind::Flag, Value::Boolean(true)) => Some(vec![String::new()]),
        (Kind::Flag, Value::Boolean(false)) => Some(Vec::new()),
        (Kind::Flag, _) => None,
        (Kind::Many, Value::Array(values)) => values.iter().map(one).collect(),
        (Kind::One | Kind::Many, value) => one(value).map(|value| vec![value]),
    }
}

fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::Flag => "is neither true nor false",
        Kind::One => "is neither a string nor a number",
        Kind::Many => "is neither a string nor a list of strings",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Result<Vec<String>, String> {
        let given = given(text, "f")?;
        Ok(given.iter().flat_map(Given::words).collect())
    }

    #[test]
    fn settings_are_options_by_name() {
        let text = "focus = \"recall\"\nhidden = true\nfollow = false\njobs = 2\nkeep = [\"caption\", \
                    \"date\"]\n";
        let mut found = words(text).unwrap();
        found.sort();
        let expected = [
            "--focus=recall",
            "--hidden",
            "--jobs=2",
            "--keep=caption",
            "--keep=date",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_makes_no_sense_is_an_error_that_says_where() {
        assert_eq!(
            words("kep = \"date\"").unwrap_err(),
            "f: there is no setting 'kep'; did you mean 'keep'?"
        );
        assert!(words("jobs = 2\n\nfocus").unwrap_err().starts_with("f:3: "));
        assert_eq!(
            words("hidden = 1").unwrap_err(),
            "f: hidden: is neither true nor false"
        );
    }
}
