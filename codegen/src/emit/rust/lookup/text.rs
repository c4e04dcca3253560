//! From texts to codes.

use proc_macro2::Literal;
use quote::quote;

use super::super::ident::ident;
use super::super::scope::ApiScope;
use super::super::source::Source;
use super::perfect::{self, TextHash};
use super::{Needs, table};

/// `by_wire` or `by_name` over texts, which are in the order of the codes; `field` is what they
/// are.
pub(super) fn write(api: ApiScope<'_>, field: &str, keys: &[&str], source: &mut Source) -> Needs {
    let (doc, column) = match field {
        "wire" => (" The code whose wire value is `wire`.", quote!(facts::WIRES)),
        _ => (" The code whose name is `name`.", quote!(facts::NAMES)),
    };
    let function = ident(&format!("by_{field}"));
    let ends = ident(&format!("{}_ENDS", field.to_uppercase()));
    let field = ident(field);
    let (kind, tables) = perfect::of_texts(keys);
    let hash = match kind {
        TextHash::Ends => quote!(ends.hash()),
        TextHash::All(seed) => {
            let seed = Literal::u64_unsuffixed(seed);
            quote!(hash::of_all(#seed, #field))
        }
    };
    let find = table::expand_find(&field, &hash);
    // Longer ones can differ between the ends.
    let rest = perfect::has_more_than_ends(keys)
        .then(|| quote!(&& (ends.are_all() || #column[code as usize] == #field)));
    let count = keys.len();
    source.items(&quote! {
        #[doc = #doc]
        pub(super) fn #function(#field: &str) -> Option<Code> {
            let ends = Ends::of(#field);
            let code = #find;
            let found = ends.same(#ends[code as usize]) #rest;
            found.then_some(code)
        }

        static #ends: [Ends; #count] = Ends::table(&#column);
    });
    table::write(&field, &tables, &api.names.codes, source);
    Needs { facts: true, hash: true, ends: true }
}
