//! From codes to errors: what a body is read as, and clones.
//!
//! rustc compares each arm of a `match` with each other, and looks for each variant among all of
//! the enum. So no `match` here is about all codes of a large API, as that of a derived `Clone` is:
//! of these, errors whose codes tell nothing are made of the code, block by block.

use std::borrow::Cow;

use super::error::payload;
use super::ident::Identifier;
use super::imports::Imports;
use super::payload::Payload;
use super::scope::ApiScope;
use super::source_text::SourceText;

/// How many codes a `match` is about; those of a larger API are taken apart by their numbers.
const BLOCK: usize = 128;

/// A function from codes to errors.
pub(super) struct Function<'a> {
    name: &'static str,
    /// `Source` in the module, for one that has more than the code.
    source: Option<Cow<'static, str>>,
    arms: Vec<Arm<'a>>,
    /// What there is for any other code, where there are others.
    others: Option<&'static str>,
}

/// What a code becomes.
struct Arm<'a> {
    /// Its place among the codes.
    at: usize,
    variant: &'a Identifier,
    /// What the variant holds, in brackets.
    value: String,
}

/// Whether the codes at `codes` are too many for a `match` about all of them.
pub(super) fn is_large(codes: &[usize]) -> bool {
    codes.len() > BLOCK
}

/// Writes what errors of the codes at `codes` are made with, where codes are many.
pub(super) fn write(
    api: ApiScope<'_>,
    codes: &[usize],
    imports: &Imports<'_>,
    source: &mut SourceText,
) {
    let mut inherent = SourceText::part(1);
    if is_large(codes) {
        let plain = Function::plain(api, codes, imports);
        if let Some(plain) = plain {
            inherent.docs("", "///", "The error with a code that has no details.");
            plain.write("", imports, &mut inherent);
            plain.write_blocks(imports, &mut inherent);
        }
    }
    Function::read(api, codes, imports).write_blocks(imports, &mut inherent);
    if !inherent.is_empty() {
        source.blank_line();
        source.nest("impl Error {", &inherent, "}");
    }
}

/// Whether the variant of a code holds nothing.
fn is_plain(api: ApiScope<'_>, at: usize) -> bool {
    matches!(payload(api, at), Payload::Nothing)
}

impl<'a> Function<'a> {
    /// `plain`, where codes are many and some tell nothing.
    fn plain(api: ApiScope<'a>, codes: &[usize], imports: &Imports<'_>) -> Option<Self> {
        if !is_large(codes) {
            return None;
        }
        let plain = codes.iter().filter(|at| is_plain(api, **at));
        let arms: Vec<Arm<'_>> = plain.map(|at| Arm::new(api, *at, imports)).collect();
        let others = (arms.len() < api.api.codes.len()).then_some("None");
        (!arms.is_empty()).then_some(Self { name: "plain", source: None, arms, others })
    }

    /// `TypedError::read`.
    pub(super) fn read(api: ApiScope<'a>, codes: &[usize], imports: &Imports<'_>) -> Self {
        let own = codes.iter().filter(|at| !is_large(codes) || !is_plain(api, **at));
        let arms: Vec<Arm<'_>> = own.map(|at| Arm::new(api, *at, imports)).collect();
        let others = match codes.len() {
            all if arms.len() < all => {
                let partial = Self::plain(api, codes, imports).is_some_and(|it| it.is_partial());
                Some(if partial { "Self::plain(code)" } else { "Some(Self::plain(code))" })
            }
            all => (all < api.api.codes.len()).then_some("None"),
        };
        let ty = imports.name("crate::runtime_::source::Source");
        Self { name: "read", source: Some(ty), arms, others }
    }

    /// Whether it gives an `Option`: some code has no error, or the trait says so.
    fn is_partial(&self) -> bool {
        self.source.is_some() || self.others.is_some() || self.blocks().count() > 1
    }

