//! What a code brings along: its details, and the slots that it fills or fixes.

use super::links::Site;
use super::page::Page;
use super::paths::Slot;
use super::records::{self, Row};
use super::types;
use crate::prose::{Embed, code as code_span};
use errcat_catalogue::model::{Api, Code, DetailsShape, TypeRef};
use errcat_findings::json;

/// What its details are.
pub(super) fn details(site: &Site<'_>, api: &Api, code: &Code, page: &mut Page) {
    let Some(details) = &code.details else { return };
    let place = match site.paths(code).and_then(|paths| paths.details.as_ref()) {
        Some((path, true)) if path.is_empty() => " at the top level of the body".to_owned(),
        Some((path, true | false)) => format!(" in {}", code_span(path, Embed::Inline)),
        // Without a place in the body they fill the message, and that is all.
        None => " only in the message".to_owned(),
    };
    let missing = if details.optional { "; there may be none" } else { "" };
    let rows = match &details.shape {
        DetailsShape::Record(fields) => {
            page.block(format!("**Details**{place}{missing}"));
            records::rows(site, api, fields)
        }
        DetailsShape::Type(ty) => of_type(site, api, ty, &place, missing, page),
    };
    page.table(["Field", "Type", "Meaning"], &rows);
}

fn of_type(
    site: &Site<'_>,
    api: &Api,
    ty: &TypeRef,
    place: &str,
    missing: &str,
    page: &mut Page,
) -> Vec<Row> {
    let words = types::words(api, ty);
    let Some((itself, fields)) = records::record(api, ty) else {
        page.block(format!("**Details**{place}: {words}{missing}"));
        return Vec::new();
    };
    if itself {
        page.block(format!("**Details**{place}{missing}"));
    } else {
        page.block(format!("**Details**{place}: {words}, each with these fields{missing}"));
    }
    records::rows(site, api, fields)
}

/// The slots that the code fills or fixes.
pub(super) fn slots(site: &Site<'_>, api: &Api, code: &Code, page: &mut Page) {
    let envelope = api.envelope(code);
    let paths = site.paths(code);
    let place = |index: usize| match paths.and_then(|paths| paths.slot(index)) {
        Some(Slot::Body(path)) => code_span(path, Embed::Cell),
        Some(Slot::Header(name)) => format!("header {}", code_span(name, Embed::Cell)),
        None => String::new(),
    };
    let mut rows: Vec<Row> = Vec::new();
    for (index, value) in &code.set {
        let value = code_span(&json::line(value), Embed::Cell);
        rows.push([place(*index), format!("always {value}"), String::new()]);
    }
    for index in &code.fills {
        let slot = &envelope.slots[*index];
        let words = types::words_with(api, &slot.ty, "");
        let meaning = slot.description.as_ref().map(|prose| site.cell(prose)).unwrap_or_default();
        rows.push([place(*index), words, meaning]);
    }
    if !rows.is_empty() {
        page.block("**Always there** with this code");
        page.table(["Field", "Type", "Meaning"], &rows);
    }
}
