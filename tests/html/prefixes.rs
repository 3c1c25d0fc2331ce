//! Pages cut off anywhere: every prefix of the fixtures, and of these snippets, has
//! the same tree as html5ever's. Between them the snippets enter every insertion
//! mode and every state of the tokenizer.

use std::fs;
use std::path::PathBuf;

use dechrome::internals::html::Parser;

use crate::dump;
use crate::inputs::inputs;

const SNIPPETS: &[&str] = &[
    "\u{feff}<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\" 'http://x'><html lang=en>\
     <head><title>A &amp; B</title ><meta charset=utf-8><noscript><link rel=x></noscript><style>p > a {}\
     </style></head >\r\n<body class='a b' id=\"c&copy;d&copy=e\"><p>One<p>Two<br/>Three</p></body></html> <!-- x -->",
    "<script>a<!-- <script> b </script> --> c</script>d<script><!--></script>e<script><!-- <script>-->f</script>g",
    "<textarea>\n\n&lt;x</textarea><xmp></x></xmp><iframe><p></iframe><noembed></noembed><plaintext>a</plaintext>",
    "<table><caption>c<td>d</caption><colgroup><col> x<tr><td>1<th>2<table><tr>foster<b>ed</table></table>tail",
    "<table>a<tr>b<td>c<select><option>d<optgroup><hr></select><input type=hidden></td>&amp; \0</table>",
    "<b>1<i>2<p>3</b>4</i>5</p><a href=x>6<div>7<a>8</div></a><nobr>9<nobr>10<font size=1><font size=1>\
     <font size=1><font size=1><p>x</font></font></font></font>y",
    "<svg viewbox=0><g/><foreignObject><p>a<![CDATA[b]]></p></foreignObject><![CDATA[c]]d]]><desc>e</desc>\
     <title><b>f</b></title><font color=red>g</svg><math><mi>h<mglyph><b>i</b></mi><annotation-xml \
     encoding=text/html><p>j</annotation-xml></math>k",
    "<template><tr><td>a</template><template><col><template><p>b</template></template><body c=d><template>",
    "<!doctype html><frameset><frame><frameset></frameset><noframes>a</noframes> b </frameset> c </html> d <!--e-->",
    "a&#x41;&#65;&#128;&#xD800;&#x110000;&notit;&notin;&NotEqualTilde;&amp&nosuch;&#;&#x;& b<a x='&amp' y=&lt=z &>c",
    "<!-- a -- b --!> c <!--> d <!---> e <!----!> <!-- f --- --> <!x> <?y> </3> </> < / <! <!doctyp> <!DOCTYPE>",
    "<ul><li>a<ul><li>b</ul><li>c<dl><dt>d<dd>e<dt>f</dl><h1>g<h2>h</h3><button>i<button>j<form><form></form>k",
    "<ruby>a<rb>b<rt>c<rtc>d<rp>e</ruby><applet>f<marquee>g<object><b>h</object>i</applet>j<image src=k>",
    "<pre>\r\n\r\nx</pre><listing>\n</listing><pre>&NewLine;y</pre><head><frameset></body>z</html>w<body a=b><html c=d>",
    "<div =a b == c='d\" e=\"f' g=h/i A=1 a=2 /j/><x-Y:z\0 \0=1>k</x-y:z\u{fffd}></p></br>l<noscript>m<p></noscript>n",
    "日本<p title='é&eacute;'>語</p>\u{0}é<table>é<tr> é</table><svg>\0é</svg>",
];

#[test]
fn every_prefix_has_the_same_tree_as_html5evers() {
    let mut parser = Parser::new();
    for snippet in SNIPPETS {
        for (end, _) in snippet.char_indices().chain([(snippet.len(), ' ')]) {
            let prefix = &snippet[..end];
            dump::assert_same(prefix, &mut parser, prefix);
        }
    }
}

/// The fixtures' pages that are UTF-8 as they stand.
fn fixtures() -> impl Iterator<Item = (PathBuf, String)> {
    inputs("html")
        .into_values()
        .filter_map(|path| fs::read_to_string(&path).ok().map(|page| (path, page)))
}

/// A debug build takes every so many prefixes only.
const STEP: usize = if cfg!(debug_assertions) { 499 } else { 1 };

#[test]
fn every_prefix_of_a_fixture_has_the_same_tree_as_html5evers() {
    let mut parser = Parser::new();
    for (path, page) in fixtures() {
        let ends = (0..=page.len()).filter(|&end| page.is_char_boundary(end));
        for end in ends.step_by(STEP) {
            let name = format!("{} cut at {end}", path.display());
            dump::assert_same(&page[..end], &mut parser, &name);
        }
    }
}
