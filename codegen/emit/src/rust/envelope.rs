//! `envelopes/` of an API: for each envelope its error type, its slots, and its table.

use super::ident::Identifier;
use quote::quote;

use super::ident::snake;
use super::imports::Home;
use super::record::Writer;
use super::scope::ApiScope;
use super::source_text::SourceText;
use super::{docs, error, failure, shape, slots};
use crate::prose::{self, Embed};
use errcat_catalogue::model::{BodyPart, Envelope};

/// What the module of an envelope calls something.
const NAMES: [&str; 7] =
    ["Error", "ErrorSlots", "Failure", "Occurrence", "ReceivedError", "Response", "Slots"];

/// Files that Rust or Windows takes for something else.
const TAKEN: &[&str] = &["aux", "con", "mod", "nul", "prn"];

/// The envelopes that codes have, each with its index; others carry nothing.
pub(super) fn used(api: ApiScope<'_>) -> impl Iterator<Item = (usize, &Envelope)> {
    let mut has_codes = vec![false; api.api.envelopes.len()];
    for code in &api.api.codes {
        has_codes[code.envelope] = true;
    }
    api.api.envelopes.iter().enumerate().filter(move |(at, _)| has_codes[*at])
}

/// The module of the API's envelope, if it has just one.
pub(super) fn only(api: ApiScope<'_>) -> Option<Identifier> {
    match api.api.envelopes.as_slice() {
        [envelope] => Some(snake(&envelope.name)),
        _ => None,
    }
}

/// The paths below the API's folder, and the files.
pub(super) fn expand(api: ApiScope<'_>) -> Vec<(String, String)> {
    let mut codes = vec![Vec::new(); api.api.envelopes.len()];
    for (at, code) in api.api.codes.iter().enumerate() {
        codes[code.envelope].push(at);
    }
    let files = used(api).map(|(at, envelope)| {
        let path = format!("envelopes/{}", file_name(envelope));
        (path, expand_envelope(api, &codes[at], envelope))
    });
    let mut files: Vec<_> = files.collect();
    files.push(("envelopes/mod".to_owned(), expand_module(api)));
    files
}

/// Without its ending.
fn file_name(envelope: &Envelope) -> String {
    let name = envelope.name.snake();
    let port = |name: &str| {
        let number = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
        number.is_some_and(|number| number.len() == 1)
    };
    let end = if TAKEN.contains(&name) || port(name) { "_" } else { "" };
    format!("{name}{end}")
}

fn expand_module(api: ApiScope<'_>) -> String {
    let mut source = SourceText::new("The JSON shapes that carry errors: a module for each.");
    if used(api).any(|(_, envelope)| envelope.name.as_str() == "envelopes") {
        source.items(&quote! {
            #![allow(clippy::module_inception, reason = "an envelope may have any name")]
        });
    }
    for (_, envelope) in used(api) {
        let (module, file) = (snake(&envelope.name), file_name(envelope));
        let path = (file != envelope.name.snake()).then(|| format!("{file}.rs"));
        let path = path.map(|path| quote!(#[path = #path]));
        source.items(&quote! {
            #path
            pub mod #module;
        });
    }
    source.finish()
}

/// The file of an envelope, whose codes are those at `codes`.
fn expand_envelope(api: ApiScope<'_>, codes: &[usize], envelope: &Envelope) -> String {
    let own = NAMES.map(str::to_owned);
    let mut writer = Writer::new(api, Home::Elsewhere, own);
    let (imports, source) = writer.beside();
    error::write(api, codes, imports, source);
    if has_list(&envelope.body) {
        let list = imports.name("crate::ErrorList");
        source.one_line(format_args!("impl {list} for Error {{}}"));
    }
    write_aliases(imports.place().root(), source);
    failure::write(api, codes, envelope, imports, source);
    slots::write(api, envelope, &mut writer);
    let (imports, source) = writer.beside();
    shape::write(envelope, imports, source);
    writer.finish(&format!(
        "Errors of {} in the envelope {}.",
        docs::plain(&api.api.title),
        prose::code(envelope.name.as_str(), Embed::Inline)
    ))
}

fn write_aliases(root: &str, source: &mut SourceText) {
    for (name, docs) in [
        (
            "Response",
            "A response with an error, or with several errors if the envelope has a list.",
        ),
        ("Failure", "Why a handler failed: the response to send, and the cause."),
        ("Occurrence", "An occurrence of an error, with its own values."),
        ("ReceivedError", "A received error, typed if this crate knows it."),
    ] {
        source.blank_line();
        source.docs("", "///", docs);
        source.line(format_args!("pub type {name} = {root}::{name}<Error>;"));
    }
}

fn has_list(shape: &BodyPart) -> bool {
    use errcat_catalogue::model::Member;

    match shape {
        BodyPart::Errors(_) => true,
        BodyPart::Object(members) => members.iter().any(|member| match member {
            Member::Key(_, shape) => has_list(shape),
            Member::Spread => false,
        }),
        BodyPart::Array(items) => items.iter().any(has_list),
        BodyPart::Constant(_) | BodyPart::Slot(_) => false,
    }
}
