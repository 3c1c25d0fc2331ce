//! Any bytes as any container: its documents, and what is wrong in their places, come
//! to an end, none of them larger than it may be.

#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;

// The command is no library; these are the parts of it that read containers.
#[path = "../../src/cli"]
#[allow(dead_code)]
mod cli {
    pub(crate) mod args {
        mod values;

        pub(crate) use values::InputFormat;
    }
    pub(crate) mod containers;
    pub(crate) mod feed;
    pub(crate) mod messages;
    mod record;
}

use cli::args::InputFormat;
use cli::containers::{Content, Reading, open};
use cli::feed::Feed;

/// What the user may say that an input is.
const SAID: [InputFormat; 5] = [
    InputFormat::Auto,
    InputFormat::Jsonl,
    InputFormat::Warc,
    InputFormat::Csv,
    InputFormat::Tsv,
];

/// How large a document may be.
const LARGEST: u64 = 1 << 20;

fuzz_target!(|bytes: &[u8]| {
    let said = SAID[bytes.len() % SAID.len()];
    let reading = Reading {
        said,
        field: None,
        largest: LARGEST,
    };
    let feed = Feed::new(Cursor::new(bytes.to_vec()), 0);
    let Ok(mut container) = open(feed, None, &reading) else {
        return;
    };
    while let Some(next) = container.next() {
        let size = match next {
            Err(_) => 0,
            Ok(found) => match found.content {
                Content::Bytes { bytes, .. } => bytes.len(),
                Content::Text { text, .. } | Content::Line(text) => text.len(),
            },
        };
        // Text in which every byte was replaced is three times as long; a row may be
        // longer than its document.
        assert!(size as u64 <= 3 * (LARGEST + (1 << 20)), "{size}");
    }
    assert!(container.next().is_none(), "goes on behind its end");
});
