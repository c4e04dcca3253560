//! `TypedError` for the error type of an envelope.

use std::collections::HashMap;

use super::error::payload;
use super::imports::Imports;
use super::payload::Payload;
use super::scope::ApiScope;
use super::shape;
use super::source::{Source, list};
use crate::catalogue::{Code, Field, Presence};

/// Writes `TypedError` for the errors with the codes at `codes`.
pub(super) fn write(
    api: ApiScope<'_>,
    codes: &[usize],
    imports: &Imports<'_>,
    source: &mut Source,
) {
    let sealed = imports.name("crate::shared_::wire::Sealed");
    source.one_line(format_args!("impl {sealed} for Error {{}}"));
    let (code, trait_) = (imports.name("api::Code"), imports.name("crate::TypedError"));
    let envelope = imports.name("crate::shared_::shape::Envelope");
    source.one_line(format_args!("impl {trait_} for Error {{"));
    source.line(format_args!(
        "    type Code = {code};\n    type Slots = Slots;\n    type ErrorSlots = ErrorSlots;\n"
    ));
    source.line(format_args!("    const ENVELOPE: &'static {envelope} = &ENVELOPE;\n"));
    source.line(format_args!("    fn code(&self) -> {code} {{\n        Self::code(self)\n    }}"));
    write_details(api, codes, imports, source);
    write_filled(api, codes, imports, source);
    write_fixed(api, codes, imports, source);
    write_read(api, codes, imports, source);
    source.line("}");
}

fn code_at<'a>(api: ApiScope<'a>, at: usize) -> &'a Code {
    &api.api.codes[at]
}

fn write_details(api: ApiScope<'_>, codes: &[usize], imports: &Imports<'_>, source: &mut Source) {
    let json = imports.name("crate::Json");
    source.line(format_args!("\n    fn details(&self) -> Option<{json}> {{"));
    let with: Vec<usize> =
        codes.iter().copied().filter(|at| code_at(api, *at).details.is_some()).collect();
    if with.is_empty() {
        return source.line("        None\n    }");
    }
    let value = || imports.name("crate::shared_::value::Value");
    source.line("        match self {");
    for at in &with {
        let (variant, payload) = (&api.names.codes[*at], payload(api, *at));
        let details = match payload {
            Payload::Struct if !code_at(api, *at).fills.is_empty() => {
                let optional = code_at(api, *at).details.as_ref().is_some_and(|it| it.optional);
                (if optional { "it.details()" } else { "Some(it.details())" }).to_owned()
            }
            Payload::Type { optional: true, .. } if payload.is_boxed(api) => {
                format!("it.as_deref().map({}::json)", value())
            }
            Payload::Type { optional: true, .. } => format!("it.as_ref().map({}::json)", value()),
            _ => {
                // Its method `json` is that of the trait, which has to be in scope.
                value();
                "Some(it.json())".to_owned()
            }
        };
        source.line(format_args!("            Self::{variant}(it) => {details},"));
    }
    write_rest(with.len() < codes.len(), "None", source);
}

/// The last arm of a `match`, where others are left, and the end of it.
fn write_rest(left: bool, value: &str, source: &mut Source) {
    if left {
        source.line(format_args!("            _ => {value},"));
    }
    source.line("        }\n    }");
}

fn write_filled(api: ApiScope<'_>, codes: &[usize], imports: &Imports<'_>, source: &mut Source) {
    let with: Vec<usize> =
        codes.iter().copied().filter(|at| !code_at(api, *at).fills.is_empty()).collect();
    if with.is_empty() {
        return;
    }
    let json = imports.name("crate::Json");
    source.line(format_args!("\n    fn filled(&self, slot: usize) -> Option<{json}> {{"));
    source.line("        match self {");
    for at in &with {
        let variant = &api.names.codes[*at];
        source.line(format_args!("            Self::{variant}(it) => it.filled(slot),"));
    }
    write_rest(with.len() < codes.len(), "None", source);
}

