//! What the options may be: formats, colours, sizes, jobs.

use std::num::NonZeroUsize;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use dechrome::Focus;

/// `--from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InputFormat {
    Auto,
    Text,
    Html,
    Jsonl,
    Warc,
    Parquet,
    Csv,
    Tsv,
}

/// `--to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OutputFormat {
    Text,
    Markdown,
    Html,
    Json,
    Jsonl,
    Explain,
}

/// `--color`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColorWhen {
    Auto,
    Always,
    Never,
}

/// What `--focus` may be.
const FOCUSES: [(&str, Focus, &str); 3] = [
    (
        "precision",
        Focus::Precision,
        "Keep less: chrome that is kept is worse",
    ),
    ("balanced", Focus::Balanced, "Both are as bad"),
    (
        "recall",
        Focus::Recall,
        "Keep more: text that is lost is worse",
    ),
];

/// Reads `--focus`.
pub(super) fn focus() -> impl TypedValueParser<Value = Focus> {
    let values = FOCUSES.map(|(name, _, help)| PossibleValue::new(name).help(help));
    PossibleValuesParser::new(values).map(|name| {
        let found = FOCUSES.iter().find(|(other, ..)| *other == name);
        found.map_or_else(Focus::default, |&(_, focus, _)| focus)
    })
}

/// Reads a number of bytes: `4096`, `100K`, `64M`, `2G`, in powers of 1024.
pub(super) fn size(word: &str) -> Result<u64, String> {
    let (digits, unit) = match word.char_indices().next_back() {
        Some((at, 'k' | 'K')) => (&word[..at], 10),
        Some((at, 'm' | 'M')) => (&word[..at], 20),
        Some((at, 'g' | 'G')) => (&word[..at], 30),
        _ => (word, 0),
    };
    let number: u64 = digits
        .parse()
        .map_err(|_| "is no size; write 4096, 100K, 64M or 2G".to_owned())?;
    number
        .checked_mul(1 << unit)
        .ok_or_else(|| "is too large".to_owned())
}

/// Reads `--jobs`.
pub(super) fn jobs(word: &str) -> Result<NonZeroUsize, String> {
    word.parse()
        .map_err(|_| "is no number of jobs; write 1 or more".to_owned())
}

impl ValueEnum for InputFormat {
    fn value_variants<'a>() -> &'a [InputFormat] {
        &[
            InputFormat::Auto,
            InputFormat::Text,
            InputFormat::Html,
            InputFormat::Jsonl,
            InputFormat::Warc,
            InputFormat::Parquet,
            InputFormat::Csv,
            InputFormat::Tsv,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            InputFormat::Auto => PossibleValue::new("auto").help("Told by name and first bytes"),
            InputFormat::Text => PossibleValue::new("text").help("A file of scraped text"),
            InputFormat::Html => PossibleValue::new("html").help("A web page"),
            InputFormat::Jsonl => PossibleValue::new("jsonl").help("One JSON object a line"),
            InputFormat::Warc => PossibleValue::new("warc").help("A web archive"),
            InputFormat::Parquet => PossibleValue::new("parquet").help("A table in Parquet"),
            InputFormat::Csv => PossibleValue::new("csv").help("A table, commas between cells"),
            InputFormat::Tsv => PossibleValue::new("tsv").help("A table, tabs between cells"),
        })
    }
}

impl ValueEnum for OutputFormat {
    fn value_variants<'a>() -> &'a [OutputFormat] {
        &[
            OutputFormat::Text,
            OutputFormat::Markdown,
            OutputFormat::Html,
            OutputFormat::Json,
            OutputFormat::Jsonl,
            OutputFormat::Explain,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            OutputFormat::Text => PossibleValue::new("text").help("Headline and body"),
            OutputFormat::Markdown => {
                PossibleValue::new("markdown").help("The same with headings, lists, links, tables")
            }
            OutputFormat::Html => {
                PossibleValue::new("html").help("The same as a page of HTML without scripts")
            }
            OutputFormat::Json => {
                PossibleValue::new("json").help("All blocks and verdicts, one object a document")
            }
            OutputFormat::Jsonl => PossibleValue::new("jsonl")
                .help("The input's fields with headline, body and language"),
            OutputFormat::Explain => {
                PossibleValue::new("explain").help("Every block, kept or stripped, and why")
            }
        })
    }
}

impl ValueEnum for ColorWhen {
    fn value_variants<'a>() -> &'a [ColorWhen] {
        &[ColorWhen::Auto, ColorWhen::Always, ColorWhen::Never]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            ColorWhen::Auto => "auto",
            ColorWhen::Always => "always",
            ColorWhen::Never => "never",
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_counted_in_powers_of_1024() {
        assert_eq!(size("0"), Ok(0));
        assert_eq!(size("4096"), Ok(4096));
        assert_eq!(size("100K"), Ok(102_400));
        assert_eq!(size("2g"), Ok(2 << 30));
        for word in ["", "K", "-1", "1.5M", "1KB", "1é", "99999999999G"] {
            assert!(size(word).is_err(), "{word}");
        }
    }
}
