//! The visible texts that may be the headline of a page: [`Tree`] → headings.

use super::tables::attributes::attr;
use super::tables::tags::tag;
use super::{Namespace, NodeId, NodeKind, Tree};
use crate::known::{Heading, Level};

/// How many elements of each [`Level`] are looked at: the first ones.
const MOST: [usize; 4] = [12, 12, 6, 8];

/// How long they are, in bytes.
const LONGEST: usize = 400;

/// How long most are.
const ORDINARY: usize = 64;

/// How many descendants of a heading are looked at.
const REACH: usize = 200;

/// The headings of the page of this tree, in its order.
pub(crate) fn headings(tree: &Tree<'_>) -> Vec<Heading> {
    let mut headings = Vec::new();
    let mut room = MOST;
    for index in 1..=tree.node_count() {
        let id = NodeId::of(index);
        let Some(level) = level(tree, id, &room) else {
            continue;
        };
        add(tree, id, level, &mut room, &mut headings);
        if level == Level::First {
            let inner = tree.descendants(id).take(REACH);
            for id in inner.filter(|&id| tree.node(id).kind() == NodeKind::Element) {
                add(tree, id, Level::PartOfFirst, &mut room, &mut headings);
            }
        }
    }
    headings
}

/// What makes an element a heading, if there is room for such.
fn level(tree: &Tree<'_>, id: NodeId, room: &[usize; 4]) -> Option<Level> {
    let level = match tree.node(id).html_name() {
        tag::H1 => Level::First,
        tag::H2 => Level::Second,
        tag::H3 | tag::H4 | tag::DIV | tag::SPAN | tag::P | tag::A | tag::STRONG | tag::TD => {
            Level::Named
        }
        _ => return None,
    };
    let is_heading = room[level as usize] > 0 && (level != Level::Named || named(tree, id));
    is_heading.then_some(level)
}

/// Whether a class, an id or a property of the element says that it is a
/// headline.
fn named(tree: &Tree<'_>, id: NodeId) -> bool {
    tree.attributes(id)
        .iter()
        .any(|attribute| match attribute.name {
            attr::CLASS | attr::ID => says_title(tree.short_value(attribute).as_bytes()),
            attr::ITEMPROP => matches!(tree.raw_value(attribute), "headline" | "name"),
            _ => false,
        })
}

/// Whether "itle" or "eadline" stands in classes, looked for by their rarest letter.
fn says_title(classes: &[u8]) -> bool {
    memchr::memchr_iter(b'l', classes).any(|at| {
        let (before, behind) = (&classes[..at], &classes[at + 1..]);
        (before.ends_with(b"it") && behind.starts_with(b"e"))
            || (before.ends_with(b"ead") && behind.starts_with(b"ine"))
    })
}

/// Adds an element's text, if there is room for it and it is short enough.
fn add(
    tree: &Tree<'_>,
    id: NodeId,
    level: Level,
    room: &mut [usize; 4],
    headings: &mut Vec<Heading>,
) {
    let room = &mut room[level as usize];
    if *room == 0 {
        return;
    }
    *room -= 1;
    if let Some((text, linked)) = text(tree, id) {
        let (in_chrome, in_main) = surroundings(tree, id);
        let heading = Heading {
            text,
            level,
            in_chrome,
            in_main,
            linked,
        };
        headings.push(heading);
    }
}

/// The text in an element, unless it is none or long, and whether it is a link.
fn text(tree: &Tree<'_>, id: NodeId) -> Option<(String, bool)> {
    let mut text = String::with_capacity(ORDINARY);
    let mut linked = 0;
    let mut gap = false;
    for inner in tree.descendants(id).take(REACH) {
        let node = tree.node(inner);
        match node.kind() {
            NodeKind::Text => {
                let parent = node.parent().map(|parent| tree.node(parent));
                let hidden = parent.is_some_and(|parent| {
                    matches!(parent.name(), tag::SCRIPT | tag::STYLE | tag::BUTTON)
                        || parent.namespace() == Namespace::Svg
                });
                if hidden {
                    continue;
                }
                let in_link = parent.is_some_and(|parent| parent.html_name() == tag::A);
                let before = text.len();
                for c in tree.text(inner).chars() {
                    if text.len() > LONGEST {
                        return None;
                    }
                    if c.is_whitespace() {
                        gap = true;
                    } else {
                        if gap && !text.is_empty() {
                            text.push(' ');
                        }
                        gap = false;
                        text.push(c);
                    }
                }
                if in_link {
                    linked += text.len() - before;
                }
            }
            NodeKind::Element => {
                let inline = matches!(
                    node.html_name(),
                    tag::A | tag::B | tag::EM | tag::I | tag::STRONG | tag::SPAN | tag::FONT
                );
                gap |= !inline;
            }
            _ => {}
        }
    }
    // The sign of a link to the heading itself.
    text.truncate(text.trim_end_matches(['¶', '#', ' ']).len());
    let linked = 2 * linked > text.len() || tree.node(id).html_name() == tag::A;
    (!text.is_empty()).then_some((text, linked))
}

/// Whether an element stands in chrome, and whether in the main part.
fn surroundings(tree: &Tree<'_>, id: NodeId) -> (bool, bool) {
    let ancestors = std::iter::successors(tree.node(id).parent(), |&id| tree.node(id).parent());
    let (mut in_chrome, mut in_main) = (false, false);
    for ancestor in ancestors {
        match tree.node(ancestor).html_name() {
            // The header of an article is none of the site's.
            tag::ARTICLE | tag::MAIN => {
                in_main = true;
                break;
            }
            tag::HEADER | tag::FOOTER | tag::NAV | tag::ASIDE => in_chrome = true,
            _ => {}
        }
    }
    (in_chrome && !in_main, in_main)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::Parser;

    fn shown(page: &str) -> Vec<String> {
        let mut parser = Parser::new();
        headings(&parser.parse(page))
            .into_iter()
            .map(|heading| format!("{:?} {}", heading.level, heading.text))
            .collect()
    }

    #[test]
    fn headings_are_found_by_element_class_and_property() {
        assert_eq!(
            shown(
                "<h1><span class=kicker>Weather</span><br>Road <b>clo</b>sed <button>Share</button>¶</h1>
                <h2>More</h2><h3>Not</h3><div class='page-title'>A title</div><p itemprop=headline>Named
                <h1><svg><title>x</title></svg></h1><p id=mainHeadline><script>1</script>By id"
            ),
            [
                "First Weather Road closed",
                "PartOfFirst Weather",
                "PartOfFirst clo",
                "Second More",
                "Named A title",
                "Named Named",
                "Named By id",
            ]
        );
    }

    #[test]
    fn surroundings_and_links_are_noted() {
        let mut parser = Parser::new();
        let tree = parser.parse(
            "<header><h1><a href=/>Quay News</a></h1></header><article><header><h1>Road</h1></header></article><h1>Free",
        );
        let found = headings(&tree);
        let of = |text: &str| found.iter().find(|heading| heading.text == text).unwrap();
        let (site, road, free) = (of("Quay News"), of("Road"), of("Free"));
        assert!(site.in_chrome && !site.in_main && site.linked);
        assert!(!road.in_chrome && road.in_main && !road.linked);
        assert!(!free.in_chrome && !free.in_main);
    }

    #[test]
    fn a_long_text_is_no_heading_and_there_are_only_so_many() {
        assert!(shown(&format!("<h1>{}</h1>", "word ".repeat(LONGEST))).is_empty());
        assert_eq!(shown(&"<h1>a</h1>".repeat(100)).len(), MOST[0]);
    }
}
