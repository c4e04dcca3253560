//! Where the Rust goes: a crate of its own, or a module of somebody's crate. What the two write in different
//! ways is decided here: the roots of paths, and what is there under a condition.
//!
//! Emitters and the runtime's sources name things as a crate does: `crate::Json`, `alloc_::vec::Vec`.

use std::borrow::Cow;

use errcat_catalogue::model::{Integration, RustModule};
use errcat_runtime::SOURCES;
use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Meta, Token};

use super::integrations;

/// The root of everything in a crate.
const CRATE: &str = "crate";

/// Roots of paths that only a crate has. A module has `std`, which holds what they stand for.
const LIBRARIES: [&str; 2] = ["alloc_", "std_"];

/// Which of the runtime's sources names the modules of integrations.
const INTEGRATIONS: &str = "integrations/mod.rs";

/// Where the Rust goes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'a> {
    /// A crate of its own, in which an integration is a feature.
    Crate,
    /// A module of somebody's crate, which has the integrations that it is to have, and no features.
    Module(&'a RustModule),
}

impl<'a> Place<'a> {
    /// The path of the crate or the module, as its own code writes it.
    pub(super) fn root(self) -> &'a str {
        match self {
            Self::Crate => CRATE,
            Self::Module(module) => &module.path,
        }
    }

    /// The same in a link of documentation, in which a `#` has another meaning.
    pub(super) fn root_of_links(self) -> String {
        self.root().replace("r#", "")
    }

    /// The same as tokens.
    pub(super) fn root_tokens(self) -> TokenStream {
        // A path that has passed its grammar is one.
        self.root().parse().unwrap_or_default()
    }

    /// A path as this place writes it.
    pub(super) fn path(self, path: &'static str) -> Cow<'static, str> {
        match (self, path.split_once("::")) {
            (Self::Module(module), Some((CRATE, rest))) => {
                format!("{}::{rest}", module.path).into()
            }
            (Self::Module(_), Some((root, rest))) if LIBRARIES.contains(&root) => {
                format!("std::{rest}").into()
            }
            _ => path.into(),
        }
    }

    /// An item that belongs to an integration.
    pub(super) fn with(self, integration: Integration, item: &TokenStream) -> TokenStream {
        self.with_any(&[integration], item)
    }

    /// An item that belongs to several integrations.
    pub(super) fn with_any(self, integrations: &[Integration], item: &TokenStream) -> TokenStream {
        let features: Vec<&str> = integrations.iter().map(|it| it.as_str()).collect();
        match (self, features.as_slice()) {
            (Self::Crate, [feature]) => quote!(#[cfg(feature = #feature)] #item),
            (Self::Crate, features) => quote!(#[cfg(any(#(feature = #features),*))] #item),
            (Self::Module(_), features) if features.iter().any(|it| self.has(it)) => item.clone(),
            (Self::Module(_), _) => TokenStream::new(),
        }
    }

    /// An item that belongs to several integrations together.
    pub(super) fn with_all(self, integrations: &[Integration], item: &TokenStream) -> TokenStream {
        let features: Vec<&str> = integrations.iter().map(|it| it.as_str()).collect();
        match self {
            Self::Crate => quote!(#[cfg(all(#(feature = #features),*))] #item),
            Self::Module(_) if features.iter().all(|it| self.has(it)) => item.clone(),
            Self::Module(_) => TokenStream::new(),
        }
    }

    /// A source of the runtime as it is in this place.
    pub(super) fn source(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Crate => text.into(),
            Self::Module(_) => {
                let links = self.root_of_links();
                rooted(&self.decided(text), self.root(), &links).into()
            }
        }
    }

    /// Whether the source of the runtime at `path` is in this place.
    pub(super) fn has_file(self, path: &str) -> bool {
        let name = path.strip_prefix("integrations/").and_then(|name| name.strip_suffix(".rs"));
        let Some(name) = name else { return true };
        let root = SOURCES.iter().find(|(path, _)| *path == INTEGRATIONS);
        let modules = root.map(|(_, text)| self.source(text)).unwrap_or_default();
        path == INTEGRATIONS || modules.lines().any(|line| line.ends_with(&format!("mod {name};")))
    }

    /// Whether a module has what a crate has with this feature.
    fn has(self, feature: &str) -> bool {
        let Self::Module(module) = self else { return true };
        let has = integrations::with_needed(&module.integrations);
        feature == "std" || Integration::parse(feature).is_some_and(|it| has.contains(&it))
    }

    /// A source without its conditions: each conditional item is kept or removed. The runtime writes each on a
    /// line of its own, before an item that nothing encloses.
    fn decided(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let condition = line.strip_prefix("#[cfg(").and_then(|rest| rest.strip_suffix(")]"));
            let Some(condition) = condition else {
                let is_second_blank = line.is_empty() && out.ends_with("\n\n");
                if !is_second_blank {
                    out.extend([line, "\n"]);
                }
                continue;
            };
            if !syn::parse_str(condition).is_ok_and(|meta| self.holds(&meta)) {
                // The item's comments above go too. The item ends with a line that is not indented.
                while let Some(said) = out.lines().next_back().filter(|it| it.starts_with("///")) {
                    out.truncate(out.len() - said.len() - 1);
                }
                let is_end = |line: &&str| {
                    !line.starts_with(' ') && (line.ends_with([';', '}']) && !line.starts_with('#'))
                };
                let _ = lines.find(is_end);
            }
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
        out
    }

    fn holds(self, condition: &Meta) -> bool {
        let all = |list: &syn::MetaList| {
            let list = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
            list.into_iter().flatten().map(|it| self.holds(&it)).collect::<Vec<_>>()
        };
        match condition {
            Meta::NameValue(pair) => match &pair.value {
                syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(feature), .. }) => {
                    self.has(&feature.value())
                }
                _ => false,
            },
            Meta::List(list) if list.path.is_ident("any") => all(list).contains(&true),
            Meta::List(list) if list.path.is_ident("all") => !all(list).contains(&false),
            Meta::List(list) if list.path.is_ident("not") => !all(list).contains(&true),
            // Tests are the runtime's own.
            Meta::List(_) | Meta::Path(_) => false,
        }
    }
}

