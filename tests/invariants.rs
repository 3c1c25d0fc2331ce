//! The promises that hold for every input, whatever the labels are: every
//! visible character is in one block, in order; each paragraph is a run of the
//! input; lines and bytes are right; `keep` and `drop` do what they say; the same
//! input gives the same output; and nothing panics.

mod check;
mod inputs;

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use check::{holds, promises};
use dechrome::{Cleaner, Document, Role, Source, render};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// How many inputs a property is tried on.
const CASES: u32 = if cfg!(debug_assertions) { 150 } else { 5000 };

/// Characters that segmenters trip over: breaks, blanks, marks nobody sees,
/// separators, list markers, sentence ends, and letters of many scripts.
const SOUP: &str = "\n\n\r\u{B}\u{C}\u{85}\u{2028}\u{2029}\t   \u{A0}\u{202F}\u{3000}\0\u{1}\u{1B}\u{7F}\u{AD}\u{200B}\u{200E}\u{2060}\
    \u{202E}\u{2067}\u{FE0F}\u{FEFF}||>»›•·▪→｜★<*#+-`~_.!?。！…:,;、\"'“”‘’«()[]{}（「」）/\\&%@©®$€=0159٣Ⅳ½aabcdEFGéßÀİıΣςЯжאبक中文字のカกาက가나́̈\u{304}😀👩🏽\u{200D}🇨🇭\u{E000}\u{FFFD}\u{10FFFF}";

const CHROME: &[&str] = &[
    "Share",
    "Read more",
    "Tags:",
    "Lire aussi :",
    "URL courte",
    "10391",
    "© AFP 2017",
    "Home | News | Sport",
    "Startseite » Politik",
    "12.12.2017",
    "18:05",
    "Commenter via Facebook",
    "Réagir à cet article",
    "Ecoutez Radio Sputnik",
    "Читайте также",
    "相关新闻",
    "続きを読む",
    "اقرأ أيضا",
    "[Home](/)",
    "* [News](/news)",
    "# ",
    "##",
    "|",
    " • ",
    "...",
];

const PROSE: &[&str] = &[
    "The council met on Tuesday to talk about the bridge, and agreed on nothing at all before the summer.",
    "Le conseil s'est réuni mardi pour parler du pont. Il n'a rien décidé avant l'été, a dit la maire.",
    "Der Rat hat am Dienstag beraten. „Wir warten ab“, sagte sie.",
    "Совет собрался во вторник, чтобы поговорить о мосте, но ничего не решил до лета.",
    "市议会周二开会讨论桥梁问题，但在夏天之前没有作出任何决定。",
    "町議会は火曜日に橋について話し合ったが、何も決まらなかった。",
    "اجتمع المجلس يوم الثلاثاء للحديث عن الجسر ولم يتفق على شيء.",
    "- a list item of some words",
    "2. the second step of the recipe",
    "| cell | cell |",
    "> quoted words of a letter",
    "```",
    "    indented code();",
    "A Headline About the Bridge",
    "O wind that walked the hill,",
];

const JOINTS: &[&str] = &[
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "",
    " ",
    " | ",
    " » ",
    "\t",
    "    ",
    "\r\n",
    "\r",
    "\u{C}",
    "\u{2028}",
    ". ",
    "\n \u{200B}\n",
    "\n   ",
    " · ",
];

/// The fixtures' inputs, by their path under `fixtures/text`.
static FIXTURES: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    inputs::inputs("text")
        .into_iter()
        .map(|(name, path)| (name, fs::read(&path).expect("a fixture")))
        .collect()
});

fn clean(text: &str) -> Document<'_> {
    Cleaner::new().clean_text(text).unwrap()
}

/// Cleans bytes, which may be refused, but must never panic.
fn holds_for_bytes(bytes: &[u8]) {
    let cleaned = Cleaner::new().clean_as(Source::Text, bytes);
    if let Err(broken) = cleaned.as_ref().map_or(Ok(()), promises) {
        panic!("{broken}\ninput: {:?}", String::from_utf8_lossy(bytes));
    }
}

