//! An API's `OpenAPI` document as a page, made of the very JSON that the target `openapi` writes.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;

use super::page::{Page, anchor};
use crate::document;
use crate::output::Artifact;
use crate::prose::{Embed, code as code_span, fence, link, plain};
use errcat_catalogue::model::{Api, Catalogue, Code, OpenapiVersion};
use errcat_findings::json;

/// The page.
pub(super) fn page(catalogue: &Catalogue, index: usize) -> Artifact {
    let api = &catalogue.apis[index];
    let document = document::outline(catalogue, index);
    let id = api.name.as_str();
    let mut page = Page::new();
    page.heading(1, format!("{}: OpenAPI", plain(&api.title)));
    let version = document["openapi"].as_str().unwrap_or(OpenapiVersion::V31.as_str());
    page.block(format!(
        "{}: an OpenAPI {version} document of components, to refer to from your own. It holds a \
         response per status and a schema per code, and has no paths.",
        document_of(catalogue, &format!("{id}.json"))
    ));
    usage(catalogue, api, &document, &mut page);
    operations(&document, &mut page);
    responses(api, &document, &mut page);
    parameters(&document, &mut page);
    schemas(api, &document, &mut page);
    Artifact::markdown(
        catalogue,
        format!("docs/src/{id}/openapi.md"),
        &format!("catalogue/{id}"),
        page.finish(),
    )
}

/// The document, with a link where it lies beside the docs.
fn document_of(catalogue: &Catalogue, file: &str) -> String {
    if catalogue.outputs.is_beside_docs("openapi") {
        return link(file, &format!("../../../openapi/{file}"));
    }
    code_span(file, Embed::Inline)
}

/// The entries of the object at `key`.
fn entries<'a>(json: &'a Json, key: &str) -> impl Iterator<Item = (&'a String, &'a Json)> {
    json[key].as_object().into_iter().flatten()
}

fn usage(catalogue: &Catalogue, api: &Api, document: &Json, page: &mut Page) {
    page.heading(2, "How to use it");
    let id = api.name.as_str();
    let address = catalogue
        .docs_url
        .as_ref()
        .map_or_else(|| format!("{id}.json"), |base| format!("{base}/openapi/{id}.json"));
    let names: Vec<&String> =
        entries(&document["components"], "responses").map(|(key, _)| key).collect();
    let chosen: Vec<&&String> =
        names.iter().filter(|key| status_of(key).is_some()).take(2).collect();
    let lines = chosen.iter().map(|key| {
        let status = status_of(key).unwrap_or_default();
        format!("  '{status}':\n    $ref: '{address}#/components/responses/{key}'\n")
    });
    page.block("Refer to its responses from your operations:");
    page.block(fence("yaml", &format!("responses:\n{}", lines.collect::<String>())));
    page.block(
        "Or have errcat write the components into your document. It keeps the document's comments \
            and order, and a later run updates the components:",
    );
    page.block(fence(
        "sh",
        &catalogue.outputs.typed(&format!("openapi merge openapi.yaml --api {id}")),
    ));
}

/// The status at the end of a response's key.
fn status_of(key: &str) -> Option<&str> {
    let (_, status) = key.split_once("Error").filter(|(_, rest)| !rest.is_empty())?;
    status.starts_with(|c: char| c.is_ascii_digit()).then_some(status).filter(|it| it.len() == 3)
}

fn operations(document: &Json, page: &mut Page) {
    let Some(operations) = document["x-error-operations"].as_array() else { return };
    page.heading(2, "Operations");
    let rows: Vec<[String; 2]> = operations
        .iter()
        .map(|it| {
            let text = |key: &str| it[key].as_str().unwrap_or_default();
            let name = match it["operationId"].as_str() {
                Some(id) => id.to_owned(),
                None => format!("{} {}", text("method"), text("path")),
            };
            let responses = entries(it, "responses").map(|(status, key)| {
                format!("{status}: {}", to_component("response", key.as_str().unwrap_or_default()))
            });
            [code_span(&name, Embed::Cell), responses.collect::<Vec<_>>().join(", ")]
        })
        .collect();
    page.table(["Operation", "Responses"], &rows);
}

fn responses(api: &Api, document: &Json, page: &mut Page) {
    page.heading(2, "Responses");
    let codes: HashMap<&str, Cow<'_, str>> =
        api.public_codes().map(|(_, code)| (code.name.as_str(), code.wire.anchor())).collect();
    for (key, response) in entries(&document["components"], "responses") {
        page.anchor(&place("response", key));
        page.heading(3, code_span(key, Embed::Inline));
        page.block(response["description"].as_str().unwrap_or_default());
        let headers: Vec<String> =
            entries(response, "headers").map(|(name, _)| code_span(name, Embed::Inline)).collect();
        if !headers.is_empty() {
            page.block(format!("Headers: {}", headers.join(", ")));
        }
        for (media_type, media) in entries(response, "content") {
            page.block(format!(
                "{}: {}",
                code_span(media_type, Embed::Inline),
                ty(&media["schema"])
            ));
            let names = || entries(media, "examples").map(|(name, _)| name);
            if names().next().is_some() {
                let all = named(names(), ", ", |name| to_example(&codes, name));
                page.block(format!("Examples: {all}"));
            }
            if let Some((_, first)) = entries(media, "examples").next() {
                page.block(fence("json", &json::pretty(&first["value"], 80)));
            }
        }
    }
    let rows: Vec<[String; 4]> = entries(&document["components"], "headers")
        .map(|(key, header)| {
            let always = if header["required"] == true { "always" } else { "" };
            let text = header["description"].as_str().unwrap_or_default();
            [
                format!("{}{}", anchor(&place("header", key)), code_span(key, Embed::Cell)),
                ty(&header["schema"]),
                always.to_owned(),
                cell(text),
            ]
        })
        .collect();
    if !rows.is_empty() {
        page.heading(2, "Headers");
        page.table(["Header", "Type", "Sent", "Meaning"], &rows);
    }
}

