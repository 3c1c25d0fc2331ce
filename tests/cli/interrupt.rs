//! Ctrl-C: exit 130, and no half file is left.
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::command::{Folder, dechrome, pages};

/// Whether whoever runs the tests has these signals ignored, as `nohup` and
/// background jobs do; then the command leaves them alone.
fn signals_are_ignored() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let mask = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .unwrap();
    let mask = u64::from_str_radix(mask.trim(), 16).unwrap();
    let (hangup, interrupt, terminate) = (1, 1 << 1, 1 << 14);
    mask & (hangup | interrupt | terminate) != 0
}

fn interrupted(mut child: Child, signal: &str) -> Option<i32> {
    let process = child.id().to_string();
    assert!(
        Command::new("kill")
            .args([signal, &process])
            .status()
            .unwrap()
            .success()
    );
    child.wait().unwrap().code()
}

/// Waits until something holds, for ten seconds at most.
fn wait_until(mut holds: impl FnMut() -> bool) {
    for _ in 0..1000 {
        if holds() {
            return;
        }
        sleep(Duration::from_millis(10));
    }
    panic!("waited in vain");
}

/// Whether the process has set its own handler for Ctrl-C.
fn is_ready(child: &Child) -> bool {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:"));
    let caught = caught.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    caught.is_some_and(|mask| mask & (1 << 14) != 0)
}

#[test]
fn waiting_for_stdin_ends_at_once() {
    if signals_are_ignored() {
        return;
    }
    for signal in ["-INT", "-TERM"] {
        let mut child = dechrome(&[]).stdin(Stdio::piped()).spawn().unwrap();
        // Waiting for the child would close it.
        let _open = child.stdin.take();
        wait_until(|| is_ready(&child));
        assert_eq!(interrupted(child, signal), Some(130));
    }
}

#[test]
fn a_batch_says_how_to_go_on_and_does() {
    if signals_are_ignored() {
        return;
    }
    let folder = pages(400);
    folder.run(&["-q", "-j2", "-o", "whole.jsonl", "in"]);
    let arguments = ["-j2", "-o", "out.jsonl", "in"];
    let child = folder
        .command(&arguments)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    wait_until(|| is_ready(&child) && folder.path(".dechrome-part-out.jsonl").exists());
    sleep(Duration::from_millis(200));
    let id = child.id().to_string();
    let killed = Command::new("kill").args(["-INT", &id]).status().unwrap();
    assert!(killed.success());
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    if output.status.code() == Some(2) {
        return; // it was done by then
    }
    assert_eq!(output.status.code(), Some(130), "{stderr}");
    assert!(stderr.contains("with --resume goes on"), "{stderr}");
    let resumed = ["-q", "-j2", "-o", "out.jsonl", "--resume", "in"];
    folder.run(&resumed).ended_with(2);
    assert_eq!(folder.read("out.jsonl"), folder.read("whole.jsonl"));
}

#[test]
fn no_half_file_is_left() {
    if signals_are_ignored() {
        return;
    }
    let folder = Folder::new();
    let pipe = folder.path("slow.jsonl");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let child = folder
        .command(&["--to", "jsonl", "-o", "out", "slow.jsonl"])
        .spawn()
        .unwrap();
    let mut writer = File::options().write(true).open(&pipe).unwrap();
    writer.write_all(b"{\"text\":\"half\"}\n").unwrap();
    wait_until(|| folder.files().iter().any(|name| name.starts_with("out/")));
    assert_eq!(interrupted(child, "-INT"), Some(130));
    assert_eq!(folder.files(), ["slow.jsonl"]);
}
