//! A map guessed from headers and values.

use std::collections::HashSet;

use super::{Column, Entry, Map};
use crate::edit::Refused;
use crate::import::draft::statuses_of;
use crate::import::prose;
use crate::import::record::{BESIDE, Fact, KEY, Record, Records, SECTION, VALUE};
use crate::import::source::Format;

/// How sources call the wire value, the surest first.
const WIRE: &[&str] = &[
    "wire",
    "wire_value",
    "code",
    "error_code",
    "errorcode",
    "err_code",
    "errcode",
    "code_id",
    "sqlstate",
    KEY,
    "slug",
    "key",
    "error",
    "error_type",
    "type",
    "id",
    "identifier",
    "number",
    "no",
    "constant",
    "symbol",
    "name",
    VALUE,
];

/// How sources call all else, the surest first.
const HEADERS: &[(&str, &[&str])] = &[
    (
        "name",
        &[
            "constant",
            "symbol",
            "name",
            "enum",
            "identifier",
            "variant",
            "macro",
            "const",
            KEY,
            "key",
            "condition_name",
        ],
    ),
    (
        "status",
        &[
            "status",
            "http_status",
            "http_status_code",
            "httpstatus",
            "http_code",
            "status_code",
            "statuscode",
            "http",
        ],
    ),
    ("title", &["title", "summary", "short", "label", "heading", "short_description"]),
    (
        "message",
        &[
            "message",
            "msg",
            "error_message",
            "default_message",
            "user_message",
            "template",
            "text",
            "message_text",
            VALUE,
        ],
    ),
    (
        "description",
        &[
            "description",
            "desc",
            "meaning",
            "explanation",
            "long_description",
            "documentation",
            "doc",
            "comment",
            "notes",
            "note",
            "detail",
            "docs",
        ],
    ),
    ("action", &["action"]),
    ("advice", &["advice"]),
    ("causes", &["cause", "causes", "possible_cause", "possible_causes"]),
    (
        "troubleshooting",
        &[
            "troubleshooting",
            "resolution",
            "solution",
            "solutions",
            "possible_solutions",
            "fix",
            "how_to_fix",
            "remedy",
            "what_to_do",
            "workaround",
            "recommended_action",
            "hint",
        ],
    ),
    (
        "group",
        &[
            "group",
            "category",
            "module",
            "section",
            "domain",
            "area",
            "class",
            "family",
            "component",
            SECTION,
        ],
    ),
    (
        "details",
        &[
            "details",
            "params",
            "parameters",
            "fields",
            "args",
            "arguments",
            "placeholders",
            "variables",
        ],
    ),
    ("see_also", &["see_also", "related", "related_codes"]),
    (
        "links",
        &[
            "link",
            "links",
            "url",
            "href",
            "doc_url",
            "docs_url",
            "more_info",
            "documentation_url",
            "reference",
            "docs",
        ],
    ),
    ("aliases", &["alias", "aliases", "legacy_code", "old_name", "old_code"]),
    ("since", &["since", "added", "introduced", "added_in", "since_version"]),
    ("deprecated", &["deprecated", "is_deprecated", "deprecated_since", "deprecation"]),
    ("retired", &["retired", "removed", "obsolete"]),
    ("replaced_by", &["replaced_by", "replacement", "use_instead", "superseded_by"]),
    ("internal", &["internal", "is_internal", "private"]),
    ("masked_as", &["masked_as", "mask"]),
    ("tags", &["tags", "keywords", "labels"]),
];

/// A column or path, and what its values look like.
struct Seen<'r> {
    path: &'r str,
    header: String,
    filled: usize,
    distinct: usize,
    codes: usize,
    integers: usize,
    statuses: usize,
    addresses: usize,
    commas: usize,
}

/// Guesses what records are codes, and what their facts are; which of `all` they are, and the map.
///
/// # Errors
/// If no record has anything that looks like codes.
pub fn guess(format: &Format, all: &[Records]) -> Result<(usize, Map), Refused> {
    let maps =
        all.iter().enumerate().filter(|(_, one)| one.at != BESIDE).filter_map(|(at, one)| {
            let map = of(format, one)?;
            let roles = map.codes.iter().filter(|entry| !entry.column.from.is_empty()).count();
            Some((one.records.len() * roles * roles, at, map))
        });
    // Of equals the first counts.
    let best = maps.reduce(|best, next| if next.0 > best.0 { next } else { best });
    let (_, at, mut map) = best.ok_or_else(|| {
        Refused::new(
            "nothing in the source looks like codes, which are words or numbers that appear once \
                each",
            "write a map whose `[codes]` says which column or path is `wire`, and pass it with \
                `--map`",
        )
    })?;
    map.records =
        (all.iter().filter(|one| one.at != BESIDE).count() > 1).then(|| all[at].at.clone());
    Ok((at, map))
}

