//! What was typed: one table of options, and the words as they came.
//!
//! Nothing here touches a file or decides anything; [`plan`](super::plan) does. The
//! table also makes `-h`, `--help`, the completions and the man page
//! ([`help`](super::help)). It is built by hand rather than derived: clap's derive
//! would add a proc-macro tree to every build of the command.

mod table;
mod values;

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::ArgMatches;
use clap_complete::Shell;
use dechrome::{Focus, Role};

use super::messages::Verbosity;
pub(crate) use table::command;
pub(crate) use values::{ColorWhen, InputFormat, OutputFormat};

/// What the user wants.
#[derive(Debug)]
pub(crate) enum Request {
    /// To clean something.
    Clean(Box<Args>),
    /// The completions for a shell.
    Completions(Shell),
    /// The man page.
    Manual,
    /// All settings and where they come from.
    Settings(String),
}

/// The options of a cleaning run, as typed.
#[derive(Debug)]
pub(crate) struct Args {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) list: Option<List>,
    pub(crate) from: InputFormat,
    pub(crate) field: Option<String>,
    pub(crate) encoding: Option<String>,
    pub(crate) walk: Walking,
    pub(crate) max_document: u64,
    pub(crate) focus: Focus,
    pub(crate) keep: Vec<Role>,
    pub(crate) drop: Vec<Role>,
    pub(crate) to: Option<OutputFormat>,
    pub(crate) blocks: bool,
    pub(crate) output: Option<PathBuf>,
    pub(crate) in_place: bool,
    pub(crate) overwrite: bool,
    pub(crate) dedup: bool,
    pub(crate) jobs: Option<NonZeroUsize>,
    pub(crate) resume: bool,
    pub(crate) fail_fast: bool,
    pub(crate) progress: bool,
    pub(crate) report: Option<PathBuf>,
    pub(crate) exit_status: bool,
    pub(crate) color: ColorWhen,
    pub(crate) verbosity: Verbosity,
}

/// A file that lists inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct List {
    pub(crate) path: PathBuf,
    /// What ends each path: a newline or NUL.
    pub(crate) end: u8,
}

/// Which files of a folder are inputs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Walking {
    pub(crate) hidden: bool,
    pub(crate) no_ignore: bool,
    pub(crate) follow: bool,
    pub(crate) globs: Vec<String>,
    pub(crate) max_filesize: Option<u64>,
}

/// What the words mean that were found in the table.
pub(crate) fn request(mut found: ArgMatches) -> Request {
    if let Some(shell) = found.remove_one("completions") {
        return Request::Completions(shell);
    }
    if found.get_flag("man") {
        return Request::Manual;
    }
    let lists = [("files-from", b'\n'), ("files0-from", b'\0')];
    Request::Clean(Box::new(Args {
        paths: many(&mut found, "path"),
        list: lists
            .into_iter()
            .find_map(|(id, end)| found.remove_one(id).map(|path| List { path, end })),
        from: found.remove_one("from").unwrap_or(InputFormat::Auto),
        field: found.remove_one("field"),
        encoding: found.remove_one("encoding"),
        walk: Walking {
            hidden: found.get_flag("hidden"),
            no_ignore: found.get_flag("no-ignore"),
            follow: found.get_flag("follow"),
            globs: many(&mut found, "glob"),
            max_filesize: found.remove_one("max-filesize"),
        },
        max_document: found.remove_one("max-document").unwrap_or(u64::MAX),
        focus: found.remove_one("focus").unwrap_or_default(),
        keep: many(&mut found, "keep"),
        drop: many(&mut found, "drop"),
        to: found.remove_one("to"),
        blocks: found.get_flag("blocks"),
        output: found.remove_one("output"),
        in_place: found.get_flag("in-place"),
        overwrite: found.get_flag("overwrite"),
        dedup: found.get_flag("dedup"),
        jobs: found.remove_one("jobs"),
        resume: found.get_flag("resume"),
        fail_fast: found.get_flag("fail-fast"),
        progress: found.get_flag("progress"),
        report: found.remove_one("report"),
        exit_status: found.get_flag("exit-status"),
        color: found.remove_one("color").unwrap_or(ColorWhen::Auto),
        verbosity: match (found.get_flag("quiet"), found.get_flag("verbose")) {
            (true, _) => Verbosity::Quiet,
            (_, true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        },
    }))
}

fn many<T: Clone + Send + Sync + 'static>(found: &mut ArgMatches, id: &str) -> Vec<T> {
    found.remove_many(id).into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(words: &[&str]) -> Args {
        let found = command().try_get_matches_from(words).unwrap();
        match request(found) {
            Request::Clean(args) => *args,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_table_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn roles_are_listed_with_commas_or_one_by_one() {
        let words = [
            "dechrome",
            "--keep",
            "caption,date",
            "--keep=byline",
            "a.txt",
        ];
        let args = parsed(&words);
        assert_eq!(args.keep, [Role::Caption, Role::Date, Role::Byline]);
        assert_eq!(args.paths, [PathBuf::from("a.txt")]);
    }

    #[test]
    fn a_dash_is_a_path() {
        assert_eq!(parsed(&["dechrome", "-"]).paths, [PathBuf::from("-")]);
    }
}
