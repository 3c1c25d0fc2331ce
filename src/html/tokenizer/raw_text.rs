//! Elements whose content is text up to their end tag.
//!
//! - 13.2.5.2 RCDATA state, and 13.2.5.9 to 13.2.5.11
//! - 13.2.5.3 RAWTEXT state, and 13.2.5.12 to 13.2.5.14
//! - 13.2.5.5 PLAINTEXT state

use super::data::Run;
use super::{TokenSink, Tokenizer};
use crate::html::arena::Span;
use crate::html::bytes::{self, TAG_NAME_END, find, find_either};
use crate::html::names::TagName;

impl<S: TokenSink> Tokenizer<'_, '_, S> {
    /// 13.2.5.2 RCDATA state: text with character references.
    pub(super) fn rcdata(&mut self, name: TagName) {
        let mut run = Run::starting_at(self.position);
        loop {
            self.position = find_either(self.bytes, self.position, b'<', b'&');
            match self.peek(0) {
                Some(b'<') if self.at_end_tag(name) => break,
                Some(b'<') => self.position += 1,
                Some(_) => self.reference_in_text(&mut run),
                None => break,
            }
        }
        self.emit_raw_text(run);
        self.appropriate_end_tag(name);
    }

    /// 13.2.5.3 RAWTEXT state: text as it stands.
    pub(super) fn rawtext(&mut self, name: TagName) {
        let run = Run::starting_at(self.position);
        loop {
            self.position = find(self.bytes, self.position, b'<');
            if self.peek(0).is_none() || self.at_end_tag(name) {
                break;
            }
            self.position += 1;
        }
        self.emit_raw_text(run);
        self.appropriate_end_tag(name);
    }

    /// 13.2.5.5 PLAINTEXT state: all the rest.
    pub(super) fn plaintext(&mut self) {
        let run = Run::starting_at(self.position);
        self.position = self.bytes.len();
        self.emit_raw_text(run);
    }

    /// Whether an "appropriate end tag token" begins here: one of this name,
    /// with a byte after the name that ends it.
    #[inline]
    pub(super) fn at_end_tag(&self, name: TagName) -> bool {
        self.peek(1) == Some(b'/') && self.at_name(self.position + "</".len(), name)
    }

    /// Whether this name stands at a place, with a byte that ends it.
    pub(super) fn at_name(&self, place: usize, name: TagName) -> bool {
        let name = name.known_text().unwrap_or_default().as_bytes();
        let Some(letters) = self.bytes.get(place..place + name.len()) else {
            return false;
        };
        let ends = |&byte: &u8| bytes::is(byte, TAG_NAME_END);
        !name.is_empty()
            && letters.eq_ignore_ascii_case(name)
            && self.bytes.get(place + name.len()).is_some_and(ends)
    }

    /// Emits raw text: like [`Tokenizer::emit`], but NULs are replaced here.
    pub(super) fn emit_raw_text(&mut self, run: Run) {
        let mut characters = run.finish(self.sink.arena(), self.text, self.position);
        if self.has_nul {
            let arena = self.sink.arena();
            let text = arena
                .text(self.text, characters.text)
                .replace('\0', "\u{fffd}");
            let start = arena.decoded_end();
            arena.decoded.push_str(&text);
            characters.text = Span {
                start,
                end: arena.decoded_end(),
            };
        }
        if !characters.text.is_empty() {
            self.sink.characters(characters);
        }
    }

    /// Reads the end tag that ends raw text, if it was not the end of the input
    /// that did.
    pub(super) fn appropriate_end_tag(&mut self, name: TagName) {
        if self.position < self.bytes.len() {
            let start = self.position;
            self.position += "</".len() + name.known_text().map_or(0, str::len);
            self.finish_end_tag(start, name);
        }
    }
}
