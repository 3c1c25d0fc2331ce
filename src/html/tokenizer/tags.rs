//! Tags.
//!
//! 13.2.5.8 Tag name state; the attributes are [`super::attributes`].

use super::{State, Tag, TokenSink, Tokenizer};
use crate::html::arena::Span;
use crate::html::bytes::{self, TAG_NAME_END};
use crate::html::names::{KEY_BYTES, Key, TagName, TagNameEnd, find_tag, lower_case_name};

impl<S: TokenSink> Tokenizer<'_, '_, S> {
    /// Reads a start tag, and the raw text after it if it is such a tag. A tag
    /// that the end of the input cuts off is dropped.
    #[inline(always)]
    pub(super) fn start_tag(&mut self) {
        let start = self.position;
        self.position += "<".len();
        let name = self.tag_name();
        let attributes_start = self.sink.arena().attributes.len();
        let name_end = self.position;
        let self_closing = match self.attributes() {
            Some(end) => end.self_closing,
            None => return,
        };
        let attributes = Span::new(attributes_start, self.sink.arena().attributes.len());
        self.sink.arena().attribute_bytes += self.position - name_end;
        let source = Span::new(start, self.position);
        let state = self.sink.start_tag(Tag {
            name,
            attributes,
            self_closing,
            source,
        });
        if state != State::Data {
            self.after_start_tag(state, name);
        }
    }

    /// Reads what follows a start tag in another state than data.
    pub(super) fn after_start_tag(&mut self, state: State, name: TagName) {
        match state {
            State::Data => {}
            State::Rcdata => self.rcdata(name),
            State::Rawtext => self.rawtext(name),
            State::ScriptData => self.script_data(name),
            State::Plaintext => self.plaintext(),
        }
    }

    /// Reads an end tag.
    #[inline(always)]
    pub(super) fn end_tag(&mut self) {
        let start = self.position;
        self.position += "</".len();
        let name = self.tag_name();
        self.finish_end_tag(start, name);
    }

    /// Reads the end tag from behind its name, and emits it. Its attributes are
    /// dropped.
    #[inline(always)]
    pub(super) fn finish_end_tag(&mut self, start: usize, name: TagName) {
        if self.peek(0) == Some(b'>') {
            self.position += 1;
        } else {
            let kept = self.sink.arena().attributes.len();
            let end = self.attributes();
            self.sink.arena().attributes.truncate(kept);
            if end.is_none() {
                return;
            }
        }
        let source = Span::new(start, self.position);
        self.sink.end_tag(Tag {
            name,
            attributes: Span::EMPTY,
            self_closing: false,
            source,
        });
    }

    /// 13.2.5.8 Tag name state
    #[inline(always)]
    fn tag_name(&mut self) -> TagName {
        if let Some(window) = self.rest().first_chunk::<KEY_BYTES>() {
            let (length, key) = Key::read::<TagNameEnd>(window);
            if length < KEY_BYTES
                && bytes::is(window[length], TAG_NAME_END)
                && let Some(name) = find_tag(key)
            {
                self.position += length;
                return name;
            }
        }
        self.uncommon_tag_name()
    }

    /// A tag name that the tables do not hold, that has a control character in
    /// it, or that stands at the very end of the input.
    #[cold]
    #[inline(never)]
    fn uncommon_tag_name(&mut self) -> TagName {
        let start = self.position;
        while let Some(byte) = self.peek(0) {
            if bytes::is(byte, TAG_NAME_END) {
                break;
            }
            self.position += 1;
        }
        let name = lower_case_name(&self.text[start..self.position]);
        self.sink.arena().names.intern(&name)
    }
}
