//! What a source says, what it said before, and what the catalogue says: what is to be done.

use std::collections::{BTreeMap, HashMap, HashSet};

use toml::{Table, Value};

use super::draft::Code;
use super::lock::{Lock, written};
use super::present::Present;
use super::report::Report;

/// A code that is to be added.
#[derive(Debug)]
pub struct New {
    /// Its name.
    pub name: String,
    /// Its keys, `wire` among them, each with its value.
    pub keys: Vec<(String, Value)>,
    /// Whether it is added as a tombstone.
    pub is_retired: bool,
}

/// A key of a code that is to get another value, or none.
#[derive(Debug)]
pub struct Change {
    /// The code's group.
    pub group: String,
    /// The code's name.
    pub name: String,
    /// The key.
    pub key: String,
    /// Its value.
    pub value: Option<Value>,
}

/// A group that gets codes.
#[derive(Debug)]
pub struct Group {
    /// What the source calls it.
    pub title: String,
    /// The numbers of its codes, first and last, where the source says so.
    pub range: Option<(i64, i64)>,
    /// Its new codes.
    pub codes: Vec<New>,
}

/// What is to be done.
#[derive(Debug, Default)]
pub struct Steps {
    /// New codes by group.
    pub new: BTreeMap<String, Group>,
    /// Changes of codes that are there.
    pub changes: Vec<Change>,
    /// The wire values of all codes by their names.
    pub wires: HashMap<String, String>,
    /// What the source says now.
    pub lock: Lock,
}

/// Facts that the catalogue cannot have: wire value and key. A key `wire` stands for the whole code.
pub type Dropped = HashSet<(String, String)>;

/// What is to be done so that the catalogue has what `codes` say, as far as nobody has edited it since
/// `before`.
pub fn merge(
    codes: &[Code],
    before: &Lock,
    mut present: Present,
    (is_integer, dropped): (bool, &Dropped),
    report: &mut Report,
) -> Steps {
    let codes: Vec<&Code> = codes
        .iter()
        .filter(|it| !dropped.contains(&(it.wire.clone(), "wire".to_owned())))
        .collect();
    let case = present.case.clone();
    let names: Vec<String> = codes
        .iter()
        .map(|code| match present.codes.get(&code.wire.to_lowercase()) {
            Some((_, name)) => name.clone(),
            None => present.taken.code(&code.called, case.as_deref()),
        })
        .collect();
    let called = Called::of(&codes, &names);
    let mut steps = Steps::default();
    for (code, name) in codes.iter().zip(&names) {
        let mut facts = called.facts(code, report);
        facts.retain(|(key, _)| !dropped.contains(&(code.wire.clone(), key.clone())));
        let wire = code.wire.to_lowercase();
        steps.wires.insert(name.clone(), code.wire.clone());
        let known = facts.iter().map(|(key, value)| (key.clone(), written(value)));
        steps.lock.codes.insert(code.wire.clone(), known.collect());
        if let Some((group, name)) = present.codes.get(&wire) {
            if code.is_retired {
                report.tell(
                    "codes were removed from the source: make tombstones of them with `retire`",
                    name,
                );
            }
            let both = Both { present: &present, before, code, place: (group, name) };
            both.compare(&facts, &mut steps.changes, report);
            continue;
        }
        if present.retired.contains(&wire) {
            continue;
        }
        if before.codes.contains_key(&code.wire) {
            report.tell(
                "codes were deleted from the catalogue by hand; the import does not add them again",
                &code.wire,
            );
            continue;
        }
        let mut keys = facts;
        if is_integer || *name != code.wire {
            let number = code.wire.parse().map(Value::Integer).ok().filter(|_| is_integer);
            keys.push((
                "wire".to_owned(),
                number.unwrap_or_else(|| Value::from(code.wire.as_str())),
            ));
        }
        let group = steps.new.entry(code.group.clone()).or_insert_with(|| Group {
            title: code.group_title.clone(),
            range: code.range,
            codes: Vec::new(),
        });
        group.codes.push(New { name: name.clone(), keys, is_retired: code.is_retired });
    }
    for (wire, facts) in &before.codes {
        if !steps.lock.codes.contains_key(wire) {
            let is_there = present.codes.contains_key(&wire.to_lowercase());
            if is_there && !dropped.contains(&(wire.clone(), "wire".to_owned())) {
                report
                    .tell("codes are no longer in the source: `deprecate` or `retire` them", wire);
            }
            // As long as it is there, what the source last said of it is known.
            if is_there {
                steps.lock.codes.insert(wire.clone(), facts.clone());
            }
        }
    }
    steps
}

