//! The page of all codes of all APIs, and what its script finds them by.
//!
//! `codes.md` is a plain table. In a browser `theme/finder.js` puts filters and a search above it,
//! which know everything from `codes-index.js`:
//!
//! ```text
//! base       docs_url, or null
//! actions    [{ name, title, retry, again }]; `again` is `retry` in words
//! statuses   [{ status, title }]: all that codes have
//! apis       [{ id, title, bodies, codes, retired }]
//!   bodies   a shape for each envelope (see `shape`)
//!   codes    [[wire, name, title, message, statuses, action, envelope, aliases]]
//!            `name` and `title` are empty where they say no more than `wire` and the name do;
//!            `action` is an index, -1 for none; `envelope` an index of `bodies`
//!   retired  [[wire, name, replaced_by]]; `replaced_by` is an index of `codes`, -1 for none
//! ```

use std::collections::{BTreeSet, HashSet};

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::links::{Site, status_text};
use super::message::message;
use super::page::Page;
use super::retry;
use crate::output::Artifact;
use crate::prose::{Embed, link, plain};
use crate::public_view;
use crate::streamed::List;
use errcat_catalogue::model::{
    Absent, Api, BodyPart, BuiltIn, Catalogue, Code, CodeRef, Member, Part, SlotRef, Status,
    Target, Wire,
};
use errcat_catalogue::name::Name;

/// The page.
pub(super) fn page(catalogue: &Catalogue) -> Artifact {
    let site = &Site::root(catalogue);
    let mut page = Page::new();
    page.heading(1, "All codes");
    page.block(
        "Every code of every API. Follow a code to its entry, which says what happened and what \
            to do.",
    );
    page.anchor("finder:codes");
    let rows: Vec<[String; 6]> =
        (0..catalogue.apis.len()).flat_map(|api| rows(site, api)).collect();
    page.table(["Code", "API", "Status", "Meaning", "What to do", "Send again?"], &rows);
    Artifact::markdown(catalogue, "docs/src/codes.md", "catalogue", page.finish())
}

fn rows<'a>(site: &'a Site<'_>, at: usize) -> impl Iterator<Item = [String; 6]> + use<'a> {
    let api = &site.catalogue.apis[at];
    let title = link(&plain(&api.title), &format!("{}/index.md", api.name.as_str()));
    api.public_codes().map(move |(index, code)| {
        let statuses: Vec<String> = code
            .statuses
            .iter()
            .map(|status| link(&status.to_string(), &format!("statuses.md#status:{status}")))
            .collect();
        let meaning = if code.title == code.name.title() {
            message(api, code, Embed::Cell)
        } else {
            plain(&code.title)
        };
        [
            site.to(Target::Code(CodeRef { api: at, code: index }), Embed::Cell),
            title.clone(),
            statuses.join(", "),
            meaning,
            code.action.map(|id| site.to_action(id).to_owned()).unwrap_or_default(),
            site.catalogue.retry(code).map(retry::short).unwrap_or_default().to_owned(),
        ]
    })
}

/// What the script knows.
pub(super) fn index(catalogue: &Catalogue) -> Artifact {
    #[derive(Serialize)]
    struct Index<'a, A, S, P> {
        base: Option<&'a str>,
        actions: A,
        statuses: S,
        apis: P,
    }
    let codes = catalogue.apis.iter().flat_map(Api::public_codes);
    let used: BTreeSet<Status> =
        codes.flat_map(|(_, code)| code.statuses.iter().copied()).collect();
    let index = Index {
        base: catalogue.docs_url.as_deref(),
        actions: List(|| {
            catalogue.actions.iter().map(|action| {
                json!({
                    "name": action.name.as_str(),
                    "title": action.title,
                    "retry": action.retry.as_str(),
                    "again": retry::short(action.retry),
                })
            })
        }),
        statuses: List(|| {
            let used = catalogue.statuses.iter().filter(|info| used.contains(&info.status));
            used.map(|info| {
                json!({
                    "status": info.status.to_string(),
                    "title": status_text(info.status, Some(info)),
                })
            })
        }),
        apis: List(|| catalogue.apis.iter().map(api)),
    };
    Artifact::script(catalogue, "docs/src/codes-index.js", "catalogue", "errcatIndex", &index)
}

