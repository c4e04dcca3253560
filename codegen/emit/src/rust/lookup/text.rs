//! From texts to codes.

use proc_macro2::Literal;
use quote::quote;

use super::super::ident::ident;
use super::super::scope::ApiScope;
use super::super::source_text::SourceText;
use super::Needs;
use super::perfect::{self, TextHash};
use super::table::{self, Find};

/// `by_wire` or `by_name` over texts, which are in the order of the codes; `field` is what they
/// are.
pub(super) fn write(
    api: ApiScope<'_>,
    field: &str,
    keys: &[&str],
    source: &mut SourceText,
) -> Needs {
    let (doc, column) = match field {
        "wire" => (" The code whose wire value is `wire`.", quote!(columns::WIRES)),
        _ => (" The code whose name is `name`.", quote!(columns::NAMES)),
    };
    let function = ident(&format!("by_{field}"));
    let words = ident(&format!("{}_WORDS", field.to_uppercase()));
    let field = ident(field);
    let (kind, tables) = perfect::of_texts(keys);
    let hash = match kind {
        TextHash::Words => quote!(words.hash()),
        TextHash::All(seed) => {
            let seed = Literal::u64_unsuffixed(seed);
            quote!(hash::of_all(#seed, #field))
        }
    };
    let Find { statement, index, code, columns } = table::expand_find(&field, &hash, keys.len());
    // Longer ones can differ between the words.
    let rest = perfect::has_more_than_words(keys)
        .then(|| quote!(&& (words.are_all() || #column[#index] == #field)));
    source.items(&quote! {
        #[doc = #doc]
        pub(super) fn #function(#field: &str) -> Option<Code> {
            let words = Words::of(#field);
            #statement
            let found = words.are(#words.0[#index]) #rest;
            found.then_some(#code)
        }
    });
    let rows = |source: &mut SourceText| {
        for (key, code) in keys.iter().zip(&api.names.codes) {
            let [first, second, third, last] = perfect::words(key);
            source.line(format_args!(
                "    [{first:#x}, {second:#x}, {third:#x}, {last:#x}], // {code}"
            ));
        }
    };
    let head = format!("static {words}: Rows<{}> = Rows([", keys.len());
    source.block("The words to compare of each wire value.", &head, rows, "]);");
    table::write(&field, &tables, &api.names.codes, source);
    Needs { columns: columns || rest.is_some(), hash: true, words: true }
}
