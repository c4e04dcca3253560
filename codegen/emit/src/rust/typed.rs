//! `TypedError` for the error type of an envelope.

use std::collections::HashMap;

use super::error::payload;
use super::from_code::Function;
use super::imports::Imports;
use super::payload::Payload;
use super::scope::ApiScope;
use super::shape;
use super::source_text::{SourceText, list};
use errcat_catalogue::model::Code;

/// Writes `TypedError` for the errors with the codes at `codes`.
pub(super) fn write(
    api: ApiScope<'_>,
    codes: &[usize],
    imports: &Imports<'_>,
    source: &mut SourceText,
) {
    let (code, trait_) = (imports.name("api::Code"), imports.name("crate::TypedError"));
    let envelope = imports.name("crate::runtime_::shape::Envelope");
    source.one_line(format_args!("impl {trait_} for Error {{"));
    source.line(format_args!(
        "    type Code = {code};\n    type Slots = Slots;\n    type ErrorSlots = ErrorSlots;\n"
    ));
    source.line(format_args!("    const ENVELOPE: &'static {envelope} = &ENVELOPE;\n"));
    source.line(format_args!("    fn code(&self) -> {code} {{\n        Self::code(self)\n    }}"));
    write_held(api, codes, imports, source);
    write_fixed(api, codes, imports, source);
    source.blank_line();
    Function::read(api, codes, imports).write("    ", imports, source);
    source.line("}");
}

fn code_at<'a>(api: ApiScope<'a>, at: usize) -> &'a Code {
    &api.api.codes[at]
}

fn write_held(api: ApiScope<'_>, codes: &[usize], imports: &Imports<'_>, source: &mut SourceText) {
    let held = imports.name("crate::runtime_::record::Held");
    source.line(format_args!("\n    fn held(&self) -> {held}<'_> {{"));
    let with: Vec<usize> =
        codes.iter().copied().filter(|at| !matches!(payload(api, *at), Payload::Nothing)).collect();
    if with.is_empty() {
        return source.line(format_args!("        {held}::Nothing\n    }}"));
    }
    source.line("        match self {");
    for at in &with {
        let (variant, payload) = (&api.names.codes[*at], payload(api, *at));
        let how = match payload {
            Payload::Type { optional: true, .. } if payload.is_boxed(api) => {
                format!("it.as_deref().map_or({held}::Nothing, {held}::record)")
            }
            _ if payload.is_boxed(api) => format!("{held}::record(&**it)"),
            _ => format!("{held}::Value(it)"),
        };
        source.line(format_args!("            Error::{variant}(it) => {how},"));
    }
    write_rest(with.len() < codes.len(), &format!("{held}::Nothing"), source);
}

/// The last arm of a `match`, where others are left, and the end of it.
fn write_rest(left: bool, value: &str, source: &mut SourceText) {
    if left {
        source.line(format_args!("            _ => {value},"));
    }
    source.line("        }\n    }");
}

/// Codes that fix the same values share an arm: whole files do.
fn write_fixed(api: ApiScope<'_>, codes: &[usize], imports: &Imports<'_>, source: &mut SourceText) {
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
    let constant = imports.name("crate::runtime_::shape::Constant");
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
