//! Enums of Rust: what `thiserror`, strum and serde say of their variants, and the arms of a `match` that
//! gives each of them a status or a code.

use std::collections::BTreeMap;
use std::thread;

use proc_macro2::{Delimiter, LexError, TokenStream, TokenTree, token_stream};
use syn::visit::{self, Visit};
use syn::{
    Attribute, Expr, ExprLit, Fields, GenericArgument, Item, Lit, Meta, Pat, PathArguments, Type,
};

use super::Source;
use crate::edit::Refused;
use crate::import::record::{Record, Records};
use errcat_catalogue::name::Name;

/// So many tokens may be in one another: the parser calls itself for a bracket, a sign before a value, an
/// `else if`.
const MOST_LEVELS: usize = 20_000;
/// What that takes of the stack, and more.
const STACK: usize = 1 << 29;

pub(super) fn read(source: &Source<'_>) -> Result<Vec<Records>, Refused> {
    let read = || {
        let fault = |error: &dyn std::fmt::Display| {
            source.fault(1, &format!("this is not Rust: {error}"), "name a file that compiles")
        };
        let tokens: TokenStream = source.text.parse().map_err(|error: LexError| fault(&error))?;
        if is_deep(tokens.clone()) {
            let message = "more than 20,000 tokens are nested in one another";
            return Err(source.fault(1, message, "split the file"));
        }
        let file: syn::File = syn::parse2(tokens).map_err(|error| fault(&error))?;
        let mut arms = Arms::default();
        arms.visit_file(&file);
        let mut enums = Enums { source, arms: arms.found, found: Vec::new() };
        enums.visit_file(&file);
        Ok(enums.found)
    };
    let failed = || source.fault(1, "not enough memory to read it", "split the file");
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, read);
        thread.map_err(|_| failed())?.join().map_err(|_| failed())?
    })
}

/// A bracket, or all of a file, while its tokens are counted.
struct Level {
    tokens: token_stream::IntoIter,
    /// How many tokens it is in.
    above: usize,
    /// How many of its own the next one is in, beside those.
    own: usize,
    /// How many of these are open angles: a comma does not end them.
    angles: usize,
    /// Whether a block has just ended.
    is_behind_block: bool,
}

/// Whether more tokens are in one another than the stack has room for. Those with a `;`, a comma or a block
/// between them do not.
fn is_deep(tokens: TokenStream) -> bool {
    let level = |tokens: TokenStream, above| Level {
        tokens: tokens.into_iter(),
        above,
        own: 0,
        angles: 0,
        is_behind_block: false,
    };
    let mut open = vec![level(tokens, 0)];
    while let Some(inner) = open.last_mut() {
        let Some(token) = inner.tokens.next() else {
            open.pop();
            continue;
        };
        let was_block = std::mem::take(&mut inner.is_behind_block);
        inner.own += 1;
        let now = inner.above + inner.own;
        if now > MOST_LEVELS {
            return true;
        }
        match token {
            TokenTree::Punct(sign) => match sign.as_char() {
                ';' => (inner.own, inner.angles) = (0, 0),
                ',' => inner.own = inner.angles,
                '<' => inner.angles += 1,
                '>' => inner.angles = inner.angles.saturating_sub(1),
                _ => {}
            },
            TokenTree::Ident(word) if was_block && word != "else" => inner.own = inner.angles,
            TokenTree::Group(group) => {
                inner.is_behind_block = group.delimiter() == Delimiter::Brace;
                open.push(level(group.stream(), now));
            }
            _ => {}
        }
    }
    false
}

