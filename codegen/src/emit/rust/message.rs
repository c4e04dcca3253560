//! `Display` of an API's errors: messages with their placeholders filled.

use super::ident::snake;
use super::imports::Imports;
use super::scope::ApiScope;
use super::source::{Literal, Source};
use crate::catalogue::{Code, DetailsShape, Part};

/// Writes `Display` for the errors with the codes at `codes`.
pub(super) fn write(
    api: ApiScope<'_>,
    codes: &[usize],
    imports: &Imports<'_>,
    source: &mut Source,
) {
    let fmt = imports.name("core::fmt");
    source.one_line(format_args!("impl {fmt}::Display for Error {{"));
    source
        .line(format_args!("    fn fmt(&self, f: &mut {fmt}::Formatter<'_>) -> {fmt}::Result {{"));
    let other = || {
        let text = imports.name("crate::shared_::text");
        format!("{text}::write_message(self.code().message(), f)")
    };
    let has_parts = |at: &&usize| {
        api.api.codes[**at].message.parts.iter().any(|part| !matches!(part, Part::Text(_)))
    };
    let filled: Vec<usize> = codes.iter().filter(has_parts).copied().collect();
    if filled.is_empty() {
        source.line(format_args!("        {}", other()));
    } else {
        source.line("        match self {");
        for at in &filled {
            write_arm(api, *at, imports, source);
        }
        if filled.len() < codes.len() {
            source.line(format_args!("            _ => {},", other()));
        }
        source.line("        }");
    }
    source.line("    }\n}");
}

fn write_arm(api: ApiScope<'_>, at: usize, imports: &Imports<'_>, source: &mut Source) {
    let code = &api.api.codes[at];
    let mut format = String::new();
    let mut values = Vec::new();
    let printed = imports.name("crate::shared_::value::Printed");
    for part in &code.message.parts {
        match part {
            Part::Text(text) => {
                format.push_str(&text.replace('{', "{{").replace('}', "}}"));
            }
            Part::Field(field) => {
                format.push_str("{}");
                let fields = api.api.detail_fields(code).unwrap_or_default();
                let field = fields.get(*field).map(|field| snake(&field.name).to_string());
                let field = field.unwrap_or_default();
                values.push(format!("{printed}(&{}{field})", way_to_fields(code)));
            }
            Part::Slot(slot) => {
                format.push_str("{}");
                let slot = snake(&api.api.envelope(code).slots[*slot].name);
                values.push(format!("{printed}(&it.{slot})"));
            }
        }
    }
    let variant = &api.names.codes[at];
    values.insert(0, Literal(&format).to_string());
    values.insert(0, "f".to_owned());
    let open = format!("Self::{variant}(it) => write!(");
    source.row("            ", &open, &values, "),");
}

/// Where the fields of a code's details are, in what its variant holds.
fn way_to_fields(code: &Code) -> &'static str {
    let of_type =
        matches!(code.details.as_ref().map(|details| &details.shape), Some(DetailsShape::Type(_)));
    if of_type && !code.fills.is_empty() { "it.details." } else { "it." }
}
