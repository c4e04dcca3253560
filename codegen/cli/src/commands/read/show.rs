//! `show`

use std::io::{IsTerminal, Read};

use crate::pipeline::Reading;
use anyhow::{Context, bail};
use errcat_catalogue::model::{Catalogue, CodeRef};
use errcat_emit::json::facts::FACTS;
use errcat_emit::json::one;
use errcat_evolve::edit::{self, Refused};
use errcat_evolve::lookup::{self, Found};
use errcat_findings::render::Syntax;
use serde_json::{Value as Json, json};

use super::table::{columns, wrapped};
use super::{Common, print_value, read};
use crate::Outcome;
use crate::terminal::{error, print_as};
use errcat_findings::wording::printable;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A code's `NAME` or `API/NAME`, a wire value, a permalink, or the JSON body of a response; `-` or no
    /// argument reads the body from standard input
    #[arg(value_name = "CODE|WIRE|JSON", allow_hyphen_values = true)]
    what: Option<String>,
    /// Only codes of this API
    #[arg(long, value_name = "API")]
    api: Option<String>,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let what = args.what()?;
    let what = what.trim();
    read(&args.common, |catalogue, reading| {
        let only = args.api.as_ref().map(|name| edit::api(catalogue, name)).transpose()?;
        let mut found = find(catalogue, what)?;
        found.codes.retain(|code| only.is_none_or(|only| only == code.api));
        found.retired.retain(|(api, _)| only.is_none_or(|only| only == *api));
        if args.common.json {
            let codes = found.codes.iter().map(|code| one(catalogue, *code));
            let retired = found.retired.iter().map(|it| tombstone(catalogue, *it));
            print_value(&codes.chain(retired).collect());
        } else {
            let width = columns().unwrap_or(100).clamp(40, 100);
            let codes = found.codes.iter().map(|code| page(catalogue, reading, *code, width));
            let retired = found.retired.iter().map(|it| stone(catalogue, *it));
            let pages: Vec<String> = codes.chain(retired).collect();
            print_as(Syntax::Styled, &pages.join("\n"));
        }
        if found.is_empty() {
            error(&nothing(catalogue, what, &found));
            return Ok(Outcome::Findings);
        }
        Ok(Outcome::Clean)
    })
}

impl Args {
    fn what(&self) -> anyhow::Result<String> {
        match self.what.as_deref() {
            Some(what) if what != "-" => Ok(what.to_owned()),
            None if std::io::stdin().is_terminal() => bail!(Refused::new(
                "nothing to show",
                "name a code or a wire value, or paste the body of a response in single quotes",
            )),
            _ => {
                let mut text = String::new();
                let read = std::io::stdin().read_to_string(&mut text);
                read.context("cannot read the standard input")?;
                Ok(text)
            }
        }
    }
}

fn find(catalogue: &Catalogue, what: &str) -> anyhow::Result<Found> {
    if !what.starts_with(['{', '[']) {
        return Ok(lookup::named(catalogue, what));
    }
    let body: Json = serde_json::from_str(what).map_err(|fault| {
        anyhow::anyhow!("the body is not JSON: {}", printable(&fault.to_string()))
    })?;
    Ok(lookup::body(catalogue, &body))
}

/// The message if nothing was found.
fn nothing(catalogue: &Catalogue, what: &str, found: &Found) -> String {
    if let Some((api, code)) = found.unknown.first() {
        let api = catalogue.apis[*api].name.as_str();
        return format!("the body is an error of `{api}`, which has no code `{}`\n", short(code));
    }
    if what.starts_with(['{', '[']) {
        return "the body does not match any envelope of the catalogue\n".to_owned();
    }
    let help = match edit::code(catalogue, what) {
        Err(refused) => refused.to_string(),
        Ok(_) => "no code of that API matches".to_owned(),
    };
    format!("{help}\n")
}

fn short(text: &str) -> String {
    printable(&console::truncate_str(text, 80, "…"))
}

fn tombstone(catalogue: &Catalogue, (api, at): (usize, usize)) -> Json {
    let api = &catalogue.apis[api];
    let stone = &api.retired[at];
    let mut entry = json!({
        "api": api.name.as_str(),
        "name": stone.name.as_str(),
        "wire": stone.wire.json(),
        "group": api.groups[stone.group].name.as_str(),
        "retired": true,
    });
    let replaced_by = stone.replaced_by.map(|at| api.codes[at].name.as_str().to_owned());
    let note = stone.note.as_ref().map(|note| note.source.clone());
    let facts = [("since", stone.since.clone()), ("replaced_by", replaced_by), ("note", note)];
    for (key, value) in facts {
        if let Some(value) = value {
            entry[key] = value.into();
        }
    }
    entry
}

fn stone(catalogue: &Catalogue, which: (usize, usize)) -> String {
    let entry = tombstone(catalogue, which);
    let mut text = format!("{}/{}\n", text_of(&entry, "api"), text_of(&entry, "name"));
    let since = entry.get("since").map(|since| format!(" since {}", plain(since)));
    text.push_str(&format!("Retired{}\n", since.unwrap_or_default()));
    for (name, key) in [("wire", "wire"), ("instead", "replaced_by"), ("note", "note")] {
        text.push_str(&fact(name, entry.get(key).map(plain), 100));
    }
    text
}

