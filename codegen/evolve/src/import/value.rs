//! What single values of a source say.

use errcat_catalogue::model::Status;

/// The type of a field that a source gives one: as the format calls it. A `?` says that it may be missing.
pub fn type_of(text: &str) -> String {
    let name = text.trim_end_matches('?');
    let ty = match name.to_ascii_lowercase().as_str() {
        "integer" | "int" | "int32" | "int64" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64"
        | "usize" | "long" => "integer",
        "number" | "float" | "double" | "f32" | "f64" | "decimal" => "number",
        "boolean" | "bool" => "boolean",
        "uuid" => "uuid",
        "datetime" | "timestamp" | "date-time" => "datetime",
        "date" => "date",
        "uri" | "url" => "uri",
        "object" | "json" | "any" | "value" => "json",
        _ => "string",
    };
    format!("{ty}{}", &text[name.len()..text.len().min(name.len() + 1)])
}

/// Whether a text says no, or nothing.
pub fn is_no(text: &str) -> bool {
    ["", "0", "false", "no", "n", "-", "none", "never"]
        .contains(&text.trim().to_lowercase().as_str())
}

/// Whether a text says yes.
pub fn is_yes(text: &str) -> bool {
    let words =
        ["1", "true", "yes", "y", "x", "deprecated", "retired", "removed", "obsolete", "internal"];
    words.contains(&text.trim().to_lowercase().as_str())
}

/// The statuses that a text names, of those that a code can have: `404`, `HTTP 404 Not Found`, `4xx`,
/// `NOT_FOUND`, `400, 422`.
pub fn statuses_of(text: &str) -> Vec<Status> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let parse = |word: &str| Status::parse(&word.to_ascii_uppercase());
    let mut found: Vec<Status> = words.filter_map(parse).filter(|it| it.is_error()).collect();
    if found.is_empty() {
        let reason = text.trim().trim_start_matches("StatusCode::").trim_start_matches("Status");
        found.extend(Status::of_reason(reason).filter(|it| it.is_error()));
    }
    found.sort_by_key(|it| it.exact().is_none());
    found.dedup();
    found
}
