//! Names of the catalogue as identifiers.

use proc_macro2::{Ident, Span};

use crate::name::Name;

/// `text` as an identifier that is no keyword.
pub(super) fn ident(text: &str) -> Ident {
    Ident::new(text, Span::call_site())
}

/// The name of a variant or a type. No keyword is in this case but `Self`, and that is no name.
pub(super) fn camel(name: &Name) -> Ident {
    ident(&name.upper_camel())
}

/// The name of a module or a field: a raw identifier where it is a keyword in some edition.
pub(super) fn snake(name: &Name) -> Ident {
    let text = name.snake();
    if text == "gen" || syn::parse_str::<Ident>(text).is_err() {
        return Ident::new_raw(text, Span::call_site());
    }
    ident(text)
}
