//! Comments.
//!
//! 13.2.5.43 Comment start state, to 13.2.5.52 Comment end bang state.

use super::{Characters, TokenSink, Tokenizer};
use crate::html::arena::Span;
use crate::html::bytes::find;

impl<S: TokenSink> Tokenizer<'_, '_, S> {
    /// 13.2.5.43 Comment start state, after `<!--`, and those that follow.
    ///
    /// A comment ends at the first `-->` or `--!>`, whose dashes may not be
    /// those of the opening, or with the input. `<!-->` and `<!--->` are
    /// comments, too.
    pub(super) fn comment(&mut self, declaration: usize) {
        let start = self.position;
        for abrupt_end in [&b">"[..], b"->"] {
            if self.rest().starts_with(abrupt_end) {
                self.position += abrupt_end.len();
                return self.emit_comment(declaration, start, start);
            }
        }
        let mut position = start;
        loop {
            position = find(self.bytes, position, b'>');
            let text = &self.bytes[start..position];
            let at_end = position == self.bytes.len();
            let end_mark: &[&[u8]] = if at_end {
                &[b"--!", b"--", b"-"]
            } else {
                &[b"--", b"--!"]
            };
            let ended = end_mark.iter().find(|&&mark| text.ends_with(mark));
            if at_end || ended.is_some() {
                self.position = (position + 1).min(self.bytes.len());
                let end = position - ended.map_or(0, |mark| mark.len());
                return self.emit_comment(declaration, start, end);
            }
            position += 1;
        }
    }

    /// Emits a comment whose text is this range of the input.
    pub(super) fn emit_comment(&mut self, declaration: usize, start: usize, end: usize) {
        let text = self.replacing_nul(start, end).text;
        let source = Span::new(declaration, self.position);
        self.sink.comment(Characters { text, source });
    }
}
