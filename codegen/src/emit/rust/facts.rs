//! `facts.rs` of an API: what the catalogue says of its codes, a column for each field.
//!
//! A reviewer reads a code's facts at its variant; these tables are what a program reads. In
//! columns, what is asked of every code lies close together, a column that a program does not ask
//! for is not in it, and rustc takes half the time that it takes for records: it sees one literal
//! after the other. Absent texts are empty instead of `None`, a column in which nothing is said is
//! one line, and lists of statuses are constants of their own.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::ident::camel;
use super::lookup;
use super::scope::ApiScope;
use super::source::{Line, Literal, Source, list, option};
use super::status::status_variant;
use crate::catalogue::{Code, Deprecated, Grpc, Place, Status, Visibility, Wire, WireType};
use crate::name::Name;

pub(super) fn expand(api: ApiScope<'_>) -> String {
    let mut source = Source::new("What the catalogue says of each code, a column for each field.");
    source.items(&expand_uses(api));
    let lists = status_lists(api);
    for (statuses, name) in &lists {
        let statuses = statuses.iter().map(|status| status_expr(*status));
        source.one_line(format_args!("const {name}: &[Status] = &[{}];", list(statuses)));
    }
    let mut columns = Columns { api, source };
    columns.write_codes();
    write_identity(&mut columns);
    write_texts(&mut columns);
    write_advice(&mut columns, &lists);
    write_history(&mut columns);
    columns.source.finish()
}

/// The columns of an API, one by one.
struct Columns<'a> {
    api: ApiScope<'a>,
    source: Source,
}

