//! The fixtures' inputs, for every test that walks them.
#![allow(dead_code)] // each test takes what it needs

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The kinds of fixtures: their folder under `fixtures` and under `snapshots`.
pub(crate) const KINDS: [&str; 2] = ["html", "text"];

/// The inputs of one kind, by their path below its folder: `en/forum-phpbb.html`.
/// Files beside the folders of the languages, and what the outputs must be, are
/// no inputs.
pub(crate) fn inputs(kind: &str) -> BTreeMap<String, PathBuf> {
    let root = root().join("fixtures").join(kind);
    files(&root)
        .into_iter()
        .filter(|path| !path.to_string_lossy().ends_with(".gold.txt"))
        .map(|path| (name(&path, &root), path))
        .collect()
}

/// The folder of the project.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files two folders down.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let within = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
        entries.flatten().map(|entry| entry.path()).collect()
    };
    let folders = within(folder).into_iter().filter(|path| path.is_dir());
    folders.flat_map(|folder| within(&folder)).collect()
}

/// A file's path below a folder, parted by `/` on every system.
pub(crate) fn name(path: &Path, below: &Path) -> String {
    let path = path.strip_prefix(below).expect("below it");
    path.to_string_lossy().replace('\\', "/")
}
