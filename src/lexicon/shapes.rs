//! Shapes of chrome that no list of phrases can hold: counters, dates, clock
//! times, breadcrumbs, addresses.
//!
//! A block is *levelled* before it is tried, so that the patterns stay small:
//! small letters, one blank for white space, and one sign for all signs of a
//! family (`-` for every dash, `>` for every chevron and arrow).

use std::sync::OnceLock;

use regex::bytes::{RegexSet, RegexSetBuilder};

use super::data;
use super::needs::{Needs, needs};
use crate::chars::{Class, Table, class};
use crate::document::Role;

/// The longest block, in bytes, that can have a shape.
const LONGEST: usize = 160;

/// The memory that the patterns' automaton may grow to: with less it would be
/// built again and again.
const DFA_BYTES: usize = 16 << 20;

/// The anchored patterns and the kinds that they stand for, in groups by the
/// signs that a block must have to match.
#[derive(Debug)]
pub(crate) struct Shapes {
    groups: Vec<Group>,
}

/// The patterns that need one of the same signs. Most blocks have none of
/// them, and few documents meet all groups: so a group is compiled when it is
/// needed first.
#[derive(Debug)]
struct Group {
    needs: Needs,
    patterns: Vec<String>,
    /// The place among all patterns and the kind of each.
    meanings: Vec<(usize, Role)>,
    compiled: OnceLock<RegexSet>,
}

impl Shapes {
    /// The built-in shapes.
    pub(crate) fn built_in() -> Shapes {
        let mut groups: Vec<Group> = Vec::new();
        for (place, shape) in data::shapes().enumerate() {
            let needs = needs(&shape.pattern);
            let known = groups.iter().position(|group| group.needs == needs);
            let known = known.unwrap_or_else(|| {
                groups.push(Group::new(needs));
                groups.len() - 1
            });
            groups[known].patterns.push(shape.pattern);
            groups[known].meanings.push((place, shape.role));
        }
        Shapes { groups }
    }

    /// No shapes at all, to look at phrases alone.
    #[cfg(test)]
    pub(super) fn none() -> Shapes {
        Shapes { groups: Vec::new() }
    }

    /// The kind of chrome that `block` has the shape of: that of the first
    /// pattern of the file that matches. `levelled` is scratch.
    pub(crate) fn look_up(&self, block: &str, levelled: &mut Vec<u8>) -> Option<Role> {
        if block.len() > LONGEST {
            return None;
        }
        level(block, levelled);
        let met = Needs::met_by(levelled);
        let groups = self.groups.iter().filter(|group| met.meet(group.needs));
        let firsts = groups.filter_map(|group| group.first(levelled));
        firsts.min_by_key(|&(place, _)| place).map(|(_, role)| role)
    }
}

impl Group {
    fn new(needs: Needs) -> Group {
        Group {
            needs,
            patterns: Vec::new(),
            meanings: Vec::new(),
            compiled: OnceLock::new(),
        }
    }

    /// The first pattern of the group that matches: its place among all
    /// patterns, and its kind.
    fn first(&self, levelled: &[u8]) -> Option<(usize, Role)> {
        let compiled = self.compiled.get_or_init(|| {
            RegexSetBuilder::new(&self.patterns)
                .unicode(false)
                .dfa_size_limit(DFA_BYTES)
                .build()
                .unwrap_or_else(|_| RegexSet::empty())
        });
        // Most texts match nothing, and only the list of what matches is dear.
        if !compiled.is_match(levelled) {
            return None;
        }
        let first = compiled.matches(levelled).iter().next()?;
        Some(self.meanings[first])
    }
}

