//! The tables of a perfect hash, and what looks into them.

use std::fmt::Display;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::super::ident::ident;
use super::super::source::{Source, list};
use super::perfect::{Perfect, ROW};

/// The body of a function from a key to its code; `field` is the one of the facts that the key is
/// compared with, `hash` the key's hash.
pub(super) fn expand_find(field: &Ident, hash: &TokenStream, tables: &Perfect) -> TokenStream {
    let (displacements, slots) = names(field);
    let narrow = tables.index_type() == "u16";
    let index = if narrow { quote!(usize::from(slot)) } else { quote!(slot as usize) };
    quote! {
        let hash = #hash;
        let slot = hash::find(hash, #displacements.as_flattened(), #slots.as_flattened());
        let facts = &FACTS[#index];
        (facts.#field == #field).then_some(facts.code)
    }
}

/// The tables.
pub(super) fn write(field: &Ident, tables: &Perfect, source: &mut Source) {
    let (displacements, slots) = names(field);
    write_rows(&displacements, "u16", &tables.displacements, source);
    write_rows(&slots, tables.index_type(), &tables.slots, source);
}

fn names(field: &Ident) -> (Ident, Ident) {
    let prefix = field.to_string().to_uppercase();
    (ident(&format!("{prefix}_DISPLACEMENTS")), ident(&format!("{prefix}_SLOTS")))
}

/// A table of numbers, in rows.
fn write_rows<T: Display>(name: &Ident, ty: &str, numbers: &[T], source: &mut Source) {
    let rows = |source: &mut Source| {
        for row in numbers.chunks(ROW) {
            source.line(format_args!("    [{}],", list(row)));
        }
    };
    let open = format!("static {name}: [[{ty}; {ROW}]; {}] = [", numbers.len() / ROW);
    source.block("", &open, rows, "];");
}
