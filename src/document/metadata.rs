//! What a page says of itself, and where it says so.

use std::fmt;

/// The most bytes of a fact that is no whole text; longer ones are cut.
const VALUE_BYTES: usize = 2000;

/// The most facts of one property from one source: only authors have several.
const AUTHORS: usize = 16;

/// What a page says of itself beside its visible text: its title, its authors,
/// its address, each with the place that says it.
///
/// A page may say the same thing in several places, and not always alike.
/// [`all`](Metadata::all) has what each of them says; the methods that are named
/// for a property have the most trusted one ([`FactSource`]'s order).
///
/// Facts are as the page states them: nothing is parsed, completed or checked.
/// Of each source there is one fact a property (16 authors), of 2,000 bytes
/// at most; an article's [text](Property::Text) is whole.
///
/// ```
/// use dechrome::Metadata;
///
/// let metadata = Metadata::default();
/// assert!(metadata.title().is_none());
/// assert_eq!(metadata.facts().len(), 0);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Sorted by property, then by source.
    facts: Vec<Fact>,
}

/// One thing that a page says of itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Fact {
    property: Property,
    source: FactSource,
    value: String,
}

/// What a [`Fact`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Property {
    /// The title or headline, often with the site's name in it.
    Title,
    /// A summary in a sentence or two.
    Description,
    /// The name of the site, or of its publisher.
    SiteName,
    /// The name of an author.
    Author,
    /// When the page was published, as it is written there.
    Published,
    /// When it was last changed, as it is written there.
    Modified,
    /// The address that the page wants to be known by.
    Canonical,
    /// The language, usually as a tag such as `en-GB`.
    Language,
    /// The text of the article.
    Text,
}

/// The place where a page states a fact, the most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FactSource {
    /// `<html lang>`
    HtmlLang,
    /// `<link rel=canonical>`
    Link,
    /// `<script type=application/ld+json>`
    JsonLd,
    /// `<meta property="og:…">`, and its like (`article:…`).
    OpenGraph,
    /// `<meta itemprop>`
    Microdata,
    /// `<meta name="twitter:…">`
    Twitter,
    /// `<meta name>`, `<meta http-equiv>`
    Meta,
    /// `<time>`
    Time,
    /// `<title>`
    Title,
}

impl Metadata {
    /// Takes up a fact, unless its source has spoken of the property already.
    /// White space is levelled, except in a text.
    pub(crate) fn add(&mut self, property: Property, source: FactSource, value: &str) {
        let value = match property {
            Property::Text => value.trim().to_owned(),
            _ => levelled(value),
        };
        let place = self
            .facts
            .partition_point(|fact| (fact.property, fact.source) <= (property, source));
        let before = self.facts[..place]
            .iter()
            .rev()
            .take_while(|fact| (fact.property, fact.source) == (property, source));
        let (mut count, mut repeated) = (0, false);
        for fact in before {
            count += 1;
            repeated |= fact.value == value;
        }
        let most = if property == Property::Author {
            AUTHORS
        } else {
            1
        };
        if !value.is_empty() && !repeated && count < most {
            let fact = Fact {
                property,
                source,
                value,
            };
            self.facts.insert(place, fact);
        }
    }

    /// All facts, sorted by property and then by source.
    pub fn facts(&self) -> impl ExactSizeIterator<Item = &Fact> {
        self.facts.iter()
    }

    /// What the page says of a property, the most trusted source first.
    pub fn all(&self, property: Property) -> impl Iterator<Item = &Fact> {
        let start = self.facts.partition_point(|fact| fact.property < property);
        self.facts[start..]
            .iter()
            .take_while(move |fact| fact.property == property)
    }

    /// What one source says of a property.
    pub fn said_by(&self, source: FactSource, property: Property) -> impl Iterator<Item = &Fact> {
        self.all(property).filter(move |fact| fact.source == source)
    }

    fn first(&self, property: Property) -> Option<&Fact> {
        self.all(property).next()
    }

    /// The title, as it is stated: [`Document::headline`](crate::Document::headline)
    /// is what came of it.
    pub fn title(&self) -> Option<&Fact> {
        self.first(Property::Title)
    }

    /// The summary.
    pub fn description(&self) -> Option<&Fact> {
        self.first(Property::Description)
    }

    /// The name of the site or of its publisher.
    pub fn site_name(&self) -> Option<&Fact> {
        self.first(Property::SiteName)
    }

    /// The authors, all from the same source.
    pub fn authors(&self) -> impl Iterator<Item = &Fact> {
        let source = self.first(Property::Author).map(Fact::source);
        self.all(Property::Author)
            .take_while(move |fact| Some(fact.source) == source)
    }