/// Writes `block` levelled into `out`.
fn level(block: &str, out: &mut Vec<u8>) {
    out.clear();
    let (table, bytes) = (Table::shared(), block.as_bytes());
    if is_plain(bytes) {
        out.extend_from_slice(bytes);
        out.make_ascii_lowercase();
        return;
    }
    let mut at = 0;
    while at < bytes.len() {
        if let byte @ b'!'..=b'~' = bytes[at] {
            out.push(byte);
            at += 1;
            continue;
        }
        let (class, length) = table.at(bytes, at);
        match class {
            Class::Invisible => {}
            Class::Space if out.last() == Some(&b' ') => {}
            Class::Space => out.push(b' '),
            Class::Unspaced => out.extend_from_slice(&bytes[at..at + length]),
            Class::Lower if length == 2 => out.extend_from_slice(&bytes[at..at + 2]),
            _ => {
                let c = block[at..].chars().next().unwrap_or(' ');
                let sign = match class {
                    Class::Dash if c != 'ʼ' => '-',
                    Class::Dash => '\'',
                    _ => sign(c),
                };
                let lower = sign.to_lowercase().next().unwrap_or(sign);
                out.extend_from_slice(lower.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        at += length;
    }
    out.make_ascii_lowercase();
}

/// Whether a text is of printed ASCII with single blanks, of which only the case is
/// to be levelled.
fn is_plain(text: &[u8]) -> bool {
    let is_printed = |printed, byte: &u8| printed & (byte.wrapping_sub(b' ') < 0x5F);
    let pairs = text.iter().zip(text.get(1..).unwrap_or(&[]));
    let gap = pairs.fold(false, |gap, (one, other)| gap | ((one | other) == b' '));
    !gap & text.iter().fold(true, is_printed)
}

/// The sign that stands for a sign's family, or the character itself.
fn sign(c: char) -> char {
    match c {
        '»' | '›' | '→' | '►' | '▶' | '▸' => '>',
        '«' | '‹' | '←' => '<',
        '−' => '-',
        '’' | '‘' => '\'',
        '。' | '…' | '．' => '.',
        '！' => '!',
        '？' => '?',
        '：' => ':',
        '，' => ',',
        '（' => '(',
        '）' => ')',
        '【' | '［' => '[',
        '】' | '］' => ']',
        '｜' => '|',
        'ⓒ' => '©',
        _ if class(c) == Class::Bullet => '*',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(block: &str) -> Option<Role> {
        Shapes::built_in().look_up(block, &mut Vec::new())
    }

    #[test]
    fn small_letters_of_two_bytes_are_levelled_already() {
        let is_small = |c: &char| class(*c) == Class::Lower;
        for c in ('\u{80}'..='\u{7FF}').filter(is_small) {
            assert!(c.to_lowercase().eq([c]) && sign(c) == c, "{c:?}");
        }
    }

    #[test]
    fn all_patterns_compile() {
        for group in Shapes::built_in().groups {
            group.first(b"");
            let compiled = group.compiled.get().map(RegexSet::len);
            assert_eq!(compiled, Some(group.patterns.len()), "{:?}", group.needs);
        }
    }

    #[test]
    fn counters_dates_times_and_breadcrumbs_have_shapes() {
        for (block, expected) in [
            ("10391", Role::Counter),
            ("1.2k", Role::Counter),
            ("12 345", Role::Counter),
            ("18:05", Role::Date),
            ("9.15 Uhr", Role::Date),
            ("12 décembre 2017", Role::Date),
            ("Mardi 12 décembre 2017 à 18h05", Role::Date),
            ("December 12, 2017", Role::Date),
            ("2017年12月12日", Role::Date),
            ("12.12.2017", Role::Date),
            ("Home › News › Europe", Role::Navigation),
            ("© AP Photo / File", Role::Credit),
            ("© Saltby Courier 2014", Role::Legal),
            ("https://example.org/a", Role::ShortLink),
        ] {
            assert_eq!(role(block), Some(expected), "{block}");
        }
    }

    #[test]
    fn prose_has_no_shape() {
        for block in [
            "He was born in 1984.",
            "It cost 12,500 euros, she said on 3 May 2017 in a long letter to the council.",
            "A headline about nothing",
        ] {
            assert_eq!(role(block), None, "{block}");
        }
    }
}
