//! The usual baseline of `diff`: the newest release before this one, and never the commit
//! that is at hand.

use crate::scratch::{Scratch, said, write};

const SHOP: &str = "title = \"Shop API\"\n";
const ORDERS: &str = "\
[codes.ORDER_NOT_FOUND]
status = 404

[codes.ORDER_CLOSED]
status = 409

[codes.ORDER_PAID]
status = 409
";

fn manifest(version: &str) -> String {
    format!("format = 1\ntitle = \"Shop\"\nversion = \"{version}\"\n")
}

/// A repository without a commit, with a catalogue in it.
fn repository() -> Scratch {
    let scratch = Scratch::empty();
    scratch.git(&["init", "-q", "-b", "main"]);
    write(&scratch.path("catalogue/catalogue.toml"), manifest("1.0.0").as_bytes());
    write(
        &scratch.path("catalogue/statuses.toml"),
        b"404 = { reason = \"Not Found\" }\n409 = { reason = \"Conflict\" }\n410 = { reason = \"Gone\" }\n",
    );
    write(&scratch.path("catalogue/shop/api.toml"), SHOP.as_bytes());
    write(&scratch.path("catalogue/shop/orders.toml"), ORDERS.as_bytes());
    scratch
}

fn commit(scratch: &Scratch, tags: &[&str]) {
    scratch.git(&["add", "--all"]);
    scratch.git(&["commit", "-q", "--allow-empty", "-m", "A commit"]);
    for tag in tags {
        scratch.git(&["tag", tag]);
    }
}

/// Another release, with a code more.
fn release(scratch: &Scratch, version: &str, tags: &[&str]) {
    write(&scratch.path("catalogue/catalogue.toml"), manifest(version).as_bytes());
    let path = scratch.path("catalogue/shop/orders.toml");
    let code = format!("\n[codes.OF_{}]\nstatus = 404\n", version.replace(['.', '-'], "_"));
    let text = fs_err::read_to_string(&path).unwrap() + &code;
    fs_err::write(path, text.to_uppercase().replace("STATUS", "status").replace("CODES", "codes"))
        .unwrap();
    commit(scratch, tags);
}

/// What a run says, which must end with this status.
fn diff(scratch: &Scratch, arguments: &[&str], status: i32) -> String {
    let output = scratch.errcat(&[&["diff"], arguments].concat());
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {}", said(&output));
    said(&output)
}

/// The tag that a run compares with.
fn base(scratch: &Scratch, arguments: &[&str]) -> String {
    let text = diff(scratch, &[arguments, &["--format", "json"]].concat(), 0);
    let report: serde_json::Value = serde_json::from_str(&text).unwrap();
    report["base"].as_str().unwrap().to_owned()
}

#[test]
fn a_tag_that_is_pushed_is_compared_with_the_one_before() {
    let scratch = repository();
    commit(&scratch, &["v1.0.0"]);
    release(&scratch, "1.9.0", &["v1.9.0"]);
    release(&scratch, "1.10.0", &["v1.10.0", "deployed", "v1.x"]);
    assert_eq!(base(&scratch, &[]), "v1.9.0");
    assert!(diff(&scratch, &[], 0).contains("OF_1_10_0"));
    // What comes later is compared with the tag, whether it changes anything or not.
    commit(&scratch, &[]);
    assert_eq!(base(&scratch, &[]), "v1.10.0");
    assert!(diff(&scratch, &[], 0).contains("nothing has changed since v1.10.0"));
    scratch.edit("catalogue/shop/orders.toml", "status = 404", "status = 410");
    assert_eq!(base(&scratch, &[]), "v1.10.0");
    scratch.git(&["checkout", "-q", "v1.10.0"]);
    assert_eq!(base(&scratch, &[]), "v1.10.0", "the commit of the tag, and an edit on top of it");
}