    /// When the page was published.
    pub fn published(&self) -> Option<&Fact> {
        self.first(Property::Published)
    }

    /// When the page was last changed.
    pub fn modified(&self) -> Option<&Fact> {
        self.first(Property::Modified)
    }

    /// The address that the page wants to be known by.
    pub fn canonical(&self) -> Option<&Fact> {
        self.first(Property::Canonical)
    }

    /// The language.
    pub fn language(&self) -> Option<&Fact> {
        self.first(Property::Language)
    }

    /// The text of the article, which some pages hold a second time, for search
    /// engines.
    pub fn text(&self) -> Option<&Fact> {
        self.first(Property::Text)
    }
}

impl Fact {
    /// What it is about.
    pub fn property(&self) -> Property {
        self.property
    }

    /// Where the page says it.
    pub fn source(&self) -> FactSource {
        self.source
    }

    /// What the page says.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Debug for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:?} ({:?}): {:?}",
            self.property, self.source, self.value
        )
    }
}

impl Property {
    /// The property's name in JSON output.
    pub const fn name(self) -> &'static str {
        match self {
            Property::Title => "title",
            Property::Description => "description",
            Property::SiteName => "site_name",
            Property::Author => "author",
            Property::Published => "published",
            Property::Modified => "modified",
            Property::Canonical => "canonical",
            Property::Language => "language",
            Property::Text => "text",
        }
    }
}

impl FactSource {
    /// The source's name in JSON output.
    pub const fn name(self) -> &'static str {
        match self {
            FactSource::HtmlLang => "html lang",
            FactSource::Link => "link",
            FactSource::JsonLd => "json-ld",
            FactSource::OpenGraph => "open graph",
            FactSource::Microdata => "microdata",
            FactSource::Twitter => "twitter",
            FactSource::Meta => "meta",
            FactSource::Time => "time",
            FactSource::Title => "title",
        }
    }
}

/// A value with each run of white space one blank, cut where it gets long.
fn levelled(value: &str) -> String {
    let mut levelled = String::new();
    for word in value.split_whitespace() {
        let gap = if levelled.is_empty() { "" } else { " " };
        if levelled.len() + gap.len() + word.len() > VALUE_BYTES {
            let room = VALUE_BYTES.saturating_sub(levelled.len() + gap.len());
            let fits = word.char_indices().map(|(at, c)| at + c.len_utf8());
            let end = fits.take_while(|&end| end <= room).last().unwrap_or(0);
            if end > 0 {
                levelled.extend([gap, &word[..end]]);
            }
            break;
        }
        levelled.extend([gap, word]);
    }
    levelled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_trusted_source_speaks_first_and_each_source_once() {
        let mut metadata = Metadata::default();
        metadata.add(Property::Title, FactSource::Title, "Road closed | The Pass");
        metadata.add(Property::Language, FactSource::HtmlLang, "en");
        metadata.add(Property::Title, FactSource::OpenGraph, " Road\n closed ");
        metadata.add(Property::Title, FactSource::OpenGraph, "Another");
        metadata.add(Property::Title, FactSource::JsonLd, " \t");
        let title = metadata.title().unwrap();
        assert_eq!(
            (title.value(), title.source()),
            ("Road closed", FactSource::OpenGraph)
        );
        assert_eq!(metadata.facts().len(), 3);
        assert_eq!(metadata.language().unwrap().value(), "en");
        assert_eq!(metadata.description(), None);
    }

    #[test]
    fn authors_are_many_but_of_one_source() {
        let mut metadata = Metadata::default();
        metadata.add(Property::Author, FactSource::Meta, "The desk");
        for author in ["Ann Lee", "Bo Ruiz", "Ann Lee"] {
            metadata.add(Property::Author, FactSource::JsonLd, author);
        }
        for n in 0..100 {
            metadata.add(Property::Author, FactSource::Microdata, &format!("A{n}"));
        }
        let authors: Vec<&str> = metadata.authors().map(Fact::value).collect();
        assert_eq!(authors, ["Ann Lee", "Bo Ruiz"]);
        assert_eq!(metadata.facts().len(), 3 + AUTHORS);
    }

    #[test]
    fn a_long_value_is_cut_between_characters_and_a_text_is_whole() {
        let mut metadata = Metadata::default();
        let long = format!("a {}", "é".repeat(VALUE_BYTES));
        metadata.add(Property::Title, FactSource::Title, &long);
        metadata.add(Property::Text, FactSource::JsonLd, &long);
        assert_eq!(metadata.title().unwrap().value().len(), VALUE_BYTES);
        assert_eq!(metadata.text().unwrap().value(), long);
        assert_eq!(levelled(&"abc ".repeat(VALUE_BYTES)).len(), VALUE_BYTES - 1);
    }
}
