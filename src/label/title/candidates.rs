//! The texts that may be a page's headline, each with a row of features.

use rustc_hash::FxHashMap;

use super::parts::{Part, Separator, Side, parts};
use super::words::Words;
use crate::buckets::log;
use crate::chars::class;
use crate::document::{Fact, FactSource, Metadata, Property};
use crate::known::{Heading, Level};

/// How many candidates a page has at most, and how long they are, in bytes.
const MOST: usize = 96;
const LONGEST: usize = 600;

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

/// A text that may be the headline.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The text, as one of its sources has it: a visible one if there is one.
    pub text: String,
    /// Its [`FEATURES`].
    pub row: Vec<u8>,
}

/// The places in metadata that state a title.
const STATED: [&[FactSource]; 5] = [
    &[FactSource::Title],
    &[FactSource::OpenGraph],
    &[FactSource::Twitter],
    &[FactSource::JsonLd],
    &[FactSource::Microdata, FactSource::Meta],
];

/// The titles that a page states, one a source.
fn stated(metadata: &Metadata) -> [Option<&str>; STATED.len()] {
    STATED.map(|sources| {
        let mut titles = sources
            .iter()
            .flat_map(|&source| metadata.said_by(source, Property::Title));
        titles.next().map(Fact::value)
    })
}

/// How much of a source a candidate is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Share {
    #[default]
    None,
    Part,
    Whole,
}

/// What was cut off to get at a candidate, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rest {
    Nothing,
    /// The name of the site.
    Site,
    /// A host's name, by its looks.
    Host,
    /// The site's name and more.
    WithSite,
    Short,
    Long,
}

/// A text on its way to being a candidate.
#[derive(Debug)]
struct Draft<'p> {
    text: &'p str,
    words: Words,
    stated: [Share; STATED.len()],
    /// The headings that have the text, whole or as a part.
    headings: Vec<(usize, Share)>,
    /// The surest cut that led to it, and the places of the part.
    rest: Rest,
    cut: Option<(Separator, Side)>,
}

/// What is known of the site's name.
#[derive(Debug, Default)]
struct Site {
    names: Vec<Words>,
    spelled: Vec<String>,
    /// The host's name without its last label, letters and digits only.
    host: String,
}

impl Site {
    fn of(metadata: &Metadata) -> Site {
        let names: Vec<&str> = metadata.all(Property::SiteName).map(Fact::value).collect();
        let address = metadata.canonical().map_or("", Fact::value);
        let host = address.split("://").nth(1).unwrap_or_default();
        let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(host);
        Site {
            names: names.iter().copied().map(Words::of).collect(),
            spelled: names.iter().copied().map(Words::spell).collect(),
            host: Words::spell(host.rsplit_once('.').map_or("", |(name, _)| name)),
        }
    }

    /// Whether a text is the site's name.
    fn is(&self, text: &str, words: &Words) -> bool {
        let spelled = Words::spell(text);
        let likely = |name: &Words| words.likeness(name) >= 6;
        !spelled.is_empty()
            && (self.names.iter().any(likely)
                || self.spelled.contains(&spelled)
                || (spelled.len() >= 3 && self.host.contains(&spelled))
                || (self.host.len() >= 4 && spelled.starts_with(&self.host)))
    }

    /// Whether a text has the site's name at one of its ends.
    fn borders(&self, words: &Words) -> bool {
        self.names.iter().any(|name| words.borders(name))
    }

    /// What the text beside a part is.
    fn rest(&self, title: &str, part: &Part) -> Rest {
        let before = &title[..part.place.start];
        let after = &title[part.place.end..];
        let rest = [before, after].concat();
        let rest = rest.trim_matches(|c| !class(c).is_word());
        let words = Words::of(rest);
        match words.count() {
            _ if self.is(rest, &words) => Rest::Site,
            _ if rest.contains('.') && !rest.contains(' ') => Rest::Host,
            _ if self.borders(&words) => Rest::WithSite,
            0..=3 => Rest::Short,
            _ => Rest::Long,
        }
    }
}

/// The drafts of a page, by the text that they have in common.
struct Drafts<'p> {
    site: Site,
    drafts: Vec<Draft<'p>>,
    places: FxHashMap<String, usize>,
}

