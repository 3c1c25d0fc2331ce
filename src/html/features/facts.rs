//! What a page says of itself beside its visible text: titles, description,
//! the article's text for search engines, and what it claims to be.

use std::cell::LazyCell;

use memchr::memmem;

use super::words::{Grams, words};
use crate::html::tree::{NodeId, NodeKind, Tree};
use crate::html::{attr, tag};

/// What the page says.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// The words of the page's title, of the one for previews, and of the
    /// headline for search engines.
    pub titles: [Title; 3],
    /// The runs of three words in the description.
    pub description: Grams,
    /// Those in the article's text for search engines.
    pub article: Grams,
    /// What it claims to be, as bits: see [`CLAIMS`], then [`TYPES`].
    pub claims: u8,
    pub inputs: u32,
    pub codes: u32,
    pub articles: u32,
}

/// Words of `og:type`.
const CLAIMS: &[&str] = &["article", "product", "website"];

/// Types of JSON-LD, by what they mean.
const TYPES: &[&[&str]] = &[
    &[
        "NewsArticle\"",
        "BlogPosting\"",
        "\"Article\"",
        "ReportageNewsArticle\"",
    ],
    &["\"Product\"", "ProductGroup\""],
    &["DiscussionForumPosting\"", "QAPage\"", "\"Question\""],
    &["ItemList\"", "CollectionPage\""],
    &["TechArticle\"", "\"HowTo\"", "SoftwareApplication\""],
];

/// The least words of an article's text for search engines.
const LEAST_ARTICLE: usize = 60;

impl Facts {
    /// Reads the page.
    pub(super) fn of(tree: &Tree<'_>) -> Facts {
        let mut facts = Facts::default();
        for index in 1..=tree.node_count() {
            let id = NodeId::of(index);
            let node = tree.node(id);
            if node.kind() != NodeKind::Element {
                continue;
            }
            match node.html_name() {
                tag::META => facts.meta(tree, id),
                tag::TITLE if facts.titles[0].words.is_empty() => {
                    facts.titles[0] = Title::of(content(tree, id));
                }
                tag::SCRIPT if is_data(tree, id) => facts.data(content(tree, id)),
                tag::INPUT => facts.inputs += 1,
                tag::PRE | tag::CODE => facts.codes += 1,
                tag::ARTICLE => facts.articles += 1,
                _ => {}
            }
        }
        facts
    }

    fn meta(&mut self, tree: &Tree<'_>, id: NodeId) {
        let value = |name| tree.attribute(id, name);
        let Some(key) = value(attr::PROPERTY).or_else(|| value(attr::NAME)) else {
            return;
        };
        let Some(content) = value(attr::CONTENT) else {
            return;
        };
        match &*key {
            "og:title" => self.titles[1] = Title::of(&content),
            "description" | "og:description" => self.description.add(&words(&content)),
            "og:type" => {
                for (bit, claim) in CLAIMS.iter().enumerate() {
                    self.claims |= u8::from(content.contains(claim)) << bit;
                }
            }
            _ => {}
        }
    }

    /// Reads data for search engines.
    fn data(&mut self, json: &str) {
        for (bit, names) in TYPES.iter().enumerate() {
            let found = names
                .iter()
                .any(|name| memmem::find(json.as_bytes(), name.as_bytes()).is_some());
            self.claims |= u8::from(found) << (CLAIMS.len() + bit);
        }
        if let Some(headline) = string(json, "\"headline\"") {
            self.titles[2] = Title::of(&headline);
        }
        if let Some(article) = string(json, "\"articleBody\"") {
            let words = words(&article);
            if words.len() >= LEAST_ARTICLE {
                self.article.add(&words);
            }
        }
    }

    /// How alike the words of a block and those of the titles are, in 200ths.
    pub(super) fn title_likeness(&self, block: &[u32]) -> [u8; 3] {
        let distinct = LazyCell::new(|| distinct(block));
        std::array::from_fn(|at| self.titles[at].likeness(block, || *distinct))
    }
}

