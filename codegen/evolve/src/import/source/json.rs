//! JSON.

use serde_json::Value;

use super::{Source, tree};
use crate::edit::Refused;
use crate::import::record::Records;
use crate::merge::keys;

pub(super) fn read(source: &Source<'_>) -> Result<Vec<Records>, Refused> {
    Ok(tree::records(&value(source)?, source.name))
}

/// The whole as a value.
pub(super) fn value(source: &Source<'_>) -> Result<Value, Refused> {
    let fault = |error: serde_json::Error| {
        let said = error.to_string();
        let said = said.split(" at line ").next().unwrap_or_default();
        let help = "fix the file, or name its format with `--format`";
        source.fault(error.line().max(1), &format!("this is not JSON: {said}"), help)
    };
    let value = serde_json::from_str(source.text).map_err(fault)?;
    // One of two entries with one key would get lost.
    if let Some(twice) = keys::of_json(source.text).map_err(fault)?.first() {
        return Err(source.twice(&twice.key, source.line_of(twice.again.start)));
    }
    Ok(value)
}
