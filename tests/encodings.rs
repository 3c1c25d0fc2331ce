//! A page in every encoding that the Encoding Standard names, told in every way
//! in which a page can tell it, wrongly, or not at all: it reads as it should, or
//! the document says that it guessed. Through the public interface alone; the
//! rules one by one are tested beside them, in `src/decode`.

use dechrome::{Cleaner, Document, EncodingSource};
use encoding_rs::{Encoding, UTF_8};

/// A sentence that is at home in an encoding: one line for each encoding of the
/// standard that a page can be written in. UTF-16 has its tests apart;
/// `replacement` and `x-user-defined` hold no text.
const HOMES: &[(&str, &str)] = &[
    (
        "UTF-8",
        "渡轮早上九点开船, паром опаздывает, the ferry’s late.",
    ),
    (
        "IBM866",
        "Паром отходит в девять часов утра, но сегодня он опаздывает на час.",
    ),
    (
        "ISO-8859-2",
        "Přívoz odplouvá v devět hodin ráno, ale dnes má kvůli mlze zpoždění.",
    ),
    (
        "ISO-8859-3",
        "Il-vapur isalpa fid-disgħa ta' filgħodu, iżda llum għandu siegħa.",
    ),
    (
        "ISO-8859-4",
        "Keltas išplaukia devintą valandą ryto, bet šiandien jis vėluoja.",
    ),
    (
        "ISO-8859-5",
        "Паром отходит в девять часов утра, но сегодня он опаздывает на час.",
    ),
    (
        "ISO-8859-6",
        "تغادر العبارة في الساعة التاسعة صباحا، لكنها تتأخر اليوم ساعة كاملة.",
    ),
    (
        "ISO-8859-7",
        "Το πλοίο φεύγει στις εννέα το πρωί, αλλά σήμερα έχει καθυστέρηση.",
    ),
    (
        "ISO-8859-8",
        "המעבורת יוצאת בתשע בבוקר, אבל היום היא מאחרת בשעה שלמה.",
    ),
    (
        "ISO-8859-8-I",
        "המעבורת יוצאת בתשע בבוקר, אבל היום היא מאחרת בשעה שלמה.",
    ),
    (
        "ISO-8859-10",
        "Ferjan siglir klukkan níu að morgni, þótt veðrið sé ekki gott í dag.",
    ),
    (
        "ISO-8859-13",
        "Keltas išplaukia devintą valandą ryto, bet šiandien jis vėluoja.",
    ),
    (
        "ISO-8859-14",
        "Mae'r dŵr yn oer, ŵyr y dyn o'r tŷ, a'r fferi'n gadael heb y gŵr.",
    ),
    (
        "ISO-8859-15",
        "Un œuf coûte 3 €; le bœuf, plus cher, a été vendu à Brest.",
    ),
    (
        "ISO-8859-16",
        "Feribotul pleacă la nouă dimineața, însă astăzi are o oră întârziere.",
    ),
    (
        "KOI8-R",
        "Паром отходит в девять часов утра, но сегодня он опаздывает на час.",
    ),
    (
        "KOI8-U",
        "Пором відходить о дев'ятій годині ранку, але її чекають цілу годину.",
    ),
    (
        "macintosh",
        "Le café a fermé ses portes à l’été; « déjà », dit-il.",
    ),
    (
        "windows-874",
        "เรือออกเวลาเก้าโมงเช้า แต่วันนี้สายไปหนึ่งชั่วโมงเต็มเพราะหมอก",
    ),
    (
        "windows-1250",
        "Přívoz odplouvá v devět hodin ráno, ale dnes má kvůli mlze zpoždění.",
    ),
    (
        "windows-1251",
        "Паром отходит в девять часов утра, но сегодня он опаздывает на час.",
    ),
    (
        "windows-1252",
        "Le café a fermé ses portes à l’été; « déjà », dit-il.",
    ),
    (
        "windows-1253",
        "Το πλοίο φεύγει στις εννέα το πρωί, αλλά σήμερα έχει καθυστέρηση.",
    ),
    (
        "windows-1254",
        "Vapur sabah dokuzda kalkıyor, ama bugün sis yüzünden gecikmiş; şaşkınız.",
    ),
    (
        "windows-1255",
        "המעבורת יוצאת בתשע בבוקר, אבל היום היא מאחרת בשעה שלמה.",
    ),
    (
        "windows-1256",
        "تغادر العبارة في الساعة التاسعة صباحا، لكنها تتأخر اليوم ساعة كاملة.",
    ),
    (
        "windows-1257",
        "Keltas išplaukia devintą valandą ryto, bet šiandien jis vėluoja.",
    ),
    (
        "windows-1258",
        "Ha\u{300} Nô\u{323}i va\u{300} đươ\u{300}ng đi.",
    ),
    (
        "x-mac-cyrillic",
        "Паром отходит в девять часов утра, но сегодня он опаздывает на час.",
    ),
    (
        "GBK",
        "渡轮早上九点开船，但是今天因为大雾晚了整整一个小时。",
    ),
    (
        "gb18030",
        "渡轮早上九点开船𠀀，但是今天因为大雾晚了整整一个小时。",
    ),
    (
        "Big5",
        "渡輪早上九點開船，但是今天因為大霧晚了整整一個小時。",
    ),
    (
        "EUC-JP",
        "フェリーは朝九時に出ますが、今日は霧のために一時間遅れています。",
    ),
    (
        "ISO-2022-JP",
        "フェリーは朝九時に出ますが、今日は霧のために一時間遅れています。",
    ),
    (
        "Shift_JIS",
        "フェリーは朝九時に出ますが、今日は霧のために一時間遅れています。",
    ),
    (
        "EUC-KR",
        "여객선은 아침 아홉 시에 떠나지만 오늘은 안개 때문에 한 시간 늦었다.",
    ),
];

