// Written by tools/html_tables.py; do not edit by hand.

//! The tag names that have a number of their own, and their categories.

use crate::html::names::TagName;

/// How many names there are, the empty one of number 0 included.
pub(crate) const COUNT: usize = 175;

/// The names by number.
#[rustfmt::skip]
pub(crate) static NAMES: [&str; COUNT] = [
    "",
    "a",
    "abbr",
    "acronym",
    "address",
    "annotation",
    "annotation-xml",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "basefont",
    "bdi",
    "bdo",
    "bgsound",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "circle",
    "cite",
    "clippath",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "defs",
    "del",
    "desc",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "ellipse",
    "em",
    "embed",
    "feblend",
    "fieldset",
    "figcaption",
    "figure",
    "filter",
    "font",
    "footer",
    "foreignobject",
    "form",
    "frame",
    "frameset",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "image",
    "img",
    "input",
    "ins",
    "kbd",
    "keygen",
    "label",
    "legend",
    "li",
    "line",
    "lineargradient",
    "link",
    "listing",
    "main",
    "malignmark",
    "map",
    "mark",
    "marquee",
    "mask",
    "math",
    "menu",
    "menuitem",
    "meta",
    "metadata",
    "meter",
    "mglyph",
    "mi",
    "mn",
    "mo",
    "mrow",
    "ms",
    "mtext",
    "nav",
    "nobr",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "path",
    "pattern",
    "picture",
    "plaintext",
    "polygon",
    "polyline",
    "pre",
    "progress",
    "q",
    "radialgradient",
    "rb",
    "rect",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "selectedcontent",
    "slot",
    "small",
    "source",
    "span",
    "stop",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "symbol",
    "table",
    "tbody",
    "td",
    "template",
    "text",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tspan",
    "tt",
    "u",
    "ul",
    "use",
    "var",
    "video",
    "wbr",
    "xmp",
];

/// The categories of the HTML element of each name, by number.
#[rustfmt::skip]
pub(crate) static CATEGORIES: [u16; COUNT] = [
    0,
    0x000, // a
    0x000, // abbr
    0x000, // acronym
    0x001, // address
    0x000, // annotation
    0x000, // annotation-xml
    0x00f, // applet
    0x001, // area
    0x001, // article
    0x001, // aside
    0x000, // audio
    0x200, // b
    0x001, // base
    0x001, // basefont
    0x000, // bdi
    0x000, // bdo
    0x001, // bgsound
    0x200, // big
    0x201, // blockquote
    0x201, // body
    0x201, // br
    0x005, // button
    0x000, // canvas
    0x04f, // caption
    0x201, // center
    0x000, // circle
    0x000, // cite
    0x000, // clippath
    0x200, // code
    0x001, // col
    0x041, // colgroup
    0x000, // data
    0x000, // datalist
    0x261, // dd
    0x000, // defs
    0x000, // del
    0x000, // desc
    0x001, // details
    0x000, // dfn
    0x000, // dialog
    0x001, // dir
    0x201, // div
    0x201, // dl
    0x261, // dt
    0x000, // ellipse
    0x200, // em
    0x201, // embed
    0x000, // feblend
    0x001, // fieldset
    0x001, // figcaption
    0x001, // figure
    0x000, // filter
    0x000, // font
    0x001, // footer
    0x000, // foreignobject
    0x001, // form
    0x001, // frame
    0x001, // frameset
    0x000, // g
    0x281, // h1
    0x281, // h2
    0x281, // h3
    0x281, // h4
    0x281, // h5
    0x281, // h6
    0x201, // head
    0x001, // header
    0x001, // hgroup
    0x201, // hr
    0x01f, // html
    0x200, // i
    0x001, // iframe
    0x000, // image
    0x201, // img
    0x001, // input
    0x000, // ins
    0x000, // kbd
    0x001, // keygen
    0x000, // label
    0x000, // legend
    0x261, // li
    0x000, // line
    0x000, // lineargradient
    0x001, // link
    0x201, // listing
    0x001, // main
    0x000, // malignmark
    0x000, // map
    0x000, // mark
    0x00f, // marquee
    0x000, // mask
    0x000, // math
    0x201, // menu
    0x000, // menuitem
    0x201, // meta
    0x000, // metadata
    0x000, // meter
    0x000, // mglyph
    0x000, // mi
    0x000, // mn
    0x000, // mo
    0x000, // mrow
    0x000, // ms
    0x000, // mtext
    0x001, // nav
    0x200, // nobr
    0x001, // noembed
    0x001, // noframes
    0x001, // noscript
    0x00f, // object
    0x209, // ol
    0x060, // optgroup
    0x060, // option
    0x000, // output
    0x261, // p
    0x001, // param
    0x000, // path
    0x000, // pattern
    0x000, // picture
    0x001, // plaintext
    0x000, // polygon
    0x000, // polyline
    0x201, // pre
    0x000, // progress
    0x000, // q
    0x000, // radialgradient
    0x060, // rb
    0x000, // rect
    0x060, // rp
    0x060, // rt
    0x060, // rtc
    0x200, // ruby
    0x200, // s
    0x000, // samp
    0x001, // script
    0x001, // search
    0x001, // section
    0x00f, // select
    0x000, // selectedcontent
    0x000, // slot
    0x200, // small
    0x001, // source
    0x200, // span
    0x000, // stop
    0x200, // strike
    0x200, // strong
    0x001, // style
    0x200, // sub
    0x001, // summary
    0x200, // sup
    0x000, // svg
    0x000, // symbol
    0x31f, // table
    0x141, // tbody
    0x04f, // td
    0x01f, // template
    0x000, // text
    0x001, // textarea
    0x141, // tfoot
    0x04f, // th
    0x141, // thead
    0x000, // time
    0x001, // title
    0x141, // tr
    0x001, // track
    0x000, // tspan
    0x200, // tt
    0x200, // u
    0x209, // ul
    0x000, // use
    0x200, // var
    0x000, // video
    0x001, // wbr
    0x001, // xmp
];

