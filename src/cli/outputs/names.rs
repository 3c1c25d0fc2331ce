//! What written files are called.

use std::ffi::{OsStr, OsString};
use std::path::{Component, Path, PathBuf};

use super::super::containers::Place;
use super::super::hash::Hash;

/// A tree of outputs like that of the inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mirror {
    pub(crate) folder: PathBuf,
    /// What the outputs' names end in.
    pub(crate) ending: &'static str,
}

/// Endings that say what a file is, and give way to what it becomes. Any other
/// ending is part of the name ("report.v2").
const ENDINGS: [&str; 16] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "json", "jsonl", "ndjson", "asc",
    "log", "warc", "csv", "tsv", "parquet",
];

/// Endings of compressed files, before which the others stand.
const COMPRESSED: [&str; 5] = ["gz", "zst", "zstd", "bz2", "xz"];

/// How long a file's name may be, in bytes, on nearly all systems.
const LONGEST: usize = 255;

impl Mirror {
    /// The output of an input: the same path below the folder, with another ending.
    /// What would lead out of the folder (`..`, a root, a drive) is left out.
    pub(crate) fn of(&self, input: &Path) -> PathBuf {
        self.named(PathBuf::new(), input)
    }

    /// The output of a document that stands in an input; the members of an archive
    /// stand in a folder that is called like it.
    pub(crate) fn of_document(&self, input: &Path, place: &Place) -> PathBuf {
        match place {
            Place::Member(name) => {
                let archive = within(PathBuf::new(), input);
                self.named(archive, name)
            }
            Place::Whole | Place::Line(_) | Place::Offset(_) => self.of(input),
        }
    }

    fn named(&self, below: PathBuf, path: &Path) -> PathBuf {
        let depth = below.components().count();
        let mut inside = within(below, path);
        let name = if inside.components().count() > depth {
            let name = inside.file_name().unwrap_or_default().to_owned();
            inside.pop();
            without(without(&name, &COMPRESSED), &ENDINGS).to_owned()
        } else {
            OsString::new()
        };
        let inside: PathBuf = inside.iter().map(|folder| shortened(folder, "")).collect();
        self.folder.join(inside).join(shortened(&name, self.ending))
    }
}

/// A path below another one, and never above it.
fn within(below: PathBuf, path: &Path) -> PathBuf {
    let mut inside = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => inside.push(name),
            Component::ParentDir => {
                inside.pop();
            }
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    below.join(inside)
}

/// A name without its ending, if that is one of these.
fn without<'n>(name: &'n OsStr, endings: &[&str]) -> &'n OsStr {
    let path = Path::new(name);
    let is_known = path.extension().is_some_and(|ending| {
        endings
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    });
    match path.file_stem() {
        Some(stem) if is_known => stem,
        _ => name,
    }
}

/// A name with an ending, cut where it would be too long for a file; what is cut off
/// is told by a hash.
fn shortened(name: &OsStr, ending: &str) -> OsString {
    let ending = if ending.is_empty() {
        String::new()
    } else {
        format!(".{ending}")
    };
    let mut short = if name.len() + ending.len() <= LONGEST {
        name.to_owned()
    } else {
        let text = name.to_string_lossy();
        let hash = Hash::of_path(Path::new(name)).get();
        let mark = format!("~{hash:016x}");
        let room = LONGEST - ending.len() - mark.len();
        let mut end = room.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        OsString::from(format!("{}{mark}", &text[..end]))
    };
    short.push(ending);
    short
}

/// A file that stands beside an output while it is made, and that walks pass over.
pub(crate) fn beside(output: &Path, what: &str) -> PathBuf {
    let mut name = OsString::from(format!("{}{what}-", super::super::inputs::OURS));
    name.push(output.file_name().unwrap_or_default());
    output.with_file_name(shortened(&name, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(input: &str) -> String {
        shown(mirror().of(Path::new(input)))
    }

    fn mirror() -> Mirror {
        Mirror {
            folder: "out".into(),
            ending: "txt",
        }
    }

    fn shown(path: PathBuf) -> String {
        path.to_string_lossy().replace('\\', "/")
    }

    #[test]
    fn the_tree_is_mirrored() {
        assert_eq!(inside("a/b/c.html"), "out/a/b/c.txt");
        assert_eq!(inside("./a.TXT"), "out/a.txt");
        assert_eq!(inside("README"), "out/README.txt");
        assert_eq!(inside("a/b.html.gz"), "out/a/b.txt");
        assert_eq!(inside("crawl.WARC.gz"), "out/crawl.txt");
    }

    #[test]
    fn members_stand_in_a_folder_that_is_called_like_the_archive() {
        let member = |name: &str| {
            let place = Place::Member(name.into());
            shown(mirror().of_document(Path::new("in/../a.zip"), &place))
        };
        assert_eq!(member("b/c.html"), "out/a.zip/b/c.txt");
        assert_eq!(member("../../c.html"), "out/a.zip/c.txt");
        assert_eq!(member("/etc/passwd"), "out/a.zip/etc/passwd.txt");
        assert_eq!(member(".."), "out/a.zip/.txt");
    }

    #[test]
    fn names_that_are_too_long_are_cut_and_stay_different() {
        let long = "é".repeat(127);
        let (one, other) = (inside(&format!("{long}a")), inside(&format!("{long}b")));
        assert_ne!(one, other);
        for name in [one, other] {
            let name = name.strip_prefix("out/").unwrap();
            assert!(name.len() <= 255 && name.ends_with(".txt"), "{name}");
        }
        let part = beside(Path::new(&format!("in/{}.jsonl", "x".repeat(249))), "part");
        assert_eq!(part.file_name().unwrap().len(), 255);
    }

    #[test]
    #[cfg(unix)]
    fn names_that_are_not_utf_8_stay_as_they_are() {
        use std::os::unix::ffi::OsStrExt;

        let name = OsStr::from_bytes(b"caf\xE9.html");
        let output = mirror().of(Path::new(name));
        assert_eq!(output.as_os_str().as_bytes(), b"out/caf\xE9.txt");
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