/// A source of the runtime with the roots of its paths as a module has them, in code and in links.
fn rooted(text: &str, root: &str, links: &str) -> String {
    let mut out = String::with_capacity(2 * text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("::") {
        let is_part = |it: char| it.is_ascii_alphanumeric() || it == '_';
        let (before, word) = before.split_at(before.trim_end_matches(is_part).len());
        out.push_str(before);
        if word == CRATE && before.ends_with("](") {
            out.push_str(links);
        } else if word == CRATE {
            out.push_str(root);
        } else if LIBRARIES.contains(&word) {
            out.push_str("std");
        } else {
            out.push_str(word);
        }
        out.push_str("::");
        rest = after;
    }
    out.push_str(rest);
    // What a macro reaches through its crate, it reaches in `std` by itself.
    out.replace(&format!("${root}::std::"), "::std::")
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use errcat_catalogue::model::{Integration, RustModule};
    use quote::ToTokens;
    use syn::{Attribute, File, Item};

    use super::{Place, SOURCES};

    /// The attributes of an item.
    fn attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
        Some(match item {
            Item::Const(it) => &mut it.attrs,
            Item::Enum(it) => &mut it.attrs,
            Item::Fn(it) => &mut it.attrs,
            Item::Impl(it) => &mut it.attrs,
            Item::Mod(it) => &mut it.attrs,
            Item::Static(it) => &mut it.attrs,
            Item::Struct(it) => &mut it.attrs,
            Item::Use(it) => &mut it.attrs,
            _ => return None,
        })
    }

    /// The same by the syntax tree: items without their conditions, where these hold.
    fn by_syntax(place: Place<'_>, text: &str) -> String {
        let mut file: File = syn::parse_str(text).unwrap_or_else(|error| panic!("{error}"));
        file.items.retain_mut(|item| {
            let Some(attributes) = attributes(item) else { return true };
            let mut holds = true;
            attributes.retain(|attribute| {
                let is_condition = attribute.path().is_ident("cfg");
                if is_condition {
                    holds &= attribute.parse_args().is_ok_and(|meta| place.holds(&meta));
                }
                !is_condition
            });
            holds
        });
        file.to_token_stream().to_string()
    }

    /// With each pair of integrations, none and all, what lines tell is what syntax tells, and no condition is left.
    #[test]
    fn conditions_are_decided_as_the_compiler_would() {
        let mut wrong = String::new();
        // Conditions name two at most.
        let all = Integration::ALL;
        let pairs = all.iter().flat_map(|one| all.iter().map(|other| vec![*one, *other]));
        for integrations in pairs.chain([Vec::new(), all.to_vec()]) {
            let module = RustModule { path: "crate::errors".to_owned(), integrations };
            let place = Place::Module(&module);
            for (path, text) in SOURCES {
                let decided = place.decided(text);
                let file: Result<File, _> = syn::parse_str(&decided);
                let written = file.map(|file| file.to_token_stream().to_string()).ok();
                if written.as_ref() != Some(&by_syntax(place, text)) || decided.contains("cfg(") {
                    let _ = writeln!(wrong, "{path} with {:?}", module.integrations);
                }
            }
        }
        assert_eq!(wrong, "");
    }

    #[test]
    fn paths_begin_at_the_module() {
        let module = RustModule { path: "crate::a::r#type".to_owned(), integrations: Vec::new() };
        let place = Place::Module(&module);
        let text = "use crate::Json;\nuse alloc_::vec::Vec;\n/// [x](crate::Json)\ntype A = $crate::alloc_::A;\n\
                    type B = $crate::B;\nuse my_crate::C;\nuse std_::D;\n";
        let expected = "use crate::a::r#type::Json;\nuse std::vec::Vec;\n/// [x](crate::a::type::Json)\n\
                        type A = ::std::A;\ntype B = $crate::a::r#type::B;\nuse my_crate::C;\nuse std::D;\n";
        assert_eq!(place.source(text), expected);
        assert_eq!(place.path("crate::Json"), "crate::a::r#type::Json");
        assert_eq!(place.path("alloc_::vec::Vec"), "std::vec::Vec");
        assert_eq!(place.path("core::fmt"), "core::fmt");
        assert_eq!(Place::Crate.path("crate::Json"), "crate::Json");
    }
}
