//! `release`: five releases of an invented API by this command alone. What callers read of them in the
//! end is `release/changelog.toml`.
//!
//! To write it again: `ERRCAT_BLESS=1 cargo test --test commands release::`. Then read it as somebody would
//! who calls the API and knows nothing else.

use std::collections::BTreeMap;

use crate::scratch::{Scratch, said, tree, write};
use camino::Utf8Path;

const MANIFEST: &str = "format = 1
title = \"Parcels\"
version = \"1.0.0\"
docs_url = \"https://errors.parcels.example\"
";

const STATUSES: &str = "404 = { reason = \"Not Found\", meaning = \"There is no such thing.\" }
409 = { reason = \"Conflict\", meaning = \"The state of the parcel does not allow it.\" }
410 = { reason = \"Gone\", meaning = \"It was there once.\" }
422 = { reason = \"Unprocessable Content\", meaning = \"The request says something that cannot be.\" }
429 = { reason = \"Too Many Requests\", meaning = \"Requests come too fast.\" }
503 = { reason = \"Service Unavailable\", meaning = \"The service is busy.\" }
";

const API: &str = "title = \"Parcels API\"

[types.Address]
street = \"string\"
country = \"string\"
";

const PARCELS: &str = "status = 409

[codes.LABEL_PRINTED]
message = \"The label has been printed\"

[codes.ALREADY_SENT]
message = \"The parcel is on its way\"

[codes.ALREADY_CANCELLED]
message = \"The parcel was cancelled before\"

[codes.NOT_FOUND]
status = 404
message = \"There is no such parcel\"

[codes.ADDRESS_INVALID]
status = 422
message = \"No parcel can be sent to this address\"
details = \"Address\"

[codes.TOO_FAST]
status = 429
message = \"Too many requests\"
";

/// The API before its first release, in git.
fn parcels() -> Scratch {
    let scratch = Scratch::empty();
    for (path, text) in [
        ("catalogue.toml", MANIFEST),
        ("statuses.toml", STATUSES),
        ("parcels/api.toml", API),
        ("parcels/parcels.toml", PARCELS),
    ] {
        write(&scratch.path("catalogue").join(path), text.as_bytes());
    }
    scratch.git(&["init", "-q", "-b", "main"]);
    scratch
}

fn run(scratch: &Scratch, arguments: &[&str], status: i32) -> String {
    let output = scratch.errcat(arguments);
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {}", said(&output));
    said(&output)
}

fn read(scratch: &Scratch, path: &str) -> String {
    fs_err::read_to_string(scratch.path(path)).unwrap()
}

/// Makes the release, which must be of this version, and does what the command says comes next.
fn release(scratch: &Scratch, version: &str) -> String {
    let before = tree(&scratch.path("catalogue"));
    let shown = run(scratch, &["release"], 0);
    assert_eq!(tree(&scratch.path("catalogue")), before, "it writes nothing unless it is told to");
    let told = run(scratch, &["release", "--write"], 0);
    let manifest = read(scratch, "catalogue/catalogue.toml");
    assert!(manifest.contains(&format!("version = \"{version}\"\n")), "{told}\n{manifest}");
    assert!(told.contains(&format!("`git tag v{version}`")), "{told}");
    let after = tree(&scratch.path("catalogue"));
    // What was shown is what was written.
    let lines = |text: &str| -> BTreeMap<String, usize> {
        let mut lines = BTreeMap::new();
        for line in text.lines().filter(|it| it.starts_with("  +") || it.starts_with("  -")) {
            *lines.entry(line.to_owned()).or_default() += 1;
        }
        lines
    };
    assert_eq!(lines(&shown), lines(&told));
    run(scratch, &["release", "--write"], 0);
    assert_eq!(tree(&scratch.path("catalogue")), after, "a second run changes nothing");
    run(scratch, &["lint"], 0);
    tag(scratch, version);
    run(scratch, &["release", "--write"], 0);
    assert_eq!(tree(&scratch.path("catalogue")), after, "nor does one behind the tag");
    told
}

fn tag(scratch: &Scratch, version: &str) {
    scratch.git(&["add", "--all"]);
    scratch.git(&["commit", "-q", "-m", &format!("Release {version}")]);
    scratch.git(&["tag", &format!("v{version}")]);
}

#[test]
fn five_releases_are_read_by_a_caller() {
    let scratch = parcels();
    // Nothing came before the first one.
    let told = run(&scratch, &["release", "--write"], 0);
    assert!(told.contains("the first release") && told.contains("git tag v1.0.0"), "{told}");
    tag(&scratch, "1.0.0");

    let parcels = "catalogue/parcels/parcels.toml";
    let edit = |from: &str, to: &str| scratch.edit(parcels, from, to);
    edit("message = \"Too many requests\"", "message = \"Too many requests from this key\"");
    let lost = "\n[codes.LOST]\nstatus = 410\nmessage = \"The parcel was lost on its way\"\n";
    edit("\n[codes.TOO_FAST]", &format!("{lost}\n[codes.TOO_FAST]"));
    scratch.edit("catalogue/parcels/api.toml", "country", "postcode = \"string?\"\ncountry");
    release(&scratch, "1.1.0");

    let ends = "{ since = \"1.2.0\", sunset = \"2027-01-31\", replaced_by = \"ALREADY_SENT\" }";
    edit("has been printed\"\n", &format!("has been printed\"\ndeprecated = {ends}\n"));
    release(&scratch, "1.2.0");

    // A code is deleted by hand, and a whole file comes with another status.
    let text = read(&scratch, parcels);
    let (before, rest) = text.split_once("[codes.LABEL_PRINTED]").unwrap();
    let rest = &rest[rest.find("[codes.ALREADY_SENT]").unwrap()..];
    write(&scratch.path(parcels), format!("{before}{rest}").as_bytes());
    edit("status = 409", "status = 410");
    let told = release(&scratch, "2.0.0");
    let one = "parcels, 2 codes\n    A code has another status of the same class: `status`: 409 -> 410\n      `ALREADY_SENT`, `ALREADY_CANCELLED`\n";
    assert!(told.contains(one), "one line, one cause: {told}");
    assert!(told.contains("at catalogue/parcels/parcels.toml:1:1\n"), "{told}");
    assert!(read(&scratch, parcels).contains(
        "[retired]\nLABEL_PRINTED = { since = \"2.0.0\", replaced_by = \"ALREADY_SENT\" }\n"
    ));

    // A change that breaks somebody is accepted, and needs no major version.
    edit("status = 429", "status = 503");
    let accepted = "[[change]]\nrule = \"status-across-classes\"\nsubject = \"parcels/TOO_FAST\"\n\
         reason = \"All clients read the code.\"\nuntil = \"2.1.0\"\n";
    write(&scratch.path("catalogue/accepted.toml"), accepted.as_bytes());
    let told = release(&scratch, "2.1.0");
    assert!(told.contains("\naccepted\n") && told.contains("All clients read the code."), "{told}");

    let page = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/release/changelog.toml");
    let changelog = read(&scratch, "catalogue/changelog.toml");
    if std::env::var_os("ERRCAT_BLESS").is_some() {
        write(&page, changelog.as_bytes());
    }
    assert_eq!(changelog, fs_err::read_to_string(page).unwrap());
    for foreign in ["variant", "tombstone", "compil", "rustc", "catalogue", "[D0"] {
        assert!(!changelog.to_lowercase().contains(&foreign.to_lowercase()), "{foreign}");
    }
    run(&scratch, &["gen"], 0);
}

#[test]
fn notes_of_a_person_stay() {
    let scratch = parcels();
    tag(&scratch, "1.0.0");
    scratch.edit("catalogue/parcels/parcels.toml", "status = 409", "status = 410");
    run(&scratch, &["release", "--write"], 0);
    let path = "catalogue/changelog.toml";
    // What the command wrote follows what changes, until somebody rewords it.
    scratch.edit("catalogue/parcels/parcels.toml", "status = 410", "status = 404");
    run(&scratch, &["release", "--write"], 0);
    let text = read(&scratch, path);
    assert!(text.contains("404") && !text.contains("410"), "{text}");
    scratch.edit(path, "Another status", "What was 409 is now 404");
    let own = read(&scratch, path);
    scratch.edit("catalogue/parcels/parcels.toml", "status = 404", "status = 410");
    for command in [&["release", "--write"][..], &["changelog", "--write"]] {
        let told = run(&scratch, command, 0);
        assert!(told.contains("has notes of 2.0.0 that a person wrote: they stay"), "{told}");
        assert_eq!(read(&scratch, path), own);
    }
}

/// A code takes the wire value of one that is gone, so that this one can have no tombstone.
#[test]
fn a_release_is_written_as_a_whole_or_not_at_all() {
    let scratch = parcels();
    tag(&scratch, "1.0.0");
    let path = scratch.path("catalogue/parcels/parcels.toml");
    let text = fs_err::read_to_string(&path).unwrap();
    let rest = &text[text.find("[codes.ALREADY_SENT]").unwrap()..];
    let rest =
        rest.replace("[codes.ALREADY_SENT]\n", "[codes.ALREADY_SENT]\nwire = \"LABEL_PRINTED\"\n");
    write(&path, format!("status = 409\n\n{rest}").as_bytes());
    let before = tree(&scratch.path("catalogue"));
    let told = run(&scratch, &["release", "--write"], 1);
    assert!(told.contains("nothing was written") && told.contains("LABEL_PRINTED"), "{told}");
    assert_eq!(tree(&scratch.path("catalogue")), before);
}

#[test]
fn waivers_that_accept_nothing_are_found() {
    let scratch = parcels();
    tag(&scratch, "1.0.0");
    let accepted = |text: &str| write(&scratch.path("catalogue/accepted.toml"), text.as_bytes());
    let entry = |rule: &str, subject: &str, until: &str| {
        format!(
            "[[change]]\nrule = \"{rule}\"\nsubject = \"{subject}\"\nreason = \"None.\"\nuntil = \"{until}\"\n"
        )
    };
    let file = "catalogue/parcels/parcels.toml";
    scratch.edit(file, "status = 429", "status = 503");
    let rule = "status-across-classes";
    let deny = ["diff", "--deny", "breaking,version"];
    run(&scratch, &deny, 1);
    scratch.edit("catalogue/catalogue.toml", "1.0.0", "1.1.0");
    run(&scratch, &deny, 1);
    accepted(&entry(rule, "parcels/TOO_FAST", "1.1.0"));
    let told = run(&scratch, &deny, 0);
    assert!(told.contains("accepted: None."), "{told}");
    accepted(&entry(rule, "parcels/*", "1.1.0"));
    run(&scratch, &deny, 0);
    // Another subject, another rule: both accept nothing.
    for (rule, subject) in [(rule, "parcels/NOT_FOUND"), ("code-wire", "parcels/TOO_FAST")] {
        accepted(&entry(rule, subject, "1.1.0"));
        let told = run(&scratch, &deny, 1);
        assert!(told.contains("W0029") && told.contains("nothing breaking has changed"), "{told}");
    }
    // One whose version is over accepts nothing either, and the lint can be an error.
    accepted(&entry(rule, "parcels/TOO_FAST", "1.0.0"));
    assert!(run(&scratch, &deny, 1).contains("breaking"));
    assert!(run(&scratch, &["lint"], 0).contains("is accepted until 1.0.0"));
    accepted(&entry(rule, "parcels/TOO_FAST", "1.1.0"));
    scratch.edit(file, "status = 503", "status = 429");
    run(&scratch, &["diff"], 0);
    scratch.edit(
        "catalogue/catalogue.toml",
        "docs_url",
        "lints = { stale-waiver = \"deny\" }\ndocs_url",
    );
    run(&scratch, &["diff"], 1);
    accepted(&entry("status-acros-classes", "parcels/TOO_FAST", "1.1.0"));
    let told = run(&scratch, &["lint"], 1);
    assert!(told.contains("did you mean `status-across-classes`?"), "{told}");
}

#[test]
fn a_team_says_what_kinds_of_changes_count_as() {
    let scratch = parcels();
    tag(&scratch, "1.0.0");
    let file = "catalogue/parcels/parcels.toml";
    scratch.edit(file, "status = 409", "status = 410");
    let diff = |class: &str, status| {
        let manifest = MANIFEST.to_owned() + &format!("\n[diff]\nstatus-in-class = \"{class}\"\n");
        write(&scratch.path("catalogue/catalogue.toml"), manifest.as_bytes());
        run(&scratch, &["diff", "--deny", "breaking"], status)
    };
    assert!(diff("breaking", 1).contains("write `version = \"2.0.0\"`"));
    let told = diff("additive", 0);
    assert!(told.contains("write `version = \"1.1.0\"`"), "{told}");
    assert!(told.contains("`[diff]` in catalogue.toml has it count as additive"), "{told}");
    assert!(diff("editorial", 0).contains("write `version = \"1.0.1\"`"));
    let told = diff("grave", 1);
    assert!(told.contains("breaking") && told.contains("additive"), "{told}");
    let manifest = MANIFEST.to_owned() + "\n[diff]\nstatus-in-clas = \"additive\"\n";
    write(&scratch.path("catalogue/catalogue.toml"), manifest.as_bytes());
    let told = run(&scratch, &["lint"], 1);
    assert!(told.contains("there is no kind of change `status-in-clas`"), "{told}");
    // What callers are told does not change by it.
    diff("editorial", 0);
    let notes = run(&scratch, &["changelog"], 0);
    assert!(notes.contains("Change your client") && notes.contains("`409` → `410`"), "{notes}");
}
