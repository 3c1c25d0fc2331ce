//! What a block can be: the roles, their names, and which of them are content.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind};

/// What a block is for: a part of the article, or one kind of site chrome.
///
/// A role says what a block *is*; whether it is *kept* is the verdict's own
/// word ([`Block::kept`](crate::Block::kept)), because a user may keep a
/// caption or drop a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
#[repr(u8)]
pub enum Role {
    /// The title of the article; at most one kept block has it.
    Headline,
    /// The introductory paragraph between headline and body (deck, lead).
    Standfirst,
    /// A heading inside the body.
    Subheading,
    /// Running prose.
    Paragraph,
    /// An item of a list in the body.
    ListItem,
    /// A quotation set off from the prose.
    Quote,
    /// A row of a table of the article.
    TableRow,
    /// Program text or other preformatted lines.
    Code,
    /// Menus, breadcrumbs, "skip to content", "previous" and "next".
    Navigation,
    /// The section or kicker over an article ("International").
    Section,
    /// Who wrote it.
    Byline,
    /// When it was published or changed.
    Date,
    /// The line under a picture.
    Caption,
    /// Who owns a picture, or which agency a text comes from.
    Credit,
    /// A bare number: shares, views, comments.
    Counter,
    /// Share buttons and names of networks.
    Share,
    /// A short link to the page ("URL courte").
    ShortLink,
    /// "Read also" and other articles' headlines.
    Related,
    /// Tags, topics, keywords.
    Tags,
    /// Readers' comments and the prompts for them.
    Comments,
    /// Promotion of the site's own offers: apps, radio, shops, donations.
    Promo,
    /// A newsletter's sign-up.
    Newsletter,
    /// Advertising and its label.
    Advert,
    /// Cookie notices and consent dialogues.
    Consent,
    /// Copyright lines, terms, imprint, company boilerplate.
    Legal,
    /// "Subscribe to read on", log-in walls.
    Paywall,
    /// Player controls, galleries, "watch the video".
    Media,
    /// Text that the page hides from its readers.
    Hidden,
    /// Chrome of no kind above.
    Other,
}

impl Role {
    /// Every role: content first, then chrome.
    pub const ALL: [Role; 29] = [
        Role::Headline,
        Role::Standfirst,
        Role::Subheading,
        Role::Paragraph,
        Role::ListItem,
        Role::Quote,
        Role::TableRow,
        Role::Code,
        Role::Navigation,
        Role::Section,
        Role::Byline,
        Role::Date,
        Role::Caption,
        Role::Credit,
        Role::Counter,
        Role::Share,
        Role::ShortLink,
        Role::Related,
        Role::Tags,
        Role::Comments,
        Role::Promo,
        Role::Newsletter,
        Role::Advert,
        Role::Consent,
        Role::Legal,
        Role::Paywall,
        Role::Media,
        Role::Hidden,
        Role::Other,
    ];

    /// The role's name in output and options: lower case, words joined by `-`.
    ///
    /// ```
    /// assert_eq!(dechrome::Role::ListItem.name(), "list-item");
    /// ```
    pub const fn name(self) -> &'static str {
        match self {
            Role::Headline => "headline",
            Role::Standfirst => "standfirst",
            Role::Subheading => "subheading",
            Role::Paragraph => "paragraph",
            Role::ListItem => "list-item",
            Role::Quote => "quote",
            Role::TableRow => "table-row",
            Role::Code => "code",
            Role::Navigation => "navigation",
            Role::Section => "section",
            Role::Byline => "byline",
            Role::Date => "date",
            Role::Caption => "caption",
            Role::Credit => "credit",
            Role::Counter => "counter",
            Role::Share => "share",
            Role::ShortLink => "shortlink",
            Role::Related => "related",
            Role::Tags => "tags",
            Role::Comments => "comments",
            Role::Promo => "promo",
            Role::Newsletter => "newsletter",
            Role::Advert => "advert",
            Role::Consent => "consent",
            Role::Legal => "legal",
            Role::Paywall => "paywall",
            Role::Media => "media",
            Role::Hidden => "hidden",
            Role::Other => "other",
        }
    }

    /// Whether blocks of this role are kept unless the user says otherwise:
    /// true for the article's own parts, false for every kind of chrome.
    ///
    /// ```
    /// use dechrome::Role;
    ///
    /// assert!(Role::Standfirst.is_content());
    /// assert!(!Role::Caption.is_content());
    /// ```
    pub const fn is_content(self) -> bool {
        (self as u8) <= Role::Code as u8
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// Reads a role's [name](Role::name).
///
/// ```
/// use dechrome::{ErrorKind, Role};
///
/// assert_eq!("list-item".parse(), Ok(Role::ListItem));
/// let error = "picture".parse::<Role>().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::UnknownRole);
/// ```
///
/// # Errors
///
/// [`ErrorKind::UnknownRole`] for any other word; its message lists the roles
/// there are.
impl FromStr for Role {
    type Err = Error;

    fn from_str(name: &str) -> Result<Role, Error> {
        Role::ALL
            .into_iter()
            .find(|role| role.name() == name)
            .ok_or_else(|| {
                let known: Vec<&str> = Role::ALL.iter().map(|role| role.name()).collect();
                Error::new(
                    ErrorKind::UnknownRole,
                    format!(
                        "there is no role '{name}'; the roles are: {}",
                        known.join(", ")
                    ),
                )
            })
    }
}
