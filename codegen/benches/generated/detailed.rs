//! A crate of codes with details, as a user would write it: a struct for each record of details,
//! an error enum of thiserror and serde's derives, and its body by `serde_json`.

use std::fmt::Write;

use errcat_catalogue::model::{Api, Base, Code, Field, Part, Presence, Scalar};

use super::competitors::{SERDE, STRUM, THISERROR};

/// Its dependencies, as lines of a manifest.
pub const DEPENDENCIES: &[&str] = &[SERDE, STRUM, THISERROR, "serde_json = \"=1.0.154\""];

const DERIVE: &str = "#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]";

/// The error enum, beside a `Code` that `competitors` writes.
pub fn errors(api: &Api) -> String {
    let mut out = String::new();
    for code in &api.codes {
        if let Some(fields) = api.detail_fields(code) {
            record(code, fields, &mut out);
        }
    }
    let _ = writeln!(
        out,
        "#[derive(Debug, Clone, PartialEq, thiserror::Error, serde::Serialize, \
         serde::Deserialize)]\n#[serde(tag = \"code\", content = \"details\")]\npub enum Error {{"
    );
    for code in &api.codes {
        let (name, fields) = (code.name.upper_camel(), api.detail_fields(code));
        let held = fields.map_or_else(String::new, |_| format!("(Box<Details{name}>)"));
        let _ = writeln!(
            out,
            "    #[error({})] #[serde(rename = {:?})] {name}{held},",
            message(code, fields.unwrap_or_default()),
            code.name.as_str()
        );
    }
    out + "}\n" + &code_of(api) + BODY
}

fn record(code: &Code, fields: &[Field], out: &mut String) {
    let _ = writeln!(out, "{DERIVE}\npub struct Details{} {{", code.name.upper_camel());
    for field in fields {
        let ty = match &field.ty.base {
            Base::Scalar(Scalar::String) => "String",
            Base::Scalar(Scalar::Integer) => "i64",
            _ => "serde_json::Value",
        };
        let name = field.name.as_str();
        let _ = if field.ty.presence == Presence::Required {
            writeln!(out, "    pub {name}: {ty},")
        } else {
            let skip = "#[serde(default, skip_serializing_if = \"Option::is_none\")]";
            writeln!(out, "    {skip} pub {name}: Option<{ty}>,")
        };
    }
    out.push_str("}\n");
}

/// The arguments of thiserror's attribute.
fn message(code: &Code, fields: &[Field]) -> String {
    let (mut format, mut values) = (String::new(), String::new());
    for part in &code.message.parts {
        match part {
            Part::Text(text) => format += &text.replace('{', "{{").replace('}', "}}"),
            Part::Field(at) => {
                format += "{}";
                let _ = write!(values, ", .0.{}", fields[*at].name.as_str());
            }
            Part::Slot(_) => format += "?",
        }
    }
    format!("{format:?}{values}")
}

/// From an error to its code: nobody has a derive for it.
fn code_of(api: &Api) -> String {
    let mut out =
        "impl Error {\n    pub fn code(&self) -> Code {\n        match self {\n".to_owned();
    for code in &api.codes {
        let name = code.name.upper_camel();
        let held = if api.detail_fields(code).is_some() { "(_)" } else { "" };
        let _ = writeln!(out, "            Self::{name}{held} => Code::{name},");
    }
    out + "        }\n    }\n}\n"
}

const BODY: &str = "impl Error {
    pub fn to_body(&self) -> serde_json::Result<String> { serde_json::to_string(self) }
    pub fn from_body(body: &str) -> serde_json::Result<Self> { serde_json::from_str(body) }
}
";
