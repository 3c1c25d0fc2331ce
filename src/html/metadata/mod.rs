//! What a page says of itself: [`Tree`] → [`Metadata`].
//!
//! One pass over the nodes by number, in the order of the page, looking at the
//! elements' names; only those that may state a fact are looked into. The pass
//! does not stop at the end of `head`, for a stray element there moves all that
//! follows into the body.

mod json;
mod json_ld;
mod names;

use std::borrow::Cow;

use super::tables::attributes::attr;
use super::tables::tags::tag;
use super::{NodeId, Tree};
use crate::document::{FactSource, Metadata, Property};

/// JSON-LD is read from so many scripts, and from none that is longer, in bytes.
const SCRIPTS: usize = 64;
const SCRIPT_BYTES: usize = 1 << 20;

/// What the page of this tree says of itself.
pub fn metadata(tree: &Tree<'_>) -> Metadata {
    let mut metadata = Metadata::default();
    let mut scripts = json_ld::Scripts::default();
    let mut scripts_left = SCRIPTS;
    for index in 1..=tree.node_count() {
        let id = NodeId::of(index);
        match tree.node(id).html_name() {
            tag::META => meta(tree, id, &mut metadata),
            tag::SCRIPT if scripts_left > 0 && is_json_ld(tree, id) => {
                scripts_left -= 1;
                let script = text_in(tree, id);
                if script.len() <= SCRIPT_BYTES {
                    scripts.read(&script);
                }
            }
            tag::LINK if has_word(tree, id, "canonical") => {
                state(
                    tree,
                    id,
                    Property::Canonical,
                    FactSource::Link,
                    &mut metadata,
                );
            }
            tag::TITLE => {
                metadata.add(Property::Title, FactSource::Title, &text_in(tree, id));
            }
            tag::HTML => {
                let lang = tree
                    .attribute(id, attr::LANG)
                    .or_else(|| tree.attribute(id, attr::XML_LANG));
                metadata.add(
                    Property::Language,
                    FactSource::HtmlLang,
                    &lang.unwrap_or_default(),
                );
            }
            tag::TIME => time(tree, id, &mut metadata),
            _ => {}
        }
    }
    scripts.state(&mut metadata);
    metadata
}

/// Whether a script holds JSON-LD.
fn is_json_ld(tree: &Tree<'_>, id: NodeId) -> bool {
    tree.attribute(id, attr::TYPE).is_some_and(|kind| {
        let kind = kind.split(';').next().unwrap_or_default();
        kind.trim().eq_ignore_ascii_case("application/ld+json")
    })
}

/// Whether a link's `rel` has a word.
fn has_word(tree: &Tree<'_>, id: NodeId, word: &str) -> bool {
    tree.attribute(id, attr::REL).is_some_and(|rel| {
        rel.split_ascii_whitespace()
            .any(|part| part.eq_ignore_ascii_case(word))
    })
}

/// `<meta>`: its name may stand in any of four attributes.
fn meta(tree: &Tree<'_>, id: NodeId, metadata: &mut Metadata) {
    for attribute in tree.attributes(id) {
        let of_name = matches!(
            attribute.name,
            attr::PROPERTY | attr::NAME | attr::ITEMPROP | attr::HTTP_EQUIV
        );
        if !of_name {
            continue;
        }
        if let Some((property, source)) = names::meaning(&tree.value(attribute)) {
            let source = if attribute.name == attr::ITEMPROP {
                FactSource::Microdata
            } else {
                source
            };
            state(tree, id, property, source, metadata);
        }
    }
}

/// `<time itemprop=datePublished>`, `<time pubdate>`.
fn time(tree: &Tree<'_>, id: NodeId, metadata: &mut Metadata) {
    let property = tree.attributes(id).iter().find_map(|attribute| {
        if attribute.name == attr::ITEMPROP {
            names::meaning(&tree.value(attribute)).map(|(property, _)| property)
        } else {
            (tree.attribute_name(attribute) == "pubdate").then_some(Property::Published)
        }
    });
    if let Some(property @ (Property::Published | Property::Modified)) = property {
        state(tree, id, property, FactSource::Time, metadata);
    }
}

/// Adds what an element states in its `content`, `href` or `datetime`.
fn state(
    tree: &Tree<'_>,
    id: NodeId,
    property: Property,
    source: FactSource,
    metadata: &mut Metadata,
) {
    let value = tree
        .attribute(id, attr::CONTENT)
        .or_else(|| tree.attribute(id, attr::HREF))
        .or_else(|| tree.attribute(id, attr::DATETIME))
        .unwrap_or_default();
    // The Open Graph protocol wants an author's address, and some give a name.
    let is_address = property == Property::Author && value.contains("://");
    if !is_address {
        metadata.add(property, source, &value);
    }
}

/// The text of an element that has no elements in it.
fn text_in<'t>(tree: &Tree<'t>, id: NodeId) -> Cow<'t, str> {
    let mut children = tree.children(id).map(|child| tree.text(child));
    let first = children.next().unwrap_or_default();
    match children.next() {
        None => Cow::Borrowed(first),
        Some(second) => [first, second].into_iter().chain(children).collect(),
    }
}

#[cfg(test)]
mod tests;
