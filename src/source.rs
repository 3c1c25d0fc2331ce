//! What an input is written in: plain text or HTML.

use std::borrow::Cow;
use std::path::Path;

/// What a document is written in, which decides how it is cut into blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Source {
    /// Text: scraped by somebody, or written as text.
    Text,
    /// A web page.
    Html,
}

/// The ends of names that say HTML, and of those that say text whatever is in
/// it: Markdown and its like may begin as HTML does.
const PAGE_NAMES: [&str; 6] = ["html", "htm", "xhtml", "xht", "shtml", "shtm"];
const TEXT_NAMES: [&str; 6] = ["md", "markdown", "mdx", "rst", "adoc", "org"];

/// What a page begins with, apart from white space, comments and an XML
/// declaration: elements that stand at the top of a page and nowhere else.
const PAGE_STARTS: [&str; 9] = [
    "html", "head", "body", "title", "meta", "link", "base", "frameset", "script",
];

/// What a piece of a page may begin with.
const FRAGMENT_STARTS: [&str; 36] = [
    "a",
    "article",
    "aside",
    "b",
    "blockquote",
    "br",
    "center",
    "details",
    "dl",
    "div",
    "em",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "hr",
    "img",
    "main",
    "nav",
    "noscript",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "style",
    "table",
    "td",
    "tr",
    "ul",
];

/// Elements without an end.
const VOID: [&str; 10] = [
    "area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr",
];

/// How many bytes of an input decide its source.
const LOOKED_AT: usize = 4096;

impl Source {
    /// Tells the source of an input by its name and its first bytes: HTML when
    /// the name ends in `.html`, `.htm`, `.xhtml`, `.xht`, `.shtml` or `.shtm` (a query
    /// behind it counts for nothing), or when the input starts as a page does
    /// or is a piece of one; text otherwise. What is named as Markdown, or as
    /// another kind of text that may hold HTML (`.md`, `.rst`, `.adoc`, …), is
    /// text.
    ///
    /// A piece of a page begins with an element, and has most of its text
    /// inside of elements. Text that only mentions `<p>` is text, and so is
    /// Markdown with some HTML in it.
    ///
    /// The first few kilobytes are enough. They may be in UTF-8, UTF-16 or any
    /// encoding that agrees with ASCII.
    ///
    /// ```
    /// use std::path::Path;
    /// use dechrome::Source;
    ///
    /// assert_eq!(Source::sniff(None, b"<!DOCTYPE html>\n<title>News</title>"), Source::Html);
    /// assert_eq!(Source::sniff(None, b"<div>Rain.</div><p>Wind.</p>"), Source::Html);
    /// assert_eq!(Source::sniff(Some(Path::new("news.html")), b""), Source::Html);
    /// assert_eq!(Source::sniff(Some(Path::new("news.txt")), b"A quiet day"), Source::Text);
    /// ```
    pub fn sniff(name: Option<&Path>, first_bytes: &[u8]) -> Source {
        let named = name.and_then(by_name);
        named.unwrap_or_else(|| by_start(first_bytes))
    }
}

/// The source that a name speaks for.
fn by_name(name: &Path) -> Option<Source> {
    // `wget` keeps the query of an address.
    let name = name.file_name()?.to_string_lossy();
    let name = Path::new(name.split('?').next()?);
    let extension = name.extension()?;
    let is_one_of = |names: &[&str]| {
        names
            .iter()
            .any(|known| extension.eq_ignore_ascii_case(known))
    };
    if is_one_of(&PAGE_NAMES) {
        Some(Source::Html)
    } else {
        is_one_of(&TEXT_NAMES).then_some(Source::Text)
    }
}

/// The source that the first bytes speak for.
fn by_start(bytes: &[u8]) -> Source {
    // A byte-order mark is no text, and without its zeros UTF-16 reads as ASCII.
    let is_none = |byte: u8| matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF);
    let bytes = &bytes[..bytes.len().min(LOOKED_AT)];
    let is_blank = |byte: u8| is_none(byte) || byte.is_ascii_whitespace();
    if bytes.iter().find(|&&byte| !is_blank(byte)) != Some(&b'<') {
        return Source::Text;
    }
    let ascii = if bytes.iter().fold(false, |any, &byte| any | is_none(byte)) {
        Cow::Owned(
            bytes
                .iter()
                .copied()
                .filter(|&byte| !is_none(byte))
                .collect(),
        )
    } else {
        Cow::Borrowed(bytes)
    };
    let mut rest = ascii.trim_ascii_start();
    while let Some(after) = after_prolog(rest) {
        rest = after.trim_ascii_start();
    }
    let is_page = is_doctype(rest)
        || Tag::at(rest).is_some_and(|tag| {
            !tag.is_end
                && (tag.is_one_of(&PAGE_STARTS)
                    || tag.is_one_of(&FRAGMENT_STARTS) && has_its_text_in_elements(rest))
        });
    if is_page { Source::Html } else { Source::Text }
}

