//! Folders and lists: which files are inputs, and what stands in the way.

use crate::command::{CLEAN, Folder, PAGE, piped};

/// The paths of what a run cleaned, in order.
fn cleaned(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let all = [&["-q", "--to", "jsonl"], arguments].concat();
    let records = folder.run(&all).ended_quietly().records();
    records
        .iter()
        .map(|record| record["path"].as_str().unwrap().replace('\\', "/"))
        .collect()
}

fn tree() -> Folder {
    Folder::with(&[
        ("in/b/2.txt", PAGE),
        ("in/b/10.txt", PAGE),
        ("in/a.html", PAGE),
        ("in/c.txt", PAGE),
        ("in/.hidden/d.txt", PAGE),
        ("in/.e.txt", PAGE),
        ("in/.ignore", "drafts\n"),
        ("in/drafts/f.txt", PAGE),
    ])
}

#[test]
fn a_folder_is_walked_in_the_order_of_the_names() {
    let folder = tree();
    let expected = ["in/a.html", "in/b/10.txt", "in/b/2.txt", "in/c.txt"];
    assert_eq!(cleaned(&folder, &["in"]), expected);
    assert_eq!(cleaned(&folder, &["in/b", "in/a.html"]).len(), 3);
}

#[test]
fn hidden_and_ignored_files_are_left_out_unless_asked_for_or_named() {
    let folder = tree();
    let ignored = cleaned(&folder, &["--no-ignore", "in"]);
    assert!(
        ignored.contains(&"in/drafts/f.txt".to_owned()),
        "{ignored:?}"
    );
    let hidden = cleaned(&folder, &["--hidden", "in"]);
    assert!(
        hidden.contains(&"in/.hidden/d.txt".to_owned()),
        "{hidden:?}"
    );
    assert!(
        !hidden.contains(&"in/drafts/f.txt".to_owned()),
        "{hidden:?}"
    );
    let named = ["in/.e.txt", "in/drafts/f.txt"];
    assert_eq!(cleaned(&folder, &named), named);
}

#[test]
fn globs_and_sizes_choose_among_the_files_of_folders() {
    let folder = tree();
    assert_eq!(cleaned(&folder, &["-g", "*.html", "in"]), ["in/a.html"]);
    assert_eq!(
        cleaned(&folder, &["-g", "!b/", "in"]),
        ["in/a.html", "in/c.txt"]
    );
    assert_eq!(
        cleaned(&folder, &["-g", "*.html", "in/c.txt"]),
        ["in/c.txt"]
    );
    folder.write("in/c.txt", PAGE.repeat(20));
    assert_eq!(cleaned(&folder, &["--max-filesize", "4K", "in"]).len(), 3);
    assert_eq!(
        cleaned(&folder, &["--max-filesize", "4K", "in/c.txt"]).len(),
        1
    );
}

#[test]
fn a_list_is_cleaned_after_what_is_named() {
    let folder = tree();
    folder.write("list", "in/c.txt\r\n\nin/b\n");
    let expected = ["in/a.html", "in/c.txt", "in/b/10.txt", "in/b/2.txt"];
    assert_eq!(
        cleaned(&folder, &["--files-from", "list", "in/a.html"]),
        expected
    );
    folder.write("list0", "in/c.txt\0in/a.html");
    assert_eq!(
        cleaned(&folder, &["--files0-from", "list0"]),
        ["in/c.txt", "in/a.html"]
    );
    let missing = folder.run(&["--files-from", "nothing"]).ended_with(2);
    assert!(
        missing.stderr.starts_with("dechrome: nothing: "),
        "{missing:?}"
    );
}

#[test]
fn a_list_may_come_on_standard_input() {
    let folder = tree();
    let path = folder.path("in/c.txt");
    let ran = piped(&["-q", "--files-from", "-"], path.to_str().unwrap()).ended_quietly();
    assert_eq!(ran.stdout, CLEAN);
    let ran = piped(&["-q", "--files-from", "-", "-"], "").ended_with(2);
    assert!(ran.stderr.contains("only once"), "{ran:?}");
}

