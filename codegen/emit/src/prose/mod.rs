//! Prose and plain text as Markdown: the one escaper of Markdown outputs.
//!
//! Nothing of the catalogue goes into a Markdown file but through one of these:
//!
//! | function | takes | gives |
//! |---|---|---|
//! | [`markdown`] | prose | Markdown with links, without raw HTML |
//! | [`plain`] | plain text | Markdown that shows exactly that text, on one line |
//! | [`pieces`] | text with values in it | the same for text, values as code spans |
//! | [`code`] | a value | the value as a code span |
//! | [`fence`] | a longer value | the value as a code block |
//! | [`link`] | Markdown and an address | a link, where the address is harmless |
//!
//! What they give reads back as the same text by CommonMark, and by readers with any extensions switched
//! on (`codegen/tests/injection/` and `markdown/` there know many), MDX too: quotes and dashes may become
//! typographic ones, an address a link to itself, and that is all. Templates (`{{#include …}}`,
//! `{% … %}`) are text everywhere, code included, though they are looked for in the raw source.

mod fast;
mod spell;
mod stand;
mod text;
mod transform;
mod write;

use errcat_catalogue::model::{Prose, Target};

pub use text::{Piece, address, code, fence, link, pieces, plain};
pub use write::MDBOOK;

/// Where references lead in an output.
pub trait Links {
    /// What a reference shows and where it leads.
    fn link(&self, target: &Target) -> Destination;
}

/// Where a reference leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// What it shows unless it has a text of its own.
    pub label: Label,
    /// The address; `None` where the output has no place for the target.
    pub address: Option<String>,
}

/// What a reference shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// A value, as code.
    Code(String),
    /// Plain text.
    Text(String),
}

/// How Markdown is embedded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Embed {
    /// In a cell of a table: inline Markdown alone, on one line. Such Markdown is for cells only,
    /// since `|` is written in its own way there.
    Cell,
    /// On one line: inline Markdown alone.
    Inline,
    /// As blocks.
    Block {
        /// The level of the heading above, 1 to 6: headings sink below it, as far as they can.
        below: u8,
    },
    /// As blocks within an item of a list.
    Item {
        /// The level of the heading above, as for a [`Block`](Self::Block).
        below: u8,
    },
}

impl Embed {
    fn is_block(self) -> bool {
        matches!(self, Self::Block { .. } | Self::Item { .. })
    }
}

/// `prose` as CommonMark: references are links, raw HTML and images' addresses are text, headings
/// sink below the entry's, and mdBook's directives are text.
pub fn markdown(prose: &Prose, embed: Embed, links: &dyn Links) -> String {
    fast::markdown(prose, embed, links).unwrap_or_else(|| write::markdown(prose, embed, links))
}

impl Label {
    /// As Markdown.
    fn markdown(&self, embed: Embed) -> String {
        match self {
            Self::Code(value) => code(value, embed),
            Self::Text(text) => plain(text),
        }
    }
}

#[cfg(test)]
mod tests;
