//! Words of messages: lists, the word that was probably meant, and what a terminal can show.

mod list;
mod nearest;
mod printable;

pub use list::{all, joined, list, list_some, one_of};
pub use nearest::nearest;
pub use printable::{is_unprintable, phrase, printable};
