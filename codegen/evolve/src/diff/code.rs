//! One code, fact by fact.

use std::collections::{HashMap, HashSet};

use serde_json::Value as Json;

use super::catalogue::{holds, retry_rule};
use super::found::{FactRules, Found};
use super::pair::{Pair, items, name, text};
use super::{Rule, Subject, details, rules};
use errcat_catalogue::name::Name;
use errcat_emit::json::facts::{self, About, FACTS};

/// What a code's facts follow from.
pub(super) struct Around<'a> {
    /// Envelopes, types or permalinks have changed, and with them examples.
    shapes: bool,
    /// The base of permalinks has changed.
    links: bool,
    /// Whether details travel, by the name of the new envelope.
    telling: HashMap<String, bool>,
    /// The names of the old envelopes in which codes' names travel.
    naming: HashSet<String>,
    /// The records among the types of both, by name.
    pub records: [HashMap<String, &'a Json>; 2],
}

impl<'a> Around<'a> {
    pub fn new(api: Pair<'a>, root: Pair<'a>, shapes: bool) -> Self {
        let telling = items(api.get("envelopes").new).iter().map(|envelope| {
            let tells = envelope.get("body").is_some_and(|body| holds(body, "$details"));
            (name(envelope), tells)
        });
        let naming = items(api.get("envelopes").old)
            .iter()
            .filter(|envelope| envelope.get("body").is_some_and(|body| holds(body, "$name")));
        let types = |list: Option<&'a Json>| items(list).iter().map(|it| (name(it), it)).collect();
        let both = api.get("types");
        Self {
            shapes,
            links: root.get("docs_url").differs(),
            telling: telling.collect(),
            naming: naming.map(name).collect(),
            records: [types(both.old), types(both.new)],
        }
    }
}

/// Compares what is the same code in both.
pub(super) fn compare(subject: &Subject, pair: Pair<'_>, around: &Around<'_>, found: &mut Found) {
    const WORDS: Option<FactRules> = FactRules::any(&rules::CODE_WORDS);
    if !pair.differs() {
        return;
    }
    let before = found.changes.len();
    let action = pair.get("action").differs();
    let advice = pair.get("advice");
    let link = around.links || pair.get("wire").differs();
    // A fact that is not here is told by what it is about.
    let rules = |fact: &facts::Fact| match fact.key {
        // Compared below.
        "name" | "status" | "statuses" | "message" | "retry" | "details" | "fills" | "set"
        | "examples" | "aliases" | "deprecated" => Some(None),
        "wire" => Some(FactRules::any(&rules::CODE_WIRE)),
        "group" => Some(FactRules::any(&rules::CODE_MOVED)),
        "envelope" => Some(FactRules::any(&rules::CODE_ENVELOPE)),
        "title" => Some(FactRules::any(&rules::TITLE).filter(|_| !is_title_of_name(pair))),
        "action" => Some(FactRules::new(&rules::CODE_ACTION_ADDED, &rules::CODE_ACTION)),
        "advice" => Some(WORDS.filter(|_| !action && !found.explained("advice", advice))),
        "actor" => {
            Some(FactRules::any(&rules::ACTION_ACTOR).filter(|_| !follows(pair, "actor", found)))
        }
        "grpc" => Some(FactRules::new(&rules::GRPC_ADDED, &rules::GRPC)),
        "meta" => Some(FactRules::any(&rules::META)),
        "permalink" => Some(WORDS.filter(|_| !link)),
        _ if fact.about == About::Words => Some(WORDS),
        _ => None,
    };
    let table: Vec<_> = FACTS.iter().filter_map(|fact| Some((fact.key, rules(fact)?))).collect();
    renamed(subject, pair, around, found);
    found.facts(subject, &[], pair, &table);
    statuses(subject, pair, found);
    message(subject, pair, around, found);
    retry(subject, pair, action, found);
    details::compare(subject, pair.get("details"), around, found);
    sets(subject, pair, found);
    deprecated(subject, pair.get("deprecated"), found);
    let follow = around.shapes || found.changes.len() > before;
    examples(subject, pair.get("examples"), follow, found);
}

