//! One cause as an item of the notes.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value as Json;

use super::super::pair::{items, text};
use super::super::report::{Cause, Judged};
use super::super::rules;
use super::super::{Change, Class, Kind, Snapshot};
use super::words::Words;
use super::{Prepare, Rust};
use errcat_emit::prose::{Embed, code as span, link, plain};

/// Writes items about two releases.
pub(super) struct Writer<'a> {
    /// Codes of both releases, by API and name: the new one's where both have it.
    codes: HashMap<(&'a str, &'a str), &'a Json>,
    /// How many codes each API has, by its id.
    sizes: HashMap<&'a str, usize>,
    /// Whether the name of the API has to be told.
    several: bool,
    /// Texts with different words: names of codes, and other things.
    reworded: (BTreeSet<String>, BTreeSet<&'static str>),
}

/// An item lists so many names; it counts the rest.
const MOST_NAMES: usize = 20;

/// Values that are longer, in bytes of Markdown, are left to the documentation.
const LONGEST: usize = 120;

impl<'a> Writer<'a> {
    pub(super) fn new(old: &'a Snapshot, new: &'a Snapshot) -> Self {
        let mut codes = HashMap::new();
        let mut sizes = HashMap::new();
        for release in [old, new] {
            for api in items(release.json.get("apis")) {
                let id = text(api, "id");
                sizes.insert(id, items(api.get("codes")).len());
                let own = ["codes", "retired"].into_iter().flat_map(|list| items(api.get(list)));
                for code in own {
                    // A code that is gone is shown as it was.
                    codes.insert((id, text(code, "name")), code);
                }
            }
        }
        Self { codes, several: sizes.len() > 1, sizes, reworded: Default::default() }
    }

    /// The item of a cause; `None` where callers see nothing of it.
    pub(super) fn item(&self, changes: &[Judged], cause: &Cause, words: &Words) -> Option<String> {
        let first = &cause.first(changes).change;
        let api = first.subject.api.as_deref().unwrap_or_default();
        let mut text = String::from("- ");
        if self.several && !api.is_empty() && first.subject.kind != Kind::Api {
            text.push_str(&format!("{}: ", span(api, Embed::Inline)));
        }
        let all: Vec<&Change> = cause.changes.iter().map(|at| &changes[*at].change).collect();
        if [&rules::CODE_ADDED, &rules::CODE_PUBLISHED].contains(&first.rule) {
            return Some(text + &self.added(&all));
        }
        if words.section == Prepare {
            return Some(text + &self.deprecated(&all));
        }
        // Of several things each has its own line if their texts differ.
        let said = |change: &Change| (self.values(change), successor(change));
        let agree = all.iter().all(|it| said(it) == said(first));
        let whose = self.whose(&all, cause)?;
        let whose =
            if agree { whose } else { format!("{} {}", all.len(), first.subject.kind.plural()) };
        text.push_str(&format!("**{}**: {whose}", words.head));
        if let Some(values) = self.values(first).filter(|_| agree) {
            text.push_str(&format!(", {values}"));
        }
        text.push('.');
        if let Some(other) = successor(first).filter(|_| agree) {
            text.push_str(&format!(" Use {} instead.", self.code(api, &other)));
        }
        if !words.act.is_empty() {
            text.push_str(&format!(" {}", words.act));
        }
        if words.section != Rust
            && first.source == Class::Breaking
            && first.wire.max(first.meaning) < Class::Breaking
        {
            text.push_str(" Rust source that uses the crate has to change.");
        }
        text.push('\n');
        if !agree {
            for change in all {
                let name = match change.subject.kind {
                    Kind::Code => self.code(api, &change.subject.name),
                    _ => span(&change.subject.name, Embed::Inline),
                };
                let values = self.values(change).map(|it| format!(": {it}")).unwrap_or_default();
                let other = successor(change).map(|it| self.code(api, &it));
                let other = other.map(|it| format!(", use {it} instead")).unwrap_or_default();
                text.push_str(&format!("  - {name}{values}{other}\n"));
            }
        }
        Some(text)
    }