fn named(label: &str) -> &'static Encoding {
    Encoding::for_label(label.as_bytes()).unwrap_or_else(|| panic!("{label}"))
}

/// A page that holds a text, and says this of its encoding.
fn page(declaration: &str, text: &str) -> String {
    format!(
        "<!doctype html>\n<html><head>{declaration}<title>.</title></head>\n<body><p>{text}</p></body></html>\n"
    )
}

/// The page's bytes in an encoding, all of whose characters it has.
fn encoded(page: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding.encode(page);
    assert!(!unmappable, "{} cannot hold {page}", encoding.name());
    bytes.into_owned()
}

fn utf16(page: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    page.encode_utf16().flat_map(order).collect()
}

/// The visible text, whatever became of it.
fn text_of(document: &Document<'_>) -> String {
    document
        .blocks()
        .map(|block| block.text().into_owned())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Asserts that a page reads as it should.
#[track_caller]
fn reads(cleaner: &Cleaner, bytes: &[u8], text: &str, name: &str, source: EncodingSource) {
    let document = cleaner.clean(bytes).unwrap();
    let found = document.encoding();
    assert_eq!(
        (found.name, found.source, found.replaced),
        (name, source, 0),
        "{text}"
    );
    assert!(
        text_of(&document).contains(text),
        "{name}: {}",
        text_of(&document)
    );
}

#[test]
fn the_table_has_every_encoding_of_the_standard() {
    // All labels that name an encoding go back to these.
    let known = encoding_names();
    for name in &known {
        let apart = ["UTF-16LE", "UTF-16BE", "replacement", "x-user-defined"].contains(name);
        let listed = HOMES.iter().any(|(home, _)| home == name);
        assert!(apart != listed, "{name}");
    }
    assert_eq!(known.len(), HOMES.len() + 4);
}

/// The names of all encodings that `encoding_rs` knows, which are those of the
/// standard.
fn encoding_names() -> Vec<&'static str> {
    use encoding_rs::*;
    [
        BIG5,
        EUC_JP,
        EUC_KR,
        GB18030,
        GBK,
        IBM866,
        ISO_2022_JP,
        ISO_8859_2,
        ISO_8859_3,
        ISO_8859_4,
        ISO_8859_5,
        ISO_8859_6,
        ISO_8859_7,
        ISO_8859_8,
        ISO_8859_8_I,
        ISO_8859_10,
        ISO_8859_13,
        ISO_8859_14,
        ISO_8859_15,
        ISO_8859_16,
        KOI8_R,
        KOI8_U,
        MACINTOSH,
        REPLACEMENT,
        SHIFT_JIS,
        UTF_8,
        UTF_16BE,
        UTF_16LE,
        WINDOWS_874,
        WINDOWS_1250,
        WINDOWS_1251,
        WINDOWS_1252,
        WINDOWS_1253,
        WINDOWS_1254,
        WINDOWS_1255,
        WINDOWS_1256,
        WINDOWS_1257,
        WINDOWS_1258,
        X_MAC_CYRILLIC,
        X_USER_DEFINED,
    ]
    .map(Encoding::name)
    .to_vec()
}

