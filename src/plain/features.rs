//! What is known of each block, as a row of small numbers: the only thing
//! that the labeller sees.
//!
//! Every feature is a bucket in a `u8`, so that weights can be a table and the
//! same on every platform. The features, their names and what they mean stand
//! in one list at the end of the file.

use crate::document::{BlockRecord, Placement, Role};
use crate::known::Topics;
use crate::lexicon::{Extent, Folded, Grams, Hit, Lexicon, Outline};
use crate::shape::{End, Shape, Sink};

/// How many blocks are described at a time: longer documents are described a
/// stretch at a time, so that memory does not grow with them.
pub(crate) const STRETCH: usize = 1 << 14;

/// The most words of a block that the lexicon is asked about.
const PHRASE_WORDS: f32 = 24.0;

/// The slots that the document's words are counted in, by hash.
const SLOTS: usize = Topics::SLOTS;

/// The lexicon's word on a block, for the roles that follow from it.
pub(crate) type Found = Option<Hit>;

/// A stretch of blocks with all that the features are made of.
#[derive(Debug, Default)]
pub(crate) struct Stretch {
    shapes: Vec<Shape>,
    found: Vec<Found>,
    placements: Vec<Placement>,
    /// Whether each block reads like prose by its shape alone.
    is_prose: Vec<bool>,
    /// What the neighbours of each block are told of it.
    neighbours: Neighbours,
    /// How often the block stands in the stretch.
    copies: Vec<u8>,
    /// Words that the stretch's prose has too, and that are frequent in it, in
    /// twentieths.
    overlap: Vec<u8>,
    frequent: Vec<u8>,
    /// Words up to each block, and of them those in prose.
    words: Vec<f32>,
    prose: Vec<f32>,
    /// The bucket of the words in the line that the block is a piece of.
    line_words: Vec<u8>,
    /// Blocks since the last prose, and to the next.
    since_prose: Vec<u16>,
    until_prose: Vec<u16>,
    /// The lead whose run the block is in, and blocks since it.
    lead: Vec<Option<Role>>,
    since_lead: Vec<u16>,
    /// The run of blocks with the most prose and the least else.
    core: std::ops::Range<usize>,
    page: Page,
    words_read: Words,
}

/// What is the same for all blocks of a stretch.
#[derive(Debug, Default)]
struct Page {
    /// The words in prose.
    prose: f32,
    /// Their share of all words, in tenths, fifths and quarters.
    tenths: u8,
    fifths: u8,
    quarters: u8,
    /// The bucket of all words.
    length: u8,
    /// Whether there are blank lines throughout.
    blank_lines: bool,
}

/// Buckets of each block that the rows of its neighbours hold too, with
/// [`REACH`] zeros before the first block and behind the last.
#[derive(Debug, Default)]
struct Neighbours {
    lengths: Vec<u8>,
    ends: Vec<u8>,
    kinds: Vec<u8>,
}

/// How many blocks away a neighbour is at most.
const REACH: usize = 3;

impl Neighbours {
    fn of(shapes: &[Shape], found: &[Found]) -> Neighbours {
        let padded = |buckets: &mut dyn Iterator<Item = u8>| {
            let mut column = Vec::with_capacity(shapes.len() + 2 * REACH);
            column.extend([0; REACH]);
            column.extend(buckets);
            column.extend([0; REACH]);
            column
        };
        Neighbours {
            lengths: padded(&mut shapes.iter().map(|shape| 1 + log(shape.words()))),
            ends: padded(&mut shapes.iter().map(|shape| 1 + shape.end as u8)),
            kinds: padded(&mut found.iter().map(|&found| 1 + kind(found))),
        }
    }
}

