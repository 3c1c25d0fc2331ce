//! The stage as a whole: every encoding of the Encoding Standard, told in every
//! way, and bytes that are broken in every way.

use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, IBM866, ISO_2022_JP, ISO_8859_2, ISO_8859_3,
    ISO_8859_4, ISO_8859_5, ISO_8859_6, ISO_8859_7, ISO_8859_8, ISO_8859_8_I, ISO_8859_10,
    ISO_8859_13, ISO_8859_14, ISO_8859_15, ISO_8859_16, KOI8_R, KOI8_U, MACINTOSH, REPLACEMENT,
    SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252,
    WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
    X_MAC_CYRILLIC, X_USER_DEFINED,
};
use proptest::prelude::*;

use super::{by_charset, by_label, decode};
use crate::document::EncodingSource::{
    self, Caller, Declared, Fallback, Guessed, Mark, Transport, Valid,
};
use crate::error::ErrorKind;

const FRENCH: &str = "Le café a fermé ses portes à l’été, d’après le maire; « déjà », dit-il.";
const EURO: &str = "Un œuf coûte 3 €; le bœuf, plus cher, a été vendu à Brest.";
const CZECH: &str = "Přívoz odplouvá v devět hodin ráno, ale dnes má kvůli mlze zpoždění.";
const ROMANIAN: &str = "Feribotul pleacă la nouă dimineața, însă astăzi are o oră întârziere.";
const LITHUANIAN: &str = "Keltas išplaukia devintą valandą ryto, bet šiandien jis vėluoja.";
const TURKISH: &str = "Vapur sabah dokuzda kalkıyor, ama bugün sis yüzünden gecikmiş; şaşkınız.";
const MALTESE: &str = "Il-vapur isalpa fid-disgħa ta' filgħodu, iżda llum għandu siegħa.";
const ICELANDIC: &str = "Ferjan siglir klukkan níu að morgni, þótt veðrið sé ekki gott í dag.";
const WELSH: &str = "Mae'r dŵr yn oer, ŵyr y dyn o'r tŷ, a'r fferi'n gadael heb y gŵr.";
const VIETNAMESE: &str =
    "Ha\u{300} Nô\u{323}i va\u{300} Hô\u{300} Chi\u{301} Minh, đươ\u{300}ng sá.";
const RUSSIAN: &str = "Паром отходит в девять часов утра, но сегодня он опаздывает на час.";
const UKRAINIAN: &str = "Пором відходить о дев'ятій годині ранку, але її чекають цілу годину.";
const GREEK: &str = "Το πλοίο φεύγει στις εννέα το πρωί, αλλά σήμερα έχει καθυστέρηση.";
const HEBREW: &str = "המעבורת יוצאת בתשע בבוקר, אבל היום היא מאחרת בשעה שלמה.";
const ARABIC: &str = "تغادر العبارة في الساعة التاسعة صباحا، لكنها تتأخر اليوم ساعة كاملة.";
const THAI: &str = "เรือออกเวลาเก้าโมงเช้า แต่วันนี้สายไปหนึ่งชั่วโมงเต็มเพราะหมอก";
const CHINESE: &str = "渡轮早上九点开船,但是今天因为大雾 晚了整整一个小时。\n乘客们都在码头等候。";
const TAIWANESE: &str = "渡輪早上九點開船,但是今天因為大霧晚了整整一個小時。乘客們都在碼頭等候。";
const JAPANESE: &str = "フェリーは朝九時に出ますが、今日は霧のために 一時間遅れています。";
const KOREAN: &str = "여객선은 아침 아홉 시에 떠나지만 오늘은 안개 때문에 한 시간 늦었다.";

