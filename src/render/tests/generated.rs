//! Whatever the marks and the text are: what was kept is what is read, and
//! nothing in it runs.
//!
//! `PROPTEST_CASES=100000 cargo test --release --lib generated` for a release.

use proptest::prelude::*;
use scraper::Html;

use super::page::Made;
use super::read_markdown::{self, words};
use crate::document::{Document, Frame, FrameKind, Item, MarkKind, Piece, Role};
use crate::render::address;
use crate::render::spans::{self, Step};

/// Words, and what Markdown and HTML are made of.
fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[a-z]{1,4}",
        4 => Just(" ".to_owned()),
        3 => prop::sample::select(vec![
            "*", "**", "_", "__", "`", "``", "```", "~", "~~", "~~~", "[", "]", "(", ")", "](", "!", "![", "<", ">",
            "<b>", "</p>", "<!--", "<script>", "<http://a>", "&", "&amp;", "&#58;", "&lt", "#", "##", "-", "--", "---",
            "+", "=", "==", "|", "||", ":-", ":", "1.", "2)", "\\", "\\|", "\n", "\"", "'", "é", "“", "。", "東", "\u{a0}",
            "\u{300}", "http://a.b", "[x]: y", "x@y.z", "\u{200b}", ".",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 1..12).prop_map(|parts| {
        let text = words_and_breaks(&parts.concat());
        if text.is_empty() {
            "a".to_owned()
        } else {
            text
        }
    })
}

/// A text as a segmenter lays it out: no white space at the ends of its lines.
fn words_and_breaks(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn frame() -> impl Strategy<Value = Frame> {
    let kind = prop_oneof![
        4 => Just(FrameKind::Paragraph),
        1 => (1..=6u8).prop_map(FrameKind::Heading),
        2 => any::<bool>().prop_map(|header| FrameKind::Row { header }),
        1 => Just(FrameKind::Preformatted),
        1 => Just(FrameKind::Term),
        1 => Just(FrameKind::Definition),
        1 => Just(FrameKind::Caption),
    ];
    let item = prop_oneof![
        Just(Item::None),
        Just(Item::Bullet),
        (0..5u32).prop_map(Item::Number),
        Just(Item::Number(u32::MAX)),
        Just(Item::Within),
    ];
    let quotes = prop_oneof![4 => Just(0u8), 1 => 0..4u8];
    (kind, 0..4u8, quotes, item, 0..3u32).prop_map(|(kind, lists, quotes, item, group)| Frame {
        kind,
        lists,
        quotes,
        item,
        group,
        path: 0,
    })
}

fn kind() -> impl Strategy<Value = MarkKind> {
    prop::sample::select(vec![
        MarkKind::Link(0),
        MarkKind::Link(1),
        MarkKind::Link(2),
        MarkKind::Link(3),
        MarkKind::Emphasis,
        MarkKind::Strong,
        MarkKind::Code,
        MarkKind::Deleted,
        MarkKind::Subscript,
        MarkKind::Superscript,
    ])
}

const ADDRESSES: [&str; 4] = [
    "/a(b c|d\\e<f>&amp;*g*`h`_[i]",
    "https://example.org/?a=b&copy=c#d",
    "javascript:alert(1)",
    "mailto:a@b",
];

/// A block: text, frame, marks, whether it is kept, below, with tabs.
type Parts = (String, Frame, Vec<(usize, usize, MarkKind)>, bool, bool);

fn block() -> impl Strategy<Value = Parts> {
    let marks = prop::collection::vec((0..40usize, 0..40usize, kind()), 0..6);
    (
        text(),
        frame(),
        marks,
        prop::bool::weighted(0.8),
        any::<bool>(),
    )
}

fn page(blocks: Vec<Parts>, bare: bool) -> Document<'static> {
    let mut made = Made::default();
    for address in ADDRESSES {
        made.address(address);
    }
    for (mut text, frame, marks, kept, below) in blocks {
        if let FrameKind::Row { .. } = frame.kind {
            text = text.replace(' ', "\t");
        }
        let boundary = |at: usize| {
            (0..=at.min(text.len()))
                .rev()
                .find(|at| text.is_char_boundary(*at))
                .unwrap()
        };
        let marks: Vec<_> = marks
            .iter()
            .map(|&(start, length, kind)| (boundary(start)..boundary(start + length), kind))
            .collect();
        made = made.block(&text, frame);
        for (stretch, kind) in marks {
            made = made.mark(stretch, kind);
        }
        if !kept {
            made = made.stripped();
        }
        if below {
            made = made.below();
        }
    }
    match bare {
        true => made.bare(),
        false => made.document(),
    }
}

