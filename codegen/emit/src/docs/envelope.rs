//! What an API's errors look like: its envelopes.

use std::fmt::Write as _;

use super::annotated::annotated;
use super::links::Site;
use super::page::{Page, list};
use super::paths::{Holds, Spot, join, spots};
use super::records::{self, Row};
use super::types;
use crate::prose::{Embed, code, fence, link, plain};
use crate::public_view;
use errcat_catalogue::model::{
    Absent, Api, BuiltIn, Code, Envelope, HeaderValue, Place, SlotRef, SlotUse, WireType,
};
use errcat_findings::json;

/// The section on what errors look like.
pub(super) fn section(site: &Site<'_>, api: &Api, page: &mut Page) {
    let used: Vec<(usize, &Envelope)> = public_view::envelopes(api).collect();
    let codes = public_view::codes_by(api, |code| [code.envelope]);
    page.heading(2, "What errors look like");
    for (index, form) in &used {
        let codes: Vec<&Code> = codes[index].iter().map(|(_, code)| *code).collect();
        if used.len() > 1 {
            let name = code(form.name.as_str(), Embed::Inline);
            page.heading(3, format!("Form {name}"));
            page.block(format!("For the codes of {}.", list(&groups(api, &codes), "and")));
        }
        envelope(site, api, form, &codes, page);
    }
}

/// Links to the groups of some codes, which are in the order of their groups.
fn groups(api: &Api, codes: &[&Code]) -> Vec<String> {
    let groups = codes.chunk_by(|a, b| a.group == b.group).map(|codes| &api.groups[codes[0].group]);
    groups
        .map(|group| link(&plain(&group.title), &format!("#group:{}", group.name.as_str())))
        .collect()
}

/// An envelope with these public codes.
fn envelope(site: &Site<'_>, api: &Api, envelope: &Envelope, codes: &[&Code], page: &mut Page) {
    let mut intro = format!("Media type: {}.", code(&envelope.media_type, Embed::Inline));
    if let Some(status) = envelope.http_status {
        let _ = write!(
            intro,
            " Every response has HTTP status {status}, even with an error. The statuses of the \
                codes classify the codes, and the API does not send them."
        );
    }
    page.block(intro);
    if let Some(example) = example(site, api, codes) {
        page.block("An example that says what each part is for:");
        page.block(fence("jsonc", &annotated(envelope, codes, &example)));
    }
    page.table(["Field", "Type", "Meaning"], &rows(site, api, envelope, codes));
}

/// The example that shows most of an envelope.
fn example(site: &Site<'_>, api: &Api, codes: &[&Code]) -> Option<serde_json::Value> {
    let examples = codes
        .iter()
        // The largest of many is large enough.
        .take(100)
        .filter_map(|code| Some((code, code.examples.first()?)))
        .map(|(code, example)| site.catalogue.example_body(api, code, example));
    let mut best: Option<(usize, serde_json::Value)> = None;
    for body in examples {
        let keys = keys(&body);
        if best.as_ref().is_none_or(|(most, _)| keys > *most) {
            best = Some((keys, body));
        }
    }
    best.map(|(_, body)| body)
}

fn keys(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Array(items) => items.iter().map(keys).sum(),
        serde_json::Value::Object(members) => members.values().map(|value| 1 + keys(value)).sum(),
        _ => 0,
    }
}

fn rows(site: &Site<'_>, api: &Api, envelope: &Envelope, codes: &[&Code]) -> Vec<Row> {
    let mut rows = Vec::new();
    for spot in spots(&envelope.body) {
        spot_rows(site, api, envelope, &spot, &mut rows);
    }
    for (name, value) in &envelope.headers {
        let place = format!("header {}", code(name, Embed::Cell));
        match value {
            HeaderValue::Constant(value) => {
                rows.push([place, format!("always {}", code(value, Embed::Cell)), String::new()]);
            }
            HeaderValue::Slot { slot, optional } => {
                let slot = &envelope.slots[*slot];
                let optional = if *optional { ", optional" } else { "" };
                let words = types::words_with(api, &slot.ty, optional);
                rows.push([place, words, meaning(site, slot)]);
            }
        }
    }
    if codes.iter().any(|code| code.retry_after.contains(&Place::Header)) {
        rows.push([
            "header `Retry-After`".to_owned(),
            "seconds or HTTP date, optional".to_owned(),
            "How long to wait; only with codes that say so".to_owned(),
        ]);
    }
    rows
}

fn spot_rows(site: &Site<'_>, api: &Api, envelope: &Envelope, at: &Spot, rows: &mut Vec<Row>) {
    let path = if at.path.is_empty() { "the body".to_owned() } else { code(&at.path, Embed::Cell) };
    match &at.holds {
        Holds::Constant(value) => {
            let value = code(&json::line(value), Embed::Cell);
            rows.push([path, format!("always {value}"), String::new()]);
        }
        Holds::Errors => {
            rows.push([path, "list".to_owned(), "The errors: one or more".to_owned()]);
        }
        Holds::Spread => {
            let path = code(&join(&at.path, "…"), Embed::Cell);
            rows.push([path, "fields".to_owned(), BuiltIn::Details.description().to_owned()]);
        }
        Holds::Slot(SlotUse { slot: SlotRef::Own(index), absent, as_string }) => {
            let slot = &envelope.slots[*index];
            let words = if *as_string {
                format!("string: a number{}", absence(*absent))
            } else {
                types::words_with(api, &slot.ty, absence(*absent))
            };
            rows.push([path, words, meaning(site, slot)]);
            records::rows_within(site, api, &at.path, &slot.ty, rows);
        }
        Holds::Slot(SlotUse { slot: SlotRef::BuiltIn(slot), absent, as_string }) => {
            let words = if *as_string { "string: a number" } else { built_in_type(api, *slot) };
            let words = format!("{words}{}", absence(*absent));
            rows.push([path, words, slot.description().to_owned()]);
        }
    }
}

fn meaning(site: &Site<'_>, slot: &errcat_catalogue::model::Slot) -> String {
    slot.description.as_ref().map(|prose| site.cell(prose)).unwrap_or_default()
}

fn absence(absent: Absent) -> &'static str {
    match absent {
        Absent::Never => "",
        Absent::Omit => ", optional",
        Absent::Null => ", or null",
    }
}

fn built_in_type(api: &Api, slot: BuiltIn) -> &'static str {
    match slot {
        BuiltIn::Code if api.wire == WireType::Integer => "integer",
        BuiltIn::Code | BuiltIn::Name | BuiltIn::Title | BuiltIn::Message | BuiltIn::Grpc => {
            "string"
        }
        BuiltIn::Type => "string: URI",
        BuiltIn::Status => "integer",
        BuiltIn::Details => "depends on the code",
    }
}