/// Every encoding of the standard that a text can be written in, and a text
/// that is at home in it. (`replacement` and `x-user-defined` hold none, and
/// UTF-16 cannot declare itself.)
fn homes() -> [(&'static Encoding, &'static str); 36] {
    [
        (UTF_8, CHINESE),
        (IBM866, RUSSIAN),
        (ISO_8859_2, CZECH),
        (ISO_8859_3, MALTESE),
        (ISO_8859_4, LITHUANIAN),
        (ISO_8859_5, RUSSIAN),
        (ISO_8859_6, ARABIC),
        (ISO_8859_7, GREEK),
        (ISO_8859_8, HEBREW),
        (ISO_8859_8_I, HEBREW),
        (ISO_8859_10, ICELANDIC),
        (ISO_8859_13, LITHUANIAN),
        (ISO_8859_14, WELSH),
        (ISO_8859_15, EURO),
        (ISO_8859_16, ROMANIAN),
        (KOI8_R, RUSSIAN),
        (KOI8_U, UKRAINIAN),
        (MACINTOSH, FRENCH),
        (WINDOWS_874, THAI),
        (WINDOWS_1250, CZECH),
        (WINDOWS_1251, RUSSIAN),
        (WINDOWS_1252, FRENCH),
        (WINDOWS_1253, GREEK),
        (WINDOWS_1254, TURKISH),
        (WINDOWS_1255, HEBREW),
        (WINDOWS_1256, ARABIC),
        (WINDOWS_1257, LITHUANIAN),
        (WINDOWS_1258, VIETNAMESE),
        (X_MAC_CYRILLIC, RUSSIAN),
        (GBK, CHINESE),
        (
            GB18030,
            "渡轮早上九点开船𠀀,但是今天因为大雾晚了整整一个小时。",
        ),
        (BIG5, TAIWANESE),
        (EUC_JP, JAPANESE),
        (ISO_2022_JP, JAPANESE),
        (SHIFT_JIS, JAPANESE),
        (EUC_KR, KOREAN),
    ]
}

fn encode(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, has_unmappable) = encoding.encode(text);
    assert!(!has_unmappable, "{} cannot hold {text}", encoding.name());
    bytes.into_owned()
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

fn page(declared: &str, text: &str) -> String {
    format!("<!doctype html><html><head><meta charset={declared}></head><p>{text}</p></html>")
}

/// Decodes, and shows the result as one value to compare.
#[track_caller]
fn read(
    bytes: &[u8],
    caller: Option<&'static Encoding>,
) -> (String, &'static str, EncodingSource, usize) {
    let (text, encoding) = decode(bytes, caller, None).unwrap();
    (
        text.into_owned(),
        encoding.name,
        encoding.source,
        encoding.replaced,
    )
}

#[test]
fn every_encoding_declared_by_the_document() {
    for (encoding, text) in homes() {
        let page = page(encoding.name(), text);
        let expected = (page.clone(), encoding.name(), Declared, 0);
        assert_eq!(read(&encode(encoding, &page), None), expected);

        let feed = format!(
            "<?xml version='1.0' encoding='{}'?><p>{text}</p>",
            encoding.name()
        );
        let expected = (feed.clone(), encoding.name(), Declared, 0);
        assert_eq!(read(&encode(encoding, &feed), None), expected);
    }
}

#[test]
fn every_encoding_named_by_the_caller() {
    for (encoding, text) in homes() {
        let expected = (text.to_owned(), encoding.name(), Caller, 0);
        assert_eq!(read(&encode(encoding, text), Some(encoding)), expected);
        // Whatever the page itself says.
        let page = page("koi8-r", text);
        let expected = (page.clone(), encoding.name(), Caller, 0);
        assert_eq!(read(&encode(encoding, &page), Some(encoding)), expected);
    }
    for (encoding, order) in [
        (UTF_16LE, u16::to_le_bytes as fn(u16) -> [u8; 2]),
        (UTF_16BE, u16::to_be_bytes),
    ] {
        let expected = ("渡轮𠀀".to_owned(), encoding.name(), Caller, 0);
        assert_eq!(read(&utf16("渡轮𠀀", order), Some(encoding)), expected);
    }
    let expected = ("a\u{F7FF}".to_owned(), "x-user-defined", Caller, 0);
    assert_eq!(read(b"a\xFF", Some(X_USER_DEFINED)), expected);
}

