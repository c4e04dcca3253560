//! `tables/`: codes, statuses, actions and conversions as CSV, for people who don't read Rust and
//! for spreadsheets.
//!
//! - `tables/codes/<api>.csv`: a row per code.
//! - `tables/statuses/<api>.csv`: a row per status and code; a status without codes has one row.
//! - `tables/actions/<api>.csv`: a row per action and code.
//! - `tables/conversions/<from>/<to>.csv`: a row per code of `from`. A last row without a code says
//!   what an unknown one becomes, where the catalogue says so.
//!
//! Names of APIs are folders and files of their own, so no two tables can have the same path. A
//! list within a cell is separated by spaces, and holds nothing with spaces in it. Prose is as the
//! catalogue writes it.
//!
//! Each cell holds exactly the catalogue's text. Spreadsheets take cells that begin with `=`, `+`,
//! `-` or `@` for formulas; the usual remedy, an apostrophe or a tab before them, changes the text
//! for everyone who reads the files by program, and negative codes such as `-32600` with it. The
//! text comes from the catalogue, which its team reviews, and not from strangers.

use std::borrow::Cow;

use crate::catalogue::{Api, Catalogue, Code, Conversion, Grpc, Prose};
use crate::emit::{Job, job, reach};
use crate::output::Artifact;

/// The tables of all APIs, then the conversions.
pub fn emit(catalogue: &Catalogue) -> Vec<Job<'_>> {
    let apis = catalogue.apis.iter().flat_map(|api| {
        [
            job(|| [table("codes", api, CODES, codes(catalogue, api))]),
            job(|| [table("statuses", api, STATUSES, statuses(api))]),
            job(|| [table("actions", api, ACTIONS, actions(catalogue, api))]),
        ]
    });
    let conversions = catalogue.conversions.iter();
    apis.chain(conversions.map(|it| job(|| [conversion(catalogue, it)]))).collect()
}

/// A table's columns.
type Row<'a, const N: usize> = [Cow<'a, str>; N];

fn table<'a, const N: usize>(
    kind: &str,
    api: &Api,
    columns: [&'static str; N],
    rows: impl Iterator<Item = Row<'a, N>>,
) -> Artifact {
    csv(format!("tables/{kind}/{}.csv", api.name.as_str()), columns, rows)
}

fn csv<'a, const N: usize>(
    path: String,
    columns: [&'static str; N],
    rows: impl Iterator<Item = Row<'a, N>>,
) -> Artifact {
    Artifact::csv(path, std::iter::once(columns.map(Cow::Borrowed)).chain(rows))
}

const CODES: [&str; 17] = [
    "code",
    "name",
    "group",
    "status",
    "statuses",
    "grpc",
    "action",
    "actor",
    "retry",
    "title",
    "message",
    "description",
    "advice",
    "since",
    "deprecated",
    "replaced_by",
    "permalink",
];

fn codes<'a>(catalogue: &'a Catalogue, api: &'a Api) -> impl Iterator<Item = Row<'a, 17>> {
    api.public_codes().map(move |(_, code)| {
        let action = code.action.map(|id| catalogue.action(id));
        let deprecated = code.deprecated.as_ref();
        [
            code.wire.text(),
            code.name.as_str().into(),
            api.groups[code.group].name.as_str().into(),
            status(code).into(),
            statuses_of(code).into(),
            text(code.grpc.map(Grpc::as_str)),
            text(action.map(|action| action.name.as_str())),
            text(action.map(|action| action.actor.as_str())),
            text(action.map(|action| action.retry.as_str())),
            code.title.as_str().into(),
            code.message.source.as_str().into(),
            prose(code.description.as_ref()),
            prose(code.advice.as_ref()),
            text(code.since.as_deref()),
            // Deprecated, but nobody said since when.
            text(deprecated.map(|it| it.since.as_deref().unwrap_or("yes"))),
            text(deprecated.and_then(|it| reach::successor(api, it.replaced_by))),
            catalogue.permalink(api, &code.wire).unwrap_or_default().into(),
        ]
    })
}

const STATUSES: [&str; 7] = ["status", "reason", "meaning", "grpc", "code", "name", "title"];

fn statuses(api: &Api) -> impl Iterator<Item = Row<'_, 7>> {
    api.statuses.iter().flat_map(move |info| {
        let codes = api.public_codes().map(|(_, code)| code);
        let codes: Vec<_> = codes.filter(|code| code.statuses.contains(&info.status)).collect();
        rows(codes).map(move |code| {
            [
                info.status.to_string().into(),
                info.reason.as_str().into(),
                prose(info.meaning.as_ref()),
                text(info.grpc.map(Grpc::as_str)),
                code.map(|code| code.wire.text()).unwrap_or_default(),
                text(code.map(|code| code.name.as_str())),
                text(code.map(|code| code.title.as_str())),
            ]
        })
    })
}

const ACTIONS: [&str; 8] =
    ["action", "title", "advice", "actor", "retry", "code", "name", "code_title"];

fn actions<'a>(catalogue: &'a Catalogue, api: &'a Api) -> impl Iterator<Item = Row<'a, 8>> {
    reach::actions(catalogue, api).flat_map(move |(id, action)| {
        let (title, advice) = match api.own_action(id) {
            Some(own) => (&own.title, &own.advice),
            None => (&action.title, &action.advice),
        };
        let codes = api.public_codes().map(|(_, code)| code);
        let codes: Vec<_> = codes.filter(|code| code.action == Some(id)).collect();
        rows(codes).map(move |code| {
            [
                action.name.as_str().into(),
                title.as_str().into(),
                advice.source.as_str().into(),
                action.actor.as_str().into(),
                action.retry.as_str().into(),
                code.map(|code| code.wire.text()).unwrap_or_default(),
                text(code.map(|code| code.name.as_str())),
                text(code.map(|code| code.title.as_str())),
            ]
        })
    })
}

const CONVERSION: [&str; 6] =
    ["from_code", "from_name", "from_status", "to_code", "to_name", "to_status"];

fn conversion<'a>(catalogue: &'a Catalogue, conversion: &Conversion) -> Artifact {
    let from = &catalogue.apis[conversion.from];
    let to = &catalogue.apis[conversion.to];
    let cells = |code: Option<&'a Code>| match code {
        Some(code) => [code.wire.text(), code.name.as_str().into(), status(code).into()],
        None => Default::default(),
    };
    let pair = |code: Option<&'a Code>, counterpart: Option<usize>| {
        let [code, name, status] = cells(code);
        let [to_code, to_name, to_status] = cells(counterpart.map(|index| &to.codes[index]));
        [code, name, status, to_code, to_name, to_status]
    };
    let rows = from.public_codes().map(|(at, code)| pair(Some(code), conversion.codes[at]));
    let otherwise = conversion.otherwise.map(|index| pair(None, Some(index)));
    let path = format!("tables/conversions/{}/{}.csv", from.name.as_str(), to.name.as_str());
    csv(path, CONVERSION, rows.chain(otherwise))
}

/// One row per code, or one without.
fn rows(codes: Vec<&Code>) -> impl Iterator<Item = Option<&Code>> {
    let none = codes.is_empty().then_some(None);
    codes.into_iter().map(Some).chain(none)
}

fn status(code: &Code) -> String {
    code.status().map(|status| status.to_string()).unwrap_or_default()
}

fn statuses_of(code: &Code) -> String {
    code.statuses.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

fn text(text: Option<&str>) -> Cow<'_, str> {
    text.unwrap_or_default().into()
}

fn prose(prose: Option<&Prose>) -> Cow<'_, str> {
    text(prose.map(|prose| prose.source.as_str()))
}
