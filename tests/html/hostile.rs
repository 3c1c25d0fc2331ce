//! Pages made to hurt a parser or a segmenter.

/// A shape of page, of any size.
pub(crate) struct Shape {
    pub(crate) name: &'static str,
    /// What the page begins with, however long it is.
    head: &'static str,
    /// What is repeated; `#` is replaced by a number that counts up.
    body: &'static str,
    /// What is repeated after that, as often.
    tail: &'static str,
}

impl Shape {
    const fn new(
        name: &'static str,
        head: &'static str,
        body: &'static str,
        tail: &'static str,
    ) -> Shape {
        Shape {
            name,
            head,
            body,
            tail,
        }
    }

    /// The page of about this many bytes.
    pub(crate) fn page(&self, bytes: usize) -> String {
        let mut page = String::with_capacity(bytes + 64);
        page.push_str(self.head);
        // The tail takes its share of the bytes.
        let unit = self.body.len() + self.tail.len();
        let body_bytes = bytes * self.body.len() / unit;
        let mut repeated = 0;
        while page.len() < body_bytes {
            match self.body.split_once('#') {
                Some((before, after)) => page.push_str(&format!("{before}{repeated}{after}")),
                None => page.push_str(self.body),
            }
            repeated += 1;
        }
        for _ in 0..repeated {
            if page.len() >= bytes {
                break;
            }
            page.push_str(self.tail);
        }
        page
    }
}

/// Something deep.
const SPANS: &str = concat!(
    "<span><span><span><span><span><span><span><span><span><span><span><span><span>",
    "<span><span><span><span><span><span><span><span><span><span><span><span><span>",
);

