//! The command line: parse ([`args`], [`config`]), decide ([`plan`]), work ([`work`]).
//!
//! Only this part of dechrome touches files, the terminal and the environment. It
//! knows the library by its public names alone.

mod args;
mod config;
mod containers;
mod copies;
mod exit;
mod feed;
mod hash;
mod help;
mod inputs;
mod messages;
mod outputs;
mod plan;
mod record;
mod report;
mod resume;
mod terminal;
mod work;

use std::io::{self, Write};

use args::{Args, Request};
use exit::Exit;
use messages::Messages;
use terminal::Surroundings;

/// Runs the command that the process was started as.
pub(crate) fn main() -> Exit {
    match config::request(std::env::args_os().collect()) {
        Ok(Request::Clean(args)) => clean(&args),
        Ok(Request::Completions(shell)) => print(&help::completions(shell)),
        Ok(Request::Manual) => print(&help::manual()),
        Ok(Request::Settings(settings)) => print(settings.as_bytes()),
        Err(config::Refusal::Usage(usage)) => {
            // A closed pipe is no reason to complain about help that nobody reads.
            let _ = usage.print();
            if usage.use_stderr() {
                Exit::Failed
            } else {
                Exit::Done
            }
        }
        Err(config::Refusal::Setting(words)) => {
            Messages::default().mistake(words);
            Exit::Failed
        }
    }
}

fn clean(args: &Args) -> Exit {
    let mut messages = Messages::new(args.verbosity);
    match plan::decide(args, &Surroundings::look()) {
        Ok(plan) => work::run(&plan, &mut messages),
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
        Err(error) => work::stdout_failed(&error, &mut Messages::default()),
    }
}