/// What the arms of functions say of variants: by the variant's name, then by what it is.
type Said = BTreeMap<String, Vec<(&'static str, String)>>;

#[derive(Default)]
struct Arms {
    function: String,
    found: Said,
}

impl<'s> Visit<'s> for Arms {
    fn visit_impl_item_fn(&mut self, item: &'s syn::ImplItemFn) {
        let outer = std::mem::replace(&mut self.function, item.sig.ident.to_string());
        visit::visit_impl_item_fn(self, item);
        self.function = outer;
    }

    fn visit_item_fn(&mut self, item: &'s syn::ItemFn) {
        let outer = std::mem::replace(&mut self.function, item.sig.ident.to_string());
        visit::visit_item_fn(self, item);
        self.function = outer;
    }

    fn visit_arm(&mut self, arm: &'s syn::Arm) {
        let mut variants = Vec::new();
        variants_of(&arm.pat, &mut variants);
        let mut values = Values::default();
        values.visit_expr(&arm.body);
        let says = |word: &str| self.function.contains(word);
        let mut facts = Vec::new();
        facts.extend(values.status.map(|status| ("status", status)));
        if says("status") {
            facts.extend(values.number.filter(|_| facts.is_empty()).map(|it| ("status", it)));
        } else {
            let key = match values.text.as_deref() {
                _ if says("message") || says("fmt") || says("detail") || says("title") => "message",
                Some(text) if says("into_response") && text.contains(' ') => "message",
                _ => "code",
            };
            let is_code = says("code")
                || says("into_response")
                || says("as_str")
                || says("kind")
                || key == "message";
            facts.extend(values.text.filter(|_| is_code).map(|text| (key, text)));
            facts.extend(values.number.filter(|_| says("code")).map(|number| ("code", number)));
        }
        for variant in variants {
            self.found.entry(variant).or_default().extend(facts.iter().cloned());
        }
        visit::visit_arm(self, arm);
    }
}

/// The variants that a pattern names.
fn variants_of(pattern: &Pat, found: &mut Vec<String>) {
    let path = match pattern {
        Pat::Or(or) => return or.cases.iter().for_each(|case| variants_of(case, found)),
        Pat::Reference(reference) => return variants_of(&reference.pat, found),
        Pat::Paren(paren) => return variants_of(&paren.pat, found),
        Pat::Path(path) => &path.path,
        Pat::TupleStruct(pattern) => &pattern.path,
        Pat::Struct(pattern) => &pattern.path,
        Pat::Ident(ident) => {
            found.push(ident.ident.to_string());
            return;
        }
        _ => return,
    };
    found.extend(path.segments.last().map(|segment| segment.ident.to_string()));
}

/// What is in the body of an arm: the first of each kind.
#[derive(Default)]
struct Values {
    status: Option<String>,
    number: Option<String>,
    text: Option<String>,
}

impl<'s> Visit<'s> for Values {
    fn visit_path(&mut self, path: &'s syn::Path) {
        let mut segments = path.segments.iter().rev().map(|it| it.ident.to_string());
        if let (Some(name), Some(of)) = (segments.next(), segments.next())
            && matches!(of.as_str(), "StatusCode" | "Status")
        {
            self.status.get_or_insert(name);
        }
        visit::visit_path(self, path);
    }

    fn visit_lit(&mut self, literal: &'s Lit) {
        match literal {
            Lit::Str(text) => drop(self.text.get_or_insert(text.value())),
            Lit::Int(number) => drop(self.number.get_or_insert(number.base10_digits().to_owned())),
            _ => {}
        }
    }
}

struct Enums<'a> {
    source: &'a Source<'a>,
    arms: Said,
    found: Vec<Records>,
}

impl<'s> Visit<'s> for Enums<'_> {
    fn visit_item(&mut self, item: &'s Item) {
        if let Item::Enum(item) = item {
            let rename =
                strings(&item.attrs, &["serde", "strum"], &["rename_all", "serialize_all"]).pop();
            let name = item.ident.to_string();
            let records =
                item.variants.iter().map(|variant| self.record(&name, variant, rename.as_deref()));
            let records = records.collect();
            self.found.push(Records { at: name, records });
        }
        visit::visit_item(self, item);
    }
}

