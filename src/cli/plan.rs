//! What will be done: the options decided and checked against each other, before
//! anything is read or written.

use std::fmt::{self, Display};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::thread;

use dechrome::render::explain::{Color, Style};
use dechrome::render::jsonl::Blocks;
use dechrome::{Cleaner, CleanerBuilder};
use serde_json::Value;

use super::args::{Args, ColorWhen, InputFormat, OutputFormat};
use super::containers::Reading;
use super::inputs::{Listed, Sources, Walk};
use super::messages::{Shown, Verbosity, reason};
use super::outputs::{Existing, Mirror, Output, Packing, Rendering, View, collisions, is_there};
use super::report::Counting;
use super::resume;
use super::terminal::Surroundings;

/// A run, ready to go.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) sources: Sources,
    pub(crate) reading: Reading,
    pub(crate) rendering: Rendering,
    pub(crate) builder: CleanerBuilder,
    pub(crate) output: Output,
    pub(crate) existing: Existing,
    pub(crate) jobs: usize,
    pub(crate) fail_fast: bool,
    /// What is counted of each document.
    pub(crate) counting: Counting,
    /// Whether a summary is due at the end.
    pub(crate) summary: bool,
    pub(crate) progress: Progress,
    pub(crate) report: Option<PathBuf>,
    /// Whether somebody watches stdout.
    pub(crate) watched: bool,
    /// Whether the exit code tells that nothing was kept.
    pub(crate) exit_status: bool,
    /// All that decides what is written, by name: what a resumed run must share with
    /// the first one.
    pub(crate) options: Value,
    pub(crate) verbosity: Verbosity,
}

/// How a run says how far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    None,
    /// A bar on the terminal.
    Bar,
    /// A line every ten seconds.
    Lines,
}

/// Why a command makes no sense, and what would.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mistake(pub(crate) String);

impl Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Decides what to do.
pub(crate) fn decide(args: &Args, around: &Surroundings) -> Result<Plan, Mistake> {
    let to = to(args);
    check_formats(args, to)?;
    let view = view(args, to, around);
    let output = output(args, to)?;
    let sources = sources(args, &output)?;
    collisions::check(&sources, &output).map_err(Mistake)?;
    let is_batch =
        sources.are_a_batch() || output.file().is_some() || args.report.is_some() || args.progress;
    Ok(Plan {
        reading: Reading {
            said: args.from,
            field: args.field.clone(),
            largest: args.max_document,
        },
        rendering: Rendering {
            view,
            headings: sources.are_several(),
            copies: args.dedup,
        },
        builder: builder(args, view)?,
        existing: match (args.overwrite, args.resume) {
            (true, _) => Existing::Overwritten,
            (_, true) => Existing::Resumed,
            _ => Existing::Refused,
        },
        jobs: args.jobs.map_or_else(cores, NonZeroUsize::get),
        fail_fast: args.fail_fast,
        counting: match (args.report.is_some(), is_batch) {
            (true, _) => Counting::All,
            (_, true) => Counting::Bytes,
            _ => Counting::Least,
        },
        summary: is_batch && args.verbosity > Verbosity::Quiet,
        progress: match around.stderr_is_terminal {
            _ if args.verbosity == Verbosity::Quiet => Progress::None,
            true if is_batch && !around.stdout_is_terminal => Progress::Bar,
            false if args.progress => Progress::Lines,
            _ => Progress::None,
        },
        report: args.report.clone(),
        watched: around.stdout_is_terminal,
        exit_status: args.exit_status,
        options: resume::options(args, to),
        verbosity: args.verbosity,
        sources,
        output,
    })
}

impl Plan {
    /// Whether an output exists and must not be touched.
    pub(crate) fn stands(&self, output: &Path) -> bool {
        self.existing == Existing::Refused && is_there(output)
    }
}

/// The cores that this process may use, as its affinity and its control group have it.
fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

fn mistake<T>(message: impl Into<String>) -> Result<T, Mistake> {
    Err(Mistake(message.into()))
}

/// What is written: what the user says, or else what the output's name does.
fn to(args: &Args) -> OutputFormat {
    let by_name = || {
        let file = args.output.as_deref().filter(|path| !path.is_dir())?;
        Packing::of(file)
            .map(|_| OutputFormat::Jsonl)
            .or_else(|| is_table(file).then_some(OutputFormat::Jsonl))
    };
    args.to.or_else(by_name).unwrap_or(OutputFormat::Text)
}

fn is_table(file: &Path) -> bool {
    file.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("parquet"))
}

