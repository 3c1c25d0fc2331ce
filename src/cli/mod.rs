//! The command line: parse ([`args`]), decide ([`plan`]), work ([`run`]).
//!
//! Only this part of dechrome touches files, the terminal and the environment. It
//! knows the library by its public names alone.

mod args;
#[expect(dead_code, reason = "the runs come with the next commit")]
mod containers;
mod exit;
mod feed;
mod files;
mod help;
mod inputs;
mod jsonl;
mod messages;
mod outputs;
mod plan;
mod printer;
mod record;
mod run;
mod terminal;

use std::io::{self, Write};

use args::{Args, Request};
use exit::Exit;
use files::Temporaries;
use messages::Messages;
use terminal::Surroundings;

/// Runs the command that the process was started as.
pub(crate) fn main() -> Exit {
    match args::parse(std::env::args_os()) {
        Ok(Request::Clean(args)) => clean(&args),
        Ok(Request::Completions(shell)) => print(&help::completions(shell)),
        Ok(Request::Manual) => print(&help::manual()),
        Err(usage) => {
            // A closed pipe is no reason to complain about help that nobody reads.
            let _ = usage.print();
            if usage.use_stderr() {
                Exit::Failed
            } else {
                Exit::Done
            }
        }
    }
}

fn clean(args: &Args) -> Exit {
    let mut messages = Messages::new(args.verbosity);
    match plan::decide(args, &Surroundings::look()) {
        Ok(plan) => run::run(&plan, &Temporaries::removed_at_interrupt(), &mut messages),
        Err(mistake) => {
            messages.mistake(&mistake);
            Exit::Failed
        }
    }
}

fn print(text: &[u8]) -> Exit {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text).and_then(|()| stdout.flush()) {
        Ok(()) => Exit::Done,
        Err(error) => run::stdout_failed(&error, &mut Messages::default()),
    }
}