/// The names of codes by what a source calls them.
struct Called<'a>(HashMap<String, &'a str>);

impl<'a> Called<'a> {
    fn of(codes: &[&Code], names: &'a [String]) -> Self {
        let mut called = HashMap::new();
        for (code, name) in codes.iter().zip(names) {
            called.insert(code.called.to_lowercase(), name.as_str());
            called.insert(code.wire.to_lowercase(), name.as_str());
        }
        Self(called)
    }

    /// All facts of a code, those that name other codes among them.
    fn facts(&self, code: &Code, report: &mut Report) -> Vec<(String, Value)> {
        let mut facts: Vec<(String, Value)> =
            code.keys.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
        for (key, others) in &code.refers {
            let mut names = Vec::new();
            for other in others {
                match self.0.get(&other.to_lowercase()) {
                    Some(name) => names.push(Value::from(*name)),
                    None => report.tell(
                        format!("`{key}` names a code that is not in the source"),
                        format!("{} ({other})", code.place),
                    ),
                }
            }
            let Some(first) = names.first().cloned() else { continue };
            match *key {
                "see_also" => facts.push(("see_also".to_owned(), Value::Array(names))),
                "replaced_by" => {
                    let found = facts.iter_mut().find(|(key, _)| key == "deprecated");
                    if let Some((_, Value::Table(table))) = found {
                        table.insert("replaced_by".to_owned(), first);
                    }
                }
                _ => facts.push(((*key).to_owned(), first)),
            }
        }
        facts
    }
}

/// A code that is in the source and in the catalogue.
struct Both<'a> {
    present: &'a Present,
    before: &'a Lock,
    code: &'a Code,
    place: (&'a str, &'a str),
}

impl Both<'_> {
    fn compare(&self, facts: &[(String, Value)], changes: &mut Vec<Change>, report: &mut Report) {
        let (group, name) = self.place;
        let gone = self.before.codes.get(&self.code.wire).into_iter().flat_map(|it| it.keys());
        let gone = gone.filter(|key| facts.iter().all(|(it, _)| it != *key)).map(|key| (key, None));
        let all = facts.iter().map(|(key, value)| (key, Some(value))).chain(gone);
        for (key, theirs) in all {
            let base = self.before.value(&self.code.wire, key);
            let mine = self.present.value(group, name, key);
            // What holds for the whole group need not be in the code.
            let held = mine.or_else(|| self.present.gives(group, key).filter(|_| key != "title"));
            if theirs == base.as_ref() || held == theirs {
                continue;
            }
            if mine == base.as_ref() && held == mine {
                let value = theirs.cloned();
                let (group, name) = (group.to_owned(), name.to_owned());
                changes.push(Change { group, name, key: key.clone(), value });
                continue;
            }
            let shown = |value: Option<&Value>| value.map_or("nothing".to_owned(), short);
            let what = match base {
                Some(_) => {
                    "facts were edited here and changed in the source; the catalogue's values stay"
                }
                None => "facts differ from the catalogue, whose values stay",
            };
            report
                .tell(what, format!("{name}.{key}: here {}, there {}", shown(held), shown(theirs)));
        }
    }
}

fn short(value: &Value) -> String {
    let text = written(value).replace('\n', " ");
    if text.chars().count() > 60 { text.chars().take(60).collect::<String>() + "…" } else { text }
}

/// The keys of a tombstone: what the format keeps of a code that is gone.
pub fn tombstone(keys: &[(String, Value)]) -> Table {
    let mut table = Table::new();
    for (key, value) in keys {
        match (key.as_str(), value) {
            ("wire", _) => drop(table.insert(key.clone(), value.clone())),
            ("deprecated", Value::Table(said)) => table.extend(said.clone()),
            _ => {}
        }
    }
    table
}
