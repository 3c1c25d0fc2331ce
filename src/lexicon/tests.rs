//! The data files as they should be: sorted, unique, in four columns, folded, of
//! one kind each; and every kind and language met by fixtures.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::data::{SHAPES, lines};
use super::fold::{LONGEST, unfolded};
use super::phrases::{FILES, Phrase, phrase, phrases};
use super::*;

/// The kinds of chrome that a phrase can tell: what a page hides it may say in any
/// words.
fn kinds() -> impl Iterator<Item = Role> {
    let told = |role: &Role| !role.is_content() && *role != Role::Hidden;
    Role::ALL.into_iter().filter(told)
}

/// Fails with everything that is wrong, not with the first of it.
#[track_caller]
fn none(wrong: Vec<String>) {
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn every_language_has_a_file() {
    let names: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
    assert!(names.is_sorted());
    for language in "fr en de es it pt nl pl ru sv cs tr el ar zh ja ko shared".split(' ') {
        assert!(names.contains(&language), "{language}");
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lexicon/data");
    let there = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let unread: Vec<String> = there
        .filter(|file| {
            file.strip_suffix(".tsv")
                .is_some_and(|name| name != "shapes" && !names.contains(&name))
        })
        .collect();
    assert!(unread.is_empty(), "nobody reads {unread:?}");
}

#[test]
fn comments_stand_above_and_every_other_line_has_four_columns() {
    let mut wrong = Vec::new();
    for (name, text) in FILES.iter().chain(&[("shapes", SHAPES)]) {
        let head = text
            .lines()
            .take_while(|line| line.starts_with("# ") && !line.contains('\t'))
            .count();
        for (number, line) in text.lines().enumerate().skip(head) {
            let columns: Vec<&str> = line.split('\t').collect();
            if columns.len() != 4
                || columns
                    .iter()
                    .any(|column| column.trim() != *column || column.is_empty())
            {
                wrong.push(format!("{name}.tsv:{}: {line}", number + 1));
            }
        }
        if text.contains('\r') || !text.ends_with('\n') {
            wrong.push(format!("{name}.tsv: its line ends"));
        }
    }
    none(wrong);
}

#[test]
fn every_kind_and_every_way_to_match_is_known() {
    let mut wrong = Vec::new();
    for (name, text) in FILES {
        for line in lines(text) {
            match phrase(line) {
                Ok(Phrase { role, .. }) if role.is_content() => {
                    wrong.push(format!("{name}: {role} is no chrome: {line}"))
                }
                Ok(_) => {}
                Err(error) => wrong.push(format!("{name}: {error}")),
            }
        }
    }
    none(wrong);
}

#[test]
fn files_are_sorted_by_their_bytes() {
    let mut wrong = Vec::new();
    for (name, text) in FILES.iter().chain(&[("shapes", SHAPES)]) {
        let phrases: Vec<&str> = lines(text)
            .filter_map(|line| line.split('\t').next())
            .collect();
        let pairs = phrases
            .windows(2)
            .filter(|pair| pair[0].as_bytes() >= pair[1].as_bytes());
        // A shape may be stated by its parts, which stand first and name each other.
        let pairs = pairs.filter(|pair| !pair[0].starts_with('{'));
        wrong.extend(pairs.map(|pair| format!("{name}: '{}' before '{}'", pair[0], pair[1])));
    }
    none(wrong);
}

#[test]
fn no_phrase_stands_twice_and_none_is_of_two_kinds() {
    let mut seen: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (name, text) in FILES {
        for line in lines(text) {
            let Ok(Phrase { text, role, .. }) = phrase(line) else {
                continue;
            };
            if let Some((file, kind)) = seen.insert(text, (name, role.name())) {
                wrong.push(format!("'{text}' is {kind} in {file} and {role} in {name}"));
            }
        }
    }
    none(wrong);
}

/// Phrases that break a rule below. The test fails when one stops to, so that the
/// list only shrinks.
const KNOWN: &[&str] = &[
    // Marks at an end, which folding drops.
    "% tekstu",
    "pozostało jeszcze #%",
    "தமிழ்",
    "剩余#%",
    // More characters than the start of a block that is looked up: they are found
    // as a whole block only.
    "が付いている欄は必須項目です",
    "このサイトはスパムを低減するために",
    "コメントは受け付けていません",
    "ブラウザは対応していません",
    "メインコンテンツまでスキップ",
    "メールアドレスが公開されることはありません",
    "新しいウィンドウで開きます",
    "次回のコメントで使用するため",
    "信息网络传播视听节目许可证",
    "您的电子邮箱地址不会被公开",
    "發佈留言必須填寫的電子郵件地址不會公開",
];

#[test]
fn phrases_are_folded_already() {
    let mut wrong = Vec::new();
    let mut known: BTreeSet<&str> = KNOWN.iter().copied().collect();
    let mut folded = Folded::default();
    for phrase in phrases() {
        folded.read(&phrase.with_numbers());
        let words = folded.words();
        let broken = if words == 0 || folded.hash(0, words) != unfolded(phrase.text) {
            "is changed by folding"
        } else if phrase.text.len() > LONGEST {
            "is longer than what is looked up"
        } else if matches!(phrase.matches, Match::Lead | Match::Anywhere) && words > MOST_WORDS {
            "has more words than the start of a block that is looked up"
        } else {
            continue;
        };
        if !known.remove(phrase.text) {
            wrong.push(format!("'{}' {broken}", phrase.text));
        }
    }
    wrong.extend(
        known
            .iter()
            .map(|phrase| format!("'{phrase}' is right now, or gone: take it off KNOWN")),
    );
    none(wrong);
}

#[test]
fn every_phrase_is_found_as_what_its_file_says() {
    let lexicon = Lexicon::built_in();
    let mut folded = Folded::default();
    let mut wrong = Vec::new();
    for phrase in phrases() {
        let hit = lexicon.whole(&phrase.with_numbers(), &mut folded);
        if hit.is_none_or(|hit| hit.role != phrase.role || hit.extent != Extent::Whole) {
            wrong.push(format!(
                "'{}' is {}, but found as {hit:?}",
                phrase.text, phrase.role
            ));
        }
    }
    none(wrong);
}

#[test]
fn shapes_are_anchored_unique_and_compile() {
    let (mut names, mut patterns) = (BTreeSet::new(), BTreeSet::new());
    let mut wrong = Vec::new();
    for line in lines(SHAPES) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [name, kind, pattern, _] = columns[..] else {
            continue;
        };
        if !names.insert(name) || !patterns.insert(pattern) {
            wrong.push(format!("{name} stands twice"));
        }
        let part = name.starts_with('{');
        if part != (kind == "-")
            || (!part && !kind.parse::<Role>().is_ok_and(|role| !role.is_content()))
        {
            wrong.push(format!("{name}: '{kind}' is no kind of chrome"));
        }
        let anchored = pattern.starts_with('^') && pattern.ends_with('$');
        if !part && !anchored {
            wrong.push(format!("{name} is not anchored"));
        }
    }
    for shape in data::shapes() {
        if let Err(error) = regex::bytes::RegexBuilder::new(&shape.pattern)
            .unicode(false)
            .build()
        {
            wrong.push(format!("{}: {error}", shape.pattern));
        }
    }
    let stated = lines(SHAPES).filter(|line| !line.starts_with('{')).count();
    assert_eq!(data::shapes().count(), stated);
    none(wrong);
}

/// The fixtures' inputs, decoded, with their language.
fn fixtures() -> Vec<(String, String)> {
    let decoded = |(name, path): (String, PathBuf)| {
        let language = name.split('/').next().unwrap().to_owned();
        let bytes = fs::read(path).unwrap();
        let (text, _) = crate::decode::decode(&bytes, None, None).unwrap();
        (language, text.into_owned())
    };
    crate::inputs::inputs("text")
        .into_iter()
        .map(decoded)
        .collect()
}

/// What a lexicon says of the blocks of a text: the kinds of those that it marks
/// as chrome.
fn met(lexicon: &Lexicon, text: &str) -> BTreeSet<Role> {
    let mut folded = Folded::default();
    let blocks = crate::plain::segment(text, Lexicon::shared());
    let slices = blocks.iter().map(|block| block.slice(text));
    let hits =
        slices.filter_map(|slice| lexicon.look_up(slice, &Outline::of(slice), true, &mut folded));
    hits.filter(|hit| hit.extent > Extent::Part)
        .map(|hit| hit.role)
        .collect()
}

#[test]
fn every_kind_is_met_by_fixtures_of_three_languages() {
    let mut languages: BTreeMap<Role, BTreeSet<String>> =
        kinds().map(|kind| (kind, BTreeSet::new())).collect();
    for (language, text) in fixtures() {
        for role in met(Lexicon::shared(), &text) {
            languages.entry(role).or_default().insert(language.clone());
        }
    }
    let wrong = languages
        .iter()
        .filter(|(_, languages)| languages.len() < 3);
    none(
        wrong
            .map(|(kind, languages)| format!("{kind} is met in {languages:?} only"))
            .collect(),
    );
}

#[test]
fn every_language_is_met_by_a_fixture_of_its_own() {
    let fixtures = fixtures();
    let mut wrong = Vec::new();
    for (name, text) in FILES.iter().filter(|(name, _)| *name != "shared") {
        let own_phrases = lines(text).filter_map(|line| phrase(line).ok());
        let lexicon = Lexicon {
            phrases: Table::of(own_phrases),
            shapes: OnceLock::from(Shapes::none()),
        };
        let own = fixtures.iter().filter(|(language, _)| language == name);
        if own.clone().all(|(_, text)| met(&lexicon, text).is_empty()) {
            wrong.push(format!(
                "no phrase of {name} stands in any of its {} fixtures",
                own.count()
            ));
        }
    }
    none(wrong);
}

/// The forms that a phrase stands in: as in its file, in capitals, with one
/// capital.
fn forms(phrase: &str) -> [String; 3] {
    let mut letters = phrase.chars();
    let titled = letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect());
    [
        phrase.to_owned(),
        phrase.to_uppercase(),
        titled.unwrap_or_default(),
    ]
}

#[test]
fn no_phrase_escapes_the_first_look() {
    let (lexicon, mut folded) = (Lexicon::shared(), Folded::default());
    for phrase in phrases() {
        for form in forms(&phrase.with_numbers()) {
            for block in [
                form.clone(),
                format!("{form} about it"),
                format!("12 {form}: 1,234"),
                format!("Look (“{form}”)"),
                format!("[{form}](https://example.org/#a) © about"),
                format!("C# @ [it](/{form}/it)"),
            ] {
                if block.len() > LONGEST {
                    continue;
                }
                let found = lexicon.look_up(&block, &Outline::of(&block), false, &mut folded);
                folded.read(&block);
                let without = lexicon.all(&folded);
                let without = without.or_else(|| lexicon.start(&folded));
                let without = without.or_else(|| lexicon.inside(&folded));
                assert_eq!(found, without, "{block}");
            }
            let tail = format!("It is so. {form}");
            if tail.len() <= LONGEST
                && lexicon
                    .whole(&form, &mut folded)
                    .is_some_and(|hit| hit.ends)
            {
                assert!(lexicon.may_end(&tail, &mut folded), "{tail}");
                assert!(lexicon.may_end_in_last_word(&tail), "{tail}");
            }
        }
    }
}
