//! `stats`: how many there are of what. `lint --stats` shows how much of each API is documented.

use std::collections::BTreeMap;

use errcat_catalogue::model::{Api, Catalogue};
use errcat_findings::render::Syntax;
use serde_json::json;

use super::list::all;
use super::table::table;
use super::{Common, print_value, read};
use crate::Outcome;
use crate::terminal::print_as;

#[derive(Debug, clap::Args)]
#[command(after_help = "`lint --stats` shows how much of each API is documented.")]
pub(crate) struct Args {
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    read(&args.common, |catalogue, _| {
        if args.common.json {
            print_value(&as_json(catalogue));
        } else {
            print_as(Syntax::Styled, &as_tables(catalogue));
        }
        Ok(Outcome::Clean)
    })
}

/// How many of something an API has.
type Count = fn(&Api) -> usize;

/// What is counted of an API.
const COUNTS: &[(&str, Count)] = &[
    ("codes", |api| api.codes.len()),
    ("internal", |api| api.codes.iter().filter(|code| !code.is_public()).count()),
    ("deprecated", |api| api.codes.iter().filter(|code| code.deprecated.is_some()).count()),
    ("retired", |api| api.retired.len()),
    ("groups", |api| api.groups.len()),
    ("envelopes", |api| api.envelopes.len()),
    ("operations", |api| api.operations.len()),
];

/// For each of some things, in the catalogue's order, how many codes have it.
type Counts = Vec<(String, usize)>;

/// Codes by their default status.
fn statuses(catalogue: &Catalogue) -> Counts {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let place = |status| catalogue.statuses.iter().position(|info| info.status == status);
    for code in all(catalogue) {
        let status = catalogue.code(code).1.status();
        let place = status.and_then(place).unwrap_or(catalogue.statuses.len());
        *counts.entry(place).or_default() += 1;
    }
    let name = |at: usize| {
        catalogue.statuses.get(at).map_or("none".to_owned(), |info| info.status.to_string())
    };
    counts.into_iter().map(|(at, count)| (name(at), count)).collect()
}

fn actions(catalogue: &Catalogue) -> Counts {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for code in all(catalogue) {
        let action = catalogue.code(code).1.action.map(|id| catalogue.action(id).name.as_str());
        let place = |name| catalogue.actions.iter().position(|it| it.name.as_str() == name);
        *counts.entry(action.and_then(place).unwrap_or(catalogue.actions.len())).or_default() += 1;
    }
    let name = |at: usize| {
        catalogue.actions.get(at).map_or("none".to_owned(), |it| it.name.as_str().to_owned())
    };
    counts.into_iter().map(|(at, count)| (name(at), count)).collect()
}

fn as_json(catalogue: &Catalogue) -> serde_json::Value {
    let apis = catalogue.apis.iter().map(|api| {
        let mut entry = serde_json::Map::new();
        entry.insert("api".to_owned(), api.name.as_str().into());
        entry.extend(COUNTS.iter().map(|(name, count)| ((*name).to_owned(), count(api).into())));
        serde_json::Value::Object(entry)
    });
    let counts = |key: &str, counts: Counts| {
        let entries = counts.into_iter().map(|(name, count)| json!({ key: name, "codes": count }));
        entries.collect::<Vec<_>>()
    };
    json!({
        "apis": apis.collect::<Vec<_>>(),
        "statuses": counts("status", statuses(catalogue)),
        "actions": counts("action", actions(catalogue)),
    })
}

fn as_tables(catalogue: &Catalogue) -> String {
    let right: Vec<usize> = (1..=COUNTS.len()).collect();
    let upper: Vec<String> = COUNTS.iter().map(|(name, _)| name.to_uppercase()).collect();
    let headings: Vec<&str> =
        std::iter::once("API").chain(upper.iter().map(String::as_str)).collect();
    let mut rows: Vec<Vec<String>> = catalogue
        .apis
        .iter()
        .map(|api| {
            let counts = COUNTS.iter().map(|(_, count)| count(api).to_string());
            std::iter::once(api.name.as_str().to_owned()).chain(counts).collect()
        })
        .collect();
    if catalogue.apis.len() > 1 {
        let sum = |count: Count| catalogue.apis.iter().map(count).sum::<usize>();
        let sums = COUNTS.iter().map(|(_, count)| sum(*count).to_string());
        rows.push(std::iter::once("all".to_owned()).chain(sums).collect());
    }
    let counted = |what: &str, counts: Counts| {
        let rows: Vec<Vec<String>> =
            counts.into_iter().map(|(name, count)| vec![name, count.to_string()]).collect();
        table(&[what, "CODES"], &[1], &rows)
    };
    [
        table(&headings, &right, &rows),
        counted("STATUS", statuses(catalogue)),
        counted("ACTION", actions(catalogue)),
    ]
    .join("\n")
}
