//! Edits by command: what they change, and that they change nothing else.

use errcat::load;
use errcat::pipeline::{Reading, understand};
use errcat_catalogue::model::CodeRef;
use errcat_evolve::edit::{self, Edited, End, New, Opened, Refused, Rename};
use errcat_findings::diagnostic::Findings;
use errcat_findings::render::{Style, human};
use errcat_findings::source::Sources;

/// A catalogue in memory: files with their texts, beside which there are the usual ones.
fn catalogue(files: &[(&str, &str)]) -> Reading {
    const USUAL: &[(&str, &str)] = &[
        ("catalogue.toml", "format = 1\ntitle = \"Fixture\"\nversion = \"1.0.0\"\n"),
        ("statuses.toml", "[404]\nreason = \"Not Found\"\n\n[409]\nreason = \"Conflict\"\n"),
        ("actions.toml", "[ask]\nadvice = \"Ask.\"\nactor = \"client\"\nretry = \"never\"\n"),
        ("conversions.toml", ""),
        ("shop/api.toml", "title = \"Shop\"\n"),
    ];
    let mut sources = Sources::default();
    let mut findings = Findings::default();
    let usual = USUAL.iter().filter(|(path, _)| files.iter().all(|(other, _)| other != path));
    let mut all: Vec<_> = usual.chain(files).collect();
    let rank = |path: &str| match path {
        "catalogue.toml" => 0,
        "statuses.toml" => 1,
        "actions.toml" => 2,
        "conversions.toml" => 3,
        _ => 4,
    };
    all.sort_by_key(|(path, _)| {
        (rank(path), path.split('/').next(), !path.ends_with("api.toml"), *path)
    });
    for (path, text) in all {
        load::add(path, (*path).to_owned(), text.as_bytes().to_vec(), &mut sources, &mut findings);
    }
    understand(sources, findings)
}

