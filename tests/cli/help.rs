//! Help, completions and man page: one table, told in full everywhere.

use std::process::Stdio;

use crate::command::dechrome;

fn told(arguments: &[&str]) -> String {
    let output = dechrome(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Every long option that `--help` names.
fn options() -> Vec<String> {
    let help = told(&["--help"]);
    let heads = help
        .lines()
        .map(str::trim_start)
        .filter(|line| line.starts_with('-'));
    let mut options: Vec<String> = heads
        .filter_map(|line| line.split([' ', ',']).find(|word| word.starts_with("--")))
        .map(str::to_owned)
        .collect();
    options.sort();
    options.dedup();
    assert!(options.len() >= 15, "{options:?}");
    options
}

#[test]
fn the_short_help_fits_one_screen() {
    let help = told(&["-h"]);
    assert!(help.lines().count() <= 40, "{} lines", help.lines().count());
    assert!(
        help.lines().all(|line| line.chars().count() <= 80),
        "{help}"
    );
}

#[test]
fn the_full_help_has_examples_and_exit_codes() {
    let help = told(&["--help"]);
    assert!(help.contains("\nExamples:\n"));
    assert!(help.contains("\nExit codes:\n"));
    assert!(
        help.lines().all(|line| line.chars().count() <= 80),
        "{help}"
    );
}

#[test]
fn the_version_is_the_packages() {
    assert_eq!(
        told(&["--version"]),
        format!("dechrome {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn completions_know_every_option() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = told(&["--completions", shell]);
        for option in options() {
            let known = match shell {
                "fish" => {
                    script.contains(&format!("-l {} ", &option[2..]))
                        || script.contains(&format!("-l {}\n", &option[2..]))
                }
                _ => script.contains(&option),
            };
            assert!(known, "{shell} does not know {option}");
        }
    }
}

#[test]
fn the_man_page_knows_every_option() {
    let page = told(&["--man"]).replace("\\-", "-");
    assert!(page.contains(".SH OPTIONS") || page.contains(".SH OTHER"));
    for option in options() {
        assert!(page.contains(&option), "{option} is missing");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told_of_the_man_page_too() {
    let full = std::fs::File::options()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = dechrome(&["--man"])
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(stderr, "dechrome: <stdout>: No space left on device\n");
}
