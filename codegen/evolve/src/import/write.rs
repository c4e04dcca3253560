//! What is to be done, as the texts of the catalogue's files.

use std::collections::BTreeSet;

use toml::Value;

use super::lock::written;
use super::merge::{Change, Group, New, Steps, tombstone};
use super::present::{Present, file};
use super::report::Report;
use crate::edit::{self, Refused, literals};
use crate::layout;
use errcat_catalogue::model::Status;
use errcat_catalogue::name::Name;
use errcat_catalogue::raw::format;
use errcat_findings::source::Sources;

/// A file of the catalogue with the text that it is to have.
#[derive(Debug)]
pub struct File {
    /// Its path below the catalogue's folder.
    pub path: String,
    /// Its text so far; `None` where it is not there.
    pub old: Option<String>,
    /// The text that it is to have.
    pub new: String,
}

/// The files of one catalogue and API while an import writes them.
pub struct Files<'a> {
    /// The catalogue's files.
    pub sources: &'a Sources,
    /// The API's id.
    pub api: &'a str,
    /// What the catalogue says of it.
    pub present: &'a Present,
    /// Whether wire values are integers.
    pub is_integer: bool,
    /// The tables of the envelope of a new API.
    pub envelope: Option<&'a str>,
}

impl Files<'_> {
    /// The files that change, or are new.
    ///
    /// # Errors
    /// Where a file is written in a way that has no room for what is new.
    pub fn all(&self, steps: &Steps, report: &mut Report) -> Result<Vec<File>, Refused> {
        let mut files = self.groups(steps, report)?;
        if !self.present.is_there && files.is_empty() {
            return Ok(files);
        }
        files.push(self.api(steps));
        let statuses = self.statuses(steps, report);
        let has_new = statuses.as_ref().is_some_and(|file| file.new.contains('['));
        files.extend(statuses);
        if self.text("actions.toml").is_none() {
            let text = "# What clients should do about errors: a table for each action.\n";
            files.push(self.file("actions.toml", text.to_owned()));
        }
        files.extend(self.lints(steps, has_new, report));
        files.retain(|file| file.old.as_ref() != Some(&file.new));
        Ok(files)
    }

    fn text(&self, path: &str) -> Option<&str> {
        file(self.sources, path).map(|source| source.text.as_str())
    }

    fn file(&self, path: &str, new: String) -> File {
        File { path: path.to_owned(), old: self.text(path).map(str::to_owned), new }
    }

    fn groups(&self, steps: &Steps, report: &mut Report) -> Result<Vec<File>, Refused> {
        let changed = steps.changes.iter().map(|change| &change.group);
        let groups: BTreeSet<&String> = steps.new.keys().chain(changed).collect();
        let has_ranges = !self.present.is_there && ranges(steps, report);
        let mut files = Vec::new();
        for group in groups {
            let path = format!("{}/{group}.toml", self.api);
            let text = self.text(&path);
            let mut new = text.unwrap_or_default().to_owned();
            let is_here = |it: &&Change| it.group == *group;
            if steps.changes.iter().any(|it| is_here(&it)) {
                let values = steps.changes.iter().filter(is_here).map(|change| {
                    let value = change.value.as_ref().map(written);
                    (change.name.as_str(), change.key.as_str(), value)
                });
                let (changed, left) = edit::set(&new, values);
                new = changed;
                for place in left {
                    report.tell("facts are written in a way that a command cannot edit", place);
                }
            }
            if let Some(Group { title, range, codes }) = steps.new.get(group) {
                if text.is_none() {
                    new.push_str(&head(group, title, range.filter(|_| has_ranges)));
                }
                new = edit::append(&new, &blocks(codes))?;
                let gone = codes.iter().filter(|code| code.is_retired).map(|code| {
                    let value = Value::Table(tombstone(&code.keys)).to_string();
                    (code.name.as_str(), value)
                });
                new = edit::bury(&new, &gone.collect::<Vec<_>>());
            }
            if text.is_none()
                && let Some(def) = format::file(&path)
            {
                new = layout::format(&new, &def.shape).unwrap_or(new);
            }
            files.push(self.file(&path, new));
        }
        Ok(files)
    }

    fn api(&self, steps: &Steps) -> File {
        let path = format!("{}/api.toml", self.api);
        let old = self.text(&path).map(str::to_owned);
        let mut text = old.unwrap_or_else(|| {
            let title = literals::string(&Name::new(self.api).title());
            let integer = if self.is_integer { "\n[code]\ntype = \"integer\"\n" } else { "" };
            format!("title = {title}\n{integer}{}", self.envelope.unwrap_or_default())
        });
        let new = steps.new.values().flat_map(|group| &group.codes).flat_map(|code| &code.keys);
        let new = new.map(|(key, value)| (key, value));
        let changed = steps.changes.iter().filter_map(|it| Some((&it.key, it.value.as_ref()?)));
        let meta = new.chain(changed).filter(|(key, _)| *key == "meta");
        let facts: BTreeSet<&String> =
            meta.filter_map(|(_, value)| value.as_table()).flat_map(|table| table.keys()).collect();
        if self.text(&path).is_none()
            && let Some(def) = format::file(&path)
        {
            text = layout::format(&text, &def.shape).unwrap_or(text);
        }
        for fact in facts.into_iter().filter(|fact| !self.present.meta.contains(*fact)) {
            text = edit::entry(&text, &["meta"], (fact, "\"string?\""));
        }
        self.file(&path, text)
    }

    /// `statuses.toml` with the statuses that codes have and it has not.
    fn statuses(&self, steps: &Steps, report: &mut Report) -> Option<File> {
        let old = self.text("statuses.toml");
        let table: toml::Table = old.unwrap_or_default().parse().ok()?;
        let new = steps.new.values().flat_map(|group| &group.codes).flat_map(|code| &code.keys);
        let new = new.map(|(key, value)| (key.as_str(), value));
        let changed =
            steps.changes.iter().filter_map(|it| Some((it.key.as_str(), it.value.as_ref()?)));
        let mut missing = BTreeSet::new();
        for (_, value) in new.chain(changed).filter(|(key, _)| *key == "status") {
            let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
            let words = items
                .iter()
                .map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned));
            missing.extend(words.filter(|word| !table.contains_key(word)));
        }
        let mut text = old.unwrap_or_default().to_owned();
        for word in missing {
            let status = Status::parse(&word);
            let reason = status.and_then(Status::reason).unwrap_or(match status {
                Some(Status::Class(4)) => "Client Error",
                Some(Status::Class(5)) => "Server Error",
                _ => "Unregistered",
            });
            report.tell("new statuses in statuses.toml have neither `meaning` nor `action`", &word);
            let blank = if text.is_empty() { "" } else { "\n" };
            text.push_str(&format!("{blank}[{word}]\nreason = {}\n", literals::string(reason)));
        }
        Some(self.file("statuses.toml", text))
            .filter(|file| old.is_none() || Some(file.new.as_str()) != old)
    }

    /// `catalogue.toml` with the lints off that would say of each code what the source has of none.
    fn lints(&self, steps: &Steps, has_new_statuses: bool, report: &mut Report) -> Option<File> {
        let old = self.text("catalogue.toml")?;
        let table: toml::Table = old.parse().unwrap_or_default();
        let levels = table.get("lints").and_then(Value::as_table);
        let new: Vec<&New> = steps.new.values().flat_map(|group| &group.codes).collect();
        let has = |code: &New, key: &str| code.keys.iter().any(|(it, _)| it == key);
        let none_has = |key: &str| !new.iter().any(|code| has(code, key));
        let mut text = old.to_owned();
        for (lint, is_off, what) in [
            ("no-action", none_has("action"), "actions"),
            ("undocumented", none_has("description"), "descriptions"),
            ("missing-example", new.iter().any(|code| has(code, "details")), "examples of details"),
            ("no-meaning", has_new_statuses, "meanings of statuses"),
        ] {
            let is_said = levels.is_some_and(|levels| levels.contains_key(lint));
            if new.is_empty() || !is_off || is_said {
                continue;
            }
            let api = self.api;
            let why = format!(
                "the import for `{api}` had no {what}: delete this line when you have added some"
            );
            let with = edit::entry(&text, &["lints"], (lint, &format!("\"allow\" # {why}")));
            // An inline table has no room for a comment.
            let is_toml = errcat_catalogue::raw::is_toml(&with);
            text = if is_toml { with } else { edit::entry(&text, &["lints"], (lint, "\"allow\"")) };
            report.tell(
                format!("the source has no {what}, so the lint `{lint}` is off in catalogue.toml"),
                "",
            );
        }
        Some(self.file("catalogue.toml", text))
    }
}

