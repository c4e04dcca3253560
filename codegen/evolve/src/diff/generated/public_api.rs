//! The public API of generated Rust, item by item, as Rust source sees it: paths with signatures, without
//! docs, bodies and values.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Fields, ImplItem, Item, Visibility};

/// Items by path, each with its signature.
pub(super) type Items = BTreeMap<String, String>;

/// The public items of a file of the generated crate, from its [`declarations`]. Private modules count: what is public in them, others
/// offer.
///
/// # Errors
/// Where the text is not Rust.
pub(super) fn items(path: &str, declarations: &str) -> Result<Items, syn::Error> {
    let file = syn::parse_file(declarations)?;
    let mut reader = Reader { items: Items::new() };
    reader.all(&module(path), &file.items);
    Ok(reader.items)
}

/// A file without what decides nothing and takes most of the time to parse: docs, and the values of tables that are
/// not public.
pub(super) fn declarations(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        let is_private = ["static ", "const ", "pub(super) static ", "pub(super) const "]
            .iter()
            .any(|it| line.starts_with(it));
        // The table ends where a line closes what this one opens.
        if is_private && line.ends_with('[') {
            lines.by_ref().find(|line| line.starts_with(']'));
            continue;
        }
        left.push_str(line);
        left.push('\n');
    }
    left
}

/// The module that a file holds: that of `src/iozen/mod.rs` is `iozen`.
fn module(path: &str) -> String {
    let path = path.strip_prefix("src/").unwrap_or(path);
    let path = path.strip_suffix(".rs").unwrap_or(path);
    path.strip_suffix("/mod").unwrap_or(path).replace('/', "::")
}

struct Reader {
    items: Items,
}

impl Reader {
    fn all(&mut self, at: &str, items: &[Item]) {
        for item in items {
            self.item(at, item);
        }
    }

    fn put(&mut self, path: String, signature: impl ToTokens) {
        self.items.insert(path, signature.to_token_stream().to_string());
    }

    fn item(&mut self, at: &str, item: &Item) {
        match item {
            Item::Enum(it) if is_public(&it.vis) => {
                let path = format!("{at}::{}", it.ident);
                let attributes = it.attrs.iter().filter(|it| it.path().is_ident("non_exhaustive"));
                self.put(path.clone(), tokens(attributes));
                self.derives(&path, &it.attrs);
                for variant in &it.variants {
                    self.put(format!("{path}::{}", variant.ident), field_types(&variant.fields));
                }
            }
            Item::Struct(it) if is_public(&it.vis) => {
                let path = format!("{at}::{}", it.ident);
                self.put(path.clone(), &it.generics);
                self.derives(&path, &it.attrs);
                for field in it.fields.iter().filter(|field| is_public(&field.vis)) {
                    if let Some(name) = &field.ident {
                        self.put(format!("{path}.{name}"), &field.ty);
                    }
                }
            }
            Item::Type(it) if is_public(&it.vis) => self.put(format!("{at}::{}", it.ident), &it.ty),
            Item::Const(it) if is_public(&it.vis) => {
                self.put(format!("{at}::{}", it.ident), &it.ty);
            }
            Item::Static(it) if is_public(&it.vis) => {
                self.put(format!("{at}::{}", it.ident), &it.ty);
            }
            Item::Fn(it) if is_public(&it.vis) => {
                self.put(format!("{at}::{}", it.sig.ident), &it.sig);
            }
            Item::Use(it) if is_public(&it.vis) => self.reexports(at, &it.tree),
            Item::Mod(it) => {
                let path = format!("{at}::{}", it.ident);
                if let Some((_, items)) = &it.content {
                    self.all(&path, items);
                } else if is_public(&it.vis) {
                    self.put(path, "");
                }
            }
            Item::Impl(it) => self.implementation(at, it),
            Item::Macro(it) => {
                let name = it.mac.path.segments.last().map(|it| it.ident.to_string());
                self.expansion(at, &name.unwrap_or_default(), it.mac.tokens.clone());
            }
            _ => {}
        }
    }

    fn derives(&mut self, path: &str, attributes: &[syn::Attribute]) {
        for attribute in attributes.iter().filter(|it| it.path().is_ident("derive")) {
            let _ = attribute.parse_nested_meta(|meta| {
                self.put(format!("impl {} for {path}", meta.path.to_token_stream()), "");
                Ok(())
            });
        }
    }

    fn reexports(&mut self, at: &str, tree: &syn::UseTree) {
        match tree {
            syn::UseTree::Path(it) => self.reexports(at, &it.tree),
            syn::UseTree::Name(it) => self.put(format!("{at}::{}", it.ident), ""),
            syn::UseTree::Rename(it) => self.put(format!("{at}::{}", it.rename), ""),
            syn::UseTree::Glob(_) => {}
            syn::UseTree::Group(it) => it.items.iter().for_each(|tree| self.reexports(at, tree)),
        }
    }

    fn implementation(&mut self, at: &str, it: &syn::ItemImpl) {
        let ty = it.self_ty.to_token_stream().to_string();
        if let Some((path, _)) = &it.trait_ {
            let generics = it.generics.params.to_token_stream();
            let clause = it.generics.where_clause.to_token_stream();
            // What a trait's types are is known to all that use it.
            let types = it.items.iter().filter_map(|item| match item {
                ImplItem::Type(it) => Some(it.to_token_stream()),
                _ => None,
            });
            let types = types.collect::<TokenStream>();
            let path = format!("impl {} for {at}::{ty}", path.to_token_stream());
            self.items.insert(path, format!("{generics} {clause} {types}"));
            return;
        }
        for item in &it.items {
            match item {
                ImplItem::Fn(it) if is_public(&it.vis) => {
                    self.put(format!("{at}::{ty}::{}", it.sig.ident), &it.sig);
                }
                ImplItem::Const(it) if is_public(&it.vis) => {
                    self.put(format!("{at}::{ty}::{}", it.ident), &it.ty);
                }
                _ => {}
            }
        }
    }

