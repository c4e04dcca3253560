//! The error type of an envelope: a variant for each of its codes, with what the code tells.

use super::imports::Imports;
use super::payload::Payload;
use super::scope::ApiScope;
use super::source_text::{Literal, SourceText};
use super::{code, docs, former, from_code, typed};
use errcat_catalogue::model::CodeRef;

/// Writes the type for the codes at `codes`, and all that it can do.
pub(super) fn write(
    api: ApiScope<'_>,
    codes: &[usize],
    imports: &Imports<'_>,
    source: &mut SourceText,
) {
    write_enum(api, codes, imports, source);
    write_inherent(api, codes, imports, source);
    write_aliases(api, codes, source);
    write_invocation(api, codes, imports, source);
    from_code::write(api, codes, imports, source);
    typed::write(api, codes, imports, source);
}

/// What the variant of the code at `at` holds.
pub(super) fn payload<'a>(api: ApiScope<'a>, at: usize) -> Payload<'a> {
    Payload::of(&api.api.codes[at])
}

fn write_enum(api: ApiScope<'_>, codes: &[usize], imports: &Imports<'_>, source: &mut SourceText) {
    let docs =
        format!("An error of {}, with the details of its code.", docs::plain(&api.api.title));
    // For thousands of codes, rustc would take long with derives. A pattern can use a constant only if its type
    // derives `PartialEq`.
    let derived = match (from_code::is_large(codes), has_aliases(api, codes)) {
        (false, _) => "#[derive(Clone, PartialEq)]\n",
        (true, true) => "#[derive(PartialEq)]\n",
        (true, false) => "",
    };
    let open = format!("{derived}#[non_exhaustive]\npub enum Error {{");
    let variants = |source: &mut SourceText| {
        for at in codes {
            let (code, variant) = (&api.api.codes[*at], &api.names.codes[*at]);
            source.docs("    ", "///", &variant_docs(api, *at));
            if let Some(deprecated) = &code.deprecated {
                let note = code::deprecation_note(api, deprecated);
                source.line(format_args!("    #[deprecated(note = {})]", Literal(&note)));
            }
            match payload(api, *at).ty(api, *at, imports) {
                Some(ty) => source.line(format_args!("    {variant}({ty}),")),
                None => source.line(format_args!("    {variant},")),
            }
        }
    };
    source.block(&docs, &open, variants, "}");
}

fn variant_docs(api: ApiScope<'_>, at: usize) -> String {
    let title = docs::plain(&api.api.codes[at].title);
    let link = api.scope.code(CodeRef { api: api.index, code: at });
    format!("{title}\n\nIts code is {link}.")
}

fn write_inherent(
    api: ApiScope<'_>,
    codes: &[usize],
    imports: &Imports<'_>,
    source: &mut SourceText,
) {
    let code = imports.name("api::Code");
    source.one_line("impl Error {");
    source.docs("    ", "///", "Its code.");
    source.line(format_args!("    #[must_use]\n    pub const fn code(&self) -> {code} {{"));
    source.line("        match self {");
    for at in codes {
        let variant = &api.names.codes[*at];
        let held = if matches!(payload(api, *at), Payload::Nothing) { "" } else { "(_)" };
        source.line(format_args!("            Error::{variant}{held} => {code}::{variant},"));
    }
    source.line("        }\n    }\n}");
}

/// The codes whose variants hold nothing: a constant cannot stand for the others.
fn plain<'a>(api: ApiScope<'a>, codes: &'a [usize]) -> impl Iterator<Item = &'a usize> {
    codes.iter().filter(move |at| matches!(payload(api, **at), Payload::Nothing))
}

/// Whether any variant has other names.
fn has_aliases(api: ApiScope<'_>, codes: &[usize]) -> bool {
    plain(api, codes).any(|at| !former::aliases(&api.api.codes[*at]).is_empty())
}

/// Other names of the codes whose variants hold nothing.
fn write_aliases(api: ApiScope<'_>, codes: &[usize], source: &mut SourceText) {
    let mut inside = SourceText::part(0);
    for at in plain(api, codes) {
        let (code, variant) = (&api.api.codes[*at], &api.names.codes[*at]);
        for alias in former::aliases(code) {
            inside.blank_line();
            let docs = format!("Another name of [`Error::{variant}`].");
            let item = format!("pub const {alias}: Error = Error::{variant};");
            former::write(code, &docs, "    ", &item, &mut inside);
        }
    }
    if inside.is_empty() {
        return;
    }
    source.blank_line();
    source.line(
        "#[allow(non_upper_case_globals, reason = \"in patterns they stand for variants\")]\nimpl Error {",
    );
    source.append(&inside);
    source.line("}");
}

/// Writes `Clone` of errors whose codes are many.
fn write_clone(imports: &Imports<'_>, source: &mut SourceText) {
    let trait_ = imports.name("crate::TypedError");
    let from = imports.name("crate::runtime_::source::Source");
    source.one_line("impl ::core::clone::Clone for Error {");
    source.line("    fn clone(&self) -> Self {");
    source.line(format_args!("        let mut same = {from}::copy({trait_}::held(self));"));
    source.line(format_args!("        match {trait_}::read(self.code(), &mut same) {{"));
    source.line("            Some(error) => error,");
    source.line("            None => unreachable!(\"an error is made of its own values\"),");
    source.line("        }\n    }\n}");
}

/// What errors do whatever their codes are, and how they are made of the structs that they hold.
fn write_invocation(
    api: ApiScope<'_>,
    codes: &[usize],
    imports: &Imports<'_>,
    source: &mut SourceText,
) {
    let root = imports.place().root();
    source.one_line(format_args!("{root}::runtime_::errors::errors!(Error);"));
    if from_code::is_large(codes) {
        if !has_aliases(api, codes) {
            source.one_line(format_args!("{root}::runtime_::errors::equal!(Error);"));
        }
        write_clone(imports, source);
    }
    for at in codes.iter().filter(|at| matches!(payload(api, **at), Payload::Struct)) {
        let (variant, details) = (&api.names.codes[*at], imports.name("api::details"));
        let (trait_, boxed) =
            (imports.name("crate::ErrorDetails"), imports.name("alloc_::boxed::Box"));
        source.one_line(format_args!("impl {trait_} for {details}::{variant} {{"));
        source.line("    type Error = Error;\n");
        source.line(format_args!(
            "    const VARIANT: fn({boxed}<Self>) -> Error = Error::{variant};\n}}"
        ));
    }
}
