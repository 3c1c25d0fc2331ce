//! 13.2.6.4.1 The "initial" insertion mode: which doctypes put the document
//! into quirks mode, and which into limited-quirks mode.

use crate::html::tokenizer::DoctypeToken;
use crate::html::tree::QuirksMode;

/// The mode that a doctype asks for.
pub(super) fn quirks_mode(token: &DoctypeToken) -> QuirksMode {
    let doctype = &token.doctype;
    let public_id = doctype.public_id.as_deref().map(str::to_ascii_lowercase);
    let system_id = doctype.system_id.as_deref().map(str::to_ascii_lowercase);
    let public_id = public_id.as_deref();
    let begins_with_any =
        |prefixes: &[&str]| public_id.is_some_and(|id| prefixes.iter().any(|p| id.starts_with(p)));

    let quirks = token.force_quirks
        || doctype.name != "html"
        || public_id.is_some_and(|id| QUIRKY_PUBLIC_IDS.contains(&id))
        || system_id.as_deref() == Some(QUIRKY_SYSTEM_ID)
        || begins_with_any(QUIRKY_PUBLIC_ID_PREFIXES)
        || system_id.is_none() && begins_with_any(HTML_4_01_PREFIXES);
    let limited = begins_with_any(XHTML_1_0_PREFIXES)
        || system_id.is_some() && begins_with_any(HTML_4_01_PREFIXES);
    match (quirks, limited) {
        (true, _) => QuirksMode::Quirks,
        (false, true) => QuirksMode::LimitedQuirks,
        (false, false) => QuirksMode::NoQuirks,
    }
}

/// "The system identifier is set to"
static QUIRKY_SYSTEM_ID: &str = "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd";

/// "The public identifier is set to"
static QUIRKY_PUBLIC_IDS: &[&str] = &[
    "-//w3o//dtd w3 html strict 3.0//en//",
    "-/w3c/dtd html 4.0 transitional/en",
    "html",
];

/// Quirks without a system identifier, limited quirks with one.
static HTML_4_01_PREFIXES: &[&str] = &[
    "-//w3c//dtd html 4.01 frameset//",
    "-//w3c//dtd html 4.01 transitional//",
];

/// Limited quirks.
static XHTML_1_0_PREFIXES: &[&str] = &[
    "-//w3c//dtd xhtml 1.0 frameset//",
    "-//w3c//dtd xhtml 1.0 transitional//",
];

/// "The public identifier starts with"
static QUIRKY_PUBLIC_ID_PREFIXES: &[&str] = &[
    "+//silmaril//dtd html pro v0r11 19970101//",
    "-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
    "-//as//dtd html 3.0 aswedit + extensions//",
    "-//ietf//dtd html 2.0 level 1//",
    "-//ietf//dtd html 2.0 level 2//",
    "-//ietf//dtd html 2.0 strict level 1//",
    "-//ietf//dtd html 2.0 strict level 2//",
    "-//ietf//dtd html 2.0 strict//",
    "-//ietf//dtd html 2.0//",
    "-//ietf//dtd html 2.1e//",
    "-//ietf//dtd html 3.0//",
    "-//ietf//dtd html 3.2 final//",
    "-//ietf//dtd html 3.2//",
    "-//ietf//dtd html 3//",
    "-//ietf//dtd html level 0//",
    "-//ietf//dtd html level 1//",
    "-//ietf//dtd html level 2//",
    "-//ietf//dtd html level 3//",
    "-//ietf//dtd html strict level 0//",
    "-//ietf//dtd html strict level 1//",
    "-//ietf//dtd html strict level 2//",
    "-//ietf//dtd html strict level 3//",
    "-//ietf//dtd html strict//",
    "-//ietf//dtd html//",
    "-//metrius//dtd metrius presentational//",
    "-//microsoft//dtd internet explorer 2.0 html strict//",
    "-//microsoft//dtd internet explorer 2.0 html//",
    "-//microsoft//dtd internet explorer 2.0 tables//",
    "-//microsoft//dtd internet explorer 3.0 html strict//",
    "-//microsoft//dtd internet explorer 3.0 html//",
    "-//microsoft//dtd internet explorer 3.0 tables//",
    "-//netscape comm. corp.//dtd html//",
    "-//netscape comm. corp.//dtd strict html//",
    "-//o'reilly and associates//dtd html 2.0//",
    "-//o'reilly and associates//dtd html extended 1.0//",
    "-//o'reilly and associates//dtd html extended relaxed 1.0//",
    "-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
    "-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
    "-//spyglass//dtd html 2.0 extended//",
    "-//sq//dtd html 2.0 hotmetal + extensions//",
    "-//sun microsystems corp.//dtd hotjava html//",
    "-//sun microsystems corp.//dtd hotjava strict html//",
    "-//w3c//dtd html 3 1995-03-24//",
    "-//w3c//dtd html 3.2 draft//",
    "-//w3c//dtd html 3.2 final//",
    "-//w3c//dtd html 3.2//",
    "-//w3c//dtd html 3.2s draft//",
    "-//w3c//dtd html 4.0 frameset//",
    "-//w3c//dtd html 4.0 transitional//",
    "-//w3c//dtd html experimental 19960712//",
    "-//w3c//dtd html experimental 970421//",
    "-//w3c//dtd w3 html//",
    "-//w3o//dtd w3 html 3.0//",
    "-//webtechs//dtd mozilla html 2.0//",
    "-//webtechs//dtd mozilla html//",
];
