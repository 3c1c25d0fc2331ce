//! An input that is one document.

use super::super::feed::Feed;
use super::{Carried, Container, Content, Damage, Found, Holds, Place, unread};

/// All of an input, once.
pub(crate) struct Whole(Option<Feed>);

impl Whole {
    pub(crate) fn new(feed: Feed) -> Whole {
        Whole(Some(feed))
    }
}

impl Container for Whole {
    fn next(&mut self) -> Option<Result<Found, Damage>> {
        let found = match self.0.take()?.into_rest() {
            Ok(bytes) => Ok(Found {
                place: Place::Whole,
                content: Content::Bytes {
                    bytes,
                    source: None,
                    charset: None,
                },
                carried: Carried::Nothing,
            }),
            Err(error) => Err(Damage {
                place: Place::Whole,
                message: unread(error),
            }),
        };
        Some(found)
    }

    fn ready(&self) -> bool {
        self.0.as_ref().is_none_or(|feed| !feed.waits())
    }

    fn holds(&self) -> Holds {
        Holds::Itself
    }
}
