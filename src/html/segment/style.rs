//! The `style` attribute, as far as it says what shows, and how it is set.

use super::context::WhiteSpace;
use super::elements::Layout;

/// What a `style` attribute says.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Style {
    pub(super) display: Option<Display>,
    pub(super) white_space: Option<WhiteSpace>,
    /// Whether letters have a size.
    pub(super) font: Option<bool>,
    /// Whether it says `visibility`, and that it is visible.
    pub(super) visibility: Option<bool>,
    /// Whether it shows nothing for another reason: it stands off the screen, or
    /// is cut to a point.
    pub(super) is_away: bool,
    /// Whether it is there, but shows nothing until a script says so.
    pub(super) is_folded: bool,
}

/// What a style says of an element's layout.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Display {
    /// There is none.
    None,
    /// One of these.
    As(Layout),
}

/// From this length on, something stands off the screen.
const FAR: f32 = -500.0;

/// Reads a `style` attribute.
pub(super) fn read(style: &str) -> Style {
    let mut read = Style::default();
    let (mut is_positioned, mut is_far, mut is_clipped) = (false, false, false);
    let (mut smallest_side, mut cuts) = (f32::MAX, false);
    for declaration in style.split(';') {
        let Some((name, value)) = declaration.split_once(':') else {
            continue;
        };
        let (name, value) = (name.trim_ascii(), value.trim_ascii());
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        match name.len() {
            3 if is("top") => is_far |= is_at_most(value, FAR),
            4 if is("left") => is_far |= is_at_most(value, FAR),
            4 if is("clip") => is_clipped |= clips(value),
            5 if is("right") => is_far |= is_at_most(value, FAR),
            5 if is("width") => {
                smallest_side = number(value).unwrap_or(f32::MAX).min(smallest_side)
            }
            6 if is("height") => {
                smallest_side = number(value).unwrap_or(f32::MAX).min(smallest_side)
            }
            7 if is("display") => read.display = display(keyword(value)),
            7 if is("opacity") => read.is_folded |= is_at_most(value, 0.0),
            8 if is("position") => {
                is_positioned = keyword_is(value, "absolute") || keyword_is(value, "fixed");
            }
            8 if is("overflow") => cuts = keyword_is(value, "hidden"),
            9 if is("font-size") => read.font = number(value).map(|size| size > TINY),
            9 if is("clip-path") => read.is_away |= clips(value),
            10 if is("visibility") => read.visibility = Some(keyword_is(value, "visible")),
            10 if is("max-height") => read.is_folded |= is_at_most(value, 0.0),
            11 if is("text-indent") => read.is_away |= is_at_most(value, FAR),
            11 if is("white-space") => read.white_space = white_space(keyword(value)),
            _ => {}
        }
    }
    read.is_away |= is_positioned && (is_far || is_clipped || (cuts && smallest_side <= 1.0));
    read.is_folded |= cuts && smallest_side <= 0.0;
    read
}

/// Letters of this size, in any unit, cannot be read.
const TINY: f32 = 0.1;

fn display(value: &str) -> Option<Display> {
    let is = |known: &str| value.eq_ignore_ascii_case(known);
    if is("none") {
        Some(Display::None)
    } else if is("inline") {
        Some(Display::As(Layout::Inline))
    } else if value.len() > 7
        && value.is_char_boundary(7)
        && value[..7].eq_ignore_ascii_case("inline-")
    {
        Some(Display::As(Layout::Box))
    } else if [
        "block",
        "flex",
        "grid",
        "table",
        "list-item",
        "flow-root",
        "table-cell",
        "table-row",
    ]
    .iter()
    .any(|known| is(known))
    {
        Some(Display::As(Layout::Block))
    } else {
        None
    }
}

fn white_space(value: &str) -> Option<WhiteSpace> {
    let is = |known: &str| value.eq_ignore_ascii_case(known);
    if is("pre") {
        Some(WhiteSpace::Verbatim)
    } else if is("pre-wrap") || is("pre-line") || is("break-spaces") {
        Some(WhiteSpace::Lines)
    } else if is("normal") || is("nowrap") {
        Some(WhiteSpace::Collapse)
    } else {
        None
    }
}

/// The first word of a value.
fn keyword(value: &str) -> &str {
    let end = value.find(|c: char| c.is_ascii_whitespace() || c == '!');
    &value[..end.unwrap_or(value.len())]
}

fn keyword_is(value: &str, known: &str) -> bool {
    keyword(value).eq_ignore_ascii_case(known)
}

/// Whether `clip` or `clip-path` leaves nothing: `rect(0 0 0 0)`, `rect(1px, …)`,
/// `inset(50%)`, `inset(100%)`.
fn clips(value: &str) -> bool {
    let Some((shape, sides)) = value.split_once('(') else {
        return false;
    };
    let first = number(sides.trim_ascii());
    match shape {
        "rect" => {
            let is_point = |side: &str| number(side).is_some_and(|side| side <= 1.0);
            let mut sides = sides
                .split([',', ' ', ')'])
                .filter(|side| !side.trim_ascii().is_empty())
                .take(4);
            sides.all(is_point)
        }
        "inset" => first.is_some_and(|first| first >= 50.0),
        _ => false,
    }
}

fn is_at_most(value: &str, most: f32) -> bool {
    number(value).is_some_and(|number| number <= most)
}

/// The number that a value begins with, whatever its unit.
fn number(value: &str) -> Option<f32> {
    let end = value.find(|c: char| !matches!(c, '0'..='9' | '.' | '-' | '+'));
    value[..end.unwrap_or(value.len())].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_that_hide() {
        let hides = |style: &str| {
            let style = read(style);
            style.is_away
                || style.display == Some(Display::None)
                || style.font == Some(false)
                || style.visibility == Some(false)
        };
        for style in [
            "display:none",
            "color: red; DISPLAY : None !important",
            "visibility:hidden",
            "font-size:0",
            "font-size: 0px;",
            "position:absolute;left:-9999px",
            "position: fixed; top: -1000em",
            "text-indent:-9999px",
            "position:absolute;clip:rect(0 0 0 0)",
            "position:absolute; clip: rect(1px, 1px, 1px, 1px)",
            "clip-path: inset(50%)",
            "position:absolute;width:1px;height:1px;overflow:hidden",
        ] {
            assert!(hides(style), "{style}");
        }
        for style in [
            "",
            ";;:;",
            "display:block",
            "left:-9999px",
            "position:absolute;left:-20px",
            "font-size:0.8em",
            "background:url(data:x;display:none)",
            "clip:rect(0,200px,200px,0);position:absolute",
            "width:1px;overflow:hidden",
            "overflow:hidden;height:90px;position:absolute",
        ] {
            assert!(!hides(style), "{style}");
        }
    }

    #[test]
    fn styles_that_fold() {
        assert!(read("opacity:0").is_folded);
        assert!(read("max-height:0px; overflow:hidden").is_folded);
        assert!(!read("opacity:0.5").is_folded);
    }

    #[test]
    fn styles_that_set_text_in_another_way() {
        assert_eq!(
            read("display:block").display,
            Some(Display::As(Layout::Block))
        );
        assert_eq!(
            read("display:inline-flex").display,
            Some(Display::As(Layout::Box))
        );
        assert_eq!(
            read("white-space:pre-wrap").white_space,
            Some(WhiteSpace::Lines)
        );
        assert_eq!(read("font-size:12px").font, Some(true));
    }
}
