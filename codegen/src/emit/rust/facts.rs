//! `facts.rs` of an API: what the catalogue says of its codes, one record each.
//!
//! Records are what people can review, but to rustc one initializer with thousands of them is one
//! function body. Three things keep its time near linear, measured with 10,000 codes: fields that
//! a code does not need come from `NOTHING`, absent texts are empty instead of `None`, and lists
//! of statuses are constants of their own.

use std::collections::BTreeMap;

use quote::quote;
use syn::{Expr, Item, parse_quote};

use super::action::action_expr;
use super::scope::ApiScope;
use super::status::{grpc_expr, sorted_statuses, status_expr};
use super::syntax::{
    array, borrow, call, code_expr, count, file, ident, integer, named, option, path_expr, record,
    slice, string, with_value,
};
use crate::catalogue::{Code, Deprecated, Place, Status, Visibility, WireType};

pub(super) fn expand(api: ApiScope<'_>) -> syn::File {
    let codes = || api.api.codes.iter().enumerate();
    let length = count(api.api.codes.len());
    let lists = status_lists(api);
    let list_items = lists.iter().map(|(statuses, name)| expand_list(statuses, name));
    let facts = with_value(
        parse_quote! {
            /// By code.
            pub(super) static FACTS: [Facts; #length] = [];
        },
        array(codes().map(|(at, code)| expand_facts(api, at, code, &lists))),
    );
    let all = with_value(
        parse_quote! {
            /// Every code.
            pub(super) static CODES: [Code; #length] = [];
        },
        array(api.names.codes.iter().map(code_expr)),
    );
    let uses = expand_uses(api);
    let start = quote! {
        //! What the catalogue says of each code.
        #uses
    };
    let types = vec![expand_type(api.api.wire)];
    let nothing = expand_nothing(api).into_iter().collect();
    file(start, [types, nothing, vec![facts, all], list_items.collect()])
}

fn expand_uses(api: ApiScope<'_>) -> proc_macro2::TokenStream {
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

fn expand_type(wire: WireType) -> Item {
    let wire = match wire {
        WireType::String => quote!(&'static str),
        WireType::Integer => quote!(i64),
    };
    parse_quote! {
        /// What the catalogue says of a code. Texts are empty where there is none.
        pub(super) struct Facts {
            pub(super) code: Code,
            pub(super) name: &'static str,
            pub(super) wire: #wire,
            pub(super) group: Group,
            pub(super) statuses: &'static [Status],
            pub(super) title: &'static str,
            pub(super) message: &'static str,
            pub(super) description: &'static str,
            pub(super) action: Option<Action>,
            pub(super) advice: &'static str,
            pub(super) retry_after: &'static [RetryAfter],
            pub(super) grpc: Option<Grpc>,
            pub(super) docs_url: &'static str,
            pub(super) since: &'static str,
            pub(super) deprecation: Option<&'static Deprecation<Code>>,
            pub(super) masked_as: Option<Code>,
            pub(super) tags: &'static [&'static str],
        }
    }
}

/// What a code has that nothing is said of.
fn expand_nothing(api: ApiScope<'_>) -> Option<Item> {
    let (code, group) = (api.names.codes.first()?, api.names.groups.first()?);
    let wire = match api.api.wire {
        WireType::String => string(""),
        WireType::Integer => integer(0),
    };
    Some(parse_quote! {
        /// What a code has of which nothing is said.
        const NOTHING: Facts = Facts {
            code: Code::#code,
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
    })
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

fn expand_list(statuses: &[Status], name: &str) -> Item {
    let name = ident(name);
    let list = slice(statuses.iter().map(|status| status_expr(*status)));
    parse_quote!(const #name: &[Status] = #list;)
}

fn expand_facts(api: ApiScope<'_>, at: usize, code: &Code, lists: &StatusLists<'_>) -> Expr {
    let catalogue = api.scope.catalogue;
    let group = path_expr([&ident("Group"), &api.names.groups[code.group]]);
    let wire = match &code.wire {
        crate::catalogue::Wire::String(text) => string(text),
        crate::catalogue::Wire::Integer(number) => integer(*number),
    };
    let mut fields = vec![
        ("code", code_expr(&api.names.codes[at])),
        ("name", string(code.name.as_str())),
        ("wire", wire),
        ("group", group),
    ];
    if let Some(list) = lists.get(code.statuses.as_slice()) {
        fields.push(("statuses", named(list)));
    }
    fields.push(("title", string(&code.title)));
    fields.push(("message", string(&code.message.source)));
    if let Some(description) = &code.description {
        fields.push(("description", string(&description.source)));
    }
    if let Some(id) = code.action {
        fields.push(("action", option(Some(action_expr(catalogue.action(id))))));
    }
    if let Some(advice) = &code.advice {
        fields.push(("advice", string(&advice.source)));
    }
    if !code.retry_after.is_empty() {
        let places = code.retry_after.iter().map(|place| expand_place(api, code, place));
        fields.push(("retry_after", slice(places)));
    }
    if let Some(grpc) = code.grpc {
        fields.push(("grpc", option(Some(grpc_expr(grpc)))));
    }
    match code.visibility {
        Visibility::Public => {
            if let Some(url) = catalogue.permalink(api.api, &code.wire) {
                fields.push(("docs_url", string(&url)));
            }
        }
        Visibility::Internal { masked_as } => {
            fields.push(("masked_as", option(Some(code_expr(&api.names.codes[masked_as])))));
        }
    }
    if let Some(since) = &code.since {
        fields.push(("since", string(since)));
    }
    if let Some(deprecated) = &code.deprecated {
        let deprecation = borrow(expand_deprecation(api, deprecated));
        fields.push(("deprecation", option(Some(deprecation))));
    }
    if !code.tags.is_empty() {
        fields.push(("tags", slice(code.tags.iter().map(|tag| string(tag)))));
    }
    record("Facts", fields, Some(named("NOTHING")))
}

fn expand_place(api: ApiScope<'_>, code: &Code, place: &Place) -> Expr {
    let variant = |name: &str| path_expr([&ident("RetryAfter"), &ident(name)]);
    let field = |at: &usize| api.api.detail_fields(code).and_then(|fields| fields.get(*at));
    let slot = |at: &usize| api.api.envelope(code).slots.get(*at);
    match place {
        Place::Detail(at) => {
            let name = field(at).map_or("", |field| field.name.as_str());
            call(variant("Detail"), string(name))
        }
        Place::Slot(at) => {
            let name = slot(at).map_or("", |slot| slot.name.as_str());
            call(variant("Slot"), string(name))
        }
        Place::Header => variant("Header"),
        Place::Assume(seconds) => {
            let seconds =
                call(path_expr([&ident("Duration"), &ident("from_secs")]), integer(*seconds));
            call(variant("Assume"), seconds)
        }
    }
}

fn expand_deprecation(api: ApiScope<'_>, deprecated: &Deprecated) -> Expr {
    let replaced_by = deprecated.replaced_by.map(|code| code_expr(&api.names.codes[code]));
    record(
        "Deprecation",
        [
            ("since", option(deprecated.since.as_deref().map(string))),
            ("replaced_by", option(replaced_by)),
            ("note", option(deprecated.note.as_ref().map(|note| string(&note.source)))),
        ],
        None,
    )
}

/// The statuses in the API's own words, and its own words for actions.
pub(super) fn expand_words(api: ApiScope<'_>) -> syn::File {
    let catalogue = api.scope.catalogue;
    let order = sorted_statuses(catalogue);
    let statuses = order.iter().filter_map(|(variant, common)| {
        let info = api.api.status(common.status)?;
        Some(super::status::expand_info(api.scope, variant, info))
    });
    let statuses = slice(statuses);
    let actions = slice(api.api.actions.iter().map(|own| {
        super::action::expand_info(catalogue.action(own.action), &own.title, &own.advice)
    }));
    let has_statuses = !api.api.statuses.is_empty();
    let has_actions = !api.api.actions.is_empty();
    let advises = api.api.statuses.iter().any(|info| info.action.is_some());
    let grpc = api.api.statuses.iter().any(|info| info.grpc.is_some());
    let status = has_statuses.then(|| quote!(Status,));
    let action = (has_actions || advises).then(|| quote!(Action,));
    let actor = has_actions.then(|| quote!(Actor,));
    let retry = has_actions.then(|| quote!(Retry,));
    let grpc = grpc.then(|| quote!(Grpc,));
    parse_quote! {
        //! Statuses and actions in the API's own words.

        use crate::{#action ActionInfo, #actor #grpc #retry #status StatusInfo};

        /// The statuses that the API's codes have or that it describes, in its own words.
        pub const STATUSES: &[StatusInfo] = #statuses;

        /// The actions that the API words in its own way or has alone.
        pub const ACTIONS: &[ActionInfo] = #actions;
    }
}
