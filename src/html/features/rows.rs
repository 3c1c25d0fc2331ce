//! The rows: every feature of a block, in one order.

use super::elements::CONTAINER;
use super::facts::Facts;
use super::names::{MARKED, is_heading, rank};
use super::pieces::{Piece, Pieces, end_rank};
use super::scale::{log, share, way};
use crate::document::Role;
use crate::html::tag;
use crate::lexicon::{ClassWords, Extent, Hit};

/// How many containers above a block are described.
pub(super) const CONTAINERS: usize = 4;

/// The places of the neighbours that are described, and how many of them in
/// full.
const NEIGHBOURS: [isize; 8] = [-1, 1, -2, 2, -3, 3, -4, 4];
const NEAREST: usize = 4;

/// What stands for a neighbour or place that is not there.
const NONE: u8 = 255;

/// A feature: its name, and what it is in words.
pub(super) type Feature = (String, &'static str);

/// Writes the rows of the blocks of a stretch.
pub(super) struct Rows<'p> {
    pub pieces: &'p Pieces,
    /// What all blocks of the page have in common.
    pub page: [u8; PAGE],
}

/// The features, in the order of a row.
pub(super) fn features() -> Vec<Feature> {
    let classes = ClassWords::shared().names();
    let mut features: Vec<Feature> = OWN
        .iter()
        .map(|&(name, words)| (name.to_owned(), words))
        .collect();
    let mut family = |name: String, words| features.push((name, words));
    for class in classes {
        family(format!("class_{class}"), "its class words");
    }
    for class in classes {
        family(format!("share_{class}"), "the part of the page it is in");
    }
    for (element, _) in MARKED {
        family(format!("in_{element}"), "the elements around it");
    }
    for level in 1..=CONTAINERS {
        for name in CONTAINER_NAMES {
            family(format!("around{level}_{name}"), "what holds it");
        }
    }
    for step in NEIGHBOURS {
        for name in ["words", "linked"] {
            family(format!("beside{step:+}_{name}"), "the blocks beside it");
        }
    }
    for step in &NEIGHBOURS[..NEAREST] {
        for name in ["element", "end", "phrase", "same"] {
            family(format!("beside{step:+}_{name}"), "the blocks beside it");
        }
    }
    for name in PAGE_NAMES {
        family(format!("page_{name}"), "the page");
    }
    features
}

const CONTAINER_NAMES: [&str; CONTAINER] = [
    "share",
    "running",
    "linked",
    "blocks",
    "mean",
    "paragraphs",
    "density",
    "alike",
    "branch",
    "way",
    "element",
];

/// How many numbers describe the page.
pub(super) const PAGE: usize = 18;

const PAGE_NAMES: [&str; PAGE] = [
    "blocks",
    "words",
    "running",
    "linked",
    "density",
    "paragraphs",
    "top",
    "top_depth",
    "claims",
    "dates",
    "amounts",
    "articles",
    "inputs",
    "codes",
    "headings",
    "elements",
    "title",
    "published",
];

/// What all blocks of a page have in common.
pub(super) fn page(pieces: &Pieces, facts: &Facts) -> [u8; PAGE] {
    let root = pieces.elements.root();
    let top = pieces.elements.get(pieces.elements.top);
    let count = |is: &dyn Fn(&Piece) -> bool| {
        log(pieces.list.iter().filter(|piece| is(piece)).count() as u32)
    };
    [
        log(pieces.len() as u32),
        log(pieces.halves[pieces.len()]),
        log(pieces.running[pieces.len()]),
        share(root.linked, root.letters),
        share(root.running, root.letters),
        log(root.paragraphs),
        share(top.running, root.running),
        top.depth.min(200) as u8,
        facts.claims,
        count(&|piece| piece.found.is_some_and(|hit| hit.role == Role::Date)),
        count(&|piece| piece.shape.sign == crate::shape::Sign::Amount),
        log(facts.articles),
        log(facts.inputs),
        log(facts.codes),
        count(&|piece| is_heading(piece.name)),
        log(pieces.elements.len() as u32),
        pieces.headline.map_or(NONE, |index| {
            let titles = pieces.list[index as usize].titles;
            titles.into_iter().max().unwrap_or(0)
        }),
        u8::from(!facts.article.is_empty()),
    ]
}

