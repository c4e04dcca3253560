//! Crates as a user would write them, each with the same facts of the same codes.

use std::fmt::Write;

use super::subject::{Row, Subject};

/// What a user might take instead.
pub struct Competitor {
    pub name: &'static str,
    /// The crates that it needs, as lines of a manifest.
    pub dependencies: &'static [&'static str],
    /// Whether it has an answer to every question, as errcat's crate has.
    pub whole: bool,
    source: fn(&[Row]) -> String,
}

impl Competitor {
    /// Its source for an API.
    pub fn source(&self, subject: &Subject) -> String {
        (self.source)(&subject.rows())
    }
}

/// Pinned, since figures are compared over years.
pub const SERDE: &str = "serde = { version = \"=1.0.229\", features = [\"derive\"] }";
pub const STRUM: &str = "strum = { version = \"=0.28.0\", features = [\"derive\"] }";
const STRUM_PHF: &str = "strum = { version = \"=0.28.0\", features = [\"derive\", \"phf\"] }";
const PHF: &str = "phf = { version = \"=0.13.1\", features = [\"macros\"] }";
pub const THISERROR: &str = "thiserror = \"=2.0.21\"";

/// For codes that are strings.
pub const OF_TEXTS: &[Competitor] = &[
    Competitor { name: "match", dependencies: &[SERDE], whole: true, source: by_match },
    Competitor {
        name: "derives",
        dependencies: &[SERDE, STRUM, THISERROR],
        whole: true,
        source: derives,
    },
    Competitor { name: "strum_phf", dependencies: &[STRUM_PHF], whole: false, source: strum_phf },
    Competitor { name: "phf", dependencies: &[PHF], whole: false, source: phf },
];

/// For codes that are integers.
pub const OF_INTEGERS: &[Competitor] = &[
    Competitor { name: "match", dependencies: &[SERDE], whole: true, source: integers_by_match },
    Competitor { name: "strum", dependencies: &[STRUM], whole: false, source: integers_by_strum },
];

const PLAIN: &str = "Debug, Clone, Copy, PartialEq, Eq, Hash";

/// A match for every question, serde by hand.
fn by_match(rows: &[Row]) -> String {
    let mut out = item(&plain(), rows, |_| String::new());
    let _ = writeln!(
        out,
        "impl Code {{\n    pub fn from_wire(wire: &str) -> Option<Self> {{\n        Some(match wire {{"
    );
    for row in rows {
        let _ = writeln!(out, "            {} => Self::{},", row.wire, row.variant);
    }
    out.push_str("            _ => return None,\n        })\n    }\n}\n");
    let wire = accessor("wire", "&'static str", rows, |row| row.wire.clone());
    let message = accessor("message", "&'static str", rows, |row| format!("{:?}", row.message));
    out + &wire + &message + &facts(rows) + BY_HAND
}

/// The traits that derives bring, by hand.
const BY_HAND: &str = r#"
impl std::str::FromStr for Code {
    type Err = ();
    fn from_str(wire: &str) -> Result<Self, ()> { Self::from_wire(wire).ok_or(()) }
}
impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.pad(self.message()) }
}
impl std::error::Error for Code {}
impl serde::Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.wire())
    }
}
impl<'de> serde::Deserialize<'de> for Code {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Code;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a code")
            }
            fn visit_str<E: serde::de::Error>(self, wire: &str) -> Result<Code, E> {
                Code::from_wire(wire).ok_or_else(|| E::custom("unknown code"))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}
"#;

/// strum, thiserror and serde's derives; matches where there is no derive.
pub fn derives(rows: &[Row]) -> String {
    let derive = format!(
        "#[derive({PLAIN}, strum::EnumString, strum::IntoStaticStr, thiserror::Error, \
         serde::Serialize, serde::Deserialize)]"
    );
    let out = item(&derive, rows, |row| {
        let message = row.message.replace('{', "{{").replace('}', "}}");
        let wire = &row.wire;
        format!("#[error({message:?})] #[strum(serialize = {wire})] #[serde(rename = {wire})] ")
    });
    let from_wire = "impl Code {\n    pub fn from_wire(wire: &str) -> Option<Self> { wire.parse().ok() }\n    \
         pub fn wire(self) -> &'static str { self.into() }\n}\n";
    out + from_wire + &facts(rows)
}

/// strum over phf.
fn strum_phf(rows: &[Row]) -> String {
    let derive = format!("#[derive({PLAIN}, strum::EnumString)]\n#[strum(use_phf)]");
    item(&derive, rows, |row| format!("#[strum(serialize = {})] ", row.wire))
        + "impl Code {\n    pub fn from_wire(wire: &str) -> Option<Self> { wire.parse().ok() }\n}\n"
}

/// A map of phf.
fn phf(rows: &[Row]) -> String {
    let mut out = item(&plain(), rows, |_| String::new());
    out.push_str("static CODES: phf::Map<&'static str, Code> = phf::phf_map! {\n");
    for row in rows {
        let _ = writeln!(out, "    {} => Code::{},", row.wire, row.variant);
    }
    out + "};\nimpl Code {\n    pub fn from_wire(wire: &str) -> Option<Self> {\n        \
           CODES.get(wire).copied()\n    }\n}\n"
}

fn integers_by_match(rows: &[Row]) -> String {
    by_match(rows)
        .replace("wire: &str) -> Option", "wire: i64) -> Option")
        .replace(BY_HAND, "")
        .replace("wire(self) -> &'static str", "wire(self) -> i64")
}

/// strum's `FromRepr`.
fn integers_by_strum(rows: &[Row]) -> String {
    let mut out = format!("#[derive({PLAIN}, strum::FromRepr)]\n#[repr(i64)]\npub enum Code {{\n");
    for row in rows {
        let _ = writeln!(out, "    {} = {},", row.variant, row.wire);
    }
    out + "}\nimpl Code {\n    pub fn from_wire(wire: i64) -> Option<Self> { Self::from_repr(wire) }\n}\n"
}

/// What every enum derives.
fn plain() -> String {
    format!("#[derive({PLAIN})]")
}

/// The enum, with attributes on it and on its variants.
fn item(derive: &str, rows: &[Row], attributes: impl Fn(&Row) -> String) -> String {
    let mut out = format!("{derive}\npub enum Code {{\n");
    for row in rows {
        let _ = writeln!(out, "    {}{},", attributes(row), row.variant);
    }
    out + "}\n"
}

/// Status and action, for which nobody has a derive.
fn facts(rows: &[Row]) -> String {
    let mut actions: Vec<&str> = rows.iter().map(|row| row.action.as_str()).collect();
    actions.sort_unstable();
    actions.dedup();
    let status = accessor("status", "u16", rows, |row| row.status.clone());
    let action = accessor("action", "Action", rows, |row| format!("Action::{}", row.action));
    let list = actions.join(", ");
    status + &action + &format!("#[derive({PLAIN})]\npub enum Action {{ {list} }}\n")
}

fn accessor(name: &str, ty: &str, rows: &[Row], value: impl Fn(&Row) -> String) -> String {
    let mut out =
        format!("impl Code {{\n    pub const fn {name}(self) -> {ty} {{\n        match self {{\n");
    for row in rows {
        let _ = writeln!(out, "            Self::{} => {},", row.variant, value(row));
    }
    out + "        }\n    }\n}\n"
}
