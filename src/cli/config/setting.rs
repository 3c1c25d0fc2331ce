//! The settings there are: options that belong to a place rather than to one run.

use std::ffi::OsStr;

use clap::ArgMatches;

/// One of them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// Of the settings of a group only one holds.
    pub(super) group: &'static str,
}

/// What its values look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is there or not.
    Flag,
    One,
    Many,
}

const fn setting(name: &'static str, kind: Kind) -> Setting {
    Setting {
        name,
        kind,
        group: name,
    }
}

/// All of them. What is not here, such as paths and outputs, belongs to a run.
pub(super) const SETTINGS: &[Setting] = &[
    setting("from", Kind::One),
    setting("field", Kind::One),
    setting("encoding", Kind::One),
    setting("max-document", Kind::One),
    setting("glob", Kind::Many),
    setting("hidden", Kind::Flag),
    setting("no-ignore", Kind::Flag),
    setting("follow", Kind::Flag),
    setting("max-filesize", Kind::One),
    setting("focus", Kind::One),
    setting("keep", Kind::Many),
    setting("drop", Kind::Many),
    setting("to", Kind::One),
    setting("blocks", Kind::Flag),
    setting("dedup", Kind::Flag),
    setting("color", Kind::One),
    setting("jobs", Kind::One),
    setting("fail-fast", Kind::Flag),
    setting("progress", Kind::Flag),
    setting("exit-status", Kind::Flag),
    Setting {
        name: "quiet",
        kind: Kind::Flag,
        group: "verbosity",
    },
    Setting {
        name: "verbose",
        kind: Kind::Flag,
        group: "verbosity",
    },
];

impl Setting {
    /// The setting of a name.
    pub(super) fn named(name: &str) -> Option<&'static Setting> {
        SETTINGS.iter().find(|setting| setting.name == name)
    }

    /// Its value as TOML, if it has one.
    pub(super) fn value(&self, found: &ArgMatches) -> Option<String> {
        // A JSON string is a TOML string.
        let quoted =
            |word: &OsStr| serde_json::Value::from(word.to_string_lossy().into_owned()).to_string();
        match self.kind {
            Kind::Flag => Some(found.get_flag(self.name).to_string()),
            Kind::One => found
                .get_raw(self.name)
                .and_then(|mut words| words.next())
                .map(quoted),
            Kind::Many => found.get_raw(self.name).map(|words| {
                let words: Vec<String> = words.map(quoted).collect();
                format!("[{}]", words.join(", "))
            }),
        }
    }
}

/// A setting that somebody has set.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Given {
    pub(super) setting: &'static Setting,
    /// A flag that is not wanted has no values; one that is has an empty one.
    pub(super) values: Vec<String>,
    pub(super) origin: String,
}

impl Given {
    /// The words that would set it on the command line.
    pub(super) fn words(&self) -> impl Iterator<Item = String> + '_ {
        let Setting { name, kind, .. } = self.setting;
        self.values.iter().map(move |value| match kind {
            Kind::Flag => format!("--{name}"),
            Kind::One | Kind::Many => format!("--{name}={value}"),
        })
    }
}
