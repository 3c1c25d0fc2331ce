//! Which runs of a text may be its headline: blocks, and what is left of them
//! without names, markers, dates and what is glued on.

use std::iter;
use std::ops::Range;

use memchr::memmem;

use super::separators::{BEFORE, SEPARATORS, first_separator, last_separator, may_be_parted};
use crate::chars::{Class, any_pair, class, floor_char_boundary, trimmed};
use crate::document::{BlockRecord, Placement};
use crate::marker::{Marker, marker};

/// How many blocks before the body are looked at, and how many at the top of
/// the page and in the body.
const REACH: usize = 60;
const TOP: usize = 4;
const INSIDE: usize = 3;

/// How many of the first headings of Markdown are looked at, wherever they
/// stand, and how many blocks are searched for them.
const HEADINGS: usize = 4;
const HEADED: usize = 2_000;

/// The score from which on a block counts as the body's.
pub(super) const BODY: u8 = 128;

/// A headline has at least and at most this many bytes.
const SHORTEST: usize = 4;
const LONGEST: usize = 600;

/// Of a first block that is longer, a title may be the beginning.
const BEGINNING: usize = 300;

/// The shortest text, in bytes, that is worth looking for elsewhere.
pub(super) const TELLING: usize = 12;

/// How much of a text is searched for a title that stands twice, in bytes.
const SEARCHED: usize = 1 << 16;

/// How many ends of a block may be cut off as names.
const CUTS: usize = 3;

/// How many places of a block are looked at where a small letter and a capital
/// stand together.
const GLUED: usize = 4;

/// Two blocks that a title may be broken into: so long is the first at least,
/// and so long are both at most, in bytes.
const BROKEN: Range<usize> = 24..300;

/// How a candidate came out of its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Means {
    /// As it stands, but for a marker.
    Whole,
    /// Without names behind it.
    NamesBehind,
    /// Without names before it.
    NamesBefore,
    /// Without what is glued on.
    Glued,
    /// Without the numbers at its end.
    Numbers,
    /// The beginning that stands in the text again.
    Repeated,
    /// With the line below.
    Joined,
}

/// A run of the text that may be the headline.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The blocks that it stands in: mostly one.
    pub blocks: Range<usize>,
    /// Where it stands in the text.
    pub range: Range<usize>,
    pub(super) means: Means,
    /// How many names were cut off behind it, and which separator the last
    /// stood behind, from 1.
    pub(super) cuts: usize,
    pub(super) separator: usize,
}

impl Candidate {
    /// Whether it is the page's first block, whole, and no sentence: none that ends
    /// in a full stop, and none of a line that goes on.
    pub(crate) fn is_first_line(&self, text: &str, blocks: &[BlockRecord]) -> bool {
        let last = text[self.range.clone()].chars().next_back();
        let goes_on = last.is_some_and(|last| class(last) == Class::Terminal)
            && blocks
                .get(1)
                .is_some_and(|next| next.placement == Placement::Inline);
        let stops = matches!(last, Some('.' | '。'));
        self.blocks == (0..1) && self.is_whole() && !stops && !goes_on
    }

    /// Whether both stand in the same block, or one of them.
    pub(super) fn shares_block(&self, other: &Candidate) -> bool {
        self.blocks.start < other.blocks.end && other.blocks.start < self.blocks.end
    }

    /// Whether nothing but a marker was cut off.
    pub(super) fn is_whole(&self) -> bool {
        self.means == Means::Whole
    }
}

/// The candidates for the headline: in blocks at the top of the page, in those
/// before the body, in its first ones, and in Markdown's headings of the first
/// level.
pub(crate) fn candidates(text: &str, blocks: &[BlockRecord]) -> Vec<Candidate> {
    let body = body(blocks);
    let first = body.saturating_sub(REACH);
    let near = first..(body + INSIDE).min(blocks.len());
    let is_near = |index: &usize| *index < TOP.min(first) || near.contains(index);
    let headings = (0..blocks.len().min(HEADED))
        .filter(|&index| blocks[index].slice(text).starts_with("# "))
        .take(HEADINGS)
        .filter(|index| !is_near(index));
    let places = (0..TOP.min(first)).chain(near.clone()).chain(headings);
    let mut finder = Finder {
        text,
        found: Vec::new(),
    };
    places.for_each(|index| finder.block(blocks, index));
    finder.found
}

