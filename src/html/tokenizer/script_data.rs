//! Scripts.
//!
//! 13.2.5.4 Script data state, and 13.2.5.15 Script data less-than sign state
//! to 13.2.5.31 Script data double escape end state.

use super::data::Run;
use super::{TokenSink, Tokenizer};
use crate::html::bytes::{find, find_either};
use crate::html::names::TagName;
use crate::html::tables::tags::tag;

/// What a script's text is in the middle of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escape {
    /// Nothing special.
    None,
    /// `<!--`, so far without `-->`.
    Comment,
    /// `<!-- <script>`, so far without `</script>` or `-->`: an end tag would
    /// not end the element here.
    ScriptInComment,
}

impl<S: TokenSink> Tokenizer<'_, '_, S> {
    /// 13.2.5.4 Script data state
    pub(super) fn script_data(&mut self, name: TagName) {
        let run = Run::starting_at(self.position);
        self.find_script_end(name);
        self.emit_raw_text(run);
        self.appropriate_end_tag(name);
    }

    /// Goes to the end tag that ends the script, or to the end of the input.
    fn find_script_end(&mut self, name: TagName) {
        let mut escape = Escape::None;
        // Where the dashes of the last `<!--` stand, which may be those of the
        // `-->` as well.
        let mut dashes = 0;
        loop {
            self.position = match escape {
                Escape::None => find(self.bytes, self.position, b'<'),
                _ => find_either(self.bytes, self.position, b'<', b'>'),
            };
            match self.peek(0) {
                None => return,
                Some(b'>') => {
                    if self.bytes[dashes..self.position].ends_with(b"--") {
                        escape = Escape::None;
                    }
                }
                Some(_) if self.at_end_tag(name) => match escape {
                    // 13.2.5.31 Script data double escape end state
                    Escape::ScriptInComment => escape = Escape::Comment,
                    _ => return,
                },
                // 13.2.5.18 Script data escape start state
                Some(_) if escape == Escape::None && self.rest().starts_with(b"<!--") => {
                    escape = Escape::Comment;
                    dashes = self.position + "<!".len();
                    self.position = dashes + 1;
                }
                // 13.2.5.26 Script data double escape start state
                Some(_)
                    if escape == Escape::Comment
                        && self.at_name(self.position + 1, tag::SCRIPT) =>
                {
                    escape = Escape::ScriptInComment;
                }
                Some(_) => {}
            }
            self.position += 1;
        }
    }
}