#[test]
fn by_a_declaration() {
    let cleaner = Cleaner::new();
    for &(name, text) in HOMES {
        let encoding = named(name);
        for declaration in [
            format!("<meta charset=\"{name}\">"),
            format!("<META name=x><meta  CharSet = {} />", name.to_lowercase()),
            format!("<meta http-equiv=\"Content-Type\" content=\"text/html; charset={name}\">"),
            format!("<meta content='text/html;charset={name}' http-equiv=content-type>"),
        ] {
            let bytes = encoded(&page(&declaration, text), encoding);
            reads(
                &cleaner,
                &bytes,
                text,
                encoding.name(),
                EncodingSource::Declared,
            );
        }
        let xhtml = page("", text).replace(
            "<!doctype html>",
            &format!("<?xml version=\"1.0\" encoding=\"{name}\"?>"),
        );
        reads(
            &cleaner,
            &encoded(&xhtml, encoding),
            text,
            encoding.name(),
            EncodingSource::Declared,
        );
    }
}

#[test]
fn by_the_caller_whatever_the_page_declares() {
    for &(name, text) in HOMES {
        let encoding = named(name);
        let cleaner = Cleaner::builder().encoding(name).unwrap().build();
        for declaration in ["", "<meta charset=koi8-r>", "<meta charset=utf-8>"] {
            let bytes = encoded(&page(declaration, text), encoding);
            reads(
                &cleaner,
                &bytes,
                text,
                encoding.name(),
                EncodingSource::Caller,
            );
        }
    }
}

#[test]
fn by_a_mark_whatever_caller_and_page_say() {
    let cleaners = [
        Cleaner::new(),
        Cleaner::builder().encoding("windows-1252").unwrap().build(),
    ];
    for cleaner in &cleaners {
        for &(_, text) in HOMES {
            let page = format!("\u{FEFF}{}", page("<meta charset=koi8-r>", text));
            reads(
                cleaner,
                page.as_bytes(),
                text,
                "UTF-8",
                EncodingSource::Mark,
            );
            reads(
                cleaner,
                &utf16(&page, u16::to_le_bytes),
                text,
                "UTF-16LE",
                EncodingSource::Mark,
            );
            reads(
                cleaner,
                &utf16(&page, u16::to_be_bytes),
                text,
                "UTF-16BE",
                EncodingSource::Mark,
            );
        }
    }
}

#[test]
fn utf_16_without_a_mark_is_known_by_its_bytes() {
    let cleaner = Cleaner::new();
    for &(_, text) in HOMES {
        for declaration in ["", "<meta charset=utf-16>", "<meta charset=utf-8>"] {
            let page = page(declaration, text);
            reads(
                &cleaner,
                &utf16(&page, u16::to_le_bytes),
                text,
                "UTF-16LE",
                EncodingSource::Valid,
            );
            reads(
                &cleaner,
                &utf16(&page, u16::to_be_bytes),
                text,
                "UTF-16BE",
                EncodingSource::Valid,
            );
        }
    }
}

