//! What a source said when it was imported last: JSON beside the map. What differs from it in the catalogue
//! was edited since; what differs from it in the source is news.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Value;

use crate::edit::{Refused, literals};
use errcat_findings::wording::phrase;

/// Facts of codes: by wire value, then by key, each as TOML.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// The codes by their wire values.
    pub codes: BTreeMap<String, BTreeMap<String, String>>,
}

impl Lock {
    /// Reads a lock that messages call `name`.
    ///
    /// # Errors
    /// Where it is not one.
    pub fn parse(name: &str, text: &str) -> Result<Self, Refused> {
        serde_json::from_str(text).map_err(|error| {
            Refused::new(
                format!("{}:{}: an import did not write this", phrase(name), error.line()),
                "restore it from an older commit, or delete it: the catalogue then keeps every \
                    fact that differs from the source",
            )
        })
    }

    /// Its text.
    pub fn text(&self) -> String {
        errcat_findings::json::indented(self, "  ") + "\n"
    }

    /// What the source said of a code.
    pub fn value(&self, wire: &str, key: &str) -> Option<Value> {
        parsed(self.codes.get(wire)?.get(key)?)
    }
}

/// A value as TOML on one line.
pub fn written(value: &Value) -> String {
    match value {
        Value::String(text) => literals::string(text),
        other => other.to_string(),
    }
}

fn parsed(text: &str) -> Option<Value> {
    let mut table: toml::Table = format!("value = {text}").parse().ok()?;
    table.remove("value")
}

#[cfg(test)]
mod tests {
    use super::{Lock, parsed, written};

    #[test]
    fn values_come_back() {
        for text in
            ["404", "\"a\"", "[404, \"4XX\"]", "{ a = \"b\", c = [] }", "\"\"\"\na\nb\"\"\""]
        {
            let value = parsed(text).map(|value| written(&value));
            assert_eq!(value.as_deref(), Some(text));
        }
    }

    #[test]
    fn a_lock_comes_back() {
        let mut lock = Lock::default();
        lock.codes
            .entry("A".to_owned())
            .or_default()
            .insert("title".to_owned(), "\"a\"".to_owned());
        assert_eq!(Lock::parse("", &lock.text()).ok(), Some(lock));
        assert!(Lock::parse("", "{}").is_err());
    }
}
