//! What the trees see of the candidates for a page's headline: a row of features
//! each.

use super::candidates::{Draft, STATED, Share, Site};
use super::words::Words;
use crate::buckets::log;
use crate::chars::class;
use crate::known::{Heading, Level};

/// The features of a candidate.
pub(crate) const FEATURES: &[&str] = &[
    "title",
    "open_graph",
    "twitter",
    "json_ld",
    "meta",
    "h1",
    "h2",
    "named",
    "rank",
    "around",
    "linked",
    "like_title",
    "like_open_graph",
    "like_json_ld",
    "like_h1",
    "within_title",
    "agreement",
    "agreement_rank",
    "sources",
    "cut",
    "cut_by",
    "cut_side",
    "site",
    "words",
    "length",
    "end",
    "capitals",
    "inside",
    "holds",
    "like_twitter",
    "like_meta",
    "title_like_first",
    "open_graph_like_first",
    "json_ld_like_first",
    "open_graph_like_title",
    "json_ld_like_open_graph",
    "firsts",
    "longest",
];

/// The rows of drafts, on a page that states these titles, one a source, and shows these
/// headings.
pub(super) fn rows(
    drafts: &[Draft<'_>],
    stated: [Option<&str>; STATED.len()],
    headings: &[Heading],
    site: &Site,
) -> Vec<Vec<u8>> {
    let firsts = headings.iter().enumerate();
    let firsts = firsts
        .filter(|(_, heading)| heading.level == Level::First)
        .map(|(index, heading)| (index, Words::of(&heading.text)));
    let titles = Sources {
        stated: stated.map(|title| title.map(Words::of)),
        firsts: firsts.collect(),
    };
    let lengths = drafts.iter().map(|draft| draft.text.len());
    let page = Page {
        drafts,
        headings,
        site,
        agreements: drafts
            .iter()
            .map(|draft| titles.agreement(&draft.words))
            .collect(),
        longest: lengths.max().unwrap_or(1),
        titles,
    };
    let shared = page.shared();
    (0..drafts.len())
        .map(|place| [page.own(place).as_slice(), &shared].concat())
        .collect()
}

/// The titles of a page, to compare with.
struct Sources {
    /// Those that it states, one a source.
    stated: [Option<Words>; STATED.len()],
    /// Its headings of the first level, and which headings these are.
    firsts: Vec<(usize, Words)>,
}

impl Sources {
    /// How like a text is to what a source states, from 1; 0 where there is nothing.
    fn like(&self, words: &Words, source: usize) -> u8 {
        let stated = self.stated[source].as_ref();
        stated.map_or(0, |title| words.likeness(title) + 1)
    }

    /// How like a text is to the likest heading of the first level.
    fn like_first(&self, words: &Words) -> u8 {
        let likes = self.firsts.iter();
        likes
            .map(|(_, first)| words.likeness(first) + 1)
            .max()
            .unwrap_or(0)
    }

    /// The likeness to all sources that there are, in eighths.
    fn agreement(&self, words: &Words) -> u8 {
        let likes = (0..STATED.len()).map(|source| self.like(words, source));
        let likes = likes.chain([self.like_first(words)]);
        let (mut sum, mut count) = (0u32, 0u32);
        for like in likes.filter(|&like| like > 0) {
            sum += u32::from(like) - 1;
            count += 1;
        }
        (2 * sum).checked_div(count).unwrap_or(0) as u8
    }

    /// How like what a source states is to the likest heading of the first level.
    fn stated_like_first(&self, source: usize) -> u8 {
        let stated = self.stated[source].as_ref();
        stated.map_or(0, |title| self.like_first(title))
    }

    /// How like two sources are.
    fn alike(&self, one: usize, other: usize) -> u8 {
        let one = self.stated[one].as_ref();
        one.map_or(0, |one| self.like(one, other))
    }
}

/// What the drafts of a page are described by.
struct Page<'p> {
    drafts: &'p [Draft<'p>],
    headings: &'p [Heading],
    site: &'p Site,
    titles: Sources,
    agreements: Vec<u8>,
    longest: usize,
}

