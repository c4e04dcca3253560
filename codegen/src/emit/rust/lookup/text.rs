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
    let (function, field) = (ident(&format!("by_{field}")), ident(field));
    let (kind, tables) = perfect::of_texts(keys);
    let body = match kind {
        TextHash::Ends => {
            let find = table::expand_find(&field, &quote!(ends.hash()));
            quote! {
                let ends = hash::Ends::of(#field);
                let code = #find;
                ends.same(#field, #column[code as usize]).then_some(code)
            }
        }
        TextHash::All(seed) => {
            let seed = Literal::u64_unsuffixed(seed);
            let find = table::expand_find(&field, &quote!(hash::of_all(#seed, #field)));
            quote! {
                let code = #find;
                (#column[code as usize] == #field).then_some(code)
            }
        }
    };
    source.items(&quote! {
        #[doc = #doc]
        pub(super) fn #function(#field: &str) -> Option<Code> {
            #body
        }
    });
    table::write(&field, &tables, &api.names.codes, source);
    Needs { facts: true, hash: true }
}
