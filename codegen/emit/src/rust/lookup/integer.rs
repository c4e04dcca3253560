//! From integers to codes.

use crate::rust::ident::Identifier;
use proc_macro2::Literal;
use quote::quote;

use super::super::ident::ident;
use super::super::scope::ApiScope;
use super::super::source_text::{SourceText, option};
use super::table::{self, Find};
use super::{Needs, perfect};

/// Up to so many dense numbers, the compiler finds as good a table for a `match`, or none where the
/// codes have the numbers of their variants.
const FEW: usize = 32;

/// `by_wire`, from the wire values in the order of the codes.
pub(super) fn write(api: ApiScope<'_>, wires: &[i64], source: &mut SourceText) -> Needs {
    let least = wires.iter().min().copied().unwrap_or_default();
    let most = wires.iter().max().copied().unwrap_or_default();
    let span = usize::try_from(most.abs_diff(least)).unwrap_or(usize::MAX);
    if span <= 2 * wires.len() + 16 {
        if wires.len() <= FEW {
            write_match(api, wires, source);
            return Needs::default();
        }
        write_dense(api, wires, least, span + 1, source);
        return Needs::default();
    }
    let (seed, tables) = perfect::of_integers(wires);
    let seed = Literal::u64_unsuffixed(seed);
    let field = ident("wire");
    let hash = quote!(hash::of_integer(#seed, wire));
    let Find { statement, index, code, .. } = table::expand_find(&field, &hash, wires.len());
    source.items(&quote! {
        /// The code whose wire value is `wire`.
        #[inline]
        pub(super) fn by_wire(wire: i64) -> Option<Code> {
            #statement
            (columns::WIRES[#index] == wire).then_some(#code)
        }
    });
    table::write(&field, &tables, &api.names.codes, source);
    Needs { columns: true, hash: true, words: false }
}

/// An arm for each number.
fn write_match(api: ApiScope<'_>, wires: &[i64], source: &mut SourceText) {
    let wires = wires.iter().map(|wire| Literal::i64_unsuffixed(*wire));
    let codes = &api.names.codes;
    source.items(&quote! {
        /// The code whose wire value is `wire`.
        #[inline]
        pub(super) fn by_wire(wire: i64) -> Option<Code> {
            let code = match wire {
                #(#wires => Code::#codes,)*
                _ => return None,
            };
            Some(code)
        }
    });
}

/// A table that has a place for every number from the least to the greatest.
fn write_dense(api: ApiScope<'_>, wires: &[i64], least: i64, span: usize, source: &mut SourceText) {
    let mut places: Vec<Option<&Identifier>> = vec![None; span];
    for (wire, code) in wires.iter().zip(&api.names.codes) {
        let place = usize::try_from(wire.abs_diff(least)).ok().and_then(|at| places.get_mut(at));
        if let Some(place) = place {
            *place = Some(code);
        }
    }
    let index = if least == 0 {
        quote!(wire)
    } else {
        let least = Literal::i64_unsuffixed(least);
        quote!(wire.wrapping_sub(#least))
    };
    source.items(&quote! {
        /// The code whose wire value is `wire`.
        #[inline]
        pub(super) fn by_wire(wire: i64) -> Option<Code> {
            let index = usize::try_from(#index).ok()?;
            WIRES.get(index).copied().flatten()
        }
    });
    let lines = |source: &mut SourceText| {
        for place in &places {
            let code = option(place.map(|code| format!("Code::{code}")));
            source.line(format_args!("    {code},"));
        }
    };
    let doc = format!("The codes by wire value, from {least} on.");
    let open = format!("static WIRES: [Option<Code>; {span}] = [");
    source.block(&doc, &open, lines, "];");
}
