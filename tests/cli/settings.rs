//! Settings: `dechrome.toml`, then the environment, then what is typed.

use crate::command::{CLEAN, Folder, PAGE};

fn folder() -> Folder {
    Folder::with(&[
        ("dechrome.toml", "to = \"jsonl\"\nfocus = \"recall\"\n"),
        ("deep/down/a.txt", PAGE),
    ])
}

#[test]
fn the_nearest_file_is_heard_then_the_environment_then_what_is_typed() {
    let folder = folder();
    folder.write("dechrome.toml", "to = \"jsonl\"");
    let run = |arguments: &[&str], to: Option<&str>| {
        let mut command = folder.command(arguments);
        command.current_dir(folder.path("deep/down"));
        command.envs(to.map(|to| ("DECHROME_TO", to)));
        let output = command.output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(run(&["a.txt"], None).starts_with("{\"path\":"));
    assert!(run(&["a.txt"], Some("markdown")).starts_with("# Storm"));
    assert_eq!(run(&["--to", "text", "a.txt"], Some("markdown")), CLEAN);
    assert_eq!(run(&["--no-config", "a.txt"], Some("markdown")), CLEAN);
    folder.write("deep/dechrome.toml", "");
    assert_eq!(run(&["a.txt"], None), CLEAN);
}

#[test]
fn every_setting_is_printed_with_its_origin() {
    let folder = folder();
    let mut command = folder.command(&["--print-config", "-j3", "--", "-"]);
    command.env("DECHROME_KEEP", "caption,date");
    let output = command.output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let line = |name: &str| {
        let start = format!("{name} = ");
        let found = printed.lines().find(|line| line.starts_with(&start));
        found.unwrap_or_else(|| panic!("{name} is not in {printed}"))
    };
    assert!(line("focus").starts_with("focus = \"recall\" "));
    assert!(line("focus").ends_with("dechrome.toml"));
    assert!(line("keep").starts_with("keep = [\"caption\", \"date\"] "));
    assert!(line("keep").ends_with("# DECHROME_KEEP"));
    assert!(line("jobs").ends_with("# command line"));
    assert!(line("hidden").ends_with("# default"));
    // What is printed can be read again.
    folder.write("dechrome.toml", &printed);
    folder.run(&["-q", "deep/down/a.txt"]).ended_quietly();
}

#[test]
fn an_unknown_setting_is_an_error_with_the_nearest_name() {
    let folder = folder();
    folder.write("dechrome.toml", "fokus = \"recall\"");
    let ran = folder.run(&["deep"]).ended_with(2);
    assert!(
        ran.stderr
            .ends_with("there is no setting 'fokus'; did you mean 'focus'?\n"),
        "{ran:?}"
    );
    folder.write("dechrome.toml", "focus = \"sideways\"");
    let ran = folder.run(&["deep"]).ended_with(2);
    assert!(
        ran.stderr
            .contains("dechrome.toml: invalid value 'sideways'"),
        "{ran:?}"
    );
    assert!(
        ran.stderr.contains("precision, balanced, recall"),
        "{ran:?}"
    );
    assert_eq!(ran.stderr.lines().count(), 1, "{ran:?}");
}

#[test]
fn what_is_typed_wins_within_a_pair() {
    let folder = folder();
    folder.write("dechrome.toml", "verbose = true");
    let ran = folder.run(&["-q", "deep/down/a.txt"]).ended_quietly();
    assert_eq!(ran.stdout, CLEAN);
}