/// Codes that fix the same values share an arm: whole files do.
fn write_fixed(api: ApiScope<'_>, codes: &[usize], imports: &Imports<'_>, source: &mut Source) {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut fixing = 0;
    let code = imports.name("api::Code");
    for at in codes.iter().filter(|at| !code_at(api, **at).set.is_empty()) {
        let set = code_at(api, *at).set.iter();
        let values =
            list(set.map(|(slot, value)| format!("({slot}, {})", shape::constant(value, imports))));
        let group = *known.entry(values.clone()).or_insert_with(|| {
            groups.push((values, Vec::new()));
            groups.len() - 1
        });
        groups[group].1.push(format!("{code}::{}", api.names.codes[*at]));
        fixing += 1;
    }
    if groups.is_empty() {
        return;
    }
    let constant = imports.name("crate::shared_::shape::Constant");
    source.line(format_args!("\n    fn fixed(code: {code}) -> &'static [(usize, {constant})] {{"));
    source.line("        match code {");
    for (values, members) in &groups {
        let arm = format!("            {} => &[{values}],", members.join(" | "));
        if members.len() < 3 && source.fits(&arm) {
            source.line(arm);
            continue;
        }
        source.line(format_args!("            {}", members.join("\n            | ")));
        source.line(format_args!("            => &[{values}],"));
    }
    write_rest(fixing < api.api.codes.len(), "&[]", source);
}

fn write_read(api: ApiScope<'_>, codes: &[usize], imports: &Imports<'_>, source: &mut Source) {
    let (code, json) = (imports.name("api::Code"), imports.name("crate::Json"));
    let found = imports.name("crate::shared_::found::Found");
    let fills = codes.iter().any(|at| !code_at(api, *at).fills.is_empty());
    let tells = codes.iter().any(|at| code_at(api, *at).details.is_some());
    let details = if tells || fills { "details" } else { "_" };
    let from = if fills { "found" } else { "_" };
    source.line(format_args!(
        "\n    fn read(code: {code}, {details}: Option<&{json}>, {from}: &{found}<'_>) -> Option<Self> {{"
    ));
    source.line("        Some(match code {");
    for at in codes {
        let variant = &api.names.codes[*at];
        let value = read_expr(api, *at, imports);
        source.line(format_args!("            {code}::{variant} => Self::{variant}{value},"));
    }
    if codes.len() < api.api.codes.len() {
        source.line("            _ => return None,");
    }
    source.line("        })\n    }");
}

/// What the variant of a code holds, made of details and slots that were received.
fn read_expr(api: ApiScope<'_>, at: usize, imports: &Imports<'_>) -> String {
    let payload = payload(api, at);
    let boxed = || imports.name("alloc_::boxed::Box");
    let value = || imports.name("crate::shared_::value");
    match payload {
        Payload::Nothing => String::new(),
        Payload::Struct if !code_at(api, at).fills.is_empty() => {
            let (details, variant) = (imports.name("api::details"), &api.names.codes[at]);
            format!("({}::new({details}::{variant}::read(details, found)?))", boxed())
        }
        Payload::Type { optional: true, .. } if payload.is_boxed(api) => {
            format!("({}::maybe(details)?.map({}::new))", value(), boxed())
        }
        Payload::Type { optional: true, .. } => format!("({}::maybe(details)?)", value()),
        Payload::Struct | Payload::Type { .. } => {
            let fields = api.api.detail_fields(code_at(api, at));
            let how = needs(fields);
            if payload.is_boxed(api) {
                format!("({}::new({}::{how}(details)?))", boxed(), value())
            } else {
                format!("({}::{how}(details)?)", value())
            }
        }
    }
}

/// How details are read: a record of which nothing is required may be left out as a whole.
fn needs(fields: Option<&[Field]>) -> &'static str {
    let is_required = |field: &Field| field.ty.presence == Presence::Required;
    if fields.is_some_and(|fields| !fields.iter().any(is_required)) {
        "needed_or_empty"
    } else {
        "needed"
    }
}
