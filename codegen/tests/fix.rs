//! What `lint --fix` writes changes nothing that travels, and breaks nobody: each fix of each rule is
//! checked against the release before.

use std::collections::BTreeSet;

use camino::Utf8Path;
use errcat::fix::fixes;
use errcat::load;
use errcat::pipeline::{Reading, read, understand};
use errcat_catalogue::model::Catalogue;
use errcat_evolve::diff::{Class, Extent, Policy, Report, Snapshot};
use errcat_findings::diagnostic::Findings;
use errcat_findings::render::{Style, human};
use errcat_findings::source::Sources;
use errcat_tests::{tests, unpack};

type Files<'a> = &'a [(&'a str, &'a str)];

/// A mistake: the rule that it breaks, what is in the files of a release, and what is there
/// now instead.
struct Case {
    rule: &'static str,
    release: Files<'static>,
    now: Files<'static>,
}

const CASES: &[Case] = &[
    // The release had no case.
    Case {
        rule: "case",
        release: &[
            ("shop/api.toml", "title = \"Shop\"\ndocs = \"See [[MalformedJWT]].\"\n"),
            (
                "shop/orders.toml",
                "[codes.MalformedJWT]\nstatus = 404\n[codes.MalformedJWT.details]\nid = \"string\"\n[codes]\nother_404 = { status = 404, see_also = [\"MalformedJWT\"] }\nplain = {}\nFine.status = 404\n",
            ),
        ],
        now: &[(
            "shop/api.toml",
            "title = \"Shop\"\ndocs = \"See [[MalformedJWT]].\"\n[code]\ncase = \"PascalCase\"\n",
        )],
    },
    // The wire value is told, and a conversion goes by equal names.
    Case {
        rule: "case",
        release: &[
            (
                "conversions.toml",
                "[[conversion]]\nfrom = \"shop\"\nto = \"till\"\nsame_name = true\n",
            ),
            ("shop/orders.toml", "[codes.not_found]\nwire = \"nf\"\naliases = [\"gone\"]\n"),
            ("till/api.toml", "title = \"Till\"\n[code]\ntype = \"integer\"\n"),
            ("till/x.toml", "[codes.not_found]\nwire = 3\n"),
        ],
        now: &[
            (
                "shop/orders.toml",
                "case = \"camelCase\"\n[codes.not_found]\nwire = \"nf\"\naliases = [\"gone\"]\n",
            ),
            ("till/x.toml", "case = \"kebab-case\"\n[codes.not_found]\nwire = 3\n"),
        ],
    },
    Case {
        rule: "unknown-key",
        release: &[("shop/orders.toml", "[codes.A]\nwire = \"a-b\"\nstatus = 404\n")],
        now: &[("shop/orders.toml", "[codes.A]\nwier = \"a-b\"\nstauts = 404\n")],
    },
    Case {
        rule: "bad-value",
        release: &[("shop/api.toml", "title = \"Shop\"\n[code]\ntype = \"string\"\n")],
        now: &[("shop/api.toml", "title = \"Shop\"\n[code]\ntype = \"strnig\"\n")],
    },
    Case {
        rule: "status-reason",
        release: &[],
        now: &[("statuses.toml", "[404]\nreason = \"Missing\"\nmeaning = \"Nothing.\"\n")],
    },
    Case {
        rule: "message-stop",
        release: &[(
            "shop/orders.toml",
            "[codes.A]\nmessage = \"One\"\n[codes.B]\nmessage = \"Two\"\n[codes.C]\nmessage = \"Three\"\n",
        )],
        now: &[(
            "shop/orders.toml",
            "[codes.A]\nmessage = \"One\"\n[codes.B]\nmessage = \"Two\"\n[codes.C]\nmessage = \"Three.\"\n",
        )],
    },
];

const USUAL: Files<'static> = &[
    ("catalogue.toml", "format = 1\ntitle = \"Fixture\"\nversion = \"1.0.0\"\n"),
    ("statuses.toml", "[404]\nreason = \"Not Found\"\nmeaning = \"Nothing.\"\n"),
    ("conversions.toml", ""),
    ("shop/api.toml", "title = \"Shop\"\n"),
    ("shop/orders.toml", "[codes.A]\nstatus = 404\n"),
];

