//! 13.2.6.5 The rules for parsing tokens in foreign content: the letter case of
//! SVG and MathML names, and the prefixes of foreign attributes.
//!
//! The tree keeps every name in lower case; these tables say how to show it.

/// "Adjust SVG attributes", for an SVG element: the attribute's name in the
/// letter case of SVG.
pub fn adjust_svg_attribute(name: &str) -> &str {
    adjust(SVG_ATTRIBUTES, name)
}

/// The element names of "any other start tag": an SVG element's name in the
/// letter case of SVG.
pub fn adjust_svg_tag_name(name: &str) -> &str {
    adjust(SVG_TAG_NAMES, name)
}

/// "Adjust MathML attributes".
pub fn adjust_mathml_attribute(name: &str) -> &str {
    if name == "definitionurl" {
        "definitionURL"
    } else {
        name
    }
}

/// "Adjust foreign attributes": prefix and local name of an attribute that has
/// a namespace. `xmlns` itself is in that namespace but has no prefix.
pub fn foreign_attribute(name: &str) -> Option<(&str, &str)> {
    FOREIGN_ATTRIBUTES
        .contains(&name)
        .then(|| name.split_once(':'))
        .flatten()
}

/// The name as a table has it, if the table has it.
fn adjust<'n>(table: &[&'static str], name: &'n str) -> &'n str {
    table
        .iter()
        .find(|adjusted| adjusted.eq_ignore_ascii_case(name))
        .copied()
        .unwrap_or(name)
}

/// The attributes with a namespace.
static FOREIGN_ATTRIBUTES: &[&str] = &[
    "xlink:actuate",
    "xlink:arcrole",
    "xlink:href",
    "xlink:role",
    "xlink:show",
    "xlink:title",
    "xlink:type",
    "xml:lang",
    "xml:space",
    "xmlns:xlink",
];

/// The element names of SVG that have upper-case letters.
#[rustfmt::skip]
static SVG_TAG_NAMES: &[&str] = &[
    "altGlyph", "altGlyphDef", "altGlyphItem", "animateColor", "animateMotion", "animateTransform",
    "clipPath", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite",
    "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight",
    "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur",
    "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight",
    "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence", "foreignObject", "glyphRef",
    "linearGradient", "radialGradient", "textPath",
];

/// The attribute names of SVG that have upper-case letters.
#[rustfmt::skip]
static SVG_ATTRIBUTES: &[&str] = &[
    "attributeName", "attributeType", "baseFrequency", "baseProfile", "calcMode", "clipPathUnits",
    "diffuseConstant", "edgeMode", "filterUnits", "glyphRef", "gradientTransform",
    "gradientUnits", "kernelMatrix", "kernelUnitLength", "keyPoints", "keySplines", "keyTimes",
    "lengthAdjust", "limitingConeAngle", "markerHeight", "markerUnits", "markerWidth",
    "maskContentUnits", "maskUnits", "numOctaves", "pathLength", "patternContentUnits",
    "patternTransform", "patternUnits", "pointsAtX", "pointsAtY", "pointsAtZ", "preserveAlpha",
    "preserveAspectRatio", "primitiveUnits", "refX", "refY", "repeatCount", "repeatDur",
    "requiredExtensions", "requiredFeatures", "specularConstant", "specularExponent",
    "spreadMethod", "startOffset", "stdDeviation", "stitchTiles", "surfaceScale",
    "systemLanguage", "tableValues", "targetX", "targetY", "textLength", "viewBox", "viewTarget",
    "xChannelSelector", "yChannelSelector", "zoomAndPan",
];