fn soup() -> impl Strategy<Value = String> {
    let characters: Vec<char> = SOUP.chars().collect();
    prop::collection::vec(select(characters), 0..120).prop_map(|soup| soup.into_iter().collect())
}

/// Chrome and prose in any order, joined in any way.
fn page() -> impl Strategy<Value = String> {
    let piece = select([CHROME, PROSE].concat());
    let characters: Vec<char> = SOUP.chars().collect();
    let joint = prop_oneof![
        6 => select(JOINTS).prop_map(str::to_owned),
        1 => prop::collection::vec(select(characters), 1..5)
            .prop_map(|soup| soup.into_iter().collect()),
    ];
    prop::collection::vec((piece, joint), 0..40).prop_map(|pieces| {
        pieces
            .into_iter()
            .map(|(piece, joint)| piece.to_owned() + &joint)
            .collect()
    })
}

/// Prose wrapped at a column, with chrome between.
fn wrapped() -> impl Strategy<Value = String> {
    let paragraph = prop::collection::vec(select(PROSE), 1..6).prop_map(|prose| prose.join(" "));
    let part = prop_oneof![3 => paragraph, 1 => select(CHROME).prop_map(str::to_owned)];
    (
        prop::collection::vec(part, 1..12),
        40_usize..100,
        select(&["\n", "\n\n", "\r\n"]),
        select(&["", "   ", "\t"]),
    )
        .prop_map(|(parts, column, between, indent)| {
            let wrapped = parts.iter().map(|part| wrap(part, column, indent));
            wrapped.collect::<Vec<_>>().join(between)
        })
}

fn wrap(text: &str, column: usize, indent: &str) -> String {
    let mut wrapped = indent.to_owned();
    let mut width = 0;
    for word in text.split(' ') {
        let letters = word.chars().count();
        if width > 0 && width + 1 + letters > column {
            wrapped.push('\n');
            wrapped.push_str(indent);
            width = 0;
        } else if width > 0 {
            wrapped.push(' ');
            width += 1;
        }
        wrapped.push_str(word);
        width += letters;
    }
    wrapped
}

/// The beginning of one fixture and the end of another.
fn spliced() -> impl Strategy<Value = Vec<u8>> {
    let fixture = || select(FIXTURES.values().cloned().collect::<Vec<_>>());
    (
        fixture(),
        fixture(),
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
    )
        .prop_map(|(first, second, to, from)| {
            let mut spliced = first[..to.index(first.len() + 1)].to_vec();
            spliced.extend(&second[from.index(second.len() + 1)..]);
            spliced
        })
}

