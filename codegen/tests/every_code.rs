//! Every public code of every catalogue is in every output with its wire value, statuses and
//! action. Outputs are parsed, never searched as text.

use std::collections::BTreeMap;

use crate::catalogues::{self, Case};
use errcat_catalogue::model::{Api, Catalogue, Code, Wire};
use errcat_emit::TARGETS;
use errcat_emit::output::Artifact;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value as Json;

/// What a catalogue says of a code, in words that every output has.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Facts {
    wire: String,
    statuses: Vec<String>,
    action: Option<String>,
}

/// A catalogue's codes as an output tells them: by API and name.
type Codes = BTreeMap<(String, String), Facts>;

type Told = fn(&Catalogue) -> Codes;

fn expected(catalogue: &Catalogue) -> Codes {
    let mut codes = Codes::new();
    for api in &catalogue.apis {
        for (_, code) in api.public_codes() {
            codes.insert(key(api, code), facts(catalogue, code));
        }
    }
    codes
}

fn key(api: &Api, code: &Code) -> (String, String) {
    (api.name.as_str().to_owned(), code.name.as_str().to_owned())
}

fn facts(catalogue: &Catalogue, code: &Code) -> Facts {
    Facts {
        wire: code.wire.to_string(),
        statuses: code.statuses.iter().map(ToString::to_string).collect(),
        action: code.action.map(|id| catalogue.action(id).name.as_str().to_owned()),
    }
}

fn emit(catalogue: &Catalogue, target: &str) -> BTreeMap<String, Artifact> {
    let target = TARGETS.iter().find(|one| one.name == target).unwrap();
    target
        .files(catalogue)
        .into_iter()
        .map(|artifact| (artifact.path().to_owned(), artifact))
        .collect()
}

fn check(target: &str, told: impl Fn(&Catalogue) -> Codes) {
    let mut count = 0;
    for Case { name: folder, catalogue } in catalogues::all() {
        let (expected, told) = (expected(&catalogue), told(&catalogue));
        count += expected.len();
        for (key, facts) in &expected {
            assert_eq!(Some(facts), told.get(key), "{target}: {key:?} of {folder}");
        }
        let more: Vec<_> = told.keys().filter(|key| !expected.contains_key(*key)).collect();
        assert!(more.is_empty(), "{target} tells more of {folder} than is public: {more:?}");
    }
    assert!(count > 71);
}

/// How each target tells codes: those who read its files as others would.
const READERS: &[(&str, Told)] = &[
    ("docs", in_docs),
    ("docs", in_errors_json),
    ("json", in_json),
    ("openapi", in_openapi),
    ("rust", in_rust),
    ("tables", in_tables),
];

#[test]
fn each_target_tells_all_codes() {
    for (target, told) in READERS {
        check(target, told);
    }
}

#[test]
fn each_target_has_a_reader() {
    for target in TARGETS {
        let is_read = READERS.iter().any(|(name, _)| *name == target.name);
        assert!(
            is_read,
            "write a function that reads the codes of `{}`, and add it to READERS",
            target.name
        );
    }
}

#[test]
fn the_five_apis_have_all_their_codes() {
    let all = catalogues::all();
    let Case { catalogue, .. } = all.iter().find(|case| case.name == "catalogue").unwrap();
    let counts: Vec<_> =
        catalogue.apis.iter().map(|api| (api.name.as_str(), api.codes.len())).collect();
    assert_eq!(
        counts,
        [("graphql_oauth", 7), ("iozen", 10), ("izi", 21), ("numeric", 13), ("rest", 20)]
    );
}

fn in_json(catalogue: &Catalogue) -> Codes {
    let json: Json =
        serde_json::from_str(emit(catalogue, "json")["catalogue.json"].text()).unwrap();
    let mut codes = Codes::new();
    for api in json["apis"].as_array().unwrap() {
        for code in api["codes"].as_array().unwrap() {
            codes.insert((text(&api["id"]), text(&code["name"])), json_facts(code));
        }
    }
    codes
}

fn in_errors_json(catalogue: &Catalogue) -> Codes {
    let files = emit(catalogue, "docs");
    let mut codes = Codes::new();
    for api in &catalogue.apis {
        let id = api.name.as_str().to_owned();
        let json: Json =
            serde_json::from_str(files[&format!("docs/src/{id}/errors.json")].text()).unwrap();
        assert_eq!(json["id"], id);
        for code in json["codes"].as_array().unwrap() {
            codes.insert((id.clone(), text(&code["name"])), json_facts(code));
        }
    }
    codes
}

