//! Every rule has its page, and the page holds what it says: the wrong example breaks that rule and
//! no other, the right one breaks none, and a lint's levels and waivers work as described.
//!
//! The files of an example replace those of [`BASE`]; those of the right one, those of the wrong.

use std::collections::BTreeSet;

use camino::Utf8Path;
use errcat::pipeline::{Reading, read};
use errcat_emit::document::prefix;
use errcat_evolve::merge::{Format, Request, merge};
use errcat_findings::diagnostic::{Diagnostic, Severity};
use errcat_findings::render::{Style, human};
use errcat_findings::rules::{self, Level, Rule};
use errcat_findings::source::Source;
use errcat_tests::{Files, Page, lay, write};

/// What an example leaves out.
const BASE: &[(&str, &str)] = &[
    ("catalogue.toml", "format = 1\ntitle = \"Example shop errors\"\nversion = \"1.0.0\"\n"),
    (
        "statuses.toml",
        r#"
400 = { reason = "Bad Request", meaning = "The request is malformed." }
402 = { reason = "Payment Required", meaning = "The payment was refused." }
404 = { reason = "Not Found", meaning = "There is nothing at this address." }
409 = { reason = "Conflict", meaning = "The request does not fit the state of the order." }
410 = { reason = "Gone", meaning = "The order was deleted." }
429 = { reason = "Too Many Requests", meaning = "Requests come too fast." }
500 = { reason = "Internal Server Error", meaning = "The shop failed." }
503 = { reason = "Service Unavailable", meaning = "The shop is closed for a moment." }
"#,
    ),
    (
        "actions.toml",
        r#"
[check_request]
advice = "Compare the request with the documentation and correct it."
actor = "developer"
retry = "never"

[wait]
advice = "Wait as long as the response says, then send the request again."
actor = "client"
retry = "after_delay"

[try_later]
advice = "Send the request again, with growing pauses."
actor = "client"
retry = "backoff"
"#,
    ),
    ("shop/api.toml", "title = \"Shop API\"\n"),
    ("shop/orders.toml", "[codes.ORDER_NOT_FOUND]\nstatus = 404\n"),
];

/// Lints about what examples leave out. Each reports only on its own page.
const QUIET: &[&str] = &["undocumented", "no-action", "unused-action", "unused-status"];

fn base() -> Files {
    BASE.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}

/// `files` with those of a section laid over them.
fn over(mut files: Files, rule: &Rule, section: &str) -> Files {
    let page = Page::new(rule.explanation);
    let blocks: Vec<_> = page.files(section).collect();
    assert!(!blocks.is_empty(), "{} has no file under `{section}`", rule.name);
    lay(&mut files, blocks).unwrap();
    files
}

/// Reads a catalogue with these lints in addition to its `[lints]`.
fn read_with(files: &Files, lints: &[(&str, &str)]) -> Reading {
    let dir = tempfile::tempdir().unwrap();
    let dir = Utf8Path::from_path(dir.path()).unwrap();
    write(files, dir).unwrap();
    let path = dir.join("catalogue.toml");
    let mut manifest: toml::Table = fs_err::read_to_string(&path).unwrap().parse().unwrap();
    let table = manifest.entry("lints").or_insert_with(|| toml::Table::new().into());
    for (name, level) in lints {
        table.as_table_mut().unwrap().insert((*name).to_owned(), (*level).into());
    }
    fs_err::write(&path, manifest.to_string()).unwrap();
    let mut reading = read(dir).unwrap();
    if let Some(document) = files.get("openapi.yaml") {
        let found = merged(&mut reading, std::str::from_utf8(document).unwrap());
        reading.diagnostics.extend(found);
    }
    reading
}

/// What is found when the first API is merged into a document.
fn merged(reading: &mut Reading, text: &str) -> Vec<Diagnostic> {
    let display = "openapi.yaml".to_owned();
    let source = Source { path: display.clone(), display, text: text.to_owned(), readable: true };
    let file = reading.sources.add(source);
    let catalogue = reading.catalogue.as_ref().unwrap();
    let prefix = prefix(&catalogue.apis[0]);
    let format = Format::Yaml;
    merge(Request { catalogue, api: 0, prefix: &prefix, file, text, format, replace: false })
        .err()
        .unwrap_or_default()
}

fn quiet_but(rule: &Rule) -> Vec<(&'static str, &'static str)> {
    QUIET.iter().filter(|name| **name != rule.name).map(|name| (*name, "allow")).collect()
}

fn raised(reading: &Reading) -> BTreeSet<&'static str> {
    reading.diagnostics.iter().map(|one| one.rule.name).collect()
}

