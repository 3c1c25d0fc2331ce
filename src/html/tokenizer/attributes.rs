//! Attributes.
//!
//! 13.2.5.32 Before attribute name state, to 13.2.5.40 Self-closing start tag
//! state.

use std::collections::HashSet;

use super::{TokenSink, Tokenizer};
use crate::html::arena::Span;
use crate::html::bytes::{self, ATTRIBUTE_NAME_END, find, skip_white_space};
use crate::html::names::{
    AttributeName, AttributeNameEnd, KEY_BYTES, Key, find_attribute, lower_case_name,
};
use crate::html::tables::attributes;
use crate::html::tree::Attribute;
use crate::html::work;

// `SeenNames` has a bit for each known name.
const _: () = assert!(attributes::COUNT <= 64);

/// How a tag ended.
pub(super) struct TagEnd {
    pub(super) self_closing: bool,
}

/// The names of the attributes that a tag has so far.
struct SeenNames {
    /// Where the tag's attributes begin in the arena.
    first: usize,
    /// A bit for each name that the tables know.
    known: u64,
    /// How many attributes have another name.
    others: usize,
    /// Those names, once they are too many to look through.
    hashed: Option<HashSet<String>>,
}

/// Up to how many attributes of names unknown to the tables are compared one by
/// one.
const COMPARED_ONE_BY_ONE: usize = 16;

impl<S: TokenSink> Tokenizer<'_, '_, S> {
    /// Reads attributes to the end of the tag; the arena keeps them. `None`
    /// when the input ends first: then the tag is dropped, and so are they.
    #[inline(always)]
    pub(super) fn attributes(&mut self) -> Option<TagEnd> {
        if self.peek(0) == Some(b'>') {
            self.position += 1;
            return Some(TagEnd {
                self_closing: false,
            });
        }
        self.some_attributes()
    }

    /// Reads attributes to the end of a tag that goes on after its name.
    fn some_attributes(&mut self) -> Option<TagEnd> {
        let first = self.sink.arena().attributes.len();
        let mut seen = SeenNames {
            first,
            known: 0,
            others: 0,
            hashed: None,
        };
        let end = loop {
            // 13.2.5.32 Before attribute name state
            self.position = skip_white_space(self.bytes, self.position);
            match self.peek(0) {
                None => break None,
                Some(b'>') => {
                    self.position += 1;
                    break Some(TagEnd {
                        self_closing: false,
                    });
                }
                // 13.2.5.40 Self-closing start tag state
                Some(b'/') => {
                    self.position += 1;
                    if self.peek(0) == Some(b'>') {
                        self.position += 1;
                        break Some(TagEnd { self_closing: true });
                    }
                }
                Some(_) => {
                    let attribute = self.attribute();
                    self.keep_unless_duplicate(attribute, &mut seen);
                }
            }
        };
        if end.is_none() {
            self.sink.arena().attributes.truncate(first);
        }
        end
    }

    /// Reads one attribute.
    #[inline(always)]
    fn attribute(&mut self) -> Attribute {
        let start = self.position;
        let name = self.attribute_name();
        let name_span = Span::new(start, self.position);
        // 13.2.5.34 After attribute name state
        self.position = skip_white_space(self.bytes, self.position);
        let value_span = if self.peek(0) == Some(b'=') {
            self.position += 1;
            self.attribute_value()
        } else {
            Span::new(self.position, self.position)
        };
        Attribute {
            name,
            name_span,
            value_span,
        }
    }

    /// 13.2.5.33 Attribute name state. An `=` at its start is part of it.
    #[inline(always)]
    fn attribute_name(&mut self) -> AttributeName {
        if let Some(window) = self.rest().first_chunk::<KEY_BYTES>() {
            let (length, key) = Key::read::<AttributeNameEnd>(window);
            if (1..KEY_BYTES).contains(&length) && bytes::is(window[length], ATTRIBUTE_NAME_END) {
                self.position += length;
                return find_attribute(key);
            }
        }
        self.uncommon_attribute_name()
    }

    /// An attribute name that is long, has a control character in it, begins with
    /// `=`, or stands at the very end of the input.
    #[cold]
    #[inline(never)]
    fn uncommon_attribute_name(&mut self) -> AttributeName {
        let start = self.position;
        self.position += 1;
        while let Some(byte) = self.peek(0) {
            if bytes::is(byte, ATTRIBUTE_NAME_END) {
                break;
            }
            self.position += 1;
        }
        let name = lower_case_name(self.text.get(start..self.position).unwrap_or_default());
        Key::of(name.as_bytes()).map_or(AttributeName::OTHER, find_attribute)
    }

    /// 13.2.5.35 Before attribute value state, to 13.2.5.39.
    #[inline(always)]
    fn attribute_value(&mut self) -> Span {
        self.position = skip_white_space(self.bytes, self.position);
        let (start, end) = match self.peek(0) {
            // 13.2.5.36, 13.2.5.37: the quoted states
            Some(quote @ (b'"' | b'\'')) => {
                let start = self.position + 1;
                let end = find(self.bytes, start, quote);
                self.position = (end + 1).min(self.bytes.len());
                (start.min(end), end)
            }
            // 13.2.5.38 Attribute value (unquoted) state
            _ => {
                let start = self.position;
                let ends = |&byte: &u8| byte == b'>' || bytes::is_white_space(byte);
                let length = self.rest().iter().position(ends);
                self.position = length.map_or(self.bytes.len(), |length| start + length);
                (start, self.position)
            }
        };
        Span::new(start, end)
    }

    /// 13.2.5.33: a tag's second attribute of the same name is removed from it.
    #[inline(always)]
    fn keep_unless_duplicate(&mut self, attribute: Attribute, seen: &mut SeenNames) {
        let is_new = if attribute.name == AttributeName::OTHER {
            self.is_new_among_others(&attribute, seen)
        } else {
            let bit = 1 << attribute.name.index();
            let is_new = seen.known & bit == 0;
            seen.known |= bit;
            is_new
        };
        if is_new {
            self.sink.arena().attributes.push(attribute);
        }
    }

    /// Whether no attribute of the tag has the name of this one, which the
    /// tables do not know.
    fn is_new_among_others(&mut self, attribute: &Attribute, seen: &mut SeenNames) -> bool {
        let text = self.text;
        let arena = self.sink.arena();
        if seen.others < COMPARED_ONE_BY_ONE {
            let name = arena.text(text, attribute.name_span);
            let same_name = |earlier: &Attribute| {
                work::note(1);
                earlier.name == AttributeName::OTHER
                    && arena
                        .text(text, earlier.name_span)
                        .eq_ignore_ascii_case(name)
            };
            let is_new = !arena.attributes[seen.first..].iter().any(same_name);
            seen.others += usize::from(is_new);
            return is_new;
        }
        let name_of = |attribute: &Attribute| {
            lower_case_name(arena.text(text, attribute.name_span)).into_owned()
        };
        let earlier = || arena.attributes[seen.first..].iter().map(name_of).collect();
        seen.hashed
            .get_or_insert_with(earlier)
            .insert(name_of(attribute))
    }
}
