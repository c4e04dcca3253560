//! Codes of other people's tables, documents and sources, as codes of a catalogue.
//!
//! A reader of [`source`] gives records, the [`map`] says what of a record is what of a code, and the rest
//! checks that against the catalogue and against what the source said before. Nothing is read from the disk
//! here, and nothing is written.

mod body;
mod draft;
mod html;
mod lock;
pub mod map;
mod merge;
mod name;
mod placeholder;
mod present;
mod prose;
pub mod record;
mod report;
pub mod source;
mod transform;
mod write;

use std::collections::HashMap;

use regex::RegexBuilder;

use self::draft::Code;
use self::lock::Lock;
use self::map::Map;
use self::merge::Dropped;
use self::present::Present;
use self::record::{Record, Records};
use self::source::{Format, Source};
use self::write::Files;
use crate::edit::Refused;
use errcat_catalogue::name::Grammar;
use errcat_catalogue::toml_tree::{Statement, TomlTree};
use errcat_findings::diagnostic::{Diagnostic, Severity};
use errcat_findings::source::Sources;
use errcat_findings::wording::phrase;

pub use report::Report;
pub use write::File;

/// What an import is given beside the catalogue.
#[derive(Debug)]
pub struct Request<'a> {
    /// The API's id.
    pub api: &'a str,
    /// The files that are read: name and text.
    pub files: &'a [(String, String)],
    /// The format that they have, whatever their names say.
    pub format: Option<&'a str>,
    /// A body that the API sends, for the envelope of a new one: name and text.
    pub body: Option<(&'a str, &'a str)>,
    /// The map that is there: name and text.
    pub map: Option<(&'a str, &'a str)>,
    /// What the last import knew: name and text.
    pub lock: Option<(&'a str, &'a str)>,
}

/// An import that has read its sources.
#[derive(Debug)]
pub struct Import<'a> {
    sources: &'a Sources,
    api: &'a str,
    codes: Vec<Code>,
    before: Lock,
    is_integer: bool,
    /// The tables of the envelope of a new API.
    envelope: Option<String>,
    dropped: Dropped,
    /// What there was to tell when the sources were read, and about facts that were dropped.
    told: Report,
    /// The map's text, where it was guessed.
    pub guessed: Option<String>,
}

/// What an import makes.
#[derive(Debug)]
pub struct Outcome {
    /// The catalogue's files that change.
    pub files: Vec<File>,
    /// How many codes are new.
    pub new: usize,
    /// How many facts of others change.
    pub changed: usize,
    /// What the source says now, for the next import.
    pub lock: String,
    /// What there is to tell.
    pub report: String,
    /// The wire values of codes by their names.
    wires: HashMap<String, String>,
}

/// Reads sources, by the map or by a guess.
///
/// # Errors
/// Where one of them, or the map, cannot be read, or nothing in them looks like codes.
pub fn read<'a>(request: &Request<'a>, sources: &'a Sources) -> Result<Import<'a>, Refused> {
    if let Err(fault) = Grammar::Api.check(request.api) {
        return Err(Refused::new(fault.message(), fault.help()));
    }
    let before = request.lock.map(|(name, text)| Lock::parse(name, text)).transpose()?;
    let mut map = request.map.map(|(name, text)| Map::parse(name, text)).transpose()?;
    let mut told = Report::default();
    let mut records: Vec<Record> = Vec::new();
    let mut guessed = None;
    for (name, text) in request.files {
        let format = match (request.format, &map) {
            (Some(format), _) => Format::named(format)?,
            (None, Some(map)) if guessed.is_none() => Format::named(&map.format)?,
            (None, _) => Format::of(name, text)?,
        };
        let all = format.read(&Source {
            name,
            text,
            pattern: map.as_ref().and_then(|it| it.pattern.as_deref()),
        })?;
        let (at, map) = if let Some(map) = &map {
            (chosen(map, &all, name)?, map)
        } else {
            let (at, mut guess) = map::guess(format, &all)?;
            if format.name == "lines" {
                guess.pattern = Some(all[at].at.clone());
            }
            let left = left(&guess, &all[at].records);
            guessed = Some(map::text(&guess, name, &left));
            (at, &*map.insert(guess))
        };
        for (other, one) in all.into_iter().enumerate() {
            if other == at {
                unused(map, &one.records, &mut told);
                records.extend(one.records);
            } else if one.at == record::BESIDE {
                for fact in one.records.into_iter().flat_map(|record| record.facts) {
                    told.tell(
                        "facts outside the codes are not imported",
                        format!("{} = {}", fact.path, fact.value),
                    );
                }
            } else if !is_part(&one.at, map.records.as_deref().unwrap_or_default()) {
                let what = format!("records at `{}` are not imported", phrase(&one.at));
                one.records.iter().for_each(|record| told.tell(what.clone(), &record.place));
            }
        }
    }
    let Some(map) = map else {
        return Err(Refused::new("no file is named", "name the files to import codes from"));
    };
    let present = Present::of(sources, request.api);
    let codes = draft::codes(&records, &map, &present.actions, &mut told);
    if present.is_there && !present.codes.is_empty() && present.is_integer != map.is_integer {
        let (theirs, ours) =
            if map.is_integer { ("integers", "strings") } else { ("strings", "integers") };
        return Err(Refused::new(
            format!("the source's codes are {theirs}, those of `{}` are {ours}", request.api),
            "import them for another API, or name another column as `wire` in the map",
        ));
    }
    if request.body.is_some() && present.is_there {
        let message =
            format!("`{}` already exists, and defines its envelopes in api.toml", request.api);
        return Err(Refused::new(message, "leave `--body` out, and edit the envelopes there"));
    }
    let envelope = request.body.map(|body| body::envelope(body, &codes, &mut told)).transpose()?;
    let before = before.unwrap_or_default();
    let (api, is_integer) = (request.api, map.is_integer);
    Ok(Import {
        sources,
        api,
        codes,
        before,
        is_integer,
        envelope,
        dropped: Dropped::new(),
        told,
        guessed,
    })
}

