//! The promises that hold for every HTML page, whatever the labels are: every
//! block stands where the document says, the output is a view of the verdicts,
//! hidden text is never kept unasked, limits degrade and say so, and nothing panics.

mod check;
mod inputs;

use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;

use check::{page_holds, page_promises};
use dechrome::{Cleaner, CleanerBuilder, Limit, Limits, Outcome, Role, Source};
use proptest::prelude::*;
use proptest::sample::select;

/// How many pages a property is tried on.
const CASES: u32 = if cfg!(debug_assertions) { 200 } else { 5000 };

#[rustfmt::skip]
const TAGS: &[&str] = &[
    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i>", "<a href=/x>", "</a>", "<br>", "<br><br>",
    "<ul>", "</ul>", "<ol start=3>", "<li>", "</li>", "<dl><dt>", "<dd>", "</dl>", "<table><tr><td>",
    "<td>", "<th>", "<tr>", "</table>", "<caption>", "<pre>", "</pre>", "<code>", "</code>", "<h1>", "</h1>",
    "<h2 class=headline>", "</h2>", "<blockquote>", "</blockquote>", "<hr>", "<wbr>", "<span hidden>",
    "<span class=sr-only>", "</span>", "<div style='display: none'>", "<div aria-hidden=true>",
    "<details>", "<summary>", "</details>", "<figure>", "<figcaption>", "</figure>", "<ruby>", "<rt>",
    "</ruby>", "<template>", "</template>", "<noscript>", "</noscript>", "<select><option>", "<option>",
    "</select>", "<textarea>", "</textarea>", "<button>", "</button>", "<svg><text>", "<title>", "</svg>",
    "<math><mi>", "</math>", "<script>", "</script>", "<style>", "</style>", "<nav>", "</nav>",
    "<article>", "</article>", "<img alt=x>", "<input value=y>", "<!--", "-->", "<body hidden>", "<frameset>",
    "<script type='application/ld+json'>{\"headline\": \"A word\"", "<meta property=og:title content='A word'>",
];

#[rustfmt::skip]
const TEXTS: &[&str] = &[
    "word", " ", "  ", "\n", "\t", "A word", "Share", "Read more", "12 comments", "© AFP", "&nbsp;", "&shy;",
    "\u{AD}", "\u{200B}", "\u{202E}", "\u{2028}", "\u{0}", "\r\n", "\r", "&amp;", "&lt;p&gt;", "字", "가", "é", "😀",
    "The council met on Tuesday to talk about the bridge, and agreed on nothing at all before the summer.",
    "`code`", "*", "_", "[a](b)", "# ", "1. ", "|", "\\", "<", "&#0;", "&#x202E;",
];

fn page() -> impl Strategy<Value = String> {
    let piece = prop_oneof![select(TAGS), select(TEXTS)];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// The fixtures' inputs, by their path under `fixtures/html`.
static FIXTURES: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    inputs::inputs("html")
        .into_iter()
        .map(|(name, path)| (name, fs::read(&path).expect("a fixture")))
        .collect()
});

fn everything() -> CleanerBuilder {
    Cleaner::builder()
        .keep(Role::ALL)
        .evidence(true)
        .markup(true)
}

