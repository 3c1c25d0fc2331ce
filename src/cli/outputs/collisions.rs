//! Two inputs that would write one output are noticed before anything is written.
//!
//! The inputs are gone through once beforehand, and of each output only a hash is
//! kept: eight bytes, so that ten million files cost 80 MB. Where two hashes are equal
//! the inputs are gone through again, to compare the names themselves. Members of
//! archives are not known beforehand: of two that would write one output the second
//! is an error when its turn comes.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use super::super::hash::Hash;
use super::super::inputs::{Identity, Input, Sources};
use super::super::messages::Shown;
use super::Output;

/// Checks the outputs of all inputs; the error says which ones collide.
pub(crate) fn check(sources: &Sources, output: &Output) -> Result<(), String> {
    match output {
        Output::Stdout => Ok(()),
        Output::Lines { path, .. } => is_no_input(path, sources),
        #[cfg(feature = "parquet")]
        Output::Table { path } => is_no_input(path, sources),
        Output::Folder(_) | Output::InPlace => are_different(sources, output),
    }
}

/// Checks that a file is not among the inputs that are named.
fn is_no_input(output: &Path, sources: &Sources) -> Result<(), String> {
    let Some(identity) = Identity::of(output) else {
        return Ok(());
    };
    let input = sources
        .paths
        .iter()
        .find(|path| Identity::of(path).as_ref() == Some(&identity));
    match input {
        Some(input) => Err(format!(
            "{} is both input and output; nothing was done",
            Shown(input)
        )),
        None => Ok(()),
    }
}

fn are_different(sources: &Sources, output: &Output) -> Result<(), String> {
    if !sources.are_several() {
        return Ok(());
    }
    let mut hashes: Vec<u64> = targets(sources, output)
        .map(|(_, target)| Hash::of_path(&target).get())
        .collect();
    hashes.sort_unstable();
    let twice: BTreeSet<u64> = hashes
        .windows(2)
        .filter(|pair| pair[0] == pair[1])
        .map(|pair| pair[0])
        .collect();
    if twice.is_empty() {
        return Ok(());
    }
    let mut written: HashMap<PathBuf, PathBuf> = HashMap::new();
    for (input, target) in targets(sources, output) {
        if !twice.contains(&Hash::of_path(&target).get()) {
            continue;
        }
        let shown = Shown(&target).to_string();
        if let Some(other) = written.insert(target, input.clone()) {
            return Err(format!(
                "{} and {} would both write {shown}; nothing was done",
                Shown(&other),
                Shown(&input),
            ));
        }
    }
    Ok(())
}

/// Each input with the file that it would write.
fn targets<'s>(
    sources: &'s Sources,
    output: &'s Output,
) -> impl Iterator<Item = (PathBuf, PathBuf)> + 's {
    // What cannot be reached is told when its turn comes.
    sources.inputs().flatten().filter_map(move |input| {
        let Input::File(path) = input else {
            return None;
        };
        let target = match output {
            Output::Folder(mirror) => mirror.of(&path),
            _ => fs::canonicalize(&path).unwrap_or_else(|_| path.clone()),
        };
        Some((path, target))
    })
}
