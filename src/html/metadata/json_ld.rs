//! JSON-LD: what search engines are told of the page, in schema.org's words.
//!
//! Of all the things that a page's scripts describe one is the page's subject:
//! an article rather than a product, a product rather than a page.

use super::json::{Json, Object};
use crate::document::{FactSource, Metadata, Property};
use crate::html::tokenizer::references::decode_attribute_value;

/// So many authors of a subject are looked at.
const NAMES: usize = 64;

/// Where the things in a thing are that the page may be about.
const INNER: [&str; 3] = ["@graph", "mainEntity", "mainEntityOfPage"];

/// The facts of a subject, and the members that state them.
const FACTS: &[(Property, &[&str])] = &[
    (Property::Title, &["headline", "name"]),
    (Property::Description, &["description"]),
    (Property::Text, &["articleBody", "text"]),
    (
        Property::Published,
        &["datePublished", "dateCreated", "uploadDate"],
    ),
    (Property::Modified, &["dateModified"]),
    (Property::Language, &["inLanguage"]),
];

/// How likely a thing is the page's subject, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Breadcrumbs, images, people, and whatever has no type.
    Other,
    /// The site or who runs it.
    Site,
    /// A page.
    Page,
    /// A product, a recipe, an event, a job: what a page may be about.
    Offer,
    /// An article, a post, a question.
    Article,
}

impl Kind {
    /// The kind of a thing of one of schema.org's types.
    fn of(name: &str) -> Kind {
        match name.rsplit(['/', ':', '#']).next().unwrap_or_default() {
            "WebSite" | "Organization" | "NewsMediaOrganization" | "Corporation" => Kind::Site,
            "Question" | "Report" | "Review" | "Chapter" | "HowTo" => Kind::Article,
            "Product"
            | "ProductGroup"
            | "Recipe"
            | "Event"
            | "Book"
            | "Movie"
            | "Course"
            | "SoftwareApplication"
            | "Service"
            | "VideoObject"
            | "Dataset"
            | "TVEpisode"
            | "PodcastEpisode"
            | "Vehicle"
            | "JobPosting" => Kind::Offer,
            name if name.ends_with("Article") || name.ends_with("Posting") => Kind::Article,
            name if name.ends_with("Page") => Kind::Page,
            _ => Kind::Other,
        }
    }
}

/// Something that a script describes.
#[derive(Clone, Copy, Debug)]
struct Thing<'t, 'j> {
    kind: Kind,
    object: &'t Object<'j>,
}

impl<'t, 'j> Thing<'t, 'j> {
    /// The thing that an object is, which is the likeliest of its types.
    fn new(object: &'t Object<'j>) -> Thing<'t, 'j> {
        let types = object.get("@type").map_or(&[][..], Json::each);
        let kinds = types.iter().filter_map(Json::text).map(Kind::of);
        Thing {
            kind: kinds.max().unwrap_or(Kind::Other),
            object,
        }
    }

    /// How good a subject the thing is.
    fn worth(self) -> (Kind, bool) {
        let titled = self.object.text("headline").or(self.object.text("name"));
        (self.kind, titled.is_some())
    }

    /// Adds the things in a value to a list.
    fn collect(json: &'t Json<'j>, things: &mut Vec<Thing<'t, 'j>>) {
        for value in json.each() {
            if let Json::Object(object) = value {
                things.push(Thing::new(object));
                for inner in INNER.iter().filter_map(|name| object.get(name)) {
                    Thing::collect(inner, things);
                }
            }
        }
    }
}

/// Takes what scripts state, one script after the other; the best subject of
/// all of them is the page's.
#[derive(Debug, Default)]
pub(super) struct Scripts {
    worth: Option<(Kind, bool)>,
    /// What the subject states, and the names of sites.
    facts: Vec<(Property, String)>,
    sites: Vec<String>,
}

impl Scripts {
    /// Reads a script. Malformed ones count for nothing.
    pub(super) fn read(&mut self, script: &str) {
        let script = unwrapped(script);
        if let Ok(json) = Json::read(script) {
            self.take(&json);
        } else if script.bytes().any(|byte| byte < b' ') {
            // Line breaks in strings are the commonest fault.
            let mended = script.replace(|c| c < ' ', " ");
            if let Ok(json) = Json::read(&mended) {
                self.take(&json);
            }
        }
    }

    fn take(&mut self, json: &Json<'_>) {
        let mut things = Vec::new();
        Thing::collect(json, &mut things);
        let sites = things.iter().filter(|thing| thing.kind == Kind::Site);
        let name = sites.filter_map(|site| site.object.text("name")).next();
        self.sites.extend(name.map(decoded));
        let subjects = things.iter().filter(|thing| thing.kind >= Kind::Page);
        // Of equals the first.
        let best = subjects.rev().max_by_key(|thing| thing.worth());
        if let Some(best) = best.filter(|best| self.worth < Some(best.worth())) {
            self.worth = Some(best.worth());
            self.facts = facts(best.object, &things);
        }
    }

    /// Adds what the scripts stated to a page's metadata.
    pub(super) fn state(self, metadata: &mut Metadata) {
        let sites = self
            .sites
            .into_iter()
            .map(|name| (Property::SiteName, name));
        for (property, value) in self.facts.into_iter().chain(sites) {
            metadata.add(property, FactSource::JsonLd, &value);
        }
    }
}

/// What a page states whose subject is this one of these things.
fn facts(subject: &Object<'_>, things: &[Thing<'_, '_>]) -> Vec<(Property, String)> {
    let plain = FACTS.iter().filter_map(|(property, members)| {
        let value = members.iter().find_map(|name| subject.text(name))?;
        Some((*property, decoded(value)))
    });
    let mut facts: Vec<_> = plain.collect();
    for (property, member) in [
        (Property::Author, "author"),
        (Property::Author, "creator"),
        (Property::SiteName, "publisher"),
    ] {
        let values = subject.get(member).map_or(&[][..], Json::each);
        let values = values.iter().take(NAMES);
        let names = values.filter_map(|value| name(value, things));
        facts.extend(names.map(|name| (property, decoded(name))));
    }
    facts
}

/// The name of a person or an organisation: a text, a thing with a name, or a
/// reference to such a thing.
fn name<'v>(value: &'v Json<'_>, things: &'v [Thing<'_, '_>]) -> Option<&'v str> {
    let Json::Object(object) = value else {
        // Some give an address instead.
        return value.text().filter(|text| !text.contains("://"));
    };
    object.text("name").or_else(|| {
        let id = object.text("@id")?;
        let mut names = things.iter().filter_map(|thing| {
            (thing.object.text("@id") == Some(id)).then(|| thing.object.text("name"))?
        });
        names.next()
    })
}

/// A value without the character references that some publishing systems leave
/// in it.
fn decoded(value: &str) -> String {
    decode_attribute_value(value).into_owned()
}

/// The JSON in a script that may be wrapped in a comment or a CDATA section, as
/// was the custom in XHTML.
fn unwrapped(script: &str) -> &str {
    const WRAPPERS: [&str; 6] = ["<!--", "<![CDATA[", "//", "/*", "*/", "\u{feff}"];
    let mut rest = script.trim_start();
    while let Some(inner) = WRAPPERS
        .iter()
        .find_map(|wrapper| rest.strip_prefix(wrapper))
    {
        rest = inner.trim_start();
    }
    rest
}