/// Either the text is right, or it is said not to be certain; and all but a few
/// are right, even of texts as short as these.
#[test]
fn every_encoding_undeclared() {
    let mut wrong = Vec::new();
    for (encoding, text) in homes() {
        let (read, name, source, replaced) = read(&encode(encoding, text), None);
        match source {
            Valid => assert_eq!((encoding, read.as_str(), replaced), (UTF_8, text, 0)),
            _ => assert!([Guessed, Fallback].contains(&source), "{name} {source:?}"),
        }
        if read != text {
            wrong.push((encoding.name(), name));
        }
    }
    // The detector knows the likelier one of each pair only, or takes one Baltic
    // encoding for another.
    let expected = [
        ("ISO-8859-3", "ISO-8859-2"),
        ("ISO-8859-4", "ISO-8859-2"),
        ("ISO-8859-13", "ISO-8859-4"),
        ("ISO-8859-14", "windows-1257"),
        ("ISO-8859-15", "windows-1252"),
        ("ISO-8859-16", "windows-1250"),
        ("macintosh", "windows-1252"),
        ("windows-1257", "ISO-8859-4"),
        ("x-mac-cyrillic", "windows-1251"),
    ];
    assert_eq!(wrong, expected);
}

#[test]
fn utf_16_with_and_without_a_mark() {
    for text in [
        FRENCH,
        RUSSIAN,
        CHINESE,
        JAPANESE,
        KOREAN,
        ARABIC,
        THAI,
        &page("gbk", GREEK),
    ] {
        let little = utf16(text, u16::to_le_bytes);
        let big = utf16(text, u16::to_be_bytes);
        let marked = |mark: &[u8], bytes: &[u8]| read(&[mark, bytes].concat(), None);
        let expected = |name, source| (text.to_owned(), name, source, 0);
        assert_eq!(read(&little, None), expected("UTF-16LE", Valid));
        assert_eq!(read(&big, None), expected("UTF-16BE", Valid));
        assert_eq!(marked(b"\xFF\xFE", &little), expected("UTF-16LE", Mark));
        assert_eq!(marked(b"\xFE\xFF", &big), expected("UTF-16BE", Mark));
    }
    // A surrogate without its other half, and half a code unit.
    let expected = ("a\u{FFFD}b\u{FFFD}".to_owned(), "UTF-16LE", Mark, 2);
    assert_eq!(read(b"\xFF\xFEa\0\x3D\xD8b\0c", None), expected);
}

#[test]
fn utf_32_with_a_mark() {
    let little = "\u{FEFF}Wörter 😀"
        .chars()
        .flat_map(|c| u32::from(c).to_le_bytes());
    let big = "\u{FEFF}Wörter 😀"
        .chars()
        .flat_map(|c| u32::from(c).to_be_bytes());
    let expected = |name| ("Wörter 😀".to_owned(), name, Mark, 0);
    assert_eq!(
        read(&little.clone().collect::<Vec<_>>(), None),
        expected("UTF-32LE")
    );
    assert_eq!(read(&big.collect::<Vec<_>>(), None), expected("UTF-32BE"));

    // A surrogate, and a unit that is cut off.
    let broken: Vec<u8> = little.chain([0x00, 0xD8, 0, 0, 0x61]).collect();
    let expected = ("Wörter 😀\u{FFFD}\u{FFFD}".to_owned(), "UTF-32LE", Mark, 2);
    assert_eq!(read(&broken, None), expected);
    // UTF-16 that begins with a NUL.
    let expected = ("\0ab".to_owned(), "UTF-16LE", Mark, 0);
    assert_eq!(read(b"\xFF\xFE\0\0a\0b\0", None), expected);
}

