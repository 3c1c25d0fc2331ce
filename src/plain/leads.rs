//! What the lexicon found around a block, near and far: the way to the last
//! and the next phrase of each sort, and how many there are.
//!
//! A lead opens a run of chrome that lasts until prose returns; but comments
//! and teasers are prose. So the way from "Comments (6)" is told however much
//! prose stands between.

use super::features::Stretch;
use crate::buckets::log;
use crate::document::Role;
use crate::lexicon::Extent;

/// The features' names, in order, and what they are in words.
pub(super) const NAMES: [&str; WIDTH] = [
    "since_comments",
    "since_more",
    "since_share",
    "since_date",
    "since_site",
    "since_picture",
    "until_comments",
    "until_more",
    "until_share",
    "until_date",
    "until_site",
    "until_picture",
    "phrases_before",
    "phrases_after",
    "phrases_near",
    "dates_near",
];
pub(super) const WORDS: [&str; WIDTH] = [
    "the way from comments",
    "the way from a lead to more",
    "the way from share buttons or tags",
    "the way from a date or name",
    "the way from the site's own lines",
    "the way from a caption or credit",
    "the way to comments",
    "the way to a lead to more",
    "the way to share buttons or tags",
    "the way to a date or name",
    "the way to the site's own lines",
    "the way to a caption or credit",
    "phrases before it",
    "phrases behind it",
    "phrases right around it",
    "dates and names around it",
];
const SORTS: usize = 6;
pub(super) const WIDTH: usize = 2 * SORTS + 4;

/// How many blocks away phrases are counted, and right around.
const NEAR: usize = 15;
const AROUND: usize = 4;

/// The sort of a kind of chrome, if it tells of what follows.
fn sort(role: Role) -> Option<usize> {
    Some(match role {
        Role::Comments => 0,
        Role::Related | Role::Promo | Role::Newsletter | Role::Advert | Role::Paywall => 1,
        Role::Share | Role::Tags | Role::ShortLink => 2,
        Role::Date | Role::Byline | Role::Counter => 3,
        Role::Navigation | Role::Section | Role::Consent | Role::Legal => 4,
        Role::Caption | Role::Credit | Role::Media => 5,
        _ => return None,
    })
}

/// The phrases of a stretch.
pub(super) struct Leads {
    ways: Vec<[u8; 2 * SORTS]>,
    /// Phrases, and dates among them, up to each block.
    phrases: Vec<u32>,
    dates: Vec<u32>,
}

impl Leads {
    pub(super) fn of(stretch: &Stretch) -> Leads {
        let all = stretch.len();
        let sorts: Vec<Option<usize>> = (0..all)
            .map(|index| {
                let hit = stretch
                    .found(index)
                    .filter(|hit| hit.extent > Extent::Part)?;
                sort(hit.role)
            })
            .collect();
        let mut ways = vec![[0; 2 * SORTS]; all];
        let (mut since, mut until) = ([None; SORTS], [None; SORTS]);
        for index in 0..all {
            step(&mut since, sorts[index]);
            ways[index][..SORTS].copy_from_slice(&since.map(bucket));
            let behind = all - 1 - index;
            step(&mut until, sorts[behind]);
            ways[behind][SORTS..].copy_from_slice(&until.map(bucket));
        }
        let counts = |counted: &dyn Fn(usize) -> bool| {
            let mut sum = 0;
            let sums = sorts.iter().map(|sort| {
                sum += u32::from(sort.is_some_and(counted));
                sum
            });
            std::iter::once(0).chain(sums).collect::<Vec<u32>>()
        };
        let (phrases, dates) = (counts(&|_| true), counts(&|sort| sort == 3));
        Leads {
            ways,
            phrases,
            dates,
        }
    }

    /// The features of one block.
    pub(super) fn row(&self, index: usize) -> [u8; WIDTH] {
        let (all, end) = (self.ways.len(), index + 1);
        let near = |counts: &[u32], from: usize, to: usize| {
            (counts[to.min(all)] - counts[from.min(all)]).min(40) as u8
        };
        let mut row = [0; WIDTH];
        row[..2 * SORTS].copy_from_slice(&self.ways[index]);
        row[2 * SORTS..].copy_from_slice(&[
            near(&self.phrases, index.saturating_sub(NEAR), index),
            near(&self.phrases, end, end + NEAR),
            near(&self.phrases, index.saturating_sub(AROUND), end + AROUND),
            near(&self.dates, index.saturating_sub(NEAR / 2), end + NEAR / 2),
        ]);
        row
    }
}

/// One block further: the way from each sort's last phrase grows.
fn step(ways: &mut [Option<u32>; SORTS], found: Option<usize>) {
    for way in ways.iter_mut() {
        *way = way.map(|blocks| blocks + 1);
    }
    if let Some(sort) = found {
        ways[sort] = Some(0);
    }
}

/// The bucket of a way in blocks, a large one where there is no phrase.
fn bucket(way: Option<u32>) -> u8 {
    way.map_or(u8::MAX, |blocks| log(u64::from(blocks)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::plain::segment;

    #[test]
    fn the_way_from_comments_is_told_however_much_prose_stands_between() {
        let prose =
            "The road over the pass will stay closed until Friday, the canton said on Tuesday.\n\n";
        let text = format!("{prose}Comments\n\n{prose}{prose}");
        let lexicon = Lexicon::shared();
        let blocks = segment(&text, lexicon);
        let leads = Leads::of(&Stretch::of(&text, &blocks, lexicon));
        let column = |name| NAMES.iter().position(|other| *other == name).unwrap();
        let values = |name| {
            (0..4)
                .map(|index| leads.row(index)[column(name)])
                .collect::<Vec<_>>()
        };
        assert_eq!(values("since_comments"), [255, log(0), log(1), log(2)]);
        assert_eq!(values("until_comments"), [log(1), log(0), 255, 255]);
        assert_eq!(values("phrases_before"), [0, 0, 1, 1]);
    }
}
