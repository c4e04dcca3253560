//! What all pages share in a browser: their looks, and the scripts that make them better to use.
//! Without scripts all pages read and all links lead where they should.

use crate::output::Artifact;
use errcat_catalogue::model::Catalogue;

/// The style sheet, for `additional-css` of mdBook's settings.
pub(super) const STYLES: &[&str] = &["theme/errcat.css"];

/// The scripts, for `additional-js` of mdBook's settings, in order.
pub(super) const SCRIPTS: &[&str] = &["theme/lookup.js", "theme/finder.js", "theme/pages.js"];

/// The files.
pub(super) fn files(catalogue: &Catalogue) -> Vec<Artifact> {
    let texts = [
        include_str!("assets/errcat.css"),
        include_str!("assets/lookup.js"),
        include_str!("assets/finder.js"),
        include_str!("assets/pages.js"),
    ];
    let names = STYLES.iter().chain(SCRIPTS);
    names
        .zip(texts)
        .map(|(name, text)| Artifact::asset(catalogue, format!("docs/{name}"), text))
        .collect()
}