#[test]
fn newer_releases_are_no_base_of_an_older_line() {
    let scratch = repository();
    commit(&scratch, &["v1.0.0"]);
    release(&scratch, "2.0.0-rc.1", &["v2.0.0-rc.1"]);
    assert_eq!(base(&scratch, &[]), "v1.0.0");
    release(&scratch, "2.0.0", &["v2.0.0"]);
    assert_eq!(base(&scratch, &[]), "v1.0.0", "callers hold releases, not what came before them");
    scratch.git(&["checkout", "-q", "-b", "one", "v1.0.0"]);
    release(&scratch, "1.0.1", &[]);
    assert_eq!(base(&scratch, &[]), "v1.0.0");
}

#[test]
fn the_main_branch_without_a_tag_is_not_compared_with_itself() {
    let scratch = repository();
    commit(&scratch, &["latest", "2026-01-01"]);
    let says = diff(&scratch, &[], 2);
    assert!(says.contains("there is no release to compare catalogue with"), "{says}");
    assert!(says.contains("--base"), "{says}");
    // What is not committed is compared with what is.
    scratch.edit("catalogue/shop/orders.toml", "status = 404", "status = 410");
    assert!(diff(&scratch, &["--deny", "breaking"], 1).contains("the last commit"));
    // A branch is compared with where it began.
    scratch.git(&["checkout", "-q", "-b", "topic"]);
    commit(&scratch, &[]);
    assert!(diff(&scratch, &["--deny", "breaking"], 1).contains("breaking"));
    scratch.git(&["checkout", "-q", "main"]);
    scratch.git(&["merge", "-q", "topic"]);
    assert!(diff(&scratch, &[], 2).contains("there is no release"));
}

#[test]
fn a_shallow_clone_says_how_to_fetch() {
    let scratch = repository();
    commit(&scratch, &["v1.0.0"]);
    release(&scratch, "1.1.0", &[]);
    let from = format!("file://{}", scratch.root);
    let clone = Scratch::empty();
    clone.git(&["clone", "-q", "--depth", "1", &from, "."]);
    let says = diff(&clone, &[], 2);
    assert!(says.contains("shallow") && says.contains("git fetch --unshallow --tags"), "{says}");
    let says = diff(&clone, &["--base", "v1.0.0"], 2);
    assert!(says.contains("git fetch --depth 1 origin tag v1.0.0"), "{says}");
    clone.git(&["fetch", "-q", "--depth", "1", "origin", "tag", "v1.0.0"]);
    assert_eq!(base(&clone, &[]), "v1.0.0");
}

#[test]
fn tags_of_several_things_are_told_apart() {
    let scratch = repository();
    commit(&scratch, &["web-v0.9.0", "api-v0.8.0"]);
    release(&scratch, "1.0.0", &[]);
    let says = diff(&scratch, &[], 2);
    assert!(says.contains("`--tag-pattern 'api-v*'`, `--tag-pattern 'web-v*'`"), "{says}");
    assert_eq!(base(&scratch, &["--tag-pattern", "web-v*"]), "web-v0.9.0");
    let says = diff(&scratch, &["--tag-pattern", "v1"], 2);
    assert!(says.contains("write one `*` where the version stands"), "{says}");
}

#[test]
fn a_catalogue_that_was_moved_is_followed() {
    let scratch = repository();
    write(&scratch.path("other/README.md"), b"Something else.\n");
    commit(&scratch, &["v1.0.0"]);
    fs_err::create_dir_all(scratch.path("spec")).unwrap();
    scratch.git(&["mv", "catalogue", "spec/errors"]);
    scratch.edit("spec/errors/shop/orders.toml", "status = 404", "status = 410");
    let dir = ["--catalogue", "spec/errors"];
    let check = || {
        let says = diff(&scratch, &dir, 0);
        assert!(says.contains("v1.0.0, where it was in `catalogue`"), "{says}");
        assert!(says.contains("404 -> 410") && !says.contains("ORDER_PAID"), "{says}");
    };
    check();
    commit(&scratch, &[]);
    check();
    // Another catalogue beside it is not taken for it.
    for (path, text) in crate::scratch::tree(&scratch.path("spec/errors")) {
        write(&scratch.path("another").join(path), &text);
    }
    commit(&scratch, &[]);
    check();
}
