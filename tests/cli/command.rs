//! How the tests call the command, and what they give it to clean.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A page whose chrome nobody would take for anything else.
pub(crate) const PAGE: &str = "\
Storm closes the mountain road for three days

The road over the pass will stay closed until Friday evening, the canton said on Tuesday, because more snow is expected.

Workers had cleared most of the northern side by noon, but the wind closed the way behind them within an hour.

Travellers are asked to take the train through the tunnel instead, which carries cars every thirty minutes.

Tags:
foo, bar

Share
";

/// What is left of it.
pub(crate) const CLEAN: &str = "\
Storm closes the mountain road for three days

The road over the pass will stay closed until Friday evening, the canton said on Tuesday, because more snow is expected.

Workers had cleared most of the northern side by noon, but the wind closed the way behind them within an hour.

Travellers are asked to take the train through the tunnel instead, which carries cars every thirty minutes.
";

/// The headline of both.
pub(crate) fn headline() -> &'static str {
    CLEAN.lines().next().unwrap()
}

/// A page with nothing to keep.
pub(crate) const CHROME: &str = "Tags:\nfoo, bar\n\nShare\n";

/// The command, in surroundings that change nothing.
pub(crate) fn dechrome(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dechrome"));
    command.args(arguments);
    for name in ["COLUMNS", "NO_COLOR", "TERM"] {
        command.env_remove(name);
    }
    command
}

/// What came of a run.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: Option<i32>,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        Ran {
            stdout: String::from_utf8(output.stdout).expect("output is always UTF-8"),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            code: output.status.code(),
        }
    }
}

impl Ran {
    /// Fails unless the run ended with this code.
    #[track_caller]
    pub(crate) fn ended_with(self, code: i32) -> Ran {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }

    /// Fails unless the run ended well, without a word.
    #[track_caller]
    pub(crate) fn ended_quietly(self) -> Ran {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""), "{self:?}");
        self
    }

    /// The records of JSON Lines on stdout.
    pub(crate) fn records(&self) -> Vec<Value> {
        let lines = self.stdout.lines();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// Runs the command on these bytes.
pub(crate) fn piped(arguments: &[&str], input: impl AsRef<[u8]>) -> Ran {
    trickled(arguments, input, usize::MAX)
}

/// Runs the command on these bytes, so many at a time.
pub(crate) fn trickled(arguments: &[&str], input: impl AsRef<[u8]>, step: usize) -> Ran {
    let mut child = dechrome(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.as_ref().to_vec();
    let writer = std::thread::spawn(move || {
        // A command that refuses its arguments reads nothing.
        let _ = input
            .chunks(step)
            .try_for_each(|chunk| stdin.write_all(chunk));
    });
    let ran = child.wait_with_output().unwrap().into();
    writer.join().unwrap();
    ran
}

/// A folder of its own for a test, in which the command runs.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Folder {
        Folder(tempfile::tempdir().unwrap())
    }

    pub(crate) fn with(files: &[(&str, &str)]) -> Folder {
        let folder = Folder::new();
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Every file below the folder, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.0.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let inside = path.strip_prefix(self.0.path()).unwrap();
                    found.push(inside.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        found.sort();
        found
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = dechrome(arguments);
        command.current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.command(arguments).output().unwrap().into()
    }

    /// Runs a script in which the command is `$0`, where there is a bash.
    #[cfg(unix)]
    pub(crate) fn script(&self, script: &str) -> Option<Ran> {
        let output = Command::new("bash")
            .args(["-c", script, env!("CARGO_BIN_EXE_dechrome")])
            .current_dir(&self.0)
            .output();
        output.ok().map(Ran::from)
    }
}

impl AsRef<Path> for Folder {
    fn as_ref(&self) -> &Path {
        self.0.path()
    }
}

/// A page of its own for each number, of more words than any other test needs.
pub(crate) fn page(number: usize) -> String {
    PAGE.replace("three days", &format!("{number} days"))
        .replace("Friday", &format!("day {number}"))
}

/// So many files of pages, some of them empty or broken, in a folder `in`.
pub(crate) fn pages(count: usize) -> Folder {
    let folder = Folder::new();
    for number in 0..count {
        let name = format!("in/{}/{number}.txt", number % 7);
        match number % 50 {
            20 => folder.write(&name, CHROME),
            30 => folder.write(&name, b"%PDF-1.7\n\x00\x01"),
            _ => folder.write(&name, page(number)),
        }
    }
    folder
}
