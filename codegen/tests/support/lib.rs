//! Pages with files in them: the cases of `tests/fail`, `tests/diff` and `tests/merge`, and the pages of the
//! docs whose examples are tested.
//!
//! A fenced block whose first line is `# NAME` holds the file of that name, from its second line on. Blocks of
//! `text` hold none; those of `diff` hold what becomes of a file that is there without them. Behind the name
//! may stand
//!
//! - `(continued)`: the block is added to the file that is there without it, as is a second block of one name;
//! - `, instead of OTHER`: the file or folder of that name is not there;
//! - `, saved as UTF-16` and its like: how the file is written ([`Block::bytes`]);
//! - or words for the reader.
//!
//! A [`Case`] is a page. What it does not name it has from the nearest `base.md`; files above its first `##`
//! heading belong to all of its sections; its last block is what is expected.

mod case;
mod files;
mod page;

pub use case::{Case, cases, tests, unpack};
pub use files::{Files, lay, write};
pub use page::{Block, Page};

/// Whether tests take every case, as `cargo chores everything` has them do; else they take a part of those that
/// are slow and rarely fail.
#[must_use]
pub fn everything() -> bool {
    std::env::var_os("ERRCAT_EVERYTHING").is_some()
}
