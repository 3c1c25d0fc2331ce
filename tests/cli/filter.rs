//! The filter: files and stdin in, text out, messages and exit codes.

use std::io::{Read, Write};
use std::process::Stdio;

use crate::command::{CHROME, CLEAN, Folder, PAGE, headline, piped, trickled};

#[test]
fn stdin_is_cleaned_to_stdout() {
    let ran = piped(&[], PAGE).ended_quietly();
    assert_eq!(ran.stdout, CLEAN);
    assert_eq!(piped(&["-"], PAGE).ended_quietly().stdout, CLEAN);
}

#[test]
fn a_file_is_cleaned_as_stdin_is() {
    let folder = Folder::with(&[("page.txt", PAGE)]);
    assert_eq!(folder.run(&["page.txt"]).ended_quietly().stdout, CLEAN);
}

#[test]
fn the_same_bytes_give_the_same_output_however_they_come() {
    for step in [1, 7, 100] {
        assert_eq!(trickled(&[], PAGE, step).ended_quietly().stdout, CLEAN);
    }
}

#[test]
fn nothing_content_like_prints_nothing() {
    let ran = piped(&[], CHROME).ended_quietly();
    assert_eq!(ran.stdout, "");
    assert_eq!(piped(&[], "").ended_quietly().stdout, "");
}

#[test]
fn several_documents_are_parted_by_a_form_feed_on_its_own_line() {
    let folder = Folder::with(&[("a.txt", PAGE), ("b.txt", CHROME), ("c.txt", PAGE)]);
    let ran = folder.run(&["a.txt", "b.txt", "c.txt"]).ended_quietly();
    assert_eq!(ran.stdout, format!("{CLEAN}\x0C\n{CLEAN}"));
}

#[test]
fn a_missing_file_is_one_line_and_the_good_one_is_done() {
    let folder = Folder::with(&[("good.txt", PAGE)]);
    let ran = folder.run(&["missing.txt", "good.txt"]).ended_with(2);
    assert_eq!(ran.stdout, CLEAN);
    assert!(
        ran.stderr.starts_with("dechrome: missing.txt: "),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.stderr.lines().count(), 1);
}

