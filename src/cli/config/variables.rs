//! Settings in the environment: `DECHROME_MAX_FILESIZE=2M`.

use std::ffi::OsString;

use super::setting::{Given, Kind, SETTINGS, Setting};
use super::unknown;

const PREFIX: &str = "DECHROME_";

/// What is set in the environment; the error says what makes no sense of it.
pub(super) fn given(
    variables: impl Iterator<Item = (OsString, OsString)>,
) -> Result<Vec<Given>, String> {
    let mut given = Vec::new();
    for (name, value) in variables {
        let Some(origin) = name.to_str().filter(|name| name.starts_with(PREFIX)) else {
            continue;
        };
        let name = origin[PREFIX.len()..].to_lowercase().replace('_', "-");
        let Some(setting) = Setting::named(&name) else {
            // Others may use such names too; but not such as differ by a slip.
            let is_slip = |setting: &Setting| strsim::damerau_levenshtein(setting.name, &name) == 1;
            if SETTINGS.iter().any(is_slip) {
                return Err(unknown(&name, origin));
            }
            continue;
        };
        let value = value
            .into_string()
            .map_err(|_| format!("{origin}: is not UTF-8"))?;
        let values = match (setting.kind, value.as_str()) {
            (_, "") | (Kind::Flag, "0" | "false") => Vec::new(),
            (Kind::Flag, "1" | "true") => vec![String::new()],
            (Kind::Flag, _) => return Err(format!("{origin}: is neither 1 nor 0")),
            _ => vec![value],
        };
        given.push(Given {
            setting,
            values,
            origin: origin.to_owned(),
        });
    }
    // The environment has no order.
    given.sort_by(|one, other| one.origin.cmp(&other.origin));
    Ok(given)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(name: &str, value: &str) -> Result<Vec<Vec<String>>, String> {
        let given = given([(name.into(), value.into())].into_iter())?;
        Ok(given.iter().map(|given| given.words().collect()).collect())
    }

    #[test]
    fn variables_are_settings_in_capitals() {
        let one = |word: &str| Ok(vec![vec![word.to_owned()]]);
        assert_eq!(set("DECHROME_MAX_FILESIZE", "2M"), one("--max-filesize=2M"));
        assert_eq!(set("DECHROME_HIDDEN", "1"), one("--hidden"));
        assert_eq!(set("DECHROME_HIDDEN", "0"), Ok(vec![vec![]]));
        assert_eq!(set("OTHER_HIDDEN", "1"), Ok(vec![]));
        assert_eq!(set("DECHROME_GOLD", "1"), Ok(vec![]));
        assert!(set("DECHROME_HIDDEN", "maybe").is_err());
        assert!(
            set("DECHROME_FOCSU", "recall")
                .unwrap_err()
                .contains("'focus'")
        );
    }
}
