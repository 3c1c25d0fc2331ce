//! One logical line → blocks: where chrome is glued to prose or to chrome,
//! where links stand in a row, where a whole document stands on one line.
//!
//! A cut costs nothing where both sides are kept, because blocks of one line
//! are emitted as they stood. So a line is cut where it may pay: at a joint
//! that a phrase of the lexicon stands at, at every joint of a line that is
//! long or glued throughout, and at sentences once a line is as long as a page.

use std::ops::Range;

use super::sieve;
use crate::chars::{Class, Classes, trimmed};
use crate::lexicon::{Folded, Lexicon};

/// From this length on (bytes), a line is cut at all of its joints.
const LONG: usize = 400;

/// From this length on (bytes), a line is cut at the ends of its sentences.
const PAGE: usize = 1500;

/// The shortest block (bytes) that a sentence's end makes.
const SENTENCE: usize = 48;

/// The shortest part (bytes) of a row that stands for itself: a headline or a
/// sentence, where the others are links.
const PROSE: usize = 56;

/// What parts two pieces of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// ` | `, ` » `, ` • `, a tab, a wide gap.
    Separator,
    /// A letter, full stop or quote, and a capital, with nothing between.
    Glue,
    /// A sentence's end and white space.
    Sentence,
}

/// A place where a line may be cut.
#[derive(Clone, Copy, Debug)]
struct Joint {
    /// Where the piece before it ends.
    end: usize,
    /// Where the piece after it starts.
    start: usize,
    kind: Kind,
    cut: bool,
}

/// Cuts lines; keeps its scratch from line to line.
#[derive(Debug, Default)]
pub(crate) struct Cutter {
    joints: Vec<Joint>,
    classes: Classes,
    folded: Folded,
}

impl Cutter {
    /// Gives the pieces of the line at `range`, which is trimmed and shows something,
    /// to `emit`, in order. So does each.
    pub(crate) fn cut(
        &mut self,
        text: &str,
        range: Range<usize>,
        lexicon: &Lexicon,
        mut emit: impl FnMut(Range<usize>),
    ) {
        let line = &text[range.clone()];
        self.joints.clear();
        let Some(from) = self.may_have_joints(line, lexicon) else {
            emit(range);
            return;
        };
        self.find_joints(line, calm(line, from));
        self.choose(line, lexicon);
        self.emit(line, |piece| {
            emit(range.start + piece.start..range.start + piece.end)
        });
    }

    /// Gives the pieces between the cuts of `line` to `emit`.
    fn emit(&self, line: &str, mut emit: impl FnMut(Range<usize>)) {
        let mut start = 0;
        let cuts = self
            .joints
            .iter()
            .filter(|joint| joint.cut)
            .map(|joint| (joint.end, joint.start));
        for (end, next) in cuts.chain([(line.len(), line.len())]) {
            let piece = trimmed(&line[start..end]);
            if !piece.is_empty() {
                emit(start + piece.start..start + piece.end);
            }
            start = next;
        }
    }

    /// Whether the line may have a joint that it is cut at, and if so, from where on:
    /// most have none.
    fn may_have_joints(&mut self, line: &str, lexicon: &Lexicon) -> Option<usize> {
        if line.len() >= PAGE {
            return Some(0);
        }
        let tail = line.len().saturating_sub(sieve::reach(TAIL));
        let parted = sieve::parted(line).map(|at| at.min(tail));
        parted.or_else(|| {
            sieve::may_end_in_phrase(line, TAIL, lexicon, &mut self.folded).then_some(tail)
        })
    }