fn of(format: &Format, all: &Records) -> Option<Map> {
    let seen = seen(&all.records);
    let count = all.records.len();
    let mostly = |part: usize, whole: usize| part * 10 >= whole * 9;
    let rank =
        |it: &Seen<'_>| WIRE.iter().position(|name| *name == it.header).unwrap_or(WIRE.len());
    let is_key = |it: &&Seen<'_>| {
        // A header that says so counts for more than a value that does not look so.
        let part = if rank(it) < WIRE.len() { 5 } else { 9 };
        it.filled * 10 >= count * 8
            && it.codes * 10 >= it.filled * part
            && it.distinct * 10 >= it.filled * 3
    };
    let repeats = |it: &Seen<'_>| usize::from(it.distinct * 10 < it.filled * 7);
    let worst = |it: &Seen<'_>| usize::from(it.statuses == it.filled);
    let wire = seen.iter().filter(is_key).min_by_key(|it| (worst(it), repeats(it), rank(it)))?;
    let mut map = Map { format: format.name.to_owned(), ..Map::default() };
    map.is_integer = wire.integers == wire.filled;
    let why = (rank(wire) == WIRE.len()).then(|| "its values look like codes".to_owned());
    let put = |map: &mut Map, key: &str, path: &str, split: Option<&str>, why: Option<String>| {
        let split = split.map(str::to_owned);
        let column = Column { from: vec![path.to_owned()], split, ..Column::default() };
        map.codes.push(Entry { key: key.to_owned(), column, why });
    };
    put(&mut map, "wire", wire.path, None, why);
    let mut taken = vec![wire.path];
    for (key, headers) in HEADERS {
        let named = headers.iter().find_map(|header| {
            seen.iter()
                .find(|it| it.header == *header && !taken.contains(&it.path) && fits(key, it))
        });
        let by_values = || {
            let is_one = |it: &&Seen<'_>| {
                *key == "status" && !taken.contains(&it.path) && mostly(it.statuses, it.filled)
            };
            seen.iter().find(is_one)
        };
        let Some((found, is_named)) =
            named.map(|it| (it, true)).or_else(|| by_values().map(|it| (it, false)))
        else {
            continue;
        };
        taken.push(found.path);
        let lists = ["aliases", "causes", "see_also", "tags"].contains(key) && *key != "causes";
        let split = (lists && found.commas > 0).then_some(",");
        let why = if is_named {
            doubt(key, found.path)
        } else {
            Some("its values are statuses".to_owned())
        };
        put(&mut map, key, found.path, split, why);
    }
    if map.get("group").is_none() {
        let column = Column { default: Some("errors".to_owned()), ..Column::default() };
        let why = Some("the source has no groups".to_owned());
        map.codes.push(Entry { key: "group".to_owned(), column, why });
    }
    Some(map)
}

/// What is not certain although the header says it.
fn doubt(key: &str, path: &str) -> Option<String> {
    let said = match (key, path) {
        ("message", VALUE) => "the text after the code may be a title too",
        ("message", "text") => "a text may also be a title or a description",
        ("description", "note" | "notes" | "comment") => "notes may not be for the docs",
        ("title", "summary") => "a summary may also be a description",
        _ => return None,
    };
    Some(said.to_owned())
}

fn fits(key: &str, it: &Seen<'_>) -> bool {
    match key {
        "status" => it.statuses * 2 > it.filled,
        // A header such as `docs` may mean either.
        "links" => it.addresses * 2 > it.filled,
        "description" => it.addresses * 2 <= it.filled,
        "name" => it.codes * 10 >= it.filled * 9 && it.integers == 0,
        _ => true,
    }
}

fn seen(records: &[Record]) -> Vec<Seen<'_>> {
    let mut seen: Vec<Seen<'_>> = Vec::new();
    let mut index = std::collections::HashMap::new();
    let mut values: Vec<HashSet<&str>> = Vec::new();
    for record in records {
        for fact in &record.facts {
            let at = *index.entry(fact.path.as_str()).or_insert_with(|| {
                seen.push(Seen::new(&fact.path));
                values.push(HashSet::new());
                seen.len() - 1
            });
            seen[at].take(fact);
            values[at].insert(&fact.value);
        }
    }
    for (seen, values) in seen.iter_mut().zip(values) {
        seen.distinct = values.len();
    }
    // Tables below one key, such as `details.limit`, are one thing.
    let tops: Vec<&str> = seen.iter().filter_map(|it| Some(it.path.split_once('.')?.0)).collect();
    for top in tops {
        if is_details(top) && seen.iter().all(|it| it.path != top) {
            seen.push(Seen::new(top));
        }
    }
    seen
}

fn is_details(top: &str) -> bool {
    HEADERS.iter().any(|(key, headers)| *key == "details" && headers.contains(&top))
}

impl<'r> Seen<'r> {
    fn new(path: &'r str) -> Self {
        let header = if path.starts_with('@') { path.to_owned() } else { normal(path) };
        Self {
            path,
            header,
            filled: 0,
            distinct: 0,
            codes: 0,
            integers: 0,
            statuses: 0,
            addresses: 0,
            commas: 0,
        }
    }

    fn take(&mut self, fact: &Fact) {
        let value = fact.value.trim();
        self.filled += 1;
        self.codes += usize::from(is_code(value));
        let digits = value.strip_prefix('-').unwrap_or(value);
        let integer = !digits.is_empty()
            && digits.bytes().all(|it| it.is_ascii_digit())
            && (digits == "0" || !digits.starts_with('0'));
        self.integers += usize::from(integer && value.parse::<i64>().is_ok());
        self.statuses += usize::from(!statuses_of(value).is_empty());
        self.addresses += usize::from(prose::is_address(prose::link(value).1));
        self.commas += usize::from(value.contains(','));
    }
}

/// A header by its words: `HTTP Status` is `http_status`. Of a path the last key counts.
fn normal(path: &str) -> String {
    let last = path.rsplit('.').next().unwrap_or(path);
    let name = errcat_catalogue::name::Grammar::Field.mended(last).unwrap_or_default();
    errcat_catalogue::name::Name::new(&name).snake().to_owned()
}

/// Whether a value can be a code: a word or a number, whatever signs it has.
fn is_code(value: &str) -> bool {
    let sign = |c: char| c.is_alphanumeric() || "_-.:/#".contains(c);
    !value.is_empty() && value.len() <= 128 && value.chars().all(sign)
}
