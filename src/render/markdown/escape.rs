//! What of a text would be read as Markdown, and is escaped.

/// Whether a character is markup wherever it stands.
pub(super) fn is_markup(c: char) -> bool {
    matches!(c, '\\' | '`' | '*' | '[' | ']' | '~')
}

/// Whether `<` before this text could begin a tag, a comment or an address.
pub(super) fn begins_tag(after: &str) -> bool {
    after.starts_with(|c: char| !c.is_whitespace())
}

/// The longest name of a character reference has 31 letters.
const LONGEST_NAME: usize = 32;

/// Whether `&` before this text would begin a character reference.
pub(super) fn begins_reference(after: &str) -> bool {
    let name = after.strip_prefix('#').unwrap_or(after);
    let length = name
        .bytes()
        .take(LONGEST_NAME)
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    length > 0 && name.as_bytes().get(length) == Some(&b';')
}

/// Whether a line is a rule: under a heading, or under the headers of a table.
pub(super) fn is_rule(line: &str) -> bool {
    line.bytes()
        .all(|byte| matches!(byte, b'-' | b'=' | b':' | b'|' | b' ' | b'\t'))
}

/// Where in a line that begins a paragraph or goes on with one a backslash has
/// to stand, lest it is a heading, a list, a quotation, a table or a rule.
pub(super) fn opener(line: &str) -> Option<usize> {
    let first = *line.as_bytes().first()?;
    let ends_at = |at: usize| matches!(line.as_bytes().get(at), None | Some(b' ' | b'\t'));
    let run_of = |is: fn(&u8) -> bool| line.bytes().take_while(is).count();
    match first {
        b'#' => {
            let hashes = run_of(|byte| *byte == b'#');
            (hashes <= 6 && ends_at(hashes)).then_some(0)
        }
        b'>' => Some(0),
        b'+' => ends_at(1).then_some(0),
        b'-' => (ends_at(1) || is_rule(line)).then_some(0),
        b'=' | b':' | b'|' => is_rule(line).then_some(0),
        b'0'..=b'9' => {
            let digits = run_of(u8::is_ascii_digit);
            let closed = matches!(line.as_bytes().get(digits), Some(b'.' | b')'));
            (digits <= 9 && closed && ends_at(digits + 1)).then_some(digits)
        }
        _ => None,
    }
}

/// How many of a character stand together at most.
pub(super) fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of).map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_a_block_is_told_from_prose() {
        for line in [
            "# a",
            "###### a",
            "#",
            "> a",
            ">a",
            "- a",
            "-",
            "+ a",
            "---",
            "- - -",
            "===",
            "=",
            "|---|:-:|",
            ":--",
            "-- | --",
        ] {
            assert_eq!(opener(line), Some(0), "{line}");
        }
        assert_eq!(opener("12. a"), Some(2));
        assert_eq!(opener("3)"), Some(1));
        for line in [
            "#hashtag",
            "####### a",
            "-3 degrees",
            "--option",
            "+49 30",
            "= a",
            ": a",
            "| a | b |",
            "1.5 million",
            "1984 was",
            "1234567890. a",
            "a",
            "",
        ] {
            assert_eq!(opener(line), None, "{line}");
        }
    }

    #[test]
    fn references_have_names_and_ends() {
        for after in ["amp;", "#39;", "#x27;", "CounterClockwiseContourIntegral;"] {
            assert!(begins_reference(after), "{after}");
        }
        for after in ["", "T", " b;", "a=1&b;", ";", "#;"] {
            assert!(!begins_reference(after), "{after}");
        }
    }

    #[test]
    fn runs_are_measured() {
        assert_eq!(longest_run("a``b`", '`'), 2);
        assert_eq!(longest_run("", '`'), 0);
    }
}