    /// The function: a `match` of its own, or one that leads to blocks.
    pub(super) fn write(&self, indent: &str, imports: &Imports<'_>, source: &mut SourceText) {
        if self.blocks().count() < 2 {
            return self.write_match(self.name, &self.arms, self.others, (indent, imports), source);
        }
        let head = self.head(self.name, true, imports);
        source.line(format_args!("{indent}{head}"));
        source.line(format_args!("{indent}    match code as usize / {BLOCK} {{"));
        let arguments = if self.source.is_some() { ", from" } else { "" };
        for block in self.blocks() {
            let (number, name) = (block[0].block(), self.name);
            source.line(format_args!(
                "{indent}        {number} => Self::{name}_{number}(code{arguments}),"
            ));
        }
        source.line(format_args!("{indent}        _ => {},", self.others.unwrap_or("None")));
        source.line(format_args!("{indent}    }}\n{indent}}}"));
    }

    /// The functions that it leads to.
    fn write_blocks(&self, imports: &Imports<'_>, source: &mut SourceText) {
        for block in self.blocks().filter(|block| block.len() < self.arms.len()) {
            source.blank_line();
            let name = format!("{}_{}", self.name, block[0].block());
            let others = self.others.or(Some("None"));
            self.write_match(&name, block, others, ("", imports), source);
        }
    }

    fn blocks(&self) -> impl Iterator<Item = &[Arm<'a>]> {
        self.arms.chunk_by(|arm, next| arm.block() == next.block())
    }

    fn write_match(
        &self,
        name: &str,
        arms: &[Arm<'_>],
        others: Option<&str>,
        (indent, imports): (&str, &Imports<'_>),
        source: &mut SourceText,
    ) {
        let used = arms.iter().any(|arm| !arm.value.is_empty());
        let head = self.head(name, used, imports);
        source.line(format_args!("{indent}{head}"));
        if let (Some(others), []) = (others, arms) {
            return source.line(format_args!("{indent}    {others}\n{indent}}}"));
        }
        let code = imports.name("api::Code");
        let (open, close) = if self.is_partial() { ("Some(", ")") } else { ("", "") };
        source.line(format_args!("{indent}    {open}match code {{"));
        for Arm { variant, value, .. } in arms {
            source.line(format_args!(
                "{indent}        {code}::{variant} => Error::{variant}{value},"
            ));
        }
        if let Some(others) = others {
            source.line(format_args!("{indent}        _ => return {others},"));
        }
        source.line(format_args!("{indent}    }}{close}\n{indent}}}"));
    }

    /// The first line. What is not used has no name.
    fn head(&self, name: &str, used: bool, imports: &Imports<'_>) -> String {
        let code = imports.name("api::Code");
        let beside = self.source.as_ref().map_or_else(String::new, |source| {
            format!(", {}: &mut {source}<'_>", if used { "from" } else { "_" })
        });
        let ty = if self.is_partial() { "Option<Self>" } else { "Self" };
        format!("fn {name}(code: {code}{beside}) -> {ty} {{")
    }
}

impl<'a> Arm<'a> {
    fn new(api: ApiScope<'a>, at: usize, imports: &Imports<'_>) -> Self {
        let value = value(api, payload(api, at), imports);
        Self { at, variant: &api.names.codes[at], value }
    }

    /// The number of its block.
    const fn block(&self) -> usize {
        self.at / BLOCK
    }
}

/// The value of a code's variant, from the parts that are there.
fn value(api: ApiScope<'_>, payload: Payload<'_>, imports: &Imports<'_>) -> String {
    match payload {
        Payload::Nothing => String::new(),
        _ if payload.is_read_whole(api) => {
            format!("({}::read(from)?)", imports.name("crate::runtime_::record"))
        }
        Payload::Type { optional: true, .. } if payload.is_boxed(api) => {
            "(from.maybe_boxed()?)".to_owned()
        }
        Payload::Type { optional: true, .. } => "(from.maybe()?)".to_owned(),
        Payload::Struct | Payload::Type { .. } => "(from.needed()?)".to_owned(),
    }
}