impl Rows<'_> {
    /// Appends the row of a block.
    pub(super) fn push(&self, index: usize, row: &mut Vec<u8>) {
        let piece = &self.pieces.list[index];
        row.extend(self.own(index, piece));
        let elements = &self.pieces.elements;
        let (near, shares) = (elements.near(piece.inner), elements.shares(piece.inner));
        let classes = ClassWords::shared().names().len();
        row.extend(&near[..classes]);
        row.extend(&shares[..classes]);
        row.extend(&near[super::elements::GROUPS..][..MARKED.len()]);
        let mut at = piece.element;
        for _ in 0..CONTAINERS {
            match elements.container(at) {
                Some((container, numbers)) => {
                    row.extend(numbers);
                    at = container;
                }
                None => row.extend([NONE; CONTAINER]),
            }
        }
        for step in NEIGHBOURS {
            row.extend(match self.pieces.beside(index, step) {
                Some(other) => [log(other.halves()), linked(other)],
                None => [NONE; 2],
            });
        }
        for &step in &NEIGHBOURS[..NEAREST] {
            row.extend(match self.pieces.beside(index, step) {
                Some(other) => [
                    rank(other.name),
                    end_rank(other.shape.end),
                    kind(other.found),
                    self.sameness(piece, other),
                ],
                None => [NONE; 4],
            });
        }
        row.extend(self.page);
    }

    /// Whether two blocks stand in one element, or in two of one parent.
    fn sameness(&self, one: &Piece, other: &Piece) -> u8 {
        let elements = &self.pieces.elements;
        let parent = |piece: &Piece| elements.get(piece.element).parent;
        let alike = elements.get(one.element).signature == elements.get(other.element).signature;
        u8::from(one.element == other.element) * 4
            + u8::from(parent(one) == parent(other)) * 2
            + u8::from(alike)
    }

    /// The words, in halves, between two blocks.
    fn gap(&self, index: usize, other: u32) -> u32 {
        let (first, last) = (index.min(other as usize), index.max(other as usize));
        self.pieces.halves[last] - self.pieces.halves[(first + 1).min(last)]
    }

    /// How a block stands to another: blocks and words between, elements to
    /// climb from each to the one that holds both, the running text in that.
    fn relation(&self, index: usize, piece: &Piece, other: Option<u32>) -> [u8; 5] {
        let Some(other) = other else {
            return [NONE; 5];
        };
        let elements = &self.pieces.elements;
        let element = self.pieces.list[other as usize].element;
        let (up, down, meeting) = elements.meet(piece.element, element);
        let running = elements.get(meeting).running;
        [
            log((index as u32).abs_diff(other)),
            log(self.gap(index, other)),
            up,
            down,
            share(running, elements.root().running),
        ]
    }

    /// How many headings of the first level stand between the headline and a
    /// block.
    fn other_titles(&self, index: usize) -> u8 {
        let titles = &self.pieces.titles;
        match self.pieces.headline.map(|headline| headline as usize) {
            Some(headline) if headline < index => log(titles[index] - titles[headline + 1]),
            _ => NONE,
        }
    }

    /// The share of running blocks among those up to `reach` away.
    fn running(&self, index: usize, reach: usize) -> u8 {
        let from = index.saturating_sub(reach);
        let to = (index + reach + 1).min(self.pieces.len());
        (self.pieces.running[to] - self.pieces.running[from]) as u8
    }

    /// The mean words of the blocks up to `reach` away.
    fn mean(&self, index: usize, reach: usize) -> u8 {
        let from = index.saturating_sub(reach);
        let to = (index + reach + 1).min(self.pieces.len());
        log((self.pieces.halves[to] - self.pieces.halves[from]) / (to - from) as u32)
    }

    /// How the block stands to the element that is likeliest the article's:
    /// elements up to what holds both, down from there to the article's, and the
    /// running text in what holds both.
    fn to_top(&self, piece: &Piece) -> [u8; 3] {
        let elements = &self.pieces.elements;
        let (own, top) = (elements.get(piece.element), elements.get(elements.top));
        let meeting = elements.get(own.meets_top);
        [
            (own.depth - meeting.depth).min(60) as u8,
            (top.depth - meeting.depth).min(60) as u8,
            share(meeting.running, elements.root().running),
        ]
    }

    /// Which of the elements that hold half, 70 and 90 percent of the running
    /// text hold the block.
    fn held(&self, piece: &Piece) -> u8 {
        let elements = &self.pieces.elements;
        let own = elements.get(piece.element);
        let holds = |holder: u32| {
            let (mut at, depth) = (piece.element, elements.get(holder).depth);
            let steps = own.depth.saturating_sub(depth).min(64);
            for _ in 0..steps {
                at = elements.get(at).parent;
            }
            u8::from(at == holder)
        };
        elements.holders.iter().map(|&holder| holds(holder)).sum()
    }

    /// Images in the block's element and in that above.
    fn images(&self, piece: &Piece) -> u8 {
        let elements = &self.pieces.elements;
        let own = elements.get(piece.element);
        log(u32::from(own.images) + u32::from(elements.get(own.parent).images))
    }
}