impl Stretch {
    /// Describes `blocks`, a stretch of the blocks of `text`.
    pub(crate) fn of(text: &str, blocks: &[BlockRecord], lexicon: &Lexicon) -> Stretch {
        let mut stretch = Stretch {
            shapes: Vec::with_capacity(blocks.len()),
            found: Vec::with_capacity(blocks.len()),
            ..Stretch::default()
        };
        let (mut reader, mut folded) = (Reader::new(), Folded::default());
        for block in blocks {
            let shape = reader.read(text, block);
            let short = shape.words() <= PHRASE_WORDS;
            stretch.found.push(if short {
                let (piece, outline) = (block.slice(text), reader.outline());
                lexicon.look_up(piece, outline, shape.has_signs(), &mut folded)
            } else {
                None
            });
            stretch.shapes.push(shape);
        }
        let words = reader.words;
        stretch.placements = blocks.iter().map(|block| block.placement).collect();
        stretch.is_prose = stretch.shapes.iter().map(is_prose).collect();
        stretch.neighbours = Neighbours::of(&stretch.shapes, &stretch.found);
        let counts = Counts::of(&words, &stretch.is_prose);
        (stretch.overlap, stretch.frequent) = words
            .by_block()
            .zip(&stretch.is_prose)
            .map(|(words, &counted)| counts.shares(words, counted))
            .unzip();
        stretch.count_copies();
        stretch.sum();
        stretch.measure_distances();
        stretch.find_core();
        stretch.words_read = words;
        stretch
    }

    /// What the words of a block say together.
    pub(crate) fn said(&self, index: usize) -> u8 {
        self.words_read.said[index]
    }

    /// The longer words of each block, by hash.
    pub(crate) fn topics(&self) -> Topics {
        let (mut words, mut ends) = (Vec::new(), Vec::with_capacity(self.len()));
        for block in self.words_read.by_block() {
            let long = block.iter().filter(|word| word.is_long());
            words.extend(long.map(|word| word.slot() as u16));
            ends.push(words.len());
        }
        Topics { words, ends }
    }

    /// How many blocks there are.
    pub(crate) fn len(&self) -> usize {
        self.shapes.len()
    }

    /// The shape of a block.
    pub(crate) fn shape(&self, index: usize) -> &Shape {
        &self.shapes[index]
    }

    /// What the lexicon knows of a block.
    pub(crate) fn found(&self, index: usize) -> Found {
        self.found[index]
    }

    /// The kind of the lead that a block stands under, if there is one.
    pub(crate) fn lead(&self, index: usize) -> Option<Role> {
        self.lead[index]
    }

    /// How many blocks the last lead stands above a block; a large number where
    /// there is none.
    pub(crate) fn since_lead(&self, index: usize) -> u16 {
        self.since_lead[index]
    }

    fn count_copies(&mut self) {
        let keyed = self.shapes.iter().map(|shape| shape.key).zip(0..);
        let mut keyed: Vec<(u32, u32)> = keyed.collect();
        // Sorted, not hashed: no text can make that slow.
        keyed.sort_unstable();
        self.copies = vec![0; self.len()];
        for same in keyed.chunk_by(|one, other| one.0 == other.0) {
            let copies = same.len().min(255) as u8;
            same.iter()
                .for_each(|&(_, index)| self.copies[index as usize] = copies);
        }
    }

    fn sum(&mut self) {
        let (mut words, mut prose) = (0.0, 0.0);
        self.words.push(0.0);
        self.prose.push(0.0);
        for (shape, &is_prose) in self.shapes.iter().zip(&self.is_prose) {
            words += shape.words();
            prose += if is_prose { shape.words() } else { 0.0 };
            self.words.push(words);
            self.prose.push(prose);
        }
        let mut start = 0;
        while start < self.len() {
            let end = (start + 1..self.len())
                .find(|&next| self.placements[next] != Placement::Inline)
                .unwrap_or(self.len());
            let bucket = log(self.words[end] - self.words[start]);
            self.line_words
                .extend(std::iter::repeat_n(bucket, end - start));
            start = end;
        }
        let apart = self
            .placements
            .iter()
            .filter(|&&placement| placement == Placement::Apart)
            .count();
        self.page = Page {
            prose,
            tenths: share(prose, words, 10),
            fifths: share(prose, words, 5),
            quarters: share(prose, words, 4),
            length: log(words),
            blank_lines: apart * 5 > self.len(),
        };
    }

