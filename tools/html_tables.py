#!/usr/bin/env python3
"""Writes the HTML parser's tables: src/html/tables/{entities,tags,attributes}.rs.

Usage: python3 tools/html_tables.py

The named character references come from Python's `html.entities.html5`, which
is the complete list of the standard. The element categories below are copied
from the sections of the standard that their comments name.
"""

from html.entities import html5
from pathlib import Path

TABLES = Path(__file__).resolve().parent.parent / "src" / "html" / "tables"
HEADER = "// Written by tools/html_tables.py; do not edit by hand.\n\n"

# Every element that the parser's rules name, and the other elements of HTML.
HTML_ELEMENTS = """
a abbr acronym address applet area article aside audio b base basefont bdi bdo
bgsound big blockquote body br button canvas caption center cite code col
colgroup data datalist dd del details dfn dialog dir div dl dt em embed
fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6
head header hgroup hr html i iframe image img input ins kbd keygen label legend
li link listing main map mark marquee menu menuitem meta meter nav nobr noembed
noframes noscript object ol optgroup option output p param picture plaintext
pre progress q rb rp rt rtc ruby s samp script search section select
selectedcontent slot small source span strike strong style sub summary sup
table tbody td template textarea tfoot th thead time title tr track tt u ul var
video wbr xmp
""".split()

# Elements of SVG and MathML that the rules name, and those that pages use most.
FOREIGN_ELEMENTS = """
annotation annotation-xml circle clippath defs desc ellipse feblend filter
foreignobject g line lineargradient malignmark mask math metadata mglyph mi mn
mo mrow ms mtext path pattern polygon polyline radialgradient rect stop svg
symbol text tspan use
""".split()

# 13.2.4.2 The stack of open elements: the "special" category (HTML part).
SPECIAL = """
address applet area article aside base basefont bgsound blockquote body br
button caption center col colgroup dd details dir div dl dt embed fieldset
figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header
hgroup hr html iframe img input keygen li link listing main marquee menu meta
nav noembed noframes noscript object ol p param plaintext pre script search
section select source style summary table tbody td template textarea tfoot th
thead title tr track ul wbr xmp
""".split()

# 13.2.4.2: what ends "in a particular scope", and its four variants.
SCOPE = "applet caption html table td th marquee object select template".split()
BUTTON_SCOPE = SCOPE + ["button"]
LIST_ITEM_SCOPE = SCOPE + ["ol", "ul"]
TABLE_SCOPE = "html table template".split()

# 13.2.6.3 Closing elements that have implied end tags.
IMPLIED_END = "dd dt li optgroup option p rb rp rt rtc".split()
IMPLIED_END_THOROUGHLY = IMPLIED_END + "caption colgroup tbody td tfoot th thead tr".split()

# 13.2.6.4.7: "an h1, h2, h3, h4, h5, or h6 element".
HEADING = "h1 h2 h3 h4 h5 h6".split()

# 13.2.6.1: the targets whose children are foster-parented.
FOSTERING = "table tbody tfoot thead tr".split()

# 13.2.6.5: the start tags that break out of foreign content ("font" is decided
# by its attributes).
BREAKOUT = """
b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6
head hr i img li listing menu meta nobr ol p pre ruby s small span strong
strike sub sup table tt u ul var
""".split()

FLAGS = [
    ("SPECIAL", SPECIAL),
    ("SCOPE", SCOPE),
    ("BUTTON_SCOPE", BUTTON_SCOPE),
    ("LIST_ITEM_SCOPE", LIST_ITEM_SCOPE),
    ("TABLE_SCOPE", TABLE_SCOPE),
    ("IMPLIED_END", IMPLIED_END),
    ("IMPLIED_END_THOROUGHLY", IMPLIED_END_THOROUGHLY),
    ("HEADING", HEADING),
    ("FOSTERING", FOSTERING),
    ("BREAKOUT", BREAKOUT),
]

# The attributes that the parser, the segmenter or the features ask for by name.
ATTRIBUTES = """
alt aria-expanded aria-hidden aria-label aria-labelledby aria-live charset
class color colspan content data-src data-srcset datetime dir encoding face
height hidden href hreflang http-equiv id itemid itemprop itemscope itemtype
lang loading media name open poster property rel role rowspan size sizes src
srcset start style tabindex target title type value width xml:lang
""".split()


