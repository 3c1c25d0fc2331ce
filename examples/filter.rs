//! A filter in a few lines: standard input, whatever its encoding, to the
//! headline and the body on standard output.
//!
//! ```sh
//! cargo run --example filter < fixtures/text/en/forum-thread.txt
//! ```

use std::error::Error;
use std::io::{BufWriter, Read, Write, stdin, stdout};

use dechrome::{Cleaner, render};

fn main() -> Result<(), Box<dyn Error>> {
    let mut bytes = Vec::new();
    stdin().lock().read_to_end(&mut bytes)?;

    let document = Cleaner::new().clean(&bytes)?;
    if document.encoding().replaced > 0 {
        eprintln!(
            "{} malformed characters in the input",
            document.encoding().replaced
        );
    }

    // The renderer streams: the output is never held in memory as a whole.
    let mut out = BufWriter::new(stdout().lock());
    render::text::write(&document, &mut out)?;
    out.flush()?;
    Ok(())
}
