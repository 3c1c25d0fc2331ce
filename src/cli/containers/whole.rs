//! An input that is one document.

use std::path::PathBuf;

use dechrome::Source;

use super::super::feed::Feed;
use super::member::limited;
use super::{Carried, Container, Content, Damage, Found, Holds, Place, unread};

/// All of an input, once.
pub(crate) enum Whole {
    /// As it stands.
    AsItIs(Feed),
    /// Out of a compressed file of this name, if it has one: so many bytes at most.
    Unpacked {
        feed: Feed,
        name: Option<PathBuf>,
        largest: u64,
    },
    /// Given away.
    Gone,
}

impl Whole {
    /// The document, read to its end; `None` if that was done before.
    fn read(&mut self) -> Option<Result<Content, String>> {
        let (bytes, source) = match std::mem::replace(self, Whole::Gone) {
            Whole::AsItIs(feed) => (feed.into_rest().map_err(unread), None),
            Whole::Unpacked {
                feed,
                name,
                largest,
            } => {
                let bytes = limited(feed.into_reader(), largest);
                // The name in the file system is that of the compressed file.
                let first = |bytes: &Vec<u8>| Source::sniff(name.as_deref(), bytes);
                let source = bytes.as_ref().ok().map(first);
                (bytes, source)
            }
            Whole::Gone => return None,
        };
        Some(bytes.map(|bytes| Content::Bytes {
            bytes,
            source,
            charset: None,
        }))
    }
}

impl Container for Whole {
    fn next(&mut self) -> Option<Result<Found, Damage>> {
        let place = Place::Whole;
        Some(match self.read()? {
            Ok(content) => Ok(Found {
                place,
                content,
                carried: Carried::Nothing,
            }),
            Err(message) => Err(Damage { place, message }),
        })
    }

    fn ready(&self) -> bool {
        match self {
            Whole::AsItIs(feed) | Whole::Unpacked { feed, .. } => !feed.waits(),
            Whole::Gone => true,
        }
    }

    fn holds(&self) -> Holds {
        Holds::Itself
    }
}
