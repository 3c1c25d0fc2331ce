//! 13.2.5 Tokenization.
//!
//! The states of the standard are not states of a machine here but places in
//! the code: a tag is read by one function, a comment by another. Each module
//! names the states that it covers.

mod attributes;
mod comments;
mod data;
mod doctype;
mod raw_text;
pub(crate) mod references;
mod script_data;
mod tags;

use super::arena::{Arena, Span};
use super::names::TagName;
use super::tree::Doctype;

/// A start tag, or an end tag. An end tag's attributes are not kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag {
    pub(crate) name: TagName,
    /// The range of the tag's attributes in [`Arena::attributes`].
    pub(crate) attributes: Span,
    pub(crate) self_closing: bool,
    /// Where the tag stands in the input.
    pub(crate) source: Span,
}

impl Tag {
    /// A tag that the page has not got, but its parsing asks for.
    pub(crate) fn implied(name: TagName, position: u32) -> Tag {
        let nothing = Span {
            start: position,
            end: position,
        };
        Tag {
            name,
            attributes: Span::EMPTY,
            self_closing: false,
            source: nothing,
        }
    }
}

/// A run of character tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Characters {
    /// The text: a range of the input or of the decoded text.
    pub(crate) text: Span,
    /// Where it stands in the input.
    pub(crate) source: Span,
}

impl Characters {
    /// A range of the input as it stands.
    #[inline(always)]
    pub(crate) fn verbatim(start: usize, end: usize) -> Characters {
        let span = Span::new(start, end);
        Characters {
            text: span,
            source: span,
        }
    }
}

/// A DOCTYPE token.
#[derive(Debug)]
pub(crate) struct DoctypeToken {
    pub(crate) doctype: Doctype,
    pub(crate) force_quirks: bool,
    pub(crate) source: Span,
}

/// The state in which the tokenizer goes on after a start tag.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum State {
    /// 13.2.5.1 Data state
    Data,
    /// 13.2.5.2 RCDATA state
    Rcdata,
    /// 13.2.5.3 RAWTEXT state
    Rawtext,
    /// 13.2.5.4 Script data state
    ScriptData,
    /// 13.2.5.5 PLAINTEXT state
    Plaintext,
}

/// Who takes the tokens: the tree builder, or a test.
pub(crate) trait TokenSink {
    /// Where attributes, names and decoded text are kept.
    fn arena(&mut self) -> &mut Arena;

    /// Takes a start tag, and says how the tokenizer goes on.
    fn start_tag(&mut self, tag: Tag) -> State;

    /// Takes an end tag.
    fn end_tag(&mut self, tag: Tag);

    /// Takes a run of characters, which is not empty.
    fn characters(&mut self, characters: Characters);

    /// Takes a comment.
    fn comment(&mut self, comment: Characters);

    /// Takes a doctype.
    fn doctype(&mut self, token: DoctypeToken);

    /// Takes the end of the input.
    fn end_of_file(&mut self);

    /// Whether "there is an adjusted current node and it is not an element in
    /// the HTML namespace": whether `<![CDATA[` means anything.
    fn cdata_is_allowed(&self) -> bool;

    /// Whether a limit has been passed at this place: whether to stop.
    fn must_stop(&mut self, position: usize) -> bool;
}

/// Reads tokens from a text and hands them to a sink.
#[derive(Debug)]
pub(crate) struct Tokenizer<'i, 's, S> {
    text: &'i str,
    bytes: &'i [u8],
    /// Whether there is a NUL anywhere: if not, nobody has to look for one.
    has_nul: bool,
    /// The next byte to read.
    position: usize,
    sink: &'s mut S,
}

impl<'i, 's, S: TokenSink> Tokenizer<'i, 's, S> {
    /// A tokenizer at the start of a text whose newlines are normalized.
    pub(crate) fn new(text: &'i str, has_nul: bool, sink: &'s mut S) -> Tokenizer<'i, 's, S> {
        Tokenizer {
            text,
            bytes: text.as_bytes(),
            has_nul,
            position: 0,
            sink,
        }
    }

    /// Reads the whole text.
    pub(crate) fn run(mut self) {
        self.data();
        self.sink.end_of_file();
    }

    /// Reads the whole text, beginning in another state than data, as if after
    /// a start tag of this name.
    #[cfg(test)]
    pub(crate) fn run_from(mut self, state: State, last_start_tag: TagName) {
        self.after_start_tag(state, last_start_tag);
        self.data();
        self.sink.end_of_file();
    }

    /// The byte so many bytes after the next one.
    #[inline(always)]
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.position + ahead).copied()
    }

    /// What has not been read.
    #[inline(always)]
    fn rest(&self) -> &'i [u8] {
        self.bytes.get(self.position..).unwrap_or_default()
    }

    /// Whether the text goes on with these letters, in any case; `letters` are
    /// in lower case.
    fn rest_starts_with_ignoring_case(&self, letters: &[u8]) -> bool {
        let start = self.rest().get(..letters.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(letters))
    }

    /// A range of the input as a token's text, every NUL in it replaced.
    fn replacing_nul(&mut self, start: usize, end: usize) -> Characters {
        let verbatim = Characters::verbatim(start, end);
        let text = &self.text[start..end];
        if !self.has_nul || !text.contains('\0') {
            return verbatim;
        }
        let arena = self.sink.arena();
        let decoded_start = arena.decoded_end();
        arena.decoded.push_str(&text.replace('\0', "\u{fffd}"));
        let text = Span {
            start: decoded_start,
            end: arena.decoded_end(),
        };
        Characters { text, ..verbatim }
    }
}