/// The fixtures that are UTF-8 as they stand.
fn utf8() -> impl Iterator<Item = (&'static str, &'static str)> {
    FIXTURES
        .iter()
        .filter_map(|(name, bytes)| Some((name.as_str(), str::from_utf8(bytes).ok()?)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn any_page_keeps_every_promise(page in page()) {
        let document = Cleaner::new().clean_html(&page).unwrap();
        page_holds(&document, &page);
        let hidden = document.blocks().filter(|block| block.role() == Role::Hidden);
        prop_assert!(hidden.filter(|block| block.kept()).count() == 0);

        let all = everything().build().clean_html(&page).unwrap();
        page_holds(&all, &page);
        prop_assert!(all.blocks().all(|block| block.kept()));
        prop_assert_eq!(all.text(), document.text());
        for block in all.blocks() {
            let path = block.path().expect("a page's blocks have paths");
            prop_assert!(path.starts_with("html"), "{}", path);
        }
    }

    #[test]
    fn any_bytes_are_a_page_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = Cleaner::new().clean_as(Source::Html, &bytes);
    }
}

#[test]
fn every_prefix_of_a_fixture_keeps_every_promise() {
    let cleaner = Cleaner::new();
    // Primes, so that cuts fall on every kind of place.
    let step = if cfg!(debug_assertions) { 997 } else { 7 };
    for (name, page) in utf8() {
        let cuts = (0..page.len()).step_by(step);
        for cut in cuts.filter(|&cut| page.is_char_boundary(cut)) {
            let document = cleaner.clean_html(&page[..cut]).unwrap();
            if let Err(broken) = page_promises(&document, &page[..cut]) {
                panic!("{name} cut at {cut}: {broken}");
            }
        }
    }
}

/// Pages that the property tests found.
const ONCE_BROKEN: &[&str] = &["<p><div><template><span hidden>word"];

#[test]
fn what_once_broke_a_promise_keeps_it() {
    for page in ONCE_BROKEN {
        page_holds(&everything().build().clean_html(page).unwrap(), page);
    }
}

#[test]
fn every_cleaner_reads_a_page_in_the_same_way() {
    // A browser takes all behind `<iframe/>` for its text.
    let page = "<!DOCTYPE html><p>One<iframe src=x /><p>Two<script/><p>Three";
    for cleaner in [
        Cleaner::new(),
        Cleaner::default(),
        Cleaner::builder().build(),
    ] {
        let document = cleaner.clean_html(page).unwrap();
        assert_eq!(document.text(), "One\nTwo\nThree\n");
    }
}

#[test]
fn a_flipped_byte_never_panics() {
    let cleaner = Cleaner::new();
    let step = if cfg!(debug_assertions) { 389 } else { 5 };
    for bytes in FIXTURES.values() {
        let mut flipped = bytes.clone();
        for at in (0..bytes.len()).step_by(step) {
            flipped[at] ^= 1 << (at % 8);
            let _ = cleaner.clean_as(Source::Html, &flipped);
            flipped[at] = bytes[at];
        }
    }
}

#[test]
fn a_page_past_a_limit_keeps_what_was_read_and_says_which_limit() {
    let page = "<div class=a><p>The council met on Tuesday.</p></div>\n".repeat(100);
    let whole = Limits::default();
    let cases = [
        (
            Limits {
                input_bytes: 1000,
                ..whole.clone()
            },
            Limit::InputBytes,
        ),
        (
            Limits {
                nodes: 50,
                ..whole.clone()
            },
            Limit::Nodes,
        ),
        (
            Limits {
                attribute_bytes: 80,
                ..whole.clone()
            },
            Limit::AttributeBytes,
        ),
        (
            Limits {
                blocks: 10,
                ..whole.clone()
            },
            Limit::Blocks,
        ),
    ];
    for (limits, expected) in cases {
        let cleaner = everything().limits(limits).build();
        let document = cleaner.clean_html(&page).unwrap();
        let Outcome::Degraded { limit, at } = document.outcome() else {
            panic!("{expected:?}: {}", document.outcome());
        };
        assert_eq!(limit, expected);
        assert!(at <= page.len());
        let read = document.blocks().len();
        assert!((5..=30).contains(&read), "{expected:?}: {read} blocks");
        page_holds(&document, &page);
    }
    let deep = "<div>".repeat(600) + "<p>The council met.";
    let document = everything().build().clean_html(&deep).unwrap();
    assert!(
        document
            .outcome()
            .to_string()
            .starts_with("degraded: elements too deep at byte ")
    );
    assert_eq!(document.text(), "The council met.\n");
    let document = everything().build().clean_html(&page).unwrap();
    assert_eq!(document.outcome(), Outcome::Full);
}
