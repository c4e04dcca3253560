//! The book: its settings, its table of contents, its first page.

use std::fmt::Write as _;

use super::links::Site;
use super::page::Page;
use crate::catalogue::Catalogue;
use crate::emit::prose::{Embed, code, link, plain};
use crate::output::Artifact;

/// The settings for mdBook.
pub(super) fn settings(catalogue: &Catalogue) -> Artifact {
    let title = toml::Value::from(catalogue.title.as_str());
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
# Quotes and dashes stay as they are written.
smart-punctuation = false
"
    );
    if let Some(path) = catalogue.docs_url.as_deref().map(path_of) {
        let path = toml::Value::from(path);
        let _ = writeln!(text, "site-url = {path}");
    }
    text.push_str(
        "
[output.html.playground]
runnable = false
",
    );
    Artifact::toml("docs/book.toml", "catalogue/catalogue.toml", &text)
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
    let mut entries: Vec<String> = catalogue
        .apis
        .iter()
        .map(|api| {
            let page = |file: &str| format!("{}/{file}.md", api.name.as_str());
            let mut entry = link(&plain(&api.title), &page("index"));
            for (title, file) in super::operations::pages(api) {
                entry.push_str(&format!("\n- {}", link(title, &page(file))));
            }
            entry
        })
        .collect();
    entries.push("[HTTP statuses](statuses.md)".to_owned());
    entries.push("[What to do about errors](actions.md)".to_owned());
    if !catalogue.conversions.is_empty() {
        entries.push("[Conversions](conversions.md)".to_owned());
    }
    page.bullets(entries);
    Artifact::markdown("docs/src/SUMMARY.md", "catalogue", page.finish())
}

/// The first page.
pub(super) fn index(catalogue: &Catalogue) -> Artifact {
    let site = &Site::root(catalogue);
    let mut page = Page::new();
    page.heading(1, plain(&catalogue.title));
    page.block(
        "What each error means, what to do about it, and whether to send the request again.",
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
    Artifact::markdown("docs/src/index.md", "catalogue", page.finish())
}

fn how_to_read(catalogue: &Catalogue, page: &mut Page) {
    page.heading(2, "How to read these pages");
    page.block(
        "Each API has a page. It shows what the API's errors look like, lists all codes, and has \
         an entry for each of them with",
    );
    page.bullets([
        "the [HTTP status](statuses.md), and the message as the response has it, with \
         placeholders such as `{name}` for what varies;",
        "what happened, and [what to do](actions.md) about it: who can act, and whether and when \
         to send the request again;",
        "the fields that come with the code, and a complete response as an example.",
    ]);
    if let Some(base) = &catalogue.docs_url {
        let address = format!("{base}/<api>/#<code>");
        page.block(format!(
            "The address of an entry stays the same for good: {}.",
            code(&address, Embed::Inline)
        ));
    }
}

fn how_to_handle(page: &mut Page) {
    page.heading(2, "How to handle errors in a client");
    page.steps([
        "Decide by the code. The message is for people, and its words may change at any time.",
        "Be ready for codes that you do not know: an API may get new ones. Go by the HTTP status \
         then, unless it is the same for all errors, and show or log the message.",
        "Ignore fields that you do not know, and be ready for values that are not listed.",
        "Send a request again only where the entry says so, and give up after a few attempts.",
        "Log code, message and every identifier in the response: support will ask for them.",
    ]);
}
