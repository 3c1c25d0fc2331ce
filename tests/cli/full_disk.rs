//! A disk that is full: one line says so, nothing half is left to be seen, and with
//! more room the run is gone on with.
#![cfg(target_os = "linux")]

use std::fs;
use std::process::Command;

use crate::command::{Ran, pages};

/// A run onto a small disk of its own, and the rest once there is more room. `$1` is
/// the output, `$2` what it should be in the end.
const SCRIPT: &str = r#"
mount -t tmpfs -o size=48k tmpfs disk || exit
"$0" -q -j2 -o "$1" in
echo "ended with $?"
find disk -name 'out.jsonl'
mount -o remount,size=32m disk
"$0" -q -j2 -o "$1" --resume in 2> /dev/null
echo "ended with $?"
find disk -name '.dechrome-*'
diff -r "$1" "$2" && echo "the same"
"#;

/// What the script must say.
const SAID: &str = "ended with 2\nended with 2\nthe same\n";

/// Runs the script, unless nobody may mount a disk here.
fn gone_on_with(output: &str) {
    let folder = pages(150);
    let expected = output.replace("disk/out", "whole");
    let whole = ["-q", "-o", &expected, "in"];
    folder.run(&whole).ended_with(2);
    fs::create_dir(folder.path("disk")).unwrap();
    let ran = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", SCRIPT])
        .args([env!("CARGO_BIN_EXE_dechrome"), output, &expected])
        .current_dir(&folder)
        .output();
    let Ok(ran) = ran.map(Ran::from) else { return };
    if ran.stdout.is_empty() {
        eprintln!("skipped: no disk can be mounted here: {}", ran.stderr);
        return;
    }
    assert_eq!(ran.stdout, SAID, "{}", ran.stderr);
    let full = "No space left on device";
    assert!(ran.stderr.contains(full), "{}", ran.stderr);
}

#[test]
fn one_output_that_finds_no_room() {
    gone_on_with("disk/out.jsonl");
}

#[test]
fn a_tree_that_finds_no_room() {
    gone_on_with("disk/out");
}