fn printed(reading: &Reading) -> String {
    human(&reading.diagnostics, &reading.sources, Style::Plain)
}

#[test]
fn every_rule_has_a_page_and_every_page_a_rule() {
    let dir = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("findings/rules");
    let pages: BTreeSet<String> = dir
        .read_dir_utf8()
        .unwrap()
        .map(|entry| entry.unwrap().file_name().trim_end_matches(".md").to_owned())
        .collect();
    let rules: BTreeSet<String> = rules::ALL.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(pages, rules, "on the left the pages");
}

#[test]
fn pages_open_with_the_rule_and_fit_a_terminal() {
    for rule in rules::ALL {
        let page = rule.explanation;
        let mut parts = page.split("\n\n");
        assert_eq!(parts.next().unwrap(), format!("# {} {}", rule.id, rule.name));
        assert_eq!(parts.next().unwrap().replace('\n', " "), rule.summary, "{}", rule.name);
        let cause = parts.next().unwrap();
        assert!(!cause.starts_with("##") && cause.len() > 80, "{} has no cause", rule.name);
        for line in page.lines() {
            assert!(line.chars().count() <= 80, "{}: too wide: {line}", rule.name);
        }
        assert!(page.ends_with('\n') && !page.ends_with("\n\n"), "{}", rule.name);
        let sections: Vec<&str> = page.lines().filter_map(|it| it.strip_prefix("## ")).collect();
        let expected: &[&str] =
            if rule.is_lint() { &["Wrong", "Right", "Level"] } else { &["Wrong", "Right"] };
        assert_eq!(sections, expected, "{}", rule.name);
    }
}

#[test]
fn wrong_examples_break_their_rule_alone() {
    let mut others = Vec::new();
    for rule in rules::ALL {
        let reading = read_with(&over(base(), rule, "Wrong"), &quiet_but(rule));
        let refused = reading.diagnostics.iter().any(|one| one.severity == Severity::Error);
        let refused = refused || rule.is_lint();
        if raised(&reading) != BTreeSet::from([rule.name]) || !refused {
            others.push(format!("{}:\n{}", rule.name, printed(&reading)));
        }
    }
    assert!(others.is_empty(), "{}", others.join("\n"));
}

#[test]
fn right_examples_are_clean() {
    let mut broken = Vec::new();
    for rule in rules::ALL {
        let files = over(over(base(), rule, "Wrong"), rule, "Right");
        let reading = read_with(&files, &quiet_but(rule));
        if !raised(&reading).is_empty() || reading.catalogue.is_none() {
            broken.push(format!("{}:\n{}", rule.name, printed(&reading)));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn levels_are_as_the_pages_say() {
    for rule in rules::ALL.iter().filter(|rule| rule.is_lint()) {
        let level = rule.explanation.split_once("\n## Level\n\n").unwrap().1;
        let default = match rule.level {
            Level::Warn => "`warn`",
            Level::Deny => "`deny`",
            Level::Allow | Level::Error => "`allow`",
        };
        assert!(level.starts_with(default), "{}: {level}", rule.name);
        let files = over(base(), rule, "Wrong");
        for (set, findings, refused) in [("allow", 0, false), ("warn", 1, false), ("deny", 1, true)]
        {
            let mut lints = quiet_but(rule);
            lints.push((rule.name, set));
            let reading = read_with(&files, &lints);
            assert_eq!(raised(&reading).len(), findings, "{}: {set}", rule.name);
            assert_eq!(reading.catalogue.is_none(), refused, "{}: {set}", rule.name);
        }
    }
}

/// A page that shows the waiver is right: each code of the wrong example gets it, and the lint reports
/// nothing. On the other pages it makes no difference.
#[test]
fn codes_are_exempt_where_the_pages_say_so() {
    for rule in rules::ALL.iter().filter(|rule| rule.is_lint()) {
        let waiver = format!("allow = [\"{}\"]", rule.name);
        let mut files = over(base(), rule, "Wrong");
        for text in files.values_mut() {
            let lines = std::str::from_utf8(text).unwrap().lines().map(|line| {
                let is_code = line.starts_with("[codes.") && line.matches('.').count() == 1;
                if is_code { format!("{line}\n{waiver}\n") } else { format!("{line}\n") }
            });
            *text = lines.collect::<String>().into_bytes();
        }
        let reading = read_with(&files, &quiet_but(rule));
        let exempt = raised(&reading).is_empty();
        let shown = rule.explanation.replace('\n', " ").contains(&waiver);
        assert_eq!(exempt, shown, "{}:\n{}", rule.name, printed(&reading));
    }
}