    fn measure_distances(&mut self) {
        let n = self.len();
        let (mut since, mut lead, mut since_lead) = (u16::MAX, None, u16::MAX);
        for index in 0..n {
            self.since_prose.push(since);
            since = if self.is_prose[index] { 0 } else { since }.saturating_add(1);
            if self.is_prose[index] {
                lead = None;
            }
            self.lead.push(lead);
            self.since_lead.push(since_lead);
            since_lead = since_lead.saturating_add(1);
            if let Some(hit) =
                self.found[index].filter(|hit| hit.leads && hit.extent == Extent::Whole)
            {
                lead = Some(hit.role);
                since_lead = 1;
            }
        }
        let mut until = u16::MAX;
        self.until_prose = vec![0; n];
        for index in (0..n).rev() {
            self.until_prose[index] = until;
            until = if self.is_prose[index] { 0 } else { until }.saturating_add(1);
        }
    }

    /// The contiguous run that gains most: prose counts for its words, all
    /// else against it.
    fn find_core(&mut self) {
        let (mut best, mut sum, mut start) = (0.0, 0.0, 0);
        for (index, (shape, &is_prose)) in self.shapes.iter().zip(&self.is_prose).enumerate() {
            if sum <= 0.0 {
                (sum, start) = (0.0, index);
            }
            sum += if is_prose {
                shape.words()
            } else {
                -6.0 - shape.words() * 0.5
            };
            if sum > best {
                best = sum;
                self.core = start..index + 1;
            }
        }
    }

    /// The share of prose among the words of the blocks up to `reach` away, in
    /// tenths.
    #[inline]
    fn prose_share(&self, index: usize, reach: usize) -> u8 {
        let (from, to) = (
            index.saturating_sub(reach),
            (index + reach + 1).min(self.len()),
        );
        share(
            self.prose[to] - self.prose[from],
            self.words[to] - self.words[from],
            10,
        )
    }

    /// Whether a credit stands behind the block, as behind a caption: 0 for no,
    /// 1 for a blank line between, 2 for the line right below, 3 for that and
    /// no sentence's end.
    pub(crate) fn captioned(&self, index: usize) -> u8 {
        let next = index + 1;
        let credited = self
            .found
            .get(next)
            .copied()
            .flatten()
            .is_some_and(|hit| hit.role == Role::Credit && hit.extent > Extent::Part);
        match self.placements.get(next) {
            Some(_) if !credited => 0,
            Some(Placement::Below | Placement::Inline)
                if self.shapes[index].end != End::Sentence =>
            {
                3
            }
            Some(Placement::Below | Placement::Inline) => 2,
            Some(_) => 1,
            None => 0,
        }
    }

    /// The bucket of a neighbour's words, 0 where there is none.
    #[inline]
    fn neighbour_words(&self, index: usize, step: isize) -> u8 {
        self.neighbours.lengths[(index + REACH).wrapping_add_signed(step)]
    }

    /// How a neighbour ends, 0 where there is none.
    #[inline]
    fn neighbour_end(&self, index: usize, step: isize) -> u8 {
        self.neighbours.ends[(index + REACH).wrapping_add_signed(step)]
    }

    /// The lexicon's word on a neighbour, 0 where there is none.
    #[inline]
    fn neighbour_kind(&self, index: usize, step: isize) -> u8 {
        self.neighbours.kinds[(index + REACH).wrapping_add_signed(step)]
    }
}

/// Whether a block reads like prose by its shape alone.
pub(crate) fn is_prose(shape: &Shape) -> bool {
    let words = shape.words();
    let ends = matches!(shape.end, End::Sentence | End::Quoted | End::Ellipsis);
    (words >= 25.0 || (words >= 10.0 && ends)) && shape.linked < 3 * shape.word_chars / 2
}

/// The words of a stretch's blocks, one after the other.
#[derive(Debug, Default)]
struct Words {
    words: Vec<Word>,
    ends: Vec<usize>,
    /// What the words of each block say together.
    said: Vec<u8>,
}

/// A word: its slot, and whether it is short enough to hold sentences together
/// or long enough to say what they are about.
#[derive(Clone, Copy, Debug)]
struct Word(u16);

