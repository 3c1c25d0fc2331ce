//! JSON in part: strings, lists, and those members of objects that are asked
//! for. All else is read over, without being stored.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// The members of objects that are kept.
const KEPT: &[&str] = &[
    "@graph",
    "@id",
    "@type",
    "@value",
    "articleBody",
    "author",
    "creator",
    "dateCreated",
    "dateModified",
    "datePublished",
    "description",
    "headline",
    "inLanguage",
    "mainEntity",
    "mainEntityOfPage",
    "name",
    "publisher",
    "text",
    "uploadDate",
];

/// A value.
#[derive(Debug)]
pub(super) enum Json<'j> {
    /// A number, a truth value, null.
    Nothing,
    Text(Cow<'j, str>),
    List(Vec<Json<'j>>),
    Object(Object<'j>),
}

/// The members of an object, in order.
#[derive(Debug)]
pub(super) struct Object<'j>(Vec<(&'static str, Json<'j>)>);

impl<'j> Json<'j> {
    /// The value that a text begins with; what follows it is left alone. The
    /// depth is bounded by `serde_json`.
    pub(super) fn read(text: &'j str) -> serde_json::Result<Json<'j>> {
        Json::deserialize(&mut serde_json::Deserializer::from_str(text))
    }

    /// The value itself, or those in it if it is a list.
    pub(super) fn each(&self) -> &[Json<'j>] {
        match self {
            Json::List(values) => values,
            value => std::slice::from_ref(value),
        }
    }

    /// The value as a text: itself, the first one of a list, or the `@value`
    /// of an object.
    pub(super) fn text(&self) -> Option<&str> {
        self.each().iter().find_map(|value| match value {
            Json::Text(text) => Some(&**text),
            Json::Object(object) => match object.get("@value")? {
                Json::Text(text) => Some(&**text),
                _ => None,
            },
            _ => None,
        })
    }
}

impl<'j> Object<'j> {
    /// The value of a member.
    pub(super) fn get(&self, name: &str) -> Option<&Json<'j>> {
        let found = self.0.iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| value)
    }

    /// The text of a member, unless it is blank.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let text = self.get(name)?.text()?;
        (!text.trim().is_empty()).then_some(text)
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

/// The name of a member: one of [`KEPT`], if it is.
struct Key(Option<&'static str>);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(KeyReader)
    }
}

struct KeyReader;

impl Visitor<'_> for KeyReader {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Key, E> {
        let place = KEPT.binary_search(&name).ok();
        Ok(Key(place.map(|place| KEPT[place])))
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Json<'de>, E> {
        Ok(Json::Nothing)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Json<'de>, E> {
        Ok(Json::Nothing)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Json<'de>, E> {
        Ok(Json::Nothing)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json<'de>, E> {
        Ok(Json::Nothing)
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Nothing)
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json<'de>, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Json::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(Key(name)) = map.next_key()? {
            match name {
                Some(name) => members.push((name, map.next_value()?)),
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(Json::Object(Object(members)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kept_names_are_sorted() {
        assert!(KEPT.is_sorted());
    }

    #[test]
    fn only_what_is_asked_for_is_stored() {
        let text = r#"{"name": ["Ann", 1], "junk": {"name": [[["x"]]]}, "headline": {"@value": "H"}, "@id": null} junk"#;
        let json = Json::read(text).unwrap();
        let Json::Object(object) = &json else {
            panic!("{json:?}")
        };
        assert_eq!(object.0.len(), 3);
        assert_eq!(object.text("name"), Some("Ann"));
        assert_eq!(object.text("headline"), Some("H"));
        assert_eq!(object.text("@id"), None);
        assert!(matches!(
            object.get("name").unwrap().each()[0],
            Json::Text(Cow::Borrowed("Ann"))
        ));
    }

    #[test]
    fn depth_is_an_error() {
        assert!(Json::read(&"[".repeat(1 << 20)).is_err());
        assert!(Json::read(&"{\"name\":".repeat(1 << 18)).is_err());
        assert!(Json::read(&format!("{{\"x\":{}", "[".repeat(1 << 20))).is_err());
    }
}
