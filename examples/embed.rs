//! Embedding: one cleaner for all threads, and documents turned into a type of
//! one's own.
//!
//! ```sh
//! cargo run --example embed -- fixtures/text/fr/*.txt
//! ```

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::{env, error, fs, thread};

use dechrome::{Cleaner, Document};

/// What this program wants of a page.
#[derive(Debug)]
struct Article {
    title: Option<String>,
    lang: Option<&'static str>,
    paragraphs: Vec<String>,
}

/// A document borrows its input; an article owns what it keeps.
impl From<&Document<'_>> for Article {
    fn from(document: &Document<'_>) -> Article {
        Article {
            title: document.headline().map(Into::into),
            lang: document.lang(),
            paragraphs: document.body().map(Into::into).collect(),
        }
    }
}

fn read(path: &Path, cleaner: &Cleaner) -> Result<Article, Box<dyn error::Error>> {
    Ok(Article::from(&cleaner.clean(&fs::read(path)?)?))
}

fn main() {
    let cleaner = Cleaner::new();
    let paths: Mutex<Vec<PathBuf>> =
        Mutex::new(env::args_os().skip(1).map(PathBuf::from).rev().collect());
    let next = || {
        paths
            .lock()
            .expect("no thread panics with the list in hand")
            .pop()
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(path) = next() {
                    // A bad page is one line; the rest goes on.
                    match read(&path, &cleaner) {
                        Ok(Article {
                            title,
                            lang,
                            paragraphs,
                        }) => {
                            println!(
                                "{}: {title:?}, {lang:?}, {} paragraphs",
                                path.display(),
                                paragraphs.len()
                            );
                        }
                        Err(error) => eprintln!("{}: {error}", path.display()),
                    }
                }
            });
        }
    });
}
