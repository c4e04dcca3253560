//! What is compared: the codes of an API, whoever writes the crate for them.

use std::fmt::Write;
use std::sync::Arc;

use camino::Utf8Path;
use errcat::pipeline;
use errcat_catalogue::model::{Api, Catalogue, Wire, WireType};
use errcat_emit::output::Artifact;
use errcat_emit::target;

/// An API whose crate is written by errcat and, for comparison, by others.
pub struct Subject {
    /// What it is called in tables and in names of crates: `300`, `rest`.
    pub key: String,
    pub catalogue: Arc<Catalogue>,
    /// Which of the catalogue's APIs it is.
    pub api: usize,
}

impl Subject {
    pub fn api(&self) -> &Api {
        &self.catalogue.apis[self.api]
    }

    pub fn is_integer(&self) -> bool {
        self.api().wire == WireType::Integer
    }

    /// The files of errcat's crate.
    pub fn ours(&self) -> Vec<Artifact> {
        let rust = target("rust");
        pipeline::emit(&self.catalogue, rust.as_slice())
    }

    /// The codes as others write them: variant, wire value as a literal, message, status, action.
    pub fn rows(&self) -> Vec<Row> {
        let rows = self.api().codes.iter().map(|code| Row {
            variant: code.name.upper_camel(),
            wire: match &code.wire {
                Wire::String(text) => format!("{text:?}"),
                Wire::Integer(number) => number.to_string(),
            },
            message: code.message.source.clone(),
            status: code
                .statuses
                .first()
                .map_or_else(|| "0".to_owned(), |status| status.to_string().replace('X', "0")),
            action: code.action.map_or_else(
                || "Nothing".to_owned(),
                |id| self.catalogue.action(id).name.upper_camel(),
            ),
        });
        rows.collect()
    }
}

/// A code as others write it.
pub struct Row {
    pub variant: String,
    pub wire: String,
    pub message: String,
    pub status: String,
    pub action: String,
}

/// Which wire values a synthetic API has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wires {
    Texts,
    /// Integers with few gaps.
    Dense,
    /// Integers far from each other.
    Sparse,
}

const NOUNS: &[&str] = &[
    "account", "invoice", "payment", "session", "document", "device", "webhook", "member", "order",
    "tariff",
];
const FAULTS: &[&str] =
    &["not_found", "expired", "locked", "already_exists", "invalid", "archived", "unavailable"];
const STATUSES: &[u16] = &[400, 401, 403, 404, 409, 429, 500, 503];
const ACTIONS: &[&str] = &["fix", "wait", "log_in", "ask_support"];

/// An API of `count` codes that have what the competitors have as well, and nothing else: wire
/// value, message, status and action.
pub fn synthetic(
    dir: &Utf8Path,
    key: &str,
    wires: Wires,
    count: usize,
) -> std::io::Result<Subject> {
    let api = dir.join("shop");
    fs_err::create_dir_all(&api)?;
    fs_err::write(
        dir.join("catalogue.toml"),
        "format = 1\ntitle = \"Synthetic\"\nversion = \"1.0.0\"\n",
    )?;
    let mut text = String::new();
    for status in STATUSES {
        let _ =
            writeln!(text, "[{status}]\nreason = \"R{status}\"\nmeaning = \"What it means.\"\n");
    }
    fs_err::write(dir.join("statuses.toml"), &text)?;
    text.clear();
    for action in ACTIONS {
        let _ = writeln!(
            text,
            "[{action}]\nadvice = \"Do it.\"\nactor = \"developer\"\nretry = \"never\"\n"
        );
    }
    fs_err::write(dir.join("actions.toml"), &text)?;
    let code = match wires {
        Wires::Texts => "case = \"snake_case\"",
        Wires::Dense | Wires::Sparse => "type = \"integer\"\ncase = \"snake_case\"",
    };
    fs_err::write(
        api.join("api.toml"),
        format!(
            "title = \"Shop API\"\n[code]\n{code}\n[envelopes.error.body]\nerror = \"$code\"\n\
             message = \"$message\"\n"
        ),
    )?;
    text.clear();
    text.push_str("title = \"Codes\"\n");
    for at in 0..count {
        let noun = NOUNS[at % NOUNS.len()];
        let fault = FAULTS[at / NOUNS.len() % FAULTS.len()];
        let (status, action) = (STATUSES[at * 7 % 8], ACTIONS[at * 13 / 5 % 4]);
        let _ = write!(
            text,
            "\n[codes.{noun}_{fault}_{at}]\nstatus = {status}\naction = \"{action}\"\n\
             message = \"The {noun} with number {at} cannot be used\"\n"
        );
        let wire = match wires {
            Wires::Texts => continue,
            // Not in the order of the codes, and one of ten is missing.
            Wires::Dense => 1_000 + scattered(at, count) * 10 / 9,
            Wires::Sparse => scattered(at, count) * 7_919 + at * at % 5_003,
        };
        let _ = writeln!(text, "wire = {wire}");
    }
    fs_err::write(api.join("codes.toml"), &text)?;
    Ok(read(dir, key)?.remove(0))
}

/// A number below `count`, another for each `at`.
fn scattered(at: usize, count: usize) -> usize {
    // Prime, and no divisor of any count: so no number comes twice.
    at * 7_919 % count
}

/// The APIs of the catalogue in `dir`. One that is alone in it is called `key`.
pub fn read(dir: &Utf8Path, key: &str) -> std::io::Result<Vec<Subject>> {
    let reading = pipeline::read(dir).map_err(std::io::Error::other)?;
    let invalid = || std::io::Error::other(format!("the catalogue in {dir} is not valid"));
    let catalogue = reading.catalogue.ok_or_else(invalid)?;
    let subjects = catalogue.apis.iter().enumerate().map(|(api, of)| {
        let key = if key.is_empty() { of.name.snake() } else { key };
        Subject { key: key.to_owned(), catalogue: Arc::clone(&catalogue), api }
    });
    Ok(subjects.collect())
}
