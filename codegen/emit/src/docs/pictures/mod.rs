//! Pictures, where people would rather look than read.

pub(super) mod conversions;
pub(super) mod decision;
mod svg;

use crate::prose::plain;

/// Markdown that shows the picture in `file`, and leads to it alone, in its full size.
fn shown(words: &str, file: &str) -> String {
    format!("[![{}]({file})]({file})", plain(words))
}
