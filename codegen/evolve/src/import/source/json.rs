//! JSON.

use serde_json::Value;

use super::{Source, tree};
use crate::edit::Refused;
use crate::import::record::Records;

pub(super) fn read(source: &Source<'_>) -> Result<Vec<Records>, Refused> {
    Ok(tree::records(&value(source)?, source.name))
}

/// The whole as a value.
pub(super) fn value(source: &Source<'_>) -> Result<Value, Refused> {
    serde_json::from_str(source.text).map_err(|error| {
        let said = error.to_string();
        let said = said.split(" at line ").next().unwrap_or_default();
        let help = "mend the file, or name its format with `--format`";
        source.fault(error.line().max(1), &format!("this is not JSON: {said}"), help)
    })
}