/// What follows the comment or the XML declaration that the bytes start with.
fn after_prolog(bytes: &[u8]) -> Option<&[u8]> {
    let end: &[u8] = match bytes {
        [b'<', b'!', b'-', b'-', ..] => b"-->",
        [b'<', b'?', ..] => b">",
        _ => return None,
    };
    let at = memchr::memmem::find(bytes, end)?;
    Some(&bytes[at + end.len()..])
}

fn is_doctype(bytes: &[u8]) -> bool {
    const DOCTYPE: &[u8] = b"<!doctype";
    let Some((start, rest)) = bytes.split_at_checked(DOCTYPE.len()) else {
        return false;
    };
    let name = rest.trim_ascii_start();
    start.eq_ignore_ascii_case(DOCTYPE)
        && name
            .get(..4)
            .is_some_and(|name| name.eq_ignore_ascii_case(b"html"))
        && !name.get(4).is_some_and(u8::is_ascii_alphanumeric)
}

/// A tag, by its name.
struct Tag<'b> {
    name: &'b [u8],
    is_end: bool,
}

impl<'b> Tag<'b> {
    /// The tag that the bytes begin with.
    fn at(bytes: &'b [u8]) -> Option<Tag<'b>> {
        let rest = bytes.strip_prefix(b"<")?;
        let (is_end, rest) = rest
            .strip_prefix(b"/")
            .map_or((false, rest), |rest| (true, rest));
        let in_name = |byte: &u8| byte.is_ascii_alphanumeric();
        let end = rest.iter().position(|byte| !in_name(byte));
        let name = &rest[..end.unwrap_or(rest.len())];
        let next = rest.get(name.len());
        let ends =
            next.is_none_or(|&next| next.is_ascii_whitespace() || matches!(next, b'>' | b'/'));
        let is_tag = ends && name.first().is_some_and(u8::is_ascii_alphabetic);
        is_tag.then_some(Tag { name, is_end })
    }

    fn is_one_of(&self, names: &[&str]) -> bool {
        names
            .iter()
            .any(|name| self.name.eq_ignore_ascii_case(name.as_bytes()))
    }
}

/// Whether some elements are closed, and at least three quarters of the text
/// stand in elements.
fn has_its_text_in_elements(bytes: &[u8]) -> bool {
    let (mut inside, mut outside) = (0, 0);
    let (mut depth, mut closed) = (0usize, 0);
    let mut rest = bytes;
    while let Some(next) = memchr::memchr(b'<', rest) {
        let size = rest[..next]
            .iter()
            .filter(|byte| byte.is_ascii_graphic() || **byte > 0x7F)
            .count();
        *if depth > 0 { &mut inside } else { &mut outside } += size;
        rest = &rest[next..];
        let Some(tag) = Tag::at(rest) else {
            rest = after_prolog(rest).unwrap_or(&rest[1..]);
            continue;
        };
        if tag.is_end {
            closed += usize::from(depth > 0);
            depth = depth.saturating_sub(1);
        } else if !tag.is_one_of(&VOID) {
            depth += 1;
        }
        let Some(end) = memchr::memchr(b'>', rest) else {
            rest = &[];
            break;
        };
        rest = &rest[end + 1..];
    }
    let size = rest.trim_ascii().len();
    *if depth > 0 { &mut inside } else { &mut outside } += size;
    closed > 0 && inside >= 3 * outside
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGES: &[&str] = &[
        "<!DOCTYPE html>\n<title>News</title>",
        " \n<!DocType HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">",
        "<!doctype\thtml>",
        "<!-- saved -->\n\n<!-- twice --><html lang=en>",
        "<?xml version=\"1.0\"?>\n<!-- saved -->\n<html xmlns=\"...\">",
        "<?php echo 1 ?>\r\n<HEAD>",
        "<head><title>",
        "<body",
        "<title>Rain</title>Rain all day.",
        "<meta charset=utf-8><p>Rain",
        "<div>Rain all day.</div><p>Wind at night.",
        "<div class=\"a\">\n  <p>Rain <b>all</b> day.</p>\n  <br/>Wind.</div>",
        "<p>Rain all day.</p>\n<p>Wind at night.</p>\n",
        "<h1>Rain</h1>\n<p>All <a href=x>day</a>.\n<p>All night.\n",
        "<table><tr><td>Rain</td><td>Wind</td></tr></table>",
        "<!-- a teaser --><article>\n<h2>Regen über Köln</h2></article>",
        "<ul><li>Rain<li>Wind</ul>",
    ];

    const TEXTS: &[&str] = &[
        "",
        " ",
        "<",
        "</",
        "<!",
        "<!doctype",
        "<!DOCTYPE svg>",
        "The <html> element starts a page.",
        "A text with <p>tags</p> in <b>some</b> places.",
        "<p> is the element of a paragraph, <b> that of bold text.",
        "<p>Rain</p> is how a paragraph is written, and browsers show it with a gap above and below it.",
        "<b>Note</b> that the road over the pass is closed until Friday evening, the canton said.",
        "<htmlish> is no element",
        "<quote>Rain all day.</quote>",
        "<div-like>Rain</div-like>",
        "<https://quay.example/> has the timetable",
        "<ann@quay.example> wrote:\n> Rain.",
        "</div>Rain<div>Wind</div>",
        "<!-- a comment that never ends <html>",
        "<?xml version=\"1.0\"?><rss><channel><title>Rain</title></channel></rss>",
        "<svg><title>Rain</title></svg>",
        "<p align=\"center\">\n  <img src=\"logo.png\">\n</p>\n\n# Quay\n\nFinds the next ferry from any quay.\n",
        "<div align=center><h1>Quay</h1></div>\n\nFinds the next ferry, *whatever* the weather.\n\n<b>Try</b> it.\n",
        "# Rain\n\n<div>Rain</div>\n",
        "<3 is a heart, and a < b",
    ];

    fn html(bytes: &[u8]) -> bool {
        Source::sniff(None, bytes) == Source::Html
    }

    #[test]
    fn a_page_is_known_by_its_start_and_prose_about_html_is_text() {
        for (texts, expected) in [(PAGES, true), (TEXTS, false)] {
            for text in texts {
                assert_eq!(html(text.as_bytes()), expected, "{text}");
                let marked = format!("\u{FEFF}{text}");
                assert_eq!(html(marked.as_bytes()), expected, "{text}, marked");
                for order in [u16::to_le_bytes, u16::to_be_bytes] {
                    let wide: Vec<u8> = marked.encode_utf16().flat_map(order).collect();
                    assert_eq!(html(&wide), expected, "{text}, in UTF-16");
                    assert_eq!(html(&wide[2..]), expected, "{text}, in UTF-16 unmarked");
                }
            }
        }
    }

    #[test]
    fn a_start_is_all_it_takes() {
        let page = ["<!doctype html>", &"Plain. ".repeat(9000)].concat();
        assert!(html(page.as_bytes()));
        let late = [&" ".repeat(LOOKED_AT), "<html>"].concat();
        assert!(!html(late.as_bytes()));
    }

    #[test]
    fn a_name_speaks_first() {
        let names = [
            ("A/INDEX.HTM", "x", Source::Html),
            ("a.html", "", Source::Html),
            ("a.xhtml", "Rain", Source::Html),
            ("a.shtml", "Rain", Source::Html),
            ("a.html?page=2&from=a.b", "Rain", Source::Html),
            ("html", "x", Source::Text),
            ("a.md", "<div>Rain.</div>", Source::Text),
            ("a.txt", "<!doctype html>", Source::Html),
            ("index.php?id=3", "<!doctype html>", Source::Html),
            ("index.php", "Rain", Source::Text),
            (".html", "Rain", Source::Text),
        ];
        for (name, start, expected) in names {
            let found = Source::sniff(Some(Path::new(name)), start.as_bytes());
            assert_eq!(found, expected, "{name}: {start}");
        }
    }
}