/// What a new group's file begins with.
fn head(group: &str, title: &str, range: Option<(i64, i64)>) -> String {
    let mut text = String::new();
    if !title.eq_ignore_ascii_case(&Name::new(group).title()) && is_title(title) {
        text.push_str(&format!("title = {}\n", literals::string(title)));
    }
    if let Some((first, last)) = range {
        text.push_str(&format!("range = [{first}, {last}]\n"));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// Whether the ranges that the source gives its groups hold: no number is in two of them, and each code has a
/// number of its own group.
fn ranges(steps: &Steps, report: &mut Report) -> bool {
    let mut ranges: Vec<(i64, i64, &str)> = Vec::new();
    for (group, it) in &steps.new {
        ranges.extend(it.range.map(|(first, last)| (first, last, group.as_str())));
    }
    ranges.sort_unstable();
    let mut holds = ranges.windows(2).all(|pair| pair[0].1 < pair[1].0);
    for (group, it) in &steps.new {
        for code in it.codes.iter().filter(|code| !code.is_retired) {
            let wire = code.keys.iter().find(|(key, _)| key == "wire");
            let Some(wire) = wire.and_then(|(_, value)| value.as_integer()) else { continue };
            let before = ranges.partition_point(|(first, ..)| *first <= wire);
            let around = before.checked_sub(1).map(|at| ranges[at]);
            let around = around.filter(|(_, last, _)| wire <= *last).map(|(.., group)| group);
            holds &= around == it.range.map(|_| group.as_str());
        }
    }
    if !holds {
        let what = "ranges of groups are not written: they overlap, or a code has a number of \
            none or of another group";
        for (first, last, group) in &ranges {
            report.tell(what, format!("{group} ({first} to {last})"));
        }
    }
    holds
}

/// Whether a text can be a title.
fn is_title(title: &str) -> bool {
    !title.contains('\n') && !title.chars().any(errcat_findings::wording::is_unprintable)
}

/// The codes as tables, with an empty line between them.
fn blocks(codes: &[New]) -> String {
    let mut text = String::new();
    let rank = |key: &str| format::CODE.keys.iter().position(|it| it.name == key);
    for code in codes.iter().filter(|code| !code.is_retired) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&format!("[codes.{}]\n", code.name));
        let mut keys: Vec<&(String, Value)> = code.keys.iter().collect();
        keys.sort_by_key(|(key, _)| rank(key));
        for (key, value) in keys {
            text.push_str(&format!("{key} = {}\n", written(value)));
        }
    }
    text
}
