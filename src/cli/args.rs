//! What was typed: one table of options, and the words as they came.
//!
//! Nothing here touches a file or decides anything; [`plan`](super::plan) does. The
//! table also makes `-h`, `--help`, the completions and the man page
//! ([`help`](super::help)). It is built by hand rather than derived: clap's derive
//! would add a proc-macro tree to every build of the command.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{
    NonEmptyStringValueParser, PossibleValue, PossibleValuesParser, TypedValueParser,
};
use clap::{Arg, ArgAction, ArgMatches, Command, ValueEnum, ValueHint, value_parser};
use clap_complete::Shell;
use dechrome::{Focus, Role};

use super::help;
use super::messages::Verbosity;

/// What the user wants.
#[derive(Debug)]
pub(crate) enum Request {
    /// To clean something.
    Clean(Box<Args>),
    /// The completions for a shell.
    Completions(Shell),
    /// The man page.
    Manual,
}

/// The options of a cleaning run, as typed.
#[derive(Debug)]
pub(crate) struct Args {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) from: InputFormat,
    pub(crate) field: Option<String>,
    pub(crate) encoding: Option<String>,
    pub(crate) focus: Focus,
    pub(crate) keep: Vec<Role>,
    pub(crate) drop: Vec<Role>,
    pub(crate) to: OutputFormat,
    pub(crate) blocks: bool,
    pub(crate) output: Option<PathBuf>,
    pub(crate) in_place: bool,
    pub(crate) exit_status: bool,
    pub(crate) color: ColorWhen,
    pub(crate) verbosity: Verbosity,
}

/// `--from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InputFormat {
    Auto,
    Text,
    Html,
    Jsonl,
}

/// `--to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OutputFormat {
    Text,
    Markdown,
    Html,
    Json,
    Jsonl,
    Explain,
}

/// `--color`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColorWhen {
    Auto,
    Always,
    Never,
}

/// Reads the command line; the error is also how clap hands over `--help` and
/// `--version`.
pub(crate) fn parse(
    words: impl IntoIterator<Item = impl Into<OsString> + Clone>,
) -> Result<Request, clap::Error> {
    let mut found = command().try_get_matches_from(words)?;
    if let Some(shell) = found.remove_one("completions") {
        return Ok(Request::Completions(shell));
    }
    if found.get_flag("man") {
        return Ok(Request::Manual);
    }
    Ok(Request::Clean(Box::new(Args {
        paths: many(&mut found, "path"),
        from: found.remove_one("from").unwrap_or(InputFormat::Auto),
        field: found.remove_one("field"),
        encoding: found.remove_one("encoding"),
        focus: found.remove_one("focus").unwrap_or_default(),
        keep: many(&mut found, "keep"),
        drop: many(&mut found, "drop"),
        to: found.remove_one("to").unwrap_or(OutputFormat::Text),
        blocks: found.get_flag("blocks"),
        output: found.remove_one("output"),
        in_place: found.get_flag("in-place"),
        exit_status: found.get_flag("exit-status"),
        color: found.remove_one("color").unwrap_or(ColorWhen::Auto),
        verbosity: match (found.get_flag("quiet"), found.get_flag("verbose")) {
            (true, _) => Verbosity::Quiet,
            (_, true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        },
    })))
}

fn many<T: Clone + Send + Sync + 'static>(found: &mut ArgMatches, id: &str) -> Vec<T> {
    found.remove_many(id).into_iter().flatten().collect()
}

/// The table of options.
pub(crate) fn command() -> Command {
    Command::new("dechrome")
        .version(env!("CARGO_PKG_VERSION"))
        .about(help::ABOUT)
        .long_about(help::LONG_ABOUT)
        .after_help(help::AFTER)
        .after_long_help(help::EXAMPLES)
        .max_term_width(80)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args(input_args())
        .args(cleaning_args())
        .args(output_args())
        .args(other_args())
}

fn input_args() -> [Arg; 4] {
    [
        Arg::new("path")
            .value_name("PATH")
            .num_args(0..)
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
            .help("Files to clean; standard input if none, or '-'"),
        Arg::new("from")
            .long("from")
            .value_name("FORMAT")
            .value_parser(value_parser!(InputFormat))
            .default_value("auto")
            .help_heading("Input")
            .help("What the input is"),
        Arg::new("field")
            .long("field")
            .value_name("NAME")
            .value_parser(NonEmptyStringValueParser::new())
            .help_heading("Input")
            .help("JSON Lines: clean this field, not 'html' or 'text'")
            .long_help(help::FIELD),
        Arg::new("encoding")
            .long("encoding")
            .value_name("LABEL")
            .value_parser(NonEmptyStringValueParser::new())
            .help_heading("Input")
            .help("Read text in this encoding, such as latin1")
            .long_help(help::ENCODING),
    ]
}

/// What `--focus` may be.
const FOCUSES: [(&str, Focus, &str); 3] = [
    (
        "precision",
        Focus::Precision,
        "Keep less: chrome that is kept is worse",
    ),
    ("balanced", Focus::Balanced, "Both are as bad"),
    (
        "recall",
        Focus::Recall,
        "Keep more: text that is lost is worse",
    ),
];

fn focus_parser() -> impl TypedValueParser<Value = Focus> {
    let values = FOCUSES.map(|(name, _, help)| PossibleValue::new(name).help(help));
    PossibleValuesParser::new(values).map(|name| {
        let found = FOCUSES.iter().find(|(other, ..)| *other == name);
        found.map_or_else(Focus::default, |&(_, focus, _)| focus)
    })
}

