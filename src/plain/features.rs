//! What is known of each block by its place in a stretch, as columns of small
//! numbers.
//!
//! Every feature is a bucket in a `u8`, so that weights can be a table and the
//! same on every platform. The features, their names and what they mean stand
//! in one list at the end of the file.

use super::scale::{distance, log, share};
use super::wordings::{self, Wording, Wordings};
use crate::around::{Neighbours, Sums};
use crate::document::{BlockRecord, Placement, Role};
use crate::known::Topics;
use crate::lexicon::{Extent, Hit, Lexicon};
use crate::shape::{End, Shape};
use crate::table::Table;

/// How many blocks are described at a time: longer documents are described a
/// stretch at a time, so that memory does not grow with them.
pub(crate) const STRETCH: usize = 1 << 14;

/// A stretch of blocks with all that the features are made of.
#[derive(Debug)]
pub(crate) struct Stretch {
    wordings: Wordings,
    /// The features of each wording.
    rows: Vec<[u8; wordings::NAMES.len()]>,
    placements: Vec<Placement>,
    /// What the neighbours of each block are told of it.
    lengths: Neighbours,
    ends: Neighbours,
    kinds: Neighbours,
    /// Words of the blocks, and of them those in prose.
    words: Sums<f32>,
    prose: Sums<f32>,
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

/// How many blocks away prose is looked at, at most.
const FAR: usize = 25;

impl Stretch {
    /// Reads `blocks`, a stretch of the blocks of `text`.
    pub(crate) fn of(text: &str, blocks: &[BlockRecord], lexicon: &Lexicon) -> Stretch {
        let wordings = Wordings::of(text, blocks, lexicon);
        let words = |counts: fn(&Wording) -> bool| {
            let words = wordings.list.iter().map(|wording| match counts(wording) {
                true => wording.shape.words(),
                false => 0.0,
            });
            let words: Vec<f32> = words.collect();
            Sums::of(wordings.of.iter().map(|&of| words[of as usize]), FAR)
        };
        let rows: Vec<_> = wordings.list.iter().map(Wording::row).collect();
        let told = |column: usize| {
            let blocks = wordings.of.iter();
            Neighbours::of(blocks.map(|&of| 1 + rows[of as usize][column]))
        };
        let mut stretch = Stretch {
            lengths: told(wordings::LENGTH),
            ends: told(wordings::END),
            kinds: told(wordings::KIND),
            rows,
            placements: blocks.iter().map(|block| block.placement).collect(),
            words: words(|_| true),
            prose: words(|wording| wording.is_prose),
            wordings,
            line_words: Vec::with_capacity(blocks.len()),
            since_prose: Vec::with_capacity(blocks.len()),
            until_prose: vec![0; blocks.len()],
            lead: Vec::with_capacity(blocks.len()),
            since_lead: Vec::with_capacity(blocks.len()),
            core: 0..0,
            page: Page::default(),
        };
        stretch.sum_up();
        stretch.measure_distances();
        stretch.find_core();
        stretch
    }

    /// What the words of each block say together.
    pub(super) fn said(&self) -> impl Iterator<Item = u8> {
        self.wordings
            .of
            .iter()
            .map(|&of| self.wordings.list[of as usize].said)
    }

    /// The longer words of each block, by hash.
    pub(crate) fn into_topics(self) -> Topics {
        let Wordings { list, of, topics } = self.wordings;
        if list.len() == of.len() {
            return topics;
        }
        let mut all = Topics {
            words: Vec::with_capacity(topics.words.len()),
            ends: Vec::with_capacity(of.len()),
        };
        for of in of {
            all.words.extend_from_slice(topics.block(of as usize));
            all.ends.push(all.words.len());
        }
        all
    }

    /// How many blocks there are.
    pub(crate) fn len(&self) -> usize {
        self.placements.len()
    }

    /// The shape of a block.
    pub(crate) fn shape(&self, index: usize) -> &Shape {
        &self.wordings.block(index).shape
    }