/// Whether records are parts of those at `whole`, which have what they say.
fn is_part(at: &str, whole: &str) -> bool {
    at.strip_prefix(whole).is_some_and(|rest| whole.is_empty() || rest.starts_with(['.', '[']))
}

/// A pattern in a map.
///
/// # Errors
/// Where it is not one.
fn pattern(text: &str) -> Result<regex::Regex, String> {
    // One whose program is larger would take minutes.
    let built = RegexBuilder::new(text).size_limit(1 << 20).build();
    built.map_err(|error| error.to_string().lines().last().unwrap_or_default().to_owned())
}

/// Which records the map means.
fn chosen(map: &Map, all: &[Records], name: &str) -> Result<usize, Refused> {
    let found = match &map.records {
        _ if map.pattern.is_some() => (!all.is_empty()).then_some(0),
        Some(at) => all.iter().position(|one| one.at == *at),
        None => (!all.is_empty()).then_some(0),
    };
    found.ok_or_else(|| {
        let places: Vec<&str> = all.iter().map(|one| one.at.as_str()).collect();
        let at = phrase(map.records.as_deref().unwrap_or_default());
        Refused::new(
            format!("{} has no records at `{at}`", phrase(name)),
            match places.as_slice() {
                [] => "it has none at all".to_owned(),
                places => format!(
                    "let `records` of the map be {}",
                    errcat_findings::wording::one_of(places)
                ),
            },
        )
    })
}

/// The paths of records that a map makes nothing of.
fn left(map: &Map, records: &[Record]) -> Vec<String> {
    let mut left = Vec::new();
    for fact in records.iter().flat_map(|record| &record.facts) {
        if !map.uses(&fact.path) && !left.contains(&fact.path) && left.len() < 100 {
            left.push(fact.path.clone());
        }
    }
    left
}

/// Tells of facts that the map makes nothing of.
fn unused(map: &Map, records: &[Record], told: &mut Report) {
    for fact in records.iter().flat_map(|record| &record.facts) {
        if !map.uses(&fact.path) {
            let value: String = fact.value.chars().take(40).collect();
            told.tell(format!("facts `{}` are not imported", phrase(&fact.path)), value);
        }
    }
}

impl Import<'_> {
    /// The result.
    ///
    /// # Errors
    /// Where a file of the catalogue is written in a way that has no room for what is new.
    pub fn outcome(&self) -> Result<Outcome, Refused> {
        let mut report = Report::default();
        let present = Present::of(self.sources, self.api);
        let rules = (self.is_integer, &self.dropped);
        let steps = merge::merge(&self.codes, &self.before, present, rules, &mut report);
        let present = Present::of(self.sources, self.api);
        let (sources, api, is_integer) = (self.sources, self.api, self.is_integer);
        let envelope = self.envelope.as_deref();
        let files = Files { sources, api, present: &present, is_integer, envelope }
            .all(&steps, &mut report)?;
        Ok(Outcome {
            files,
            new: steps.new.values().map(|group| group.codes.len()).sum(),
            changed: steps.changes.len(),
            lock: steps.lock.text(),
            report: self.told.text() + &report.text(),
            wires: steps.wires,
        })
    }

    /// Drops the facts in which errors were found, and tells of them; whether there were any. `after` are
    /// the files as the outcome has them.
    pub fn drop_faulty(
        &mut self,
        outcome: &Outcome,
        found: &[Diagnostic],
        after: &Sources,
    ) -> bool {
        let before = self.dropped.len();
        let mut trees = HashMap::new();
        for one in found.iter().filter(|one| one.severity == Severity::Error) {
            let span = one.primary.span;
            let source = after.get(span.file);
            let is_ours = source.path.split_once('/').is_some_and(|(folder, _)| folder == self.api);
            if !is_ours || outcome.files.iter().all(|file| file.path != source.path) {
                continue;
            }
            let tree = trees.entry(span.file).or_insert_with(|| TomlTree::read(&source.text));
            let statement =
                tree.statements.iter().rfind(|it| it.lines.start <= span.start as usize);
            let path: Vec<&str> = statement
                .into_iter()
                .flat_map(Statement::path)
                .map(|key| key.name.as_ref())
                .collect();
            let (name, key) = match path.as_slice() {
                ["codes", name] | ["retired", name, ..] => (*name, "wire"),
                ["codes", name, key, ..] => (*name, *key),
                _ => continue,
            };
            let Some(wire) = outcome.wires.get(name) else { continue };
            let Some(code) = self.codes.iter().find(|code| code.wire == *wire) else { continue };
            if self.dropped.insert((wire.clone(), key.to_owned())) {
                let what = if key == "wire" { "codes are" } else { "facts are" };
                let said = format!("{what} not valid, and left out: {}", one.message);
                self.told.tell(said, format!("{} ({key})", code.place));
            }
        }
        self.dropped.len() > before
    }
}
