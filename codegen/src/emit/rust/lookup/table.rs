//! The tables of a perfect hash, and what looks into them.

use crate::emit::rust::ident::Identifier;
use proc_macro2::TokenStream;
use quote::quote;

use super::super::ident::ident;
use super::super::source::{Source, list};
use super::perfect::Perfect;

/// How many displacements stand in a line.
const ROW: usize = 16;

/// What finds the code of a key, given its hash; `field` is what the tables are called after.
pub(super) fn expand_find(field: &Identifier, hash: &TokenStream) -> TokenStream {
    let (displacements, slots) = names(field);
    quote!(hash::find(#hash, &#displacements, &#slots))
}

/// The tables. The slots hold codes, so that nothing stands between a slot and its code.
pub(super) fn write(
    field: &Identifier,
    tables: &Perfect,
    codes: &[Identifier],
    source: &mut Source,
) {
    let (displacements, slots) = names(field);
    let rows = |source: &mut Source| {
        for row in tables.displacements.chunks(ROW) {
            source.line(format_args!("    {},", list(row)));
        }
    };
    let (ty, count) = (tables.displacement_type(), tables.displacements.len());
    source.block("", &format!("static {displacements}: [{ty}; {count}] = ["), rows, "];");
    let rows = |source: &mut Source| {
        for index in &tables.slots {
            source.line(format_args!("    Code::{},", codes[*index]));
        }
    };
    let count = tables.slots.len();
    source.block("", &format!("static {slots}: [Code; {count}] = ["), rows, "];");
}

fn names(field: &Identifier) -> (Identifier, Identifier) {
    let prefix = field.to_string().to_uppercase();
    (ident(&format!("{prefix}_DISPLACEMENTS")), ident(&format!("{prefix}_SLOTS")))
}
