//! What each element is to the segmenter: how a browser lays it out when no
//! style sheet says otherwise, and what it means for the text in it.

use crate::document::MarkKind;
use crate::html::tables::tags::{self, tag};
use crate::html::{Namespace, Node, TagName};

/// How an element stands in the flow of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Layout {
    /// It goes on in the line.
    Inline,
    /// It goes on in the line as something of its own, between words at least:
    /// a picture, an element that the standard does not know.
    Apart,
    /// It stands in the line as a box with text of its own: a button.
    Box,
    /// It begins and ends a block.
    Block,
    /// A row of a table: one block if its cells hold lines, or a frame of blocks.
    Row,
    /// A cell of a table.
    Cell,
    /// It breaks the line.
    Break,
    /// It parts blocks and holds nothing.
    Rule,
    /// The page hides what is in it.
    Hidden,
    /// Nobody ever sees what is in it.
    Dropped,
}

/// What an element means for the text in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Meaning {
    /// Nothing.
    None,
    /// `a`
    Link,
    /// Text with a mark.
    Mark(MarkKind),
    /// A part of the page that begins afresh: a section, a cell.
    Part,
    /// A heading of this level.
    Heading(u8),
    /// A list with numbers or without.
    List { is_numbered: bool },
    /// A list of terms and what they mean.
    Definitions,
    /// An item of a list.
    Item,
    /// A term of a definition list.
    Term,
    /// What a definition list says of a term.
    Definition,
    /// A quotation.
    Quote,
    /// The caption of a figure or table.
    Caption,
    /// A table.
    Table,
    /// Text with line breaks and blanks of its own.
    Preformatted,
    /// `details`: all but its summary may be folded.
    Details,
    /// The part of `details` that always shows.
    Summary,
    /// A dialogue that a script opens.
    Dialog,
    /// A template.
    Template,
}

/// An element's layout and meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Element {
    pub(super) layout: Layout,
    pub(super) meaning: Meaning,
}

impl Element {
    const fn new(layout: Layout, meaning: Meaning) -> Element {
        Element { layout, meaning }
    }

    /// What a node is.
    #[inline(always)]
    pub(super) fn of(node: &Node) -> Element {
        match node.namespace() {
            Namespace::Html => ELEMENTS
                .get(node.name().index())
                .map_or(Element::new(Layout::Apart, Meaning::None), |&found| found),
            Namespace::Svg => svg(node.name()),
            Namespace::MathMl => math(node.name()),
        }
    }
}

/// The elements of HTML by the numbers of their names.
static ELEMENTS: [Element; tags::COUNT] = {
    let mut elements = [Element::new(Layout::Inline, Meaning::None); tags::COUNT];
    let mut layout = 0;
    while layout < LAYOUTS.len() {
        let (kind, names) = LAYOUTS[layout];
        let mut name = 0;
        while name < names.len() {
            elements[names[name].index()].layout = kind;
            name += 1;
        }
        layout += 1;
    }
    let mut meaning = 0;
    while meaning < MEANINGS.len() {
        let (name, kind) = MEANINGS[meaning];
        elements[name.index()].meaning = kind;
        meaning += 1;
    }
    elements
};

/// The layouts (the standard's section 15.3) of all elements that are not inline.
#[rustfmt::skip]
const LAYOUTS: &[(Layout, &[TagName])] = &[
    (Layout::Apart, &[
        tag::IMG, tag::PICTURE, tag::EMBED, tag::MARQUEE, tag::SLOT,
    ]),
    (Layout::Box, &[
        tag::BUTTON, tag::INPUT, tag::METER, tag::PROGRESS, tag::OPTION, tag::OPTGROUP,
    ]),
    (Layout::Block, &[
        tag::ADDRESS, tag::ARTICLE, tag::ASIDE, tag::BLOCKQUOTE, tag::BODY, tag::CAPTION,
        tag::CENTER, tag::DD, tag::DETAILS, tag::DIALOG, tag::DIR, tag::DIV, tag::DL, tag::DT,
        tag::FIELDSET, tag::FIGCAPTION, tag::FIGURE, tag::FOOTER, tag::FORM, tag::H1, tag::H2,
        tag::H3, tag::H4, tag::H5, tag::H6, tag::HEADER, tag::HGROUP, tag::HTML, tag::LEGEND,
        tag::LI, tag::LISTING, tag::MAIN, tag::MENU, tag::NAV, tag::OL, tag::P, tag::PLAINTEXT,
        tag::PRE, tag::SEARCH, tag::SECTION, tag::SELECT, tag::SUMMARY, tag::TABLE, tag::TBODY,
        tag::TEXTAREA, tag::TFOOT, tag::THEAD, tag::UL, tag::XMP,
    ]),
    (Layout::Row, &[tag::TR]),
    (Layout::Cell, &[tag::TD, tag::TH]),
    (Layout::Break, &[tag::BR]),
    (Layout::Rule, &[tag::HR]),
    (Layout::Hidden, &[
        tag::AUDIO, tag::CANVAS, tag::DATALIST, tag::NOSCRIPT, tag::OBJECT, tag::APPLET,
        tag::TEMPLATE, tag::VIDEO,
    ]),
    (Layout::Dropped, &[
        tag::AREA, tag::BASE, tag::BASEFONT, tag::BGSOUND, tag::COL, tag::COLGROUP, tag::FRAME,
        tag::HEAD, tag::IFRAME, tag::LINK, tag::META, tag::NOEMBED, tag::NOFRAMES, tag::PARAM, tag::RP, tag::RT, tag::RTC, tag::SCRIPT,
        tag::SOURCE, tag::STYLE, tag::TITLE, tag::TRACK,
    ]),
];

