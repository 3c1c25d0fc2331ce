//! White space, rule by rule: what a page's text is, block by block.

use super::check;

#[test]
fn white_space_collapses_across_inline_elements() {
    check(&[
        ("<p> A  walk\n\tby the   lake </p>", &["A walk by the lake"]),
        ("<p>A <b> walk </b> by</p>", &["A walk by"]),
        ("<p>A<b> walk</b>ing tour</p>", &["A walking tour"]),
        ("<p><b> </b>A<i> </i> <i> </i>walk<b> </b></p>", &["A walk"]),
        (
            "<p>first\r\nsecond\rthird\u{c}fourth</p>",
            &["first second third fourth"],
        ),
        ("<p>a&#9;b&#10;c</p>", &["a b c"]),
    ]);
}

#[test]
fn words_are_not_torn() {
    check(&[
        ("<p><b>W</b>ord</p>", &["Word"]),
        ("<p>super<wbr>market</p>", &["supermarket"]),
        ("<p>snow<!-- c -->plough</p>", &["snowplough"]),
        ("<p>snow<script>x</script>plough</p>", &["snowplough"]),
        ("<p>the l<a href=1>ake</a>s</p>", &["the lakes"]),
        ("<p>H<sub>2</sub>O, 5 m<sup>2</sup></p>", &["H2O, 5 m2"]),
        (
            "<p>H<sub><a href=1>2</a></sub><sup><a href=2>3</a></sup></p>",
            &["H23"],
        ),
        (
            "<p>lake<sup><a href=1>[1]</a></sup><sup><a href=2>[2]</a></sup></p>",
            &["lake[1][2]"],
        ),
        ("<p>sn<span style='display:inline'>ow</span></p>", &["snow"]),
        (
            "<div>sn<div style='display:inline'>ow</div></div>",
            &["snow"],
        ),
    ]);
}

#[test]
fn characters_that_do_not_show() {
    check(&[
        ("<p>shore\u{ad}line &shy;</p>", &["shoreline"]),
        ("<p>12&nbsp;km</p>", &["12\u{a0}km"]),
        ("<p>a &nbsp; b</p>", &["a \u{a0} b"]),
        ("<p>&nbsp;</p><p>&nbsp; A &nbsp;</p>", &["A"]),
        ("<p>a\u{200b}b</p><p>\u{feff}\u{200b}</p>", &["a\u{200b}b"]),
        (
            "<p>abc \u{200f}אבג\u{200f} def</p>",
            &["abc \u{200f}אבג\u{200f} def"],
        ),
        ("<p>“A” — b…</p>", &["“A” — b…"]),
        ("<p>語、 語</p>", &["語、 語"]),
    ]);
}

#[test]
fn line_breaks() {
    check(&[
        ("<p>one<br>two</p>", &["one\ntwo"]),
        ("<p>one <br> \n two<br></p>", &["one\ntwo"]),
        ("<p><br><br>one</p>", &["one"]),
        ("<p>one<br><br>two<br>three</p>", &["one", "two\nthree"]),
        ("<p>one<br> <br> <br>two</p>", &["one", "two"]),
        ("<p>one<br>&nbsp;<br>two</p>", &["one", "two"]),
        (
            "<p>one<br>&nbsp;two<br>three</p>",
            &["one\n\u{a0}two\nthree"],
        ),
        ("<p>one<b><br></b><i><br></i>two</p>", &["one", "two"]),
        ("<div>one<hr>two</div>", &["one", "two"]),
        (
            "<p style='white-space:pre-line'>one  one\n two\n\nthree</p>",
            &["one one\ntwo", "three"],
        ),
        (
            "<p style='white-space:pre-wrap'>one\ntwo</p>",
            &["one\ntwo"],
        ),
    ]);
}

#[test]
fn blocks_begin_and_end_at_block_level_elements() {
    check(&[
        (
            "<div>one<p>two</p>three</div>four",
            &["one", "two", "three", "four"],
        ),
        (
            "<ul><li>one<li>two<ul><li>three</ul>four</ul>",
            &["one", "two", "three", "four"],
        ),
        ("<dl><dt>term<dd>meaning</dl>", &["term", "meaning"]),
        (
            "<figure><img src=a><figcaption>caption</figcaption></figure>",
            &["caption"],
        ),
        (
            "<fieldset><legend>legend</legend>one</fieldset>",
            &["legend", "one"],
        ),
        (
            "<details open><summary>more</summary>one</details>",
            &["more", "one"],
        ),
        (
            "<span style='display:block'>one</span><span>two</span>",
            &["one", "two"],
        ),
        ("<x-card>one</x-card><x-card>two</x-card>", &["one two"]),
        ("<blockquote>one</blockquote>two", &["one", "two"]),
        (
            "<title>no</title><style>no</style><p>one</p><script>no</script>",
            &["one"],
        ),
    ]);
}