fn some_roles() -> impl Strategy<Value = Vec<Role>> {
    subsequence(Role::ALL.to_vec(), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_of_any_kind(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        holds_for_bytes(&bytes);
    }

    #[test]
    fn awkward_characters(text in soup()) {
        holds(&clean(&text));
        holds_for_bytes(text.as_bytes());
    }

    #[test]
    fn chrome_and_prose_joined_in_any_way(text in page()) {
        holds(&clean(&text));
    }

    #[test]
    fn wrapped_prose(text in wrapped()) {
        holds(&clean(&text));
    }

    #[test]
    fn long_lines(text in page(), more in page()) {
        let line: String = [text, more].concat().replace(['\n', '\r', '\u{C}', '\u{2028}'], " ");
        holds(&clean(&line));
    }

    #[test]
    fn fixtures_spliced_into_each_other(bytes in spliced()) {
        holds_for_bytes(&bytes);
    }

    #[test]
    fn the_same_input_gives_the_same_document(text in page()) {
        let json = |cleaner: &Cleaner| {
            let mut out = Vec::new();
            render::json::write(&cleaner.clean_text(&text).unwrap(), &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let cleaner = Cleaner::new();
        let first = json(&cleaner);
        prop_assert_eq!(&first, &json(&cleaner));
        let elsewhere = std::thread::scope(|scope| scope.spawn(|| json(&Cleaner::new())).join().unwrap());
        prop_assert_eq!(first, elsewhere);
    }

    #[test]
    fn evidence_and_ownership_change_no_verdict(text in page()) {
        let plain = clean(&text);
        let told = Cleaner::builder().evidence(true).build();
        let told = told.clean_text(&text).unwrap().into_owned();
        holds(&told);
        prop_assert_eq!(verdicts(&plain), verdicts(&told));
        prop_assert_eq!(plain.to_text(), told.to_text());
    }

    #[test]
    fn keep_and_drop_change_what_is_kept_and_nothing_else(text in page(), keep in some_roles(), drop in some_roles()) {
        let plain = clean(&text);
        let cleaner = Cleaner::builder().keep(keep.clone()).drop(drop.clone()).build();
        let asked = cleaner.clean_text(&text).unwrap();
        holds(&asked);
        prop_assert_eq!(plain.blocks().len(), asked.blocks().len());
        for (before, after) in plain.blocks().zip(asked.blocks()) {
            prop_assert_eq!((before.bytes(), before.role(), before.score()), (after.bytes(), after.role(), after.score()));
            let expected = (before.kept() || keep.contains(&before.role())) && !drop.contains(&before.role());
            prop_assert_eq!(after.kept(), expected, "{:?}", after);
        }
    }
}

fn verdicts(document: &Document<'_>) -> Vec<(Role, bool, usize)> {
    document
        .blocks()
        .map(|block| (block.role(), block.kept(), block.bytes().end))
        .collect()
}

#[test]
fn every_fixture() {
    assert!(FIXTURES.len() >= 40, "only {} fixtures", FIXTURES.len());
    for bytes in FIXTURES.values() {
        holds(&Cleaner::new().clean(bytes).unwrap());
    }
}

/// What the properties above have found, and will not find every time.
#[test]
fn inputs_that_once_broke_a_promise() {
    const FOUND: &[&str] = &[
        // The headline began with what stands behind the Markdown marker.
        "# \0A Headline About the Bridge\nShare\n",
        // A row goes on in the next line of a wrapped paragraph.
        "The council met on Tuesday to talk about the bridge, and\nagreed on nothing at all before the summer. | cell | cell |\r\nThe council met on Tuesday to talk about the bridge, and\nagreed on nothing at all before the summer.",
    ];
    for text in FOUND {
        holds(&clean(text));
    }
}

#[test]
fn every_role_kept_is_every_block_and_every_role_dropped_is_none() {
    let (all, none) = (
        Cleaner::builder().keep(Role::ALL).build(),
        Cleaner::builder().keep(Role::ALL).drop(Role::ALL).build(),
    );
    for bytes in FIXTURES.values() {
        let document = all.clean(bytes).unwrap();
        holds(&document);
        assert!(document.blocks().all(|block| block.kept()));
        let document = none.clean(bytes).unwrap();
        holds(&document);
        assert_eq!(document.to_text(), "");
    }
}

#[test]
fn every_truncation_of_some_fixtures() {
    for name in [
        "fr/sputnik-photo-share-related-tags.txt",
        "en/utf16le-bom.txt",
        "zh/gbk.txt",
        "pt/unicode-line-ends.txt",
        "en/control-and-zero-width.txt",
    ] {
        let bytes = &FIXTURES[name];
        // A debug build tries some hundred lengths, a release build all of them.
        let step = if cfg!(debug_assertions) {
            bytes.len().div_ceil(400)
        } else {
            1
        };
        for length in (0..bytes.len()).step_by(step) {
            holds_for_bytes(&bytes[..length]);
        }
    }
}

#[test]
fn every_single_byte_flipped() {
    let name = "en/clean-short-note.txt";
    let flips: &[u8] = if cfg!(debug_assertions) {
        &[0x80, 0xFF]
    } else {
        &[0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF]
    };
    let mut bytes = FIXTURES[name].clone();
    for at in 0..bytes.len() {
        for flip in flips {
            bytes[at] ^= flip;
            holds_for_bytes(&bytes);
            bytes[at] ^= flip;
        }
    }
}

#[test]
fn what_was_cleaned_stays_as_it_is_on_clean_fixtures() {
    for (name, bytes) in FIXTURES.iter().filter(|(name, _)| name.contains("/clean-")) {
        let once = Cleaner::new().clean(bytes).unwrap().to_text();
        assert_eq!(clean(&once).to_text(), once, "{name}");
    }
}