#[test]
fn stdin_stands_among_files_where_the_dash_is() {
    let folder = Folder::with(&[("a.txt", PAGE)]);
    let mut child = folder
        .command(&["-", "a.txt"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let other = PAGE.replace("Storm", "Avalanche");
    child
        .stdin
        .take()
        .unwrap()
        .write_all(other.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let expected = format!("{}\x0C\n{CLEAN}", CLEAN.replace("Storm", "Avalanche"));
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
}

#[test]
fn binary_input_is_one_error_that_names_what_it_looks_like() {
    let ran = piped(&[], b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n\x00\x01\x02").ended_with(2);
    assert!(
        ran.stderr.starts_with("dechrome: <stdin>: "),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("PDF"), "{}", ran.stderr);
    assert_eq!(ran.stderr.lines().count(), 1);
}

#[test]
#[cfg(unix)]
fn an_unreadable_file_is_one_line() {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::with(&[("secret.txt", PAGE), ("good.txt", PAGE)]);
    fs::set_permissions(folder.path("secret.txt"), Permissions::from_mode(0o000)).unwrap();
    if fs::read(folder.path("secret.txt")).is_ok() {
        return; // root reads everything
    }
    let ran = folder.run(&["secret.txt", "good.txt"]).ended_with(2);
    assert_eq!(ran.stdout, CLEAN);
    assert!(
        ran.stderr.starts_with("dechrome: secret.txt: "),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_reader_that_has_enough_ends_the_run_quietly() {
    let folder = Folder::new();
    let names: Vec<String> = (0..400).map(|number| format!("{number}.txt")).collect();
    for name in &names {
        folder.write(name, PAGE);
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut child = folder
        .command(&names)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(&first, &CLEAN.as_bytes()[..10]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_one_line() {
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let folder = Folder::with(&[("a.txt", PAGE), ("b.txt", PAGE)]);
    let output = folder
        .command(&["a.txt", "b.txt"])
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(stderr, "dechrome: <stdout>: No space left on device\n");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn exit_status_tells_that_nothing_was_kept() {
    let folder = Folder::with(&[("page.txt", PAGE), ("chrome.txt", CHROME)]);
    folder.run(&["chrome.txt"]).ended_with(0);
    folder.run(&["--exit-status", "chrome.txt"]).ended_with(1);
    folder
        .run(&["--exit-status", "chrome.txt", "page.txt"])
        .ended_with(0);
    folder
        .run(&["--exit-status", "chrome.txt", "missing.txt"])
        .ended_with(2);
    folder.run(&["--exit-status", "missing.txt"]).ended_with(2);
}

#[test]
fn an_option_that_does_not_exist_is_an_error_before_any_work() {
    let folder = Folder::with(&[("page.txt", PAGE)]);
    let ran = folder.run(&["--nonsense", "page.txt"]).ended_with(2);
    assert_eq!(ran.stdout, "");
    assert!(ran.stderr.contains("--nonsense"));
}

#[test]
fn a_role_that_does_not_exist_is_an_error_that_lists_those_that_do() {
    let ran = piped(&["--keep", "captoin"], PAGE).ended_with(2);
    assert_eq!(ran.stdout, "");
    for role in dechrome::Role::ALL {
        assert!(
            ran.stderr.contains(role.name()),
            "{role} is not in {}",
            ran.stderr
        );
    }
}

#[test]
fn roles_can_be_kept_and_dropped() {
    let ran = piped(&["--drop", "headline"], PAGE).ended_quietly();
    assert_eq!(ran.stdout, CLEAN.split_once("\n\n").unwrap().1);
}

#[test]
fn an_encoding_that_does_not_exist_is_an_error_before_any_work() {
    let ran = piped(&["--encoding", "klingon"], PAGE).ended_with(2);
    assert!(ran.stderr.starts_with("dechrome: "), "{}", ran.stderr);
    assert!(ran.stderr.contains("klingon"), "{}", ran.stderr);
}

#[test]
fn text_is_read_in_the_encoding_that_the_user_names() {
    let latin1: Vec<u8> = PAGE
        .replace("Storm", "Orage d'été")
        .chars()
        .map(|c| c as u8)
        .collect();
    let ran = piped(&["--encoding", "latin1"], latin1).ended_quietly();
    assert_eq!(ran.stdout, CLEAN.replace("Storm", "Orage d'été"));
}

#[test]
fn verbose_says_of_each_file_its_encoding_and_what_was_kept() {
    let folder = Folder::with(&[("page.txt", PAGE)]);
    let ran = folder.run(&["-v", "page.txt"]).ended_with(0);
    assert_eq!(ran.stdout, CLEAN);
    assert!(
        ran.stderr
            .starts_with("dechrome: page.txt: UTF-8 (valid), 4 of "),
        "{}",
        ran.stderr
    );
}

#[test]
fn quiet_still_says_errors() {
    let ran = Folder::new().run(&["-q", "missing.txt"]).ended_with(2);
    assert!(ran.stderr.starts_with("dechrome: missing.txt: "));
}

#[test]
#[cfg(unix)]
fn a_name_with_control_characters_cannot_break_the_line() {
    let ran = Folder::new().run(&["a\n\x1b[2Jb.txt"]).ended_with(2);
    assert_eq!(ran.stderr.lines().count(), 1);
    assert!(!ran.stderr.contains('\x1b'));
}

#[test]
#[cfg(unix)]
fn head_in_a_shell_is_quiet() {
    let folder = Folder::with(&[("a.txt", PAGE), ("b.txt", PAGE)]);
    let script = "\"$0\" *.txt *.txt *.txt | head -1; echo \"${PIPESTATUS[0]}\"";
    let Some(ran) = folder.script(script) else {
        return;
    };
    let stdout = ran.ended_quietly().stdout;
    assert_eq!(stdout, format!("{}\n0\n", headline()));
}
