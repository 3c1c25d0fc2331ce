use super::*;
use crate::document::FactSource::{self, JsonLd, Link, OpenGraph, Title};
use crate::document::Property;
use crate::known::Level;
use crate::model::HTML_HEADLINE;

fn page(facts: &[(Property, FactSource, &str)]) -> Metadata {
    let mut metadata = Metadata::default();
    for &(property, source, value) in facts {
        metadata.add(property, source, value);
    }
    metadata
}

fn heading(level: Level, text: &str) -> Heading {
    Heading {
        text: text.to_owned(),
        level,
        in_chrome: false,
        in_main: true,
        linked: false,
    }
}

fn chosen(metadata: &Metadata, headings: &[Heading]) -> Option<String> {
    let chosen = Titles::new(HTML_HEADLINE).choose(metadata, headings);
    chosen.map(|candidate| candidate.text)
}

fn value(metadata: &Metadata, headings: &[Heading], text: &str, feature: &str) -> Option<u8> {
    let candidates = candidates(metadata, headings);
    let candidate = candidates.iter().find(|candidate| candidate.text == text)?;
    let place = FEATURES.iter().position(|name| *name == feature)?;
    Some(candidate.row[place])
}

const HEADLINE: &str = "Storm closes the mountain road for three days";

#[test]
fn sources_that_agree_choose_the_headline_without_the_sites_name() {
    use Property::SiteName;
    for joined in [
        "Storm closes the mountain road for three days | Quay News",
        "Storm closes the mountain road for three days - Weather - Quay News",
        "Quay News: Storm closes the mountain road for three days",
        "Storm closes the mountain road for three days",
    ] {
        let metadata = page(&[
            (Property::Title, Title, joined),
            (Property::Title, OpenGraph, HEADLINE),
            (SiteName, OpenGraph, "Quay News"),
        ]);
        let headings = [
            heading(Level::First, HEADLINE),
            heading(Level::Second, "More weather"),
        ];
        assert_eq!(
            chosen(&metadata, &headings).as_deref(),
            Some(HEADLINE),
            "{joined}"
        );
        assert_eq!(
            chosen(&metadata, &[]).as_deref(),
            Some(HEADLINE),
            "{joined}"
        );
    }
}

#[test]
fn a_title_alone_is_cut_at_the_name_that_the_host_spells() {
    let metadata = page(&[
        (
            Property::Title,
            Title,
            "Storm closes the mountain road for three days | QuayNews",
        ),
        (
            Property::Canonical,
            Link,
            "https://www.quay-news.example/weather/1",
        ),
    ]);
    assert_eq!(chosen(&metadata, &[]).as_deref(), Some(HEADLINE));
}

#[test]
fn the_visible_edition_is_chosen() {
    let metadata = page(&[(Property::Title, OpenGraph, "The 'old' road - closed")]);
    let headings = [heading(Level::First, "The ‘old’ road – closed")];
    assert_eq!(
        chosen(&metadata, &headings).as_deref(),
        Some("The ‘old’ road – closed")
    );
    assert_eq!(
        candidates(&metadata, &headings)[0].text,
        "The ‘old’ road – closed"
    );
}

#[test]
fn a_page_without_titles_has_no_headline() {
    assert_eq!(chosen(&Metadata::default(), &[]), None);
    assert_eq!(
        chosen(&Metadata::default(), &[heading(Level::First, " \u{200B}")]),
        None
    );
}

#[test]
fn features_tell_where_a_text_stands() {
    let metadata = page(&[
        (Property::Title, Title, "Road closed | Quay News"),
        (Property::Title, OpenGraph, "Road closed"),
        (Property::SiteName, JsonLd, "Quay News"),
    ]);
    let headings = [
        heading(Level::First, "Quay News"),
        heading(Level::First, "Road closed"),
    ];
    let feature = |text: &str, name: &str| value(&metadata, &headings, text, name).unwrap();
    assert_eq!(feature("Road closed", "title"), 2);
    assert_eq!(feature("Road closed", "open_graph"), 3);
    assert_eq!(feature("Road closed", "json_ld"), 0);
    assert_eq!(feature("Road closed", "h1"), 3);
    assert_eq!(feature("Quay News", "h1"), 4);
    assert_eq!(feature("Quay News", "site"), 2);
    assert_eq!(feature("Road closed | Quay News", "site"), 1);
    assert_eq!(feature("Road closed", "like_open_graph"), 9);
    assert_eq!(feature("Quay News", "like_open_graph"), 1);
}

#[test]
fn every_candidate_has_every_feature_and_their_number_is_bounded() {
    let long = "a | b - c ".repeat(200);
    let headings: Vec<Heading> = (0..500)
        .map(|n| {
            heading(
                Level::First,
                &format!("Road {n} - closed {n} | {}", &long[..n]),
            )
        })
        .collect();
    let candidates = candidates(&page(&[(Property::Title, Title, &long)]), &headings);
    assert!((50..200).contains(&candidates.len()));
    for candidate in candidates {
        assert_eq!(candidate.row.len(), FEATURES.len());
    }
}