    /// What a macro of the runtime makes. Where it is told structs, they are there as they are declared; of
    /// everything else the names count, and no literal does.
    fn expansion(&mut self, at: &str, name: &str, tokens: TokenStream) {
        let mut all = tokens.into_iter().peekable();
        while let Some(token) = all.next() {
            match &token {
                TokenTree::Ident(word) if word == "struct" => {
                    let Some(TokenTree::Ident(ident)) = all.next() else { continue };
                    let path = format!("{at}::{ident}");
                    let mut generics = TokenStream::new();
                    while let Some(next) = all.next_if(|next| !is_group(next, Delimiter::Brace)) {
                        generics.extend([next]);
                    }
                    // What a builder has to be given.
                    self.put(path.clone(), generics);
                    if let Some(TokenTree::Group(body)) = all.next() {
                        self.fields(&path, body.stream());
                    }
                }
                // Whether a value is there counts as little as which.
                TokenTree::Ident(word) if ["pub", "Some", "None"].iter().all(|it| word != it) => {
                    self.put(format!("{at}::{name}!::{word}"), "");
                }
                TokenTree::Group(group) if group.delimiter() != Delimiter::Bracket => {
                    self.expansion(at, name, group.stream());
                }
                _ => {}
            }
        }
    }

    /// The fields of a struct that a macro is told: `pub name: Type = …;`, and what its builder is given:
    /// `fn name(Type) -> …;`.
    fn fields(&mut self, path: &str, tokens: TokenStream) {
        let mut statement: Vec<TokenTree> = Vec::new();
        for token in tokens {
            let is_end = matches!(&token, TokenTree::Punct(it) if it.as_char() == ';');
            if !is_end {
                statement.push(token);
                continue;
            }
            let at = statement
                .iter()
                .position(|it| matches!(it, TokenTree::Ident(it) if it == "pub" || it == "fn"));
            if let Some([TokenTree::Ident(kind), TokenTree::Ident(name), rest @ ..]) =
                at.map(|at| &statement[at..])
            {
                let is_value =
                    |it: &&TokenTree| !matches!(it, TokenTree::Punct(it) if it.as_char() == '=');
                let ty: TokenStream = if kind == "fn" {
                    rest.iter().take(1).cloned().collect()
                } else {
                    rest.iter().take_while(is_value).cloned().collect()
                };
                let between = if kind == "fn" { "::builder()." } else { "." };
                self.put(format!("{path}{between}{name}"), ty);
            }
            statement.clear();
        }
    }
}

fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn field_types(fields: &Fields) -> TokenStream {
    fields
        .iter()
        .map(|field| {
            let (name, ty) = (&field.ident, &field.ty);
            quote::quote!(#name #ty,)
        })
        .collect()
}

fn tokens<T: ToTokens>(items: impl Iterator<Item = T>) -> TokenStream {
    items.map(|it| it.to_token_stream()).collect()
}

/// Names of types for others: `pub type Sku = String;`.
pub(super) type Aliases = BTreeMap<String, String>;

/// The aliases that a file declares. Every file of a crate is looked at, so it is not parsed for that.
pub(super) fn aliases(text: &str) -> impl Iterator<Item = (String, String)> {
    text.lines().filter_map(|line| {
        let (name, ty) = line.strip_prefix("pub type ")?.strip_suffix(';')?.split_once(" = ")?;
        let tokens: TokenStream = ty.parse().ok()?;
        Some((name.to_owned(), tokens.to_string()))
    })
}

/// Aliases stand for aliases so often; more would be a circle.
const MOST_ALIASES: usize = 8;

/// A signature with the types that aliases stand for.
fn spelt_out(signature: &str, aliases: &Aliases) -> String {
    let mut signature = signature.to_owned();
    for _ in 0..MOST_ALIASES {
        let mut words: Vec<&str> = Vec::new();
        let mut is_same = true;
        for word in signature.split(' ') {
            let Some(ty) = aliases.get(word) else {
                words.push(word);
                continue;
            };
            is_same = false;
            // Its path goes with it.
            while words.last() == Some(&"::") {
                words.truncate(words.len().saturating_sub(2));
            }
            words.push(ty);
        }
        if is_same {
            break;
        }
        signature = words.join(" ");
    }
    signature
}

/// What source that uses `old` no longer finds in `new`, or finds otherwise.
pub(super) fn broken<'a>(
    (old, old_aliases): (&'a Items, &Aliases),
    (new, new_aliases): (&Items, &Aliases),
) -> Vec<&'a str> {
    // Types stand in paths, too: `builders::Item<Sku>`.
    let paths = OnceCell::new();
    let elsewhere = |path: &str| {
        let paths: &HashMap<String, &String> = paths.get_or_init(|| {
            new.iter().map(|(path, signature)| (spelt_out(path, new_aliases), signature)).collect()
        });
        paths.get(&spelt_out(path, old_aliases)).copied()
    };
    let is_broken =
        |(path, signature): &(&String, &String)| match new.get(*path).or_else(|| elsewhere(path)) {
            Some(new) if new == *signature => false,
            Some(new) => spelt_out(signature, old_aliases) != spelt_out(new, new_aliases),
            None => true,
        };
    old.iter().filter(is_broken).map(|(path, _)| path.as_str()).collect()
}