impl Word {
    const SHORT: u16 = SLOTS as u16;
    const LONG: u16 = 2 * SLOTS as u16;

    /// What the lengths of words say, up to one more than [`SHORT_WORD`].
    const LENGTHS: [u16; SHORT_WORD + 2] = {
        let mut lengths = [Word::SHORT; SHORT_WORD + 2];
        lengths[1] |= Word::LONG;
        lengths[SHORT_WORD + 1] = Word::LONG;
        lengths
    };

    #[inline(always)]
    fn new(hash: u32, letters: usize) -> Word {
        let slot = (hash ^ (hash >> 15)) as u16 % SLOTS as u16;
        Word(slot | Word::LENGTHS[letters.min(SHORT_WORD + 1)])
    }

    #[inline]
    fn slot(self) -> usize {
        usize::from(self.0) % SLOTS
    }

    #[inline]
    fn is_short(self) -> bool {
        self.0 & Word::SHORT != 0
    }

    #[inline]
    fn is_long(self) -> bool {
        self.0 & Word::LONG != 0
    }
}

/// A word of at most this many letters can be one that holds sentences
/// together.
const SHORT_WORD: usize = 4;

/// The most words of a block that are looked at.
const MOST_WORDS: usize = 4096;

/// Reads the words of one block after the other.
struct Reader {
    /// Those of all blocks.
    words: Words,
    /// The words of the last block: [`MOST_WORDS`] places, of which the first
    /// `count` are taken.
    last: Vec<Word>,
    count: usize,
    grams: Grams,
    outline: Outline,
}

impl Sink for Reader {
    #[inline(always)]
    fn word(&mut self, hash: u32, letters: usize, key: impl FnOnce() -> u32) {
        self.grams.word(hash);
        if self.outline.is_open() {
            self.outline.push(key());
        }
        if let Some(word) = self.last.get_mut(self.count) {
            *word = Word::new(hash, letters);
            self.count += 1;
        }
    }
}

impl Reader {
    fn new() -> Reader {
        Reader {
            words: Words::default(),
            last: vec![Word(0); MOST_WORDS],
            count: 0,
            grams: Grams::default(),
            outline: Outline::default(),
        }
    }

    /// Reads a block: its words are noted, its outline drawn, its shape given
    /// back.
    #[inline(never)]
    fn read(&mut self, text: &str, block: &BlockRecord) -> Shape {
        self.outline.clear();
        self.count = 0;
        let shape = Shape::of(text, block.range(), self);
        if shape.hides {
            self.outline.doubt();
        }
        let words = &mut self.words;
        words.words.extend_from_slice(&self.last[..self.count]);
        words.ends.push(words.words.len());
        words.said.push(self.grams.end());
        shape
    }

    /// The outline of the last block.
    fn outline(&self) -> &Outline {
        &self.outline
    }
}

impl Words {
    fn by_block(&self) -> impl Iterator<Item = &[Word]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, &end)| &self.words[start..end])
    }
}

/// How often each word stands in the stretch's prose.
struct Counts {
    slots: Vec<u16>,
    /// From this count on, a short word holds sentences together.
    often: u16,
}

impl Counts {
    fn of(words: &Words, is_prose: &[bool]) -> Counts {
        let mut slots = vec![0_u16; SLOTS];
        let mut total = 0_u32;
        for (words, _) in words
            .by_block()
            .zip(is_prose)
            .filter(|&(_, &is_prose)| is_prose)
        {
            for word in words {
                let slot = &mut slots[word.slot()];
                *slot = slot.saturating_add(1);
            }
            total += words.len() as u32;
        }
        Counts {
            slots,
            often: (total / 150).clamp(3, u32::from(u16::MAX)) as u16,
        }
    }

