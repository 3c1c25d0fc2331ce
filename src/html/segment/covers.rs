//! Elements that hide so much of a page that they are covers: a script lifts
//! them once the page has come, or its reader has paid.

use crate::html::NodeId;

/// From so many letters of prose on, what an element hides may be the page's own.
const LEAST: u32 = 500;
/// A cover hides this part of a page's prose at least, or, on a page that hides
/// more than half of it, this smaller part.
const PART: u32 = 3;
const SMALL_PART: u32 = 20;

/// An element that hides text, and how many letters of prose that is: letters
/// that are not in links.
#[derive(Clone, Copy, Debug)]
struct Cover {
    element: NodeId,
    prose: u32,
}

/// The elements of a page that hide text.
#[derive(Debug, Default)]
pub(super) struct Covers {
    /// Those that hide enough.
    large: Vec<Cover>,
    /// The one that the walk is in.
    current: Option<Cover>,
    /// The page's prose, and of it what is hidden.
    prose: u32,
    hidden: u32,
}

impl Covers {
    /// An element begins to hide text.
    pub(super) fn begin(&mut self, element: NodeId) {
        self.current = Some(Cover { element, prose: 0 });
    }

    /// Text shows.
    pub(super) fn add_shown(&mut self, prose: u32) {
        self.prose += prose;
    }

    /// Text is hidden.
    pub(super) fn add_hidden(&mut self, prose: u32) {
        self.prose += prose;
        self.hidden += prose;
        if let Some(cover) = &mut self.current {
            cover.prose += prose;
        }
    }

    /// The element that the walk is in ends.
    pub(super) fn end(&mut self) {
        self.large
            .extend(self.current.take().filter(|cover| cover.prose >= LEAST));
    }

    /// The elements that are covers.
    pub(super) fn lifted(&self) -> impl Iterator<Item = NodeId> {
        let part = match self.hidden > self.prose / 2 {
            true => SMALL_PART,
            false => PART,
        };
        self.large
            .iter()
            .filter(move |cover| cover.prose > self.prose / part)
            .map(|cover| cover.element)
    }
}
