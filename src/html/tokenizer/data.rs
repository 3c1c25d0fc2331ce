//! Text and what interrupts it.
//!
//! - 13.2.5.1 Data state
//! - 13.2.5.6 Tag open state
//! - 13.2.5.7 End tag open state
//! - 13.2.5.42 Markup declaration open state
//! - 13.2.5.69 CDATA section state, to 13.2.5.71

use super::references::character_reference;
use super::{Characters, TokenSink, Tokenizer};
use crate::html::arena::{Arena, Span};
use crate::html::bytes::{find, find_either};

/// A run of characters while it is read: verbatim as long as nothing in it had
/// to be decoded.
#[derive(Clone, Copy)]
pub(super) struct Run {
    start: usize,
    /// The start of what has not been copied.
    pending: usize,
    /// Where in the decoded text the copy begins, if there is one.
    decoded: Option<u32>,
}

impl Run {
    /// An empty run.
    #[inline(always)]
    pub(super) fn starting_at(start: usize) -> Run {
        Run {
            start,
            pending: start,
            decoded: None,
        }
    }

    /// Puts `replacement` in the place of a range of the input.
    pub(super) fn replace(
        &mut self,
        arena: &mut Arena,
        input: &str,
        range: std::ops::Range<usize>,
        replacement: &str,
    ) {
        self.decoded.get_or_insert(arena.decoded_end());
        arena.decoded.push_str(&input[self.pending..range.start]);
        arena.decoded.push_str(replacement);
        self.pending = range.end;
    }

    /// The run as a token, up to this end.
    pub(super) fn finish(self, arena: &mut Arena, input: &str, end: usize) -> Characters {
        let source = Span::new(self.start, end);
        let Some(decoded) = self.decoded else {
            return Characters {
                text: source,
                source,
            };
        };
        arena.decoded.push_str(&input[self.pending..end]);
        Characters {
            text: Span {
                start: decoded,
                end: arena.decoded_end(),
            },
            source,
        }
    }
}

impl<S: TokenSink> Tokenizer<'_, '_, S> {
    /// 13.2.5.1 Data state, from text to tag to text until the input ends, or a
    /// limit is passed.
    pub(super) fn data(&mut self) {
        let mut run = Run::starting_at(self.position);
        loop {
            self.position = find_either(self.bytes, self.position, b'<', b'&');
            match self.peek(0) {
                Some(b'<') if self.sink.must_stop(self.position) => break,
                Some(b'<') => self.tag_open(&mut run),
                Some(_) => self.reference_in_text(&mut run),
                None => break,
            }
        }
        self.emit(run);
    }

    /// Hands over the run, which ends here, unless it is empty.
    #[inline(always)]
    pub(super) fn emit(&mut self, run: Run) {
        if run.decoded.is_none() {
            if run.start < self.position {
                self.sink
                    .characters(Characters::verbatim(run.start, self.position));
            }
            return;
        }
        let characters = run.finish(self.sink.arena(), self.text, self.position);
        if !characters.text.is_empty() {
            self.sink.characters(characters);
        }
    }

    /// 13.2.5.72 Character reference state, in text.
    pub(super) fn reference_in_text(&mut self, run: &mut Run) {
        match character_reference(&self.bytes[self.position + 1..], false) {
            None => self.position += 1,
            Some(reference) => {
                let range = self.position..self.position + 1 + reference.length;
                self.position = range.end;
                run.replace(
                    self.sink.arena(),
                    self.text,
                    range,
                    reference.text().as_str(),
                );
            }
        }
    }

    /// 13.2.5.6 Tag open state. What begins here may be no tag: then the run
    /// goes on.
    #[inline(always)]
    fn tag_open(&mut self, run: &mut Run) {
        match self.peek(1) {
            Some(letter) if letter.is_ascii_alphabetic() => {
                self.emit(*run);
                self.start_tag();
            }
            Some(b'/') => return self.end_tag_open(run),
            Some(b'!') => {
                self.emit(*run);
                self.markup_declaration_open();
            }
            Some(b'?') => {
                self.emit(*run);
                self.bogus_comment(self.position + 1);
            }
            _ => {
                self.position += 1;
                return;
            }
        }
        *run = Run::starting_at(self.position);
    }

    /// 13.2.5.7 End tag open state
    #[inline(always)]
    fn end_tag_open(&mut self, run: &mut Run) {
        match self.peek(2) {
            Some(letter) if letter.is_ascii_alphabetic() => {
                self.emit(*run);
                self.end_tag();
                *run = Run::starting_at(self.position);
            }
            // `</>` is nothing at all: the text goes on.
            Some(b'>') => {
                let range = self.position..self.position + 3;
                self.position = range.end;
                run.replace(self.sink.arena(), self.text, range, "");
            }
            Some(_) => {
                self.emit(*run);
                self.bogus_comment(self.position + 2);
                *run = Run::starting_at(self.position);
            }
            None => self.position += 2,
        }
    }

    /// 13.2.5.42 Markup declaration open state
    fn markup_declaration_open(&mut self) {
        let declaration = self.position;
        self.position += "<!".len();
        if self.rest().starts_with(b"--") {
            self.position += "--".len();
            self.comment(declaration);
        } else if self.rest_starts_with_ignoring_case(b"doctype") {
            self.position += "doctype".len();
            self.doctype(declaration);
        } else if self.rest().starts_with(b"[CDATA[") && self.sink.cdata_is_allowed() {
            self.position += "[CDATA[".len();
            self.cdata_section();
        } else {
            self.position = declaration;
            self.bogus_comment(declaration + "<!".len());
        }
    }

    /// 13.2.5.69 CDATA section state, to 13.2.5.71 CDATA section end state.
    fn cdata_section(&mut self) {
        let start = self.position;
        let end = memchr::memmem::find(self.rest(), b"]]>").map(|length| start + length);
        self.position = end.unwrap_or(self.bytes.len());
        self.emit(Run::starting_at(start));
        if end.is_some() {
            self.position += "]]>".len();
        }
    }

    /// 13.2.5.41 Bogus comment state; the comment's text begins at `start`.
    fn bogus_comment(&mut self, start: usize) {
        let declaration = self.position;
        let end = find(self.bytes, start, b'>');
        self.position = (end + 1).min(self.bytes.len());
        self.emit_comment(declaration, start, end);
    }
}
