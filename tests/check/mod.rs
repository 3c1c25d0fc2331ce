//! What every document owes its input, whatever the labels are. The property
//! tests and the fuzz targets share it.
#![allow(dead_code)] // each of them takes what it needs

use dechrome::{Document, Outcome, Role};

/// Fails unless the document keeps every promise about its input.
#[track_caller]
pub(crate) fn holds(document: &Document<'_>) {
    if let Err(broken) = promises(document) {
        panic!("{broken}\ninput: {:?}", document.text());
    }
}

/// The first promise that the document of a text breaks.
pub(crate) fn promises(document: &Document<'_>) -> Result<(), String> {
    blocks_cover_the_input(document)?;
    lines_are_right(document)?;
    texts_are_runs_of_the_input(document)?;
    if document.headline().is_some() && headlines(document) == 0 {
        return Err("the headline is no block".into());
    }
    output_is_a_view_of_the_labels(document)
}

/// Fails unless the document keeps every promise about the page that it is of.
#[track_caller]
pub(crate) fn page_holds(document: &Document<'_>, page: &str) {
    if let Err(broken) = page_promises(document, page) {
        panic!("{broken}\npage: {page:?}");
    }
}

/// The first promise that the document of a page breaks. The page is decoded.
pub(crate) fn page_promises(document: &Document<'_>, page: &str) -> Result<(), String> {
    let blocks: String = document
        .blocks()
        .map(|block| format!("{}\n", block.text()))
        .collect();
    if document.text() != blocks {
        return Err(format!("{:?} is not its blocks", document.text()));
    }
    for block in document.blocks() {
        let (text, range) = (block.text(), block.bytes());
        if !text.contains(is_visible) || text.trim_end() != text {
            return Err(format!("a block is {text:?}"));
        }
        if page.get(range.clone()).is_none_or(str::is_empty) {
            return Err(format!("{text:?} stands at {range:?}, outside of its page"));
        }
        let first = 1 + breaks(&page[..range.start]);
        let expected = first..=first + breaks(&page[range.clone()]);
        if block.lines() != expected {
            let found = block.lines();
            return Err(format!("{text:?} is on lines {expected:?}, not {found:?}"));
        }
    }
    output_is_a_view_of_the_labels(document)
}

fn headlines(document: &Document<'_>) -> usize {
    document
        .blocks()
        .filter(|block| block.kept() && block.role() == Role::Headline)
        .count()
}

/// Whether a reader sees the character: no white space, control, zero-width
/// character or bidi mark.
pub(crate) fn is_visible(c: char) -> bool {
    let hidden = matches!(
        c,
        '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
    );
    !hidden && !c.is_whitespace() && !c.is_control()
}

/// Whether the character may part links that stand in a row: the only visible
/// characters that no block has to hold.
fn is_separator(c: char) -> bool {
    const SEPARATORS: &str = "|>»›•·▪►▸●○◦‣→■□◆◇※▶✓✔⁃∙｜▼▲←↑↓↩➤★☆";
    SEPARATORS.contains(c)
}

/// The visible characters of a text.
pub(crate) fn visible(text: &str) -> String {
    text.chars().filter(|&c| is_visible(c)).collect()
}

/// Blocks stand in order, do not overlap, show something at both ends (but for the
/// indentation of code), and hold every visible character but separators between two blocks of one line (which
/// may be wrapped) and the marker of a Markdown heading that became the headline.
fn blocks_cover_the_input(document: &Document<'_>) -> Result<(), String> {
    let text = document.text();
    let mut end = 0;
    for (index, block) in document.blocks().enumerate() {
        let range = block.bytes();
        let Some(slice) = text.get(range.clone()) else {
            return Err(format!("block {index} is no range of the text: {range:?}"));
        };
        if range.start < end {
            return Err(format!(
                "block {index} at {range:?} overlaps the one before it"
            ));
        }
        let shown = match block.role() {
            Role::Code => slice.trim_start_matches([' ', '\t']),
            _ => slice,
        };
        if !shown.starts_with(is_visible) || !slice.ends_with(is_visible) {
            return Err(format!(
                "block {index} begins or ends with nothing to see: {slice:?}"
            ));
        }
        let gap = &text[end..range.start];
        let gap = match block.role() {
            Role::Headline => gap
                .trim_end_matches(|c| !is_visible(c))
                .trim_end_matches('#'),
            _ => gap,
        };
        check_gap(gap, index > 0)
            .map_err(|lost| format!("before block {index} at {range:?}: {lost}"))?;
        end = range.end;
    }
    check_gap(&text[end..], false).map_err(|lost| format!("behind the last block: {lost}"))
}