/// Where the body begins: the run of blocks that gains most, if content counts
/// for its bytes and all else against it.
pub(super) fn body(blocks: &[BlockRecord]) -> usize {
    let (mut best, mut sum, mut start, mut body) = (0, 0, 0, blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        if sum <= 0 {
            (sum, start) = (0, index);
        }
        sum += (i64::from(block.score) - i64::from(BODY)) * i64::from(block.size());
        if sum > best {
            (best, body) = (sum, start);
        }
    }
    body
}

/// Collects the candidates.
struct Finder<'t> {
    text: &'t str,
    found: Vec<Candidate>,
}

impl Finder<'_> {
    /// Adds what a block may say as a headline.
    fn block(&mut self, blocks: &[BlockRecord], index: usize) {
        let block = &blocks[index];
        let (mut start, mut end) = (block.start as usize, block.end as usize);
        if end - start > LONGEST {
            if index == 0 {
                self.beginning(start..end);
            }
            return;
        }
        let from = self.found.len();
        match marker(block.slice(self.text)) {
            Some((Marker::Heading, length)) => start += length,
            Some((Marker::Item, length)) => self.variants(index, start + length..end),
            Some((Marker::Row, length)) => {
                start += length;
                end = start + self.text[start..end].trim_end_matches(['|', ' ']).len();
            }
            _ => {}
        }
        self.variants(index, start..end);
        if index == 0 {
            self.repeated(index, start..end);
        }
        self.joined(blocks, index, start);
        self.forget_copies(from);
    }

    /// Adds a run of the block at `index`, if something is left of it.
    fn add(&mut self, index: usize, range: Range<usize>, means: Means) -> Option<&mut Candidate> {
        let visible = trimmed(&self.text[range.clone()]);
        if visible.len() < SHORTEST {
            return None;
        }
        self.found.push(Candidate {
            blocks: index..index + 1,
            range: range.start + visible.start..range.start + visible.end,
            means,
            cuts: 0,
            separator: 0,
        });
        self.found.last_mut()
    }

    /// Adds a run as it stands, and what is left of it without what stands
    /// before and behind.
    fn variants(&mut self, index: usize, range: Range<usize>) {
        self.add(index, range.clone(), Means::Whole);
        if may_be_parted(&self.text[range.clone()]) {
            self.names_behind(index, range.clone(), CUTS);
            self.names_before(index, range.clone());
        }
        self.glued(index, range.clone());
        let end = range.start + without_numbers(&self.text[range.clone()]).len();
        if end < range.end {
            self.add(index, range.start..end, Means::Numbers);
        }
    }

    /// Adds a run without the names behind it, one, two, up to `most`.
    fn names_behind(&mut self, index: usize, range: Range<usize>, most: usize) {
        let mut rest = &self.text[range.clone()];
        for cuts in 1..=most {
            let Some(found) = last_separator(rest, &SEPARATORS) else {
                return;
            };
            rest = &rest[..found.at];
            let range = range.start..range.start + found.at;
            if let Some(candidate) = self.add(index, range, Means::NamesBehind) {
                candidate.cuts = cuts;
                candidate.separator = found.which + 1;
            }
        }
    }

    /// Adds a run without the names before it: behind its first separator, and
    /// behind its last one.
    fn names_before(&mut self, index: usize, range: Range<usize>) {
        let text = &self.text[range.clone()];
        let Some(first) = first_separator(text, BEFORE) else {
            return;
        };
        let last = last_separator(text, BEFORE).unwrap_or(first);
        let start = range.start + first.end();
        let behind_last = (last != first).then_some(range.start + last.end());
        for start in iter::once(start).chain(behind_last) {
            if let Some(candidate) = self.add(index, start..range.end, Means::NamesBefore) {
                candidate.separator = first.which + 1;
            }
        }
        let from = self.found.len();
        self.names_behind(index, start..range.end, 1);
        for candidate in &mut self.found[from..] {
            candidate.means = Means::NamesBefore;
        }
    }

    /// Adds the parts of a run at whose ends a small letter, or what ends a
    /// title, and a capital stand together.
    fn glued(&mut self, index: usize, range: Range<usize>) {
        let places = joints(&self.text[range.clone()]);
        let ends = places.iter().copied().take(GLUED);
        for place in ends.map(|place| range.start + place) {
            self.add(index, range.start..place, Means::Glued);
        }
        if let Some(&last) = places.last() {
            self.add(index, range.start + last..range.end, Means::Glued);
        }
    }

    /// Of a first block that is too long for a headline, adds what its beginning
    /// says up to the first two separators, and what of it stands again.
    fn beginning(&mut self, range: Range<usize>) {
        let text = &self.text[range.clone()];
        let end = range.start + floor_char_boundary(text, BEGINNING);
        let mut at = range.start;
        for cuts in 1..=2 {
            let Some(found) = first_separator(&self.text[at..end], BEFORE) else {
                break;
            };
            if let Some(candidate) = self.add(0, range.start..at + found.at, Means::NamesBehind) {
                candidate.cuts = cuts;
                candidate.separator = found.which + 1;
            }
            at += found.end();
        }
        self.repeated(0, range.start..end);
        if at > range.start {
            self.repeated(0, at..end);
        }
    }

    /// Adds the longest beginning of a run that stands in the text again behind
    /// it.
    fn repeated(&mut self, index: usize, range: Range<usize>) {
        let title = &self.text[range.clone()];
        let behind = &self.text.as_bytes()[range.end..];
        let behind = &behind[..behind.len().min(SEARCHED)];
        let ends: Vec<usize> = word_ends(title).collect();
        // If a beginning stands there, so does every shorter one.
        let stands = |end: usize| {
            let own = &self.text.as_bytes()[range.start + end..range.end];
            let title = &title.as_bytes()[..end];
            memmem::find(own, title).is_some() || memmem::find(behind, title).is_some()
        };
        let known = ends.partition_point(|&end| stands(end));
        let Some(&end) = known.checked_sub(1).and_then(|last| ends.get(last)) else {
            return;
        };
        if end >= TELLING && end < range.len() {
            self.add(index, range.start..range.start + end, Means::Repeated);
        }
    }

    /// Adds a run with the line below, if a title may be broken there.
    fn joined(&mut self, blocks: &[BlockRecord], index: usize, start: usize) {
        let Some(next) = blocks.get(index + 1) else {
            return;
        };
        let own = &self.text[start..blocks[index].end as usize];
        let fits = BROKEN.contains(&own.len()) && next.end as usize - start < BROKEN.end;
        let goes_on = next.placement == Placement::Below
            && marker(next.slice(self.text)).is_none()
            && !own
                .chars()
                .next_back()
                .is_some_and(|c| class(c) == Class::Terminal);
        if fits
            && goes_on
            && let Some(candidate) = self.add(index, start..next.end as usize, Means::Joined)
        {
            candidate.blocks.end += 1;
        }
    }

    /// Forgets those candidates from `from` on that an earlier one of them is.
    fn forget_copies(&mut self, from: usize) {
        let mut kept = from;
        for at in from..self.found.len() {
            let range = &self.found[at].range;
            if !self.found[from..kept]
                .iter()
                .any(|other| other.range == *range)
            {
                self.found.swap(kept, at);
                kept += 1;
            }
        }
        self.found.truncate(kept);
    }
}

