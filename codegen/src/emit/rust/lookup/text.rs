//! From texts to codes.

use proc_macro2::Literal;
use quote::quote;

use super::super::ident::ident;
use super::super::source::Source;
use super::perfect::{self, TextHash};
use super::{FEW, Needs, table};

/// `by_wire` or `by_name` over texts, which are in the order of the codes; `field` is the one of
/// the facts that holds them.
pub(super) fn write(field: &str, keys: &[&str], source: &mut Source) -> Needs {
    let doc = match field {
        "wire" => " The code whose wire value is `wire`.",
        _ => " The code whose name is `name`.",
    };
    let (function, field) = (ident(&format!("by_{field}")), ident(field));
    if keys.len() <= FEW {
        source.items(&quote! {
            #[doc = #doc]
            pub(super) fn #function(#field: &str) -> Option<Code> {
                FACTS.iter().find(|facts| facts.#field == #field).map(|facts| facts.code)
            }
        });
        return Needs { facts: true, hash: false };
    }
    let (kind, tables) = perfect::of_texts(keys);
    let hash = match kind {
        TextHash::Ends => quote!(hash::of_ends(#field)),
        TextHash::All(seed) => {
            let seed = Literal::u64_unsuffixed(seed);
            quote!(hash::of_all(#seed, #field))
        }
    };
    let find = table::expand_find(&field, &hash, &tables);
    source.items(&quote! {
        #[doc = #doc]
        pub(super) fn #function(#field: &str) -> Option<Code> {
            #find
        }
    });
    table::write(&field, &tables, source);
    Needs { facts: true, hash: true }
}