/// The text, encoding and rule of a document that came with a charset.
fn sent(bytes: &[u8], charset: &str) -> (String, &'static str, EncodingSource) {
    let (text, encoding) = decode(bytes, None, by_charset(charset)).unwrap();
    (text.into_owned(), encoding.name, encoding.source)
}

#[test]
fn a_charset_that_came_beside_the_bytes_outranks_the_declaration() {
    let page = format!("<meta charset=windows-1252>{RUSSIAN}");
    let (bytes, ..) = WINDOWS_1251.encode(&page);
    let expected = (page.clone(), "windows-1251", Transport);
    assert_eq!(sent(&bytes, " Windows-1251 "), expected);
    // Where nobody knows the label, the page's own word counts.
    for unknown in ["", "klingon", "x-user-defined", "hz-gb-2312"] {
        assert_eq!(sent(&bytes, unknown).2, Declared, "{unknown}");
    }
    let (_, encoding) = decode(&bytes, Some(KOI8_R), by_charset("windows-1251")).unwrap();
    assert_eq!((encoding.name, encoding.source), ("KOI8-R", Caller));
    let marked = format!("\u{FEFF}{page}");
    assert_eq!(sent(marked.as_bytes(), "windows-1251").2, Mark);
}

#[test]
fn a_charset_that_the_bytes_speak_against_is_not_believed() {
    // What servers state of all their pages.
    let page = format!("<p>{FRENCH}");
    assert_eq!(
        sent(page.as_bytes(), "iso-8859-1"),
        (page.clone(), "UTF-8", Valid)
    );
    let (bytes, ..) = WINDOWS_1252.encode(&page);
    assert_eq!(sent(&bytes, "utf-8").0, page);
    for wide in ["utf-16", "utf-16be"] {
        assert_eq!(sent(b"<p>plain words", wide).0, "<p>plain words");
        assert_eq!(sent(page.as_bytes(), wide).0, page);
    }
    let wide: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(sent(&wide, "utf-16be"), (page, "UTF-16BE", Transport));
}

#[test]
fn the_mark_outranks_caller_and_declaration() {
    let bytes = ["\u{FEFF}", &page("koi8-r", FRENCH)].concat();
    let expected = (bytes.clone(), "UTF-8", Mark, 0);
    assert_eq!(read(bytes.as_bytes(), Some(WINDOWS_1251)), expected);
    let bytes = [b"\xFF\xFE", utf16(FRENCH, u16::to_le_bytes).as_slice()].concat();
    let expected = (FRENCH.to_owned(), "UTF-16LE", Mark, 0);
    assert_eq!(read(&bytes, Some(UTF_8)), expected);
}

#[test]
fn utf_8_is_the_bytes_themselves() {
    for bytes in [
        CHINESE,
        "",
        "ASCII",
        "\u{FEFF}marked",
        &page("utf-8", FRENCH),
    ] {
        let (text, _) = decode(bytes.as_bytes(), None, None).unwrap();
        assert_eq!(text.as_ptr(), bytes.as_ptr());
        assert_eq!(text, bytes);
    }
    // So is ASCII, whatever is declared.
    let page = page("windows-1251", "ASCII");
    let (text, encoding) = decode(page.as_bytes(), None, None).unwrap();
    assert_eq!(text.as_ptr(), page.as_ptr());
    assert_eq!((encoding.name, encoding.source), ("windows-1251", Declared));
}