/// The words that were kept.
fn kept(document: &Document<'_>) -> String {
    let headline = document.headline();
    let texts: Vec<_> = headline.into_iter().chain(document.body()).collect();
    words(&texts.join(" "))
}

/// The addresses that a page may link.
fn safe() -> Vec<String> {
    ADDRESSES
        .iter()
        .filter_map(|address| address::safe(address))
        .map(String::from)
        .collect()
}

/// The marks that a piece should be read with.
fn shape(piece: &Piece<'_>) -> String {
    let mut shape = String::from("p[");
    let mut open: Vec<&str> = Vec::new();
    let Ok(()) = spans::walk(piece.text.len(), &spans::nested(piece, None), |step| {
        match step {
            Step::Open(_, mark) => {
                let name = match mark.kind {
                    _ if open.contains(&"code") => "",
                    MarkKind::Link(_) => "a[",
                    MarkKind::Emphasis => "em[",
                    MarkKind::Strong => "strong[",
                    MarkKind::Deleted => "del[",
                    MarkKind::Code => "code",
                    MarkKind::Subscript | MarkKind::Superscript => "",
                };
                open.push(name);
                shape.push_str(name);
            }
            Step::Close => {
                if open.pop().unwrap().ends_with('[') {
                    shape.push(']');
                }
            }
            Step::Text(_) => {}
        }
        Ok::<(), std::convert::Infallible>(())
    });
    shape.push(']');
    shape.replace("[]", "")
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(300),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn markdown_reads_as_what_was_kept(blocks in prop::collection::vec(block(), 1..8)) {
        let document = page(blocks, false);
        let markdown = document.to_markdown();
        let seen = read_markdown::read(&markdown);
        prop_assert_eq!(words(&seen.text), kept(&document), "{}", markdown);
        prop_assert!(seen.foreign.is_empty(), "{:?}\n{}", seen.foreign, markdown);
        let safe = safe();
        for (address, _) in &seen.links {
            prop_assert!(safe.contains(address), "{address}\n{markdown}");
        }
    }

    #[test]
    fn no_mark_around_words_is_lost(
        words in 1..8usize,
        marks in prop::collection::vec((0..8usize, 1..8usize, kind()), 0..8),
    ) {
        let text = vec!["ab"; words].join(" ");
        let made = Made::default();
        let mut made = ADDRESSES.iter().fold(made, |mut made, address| {
            made.address(address);
            made
        }).block(&text, super::page::PARAGRAPH);
        for (first, count, kind) in marks {
            let start = (first * 3).min(text.len());
            made = made.mark(start..(start + count * 3 - 1).min(text.len()), kind);
        }
        let document = made.document();
        let piece = document.pieces().next().unwrap();
        let markdown = document.to_markdown();
        prop_assert_eq!(read_markdown::read(&markdown).shape, shape(&piece), "{}", markdown);
    }

    #[test]
    fn html_reads_as_what_was_kept(blocks in prop::collection::vec(block(), 1..8)) {
        let document = page(blocks, false);
        let html = document.to_html();
        let read = Html::parse_document(&html);
        let body = read.select(&scraper::Selector::parse("body").unwrap()).next().unwrap();
        let text: Vec<&str> = body.text().collect();
        let close = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(close(&text.concat()), close(&kept(&document)), "{}", &html);
        prop_assert_eq!(super::html::foreign(&read, &safe()), Vec::<String>::new(), "{}", &html);
    }

    #[test]
    fn a_line_of_text_reads_as_it_is(text in text(), role in 0..8usize) {
        let role = Role::ALL[role];
        let document = page(vec![(text, super::page::PARAGRAPH, Vec::new(), true, false)], true);
        let document = Document { blocks: vec![crate::document::BlockRecord { role, ..document.blocks[0] }], ..document };
        let markdown = document.to_markdown();
        let seen = read_markdown::read(&markdown);
        prop_assert!(seen.foreign.is_empty(), "{:?}\n{}", seen.foreign, markdown);
        let close = |text: &str| text.split_whitespace().collect::<String>();
        // A marker is markup already.
        prop_assert!(close(&kept(&document)).ends_with(&close(&seen.text)), "{}", markdown);
    }
}
