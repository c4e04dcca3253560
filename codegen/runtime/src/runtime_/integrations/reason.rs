//! Names of codes for `ErrorInfo` (google/rpc/error_details.proto).

use alloc_::string::{String, ToString};

/// A name as `ErrorInfo` wants it: `[A-Z][A-Z0-9_]+[A-Z0-9]`, at most 63 characters.
pub(super) fn reason(name: &str) -> String {
    let mut out = String::new();
    let mut before = '_';
    for letter in name.chars() {
        let starts_word = letter.is_ascii_uppercase() && !before.is_ascii_uppercase();
        if (starts_word || !letter.is_ascii_alphanumeric()) && !out.ends_with('_') {
            out.push('_');
        }
        if letter.is_ascii_alphanumeric() {
            out.push(letter.to_ascii_uppercase());
        }
        before = letter;
    }
    let out = out.trim_matches('_');
    let fits = out.len() > 2 && out.starts_with(|first: char| first.is_ascii_uppercase());
    let mut out = if fits { out.to_string() } else { ["ERROR_", out].concat() };
    out.truncate(63);
    out.truncate(out.trim_end_matches('_').len());
    out
}

#[cfg(test)]
mod tests {
    use alloc_::string::String;

    use super::reason;

    #[test]
    fn names_become_reasons() {
        for (name, expected) in [
            ("NOT_FOUND", "NOT_FOUND"),
            ("not_found", "NOT_FOUND"),
            ("not-found", "NOT_FOUND"),
            ("order.not-found", "ORDER_NOT_FOUND"),
            ("notFound", "NOT_FOUND"),
            ("NotFound", "NOT_FOUND"),
            ("HTTP2Error", "HTTP2_ERROR"),
            ("NO", "ERROR_NO"),
            ("4xx", "ERROR_4XX"),
            ("-17", "ERROR_17"),
            ("", "ERROR"),
            ("Größe", "GR_E"),
            ("_a__b_c_", "A_B_C"),
        ] {
            assert_eq!(reason(name), expected, "{name}");
        }
        let long: String = core::iter::repeat_n("ab_", 40).collect();
        let cut = reason(&long);
        assert_eq!(cut.len(), 62);
        assert!(cut.ends_with("AB"));
    }
}
