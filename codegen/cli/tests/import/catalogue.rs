//! What an import makes of a catalogue: by its map, again and again, and what it tells of the rest.

use super::formats::{CSV, RUST};
use super::{assert_has, done, file, import, scratch};
use crate::scratch::{said, write};

#[test]
fn a_map_says_what_is_what() {
    let map = r#"format = "csv"
ignore = ["Owner"]

[codes]
wire = { from = "Code", match = "^[a-z.-]+$" }
status = { from = "HTTP Status", match = "\\d+", table = { 200 = "422" } }
title = "Message"
group = { default = "all" }

[meta]
team = "Owner"
"#;
    let scratch = scratch(&[("errors.csv", CSV), ("map.toml", map)]);
    done(&scratch, &["errors.csv", "--map", "map.toml"]);
    let text = file(&scratch, "shop/all.toml");
    assert_has(&text, &["title = \"Strange\"", "status = 422", "meta = { team = \"ada\" }"]);
    assert_has(&file(&scratch, "shop/api.toml"), &["[meta]\nteam = \"string?\""]);
    assert!(scratch.path("map.lock.json").exists());
    for (from, to, words) in [
        ("wire =", "wirre =", "map.toml:5: a code has no `wirre`\n  = help: did you mean `wire`?"),
        ("\\\\d+", "(", "map.toml:6: `status`: error: unclosed group"),
        ("format", "formt", "map.toml:1: "),
        ("\"csv\"", "\"cvs\"", "`cvs` is not a format"),
        ("[meta]", "[mata]", "unknown field `mata`"),
    ] {
        write(
            &scratch.path("wrong.toml"),
            map.replacen(from, to, 1).replace("map.toml", "wrong.toml").as_bytes(),
        );
        let output = import(&scratch, &["errors.csv", "--map", "wrong.toml"]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert_has(&said(&output), &[&words.replace("map.toml", "wrong.toml")]);
    }
}

/// The envelope of a new API comes from a body, and is shown with another code in it.
#[test]
fn a_body_gives_the_envelope() {
    let csv = "code,status,message\nORDER_LOST,404,No order {id}\nORDER_OLD,410,Old\n";
    let body = r#"{ "success": false, "error": { "code": "ORDER_OLD", "message": "Old", "kind": "shop_error", "details": {} }, "trace": "r-17" }"#;
    let scratch = scratch(&[
        ("e.csv", csv),
        ("body.json", body),
        ("none.json", "{\"a\": 1}"),
        ("bad.json", "{"),
    ]);
    let shown = said(&import(&scratch, &["e.csv", "--body", "body.json"]));
    assert_has(
        &shown,
        &["\"code\": \"ORDER_LOST\"", "\"trace\": \"r-17\"", "slots of the envelope are guessed"],
    );
    for (name, words) in
        [("none.json", "has no code"), ("bad.json", "bad.json:1: this is not JSON")]
    {
        let output = import(&scratch, &["e.csv", "--body", name]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        assert_has(&said(&output), &[words]);
    }
    let output = import(&scratch, &["e.csv", "--body", "body.json", "--write"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    done(&scratch, &["e.csv"]);
    let parts = [
        "[envelopes.error.body]\nsuccess = false\n",
        "error = { code = \"$code\", message = \"$message\", kind = \"shop_error\", details = \
            \"$details?\" }",
        "trace = \"$trace\"",
        "[envelopes.error.slots]\ntrace = { type = \"string\", example = \"r-17\" }",
    ];
    assert_has(&file(&scratch, "shop/api.toml"), &parts);
    let again = import(&scratch, &["e.csv", "--body", "body.json"]);
    assert_has(&said(&again), &["`shop` already exists, and defines its envelopes in api.toml"]);
}

/// What a person and the source have changed since is there in the end, and what both have is told.
#[test]
fn an_import_is_run_again() {
    let first =
        "code,status,title,description\nA,404,One,First.\nB,404,Two,Second.\nC,404,Three,\n";
    let scratch = scratch(&[("e.csv", first)]);
    done(&scratch, &["e.csv"]);
    // A person writes.
    let group = "catalogue/shop/errors.toml";
    scratch.edit(group, "title = \"One\"", "title = \"Number one\" # better");
    scratch.edit(group, "description = \"Second.\"", "description = \"The second.\"");
    scratch.edit(group, "\n[codes.C]\nstatus = 404\ntitle = \"Three\"\n", "");
    scratch.edit(group, "[codes.B]", "[codes.BEE]\nwire = \"B\"");
    // The source goes on.
    let then = "code,status,title,description\nA,410,One,\nB,404,Two!,Second!\nC,404,Three!,\nD,409,Four,\n";
    write(&scratch.path("e.csv"), then.as_bytes());
    let told = done(&scratch, &["e.csv"]);
    assert_eq!(
        file(&scratch, "shop/errors.toml"),
        "[codes.A]\nstatus = 410\ntitle = \"Number one\" # better\n\n\
         [codes.BEE]\nwire = \"B\"\nstatus = 404\ntitle = \"Two!\"\ndescription = \"The \
         second.\"\n\n\
         [codes.D]\nstatus = 409\ntitle = \"Four\"\n"
    );
    assert_has(
        &told,
        &["1x facts were edited here and changed in the source", "1x codes were deleted"],
    );
    // What the source loses stays, and is told.
    write(
        &scratch.path("e.csv"),
        b"code,status,title,description\nA,410,One,\nB,404,Two!,Second!\n",
    );
    assert_has(&done(&scratch, &["e.csv"]), &["1x codes are no longer in the source"]);
}

/// Codes that somebody wrote are filled up, and nothing of them is taken back.
#[test]
fn an_api_that_is_there_keeps_what_it_says() {
    let scratch = scratch(&[("e.csv", "code,status,title\nA,404,One\nB,410,Two\nOld,404,Old\n")]);
    let text = "status = 410\n\n[codes.AY]\nwire = \"A\"\nstatus = \
        409\n\n[codes.B]\n\n[retired]\nOLD = {}\n";
    write(&scratch.path("catalogue/shop/errors.toml"), text.as_bytes());
    write(&scratch.path("catalogue/shop/api.toml"), b"title = \"Shop API\"\n");
    let statuses = "[409]\nreason = \"Conflict\"\n\n[410]\nreason = \"Gone\"\n";
    write(&scratch.path("catalogue/statuses.toml"), statuses.as_bytes());
    let told = done(&scratch, &["e.csv"]);
    assert_has(&told, &["1x facts differ from the catalogue, whose values stay: AY.status"]);
    assert_eq!(
        file(&scratch, "shop/errors.toml"),
        "status = 410\n\n[codes.AY]\nwire = \"A\"\nstatus = 409\ntitle = \"One\"\n\n\
         [codes.B]\ntitle = \"Two\"\n\n[retired]\nOLD = {}\n"
    );
    let numbers = import(&scratch, &["e.csv", "--map", "numbers.toml"]);
    assert_eq!(numbers.status.code(), Some(0), "{}", said(&numbers));
}

#[test]
fn what_there_is_to_say_of_thousands_fits_on_a_screen() {
    let codes: Vec<String> = (0..2000)
        .map(|at| {
            format!(
                "{{\"code\":\"E_{at}\",\"http\":{},\"message\":\"thing {at} failed with %s\"}}",
                400 + at % 20
            )
        })
        .collect();
    let scratch = scratch(&[("e.json", &format!("[{}]", codes.join(",")))]);
    let output = import(&scratch, &["e.json", "--write"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_has(&said(&output), &["`shop`: 2000 new codes", "20x new statuses"]);
    let lint = scratch.errcat(&["lint", "--catalogue", "catalogue"]);
    assert!(said(&lint).lines().count() < 40, "{}", said(&lint));
}

/// What the parser calls itself for is far from what the stack holds.
#[test]
fn deep_rust_is_read() {
    let deep = format!("const A: u8 = {}1;\n", "!".repeat(19_000));
    let elses = format!("fn a() {{ {} {{}} }}\n", "if a {} else ".repeat(4_000));
    let types = format!("type A = {}u8{};\n", "B<".repeat(6_000), ">".repeat(6_000));
    let scratch = scratch(&[("error.rs", &[RUST, &deep, &elses, &types].concat())]);
    done(&scratch, &["error.rs"]);
}

/// Facts that have no place are told, wherever they stand.
#[test]
fn nothing_gets_lost_without_a_word() {
    let json = r#"{ "service": "shop", "codes": [ { "code": "A", "message": ["one", "two"], "x": { "y": 1 } }, { "code": "B" } ], "other": { "deep": [ { "p": 1 } ] } }"#;
    let scratch = scratch(&[("e.json", json)]);
    let parts = [
        "1x facts outside the codes are not imported: service = shop",
        "1x records have several values for `message`; only the first is imported",
        "1x facts `x.y` are not imported: 1",
        "1x records at `other.deep[]` are not imported",
    ];
    assert_has(&done(&scratch, &["e.json"]), &parts);
}

/// Codes that are gone are tombstones, and come no more.
#[test]
fn retired_codes_are_tombstones() {
    let csv = "code,status,removed,replaced by,note\nA,404,,,One\nB,404,yes,A,\nC,404,true,,\n";
    let scratch = scratch(&[("e.csv", csv)]);
    done(&scratch, &["e.csv"]);
    let text = file(&scratch, "shop/errors.toml");
    assert_has(&text, &["[retired]\nB = { replaced_by = \"A\" }\nC = {}"]);
}

/// Internal codes need a mask, and actions are those of the catalogue.
#[test]
fn masks_and_actions_are_not_invented() {
    let csv = "code,status,internal,masked \
        as,action\nA,500,,,report\nB,500,yes,A,\nC,500,yes,,retry it\nD,500,,,retry it\n";
    let scratch = scratch(&[("e.csv", csv)]);
    let action = "[report]\nadvice = \"Report it.\"\nactor = \"developer\"\nretry = \"never\"\n";
    write(&scratch.path("catalogue/actions.toml"), action.as_bytes());
    let told = done(&scratch, &["e.csv"]);
    let text = file(&scratch, "shop/errors.toml");
    assert_has(&text, &["action = \"report\"", "visibility = \"internal\"\nmasked_as = \"A\""]);
    assert!(!text.contains("[codes.C]"), "{text}");
    assert_has(
        &told,
        &["1x internal codes have no mask", "1x actions are not in actions.toml", ": retry it"],
    );
}

/// A list of words, or a table of words, is a list of codes.
#[test]
fn codes_may_stand_alone() {
    let words = scratch(&[("e.json", r#"{ "codes": ["ORDER_LOST", "ORDER_OLD"] }"#)]);
    done(&words, &["e.json"]);
    assert_has(&file(&words, "shop/errors.toml"), &["[codes.ORDER_LOST]\n\n[codes.ORDER_OLD]"]);
    let texts =
        scratch(&[("e.json", r#"{ "A_1": "No order", "A_2": "Old {x}", "A_3": "Locked" }"#)]);
    done(&texts, &["e.json"]);
    assert_has(&file(&texts, "shop/errors.toml"), &["[codes.A_2]\nmessage = \"Old {x}\""]);
    assert_has(
        &file(&texts, ".import/shop.toml"),
        &["# guessed: the text after the code may be a title"],
    );
}
