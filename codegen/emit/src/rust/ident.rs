//! Names of the catalogue as identifiers.

use std::fmt::{self, Display};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{IdentFragment, ToTokens, TokenStreamExt};

use errcat_catalogue::name::Name;

/// An identifier as text, `r#` included. Those of `proc_macro2` stay on the thread that made them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Identifier(String);

impl Identifier {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl ToTokens for Identifier {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let span = Span::call_site();
        tokens.append(match self.0.strip_prefix("r#") {
            Some(keyword) => Ident::new_raw(keyword, span),
            None => Ident::new(&self.0, span),
        });
    }
}

impl IdentFragment for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.trim_start_matches("r#"))
    }
}

/// `text` as an identifier that is not a keyword.
pub(super) fn ident(text: &str) -> Identifier {
    Identifier(text.to_owned())
}

/// The name of a variant or a type. The only keyword in this case is `Self`, which is not a name.
pub(crate) fn camel(name: &Name) -> Identifier {
    Identifier(name.upper_camel())
}

/// The name of a module or a field: a raw identifier where it is a keyword in some edition.
pub(crate) fn snake(name: &Name) -> Identifier {
    let text = name.snake();
    if text == "gen" || syn::parse_str::<Ident>(text).is_err() {
        return Identifier(format!("r#{text}"));
    }
    ident(text)
}
