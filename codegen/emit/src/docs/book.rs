//! The book: its settings, its table of contents, its first page.

use std::fmt::Write as _;

use super::links::Site;
use super::page::Page;
use super::theme;
use crate::output::Artifact;
use crate::prose::{Embed, code, link, plain};
use errcat_catalogue::model::Catalogue;

/// The headings of an API with more codes are not listed in the sidebar.
const MOST_LISTED: usize = 1000;

/// The settings for mdBook.
pub(super) fn settings(catalogue: &Catalogue) -> Artifact {
    let title = toml::Value::from(catalogue.title.as_str());
    let styles = toml::Value::from(theme::STYLES.to_vec());
    let scripts = toml::Value::from(theme::SCRIPTS.to_vec());
    let mut text = format!(
        "\
[book]
title = {title}
language = \"en\"

[build]
create-missing = false
# The pages need no preprocessor, and text that looks like a directive stays text.
use-default-preprocessors = false

[output.html]
no-section-label = true
additional-css = {styles}
additional-js = {scripts}
default-theme = \"light\"
preferred-dark-theme = \"coal\"
# Quotes and dashes stay as they are written.
smart-punctuation = false
"
    );
    if catalogue.apis.iter().any(|api| api.codes.len() > MOST_LISTED) {
        text.push_str("# Browsers take long over a list of so many codes beside their page.\n");
        text.push_str("sidebar-header-nav = false\n");
    }
    if let Some(path) = catalogue.docs_url.as_deref().map(path_of) {
        let path = toml::Value::from(path);
        let _ = writeln!(text, "site-url = {path}");
    }
    text.push_str(
        "
[output.html.playground]
runnable = false

# It would take titles for HTML. The page of all codes has a search of its own.
[output.html.search]
enable = false

# One page of everything would have the same places more than once.
[output.html.print]
enable = false
",
    );
    Artifact::toml(catalogue, "docs/book.toml", "catalogue/catalogue.toml", &text)
}

/// The path of an absolute URL, with a `/` at both ends.
fn path_of(url: &str) -> String {
    let behind_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    match behind_scheme.split_once('/') {
        Some((_, path)) if !path.is_empty() => format!("/{path}/"),
        _ => "/".to_owned(),
    }
}

/// The table of contents.
pub(super) fn summary(catalogue: &Catalogue) -> Artifact {
    let mut page = Page::new();
    page.heading(1, "Summary");
    page.block(link(&plain(&catalogue.title), "index.md"));
    let mut entries = vec!["[All codes](codes.md)".to_owned()];
    entries.extend(catalogue.apis.iter().map(|api| {
        let page = |file: &str| format!("{}/{file}.md", api.name.as_str());
        let mut entry = link(&plain(&api.title), &page("index"));
        for (title, file) in super::operations::pages(catalogue, api) {
            let _ = write!(entry, "\n- {}", link(title, &page(file)));
        }
        entry
    }));
    entries.push("[HTTP statuses](statuses.md)".to_owned());
    entries.push("[What to do about errors](actions.md)".to_owned());
    if !catalogue.conversions.is_empty() {
        entries.push("[Conversions](conversions.md)".to_owned());
    }
    if !catalogue.releases.is_empty() {
        let mut entry = "[Changes](changes.md)".to_owned();
        super::changes::links(catalogue).for_each(|link| entry.push_str(&format!("\n- {link}")));
        entries.push(entry);
    }
    page.bullets(entries);
    Artifact::markdown(catalogue, "docs/src/SUMMARY.md", "catalogue", page.finish())
}

/// What a site shows where there is no page.
pub(super) fn not_found(catalogue: &Catalogue) -> Artifact {
    let mut page = Page::new();
    page.heading(1, "Nothing here");
    page.block(
        "This address has no page. [All codes](codes.md) lists every error code of every API, and \
            finds a code by its name or by the whole body of a response.",
    );
    Artifact::markdown(catalogue, "docs/src/404.md", "catalogue", page.finish())
}

/// The first page.
pub(super) fn index(catalogue: &Catalogue) -> Artifact {
    let site = &Site::root(catalogue);
    let mut page = Page::new();
    page.heading(1, plain(&catalogue.title));
    page.block(
        "What each error means, what to do about it, and whether to send the request again. If \
            you have an error in front of you, find its code in [all codes](codes.md), or paste the whole body of the response there.",
    );
    let rows: Vec<[String; 3]> = catalogue
        .apis
        .iter()
        .map(|api| {
            let address = format!("{}/index.md", api.name.as_str());
            [
                link(&plain(&api.title), &address),
                api.summary.as_ref().map(|prose| site.cell(prose)).unwrap_or_default(),
                api.public_codes().count().to_string(),
            ]
        })
        .collect();
    page.table(["API", "About", "Codes"], &rows);
    how_to_read(catalogue, &mut page);
    how_to_handle(&mut page);
    Artifact::markdown(catalogue, "docs/src/index.md", "catalogue", page.finish())
}

fn how_to_read(catalogue: &Catalogue, page: &mut Page) {
    page.heading(2, "How to read these pages");
    page.block(
        "Each API has a page. The page shows what the API's errors look like and lists all codes. \
            The entry of each code has",
    );
    page.bullets([
        "the [HTTP status](statuses.md) and the message of the response, with placeholders such \
            as `{name}` for the parts that vary;",
        "what happened and [what to do](actions.md): who can act, and whether and when to send \
            the request again;",
        "the fields that the code carries, and a complete response as an example.",
    ]);
    if let Some(base) = &catalogue.docs_url {
        let address = format!("{base}/<api>/#<code>");
        page.block(format!(
            "The URL of an entry never changes: {}.",
            code(&address, Embed::Inline)
        ));
    }
}

fn how_to_handle(page: &mut Page) {
    page.heading(2, "How to handle errors in a client");
    page.steps([
        "Decide by the code. The message is for people, and its wording may change at any time.",
        "Expect codes that you do not know, because an API may add codes. In that case decide by \
            the HTTP status, unless it is the same for all errors, and show or log the message.",
        "Ignore fields that you do not know, and expect values that are not listed.",
        "Send a request again only if the code's entry says so, and give up after a few attempts.",
        "Log the code, the message and every identifier in the response, because support will ask \
            for them.",
    ]);
}