fn in_openapi(catalogue: &Catalogue) -> Codes {
    let files = emit(catalogue, "openapi");
    let mut codes = Codes::new();
    for api in &catalogue.apis {
        let document: Json =
            serde_json::from_str(files[&format!("openapi/{}.json", api.name.as_str())].text())
                .unwrap();
        for schema in document["components"]["schemas"].as_object().unwrap().values() {
            if let Some(code) = schema.get("x-error") {
                codes.insert((api.name.as_str().to_owned(), text(&code["name"])), json_facts(code));
            }
        }
    }
    codes
}

/// Strings and numbers as text.
fn text(json: &Json) -> String {
    json.as_str().map_or_else(|| json.to_string(), str::to_owned)
}

fn json_facts(code: &Json) -> Facts {
    Facts {
        wire: text(&code["wire"]),
        statuses: code["statuses"].as_array().into_iter().flatten().map(text).collect(),
        action: code.get("action").map(text),
    }
}

fn in_tables(catalogue: &Catalogue) -> Codes {
    let files = emit(catalogue, "tables");
    let mut codes = Codes::new();
    for api in &catalogue.apis {
        let text = files[&format!("tables/codes/{}.csv", api.name.as_str())].text();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        for row in reader.deserialize() {
            let row: BTreeMap<String, String> = row.unwrap();
            let facts = Facts {
                wire: row["code"].clone(),
                statuses: row["statuses"].split_whitespace().map(str::to_owned).collect(),
                action: Some(row["action"].clone()).filter(|action| !action.is_empty()),
            };
            codes.insert((api.name.as_str().to_owned(), row["name"].clone()), facts);
        }
    }
    codes
}

fn in_docs(catalogue: &Catalogue) -> Codes {
    let files = emit(catalogue, "docs");
    let mut codes = Codes::new();
    for api in &catalogue.apis {
        let page = files[&format!("docs/src/{}/index.md", api.name.as_str())].text();
        let sections = sections(page);
        for (_, code) in api.public_codes() {
            // The entry is behind the anchor that its permalink leads to.
            let Some(section) = sections.get(&*code.wire.anchor()) else { continue };
            let wire = code.wire.to_string();
            let rest = section.heading.strip_prefix(&wire);
            let facts = Facts {
                wire: match rest {
                    Some(rest) if rest.is_empty() || rest.starts_with(" · ") => wire,
                    _ => section.heading.clone(),
                },
                statuses: links(section, "#status:"),
                action: links(section, "#action:").pop(),
            };
            codes.insert(key(api, code), facts);
        }
    }
    codes
}

#[derive(Default)]
struct Section {
    /// Its heading as plain text: the wire value, then other words behind a dot.
    heading: String,
    /// The addresses of the links in its first paragraphs and list, before any prose's own.
    links: Vec<String>,
}

fn links(section: &Section, prefix: &str) -> Vec<String> {
    section.links.iter().filter_map(|link| link.strip_prefix(prefix)).map(str::to_owned).collect()
}

/// What is behind each anchor of a page. Links of the code's own prose are left out: those that
/// tell its status and action have a fixed place, behind the words `Status:` and `What to do:`.
fn sections(page: &str) -> BTreeMap<String, Section> {
    let mut sections: BTreeMap<String, Section> = BTreeMap::new();
    let (mut at, mut in_heading, mut in_strong, mut label) =
        (String::new(), false, false, String::new());
    for event in Parser::new_ext(page, Options::ENABLE_TABLES) {
        match event {
            Event::InlineHtml(html) | Event::Html(html) => {
                if let Some(id) =
                    html.strip_prefix("<a id=\"").and_then(|rest| rest.split('"').next())
                {
                    id.clone_into(&mut at);
                }
            }
            Event::Start(Tag::Heading { .. }) => {
                in_heading = true;
                // A second heading behind an anchor begins something else.
                if sections.get(&at).is_some_and(|section| !section.heading.is_empty()) {
                    at.clear();
                }
            }
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::Start(Tag::Strong) => {
                in_strong = true;
                label.clear();
            }
            Event::End(TagEnd::Strong) => in_strong = false,
            Event::End(TagEnd::Paragraph | TagEnd::Item) => label.clear(),
            Event::Text(text) if in_strong && !in_heading => label.push_str(&text),
            // The action is the first link behind its label; its advice may have more.
            Event::Start(Tag::Link { dest_url, .. })
                if label == "Status:" || label == "What to do:" =>
            {
                sections.entry(at.clone()).or_default().links.push(dest_url.to_string());
                if label == "What to do:" {
                    label.clear();
                }
            }
            Event::Code(text) | Event::Text(text) if in_heading => {
                sections.entry(at.clone()).or_default().heading.push_str(&text);
            }
            _ => {}
        }
    }
    sections
}

