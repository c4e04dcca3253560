//! What is done with the values of a record before they are facts of a code.

use super::map::Column;
use super::record::Record;

/// The values that a column gives of a record.
pub fn values(column: &Column, record: &Record) -> Vec<String> {
    let found = column.from.iter().find_map(|path| {
        let values: Vec<String> =
            record.values(path).flat_map(|it| one(column, &it.value)).collect();
        Some(values).filter(|values| !values.is_empty())
    });
    found.or_else(|| Some(vec![column.default.clone()?])).unwrap_or_default()
}

/// The first of them.
pub fn value(column: &Column, record: &Record) -> Option<String> {
    values(column, record).into_iter().next()
}

fn one(column: &Column, value: &str) -> Vec<String> {
    let parts: Vec<&str> = match &column.split {
        Some(split) => value.split(split.as_str()).collect(),
        None => vec![value],
    };
    let taken = parts.into_iter().filter_map(|part| {
        let Some(pattern) = &column.pattern else { return Some(part.trim()) };
        let found = pattern.captures(part)?;
        found.get(1).or_else(|| found.get(0)).map(|it| it.as_str().trim())
    });
    let looked_up = taken.map(|part| {
        let row = column.table.iter().find(|(key, _)| key == part);
        row.map_or_else(|| part.to_owned(), |(_, value)| value.clone())
    });
    looked_up.filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::values;
    use crate::import::map::Map;
    use crate::import::record::Record;

    fn check(column: &str, value: &str, expected: &[&str]) {
        let text = format!("format = \"csv\"\n[codes]\nwire = {column}\n");
        let map = Map::parse("map.toml", &text).unwrap_or_default();
        let mut record = Record::new(String::new());
        record.put("a", value);
        let found = map.get("wire").map(|column| values(column, &record)).unwrap_or_default();
        assert_eq!(found, expected, "{column}");
    }

    #[test]
    fn columns_take_split_and_look_up() {
        check("\"a\"", " x ", &["x"]);
        check("\"b\"", "x", &[]);
        check("{ from = [\"b\", \"a\"] }", "x", &["x"]);
        check("{ from = \"b\", default = 7 }", "x", &["7"]);
        check("{ from = \"a\", split = \";\" }", "x; y;", &["x", "y"]);
        check("{ from = \"a\", match = \"E(\\\\d+)\" }", "E12 (fatal)", &["12"]);
        check("{ from = \"a\", match = \"\\\\d+\" }", "none", &[]);
        check("{ from = \"a\", table = { x = \"long\" } }", "x", &["long"]);
    }
}