    /// What was and what is, as callers write it; `None` where the rest says it.
    fn values(&self, change: &Change) -> Option<String> {
        let api = change.subject.api.as_deref().unwrap_or_default();
        if change.subject.kind == Kind::Operation {
            let code = change.new.as_ref().or(change.old.as_ref())?.as_str()?;
            return (!change.key.is_empty()).then(|| self.code(api, code));
        }
        // The type of a new thing; the type of a deleted one concerns nobody any more.
        let shown = |value: &Json| match value {
            Json::String(text) => Some(span(text, Embed::Inline)),
            Json::Object(map) => map.get("type")?.as_str().map(|ty| span(ty, Embed::Inline)),
            Json::Array(items) => {
                let items: Vec<String> = items
                    .iter()
                    .map(|it| it.as_str().map_or_else(|| it.to_string(), str::to_owned))
                    .collect();
                (!items.is_empty()).then(|| span(&items.join(", "), Embed::Inline))
            }
            other => Some(span(&other.to_string(), Embed::Inline)),
        };
        let shown = |value: &Json| shown(value).filter(|text| text.len() <= LONGEST);
        match (&change.old, &change.new) {
            (Some(Json::Object(_)), Some(Json::Object(_))) => None,
            (Some(old), Some(new)) => Some(format!("{} → {}", shown(old)?, shown(new)?)),
            (None, Some(new)) if !change.key.is_empty() => shown(new),
            _ => None,
        }
    }

    /// New codes, each with what it says.
    fn added(&self, all: &[&Change]) -> String {
        let one = |change: &&Change| {
            let api = change.subject.api.as_deref().unwrap_or_default();
            let new = change.new.as_ref();
            let status = new.and_then(|it| it.get("status")).map(|status| {
                let status = status.to_string();
                format!(", status {}", plain(status.trim_matches('"')))
            });
            // One that only says the name again is left out.
            let letters = |text: &str| {
                let letters = text.chars().filter(|it| it.is_alphanumeric());
                letters.flat_map(char::to_lowercase).collect::<String>()
            };
            let repeats = |message: &&str| letters(message) == letters(&change.subject.name);
            let message = new.map(|it| text(it, "message")).filter(|it| !it.is_empty());
            let message = message.filter(|it| !repeats(it));
            let message = message.map(|it| format!(": {}", plain(it)));
            format!(
                "{}{}{}",
                self.code(api, &change.subject.name),
                status.unwrap_or_default(),
                message.unwrap_or_default()
            )
        };
        match all {
            [only] => format!("**New code**: {}\n", one(only)),
            several => {
                let lines = several.iter().map(|change| format!("  - {}\n", one(change)));
                format!("**New codes**:\n{}", lines.collect::<String>())
            }
        }
    }

    /// Codes and operations that will go, an item each.
    fn deprecated(&self, all: &[&Change]) -> String {
        let mut same: Vec<Vec<&Change>> = Vec::new();
        for change in all {
            match same.iter_mut().find(|it| it[0].new == change.new && change.key.len() < 2) {
                Some(others) => others.push(change),
                None => same.push(vec![change]),
            }
        }
        same.iter().map(|all| self.ends(all)).collect::<Vec<_>>().join("- ")
    }

    /// Codes or operations that end alike: since when, when, and what to use instead.
    fn ends(&self, all: &[&Change]) -> String {
        let first = all[0];
        let api = first.subject.api.as_deref().unwrap_or_default();
        // Of a code that was deprecated before, a single fact has changed.
        let whole = || self.codes.get(&(api, first.subject.name.as_str()))?.get("deprecated");
        let said = if first.key.len() > 1 { whole() } else { first.new.as_ref() };
        let fact = |key: &str| said.map(|it| text(it, key)).filter(|it| !it.is_empty());
        let mut text = format!("**Deprecated**: {}", self.names(all));
        // Codes have a version, operations a day.
        if let Some(since) = fact("since").or_else(|| fact("on")) {
            text.push_str(&format!(", since {}", plain(since)));
        }
        text.push('.');
        if let Some(sunset) = fact("sunset") {
            text.push_str(&format!(" It may be removed on {}.", plain(sunset)));
        }
        if let Some(other) = fact("replaced_by") {
            text.push_str(&format!(" Use {} instead.", self.code(api, other)));
        }
        text.push_str(&fact("note").map(|note| format!(" {}", plain(note))).unwrap_or_default());
        text + "\n"
    }

    /// Keeps the different words for the one item about all of them.
    pub(super) fn reword(&mut self, changes: &[Judged], cause: &Cause) {
        for change in cause.changes.iter().map(|at| &changes[*at].change) {
            let api = change.subject.api.as_deref().unwrap_or_default();
            match change.subject.kind {
                Kind::Code => {
                    let name = self.code(api, &change.subject.name);
                    self.reworded.0.insert(name);
                }
                Kind::Api => drop(self.reworded.1.insert("the words for the API itself")),
                Kind::Status => drop(self.reworded.1.insert("statuses")),
                Kind::Action => drop(self.reworded.1.insert("advice")),
                Kind::Envelope => drop(self.reworded.1.insert("bodies")),
                Kind::Type => drop(self.reworded.1.insert("fields")),
                Kind::Operation => drop(self.reworded.1.insert("operations")),
                Kind::Parameter => drop(self.reworded.1.insert("parameters")),
                _ => {}
            }
        }
    }