#[test]
fn declarations_that_the_bytes_speak_against() {
    // Saved again as UTF-8.
    for (encoding, _) in homes() {
        let page = page(encoding.name(), CHINESE);
        let source = if encoding == UTF_8 { Declared } else { Valid };
        assert_eq!(read(page.as_bytes(), None), (page, "UTF-8", source, 0));
    }
    let copyright = page("iso-8859-1", "©");
    assert_eq!(
        read(copyright.as_bytes(), None),
        (copyright, "UTF-8", Valid, 0)
    );
    // Two characters of GBK that are valid UTF-8 by chance.
    let lucky = page("gbk", "联通");
    assert_eq!(
        read(&encode(GBK, &lucky), None),
        (lucky, "GBK", Declared, 0)
    );

    // Declared in an encoding that they are malformed in.
    for (declared, encoding, text) in [
        ("utf-8", WINDOWS_1252, FRENCH),
        ("utf-8", SHIFT_JIS, JAPANESE),
        ("utf-16", GBK, CHINESE),
        ("euc-kr", WINDOWS_1252, FRENCH),
        ("iso-2022-jp", EUC_JP, JAPANESE),
    ] {
        let page = page(declared, text);
        let expected = (page.clone(), encoding.name(), Guessed, 0);
        assert_eq!(read(&encode(encoding, &page), None), expected, "{declared}");
    }
    // An encoding that is made to show nothing.
    let page = page("iso-2022-kr", "plain");
    assert_eq!(read(page.as_bytes(), None), (page, "UTF-8", Valid, 0));
}

#[test]
fn a_text_that_mentions_a_declaration_declares_nothing() {
    let text = format!("Écrivez <meta charset=koi8-r> dans l'en-tête. {FRENCH}");
    let expected = (text.clone(), "windows-1252", Guessed, 0);
    assert_eq!(read(&encode(WINDOWS_1252, &text), None), expected);
}

#[test]
fn utf_8_that_was_cut_or_damaged_stays_utf_8() {
    let bytes = RUSSIAN.as_bytes();
    for end in 0..bytes.len() {
        let (text, name, source, replaced) = read(&bytes[..end], None);
        let is_cut = !RUSSIAN.is_char_boundary(end);
        if end == 1 {
            continue; // One byte is not evidence of anything.
        }
        assert_eq!(
            (name, source, replaced),
            ("UTF-8", Valid, usize::from(is_cut)),
            "{end}"
        );
        assert!(RUSSIAN.starts_with(text.trim_end_matches('\u{FFFD}')));
    }
    let mut bytes = RUSSIAN.repeat(2).into_bytes();
    bytes[1] = b'?';
    bytes.extend_from_slice(b"\xFF!");
    let (text, name, source, replaced) = read(&bytes, None);
    assert_eq!((name, source, replaced), ("UTF-8", Valid, 2));
    assert!(text.starts_with("\u{FFFD}?аром") && text.ends_with("\u{FFFD}!"));
}

#[test]
fn every_replacement_is_counted() {
    let cases: [(&Encoding, &[u8], &str, usize); 7] = [
        (
            UTF_8,
            b"a\xFFb\xC3(\xE2\x82",
            "a\u{FFFD}b\u{FFFD}(\u{FFFD}",
            3,
        ),
        // One that is in the text, not put there.
        (UTF_8, b"\xEF\xBF\xBD \xFF", "\u{FFFD} \u{FFFD}", 1),
        (WINDOWS_1253, b"\xE1\xD2\xFF", "α\u{FFFD}\u{FFFD}", 2),
        (SHIFT_JIS, b"\x82\xA0\x82", "あ\u{FFFD}", 1),
        (GBK, b"\xFFabc\xFF", "\u{FFFD}abc\u{FFFD}", 2),
        (ISO_2022_JP, b"a\x80b", "a\u{FFFD}b", 1),
        (REPLACEMENT, b"abc", "\u{FFFD}", 1),
    ];
    for (encoding, bytes, text, replaced) in cases {
        let expected = (text.to_owned(), encoding.name(), Caller, replaced);
        assert_eq!(read(bytes, Some(encoding)), expected);
    }
}

#[test]
fn control_characters_harm_nothing() {
    let text = format!("{FRENCH}\0\n\x01{FRENCH}\x1A\n");
    assert_eq!(
        read(text.as_bytes(), None),
        (text.clone(), "UTF-8", Valid, 0)
    );
    let expected = (text.clone(), "windows-1252", Guessed, 0);
    assert_eq!(read(&encode(WINDOWS_1252, &text), None), expected);
}

