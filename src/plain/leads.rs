//! What the lexicon found around a block, near and far: the way to the last
//! and the next phrase of each sort, and how many there are.
//!
//! A lead opens a run of chrome that lasts until prose returns; but comments
//! and teasers are prose. So the way from "Comments (6)" is told however much
//! prose stands between.

use super::features::{STRETCH, Stretch};
use crate::around::Sums;
use crate::buckets::log;
use crate::document::Role;
use crate::lexicon::Extent;
use crate::table::Table;

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

/// The sort of dates and names.
const DATES: usize = 3;

/// How many blocks away phrases are counted, and right around.
const NEAR: usize = 15;
const AROUND: usize = 4;

/// The sort of a kind of chrome, if it tells of what follows.
fn sort(role: Role) -> Option<usize> {
    Some(match role {
        Role::Comments => 0,
        Role::Related | Role::Promo | Role::Newsletter | Role::Advert | Role::Paywall => 1,
        Role::Share | Role::Tags | Role::ShortLink => 2,
        Role::Date | Role::Byline | Role::Counter => DATES,
        Role::Navigation | Role::Section | Role::Consent | Role::Legal => 4,
        Role::Caption | Role::Credit | Role::Media => 5,
        _ => return None,
    })
}

/// The buckets of ways of no block, one, and so on.
static WAYS: [u8; STRETCH] = {
    let mut ways = [0; STRETCH];
    let mut blocks = 0;
    while blocks < STRETCH {
        ways[blocks] = log(blocks as u64);
        blocks += 1;
    }
    ways
};

/// The way where there is no phrase.
const NO_WAY: u8 = u8::MAX;

/// Adds the columns of a stretch to a table.
pub(super) fn write(stretch: &Stretch, table: &mut Table) {
    let mut places: [Vec<usize>; SORTS] = Default::default();
    for index in 0..stretch.len() {
        let found = stretch.found(index);
        let phrase = found.filter(|hit| hit.extent > Extent::Part);
        if let Some(sort) = phrase.and_then(|hit| sort(hit.role)) {
            places[sort].push(index);
        }
    }
    for places in &places {
        table.push(since(places, stretch.len()).into_iter());
    }
    for places in &places {
        table.push(until(places, stretch.len()).into_iter());
    }
    let mut counts = vec![0_u16; stretch.len()];
    places.iter().flatten().for_each(|&place| counts[place] = 1);
    let phrases = Sums::of(counts.drain(..), NEAR);
    counts.resize(stretch.len(), 0);
    places[DATES].iter().for_each(|&place| counts[place] = 1);
    let dates = Sums::of(counts.into_iter(), NEAR);
    let few = |count: u16| count.min(40) as u8;
    table.push(phrases.before(NEAR).map(few));
    table.push(phrases.after(NEAR).map(few));
    table.push(phrases.around(AROUND, AROUND).map(few));
    table.push(dates.around(NEAR / 2, NEAR / 2).map(few));
}

/// The ways from the last of some places to each of so many blocks.
fn since(places: &[usize], blocks: usize) -> Vec<u8> {
    let mut ways = vec![NO_WAY; blocks];
    let ends = places.iter().skip(1).copied().chain([blocks]);
    for (&start, end) in places.iter().zip(ends) {
        ways[start..end].copy_from_slice(&WAYS[..end - start]);
    }
    ways
}

/// The ways from each of so many blocks to the next of some places.
fn until(places: &[usize], blocks: usize) -> Vec<u8> {
    let mut ways = vec![NO_WAY; blocks];
    let mut start = 0;
    for &place in places {
        let run = ways[start..=place].iter_mut().rev();
        run.zip(&WAYS).for_each(|(way, &bucket)| *way = bucket);
        start = place + 1;
    }
    ways
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
        let mut table = Table::with_rows(blocks.len(), WIDTH);
        write(&Stretch::of(&text, &blocks, lexicon), &mut table);
        let column = |name| NAMES.iter().position(|other| *other == name).unwrap();
        let values = |name| table.column(column(name)).as_flattened()[..4].to_vec();
        assert_eq!(values("since_comments"), [255, log(0), log(1), log(2)]);
        assert_eq!(values("until_comments"), [log(1), log(0), 255, 255]);
        assert_eq!(values("phrases_before"), [0, 0, 1, 1]);
    }
}