    /// What the lexicon knows of a block.
    pub(crate) fn found(&self, index: usize) -> Option<Hit> {
        self.wordings.block(index).found
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

    fn sum_up(&mut self) {
        let sums = self.words.up_to();
        let words = sums[self.len()];
        let prose = self.prose.up_to()[self.len()];
        let lines = self
            .placements
            .chunk_by(|_, &next| next == Placement::Inline);
        let mut start = 0;
        for line in lines {
            let end = start + line.len();
            let bucket = log(sums[end] - sums[start]);
            line.iter().for_each(|_| self.line_words.push(bucket));
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
            let wording = self.wordings.block(index);
            self.since_prose.push(since);
            since = if wording.is_prose { 0 } else { since }.saturating_add(1);
            if wording.is_prose {
                lead = None;
            }
            self.lead.push(lead);
            self.since_lead.push(since_lead);
            since_lead = since_lead.saturating_add(1);
            if let Some(hit) = wording
                .found
                .filter(|hit| hit.leads && hit.extent == Extent::Whole)
            {
                lead = Some(hit.role);
                since_lead = 1;
            }
        }
        let mut until = u16::MAX;
        for index in (0..n).rev() {
            self.until_prose[index] = until;
            let is_prose = self.wordings.block(index).is_prose;
            until = if is_prose { 0 } else { until }.saturating_add(1);
        }
    }

    /// The contiguous run that gains most: prose counts for its words, all
    /// else against it.
    fn find_core(&mut self) {
        let (mut best, mut sum, mut start) = (0.0, 0.0, 0);
        for index in 0..self.len() {
            let wording = self.wordings.block(index);
            if sum <= 0.0 {
                (sum, start) = (0.0, index);
            }
            sum += if wording.is_prose {
                wording.shape.words()
            } else {
                -6.0 - wording.shape.words() * 0.5
            };
            if sum > best {
                best = sum;
                self.core = start..index + 1;
            }
        }
    }

    /// Whether a credit stands behind the block, as behind a caption: 0 for no,
    /// 1 for a blank line between, 2 for the line right below, 3 for that and
    /// no sentence's end.
    pub(crate) fn captioned(&self, index: usize) -> u8 {
        let next = index + 1;
        let Some(placement) = self.placements.get(next) else {
            return 0;
        };
        let is_credit = |hit: Hit| hit.role == Role::Credit && hit.extent > Extent::Part;
        match placement {
            _ if !self.found(next).is_some_and(is_credit) => 0,
            Placement::Apart => 1,
            _ if self.shape(index).end == End::Sentence => 2,
            _ => 3,
        }
    }

    /// Adds all its columns to a table: by the names of [`wordings`], then by
    /// [`NAMES`].
    pub(super) fn write(&self, table: &mut Table) {
        table.push_rows(wordings::NAMES.len(), |index| {
            &self.rows[self.wordings.of[index] as usize]
        });
        self.write_places(table);
    }

    /// What follows from the place of each block.
    fn by_place(&self, value: impl Fn(usize) -> u8) -> impl Iterator<Item = u8> {
        (0..self.len()).map(value)
    }

    /// The same for all blocks.
    fn alike(&self, value: u8) -> impl Iterator<Item = u8> {
        std::iter::repeat_n(value, self.len())
    }

    /// The share of prose among the words of the blocks up to `reach` away, in
    /// tenths.
    fn prose_share(&self, reach: usize) -> impl Iterator<Item = u8> {
        let prose = self.prose.around(reach, reach);
        let shares = prose.zip(self.words.around(reach, reach));
        shares.map(|(prose, words)| share(prose, words, 10))
    }
}

macro_rules! features {
    (|$stretch:ident| $($name:ident: $words:literal = $values:expr;)*) => {
        /// The features' names, in the order of the columns.
        pub(super) const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// What each feature is, in words.
        pub(super) const WORDS: &[&str] = &[$($words),*];

        impl Stretch {
            /// Adds the columns of the blocks' places to a table.
            fn write_places(&self, table: &mut Table) {
                let $stretch = self;
                $(table.push($values);)*
            }
        }
    };
}

features! { |stretch|
    placement: "how it is set" = stretch.placements.iter().map(|&placement| placement as u8);
    below: "how the next block is set" = stretch.placements.iter().skip(1).map(|&placement| placement as u8).chain([4]);
    line: "the length of its line" = stretch.line_words.iter().copied();
    words_before_3: "the third block before" = stretch.lengths.at(-3);
    words_before_2: "the second block before" = stretch.lengths.at(-2);
    words_before: "the block before" = stretch.lengths.at(-1);
    words_after: "the block after" = stretch.lengths.at(1);
    words_after_2: "the second block after" = stretch.lengths.at(2);
    words_after_3: "the third block after" = stretch.lengths.at(3);
    end_before: "how the block before ends" = stretch.ends.at(-1);
    end_after: "how the block after ends" = stretch.ends.at(1);
    lexicon_before: "a phrase before it" = stretch.kinds.at(-1);
    lexicon_after: "a phrase after it" = stretch.kinds.at(1);
    captioned: "a credit behind it" = stretch.by_place(|index| stretch.captioned(index));
    prose_2: "the prose right around it" = stretch.prose_share(2);
    prose_5: "the prose around it" = stretch.prose_share(5);
    prose_10: "the prose near it" = stretch.prose_share(10);
    prose_25: "the prose far around it" = stretch.prose_share(FAR);
    since_prose: "the way from the prose before" = stretch.since_prose.iter().map(|&blocks| distance(blocks));
    until_prose: "the way to the prose after" = stretch.until_prose.iter().map(|&blocks| distance(blocks));
    lead: "the lead that it stands under" = stretch.lead.iter().map(|lead| lead.map_or(0, |role| 1 + role as u8 - Role::Navigation as u8));
    since_lead: "the way from the last lead" = stretch.since_lead.iter().map(|&blocks| distance(blocks));
    prose_before: "the prose before it" = stretch.prose.up_to().iter().map(|&words| share(words, stretch.page.prose, 10));
    prose_after: "the prose after it" = stretch.prose.up_to().iter().skip(1).map(|&words| log(stretch.page.prose - words));
    from_top: "the blocks before it" = stretch.by_place(|index| distance(index.min(2000) as u16 + 1));
    to_bottom: "the blocks after it" = stretch.by_place(|index| distance((stretch.len() - index).min(2000) as u16));
    before_core: "the way to the article's core" = stretch.by_place(|index| distance(stretch.core.start.saturating_sub(index).min(2000) as u16));
    after_core: "the way from the article's core" = stretch.by_place(|index| distance((index + 1).saturating_sub(stretch.core.end).min(2000) as u16));
    document: "the prose of the page" = stretch.alike(stretch.page.tenths);
    document_words: "the length of the page" = stretch.alike(stretch.page.length);
    blank_lines: "blank lines on the page" = stretch.alike(u8::from(stretch.page.blank_lines));
    clean_page: "its length on a page of little else" = stretch.lengths.at(0).map(|length| stretch.page.quarters.min(4) * 6 + ((length - 1) / 2).min(5));
    phrase_page: "a phrase on a page of prose" = stretch.by_place(|index| stretch.found(index).map_or(0, |hit| 1 + hit.extent as u8) * 6 + stretch.page.fifths);
    core_in_line: "its line against the core" = stretch.by_place(|index| u8::from(stretch.core.contains(&index)) * (1 + stretch.line_words[index]));
}