    /// Of a block's longer words, the share that the prose elsewhere has too;
    /// of all its words, the share that are short and frequent there. In
    /// tenths; 11 where there is no such word.
    fn shares(&self, words: &[Word], counted: bool) -> (u8, u8) {
        let own = u16::from(counted);
        let (mut long, mut shared, mut frequent) = (0_u32, 0_u32, 0_u32);
        for word in words {
            let count = self.slots[word.slot()];
            frequent += u32::from(word.is_short() && count >= self.often);
            long += u32::from(word.is_long());
            shared += u32::from(word.is_long() && count > own);
        }
        (
            share(shared as f32, long as f32, 10),
            share(frequent as f32, words.len() as f32, 10),
        )
    }
}

/// The bucket of a number on a logarithmic scale: two buckets a doubling of
/// the number and one, 0 for nothing, at most 24.
///
/// Read off the bits of the float, so that no platform's logarithm matters.
#[inline]
fn log(number: f32) -> u8 {
    const SQRT_2: u32 = 0x35_04F3;
    let bits = (1.0 + number.max(0.0)).to_bits();
    let (exponent, mantissa) = ((bits >> 23) - 127, bits & 0x7F_FFFF);
    (2 * exponent + u32::from(mantissa >= SQRT_2)).min(24) as u8
}

/// The bucket of a count: itself, up to a most.
fn count(number: u32, most: u8) -> u8 {
    number.min(u32::from(most)) as u8
}

/// The buckets of distances in blocks: 1 to 3, then wider; 0 for none.
const DISTANCES: [u8; 82] = {
    let mut buckets = [0; 82];
    let mut blocks = 1;
    while blocks < 82 {
        buckets[blocks] = match blocks {
            1..=3 => blocks as u8,
            4..=5 => 4,
            6..=8 => 5,
            9..=14 => 6,
            15..=30 => 7,
            31..=80 => 8,
            _ => 9,
        };
        blocks += 1;
    }
    buckets
};

/// The bucket of a distance in blocks; `u16::MAX` has one of its own.
#[inline]
fn distance(blocks: u16) -> u8 {
    DISTANCES[usize::from(blocks).min(DISTANCES.len() - 1)] + u8::from(blocks == u16::MAX)
}

/// The bucket of a share, in `steps`ths; `steps + 1` where there is no whole.
#[inline]
fn share(part: f32, whole: f32, steps: u8) -> u8 {
    if whole <= 0.0 {
        steps + 1
    } else {
        (part / whole * f32::from(steps) + 0.5) as u8
    }
    .min(steps + 1)
}

/// The lexicon's word: 0 for none, else the kind, one scale for parts and one
/// for the rest.
fn kind(found: Found) -> u8 {
    match found {
        None => 0,
        Some(hit) if hit.extent == Extent::Part => 1,
        Some(hit) => 2 + (hit.role as u8 - Role::Navigation as u8),
    }
}

macro_rules! features {
    (|$stretch:ident, $index:ident, $shape:ident| $($name:ident: $words:literal = $value:expr;)*) => {
        /// The features' names, in the order of a row.
        pub(crate) const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// What each feature is, in words.
        pub(crate) const WORDS: &[&str] = &[$($words),*];

        /// How many features a row has.
        pub(crate) const WIDTH: usize = NAMES.len();

        impl Stretch {
            /// The row of one block.
            pub(crate) fn row(&self, $index: usize) -> [u8; WIDTH] {
                let $stretch = self;
                let $shape = &self.shapes[$index];
                [$($value),*]
            }
        }
    };
}

