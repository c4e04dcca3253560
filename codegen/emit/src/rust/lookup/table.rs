//! The tables of a perfect hash, and what looks into them.

use std::fmt::Display;

use crate::rust::ident::Identifier;
use proc_macro2::TokenStream;
use quote::quote;

use super::super::ident::ident;
use super::super::source_text::{SourceText, list};
use super::perfect::Perfect;

/// How many displacements are on a line.
const ROW: usize = 16;

/// The most codes that the slots themselves hold. rustc checks each code in a static by a walk over
/// the enum, so that of more codes the slots have the indices.
const MANY: usize = 4_096;

/// How the code of a key is found.
pub(super) struct Find {
    /// The statement that does it.
    pub(super) statement: TokenStream,
    /// The code's index.
    pub(super) index: TokenStream,
    /// The code.
    pub(super) code: TokenStream,
    /// Whether these need `columns`.
    pub(super) columns: bool,
}

/// What finds the code of a key among `count`, given its hash; `field` is what the tables are called
/// after.
pub(super) fn expand_find(field: &Identifier, hash: &TokenStream, count: usize) -> Find {
    let (displacements, slots) = names(field);
    let find = quote!(hash::find(#hash, &#displacements, &#slots));
    if count > MANY {
        Find {
            statement: quote!(let index = #find as usize;),
            index: quote!(index),
            code: quote!(columns::CODES[index]),
            columns: true,
        }
    } else {
        Find {
            statement: quote!(let code = #find;),
            index: quote!(code as usize),
            code: quote!(code),
            columns: false,
        }
    }
}

/// The tables. The slots hold codes, so that a lookup leads from a slot directly to its code, or indices
/// where codes are many.
pub(super) fn write(
    field: &Identifier,
    tables: &Perfect,
    codes: &[Identifier],
    source: &mut SourceText,
) {
    let (displacements, slots) = names(field);
    let (ty, count) = (tables.displacement_type(), tables.displacements.len());
    let head = format!("static {displacements}: [{ty}; {count}] = [");
    source.block("", &head, |source| rows(&tables.displacements, source), "];");
    let count = tables.slots.len();
    if codes.len() > MANY {
        let ty = if codes.len() > 0x1_0000 { "u32" } else { "u16" };
        let head = format!("static {slots}: [{ty}; {count}] = [");
        source.block("", &head, |source| rows(&tables.slots, source), "];");
        return;
    }
    let lines = |source: &mut SourceText| {
        for index in &tables.slots {
            source.line(format_args!("    Code::{},", codes[*index]));
        }
    };
    source.block("", &format!("static {slots}: [Code; {count}] = ["), lines, "];");
}

fn rows(numbers: &[impl Display], source: &mut SourceText) {
    for row in numbers.chunks(ROW) {
        source.line(format_args!("    {},", list(row)));
    }
}

fn names(field: &Identifier) -> (Identifier, Identifier) {
    let prefix = field.to_string().to_uppercase();
    (ident(&format!("{prefix}_DISPLACEMENTS")), ident(&format!("{prefix}_SLOTS")))
}