/// The one file that an edit changes, whose result must be valid.
fn edited(
    files: &[(&str, &str)],
    edit: impl Fn(&Opened<'_>) -> Result<Vec<Edited>, Refused>,
) -> Vec<(String, String)> {
    let reading = catalogue(files);
    let before = reading.catalogue.as_ref().unwrap_or_else(|| complain(&reading));
    let edited = edit(&Opened::new(before, &reading.sources)).unwrap();
    let after = understand(reading.sources.edited(&edited), Findings::default());
    assert!(after.catalogue.is_some(), "{}", complain::<String>(&after));
    edited.into_iter().map(|it| (reading.sources.get(it.file).path.clone(), it.text)).collect()
}

fn complain<T>(reading: &Reading) -> T {
    #[allow(clippy::panic, reason = "a test says what is not as expected")]
    {
        panic!("{}", human(&reading.diagnostics, &reading.sources, Style::Plain))
    }
}

fn code(opened: &Opened<'_>, name: &str) -> CodeRef {
    edit::code(opened.catalogue, name).unwrap()
}

/// Deprecates `A`: in each way of writing it, one place changes.
#[test]
fn deprecations_follow_the_way_a_code_is_written() {
    const D: &str = "deprecated = { since = \"1.1\", replaced_by = \"B\" }";
    let check = |before: &str, after: &str| {
        let found = edited(&[("shop/x.toml", before)], |opened| {
            edit::deprecate(
                opened,
                code(opened, "A"),
                End { since: Some("1.1"), sunset: None, replaced_by: Some("B"), note: None },
            )
        });
        assert_eq!(found, [("shop/x.toml".to_owned(), after.to_owned())]);
    };
    check(
        "# top\n[codes.A] # a\nstatus = 404 # why\ntags = [\n  \"x\", # y\n]\n\n# b\n[codes.B]\n",
        &format!(
            "# top\n[codes.A] # a\nstatus = 404 # why\n{D}\ntags = [\n  \"x\", # y\n]\n\n# b\n[codes.B]\n"
        ),
    );
    check("[codes.B]\n[codes.A]", &format!("[codes.B]\n[codes.A]\n{D}\n"));
    check(
        "[codes]\nA = { status = 404 } # a\nB = {}\n",
        &format!("[codes]\nA = {{ status = 404, {D} }} # a\nB = {{}}\n"),
    );
    check("codes = { B = {}, A = {} }", &format!("codes = {{ B = {{}}, A = {{ {D} }} }}"));
    check(
        "[codes]\r\nA.status = 404\r\n  B.status = 404\r\n",
        &format!("[codes]\r\nA.status = 404\r\nA.{D}\r\n  B.status = 404\r\n"),
    );
    check(
        "[codes.A.details]\nx = \"string?\"\n[codes.B]\n",
        &format!("[codes.A]\n{D}\n\n[codes.A.details]\nx = \"string?\"\n[codes.B]\n"),
    );
    check(
        "\t[codes.\"A\"]\r\n\tstatus = 404\r\n[codes.'B']",
        &format!("\t[codes.\"A\"]\r\n\tstatus = 404\r\n\t{D}\r\n[codes.'B']"),
    );
}

#[test]
fn a_retired_code_leaves_a_tombstone_and_all_else() {
    let check = |before: &str, after: &str| {
        let found = edited(&[("shop/x.toml", before)], |opened| {
            edit::retire(opened, code(opened, "A"), End { since: Some("2.0"), ..End::default() })
        });
        assert_eq!(found, [("shop/x.toml".to_owned(), after.to_owned())]);
    };
    // The comment right above an entry is about it; one with a blank line between is not.
    check(
        "# file\n\n# a\n[codes.A]\nwire = \"aa\"\n# tail of a\n\n# b\n[codes.B]\n",
        "# file\n\n# b\n[codes.B]\n\n[retired]\nA = { since = \"2.0\", wire = \"aa\" }\n",
    );
    // Pieces that lie apart, and a tombstone that is there.
    check(
        "[codes.A]\ndeprecated = { replaced_by = \"B\", note = \"x\" }\n\n[codes.B]\nsee_also = [\"A\"]\nstatus = 404\n\n[codes.A.details]\nx = \"string?\"\n\n[retired]\nOLD = {} # old\n",
        "[codes.B]\nstatus = 404\n\n[retired]\nOLD = {} # old\nA = { since = \"2.0\", replaced_by = \"B\", note = \"x\" }\n",
    );
    // Its parts become parts of the code that replaces it.
    check(
        "[codes.A]\ndeprecated = { replaced_by = \"B\" }\n\n[codes.B]\n\n[codes.C]\npart_of = \"A\"\n",
        "[codes.B]\n\n[codes.C]\npart_of = \"B\"\n\n[retired]\nA = { since = \"2.0\", replaced_by = \"B\" }\n",
    );
    check(
        "[codes]\n# a\nA.status = 404\nA.title = \"x\"\nB = {}\n[retired.OLD]\nsince = \"1\"\n",
        "[codes]\nB = {}\n[retired]\nA = { since = \"2.0\" }\n\n[retired.OLD]\nsince = \"1\"\n",
    );
}

#[test]
fn a_new_name_reaches_every_reference() {
    let files = [
        (
            "conversions.toml",
            "[[conversion]]\nfrom = \"shop\"\nto = \"till\"\nsame_name = true\n\n[[conversion]]\nfrom = \"till\"\nto = \"shop\"\ncodes = { A = \"A\", 'C' = \"A\" }\n",
        ),
        (
            "shop/api.toml",
            "title = \"Shop\"\ndocs = \"See [[A]], [[till/A]], `[[A]]`, \\\\[[A]] and [[shop/A|A]].\"\n",
        ),
        ("shop/operations.toml", "[operations.\"GET /\"]\ncodes = [\"A\"]\n"),
        (
            "shop/x.toml",
            "[codes.A] # A\ndetails.x = \"string?\"\n[[codes.A.examples]]\n[codes.INNER]\nvisibility = \"internal\"\nmasked_as = 'A'\ndetails = \"string?\"\npart_of = \"A\"\n[retired]\nOLD = { replaced_by = \"A\" }\n",
        ),
        ("till/api.toml", "title = \"Till\"\n"),
        (
            "till/x.toml",
            "[codes.A]\nsee_also = [\"shop/A\", \"A\"]\n[codes.C]\naliases = [\"D\"]\n",
        ),
    ];
    let found = edited(&files, |opened| {
        edit::rename(opened, code(opened, "shop/A"), &Rename { name: "Z", wire: None, alias: true })
    });
    let expected = [
        (
            "conversions.toml",
            "[[conversion]]\nfrom = \"shop\"\nto = \"till\"\nsame_name = true\n\n[conversion.codes]\nZ = \"A\"\n\n[[conversion]]\nfrom = \"till\"\nto = \"shop\"\ncodes = { A = \"Z\", 'C' = \"Z\" }\n",
        ),
        (
            "shop/api.toml",
            "title = \"Shop\"\ndocs = \"See [[Z]], [[till/A]], `[[A]]`, \\\\[[A]] and [[shop/Z|A]].\"\n",
        ),
        ("shop/operations.toml", "[operations.\"GET /\"]\ncodes = [\"Z\"]\n"),
        (
            "shop/x.toml",
            "[codes.Z] # A\nwire = \"A\"\ndetails.x = \"string?\"\naliases = [\"A\"]\n[[codes.Z.examples]]\n[codes.INNER]\nvisibility = \"internal\"\nmasked_as = 'Z'\ndetails = \"string?\"\npart_of = \"Z\"\n[retired]\nOLD = { replaced_by = \"Z\" }\n",
        ),
        (
            "till/x.toml",
            "[codes.A]\nsee_also = [\"shop/Z\", \"A\"]\n[codes.C]\naliases = [\"D\"]\n",
        ),
    ];
    let expected = expected.map(|(path, text)| (path.to_owned(), text.to_owned()));
    assert_eq!(found, expected);
    // A former name that is taken up again is not an alias any more.
    let found = edited(&files, |opened| {
        edit::rename(
            opened,
            code(opened, "till/C"),
            &Rename { name: "D", wire: Some("D"), alias: false },
        )
    });
    assert_eq!(
        found.last().unwrap().1,
        "[codes.A]\nsee_also = [\"shop/A\", \"A\"]\n[codes.D]\naliases = []\n"
    );
}

#[test]
fn a_code_that_moves_stays_what_it_is() {
    let files = [
        (
            "shop/x.toml",
            "status = 404\naction = \"ask\"\nset = { kind = \"x\" }\n\n[codes.B]\n\n# about A\n[codes.A]\ntitle = \"A thing\"\n\n[codes.A.details]\nx = \"string\"\n",
        ),
        ("shop/y.toml", "status = 409\ntags = [\"y\"]\n\n[codes.C]\n\n[retired]\nOLD = {}\n"),
        (
            "shop/api.toml",
            "title = \"Shop\"\n[envelopes.error.body]\ncode = \"$code\"\nkind = \"$kind?\"\ndetails = \"$details?\"\n[envelopes.error.slots]\nkind = \"string\"\n",
        ),
    ];
    let found = edited(&files, |opened| {
        let group = edit::group(opened.catalogue, 0, "y")?;
        edit::mv(opened, code(opened, "A"), group)
    });
    assert_eq!(found[0].1, "status = 404\naction = \"ask\"\nset = { kind = \"x\" }\n\n[codes.B]\n");
    assert_eq!(
        found[1].1,
        "status = 409\ntags = [\"y\"]\n\n[codes.C]\n\n# about A\n[codes.A]\nstatus = 404\ntitle = \"A thing\"\naction = \"ask\"\nset = { kind = \"x\" }\ntags = []\n\n[codes.A.details]\nx = \"string\"\n\n[retired]\nOLD = {}\n"
    );
}

#[test]
fn a_new_code_comes_behind_the_last() {
    const BLOCK: &str = "[codes.NEW]\nstatus = 404\nmessage = \"m\"\n";
    let new = || New {
        name: "NEW".to_owned(),
        keys: vec![
            ("message".to_owned(), "\"m\"".to_owned()),
            ("status".to_owned(), "404".to_owned()),
        ],
        ..New::default()
    };
    let check = |before: &str, after: &str| {
        let files = [("shop/a.toml", before), ("shop/z.toml", "[codes.Z]")];
        let found = edited(&files, |opened| edit::add(opened, new()));
        assert_eq!(found, [("shop/a.toml".to_owned(), after.to_owned())]);
    };
    check("", BLOCK);
    check("title = \"A\"", &format!("title = \"A\"\n\n{BLOCK}"));
    check(
        "[codes.A]\n# end of a\n\n# stones\n[retired]\nOLD = {}\n",
        &format!("[codes.A]\n# end of a\n\n{BLOCK}\n# stones\n[retired]\nOLD = {{}}\n"),
    );
    check("[retired]\nOLD = {}\n", &format!("{BLOCK}\n[retired]\nOLD = {{}}\n"));
    check(
        "[codes]\nA = {}\nB = {}\n\n[retired]\n",
        "[codes]\nA = {}\nB = {}\nNEW = { status = 404, message = \"m\" }\n\n[retired]\n",
    );
    check(
        "codes.A.status = 404\ntitle = \"A\"\n",
        &format!("codes.A.status = 404\ntitle = \"A\"\n\n{BLOCK}"),
    );
}

#[test]
fn what_cannot_be_edited_is_refused() {
    let reading = catalogue(&[("shop/x.toml", "codes = { A = {}, B = {} }\n")]);
    let catalogue = reading.catalogue.as_ref().unwrap();
    let opened = Opened::new(catalogue, &reading.sources);
    let new = New { name: "C".to_owned(), ..New::default() };
    for refused in [
        edit::retire(&opened, code(&opened, "A"), End::default()),
        edit::add(&opened, new),
        edit::mv(&opened, code(&opened, "A"), 0),
        edit::rename(&opened, code(&opened, "A"), &Rename { name: "A", wire: None, alias: true }),
    ] {
        let message = refused.unwrap_err().to_string();
        assert!(message.contains("= help: "), "{message}");
    }
}

#[test]
fn the_next_number_is_free() {
    let next = |text: &str| {
        let api = "title = \"Shop\"\n[code]\ntype = \"integer\"\n";
        let other = "[codes.Z]\nwire = 7\n";
        let files = [("shop/api.toml", api), ("shop/a.toml", text), ("shop/z.toml", other)];
        let reading = catalogue(&files);
        let found = reading.catalogue.as_ref().unwrap_or_else(|| complain(&reading));
        edit::next_number(&found.apis[0], 0)
    };
    assert_eq!(next("[codes.A]\nwire = 3\n"), Some(8));
    assert_eq!(next("[codes.A]\nwire = 3\n[retired]\nB = { wire = 20 }\n"), Some(21));
    assert_eq!(next("range = [1000, 1999]\n"), Some(1000));
    assert_eq!(
        next("range = [10, 19]\n[codes.A]\nwire = 12\n[retired]\nB = { wire = 13 }\n"),
        Some(14)
    );
    assert_eq!(next("range = [10, 12]\n[codes.A]\nwire = 12\n[codes.B]\nwire = 10\n"), Some(11));
    assert_eq!(
        next("range = [10, 11]\n[codes.A]\nwire = 11\n[retired]\nB = { wire = 10 }\n"),
        None
    );
}
