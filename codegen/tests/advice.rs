//! Who does what a finding says has a valid catalogue, and sends what was sent before.

use errcat::pipeline::{Reading, understand};
use errcat_findings::diagnostic::{Diagnostic, Findings, Severity};
use errcat_findings::render::{Style, human};
use errcat_findings::rules::{self, Rule};
use errcat_findings::source::{Source, Sources};

/// A catalogue of one API with these codes.
fn read(codes: &str) -> Reading {
    let files = [
        ("catalogue.toml", "format = 1\ntitle = \"Fixture\"\nversion = \"1.0.0\"\n"),
        ("door/api.toml", "title = \"Door\"\n"),
        ("door/lock.toml", codes),
    ];
    let mut sources = Sources::default();
    for (path, text) in files {
        let (path, text) = (path.to_owned(), text.to_owned());
        sources.add(Source { display: path.clone(), path, text, readable: true });
    }
    understand(sources, Findings::default())
}

fn errors(reading: &Reading) -> Vec<&Diagnostic> {
    reading.diagnostics.iter().filter(|one| one.severity == Severity::Error).collect()
}

/// What is in the backticks of an advice that begin with `start`.
fn quoted<'h>(help: &'h str, start: &str) -> Option<&'h str> {
    help.split('`').skip(1).step_by(2).find(|it| it.starts_with(start))
}

/// Does what the first error says until there is none, and gives the codes as they are then. Each
/// error must be of `rule`.
fn followed(codes: &str, rule: &Rule) -> (String, Reading) {
    let mut codes = codes.to_owned();
    for round in 0..10 {
        let reading = read(&codes);
        let Some(first) = errors(&reading).first().copied() else { return (codes, reading) };
        let words = human(&reading.diagnostics, &reading.sources, Style::Plain);
        assert_eq!(first.rule.id, rule.id, "{codes}\n{words}");
        let help = first.help.join("\n");
        let place = first.primary.span.range();
        if help.contains("delete it here") {
            let behind = codes[place.end..].find(|it| it != ',' && it != ' ').unwrap();
            codes.replace_range(place.start..place.end + behind, "");
            continue;
        }
        let line_end = place.end + codes[place.end..].find('\n').unwrap();
        if let Some(wire) = quoted(&help, "wire = ") {
            codes.insert_str(line_end + 1, &format!("{wire}\n"));
        }
        let fresh = format!("FRESH_{round}");
        let name = quoted(&help, "[codes.").map_or(fresh.as_str(), |header| {
            header.strip_prefix("[codes.").unwrap().strip_suffix(']').unwrap()
        });
        codes.replace_range(place, name);
    }
    panic!("there is always something else:\n{codes}");
}

#[test]
fn names_that_are_there_already_can_be_mended() {
    const SAME: &[&str] = &[
        "[codes.ORDER_LOCKED]\n[codes.orderLocked]\n",
        "[codes.ORDER_LOCKED]\n[codes.Order-Locked]\n[codes.orderLocked]\n",
        "[codes.OPEN]\n[codes.open]\n[codes.Open]\n",
        "[codes.OPEN]\n[codes.'open']\nwire = 'x'\n",
        "[codes.OPEN]\nwire = 'x'\n[codes.open]\n[codes.SHUT]\nwire = 'Open'\n",
        "[codes.OPEN]\n[retired.OPEN]\n",
        "[codes.OPEN]\n[retired.open]\n",
        "[codes.OPEN]\naliases = ['SHUT', 'OPEN', 'open']\n[codes.SHUT]\n",
        "[codes.A_1]\n[codes.A1]\n[codes.a_1]\n",
        "[codes.A-B]\n[codes.A_B]\n[codes.C]\nwire = 'a_b'\n",
    ];
    for codes in SAME {
        let (then, reading) = followed(codes, &rules::SAME_NAME);
        assert_ne!(codes, &then);
        assert!(reading.catalogue.is_some(), "{then}");
    }
}

#[test]
fn wire_values_that_are_no_names_go_on_travelling() {
    const WIRES: &[&str] = &[
        "_LEGACY_1",
        "2FA_CONFIRM",
        "KV:Cloud:Io",
        "A.B",
        "404",
        "404_not_found",
        "9lives",
        "TRAILING_",
        "TWO__WORDS",
        "say \\\"hi\\\"",
        "schlüssel",
        "-x-",
        "7",
    ];
    for wire in WIRES {
        let (then, reading) = followed(&format!("[codes.\"{wire}\"]\n"), &rules::BAD_NAME);
        let code = &reading.catalogue.as_ref().unwrap().apis[0].codes[0];
        assert_eq!(code.wire.text(), wire.replace('\\', ""), "{then}");
    }
    let name = |wire: &str| {
        let (_, reading) = followed(&format!("[codes.\"{wire}\"]\n"), &rules::BAD_NAME);
        reading.catalogue.unwrap().apis[0].codes[0].name.as_str().to_owned()
    };
    assert_eq!(name("2FA_CONFIRM"), "TWO_FA_CONFIRM");
    assert_eq!(name("_LEGACY_1"), "LEGACY_1");
    assert_eq!(name("404"), "E404");
}

#[test]
fn a_status_that_no_code_has_is_refused_at_once() {
    let reading = read("[codes.MOVED]\nstatus = 303\n");
    let words = human(&reading.diagnostics, &reading.sources, Style::Plain);
    assert_eq!(errors(&reading).len(), 1, "{words}");
    assert!(words.contains("303 is a redirect"), "{words}");
    assert!(words.contains("from 400 to 599") && words.contains("http_status = 303"), "{words}");
    assert!(!words.contains("statuses.toml"), "it would not help: {words}");
}

#[test]
fn causes_of_several_lines_go_into_the_description() {
    let reading = read("[codes.LOCKED]\ncauses = [\"one\\ntwo\"]\n");
    let words = human(&reading.diagnostics, &reading.sources, Style::Plain);
    assert!(words.contains("E0107") && words.contains("`description`"), "{words}");
}