/// The share of a block's letters that are in links.
fn linked(piece: &Piece) -> u8 {
    share(piece.origin.linked, piece.origin.letters)
}

/// The lexicon's word: 0 for none, else the kind.
fn kind(found: Option<Hit>) -> u8 {
    match found {
        None => 0,
        Some(hit) if hit.extent == Extent::Part => 1,
        Some(hit) => 2 + (hit.role as u8 - Role::Navigation as u8),
    }
}

macro_rules! own_features {
    (|$rows:ident, $index:ident, $piece:ident, $shape:ident| {$($before:tt)*} $($name:ident: $words:literal = $value:expr;)*) => {
        /// The features that are no family: names, and what they are in words.
        const OWN: &[(&str, &str)] = &[$((stringify!($name), $words)),*];

        impl Rows<'_> {
            fn own(&self, $index: usize, $piece: &Piece) -> [u8; OWN.len()] {
                let ($rows, $shape) = (self, &$piece.shape);
                $($before)*
                [$($value),*]
            }
        }
    };
}

own_features! { |rows, index, piece, shape|
    {
        let pieces = rows.pieces;
        let own = pieces.elements.get(piece.element);
        let inner = pieces.elements.get(piece.inner);
        let words = shape.halves.div_ceil(2);
        let before = rows.relation(index, piece, piece.before);
        let behind = rows.relation(index, piece, piece.behind);
        let heading = rows.relation(index, piece, piece.heading);
        let head = piece.heading.map(|at| &pieces.list[at as usize]);
        let headline = rows.relation(index, piece, pieces.headline);
        let top = rows.to_top(piece);
        let telling = |group: usize| share(piece.telling[group], words);
        let all = pieces.halves[pieces.len()];
    }
    words: "its length" = log(shape.halves);
    letters: "its letters" = log(piece.origin.letters);
    linked: "its links" = linked(piece);
    links: "how many links it has" = log(u32::from(piece.origin.links));
    word_length: "the length of its words" = (shape.word_chars * 4 / words.max(1)).min(80) as u8;
    titled: "its capitalised words" = share(shape.titled, words);
    shouted: "its words in capitals" = share(shape.shouted, words);
    capitals: "its capitals" = share(shape.capitals, shape.cased);
    digits: "its numbers" = share(shape.digits, shape.word_chars);
    commas: "its commas" = share(shape.commas, words);
    sentences: "its sentences" = log(shape.sentences);
    end: "how it ends" = end_rank(shape.end);
    start: "how it begins" = shape.start as u8;
    short: "its short words" = share(shape.short, words);
    symbols: "its symbols" = share(shape.symbols, words);
    bullets: "bars and bullets in it" = share(shape.bullets, words);
    quotes: "quotation marks" = log(shape.quotes);
    glued: "words run together" = log(shape.glued);
    sign: "signs that prose seldom has" = shape.sign as u8;
    unspaced: "its script" = share(shape.unspaced, shape.word_chars);
    bold: "its bold words" = share(piece.origin.bold, piece.origin.letters);
    breaks: "line breaks in it" = log(u32::from(piece.origin.breaks));
    after_break: "a line break before it" = u8::from(piece.origin.after_break);
    folded: "whether it is folded away" = u8::from(piece.origin.folded);
    phrase: "a phrase of the lexicon" = kind(piece.found);
    extent: "how much of it a phrase is" = piece.found.map_or(0, |hit| 1 + hit.extent as u8);
    copies: "copies of it" = piece.copies.min(30);
    copied_before: "how much of it stood there before" = piece.copied[0];
    copied_behind: "how much of it comes again" = piece.copied[1];
    like_title: "its likeness to the page's title" = piece.titles[0];
    like_preview: "its likeness to the title for previews" = piece.titles[1];
    like_headline: "its likeness to the headline for search engines" = piece.titles[2];
    described: "how much of it the description has" = piece.described;
    published: "how much of it the text for search engines has" = piece.published;
    element: "its element" = rank(own.name);
    innermost: "its innermost element" = rank(inner.name);
    inline_depth: "elements inside its element" = inner.depth.saturating_sub(own.depth).min(60) as u8;
    depth: "how deep it stands" = own.depth.min(200) as u8;
    alike: "elements like its own" = log(u32::from(own.alike));
    alike_parents: "elements like that above its own" = log(u32::from(pieces.elements.get(own.parent).alike));
    images: "images beside it" = rows.images(piece);
    place: "its place among the blocks" = share(index as u32, pieces.len() as u32);
    place_words: "its place in the text" = share(pieces.halves[index], all);
    from_top: "the blocks before it" = log(index as u32);
    to_bottom: "the blocks after it" = log((pieces.len() - index) as u32);
    words_before: "the text before it" = log(pieces.halves[index]);
    from_headline: "the way from the headline" = way(pieces.headline, index as u32);
    headline_words: "the text since the headline" = pieces.headline.map_or(NONE, |at| log(rows.gap(index, at)));
    headline_up: "the way to the headline" = headline[2];
    headline_down: "the way from the headline's element" = headline[3];
    headline_share: "the element it shares with the headline" = headline[4];
    other_titles: "other headlines above it" = rows.other_titles(index);
    telling_consent: "words of consent" = telling(0);
    telling_signup: "words of registration" = telling(1);
    telling_support: "words of support" = telling(2);
    telling_shop: "words of trade" = telling(3);
    telling_legal: "words of law" = telling(4);
    is_headline: "whether it is like the headline" = u8::from(pieces.headline == Some(index as u32));
    from_first: "the way from the first running text" = way(pieces.first, index as u32);
    from_last: "the way from the last running text" = way(pieces.last, index as u32);
    from_top_first: "the way from the article's first text" = way(pieces.top_first, index as u32);
    from_top_last: "the way from the article's last text" = way(pieces.top_last, index as u32);
    in_top: "whether it stands in the article's element" = u8::from(own.in_top);
    top_up: "the way to the article's element" = top[0];
    top_down: "the way from the article's element" = top[1];
    top_share: "the text that it shares an element with" = top[2];
    held: "whether it stands where most text does" = rows.held(piece);
    before_blocks: "the blocks since running text" = before[0];
    before_words: "the words since running text" = before[1];
    before_up: "the way to the text before" = before[2];
    before_down: "the way from the text before" = before[3];
    before_share: "the element it shares with the text before" = before[4];
    before_length: "the length of the text before" = piece.before.map_or(NONE, |at| log(pieces.list[at as usize].halves()));
    behind_blocks: "the blocks to running text" = behind[0];
    behind_words: "the words to running text" = behind[1];
    behind_up: "the way to the text behind" = behind[2];
    behind_down: "the way from the text behind" = behind[3];
    behind_share: "the element it shares with the text behind" = behind[4];
    behind_length: "the length of the text behind" = piece.behind.map_or(NONE, |at| log(pieces.list[at as usize].halves()));
    heading_blocks: "the blocks since a heading" = heading[0];
    heading_up: "the way to the heading" = heading[2];
    heading_share: "the element it shares with the heading" = heading[4];
    heading_level: "the level of the heading above" = head.map_or(NONE, |head| head.name.index().saturating_sub(tag::H1.index()) as u8);
    heading_phrase: "what the heading above says" = head.map_or(0, |head| kind(head.found));
    running_5: "the running text right around it" = rows.running(index, 5);
    running_10: "the running text around it" = rows.running(index, 10);
    mean_4: "the length of the blocks right around it" = rows.mean(index, 4);
    mean_10: "the length of the blocks around it" = rows.mean(index, 10);
}