fn check_gap(gap: &str, between: bool) -> Result<(), String> {
    let shown = visible(gap);
    if !shown.chars().all(is_separator) {
        return Err(format!("{shown:?} is in no block"));
    }
    let one_line = gap.replace("\r\n", "\n").matches(is_break).count() <= 1;
    let parts_blocks_of_a_line = between && one_line;
    if !shown.is_empty() && !parts_blocks_of_a_line {
        return Err(format!(
            "the separators {shown:?} stand between no two blocks of a line"
        ));
    }
    Ok(())
}

fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// A block's first line is one more than the breaks before it, its last as many
/// further as it has breaks.
fn lines_are_right(document: &Document<'_>) -> Result<(), String> {
    let text = document.text();
    let (mut line, mut counted) = (1, 0);
    for block in document.blocks() {
        let range = block.bytes();
        line += breaks(&text[counted..range.start]);
        counted = range.start;
        let expected = line..=line + breaks(&text[range.clone()]);
        if block.lines() != expected {
            return Err(format!(
                "the block at {range:?} is on lines {expected:?}, not {:?}",
                block.lines()
            ));
        }
    }
    Ok(())
}

/// The line breaks that an editor counts: LF, CR LF, CR.
fn breaks(text: &str) -> usize {
    text.replace("\r\n", "\n").matches(['\n', '\r']).count()
}

/// A block's text is its range of the input, and the headline and each paragraph
/// are a run of the input, the paragraphs in order; white space and what nobody
/// sees apart.
fn texts_are_runs_of_the_input(document: &Document<'_>) -> Result<(), String> {
    for block in document.blocks() {
        let slice = &document.text()[block.bytes()];
        if visible(&block.text()) != visible(slice) {
            return Err(format!("{slice:?} became {:?}", block.text()));
        }
        if !(0.0..=1.0).contains(&block.score()) {
            return Err(format!("{slice:?} has the score {}", block.score()));
        }
    }
    let input = visible(document.text());
    if let Some(headline) = document
        .headline()
        .filter(|headline| !input.contains(&visible(headline)))
    {
        return Err(format!("the headline {headline:?} is not in the input"));
    }
    let mut rest = input.as_str();
    for paragraph in document.body() {
        let shown = visible(&paragraph);
        if shown.is_empty() {
            return Err(format!("an empty paragraph: {paragraph:?}"));
        }
        let Some(at) = rest.find(&shown) else {
            return Err(format!("{paragraph:?} is no run of the input"));
        };
        rest = &rest[at + shown.len()..];
    }
    Ok(())
}

/// Kept blocks and nothing else are printed, in order; one of them at most is the
/// headline.
fn output_is_a_view_of_the_labels(document: &Document<'_>) -> Result<(), String> {
    let kept = || document.blocks().filter(|block| block.kept());
    let headlines = headlines(document);
    if headlines > 1 {
        return Err(format!("{headlines} headlines"));
    }
    if headlines == 1 && document.headline().is_none() {
        return Err("the headline and its block do not agree".into());
    }
    let body: String = document
        .body()
        .map(|paragraph| visible(&paragraph))
        .collect();
    let mut rest = body.as_str();
    for block in kept().filter(|block| block.role() != Role::Headline) {
        let shown = visible(&block.text());
        let printed = rest.trim_start_matches(is_separator);
        rest = match rest.strip_prefix(shown.as_str()) {
            Some(rest) => rest,
            None => printed
                .strip_prefix(shown.trim_start_matches(is_separator))
                .ok_or_else(|| format!("{shown:?} is kept and not printed in its place"))?,
        };
    }
    if !rest.is_empty() {
        return Err(format!("{rest:?} is printed and not kept"));
    }
    let printed = document.to_text();
    let mut paragraphs: Vec<_> = document.headline().into_iter().collect();
    paragraphs.extend(document.body());
    let expected = match paragraphs.is_empty() {
        true => String::new(),
        false => paragraphs.join("\n\n") + "\n",
    };
    if printed != expected {
        return Err(format!("{printed:?} is not {expected:?}"));
    }
    let nothing = kept().next().is_none();
    if (document.outcome() == Outcome::NothingKept) != nothing || printed.is_empty() != nothing {
        return Err(format!(
            "the outcome is {:?} and the output {printed:?}",
            document.outcome()
        ));
    }
    Ok(())
}