impl<'a> Columns<'a> {
    /// A column: what `value` says of each code, or `nothing`.
    fn write<V: Line>(
        &mut self,
        name: &str,
        ty: &str,
        nothing: &str,
        value: impl Fn(&'a Code) -> Option<V>,
    ) {
        let codes = &self.api.api.codes;
        let head = format!("pub(super) static {name}: [{ty}; {}] = [", codes.len());
        let mut values = codes.iter().map(&value);
        if values.all(|value| value.is_none()) {
            self.source.one_line(format_args!("{head}{nothing}; {}];", codes.len()));
            return;
        }
        let lines = |source: &mut Source| {
            for (code, variant) in codes.iter().zip(&self.api.names.codes) {
                match value(code) {
                    Some(value) => source.entry(value, variant.as_str()),
                    None => source.entry(nothing, variant.as_str()),
                }
            }
        };
        self.source.block("", &head, lines, "];");
    }

    /// Every code.
    fn write_codes(&mut self) {
        let codes = &self.api.names.codes;
        let lines = |source: &mut Source| {
            for code in codes {
                source.line(format_args!("    Code::{code},"));
            }
        };
        let head = format!("pub(super) static CODES: [Code; {}] = [", codes.len());
        self.source.block("Every code.", &head, lines, "];");
    }

    /// A column of texts.
    fn texts(&mut self, name: &str, text: impl Fn(&'a Code) -> Option<&'a str>) {
        self.write(name, "&str", "\"\"", |code| text(code).map(Literal));
    }
}

fn write_identity(columns: &mut Columns<'_>) {
    let api = columns.api;
    if lookup::names_travel(api) {
        columns.source.one_line("pub(super) use self::WIRES as NAMES;");
    } else {
        columns.texts("NAMES", |code| Some(code.name.as_str()));
    }
    match api.api.wire {
        WireType::String => columns.texts("WIRES", |code| match &code.wire {
            Wire::String(text) => Some(text),
            Wire::Integer(_) => None,
        }),
        WireType::Integer => columns.write("WIRES", "i64", "0", |code| match code.wire {
            Wire::Integer(number) => Some(number),
            Wire::String(_) => None,
        }),
    }
    let groups: Vec<String> =
        api.names.groups.iter().map(|group| format!("Group::{group}")).collect();
    columns.write("GROUPS", "Group", "", |code| Some(groups[code.group].as_str()));
    columns.write("MASKS", "Option<Code>", "None", |code| match code.visibility {
        Visibility::Internal { masked_as } => {
            Some(format!("Some(Code::{})", api.names.codes[masked_as]))
        }
        Visibility::Public => None,
    });
}

fn write_texts(columns: &mut Columns<'_>) {
    let api = columns.api;
    columns.texts("TITLES", |code| Some(&code.title));
    columns.texts("MESSAGES", |code| Some(&code.message.source));
    columns.texts("DESCRIPTIONS", |code| Some(&code.description.as_ref()?.source));
    columns.write("DOCS_URLS", "&str", "\"\"", |code| match code.visibility {
        Visibility::Public => {
            let url = api.scope.catalogue.permalink(api.api, &code.wire)?;
            Some(Literal(&url).to_string())
        }
        Visibility::Internal { .. } => None,
    });
    columns.write("TAGS", "&[&str]", "&[]", |code| {
        let tags = code.tags.iter().map(|tag| Literal(tag));
        (!code.tags.is_empty()).then(|| format!("&[{}]", list(tags)))
    });
}

fn write_advice(columns: &mut Columns<'_>, lists: &StatusLists<'_>) {
    let api = columns.api;
    // Many codes have the same ones: each is written once.
    let statuses: BTreeMap<Status, String> = lists
        .keys()
        .filter_map(|statuses| statuses.first())
        .map(|status| (*status, format!("Some({})", status_expr(*status))))
        .collect();
    columns.write("STATUS", "Option<Status>", "None", |code| {
        statuses.get(code.statuses.first()?).map(String::as_str)
    });
    columns.write("STATUSES", "&[Status]", "&[]", |code| {
        lists.get(code.statuses.as_slice()).map(String::as_str)
    });
    let named = |grpc: &Grpc| format!("Some(Grpc::{})", camel(&Name::new(grpc.as_str())));
    let grpc: BTreeMap<Grpc, String> = Grpc::ALL.iter().map(|it| (*it, named(it))).collect();
    columns.write("GRPC", "Option<Grpc>", "None", |code| grpc.get(&code.grpc?).map(String::as_str));
    let actions: Vec<String> =
        api.scope.actions.iter().map(|action| format!("Some(Action::{action})")).collect();
    columns
        .write("ACTIONS", "Option<Action>", "None", |code| Some(actions[code.action?.0].as_str()));
    columns.texts("ADVICE", |code| Some(&code.advice.as_ref()?.source));
    columns.write("RETRY_AFTER", "&[RetryAfter]", "&[]", |code| {
        let places = code.retry_after.iter().map(|place| place_expr(api, code, place));
        (!code.retry_after.is_empty()).then(|| format!("&[{}]", list(places)))
    });
}

fn write_history(columns: &mut Columns<'_>) {
    let api = columns.api;
    columns.texts("SINCE", |code| code.since.as_deref());
    columns.write("DEPRECATIONS", "Option<&Deprecation<Code>>", "None", |code| {
        Some(deprecation_expr(api, code.deprecated.as_ref()?))
    });
}

fn expand_uses(api: ApiScope<'_>) -> TokenStream {
    let codes = &api.api.codes;
    let assumes = |place: &Place| matches!(place, Place::Assume(_));
    let duration = codes.iter().any(|code| code.retry_after.iter().any(assumes));
    let duration = duration.then(|| {
        quote!(
            use core::time::Duration;
        )
    });
    quote! {
        #duration
        use super::{Code, Group};
        use crate::{Action, Deprecation, Grpc, RetryAfter, Status};
    }
}

/// The names of the constants for lists of statuses.
type StatusLists<'a> = BTreeMap<&'a [Status], String>;

fn status_lists(api: ApiScope<'_>) -> StatusLists<'_> {
    let lists = api.api.codes.iter().map(|code| code.statuses.as_slice());
    let named = lists.filter(|statuses| !statuses.is_empty()).map(|statuses| {
        let words: Vec<String> = statuses.iter().map(Status::to_string).collect();
        (statuses, format!("HTTP_{}", words.join("_")))
    });
    named.collect()
}

/// `Status::Http404`
fn status_expr(status: Status) -> String {
    format!("Status::{}", status_variant(status))
}

fn place_expr(api: ApiScope<'_>, code: &Code, place: &Place) -> String {
    match place {
        Place::Detail(at) => {
            let field = api.api.detail_fields(code).and_then(|fields| fields.get(*at));
            let key = field.map_or("", |field| field.wire.as_str());
            format!("RetryAfter::Detail({})", Literal(key))
        }
        Place::Slot(at) => {
            let slot = api.api.envelope(code).slots.get(*at);
            let name = slot.map_or("", |slot| slot.name.as_str());
            format!("RetryAfter::Slot({})", Literal(name))
        }
        Place::Header => "RetryAfter::Header".to_owned(),
        Place::Assume(seconds) => format!("RetryAfter::Assume(Duration::from_secs({seconds}))"),
    }
}

fn deprecation_expr(api: ApiScope<'_>, deprecated: &Deprecated) -> String {
    let replaced_by = deprecated.replaced_by.map(|at| format!("Code::{}", api.names.codes[at]));
    format!(
        "Some(&Deprecation {{ since: {}, replaced_by: {}, note: {} }})",
        option(deprecated.since.as_deref().map(Literal)),
        option(replaced_by),
        option(deprecated.note.as_ref().map(|note| Literal(&note.source))),
    )
}