/// All that the catalogue says of a code.
fn page(catalogue: &Catalogue, reading: &Reading, code: CodeRef, width: usize) -> String {
    let (api, of) = catalogue.code(code);
    let entry = one(catalogue, code);
    let get = |key: &str| entry.get(key).map(plain);
    let list = |key: &str| -> Vec<String> {
        entry.get(key).and_then(Json::as_array).into_iter().flatten().map(plain).collect()
    };
    let place = reading.sources.position(of.span);
    let file = &reading.sources.get(of.span.file).display;

    let mut text = format!(
        "\x1b[1m{}/{}\x1b[0m\n{}\n\n",
        text_of(&entry, "api"),
        text_of(&entry, "name"),
        text_of(&entry, "title")
    );
    let mut add = |name: &str, value: Option<String>| text.push_str(&fact(name, value, width));
    add("wire", entry.get("wire").map(ToString::to_string));
    add("status", statuses(catalogue, api, of));
    add("gRPC", get("grpc"));
    add("message", get("message"));
    add(
        "action",
        get("action").map(|action| {
            format!(
                "{action} ({}, by the {})",
                text_of(&entry["retry"], "kind"),
                text_of(&entry, "actor")
            )
        }),
    );
    add("advice", get("advice"));
    let after = entry["retry"].get("after").and_then(Json::as_array).into_iter().flatten();
    let after: Vec<String> = after.map(plain).collect();
    add("delay in", Some(after.join(", ")).filter(|it| !it.is_empty()));
    add("group", get("group"));
    add("envelope", get("envelope").filter(|_| api.envelopes.len() > 1));
    add("deprecated", entry.get("deprecated").map(deprecation));
    add("internal", get("masked_as").map(|mask| format!("clients receive `{mask}` instead")));
    for fact in FACTS {
        if let (Some(label), Some(value)) = (fact.label, entry.get(fact.key)) {
            let items = value.as_array().map(|items| items.iter().map(plain).collect::<Vec<_>>());
            add(label, Some(items.map_or_else(|| plain(value), |items| items.join(", "))));
        }
    }
    let operations = api.operations.iter().filter(|it| it.codes.contains(&code.code));
    let operations: Vec<String> = operations.map(|it| it.key.to_string()).collect();
    add("operations", Some(operations.join(", ")).filter(|it| !it.is_empty()));
    add("becomes", Some(conversions(catalogue, code).join(", ")).filter(|it| !it.is_empty()));
    add("docs", get("permalink"));
    add("defined in", Some(format!("{file}:{}:{}", place.line, place.column)));

    let fields = entry["details"].get("fields").and_then(Json::as_array);
    if let Some(fields) = fields {
        text.push_str("\nDetails\n");
        for field in fields {
            let ty = text_of(field, "type");
            let about = field.get("description").map(|it| format!(": {}", plain(it)));
            let line = format!("{} ({ty}){}", text_of(field, "wire"), about.unwrap_or_default());
            text.push_str(&item("- ", &line, width));
        }
    } else if let Some(ty) = entry["details"].get("type") {
        text.push_str(&format!("\nDetails\n  {}\n", printable(&plain(ty))));
    }
    if let Some(description) = get("description") {
        text.push('\n');
        for line in wrapped(description.trim_matches('\n'), width) {
            text.push_str(&format!("{line}\n"));
        }
    }
    for (heading, key) in [("Causes", "causes"), ("What to try", "troubleshooting")] {
        let items = list(key);
        if !items.is_empty() {
            text.push_str(&format!("\n{heading}\n"));
            for it in &items {
                text.push_str(&item("- ", it.trim(), width));
            }
        }
    }
    if let Some(body) = entry["examples"].get(0).and_then(|example| example.get("body")) {
        let body = serde_json::to_string_pretty(body).unwrap_or_default();
        text.push_str("\nExample\n");
        for line in body.lines() {
            text.push_str(&format!("  {}\n", printable(line)));
        }
    }
    text
}

fn statuses(
    catalogue: &Catalogue,
    api: &errcat_catalogue::model::Api,
    code: &errcat_catalogue::model::Code,
) -> Option<String> {
    let reason = |status| {
        let common = || catalogue.statuses.iter().find(|info| info.status == status);
        let info = api.status(status).or_else(common);
        format!("{status} {}", info.map_or("", |info| info.reason.as_str()))
    };
    let all: Vec<String> = code.statuses.iter().map(|status| reason(*status)).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

fn conversions(catalogue: &Catalogue, code: CodeRef) -> Vec<String> {
    let own = catalogue.conversions.iter().filter(|it| it.from == code.api);
    let becomes = own.filter_map(|it| {
        let to = &catalogue.apis[it.to];
        let target = &to.codes[it.codes[code.code]?];
        Some(format!("{}/{}", to.name.as_str(), target.name.as_str()))
    });
    becomes.collect()
}

fn deprecation(entry: &Json) -> String {
    let since = entry.get("since").map(|since| format!("since {}", plain(since)));
    let instead = entry.get("replaced_by").map(|code| format!("use `{}`", plain(code)));
    let note = entry.get("note").map(plain);
    let parts: Vec<String> = [since, instead, note].into_iter().flatten().collect();
    if parts.is_empty() { "yes".to_owned() } else { parts.join("; ") }
}

/// A line, or several, of a fact with its name in front.
fn fact(name: &str, value: Option<String>, width: usize) -> String {
    let Some(value) = value else { return String::new() };
    item(&format!("{name:11}"), value.trim(), width)
}

fn item(mark: &str, text: &str, width: usize) -> String {
    let room = width.saturating_sub(mark.len() + 2).max(20);
    let mut lines = String::new();
    for (at, line) in wrapped(text, room).iter().enumerate() {
        let before = if at == 0 { mark.to_owned() } else { " ".repeat(mark.len()) };
        lines.push_str(&format!("  {before}{line}\n"));
    }
    lines
}

fn text_of(entry: &Json, key: &str) -> String {
    printable(&entry.get(key).map(plain).unwrap_or_default())
}

/// A value as a person reads it: a string without quotes.
fn plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