def main() -> None:
    TABLES.mkdir(parents=True, exist_ok=True)
    (TABLES / "entities.rs").write_text(entities(), encoding="utf-8")
    (TABLES / "tags.rs").write_text(tags(), encoding="utf-8")
    (TABLES / "attributes.rs").write_text(attributes(), encoding="utf-8")


def entities() -> str:
    lines = [
        HEADER,
        "//! 13.5 Named character references.\n\n",
        "/// Every named character reference without its `&`, sorted by its bytes, and\n",
        "/// what it stands for.\n",
        "#[rustfmt::skip]\n",
        f"pub(crate) static ENTITIES: [(&str, &str); {len(html5)}] = [\n",
    ]
    for name in sorted(html5):
        value = "".join(f"\\u{{{ord(c):x}}}" for c in html5[name])
        lines.append(f'    ("{name}", "{value}"),\n')
    lines.append("];\n")
    return "".join(lines)


def constant(name: str) -> str:
    return name.upper().replace("-", "_").replace(":", "_")


def tags() -> str:
    names = sorted(HTML_ELEMENTS + FOREIGN_ELEMENTS)
    assert len(set(names)) == len(names)
    for flag, members in FLAGS:
        assert set(members) <= set(HTML_ELEMENTS), flag
    out = [HEADER, "//! The tag names that have a number of their own, and their categories.\n\n"]
    out.append("use crate::html::names::TagName;\n\n")
    out.append("/// How many names there are, the empty one of number 0 included.\n")
    out.append(f"pub(crate) const COUNT: usize = {len(names) + 1};\n\n")
    out.append("/// The names by number.\n#[rustfmt::skip]\n")
    out.append("pub(crate) static NAMES: [&str; COUNT] = [\n    \"\",\n")
    out += [f'    "{name}",\n' for name in names]
    out.append("];\n\n/// The categories of the HTML element of each name, by number.\n#[rustfmt::skip]\n")
    out.append("pub(crate) static CATEGORIES: [u16; COUNT] = [\n    0,\n")
    for name in names:
        value = sum(1 << bit for bit, (_, members) in enumerate(FLAGS) if name in members)
        out.append(f"    {value:#05x}, // {name}\n")
    out.append("];\n\n")
    out.append("/// The bits of [`CATEGORIES`].\npub(crate) mod category {\n")
    out += [f"    pub(crate) const {flag}: u16 = 1 << {bit};\n" for bit, (flag, _) in enumerate(FLAGS)]
    out.append("}\n\n")
    out.append("/// The names that the parser's rules speak of.\n#[allow(dead_code)] // one list for every stage, whatever it needs\n")
    out.append("pub mod tag {\n    use super::TagName;\n\n")
    for number, name in enumerate(names, 1):
        out.append(f"    /// `{name}`\n    pub const {constant(name)}: TagName = TagName::known({number});\n")
    out.append("}\n")
    return "".join(out)


def attributes() -> str:
    names = sorted(ATTRIBUTES)
    out = [HEADER, "//! The attribute names that have a number of their own.\n\n"]
    out.append("use crate::html::names::AttributeName;\n\n")
    out.append("/// How many names there are, the empty one of number 0 included.\n")
    out.append(f"pub(crate) const COUNT: usize = {len(names) + 1};\n\n")
    out.append("/// The names by number.\n#[rustfmt::skip]\n")
    out.append("pub(crate) static NAMES: [&str; COUNT] = [\n    \"\",\n")
    out += [f'    "{name}",\n' for name in names]
    out.append("];\n\n")
    out.append("/// The names that the stages ask for.\n#[allow(dead_code)] // one list for every stage, whatever it needs\n")
    out.append("pub mod attr {\n    use super::AttributeName;\n\n")
    for number, name in enumerate(names, 1):
        out.append(f"    /// `{name}`\n    pub const {constant(name)}: AttributeName = AttributeName::known({number});\n")
    out.append("}\n")
    return "".join(out)


if __name__ == "__main__":
    main()
