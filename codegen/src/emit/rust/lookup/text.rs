//! From texts to codes.

use quote::quote;
use syn::{Ident, Item, parse_quote};

use super::super::syntax::{ident, integer};
use super::perfect::{self, TextHash};
use super::table;

/// `by_wire` or `by_name` over texts, which are in the order of the codes; `field` is the one of
/// the facts that holds them.
pub(super) fn expand(field: &Ident, keys: &[&str]) -> Vec<Item> {
    let function = ident(&format!("by_{field}"));
    let doc = format!(
        " The code whose {} is `{field}`.",
        if field == "wire" { "wire value" } else { "name" }
    );
    if keys.len() <= super::FEW {
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
    table::expand(&function, &doc, field, &quote!(&str), &hash, &tables)
}
