//! 13.2.3.5 Preprocessing the input stream: newlines.
//!
//! The tokenizer sees a text without carriage returns. Where the page has some,
//! that text is a copy, and [`Input`] remembers how its places map back.

/// The input stream of one page. The copy is reused from page to page.
#[derive(Default, Debug)]
pub(crate) struct Input {
    copy: String,
    /// The places, in the copy, of the line feeds that had a carriage return
    /// before them.
    shortened: Vec<u32>,
}

impl Input {
    /// How many bytes its copies take.
    pub(crate) fn capacity_bytes(&self) -> usize {
        self.copy.capacity() + self.shortened.capacity() * size_of::<u32>()
    }

    /// Normalizes the newlines of a page: CR LF and CR become LF. Returns the
    /// input stream, which is the page itself when there is nothing to do.
    pub(crate) fn preprocess<'i>(&'i mut self, html: &'i str) -> (&'i str, SourceMap<'i>) {
        self.copy.clear();
        self.shortened.clear();
        let mut copied = 0;
        for cr in memchr::memchr_iter(b'\r', html.as_bytes()) {
            self.copy.push_str(&html[copied..cr]);
            copied = cr + 1;
            if html.as_bytes().get(copied) == Some(&b'\n') {
                self.shortened.push(self.copy.len() as u32);
            } else {
                self.copy.push('\n');
            }
        }
        let text = if copied == 0 {
            html
        } else {
            self.copy.push_str(&html[copied..]);
            &self.copy
        };
        (
            text,
            SourceMap {
                shortened: &self.shortened,
            },
        )
    }
}

/// Maps places of the input stream to places of the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SourceMap<'i> {
    shortened: &'i [u32],
}

impl SourceMap<'_> {
    /// Where in the page this place of the input stream is.
    pub(crate) fn to_source(self, position: u32) -> usize {
        let removed = self
            .shortened
            .partition_point(|&line_feed| line_feed < position);
        position as usize + removed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newlines_are_normalized() {
        let mut input = Input::default();
        let (text, map) = input.preprocess("a\r\nb\rc\n\r\r\nd");
        assert_eq!(text, "a\nb\nc\n\n\nd");
        let source: Vec<usize> = (0..=text.len() as u32).map(|p| map.to_source(p)).collect();
        assert_eq!(source, [0, 1, 3, 4, 5, 6, 7, 8, 10, 11]);
    }

    #[test]
    fn a_page_without_carriage_returns_is_not_copied() {
        let page = "a\nb";
        let mut input = Input::default();
        let (text, map) = input.preprocess(page);
        assert!(std::ptr::eq(text, page));
        assert_eq!(map.to_source(3), 3);
    }
}
