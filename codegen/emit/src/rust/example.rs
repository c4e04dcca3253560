//! The example that the documentation of an API's module opens with: a server's half and a
//! client's, made of the catalogue's first codes.

use std::fmt::Write as _;

use super::envelope;
use super::ident::snake;
use super::payload::Payload;
use super::place::Place;
use super::root_for_users;
use super::scope::ApiScope;
use super::source_text::Literal;
use crate::public_view;
use errcat_catalogue::model::{Base, Code, Envelope, Scalar, Slot};
use errcat_findings::json;

/// The example as a block of code; `None` for an API without public codes.
pub(super) fn example(api: ApiScope<'_>) -> Option<String> {
    let (index, envelope) = public_view::envelopes(api.api).next()?;
    let belongs = |code: &Code| code.envelope == index && code.deprecated.is_none();
    let codes: Vec<(usize, &Code)> =
        api.api.public_codes().filter(|(_, code)| belongs(code)).collect();
    let bare = codes.iter().find(|(_, code)| matches!(Payload::of(code), Payload::Nothing));
    let server = bare.and_then(|(at, code)| server(api, envelope, *at, code));
    let telling = codes.iter().find(|(_, code)| code.details.is_some());
    let (at, code) = telling.or_else(|| codes.first())?;
    let body = server.unwrap_or_default() + &client(api, *at, code);

    let root = root_for_users(api.scope.catalogue);
    let module = format!("{root}::{}", api.names.module);
    let used = ["Error", "ErrorSlots", "Occurrence", "Response", "Slots"];
    let used = used.into_iter().filter(|name| {
        let is_word = |at: usize| !body[..at].ends_with(char::is_alphanumeric);
        let ways = [format!("{name}::"), format!("{name} =")];
        ways.iter().any(|it| body.match_indices(it).any(|(at, _)| is_word(at)))
    });
    let used = used.collect::<Vec<_>>().join(", ");
    let imports = if envelope::only(api).is_some() {
        format!("use {module}::{{Code, {used}}};")
    } else {
        let envelope = snake(&envelope.name);
        format!("use {module}::Code;\nuse {module}::envelopes::{envelope}::{{{used}}};")
    };
    Some(match api.scope.place {
        Place::Crate => format!("```\n{imports}\n\n{body}# Ok::<(), serde_json::Error>(())\n```"),
        // A test of documentation is a crate of its own, which cannot say where the module is.
        Place::Module(_) => format!("```text\n{imports}\n\n{body}```"),
    })
}

/// A response with an error that tells nothing; `None` where a slot has to have a value that
/// takes more than a literal.
fn server(api: ApiScope<'_>, envelope: &Envelope, at: usize, code: &Code) -> Option<String> {
    let name = &api.names.codes[at];
    let mut out = "// A server sends what went wrong …\n".to_owned();
    let mut error = format!("Error::{name}");
    if let Some(slots) = slots("ErrorSlots", envelope, true)? {
        let _ = writeln!(out, "let slots = {slots};");
        let _ = writeln!(out, "let error = Occurrence::new({error}, slots);");
        "error".clone_into(&mut error);
    }
    if let Some(slots) = slots("Slots", envelope, false)? {
        let _ = writeln!(out, "let slots = {slots};");
        let _ = writeln!(out, "let response = Response::new({error}, slots);");
    } else {
        let _ = writeln!(out, "let response = Response::from({error});");
    }
    // As the crate answers where the catalogue says nothing.
    let status = code.transport_status(envelope).unwrap_or(500);
    let _ = writeln!(out, "assert_eq!(response.http_status(), {status});\n");
    Some(out)
}

/// The builder's call for the slots that have to have a value, if there are any.
#[allow(clippy::option_option, reason = "no slots are not the same as slots without a literal")]
fn slots(of: &str, envelope: &Envelope, per_error: bool) -> Option<Option<String>> {
    let needed =
        |slot: &&Slot| slot.required && !slot.fixed && !slot.filled && slot.per_error == per_error;
    let mut calls = String::new();
    for slot in envelope.slots.iter().filter(needed) {
        let name = match snake(&slot.name).to_string() {
            name if name == "build" => "build_".to_owned(),
            name => name,
        };
        let _ = write!(calls, ".{name}({})", literal(slot)?);
    }
    Some((!calls.is_empty()).then(|| format!("{of}::builder(){calls}.build()")))
}

/// A slot's example as a literal.
fn literal(slot: &Slot) -> Option<String> {
    let example = slot.example.as_ref();
    match &slot.ty.base {
        Base::Scalar(
            Scalar::String | Scalar::Datetime | Scalar::Date | Scalar::Uuid | Scalar::Uri,
        ) => {
            let text = example.and_then(|json| json.as_str()).unwrap_or(slot.name.as_str());
            Some(Literal(text).to_string())
        }
        Base::Scalar(Scalar::Integer) => {
            Some(format!("{}_i64", example.and_then(serde_json::Value::as_i64).unwrap_or(1)))
        }
        Base::Scalar(Scalar::Boolean) => Some("true".to_owned()),
        _ => None,
    }
}

/// A body that is received.
fn client(api: ApiScope<'_>, at: usize, code: &Code) -> String {
    let name = &api.names.codes[at];
    let mut out = "// … and a client reads it.\n".to_owned();
    if let Some(example) = code.examples.first() {
        let body = json::pretty(&api.scope.catalogue.example_body(api.api, code, example), 80);
        let mut signs = "#".to_owned();
        while body.contains(&format!("\"{signs}")) {
            signs.push('#');
        }
        let _ = writeln!(out, "let body = r{signs}\"{body}\"{signs};");
    }
    let _ = writeln!(out, "let response: Response = serde_json::from_str(body)?;");
    let _ = writeln!(out, "assert_eq!(response.code(), Code::{name});");
    if !matches!(Payload::of(code), Payload::Nothing) {
        let _ = writeln!(
            out,
            "if let Some(Error::{name}(details)) = response.error() {{\n    \
             println!(\"{{details:?}}\");\n}}"
        );
    }
    if let Some(action) = code.action {
        let root = root_for_users(api.scope.catalogue);
        let action = &api.scope.actions[action.0];
        let _ = writeln!(out, "assert_eq!(response.action(), Some({root}::Action::{action}));");
    }
    out
}