    /// Every place where the line may be cut from `start` on, where a word begins that
    /// tells the same of what follows as the whole line would. One pass.
    fn find_joints(&mut self, line: &str, start: usize) {
        let mut state = Scan::default();
        let (whole, line) = (line.len(), &line[start..]);
        let classes = self.classes.of(line);
        let mut at = 0;
        while at < classes.len() {
            let next = at + 1 + run(&classes[at + 1..], |class| class == Class::Rest);
            if let Some(joint) = state.step(line.as_bytes(), at, next, classes[at]) {
                self.joints.push(Joint {
                    end: start + joint.end,
                    start: start + joint.start,
                    ..joint
                });
            }
            at = next;
            while state.in_word() {
                let small = run(&classes[at..], |class| {
                    matches!(class, Class::Lower | Class::Rest)
                });
                state.letters += small;
                at += small;
                state.end = at;
                let goes_on = line.as_bytes().get(at) == Some(&b' ')
                    && classes.get(at + 1) == Some(&Class::Lower);
                if !goes_on {
                    break;
                }
                at += 2;
                at += run(&classes[at..], |class| class == Class::Rest);
                state.next_word(at);
            }
        }
        self.joints.retain(|joint| {
            joint.kind != Kind::Sentence || whole >= PAGE || whole - joint.start <= TAIL
        });
    }

    /// Marks the joints at which the line is cut.
    fn choose(&mut self, line: &str, lexicon: &Lexicon) {
        if self.joints.is_empty() {
            return;
        }
        self.cut_rows(line);
        self.cut_glue(line, lexicon);
        self.cut_sentences(line, lexicon);
    }

    /// A row is cut where one part of it could be prose or a headline; a row
    /// of links alone stays one block.
    fn cut_rows(&mut self, line: &str) {
        let (mut start, mut longest, mut shortest) = (0, 0, usize::MAX);
        let separators = self
            .joints
            .iter()
            .filter(|joint| joint.kind == Kind::Separator)
            .map(|joint| (joint.end, joint.start));
        for (end, next) in separators.chain([(line.len(), line.len())]) {
            longest = longest.max(end - start);
            shortest = shortest.min(end - start);
            start = next;
        }
        if longest >= PROSE && shortest < PROSE {
            self.mark(Kind::Separator);
        }
    }

    /// Glue is cut all along a long line, and elsewhere where a phrase stands
    /// before or behind it.
    fn cut_glue(&mut self, line: &str, lexicon: &Lexicon) {
        if line.len() >= LONG {
            self.mark(Kind::Glue);
            return;
        }
        let glued: Vec<usize> = (0..self.joints.len())
            .filter(|&index| self.joints[index].kind == Kind::Glue)
            .collect();
        let mut from = 0;
        for (nth, &index) in glued.iter().enumerate() {
            let Joint { end, start, .. } = self.joints[index];
            let to = glued
                .get(nth + 1)
                .map_or(line.len(), |&next| self.joints[next].end);
            let is_phrase = |piece: &str, folded: &mut Folded| lexicon.begins(piece, folded);
            if is_phrase(&line[from..end], &mut self.folded)
                || is_phrase(&line[start..to], &mut self.folded)
                || is_phrase(&line[start..], &mut self.folded)
            {
                self.joints[index].cut = true;
            }
            from = start;
        }
    }

    /// Sentences are cut in a line as long as a page; elsewhere only a phrase
    /// that stands behind the last one.
    fn cut_sentences(&mut self, line: &str, lexicon: &Lexicon) {
        let page = line.len() >= PAGE;
        let mut last = 0;
        for joint in &mut self.joints {
            if joint.kind == Kind::Sentence {
                joint.cut = if page {
                    joint.end - last >= SENTENCE
                } else {
                    ends_in_phrase(&line[joint.start..], lexicon, &mut self.folded)
                };
            }
            if joint.cut {
                last = joint.start;
            }
        }
    }

    fn mark(&mut self, kind: Kind) {
        for joint in self.joints.iter_mut().filter(|joint| joint.kind == kind) {
            joint.cut = true;
        }
    }
}

/// The last place, up to `from`, where the last three letters of a word begin, all
/// small, with a blank behind: so many are all that a joint asks of the word before it.
/// Otherwise the line's beginning.
fn calm(line: &str, from: usize) -> usize {
    let is_word = |word: &[u8]| matches!(word, [b'a'..=b'z', b'a'..=b'z', b'a'..=b'z', b' ']);
    let mut words = line.as_bytes()[..from].windows(4);
    words.rposition(is_word).unwrap_or(0)
}