fn api(api: &Api) -> impl Serialize + use<'_> {
    #[derive(Serialize)]
    struct Entry<'a, B, C, R> {
        id: &'a str,
        title: &'a str,
        bodies: B,
        codes: C,
        retired: R,
    }
    let used: HashSet<usize> = api.public_codes().map(|(_, code)| code.envelope).collect();
    // What refers to a code does so by its place in the list of public ones.
    let mut places = vec![-1; api.codes.len()];
    for (place, (index, _)) in (0..).zip(api.public_codes()) {
        places[index] = place;
    }
    Entry {
        id: api.name.as_str(),
        title: &api.title,
        bodies: List(move || {
            let used = used.clone();
            api.envelopes.iter().enumerate().map(move |(at, envelope)| {
                if used.contains(&at) { shape(&envelope.body) } else { Json::Null }
            })
        }),
        codes: List(|| api.public_codes().map(|(_, code)| entry(api, code))),
        retired: List(move || {
            let places = places.clone();
            public_view::retired(api).map(move |tomb| {
                let by: i64 = tomb.replaced_by.map_or(-1, |by| places[by]);
                (tomb.wire.json(), tomb.name.as_str(), by)
            })
        }),
    }
}

fn entry(api: &Api, code: &Code) -> impl Serialize + use<> {
    let action = code.action.and_then(|id| i64::try_from(id.0).ok()).unwrap_or(-1);
    let statuses: Vec<String> = code.statuses.iter().map(ToString::to_string).collect();
    let aliases: Vec<&str> = code.aliases.iter().map(Name::as_str).collect();
    let title = if code.title == code.name.title() { "" } else { &code.title };
    json!([
        code.wire.json(),
        // Most names are the wire value.
        if matches!(&code.wire, Wire::String(wire) if wire == code.name.as_str()) {
            ""
        } else {
            code.name.as_str()
        },
        title,
        words(api, code),
        statuses,
        action,
        code.envelope,
        aliases,
    ])
}

/// A code's message as plain text.
fn words(api: &Api, code: &Code) -> String {
    let field = |index: usize| api.detail_fields(code)?.get(index).map(|field| field.wire.as_str());
    let slot = |index: usize| api.envelope(code).slots.get(index).map(|slot| slot.name.as_str());
    let mut out = String::new();
    for part in &code.message.parts {
        let name = match part {
            Part::Text(text) => {
                out.push_str(text);
                continue;
            }
            Part::Field(index) => field(*index),
            Part::Slot(index) => slot(*index),
        };
        out.push_str(&format!("{{{}}}", name.unwrap_or_default()));
    }
    out
}

/// A body's shape: `["is", constant]`, `["slot", name, optional]`, `["spread"]`, `["each", shape]`
/// for a list of errors, `["list", shapes]`, `["object", [[key, shape]]]`. Keys are values here, as
/// those of a catalogue may be any, and scripts take `__proto__` for something else.
fn shape(body: &BodyPart) -> Json {
    match body {
        BodyPart::Constant(value) => json!(["is", value]),
        BodyPart::Errors(item) => json!(["each", shape(item)]),
        BodyPart::Array(items) => json!(["list", items.iter().map(shape).collect::<Vec<_>>()]),
        BodyPart::Slot(used) => {
            let name = match used.slot {
                SlotRef::BuiltIn(slot) => slot.as_str(),
                SlotRef::Own(_) => "",
            };
            let surely = matches!(used.slot, SlotRef::BuiltIn(BuiltIn::Details));
            let optional = surely || used.absent != Absent::Never;
            json!(["slot", name, optional])
        }
        BodyPart::Object(members) => {
            let members: Vec<Json> = members
                .iter()
                .map(|member| match member {
                    Member::Key(key, value) => json!([key, shape(value)]),
                    Member::Spread => json!([null, ["spread"]]),
                })
                .collect();
            json!(["object", members])
        }
    }
}
