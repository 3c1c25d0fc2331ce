//! The names under which `<meta>` elements state facts.

use crate::document::FactSource::{self, Meta, Microdata, OpenGraph, Twitter};
use crate::document::Property::{self, *};

/// The longest name, in bytes.
const LONGEST: usize = 32;

/// The values of `property`, `name`, `http-equiv` and `itemprop` that state
/// something, sorted. The sources of the names: the Open Graph protocol,
/// schema.org, Dublin Core, HTML's standard metadata names and the WHATWG's
/// wiki of extensions, and what publishing systems write (Parse.ly, Sailthru).
const NAMES: &[(&str, Property, FactSource)] = &[
    ("application-name", SiteName, Meta),
    ("article.published", Published, Meta),
    ("article.updated", Modified, Meta),
    ("article:author", Author, OpenGraph),
    ("article:modified_time", Modified, OpenGraph),
    ("article:published_time", Published, OpenGraph),
    ("author", Author, Meta),
    ("byl", Author, Meta),
    ("citation_author", Author, Meta),
    ("citation_publication_date", Published, Meta),
    ("citation_title", Title, Meta),
    ("content-language", Language, Meta),
    ("date", Published, Meta),
    ("date.modified", Modified, Meta),
    ("datemodified", Modified, Microdata),
    ("datepublished", Published, Microdata),
    ("dc.creator", Author, Meta),
    ("dc.date", Published, Meta),
    ("dc.date.issued", Published, Meta),
    ("dc.description", Description, Meta),
    ("dc.language", Language, Meta),
    ("dc.publisher", SiteName, Meta),
    ("dc.title", Title, Meta),
    ("dcterms.created", Published, Meta),
    ("dcterms.creator", Author, Meta),
    ("dcterms.description", Description, Meta),
    ("dcterms.issued", Published, Meta),
    ("dcterms.language", Language, Meta),
    ("dcterms.modified", Modified, Meta),
    ("dcterms.publisher", SiteName, Meta),
    ("dcterms.title", Title, Meta),
    ("description", Description, Meta),
    ("headline", Title, Microdata),
    ("inlanguage", Language, Microdata),
    ("language", Language, Meta),
    ("last-modified", Modified, Meta),
    ("og:article:author", Author, OpenGraph),
    ("og:article:published_time", Published, OpenGraph),
    ("og:description", Description, OpenGraph),
    ("og:locale", Language, OpenGraph),
    ("og:site_name", SiteName, OpenGraph),
    ("og:title", Title, OpenGraph),
    ("og:updated_time", Modified, OpenGraph),
    ("og:url", Canonical, OpenGraph),
    ("parsely-author", Author, Meta),
    ("parsely-pub-date", Published, Meta),
    ("parsely-title", Title, Meta),
    ("pubdate", Published, Meta),
    ("publication_date", Published, Meta),
    ("publish-date", Published, Meta),
    ("publish_date", Published, Meta),
    ("publisher", SiteName, Meta),
    ("revised", Modified, Meta),
    ("sailthru.author", Author, Meta),
    ("sailthru.date", Published, Meta),
    ("sailthru.title", Title, Meta),
    ("title", Title, Meta),
    ("twitter:description", Description, Twitter),
    ("twitter:title", Title, Twitter),
];

/// What an element of this name states, and by which source.
pub(super) fn meaning(name: &str) -> Option<(Property, FactSource)> {
    let name = name.trim();
    let mut lower = [0; LONGEST];
    let lower = lower.get_mut(..name.len())?;
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    let at = NAMES
        .binary_search_by(|(known, ..)| known.as_bytes().cmp(lower))
        .ok()?;
    let (_, property, source) = NAMES[at];
    Some((property, source))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_sorted_and_in_lower_case() {
        for (known, property, source) in NAMES {
            assert_eq!(meaning(known), Some((*property, *source)), "{known}");
        }
        assert!(NAMES.is_sorted_by(|one, next| one.0 < next.0));
    }

    #[test]
    fn a_name_is_known_in_any_case_and_no_other_is() {
        assert_eq!(meaning(" OG:Title\n"), Some((Title, OpenGraph)));
        for unknown in [
            "",
            "og:titl",
            "og:titles",
            "viewport",
            &"og:title".repeat(9),
        ] {
            assert_eq!(meaning(unknown), None, "{unknown}");
        }
    }
}