/// The catalogue of these files; of those with one name the last counts.
fn catalogue(files: &[Files<'_>]) -> Reading {
    let mut all: Vec<(&str, &str)> = Vec::new();
    for (path, text) in files.iter().copied().flatten() {
        all.retain(|(other, _)| other != path);
        all.push((path, text));
    }
    let rank = |path: &str| (path.contains('/'), !path.ends_with("api.toml"));
    all.sort_by_key(|(path, _)| (path.split_once('/').map(|it| it.0), rank(path), *path));
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    for (path, text) in all {
        load::add(path, path.to_owned(), text.as_bytes().to_vec(), &mut sources, &mut findings);
    }
    understand(sources, findings)
}

fn told(reading: &Reading) -> String {
    human(&reading.diagnostics, &reading.sources, Style::Plain)
}

/// Fixes until nothing is left to fix.
fn fixed(mut reading: Reading) -> Reading {
    for _ in 0..10 {
        let fixes = fixes(&reading);
        if fixes.files.is_empty() {
            return reading;
        }
        assert!(!fixes.edits.is_empty());
        reading = understand(reading.sources.edited(&fixes.files), Findings::default());
    }
    panic!("there is no end: {}", told(&reading))
}

/// What a server sends for each code, and with which status.
fn sent(catalogue: &Catalogue) -> Vec<String> {
    let mut sent = Vec::new();
    for api in &catalogue.apis {
        for code in api.codes.iter().filter(|code| code.is_public()) {
            sent.push(format!("{} {:?}", code.wire, code.statuses));
            for example in &code.examples {
                let body = catalogue.example_body(api, code, example);
                let headers = catalogue.example_headers(api, code, example);
                sent.push(format!("{body} {headers:?}"));
            }
        }
    }
    sent
}

#[test]
fn no_fix_changes_what_travels() {
    for case in CASES {
        let old = catalogue(&[USUAL, case.release]);
        let now = catalogue(&[USUAL, case.release, case.now]);
        assert!(now.diagnostics.iter().any(|one| one.rule.name == case.rule), "{}", told(&now));
        let new = fixed(now);
        assert!(new.diagnostics.iter().all(|one| one.rule.name != case.rule), "{}", told(&new));
        let before = old.catalogue.as_ref().unwrap_or_else(|| panic!("{}", told(&old)));
        let after = new.catalogue.as_ref().unwrap_or_else(|| panic!("{}", told(&new)));
        assert_eq!(sent(before), sent(after), "{}", case.rule);
        let (before, after) = (Snapshot::of(before), Snapshot::of(after));
        let policy = Policy::default();
        let report = Report::new("release", &before, &after, &new.sources, &policy);
        for change in report.changes.iter().map(|it| &it.change) {
            let harmless = change.wire == Class::Editorial && change.meaning < Class::Breaking;
            assert!(harmless, "{}: {}", case.rule, report.listed(Class::Editorial, Extent::Whole));
        }
    }
}

#[test]
fn a_renamed_code_keeps_what_it_said() {
    let new = fixed(catalogue(&[USUAL, CASES[0].release, CASES[0].now]));
    let text = |path: &str| {
        let found = new.sources.iter().find(|(_, source)| source.path == path);
        found.unwrap().1.text.clone()
    };
    assert_eq!(
        text("shop/orders.toml"),
        "[codes.MalformedJwt]\nwire = \"MalformedJWT\"\nstatus = 404\naliases = [\"MalformedJWT\"]\n\
         [codes.MalformedJwt.details]\nid = \"string\"\n[codes]\n\
         Other404 = { status = 404, see_also = [\"MalformedJwt\"], wire = \"other_404\", title = \"Other 404\", aliases = [\"other_404\"] }\n\
         Plain = { wire = \"plain\", aliases = [\"plain\"] }\nFine.status = 404\n"
    );
    assert!(text("shop/api.toml").contains("See [[MalformedJwt]]."));
}

/// Where a name travels, or is all that a code has, only a person can say what is to become of it.
#[test]
fn a_name_that_travels_is_left() {
    let api = "title = \"Shop\"\n[code]\ncase = \"PascalCase\"\n[envelopes.error.body]\ncode = \"$code\"\nname = \"$name\"\n";
    let reading =
        catalogue(&[USUAL, &[("shop/api.toml", api), ("shop/orders.toml", "[codes.notFound]\n")]]);
    assert!(told(&reading).contains("E0205"), "{}", told(&reading));
    assert!(fixes(&reading).files.is_empty());
    let api = "title = \"Shop\"\n[code]\ncase = \"PascalCase\"\n";
    let codes =
        "[codes.Found]\n[codes.innerName]\nvisibility = \"internal\"\nmasked_as = \"Found\"\n";
    let reading = catalogue(&[USUAL, &[("shop/api.toml", api), ("shop/orders.toml", codes)]]);
    assert!(told(&reading).contains("E0205"), "{}", told(&reading));
    assert!(fixes(&reading).files.is_empty());
}

/// No rule has a fix that the cases do not show.
#[test]
fn each_rule_with_a_fix_has_a_case() {
    let shown: BTreeSet<&str> = CASES.iter().map(|case| case.rule).collect();
    let home = tempfile::tempdir().unwrap();
    let home = Utf8Path::from_path(home.path()).unwrap();
    let mut fixable = BTreeSet::new();
    for dir in unpack(&tests().join("fail"), home).unwrap() {
        for one in read(&dir).unwrap().diagnostics {
            if one.suggestion.is_some() || one.rename.is_some() {
                fixable.insert(one.rule.name);
            }
        }
    }
    assert_eq!(fixable, shown);
}
