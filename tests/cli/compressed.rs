//! Compressed files: told by content, unpacked as they are read, never without end.

use serde_json::json;

use crate::command::{CLEAN, Folder, PAGE, piped};
use crate::packed::{bomb, bzip2, gzip, xz, zstd};

#[test]
fn a_compressed_text_is_unpacked_whatever_it_is_called() {
    let packed = [gzip(PAGE), zstd(PAGE), bzip2(PAGE), xz(PAGE)];
    for bytes in packed {
        assert_eq!(piped(&[], &bytes).ended_quietly().stdout, CLEAN);
        let folder = Folder::new();
        folder.write("a.txt", &bytes);
        assert_eq!(folder.run(&["a.txt"]).ended_quietly().stdout, CLEAN);
    }
}

#[test]
fn members_and_frames_are_read_on_end() {
    let (start, end) = PAGE.split_at(PAGE.len() / 2);
    for packed in [
        [gzip(start), gzip(end), vec![0; 512]].concat(),
        [zstd(start), zstd(end)].concat(),
        [bzip2(start), bzip2(end)].concat(),
        [xz(start), xz(end)].concat(),
    ] {
        assert_eq!(piped(&[], packed).ended_quietly().stdout, CLEAN);
    }
}

#[test]
fn what_is_cut_off_is_an_error_and_the_rest_is_done() {
    let folder = Folder::new();
    let whole = gzip(PAGE);
    folder.write("a.txt.gz", &whole[..whole.len() / 2]);
    folder.write("b.txt.gz", &whole);
    let ran = folder.run(&["a.txt.gz", "b.txt.gz"]).ended_with(2);
    assert_eq!(ran.stdout, CLEAN);
    assert!(
        ran.stderr.starts_with("dechrome: a.txt.gz: "),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
}

#[test]
fn records_are_read_up_to_where_their_file_is_cut_off() {
    let records: String = (0..2000)
        .map(|id| json!({"id": id, "text": format!("{PAGE} {id}")}).to_string() + "\n")
        .collect();
    let whole = gzip(&records);
    let cut = &whole[..whole.len() / 2];
    let ran = piped(&["--to", "jsonl"], cut).ended_with(2);
    let lines = ran.stdout.lines().count();
    assert!((500..1500).contains(&lines), "{lines}");
    assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
}

#[test]
fn a_bomb_is_one_error() {
    let folder = Folder::new();
    folder.write("bomb.gz", bomb(9));
    folder.write("b.txt", PAGE);
    let ran = folder
        .run(&["--max-document", "8M", "bomb.gz", "b.txt"])
        .ended_with(2);
    assert_eq!(ran.stdout, CLEAN);
    assert!(
        ran.stderr.contains("bomb.gz: is larger than 8388608 bytes"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_line_without_end_is_one_error_among_its_records() {
    let line = json!({"text": PAGE}).to_string();
    let records = format!("{line}\n{{\"text\":\"{}\"}}\n{line}\n", " ".repeat(1 << 20));
    let ran = piped(&["--max-document", "64K"], gzip(records)).ended_with(2);
    assert_eq!(ran.stdout, format!("{CLEAN}\x0C\n{CLEAN}"));
    assert!(
        ran.stderr.starts_with("dechrome: <stdin>:2: "),
        "{}",
        ran.stderr
    );
}
