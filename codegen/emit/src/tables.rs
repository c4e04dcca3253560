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
//! Spreadsheets take a cell that begins with `=`, `+`, `-` or `@` for a formula, and run it. Cells of
//! prose get an apostrophe there, unless `[outputs.tables]` says otherwise (`Words`). All other
//! cells are exact: names begin with a letter, statuses and numbers compute nothing, and a program
//! that reads a wire value has to find the one that travels.

use std::borrow::Cow;

use crate::json::Extent;
use crate::json::facts::{self, View};
use crate::output::Artifact;
use crate::{Job, job, public_view};
use errcat_catalogue::model::{Api, Catalogue, Code, Conversion, Grpc, Prose};

/// The tables of all APIs, then the conversions.
pub fn emit(catalogue: &Catalogue) -> Vec<Job<'_>> {
    let words = Words { escape: catalogue.outputs.escape_formulas };
    let apis = catalogue.apis.iter().enumerate().flat_map(move |(at, api)| {
        [
            job(move || {
                let columns = CODES.into_iter().chain(facts::columns());
                [table("codes", api, columns, codes(catalogue, at, words))]
            }),
            job(move || [table("statuses", api, STATUSES, statuses(api, words))]),
            job(move || [table("actions", api, ACTIONS, actions(catalogue, api, words))]),
        ]
    });
    let conversions = catalogue.conversions.iter();
    apis.chain(conversions.map(|it| job(|| [conversion(catalogue, it)]))).collect()
}

/// A table's columns.
type Row<'a, const N: usize> = [Cow<'a, str>; N];

fn table<'a, R: IntoIterator<Item = Cow<'a, str>>>(
    kind: &str,
    api: &Api,
    columns: impl IntoIterator<Item = &'static str>,
    rows: impl Iterator<Item = R>,
) -> Artifact {
    csv(format!("tables/{kind}/{}.csv", api.name.as_str()), columns, rows)
}

fn csv<'a, R: IntoIterator<Item = Cow<'a, str>>>(
    path: String,
    columns: impl IntoIterator<Item = &'static str>,
    rows: impl Iterator<Item = R>,
) -> Artifact {
    let columns = columns.into_iter().map(Cow::Borrowed).collect();
    let rows = rows.map(|row| row.into_iter().collect::<Vec<_>>());
    Artifact::csv(path, std::iter::once(columns).chain(rows))
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

fn codes<'a>(
    catalogue: &'a Catalogue,
    at: usize,
    words: Words,
) -> impl Iterator<Item = impl Iterator<Item = Cow<'a, str>>> {
    let api = &catalogue.apis[at];
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
            words.text(&code.title),
            words.text(&code.message.source),
            words.prose(code.description.as_ref()),
            words.prose(code.advice.as_ref()),
            words.text(code.since.as_deref().unwrap_or_default()),
            // Deprecated, but nobody said since when.
            words.text(deprecated.map_or("", |it| it.since.as_deref().unwrap_or("yes"))),
            text(deprecated.and_then(|it| public_view::successor(api, it.replaced_by))),
            catalogue.permalink(api, &code.wire).unwrap_or_default().into(),
        ]
        .into_iter()
        .chain(View { catalogue, at, code, extent: Extent::Whole }.cells())
    })
}

const STATUSES: [&str; 7] = ["status", "reason", "meaning", "grpc", "code", "name", "title"];

fn statuses(api: &Api, words: Words) -> impl Iterator<Item = Row<'_, 7>> {
    let by_status = public_view::codes_by(api, |code| code.statuses.iter().copied());
    api.statuses.iter().flat_map(move |info| {
        rows(by_status.get(&info.status)).map(move |code| {
            [
                info.status.to_string().into(),
                words.text(&info.reason),
                words.prose(info.meaning.as_ref()),
                text(info.grpc.map(Grpc::as_str)),
                code.map(|code| code.wire.text()).unwrap_or_default(),
                text(code.map(|code| code.name.as_str())),
                words.text(code.map_or("", |code| &code.title)),
            ]
        })
    })
}

const ACTIONS: [&str; 8] =
    ["action", "title", "advice", "actor", "retry", "code", "name", "code_title"];

fn actions<'a>(
    catalogue: &'a Catalogue,
    api: &'a Api,
    words: Words,
) -> impl Iterator<Item = Row<'a, 8>> {
    let by_action = public_view::codes_by(api, |code| code.action);
    public_view::actions(catalogue, api).flat_map(move |(id, action)| {
        let (title, advice) = match api.own_action(id) {
            Some(own) => (&own.title, &own.advice),
            None => (&action.title, &action.advice),
        };
        rows(by_action.get(&id)).map(move |code| {
            [
                action.name.as_str().into(),
                words.text(title),
                words.prose(Some(advice)),
                action.actor.as_str().into(),
                action.retry.as_str().into(),
                code.map(|code| code.wire.text()).unwrap_or_default(),
                text(code.map(|code| code.name.as_str())),
                words.text(code.map_or("", |code| &code.title)),
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
fn rows<'a>(
    codes: Option<&Vec<(usize, &'a Code)>>,
) -> impl Iterator<Item = Option<&'a Code>> + use<'a> {
    let codes: Vec<&Code> = codes.into_iter().flatten().map(|(_, code)| *code).collect();
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

/// How cells of prose are written.
#[derive(Clone, Copy)]
struct Words {
    /// Whether none of them may begin a formula.
    escape: bool,
}

impl Words {
    /// A text as a cell. Spreadsheets take what follows an apostrophe for text (OWASP, CSV Injection),
    /// and some pass over white space first. Where there are apostrophes already there is one more,
    /// so that every text can be told from its cell.
    fn text(self, text: &str) -> Cow<'_, str> {
        let behind = text.trim_start_matches('\'');
        let begins = behind.trim_start().starts_with(FORMULA) || behind.starts_with(BREAKS);
        if self.escape && begins { format!("'{text}").into() } else { text.into() }
    }

    fn prose(self, prose: Option<&Prose>) -> Cow<'_, str> {
        self.text(prose.map_or("", |prose| &prose.source))
    }
}

/// What a formula begins with, the wide forms of East Asian keyboards included.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What moves a formula behind it to the beginning of a cell.
const BREAKS: [char; 3] = ['\t', '\r', '\n'];