fn cleaning_args() -> [Arg; 3] {
    let roles = |id: &'static str| {
        let names = PossibleValuesParser::new(Role::ALL.map(Role::name));
        Arg::new(id)
            .long(id)
            .value_name("ROLE,...")
            .value_parser(names.try_map(|name| name.parse::<Role>()))
            .value_delimiter(',')
            .action(ArgAction::Append)
            .hide_possible_values(true)
            .help_heading("Cleaning")
    };
    [
        Arg::new("focus")
            .long("focus")
            .value_name("MISTAKE")
            .value_parser(focus_parser())
            .default_value("balanced")
            .help_heading("Cleaning")
            .help("Which mistake matters: chrome kept or text lost"),
        roles("keep")
            .help("Keep blocks of these roles too: caption,byline")
            .long_help(help::keep()),
        roles("drop").help("Strip blocks of these roles, whatever --keep says"),
    ]
}

fn output_args() -> [Arg; 5] {
    [
        Arg::new("to")
            .long("to")
            .value_name("FORMAT")
            .value_parser(value_parser!(OutputFormat))
            .default_value("text")
            .help_heading("Output")
            .help("What to write"),
        Arg::new("blocks")
            .long("blocks")
            .action(ArgAction::SetTrue)
            .help_heading("Output")
            .help("JSON Lines: add every block and its verdict"),
        Arg::new("output")
            .short('o')
            .long("output")
            .value_name("DIR")
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::DirPath)
            .conflicts_with("in-place")
            .help_heading("Output")
            .help("Write a tree like the input's into this folder")
            .long_help(help::OUTPUT),
        Arg::new("in-place")
            .short('i')
            .long("in-place")
            .action(ArgAction::SetTrue)
            .help_heading("Output")
            .help("Rewrite the text files themselves")
            .long_help(help::IN_PLACE),
        Arg::new("color")
            .long("color")
            .value_name("WHEN")
            .value_parser(value_parser!(ColorWhen))
            .default_value("auto")
            .help_heading("Output")
            .help("Colour in explanations")
            .long_help(help::COLOR),
    ]
}

fn other_args() -> [Arg; 7] {
    let flag = |id: &'static str| Arg::new(id).long(id).help_heading("Other");
    [
        flag("exit-status")
            .action(ArgAction::SetTrue)
            .help("Exit with 1 when nothing was kept in any document"),
        flag("quiet")
            .short('q')
            .action(ArgAction::SetTrue)
            .conflicts_with("verbose")
            .help("Say nothing but errors"),
        flag("verbose")
            .short('v')
            .action(ArgAction::SetTrue)
            .help("Say of each file its encoding and what was kept"),
        flag("completions")
            .value_name("SHELL")
            .value_parser(value_parser!(Shell))
            .exclusive(true)
            .hide_short_help(true)
            .help(help::COMPLETIONS)
            .long_help(help::COMPLETIONS),
        flag("man")
            .action(ArgAction::SetTrue)
            .exclusive(true)
            .hide_short_help(true)
            .help(help::MAN)
            .long_help(help::MAN),
        flag("help")
            .short('h')
            .action(ArgAction::Help)
            .help("Print help: -h in short, --help in full"),
        flag("version")
            .short('V')
            .action(ArgAction::Version)
            .help("Print the version"),
    ]
}

impl ValueEnum for InputFormat {
    fn value_variants<'a>() -> &'a [InputFormat] {
        &[
            InputFormat::Auto,
            InputFormat::Text,
            InputFormat::Html,
            InputFormat::Jsonl,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            InputFormat::Auto => PossibleValue::new("auto").help("Told by name and first bytes"),
            InputFormat::Text => PossibleValue::new("text").help("A file of scraped text"),
            InputFormat::Html => PossibleValue::new("html").help("A web page"),
            InputFormat::Jsonl => PossibleValue::new("jsonl").help("One JSON object a line"),
        })
    }
}

impl ValueEnum for OutputFormat {
    fn value_variants<'a>() -> &'a [OutputFormat] {
        &[
            OutputFormat::Text,
            OutputFormat::Markdown,
            OutputFormat::Html,
            OutputFormat::Json,
            OutputFormat::Jsonl,
            OutputFormat::Explain,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            OutputFormat::Text => PossibleValue::new("text").help("Headline and body"),
            OutputFormat::Markdown => {
                PossibleValue::new("markdown").help("The same with headings, lists, links, tables")
            }
            OutputFormat::Html => {
                PossibleValue::new("html").help("The same as a page of HTML without scripts")
            }
            OutputFormat::Json => {
                PossibleValue::new("json").help("All blocks and verdicts, one object a document")
            }
            OutputFormat::Jsonl => PossibleValue::new("jsonl")
                .help("The input's fields with headline, body and language"),
            OutputFormat::Explain => {
                PossibleValue::new("explain").help("Every block, kept or stripped, and why")
            }
        })
    }
}

impl ValueEnum for ColorWhen {
    fn value_variants<'a>() -> &'a [ColorWhen] {
        &[ColorWhen::Auto, ColorWhen::Always, ColorWhen::Never]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            ColorWhen::Auto => "auto",
            ColorWhen::Always => "always",
            ColorWhen::Never => "never",
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let Ok(Request::Clean(args)) = parse(words) else {
            panic!("not understood")
        };
        assert_eq!(args.keep, [Role::Caption, Role::Date, Role::Byline]);
        assert_eq!(args.paths, [PathBuf::from("a.txt")]);
    }

    #[test]
    fn a_dash_is_a_path() {
        let Ok(Request::Clean(args)) = parse(["dechrome", "-"]) else {
            panic!("not understood")
        };
        assert_eq!(args.paths, [PathBuf::from("-")]);
    }
}
