//! Blank lines between items.

/// Rust as `prettyplease` prints it, with the blank lines between items that a person would write.
/// Literals never span lines there, so every line is code or a comment.
pub(super) fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 32);
    let mut before = "";
    for line in text.lines() {
        if parts(before, line) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        before = line;
    }
    spaced
}

/// Whether a blank line belongs between two lines.
fn parts(before: &str, line: &str) -> bool {
    let starts =
        |prefixes: &[&str], line: &str| prefixes.iter().any(|prefix| line.starts_with(prefix));
    // Members of an `impl` or `trait`, one level in.
    if let Some(member) = line.strip_prefix("    ") {
        let begins = starts(&["///", "#[", "pub ", "fn ", "const ", "type "], member);
        // A line of documentation may end in anything.
        let ends = before.strip_prefix("    ").is_some_and(|before| {
            before == "}" || (before.ends_with(';') && !starts(&["//", "#["], before))
        });
        return begins && ends;
    }
    if before.is_empty() || before.starts_with(' ') || starts(&["}", ")", "]"], line) {
        return false;
    }
    // What belongs to the item below it, and runs of one-line items of a kind.
    if starts(&["///", "#["], before) {
        return false;
    }
    let runs = ["//!", "#!", "use ", "pub use ", "mod ", "pub mod "];
    !runs.iter().any(|run| before.starts_with(run) && line.starts_with(run))
}

#[cfg(test)]
mod tests {
    use super::spaced;

    #[test]
    fn items_and_members_are_apart() {
        let printed = "//! Docs\nuse a::b;\nuse c::d;\n/// E\n#[derive(Debug)]\nenum E {\n    A,\n    /// B;\n    /// B\n    B,\n}\nimpl E {\n    const X: u8 = 1;\n    /// f\n    fn f() {\n        g();\n    }\n    fn h() {}\n}\nstatic S: u8 = 1;\n";
        let text = "//! Docs\n\nuse a::b;\nuse c::d;\n\n/// E\n#[derive(Debug)]\nenum E {\n    A,\n    /// B;\n    /// B\n    B,\n}\n\nimpl E {\n    const X: u8 = 1;\n\n    /// f\n    fn f() {\n        g();\n    }\n\n    fn h() {}\n}\n\nstatic S: u8 = 1;\n";
        assert_eq!(spaced(printed), text);
    }
}
