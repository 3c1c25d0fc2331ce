//! What the process finds around it: the terminal and the environment.

use std::env;
use std::io::{self, IsTerminal};

/// The surroundings that decide how output looks.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Surroundings {
    /// Whether stdout goes to a terminal.
    pub(crate) stdout_is_terminal: bool,
    /// Whether stderr does.
    pub(crate) stderr_is_terminal: bool,
    /// How many columns a line may have; `None` when nobody counts them.
    pub(crate) columns: Option<usize>,
    /// Whether colour is unwelcome: `NO_COLOR` is set, or `TERM` is `dumb`.
    pub(crate) no_color: bool,
}

impl Surroundings {
    /// Looks around.
    pub(crate) fn look() -> Surroundings {
        let stdout_is_terminal = io::stdout().is_terminal();
        let given = env::var("COLUMNS")
            .ok()
            .and_then(|columns| columns.parse().ok());
        let measured = || {
            let (width, _) = terminal_size::terminal_size()?;
            stdout_is_terminal.then_some(usize::from(width.0))
        };
        Surroundings {
            stdout_is_terminal,
            stderr_is_terminal: io::stderr().is_terminal(),
            columns: given.or_else(measured).filter(|&columns| columns > 0),
            no_color: env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
                || env::var_os("TERM").is_some_and(|term| term == "dumb"),
        }
    }
}

/// How the end of input is typed at a terminal.
pub(crate) const END_OF_INPUT: &str = if cfg!(windows) {
    "Ctrl-Z and Enter"
} else {
    "Ctrl-D"
};
