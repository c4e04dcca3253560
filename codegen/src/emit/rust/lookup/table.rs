//! The tables of a perfect hash, and what looks into them.

use std::fmt::Display;

use proc_macro2::TokenStream;
use quote::quote;

use super::super::ident::{Identifier, ident};
use super::super::source::{Source, list};
use super::perfect::Perfect;

/// How many numbers stand in a line.
const ROW: usize = 16;

/// What finds the index of a key's code, given its hash; `field` is what the tables are called
/// after.
pub(super) fn expand_find(field: &Identifier, hash: &TokenStream) -> TokenStream {
    let (displacements, slots) = names(field);
    quote!(hash::find(#hash, &#displacements, &#slots) as usize)
}

/// The tables.
pub(super) fn write(field: &Identifier, tables: &Perfect, source: &mut Source) {
    let (displacements, slots) = names(field);
    write_numbers("", &displacements, &tables.displacements, source);
    write_numbers("", &slots, &tables.slots, source);
}

/// A table of numbers, of the smallest type that holds them. Indices of codes are such numbers as
/// well: the compiler looks for each path `Code::X` among all variants.
pub(super) fn write_numbers<N>(doc: &str, name: &Identifier, numbers: &[N], source: &mut Source)
where
    N: Copy + Ord + Default + Display + TryInto<u8> + TryInto<u16>,
{
    let most = numbers.iter().max().copied().unwrap_or_default();
    let ty = match (TryInto::<u8>::try_into(most), TryInto::<u16>::try_into(most)) {
        (Ok(_), _) => "u8",
        (_, Ok(_)) => "u16",
        _ => "u32",
    };
    let rows = |source: &mut Source| {
        for row in numbers.chunks(ROW) {
            source.line(format_args!("    {},", list(row)));
        }
    };
    let open = format!("static {name}: [{ty}; {}] = [", numbers.len());
    source.block(doc, &open, rows, "];");
}

fn names(field: &Identifier) -> (Identifier, Identifier) {
    let prefix = field.to_string().to_uppercase();
    (ident(&format!("{prefix}_DISPLACEMENTS")), ident(&format!("{prefix}_SLOTS")))
}
