//! HTML: a small page of the headline and the body.
//!
//! ```html
//! <!DOCTYPE html>
//! <html lang="en">
//! <head><meta charset="utf-8"><title>Storm closes mountain road</title></head>
//! <body>
//! <article>
//! <h1>Storm closes mountain road</h1>
//! <p>The road over the pass <a href="/pass">stays closed</a>.</p>
//! </article>
//! </body>
//! </html>
//! ```
//!
//! It holds nothing that could run: it is built from the kept blocks, not cut
//! out of the page. Inside of `article` there are
//!
//! - the elements `h1` to `h6`, `p`, `br`, `blockquote`, `ul`, `ol`, `li`, `dl`,
//!   `dt`, `dd`, `pre`, `table`, `tr`, `th`, `td`, `a`, `em`, `strong`, `code`,
//!   `del`, `sub`, `sup`;
//! - the attributes `href`, whose address is relative or of the schemes `http`,
//!   `https`, `mailto`; `start` of `ol` and `value` of `li`, which are numbers.
//!
//! Links, emphasis and nesting are there when the document is of a page and the
//! cleaner was built with [`markup`](crate::CleanerBuilder::markup). Of plain
//! text the roles tell headings, lists, quotations and tables.

use std::io::{self, Write};

use super::address;
use super::outline::{self, Container, Mark, Writer};
use super::spans::{self, Step};
use super::string;
use crate::document::{Document, FrameKind, MarkKind, Piece};

/// Writes the headline and the body as a page of HTML; nothing when nothing was
/// kept.
///
/// # Errors
///
/// Whatever error `out` gives.
///
/// ```
/// let text = "The road over the pass will stay closed until Friday because of ice & snow <b>.\n";
/// let document = dechrome::Cleaner::new().clean_text(text)?;
/// let mut out = Vec::new();
/// dechrome::render::html::write(&document, &mut out)?;
/// let page = String::from_utf8(out)?;
/// assert!(page.contains(" because of ice &amp; snow &lt;b&gt;.</p>\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write(document: &Document<'_>, out: &mut impl Write) -> io::Result<()> {
    let title = document.title();
    if title.is_none() && document.pieces().next().is_none() {
        return Ok(());
    }
    out.write_all(b"<!DOCTYPE html>\n<html")?;
    if let Some(lang) = document.lang() {
        write!(out, " lang=\"{lang}\"")?;
    }
    out.write_all(b">\n<head><meta charset=\"utf-8\">")?;
    if let Some(title) = &title {
        out.write_all(b"<title>")?;
        escaped(title, Spot::Verbatim, out)?;
        out.write_all(b"</title>")?;
    }
    out.write_all(b"</head>\n<body>\n<article>\n")?;
    if let Some(title) = &title {
        out.write_all(b"<h1>")?;
        escaped(title, Spot::Prose, out)?;
        out.write_all(b"</h1>\n")?;
    }
    let mut html = Html {
        out,
        open: Vec::new(),
        in_item: false,
    };
    outline::walk(document, &mut html)?;
    out.write_all(b"</article>\n</body>\n</html>\n")
}

impl Document<'_> {
    /// The headline and the body as a page of HTML that holds nothing that could
    /// run; empty when nothing was kept. See [`render::html`](crate::render::html).
    pub fn to_html(&self) -> String {
        string(|out| write(self, out))
    }
}

struct Html<'w, W> {
    out: &'w mut W,
    /// The names of the open elements.
    open: Vec<&'static str>,
    /// Whether an item was just opened: what is first in it needs no paragraph.
    in_item: bool,
}

impl<W: Write> Writer for Html<'_, W> {
    fn open(&mut self, container: Container) -> io::Result<()> {
        if self.in_item {
            self.out.write_all(b"\n")?;
        }
        let name = match container {
            Container::Quote => "blockquote",
            Container::Bullets => "ul",
            Container::Numbers(_) => "ol",
            Container::Item(_) => "li",
        };
        match container {
            Container::Numbers(first) if first != 1 => {
                writeln!(self.out, "<ol start=\"{first}\">")?;
            }
            Container::Item(Mark::Jump(number)) => write!(self.out, "<li value=\"{number}\">")?,
            Container::Item(_) => self.out.write_all(b"<li>")?,
            _ => writeln!(self.out, "<{name}>")?,
        }
        self.in_item = name == "li";
        self.open.push(name);
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        self.in_item = false;
        match self.open.pop() {
            Some(name) => writeln!(self.out, "</{name}>"),
            None => Ok(()),
        }
    }

    fn leaf(&mut self, run: &[Piece<'_>]) -> io::Result<()> {
        let in_item = std::mem::take(&mut self.in_item);
        match run[0].frame.kind {
            FrameKind::Paragraph | FrameKind::Caption if in_item => self.lines(run)?,
            FrameKind::Paragraph | FrameKind::Caption => {
                self.out.write_all(b"<p>")?;
                self.lines(run)?;
                self.out.write_all(b"</p>")?;
            }
            FrameKind::Heading(level) => {
                let level = level.clamp(2, 6);
                write!(self.out, "<h{level}>")?;
                self.lines(run)?;
                write!(self.out, "</h{level}>")?;
            }
            FrameKind::Preformatted => self.code(run)?,
            FrameKind::Row { .. } => self.table(run)?,
            FrameKind::Term | FrameKind::Definition => self.definitions(run)?,
        }
        self.out.write_all(b"\n")
    }
}

