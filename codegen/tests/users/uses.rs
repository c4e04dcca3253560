//! A crate that uses every public item of another one with its type: functions are called with what they take
//! and give, structs and variants are taken apart and made, and what a type implements is demanded of it.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{
    Attribute, FnArg, GenericParam, Generics, ImplItem, Item, ItemEnum, ItemImpl, ItemStruct,
    ReceiverKind, ReturnType, Signature, Type,
};

use super::names::{Elided, Names, Scope, is_public, join};

/// Traits that the compiler implements for itself.
const UNSTABLE: &[&str] = &["StructuralPartialEq", "TrivialClone"];

/// What uses a crate, and what of it it could not name.
pub struct Uses {
    pub text: String,
    pub count: usize,
    pub unnamed: Vec<String>,
}

/// Everything that can be done with the crate `name` whose sources, macros expanded, are `text`.
pub fn of(name: &str, text: &str) -> Uses {
    // What a macro of the crate says of the crate; macros themselves stay unread.
    let file = syn::parse_file(&text.replace("$crate", "crate")).unwrap();
    let names = Names::of(name, &file.items);
    let uses = Uses { text: "#![allow(warnings)]\n".to_owned(), count: 0, unnamed: Vec::new() };
    let mut writer = Writer { names, uses };
    writer.all("", &file.items);
    writer.uses
}

struct Writer {
    names: Names,
    uses: Uses,
}

/// The parameters of an item, as another crate writes them.
#[derive(Default, Clone)]
struct Parameters {
    lifetimes: Vec<TokenStream>,
    others: Vec<TokenStream>,
    arguments: Vec<TokenStream>,
    clause: Vec<TokenStream>,
}