/// Options that go with some formats only.
fn check_formats(args: &Args, to: OutputFormat) -> Result<(), Mistake> {
    let is_json = matches!(to, OutputFormat::Json | OutputFormat::Jsonl);
    if args.field.is_some() && args.from == InputFormat::Text {
        return mistake("--field goes with records; use --from jsonl, csv, tsv or parquet");
    }
    if args.encoding.is_some() && args.from == InputFormat::Jsonl {
        return mistake("JSON Lines are always UTF-8; leave --encoding out");
    }
    if args.blocks && to != OutputFormat::Jsonl {
        return mistake("--blocks goes with --to jsonl; --to json has all blocks anyway");
    }
    if args.in_place && (to != OutputFormat::Text || args.from == InputFormat::Jsonl) {
        return mistake("-i rewrites text as text; for other formats use -o DIR");
    }
    if args.dedup && !is_json && args.report.is_none() {
        return mistake(
            "--dedup has no place in this output; use --to jsonl or --report FILE.json",
        );
    }
    Ok(())
}

fn view(args: &Args, to: OutputFormat, around: &Surroundings) -> View {
    match to {
        OutputFormat::Text => View::Text,
        OutputFormat::Markdown => View::Markdown,
        OutputFormat::Html => View::Html,
        OutputFormat::Json => View::Json,
        OutputFormat::Jsonl if args.blocks => View::JsonLines(Blocks::With),
        OutputFormat::Jsonl => View::JsonLines(Blocks::Without),
        OutputFormat::Explain => {
            let to_terminal = around.stdout_is_terminal && args.output.is_none();
            let color = match args.color {
                ColorWhen::Always => Color::Ansi,
                ColorWhen::Auto if to_terminal && !around.no_color => Color::Ansi,
                ColorWhen::Auto | ColorWhen::Never => Color::Plain,
            };
            let width = around.columns.filter(|_| args.output.is_none());
            View::Explain(Style { width, color })
        }
    }
}

fn builder(args: &Args, view: View) -> Result<CleanerBuilder, Mistake> {
    let (shows_evidence, shows_markup) = match view {
        View::Text | View::JsonLines(Blocks::Without) => (false, false),
        View::Markdown | View::Html => (false, true),
        View::Explain(_) => (true, false),
        // Each block with its evidence and its path.
        View::Json | View::JsonLines(Blocks::With) => (true, true),
    };
    let builder = Cleaner::builder()
        .focus(args.focus)
        .keep(args.keep.iter().copied())
        .drop(args.drop.iter().copied())
        .evidence(shows_evidence)
        .markup(shows_markup);
    match &args.encoding {
        Some(label) => builder
            .encoding(label)
            .map_err(|error| Mistake(error.to_string())),
        None => Ok(builder),
    }
}

/// Where all goes.
fn output(args: &Args, to: OutputFormat) -> Result<Output, Mistake> {
    let Some(path) = &args.output else {
        return Ok(if args.in_place {
            Output::InPlace
        } else {
            Output::Stdout
        });
    };
    let is_file = (Packing::of(path).is_some() || is_table(path)) && !path.is_dir();
    if is_file && !matches!(to, OutputFormat::Json | OutputFormat::Jsonl) {
        return mistake(format!(
            "{}: holds records; leave --to out, or write into a folder",
            Shown(path)
        ));
    }
    if is_file && path.file_name().is_none() {
        return mistake(format!("{}: is no name of a file", Shown(path)));
    }
    if let Some(packing) = Packing::of(path).filter(|_| is_file) {
        return Ok(Output::Lines {
            path: path.clone(),
            packing,
        });
    }
    if is_file {
        return table(path, to);
    }
    if path.metadata().is_ok_and(|found| !found.is_dir()) {
        return mistake(format!(
            "{}: is not a folder; -o writes into a folder, or a file named .jsonl, .jsonl.zst, \
             .jsonl.gz or .parquet",
            Shown(path)
        ));
    }
    Ok(Output::Folder(Mirror {
        folder: path.clone(),
        ending: ending(to),
    }))
}

#[cfg(feature = "parquet")]
fn table(path: &Path, to: OutputFormat) -> Result<Output, Mistake> {
    if to == OutputFormat::Jsonl {
        Ok(Output::Table { path: path.into() })
    } else {
        mistake("Parquet holds headline, body and language; leave --to out")
    }
}

#[cfg(not(feature = "parquet"))]
fn table(path: &Path, _: OutputFormat) -> Result<Output, Mistake> {
    mistake(format!(
        "{}: this dechrome was built without Parquet; build it with --features parquet",
        Shown(path)
    ))
}

