//! What a body is compared with others by: a sketch of its words (MinHash, Broder
//! 1997), from which one sees how much of them two bodies share.
//!
//! A body is the set of its runs of five words, case and punctuation aside. Each of 64
//! hash functions keeps the least of its hashes over the set; two sets agree on as
//! many of the 64 as they share of all their runs, give or take. Bodies count as
//! copies when they agree on [`ENOUGH`] of them, which is some 85 % of the runs.
//! To find those without comparing all with all, the 64 are cut into [`BANDS`] bands
//! of eight: whoever agrees on a whole band is looked at.

use std::borrow::Cow;
use std::collections::HashMap;

use super::super::hash::Hash;

const SIZE: usize = 64;
const BANDS: usize = 8;
const ROWS: usize = SIZE / BANDS;
const ENOUGH: usize = 54;

/// How many words make a run.
const RUN: usize = 5;

/// The sketch of a body: sixteen bits of each least hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sketch {
    least: Box<[u16; SIZE]>,
    /// All of the body, as one number.
    exact: u64,
}

impl Sketch {
    /// The bytes that [`write`](Self::to_bytes) gives.
    pub(crate) const BYTES: usize = 2 * SIZE + 8;

    /// The sketch of a body, by its paragraphs.
    pub(crate) fn of<'p>(paragraphs: impl Iterator<Item = Cow<'p, str>>) -> Sketch {
        let mut least = [u32::MAX; SIZE];
        let mut exact = Hash::default();
        let mut run = [0; RUN];
        let mut words = 0;
        for paragraph in paragraphs {
            exact = exact.bytes(paragraph.as_bytes()).bytes(b"\n");
            for word in words_of(&paragraph) {
                run[words % RUN] = word;
                words += 1;
                if words >= RUN {
                    add(&mut least, run_at(&run, words));
                }
            }
        }
        if words < RUN {
            add(&mut least, run_at(&run, words));
        }
        Sketch {
            least: Box::new(least.map(|hash| (hash >> 16) as u16)),
            exact: exact.get(),
        }
    }

    /// Whether another body is the same or nearly so.
    fn is_like(&self, other: &Sketch) -> bool {
        let same = self.least.iter().zip(other.least.iter());
        self.exact == other.exact || same.filter(|(one, other)| one == other).count() >= ENOUGH
    }

    fn bands(&self) -> impl Iterator<Item = u64> + '_ {
        self.least.chunks(ROWS).enumerate().map(|(band, rows)| {
            let start = Hash::default().number(band as u64);
            let rows = rows.iter().flat_map(|least| least.to_le_bytes());
            rows.fold(start, |hash, byte| hash.bytes(&[byte])).get()
        })
    }

    /// The sketch in bytes, for a file.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let least = self.least.iter().flat_map(|least| least.to_le_bytes());
        least.chain(self.exact.to_le_bytes()).collect()
    }

    /// The sketch from its bytes.
    pub(crate) fn from_bytes(bytes: &[u8; Sketch::BYTES]) -> Sketch {
        let mut least = Box::new([0; SIZE]);
        for (least, pair) in least.iter_mut().zip(bytes.chunks_exact(2)) {
            *least = u16::from_le_bytes([pair[0], pair[1]]);
        }
        let exact = bytes[2 * SIZE..].iter().rev();
        Sketch {
            least,
            exact: exact.fold(0, |number, byte| number << 8 | u64::from(*byte)),
        }
    }
}

/// The hashes of the words of a text: letters and digits, in lower case. A character
/// of a script without spaces is a word.
fn words_of(text: &str) -> impl Iterator<Item = u64> + '_ {
    let mut rest = text.chars().peekable();
    std::iter::from_fn(move || {
        while rest.next_if(|c| !c.is_alphanumeric()).is_some() {}
        let mut word = Hash::default();
        let mut any = false;
        while let Some(c) = rest.next_if(|c| c.is_alphanumeric()) {
            any = true;
            for lower in c.to_lowercase() {
                word = word.number(u64::from(u32::from(lower)));
            }
            if u32::from(c) >= 0x2E80 {
                break;
            }
        }
        any.then_some(word.get())
    })
}