features! { |stretch, index, shape|
    words: "its length" = stretch.neighbours.lengths[index + REACH] - 1;
    word_length: "the length of its words" = (shape.word_chars as f32 / shape.words().max(0.5)).min(15.0) as u8;
    end: "how it ends" = shape.end as u8;
    start: "how it begins" = shape.start as u8;
    commas: "its commas" = share(shape.commas as f32, shape.words(), 30).min(8);
    sentences: "its sentences" = count(shape.sentences, 6);
    digits: "its numbers" = share(shape.digits as f32, shape.word_chars as f32, 10);
    capitals: "its capitals" = share(shape.capitals as f32, shape.cased as f32, 10);
    titled: "its capitalised words" = share(shape.titled as f32, shape.words(), 10);
    shouted: "its words in capitals" = count(shape.shouted, 4);
    short: "its short words" = share(shape.short as f32, shape.words(), 10);
    symbols: "its symbols" = share(shape.symbols as f32, shape.words(), 10);
    bullets: "bars and bullets in it" = count(shape.bullets, 6);
    quotes: "quotation marks" = count(shape.quotes, 4);
    glued: "words run together" = count(shape.glued, 4);
    linked: "its links" = share(shape.linked as f32, (shape.linked + shape.word_chars) as f32, 10);
    sign: "signs that prose seldom has" = shape.sign as u8;
    unspaced: "its script" = share(shape.unspaced as f32, shape.word_chars as f32, 4);
    lexicon: "a phrase of the lexicon" = stretch.neighbours.kinds[index + REACH] - 1;
    extent: "how much of it a phrase is" = stretch.found[index].map_or(0, |hit| 1 + hit.extent as u8);
    copies: "copies of it" = stretch.copies[index].min(5);
    overlap: "words that the prose has too" = stretch.overlap[index];
    frequent: "the prose's commonest words" = stretch.frequent[index];
    placement: "how it is set" = stretch.placements[index] as u8;
    below: "how the next block is set" = stretch.placements.get(index + 1).map_or(4, |&placement| placement as u8);
    line: "the length of its line" = stretch.line_words[index];
    words_before_3: "the third block before" = stretch.neighbour_words(index, -3);
    words_before_2: "the second block before" = stretch.neighbour_words(index, -2);
    words_before: "the block before" = stretch.neighbour_words(index, -1);
    words_after: "the block after" = stretch.neighbour_words(index, 1);
    words_after_2: "the second block after" = stretch.neighbour_words(index, 2);
    words_after_3: "the third block after" = stretch.neighbour_words(index, 3);
    end_before: "how the block before ends" = stretch.neighbour_end(index, -1);
    end_after: "how the block after ends" = stretch.neighbour_end(index, 1);
    lexicon_before: "a phrase before it" = stretch.neighbour_kind(index, -1);
    lexicon_after: "a phrase after it" = stretch.neighbour_kind(index, 1);
    captioned: "a credit behind it" = stretch.captioned(index);
    prose_2: "the prose right around it" = stretch.prose_share(index, 2);
    prose_5: "the prose around it" = stretch.prose_share(index, 5);
    prose_10: "the prose near it" = stretch.prose_share(index, 10);
    prose_25: "the prose far around it" = stretch.prose_share(index, 25);
    since_prose: "the way from the prose before" = distance(stretch.since_prose[index]);
    until_prose: "the way to the prose after" = distance(stretch.until_prose[index]);
    lead: "the lead that it stands under" = stretch.lead[index].map_or(0, |role| 1 + role as u8 - Role::Navigation as u8);
    since_lead: "the way from the last lead" = distance(stretch.since_lead[index]);
    prose_before: "the prose before it" = share(stretch.prose[index], stretch.page.prose, 10);
    prose_after: "the prose after it" = log(stretch.page.prose - stretch.prose[index + 1]);
    from_top: "the blocks before it" = distance(index.min(2000) as u16 + 1);
    to_bottom: "the blocks after it" = distance((stretch.len() - index).min(2000) as u16);
    before_core: "the way to the article's core" = distance(stretch.core.start.saturating_sub(index).min(2000) as u16);
    after_core: "the way from the article's core" = distance((index + 1).saturating_sub(stretch.core.end).min(2000) as u16);
    document: "the prose of the page" = stretch.page.tenths;
    document_words: "the length of the page" = stretch.page.length;
    blank_lines: "blank lines on the page" = u8::from(stretch.page.blank_lines);
    clean_page: "its length on a page of little else" = stretch.page.quarters.min(4) * 6 + ((stretch.neighbours.lengths[index + REACH] - 1) / 2).min(5);
    phrase_page: "a phrase on a page of prose" = stretch.found[index].map_or(0, |hit| 1 + hit.extent as u8) * 6 + stretch.page.fifths;
    core_in_line: "its line against the core" = u8::from(stretch.core.contains(&index)) * (1 + stretch.line_words[index]);
}
