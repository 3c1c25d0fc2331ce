//! What will be done: the options decided and checked against each other, before
//! anything is read or written.

use std::collections::HashMap;
use std::fmt::{self, Display};
use std::fs;
use std::path::{Path, PathBuf};

use dechrome::Cleaner;
use dechrome::render::explain::{Color, Style};
use dechrome::render::jsonl::Blocks;

use super::args::{Args, ColorWhen, InputFormat, OutputFormat};
use super::inputs::Input;
use super::messages::Shown;
use super::outputs::{Output, mirrored};
use super::printer::View;
use super::terminal::Surroundings;

/// A run, ready to go.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) jobs: Vec<Job>,
    pub(crate) from: InputFormat,
    /// The field of a record that holds the document, if the user names one.
    pub(crate) field: Option<String>,
    pub(crate) view: View,
    pub(crate) cleaner: Cleaner,
    /// Whether somebody watches stdout.
    pub(crate) watched: bool,
    /// Whether the exit code tells that nothing was kept.
    pub(crate) exit_status: bool,
}

/// One input and where what comes of it goes.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) input: Input,
    pub(crate) output: Output,
}

/// Why a command makes no sense, and what would.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mistake(String);

impl Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Decides what to do.
pub(crate) fn decide(args: &Args, around: &Surroundings) -> Result<Plan, Mistake> {
    check_formats(args)?;
    let view = view(args, around);
    Ok(Plan {
        jobs: jobs(args)?,
        from: args.from,
        field: args.field.clone(),
        view,
        cleaner: cleaner(args, view)?,
        watched: around.stdout_is_terminal,
        exit_status: args.exit_status,
    })
}

fn mistake<T>(message: impl Into<String>) -> Result<T, Mistake> {
    Err(Mistake(message.into()))
}

/// Options that go with some formats only.
fn check_formats(args: &Args) -> Result<(), Mistake> {
    if args.field.is_some() && args.from == InputFormat::Text {
        return mistake("--field goes with JSON Lines; use --from jsonl");
    }
    if args.encoding.is_some() && args.from == InputFormat::Jsonl {
        return mistake("JSON Lines are always UTF-8; leave --encoding out");
    }
    if args.blocks && args.to != OutputFormat::Jsonl {
        return mistake("--blocks goes with --to jsonl; --to json has all blocks anyway");
    }
    if args.in_place && (args.to != OutputFormat::Text || args.from == InputFormat::Jsonl) {
        return mistake("-i rewrites text as text; for other formats use -o DIR");
    }
    Ok(())
}

fn view(args: &Args, around: &Surroundings) -> View {
    match args.to {
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

fn cleaner(args: &Args, view: View) -> Result<Cleaner, Mistake> {
    let (shows_evidence, shows_markup) = match view {
        View::Text | View::JsonLines(Blocks::Without) => (false, false),
        View::Markdown | View::Html => (false, true),
        View::Explain(_) => (true, false),
        // Each block with its evidence and its path.
        View::Json | View::JsonLines(Blocks::With) => (true, true),
    };
    let mut builder = Cleaner::builder()
        .focus(args.focus)
        .keep(args.keep.iter().copied())
        .drop(args.drop.iter().copied())
        .evidence(shows_evidence)
        .markup(shows_markup);
    if let Some(label) = &args.encoding {
        builder = builder
            .encoding(label)
            .map_err(|error| Mistake(error.to_string()))?;
    }
    Ok(builder.build())
}

/// Every input with its output; no two of them write the same file.
fn jobs(args: &Args) -> Result<Vec<Job>, Mistake> {
    let inputs = inputs(&args.paths)?;
    if let Some(folder) = &args.output
        && fs::metadata(folder).is_ok_and(|found| !found.is_dir())
    {
        return mistake(format!(
            "{}: is not a folder; -o writes into a folder",
            Shown(folder)
        ));
    }
    let mut written: HashMap<PathBuf, &Path> = HashMap::new();
    let mut jobs = Vec::with_capacity(inputs.len());
    for input in &inputs {
        let output = output(args, input)?;
        let target = match &output {
            Output::Stdout => None,
            Output::New(path) => Some(path.clone()),
            // A file that cannot be found is told when its turn comes.
            Output::InPlace(path) => Some(fs::canonicalize(path).unwrap_or_else(|_| path.clone())),
        };
        if let (Some(target), Some(path)) = (target, input.path()) {
            let shown = Shown(&target).to_string();
            if let Some(other) = written.insert(target, path) {
                return mistake(format!(
                    "{} and {} would both write {shown}; nothing was done",
                    Shown(other),
                    Shown(path),
                ));
            }
        }
        jobs.push(Job {
            input: input.clone(),
            output,
        });
    }
    Ok(jobs)
}

fn inputs(paths: &[PathBuf]) -> Result<Vec<Input>, Mistake> {
    if paths.is_empty() {
        return Ok(vec![Input::Stdin]);
    }
    let is_stdin = |path: &PathBuf| path.as_os_str() == "-";
    if paths.iter().filter(|path| is_stdin(path)).count() > 1 {
        return mistake("standard input can be read only once; give '-' once");
    }
    let input = |path| {
        if is_stdin(path) {
            Input::Stdin
        } else {
            Input::File(path.clone())
        }
    };
    Ok(paths.iter().map(input).collect())
}

fn output(args: &Args, input: &Input) -> Result<Output, Mistake> {
    match (input, &args.output) {
        (Input::Stdin, Some(_)) => {
            mistake("-o names files after the inputs, and standard input has no name; use '> FILE'")
        }
        (Input::Stdin, None) if args.in_place => {
            mistake("-i rewrites files; name them, standard input is none")
        }
        (Input::File(path), Some(folder)) => {
            Ok(Output::New(mirrored(folder, path, ending(args.to))))
        }
        (Input::File(path), None) if args.in_place => Ok(Output::InPlace(path.clone())),
        (_, None) => Ok(Output::Stdout),
    }
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
        match args::parse(std::iter::once("dechrome").chain(words.split_whitespace())) {
            Ok(Request::Clean(args)) => decide(&args, &around),
            other => panic!("{words}: {other:?}"),
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
            columns: None,
        };
        match decided(words, around).unwrap().view {
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