/// What operations can refer to for their requests.
fn parameters(document: &Json, page: &mut Page) {
    let rows: Vec<[String; 5]> = entries(&document["components"], "parameters")
        .map(|(key, parameter)| {
            let text = |key: &str| parameter[key].as_str().unwrap_or_default();
            let always = if parameter["required"] == true { "always" } else { "" };
            [
                format!("{}{}", anchor(&place("parameter", key)), code_span(key, Embed::Cell)),
                format!("{}: {}", text("in"), code_span(text("name"), Embed::Cell)),
                ty(&parameter["schema"]),
                always.to_owned(),
                cell(text("description")),
            ]
        })
        .collect();
    if !rows.is_empty() {
        page.heading(2, "Parameters");
        page.table(["Parameter", "In", "Type", "Sent", "Meaning"], &rows);
    }
}

/// An example leads to the entry of its code, which has all of them.
fn to_example(codes: &HashMap<&str, Cow<'_, str>>, name: &str) -> String {
    // Further examples of a code are called `NAME.2`.
    let code_name = name.split('.').next().unwrap_or(name);
    let label = code_span(name, Embed::Inline);
    match codes.get(code_name) {
        Some(anchor) => link(&label, &format!("index.md#{anchor}")),
        None => label,
    }
}

/// Schemas of objects with their fields; of those of single codes the details alone, as all else is
/// the envelope's.
fn schemas(api: &Api, document: &Json, page: &mut Page) {
    page.heading(2, "Schemas");
    for (key, schema) in entries(&document["components"], "schemas") {
        page.anchor(&place("schema", key));
        page.heading(3, code_span(key, Embed::Inline));
        if let Some(text) = schema["description"].as_str() {
            page.block(text);
        }
        let mut rows = Vec::new();
        fields("", schema, &mut rows);
        if rows.is_empty() {
            page.block(ty(schema));
        }
        page.table(["Field", "Type", "There", "Meaning"], &rows);
    }
    let row = |code: &Code| {
        let key = document::error_key(code);
        [
            format!("{}{}", anchor(&place("schema", &key)), code_span(&key, Embed::Cell)),
            plain(&code.title),
        ]
    };
    let rows: Vec<[String; 2]> = api.public_codes().map(|(_, code)| row(code)).collect();
    page.heading(3, "Single codes");
    page.block("Each schema is the envelope with exactly this code and its details.");
    page.table(["Schema", "Code"], &rows);
}

/// The fields of an object and of the objects in it, by path.
fn fields(path: &str, schema: &Json, rows: &mut Vec<[String; 4]>) {
    let required = schema["required"].as_array().map_or(&[][..], Vec::as_slice);
    let required: HashSet<&str> = required.iter().filter_map(Json::as_str).collect();
    for (key, field) in entries(schema, "properties") {
        let inner = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        let always = if required.contains(key.as_str()) { "always" } else { "" };
        let text = field["description"].as_str().unwrap_or_default();
        rows.push([code_span(&inner, Embed::Cell), ty(field), always.to_owned(), cell(text)]);
        fields(&inner, field, rows);
        fields(&format!("{inner}[]"), &field["items"], rows);
    }
}

/// At most this many alternatives are named; more are counted.
const MOST_NAMED: usize = 12;

/// The first of these things with `word` between them, and how many more there are.
fn named<T>(mut items: impl Iterator<Item = T>, word: &str, one: impl Fn(T) -> String) -> String {
    let mut all: Vec<String> = items.by_ref().take(MOST_NAMED).map(one).collect();
    let more = items.count();
    if more > 0 {
        all.push(format!("{more} more"));
    }
    all.join(word)
}

/// What a schema takes, in a few words.
fn ty(schema: &Json) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        return to_component("schema", reference.rsplit('/').next().unwrap_or_default());
    }
    if let Some(items) = schema["anyOf"].as_array() {
        return named(items.iter(), " or ", ty);
    }
    if let Some(values) = schema["enum"].as_array() {
        return named(values.iter(), ", ", |value| code_span(&json::line(value), Embed::Cell));
    }
    let kind = match &schema["type"] {
        Json::String(kind) => kind.clone(),
        Json::Array(kinds) => {
            kinds.iter().filter_map(Json::as_str).collect::<Vec<_>>().join(" or ")
        }
        _ => "any value".to_owned(),
    };
    let kind = match schema["format"].as_str() {
        Some(format) => format!("{kind} ({format})"),
        None => kind,
    };
    let of = |key: &str, what: &str| match &schema[key] {
        Json::Object(inner) if !inner.is_empty() => format!("{kind} of {}{what}", ty(&schema[key])),
        _ => kind.clone(),
    };
    match schema["type"].as_str() {
        Some("array") => of("items", ""),
        Some("object") => of("additionalProperties", " by key"),
        _ => kind,
    }
}

fn to_component(section: &str, key: &str) -> String {
    link(&code_span(key, Embed::Cell), &format!("#{}", place(section, key)))
}

/// An anchor; keys of components hold letters, digits, `.`, `_` and `-` alone.
fn place(section: &str, key: &str) -> String {
    format!("{section}:{key}")
}

/// A description is Markdown already; in a cell it has no bars and no lines.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").split_whitespace().collect::<Vec<_>>().join(" ")
}
