//! The tables of names.

use crate::html::names::{AttributeName, Key, NameInterner, TagName, find_attribute, find_tag};
use crate::html::tables::tags::category::{FOSTERING, HEADING, SCOPE, SPECIAL};
use crate::html::tables::tags::tag;
use crate::html::tables::{attributes, tags};

#[test]
fn the_tables_are_sorted_and_unique() {
    assert!(tags::NAMES.is_sorted_by(|a, b| a < b));
    assert!(attributes::NAMES.is_sorted_by(|a, b| a < b));
}

#[test]
fn every_name_is_found() {
    for (number, name) in tags::NAMES.iter().enumerate().skip(1) {
        let key = Key::of(name.as_bytes()).expect("every name is short");
        assert_eq!(find_tag(key), Some(TagName::known(number as u16)), "{name}");
    }
    for (number, name) in attributes::NAMES.iter().enumerate().skip(1) {
        let found = Key::of(name.as_bytes()).map(find_attribute);
        assert_eq!(found, Some(AttributeName::known(number as u16)), "{name}");
    }
    assert_eq!(Key::of(b"nosuchname").and_then(find_tag), None);
    assert_eq!(Key::of(b"").and_then(find_tag), None);
}

#[test]
fn constants_have_the_names_that_they_say() {
    assert_eq!(tag::DIV.known_text(), Some("div"));
    assert_eq!(tag::ANNOTATION_XML.known_text(), Some("annotation-xml"));
    assert_eq!(tag::H1.known_text(), Some("h1"));
}

#[test]
fn categories_are_those_of_the_standard() {
    let with = |category| {
        tags::CATEGORIES
            .iter()
            .filter(|&&bits| bits & category != 0)
            .count()
    };
    assert_eq!(with(SPECIAL), 83);
    assert_eq!(with(SCOPE), 10);
    assert_eq!(with(HEADING), 6);
    assert_eq!(with(FOSTERING), 5);
    assert!(tag::P.is(SPECIAL) && !tag::SPAN.is(SPECIAL) && !tag::A.is(SPECIAL));
}

#[test]
fn other_names_are_interned() {
    let mut names = NameInterner::default();
    let custom = names.intern("my-element");
    assert_eq!(names.intern("my-element"), custom);
    assert_ne!(names.intern("my-other-element"), custom);
    assert_eq!(names.text(custom), "my-element");
    assert_eq!(names.intern("div"), tag::DIV);
    for number in 0..70_000 {
        names.intern(&format!("x{number}"));
    }
    let late = names.intern("x60000");
    assert_eq!(names.text(late), "x60000");
    assert_eq!(names.intern("x69998"), names.intern("x69999"));
    names.clear();
    assert_eq!(names.intern("another"), custom);
}
