//! The error type of an envelope: a variant for each of its codes, with what the code tells.

use super::imports::Imports;
use super::payload::Payload;
use super::scope::ApiScope;
use super::source::{Literal, Source};
use super::{code, docs, former, from_code, typed};
use errcat_catalogue::model::CodeRef;

/// Writes the type for the codes at `codes`, and all that it can do.
pub(super) fn write(
    api: ApiScope<'_>,
    codes: &[usize],
    imports: &Imports<'_>,
    source: &mut Source,
) {
    write_enum(api, codes, imports, source);
    write_inherent(api, codes, imports, source);
    write_aliases(api, codes, source);
    write_texts(imports, source);
    from_code::write(api, codes, imports, source);
    source.one_line("impl core::error::Error for Error {}");
    for at in codes {
        if matches!(payload(api, *at), Payload::Struct) {
            write_from(api, *at, imports, source);
        }
    }
    typed::write(api, codes, imports, source);
}

/// What the variant of the code at `at` holds.
pub(super) fn payload<'a>(api: ApiScope<'a>, at: usize) -> Payload<'a> {
    Payload::of(&api.api.codes[at])
}

fn write_enum(api: ApiScope<'_>, codes: &[usize], imports: &Imports<'_>, source: &mut Source) {
    let docs = format!("An error of {}, with what its code tells.", docs::plain(&api.api.title));
    let open = "#[derive(PartialEq)]\n#[non_exhaustive]\npub enum Error {";
    let variants = |source: &mut Source| {
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
    source.block(&docs, open, variants, "}");
}

fn variant_docs(api: ApiScope<'_>, at: usize) -> String {
    let title = docs::plain(&api.api.codes[at].title);
    let link = api.scope.code(CodeRef { api: api.index, code: at });
    format!("{title}\n\nIts code is {link}.")
}

fn write_inherent(api: ApiScope<'_>, codes: &[usize], imports: &Imports<'_>, source: &mut Source) {
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
    source.line("        }\n    }");
    let advice = imports.name("crate::shared_::advice");
    let duration = imports.name("core::time::Duration");
    let (usual, at_most) =
        (format!("{advice}::of_error(self, None)"), format!("{advice}::of_error(self, Some(max))"));
    let capped = format!("retry_with_max_delay(&self, max: {duration})");
    for (docs, head, ty, body) in [
        (
            "The status that it has by default.",
            "status(&self)",
            imports.name("crate::Status"),
            "self.code().status()",
        ),
        (
            "What the receiver should do.",
            "action(&self)",
            imports.name("crate::Action"),
            "self.code().action()",
        ),
        (
            "Whether and when to send the request again, as far as the error by itself tells: after no \
             longer than [`MAX_DELAY`](crate::RetryAdvice::MAX_DELAY), or what the catalogue assumes \
             where that is more.",
            "retry(&self)",
            imports.name("crate::RetryAdvice"),
            usual.as_str(),
        ),
        (
            "The same, with a delay of `max` where a longer one is told.",
            capped.as_str(),
            imports.name("crate::RetryAdvice"),
            at_most.as_str(),
        ),
    ] {
        source.blank_line();
        source.docs("    ", "///", docs);
        source.line(format_args!("    #[must_use]\n    pub fn {head} -> Option<{ty}> {{"));
        source.line(format_args!("        {body}\n    }}"));
    }
    source.line("}");
}

/// Other names of the codes whose variants hold nothing: a constant cannot stand for the others.
fn write_aliases(api: ApiScope<'_>, codes: &[usize], source: &mut Source) {
    let mut inside = Source::part(0);
    for at in codes {
        if !matches!(payload(api, *at), Payload::Nothing) {
            continue;
        }
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

/// `Debug` and `Display`: not derived, since rustc takes long over a `match` of thousands of codes.
fn write_texts(imports: &Imports<'_>, source: &mut Source) {
    let fmt = imports.name("core::fmt");
    for (trait_, how) in [
        ("Debug", "debug(self.code().name(), f)"),
        ("Display", "write_message(self.code().message(), f)"),
    ] {
        source.one_line(format_args!("impl {fmt}::{trait_} for Error {{"));
        source.line(format_args!(
            "    fn fmt(&self, f: &mut {fmt}::Formatter<'_>) -> {fmt}::Result {{"
        ));
        source.line(format_args!("        self.held().{how}\n    }}\n}}"));
    }
}

fn write_from(api: ApiScope<'_>, at: usize, imports: &Imports<'_>, source: &mut Source) {
    let (variant, details) = (&api.names.codes[at], imports.name("api::details"));
    let boxed = imports.name("alloc_::boxed::Box");
    source.one_line(format_args!("impl From<{details}::{variant}> for Error {{"));
    source.line(format_args!("    fn from(details: {details}::{variant}) -> Self {{"));
    source.line(format_args!("        Error::{variant}({boxed}::new(details))\n    }}\n}}"));
}