/// The longest tail of a line (bytes) that is looked up behind its last
/// sentence.
const TAIL: usize = 64;

/// Whether a tail behind a sentence is a phrase that text ends in.
fn ends_in_phrase(tail: &str, lexicon: &Lexicon, folded: &mut Folded) -> bool {
    lexicon.whole(tail, folded).is_some_and(|hit| hit.ends)
}

/// How many of the first classes pass a test.
#[inline]
fn run(classes: &[Class], test: impl Fn(Class) -> bool) -> usize {
    classes.iter().take_while(|&&class| test(class)).count()
}

/// The state of the scan for joints: what stood before.
#[derive(Default)]
struct Scan {
    /// The classes of the last two characters that were not blank.
    last: Option<Class>,
    before_last: Option<Class>,
    /// The last character that was not blank, and where it ended.
    end: usize,
    /// Letters in the word that runs.
    letters: usize,
    /// Blanks since then: how many columns, whether a tab.
    gap: usize,
    tab: bool,
    /// A separator since the last word, and where the piece before it ended.
    separator: Option<usize>,
    /// A joint that waits for the next character to be sure.
    pending: Option<Joint>,
}

/// Blanks in a row that part cells.
const WIDE_GAP: usize = 3;

impl Scan {
    /// Takes in the character at `at..next` of the line's bytes.
    fn step(&mut self, line: &[u8], at: usize, next: usize, class: Class) -> Option<Joint> {
        match class {
            Class::Space => {
                self.gap += 1;
                self.tab |= line[at] == b'\t';
                self.pending = None;
                return None;
            }
            Class::Invisible => return None,
            _ => {}
        }
        let mut found = None;
        // A glued capital counts when a small letter follows it: "SyrieEcoutez", not "OpenAI".
        if let Some(joint) = self.pending.take()
            && matches!(class, Class::Lower | Class::Unspaced)
        {
            found = Some(joint);
        }
        if self.is_separator(&line[at..next], class) {
            self.separator = Some(self.end);
        } else if self.last.is_some() {
            found = found.or_else(|| self.joint(at, class));
        }
        if class.is_letter() {
            self.letters = if self.gap > 0 || !self.last.is_some_and(Class::is_letter) {
                1
            } else {
                self.letters + 1
            };
        }
        if !(self.separator.is_some() && self.is_separator(&line[at..next], class)) {
            self.separator = None;
            self.end = next;
            self.before_last = self.last;
            self.last = Some(class);
        }
        self.gap = 0;
        self.tab = false;
        found
    }

    /// Whether a word runs that a small letter simply goes on with.
    #[inline]
    fn in_word(&self) -> bool {
        self.last == Some(Class::Lower)
            && self.gap == 0
            && self.separator.is_none()
            && self.pending.is_none()
    }

    /// Goes from a word of small letters over one blank to the next one, whose
    /// first letter ends at `next`: what two steps would do.
    #[inline]
    fn next_word(&mut self, next: usize) {
        self.letters = 1;
        self.before_last = self.last;
        self.end = next;
    }

    /// Whether this character, with blanks around it, parts links.
    fn is_separator(&self, c: &[u8], class: Class) -> bool {
        (class == Class::Bullet && !matches!(c, b"#" | b"+" | b"<" | b"*") || sieve::is_angle(c))
            && (self.gap > 0 || self.separator.is_some())
    }

    /// The joint before the character at `at`, if there is one.
    fn joint(&mut self, at: usize, class: Class) -> Option<Joint> {
        let last = self.last?;
        let joint = |kind| Joint {
            end: self.end,
            start: at,
            kind,
            cut: false,
        };
        if let Some(end) = self.separator.filter(|_| self.gap > 0) {
            return Some(Joint {
                end,
                ..joint(Kind::Separator)
            });
        }
        if self.gap >= WIDE_GAP || self.tab {
            return Some(joint(Kind::Separator));
        }
        if self.gap > 0 {
            return (self.ends_sentence(last)
                && matches!(
                    class,
                    Class::Upper
                        | Class::Letter
                        | Class::Open
                        | Class::Close
                        | Class::Digit
                        | Class::Unspaced
                ))
            .then(|| joint(Kind::Sentence));
        }
        if self.ends_sentence(last) && last != Class::Close && class == Class::Unspaced {
            return Some(joint(Kind::Sentence));
        }
        if class == Class::Upper
            && ((last == Class::Lower && self.letters >= 3) || self.ends_glued(last))
        {
            self.pending = Some(joint(Kind::Glue));
        }
        None
    }