    /// The items about different words.
    pub(super) fn reworded(&self) -> Vec<String> {
        let (codes, others) = &self.reworded;
        let names: Vec<String> = codes.iter().cloned().collect();
        let mut lines = Vec::new();
        if !names.is_empty() {
            lines.push(format!("- Messages or descriptions of {}.\n", some(&names)));
        }
        if !others.is_empty() {
            let others: Vec<&str> = others.iter().copied().collect();
            lines.push(format!("- Words for {}.\n", others.join(", ")));
        }
        lines
    }

    /// What a cause is about, as callers see it; `None` where they see nothing of it.
    fn whose(&self, all: &[&Change], cause: &Cause) -> Option<String> {
        let first = all[0];
        let api = first.subject.api.as_deref().unwrap_or_default();
        let name = first.subject.name.as_str();
        // The first key says in which part of a thing it is; callers know those of bodies.
        let fact = match (first.key.first().map(String::as_str), first.subject.kind) {
            (Some("body" | "headers" | "enum" | "slots" | "set" | "fills"), _)
            | (Some("codes"), Kind::Conversion) => &first.key[1..],
            (Some("details"), Kind::Code) | (_, Kind::Type) => first.key.as_slice(),
            _ => &[],
        };
        let fact = (!fact.is_empty()).then(|| span(&fact.join("."), Embed::Inline));
        let whom = match first.subject.kind {
            Kind::Code | Kind::Retired => self.names(all),
            Kind::Type | Kind::Envelope if cause.reaches.is_empty() => {
                // What no code has, no caller sees; the crate has it.
                (first.source == Class::Breaking).then(|| span(name, Embed::Inline))?
            }
            Kind::Type | Kind::Envelope => self.reached(api, &cause.reaches),
            Kind::Status => format!("errors with status {}", span(name, Embed::Inline)),
            Kind::Catalogue => "all APIs".to_owned(),
            Kind::Api => span(api, Embed::Inline),
            kind => {
                let names: Vec<String> =
                    all.iter().map(|it| span(&it.subject.name, Embed::Inline)).collect();
                match kind {
                    Kind::Action => format!("action {}", some(&names)),
                    Kind::Group => format!("group {}", some(&names)),
                    _ => some(&names),
                }
            }
        };
        Some(match fact {
            Some(fact) => format!("{fact} of {whom}"),
            None => whom,
        })
    }

    /// The codes that a type or a kind of body reaches.
    fn reached(&self, api: &str, codes: &[String]) -> String {
        if self.sizes.get(api) == Some(&codes.len()) && codes.len() > 1 {
            return format!("all errors of {}", span(api, Embed::Inline));
        }
        let names: Vec<String> = codes.iter().map(|name| self.code(api, name)).collect();
        some(&names)
    }

    fn names(&self, all: &[&Change]) -> String {
        let mut names: Vec<String> = Vec::new();
        for change in all {
            let api = change.subject.api.as_deref().unwrap_or_default();
            let name = self.code(api, &change.subject.name);
            if names.last() != Some(&name) {
                names.push(name);
            }
        }
        some(&names)
    }

    /// A code as callers know it, with a link to its page where there is one.
    fn code(&self, api: &str, name: &str) -> String {
        let code = self.codes.get(&(api, name));
        let label = match code.and_then(|it| it.get("wire")) {
            Some(Json::String(wire)) => span(wire, Embed::Inline),
            Some(number) => format!("{} ({number})", span(name, Embed::Inline)),
            None => span(name, Embed::Inline),
        };
        match code.map(|it| text(it, "permalink")).filter(|it| !it.is_empty()) {
            Some(page) => link(&label, page),
            None => label,
        }
    }
}

/// A list in words, the first of many.
fn some(names: &[String]) -> String {
    let shown = &names[..names.len().min(MOST_NAMES)];
    match (names.len() - shown.len(), shown) {
        (0, [rest @ .., last]) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        (0, _) => shown.concat(),
        (more, _) => format!("{} and {more} more", shown.join(", ")),
    }
}

/// What replaces a code that is gone.
fn successor(change: &Change) -> Option<String> {
    let new = change.new.as_ref().filter(|_| change.key.is_empty())?;
    Some(new.get("replaced_by")?.as_str()?.to_owned())
}
