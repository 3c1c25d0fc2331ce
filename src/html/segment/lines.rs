//! Places of a text → its lines.

use crate::html::work;

/// How many bytes stand between two places whose line is known.
const STEP: usize = 1024;

/// Tells lines of a text. It reads the text once, as far as it is asked for, if
/// it is asked in order; it remembers some lines, so that it does not have to
/// read much anew when it is not.
pub(super) struct Lines<'t> {
    text: &'t [u8],
    /// How many line feeds stand before each [`STEP`].
    before: Vec<u32>,
    /// The last place that was asked for, and the line feeds before it.
    last: (usize, u32),
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Lines<'t> {
        Lines {
            text: text.as_bytes(),
            before: vec![0],
            last: (0, 0),
        }
    }

    /// The line of a place, from 1.
    pub(super) fn line(&mut self, place: usize) -> u32 {
        let step = place / STEP;
        if place < self.last.0 {
            self.last = (step * STEP, self.before[step]);
        }
        let (mut at, mut feeds) = self.last;
        while self.before.len() <= step {
            let next = self.before.len() * STEP;
            feeds += self.feeds(at, next);
            self.before.push(feeds);
            at = next;
        }
        feeds += self.feeds(at, place);
        self.last = (place, feeds);
        1 + feeds
    }

    /// The line feeds between two places.
    fn feeds(&self, start: usize, end: usize) -> u32 {
        let part = self.text.get(start..end.min(self.text.len()));
        work::note(part.map_or(0, <[u8]>::len));
        count_feeds(part.unwrap_or_default())
    }
}

/// How many line feeds stand in a text: so few bytes at a time that a byte can
/// count them, which makes that a matter of a few instructions.
fn count_feeds(text: &[u8]) -> u32 {
    let feeds = |part: &[u8]| part.iter().map(|&byte| u8::from(byte == b'\n')).sum::<u8>();
    text.chunks(PART).map(|part| u32::from(feeds(part))).sum()
}

/// At most 255; no rest where 32 bytes are compared at a time.
const PART: usize = 224;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_in_any_order() {
        let text: String = (0..3000).map(|line| format!("{}\n", line * line)).collect();
        let expected = |place: usize| 1 + text[..place].matches('\n').count() as u32;
        let mut lines = Lines::new(&text);
        for place in [
            0,
            1,
            5000,
            4999,
            5000,
            3 * STEP,
            40,
            STEP,
            text.len(),
            9000,
            0,
        ] {
            assert_eq!(lines.line(place), expected(place), "{place}");
        }
    }
}
