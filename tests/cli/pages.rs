//! HTML pages in: whatever they are called, however they come, cut off or empty.

use serde_json::{Value, json};

use crate::command::{CLEAN, Folder, PAGE, headline, piped};

/// The page of the other tests, as a site would serve it.
fn page() -> String {
    let mut paragraphs = CLEAN.trim_end().split("\n\n");
    let headline = paragraphs.next().unwrap_or_default();
    let body: String = paragraphs.map(|text| format!("<p>{text}</p>\n")).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n<title>{headline}</title>\n\
         <style>p {{ color: red }}</style>\n<script>var p = '<p>no text</p>';</script>\n</head>\n<body>\n\
         <nav><ul><li><a href=/>Home</a><li><a href=/news>News</a><li><a href=/shop>Shop</a></ul></nav>\n\
         <main><article>\n<h1>{headline}</h1>\n<div class=share><a href=#>Share</a> <a href=#>Tweet</a></div>\n\
         {body}</article></main>\n<footer><a href=/terms>Terms of use</a> <a href=/privacy>Privacy</a></footer>\n\
         </body>\n</html>\n"
    )
}

#[test]
fn a_page_is_known_by_its_name_and_by_its_start() {
    let folder = Folder::with(&[("page.html", &page()), ("page.txt", &page())]);
    for name in ["page.html", "page.txt"] {
        assert_eq!(folder.run(&[name]).ended_quietly().stdout, CLEAN, "{name}");
    }
    assert_eq!(piped(&[], page()).ended_quietly().stdout, CLEAN);
    let headless = page().replace("<!DOCTYPE html>\n<html lang=en>\n", "");
    let told = piped(&["--from", "html"], headless).ended_quietly();
    assert_eq!(told.stdout, CLEAN);
}

#[test]
fn a_text_that_mentions_markup_stays_text() {
    let text = PAGE.replacen("the ", "the <p> ", 1);
    let ran = piped(&["--keep", "navigation,share"], &text).ended_quietly();
    assert!(ran.stdout.contains("the <p> "), "{}", ran.stdout);
    let read_as_text = piped(&["--from", "text", "--to", "json"], page()).ended_quietly();
    assert!(read_as_text.stdout.contains("<nav>"));
}

#[test]
fn a_page_cut_off_anywhere_gives_what_came() {
    let page = page();
    let last = page.rfind("</p>").unwrap();
    for cut in [last - 30, last + 2, page.len() - 3] {
        let ran = piped(&[], &page[..cut]).ended_quietly();
        assert!(
            ran.stdout.starts_with(headline()),
            "cut at {cut}: {}",
            ran.stdout
        );
    }
    assert_eq!(
        piped(&[], &page[..page.find("<h1").unwrap() + 2])
            .ended_quietly()
            .stdout,
        ""
    );
}

#[test]
fn a_page_without_content_says_so() {
    let scripts = "<!DOCTYPE html><html><head><title>App</title></head><body><div id=root></div>\
                   <script>window.app = {text: 'A long text that no reader sees.'};</script></body></html>";
    let frames =
        "<html><frameset cols='20%,80%'><frame src=a.html><frame src=b.html></frameset></html>";
    for empty in [scripts, frames, "<!DOCTYPE html>", "<html></html>"] {
        let ran = piped(&["--to", "json"], empty).ended_quietly();
        let document: Value = serde_json::from_str(&ran.stdout).unwrap();
        assert_eq!(document["outcome"], "nothing kept", "{empty}");
        assert_eq!(piped(&["--exit-status"], empty).ended_with(1).stdout, "");
    }
}

#[test]
fn records_hold_pages() {
    let records = [
        json!({"id": 1, "html": page()}),
        json!({"id": 2, "html": ""}),
        json!({"id": 3, "html": 7}),
        json!({"id": 4, "text": PAGE}),
    ];
    let input: String = records.iter().map(|record| format!("{record}\n")).collect();
    let ran = piped(&["--from", "jsonl", "--to", "jsonl"], input).ended_with(2);
    let out = ran.records();
    assert_eq!(out[0]["headline"], headline());
    assert!(out[0]["html"].is_null());
    assert_eq!(
        (&out[1]["headline"], &out[1]["body"]),
        (&Value::Null, &json!(""))
    );
    assert_eq!(out[2]["error"], "field 'html' is a number, not a string");
    assert_eq!(out[3]["headline"], headline());
    assert_eq!(out[0]["body"], out[3]["body"]);
}

#[test]
fn json_says_where_a_block_stands_in_the_page() {
    let ran = piped(&["--to", "json"], page()).ended_quietly();
    let document: Value = serde_json::from_str(&ran.stdout).unwrap();
    let blocks = document["blocks"].as_array().unwrap();
    let headline = blocks
        .iter()
        .find(|block| block["role"] == "headline")
        .unwrap();
    let place = |end: usize| headline["bytes"][end].as_u64().unwrap() as usize;
    assert_eq!(
        &page()[place(0)..place(1)],
        headline["text"].as_str().unwrap()
    );
    let line = 1 + page()[..place(0)].matches('\n').count();
    assert_eq!(headline["lines"], json!([line, line]));
    assert_eq!(headline["path"], "html > body > main > article > h1");
}