/// The run that ends with the last of so many words.
fn run_at(ring: &[u64; RUN], words: usize) -> u64 {
    let run = (0..RUN).map(|at| ring[(words + at) % RUN]);
    run.fold(Hash::default(), Hash::number).get()
}

/// Adds a run to the least hashes: each function is another odd multiple of the run.
fn add(least: &mut [u32; SIZE], run: u64) {
    let mut factor = 0x9E37_79B9_7F4A_7C15u64;
    let run = mixed(run);
    for least in least {
        let hash = (mixed(run ^ factor) >> 32) as u32;
        *least = (*least).min(hash);
        factor = factor.wrapping_mul(0xD129_0DDF_9C6B_4A85) | 1;
    }
}

/// Makes every bit depend on every other one (the finish of SplitMix64).
fn mixed(number: u64) -> u64 {
    let number = (number ^ number >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ number >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ number >> 31
}

/// The bodies of a run, to find copies among.
#[derive(Debug, Default)]
pub(crate) struct Bodies {
    sketches: Vec<(Sketch, String)>,
    bands: HashMap<u64, u32>,
}

impl Bodies {
    /// Of which body this is a copy; if of none, it is remembered by its name.
    pub(crate) fn meet(&mut self, sketch: Sketch, name: &str) -> Option<String> {
        let known = sketch
            .bands()
            .filter_map(|band| self.bands.get(&band))
            .filter(|known| self.sketches[**known as usize].0.is_like(&sketch))
            .min();
        if let Some(known) = known {
            return Some(self.sketches[*known as usize].1.clone());
        }
        let number = self.sketches.len() as u32;
        for band in sketch.bands() {
            self.bands.entry(band).or_insert(number);
        }
        self.sketches.push((sketch, name.to_owned()));
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORM: &str = "The road over the pass will stay closed until Friday evening, the canton \
        said on Tuesday, because more snow is expected. Workers had cleared most of the northern \
        side by noon, but the wind closed the way behind them within an hour. Travellers are asked \
        to take the train through the tunnel instead, which carries cars every thirty minutes, from \
        five in the morning until eleven at night, and to come without trailers if they can.";

    fn sketch(text: &str) -> Sketch {
        Sketch::of(text.split('\n').map(Cow::Borrowed))
    }

    #[test]
    fn copies_are_found_and_others_are_not() {
        let mut bodies = Bodies::default();
        let mut meet = |text: &str, name| bodies.meet(sketch(text), name);
        assert_eq!(meet(STORM, "a"), None);
        assert_eq!(meet(STORM, "b").as_deref(), Some("a"));
        assert_eq!(
            meet(&STORM.to_uppercase().replace(',', " –"), "c").as_deref(),
            Some("a")
        );
        let edited = STORM.replace("if they can", "if possible");
        assert_eq!(meet(&edited, "d").as_deref(), Some("a"));
        let half: String = STORM.chars().take(STORM.len() / 2).collect();
        assert_eq!(meet(&half, "e"), None);
        assert_eq!(meet("Storm.", "f"), None);
        assert_eq!(meet("Rain.", "g"), None);
        assert_eq!(meet("Storm!", "h").as_deref(), Some("f"));
        assert_eq!(meet("山路因暴风雪封闭三天", "i"), None);
        assert_eq!(meet("山路因暴风雪封闭三天。", "j").as_deref(), Some("i"));
    }

    #[test]
    fn bytes_and_back() {
        let sketch = sketch(STORM);
        let bytes: [u8; Sketch::BYTES] = sketch.to_bytes().try_into().unwrap();
        assert_eq!(Sketch::from_bytes(&bytes), sketch);
    }
}
