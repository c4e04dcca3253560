//! Sources of which each line is a record: constants of programs, lists such as `PostgreSQL`'s errcodes.txt.

use regex::Regex;

use super::Source;
use crate::edit::Refused;
use crate::import::record::{Record, Records, SECTION};

/// What is tried where a map has no pattern; the one that fits most lines is taken. A line of which `above`
/// alone is there is about the next record, one of `section` about all that follow.
const PATTERNS: &[&str] = &[
    r"^(?:Section:\s*(?P<section>.*\S)|(?P<wire>[0-9A-Z]{5})\s+[EWS]\s+(?P<name>ERRCODE_\w+)(?:\s+(?P<condition_name>\w+))?)\s*$",
    r"^\s*(?:(?://+!?|\*)\s*(?P<above>.*\S)|(?P<name>[A-Z]\w*)\s*=\s*(?P<wire>-?\d+)\s*[;,]?\s*(?://+\s*(?P<description>.*\S))?)\s*$",
    r#"^\s*(?:(?://+!?|\*|#)\s*(?P<above>.*\S)|(?:(?:export|const|static|final|public|readonly|String|let|var)\s+)*(?P<name>[A-Za-z_]\w*)(?:\s+[\w.]+)?\s*[:=]+\s*["'`](?P<wire>[^"'`]+)["'`](?:\s+as\s+const)?\s*[;,]?\s*(?:(?://+|#)\s*(?P<description>.*\S))?)\s*$"#,
    r"^\s*#define\s+(?P<name>[A-Z_][A-Z0-9_]*)\s+\(?(?P<wire>-?\d+)\)?\s*(?:(?:/\*+|//+)\s*(?P<description>.*?)\s*(?:\*/)?)?\s*$",
];

pub(super) fn read(source: &Source<'_>) -> Result<Vec<Records>, Refused> {
    if let Some(pattern) = source.pattern {
        let pattern = crate::import::pattern(pattern).map_err(|message| {
            Refused::new(
                format!("the map's `pattern`: {message}"),
                "write a regular expression with named groups",
            )
        })?;
        return Ok(vec![Records {
            at: pattern.as_str().to_owned(),
            records: records(source, &pattern),
        }]);
    }
    let all = PATTERNS.iter().filter_map(|text| {
        let records = records(source, &crate::import::pattern(text).ok()?);
        Some(Records { at: (*text).to_owned(), records })
    });
    let best =
        all.reduce(|best, next| if next.records.len() > best.records.len() { next } else { best });
    let best = best.filter(|it| !it.records.is_empty()).ok_or_else(|| {
        Refused::new(
            format!(
                "{}: no line looks like a constant",
                errcat_findings::wording::phrase(source.name)
            ),
            "write a map with `pattern`, a regular expression with named groups such as \
                `(?P<wire>…)`, and pass it with `--map`",
        )
    })?;
    Ok(vec![best])
}

fn records(source: &Source<'_>, pattern: &Regex) -> Vec<Record> {
    let (mut section, mut above) = (String::new(), Vec::new());
    let mut records = Vec::new();
    for (line, text) in (1..).zip(source.text.lines()) {
        let Some(captures) = pattern.captures(text) else {
            above.clear();
            continue;
        };
        let mut record = Record::new(format!("{}:{line}", source.name));
        for name in pattern.capture_names().flatten() {
            let Some(found) = captures.name(name) else { continue };
            match name {
                "section" => found.as_str().clone_into(&mut section),
                "above" => above.push(found.as_str()),
                _ => record.put(name, found.as_str()),
            }
        }
        if record.facts.is_empty() {
            continue;
        }
        record.put(SECTION, section.as_str());
        if record.values("description").next().is_none() {
            record.put("description", above.join("\n"));
        }
        above.clear();
        records.push(record);
    }
    records
}