impl<'p> Drafts<'p> {
    /// The draft of a text, which is made if there is room for it.
    fn of(&mut self, text: &'p str) -> Option<&mut Draft<'p>> {
        let key = folded(text);
        if key.is_empty() || text.len() > LONGEST {
            return None;
        }
        let place = match self.places.get(&key) {
            Some(&place) => place,
            None if self.drafts.len() == MOST => return None,
            None => {
                self.places.insert(key, self.drafts.len());
                self.drafts.push(Draft {
                    text,
                    words: Words::of(text),
                    stated: Default::default(),
                    headings: Vec::new(),
                    rest: Rest::Long,
                    cut: None,
                });
                self.drafts.len() - 1
            }
        };
        self.drafts.get_mut(place)
    }

    /// Adds a text; `mark` notes where it comes from.
    fn add(&mut self, text: &'p str, mark: impl Fn(&mut Draft<'p>, Share)) {
        if let Some(draft) = self.of(text) {
            mark(draft, Share::Whole);
            draft.rest = Rest::Nothing;
        }
    }

    /// Adds the parts of a text.
    fn add_parts(&mut self, text: &'p str, mark: impl Fn(&mut Draft<'p>, Share)) {
        for part in parts(text) {
            let rest = self.site.rest(text, &part);
            if let Some(draft) = self.of(&text[part.place]) {
                mark(draft, Share::Part);
                if draft.cut.is_none() || rest < draft.rest {
                    draft.cut = Some((part.separator, part.side));
                    draft.rest = draft.rest.min(rest);
                }
            }
        }
    }
}

/// A text without what editions of a headline differ in: letter case, quotes,
/// dashes, white space.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' | 'ʼ' => folded.push('\''),
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => folded.push('"'),
            '‐' | '‑' | '‒' | '–' | '—' | '―' => folded.push('-'),
            '\u{AD}' | '\u{200B}' | '\u{FEFF}' => {}
            c if c.is_whitespace() => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The texts that may be the headline of a page that states this of itself and
/// shows these headings.
pub(crate) fn candidates(metadata: &Metadata, headings: &[Heading]) -> Vec<Candidate> {
    let mut drafts = Drafts {
        site: Site::of(metadata),
        drafts: Vec::new(),
        places: FxHashMap::default(),
    };
    let shown = |index| move |draft: &mut Draft<'_>, share| draft.headings.push((index, share));
    let (tops, others): (Vec<_>, Vec<_>) = headings
        .iter()
        .enumerate()
        .partition(|(_, heading)| matches!(heading.level, Level::First | Level::PartOfFirst));
    // Visible texts first, so that theirs is the edition that is chosen.
    for (index, heading) in tops {
        drafts.add(&heading.text, shown(index));
        drafts.add_parts(&heading.text, shown(index));
    }
    for (source, title) in stated(metadata).into_iter().enumerate() {
        let Some(title) = title else { continue };
        let stated = |draft: &mut Draft<'_>, share| {
            draft.stated[source] = draft.stated[source].max(share);
        };
        drafts.add(title, stated);
        drafts.add_parts(title, stated);
    }
    for (index, heading) in others {
        drafts.add(&heading.text, shown(index));
    }
    described(metadata, headings, drafts)
}