/// Where in a text a small letter, or a mark that ends a title, and a capital
/// stand together: all up to four and the last.
fn joints(text: &str) -> Vec<usize> {
    let mut places: Vec<usize> = Vec::new();
    let is_capital = |byte: u8| byte.wrapping_sub(b'A') < 26;
    let may_join = |before, next| is_capital(next) & (before > b' ') & !is_capital(before);
    if !any_pair(text.as_bytes(), may_join) && text.is_ascii() {
        return places;
    }
    let (mut before, mut last) = (Class::Space, Class::Space);
    for (at, c) in text.char_indices() {
        let class = class(c);
        let ends = match last {
            Class::Lower => before.is_letter(),
            Class::Terminal | Class::Close | Class::Digit => before.is_word(),
            _ => false,
        };
        if class == Class::Upper && ends {
            if places.len() > GLUED {
                places.pop();
            }
            places.push(at);
        }
        (before, last) = (last, class);
    }
    places
}

/// Where the words of a text end, with the marks right behind them.
fn word_ends(text: &str) -> impl Iterator<Item = usize> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while let Some((at, c)) = chars.next() {
            let own = class(c);
            let next = chars.peek().map_or(Class::Space, |&(_, next)| class(next));
            let ends = match own {
                Class::Unspaced => true,
                own if own.is_word() => !next.is_word(),
                Class::Terminal | Class::Close => next.is_blank(),
                _ => false,
            };
            if ends {
                return Some(at + c.len_utf8());
            }
        }
        None
    })
}

