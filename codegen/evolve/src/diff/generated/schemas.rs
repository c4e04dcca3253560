//! Whether bodies of one schema are read by clients that know another one: readers ignore keys that they do
//! not know, and keep open values.

use std::collections::HashSet;

use serde_json::{Map, Value as Json};

/// Schemas lie in each other so deep, references count; deeper ones are taken to differ.
const MOST_LEVELS: usize = 64;

/// A schema in its document.
#[derive(Clone, Copy)]
pub(super) struct Schema<'a> {
    pub document: &'a Json,
    pub schema: &'a Json,
}

impl<'a> Schema<'a> {
    fn at<'b>(self, schema: &'b Json) -> Schema<'b>
    where
        'a: 'b,
    {
        Schema { document: self.document, schema }
    }

    fn resolved(mut self) -> Self {
        for _ in 0..MOST_LEVELS {
            let reference = self.schema.get("$ref").and_then(Json::as_str);
            let Some(target) =
                reference.and_then(|it| self.document.pointer(it.strip_prefix('#')?))
            else {
                break;
            };
            self.schema = target;
        }
        self
    }

    fn get(self, key: &str) -> Option<&'a Json> {
        self.schema.get(key)
    }

    fn map(self, key: &str) -> Option<&'a Map<String, Json>> {
        self.get(key)?.as_object()
    }

    fn requires(self, key: &str) -> bool {
        let list = self.get("required").and_then(Json::as_array);
        list.is_some_and(|list| list.iter().any(|it| it.as_str() == Some(key)))
    }
}

/// Comparisons of the schemas of two documents.
///
/// Where schemas come again within themselves they are what they are, and what has been compared once is not
/// compared again: records that have each other many times would take forever.
#[derive(Default)]
pub(super) struct Comparison {
    fitting: Assumed,
    same: Assumed,
    level: usize,
}

/// Pairs of schemas that hold, as long as those hold that were assumed before them.
#[derive(Default)]
struct Assumed {
    all: HashSet<Places>,
    in_order: Vec<Places>,
}

impl Assumed {
    /// Assumes that a pair holds; `None` if it is assumed already, else what to give back if it does not hold.
    fn assume(&mut self, pair: Places) -> Option<usize> {
        let before = self.in_order.len();
        self.all.insert(pair).then(|| {
            self.in_order.push(pair);
            before
        })
    }

    /// Takes back a pair, and what was found to hold because of it.
    fn take_back(&mut self, before: usize) {
        for pair in self.in_order.drain(before..) {
            self.all.remove(&pair);
        }
    }
}

/// Two schemas, by where they are in memory.
type Places = (*const Json, *const Json);

fn places(old: Schema<'_>, new: Schema<'_>) -> Places {
    (std::ptr::from_ref(old.schema), std::ptr::from_ref(new.schema))
}

impl Comparison {
    /// Where a client that knows `old` finds something else in a value of `new`, as a path of keys; `None` where
    /// it reads all of it.
    pub(super) fn differs(&mut self, old: Schema<'_>, new: Schema<'_>) -> Option<String> {
        self.at(old, new, "")
    }

    fn at(&mut self, old: Schema<'_>, new: Schema<'_>, path: &str) -> Option<String> {
        let (old, new) = (old.resolved(), new.resolved());
        if self.level > MOST_LEVELS {
            return (old.schema != new.schema).then(|| path.to_owned());
        }
        let assumed = self.fitting.assume(places(old, new))?;
        self.level += 1;
        let found = self.within(old, new, path);
        self.level -= 1;
        if found.is_some() {
            self.fitting.take_back(assumed);
        }
        found
    }

    fn within(&mut self, old: Schema<'_>, new: Schema<'_>, path: &str) -> Option<String> {
        let here = || Some(if path.is_empty() { "body".to_owned() } else { path.to_owned() });
        // A schema that says nothing takes all.
        if is_any(old) {
            return None;
        }
        if let Some(known) = choices(old) {
            let sent = choices(new).unwrap_or_else(|| vec![new.schema]);
            let fits = |one: &&Json| {
                known.iter().any(|choice| self.at(old.at(choice), new.at(one), path).is_none())
            };
            return if sent.iter().all(fits) { None } else { here() };
        }
        if let Some(sent) = choices(new) {
            return sent.into_iter().find_map(|one| self.at(old, new.at(one), path));
        }
        if !types(new).iter().all(|ty| {
            let known = types(old);
            known.is_empty() || known.contains(ty) || *ty == "integer" && known.contains(&"number")
        }) || types(new).is_empty()
            && !types(old).is_empty()
            && new.get("enum").or_else(|| new.get("const")).is_none()
        {
            return here();
        }
        if let Some(known) = values(old) {
            let Some(sent) = values(new) else { return here() };
            if sent.iter().any(|value| !known.contains(value)) {
                return here();
            }
        }
        if old.get("format").is_some() && old.get("format") != new.get("format") {
            return here();
        }
        if !limits_hold(old, new) {
            return here();
        }
        if let Some(items) = old.get("items") {
            let Some(sent) = new.get("items") else { return here() };
            if let Some(place) = self.at(old.at(items), new.at(sent), &join(path, "[]")) {
                return Some(place);
            }
        }
        if let Some(items) = old.get("additionalProperties").filter(|it| it.is_object())
            && let Some(sent) = new.get("additionalProperties").filter(|it| it.is_object())
            && let Some(place) = self.at(old.at(items), new.at(sent), &join(path, "*"))
        {
            return Some(place);
        }
        for (key, known) in old.map("properties").into_iter().flatten() {
            let place = join(path, key);
            match new.map("properties").and_then(|it| it.get(key)) {
                None if old.requires(key) => return Some(place),
                None => {}
                Some(sent) => {
                    if old.requires(key) && !new.requires(key) {
                        return Some(place);
                    }
                    if let Some(place) = self.at(old.at(known), new.at(sent), &place) {
                        return Some(place);
                    }
                }
            }
        }
        None
    }

