//! Which addresses a link may have.

use std::borrow::Cow;

/// The schemes that open a page or a letter and run nothing.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// The address of a link without the white space around it and the line breaks
/// and tabs in it, as browsers read it; `None` for any that is not relative and
/// not of these schemes, so that no link can run anything.
pub(super) fn safe(address: &str) -> Option<Cow<'_, str>> {
    let blank = |c: char| c.is_control() || c == ' ';
    let mut address = Cow::Borrowed(address.trim_matches(blank));
    if address.contains(['\t', '\n', '\r']) {
        address
            .to_mut()
            .retain(|c| !matches!(c, '\t' | '\n' | '\r'));
    }
    if address.is_empty() || address.contains(char::is_control) {
        return None;
    }
    let end = address.find(['/', '?', '#']).unwrap_or(address.len());
    let harmless = match address[..end].split_once(':') {
        Some((scheme, _)) => SCHEMES
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known)),
        // A character reference that is read once more could be a colon.
        None => !address[..end].contains('&'),
    };
    harmless.then_some(address)
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn pages_and_letters_are_safe() {
        for address in [
            "https://example.org/a?b=c&d#e",
            "HTTP://example.org",
            "mailto:desk@example.org?subject=Storm",
            "//example.org/a",
            "/a/b:c",
            "a.html?next=javascript:x",
            "#fn:1",
            "?a&b",
            "..",
            "été.html",
        ] {
            assert_eq!(safe(address).as_deref(), Some(address));
        }
        assert_eq!(safe(" \n/a\tb\r\nc ").as_deref(), Some("/abc"));
    }

    #[test]
    fn nothing_that_runs_is_safe() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " \u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "java\tscript\r:alert(1)",
            "java\u{0}script:alert(1)",
            "javascript&colon;alert(1)",
            "javascript&#58;alert(1)",
            "&#106;avascript:alert(1)",
            "vbscript:x",
            "data:text/html,<script>alert(1)</script>",
            "blob:https://example.org/a",
            "file:///etc/passwd",
            "x:",
            ":",
            "http\u{85}s://example.org",
            "",
            " ",
        ] {
            assert_eq!(safe(address), None, "{address:?}");
        }
    }
}
