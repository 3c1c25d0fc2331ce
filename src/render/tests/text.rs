//! Plain text as Markdown and HTML, and pages as plain text.

use super::page::{Made, PARAGRAPH, of};
use super::read_markdown::{read, words};
use crate::Cleaner;
use crate::document::{FrameKind, Role};

const PROSE: &str = "The council met on Tuesday to talk about the bridge, and agreed on nothing.";

#[test]
fn markers_of_plain_text_become_markup() {
    let page = format!(
        "# Council leaves the bridge as it is until summer\n\n{PROSE}\n\n## What was said\n\n> We wait.\n\n1. one\n2. *two*\n\n• three\n• four\n\n{PROSE} Twice.\n"
    );
    let everything = Cleaner::builder().keep(Role::ALL).build();
    let document = everything.clean_text(&page).unwrap();
    assert_eq!(
        document.to_markdown(),
        format!(
            "# Council leaves the bridge as it is until summer\n\n{PROSE}\n\n## What was said\n\n> We wait.\n\n1. one\n2. \\*two\\*\n\n- three\n- four\n\n{PROSE} Twice.\n"
        )
    );
    let html = document.to_html();
    assert!(
        html.contains("<ol>\n<li>one\n</li>\n<li>*two*\n</li>\n</ol>\n<ul>\n<li>three\n"),
        "{html}"
    );
    assert!(
        html.contains("<title>Council leaves the bridge as it is until summer</title>"),
        "{html}"
    );
}

#[test]
fn every_fixture_is_read_as_it_is() {
    let mut read_well = 0;
    for path in crate::inputs::inputs("text").into_values() {
        let bytes = std::fs::read(&path).unwrap();
        let document = Cleaner::new().clean(&bytes).unwrap();
        let markdown = document.to_markdown();
        let seen = read(&markdown);
        let mut text = document.title().unwrap_or_default().into_owned();
        for piece in document.pieces() {
            text.push(' ');
            text.push_str(&piece.text);
        }
        assert_eq!(
            words(&seen.text),
            words(&text),
            "{}\n{markdown}",
            path.display()
        );
        assert!(
            seen.foreign.is_empty(),
            "{}: {:?}",
            path.display(),
            seen.foreign
        );
        read_well += 1;
    }
    assert!(read_well > 70, "{read_well}");
}

#[test]
fn verse_keeps_its_lines() {
    let page = "Snow on the pass,\nwind in the wires,\nno one to ask\nwho lights the fires.\n\nIce on the lake,\nsmoke in the lane.\n";
    let everything = Cleaner::builder().keep(Role::ALL).build();
    let document = everything.clean_text(page).unwrap();
    let paragraphs: Vec<_> = document.body().collect();
    assert!(paragraphs.iter().any(|paragraph| paragraph.contains('\n')));
    let seen = read(&document.to_markdown());
    assert_eq!(
        seen.text.matches('\n').count(),
        paragraphs.concat().matches('\n').count()
    );
}

#[test]
fn a_page_is_text_as_it_is_laid_out() {
    let document = Made::default()
        .block("Storm", of(FrameKind::Heading(1)))
        .role(Role::Headline)
        .block("Lake Road 5\nOld Town", PARAGRAPH)
        .block("    a\n  b", of(FrameKind::Preformatted))
        .block("  c", of(FrameKind::Preformatted))
        .below()
        .document();
    assert_eq!(
        document.to_text(),
        "Storm\n\nLake Road 5\nOld Town\n\n    a\n  b\n  c\n"
    );
    let owned = document.clone().into_owned();
    assert_eq!(owned.to_html(), document.to_html());
    assert_eq!(
        owned.blocks().nth(1).unwrap().text(),
        "Lake Road 5\nOld Town"
    );
}

#[test]
fn blocks_of_a_page_know_their_place_in_its_source_and_their_path() {
    let frame = |path| crate::document::Frame { path, ..PARAGRAPH };
    let document = Made::default()
        .steps(&[(0, "html"), (0, "body"), (1, "div#main.story"), (2, "p")])
        .block("One", frame(3))
        .block("Two", frame(0))
        .document();
    let blocks: Vec<_> = document.blocks().collect();
    assert_eq!(blocks[1].bytes(), 104..107);
    assert_eq!(blocks[1].lines(), 1..=3);
    let paths: Vec<_> = blocks.iter().map(|block| block.path().unwrap()).collect();
    assert_eq!(paths, ["html > body > div#main.story > p", "html"]);
    let mut json = Vec::new();
    crate::render::json::write(&document, &mut json).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["blocks"][0]["path"], paths[0].as_str());
    assert_eq!(json["blocks"][0]["bytes"], serde_json::json!([100, 103]));
}

#[test]
fn roles_tell_the_frames_of_a_page_without_markup() {
    let document = Made::default()
        .block("One", PARAGRAPH)
        .role(Role::ListItem)
        .block("a\tb", PARAGRAPH)
        .role(Role::TableRow)
        .block("x()", PARAGRAPH)
        .role(Role::Code)
        .bare();
    assert_eq!(
        document.to_markdown(),
        "- One\n\n|  |  |\n| --- | --- |\n| a | b |\n\n```\nx()\n```\n"
    );
}
