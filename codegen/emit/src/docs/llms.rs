//! `llms.txt`: what is where, for language models (<https://llmstxt.org>).

use super::links::Site;
use super::page::{Page, count};
use crate::output::Artifact;
use crate::prose::{Embed, code, link, plain};
use crate::public_view;
use errcat_catalogue::model::{Catalogue, WireType};

/// The file. Links are below `docs_url`, or else relative.
pub(super) fn file(catalogue: &Catalogue) -> Artifact {
    let site = &Site::root(catalogue);
    let mut page = Page::new();
    page.heading(1, plain(&catalogue.title));
    page.quote(
        "What each error code means, what to do about it, and whether to send the request again.",
    );
    page.block("How to look up a code:");
    let mut steps = vec![
        "Find the API, and find the code in its body: `envelopes` in the API's `errors.json` \
            shows the body, with `$code` or `$type` in the place of the code."
            .to_owned(),
        "Find the code in `codes` of that file by `wire`, which is the value in the body. \
            `action`, `advice` and `retry` say what to do."
            .to_owned(),
        "If the code is missing, it may be in `retired`, or newer than these pages. In that case \
            decide by the HTTP status and the message."
            .to_owned(),
    ];
    if let Some(base) = &catalogue.docs_url {
        let address = code(&format!("{base}/<api>/#<code>"), Embed::Inline);
        steps.push(format!(
            "{address} is a code's entry for people; `permalink` has the exact address."
        ));
    }
    page.steps(steps);
    for api in &catalogue.apis {
        page.heading(2, plain(&api.title));
        let name = api.name.as_str();
        let to = |title: &str, file: &str, about: &str| {
            format!("{}: {about}", link(title, &address(catalogue, name, file)))
        };
        let kind = match api.wire {
            WireType::String => "strings",
            WireType::Integer => "integers",
        };
        let number = u64::try_from(api.public_codes().count()).unwrap_or(u64::MAX);
        let summary = api.summary.as_ref().map(|summary| site.inline(summary));
        if let Some(summary) = summary {
            page.block(summary);
        }
        let codes = count(number, "code");
        let mut items = vec![
            to("Reference", "", "what errors look like, every code, statuses, actions, questions"),
            to("errors.json", "errors.json", &format!("{codes} ({kind}), with example bodies")),
        ];
        let document = format!("openapi/{name}.json");
        let about = "schemas, responses, examples";
        items.extend(to_file(catalogue, "openapi", ("OpenAPI", &document), about));
        if public_view::envelopes(api).next().is_some() {
            items.push(to(
                "Handling errors",
                "handling",
                "code for a client in Rust and TypeScript",
            ));
        }
        page.bullets(items);
    }
    page.heading(2, "All APIs");
    let to = |title: &str, file: &str, about: &str| {
        format!("{}: {about}", link(title, &address(catalogue, "", file)))
    };
    let mut items = vec![
        to("HTTP statuses", "statuses", "what they mean, and what to do"),
        to("What to do about errors", "actions", "each action: who can act, when to retry"),
    ];
    if !catalogue.releases.is_empty() {
        items.push(to("Changes", "changes", "what each release changes"));
    }
    if !catalogue.conversions.is_empty() {
        items.push(to(
            "Conversions",
            "conversions",
            "how the codes of one API translate to another's",
        ));
    }
    let whole = ("catalogue.json", "catalogue.json");
    items.extend(to_file(catalogue, "json", whole, "the whole catalogue for programs"));
    page.bullets(items);
    let mut text = page.finish();
    text.truncate(text.trim_end().len());
    text.push('\n');
    Artifact::plain("docs/src/llms.txt", text)
}

/// An output that is beside the docs, and below their address where they are published.
fn to_file(
    catalogue: &Catalogue,
    target: &str,
    (title, file): (&str, &str),
    about: &str,
) -> Option<String> {
    let outputs = &catalogue.outputs;
    let address = match &catalogue.docs_url {
        Some(base) if outputs.is_enabled(target) => format!("{base}/{file}"),
        None if outputs.is_beside_docs(target) => format!("../../{file}"),
        _ => return None,
    };
    Some(format!("{}: {about}", link(title, &address)))
}

/// A page or a file of an API, or of all: `""` is the API's own page. Pages are HTML where the
/// docs are published, and Markdown beside this file.
fn address(catalogue: &Catalogue, folder: &str, file: &str) -> String {
    let slash = if folder.is_empty() { "" } else { "/" };
    let is_page = !file.contains('.');
    match &catalogue.docs_url {
        Some(base) if file.is_empty() => format!("{base}/{folder}/"),
        Some(base) if is_page => format!("{base}/{folder}{slash}{file}.html"),
        Some(base) => format!("{base}/{folder}{slash}{file}"),
        None if file.is_empty() => format!("{folder}/index.md"),
        None if is_page => format!("{folder}{slash}{file}.md"),
        None => format!("{folder}{slash}{file}"),
    }
}
