//! `lookup.rs` of an API: from a wire value, a name or a status to codes.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Expr, Ident, Item, parse_quote};

use super::perfect::{self, Perfect, ROW, TextHash};
use super::scope::ApiScope;
use super::status::sorted_statuses;
use super::syntax::{array, call, ident, integer, option, path_expr, slice, string, tuple};
use crate::catalogue::{Wire, WireType};

/// For so few keys, comparing with one after the other is as good as a table.
const FEW: usize = 8;

pub(super) fn expand(api: ApiScope<'_>) -> syn::File {
    let mut items = Vec::new();
    match api.api.wire {
        WireType::String => {
            let wires: Vec<&str> = api.api.codes.iter().map(|code| text(&code.wire)).collect();
            items.extend(expand_by_text(&ident("wire"), &wires));
        }
        WireType::Integer => {
            let wires: Vec<i64> = api.api.codes.iter().map(|code| number(&code.wire)).collect();
            items.extend(expand_by_integer(api, &wires));
        }
    }
    items.extend(expand_by_name(api));
    items.extend(expand_by_status(api));
    let uses = expand_uses(&items);
    parse_quote! {
        //! From wire values, names and statuses to codes.
        #uses
        #(#items)*
    }
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
fn text(wire: &Wire) -> &str {
    match wire {
        Wire::String(text) => text,
        Wire::Integer(_) => "",
    }
}

/// The wire value of an API whose codes are integers.
fn number(wire: &Wire) -> i64 {
    match wire {
        Wire::Integer(number) => *number,
        Wire::String(_) => 0,
    }
}

/// `by_wire` or `by_name` over texts, which are in the order of the codes; `field` is the one of
/// the facts that holds them.
fn expand_by_text(field: &Ident, keys: &[&str]) -> Vec<Item> {
    let function = ident(&format!("by_{field}"));
    let doc = format!(
        " The code whose {} is `{field}`.",
        if field == "wire" { "wire value" } else { "name" }
    );
    if keys.len() <= FEW {
        return vec![parse_quote! {
            #[doc = #doc]
            pub(super) fn #function(#field: &str) -> Option<Code> {
                FACTS.iter().find(|facts| facts.#field == #field).map(|facts| facts.code)
            }
        }];
    }
    let (kind, tables) = perfect::of_texts(keys);
    let hash = match kind {
        TextHash::Ends => quote!(hash::of_ends(#field)),
        TextHash::All(seed) => {
            let seed = integer(seed);
            quote!(hash::of_all(#seed, #field))
        }
    };
    expand_hashed(&function, &doc, field, &quote!(&str), &hash, &tables)
}

fn expand_hashed(
    function: &Ident,
    doc: &str,
    field: &Ident,
    key: &TokenStream,
    hash: &TokenStream,
    tables: &Perfect,
) -> Vec<Item> {
    let prefix = field.to_string().to_uppercase();
    let (displacements, slots) =
        (ident(&format!("{prefix}_DISPLACEMENTS")), ident(&format!("{prefix}_SLOTS")));
    let narrow = u16::try_from(tables.slots.iter().max().copied().unwrap_or(0)).is_ok();
    let (index, place) = if narrow {
        (quote!(u16), quote!(usize::from(slot)))
    } else {
        (quote!(u32), quote!(slot as usize))
    };
    vec![
        parse_quote! {
            #[doc = #doc]
            pub(super) fn #function(#field: #key) -> Option<Code> {
                let hash = #hash;
                let slot = hash::find(hash, #displacements.as_flattened(), #slots.as_flattened());
                let facts = &FACTS[#place];
                (facts.#field == #field).then_some(facts.code)
            }
        },
        expand_table(
            &displacements,
            &quote!(u16),
            tables.displacements.iter().map(|number| usize::from(*number)),
        ),
        expand_table(&slots, &index, tables.slots.iter().copied()),
    ]
}

/// A table of numbers, in rows.
fn expand_table(name: &Ident, ty: &TokenStream, numbers: impl Iterator<Item = usize>) -> Item {
    let numbers: Vec<usize> = numbers.collect();
    let rows = integer(count(numbers.len() / ROW));
    let row = integer(count(ROW));
    let mut table: syn::ItemStatic = parse_quote!(static #name: [[#ty; #row]; #rows] = [];);
    let row = |row: &[usize]| array(row.iter().map(|number| integer(count(*number))));
    table.expr = Box::new(array(numbers.chunks(ROW).map(row)));
    Item::Static(table)
}

/// A count as a number that [`integer`] takes.
pub(super) fn count(count: usize) -> i128 {
    i128::try_from(count).unwrap_or(i128::MAX)
}

/// `by_wire` over integers.
fn expand_by_integer(api: ApiScope<'_>, wires: &[i64]) -> Vec<Item> {
    let doc = " The code whose wire value is `wire`.";
    let codes = &api.names.codes;
    if wires.len() <= FEW {
        let wires = wires.iter().map(|wire| integer(*wire));
        return vec![parse_quote! {
            #[doc = #doc]
            pub(super) fn by_wire(wire: i64) -> Option<Code> {
                Some(match wire {
                    #(#wires => Code::#codes,)*
                    _ => return None,
                })
            }
        }];
    }
    let (least, most) =
        (wires.iter().min().copied().unwrap_or(0), wires.iter().max().copied().unwrap_or(0));
    let span = usize::try_from(most.abs_diff(least)).unwrap_or(usize::MAX);
    if span <= 2 * wires.len() + 16 {
        return expand_dense(api, wires, least, span + 1);
    }
    let (seed, tables) = perfect::of_integers(wires);
    let seed = integer(seed);
    let hash = quote!(hash::of_integer(#seed, wire));
    expand_hashed(&ident("by_wire"), doc, &ident("wire"), &quote!(i64), &hash, &tables)
}

/// A table that has a place for every number from the least to the greatest.
fn expand_dense(api: ApiScope<'_>, wires: &[i64], least: i64, span: usize) -> Vec<Item> {
    let mut places: Vec<Option<Expr>> = vec![None; span];
    for (wire, code) in wires.iter().zip(&api.names.codes) {
        let place = usize::try_from(wire.abs_diff(least)).ok().and_then(|at| places.get_mut(at));
        if let Some(place) = place {
            *place = Some(code_expr(code));
        }
    }
    let length = integer(count(span));
    let mut table: syn::ItemStatic = parse_quote!(static WIRES: [Option<Code>; #length] = [];);
    table.expr = Box::new(array(places.into_iter().map(option)));
    let index: Expr = if least == 0 {
        parse_quote!(usize::try_from(wire))
    } else {
        let least = integer(least);
        parse_quote!(usize::try_from(wire.checked_sub(#least)?))
    };
    let doc = format!(" The codes by wire value, from {least} on.");
    table.attrs.push(parse_quote!(#[doc = #doc]));
    vec![
        parse_quote! {
            /// The code whose wire value is `wire`.
            pub(super) fn by_wire(wire: i64) -> Option<Code> {
                let index = #index.ok()?;
                WIRES.get(index).copied().flatten()
            }
        },
        Item::Static(table),
    ]
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
        (false, _) => expand_by_text(&ident("name"), &names),
    };
    if !aliases.is_empty() {
        let direct = ident(if same { "by_wire" } else { "by_name" });
        let length = integer(count(aliases.len()));
        let pairs = aliases.iter().map(|(alias, code)| tuple([string(alias), code_expr(code)]));
        let mut table: syn::ItemStatic = parse_quote! {
            /// Other names of codes, sorted.
            static ALIASES: [(&str, Code); #length] = [];
        };
        table.expr = Box::new(array(pairs));
        items.push(parse_quote! {
            /// The code that is or was called `name`.
            pub(super) fn by_any_name(name: &str) -> Option<Code> {
                #direct(name).or_else(|| {
                    let at = ALIASES.binary_search_by_key(&name, |(alias, _)| alias).ok()?;
                    Some(ALIASES[at].1)
                })
            }
        });
        items.push(Item::Static(table));
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
    let length = integer(count(lists.len()));
    let mut table: syn::ItemStatic = parse_quote! {
        /// The codes of each status that some code has.
        static STATUSES: [(Status, &[Code]); #length] = [];
    };
    table.expr = Box::new(array(lists));
    vec![
        parse_quote! {
            /// The codes that can come with `status`.
            pub(super) fn by_status(status: Status) -> &'static [Code] {
                STATUSES.iter().find(|(of, _)| *of == status).map_or(&[], |(_, codes)| codes)
            }
        },
        Item::Static(table),
    ]
}

/// `Code::Variant`
pub(super) fn code_expr(variant: &Ident) -> Expr {
    path_expr([&ident("Code"), variant])
}

/// `Some(Code::Variant)`
pub(super) fn some_code(variant: &Ident) -> Expr {
    call(super::syntax::named("Some"), code_expr(variant))
}
