//! `-i`: files rewritten in place, and nothing of the user's lost.

use std::fs;

use crate::command::{CHROME, CLEAN, Folder, PAGE, piped};

#[test]
fn a_file_is_rewritten_and_nothing_is_left_beside_it() {
    let folder = Folder::with(&[("a.txt", PAGE), ("b.txt", PAGE)]);
    let ran = folder.run(&["-i", "a.txt", "b.txt"]).ended_quietly();
    assert_eq!(ran.stdout, "");
    assert_eq!(folder.files(), ["a.txt", "b.txt"]);
    assert_eq!(folder.read("a.txt"), CLEAN);
    assert_eq!(folder.read("b.txt"), CLEAN);
}

#[test]
#[cfg(unix)]
fn permissions_are_kept() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::with(&[("a.txt", PAGE)]);
    let path = folder.path("a.txt");
    for mode in [0o600, 0o640, 0o755] {
        folder.write("a.txt", PAGE);
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        folder.run(&["-i", "a.txt"]).ended_quietly();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, mode);
        assert_eq!(folder.read("a.txt"), CLEAN);
    }
}

#[test]
#[cfg(unix)]
fn a_link_still_points_where_it_did() {
    let folder = Folder::with(&[("deep/a.txt", PAGE)]);
    std::os::unix::fs::symlink("deep/a.txt", folder.path("link.txt")).unwrap();
    folder.run(&["-i", "link.txt"]).ended_quietly();
    assert!(folder.path("link.txt").is_symlink());
    assert_eq!(folder.read("deep/a.txt"), CLEAN);
    let twice = folder.run(&["-i", "link.txt", "deep/a.txt"]).ended_with(2);
    assert!(
        twice.stderr.contains("would both write"),
        "{}",
        twice.stderr
    );
}

#[test]
fn a_document_with_nothing_kept_is_left_as_it_was() {
    let folder = Folder::with(&[("a.txt", CHROME), ("b.txt", PAGE)]);
    let ran = folder.run(&["-i", "a.txt", "b.txt"]).ended_with(0);
    assert_eq!(folder.read("a.txt"), CHROME);
    assert_eq!(folder.read("b.txt"), CLEAN);
    assert!(
        ran.stderr
            .starts_with("dechrome: a.txt: nothing in it looks like content")
    );
    folder.run(&["-i", "-q", "a.txt"]).ended_quietly();
}

#[test]
fn a_clean_file_is_not_touched() {
    let folder = Folder::with(&[("a.txt", CLEAN)]);
    let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000);
    let file = fs::File::options()
        .write(true)
        .open(folder.path("a.txt"))
        .unwrap();
    file.set_modified(long_ago).unwrap();
    drop(file);
    folder.run(&["-i", "a.txt"]).ended_quietly();
    let modified = folder.path("a.txt").metadata().unwrap().modified().unwrap();
    assert_eq!(modified, long_ago);
}

#[test]
fn a_file_that_cannot_be_read_without_loss_is_left_as_it_was() {
    let folder = Folder::new();
    let mut broken = PAGE.as_bytes().to_vec();
    broken.splice(60..60, *b"\xFF\xFE\xFD");
    folder.write("a.txt", &broken);
    let ran = folder
        .run(&["-i", "--encoding", "utf-8", "a.txt"])
        .ended_with(2);
    assert!(ran.stderr.contains("left as it was"), "{}", ran.stderr);
    assert_eq!(fs::read(folder.path("a.txt")).unwrap(), broken);
}

#[test]
fn a_read_only_file_is_left_as_it_was() {
    let folder = Folder::with(&[("a.txt", PAGE)]);
    let mut permissions = folder.path("a.txt").metadata().unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.path("a.txt"), permissions).unwrap();
    let ran = folder.run(&["-i", "a.txt"]).ended_with(2);
    assert!(ran.stderr.contains("is read-only"), "{}", ran.stderr);
    assert_eq!(folder.read("a.txt"), PAGE);
}

#[test]
fn only_text_is_rewritten() {
    let records = "{\"text\":\"prose\"}\n";
    let folder = Folder::with(&[("a.jsonl", records), ("b.html", "<html>")]);
    let ran = folder
        .run(&["-i", "a.jsonl", "b.html", "missing"])
        .ended_with(2);
    assert_eq!(ran.stderr.lines().count(), 3, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("a.jsonl: is JSON Lines"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("b.html: is an HTML page"),
        "{}",
        ran.stderr
    );
    assert_eq!(folder.read("a.jsonl"), records);
    assert_eq!(folder.read("b.html"), "<html>");
}

#[test]
fn a_folder_is_rewritten_file_by_file() {
    let folder = Folder::with(&[("in/a.txt", PAGE), ("in/deep/b.txt", PAGE)]);
    folder.run(&["-q", "-i", "in"]).ended_quietly();
    assert_eq!(folder.files(), ["in/a.txt", "in/deep/b.txt"]);
    assert_eq!(folder.read("in/a.txt"), CLEAN);
    assert_eq!(folder.read("in/deep/b.txt"), CLEAN);
}

#[test]
fn what_cannot_be_rewritten_is_refused_before_any_work() {
    let folder = Folder::with(&[("a.txt", PAGE)]);
    for arguments in [
        &["-i", "--to", "json", "a.txt"][..],
        &["-i", "a.txt", "-"],
        &["-i", "-o", "out", "a.txt"],
    ] {
        folder.run(arguments).ended_with(2);
        assert_eq!(folder.files(), ["a.txt"]);
        assert_eq!(folder.read("a.txt"), PAGE);
    }
    piped(&["-i"], PAGE).ended_with(2);
}