fn renamed(subject: &Subject, pair: Pair<'_>, around: &Around<'_>, found: &mut Found) {
    let name = pair.get("name");
    if name.differs() {
        let aliases = items(pair.get("aliases").new);
        let kept = aliases.iter().any(|alias| Some(alias) == name.old);
        let rule = if kept { &rules::CODE_RENAMED_ALIAS } else { &rules::CODE_RENAMED };
        found.push(rule, subject, &[], name);
        let envelope = pair.old.map(|it| text(it, "envelope")).unwrap_or_default();
        if around.naming.contains(envelope) {
            found.push(&rules::NAME_ON_THE_WIRE, subject, &["name"], name);
        }
        if pair.old.is_some_and(|it| it.get("grpc").is_some()) {
            found.push(&rules::GRPC_REASON, subject, &["name"], name);
        }
    }
}

/// Whether the title is another one because the name is: each is what its name says.
fn is_title_of_name(pair: Pair<'_>) -> bool {
    let is_own = |code: &Json| text(code, "title") == Name::new(text(code, "name")).title();
    pair.get("name").differs() && pair.both().is_some_and(|(old, new)| is_own(old) && is_own(new))
}

/// Whether a fact is the action's, and has been told of it or goes with another action.
pub(super) fn follows(code: Pair<'_>, fact: &str, found: &Found) -> bool {
    let action = code.get("action");
    let change = if fact == "retry" { code.get("retry").get("kind") } else { code.get(fact) };
    let name = action.new.and_then(Json::as_str).unwrap_or_default();
    action.differs() || found.explained(&format!("action {name} {fact}"), change)
}

fn statuses(subject: &Subject, pair: Pair<'_>, found: &mut Found) {
    let (status, all) = (pair.get("status"), pair.get("statuses"));
    if status.differs() {
        found.push(status_rule(status), subject, &["status"], status);
    }
    let rest = |list| {
        let items = items(list);
        if status.differs() { items.get(1..).unwrap_or_default() } else { items }
    };
    if rest(all.old) != rest(all.new) {
        found.push(&rules::STATUSES, subject, &["statuses"], all);
    }
}

