//! Records by the map: what a source says of each code.

use std::collections::{BTreeSet, HashMap};

use toml::{Table, Value};

use super::map::{Column, Map};
use super::record::Record;
use super::report::Report;
use super::transform::{value, values};
use super::{name, placeholder, prose};
use errcat_catalogue::model::Status;
use errcat_catalogue::name::{Grammar, Name};

/// What a source says of a code.
#[derive(Debug)]
pub struct Code {
    /// The wire value.
    pub wire: String,
    /// What its name is made of.
    pub called: String,
    /// The id of its group.
    pub group: String,
    /// What the source calls its group.
    pub group_title: String,
    /// The numbers that its group has, first and last, where the source says so.
    pub range: Option<(i64, i64)>,
    /// Where it stands, for messages.
    pub place: String,
    /// Its keys with their values, except `wire`.
    pub keys: Vec<(&'static str, Value)>,
    /// Keys that name other codes, by what the source calls them.
    pub refers: Vec<(&'static str, Vec<String>)>,
    /// Whether the source says that it is gone.
    pub is_retired: bool,
}

/// The codes of some records. `actions` are the ids of those that the API can use.
pub fn codes(
    records: &[Record],
    map: &Map,
    actions: &BTreeSet<String>,
    report: &mut Report,
) -> Vec<Code> {
    let mut codes: Vec<Code> = Vec::new();
    let mut index: HashMap<String, usize> = HashMap::new();
    for record in records {
        let draft = Draft { record, map, actions };
        let Some(code) = draft.code(report) else { continue };
        let at = *index.entry(code.wire.to_lowercase()).or_insert(codes.len());
        if at < codes.len() {
            unite(&mut codes[at], code, report);
        } else {
            codes.push(code);
        }
    }
    codes
}

/// Adds what another record says of the same code.
fn unite(code: &mut Code, other: Code, report: &mut Report) {
    let Code { called, wire, keys, place, refers, .. } = other;
    let mended = Grammar::Code.mended(&called);
    if let Some(alias) = mended.filter(|_| called != code.called && called != wire) {
        let list = entry(&mut code.keys, "aliases");
        if let Value::Array(list) = list
            && list.iter().all(|it| it.as_str() != Some(&alias))
        {
            list.push(Value::from(alias));
        }
    }
    for (key, value) in keys {
        match code.keys.iter_mut().find(|(it, _)| *it == key) {
            None => code.keys.push((key, value)),
            Some((_, old)) if *old == value => {}
            Some((_, old)) if key == "status" => *old = both(old, &value),
            Some(_) => report.tell(
                format!(
                    "codes appear twice with different values of `{key}`; the second value is \
                        left out"
                ),
                format!("{place} ({})", code.wire),
            ),
        }
    }
    code.refers.extend(refers);
}

fn entry<'k>(keys: &'k mut Vec<(&'static str, Value)>, key: &'static str) -> &'k mut Value {
    let at = keys.iter().position(|(it, _)| *it == key).unwrap_or_else(|| {
        keys.push((key, Value::Array(Vec::new())));
        keys.len() - 1
    });
    &mut keys[at].1
}

/// The statuses of two values, classes last.
fn both(old: &Value, new: &Value) -> Value {
    let items = |value: &Value| match value {
        Value::Array(items) => items.clone(),
        one => vec![one.clone()],
    };
    let mut all = items(old);
    for item in items(new) {
        if !all.contains(&item) {
            all.push(item);
        }
    }
    all.sort_by_key(Value::is_str);
    if all.len() == 1 { all.remove(0) } else { Value::Array(all) }
}

struct Draft<'a> {
    record: &'a Record,
    map: &'a Map,
    actions: &'a BTreeSet<String>,
}

