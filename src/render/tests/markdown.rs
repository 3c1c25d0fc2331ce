//! Markdown: what it looks like, and how it is read.

use super::page::{Made, PARAGRAPH, item, of};
use super::read_markdown::{read, words};
use crate::document::{Frame, FrameKind, Item, MarkKind, Role};

/// A paragraph with marks.
fn written(text: &str, marks: &[(&str, MarkKind)]) -> String {
    let made = Made::default().block(text, PARAGRAPH);
    let made = marks
        .iter()
        .fold(made, |made, (words, kind)| made.marked(words, *kind));
    made.document().to_markdown()
}

use MarkKind::{Code, Deleted, Emphasis, Strong, Subscript};

#[test]
fn a_page_reads_as_one_would_write_it() {
    let document = Made::default()
        .block("Storm closes mountain road", of(FrameKind::Heading(1)))
        .role(Role::Headline)
        .block("The road stays closed until Friday.", PARAGRAPH)
        .linked("stays closed", "/pass")
        .marked("Friday", Strong)
        .block("What else", of(FrameKind::Heading(1)))
        .block("Details", of(FrameKind::Heading(3)))
        .block("the train", item(1, Item::Bullet))
        .block("the old road", item(1, Item::Bullet))
        .block("on foot", item(2, Item::Number(1)))
        .block("by bicycle", item(2, Item::Number(2)))
        .block("the tunnel", item(1, Item::Bullet))
        .block(
            "We wait.",
            Frame {
                quotes: 1,
                ..PARAGRAPH
            },
        )
        .block(
            "And wait.",
            Frame {
                quotes: 1,
                ..PARAGRAPH
            },
        )
        .document();
    assert_eq!(
        document.to_markdown(),
        "\
# Storm closes mountain road

The road [stays closed](/pass) until **Friday**.

## What else

### Details

- the train
- the old road
  1. on foot
  2. by bicycle
- the tunnel

> We wait.
>
> And wait.
"
    );
}

#[test]
fn a_headline_of_the_metadata_stands_above() {
    let made = || {
        Made::default()
            .headline("Storm # 1 #")
            .block("The road.", PARAGRAPH)
    };
    assert_eq!(
        made().document().to_markdown(),
        "# Storm # 1 \\#\n\nThe road.\n"
    );
    assert_eq!(made().document().headline().unwrap(), "Storm # 1 #");
    let kept = made().role(Role::Headline).document();
    assert_eq!(kept.headline().unwrap(), "The road.");
}

#[test]
fn prose_is_escaped_only_where_it_would_be_markup() {
    for (text, markdown) in [
        ("2 * 3, a_b, _c_, `d`", "2 \\* 3, a_b, \\_c\\_, \\`d\\`"),
        ("AT&T & co &amp; x < y <b>", "AT&T & co \\&amp; x < y \\<b>"),
        ("# no", "\\# no"),
        ("#tag", "#tag"),
        ("1. no", "1\\. no"),
        ("1.5 million", "1.5 million"),
        ("- no", "\\- no"),
        ("-3 degrees + more", "-3 degrees + more"),
        ("> no", "\\> no"),
        ("[a](b) ![c](d)", "\\[a\\](b) !\\[c\\](d)"),
        ("Title\n---", "Title\\\n\\---"),
        ("a\n:-", "a\\\n\\:-"),
    ] {
        assert_eq!(written(text, &[]), format!("{markdown}\n"));
        assert_eq!(words(&read(&written(text, &[])).text), words(text));
    }
}

#[test]
fn marks_stand_where_they_are_read() {
    for (text, marks, markdown) in [
        ("a b c", &[("b", Emphasis)][..], "a *b* c"),
        ("a b c", &[(" b ", Strong)], "a **b** c"),
        ("unbelievable", &[("believ", Emphasis)], "un*believ*able"),
        ("a b", &[("a b", Strong), ("b", Emphasis)], "**a *b***"),
        ("a b", &[("a b", Emphasis), ("a b", Strong)], "***a b***"),
        (
            "one two",
            &[("one", Deleted), ("two", Code)],
            "~~one~~ `two`",
        ),
        ("run `x` now", &[("`x`", Code)], "run `` `x` `` now"),
        ("H2O", &[("2", Subscript)], "H2O"),
        ("a\nb", &[("a\nb", Strong)], "**a\\\nb**"),
        // Between a letter and a quotation mark no sign would be read.
        ("a\"b\"c", &[("\"b\"", Emphasis)], "a\"b\"c"),
        (
            "«abcd»",
            &[("abc", Emphasis), ("a", Strong), ("c", Strong)],
            "«***a**bc*d»",
        ),
        (
            "=a b'`",
            &[("=a b'`", Strong), ("=a", Emphasis), ("`", Emphasis)],
            "***=a* b'\\`**",
        ),
        // Two signs on end would be one.
        ("ab", &[("a", Strong), ("b", Strong)], "**a**b"),
        ("a b", &[("a b", Code), ("b", Strong)], "`a b`"),
    ] {
        assert_eq!(written(text, marks), format!("{markdown}\n"));
    }
}

#[test]
fn a_mark_in_a_link_does_not_end_one_around_it() {
    let document = Made::default()
        .block("by the ferry", PARAGRAPH)
        .marked("by the ferry", Emphasis)
        .linked("ferry", "/ferry")
        .marked("ferry", Strong)
        .marked("ferry", Code)
        .document();
    assert_eq!(document.to_markdown(), "*by the [**`ferry`**](/ferry)*\n");
}

