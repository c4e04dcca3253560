//! What becomes a failure of an envelope's API: errors of the API, of others, and those that it does not know.

use std::fmt::Write as _;

use errcat_catalogue::model::{Api, Conversion, Envelope, Integration, StandIn, Unexpected};
use quote::quote;
use serde_json::Value as Json;

use super::error::payload;
use super::ident::{ident, snake};
use super::imports::Imports;
use super::payload::Payload;
use super::scope::ApiScope;
use super::source_text::{Literal, SourceText, list};

/// The text that stands for the place of a fault.
const PATH: &str = "{path}";

/// Writes what becomes a failure, for the envelope with the codes at `codes`.
pub(super) fn write(
    api: ApiScope<'_>,
    codes: &[usize],
    envelope: &Envelope,
    imports: &Imports<'_>,
    source: &mut SourceText,
) {
    let root = imports.place().root();
    let call = |name: &str| format!("{root}::runtime_::failure::{name}!(Error);");
    let unexpected = of(api, codes);
    let is_bare = is_bare(envelope);
    source.one_line(call("failures"));
    if is_bare {
        source.one_line(call("causes"));
        let is_struct = |at: &&usize| matches!(payload(api, **at), Payload::Struct);
        let structs = codes.iter().filter(is_struct);
        let names: Vec<String> = structs
            .map(|at| format!("{}::{}", imports.name("api::details"), api.names.codes[*at]))
            .collect();
        source.uses(&format!("{root}::runtime_::failure::of_details"), "", &names);
    }
    match unexpected {
        None => {
            source.one_line(call("responses_alone"));
            if is_bare {
                source.one_line(call("errors_alone"));
            }
        }
        Some(unexpected) => {
            let others = others(api);
            write_unexpected(api, unexpected, &others, imports, source);
            write_conversions(&others, root, source);
            let root = imports.place().root_tokens();
            let extractors =
                quote!(#root::runtime_::integrations::axum_extract::extractors!(Error););
            source.items(&imports.place().with(Integration::AxumExtract, &extractors));
        }
    }
}

/// What stands for unexpected errors in the envelope with these codes.
fn of<'a>(api: ApiScope<'a>, codes: &[usize]) -> Option<&'a Unexpected> {
    api.api.unexpected.as_ref().filter(|it| codes.contains(&it.error.code))
}

/// Whether the envelope `at` of an API answers unexpected errors.
pub(super) fn answers(api: &Api, at: usize) -> bool {
    api.unexpected.as_ref().is_some_and(|it| api.codes[it.error.code].envelope == at)
}

/// Whether an error in this envelope needs no values for slots.
fn is_bare(envelope: &Envelope) -> bool {
    !envelope.slots.iter().any(|slot| slot.required && !slot.fixed && !slot.filled)
}

/// An error type from which the catalogue has a conversion.
struct Other {
    /// Its path.
    path: String,
    /// The conversion of its codes.
    convert: String,
    /// Whether it needs no slots.
    is_bare: bool,
}

fn others(api: ApiScope<'_>) -> Vec<Other> {
    let scope = api.scope;
    let to = ident(&format!("to_{}", api.api.name.snake()));
    let root = scope.place.root();
    let conversions = scope.catalogue.conversions.iter().filter(|it| it.to == api.index);
    let of_conversion = |it: &Conversion| {
        let from = scope.api(it.from);
        let convert = if it.total {
            format!("|code| Some(code.{to}())")
        } else {
            format!("{root}::{}::Code::{to}", from.names.module)
        };
        let used = super::envelope::used(from).map(|(_, envelope)| Other {
            path: format!(
                "{root}::{}::envelopes::{}::Error",
                from.names.module,
                snake(&envelope.name)
            ),
            convert: convert.clone(),
            is_bare: is_bare(envelope),
        });
        used.collect::<Vec<_>>()
    };
    conversions.flat_map(of_conversion).collect()
}

fn write_unexpected(
    api: ApiScope<'_>,
    unexpected: &Unexpected,
    others: &[Other],
    imports: &Imports<'_>,
    source: &mut SourceText,
) {
    let root = imports.place().root();
    let writer = Writer { api, imports };
    let option = imports.option("Self");
    source.one_line(format_args!("impl {root}::Unexpected for Error {{"));
    source.line("    fn unexpected() -> Self {");
    writer.write_whole(&unexpected.error, source);
    source.line("    }\n");
    let uses_path =
        unexpected.statuses.iter().any(|(_, it)| it.details.as_ref().is_some_and(has_path));
    let path = if uses_path { "path" } else { "_" };
    if unexpected.statuses.is_empty() {
        source.line(format_args!(
            "    fn of_status(_: u16, _: &str) -> {option} {{\n        None\n    }}"
        ));
    } else {
        source.line(format_args!("    fn of_status(status: u16, {path}: &str) -> {option} {{"));
        source.line("        match status {");
        for (status, it) in &unexpected.statuses {
            source.line(format_args!("            {status} => {},", writer.maybe(it)));
        }
        source.line("            _ => None,\n        }\n    }");
    }
    if !others.is_empty() {
        write_converted(others, root, imports, source);
    }
    source.line("}");
}

