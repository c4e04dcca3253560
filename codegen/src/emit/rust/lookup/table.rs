//! The tables of a perfect hash, and the function that looks into them.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Item, parse_quote};

use super::super::syntax::{array, count, ident, with_value};
use super::perfect::{Perfect, ROW};

/// The function `function` from a key to its code; `field` is the one of the facts that the key
/// is compared with, `hash` the key's hash.
pub(super) fn expand(
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
        expand_rows(
            &displacements,
            &quote!(u16),
            tables.displacements.iter().map(|number| usize::from(*number)),
        ),
        expand_rows(&slots, &index, tables.slots.iter().copied()),
    ]
}

/// A table of numbers, in rows.
fn expand_rows(name: &Ident, ty: &TokenStream, numbers: impl Iterator<Item = usize>) -> Item {
    let numbers: Vec<usize> = numbers.collect();
    let rows = count(numbers.len() / ROW);
    let row = count(ROW);
    let list = |row: &[usize]| array(row.iter().map(|number| count(*number)));
    with_value(
        parse_quote!(static #name: [[#ty; #row]; #rows] = [];),
        array(numbers.chunks(ROW).map(list)),
    )
}