/// The meanings of all elements that have one.
#[rustfmt::skip]
const MEANINGS: &[(TagName, Meaning)] = &[
    (tag::A, Meaning::Link),
    (tag::B, Meaning::Mark(MarkKind::Strong)),
    (tag::STRONG, Meaning::Mark(MarkKind::Strong)),
    (tag::EM, Meaning::Mark(MarkKind::Emphasis)),
    (tag::I, Meaning::Mark(MarkKind::Emphasis)),
    (tag::CITE, Meaning::Mark(MarkKind::Emphasis)),
    (tag::DFN, Meaning::Mark(MarkKind::Emphasis)),
    (tag::VAR, Meaning::Mark(MarkKind::Emphasis)),
    (tag::CODE, Meaning::Mark(MarkKind::Code)),
    (tag::KBD, Meaning::Mark(MarkKind::Code)),
    (tag::SAMP, Meaning::Mark(MarkKind::Code)),
    (tag::TT, Meaning::Mark(MarkKind::Code)),
    (tag::DEL, Meaning::Mark(MarkKind::Deleted)),
    (tag::S, Meaning::Mark(MarkKind::Deleted)),
    (tag::STRIKE, Meaning::Mark(MarkKind::Deleted)),
    (tag::SUB, Meaning::Mark(MarkKind::Subscript)),
    (tag::SUP, Meaning::Mark(MarkKind::Superscript)),
    (tag::ARTICLE, Meaning::Part),
    (tag::ASIDE, Meaning::Part),
    (tag::BODY, Meaning::Part),
    (tag::FIGURE, Meaning::Part),
    (tag::FOOTER, Meaning::Part),
    (tag::FORM, Meaning::Part),
    (tag::HEADER, Meaning::Part),
    (tag::MAIN, Meaning::Part),
    (tag::NAV, Meaning::Part),
    (tag::SECTION, Meaning::Part),
    (tag::TD, Meaning::Part),
    (tag::TH, Meaning::Part),
    (tag::H1, Meaning::Heading(1)),
    (tag::H2, Meaning::Heading(2)),
    (tag::H3, Meaning::Heading(3)),
    (tag::H4, Meaning::Heading(4)),
    (tag::H5, Meaning::Heading(5)),
    (tag::H6, Meaning::Heading(6)),
    (tag::UL, Meaning::List { is_numbered: false }),
    (tag::MENU, Meaning::List { is_numbered: false }),
    (tag::DIR, Meaning::List { is_numbered: false }),
    (tag::OL, Meaning::List { is_numbered: true }),
    (tag::LI, Meaning::Item),
    (tag::DL, Meaning::Definitions),
    (tag::DT, Meaning::Term),
    (tag::DD, Meaning::Definition),
    (tag::BLOCKQUOTE, Meaning::Quote),
    (tag::CAPTION, Meaning::Caption),
    (tag::FIGCAPTION, Meaning::Caption),
    (tag::TABLE, Meaning::Table),
    (tag::PRE, Meaning::Preformatted),
    (tag::LISTING, Meaning::Preformatted),
    (tag::PLAINTEXT, Meaning::Preformatted),
    (tag::TEXTAREA, Meaning::Preformatted),
    (tag::XMP, Meaning::Preformatted),
    (tag::DETAILS, Meaning::Details),
    (tag::SUMMARY, Meaning::Summary),
    (tag::DIALOG, Meaning::Dialog),
    (tag::TEMPLATE, Meaning::Template),
];

/// An element of SVG: its texts are placed one by one, all else draws.
fn svg(name: TagName) -> Element {
    let layout = match name {
        tag::SVG => Layout::Apart,
        tag::TEXT | tag::FOREIGNOBJECT => Layout::Box,
        tag::TITLE | tag::DESC | tag::DEFS | tag::SYMBOL => Layout::Hidden,
        tag::METADATA | tag::SCRIPT | tag::STYLE => Layout::Dropped,
        _ => Layout::Inline,
    };
    let meaning = match name {
        tag::A => Meaning::Link,
        _ => Meaning::None,
    };
    Element::new(layout, meaning)
}

/// An element of MathML: formulas are text, the notes on them are not.
fn math(name: TagName) -> Element {
    let layout = match name {
        tag::ANNOTATION | tag::ANNOTATION_XML => Layout::Dropped,
        _ => Layout::Inline,
    };
    Element::new(layout, Meaning::None)
}
