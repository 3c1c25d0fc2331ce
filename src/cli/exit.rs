//! How a run ends: the exit codes, as a type.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All was done, or the reader of the output had enough.
    Done,
    /// Under `--exit-status`: there were documents, and nothing was kept in any.
    NothingKept,
    /// Something went wrong; the rest was done.
    Failed,
    /// Ctrl-C, or another signal that asks to end.
    Interrupted,
}

impl Exit {
    /// The code that a shell sees.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::NothingKept => 1,
            Exit::Failed => 2,
            Exit::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_a_promise() {
        let all = [
            Exit::Done,
            Exit::NothingKept,
            Exit::Failed,
            Exit::Interrupted,
        ];
        assert_eq!(all.map(Exit::code), [0, 1, 2, 130]);
    }
}