fn in_rust(catalogue: &Catalogue) -> Codes {
    let files = emit(catalogue, "rust");
    let action_names: BTreeMap<String, String> = catalogue
        .actions
        .iter()
        .map(|action| (action.name.upper_camel(), action.name.as_str().to_owned()))
        .collect();
    let mut codes = Codes::new();
    for api in &catalogue.apis {
        let file =
            syn::parse_file(files[&format!("src/{}/columns.rs", api.name.snake())].text()).unwrap();
        let internal: Vec<_> = api
            .codes
            .iter()
            .filter(|code| !code.is_public())
            .map(|code| code.name.as_str())
            .collect();
        for (name, facts) in rust_facts(&file, api.codes.len(), &action_names) {
            if !internal.contains(&name.as_str()) {
                codes.insert((api.name.as_str().to_owned(), name), facts);
            }
        }
    }
    codes
}

/// What a column of the tables says of each of `count` codes.
fn column<'f>(file: &'f syn::File, name: &str, count: usize) -> Vec<&'f syn::Expr> {
    let expr = file.items.iter().find_map(|item| match item {
        syn::Item::Static(item) if item.ident == name => Some(&*item.expr),
        syn::Item::Const(item) if item.ident == name => Some(&*item.expr),
        _ => None,
    });
    let Some(syn::Expr::Array(array)) = expr else { panic!("there is no table {name}") };
    let column: Vec<_> = match array.elems.first() {
        // Each code has the same value.
        Some(value) if array.elems.len() == 1 => vec![value; count],
        _ => array.elems.iter().collect(),
    };
    let constants = constants(file);
    let value = |expr| last(expr).and_then(|name| constants.get(&name).copied()).unwrap_or(expr);
    column.into_iter().map(value).collect()
}

/// What codes share, such as `STATUSES_404` and `ACTION_WAIT`.
fn constants(file: &syn::File) -> BTreeMap<String, &syn::Expr> {
    let constants = file.items.iter().filter_map(|item| match item {
        syn::Item::Const(item) => Some((item.ident.to_string(), &*item.expr)),
        _ => None,
    });
    constants.collect()
}

/// `&[Status::Http404, Status::Http4xx]`
fn statuses_in(expr: &syn::Expr) -> Option<Vec<String>> {
    let syn::Expr::Reference(reference) = expr else { return None };
    let syn::Expr::Array(array) = &*reference.expr else { return None };
    array.elems.iter().map(|expr| Some(last(expr)?.strip_prefix("Http")?.to_uppercase())).collect()
}

/// The last part of a path.
fn last(expr: &syn::Expr) -> Option<String> {
    match expr {
        syn::Expr::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}

fn rust_facts(
    file: &syn::File,
    count: usize,
    actions: &BTreeMap<String, String>,
) -> Vec<(String, Facts)> {
    let of = |name| column(file, name, count);
    let (wires, statuses, action) = (of("WIRES"), of("STATUSES"), of("ACTIONS"));
    assert_eq!([wires.len(), statuses.len(), action.len()], [count; 3]);
    // Where each wire value is the name, there is one table for both.
    let own = file.items.iter().any(|item| match item {
        syn::Item::Static(item) => item.ident == "NAMES",
        syn::Item::Const(item) => item.ident == "NAMES",
        _ => false,
    });
    let names = if own { of("NAMES") } else { wires.clone() };
    let names = names.into_iter().map(literal).enumerate();
    let facts = names.map(|(at, name)| {
        let action = match action[at] {
            syn::Expr::Call(call) => last(&call.args[0]).map(|variant| actions[&variant].clone()),
            nothing => {
                assert_eq!(last(nothing).as_deref(), Some("None"));
                None
            }
        };
        let statuses = statuses_in(statuses[at]).unwrap();
        (name, Facts { wire: literal(wires[at]), statuses, action })
    });
    facts.collect()
}

/// A string or an integer, as text.
fn literal(expr: &syn::Expr) -> String {
    match expr {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => text.value(),
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(number), .. }) => {
            Wire::Integer(number.base10_parse().unwrap()).to_string()
        }
        syn::Expr::Unary(unary) => format!("-{}", literal(&unary.expr)),
        _ => panic!("no literal"),
    }
}
