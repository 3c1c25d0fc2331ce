//! What stands at the start of a line and says what the line is: list
//! bullets, numbers, Markdown headings and quotes.

/// The kind of a line's marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marker {
    /// `- `, `* `, `• `, `1. `, `a) `.
    Item,
    /// `# ` to `###### `.
    Heading,
    /// `> `.
    Quote,
    /// A table's row: `| a | b |`.
    Row,
    /// A fence of code: three backticks or tildes.
    Fence,
}

/// The marker that a line (without its indentation) begins with, and its
/// length in bytes with the blanks after it.
pub(crate) fn marker(line: &str) -> Option<(Marker, usize)> {
    let first = *line.as_bytes().first()?;
    if first.is_ascii_lowercase() && !line[1..].starts_with(')') {
        return None;
    }
    let (kind, length) = match first {
        b'#' => {
            let hashes = line.bytes().take_while(|&byte| byte == b'#').count();
            (Marker::Heading, (hashes <= 6).then_some(hashes)?)
        }
        b'>' => (Marker::Quote, 1),
        b'|' => (Marker::Row, 1),
        b'`' | b'~' if line.starts_with("```") || line.starts_with("~~~") => {
            return Some((Marker::Fence, 3));
        }
        b'-' | b'*' | b'+' => (Marker::Item, 1),
        b'0'..=b'9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let closed = matches!(line.as_bytes().get(digits), Some(b'.' | b')'));
            (Marker::Item, (digits <= 3 && closed).then_some(digits + 1)?)
        }
        b'a'..=b'z' | b'A'..=b'Z' if line.as_bytes().get(1) == Some(&b')') => (Marker::Item, 2),
        0x80.. => {
            let bullet = line
                .chars()
                .next()
                .filter(|c| "•·▪►▸●○◦‣■□◆◇⁃∙".contains(*c))?;
            (Marker::Item, bullet.len_utf8())
        }
        _ => return None,
    };
    let rest = &line[length..];
    let blanks = rest.len() - rest.trim_start().len();
    (blanks > 0).then_some((kind, length + blanks))
}

/// Whether a line begins with a marker of any kind.
pub(crate) fn is_marked(line: &str) -> bool {
    marker(line).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_from_prose() {
        assert_eq!(marker("- item"), Some((Marker::Item, 2)));
        assert_eq!(marker("12. item"), Some((Marker::Item, 4)));
        assert_eq!(marker("b) item"), Some((Marker::Item, 3)));
        assert_eq!(marker("•\u{a0}item"), Some((Marker::Item, 5)));
        assert_eq!(marker("## Heading"), Some((Marker::Heading, 3)));
        assert_eq!(marker("> quoted"), Some((Marker::Quote, 2)));
        assert_eq!(marker("```rust"), Some((Marker::Fence, 3)));
        for prose in [
            "-3 degrees",
            "1984 was",
            "#hashtag",
            "A sentence.",
            "*emphasis* here",
            "",
            "3.5 million",
        ] {
            assert_eq!(marker(prose), None, "{prose}");
        }
    }
}
