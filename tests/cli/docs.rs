//! The pages of docs/containers: their commands run as they stand.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::command::{Folder, PAGE, Ran};
use crate::packed::{gzip, response, tar, zip, zstd};

/// The inputs that the pages speak of.
fn inputs() -> Folder {
    let folder = Folder::new();
    let html = format!("<h1>Storm</h1><p>{}</p>", PAGE.replace("\n\n", "</p><p>"));
    let files = [("news/a.html", html.as_bytes()), ("b.txt", PAGE.as_bytes())];
    let records = json!({"id": 1, "text": PAGE}).to_string() + "\n";
    let page = response(1, "Content-Type: text/html\r\n", html.as_bytes());
    folder.write("article.txt.gz", gzip(PAGE));
    folder.write("pages.jsonl.zst", zstd(records));
    folder.write("pages.zip", zip(&files));
    folder.write("pages.tar.gz", gzip(tar(&files)));
    folder.write("crawl.warc.gz", gzip(page));
    folder.write("pages.csv", format!("id,page\n1,\"{PAGE}\"\n"));
    folder
}

#[cfg(unix)]
#[test]
fn every_command_of_a_page_works() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/containers");
    let binary = Path::new(env!("CARGO_BIN_EXE_dechrome")).parent().unwrap();
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap());
    let mut run = 0;
    for page in fs::read_dir(docs).unwrap() {
        let page = page.unwrap().path();
        // Its commands are kept by the tests of tables.
        if page.ends_with("parquet.md") {
            continue;
        }
        let text = fs::read_to_string(&page).unwrap();
        let blocks = text.split("```sh\n").skip(1);
        for command in blocks.flat_map(|block| block.split("```").next().unwrap().lines()) {
            let folder = inputs();
            let output = Command::new("sh")
                .args(["-c", command])
                .current_dir(&folder)
                .env("PATH", &path)
                .output();
            let ran = Ran::from(output.unwrap());
            assert_eq!(ran.code, Some(0), "{}: {command}: {ran:?}", page.display());
            let said = ran.stdout + &folder.files().join("\n");
            assert!(
                said.contains("Storm") || said.contains("clean/"),
                "{command}: {said}"
            );
            run += 1;
        }
    }
    assert!(run >= 5, "{run} commands were found");
}
