//! Items of arrays.

use std::ops::Range;

use errcat_catalogue::toml_tree::Literal;

/// The place to put another item of an array, and the text to put there.
pub(super) fn insertion(text: &str, array: &Literal<'_>, item: &str) -> (usize, String) {
    if let Some(last) = array.items().last() {
        return (last.range.end, format!(", {item}"));
    }
    let start = array.range.start + 1;
    // A comment may be in an empty array.
    let is_commented = text[start..].trim_start().starts_with('#');
    (start, if is_commented { format!("{item}, ") } else { item.to_owned() })
}

/// What to delete so that the item at `item` of the array at `array` is gone: its line if it is
/// there alone, else the item with its comma.
pub(super) fn removal(text: &str, array: &Range<usize>, item: &Range<usize>) -> Range<usize> {
    let behind = &text[item.end..array.end];
    let blank = behind.len() - behind.trim_start().len();
    let comma = behind[blank..].starts_with(',').then(|| item.end + blank + 1);
    let line_start = text[..item.start].rfind('\n').map_or(0, |feed| feed + 1);
    let end = comma.unwrap_or(item.end);
    let rest = &text[end..array.end];
    let line_end = rest.find('\n').map(|feed| end + feed + 1);
    if let (true, Some(line_end)) = (line_start > array.start, line_end) {
        let alone = text[line_start..item.start].trim().is_empty()
            && (text[end..line_end].trim().is_empty()
                || text[end..line_end].trim().starts_with('#'));
        if alone {
            return line_start..line_end;
        }
    }
    if comma.is_some() {
        let spaces = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        return item.start..end + spaces;
    }
    let before = text[array.start..item.start].trim_end();
    let start = if before.ends_with(',') { array.start + before.len() - 1 } else { item.start };
    start..item.end
}

#[cfg(test)]
mod tests {
    use super::{insertion, removal};
    use errcat_catalogue::toml_tree::TomlTree;

    fn check(text: &str, item: &str, expected: &str) {
        let at = text.find(item).unwrap_or_default();
        let range = removal(text, &(0..text.len()), &(at..at + item.len()));
        assert_eq!([&text[..range.start], &text[range.end..]].concat(), expected, "{text}");
    }

    #[test]
    fn items_go_with_their_commas() {
        check("[1]", "1", "[]");
        check("[1, 2, 3]", "1", "[2, 3]");
        check("[1, 2, 3]", "2", "[1, 3]");
        check("[1, 2, 3]", "3", "[1, 2]");
        check("[ 1, 2, ]", "2", "[ 1, ]");
        check("[\n  1,\n  2, # two\n  3\n]", "2", "[\n  1,\n  3\n]");
        check("[\n  1,\n  3\n]", "3", "[\n  1,\n]");
        check("[1,\n 2]", "2", "[1]");
    }

    #[test]
    fn items_come_behind_the_last() {
        let check = |array: &str, at, put: &str| {
            let text = format!("a = {array}");
            let tree = TomlTree::read(&text);
            let array = tree.statements[0].literal().unwrap();
            assert_eq!(insertion(&text, array, "2"), (at, put.to_owned()), "{text}");
        };
        check("[]", 5, "2");
        check("[ # none\n]", 5, "2, ");
        check("[1,\n]", 6, ", 2");
    }
}
