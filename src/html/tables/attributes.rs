// Written by tools/html_tables.py; do not edit by hand.

//! The attribute names that have a number of their own.

use crate::html::names::AttributeName;

/// How many names there are, the empty one of number 0 included.
pub(crate) const COUNT: usize = 51;

/// The names by number.
#[rustfmt::skip]
pub(crate) static NAMES: [&str; COUNT] = [
    "",
    "alt",
    "aria-expanded",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "aria-live",
    "charset",
    "class",
    "color",
    "colspan",
    "content",
    "data-src",
    "data-srcset",
    "datetime",
    "dir",
    "encoding",
    "face",
    "height",
    "hidden",
    "href",
    "hreflang",
    "http-equiv",
    "id",
    "itemid",
    "itemprop",
    "itemscope",
    "itemtype",
    "lang",
    "loading",
    "media",
    "name",
    "open",
    "poster",
    "property",
    "rel",
    "role",
    "rowspan",
    "size",
    "sizes",
    "src",
    "srcset",
    "start",
    "style",
    "tabindex",
    "target",
    "title",
    "type",
    "value",
    "width",
    "xml:lang",
];

/// The names that the stages ask for.
#[allow(dead_code)] // one list for every stage, whatever it needs
pub mod attr {
    use super::AttributeName;

    /// `alt`
    pub const ALT: AttributeName = AttributeName::known(1);
    /// `aria-expanded`
    pub const ARIA_EXPANDED: AttributeName = AttributeName::known(2);
    /// `aria-hidden`
    pub const ARIA_HIDDEN: AttributeName = AttributeName::known(3);
    /// `aria-label`
    pub const ARIA_LABEL: AttributeName = AttributeName::known(4);
    /// `aria-labelledby`
    pub const ARIA_LABELLEDBY: AttributeName = AttributeName::known(5);
    /// `aria-live`
    pub const ARIA_LIVE: AttributeName = AttributeName::known(6);
    /// `charset`
    pub const CHARSET: AttributeName = AttributeName::known(7);
    /// `class`
    pub const CLASS: AttributeName = AttributeName::known(8);
    /// `color`
    pub const COLOR: AttributeName = AttributeName::known(9);
    /// `colspan`
    pub const COLSPAN: AttributeName = AttributeName::known(10);
    /// `content`
    pub const CONTENT: AttributeName = AttributeName::known(11);
    /// `data-src`
    pub const DATA_SRC: AttributeName = AttributeName::known(12);
    /// `data-srcset`
    pub const DATA_SRCSET: AttributeName = AttributeName::known(13);
    /// `datetime`
    pub const DATETIME: AttributeName = AttributeName::known(14);
    /// `dir`
    pub const DIR: AttributeName = AttributeName::known(15);
    /// `encoding`
    pub const ENCODING: AttributeName = AttributeName::known(16);
    /// `face`
    pub const FACE: AttributeName = AttributeName::known(17);
    /// `height`
    pub const HEIGHT: AttributeName = AttributeName::known(18);
    /// `hidden`
    pub const HIDDEN: AttributeName = AttributeName::known(19);
    /// `href`
    pub const HREF: AttributeName = AttributeName::known(20);
    /// `hreflang`
    pub const HREFLANG: AttributeName = AttributeName::known(21);
    /// `http-equiv`
    pub const HTTP_EQUIV: AttributeName = AttributeName::known(22);
    /// `id`
    pub const ID: AttributeName = AttributeName::known(23);
    /// `itemid`
    pub const ITEMID: AttributeName = AttributeName::known(24);
    /// `itemprop`
    pub const ITEMPROP: AttributeName = AttributeName::known(25);
    /// `itemscope`
    pub const ITEMSCOPE: AttributeName = AttributeName::known(26);
    /// `itemtype`
    pub const ITEMTYPE: AttributeName = AttributeName::known(27);
    /// `lang`
    pub const LANG: AttributeName = AttributeName::known(28);
    /// `loading`
    pub const LOADING: AttributeName = AttributeName::known(29);
    /// `media`
    pub const MEDIA: AttributeName = AttributeName::known(30);
    /// `name`
    pub const NAME: AttributeName = AttributeName::known(31);
    /// `open`
    pub const OPEN: AttributeName = AttributeName::known(32);
    /// `poster`
    pub const POSTER: AttributeName = AttributeName::known(33);
    /// `property`
    pub const PROPERTY: AttributeName = AttributeName::known(34);
    /// `rel`
    pub const REL: AttributeName = AttributeName::known(35);
    /// `role`
    pub const ROLE: AttributeName = AttributeName::known(36);
    /// `rowspan`
    pub const ROWSPAN: AttributeName = AttributeName::known(37);
    /// `size`
    pub const SIZE: AttributeName = AttributeName::known(38);
    /// `sizes`
    pub const SIZES: AttributeName = AttributeName::known(39);
    /// `src`
    pub const SRC: AttributeName = AttributeName::known(40);
    /// `srcset`
    pub const SRCSET: AttributeName = AttributeName::known(41);
    /// `start`
    pub const START: AttributeName = AttributeName::known(42);
    /// `style`
    pub const STYLE: AttributeName = AttributeName::known(43);
    /// `tabindex`
    pub const TABINDEX: AttributeName = AttributeName::known(44);
    /// `target`
    pub const TARGET: AttributeName = AttributeName::known(45);
    /// `title`
    pub const TITLE: AttributeName = AttributeName::known(46);
    /// `type`
    pub const TYPE: AttributeName = AttributeName::known(47);
    /// `value`
    pub const VALUE: AttributeName = AttributeName::known(48);
    /// `width`
    pub const WIDTH: AttributeName = AttributeName::known(49);
    /// `xml:lang`
    pub const XML_LANG: AttributeName = AttributeName::known(50);
}
