//! The table of options.

use std::path::PathBuf;

use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};
use clap_complete::Shell;
use dechrome::Role;

use super::super::help;
use super::values::{ColorWhen, InputFormat, OutputFormat, focus, jobs, size};

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
        .args(walk_args())
        .args(cleaning_args())
        .args(output_args())
        .args(batch_args())
        .args(other_args())
}

/// An option that is there or not.
fn flag(id: &'static str, heading: &'static str) -> Arg {
    Arg::new(id)
        .long(id)
        .action(ArgAction::SetTrue)
        .help_heading(heading)
}

/// An option with a value.
fn option(id: &'static str, value: &'static str, heading: &'static str) -> Arg {
    Arg::new(id)
        .long(id)
        .value_name(value)
        .help_heading(heading)
}

fn input_args() -> [Arg; 6] {
    let list = |id| {
        option(id, "FILE", "Input")
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
    };
    [
        Arg::new("path")
            .value_name("PATH")
            .num_args(0..)
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::AnyPath)
            .help("Files and folders to clean; standard input if none, or '-'"),
        option("from", "FORMAT", "Input")
            .value_parser(value_parser!(InputFormat))
            .default_value("auto")
            .help("What the input is"),
        option("field", "NAME", "Input")
            .value_parser(NonEmptyStringValueParser::new())
            .help("Records: clean this field, not 'html' or 'text'")
            .long_help(help::FIELD),
        option("encoding", "LABEL", "Input")
            .value_parser(NonEmptyStringValueParser::new())
            .help("Read text in this encoding, such as latin1")
            .long_help(help::ENCODING),
        list("files-from")
            .conflicts_with("files0-from")
            .hide_short_help(true)
            .help("Clean what this file lists, a path a line too")
            .long_help(help::FILES_FROM),
        list("files0-from")
            .hide_short_help(true)
            .help("The same, the paths ended by NUL, as find -print0 does"),
    ]
}

fn walk_args() -> [Arg; 6] {
    [
        Arg::new("glob")
            .short('g')
            .long("glob")
            .value_name("GLOB")
            .value_parser(NonEmptyStringValueParser::new())
            .action(ArgAction::Append)
            .help_heading("Input")
            .help("Of folders only these files, or not: '!GLOB'")
            .long_help(help::GLOB),
        flag("hidden", "Input")
            .hide_short_help(true)
            .help("Clean hidden files too"),
        flag("no-ignore", "Input")
            .hide_short_help(true)
            .help("Clean what .gitignore and .ignore name too"),
        flag("follow", "Input")
            .hide_short_help(true)
            .help("Follow symbolic links"),
        option("max-filesize", "SIZE", "Input")
            .value_parser(size)
            .hide_short_help(true)
            .help("Skip files that are larger: 4096, 100K, 64M, 2G"),
        option("max-document", "SIZE", "Input")
            .value_parser(size)
            .default_value("256M")
            .hide_short_help(true)
            .help("The largest record, or document that is unpacked")
            .long_help(help::MAX_DOCUMENT),
    ]
}

fn cleaning_args() -> [Arg; 3] {
    let roles = |id| {
        let names = PossibleValuesParser::new(Role::ALL.map(Role::name));
        option(id, "ROLE,...", "Cleaning")
            .value_parser(names.try_map(|name| name.parse::<Role>()))
            .value_delimiter(',')
            .action(ArgAction::Append)
            .hide_possible_values(true)
    };
    [
        option("focus", "MISTAKE", "Cleaning")
            .value_parser(focus())
            .default_value("balanced")
            .help("Which mistake matters: chrome kept or text lost"),
        roles("keep")
            .help("Keep blocks of these roles too: caption,byline")
            .long_help(help::keep()),
        roles("drop").help("Strip blocks of these roles, whatever --keep says"),
    ]
}

fn output_args() -> [Arg; 7] {
    [
        option("to", "FORMAT", "Output")
            .value_parser(value_parser!(OutputFormat))
            .help("What to write [default: text]")
            .long_help(help::TO),
        flag("blocks", "Output").help("JSON Lines: add every block and its verdict"),
        option("output", "DIR|FILE", "Output")
            .short('o')
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::AnyPath)
            .conflicts_with("in-place")
            .help("A tree into DIR, or FILE.jsonl[.zst|.gz]")
            .long_help(help::OUTPUT),
        flag("in-place", "Output")
            .short('i')
            .help("Rewrite the text files themselves")
            .long_help(help::IN_PLACE),
        flag("overwrite", "Output")
            .requires("output")
            .conflicts_with("resume")
            .hide_short_help(true)
            .help("Write over files that exist"),
        flag("dedup", "Output")
            .hide_short_help(true)
            .help("Tell of each document of which one it is a copy")
            .long_help(help::DEDUP),
        option("color", "WHEN", "Output")
            .value_parser(value_parser!(ColorWhen))
            .default_value("auto")
            .hide_short_help(true)
            .help("Colour in explanations")
            .long_help(help::COLOR),
    ]
}

fn batch_args() -> [Arg; 5] {
    [
        option("jobs", "N", "Output")
            .short('j')
            .value_parser(jobs)
            .help("How many documents at once [default: the cores]")
            .long_help(help::JOBS),
        flag("resume", "Output")
            .requires("output")
            .help("Go on where a run was that was broken off")
            .long_help(help::RESUME),
        flag("fail-fast", "Output")
            .hide_short_help(true)
            .help("End at the first error"),
        flag("progress", "Output")
            .hide_short_help(true)
            .help("Say every ten seconds how far the run is")
            .long_help(help::PROGRESS),
        option("report", "FILE.json", "Output")
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
            .hide_short_help(true)
            .help("Write what was found, counted, into this file")
            .long_help(help::REPORT),
    ]
}

fn other_args() -> [Arg; 9] {
    let plain = |id: &'static str| Arg::new(id).long(id).help_heading("Other");
    [
        flag("exit-status", "Other").help("Exit with 1 when nothing was kept in any document"),
        flag("quiet", "Other")
            .short('q')
            .conflicts_with("verbose")
            .help("Say nothing but errors"),
        flag("verbose", "Other")
            .short('v')
            .help("Say of each file its encoding and what was kept"),
        flag("no-config", "Other")
            .hide_short_help(true)
            .help("Read no dechrome.toml and no DECHROME_* variables"),
        flag("print-config", "Other")
            .hide_short_help(true)
            .help("Print every setting and where it comes from, and end"),
        plain("completions")
            .value_name("SHELL")
            .value_parser(value_parser!(Shell))
            .exclusive(true)
            .hide_short_help(true)
            .help(help::COMPLETIONS)
            .long_help(help::COMPLETIONS),
        flag("man", "Other")
            .exclusive(true)
            .hide_short_help(true)
            .help(help::MAN)
            .long_help(help::MAN),
        plain("help")
            .short('h')
            .action(ArgAction::Help)
            .help("Print help: -h in short, --help in full"),
        plain("version")
            .short('V')
            .action(ArgAction::Version)
            .help("Print the version"),
    ]
}
