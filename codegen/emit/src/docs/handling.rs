//! The page on how a client handles an API's errors.

use super::page::Page;
use crate::clients::{rust, typescript};
use crate::output::Artifact;
use crate::prose::{Embed, code, fence, plain};
use crate::public_view;
use errcat_catalogue::model::{Advance, Api, Catalogue, Envelope};

/// The page; `None` for an API without public codes.
pub(super) fn page(catalogue: &Catalogue, index: usize) -> Option<Artifact> {
    let api = &catalogue.apis[index];
    api.public_codes().next()?;
    let mut page = Page::new();
    page.heading(1, format!("Handling errors of {}", plain(&api.title)));
    page.block(
        "Complete code to start from. It finds the errors in a response, sends the request again \
            if that helps, and leaves the rest to people. [The API's page](index.md) says what the codes mean.",
    );
    page.heading(2, "Rules");
    page.steps(rules(catalogue, api));
    if catalogue.outputs.is_enabled("rust") {
        page.heading(2, "Rust");
        let over = match &catalogue.outputs.module {
            None => format!("crate {}", code(catalogue.package.as_str(), Embed::Inline)),
            Some(module) => format!("module {}", code(&module.path, Embed::Inline)),
        };
        page.block(format!(
            "This code uses the {over} and `serde_json`, and works with any HTTP client."
        ));
        page.block(fence("rust", &rust::handler(catalogue, index)));
    }
    page.heading(2, "TypeScript");
    page.block(
        "This code reads the raw JSON with `fetch`, and needs no package. Save it as \
    `errors.ts`:",
    );
    page.block(fence("typescript", &typescript::module(catalogue, api)));
    page.block("To use it:");
    page.block(fence("typescript", &typescript::usage(catalogue, api)));
    let name = api.name.as_str();
    Some(Artifact::markdown(
        catalogue,
        format!("docs/src/{name}/handling.md"),
        &format!("catalogue/{name}"),
        page.finish(),
    ))
}

/// What the code below does, in words.
fn rules(catalogue: &Catalogue, api: &Api) -> Vec<String> {
    let envelopes: Vec<&Envelope> =
        public_view::envelopes(api).map(|(_, envelope)| envelope).collect();
    let mut out = Vec::new();
    let fixed = envelopes.iter().find_map(|envelope| envelope.http_status);
    out.push(match fixed {
        Some(status) => format!(
            "Look for errors in the body: a response with errors can have HTTP status {status}."
        ),
        None => "Look for an error in the body if the HTTP status is not a status of success."
            .to_owned(),
    });
    out.push(
        "Decide by the code, never by the message, whose wording may change at any time."
            .to_owned(),
    );
    out.push(
        "Expect codes, fields and values that you do not know. Do not fail because of them: show \
            or log the message."
            .to_owned(),
    );
    let retry = |wanted: &dyn Fn(Advance) -> bool| {
        api.public_codes().any(|(_, code)| catalogue.retry(code).is_some_and(wanted))
    };
    if retry(&|retry| !matches!(retry, Advance::Never | Advance::AfterAction)) {
        out.push(
            "Send a request again only if the code says so, wait for as long as it says, and give \
                up after a few attempts."
                .to_owned(),
        );
    }
    out.push(
        "Log the code, the message and whatever identifies the request, because support will ask for it.".to_owned(),
    );
    out
}
