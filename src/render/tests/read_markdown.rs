//! Markdown read back by another program.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What a reader of Markdown sees.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// The words of all text.
    pub(super) text: String,
    /// Links: the address, the text.
    pub(super) links: Vec<(String, String)>,
    /// The events in short: `ul[li[p]]`.
    pub(super) shape: String,
    /// HTML, pictures and whatever else should never come of this renderer.
    pub(super) foreign: Vec<String>,
}

pub(super) fn read(markdown: &str) -> Seen {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut seen = Seen::default();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(tag) => {
                let (name, parts) = name(&tag);
                if parts {
                    seen.text.push(' ');
                }
                if let Tag::Link { dest_url, .. } = &tag {
                    let from = seen.text.len().to_string();
                    seen.links.push((dest_url.to_string(), from));
                }
                if name.is_empty() {
                    seen.foreign.push(format!("{tag:?}"));
                }
                seen.shape.push_str(&name);
                seen.shape.push('[');
            }
            Event::End(end) => {
                if end == TagEnd::Link {
                    let (_, from) = seen.links.last_mut().unwrap();
                    *from = seen.text[from.parse().unwrap()..].to_owned();
                }
                if !matches!(
                    end,
                    TagEnd::Link | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough
                ) {
                    seen.text.push(' ');
                }
                seen.shape.push(']');
            }
            Event::Text(text) => seen.text.push_str(&text),
            Event::Code(text) => {
                seen.shape.push_str("code");
                seen.text.push_str(&text);
            }
            Event::HardBreak => {
                seen.shape.push_str("br");
                seen.text.push('\n');
            }
            other => seen.foreign.push(format!("{other:?}")),
        }
    }
    seen.shape = seen.shape.replace("[]", "");
    seen
}

/// The name of a tag in HTML, and whether it parts words.
fn name(tag: &Tag<'_>) -> (String, bool) {
    let (name, parts) = match tag {
        Tag::Paragraph => ("p", true),
        Tag::Heading { level, .. } => return (level.to_string(), true),
        Tag::BlockQuote(None) => ("quote", true),
        Tag::CodeBlock(_) => ("pre", true),
        Tag::List(None) => ("ul", true),
        Tag::List(Some(first)) => return (format!("ol{first}"), true),
        Tag::Item => ("li", true),
        Tag::Table(_) => ("table", true),
        Tag::TableHead => ("head", true),
        Tag::TableRow => ("row", true),
        Tag::TableCell => ("cell", true),
        Tag::Emphasis => ("em", false),
        Tag::Strong => ("strong", false),
        Tag::Strikethrough => ("del", false),
        Tag::Link { .. } => ("a", false),
        _ => ("", false),
    };
    (name.to_owned(), parts)
}

/// The words of a text, one blank between them.
pub(super) fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