impl Page<'_> {
    /// The features that all drafts share.
    fn shared(&self) -> [u8; 7] {
        let titles = &self.titles;
        [
            titles.stated_like_first(0),
            titles.stated_like_first(1),
            titles.stated_like_first(3),
            titles.alike(0, 1),
            titles.alike(1, 3),
            titles.firsts.len().min(5) as u8,
            log(self.longest as u64),
        ]
    }

    /// The features that a draft has for itself.
    fn own(&self, place: usize) -> [u8; 31] {
        let draft = &self.drafts[place];
        let (titles, words, text) = (&self.titles, &draft.words, draft.text);
        let h1 = self.first(draft);
        let heading = draft.headings.iter().find(is_whole);
        let [rank, around, linked] = heading.map_or([0; 3], |(index, _)| self.shown(*index));
        let wholes = draft.stated.iter().filter(|&&share| share == Share::Whole);
        let sources = wholes.count() + usize::from(h1 >= 3) + usize::from(heading.is_some());
        let agreement = self.agreements[place];
        let better = self.agreements.iter().filter(|&&other| other > agreement);
        let others = || {
            let others = self.drafts.iter().map(|other| &other.words);
            others.filter(|other| other.count() != words.count())
        };
        let inside = others().filter(|other| other.borders(words));
        let holds = others().filter(|other| words.borders(other));
        [
            self.share(draft, 0),
            self.share(draft, 1),
            self.share(draft, 2),
            self.share(draft, 3),
            self.share(draft, 4),
            h1,
            self.at(draft, Level::Second)
                .filter(is_whole)
                .count()
                .min(3) as u8,
            self.at(draft, Level::Named).filter(is_whole).count().min(5) as u8,
            rank,
            around,
            linked,
            titles.like(words, 0),
            titles.like(words, 1),
            titles.like(words, 3),
            titles.like_first(words),
            titles.stated[0]
                .as_ref()
                .map_or(0, |title| words.within(title) + 1),
            agreement,
            better.count().min(9) as u8,
            sources.min(9) as u8,
            draft.rest as u8,
            draft.cut.map_or(0, |(separator, _)| 1 + separator as u8),
            draft.cut.map_or(0, |(_, side)| 1 + side as u8),
            if self.site.is(text, words) {
                2
            } else {
                u8::from(self.site.borders(words))
            },
            words.count().min(31) as u8,
            (text.len() * 8 / self.longest) as u8,
            ending(text),
            capitals(text),
            inside.count().min(5) as u8,
            holds.count().min(5) as u8,
            titles.like(words, 2),
            titles.like(words, 4),
        ]
    }

    /// How much of a source a draft is, from 1; 0 where there is no such source.
    fn share(&self, draft: &Draft<'_>, source: usize) -> u8 {
        match (&self.titles.stated[source], draft.stated[source]) {
            (None, _) => 0,
            (_, share) => 1 + share as u8,
        }
    }

    /// The headings of a level that have a draft's text.
    fn at<'d>(
        &self,
        draft: &'d Draft<'_>,
        level: Level,
    ) -> impl Iterator<Item = &'d (usize, Share)> {
        let headings = draft.headings.iter();
        headings.filter(move |(index, _)| self.headings[*index].level == level)
    }

    /// Whether a draft is a heading of the first level, and which.
    fn first(&self, draft: &Draft<'_>) -> u8 {
        let firsts = &self.titles.firsts;
        let parts = |level| self.at(draft, level).next().is_some();
        match self.at(draft, Level::First).find(is_whole) {
            _ if firsts.is_empty() => 0,
            Some(_) if firsts.len() == 1 => 5,
            Some((index, _)) if *index == firsts[0].0 => 4,
            Some(_) => 3,
            None if parts(Level::First) || parts(Level::PartOfFirst) => 2,
            None => 1,
        }
    }

    /// How early on the page a heading is, what it stands in, and whether it is linked.
    fn shown(&self, index: usize) -> [u8; 3] {
        let heading = &self.headings[index];
        let around = match (heading.in_chrome, heading.in_main) {
            (true, _) => 1,
            (_, false) => 2,
            (_, true) => 3,
        };
        [1 + index.min(9) as u8, around, u8::from(heading.linked)]
    }
}

/// Whether all of a heading has a draft's text.
fn is_whole((_, share): &&(usize, Share)) -> bool {
    *share == Share::Whole
}

/// Whether most letters of a text that have a case are capitals, or some.
fn capitals(text: &str) -> u8 {
    let (mut upper, mut cased) = (0, 0);
    for c in text.chars().filter(|&c| class(c).is_letter()) {
        upper += usize::from(c.is_uppercase());
        cased += usize::from(c.is_uppercase() || c.is_lowercase());
    }
    if 2 * upper > cased {
        2
    } else {
        u8::from(upper > 0)
    }
}

/// How a text ends.
fn ending(text: &str) -> u8 {
    match text.chars().next_back() {
        _ if text.ends_with("...") || text.ends_with('…') => 1,
        Some('.' | '。') => 2,
        Some('?' | '!' | '？' | '！') => 3,
        Some(':' | ',' | ';' | '-' | '–' | '|') => 4,
        _ => 0,
    }
}
