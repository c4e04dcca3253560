//! From integers to codes.

use quote::quote;
use syn::{Expr, Item, parse_quote};

use super::super::scope::ApiScope;
use super::super::syntax::{array, code_expr, count, ident, integer, option, with_value};
use super::{perfect, table};

/// `by_wire`, from the wire values in the order of the codes.
pub(super) fn expand(api: ApiScope<'_>, wires: &[i64]) -> Vec<Item> {
    let doc = " The code whose wire value is `wire`.";
    let codes = &api.names.codes;
    if wires.len() <= super::FEW {
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
    table::expand(&ident("by_wire"), doc, &ident("wire"), &quote!(i64), &hash, &tables)
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
    let length = count(span);
    let index: Expr = if least == 0 {
        parse_quote!(usize::try_from(wire))
    } else {
        let least = integer(least);
        parse_quote!(usize::try_from(wire.checked_sub(#least)?))
    };
    let doc = format!(" The codes by wire value, from {least} on.");
    let table = parse_quote! {
        #[doc = #doc]
        static WIRES: [Option<Code>; #length] = [];
    };
    vec![
        parse_quote! {
            /// The code whose wire value is `wire`.
            pub(super) fn by_wire(wire: i64) -> Option<Code> {
                let index = #index.ok()?;
                WIRES.get(index).copied().flatten()
            }
        },
        with_value(table, array(places.into_iter().map(option))),
    ]
}