/// Where documents come from.
fn sources(args: &Args, output: &Output) -> Result<Sources, Mistake> {
    let is_stdin = |path: &Path| path.as_os_str() == "-";
    let mut paths = args.paths.clone();
    if paths.is_empty() && args.list.is_none() {
        paths.push("-".into());
    }
    let listed_by_stdin = args.list.iter().filter(|list| is_stdin(&list.path)).count();
    let stdins = paths.iter().filter(|path| is_stdin(path)).count();
    if stdins + listed_by_stdin > 1 {
        return mistake("standard input can be read only once; give '-' once");
    }
    match output {
        Output::Folder(_) if stdins > 0 => {
            return mistake(
                "-o DIR names files after the inputs, and standard input has no name; use '> FILE'",
            );
        }
        Output::InPlace if stdins > 0 => {
            return mistake("-i rewrites files; name them, standard input is none");
        }
        _ => {}
    }
    let written = match output {
        Output::Folder(mirror) => Some(mirror.folder.as_path()),
        _ => None,
    };
    let listed = args.list.as_ref().map(|list| {
        Listed::take(list)
            .map_err(|error| Mistake(format!("{}: {}", Shown(&list.path), reason(&error))))
    });
    Ok(Sources {
        paths,
        listed: listed.transpose()?,
        walk: Walk::new(&args.walk, written).map_err(Mistake)?,
    })
}

/// What the name of a written file ends in.
const fn ending(to: OutputFormat) -> &'static str {
    match to {
        OutputFormat::Text => "txt",
        OutputFormat::Markdown => "md",
        OutputFormat::Html => "html",
        OutputFormat::Json => "json",
        OutputFormat::Jsonl => "jsonl",
        OutputFormat::Explain => "explain.txt",
    }
}

#[cfg(test)]
mod tests {
    use super::super::args::{self, Request};
    use super::*;

    fn decided(words: &str, around: Surroundings) -> Result<Plan, Mistake> {
        let words = std::iter::once("dechrome").chain(words.split_whitespace());
        match args::request(args::command().try_get_matches_from(words).unwrap()) {
            Request::Clean(args) => decide(&args, &around),
            other => panic!("{other:?}"),
        }
    }

    fn refused(words: &str) -> String {
        decided(words, Surroundings::default())
            .unwrap_err()
            .to_string()
    }

    fn color(words: &str, stdout_is_terminal: bool, no_color: bool) -> Color {
        let around = Surroundings {
            stdout_is_terminal,
            no_color,
            ..Surroundings::default()
        };
        match decided(words, around).unwrap().rendering.view {
            View::Explain(style) => style.color,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused_before_any_work() {
        assert!(refused("-i").contains("name them"));
        assert!(refused("-i -").contains("name them"));
        assert!(refused("-i --to json a.txt").contains("-o DIR"));
        assert!(refused("-i --to markdown a.txt").contains("-o DIR"));
        assert!(refused("-i --from jsonl a.jsonl").contains("-o DIR"));
        assert!(refused("-o out -").contains("> FILE"));
        assert!(refused("- -").contains("once"));
        assert!(refused("--blocks --to json").contains("--to jsonl"));
        assert!(refused("--field body --from text").contains("--from jsonl"));
        assert!(refused("--encoding latin1 --from jsonl").contains("UTF-8"));
        assert!(refused("--dedup").contains("--report"));
        assert!(refused("--to text -o a.jsonl").contains("--to out"));
        assert!(refused("--files-from - -").contains("once"));
        assert!(refused("-g [").contains("--glob ["));
        assert!(refused("--encoding klingon").contains("klingon"));
    }

    #[test]
    fn two_inputs_for_one_output_are_refused() {
        assert!(refused("-o out a.txt a.html").contains("a.txt and a.html would both write"));
        assert!(refused("-o out a.txt ../a.txt").contains("would both write"));
        assert!(refused("-i a.txt a.txt").contains("would both write"));
    }

    #[test]
    fn colour_is_for_terminals_that_want_it() {
        assert_eq!(color("--to explain", true, false), Color::Ansi);
        assert_eq!(color("--to explain", true, true), Color::Plain);
        assert_eq!(color("--to explain", false, false), Color::Plain);
        assert_eq!(
            color("--to explain --color always", false, true),
            Color::Ansi
        );
        assert_eq!(
            color("--to explain --color never", true, false),
            Color::Plain
        );
        assert_eq!(
            color("--to explain -o out a.txt", true, false),
            Color::Plain
        );
    }
}