impl Draft<'_> {
    fn column(&self, key: &str) -> Option<&Column> {
        self.map.get(key)
    }

    fn text(&self, key: &str, report: &mut Report) -> Option<String> {
        let mut all = self.texts(key);
        if let Some(second) = all.get(1).filter(|second| **second != all[0]) {
            let what = format!(
                "records have several values for `{key}`; only the first is \
                imported"
            );
            report.tell(what, format!("{} ({second})", self.record.place));
        }
        (!all.is_empty()).then(|| all.swap_remove(0))
    }

    fn code(&self, report: &mut Report) -> Option<Code> {
        let place = self.record.place.as_str();
        let Some(wire) = self.text("wire", report) else {
            report.tell("records have no wire value", place);
            return None;
        };
        if self.map.is_integer && wire.parse::<i64>().is_err() {
            report.tell("wire values are not integers", format!("{place} ({wire})"));
            return None;
        }
        let called = self.text("name", report).unwrap_or_else(|| wire.clone());
        let masks = self.texts("masked_as");
        if self.is("internal", report) && masks.is_empty() {
            report.tell(
                "internal codes have no mask: set `masked_as` in the map",
                format!("{place} ({wire})"),
            );
            return None;
        }
        let group = self.text("group", report).unwrap_or_else(|| "errors".to_owned());
        let (group_title, range) =
            if self.map.is_integer { name::ranged(&group) } else { (group, None) };
        let mut code = Code {
            group: name::group(&group_title),
            group_title,
            range,
            place: place.to_owned(),
            keys: Vec::new(),
            refers: Vec::new(),
            is_retired: self.is("retired", report),
            called,
            wire,
        };
        self.words(&mut code, report);
        self.status(&mut code, report);
        self.action(&mut code, report);
        self.lists(&mut code, report);
        self.end(&mut code, report);
        if self.is("internal", report) {
            code.keys.push(("visibility", Value::from("internal")));
            code.refers.push(("masked_as", masks));
        }
        self.meta(&mut code, report);
        Some(code)
    }

    fn texts(&self, key: &str) -> Vec<String> {
        self.column(key).map(|column| values(column, self.record)).unwrap_or_default()
    }

    fn is(&self, key: &str, report: &mut Report) -> bool {
        self.text(key, report).is_some_and(|text| is_yes(&text))
    }

    fn words(&self, code: &mut Code, report: &mut Report) {
        let place = code.place.clone();
        let default = Name::new(&Grammar::Code.mended(&code.called).unwrap_or_default()).title();
        let title = self.text("title", report).and_then(|it| prose::line(&it, &place, report));
        let message = self.text("message", report).map(|it| prose::text_of(&it, &place, report));
        let message = message.and_then(|it| prose::clean(&it, &place, report));
        let mut fields = self.details(report);
        if let Some(text) = message.filter(|text| title.as_ref() != Some(text) && *text != default)
        {
            let (message, spoken) = placeholder::message(&text, &code.wire);
            for field in spoken {
                fields.entry(field.name).or_insert_with(|| Value::from(field.ty));
            }
            code.keys.push(("message", Value::from(message)));
        }
        if let Some(title) = title.filter(|title| *title != default) {
            code.keys.push(("title", Value::from(title)));
        }
        if !fields.is_empty() {
            code.keys.push(("details", Value::Table(fields)));
        }
        let description =
            self.text("description", report).and_then(|it| prose::markdown(&it, &place, report));
        code.keys.extend(description.map(|text| ("description", Value::from(text))));
    }

    /// The fields that the source itself names: a list of names, or types by name.
    fn details(&self, report: &mut Report) -> Table {
        let mut fields = Table::new();
        let Some(column) = self.column("details") else { return fields };
        for fact in &self.record.facts {
            for path in &column.from {
                let Some(rest) = fact.path.strip_prefix(path.as_str()) else { continue };
                let name = match rest.strip_prefix('.') {
                    Some(name) => name,
                    None if rest.is_empty() => fact.value.as_str(),
                    None => continue,
                };
                let Some(mended) = Grammar::Field.mended(name) else {
                    report.tell(
                        "fields of details have names that cannot be converted",
                        &self.record.place,
                    );
                    continue;
                };
                let ty = if rest.is_empty() { "string".to_owned() } else { type_of(&fact.value) };
                fields.entry(mended).or_insert_with(|| Value::from(ty));
            }
        }
        fields
    }

    fn status(&self, code: &mut Code, report: &mut Report) {
        let mut all: Option<Value> = None;
        for text in self.texts("status") {
            let found = statuses_of(&text);
            if found.is_empty() {
                report
                    .tell("statuses are not valid for a code", format!("{} ({text})", code.place));
            }
            for status in found {
                let value = status.exact().map_or_else(
                    || Value::from(status.to_string()),
                    |it| Value::from(i64::from(it)),
                );
                all = Some(all.map_or(value.clone(), |all| both(&all, &value)));
            }
        }
        code.keys.extend(all.map(|value| ("status", value)));
    }

    fn action(&self, code: &mut Code, report: &mut Report) {
        if let Some(text) = self.text("action", report) {
            if self.actions.contains(&text) {
                code.keys.push(("action", Value::from(text)));
            } else {
                let what = "actions are not in actions.toml: define them there, or translate them \
                    with `table` in the map";
                report.tell(what, text);
            }
        }
        let place = code.place.clone();
        let advice =
            self.text("advice", report).and_then(|it| prose::markdown_line(&it, &place, report));
        code.keys.extend(advice.map(|text| ("advice", Value::from(text))));
    }

    fn lists(&self, code: &mut Code, report: &mut Report) {
        let place = code.place.clone();
        let causes = self.texts("causes");
        let causes = causes.iter().filter_map(|it| prose::markdown_line(it, &place, report));
        put_list(code, "causes", causes.map(Value::from).collect());
        let steps = self.texts("troubleshooting");
        let steps = steps.iter().filter_map(|it| prose::markdown(it, &place, report));
        put_list(code, "troubleshooting", steps.map(Value::from).collect());
        let tags: Vec<Value> = self
            .texts("tags")
            .iter()
            .filter_map(|it| prose::line(it, &place, report).map(Value::from))
            .collect();
        put_list(code, "tags", tags);
        let mut aliases = Vec::new();
        for text in self.texts("aliases") {
            match Grammar::Code.mended(&text) {
                Some(alias) => aliases.push(Value::from(alias)),
                None => report.tell("aliases are not names", format!("{place} ({text})")),
            }
        }
        put_list(code, "aliases", aliases);
        let links: Vec<Value> = self
            .texts("links")
            .iter()
            .filter_map(|url| {
                let (title, url) = prose::link(url);
                let title = prose::line(title.unwrap_or("Documentation"), &place, report)?;
                let is_url = prose::is_address(url);
                if !is_url {
                    report.tell("links are not web addresses", format!("{place} ({url})"));
                }
                let mut link = Table::new();
                link.insert("title".to_owned(), Value::from(title));
                link.insert("url".to_owned(), Value::from(url));
                is_url.then_some(Value::Table(link))
            })
            .collect();
        put_list(code, "links", links);
        let related = self.texts("see_also");
        if !related.is_empty() {
            code.refers.push(("see_also", related));
        }
    }

    /// What says since when a code is there, and that it goes.
    fn end(&self, code: &mut Code, report: &mut Report) {
        let place = code.place.clone();
        let since = self.text("since", report).and_then(|it| prose::line(&it, &place, report));
        let replaced = self.texts("replaced_by");
        let note = self.text("deprecated", report).filter(|text| !is_no(text));
        if note.is_some() || code.is_retired || !replaced.is_empty() {
            let mut table = Table::new();
            if let Some(text) = note.filter(|text| !is_yes(text)) {
                let is_version =
                    text.starts_with(|c: char| c.is_ascii_digit() || c == 'v') && text.len() < 20;
                let key = if is_version { "since" } else { "note" };
                let text = prose::markdown_line(&text, &place, report);
                table.extend(text.map(|text| (key.to_owned(), Value::from(text))));
            }
            code.keys.push(("deprecated", Value::Table(table)));
            if !replaced.is_empty() {
                code.refers.push(("replaced_by", replaced));
            }
        }
        code.keys.extend(since.map(|since| ("since", Value::from(since))));
    }

    fn meta(&self, code: &mut Code, report: &mut Report) {
        let mut table = Table::new();
        for entry in &self.map.meta {
            let text = value(&entry.column, self.record);
            let text = text.and_then(|it| prose::line(&it, &code.place, report));
            table.extend(text.map(|text| (entry.key.clone(), Value::from(text))));
        }
        if !table.is_empty() {
            code.keys.push(("meta", Value::Table(table)));
        }
    }
}

fn put_list(code: &mut Code, key: &'static str, list: Vec<Value>) {
    if !list.is_empty() {
        code.keys.push((key, Value::Array(list)));
    }
}

/// The type of a field that a source gives one: as the format calls it. A `?` says that it may be missing.
fn type_of(text: &str) -> String {
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

fn is_no(text: &str) -> bool {
    ["", "0", "false", "no", "n", "-", "none", "never"]
        .contains(&text.trim().to_lowercase().as_str())
}

fn is_yes(text: &str) -> bool {
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