/// The candidates that drafts become, with their rows.
fn described(metadata: &Metadata, headings: &[Heading], drafts: Drafts<'_>) -> Vec<Candidate> {
    let Drafts { site, drafts, .. } = drafts;
    let stated = stated(metadata).map(|title| title.map(Words::of));
    let firsts: Vec<(usize, Words)> = headings
        .iter()
        .enumerate()
        .filter(|(_, heading)| heading.level == Level::First)
        .map(|(index, heading)| (index, Words::of(&heading.text)))
        .collect();
    let best_first = |words: &Words| {
        let likes = firsts.iter().map(|(_, first)| words.likeness(first) + 1);
        likes.max().unwrap_or(0)
    };
    let like = |draft: &Draft<'_>, source: usize| {
        let stated = stated[source].as_ref();
        stated.map_or(0, |title| draft.words.likeness(title) + 1)
    };
    // The likeness to all sources that there are, in eighths.
    let agreement = |draft: &Draft<'_>| {
        let likes = (0..STATED.len()).map(|source| like(draft, source));
        let likes = likes.chain([best_first(&draft.words)]);
        let (mut sum, mut count) = (0u32, 0u32);
        for like in likes.filter(|&like| like > 0) {
            sum += u32::from(like) - 1;
            count += 1;
        }
        (2 * sum).checked_div(count).unwrap_or(0) as u8
    };
    let agreements: Vec<u8> = drafts.iter().map(agreement).collect();
    // What the page's titles have in common, whichever the candidate is.
    let first_like = |source: usize| stated[source].as_ref().map_or(0, &best_first);
    let alike = |one: usize, other: usize| match (&stated[one], &stated[other]) {
        (Some(one), Some(other)) => one.likeness(other) + 1,
        _ => 0,
    };
    let page = [
        first_like(0),
        first_like(1),
        first_like(3),
        alike(0, 1),
        alike(1, 3),
        firsts.len().min(5) as u8,
    ];
    let longest = drafts
        .iter()
        .map(|draft| draft.text.len())
        .max()
        .unwrap_or(1);
    let row = |(place, draft): (usize, &Draft<'_>)| {
        let share = |source: usize| match (&stated[source], draft.stated[source]) {
            (None, _) => 0,
            (_, share) => 1 + share as u8,
        };
        let at = |level: Level| {
            draft
                .headings
                .iter()
                .filter(move |&&(index, _)| headings[index].level == level)
        };
        let whole = |&&(_, share): &&(usize, Share)| share == Share::Whole;
        let h1 = match at(Level::First).find(whole) {
            _ if firsts.is_empty() => 0,
            Some(_) if firsts.len() == 1 => 5,
            Some((index, _)) if *index == firsts[0].0 => 4,
            Some(_) => 3,
            None if at(Level::First)
                .chain(at(Level::PartOfFirst))
                .next()
                .is_some() =>
            {
                2
            }
            None => 1,
        };
        let heading = draft
            .headings
            .iter()
            .find(|(_, share)| *share == Share::Whole);
        let (rank, around, linked) = heading.map_or((0, 0, 0), |&(index, _)| {
            let heading = &headings[index];
            let around = match (heading.in_chrome, heading.in_main) {
                (true, _) => 1,
                (_, false) => 2,
                (_, true) => 3,
            };
            (1 + index.min(9) as u8, around, u8::from(heading.linked))
        });
        let wholes = draft.stated.iter().filter(|&&share| share == Share::Whole);
        let sources = wholes.count() + usize::from(h1 >= 3) + usize::from(heading.is_some());
        let better = agreements
            .iter()
            .filter(|&&other| other > agreements[place])
            .count();
        let is_site = if site.is(draft.text, &draft.words) {
            2
        } else {
            u8::from(site.borders(&draft.words))
        };
        let others = || {
            drafts
                .iter()
                .filter(|other| other.words.count() != draft.words.count())
        };
        let inside = others().filter(|other| other.words.borders(&draft.words));
        let holds = others().filter(|other| draft.words.borders(&other.words));
        let text = draft.text;
        let letters = text.chars().filter(|&c| class(c).is_letter());
        let (mut upper, mut cased) = (0, 0);
        for c in letters {
            upper += usize::from(c.is_uppercase());
            cased += usize::from(c.is_uppercase() || c.is_lowercase());
        }
        let own = [
            share(0),
            share(1),
            share(2),
            share(3),
            share(4),
            h1,
            at(Level::Second).filter(whole).count().min(3) as u8,
            at(Level::Named).filter(whole).count().min(5) as u8,
            rank,
            around,
            linked,
            like(draft, 0),
            like(draft, 1),
            like(draft, 3),
            best_first(&draft.words),
            stated[0]
                .as_ref()
                .map_or(0, |title| draft.words.within(title) + 1),
            agreements[place],
            better.min(9) as u8,
            sources.min(9) as u8,
            draft.rest as u8,
            draft.cut.map_or(0, |(separator, _)| 1 + separator as u8),
            draft.cut.map_or(0, |(_, side)| 1 + side as u8),
            is_site,
            draft.words.count().min(31) as u8,
            (text.len() * 8 / longest) as u8,
            ending(text),
            if 2 * upper > cased {
                2
            } else {
                u8::from(upper > 0)
            },
            inside.count().min(5) as u8,
            holds.count().min(5) as u8,
            like(draft, 2),
            like(draft, 4),
        ];
        let longest = [log(longest as u64)];
        [own.as_slice(), &page, &longest].concat()
    };
    let rows: Vec<Vec<u8>> = drafts.iter().enumerate().map(row).collect();
    drafts
        .into_iter()
        .zip(rows)
        .map(|(draft, row)| Candidate {
            text: draft.text.to_owned(),
            row,
        })
        .collect()
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
