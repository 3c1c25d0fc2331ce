//! Where documents go, and what a written file is called.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

/// Where what comes of an input goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Output {
    Stdout,
    /// To a file that must not exist.
    New(PathBuf),
    /// Back into the file that it came from.
    InPlace(PathBuf),
}

/// Endings that say what a file is, and give way to what it becomes. Any other
/// ending is part of the name ("report.v2").
const ENDINGS: [&str; 12] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "json", "jsonl", "ndjson", "asc",
    "log",
];

/// The name of an input in the output folder: the same path below it, with a new
/// ending. What would lead out of the folder (`..`, a root, a drive) is left out.
pub(crate) fn mirrored(folder: &Path, input: &Path, ending: &str) -> PathBuf {
    let mut inside = PathBuf::new();
    for component in input.components() {
        match component {
            Component::Normal(name) => inside.push(name),
            Component::ParentDir => {
                inside.pop();
            }
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    let given_up = |ending: &OsStr| {
        ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    };
    let mut name = match inside.extension() {
        Some(extension) if given_up(extension) => inside.file_stem(),
        _ => inside.file_name(),
    }
    .unwrap_or_default()
    .to_owned();
    name.push(".");
    name.push(ending);
    folder.join(inside.with_file_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(input: &str) -> String {
        let path = mirrored(Path::new("out"), Path::new(input), "txt");
        path.to_string_lossy().replace('\\', "/")
    }

    #[test]
    fn the_tree_is_mirrored() {
        assert_eq!(inside("a/b/c.html"), "out/a/b/c.txt");
        assert_eq!(inside("./a.TXT"), "out/a.txt");
        assert_eq!(inside("README"), "out/README.txt");
    }

    #[test]
    fn an_ending_that_says_nothing_is_part_of_the_name() {
        assert_eq!(inside("report.v2"), "out/report.v2.txt");
        assert_eq!(inside(".hidden"), "out/.hidden.txt");
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        assert_eq!(inside("../../etc/passwd"), "out/etc/passwd.txt");
        assert_eq!(inside("/etc/passwd"), "out/etc/passwd.txt");
        assert_eq!(inside("a/../../../b.txt"), "out/b.txt");
        assert_eq!(inside(".."), "out/.txt");
    }
}
