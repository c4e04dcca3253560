//! `facts.rs` of an API: what the catalogue says of its codes, one record each.
//!
//! Records are what people can review, but to rustc one initializer with thousands of them is one
//! function body. Three things keep its time near linear, measured with 10,000 codes: fields that
//! a code does not need come from `NOTHING`, absent texts are empty instead of `None`, and lists
//! of statuses are constants of their own.
//!
//! What a program reads is columns, which the compiler makes from the records. What is asked of
//! every code then lies close together, and a column that a program does not ask for is not in it.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::ident::camel;
use super::scope::ApiScope;
use super::source::{Fields, Literal, Source, list, option};
use super::status::status_variant;
use crate::catalogue::{Code, Deprecated, Place, Status, Visibility, Wire, WireType};
use crate::name::Name;

pub(super) fn expand(api: ApiScope<'_>) -> String {
    let mut source = Source::new("What the catalogue says of each code.");
    source.items(&expand_uses(api));
    source.items(&expand_type(api.api.wire));
    source.items(&expand_nothing(api));
    let lists = status_lists(api);
    for (statuses, name) in &lists {
        let statuses = statuses.iter().map(|status| status_expr(*status));
        source.one_line(format_args!("const {name}: &[Status] = &[{}];", list(statuses)));
    }
    let count = api.api.codes.len();
    let open = format!("const FACTS: &[Facts; {count}] = &[");
    let records = |source: &mut Source| {
        for code in &api.api.codes {
            source.record("Facts", |fields| write_facts(api, code, &lists, fields));
        }
    };
    source.block("By code.", &open, records, "];");
    source.items(&expand_columns(api.api.wire));
    let open = format!("pub(super) static CODES: [Code; {count}] = [");
    let codes = |source: &mut Source| {
        for code in &api.names.codes {
            source.line(format_args!("    Code::{code},"));
        }
    };
    source.block("Every code.", &open, codes, "];");
    source.finish()
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

fn expand_type(wire: WireType) -> TokenStream {
    let wire = match wire {
        WireType::String => quote!(&'static str),
        WireType::Integer => quote!(i64),
    };
    quote! {
        /// What the catalogue says of a code. Texts are empty where there is none.
        struct Facts {
            name: &'static str,
            wire: #wire,
            group: Group,
            statuses: &'static [Status],
            title: &'static str,
            message: &'static str,
            description: &'static str,
            action: Option<Action>,
            advice: &'static str,
            retry_after: &'static [RetryAfter],
            grpc: Option<Grpc>,
            docs_url: &'static str,
            since: &'static str,
            deprecation: Option<&'static Deprecation<Code>>,
            masked_as: Option<Code>,
            tags: &'static [&'static str],
        }
    }
}

/// What a code has of which nothing is said.
fn expand_nothing(api: ApiScope<'_>) -> TokenStream {
    let group = api.names.groups.first();
    let wire = match api.api.wire {
        WireType::String => quote!(""),
        WireType::Integer => quote!(0),
    };
    quote! {
        /// What a code has of which nothing is said.
        const NOTHING: Facts = Facts {
            name: "",
            wire: #wire,
            group: Group::#group,
            statuses: &[],
            title: "",
            message: "",
            description: "",
            action: None,
            advice: "",
            retry_after: &[],
            grpc: None,
            docs_url: "",
            since: "",
            deprecation: None,
            masked_as: None,
            tags: &[],
        };
    }
}

/// The columns, and the macro that makes them.
fn expand_columns(wire: WireType) -> TokenStream {
    let wire = match wire {
        WireType::String => quote!(&str),
        WireType::Integer => quote!(i64),
    };
    let count = quote!(FACTS.len());
    quote! {
        /// What the records say in one field.
        macro_rules! column {
            ($($field:tt)+) => {{
                let mut column = [NOTHING.$($field)+; FACTS.len()];
                let mut at = 0;
                while at < FACTS.len() {
                    column[at] = FACTS[at].$($field)+;
                    at += 1;
                }
                column
            }};
        }

        pub(super) static NAMES: [&str; #count] = column!(name);
        pub(super) static WIRES: [#wire; #count] = column!(wire);
        pub(super) static GROUPS: [Group; #count] = column!(group);
        pub(super) static STATUS: [Option<Status>; #count] = column!(statuses.first().copied());
        pub(super) static STATUSES: [&[Status]; #count] = column!(statuses);
        pub(super) static TITLES: [&str; #count] = column!(title);
        pub(super) static MESSAGES: [&str; #count] = column!(message);
        pub(super) static DESCRIPTIONS: [&str; #count] = column!(description);
        pub(super) static ACTIONS: [Option<Action>; #count] = column!(action);
        pub(super) static ADVICE: [&str; #count] = column!(advice);
        pub(super) static RETRY_AFTER: [&[RetryAfter]; #count] = column!(retry_after);
        pub(super) static GRPC: [Option<Grpc>; #count] = column!(grpc);
        pub(super) static DOCS_URLS: [&str; #count] = column!(docs_url);
        pub(super) static SINCE: [&str; #count] = column!(since);
        pub(super) static DEPRECATIONS: [Option<&Deprecation<Code>>; #count] = column!(deprecation);
        pub(super) static MASKS: [Option<Code>; #count] = column!(masked_as);
        pub(super) static TAGS: [&[&str]; #count] = column!(tags);
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

fn write_facts(api: ApiScope<'_>, code: &Code, lists: &StatusLists<'_>, fields: &mut Fields<'_>) {
    fields.field("name", Literal(code.name.as_str()));
    match &code.wire {
        Wire::String(text) => fields.field("wire", Literal(text)),
        Wire::Integer(number) => fields.field("wire", number),
    }
    fields.field("group", format_args!("Group::{}", api.names.groups[code.group]));
    fields.some("statuses", lists.get(code.statuses.as_slice()));
    fields.field("title", Literal(&code.title));
    fields.field("message", Literal(&code.message.source));
    fields.some("description", code.description.as_ref().map(|prose| Literal(&prose.source)));
    let action = code.action.map(|id| &api.scope.actions[id.0]);
    fields.some("action", action.map(|action| format!("Some(Action::{action})")));
    fields.some("advice", code.advice.as_ref().map(|prose| Literal(&prose.source)));
    if !code.retry_after.is_empty() {
        let places = code.retry_after.iter().map(|place| place_expr(api, code, place));
        fields.field("retry_after", format_args!("&[{}]", list(places)));
    }
    let grpc = code.grpc.map(|grpc| camel(&Name::new(grpc.as_str())));
    fields.some("grpc", grpc.map(|grpc| format!("Some(Grpc::{grpc})")));
    match code.visibility {
        Visibility::Public => {
            let url = api.scope.catalogue.permalink(api.api, &code.wire);
            fields.some("docs_url", url.as_deref().map(Literal));
        }
        Visibility::Internal { masked_as } => {
            fields.field("masked_as", format_args!("Some(Code::{})", api.names.codes[masked_as]));
        }
    }
    fields.some("since", code.since.as_deref().map(Literal));
    if let Some(deprecated) = &code.deprecated {
        fields.field("deprecation", deprecation_expr(api, deprecated));
    }
    if !code.tags.is_empty() {
        let tags = code.tags.iter().map(|tag| Literal(tag));
        fields.field("tags", format_args!("&[{}]", list(tags)));
    }
    fields.rest("NOTHING");
}

fn place_expr(api: ApiScope<'_>, code: &Code, place: &Place) -> String {
    match place {
        Place::Detail(at) => {
            let field = api.api.detail_fields(code).and_then(|fields| fields.get(*at));
            let name = field.map_or("", |field| field.name.as_str());
            format!("RetryAfter::Detail({})", Literal(name))
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