/// Writes how errors of other APIs are recognised.
fn write_converted(others: &[Other], root: &str, imports: &Imports<'_>, source: &mut SourceText) {
    let ty = imports.option(&format!("{root}::Failure<Self>"));
    source.line(format_args!("\n    fn converted(error: &mut dyn core::any::Any) -> {ty} {{"));
    for other in others {
        let path = &other.path;
        let function = if other.is_bare { "failure_of" } else { "failure_of_response" };
        source.line(format_args!(
            "        if let Some(failure) = {root}::runtime_::failure::{function}::<{path}>(error) {{"
        ));
        source.line(format_args!(
            "            return Some({root}::IntoFailure::into_failure(failure));\n        }}"
        ));
    }
    source.line("        None\n    }");
}

/// Writes how failures of other APIs are converted.
fn write_conversions(others: &[Other], root: &str, source: &mut SourceText) {
    for Other { path, convert, .. } in others {
        source.one_line(format_args!(
            "impl {root}::IntoFailure<Error> for {root}::Failure<{path}> {{"
        ));
        source.line(format_args!("    fn into_failure(self) -> {root}::Failure<Error> {{"));
        source.line(format_args!(
            "        {root}::runtime_::failure::converted(self, {convert})\n    }}\n}}"
        ));
    }
}

struct Writer<'w> {
    api: ApiScope<'w>,
    imports: &'w Imports<'w>,
}

impl Writer<'_> {
    /// The error as an expression of `Option<Error>`.
    fn maybe(&self, it: &StandIn) -> String {
        let variant = &self.api.names.codes[it.code];
        if matches!(payload(self.api, it.code), Payload::Nothing) {
            return format!("Some(Error::{variant})");
        }
        let (root, code) = (self.imports.place().root(), self.imports.name("api::Code"));
        let details = match &it.details {
            Some(details) => format!("Some(&{})", self.json(details)),
            None => "None".to_owned(),
        };
        format!("{root}::runtime_::failure::made({code}::{variant}, {details})")
    }

    /// Writes the error as the value of a function.
    fn write_whole(&self, it: &StandIn, source: &mut SourceText) {
        let (variant, payload) = (&self.api.names.codes[it.code], payload(self.api, it.code));
        let optional = matches!(payload, Payload::Type { optional: true, .. });
        let held = match &it.details {
            _ if matches!(payload, Payload::Nothing) => {
                return source.line(format_args!("        Error::{variant}"));
            }
            None if optional => "None".to_owned(),
            details => {
                let mut details = details.clone().unwrap_or_default();
                take_path(&mut details);
                let (root, json) = (self.imports.place().root(), self.json(&details));
                let held = if payload.is_boxed(self.api) {
                    let boxed = self.imports.name("alloc_::boxed::Box");
                    format!("{boxed}::new({root}::runtime_::failure::record(&{json}))")
                } else {
                    format!("{root}::runtime_::failure::value(&{json})")
                };
                if optional { format!("Some({held})") } else { held }
            }
        };
        source.line(format_args!("        Error::{variant}({held})"));
    }

    /// A value as an expression.
    fn json(&self, value: &Json) -> String {
        let json = self.imports.name("crate::Json");
        match value {
            Json::Null => format!("{json}::Null"),
            Json::Bool(value) => format!("{json}::Bool({value})"),
            Json::String(text) if text == PATH => format!("{json}::from(path)"),
            Json::String(text) => format!("{json}::from({})", Literal(text)),
            Json::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
                (Some(whole), ..) => format!("{json}::Integer({whole})"),
                (None, Some(whole), _) => format!("{json}::Unsigned({whole})"),
                (None, None, Some(number)) => format!("{json}::Number({number:?})"),
                (None, None, None) => format!("{json}::Null"),
            },
            Json::Array(items) => {
                format!("{json}::Array([{}].into())", list(items.iter().map(|it| self.json(it))))
            }
            Json::Object(members) => {
                let mut out = format!("{json}::Object([");
                for (at, (key, value)) in members.iter().enumerate() {
                    let comma = if at == 0 { "" } else { ", " };
                    let _ = write!(out, "{comma}({}.into(), {})", Literal(key), self.json(value));
                }
                out + "].into())"
            }
        }
    }
}

/// Whether the place of a fault is in a value.
fn has_path(value: &Json) -> bool {
    match value {
        Json::String(text) => text == PATH,
        Json::Array(items) => items.iter().any(has_path),
        Json::Object(members) => members.values().any(has_path),
        _ => false,
    }
}

/// Empties the place of a fault: an error of the program has none.
fn take_path(value: &mut Json) {
    match value {
        Json::String(text) if text == PATH => text.clear(),
        Json::Array(items) => items.iter_mut().for_each(take_path),
        Json::Object(members) => members.values_mut().for_each(take_path),
        _ => {}
    }
}
