//! Syntax trees, built node by node: parsing tokens is what makes generators slow.

use proc_macro2::{Span, TokenStream};
use syn::punctuated::Punctuated;
use syn::{
    AttrStyle, Attribute, Expr, ExprArray, ExprCall, ExprLit, ExprPath, ExprReference, ExprStruct,
    ExprTuple, ExprUnary, FieldValue, Ident, Item, ItemStatic, Lit, LitInt, LitStr, Member, Meta,
    MetaNameValue, Path, PathSegment, Token, UnOp, parse_quote,
};

use crate::name::Name;

/// The items that `tokens` are. Only for short ones: parsing is slow, and what is built already
/// would be taken apart and parsed again.
pub(super) fn items(tokens: TokenStream) -> Vec<Item> {
    let file: syn::File = parse_quote!(#tokens);
    file.items
}

/// A file whose beginning is `start`: its comment and imports.
pub(super) fn file(start: TokenStream, parts: impl IntoIterator<Item = Vec<Item>>) -> syn::File {
    let mut file: syn::File = parse_quote!(#start);
    file.items.extend(parts.into_iter().flatten());
    file
}

/// A static with its value, from one with any value.
pub(super) fn with_value(mut item: ItemStatic, value: Expr) -> Item {
    item.expr = Box::new(value);
    Item::Static(item)
}

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

/// `a::b::c`
pub(super) fn path<'a>(segments: impl IntoIterator<Item = &'a Ident>) -> Path {
    let segments = segments.into_iter().cloned().map(PathSegment::from).collect();
    Path { leading_colon: None, segments }
}

/// The expression `a::b::c`.
pub(super) fn path_expr<'a>(segments: impl IntoIterator<Item = &'a Ident>) -> Expr {
    Expr::Path(ExprPath { attrs: Vec::new(), qself: None, path: path(segments) })
}

/// A constant or a local, by its name.
pub(super) fn named(name: &str) -> Expr {
    path_expr([&ident(name)])
}

/// A string literal.
pub(super) fn string(text: &str) -> Expr {
    literal(Lit::Str(LitStr::new(text, Span::call_site())))
}

/// A count as an integer literal.
pub(super) fn count(count: usize) -> Expr {
    integer(i128::try_from(count).unwrap_or(i128::MAX))
}

/// An integer literal without a suffix.
pub(super) fn integer(number: impl Into<i128>) -> Expr {
    let number = number.into();
    let digits = number.unsigned_abs().to_string();
    let expr = literal(Lit::Int(LitInt::new(&digits, Span::call_site())));
    if number >= 0 {
        return expr;
    }
    let op = UnOp::Neg(<Token![-]>::default());
    Expr::Unary(ExprUnary { attrs: Vec::new(), op, expr: Box::new(expr) })
}

fn literal(lit: Lit) -> Expr {
    Expr::Lit(ExprLit { attrs: Vec::new(), lit })
}

/// `[a, b]`
pub(super) fn array(elements: impl IntoIterator<Item = Expr>) -> Expr {
    let elems = elements.into_iter().collect();
    Expr::Array(ExprArray { attrs: Vec::new(), bracket_token: Default::default(), elems })
}

/// `(a, b)`
pub(super) fn tuple<const N: usize>(elements: [Expr; N]) -> Expr {
    let elems = elements.into_iter().collect();
    Expr::Tuple(ExprTuple { attrs: Vec::new(), paren_token: Default::default(), elems })
}

/// `&[a, b]`
pub(super) fn slice(elements: impl IntoIterator<Item = Expr>) -> Expr {
    borrow(array(elements))
}

/// `&expr`
pub(super) fn borrow(expr: Expr) -> Expr {
    let expr = Box::new(expr);
    Expr::Reference(ExprReference {
        attrs: Vec::new(),
        and_token: Default::default(),
        mutability: None,
        expr,
    })
}

/// `function(argument)`
pub(super) fn call(function: Expr, argument: Expr) -> Expr {
    Expr::Call(ExprCall {
        attrs: Vec::new(),
        func: Box::new(function),
        paren_token: Default::default(),
        args: Punctuated::from_iter([argument]),
    })
}

/// `Some(value)` or `None`.
pub(super) fn option(value: Option<Expr>) -> Expr {
    match value {
        Some(value) => call(named("Some"), value),
        None => named("None"),
    }
}

/// `Name { field: value, ..rest }`
pub(super) fn record(
    name: &str,
    fields: impl IntoIterator<Item = (&'static str, Expr)>,
    rest: Option<Expr>,
) -> Expr {
    let mut fields: Punctuated<FieldValue, Token![,]> =
        fields.into_iter().map(|(name, value)| field(name, value)).collect();
    if rest.is_some() {
        fields.push_punct(Default::default());
    }
    Expr::Struct(ExprStruct {
        attrs: Vec::new(),
        qself: None,
        path: path([&ident(name)]),
        brace_token: Default::default(),
        fields,
        dot2_token: rest.is_some().then(Default::default),
        rest: rest.map(Box::new),
    })
}

fn field(name: &str, expr: Expr) -> FieldValue {
    let colon_token = Some(Default::default());
    FieldValue { attrs: Vec::new(), member: Member::Named(ident(name)), colon_token, expr }
}

/// `///` comments.
pub(super) fn outer_docs(text: &str) -> Vec<Attribute> {
    docs(text, AttrStyle::Outer)
}

/// `//!` comments.
pub(super) fn inner_docs(text: &str) -> Vec<Attribute> {
    docs(text, AttrStyle::Inner(<Token![!]>::default()))
}

fn docs(text: &str, style: AttrStyle) -> Vec<Attribute> {
    let name = ident("doc");
    let attribute = |line: &str| Attribute {
        pound_token: Default::default(),
        style,
        bracket_token: Default::default(),
        meta: Meta::NameValue(MetaNameValue {
            path: Path::from(name.clone()),
            eq_token: Default::default(),
            value: if line.is_empty() { string("") } else { string(&format!(" {line}")) },
        }),
    };
    text.lines().map(attribute).collect()
}

/// `Code::Variant`
pub(super) fn code_expr(variant: &Ident) -> Expr {
    path_expr([&ident("Code"), variant])
}