impl<W: Write> Html<'_, W> {
    /// The lines of a paragraph.
    fn lines(&mut self, run: &[Piece<'_>]) -> io::Result<()> {
        for (index, piece) in run.iter().enumerate() {
            if index > 0 {
                self.out.write_all(b"<br>\n")?;
            }
            self.marked(piece)?;
        }
        Ok(())
    }

    fn code(&mut self, run: &[Piece<'_>]) -> io::Result<()> {
        self.out.write_all(b"<pre><code>")?;
        for (index, piece) in run.iter().enumerate() {
            if index > 0 {
                self.out.write_all(b"\n")?;
            }
            escaped(&piece.text, Spot::Verbatim, self.out)?;
        }
        self.out.write_all(b"</code></pre>")
    }

    fn table(&mut self, run: &[Piece<'_>]) -> io::Result<()> {
        self.out.write_all(b"<table>\n")?;
        for piece in run {
            let name = match piece.frame.kind {
                FrameKind::Row { header: true } => "th",
                _ => "td",
            };
            write!(self.out, "<tr>")?;
            for cell in piece.cells() {
                write!(self.out, "<{name}>")?;
                self.marked(&cell)?;
                write!(self.out, "</{name}>")?;
            }
            self.out.write_all(b"</tr>\n")?;
        }
        self.out.write_all(b"</table>")
    }

    fn definitions(&mut self, run: &[Piece<'_>]) -> io::Result<()> {
        self.out.write_all(b"<dl>\n")?;
        for piece in run {
            let name = match piece.frame.kind {
                FrameKind::Term => "dt",
                _ => "dd",
            };
            write!(self.out, "<{name}>")?;
            self.marked(piece)?;
            writeln!(self.out, "</{name}>")?;
        }
        self.out.write_all(b"</dl>")
    }

    /// A text with its marks.
    fn marked(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        let marks = spans::nested(piece, None);
        let mut open = Vec::new();
        spans::walk(piece.text.len(), &marks, |step| match step {
            Step::Open(_, mark) => {
                let name = element(mark.kind);
                open.push(name);
                match mark.kind {
                    MarkKind::Link(link) => {
                        self.out.write_all(b"<a href=\"")?;
                        let address = piece.address(link).and_then(address::safe);
                        escaped(&address.unwrap_or_default(), Spot::Attribute, self.out)?;
                        self.out.write_all(b"\">")
                    }
                    _ => write!(self.out, "<{name}>"),
                }
            }
            Step::Close => match open.pop() {
                Some(name) => write!(self.out, "</{name}>"),
                None => Ok(()),
            },
            Step::Text(place) => escaped(&piece.text[place], Spot::Prose, self.out),
        })
    }
}

/// The element of a mark.
fn element(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Link(_) => "a",
        MarkKind::Emphasis => "em",
        MarkKind::Strong => "strong",
        MarkKind::Code => "code",
        MarkKind::Deleted => "del",
        MarkKind::Subscript => "sub",
        MarkKind::Superscript => "sup",
    }
}

/// Where a text is to stand.
#[derive(Clone, Copy)]
enum Spot {
    /// In an element that lines are broken in by `br`.
    Prose,
    /// In an element that has its line breaks as they are.
    Verbatim,
    /// In an attribute, between double quotes.
    Attribute,
}

/// Writes text with everything escaped that would not be read as text.
fn escaped(text: &str, spot: Spot, out: &mut impl Write) -> io::Result<()> {
    let mut plain_from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let written = match (byte, spot) {
            (b'&', _) => "&amp;",
            (b'<', _) => "&lt;",
            (b'>', _) => "&gt;",
            (b'\r', _) => "&#13;",
            (0, _) => "\u{FFFD}",
            (b'\n', Spot::Prose) => "<br>\n",
            (b'"', Spot::Attribute) => "&quot;",
            _ => continue,
        };
        out.write_all(&text.as_bytes()[plain_from..at])?;
        out.write_all(written.as_bytes())?;
        plain_from = at + 1;
    }
    out.write_all(&text.as_bytes()[plain_from..])
}
