//! Findings in every form, for every case of `fail/`: what programs read can be read, and
//! nothing in it could turn into something else.

use camino::{Utf8Path, Utf8PathBuf};
use errcat::fix::fixes;
use errcat::pipeline::understand;
use errcat::pipeline::{Reading, read};
use errcat_findings::diagnostic::Findings;
use errcat_findings::diagnostic::Severity;
use errcat_findings::render::{FORMATS, Style, brief, format};
use errcat_findings::rules;
use errcat_findings::source::{Source, Sources};
use errcat_findings::wording::is_unprintable;
use errcat_tests::{tests, unpack};
use serde_json::Value as Json;
use tempfile::TempDir;

/// Each case, unpacked in `home`, and what is found in it.
fn failing(home: &TempDir) -> Vec<(Utf8PathBuf, Reading)> {
    let home = Utf8Path::from_path(home.path()).unwrap();
    let folders = unpack(&tests().join("fail"), home).unwrap().into_iter();
    folders.map(|dir| (dir.clone(), read(&dir).unwrap())).collect()
}

fn rendered(name: &str, reading: &Reading) -> String {
    (format(name).unwrap().render)(&reading.diagnostics, &reading.sources, Style::Plain)
}

#[test]
fn no_form_holds_what_a_terminal_obeys() {
    let home = tempfile::tempdir().unwrap();
    for (dir, reading) in failing(&home) {
        for format in FORMATS {
            let text = (format.render)(&reading.diagnostics, &reading.sources, Style::Plain);
            let bad = text.chars().find(|it| is_unprintable(*it) && *it != '\n');
            assert_eq!(bad, None, "{dir}, {}", format.name);
        }
    }
}

#[test]
fn json_has_every_finding_at_its_place() {
    let home = tempfile::tempdir().unwrap();
    for (dir, reading) in failing(&home) {
        let report: Json = serde_json::from_str(&rendered("json", &reading)).unwrap();
        let findings = report["findings"].as_array().unwrap();
        assert_eq!(findings.len(), reading.diagnostics.len(), "{dir}");
        let errors = findings.iter().filter(|one| one["severity"] == "error").count();
        assert_eq!(report["errors"], errors, "{dir}");
        for (json, one) in findings.iter().zip(&reading.diagnostics) {
            assert_eq!(json["id"], one.rule.id);
            assert_eq!(json["message"], one.message);
            let file = json["file"].as_str().unwrap();
            let line = usize::try_from(json["line"].as_u64().unwrap()).unwrap();
            assert!(file.starts_with(dir.as_str()), "{file}");
            // The file has such a line, or cannot be read.
            let text = fs_err::read_to_string(file).unwrap_or_default();
            assert!(text.is_empty() || line <= text.lines().count().max(1), "{file}:{line}");
        }
    }
}

/// Section numbers are those of SARIF 2.1.0.
#[test]
fn sarif_has_what_the_standard_demands() {
    let home = tempfile::tempdir().unwrap();
    for (dir, reading) in failing(&home) {
        let log: Json = serde_json::from_str(&rendered("sarif", &reading)).unwrap();
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        let known = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(known.len(), rules::ALL.len());
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), reading.diagnostics.len(), "{dir}");
        for result in results {
            // 3.27.6: the index is that of the rule.
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(known[index]["id"], result["ruleId"]);
            assert!(["error", "warning"].contains(&result["level"].as_str().unwrap()));
            let place = &result["locations"][0]["physicalLocation"];
            // 3.4.3: a URI reference, so nothing that would have to be encoded.
            let uri = place["artifactLocation"]["uri"].as_str().unwrap();
            assert!(uri.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"'), "{uri}");
            let region = &place["region"];
            // 3.30.7: a region does not end before it begins.
            let at = |line: &str, column: &str| (region[line].as_u64(), region[column].as_u64());
            assert!(at("startLine", "startColumn") <= at("endLine", "endColumn"), "{dir}");
            assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        }
    }
}

#[test]
fn there_is_a_line_for_each_finding() {
    let home = tempfile::tempdir().unwrap();
    for (dir, reading) in failing(&home) {
        for name in ["short", "github"] {
            let text = rendered(name, &reading);
            assert_eq!(text.lines().count(), reading.diagnostics.len(), "{dir}, {name}:\n{text}");
        }
        // A workflow command ends at the first `::` behind its properties.
        for line in rendered("github", &reading).lines() {
            let command = line.strip_prefix("::error ").or_else(|| line.strip_prefix("::warning "));
            let (properties, message) = command.unwrap().split_once("::").unwrap();
            assert_eq!(properties.split(',').count(), 6, "{line}");
            assert!(!message.is_empty());
        }
    }
}

