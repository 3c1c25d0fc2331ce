//! The parts of a title: what stands between the separators that sites put
//! between a headline, a section and their name.

use std::ops::Range;

/// How many separators of a title are looked at: the first ones.
const MOST: usize = 6;

/// What parts a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Separator {
    /// `|`, `»`, `•` and their like: never part of a sentence.
    Bar,
    /// A dash between blanks.
    Dash,
    /// A colon before a blank.
    Colon,
}

/// A place where a title may be cut: the separator with the blanks around it.
#[derive(Clone, Debug)]
pub(super) struct Joint {
    pub place: Range<usize>,
    pub separator: Separator,
}

/// The joints of a title, in order.
pub(super) fn joints(title: &str) -> Vec<Joint> {
    let mut joints: Vec<Joint> = Vec::new();
    for (at, c) in title.char_indices() {
        if joints.last().is_some_and(|last| at < last.place.end) {
            continue;
        }
        let (before, after) = (&title[..at], &title[at + c.len_utf8()..]);
        let (open, close) = (before.ends_with(' '), after.starts_with(' '));
        let separator = match c {
            '|' | '｜' | '¦' => Separator::Bar,
            '»' | '«' | '›' | '‹' | '•' | '·' if open && close => Separator::Bar,
            '_' if !before.is_ascii() => Separator::Bar,
            ':' if after.starts_with(": ") || (open && close) => Separator::Bar,
            '/' | '~' | '>' | '<' if open && (close || after.starts_with("/ ")) => Separator::Bar,
            '-' | '–' | '—' | '―' | '−' if open && close => Separator::Dash,
            ':' if close => Separator::Colon,
            '：' => Separator::Colon,
            _ => continue,
        };
        let start = before.trim_end().len();
        let rest = after.trim_start_matches(['/', ':', '|', '>', ' ']);
        let end = title.len() - rest.len();
        let free = joints.last().is_none_or(|last| last.place.end < start);
        if free && start > 0 && end < title.len() {
            joints.push(Joint {
                place: start..end,
                separator,
            });
        }
        if joints.len() == MOST {
            break;
        }
    }
    joints
}

/// A part of a title, and what cutting it out costs.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub place: Range<usize>,
    pub side: Side,
    pub separator: Separator,
}

/// Where in its title a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Start,
    Middle,
    End,
}

/// The parts of a title: what stands before each joint, behind each joint, and
/// between two of them.
pub(super) fn parts(title: &str) -> Vec<Part> {
    let joints = joints(title);
    let mut parts = Vec::new();
    for (index, joint) in joints.iter().enumerate() {
        let separator = joint.separator;
        let mut push = |place, side| {
            parts.push(Part {
                place,
                side,
                separator,
            });
        };
        push(0..joint.place.start, Side::Start);
        push(joint.place.end..title.len(), Side::End);
        if let Some(next) = joints.get(index + 1) {
            push(joint.place.end..next.place.start, Side::Middle);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(title: &str) -> Vec<&str> {
        parts(title)
            .into_iter()
            .map(|part| &title[part.place])
            .collect()
    }

    #[test]
    fn titles_are_cut_where_sites_put_their_names() {
        assert_eq!(shown("Road closed | Quay"), ["Road closed", "Quay"]);
        assert_eq!(shown("Quay :: Road"), ["Quay", "Road"]);
        assert_eq!(shown("Quay // Road"), ["Quay", "Road"]);
        assert_eq!(shown("Road — Quay"), ["Road", "Quay"]);
        assert_eq!(shown("Ferry: late again"), ["Ferry", "late again"]);
        assert_eq!(shown("渡轮_码头网"), ["渡轮", "码头网"]);
        assert_eq!(shown("Road|Quay"), ["Road", "Quay"]);
        assert_eq!(
            shown("Road - North · Quay"),
            ["Road", "North · Quay", "North", "Road - North", "Quay"]
        );
    }

    #[test]
    fn words_are_left_whole() {
        for whole in [
            "",
            "A well-known road",
            "At 10:30 and 1/2",
            "snake_case",
            "| Quay",
            "Road -",
            "and/or",
            ":: ::",
        ] {
            assert!(shown(whole).is_empty(), "{whole}");
        }
        assert!(joints(&"a | ".repeat(1000)).len() <= MOST);
    }
}