impl Parameters {
    fn declared(&self) -> TokenStream {
        let (lifetimes, others) = (&self.lifetimes, &self.others);
        if lifetimes.is_empty() && others.is_empty() {
            return TokenStream::new();
        }
        quote!(<#(#lifetimes,)* #(#others,)*>)
    }

    fn given(&self) -> TokenStream {
        let arguments = &self.arguments;
        if arguments.is_empty() { TokenStream::new() } else { quote!(<#(#arguments),*>) }
    }

    fn clause(&self) -> TokenStream {
        let clause = &self.clause;
        if clause.is_empty() { TokenStream::new() } else { quote!(where #(#clause),*) }
    }

    /// With lifetimes that are not written.
    fn with(mut self, lifetimes: &[String]) -> Self {
        for name in lifetimes {
            let lifetime = syn::Lifetime::new(&format!("'{name}"), proc_macro2::Span::call_site());
            self.arguments.insert(self.lifetimes.len(), lifetime.to_token_stream());
            self.lifetimes.push(lifetime.to_token_stream());
        }
        self
    }

    fn and(mut self, other: Self) -> Self {
        self.lifetimes.extend(other.lifetimes);
        self.others.extend(other.others);
        self.arguments.extend(other.arguments);
        self.clause.extend(other.clause);
        self
    }
}

impl Writer {
    fn all(&mut self, module: &str, items: &[Item]) {
        for item in items {
            self.item(module, item);
        }
    }

    /// Writes a use, where another crate can name all that is in it.
    fn put(&mut self, what: &str, tokens: Option<TokenStream>) {
        match tokens {
            Some(tokens) => {
                self.uses.text.push_str(&tokens.to_string());
                self.uses.text.push('\n');
                self.uses.count += 1;
            }
            None => self.uses.unnamed.push(what.to_owned()),
        }
    }

    /// A name for a use.
    fn name(&self) -> syn::Ident {
        format_ident!("use_{}", self.uses.count)
    }

    fn item(&mut self, module: &str, item: &Item) {
        let (name, visibility) = match item {
            Item::Mod(it) => {
                let path = join(module, &it.ident.to_string());
                return self.all(&path, it.content.as_ref().map_or(&[], |(_, items)| items));
            }
            Item::Impl(it) => return self.implementation(module, it),
            Item::Enum(it) => (&it.ident, &it.vis),
            Item::Struct(it) => (&it.ident, &it.vis),
            Item::Type(it) => (&it.ident, &it.vis),
            Item::Fn(it) => (&it.sig.ident, &it.vis),
            Item::Const(it) => (&it.ident, &it.vis),
            Item::Static(it) => (&it.ident, &it.vis),
            Item::Trait(it) => (&it.ident, &it.vis),
            _ => return,
        };
        if !is_public(visibility) {
            return;
        }
        let paths = self.names.paths(module, &name.to_string()).to_vec();
        let Some(first) = paths.first() else { return };
        let path = self.names.outside(first);
        let what = join(module, &name.to_string());
        let scope = Scope { module: module.to_owned(), ..Scope::default() };
        let is_type = matches!(item, Item::Enum(_) | Item::Struct(_) | Item::Type(_));
        for other in &paths[1..] {
            let (name, other) = (self.name(), self.names.outside(other));
            let same = match item {
                Item::Enum(ItemEnum { generics, .. })
                | Item::Struct(ItemStruct { generics, .. })
                | Item::Type(syn::ItemType { generics, .. })
                    if generics.params.is_empty() && is_type =>
                {
                    quote!(fn #name(it: #other) -> #path { it })
                }
                _ => quote!(use #other as #name;),
            };
            self.put(&what, Some(same));
        }
        match item {
            Item::Enum(it) => self.variants(&path, &what, scope, it),
            Item::Struct(it) => self.fields(&path, &what, scope, it),
            Item::Type(it) => {
                let tokens = self.parameters(&it.generics, scope).and_then(|(own, scope)| {
                    let ty = self.ty(&it.ty, &scope)?;
                    let (name, declared, given) = (self.name(), own.declared(), own.given());
                    Some(quote!(fn #name #declared (it: #path #given) -> #ty { it }))
                });
                self.put(&what, tokens);
            }
            Item::Const(syn::ItemConst { ty, .. }) => {
                let ty = self.lasting(ty, &scope);
                let name = self.name();
                self.put(&what, ty.map(|ty| quote!(const #name: #ty = #path;)));
            }
            Item::Static(syn::ItemStatic { ty, .. }) => {
                let ty = self.lasting(ty, &scope);
                let name = self.name();
                self.put(&what, ty.map(|ty| quote!(fn #name() -> &'static #ty { &#path })));
            }
            Item::Fn(it) => {
                let tokens = self.call(&it.sig, &Parameters::default(), &scope, &path);
                self.put(&what, tokens);
            }
            Item::Trait(_) => {
                let name = self.name();
                self.put(&what, Some(quote!(use #path as #name;)));
            }
            _ => {}
        }
    }

    /// Parameters with what stands within them.
    fn parameters(&self, generics: &Generics, mut scope: Scope) -> Option<(Parameters, Scope)> {
        let mut own = Parameters::default();
        scope.parameters.extend(generics.params.iter().filter_map(|it| match it {
            GenericParam::Type(it) => Some(it.ident.to_string()),
            GenericParam::Const(it) => Some(it.ident.to_string()),
            GenericParam::Lifetime(_) => None,
        }));
        for parameter in &generics.params {
            match parameter {
                GenericParam::Lifetime(it) => {
                    own.lifetimes.push(it.to_token_stream());
                    own.arguments.push(it.lifetime.to_token_stream());
                }
                GenericParam::Type(it) => {
                    let bounds = self.names.translate(
                        it.bounds.to_token_stream(),
                        &scope,
                        &mut Elided::Kept,
                    )?;
                    let name = &it.ident;
                    own.others.push(quote!(#name: #bounds));
                    own.arguments.push(name.to_token_stream());
                }
                GenericParam::Const(it) => {
                    let (name, ty) = (&it.ident, &it.ty);
                    own.others.push(quote!(const #name: #ty));
                    own.arguments.push(name.to_token_stream());
                }
            }
        }
        if let Some(clause) = &generics.where_clause {
            for predicate in &clause.predicates {
                let tokens = predicate.to_token_stream();
                own.clause.push(self.names.translate(tokens, &scope, &mut Elided::Kept)?);
            }
        }
        Some((own, scope))
    }

    fn ty(&self, ty: &Type, scope: &Scope) -> Option<TokenStream> {
        self.names.translate(ty.to_token_stream(), scope, &mut Elided::Kept)
    }

    /// The type of a constant.
    fn lasting(&self, ty: &Type, scope: &Scope) -> Option<TokenStream> {
        self.names.translate(ty.to_token_stream(), scope, &mut Elided::Of("static"))
    }

    fn variants(&mut self, path: &TokenStream, what: &str, scope: Scope, it: &ItemEnum) {
        let Some((own, scope)) = self.parameters(&it.generics, scope) else {
            return self.put(what, None);
        };
        let (declared, given, clause) = (own.declared(), own.given(), own.clause());
        self.shared(what, path, &it.generics);
        let rest = is_open(&it.attrs).then(|| quote!(_ => {}));
        let mut arms = Vec::new();
        for variant in &it.variants {
            let variant_name = &variant.ident;
            let fields = variant.fields.iter().enumerate().map(|(at, field)| {
                let key = field.ident.clone().map_or_else(
                    || syn::Index::from(at).to_token_stream(),
                    ToTokens::into_token_stream,
                );
                Some((key, format_ident!("f{at}"), self.ty(&field.ty, &scope)?))
            });
            let Some(fields) = fields.collect::<Option<Vec<_>>>() else {
                self.put(&format!("{what}::{variant_name}"), None);
                arms.push(quote!(#path::#variant_name { .. } => {}));
                continue;
            };
            let keys: Vec<_> = fields.iter().map(|(key, ..)| key).collect();
            let values: Vec<_> = fields.iter().map(|(_, value, _)| value).collect();
            let types: Vec<_> = fields.iter().map(|(.., ty)| ty).collect();
            // A tuple's fields by their number of them, too.
            let pattern = match &variant.fields {
                syn::Fields::Named(_) => quote!({ #(#keys: #values),* }),
                syn::Fields::Unnamed(_) => quote!((#(#values),*)),
                syn::Fields::Unit => TokenStream::new(),
            };
            arms.push(quote!(#path::#variant_name #pattern => { #(let _: &#types = #values;)* }));
            let name = self.name();
            let made = quote!(fn #name #declared (#(#values: #types),*) -> #path #given #clause {
                #path::#variant_name #pattern
            });
            self.put(what, Some(made));
        }
        let name = self.name();
        let matched = quote!(fn #name #declared (it: &#path #given) #clause {
            match it { #(#arms)* #rest }
        });
        self.put(what, Some(matched));
    }

    /// What all threads may have, and what panics may cross.
    fn shared(&mut self, what: &str, path: &TokenStream, generics: &Generics) {
        if generics.params.is_empty() {
            let name = self.name();
            let traits = quote!(
                Send + Sync + Unpin + std::panic::UnwindSafe + std::panic::RefUnwindSafe + 'static
            );
            self.put(what, Some(quote!(trait #name: #traits {} impl #name for #path {})));
        }
    }

    fn fields(&mut self, path: &TokenStream, what: &str, scope: Scope, it: &ItemStruct) {
        let Some((own, scope)) = self.parameters(&it.generics, scope) else {
            return self.put(what, None);
        };
        let (declared, given, clause) = (own.declared(), own.given(), own.clause());
        self.shared(what, path, &it.generics);
        let is_open = is_open(&it.attrs) || it.fields.iter().any(|it| !is_public(&it.vis));
        let rest = is_open.then(|| quote!(..));
        let (mut keys, mut values, mut types) = (Vec::new(), Vec::new(), Vec::new());
        for (at, field) in it.fields.iter().enumerate().filter(|(_, it)| is_public(&it.vis)) {
            let Some(ty) = self.ty(&field.ty, &scope) else {
                self.put(&format!("{what}.{at}"), None);
                continue;
            };
            keys.push(field.ident.clone().map_or_else(
                || syn::Index::from(at).to_token_stream(),
                ToTokens::into_token_stream,
            ));
            values.push(format_ident!("f{at}"));
            types.push(ty);
        }
        let name = self.name();
        let taken = quote!(fn #name #declared (it: &#path #given) #clause {
            let #path { #(#keys: #values,)* #rest } = it;
            #(let _: &#types = #values;)*
        });
        self.put(what, Some(taken));
        if !is_open {
            let name = self.name();
            let made = quote!(fn #name #declared (#(#values: #types),*) -> #path #given #clause {
                #path { #(#keys: #values,)* }
            });
            self.put(what, Some(made));
        }
    }

    fn implementation(&mut self, module: &str, it: &ItemImpl) {
        let what = format!("{module}: {}", it.self_ty.to_token_stream());
        let scope = Scope { module: module.to_owned(), ..Scope::default() };
        let Some((own, mut scope)) = self.parameters(&it.generics, scope) else { return };
        let mut fresh = Vec::new();
        let ty = it.self_ty.to_token_stream();
        let Some(ty) = self.names.translate(ty, &scope, &mut Elided::Fresh(&mut fresh)) else {
            return;
        };
        scope.own = Some(ty.clone());
        if let Some((path, _)) = &it.trait_ {
            let tokens = path.to_token_stream();
            let is_unstable =
                path.segments.last().is_some_and(|it| UNSTABLE.iter().any(|name| it.ident == name));
            let path = self.names.translate(tokens, &scope, &mut Elided::Fresh(&mut fresh));
            // A trait that nobody can name, nobody can use.
            let Some(path) = path.filter(|_| !is_unstable) else { return };
            let own = own.with(&fresh);
            let tokens = self.implements(it, &scope, &own, (&path, &ty));
            return self.put(&what, tokens);
        }
        let own = own.with(&fresh);
        for item in &it.items {
            match item {
                ImplItem::Fn(it) if is_public(&it.vis) => {
                    let name = &it.sig.ident;
                    let tokens = self.call(&it.sig, &own, &scope, &quote!(<#ty>::#name));
                    self.put(&format!("{what}::{name}"), tokens);
                }
                ImplItem::Const(it) if is_public(&it.vis) => {
                    let (name, constant) = (self.name(), &it.ident);
                    let (declared, clause) = (own.declared(), own.clause());
                    let tokens = self.lasting(&it.ty, &scope).map(
                        |out| quote!(fn #name #declared () -> #out #clause { <#ty>::#constant }),
                    );
                    self.put(&format!("{what}::{constant}"), tokens);
                }
                _ => {}
            }
        }
    }

    /// A trait of ours that demands another one, and the type that has to meet that.
    fn implements(
        &self,
        it: &ItemImpl,
        scope: &Scope,
        own: &Parameters,
        (path, ty): (&TokenStream, &TokenStream),
    ) -> Option<TokenStream> {
        let mut types = Vec::new();
        for item in &it.items {
            if let ImplItem::Type(it) = item
                && it.generics.params.is_empty()
            {
                let (name, ty) = (&it.ident, self.ty(&it.ty, scope)?);
                types.push(quote!(#name = #ty));
            }
        }
        let mut path = path.to_string();
        if !types.is_empty() {
            let types = quote!(#(#types),*);
            path = match path.trim_end().strip_suffix('>') {
                Some(path) => format!("{path}, {types}>"),
                None => format!("{path}<{types}>"),
            };
        }
        let path: TokenStream = path.parse().unwrap();
        let (declared, given, clause) = (own.declared(), own.given(), own.clause());
        let name = self.name();
        Some(quote!(
            trait #name #declared: #path #clause {} impl #declared #name #given for #ty #clause {}
        ))
    }

    /// A function that calls another one.
    fn call(
        &self,
        signature: &Signature,
        own: &Parameters,
        scope: &Scope,
        path: &TokenStream,
    ) -> Option<TokenStream> {
        let (more, scope) = self.parameters(&signature.generics, scope.clone())?;
        let mut fresh = Vec::new();
        let mut types = Vec::new();
        let mut own_lifetime = None;
        for input in &signature.inputs {
            let ty = match input {
                FnArg::Receiver(it) => match &it.kind {
                    ReceiverKind::Value => quote!(Self),
                    ReceiverKind::Reference(_, lifetime, mutability) => {
                        own_lifetime = Some(lifetime.as_ref().map(|it| it.ident.to_string()));
                        quote!(&#lifetime #mutability Self)
                    }
                    ReceiverKind::Typed(_, ty) => ty.to_token_stream(),
                    _ => return None,
                },
                FnArg::Typed(it) => it.ty.to_token_stream(),
            };
            types.push(self.names.translate(ty, &scope, &mut Elided::Fresh(&mut fresh))?);
        }
        let named = || {
            let mut all = more.arguments.iter().chain(&own.arguments).map(ToString::to_string);
            all.find_map(|it| Some(it.strip_prefix('\'')?.to_owned()))
        };
        let result = match own_lifetime {
            Some(Some(name)) => Some(name),
            _ => fresh.first().cloned().or_else(named),
        };
        let result = result.unwrap_or_else(|| "static".to_owned());
        let output = match &signature.output {
            ReturnType::Default => quote!(()),
            ReturnType::Type(_, ty) => {
                self.names.translate(ty.to_token_stream(), &scope, &mut Elided::Of(&result))?
            }
        };
        let all = own.clone().and(more).with(&fresh);
        let (declared, clause) = (all.declared(), all.clause());
        let values: Vec<_> = (0..types.len()).map(|at| format_ident!("a{at}")).collect();
        let (name, constness) = (self.name(), &signature.constness);
        Some(quote!(
            #constness fn #name #declared (#(#values: #types),*) -> #output #clause {
                #path(#(#values),*)
            }
        ))
    }
}

fn is_open(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|it| it.path().is_ident("non_exhaustive"))
}