/// A catalogue of one API with these codes.
fn with_codes(codes: String) -> Reading {
    let manifest = "format = 1\ntitle = \"Fixture\"\nversion = \"1.0.0\"\n".to_owned();
    let files = [
        ("catalogue.toml", manifest),
        ("door/api.toml", "title = \"Door\"\n".to_owned()),
        ("door/lock.toml", codes),
    ];
    let mut sources = Sources::default();
    for (path, text) in files {
        let path = path.to_owned();
        sources.add(Source { display: path.clone(), path, text, readable: true });
    }
    understand(sources, Findings::default())
}

fn briefly(reading: &Reading) -> String {
    let command = |rule: &rules::Rule| format!("list {}", rule.name);
    brief(&reading.diagnostics, &reading.sources, Style::Plain, &command)
}

/// `lines` for each number below `count`, with the number for `#`.
fn lines(count: usize, line: &str) -> String {
    (0..count).map(|at| line.replace('#', &at.to_string()) + "\n").collect()
}

#[test]
fn people_see_every_error() {
    let reading = with_codes(lines(500, "[codes.C#]\nmesage = 'x'"));
    assert_eq!(briefly(&reading).matches("error[E0103]").count(), 500);
    for format in FORMATS {
        let found = rendered(format.name, &reading).matches("`mesage`").count();
        assert_eq!(found, 500, "{}", format.name);
    }
}

#[test]
fn people_see_how_many_lints_there_are_and_some_of_each() {
    let few = with_codes(lines(9, "[codes.C#]\ndescription = 'Word #'"));
    assert_eq!(briefly(&few), rendered("human", &few), "few are shown as they are");

    let reading = with_codes(lines(200, "[codes.C#]") + "[codes.D]\nmessage = 'TODO'\n");
    let text = briefly(&reading);
    // One line for each rule, the commonest first, and below it the first finding.
    let counts = "\
403 warnings:
  201  W0002 undocumented  The code has no description.
       door/lock.toml:1:8: `C0` has no description
  201  W0003 no-action     The code has no action, so a client cannot know what to do.
       door/lock.toml:1:8: `C0` has no action
    1  W0022 unfinished    The text still has a marker such as TODO.
       door/lock.toml:201:8: a text of `D` still has the marker `TODO`

`list undocumented` lists all of one rule
";
    assert!(text.starts_with(counts), "{text}");
    assert!(!text.contains("list unfinished"), "{text}");
    // Errors come first, whichever file they are in.
    let both = with_codes(
        lines(200, "[codes.C#]\ncauses = ['[x](/docs/#)']") + "[codes.D]\nmesage = 'x'\n",
    );
    let text = briefly(&both);
    assert!(text.starts_with("error[E0103]"), "{text}");
    assert!(text.contains("\n200 warnings:\n"), "{text}");
}

/// A column is counted in characters, however long its line is.
#[test]
fn columns_are_counted_in_characters() {
    let tags = "'ä€x', ".repeat(700);
    let reading = with_codes(format!("[codes.C]\ntags = [{tags}5]\n"));
    let text = rendered("short", &reading);
    assert!(text.starts_with("door/lock.toml:2:4909: error[E0105]"), "{text}");
}

/// Whoever takes what is suggested is better off, or has one mistake instead of another.
#[test]
fn what_is_suggested_mends_something() {
    let weight = |reading: &Reading| {
        let all = &reading.diagnostics;
        (all.iter().filter(|one| one.severity == Severity::Error).count(), all.len())
    };
    let mut mended = 0;
    let home = tempfile::tempdir().unwrap();
    for (dir, reading) in failing(&home) {
        let fixed = fixes(&reading).files;
        if fixed.is_empty() {
            continue;
        }
        let copy = tempfile::tempdir().unwrap();
        let copy = Utf8Path::from_path(copy.path()).unwrap();
        for (id, source) in reading.sources.iter() {
            let text =
                fixed.iter().find(|one| one.file == id).map_or(&source.text, |one| &one.text);
            let path = copy.join(&source.path);
            fs_err::create_dir_all(path.parent().unwrap()).unwrap();
            fs_err::write(path, text).unwrap();
        }
        let after = read(copy).unwrap();
        let text = rendered("short", &after);
        assert!(weight(&after) <= weight(&reading), "{dir}:\n{text}");
        mended += usize::from(weight(&after) < weight(&reading));
    }
    assert!(mended > 5, "{mended} catalogues with suggestions");
}
