//! `lookup.rs` of an API: from a wire value, a name or a status to codes.

mod integer;
mod perfect;
mod table;
mod text;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Expr, Ident, Item, parse_quote};

use super::scope::ApiScope;
use super::status::sorted_statuses;
use super::syntax::{
    array, code_expr, count, file, ident, path_expr, slice, string, tuple, with_value,
};
use crate::catalogue::{Wire, WireType};

/// For so few keys, comparing with one after the other is as good as a table.
const FEW: usize = 8;

pub(super) fn expand(api: ApiScope<'_>) -> syn::File {
    let mut items = Vec::new();
    match api.api.wire {
        WireType::String => {
            let wires: Vec<&str> = api.api.codes.iter().map(|code| text_of(&code.wire)).collect();
            items.extend(text::expand(&ident("wire"), &wires));
        }
        WireType::Integer => {
            let wires: Vec<i64> = api.api.codes.iter().map(|code| number_of(&code.wire)).collect();
            items.extend(integer::expand(api, &wires));
        }
    }
    items.extend(expand_by_name(api));
    items.extend(expand_by_status(api));
    let uses = expand_uses(&items);
    let start = quote! {
        //! From wire values, names and statuses to codes.
        #uses
    };
    file(start, [items])
}

/// Imports what the items need: a table of slots is there for the hash.
fn expand_uses(items: &[Item]) -> TokenStream {
    let hashes = items.iter().any(|item| match item {
        Item::Static(table) => table.ident.to_string().ends_with("_SLOTS"),
        _ => false,
    });
    let hash = hashes.then(|| {
        quote!(
            use crate::shared_::hash;
        )
    });
    quote! {
        use super::Code;
        use super::facts::FACTS;
        use crate::Status;
        #hash
    }
}

/// The wire value of an API whose codes are strings.
fn text_of(wire: &Wire) -> &str {
    match wire {
        Wire::String(text) => text,
        Wire::Integer(_) => "",
    }
}

/// The wire value of an API whose codes are integers.
fn number_of(wire: &Wire) -> i64 {
    match wire {
        Wire::Integer(number) => *number,
        Wire::String(_) => 0,
    }
}

/// `by_name`: the names, and the aliases behind them.
fn expand_by_name(api: ApiScope<'_>) -> Vec<Item> {
    let codes = &api.api.codes;
    let names: Vec<&str> = codes.iter().map(|code| code.name.as_str()).collect();
    let same = codes
        .iter()
        .all(|code| matches!(&code.wire, Wire::String(wire) if wire == code.name.as_str()));
    let mut aliases: Vec<(&str, &Ident)> = codes
        .iter()
        .zip(&api.names.codes)
        .flat_map(|(code, variant)| code.aliases.iter().map(move |alias| (alias.as_str(), variant)))
        .collect();
    aliases.sort_unstable();
    let mut items = match (same, aliases.is_empty()) {
        (true, true) => {
            return vec![parse_quote! {
                /// The code whose name is `name`; here the names are the wire values.
                pub(super) fn by_name(name: &str) -> Option<Code> {
                    by_wire(name)
                }
            }];
        }
        (true, false) => Vec::new(),
        (false, _) => text::expand(&ident("name"), &names),
    };
    if !aliases.is_empty() {
        let direct = ident(if same { "by_wire" } else { "by_name" });
        let length = count(aliases.len());
        let pairs = aliases.iter().map(|(alias, code)| tuple([string(alias), code_expr(code)]));
        let table = parse_quote! {
            /// Other names of codes, sorted.
            static ALIASES: [(&str, Code); #length] = [];
        };
        items.push(parse_quote! {
            /// The code that is or was called `name`.
            pub(super) fn by_any_name(name: &str) -> Option<Code> {
                #direct(name).or_else(|| {
                    let at = ALIASES.binary_search_by_key(&name, |(alias, _)| alias).ok()?;
                    Some(ALIASES[at].1)
                })
            }
        });
        items.push(with_value(table, array(pairs)));
    }
    items
}

/// The function that finds a code by its name or an alias.
pub(super) fn by_any_name(api: ApiScope<'_>) -> Ident {
    let aliases = api.api.codes.iter().any(|code| !code.aliases.is_empty());
    ident(if aliases { "by_any_name" } else { "by_name" })
}

/// `by_status`.
fn expand_by_status(api: ApiScope<'_>) -> Vec<Item> {
    let mut lists = Vec::new();
    for (variant, info) in sorted_statuses(api.scope.catalogue) {
        let codes = api.api.codes.iter().zip(&api.names.codes);
        let with = codes.filter(|(code, _)| code.statuses.contains(&info.status));
        let with: Vec<Expr> = with.map(|(_, code)| code_expr(code)).collect();
        if !with.is_empty() {
            lists.push(tuple([path_expr([&ident("Status"), &variant]), slice(with)]));
        }
    }
    let length = count(lists.len());
    let table = parse_quote! {
        /// The codes of each status that some code has.
        static STATUSES: [(Status, &[Code]); #length] = [];
    };
    vec![
        parse_quote! {
            /// The codes that can come with `status`.
            pub(super) fn by_status(status: Status) -> &'static [Code] {
                STATUSES.iter().find(|(of, _)| *of == status).map_or(&[], |(_, codes)| codes)
            }
        },
        with_value(table, array(lists)),
    ]
}
