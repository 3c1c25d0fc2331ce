//! Doctypes.
//!
//! 13.2.5.53 DOCTYPE state, to 13.2.5.68 Bogus DOCTYPE state.

use super::{DoctypeToken, TokenSink, Tokenizer};
use crate::html::arena::Span;
use crate::html::bytes::{find, is_white_space, skip_white_space};
use crate::html::names::lower_case_name;
use crate::html::tree::Doctype;

impl<S: TokenSink> Tokenizer<'_, '_, S> {
    /// 13.2.5.53 DOCTYPE state, after `<!DOCTYPE`
    pub(super) fn doctype(&mut self, declaration: usize) {
        let mut doctype = Doctype::default();
        let complete = self.doctype_parts(&mut doctype);
        self.skip_doctype_space();
        let force_quirks = complete.is_none() || self.peek(0).is_none();
        // 13.2.5.68 Bogus DOCTYPE state, or the `>` of any other.
        let end = find(self.bytes, self.position, b'>');
        self.position = (end + 1).min(self.bytes.len());
        let source = Span::new(declaration, self.position);
        self.sink.doctype(DoctypeToken {
            doctype,
            force_quirks,
            source,
        });
    }

    /// Reads the parts of a doctype. `None` when one is missing or malformed in
    /// such a way that the force-quirks flag is on.
    fn doctype_parts(&mut self, doctype: &mut Doctype) -> Option<()> {
        doctype.name = self.doctype_name()?;
        self.skip_doctype_space();
        if self.peek(0) == Some(b'>') {
            return Some(());
        }
        // 13.2.5.56 After DOCTYPE name state
        if self.skip_doctype_keyword(b"public") {
            self.skip_doctype_space();
            self.doctype_identifier(&mut doctype.public_id)?;
            self.skip_doctype_space();
            let quoted = matches!(self.peek(0), Some(b'"' | b'\''));
            if self.peek(0) == Some(b'>') {
                return Some(());
            } else if !quoted {
                return None;
            }
        } else if self.skip_doctype_keyword(b"system") {
            self.skip_doctype_space();
        } else {
            return None;
        }
        // 13.2.5.67 After DOCTYPE system identifier state: what follows does
        // no harm.
        self.doctype_identifier(&mut doctype.system_id)
    }

    /// 13.2.5.54 Before DOCTYPE name state, 13.2.5.55 DOCTYPE name state
    fn doctype_name(&mut self) -> Option<String> {
        self.skip_doctype_space();
        let start = self.position;
        let ends = |&byte: &u8| byte == b'>' || is_white_space(byte);
        let length = self
            .rest()
            .iter()
            .position(ends)
            .unwrap_or(self.rest().len());
        self.position += length;
        let name = lower_case_name(&self.text[start..self.position]);
        (!name.is_empty()).then(|| name.into_owned())
    }

    /// One of the words after the name, in any case.
    fn skip_doctype_keyword(&mut self, keyword: &[u8]) -> bool {
        let found = self.rest_starts_with_ignoring_case(keyword);
        if found {
            self.position += keyword.len();
        }
        found
    }

    /// 13.2.5.59 DOCTYPE public identifier (double-quoted) state, and its like.
    /// `None` when there is no quoted text, or it does not end.
    fn doctype_identifier(&mut self, identifier: &mut Option<String>) -> Option<()> {
        let quote = self.peek(0).filter(|byte| matches!(byte, b'"' | b'\''))?;
        let start = self.position + 1;
        let ends = |&byte: &u8| byte == b'>' || byte == quote;
        let length = self.bytes[start..].iter().position(ends);
        self.position = length.map_or(self.bytes.len(), |length| start + length);
        *identifier = Some(self.text[start..self.position].replace('\0', "\u{fffd}"));
        if self.peek(0) != Some(quote) {
            return None;
        }
        self.position += 1;
        Some(())
    }

    /// Skips white space.
    fn skip_doctype_space(&mut self) {
        self.position = skip_white_space(self.bytes, self.position);
    }
}
