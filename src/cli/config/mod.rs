//! Settings: a file in the nearest parent folder, over it the environment, over it
//! what is typed.
//!
//! A setting has the name of its option. Those that are not typed are added to what is,
//! as if they had been, so that there is one place that knows what each may be.

mod file;
mod setting;
mod variables;

use std::env;
use std::ffi::OsString;

use clap::ArgMatches;
use clap::parser::ValueSource;

use super::args::{self, Request};
use setting::{Given, SETTINGS, Setting};

/// Why there is no request.
pub(crate) enum Refusal {
    /// What was typed makes no sense, or asks for help.
    Usage(Box<clap::Error>),
    /// A setting makes no sense.
    Setting(String),
}

impl From<clap::Error> for Refusal {
    fn from(usage: clap::Error) -> Refusal {
        Refusal::Usage(Box::new(usage))
    }
}

/// What the user wants, by what was typed and by the settings.
pub(crate) fn request(words: Vec<OsString>) -> Result<Request, Refusal> {
    let typed = args::command().try_get_matches_from(&words)?;
    let is_typed = |id: &str| typed.value_source(id) == Some(ValueSource::CommandLine);
    let alone = is_typed("completions") || is_typed("man");
    let given = if alone || typed.get_flag("no-config") {
        Vec::new()
    } else {
        given().map_err(Refusal::Setting)?
    };
    // Of each group what is typed holds, then what comes first.
    let mut taken: Vec<&str> = SETTINGS
        .iter()
        .filter(|setting| is_typed(setting.name))
        .map(|setting| setting.group)
        .collect();
    let mut all = words.clone();
    let mut added = Vec::new();
    for given in given {
        if taken.contains(&given.setting.group) {
            continue;
        }
        taken.push(given.setting.group);
        check(&given)?;
        all.extend(given.words().map(OsString::from));
        added.push(given);
    }
    // Words for options may not stand behind `--`.
    let count = all.len() - words.len();
    all[1..].rotate_right(count);
    let found = args::command().try_get_matches_from(&all)?;
    if found.get_flag("print-config") {
        return Ok(Request::Settings(printed(&found, &is_typed, &added)));
    }
    Ok(args::request(found))
}

/// All that is set, the stronger first.
fn given() -> Result<Vec<Given>, String> {
    let mut given = variables::given(env::vars_os())?;
    let folder = env::current_dir().map_err(|error| error.to_string())?;
    given.extend(file::nearest(&folder)?);
    Ok(given)
}

/// Checks a setting by itself, so that an error says where it comes from.
fn check(given: &Given) -> Result<(), Refusal> {
    let words = ["dechrome".to_owned()].into_iter().chain(given.words());
    match args::command().try_get_matches_from(words) {
        Ok(_) => Ok(()),
        Err(error) => {
            let text = error.to_string();
            let first = text.lines().next().unwrap_or_default();
            let words = first.strip_prefix("error: ").unwrap_or(first);
            let choices = text
                .lines()
                .map(str::trim)
                .find(|line| line.starts_with('['));
            Err(Refusal::Setting(format!(
                "{}: {words}{}",
                given.origin,
                choices.map_or_else(String::new, |choices| format!(" {choices}"))
            )))
        }
    }
}

/// Every setting with its value and where that comes from, as a file of settings.
fn printed(found: &ArgMatches, is_typed: &dyn Fn(&str) -> bool, added: &[Given]) -> String {
    let mut text = String::new();
    for setting in SETTINGS {
        let given = added.iter().find(|given| given.setting == setting);
        let origin = match given {
            _ if is_typed(setting.name) => "command line",
            Some(given) => &given.origin,
            None => "default",
        };
        let line = match setting.value(found) {
            Some(value) => format!("{} = {value}", setting.name),
            None => format!("# {} is not set", setting.name),
        };
        text += &format!("{line:<40} # {origin}\n");
    }
    text
}

/// The error about a name that is no setting.
fn unknown(name: &str, origin: &str) -> String {
    let nearest = SETTINGS
        .iter()
        .max_by(|one, other| {
            let near = |setting: &Setting| strsim::jaro_winkler(setting.name, name);
            near(one).total_cmp(&near(other))
        })
        .map_or("", |setting| setting.name);
    format!("{origin}: there is no setting '{name}'; did you mean '{nearest}'?")
}
