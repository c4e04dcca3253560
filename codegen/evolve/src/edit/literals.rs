//! Values as TOML.

use super::Refused;
use errcat_catalogue::model::WireType;
use errcat_catalogue::toml_tree::is_bare;

/// A string: on one line, unless it has several.
pub fn string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A key, in quotes where it needs them.
pub(crate) fn key(name: &str) -> String {
    if is_bare(name) { name.to_owned() } else { string(name) }
}

/// An inline table of these entries, those without a value left out.
pub(crate) fn inline(entries: &[(&str, Option<String>)]) -> String {
    let entries = entries
        .iter()
        .filter_map(|(name, value)| Some(format!("{} = {}", key(name), value.as_ref()?)));
    let entries: Vec<String> = entries.collect();
    if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
}

/// A code's wire value.
///
/// # Errors
/// If the API's codes are integers and this is not an integer.
pub fn wire(ty: WireType, text: &str) -> Result<String, Refused> {
    match ty {
        WireType::String => Ok(string(text)),
        WireType::Integer => text.parse().map(|number: i64| number.to_string()).map_err(|_| {
            Refused::new(
                format!(
                    "the wire value `{}` is not an integer",
                    errcat_findings::wording::phrase(text)
                ),
                "the API's codes are integers: write a number",
            )
        }),
    }
}

/// The statuses of a code: numbers and classes, separated by commas.
pub fn statuses(text: &str) -> String {
    let one = |status: &str| match status.parse::<u16>() {
        Ok(number) => number.to_string(),
        Err(_) => string(status),
    };
    let all: Vec<String> = text.split(',').map(|status| one(status.trim())).collect();
    match all.as_slice() {
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    }
}