/// A text without the numbers at its end: a date, a time, a count.
fn without_numbers(text: &str) -> &str {
    let letters = text.trim_end_matches(|c| !class(c).is_letter());
    let tail = &text[letters.len()..];
    let digits = tail.bytes().filter(u8::is_ascii_digit).count();
    if digits < 2 {
        return text;
    }
    let marks = tail.trim_start_matches(|c| matches!(class(c), Class::Terminal | Class::Close));
    &text[..text.len() - marks.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Role;

    /// What the first block of a text may say, one block a line.
    fn texts(text: &str) -> Vec<&str> {
        let mut start = 0;
        let lines = text.split_inclusive('\n').map(|line| {
            let block = BlockRecord {
                start: start as u32,
                end: (start + line.trim_end().len()) as u32,
                line: 1,
                placement: Placement::Below,
                role: Role::Other,
                kept: false,
                score: 0,
            };
            start += line.len();
            block
        });
        let blocks: Vec<BlockRecord> = lines.collect();
        let mut finder = Finder {
            text,
            found: Vec::new(),
        };
        finder.block(&blocks, 0);
        let slices = finder.found.into_iter();
        slices.map(|candidate| &text[candidate.range]).collect()
    }

    #[test]
    fn names_before_and_behind_a_title_and_markers_are_cut_off() {
        assert_eq!(
            texts("# Storm closes road - News | The Valley"),
            [
                "Storm closes road - News | The Valley",
                "Storm closes road - News",
                "Storm closes road",
                "News | The Valley",
                "The Valley",
                "News",
            ]
        );
        assert_eq!(texts("- No road"), ["No road", "- No road"]);
        assert_eq!(texts("| No road |"), ["No road"]);
        assert_eq!(
            texts("valley.example :: No road"),
            ["valley.example :: No road", "valley.example", "No road"]
        );
    }

    #[test]
    fn what_is_glued_to_a_title_and_dates_behind_it_are_cut_off() {
        assert_eq!(
            texts("No road todayBy Ann Lee"),
            ["No road todayBy Ann Lee", "No road today", "By Ann Lee"]
        );
        assert_eq!(
            texts("No road today? 3/5/21, 10:40"),
            ["No road today? 3/5/21, 10:40", "No road today?"]
        );
        assert_eq!(texts("No road in Room 7"), ["No road in Room 7"]);
    }

    #[test]
    fn the_beginning_that_stands_again_is_a_title() {
        let text = "No road until Friday The Valley News\nMore\nNo road until Friday by Ann";
        assert_eq!(texts(text)[1], "No road until Friday");
        let line = format!(
            "No road until Friday Menu Search {}",
            "and so on ".repeat(80)
        );
        let text = format!("{line}\nNo road until Friday by Ann");
        assert_eq!(texts(&text), ["No road until Friday"]);
    }

    #[test]
    fn a_line_goes_on_in_the_next_but_not_behind_a_full_stop() {
        let text = "The road over the pass is closed\nuntil Friday";
        assert_eq!(texts(text), ["The road over the pass is closed", text]);
        assert_eq!(
            texts("The road over the pass is closed.\nuntil Friday"),
            ["The road over the pass is closed."]
        );
    }
}
