//! The texts that may be a page's headline.

use rustc_hash::FxHashMap;

use super::parts::{Part, Separator, Side, parts};
use super::rows::rows;
use super::words::Words;
use crate::chars::class;
use crate::document::{Fact, FactSource, Metadata, Property};
use crate::known::{Heading, Level};

/// How many candidates a page has at most, and how long they are, in bytes.
const MOST: usize = 96;
const LONGEST: usize = 600;

/// A text that may be the headline.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The text, as one of its sources has it: a visible one if there is one.
    pub text: String,
    /// Its [features](super::FEATURES).
    pub row: Vec<u8>,
}

/// The places in metadata that state a title.
pub(super) const STATED: [&[FactSource]; 5] = [
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
pub(super) enum Share {
    #[default]
    None,
    Part,
    Whole,
}

/// What was cut off to get at a candidate, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rest {
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
pub(super) struct Draft<'p> {
    pub text: &'p str,
    pub words: Words,
    /// How much of each source it is.
    pub stated: [Share; STATED.len()],
    /// The headings that have the text, whole or as a part.
    pub headings: Vec<(usize, Share)>,
    /// The surest cut that led to it, and the places of the part.
    pub rest: Rest,
    pub cut: Option<(Separator, Side)>,
}

/// What is known of the site's name.
#[derive(Debug, Default)]
pub(super) struct Site {
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
    pub(super) fn is(&self, text: &str, words: &Words) -> bool {
        let spelled = Words::spell(text);
        let likely = |name: &Words| words.likeness(name) >= 6;
        !spelled.is_empty()
            && (self.names.iter().any(likely)
                || self.spelled.contains(&spelled)
                || (spelled.len() >= 3 && self.host.contains(&spelled))
                || (self.host.len() >= 4 && spelled.starts_with(&self.host)))
    }

    /// Whether a text has the site's name at one of its ends.
    pub(super) fn borders(&self, words: &Words) -> bool {
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
    let Drafts { site, drafts, .. } = drafts;
    let rows = rows(&drafts, stated(metadata), headings, &site);
    let described = drafts.into_iter().zip(rows);
    described
        .map(|(draft, row)| Candidate {
            text: draft.text.to_owned(),
            row,
        })
        .collect()
}