/// A title of the page: its words, each once.
#[derive(Debug, Default)]
pub(super) struct Title {
    words: Vec<u32>,
    /// A bit for each word, to end most comparisons at.
    bits: u64,
}

/// The most words of a title, and of a block that is compared with it.
const LONGEST: usize = 60;

impl Title {
    fn of(text: &str) -> Title {
        let mut title = Title::default();
        for word in words(text).into_iter().take(LONGEST) {
            if !title.words.contains(&word) {
                title.words.push(word);
                title.bits |= 1 << (word >> 26);
            }
        }
        title
    }

    /// The words that a block and the title have, of those that one of them has,
    /// in 200ths. `distinct` tells how many words the block has, each counted once.
    fn likeness(&self, block: &[u32], distinct: impl FnOnce() -> usize) -> u8 {
        if block.len() > LONGEST || self.words.is_empty() {
            return 0;
        }
        let is_new = |at: usize| !block[..at].contains(&block[at]);
        let may_hold = |word: u32| self.bits >> (word >> 26) & 1 == 1;
        let common = (0..block.len())
            .filter(|&at| may_hold(block[at]) && self.words.contains(&block[at]) && is_new(at))
            .count();
        if common == 0 {
            return 0;
        }
        (common * 200 / (distinct() + self.words.len() - common)) as u8
    }
}

/// How many words a block has, each counted once.
fn distinct(block: &[u32]) -> usize {
    let mut bits = 0_u64;
    let is_new = |&at: &usize| {
        let bit = 1 << (block[at] >> 26);
        let is_new = bits & bit == 0 || !block[..at].contains(&block[at]);
        bits |= bit;
        is_new
    };
    (0..block.len()).filter(is_new).count()
}

/// The text of an element that holds nothing but text.
fn content<'t>(tree: &Tree<'t>, id: NodeId) -> &'t str {
    tree.node(id)
        .first_child()
        .map_or("", |child| tree.text(child))
}

fn is_data(tree: &Tree<'_>, id: NodeId) -> bool {
    tree.attribute(id, attr::TYPE)
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
}

/// The first string value of a key in JSON, without escapes and tags.
fn string(json: &str, key: &str) -> Option<String> {
    let rest = &json[memmem::find(json.as_bytes(), key.as_bytes())? + key.len()..];
    let rest = rest.trim_start().strip_prefix(':')?.trim_start();
    let mut chars = rest.strip_prefix('"')?.chars();
    let (mut text, mut in_tag) = (String::with_capacity(256), false);
    loop {
        let c = match chars.next()? {
            '"' => return Some(text),
            '\\' => match chars.next()? {
                'n' | 'r' | 't' => ' ',
                'u' => {
                    let digits: String = chars.by_ref().take(4).collect();
                    let code = u32::from_str_radix(&digits, 16).ok()?;
                    char::from_u32(code).unwrap_or(' ')
                }
                other => other,
            },
            c => c,
        };
        match c {
            '<' => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                text.push(' ');
            }
            _ if in_tag => {}
            c => text.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_of_json_are_read_without_escapes_and_tags() {
        let json = r#"{"a":1,"articleBody" : "One<br>two \"th\u0072ee\"\nfour"}"#;
        assert_eq!(
            string(json, "\"articleBody\"").as_deref(),
            Some("One two \"three\" four")
        );
        assert_eq!(
            string(r#"{"articleBody":"cut off"#, "\"articleBody\""),
            None
        );
        assert_eq!(
            string(r#"{"articleBody":["list"]}"#, "\"articleBody\""),
            None
        );
    }

    #[test]
    fn likeness_counts_what_both_have() {
        let title = Title::of("The road is closed");
        let likeness = |title: &Title, text| {
            let words = words(text);
            title.likeness(&words, || distinct(&words))
        };
        assert_eq!(likeness(&title, "the road is closed"), 200);
        assert_eq!(likeness(&title, "Road closed, road closed"), 100);
        assert_eq!(likeness(&title, "Nothing of it"), 0);
        assert_eq!(likeness(&Title::default(), "the road"), 0);
    }
}