#[test]
fn boxes_in_the_line_do_not_squash_words() {
    check(&[
        ("<a href=1>Home</a><a href=2>News</a>", &["Home News"]),
        ("<a href=1>un</a><a href=2>do</a>", &["un do"]),
        ("<a href=1>Home!</a><a href=2>News</a>", &["Home! News"]),
        ("<a href=1>Home</a>, <a href=2>News</a>.", &["Home, News."]),
        ("<a href=1>Home</a><a href=2>, News</a>", &["Home, News"]),
        (
            "<a href=1><b>Home</b></a><b><a href=2>News</a></b>",
            &["Home News"],
        ),
        ("<p>Send<button>Share</button>it</p>", &["Send Share it"]),
        ("<p>left<img src=a>right<img src=b>.</p>", &["left right."]),
        ("<p>left<svg><path/></svg>right</p>", &["left right"]),
        (
            "<span style='display:inline-block'>A</span><span>B</span>",
            &["A B"],
        ),
        ("<select><option>One<option>Two</select>", &["One Two"]),
        ("<svg><text>One</text><text>Two</text></svg>", &["One Two"]),
    ]);
}

#[test]
fn rows_of_tables() {
    check(&[
        (
            "<table><tr><td>A<td>B<tr><td>C<td>D</table>",
            &["A\tB", "C\tD"],
        ),
        (
            "<table> <tr> <td> A </td> <td> B </td> </tr> </table>",
            &["A\tB"],
        ),
        (
            "<table><tr><td><td>B<td>C<tr><td>D<td><td></table>",
            &["\tB\tC", "D"],
        ),
        ("<table><tr><td>A<td><td>C</table>", &["A\t\tC"]),
        ("<table><tr><td><td>B</table>", &["B"]),
        ("<table><tr><td><p>A</p><td><div>B</div></table>", &["A\tB"]),
        ("<table><tr><td>one<br>two<td>B</table>", &["one two\tB"]),
        (
            "<table><caption>C</caption><tr><th>A<th>B</table>",
            &["C", "A\tB"],
        ),
        // Frames of a layout.
        (
            "<table><tr><td><p>A</p><p>B</p><td>C</table>",
            &["A", "B", "C"],
        ),
        ("<table><tr><td><ul><li>A</ul><td>C</table>", &["A", "C"]),
        ("<table><tr><td>A<br><br>B<td>C</table>", &["A", "B", "C"]),
        ("<table><tr><td><h2>A</h2>B<td>C</table>", &["A", "B", "C"]),
        (
            "<table><tr><td>A<table><tr><td>1<td>2</table><td>C</table>",
            &["A", "1\t2", "C"],
        ),
        (
            "<table><tr><td>A<table><tr><td>1<td>2</table></table>",
            &["A", "1\t2"],
        ),
    ]);
    let long = "A walk by the lake. ".repeat(30);
    check(&[(
        &format!("<table><tr><td>menu<td>{long}</table>"),
        &["menu", long.trim_end()],
    )]);
}

#[test]
fn preformatted_text_keeps_its_lines() {
    check(&[
        ("<pre>\n  a\n    b  c\n</pre>", &["  a\n    b  c"]),
        ("<pre>\n\n\n\ta\n\n</pre>", &["\ta"]),
        ("<pre>  <b>a</b>  <i>b</i>\n</pre>", &["  a  b"]),
        ("<pre><code>a\n b</code></pre>c", &["a\n b", "c"]),
        ("<pre>a<br>b</pre>", &["a\nb"]),
        ("<pre> \n </pre>", &[]),
        ("<textarea>\n a\n  b</textarea>", &[" a\n  b"]),
        ("<pre style='white-space:normal'>a\n b</pre>", &["a b"]),
        (
            "<p>a<span style='white-space:pre'>  b</span></p>",
            &["a  b"],
        ),
    ]);
}

#[test]
fn readings_and_notes_are_dropped() {
    check(&[
        (
            "<ruby>明日<rp>(</rp><rt>Ashita</rt><rp>)</rp></ruby>",
            &["明日"],
        ),
        (
            "<math><mi>x</mi><annotation>x^2</annotation></math>",
            &["x"],
        ),
    ]);
}