    /// Whether the text so far ends a sentence.
    fn ends_sentence(&self, last: Class) -> bool {
        last == Class::Terminal
            || (last == Class::Close && self.before_last == Some(Class::Terminal))
    }

    /// Whether a capital right behind `last` is glued on: behind a full stop
    /// that no initial or abbreviation ends, or behind a closing quote.
    fn ends_glued(&self, last: Class) -> bool {
        matches!(last, Class::Terminal | Class::Close) && self.letters >= 3
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pieces(line: &str) -> Vec<&str> {
        let mut pieces = Vec::new();
        Cutter::default().cut(line, 0..line.len(), Lexicon::shared(), |range| {
            pieces.push(&line[range])
        });
        pieces
    }

    #[test]
    fn chrome_glued_to_prose_is_cut_off() {
        assert_eq!(
            pieces("Les combats ont repris en SyrieEcoutez Radio Sputnik"),
            ["Les combats ont repris en Syrie", "Ecoutez Radio Sputnik"]
        );
        assert_eq!(
            pieces("It ended there, the minister said.Read more"),
            ["It ended there, the minister said.", "Read more"]
        );
    }

    #[test]
    fn chrome_glued_to_chrome_is_cut() {
        assert_eq!(
            pieces("Règles de conduiteDiscussion"),
            ["Règles de conduite", "Discussion"]
        );
        assert_eq!(
            pieces("Commenter via FacebookCommenter via Sputnik"),
            ["Commenter via Facebook", "Commenter via Sputnik"]
        );
    }

    #[test]
    fn names_with_capitals_inside_stay_whole() {
        for line in [
            "She watched it on YouTube with the McDonald family.",
            "OpenAI and GitHub said so.",
            "The iPhone and the eBay bid.",
        ] {
            assert_eq!(pieces(line), [line]);
        }
    }

    #[test]
    fn a_row_of_links_stays_one_block_and_a_headline_in_a_row_is_cut_out() {
        assert_eq!(
            pieces("Home | News | Sport | Weather"),
            ["Home | News | Sport | Weather"]
        );
        assert_eq!(
            pieces(
                "The council votes to reopen the old harbour bridge in the spring | Sport | Local Herald"
            ),
            [
                "The council votes to reopen the old harbour bridge in the spring",
                "Sport",
                "Local Herald"
            ]
        );
    }

    /// The pieces of a line that is scanned whatever the sieve says.
    fn pieces_without_sieve(line: &str) -> Vec<&str> {
        let mut cutter = Cutter::default();
        cutter.find_joints(line, 0);
        cutter.choose(line, Lexicon::shared());
        let mut pieces = Vec::new();
        cutter.emit(line, |range| pieces.push(&line[range]));
        pieces
    }

    proptest! {
        #[test]
        fn the_sieve_changes_nothing(line in "([a-zA-Zé»|.!?\"“) \t\u{a0}\u{3000}。文Жж7\u{ad}>*]|  |. |Read more|Comments|[.] Read more|阅读全文|a word and more |two, ){0,40}") {
            let line = &line[trimmed(&line)];
            prop_assume!(!line.is_empty());
            prop_assert_eq!(pieces(line), pieces_without_sieve(line));
        }
    }

    #[test]
    fn prose_is_not_cut() {
        let line = "Mr. Smith paid 3.5 million. He left at 5 p.m. \"Why?\" asked Ann. Nobody knew.";
        assert_eq!(pieces(line), [line]);
    }
}
