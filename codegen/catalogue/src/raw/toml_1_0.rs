//! What TOML 1.1 allows and TOML 1.0 does not: the parser takes both, the format only the older,
//! which every TOML library and editor reads.

use std::ops::Range;

use crate::toml_tree::TomlTree;

/// A place, what is wrong there, and what to write.
pub type Violation = (Range<usize>, &'static str, &'static str);

/// Each place of a text that is TOML 1.1 alone, with what is wrong there.
pub fn violations(tree: &TomlTree<'_>) -> Vec<Violation> {
    let mut found = Vec::new();
    for table in tree.literals().filter(|literal| literal.is_table()) {
        let Range { start, end } = table.range;
        if table.has_lines {
            found.push((
                start..start + 1,
                "this inline table has several lines, which only TOML 1.1 allows",
                "write it on one line, or as a table with its own header",
            ));
        }
        if table.ends_in_comma {
            found.push((
                end - 1..end,
                "a comma follows the last entry of an inline table, which only TOML 1.1 allows",
                "delete it",
            ));
        }
    }
    found.extend(tree.double_quoted().flat_map(|range| new_escapes(tree.text, range)));
    for range in tree.unquoted().filter(|range| lacks_seconds(&tree.text.as_bytes()[range.clone()]))
    {
        found.push((
            range,
            "the time has no seconds, which only TOML 1.1 allows",
            "write the seconds, as in `14:32:00`",
        ));
    }
    found
}

/// Whether the first colon of a date or time is between hours and minutes that no seconds follow.
/// What is behind the point of a fraction is a value of its own here: its colon is the offset's.
fn lacks_seconds(value: &[u8]) -> bool {
    let Some(at) = value.iter().position(|byte| *byte == b':') else { return false };
    let digit = |at: usize| value.get(at).is_some_and(u8::is_ascii_digit);
    let sign = at.checked_sub(3).and_then(|before| value.get(before));
    let is_offset = matches!(sign, Some(b'+' | b'-'));
    let is_time = at > 0 && digit(at - 1) && digit(at + 1) && digit(at + 2);
    is_time && !is_offset && value.get(at + 3) != Some(&b':')
}

/// `\e` and `\xHH` in a string in double quotes.
fn new_escapes(text: &str, string: Range<usize>) -> Vec<Violation> {
    let mut found = Vec::new();
    let mut bytes = string.clone().zip(text[string].bytes());
    while let Some((at, byte)) = bytes.next() {
        if byte == b'\\'
            && let Some((_, b'e' | b'x')) = bytes.next()
        {
            found.push((
                at..at + 2,
                "only TOML 1.1 has this escape",
                "write `\\u` and four hexadecimal digits",
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::violations;
    use crate::toml_tree::TomlTree;

    fn check(text: &str, expected: &[&str]) {
        let mut found = violations(&TomlTree::read(text));
        found.sort_by_key(|(range, ..)| range.start);
        let found: Vec<_> = found.iter().map(|(range, ..)| &text[range.clone()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn toml_1_0_is_no_violation() {
        check("a = { b = [\n1,\n2,\n], c = \"{,}\" } # {,}\n[t]\nx = '\\e'\ny = '''{\n}'''", &[]);
        check(r#"a = "\\e \u001b""#, &[]);
        check("a = [13:37:00, 1979-05-27 07:32:00+07:00] # 1:23\nb = '13:37'", &[]);
        check("a = [1979-05-27T07:32:00.123+07:00, 1979-05-27 07:32:00.5-07:00, 07:32:00.1]", &[]);
    }

    #[test]
    fn toml_1_1_is_one() {
        check("a = { b = 1,\n c = 2\n}", &["{"]);
        check("a = { b = 1, }", &["}"]);
        check("a = { b = 1, # why\n}", &["{", "}"]);
        check("a = [{ b = { c = 1,\n}, d = 1 }]", &["{", "}"]);
        check(
            "a = 13:37\nb = [1979-05-27 07:32Z, 1979-05-27T07:32-07:00]",
            &["13:37", "07:32Z", "1979-05-27T07:32-07:00"],
        );
        check(r#"a = "\e[1m \x41 \\x""#, &[r"\e", r"\x"]);
    }
}