#[test]
fn declared_wrongly() {
    let cleaner = Cleaner::new();
    // What the standard makes of names that a page cannot mean.
    let cases: &[(&str, &str, &str, EncodingSource)] = &[
        ("utf-16", "UTF-8", "UTF-8", EncodingSource::Declared),
        ("utf-16le", "UTF-8", "UTF-8", EncodingSource::Declared),
        ("utf-16be", "UTF-8", "UTF-8", EncodingSource::Declared),
        (
            "x-user-defined",
            "windows-1252",
            "windows-1252",
            EncodingSource::Declared,
        ),
        (
            "iso-8859-1",
            "windows-1252",
            "windows-1252",
            EncodingSource::Declared,
        ),
        (
            "us-ascii",
            "windows-1252",
            "windows-1252",
            EncodingSource::Declared,
        ),
        (
            "iso-8859-9",
            "windows-1254",
            "windows-1254",
            EncodingSource::Declared,
        ),
        ("gb2312", "GBK", "GBK", EncodingSource::Declared),
        // No such encoding, or one that shows nothing.
        ("utf8mb4", "UTF-8", "UTF-8", EncodingSource::Valid),
        ("iso-2022-kr", "UTF-8", "UTF-8", EncodingSource::Valid),
        // Saved again as UTF-8.
        ("windows-1251", "UTF-8", "UTF-8", EncodingSource::Valid),
        ("shift_jis", "UTF-8", "UTF-8", EncodingSource::Valid),
    ];
    for &(declared, written, read, source) in cases {
        let (_, text) = HOMES.iter().find(|(name, _)| *name == written).unwrap();
        let bytes = encoded(
            &page(&format!("<meta charset={declared}>"), text),
            named(written),
        );
        reads(&cleaner, &bytes, text, read, source);
    }
    // Declared to be UTF-8, which they are not: a guess, and said to be one. In
    // the encodings that the detector tells from all others the guess is right.
    for &(name, text) in HOMES {
        let encoding = named(name);
        if encoding == UTF_8 {
            continue;
        }
        let bytes = encoded(&page("<meta charset=utf-8>", text), encoding);
        if std::str::from_utf8(&bytes).is_ok() {
            // ISO-2022-JP is ASCII in its bytes, and so is valid UTF-8.
            assert_eq!(name, "ISO-2022-JP");
            continue;
        }
        guesses(&cleaner, &bytes, name, text);
    }
}

#[test]
fn not_declared_at_all() {
    let cleaner = Cleaner::new();
    for &(name, text) in HOMES {
        let bytes = encoded(&page("", text), named(name));
        if named(name) == UTF_8 {
            reads(&cleaner, &bytes, text, "UTF-8", EncodingSource::Valid);
        } else {
            guesses(&cleaner, &bytes, name, text);
        }
    }
}

/// The encodings that are taken for a likelier one of their kind, where nothing
/// but the bytes speaks for them.
const MISTAKEN: &[&str] = &[
    "ISO-8859-3",
    "ISO-8859-4",
    "ISO-8859-13",
    "ISO-8859-14",
    "ISO-8859-15",
    "ISO-8859-16",
    "macintosh",
    "windows-1257",
    "x-mac-cyrillic",
];

/// Asserts that a page says that it was guessed, and reads as it should unless
/// its encoding is one of those that are [`MISTAKEN`].
#[track_caller]
fn guesses(cleaner: &Cleaner, bytes: &[u8], name: &str, text: &str) {
    let document = cleaner.clean(bytes).unwrap();
    let source = document.encoding().source;
    assert!(
        matches!(source, EncodingSource::Guessed | EncodingSource::Fallback),
        "{name}: {source:?}"
    );
    let right = text_of(&document).contains(text);
    assert_eq!(
        right,
        !MISTAKEN.contains(&name),
        "{name}: {:?}",
        document.encoding()
    );
}
