//! Shapes of chrome that no list of phrases can hold: counters, dates, clock
//! times, breadcrumbs, addresses.
//!
//! A block is *levelled* before it is tried, so that the patterns stay small:
//! small letters, one blank for white space, and one sign for all signs of a
//! family (`-` for every dash, `>` for every chevron and arrow).

use regex::bytes::{RegexSet, RegexSetBuilder};

use super::data;
use crate::chars::{Class, class};
use crate::document::Role;

/// The longest block, in bytes, that can have a shape.
const LONGEST: usize = 160;

/// The memory that the patterns' automaton may grow to: with less it would be
/// built again and again.
const DFA_BYTES: usize = 16 << 20;

/// The anchored patterns and the kinds that they stand for.
#[derive(Debug)]
pub(crate) struct Shapes {
    patterns: RegexSet,
    roles: Vec<Role>,
}

impl Shapes {
    /// The built-in shapes.
    pub(crate) fn built_in() -> Shapes {
        let (patterns, roles): (Vec<String>, Vec<Role>) = data::shapes()
            .map(|shape| (shape.pattern, shape.role))
            .unzip();
        let patterns = RegexSetBuilder::new(patterns)
            .unicode(false)
            .dfa_size_limit(DFA_BYTES)
            .build();
        Shapes {
            patterns: patterns.unwrap_or_else(|_| RegexSet::empty()),
            roles,
        }
    }

    /// No shapes at all, to look at phrases alone.
    #[cfg(test)]
    pub(super) fn none() -> Shapes {
        Shapes {
            patterns: RegexSet::empty(),
            roles: Vec::new(),
        }
    }

    /// The kind of chrome that `block` has the shape of: that of the first
    /// pattern of the file that matches. `levelled` is scratch.
    pub(crate) fn look_up(&self, block: &str, levelled: &mut String) -> Option<Role> {
        if block.len() > LONGEST {
            return None;
        }
        level(block, levelled);
        let first = self.patterns.matches(levelled.as_bytes()).iter().next()?;
        Some(self.roles[first])
    }
}

/// Writes `block` levelled into `out`.
fn level(block: &str, out: &mut String) {
    out.clear();
    for c in block.chars() {
        let sign = match class(c) {
            Class::Invisible => continue,
            Class::Space if out.ends_with(' ') => continue,
            Class::Space => ' ',
            _ if c.is_ascii() => c.to_ascii_lowercase(),
            Class::Dash if matches!(c, 'ʼ') => '\'',
            Class::Dash => '-',
            _ => sign(c),
        };
        match sign.to_lowercase().next() {
            Some(lower) => out.push(lower),
            None => out.push(sign),
        }
    }
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
        Shapes::built_in().look_up(block, &mut String::new())
    }

    #[test]
    fn all_patterns_compile() {
        let shapes = Shapes::built_in();
        assert_eq!(shapes.patterns.len(), shapes.roles.len());
        assert!(shapes.roles.len() > 30);
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
