//! The notes of releases: a page for each, and one that lists them.

use super::links::Site;
use super::page::Page;
use crate::output::Artifact;
use crate::prose::{link, plain};
use errcat_catalogue::model::{Catalogue, Release};

/// Where they come from.
const SOURCE: &str = "catalogue/changelog.toml";

/// The pages, where there are notes.
pub(super) fn pages(catalogue: &Catalogue) -> Vec<Artifact> {
    if catalogue.releases.is_empty() {
        return Vec::new();
    }
    let site = &Site::root(catalogue);
    let mut overview = Page::new();
    overview.heading(1, "Changes");
    overview.block("What each release changes for users of the APIs, newest first.");
    overview.bullets(links(catalogue));
    let mut pages =
        vec![Artifact::markdown(catalogue, "docs/src/changes.md", SOURCE, overview.finish())];
    pages.extend(catalogue.releases.iter().map(|release| {
        let mut page = Page::new();
        page.heading(1, format!("Changes in {}", plain(&release.version.to_string())));
        page.block(site.block(&release.notes, 1));
        Artifact::markdown(catalogue, format!("docs/src/{}", path(release)), SOURCE, page.finish())
    }));
    pages
}

/// A link to each page.
pub(super) fn links(catalogue: &Catalogue) -> impl Iterator<Item = String> {
    let releases = catalogue.releases.iter();
    releases.map(|release| link(&plain(&release.version.to_string()), &path(release)))
}

fn path(release: &Release) -> String {
    format!("changes-{}.md", release.version)
}