fn status_rule(pair: Pair<'_>) -> &'static Rule {
    let class = |status: &Json| status.to_string().trim_matches('"').chars().next();
    match pair.both() {
        Some((old, new)) if class(old) == class(new) && old.is_string() => &rules::STATUS_GIVEN,
        Some((old, new)) if class(old) == class(new) => &rules::STATUS_IN_CLASS,
        None if pair.old.is_none() => &rules::STATUS_GIVEN,
        _ => &rules::STATUS_ACROSS_CLASSES,
    }
}

fn message(subject: &Subject, pair: Pair<'_>, around: &Around<'_>, found: &mut Found) {
    let message = pair.get("message");
    let title = pair.get("title");
    // A message that is the title changes with it.
    if !message.differs() || (message.old, message.new) == (title.old, title.new) {
        return;
    }
    let envelope = pair.new.map(|it| text(it, "envelope")).unwrap_or_default();
    let tells = around.telling.get(envelope).copied().unwrap_or_default();
    let (old, new) = message.texts();
    let new = placeholders(new.unwrap_or_default());
    let lost = placeholders(old.unwrap_or_default()).iter().any(|it| !new.contains(it));
    let rule = if lost && !tells { &rules::PLACEHOLDER_REMOVED } else { &rules::MESSAGE };
    found.push(rule, subject, &["message"], message);
}

/// The names in braces; doubled braces are literal.
fn placeholders(message: &str) -> HashSet<&str> {
    let mut names = HashSet::new();
    let mut rest = message;
    while let Some((_, behind)) = rest.split_once('{') {
        rest = if let Some(literal) = behind.strip_prefix('{') {
            literal
        } else if let Some((name, behind)) = behind.split_once('}') {
            names.insert(name);
            behind
        } else {
            behind
        };
    }
    names
}

fn retry(subject: &Subject, pair: Pair<'_>, action: bool, found: &mut Found) {
    let retry = pair.get("retry");
    let (kind, after) = (retry.get("kind"), retry.get("after"));
    let told = match retry.both() {
        Some(_) => !action && follows(pair, "retry", found),
        None => action,
    };
    if kind.differs() && !told {
        found.push(retry_rule(kind), subject, &["retry"], kind);
    }
    if after.differs() {
        let (old, new) = (items(after.old), items(after.new));
        let mut rest = new.iter();
        // In the same order, with others between them.
        let kept = old.iter().all(|place| rest.any(|other| other == place));
        let rule = if kept { &rules::DELAY_ADDED } else { &rules::DELAY_CHANGED };
        found.push(rule, subject, &["retry_after"], after);
    }
    let known = [("kind", None), ("after", None)];
    if retry.both().is_some() {
        found.facts(subject, &["retry"], retry, &known);
    }
}

fn sets(subject: &Subject, pair: Pair<'_>, found: &mut Found) {
    let fixed = pair.get("set");
    for slot in fixed.keys() {
        let value = fixed.get(slot);
        if value.differs() {
            let rule = if value.old.is_none() { &rules::SET_ADDED } else { &rules::SET_CHANGED };
            found.push(rule, subject, &["set", slot], value);
        }
    }
    let was = pair.old.map(name).unwrap_or_default();
    for (key, added, removed) in [
        ("fills", &rules::FILLS_ADDED, &rules::FILLS_REMOVED),
        ("aliases", &rules::ALIAS_ADDED, &rules::ALIAS_REMOVED),
    ] {
        let list = pair.get(key).items(|it| it.as_str().unwrap_or_default().to_owned());
        for (name, item) in list.pairs {
            match (item.old, item.new) {
                // The code's own change tells that this was its name.
                (None, _) if key == "aliases" && name == was => {}
                (None, _) => found.push(added, subject, &[key], item),
                (_, None) => found.push(removed, subject, &[key], item),
                _ => {}
            }
        }
        if list.moved {
            found.order(subject, &[key]);
        }
    }
}

fn deprecated(subject: &Subject, pair: Pair<'_>, found: &mut Found) {
    const WORDS: Option<FactRules> = FactRules::any(&rules::DEPRECATION_WORDS);
    match (pair.old, pair.new) {
        (None, None) => {}
        (None, _) => found.push(&rules::DEPRECATED, subject, &["deprecated"], pair),
        (_, None) => found.push(&rules::UNDEPRECATED, subject, &["deprecated"], pair),
        _ => {
            const SUNSET: Option<FactRules> = FactRules::any(&rules::SUNSET);
            let table =
                [("since", WORDS), ("sunset", SUNSET), ("replaced_by", WORDS), ("note", WORDS)];
            found.facts(subject, &["deprecated"], pair, &table);
        }
    }
}

/// Most of an example follows from other facts. If no such fact has changed, any difference is
/// told; otherwise only what a person has written.
fn examples(subject: &Subject, pair: Pair<'_>, follow: bool, found: &mut Found) {
    let written = |list: Option<&Json>| -> Vec<Json> {
        let own = items(list).iter().filter(|example| example.get("title").is_some());
        own.map(|it| {
            ["title", "details", "slots"].iter().map(|key| it.get(*key).cloned()).collect()
        })
        .collect()
    };
    let differ = if follow { written(pair.old) != written(pair.new) } else { pair.differs() };
    if differ {
        found.push(&rules::EXAMPLES, subject, &["examples"], Pair { old: None, new: None });
    }
}
