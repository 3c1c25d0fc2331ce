//! Character tokens in every insertion mode: the paragraphs of 13.2.6.4 and
//! 13.2.6.5 that begin with "A character token".
//!
//! A run of characters arrives as a whole, as no tag interrupts it. Modes that
//! treat white space in another way take it off the run's beginning; what is
//! left then makes them change, and goes to the next mode. That makes a mode of
//! its own for 13.2.6.4.10 "in table text" needless.

use super::{Flow, Mode, TreeBuilder};
use crate::html::arena::Span;
use crate::html::bytes::{is_all_white_space, is_white_space, leading_white_space};
use crate::html::tables::tags::category::FOSTERING;
use crate::html::tables::tags::tag;
use crate::html::tokenizer::Characters;

impl TreeBuilder<'_> {
    /// A run of characters, in any mode.
    #[inline(never)]
    pub(super) fn any_characters(&mut self, mut characters: Characters) {
        if self.ignore_line_feed {
            self.ignore_line_feed = false;
            if self.text_of(characters).starts_with('\n') {
                characters = without_first(characters, 1);
            }
        }
        if characters.text.is_empty() {
            return;
        }
        let has_nul = self.has_nul && self.text_of(characters).contains('\0');
        if self.characters_are_foreign() {
            self.foreign_characters(characters, has_nul);
        } else if has_nul && self.mode_heeds_nul() {
            self.characters_and_nuls(characters);
        } else if has_nul {
            // "Parse error. Ignore the token."
            let kept = self.text_of(characters).replace('\0', "");
            let characters = self.decoded(&kept, characters);
            self.characters_by_mode(characters);
        } else {
            self.characters_by_mode(characters);
        }
    }

    /// The text of a run.
    fn text_of(&self, characters: Characters) -> &str {
        self.arena.text(self.text, characters.text)
    }

    /// Characters with this text, which came from others.
    fn decoded(&mut self, text: &str, from: Characters) -> Characters {
        let start = self.arena.decoded_end();
        self.arena.decoded.push_str(text);
        Characters {
            text: Span {
                start,
                end: self.arena.decoded_end(),
            },
            ..from
        }
    }

    /// 13.2.6.5 The rules for parsing tokens in foreign content
    fn foreign_characters(&mut self, mut characters: Characters, has_nul: bool) {
        let is_empty = |byte| byte == 0 || is_white_space(byte);
        if !self.text_of(characters).bytes().all(is_empty) {
            self.frameset_ok = false;
        }
        if has_nul {
            let replaced = self.text_of(characters).replace('\0', "\u{fffd}");
            characters = self.decoded(&replaced, characters);
        }
        self.insert_characters(characters);
    }

    /// Whether a NUL is "anything else" in the current mode, which it changes.
    fn mode_heeds_nul(&self) -> bool {
        matches!(
            self.mode,
            Mode::Initial
                | Mode::BeforeHtml
                | Mode::BeforeHead
                | Mode::InHead
                | Mode::InHeadNoscript
                | Mode::AfterHead
                | Mode::InColumnGroup
                | Mode::AfterBody
                | Mode::AfterAfterBody
        )
    }

    /// Characters among which there are NULs, piece by piece.
    fn characters_and_nuls(&mut self, characters: Characters) {
        let text = self.text_of(characters).to_owned();
        let mut start = 0;
        for piece in text.split_inclusive('\0') {
            let length = piece.trim_end_matches('\0').len();
            let from = without_first(characters, start);
            let end = from.text.start + length as u32;
            if length > 0 {
                let text = Span {
                    start: from.text.start,
                    end,
                };
                self.characters_by_mode(Characters { text, ..from });
            }
            if length < piece.len() {
                self.nul_by_mode();
            }
            start += piece.len();
        }
    }

    /// A NUL in a mode that heeds it: as any character that is no white space,
    /// except that "in body" ignores it in the end.
    fn nul_by_mode(&mut self) {
        while self.mode_heeds_nul() {
            if self.leave_mode_for_characters() == Flow::Done {
                return;
            }
        }
    }

    /// A run of characters without NULs that is not foreign. It is handed on
    /// from mode to mode, less the white space that a mode has taken.
    fn characters_by_mode(&mut self, mut characters: Characters) {
        loop {
            if characters.text.is_empty() {
                return;
            }
            let space = leading_white_space(self.text_of(characters));
            match self.mode {
                Mode::Initial | Mode::BeforeHtml | Mode::BeforeHead => {}
                Mode::InColumnGroup if !self.open.current_is(tag::COLGROUP) => {
                    return self.only_white_space(characters);
                }
                Mode::InHead | Mode::InHeadNoscript | Mode::AfterHead | Mode::InColumnGroup => {
                    if space > 0 {
                        self.insert_characters(first(characters, space));
                    }
                }
                Mode::InBody | Mode::InCaption | Mode::InCell | Mode::InTemplate => {
                    return self.in_body_characters(characters);
                }
                Mode::Text => return self.insert_characters(characters),
                Mode::InTable | Mode::InTableBody | Mode::InRow => {
                    return self.in_table_characters(characters);
                }
                Mode::AfterBody | Mode::AfterAfterBody => {
                    if !is_all_white_space(self.text_of(characters)) {
                        self.mode = Mode::InBody;
                    }
                    return self.in_body_characters(characters);
                }
                Mode::InFrameset | Mode::AfterFrameset | Mode::AfterAfterFrameset => {
                    return self.only_white_space(characters);
                }
            }
            characters = without_first(characters, space);
            if characters.text.is_empty() || self.leave_mode_for_characters() == Flow::Done {
                return;
            }
        }
    }

    /// "Anything else" of a mode, for a character that is no white space.
    fn leave_mode_for_characters(&mut self) -> Flow {
        match self.mode {
            Mode::Initial => self.initial_anything_else(),
            Mode::BeforeHtml => self.before_html_anything_else(),
            Mode::BeforeHead => self.before_head_anything_else(),
            Mode::InHead => self.in_head_anything_else(),
            Mode::InHeadNoscript => self.in_head_noscript_anything_else(),
            Mode::AfterHead => self.after_head_anything_else(),
            Mode::InColumnGroup => self.in_column_group_anything_else(),
            _ => {
                self.mode = Mode::InBody;
                Flow::Reprocess
            }
        }
    }

    /// 13.2.6.4.7 The "in body" insertion mode
    fn in_body_characters(&mut self, characters: Characters) {
        self.reconstruct_formatting();
        if self.frameset_ok && !is_all_white_space(self.text_of(characters)) {
            self.frameset_ok = false;
        }
        self.insert_characters(characters);
    }

    /// 13.2.6.4.9 The "in table" insertion mode, 13.2.6.4.10 "in table text":
    /// white space stays in the table, any other run leaves it as a whole.
    fn in_table_characters(&mut self, characters: Characters) {
        let current = self.open.current();
        let is_table_text = current.is(FOSTERING) || current.name == tag::TEMPLATE;
        if is_table_text && is_all_white_space(self.text_of(characters)) {
            self.insert_characters(characters);
        } else {
            let _ = self.with_foster_parenting(|builder| {
                builder.in_body_characters(characters);
                Flow::Done
            });
        }
    }

    /// 13.2.6.4.18 The "in frameset" insertion mode and the modes after it, and
    /// a template's "in column group": any character but white space is ignored.
    fn only_white_space(&mut self, mut characters: Characters) {
        let text = self.text_of(characters);
        if !is_all_white_space(text) {
            let is_kept =
                |&character: &char| character.is_ascii() && is_white_space(character as u8);
            let kept: String = text.chars().filter(is_kept).collect();
            characters = self.decoded(&kept, characters);
        }
        if characters.text.is_empty() {
            return;
        }
        if self.mode == Mode::AfterAfterFrameset {
            self.reconstruct_formatting();
        }
        self.insert_characters(characters);
    }
}

/// The first bytes of a run. Where it had to be decoded nobody knows where they
/// stand in the input, so the range is that of the run.
fn first(characters: Characters, length: usize) -> Characters {
    let Characters {
        mut text,
        mut source,
    } = characters;
    text.end = text.start + length as u32;
    if characters.text == characters.source {
        source = text;
    }
    Characters { text, source }
}

/// A run without its first bytes.
fn without_first(characters: Characters, length: usize) -> Characters {
    let Characters {
        mut text,
        mut source,
    } = characters;
    text.start += length as u32;
    if characters.text == characters.source {
        source = text;
    }
    Characters { text, source }
}