/// The shapes.
#[rustfmt::skip]
pub(crate) const SHAPES: &[Shape] = &[
    Shape::new("<div>", "", "<div>", ""),
    Shape::new("<div>, closed", "", "<div>", "</div>"),
    Shape::new("<ul><li>", "", "<ul><li>", ""),
    Shape::new("<dl><dd><div>", "", "<dl><dd><div>", ""),
    Shape::new("<b id=i>", "", "<b id=#>", "x</b>"),
    Shape::new("<b id=i>, misnested", "", "<b id=#><p>x</b>", ""),
    Shape::new("<b><i>, misnested", "", "<b><i><div>x</b></i>", ""),
    Shape::new("</b> on deep divs", "<b>", "<div>", "</b>"),
    Shape::new("<a><div>", "", "<a href=x><div>", ""),
    Shape::new("<font size=i><p>", "", "<font size=#><p>", ""),
    Shape::new("<font size=i><p>x</p>", "", "<font size=#><p>x</p>", ""),
    Shape::new("<nobr><div>", "", "<nobr><div>", ""),
    Shape::new("<span>, stray </x>", "", "<span>", "</x>"),
    Shape::new("<span>, stray </p>", "", "<span>", "x</p>"),
    Shape::new("<span>, stray </div>", "<div><button>", "<span>", "x</div>"),
    Shape::new("<p><span>", "", "<p><span>", ""),
    Shape::new("<svg><g>", "<svg>", "<g>", "</x>"),
    Shape::new("<svg><foreignObject>", "", "<svg><foreignObject>", ""),
    Shape::new("<math><mi>", "", "<math><mi>", ""),
    Shape::new("<table>", "", "<table>", ""),
    Shape::new("<table>x", "", "<table>x", ""),
    Shape::new("<table><tr><td>", "", "<table><tr><td>", ""),
    Shape::new("<table>, foster-parented", "<table>", "a&amp;<tr>", ""),
    Shape::new("<table><b>", "<table>", "<b id=#>x<tr>", ""),
    Shape::new("text, </q>", "", "x</q>", ""),
    Shape::new("text, </q>&amp;", "", "x</q>&amp;", ""),
    Shape::new("text, </>", "", "x</>", ""),
    Shape::new("n attributes", "<a ", "a#=1 ", ""),
    Shape::new("n attributes of one name", "<a ", "class=x ", ""),
    Shape::new("an attribute of n bytes", "<a href=\"", "x", ""),
    Shape::new("unclosed attribute values", "", "<a href=\"", ""),
    Shape::new("<html> and <body> attributes", "", "<html a#=1><body b=2>", ""),
    Shape::new("<font> of many attributes", "", "<font a b c d e f g h i j k l m n o p=#>", ""),
    Shape::new("distinct names", "", "<x#>", ""),
    Shape::new("unclosed comments", "", "<!--", ""),
    Shape::new("a comment of >", "<!--", ">", ""),
    Shape::new("bogus comments", "", "<!x>", ""),
    Shape::new("&amp without semicolon", "", "&amp", ""),
    Shape::new("& and letters", "", "&CounterClockwiseContourIntegra", ""),
    Shape::new("numeric references", "", "&#x0000000000000000000000000000000000041", ""),
    Shape::new("<", "", "<", ""),
    Shape::new("<template>", "", "<template>", ""),
    Shape::new("<template><tr>", "", "<template><tr>", "</template>"),
    Shape::new("<select>", "", "<select>", ""),
    Shape::new("<select><option>", "<select>", "<option><b>", ""),
    Shape::new("<button><b>", "", "<button><b>", ""),
    Shape::new("<form><p>", "", "<p><form></p>", ""),
    Shape::new("<object><b id=i>", "", "<object><b id=#>", ""),
    Shape::new("<frameset>", "", "<frameset>", ""),
    Shape::new("CDATA", "<svg>", "<![CDATA[x]]>", ""),
    Shape::new("unclosed CDATA", "<svg>", "<![CDATA[", ""),
    Shape::new("NULs", "", "\0", ""),
    Shape::new("NULs in SVG", "<svg>", "a\0", ""),
    Shape::new("NULs in tags", "", "<a\0 b\0=\0>", ""),
    Shape::new("carriage returns", "", "\r\n\r", ""),
    Shape::new("script escapes", "<script>", "<!--<script>", ""),
    Shape::new("unclosed raw text", "", "<title></titl>", ""),
    Shape::new("doctypes", "", "<!doctype>", ""),
    Shape::new("blocks", "", "<p>one", ""),
    Shape::new("blocks in marks", "<a href=x><b><i><code><s><sup>", "<p>x</p>", ""),
    Shape::new("blocks in deep spans", SPANS, "<p>x</p>", ""),
    Shape::new("text in deep spans", "", "<span>", "x</span>"),
    Shape::new("line breaks", "", "x<br>", ""),
    Shape::new("double line breaks", "", "x<br><br>", ""),
    Shape::new("links", "", "<a href=#>x</a>", ""),
    Shape::new("empty cells", "<table><tr>", "<td>", ""),
    Shape::new("cells", "<table><tr>", "<td>x", ""),
    Shape::new("rows in rows", "", "<table><tr><td>x<td>", ""),
    Shape::new("items of lists", "<ol>", "<li>x", ""),
    Shape::new("preformatted lines", "<pre>", " \n", ""),
    Shape::new("preformatted marks", "<pre>", "<b> </b>\n", ""),
    Shape::new("lines of a style", "<p style=white-space:pre-line>", "x\n\n", ""),
    Shape::new("hidden in text", "x", "<i hidden>y</i>z", ""),
    Shape::new("blocks hidden in text", "x", "<div hidden><p>y</div>", ""),
    Shape::new("hidden in hidden", "", "<div hidden>x", ""),
    Shape::new("covers", "", "<div hidden>", "words"),
    Shape::new("lifted veils", "", "<i style=font-size:0>x<i style=font-size:9px>y", ""),
    Shape::new("copies of a long address", "<p><a href='", "x", "'><p>y"),
    Shape::new("copies of a long class", "<p><b class='", "x", "'><p>y"),
    Shape::new("copies of a long style", "<p><b style='", "x", "'><p>y"),
    Shape::new("copies of a long id", "<p><b id='", "x", "'><p>y"),
    Shape::new("distinct classes", "", "<i class='a# b-# cC#'>x</i>", ""),
    Shape::new("one long class", "<p class='", "tab-pane ", ""),
    Shape::new("one long style", "<p style='", "display:none;", ""),
    Shape::new("lines and foster parenting", "<table>", "\nx<td>y", ""),
    Shape::new("soft hyphens", "x", "\u{ad} ", ""),
];