    /// Whether both take the same values and say the same of them.
    pub(super) fn same(&mut self, old: Schema<'_>, new: Schema<'_>) -> bool {
        let (old, new) = (old.resolved(), new.resolved());
        if self.level > MOST_LEVELS {
            return old.schema == new.schema;
        }
        let Some(assumed) = self.same.assume(places(old, new)) else { return true };
        self.level += 1;
        let is_same = self.same_within(old, new);
        self.level -= 1;
        if !is_same {
            self.same.take_back(assumed);
        }
        is_same
    }

    fn same_within(&mut self, old: Schema<'_>, new: Schema<'_>) -> bool {
        let (Some(was), Some(is)) = (old.schema.as_object(), new.schema.as_object()) else {
            return old.schema == new.schema;
        };
        let decides =
            |key: &&String| !ANNOTATIONS.contains(&key.as_str()) && !key.starts_with("x-");
        if !was.keys().filter(decides).eq(is.keys().filter(decides)) {
            return false;
        }
        was.iter().filter(|(key, _)| decides(key)).all(|(key, was)| {
            let Some(is) = is.get(key) else { return false };
            match (key.as_str(), was, is) {
                ("properties", Json::Object(was), Json::Object(is)) => {
                    was.len() == is.len()
                        && was.iter().all(|(name, was)| {
                            is.get(name).is_some_and(|is| self.same(old.at(was), new.at(is)))
                        })
                }
                ("anyOf" | "oneOf" | "allOf", Json::Array(was), Json::Array(is)) => {
                    was.len() == is.len()
                        && was.iter().zip(is).all(|(was, is)| self.same(old.at(was), new.at(is)))
                }
                ("items" | "additionalProperties" | "not" | "schema", was, is) => {
                    self.same(old.at(was), new.at(is))
                }
                (_, was, is) => was == is,
            }
        })
    }
}

/// Takes out of a schema what decides nothing, and of what it says of an error all but which one that is.
pub(super) fn strip(schema: &mut Json) {
    let Json::Object(map) = schema else { return };
    map.retain(|key, _| !ANNOTATIONS.contains(&key.as_str()));
    for (key, value) in map {
        match (key.as_str(), value) {
            ("properties", Json::Object(all)) => all.values_mut().for_each(strip),
            ("anyOf" | "oneOf" | "allOf", Json::Array(all)) => all.iter_mut().for_each(strip),
            ("items" | "additionalProperties" | "not" | "schema", value) => strip(value),
            ("x-error", Json::Object(facts)) => {
                facts.retain(|key, _| ["name", "wire"].contains(&key.as_str()));
            }
            _ => {}
        }
    }
}

/// Keys of a schema that decide nothing.
const ANNOTATIONS: &[&str] =
    &["description", "title", "example", "examples", "externalDocs", "deprecated"];

/// Whether values of `new` keep to the limits of `old`.
fn limits_hold(old: Schema<'_>, new: Schema<'_>) -> bool {
    let number = |schema: Schema<'_>, key: &str| schema.get(key).and_then(Json::as_f64);
    let within = |key: &str, is_within: fn(f64, f64) -> bool| {
        let Some(limit) = number(old, key) else { return true };
        match values(new) {
            Some(all) => all.iter().filter_map(|it| it.as_f64()).all(|it| is_within(it, limit)),
            None => number(new, key).is_some_and(|it| is_within(it, limit)),
        }
    };
    let pattern = old.get("pattern");
    within("minimum", |it, limit| it >= limit)
        && within("maximum", |it, limit| it <= limit)
        && (pattern.is_none() || values(new).is_some() || pattern == new.get("pattern"))
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

fn is_any(schema: Schema<'_>) -> bool {
    const LIMITS: &[&str] = &[
        "type",
        "enum",
        "const",
        "anyOf",
        "oneOf",
        "allOf",
        "properties",
        "items",
        "format",
        "required",
    ];
    schema.schema.as_object().is_none_or(|map| LIMITS.iter().all(|key| !map.contains_key(*key)))
}

/// The schemas of which a value has one, where there are several.
fn choices(schema: Schema<'_>) -> Option<Vec<&Json>> {
    let list = schema.get("anyOf").or_else(|| schema.get("oneOf"))?.as_array()?;
    Some(list.iter().collect())
}

fn types(schema: Schema<'_>) -> Vec<&str> {
    match schema.get("type") {
        Some(Json::String(ty)) => vec![ty],
        Some(Json::Array(list)) => list.iter().filter_map(Json::as_str).collect(),
        _ => Vec::new(),
    }
}

fn values(schema: Schema<'_>) -> Option<Vec<&Json>> {
    match (schema.get("const"), schema.get("enum")) {
        (Some(one), _) => Some(vec![one]),
        (_, Some(Json::Array(list))) => Some(list.iter().collect()),
        _ => None,
    }
}
