//! What matters more: that only the article is kept, or that all of it is.

/// Which mistake is worse: chrome that is kept, or text that is lost.
///
/// ```
/// use dechrome::{Cleaner, Focus};
///
/// let strict = Cleaner::builder().focus(Focus::Precision).build();
/// let lenient = Cleaner::builder().focus(Focus::Recall).build();
/// let page = "\
/// Storm closes mountain road
///
/// Share
/// Tags:
/// weather, roads
///
/// The road over the pass will stay closed until Friday, the canton said on Tuesday.
/// ";
/// let kept = |cleaner: Cleaner| Ok::<_, dechrome::Error>(cleaner.clean_text(page)?.to_text().len());
/// assert!(kept(strict)? <= kept(lenient)?);
/// # Ok::<(), dechrome::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// Chrome that is kept is worse: less is kept.
    Precision,
    /// Both are as bad.
    #[default]
    Balanced,
    /// Text that is lost is worse: more is kept.
    Recall,
}
