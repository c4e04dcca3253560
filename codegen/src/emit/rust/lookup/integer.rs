//! From integers to codes.

use proc_macro2::Literal;
use quote::quote;

use super::super::ident::ident;
use super::super::source::Source;
use super::{Needs, perfect, table};

/// `by_wire`, from the wire values in the order of the codes.
pub(super) fn write(wires: &[i64], source: &mut Source) -> Needs {
    let least = wires.iter().min().copied().unwrap_or_default();
    let most = wires.iter().max().copied().unwrap_or_default();
    let span = usize::try_from(most.abs_diff(least)).unwrap_or(usize::MAX);
    if span <= 2 * wires.len() + 16 {
        write_dense(wires, least, span + 1, source);
        return Needs::default();
    }
    let (seed, tables) = perfect::of_integers(wires);
    let seed = Literal::u64_unsuffixed(seed);
    let field = ident("wire");
    let find = table::expand_find(&field, &quote!(hash::of_integer(#seed, wire)));
    source.items(&quote! {
        /// The code whose wire value is `wire`.
        #[inline]
        pub(super) fn by_wire(wire: i64) -> Option<Code> {
            let index = #find;
            (facts::WIRES[index] == wire).then_some(facts::CODES[index])
        }
    });
    table::write(&field, &tables, source);
    Needs { hash: true, words: false }
}

/// A table that has a place for every number from the least to the greatest.
fn write_dense(wires: &[i64], least: i64, span: usize, source: &mut Source) {
    // The index after the last where there is no code.
    let mut places = vec![wires.len(); span];
    for (index, wire) in wires.iter().enumerate() {
        let place = usize::try_from(wire.abs_diff(least)).ok().and_then(|at| places.get_mut(at));
        if let Some(place) = place {
            *place = index;
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
            facts::CODES.get(*WIRES.get(index)? as usize).copied()
        }
    });
    let doc =
        format!("The codes by wire value from {least} on, past the last where there is none.");
    table::write_numbers(&doc, &ident("WIRES"), &places, source);
}
