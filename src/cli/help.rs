//! The words of the help, and what else is made from the table of options: the
//! completions and the man page.

use clap_complete::Shell;
use clap_mangen::Man;
use dechrome::Role;

use super::args::command;

pub(crate) const ABOUT: &str =
    "Strips site chrome from web pages and scraped text: prints the headline and the body.";

pub(crate) const LONG_ABOUT: &str = "\
Strips site chrome from web pages and from text that was scraped already: navigation, share buttons, tag lists, counters, photo credits, \
\"read also\" lists, comment prompts, promotion, cookie notices. Prints the headline, a blank line, and the \
paragraphs of the body parted by blank lines; nothing when nothing looks like content.

Reads any encoding; writes UTF-8. A bad file or record is one line on stderr, and the rest goes on.";

pub(crate) const AFTER: &str = "Examples and exit codes: dechrome --help";

pub(crate) const EXAMPLES: &str = "\
Examples:
  dechrome page.html                    the headline and the body of one page
  curl -s URL | dechrome                as a filter, of pages
  html2text page.html | dechrome        or of text
  dechrome --to explain page.txt        why each block was kept or stripped
  dechrome --to markdown page.txt       the same as Markdown
  dechrome -o clean *.txt               many files, into the folder 'clean'
  dechrome -i scraped/*.txt             many files, in place
  dechrome -o clean pages/              a whole folder, into a tree like it
  dechrome -o clean.jsonl.zst pages/    or into one file of records
  dechrome --from jsonl --to jsonl < pages.jsonl > clean.jsonl
                                        records with an 'html' or 'text' field
  dechrome --keep caption,byline page.txt
                                        captions and bylines too

Exit codes:
  0    done, or the reader of the output had enough
  1    with --exit-status only: nothing was kept in any document
  2    an error, told on stderr; the rest was done
  130  interrupted";

pub(crate) const FIELD: &str = "\
The field or column of each record that holds the document. Without it that is 'html', or 'text' where \
there is no 'html'.";

pub(crate) const FILES_FROM: &str = "\
Clean the files and folders that this file lists, one path a line, after those that are named; '-' reads the \
list from standard input.";

pub(crate) const GLOB: &str = "\
In folders clean only the files that a glob matches, or with '!' before it only those that it does not; the \
last glob that matches decides. It is read as in a .gitignore: '*.html', '!drafts/'.";

pub(crate) const MAX_DOCUMENT: &str = "\
The largest record, member of an archive or unpacked file, in bytes or as 100K, 64M, 2G. A larger one is an \
error, and the rest goes on. Files that are cleaned as they stand may be larger.";

pub(crate) const DEDUP: &str = "\
Mark documents whose body is the same as that of one before, or nearly so: the field 'copy_of' of JSON Lines \
and JSON says of which one, or null; '--report' lists them. Nothing is left out.";

pub(crate) const JOBS: &str = "\
How many documents are cleaned at once; by default as many as the process may use cores. The output is the \
same for any number.";

pub(crate) const RESUME: &str = "\
Go on where a run was that was killed or interrupted. A journal beside the output says where; it is removed at \
the end. The output is the same as that of a run that was not broken off. Changed options, and changes among the \
inputs that are done, are an error.";

pub(crate) const PROGRESS: &str = "\
Say every ten seconds how far the run is. On a terminal a run over a folder, a list or into a file shows a bar \
anyway.";

pub(crate) const REPORT: &str = "\
Write into this file, as JSON, how many documents there were, errors by kind, blocks by role, encodings, \
languages and outcomes, and the slowest and the emptiest documents.";

pub(crate) const ENCODING: &str = "\
Read the input in this encoding, by its label in the WHATWG Encoding Standard: utf-8, latin1, windows-1251, \
shift_jis, utf-16le. A byte-order mark still wins. Without it the encoding of each file is found out. JSON \
Lines are always UTF-8.";

pub(crate) const TO: &str = "\
What to write; text by default, and JSON Lines into a file of records.";

pub(crate) const OUTPUT: &str = "\
Write one file for each input into this folder, in a tree like the input's: a/b.html becomes DIR/a/b.txt, or \
.md, .html, .json, .jsonl or .explain.txt by --to. Names with '..' and absolute names stay inside the folder. Or \
write all records into one file, if that is named .jsonl, .jsonl.gz, .jsonl.zst or .parquet. A file that exists is an \
error, unless --overwrite or --resume is given.";

pub(crate) const IN_PLACE: &str = "\
Rewrite the text files themselves, in UTF-8, each through a temporary file and a rename; permissions are kept, \
and a symbolic link still points where it did. A file is left as it was when nothing in it looks like \
content, when it cannot be read without loss, and when it is clean already.";

pub(crate) const COLOR: &str = "\
Colour in explanations. 'auto' means on a terminal, unless NO_COLOR is set or TERM is dumb.";

pub(crate) const COMPLETIONS: &str = "Print the completions for a shell";

pub(crate) const MAN: &str = "Print the man page";

/// The help of `--keep`, with the roles there are.
pub(crate) fn keep() -> String {
    let names = |content: bool| {
        let roles = Role::ALL
            .into_iter()
            .filter(|role| role.is_content() == content);
        roles.map(Role::name).collect::<Vec<_>>().join(", ")
    };
    format!(
        "Keep blocks of these roles too.\n\nKept by default: {}.\n\nStripped by default: {}.",
        names(true),
        names(false)
    )
}

/// The completions for a shell.
pub(crate) fn completions(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "dechrome", &mut script);
    script
}

/// The man page, in roff.
pub(crate) fn manual() -> Vec<u8> {
    let mut page = Vec::new();
    let rendered = Man::new(command()).render(&mut page);
    debug_assert!(rendered.is_ok(), "writing to memory does not fail");
    page
}