#[test]
fn binary_data_is_refused_whatever_is_declared() {
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0<meta charset=utf-8>";
    for caller in [None, Some(WINDOWS_1252)] {
        assert_eq!(
            decode(gif, caller, None).unwrap_err().kind(),
            ErrorKind::Binary
        );
    }
    // What is of no known kind may be what the caller says.
    let unknown = [3u8; 100];
    assert_eq!(
        decode(&unknown, None, None).unwrap_err().kind(),
        ErrorKind::Binary
    );
    assert!(decode(&unknown, Some(WINDOWS_1252), None).is_ok());
}

#[test]
fn the_worst_case_is_said_to_be_a_fallback() {
    assert_eq!(
        read(b"\xFF\x8D", None),
        ("ÿ\u{8D}".to_owned(), "windows-1252", Fallback, 0)
    );
}

#[test]
fn encodings_by_label() {
    for (label, encoding) in [
        ("utf-8", UTF_8),
        (" Latin1\n", WINDOWS_1252),
        ("windows-1251", WINDOWS_1251),
        ("GB2312", GBK),
        ("utf-16", UTF_16LE),
    ] {
        assert_eq!(by_label(label), Ok(encoding));
    }
    for label in ["", "utf8mb4", "iso-2022-kr", "replacement", "two\nlines"] {
        let error = by_label(label).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownEncoding);
        assert!(!error.to_string().contains('\n'));
        assert!(
            error
                .to_string()
                .contains("utf-8, latin1, windows-1251, gbk")
        );
    }
}

#[test]
fn no_truncation_and_no_flipped_byte_panics() {
    let pages = homes().map(|(encoding, text)| encode(encoding, &page(encoding.name(), text)));
    let texts = homes().map(|(encoding, text)| encode(encoding, text));
    let marked = [[b"\xFF\xFE", &utf16(CHINESE, u16::to_le_bytes)[..]].concat()];
    for mut bytes in pages.into_iter().chain(texts).chain(marked) {
        for end in 0..bytes.len() {
            let _ = decode(&bytes[..end], None, None);
        }
        for at in 0..bytes.len() {
            for mask in [0x01, 0x20, 0x80, 0xFF, bytes[at]] {
                bytes[at] ^= mask;
                let _ = decode(&bytes, None, None);
                bytes[at] ^= mask;
            }
        }
    }
}

proptest! {
    /// Whatever the bytes, and whatever they begin like.
    #[test]
    fn no_bytes_panic(
        start in prop::sample::select(vec![
            "", "\u{FEFF}", "<meta charset=", "<meta http-equiv=content-type content='charset=",
            "<?xml encoding='", "<p a='", "<!--", "Prose. ",
        ]),
        bytes in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        let bytes = [start.as_bytes(), &bytes].concat();
        if let Ok((text, encoding)) = decode(&bytes, None, None) {
            let signs = text.matches(char::REPLACEMENT_CHARACTER).count();
            prop_assert!(signs >= encoding.replaced);
        }
    }

    /// `encoding_rs` replaces by itself what is replaced here one by one.
    #[test]
    fn text_is_what_the_standard_says(
        (encoding, _) in prop::sample::select(homes().to_vec()),
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), 0x80..0xFFu8], 0..600),
    ) {
        if let Ok((text, read)) = decode(&bytes, Some(encoding), None) && read.source == Caller {
            let (expected, is_broken) = encoding.decode_without_bom_handling(&bytes);
            prop_assert_eq!(&text, &expected);
            prop_assert_eq!(read.replaced > 0, is_broken);
            if encoding.is_single_byte() {
                let signs = expected.matches(char::REPLACEMENT_CHARACTER).count();
                prop_assert_eq!(read.replaced, signs);
            }
        }
    }
}