impl Enums<'_> {
    fn record(&self, of: &str, variant: &syn::Variant, case: Option<&str>) -> Record {
        let name = variant.ident.to_string();
        let mut record = Record::new(format!("{}, {of}::{name}", self.source.name));
        let said = self.arms.get(&name).cloned().unwrap_or_default();
        let of_arms =
            |key: &str| said.iter().find(|(it, _)| *it == key).map(|(_, value)| value.clone());
        let given =
            strings(&variant.attrs, &["serde", "strum"], &["rename", "serialize", "to_string"]);
        let wire = of_arms("code").or_else(|| given.first().cloned());
        let wire = wire.unwrap_or_else(|| match case {
            Some(case) => cased(&name, case),
            None => name.clone(),
        });
        record.put("wire", wire);
        record.put("name", Name::new(&name).screaming());
        record.put("status", of_arms("status").unwrap_or_default());
        let message = strings(&variant.attrs, &["error"], &[""]);
        let message =
            message.into_iter().chain(strings(&variant.attrs, &["strum"], &["message"])).next();
        record.put("message", message.or_else(|| of_arms("message")).unwrap_or_default());
        record.put("description", docs(&variant.attrs));
        if variant.attrs.iter().any(|it| it.path().is_ident("deprecated")) {
            record.put(
                "deprecated",
                strings(&variant.attrs, &["deprecated"], &["note"])
                    .pop()
                    .unwrap_or_else(|| "true".to_owned()),
            );
        }
        if let Fields::Named(fields) = &variant.fields {
            for field in &fields.named {
                let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
                record.put(format!("details.{name}"), type_of(&field.ty));
            }
        }
        record
    }
}

/// The texts behind some keys of some attributes; an empty key is the text that is alone.
fn strings(attributes: &[Attribute], names: &[&str], keys: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for attribute in
        attributes.iter().filter(|it| names.iter().any(|name| it.path().is_ident(name)))
    {
        let Meta::List(list) = &attribute.meta else { continue };
        if keys.contains(&"") {
            let first = list.parse_args_with(|input: syn::parse::ParseStream<'_>| {
                let text: syn::LitStr = input.parse()?;
                // What is filled in is behind it.
                let _: TokenStream = input.parse()?;
                Ok(text.value())
            });
            found.extend(first);
            continue;
        }
        // An attribute of another form says nothing here.
        let _ = list.parse_nested_meta(|meta| {
            let Ok(value) = meta.value() else { return Ok(()) };
            let value: Expr = value.parse()?;
            if let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = value
                && keys.iter().any(|key| meta.path.is_ident(key))
            {
                found.push(text.value());
            }
            Ok(())
        });
    }
    found
}

fn docs(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => {
                let text = text.value();
                Some(text.strip_prefix(' ').map(str::to_owned).unwrap_or(text))
            }
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The name of a type; that of an `Option` with a `?` behind it.
fn type_of(ty: &Type) -> String {
    let last = match ty {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    };
    let Some(last) = last else { return "string".to_owned() };
    match &last.arguments {
        PathArguments::AngleBracketed(inner) if last.ident == "Option" => {
            match inner.args.first() {
                Some(GenericArgument::Type(Type::Path(inner))) => {
                    let name = inner.path.segments.last().map(|it| it.ident.to_string());
                    name.unwrap_or_default() + "?"
                }
                _ => "string?".to_owned(),
            }
        }
        _ => last.ident.to_string(),
    }
}

/// A variant as serde and strum write it.
fn cased(name: &str, case: &str) -> String {
    let name = Name::new(name);
    match case {
        "kebab-case" | "kebab_case" => name.in_case("kebab-case"),
        "SCREAMING-KEBAB-CASE" => name.in_case("kebab-case").to_uppercase(),
        "lowercase" => name.as_str().to_lowercase(),
        "UPPERCASE" => name.as_str().to_uppercase(),
        "snake_case" | "SCREAMING_SNAKE_CASE" | "PascalCase" | "camelCase" => name.in_case(case),
        _ => name.as_str().to_owned(),
    }
}
