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
  find in -name '*.txt' -exec dechrome -o out {} +
                                        a whole tree
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
JSON Lines: the field of each record that holds the document. Without it that is 'html', or 'text' where \
there is no 'html'.";

pub(crate) const ENCODING: &str = "\
Read the input in this encoding, by its label in the WHATWG Encoding Standard: utf-8, latin1, windows-1251, \
shift_jis, utf-16le. A byte-order mark still wins. Without it the encoding of each file is found out. JSON \
Lines are always UTF-8.";

pub(crate) const OUTPUT: &str = "\
Write one file for each input into this folder, in a tree like the input's: a/b.html becomes DIR/a/b.txt, or \
.md, .html, .json, .jsonl or .explain.txt by --to. A file that exists is never overwritten. Names with '..' and absolute \
names stay inside the folder.";

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
