//! Which codes operations answer with, and the other way round.

use super::links::Site;
use super::page::{Page, anchor, count};
use crate::output::Artifact;
use crate::prose::{Embed, code, link, plain};
use errcat_catalogue::model::{Api, Catalogue, Operation};

/// The pages beside that of an API: title and name.
pub(super) fn pages(
    catalogue: &Catalogue,
    api: &Api,
) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
    let handling = api.public_codes().next().map(|_| ("Handling errors", "handling"));
    let operations = (!api.operations.is_empty()).then_some(("Operations", "operations"));
    let openapi = catalogue.outputs.is_enabled("openapi").then_some(("OpenAPI", "openapi"));
    handling.into_iter().chain(operations).chain(openapi)
}

/// The page of an API's operations, if the catalogue has some.
pub(super) fn page(catalogue: &Catalogue, index: usize) -> Option<Artifact> {
    let api = &catalogue.apis[index];
    if api.operations.is_empty() {
        return None;
    }
    let site = &Site::of_api(catalogue, index);
    let mut page = Page::new();
    page.heading(1, format!("{}: operations", plain(&api.title)));
    page.block("Which codes each operation can return, and which operations return each code.");
    let common = common(api);
    let links = |codes: &mut dyn Iterator<Item = usize>| {
        let links: Vec<String> = codes.map(|at| to_code(site, index, at)).collect();
        links.join(", ")
    };
    if !common.is_empty() {
        let all = links(&mut common.iter().copied());
        page.block(format!(
            "Every operation can return {all}. The codes below come on top of these."
        ));
    }
    page.heading(2, "By operation");
    let rows: Vec<[String; 3]> = api
        .operations
        .iter()
        .enumerate()
        .map(|(at, operation)| {
            let own = operation.codes.iter().filter(|at| common.binary_search(at).is_err());
            [
                format!("{}{}", anchor(&place(at)), name(operation, Embed::Cell)),
                about(site, operation),
                links(&mut own.copied()),
            ]
        })
        .collect();
    page.table(["Operation", "What it does", "Codes"], &rows);
    page.heading(2, "By code");
    let by_code = by_code(api);
    let rows: Vec<[String; 2]> = api
        .public_codes()
        .filter(|(at, _)| common.binary_search(at).is_err() && !by_code[*at].is_empty())
        .map(|(at, _)| {
            let operations = by_code[at].iter().map(|at| {
                let name = name(&api.operations[*at], Embed::Cell);
                link(&name, &format!("#{}", place(*at)))
            });
            [to_code(site, index, at), operations.collect::<Vec<_>>().join(", ")]
        })
        .collect();
    page.table(["Code", "Operations"], &rows);
    let id = api.name.as_str();
    let source = format!("catalogue/{id}/operations.toml");
    Some(Artifact::markdown(
        catalogue,
        format!("docs/src/{id}/operations.md"),
        &source,
        page.finish(),
    ))
}

/// What an operation does, and when it goes.
fn about(site: &Site<'_>, operation: &Operation) -> String {
    let end = operation.deprecated.as_ref().map(|end| {
        let sunset = end.sunset.as_ref().map(|day| format!(", may go on {}", plain(day)));
        format!("**Deprecated** since {}{}.", plain(&end.on), sunset.unwrap_or_default())
    });
    let summary = operation.summary.as_ref().map(|it| site.cell(it));
    summary.into_iter().chain(end).collect::<Vec<_>>().join(" ")
}

/// A code, on a page beside that of its API.
pub(super) fn to_code(site: &Site<'_>, api: usize, at: usize) -> String {
    let to = &site.catalogue.apis[api].codes[at];
    let label = code(&to.wire.text(), Embed::Cell);
    link(&label, &format!("index.md#{}", to.wire.anchor()))
}

/// The codes that all operations answer with, where there are several operations.
fn common(api: &Api) -> Vec<usize> {
    let (Some(first), true) = (api.operations.first(), api.operations.len() > 1) else {
        return Vec::new();
    };
    let count = api.operations.len();
    let by_code = by_code(api);
    first.codes.iter().copied().filter(|at| by_code[*at].len() == count).collect()
}

/// For each code of an API the operations that answer with it.
pub(super) fn by_code(api: &Api) -> Vec<Vec<usize>> {
    let mut found = vec![Vec::new(); api.codes.len()];
    for (at, operation) in api.operations.iter().enumerate() {
        for code in &operation.codes {
            found[*code].push(at);
        }
    }
    found
}

/// At most this many operations are in a code's entry; the page has all.
const MOST_SHOWN: usize = 6;

/// The operations that answer with a code, for its entry.
pub(super) fn of_code(api: &Api, operations: &[usize]) -> Vec<String> {
    if operations.len() > 1 && operations.len() == api.operations.len() {
        return vec![link("all", "operations.md")];
    }
    let shown = operations.iter().take(MOST_SHOWN).map(|at| {
        let name = name(&api.operations[*at], Embed::Inline);
        link(&name, &format!("operations.md#{}", place(*at)))
    });
    let mut shown: Vec<String> = shown.collect();
    if let Some(more) = operations.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0) {
        let more = format!("and {} more", count(more as u64, "operation"));
        shown.push(link(&more, "operations.md"));
    }
    shown
}

fn name(operation: &Operation, embed: Embed) -> String {
    code(&operation.key.to_string(), embed)
}

/// The anchor of an operation on its page.
fn place(at: usize) -> String {
    format!("operation:{}", at + 1)
}