#[test]
fn links_have_their_text_and_address() {
    let link = |text: &str, address: &str| {
        let made = Made::default().block(&format!("See {text}!"), PARAGRAPH);
        read(&made.linked(text, address).document().to_markdown()).links
    };
    for (text, address) in [
        ("this", "https://example.org/a?b=c&d=e#f"),
        ("a [b] c", "/a_(b)"),
        ("a](b", "/a b"),
        ("*a*", "/<a>\\b"),
        ("a", "/?a&copy;b"),
        ("https://a.b", "/x"),
    ] {
        assert_eq!(link(text, address), [(address.to_owned(), text.to_owned())]);
    }
    assert_eq!(link("this", "javascript:alert(1)"), []);
    assert_eq!(link("this", ""), []);
    let picture = Made::default()
        .block("Oh!this", PARAGRAPH)
        .linked("this", "/a");
    assert_eq!(picture.document().to_markdown(), "Oh\\![this](/a)\n");
}

#[test]
fn code_has_a_fence_longer_than_any_inside() {
    let code = of(FrameKind::Preformatted);
    let document = Made::default()
        .block("if a:\n    b()\n\n```` * ````", code)
        .document();
    let markdown = document.to_markdown();
    assert_eq!(markdown, "`````\nif a:\n    b()\n\n```` * ````\n`````\n");
    let inside = Frame {
        quotes: 1,
        kind: FrameKind::Preformatted,
        ..item(1, Item::Bullet)
    };
    let document = Made::default().block("a\n\n\tb", inside).document();
    assert_eq!(
        document.to_markdown(),
        "> - ```\n>   a\n>\n>   \tb\n>   ```\n"
    );
}

#[test]
fn lines_of_code_that_stand_below_each_other_are_one() {
    let code = Frame {
        group: 1,
        ..of(FrameKind::Preformatted)
    };
    let document = Made::default()
        .block("a", code)
        .block("  b", code)
        .below()
        .document();
    assert_eq!(document.to_markdown(), "```\na\n  b\n```\n");
}

#[test]
fn tables_have_headers_and_enough_columns() {
    let row = |header| Frame {
        group: 1,
        ..of(FrameKind::Row { header })
    };
    let document = Made::default()
        .block("Year\tBoats", row(true))
        .block("1900\t3|4\tmany\nmore", row(false))
        .marked("3|4", Strong)
        .document();
    let markdown = document.to_markdown();
    assert_eq!(
        markdown,
        "| Year | Boats |  |\n| --- | --- | --- |\n| 1900 | **3\\|4** | many more |\n"
    );
    let none = Made::default().block("1900\t3", row(false)).document();
    assert_eq!(none.to_markdown(), "|  |  |\n| --- | --- |\n| 1900 | 3 |\n");
    assert_eq!(
        read(&none.to_markdown()).shape,
        "table[head[cellcell]row[cellcell]]"
    );
}

#[test]
fn items_go_on_in_paragraphs_lists_and_quotations() {
    let document = Made::default()
        .block("one", item(1, Item::Number(9)))
        .block("two", item(1, Item::Number(10)))
        .block("more of two", item(1, Item::Within))
        .block(
            "said",
            Frame {
                quotes: 1,
                ..item(1, Item::Within)
            },
        )
        .block("inner", item(2, Item::Number(3)))
        .block("and on", item(1, Item::Within))
        .document();
    let markdown = document.to_markdown();
    assert_eq!(
        read(&markdown).shape,
        "ol9[li[p]li[ppquote[p]ol3[li]p]]",
        "{markdown}"
    );
}

#[test]
fn two_lists_stay_two() {
    let second = Frame {
        group: 2,
        ..item(1, Item::Bullet)
    };
    let document = Made::default()
        .block("one", item(1, Item::Bullet))
        .block("two", second)
        .document();
    assert_eq!(document.to_markdown(), "- one\n\n* two\n");
}

#[test]
fn an_item_whose_beginning_was_stripped_is_still_an_item() {
    let document = Made::default()
        .block("one", item(1, Item::Bullet))
        .block("Share", item(1, Item::Bullet))
        .stripped()
        .block("two", item(1, Item::Within))
        .block("more of two", item(1, Item::Within))
        .document();
    assert_eq!(document.to_markdown(), "- one\n- two\n\n  more of two\n");
}

#[test]
fn lists_without_words_of_their_own_are_no_levels() {
    let document = Made::default()
        .block("deep", item(200, Item::Bullet))
        .block("one", item(1, Item::Bullet))
        .document();
    assert_eq!(document.to_markdown(), "- deep\n\n* one\n");
}

#[test]
fn definitions_are_paragraphs_with_terms_in_bold() {
    let document = Made::default()
        .block("bow", of(FrameKind::Term))
        .block("the front of a boat", of(FrameKind::Definition))
        .block("stern", of(FrameKind::Term))
        .document();
    assert_eq!(
        document.to_markdown(),
        "**bow**\n\nthe front of a boat\n\n**stern**\n"
    );
}

#[test]
fn what_stands_behind_a_bullet_is_no_rule_of_a_table() {
    let row = Frame {
        kind: FrameKind::Row { header: true },
        ..item(2, Item::Bullet)
    };
    let document = Made::default()
        .block("||a", item(1, Item::Bullet))
        .block("-", row)
        .document();
    let markdown = document.to_markdown();
    assert_eq!(words(&read(&markdown).text), "||a -", "{markdown}");
}

#[test]
fn a_link_with_code_is_no_definition() {
    let document = Made::default()
        .block("a]: b", PARAGRAPH)
        .marked("]: b", Code)
        .linked("a]: b", "/c")
        .document();
    assert_eq!(document.to_markdown(), "[a\\]: b](/c)\n");
}
