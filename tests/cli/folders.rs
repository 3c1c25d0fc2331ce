//! `-o`: a tree like the input's, in another folder.

use crate::command::{CHROME, CLEAN, Folder, PAGE, piped};

#[test]
fn the_tree_is_mirrored() {
    let folder = Folder::with(&[("in/a.txt", PAGE), ("in/deep/b.text", PAGE), ("c", PAGE)]);
    let ran = folder
        .run(&["-o", "out", "in/a.txt", "in/deep/b.text", "c"])
        .ended_quietly();
    assert_eq!(ran.stdout, "");
    let written = ["out/c.txt", "out/in/a.txt", "out/in/deep/b.txt"];
    assert_eq!(&folder.files()[3..], written);
    assert!(written.iter().all(|name| folder.read(name) == CLEAN));
}

#[test]
fn the_ending_tells_the_format() {
    let folder = Folder::with(&[("a.txt", PAGE)]);
    for (to, name) in [
        ("markdown", "a.md"),
        ("html", "a.html"),
        ("json", "a.json"),
        ("jsonl", "a.jsonl"),
        ("explain", "a.explain.txt"),
    ] {
        folder
            .run(&["--to", to, "-o", "out", "a.txt"])
            .ended_quietly();
        assert!(folder.path("out").join(name).exists(), "{name}");
    }
}

#[test]
fn an_existing_file_is_never_overwritten_and_the_others_are_done() {
    let folder = Folder::with(&[("a.txt", PAGE), ("b.txt", PAGE), ("out/a.txt", "mine")]);
    let ran = folder.run(&["-o", "out", "a.txt", "b.txt"]).ended_with(2);
    let out = std::path::Path::new("out").join("a.txt");
    assert!(
        ran.stderr
            .starts_with(&format!("dechrome: {}: exists", out.display())),
        "{ran:?}"
    );
    assert_eq!(folder.read("out/a.txt"), "mine");
    assert_eq!(folder.read("out/b.txt"), CLEAN);
}

#[test]
fn the_input_itself_is_never_overwritten() {
    let folder = Folder::with(&[("a.txt", PAGE)]);
    folder.run(&["-o", ".", "a.txt"]).ended_with(2);
    assert_eq!(folder.read("a.txt"), PAGE);
}

#[test]
fn two_inputs_for_one_output_are_an_error_before_anything_is_written() {
    let folder = Folder::with(&[("a.txt", PAGE), ("a.md", PAGE), ("b.txt", PAGE)]);
    let ran = folder
        .run(&["-o", "out", "b.txt", "a.txt", "a.md"])
        .ended_with(2);
    assert!(
        ran.stderr.contains("a.txt and a.md would both write"),
        "{}",
        ran.stderr
    );
    assert!(!folder.path("out").exists());
}

#[test]
fn no_name_leads_out_of_the_folder() {
    let folder = Folder::with(&[("up.txt", PAGE), ("below/inner.txt", PAGE)]);
    let absolute = folder.path("up.txt");
    let mut command = folder.command(&["-o", "out", "../up.txt", absolute.to_str().unwrap()]);
    command.current_dir(folder.path("below"));
    assert!(command.status().unwrap().success());
    let written: Vec<String> = folder
        .files()
        .into_iter()
        .filter(|name| name.starts_with("below/out/"))
        .collect();
    assert_eq!(written.len(), 2);
    assert!(written.contains(&"below/out/up.txt".to_owned()));
}

#[test]
fn a_failed_input_leaves_no_file() {
    let folder = Folder::new();
    folder.write("a.txt", b"%PDF-1.7\n\x00\x01\x02");
    folder
        .run(&["-o", "out", "a.txt", "missing.txt"])
        .ended_with(2);
    assert_eq!(folder.files(), ["a.txt"]);
}

#[test]
fn a_document_with_nothing_kept_is_an_empty_file() {
    let folder = Folder::with(&[("a.txt", CHROME)]);
    folder.run(&["-o", "out", "a.txt"]).ended_quietly();
    assert_eq!(folder.read("out/a.txt"), "");
}

#[test]
fn a_file_in_the_place_of_the_folder_is_an_error() {
    let folder = Folder::with(&[("a.txt", PAGE), ("out", "mine")]);
    let ran = folder.run(&["-o", "out", "a.txt"]).ended_with(2);
    assert!(
        ran.stderr.starts_with("dechrome: out: is not a folder"),
        "{}",
        ran.stderr
    );
    assert_eq!(folder.read("out"), "mine");
}

#[test]
fn stdin_has_no_name_to_write_to() {
    let ran = piped(&["-o", "out"], PAGE).ended_with(2);
    assert!(
        ran.stderr.contains("standard input has no name"),
        "{}",
        ran.stderr
    );
}

#[test]
#[cfg(unix)]
fn written_files_are_readable_as_any_new_file_is() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::with(&[("a.txt", PAGE)]);
    folder.run(&["-o", "out", "a.txt"]).ended_quietly();
    let mode = |name| folder.path(name).metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("out/a.txt"), mode("a.txt"));
}