/// The bits of [`CATEGORIES`].
pub(crate) mod category {
    pub(crate) const SPECIAL: u16 = 1 << 0;
    pub(crate) const SCOPE: u16 = 1 << 1;
    pub(crate) const BUTTON_SCOPE: u16 = 1 << 2;
    pub(crate) const LIST_ITEM_SCOPE: u16 = 1 << 3;
    pub(crate) const TABLE_SCOPE: u16 = 1 << 4;
    pub(crate) const IMPLIED_END: u16 = 1 << 5;
    pub(crate) const IMPLIED_END_THOROUGHLY: u16 = 1 << 6;
    pub(crate) const HEADING: u16 = 1 << 7;
    pub(crate) const FOSTERING: u16 = 1 << 8;
    pub(crate) const BREAKOUT: u16 = 1 << 9;
}

/// The names that the parser's rules speak of.
#[allow(dead_code)] // one list for every stage, whatever it needs
pub mod tag {
    use super::TagName;

    /// `a`
    pub const A: TagName = TagName::known(1);
    /// `abbr`
    pub const ABBR: TagName = TagName::known(2);
    /// `acronym`
    pub const ACRONYM: TagName = TagName::known(3);
    /// `address`
    pub const ADDRESS: TagName = TagName::known(4);
    /// `annotation`
    pub const ANNOTATION: TagName = TagName::known(5);
    /// `annotation-xml`
    pub const ANNOTATION_XML: TagName = TagName::known(6);
    /// `applet`
    pub const APPLET: TagName = TagName::known(7);
    /// `area`
    pub const AREA: TagName = TagName::known(8);
    /// `article`
    pub const ARTICLE: TagName = TagName::known(9);
    /// `aside`
    pub const ASIDE: TagName = TagName::known(10);
    /// `audio`
    pub const AUDIO: TagName = TagName::known(11);
    /// `b`
    pub const B: TagName = TagName::known(12);
    /// `base`
    pub const BASE: TagName = TagName::known(13);
    /// `basefont`
    pub const BASEFONT: TagName = TagName::known(14);
    /// `bdi`
    pub const BDI: TagName = TagName::known(15);
    /// `bdo`
    pub const BDO: TagName = TagName::known(16);
    /// `bgsound`
    pub const BGSOUND: TagName = TagName::known(17);
    /// `big`
    pub const BIG: TagName = TagName::known(18);
    /// `blockquote`
    pub const BLOCKQUOTE: TagName = TagName::known(19);
    /// `body`
    pub const BODY: TagName = TagName::known(20);
    /// `br`
    pub const BR: TagName = TagName::known(21);
    /// `button`
    pub const BUTTON: TagName = TagName::known(22);
    /// `canvas`
    pub const CANVAS: TagName = TagName::known(23);
    /// `caption`
    pub const CAPTION: TagName = TagName::known(24);
    /// `center`
    pub const CENTER: TagName = TagName::known(25);
    /// `circle`
    pub const CIRCLE: TagName = TagName::known(26);
    /// `cite`
    pub const CITE: TagName = TagName::known(27);
    /// `clippath`
    pub const CLIPPATH: TagName = TagName::known(28);
    /// `code`
    pub const CODE: TagName = TagName::known(29);
    /// `col`
    pub const COL: TagName = TagName::known(30);
    /// `colgroup`
    pub const COLGROUP: TagName = TagName::known(31);
    /// `data`
    pub const DATA: TagName = TagName::known(32);
    /// `datalist`
    pub const DATALIST: TagName = TagName::known(33);
    /// `dd`
    pub const DD: TagName = TagName::known(34);
    /// `defs`
    pub const DEFS: TagName = TagName::known(35);
    /// `del`
    pub const DEL: TagName = TagName::known(36);
    /// `desc`
    pub const DESC: TagName = TagName::known(37);
    /// `details`
    pub const DETAILS: TagName = TagName::known(38);
    /// `dfn`
    pub const DFN: TagName = TagName::known(39);
    /// `dialog`
    pub const DIALOG: TagName = TagName::known(40);
    /// `dir`
    pub const DIR: TagName = TagName::known(41);
    /// `div`
    pub const DIV: TagName = TagName::known(42);
    /// `dl`
    pub const DL: TagName = TagName::known(43);
    /// `dt`
    pub const DT: TagName = TagName::known(44);
    /// `ellipse`
    pub const ELLIPSE: TagName = TagName::known(45);
    /// `em`
    pub const EM: TagName = TagName::known(46);
    /// `embed`
    pub const EMBED: TagName = TagName::known(47);
    /// `feblend`
    pub const FEBLEND: TagName = TagName::known(48);
    /// `fieldset`
    pub const FIELDSET: TagName = TagName::known(49);
    /// `figcaption`
    pub const FIGCAPTION: TagName = TagName::known(50);
    /// `figure`
    pub const FIGURE: TagName = TagName::known(51);
    /// `filter`
    pub const FILTER: TagName = TagName::known(52);
    /// `font`
    pub const FONT: TagName = TagName::known(53);
    /// `footer`
    pub const FOOTER: TagName = TagName::known(54);
    /// `foreignobject`
    pub const FOREIGNOBJECT: TagName = TagName::known(55);
    /// `form`
    pub const FORM: TagName = TagName::known(56);
    /// `frame`
    pub const FRAME: TagName = TagName::known(57);
    /// `frameset`
    pub const FRAMESET: TagName = TagName::known(58);
    /// `g`
    pub const G: TagName = TagName::known(59);
    /// `h1`
    pub const H1: TagName = TagName::known(60);
    /// `h2`
    pub const H2: TagName = TagName::known(61);
    /// `h3`
    pub const H3: TagName = TagName::known(62);
    /// `h4`
    pub const H4: TagName = TagName::known(63);
    /// `h5`
    pub const H5: TagName = TagName::known(64);
    /// `h6`
    pub const H6: TagName = TagName::known(65);
    /// `head`
    pub const HEAD: TagName = TagName::known(66);
    /// `header`
    pub const HEADER: TagName = TagName::known(67);
    /// `hgroup`
    pub const HGROUP: TagName = TagName::known(68);
    /// `hr`
    pub const HR: TagName = TagName::known(69);
    /// `html`
    pub const HTML: TagName = TagName::known(70);
    /// `i`
    pub const I: TagName = TagName::known(71);
    /// `iframe`
    pub const IFRAME: TagName = TagName::known(72);
    /// `image`
    pub const IMAGE: TagName = TagName::known(73);
    /// `img`
    pub const IMG: TagName = TagName::known(74);
    /// `input`
    pub const INPUT: TagName = TagName::known(75);
    /// `ins`
    pub const INS: TagName = TagName::known(76);
    /// `kbd`
    pub const KBD: TagName = TagName::known(77);
    /// `keygen`
    pub const KEYGEN: TagName = TagName::known(78);
    /// `label`
    pub const LABEL: TagName = TagName::known(79);
    /// `legend`
    pub const LEGEND: TagName = TagName::known(80);
    /// `li`
    pub const LI: TagName = TagName::known(81);
    /// `line`
    pub const LINE: TagName = TagName::known(82);
    /// `lineargradient`
    pub const LINEARGRADIENT: TagName = TagName::known(83);
    /// `link`
    pub const LINK: TagName = TagName::known(84);
    /// `listing`
    pub const LISTING: TagName = TagName::known(85);
    /// `main`
    pub const MAIN: TagName = TagName::known(86);
    /// `malignmark`
    pub const MALIGNMARK: TagName = TagName::known(87);
    /// `map`
    pub const MAP: TagName = TagName::known(88);
    /// `mark`
    pub const MARK: TagName = TagName::known(89);
    /// `marquee`
    pub const MARQUEE: TagName = TagName::known(90);
    /// `mask`
    pub const MASK: TagName = TagName::known(91);
    /// `math`
    pub const MATH: TagName = TagName::known(92);
    /// `menu`
    pub const MENU: TagName = TagName::known(93);
    /// `menuitem`
    pub const MENUITEM: TagName = TagName::known(94);
    /// `meta`
    pub const META: TagName = TagName::known(95);
    /// `metadata`
    pub const METADATA: TagName = TagName::known(96);
    /// `meter`
    pub const METER: TagName = TagName::known(97);
    /// `mglyph`
    pub const MGLYPH: TagName = TagName::known(98);
    /// `mi`
    pub const MI: TagName = TagName::known(99);
    /// `mn`
    pub const MN: TagName = TagName::known(100);
    /// `mo`
    pub const MO: TagName = TagName::known(101);
    /// `mrow`
    pub const MROW: TagName = TagName::known(102);
    /// `ms`
    pub const MS: TagName = TagName::known(103);
    /// `mtext`
    pub const MTEXT: TagName = TagName::known(104);
    /// `nav`
    pub const NAV: TagName = TagName::known(105);
    /// `nobr`
    pub const NOBR: TagName = TagName::known(106);
    /// `noembed`
    pub const NOEMBED: TagName = TagName::known(107);
    /// `noframes`
    pub const NOFRAMES: TagName = TagName::known(108);
    /// `noscript`
    pub const NOSCRIPT: TagName = TagName::known(109);
    /// `object`
    pub const OBJECT: TagName = TagName::known(110);
    /// `ol`
    pub const OL: TagName = TagName::known(111);
    /// `optgroup`
    pub const OPTGROUP: TagName = TagName::known(112);
    /// `option`
    pub const OPTION: TagName = TagName::known(113);
    /// `output`
    pub const OUTPUT: TagName = TagName::known(114);
    /// `p`
    pub const P: TagName = TagName::known(115);
    /// `param`
    pub const PARAM: TagName = TagName::known(116);
    /// `path`
    pub const PATH: TagName = TagName::known(117);
    /// `pattern`
    pub const PATTERN: TagName = TagName::known(118);
    /// `picture`
    pub const PICTURE: TagName = TagName::known(119);
    /// `plaintext`
    pub const PLAINTEXT: TagName = TagName::known(120);
    /// `polygon`
    pub const POLYGON: TagName = TagName::known(121);
    /// `polyline`
    pub const POLYLINE: TagName = TagName::known(122);
    /// `pre`
    pub const PRE: TagName = TagName::known(123);
    /// `progress`
    pub const PROGRESS: TagName = TagName::known(124);
    /// `q`
    pub const Q: TagName = TagName::known(125);
    /// `radialgradient`
    pub const RADIALGRADIENT: TagName = TagName::known(126);
    /// `rb`
    pub const RB: TagName = TagName::known(127);
    /// `rect`
    pub const RECT: TagName = TagName::known(128);
    /// `rp`
    pub const RP: TagName = TagName::known(129);
    /// `rt`
    pub const RT: TagName = TagName::known(130);
    /// `rtc`
    pub const RTC: TagName = TagName::known(131);
    /// `ruby`
    pub const RUBY: TagName = TagName::known(132);
    /// `s`
    pub const S: TagName = TagName::known(133);
    /// `samp`
    pub const SAMP: TagName = TagName::known(134);
    /// `script`
    pub const SCRIPT: TagName = TagName::known(135);
    /// `search`
    pub const SEARCH: TagName = TagName::known(136);
    /// `section`
    pub const SECTION: TagName = TagName::known(137);
    /// `select`
    pub const SELECT: TagName = TagName::known(138);
    /// `selectedcontent`
    pub const SELECTEDCONTENT: TagName = TagName::known(139);
    /// `slot`
    pub const SLOT: TagName = TagName::known(140);
    /// `small`
    pub const SMALL: TagName = TagName::known(141);
    /// `source`
    pub const SOURCE: TagName = TagName::known(142);
    /// `span`
    pub const SPAN: TagName = TagName::known(143);
    /// `stop`
    pub const STOP: TagName = TagName::known(144);
    /// `strike`
    pub const STRIKE: TagName = TagName::known(145);
    /// `strong`
    pub const STRONG: TagName = TagName::known(146);
    /// `style`
    pub const STYLE: TagName = TagName::known(147);
    /// `sub`
    pub const SUB: TagName = TagName::known(148);
    /// `summary`
    pub const SUMMARY: TagName = TagName::known(149);
    /// `sup`
    pub const SUP: TagName = TagName::known(150);
    /// `svg`
    pub const SVG: TagName = TagName::known(151);
    /// `symbol`
    pub const SYMBOL: TagName = TagName::known(152);
    /// `table`
    pub const TABLE: TagName = TagName::known(153);
    /// `tbody`
    pub const TBODY: TagName = TagName::known(154);
    /// `td`
    pub const TD: TagName = TagName::known(155);
    /// `template`
    pub const TEMPLATE: TagName = TagName::known(156);
    /// `text`
    pub const TEXT: TagName = TagName::known(157);
    /// `textarea`
    pub const TEXTAREA: TagName = TagName::known(158);
    /// `tfoot`
    pub const TFOOT: TagName = TagName::known(159);
    /// `th`
    pub const TH: TagName = TagName::known(160);
    /// `thead`
    pub const THEAD: TagName = TagName::known(161);
    /// `time`
    pub const TIME: TagName = TagName::known(162);
    /// `title`
    pub const TITLE: TagName = TagName::known(163);
    /// `tr`
    pub const TR: TagName = TagName::known(164);
    /// `track`
    pub const TRACK: TagName = TagName::known(165);
    /// `tspan`
    pub const TSPAN: TagName = TagName::known(166);
    /// `tt`
    pub const TT: TagName = TagName::known(167);
    /// `u`
    pub const U: TagName = TagName::known(168);
    /// `ul`
    pub const UL: TagName = TagName::known(169);
    /// `use`
    pub const USE: TagName = TagName::known(170);
    /// `var`
    pub const VAR: TagName = TagName::known(171);
    /// `video`
    pub const VIDEO: TagName = TagName::known(172);
    /// `wbr`
    pub const WBR: TagName = TagName::known(173);
    /// `xmp`
    pub const XMP: TagName = TagName::known(174);
}