#[test]
fn the_folder_that_is_written_into_is_not_walked() {
    let folder = Folder::with(&[("a.txt", PAGE), ("b/c.txt", PAGE)]);
    for _ in 0..2 {
        folder
            .run(&["-q", "-o", "out", "--overwrite", "."])
            .ended_quietly();
    }
    assert_eq!(
        folder.files(),
        ["a.txt", "b/c.txt", "out/a.txt", "out/b/c.txt"]
    );
}

#[test]
fn what_vanishes_meanwhile_is_one_line() {
    let folder = Folder::with(&[("list", "a.txt\nb.txt\n"), ("a.txt", PAGE)]);
    let ran = folder.run(&["--files-from", "list"]).ended_with(2);
    assert_eq!(ran.stdout, CLEAN);
    assert!(ran.stderr.starts_with("dechrome: b.txt: "), "{ran:?}");
}

#[cfg(unix)]
mod unix {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    #[test]
    fn pipes_and_links_in_a_folder_are_passed_over() {
        let folder = Folder::with(&[("in/a.txt", PAGE), ("other.txt", PAGE)]);
        let pipe = Command::new("mkfifo").arg(folder.path("in/pipe")).status();
        assert!(pipe.unwrap().success());
        symlink("../other.txt", folder.path("in/link.txt")).unwrap();
        assert_eq!(cleaned(&folder, &["in"]), ["in/a.txt"]);
        let followed = cleaned(&folder, &["--follow", "in"]);
        assert_eq!(followed, ["in/a.txt", "in/link.txt"]);
    }

    #[test]
    fn a_circle_of_links_is_told_and_ends() {
        let folder = Folder::with(&[("in/deep/a.txt", PAGE)]);
        symlink("..", folder.path("in/deep/up")).unwrap();
        folder.run(&["-q", "in"]).ended_quietly();
        let ran = folder.run(&["-q", "--follow", "in"]).ended_with(2);
        assert_eq!(ran.stdout, CLEAN);
        assert_eq!(ran.stderr.lines().count(), 1, "{ran:?}");
        assert!(
            ran.stderr.contains("in/deep/up: is a link in a circle"),
            "{ran:?}"
        );
    }

    #[test]
    fn a_folder_that_cannot_be_read_is_one_line() {
        let folder = Folder::with(&[("in/a/a.txt", PAGE), ("in/secret/b.txt", PAGE)]);
        let secret = folder.path("in/secret");
        fs::set_permissions(&secret, Permissions::from_mode(0o000)).unwrap();
        if fs::read_dir(&secret).is_ok() {
            return; // root reads everything
        }
        let ran = folder.run(&["-q", "in"]).ended_with(2);
        fs::set_permissions(&secret, Permissions::from_mode(0o700)).unwrap();
        assert_eq!(ran.stdout, CLEAN);
        assert!(ran.stderr.starts_with("dechrome: in/secret: "), "{ran:?}");
    }

    #[test]
    fn names_that_are_not_utf_8_are_cleaned_and_mirrored() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;

        let folder = Folder::new();
        let name = OsStr::from_bytes(b"caf\xE9.txt");
        fs::create_dir(folder.path("in")).unwrap();
        if fs::write(folder.path("in").join(name), PAGE).is_err() {
            return; // a file system that knows only UTF-8
        }
        folder.run(&["-q", "-o", "out", "in"]).ended_quietly();
        let written = fs::read_to_string(folder.path("out/in").join(name)).unwrap();
        assert_eq!(written, CLEAN);
    }

    #[test]
    fn stdout_is_never_an_input() {
        let folder = Folder::with(&[("in/a.txt", PAGE)]);
        let out = fs::File::create(folder.path("in/out.txt")).unwrap();
        let output = folder.command(&["-q", "in"]).stdout(out).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            stderr,
            "dechrome: in/out.txt: is the output itself; left out\n"
        );
        assert_eq!(folder.read("in/out.txt"), CLEAN);
    }
}
