//! The commands that edit the catalogue, as somebody runs them.

use std::collections::BTreeMap;
use std::process::{Command, Output, Stdio};

use crate::scratch::{PROGRAM, Scratch, said, tree};

/// Runs a command on the scratch folder's catalogue, with nobody at the terminal.
fn errcat(scratch: &Scratch, arguments: &[&str]) -> Output {
    Command::new(PROGRAM)
        .args(arguments)
        .args(["--catalogue", "catalogue"])
        .current_dir(&scratch.root)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn changed(before: &BTreeMap<String, Vec<u8>>, scratch: &Scratch) -> Vec<String> {
    let after = tree(&scratch.path("catalogue"));
    assert!(before.keys().eq(after.keys()), "no file comes or goes");
    after.into_iter().filter(|(path, bytes)| before[path] != *bytes).map(|(path, _)| path).collect()
}

#[test]
fn each_command_writes_what_it_shows() {
    let commands: &[(&[&str], &[&str])] = &[
        (
            &[
                "add",
                "rest/RESOURCE_LOCKED",
                "--group",
                "conflict",
                "--action",
                "retry_with_backoff",
            ],
            &["rest/conflict.toml"],
        ),
        (&["deprecate", "izi/CLUB_CLOSED", "--since", "0.1.0"], &["izi/business.toml"]),
        (&["rename", "numeric/UNKNOWN", "UNCLEAR"], &["numeric/api.toml", "numeric/errors.toml"]),
        (&["retire", "iozen/insufficient_scopes"], &["conversions.toml", "iozen/errors.toml"]),
        (
            &["mv", "izi/CLUB_CLOSED", "--group", "system"],
            &["izi/business.toml", "izi/system.toml"],
        ),
    ];
    for (command, files) in commands {
        let scratch = Scratch::new();
        let before = tree(&scratch.path("catalogue"));
        let dry = errcat(&scratch, &[command, &["--dry-run"][..]].concat());
        assert_eq!(dry.status.code(), Some(0), "{}", said(&dry));
        assert!(changed(&before, &scratch).is_empty(), "{command:?} --dry-run");
        let output = errcat(&scratch, command);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert_eq!(changed(&before, &scratch), *files, "{command:?}");
        let printed = String::from_utf8(output.stdout).unwrap();
        // Every line that was added or taken away is shown.
        for path in *files {
            let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
            let (old, new) = (text(&before[*path]), text(&tree(&scratch.path("catalogue"))[*path]));
            let count = |text: &str, line: &str| text.lines().filter(|it| *it == line).count();
            for line in new.lines().filter(|line| count(&new, line) > count(&old, line)) {
                assert!(printed.contains(&format!("  +{line}")), "{line}\n{printed}");
            }
            for line in old.lines().filter(|line| count(&old, line) > count(&new, line)) {
                assert!(printed.contains(&format!("  -{line}")), "{line}\n{printed}");
            }
        }
        assert!(printed.contains("what it means for users of the API: "), "{printed}");
        assert!(
            printed.contains("next: run `cargo-errcat gen --catalogue catalogue`"),
            "{printed}"
        );
        let lint = errcat(&scratch, &["lint"]);
        assert_eq!(lint.status.code(), Some(0), "{}", said(&lint));
    }
}

#[test]
fn what_is_missing_is_said_with_the_choices() {
    let scratch = Scratch::new();
    let before = tree(&scratch.path("catalogue"));
    let wrong: &[(&[&str], &[&str])] = &[
        (&["add"], &["the name is missing"]),
        (&["add", "NEW"], &["the API is missing", "`rest/NEW`", "`izi/NEW`"]),
        (&["add", "rest.NEW"], &["`rest.NEW` is not a name", "write `rest/NEW`"]),
        (&["add", "rest::NEW"], &["write `rest/NEW`"]),
        (&["add", "rest/NEW"], &["the group is missing", "`--group`", "`conflict`"]),
        (&["add", "rest/NEW", "--group", "conflic"], &["did you mean `conflict`?"]),
        (&["add", "iozen/new"], &["the status is missing", "`--status`", "`404`"]),
        (&["add", "numeric/NEW"], &["`--wire 13`"]),
        (&["add", "numeric/NEW", "--wire", "x"], &["`x` is not an integer"]),
        (&["add", "res/NEW"], &["did you mean `rest`?"]),
        (
            &["add", "numeric/NEW", "--wire", "13", "--status", "404", "--detail", "x"],
            &["--detail limit=integer"],
        ),
        (
            &["add", "numeric/UNKNOWN", "--wire", "13", "--status", "404"],
            &["already has a code `UNKNOWN`"],
        ),
        (
            &["rename", "izi/TOKEN_EXPIRED", "TOKEN_INVALID"],
            &["already has a code `TOKEN_INVALID`"],
        ),
        (&["rename", "izi/TOKEN_EXPIRED", "token expired"], &["`token_expired`"]),
        (&["rename", "izi/TOKEN_EXPIRED", "\u{1b}[31m"], &["is not a valid name"]),
        (&["rename", "TOKEN_EXPIRED", "X"], &["several APIs", "`izi/TOKEN_EXPIRED`"]),
        (&["rename", "izi/TOKEN_EXPIRED", "TOKEN_EXPIRED"], &["already has that name"]),
        (&["rename", "izi.TOKEN_EXPIRED", "X"], &["write `izi/TOKEN_EXPIRED`"]),
        (&["deprecate", "izi/TOKEN_EXPIRE"], &["did you mean `TOKEN_EXPIRED`?"]),
        (&["deprecate", "izi/NOT_FOUND", "--replaced-by", "rest/NOT_FOUND"], &["another API"]),
        (
            &["mv", "izi/CLUB_CLOSED", "--group", "business"],
            &["is already in the group `business`"],
        ),
        (&["mv", "izi/CLUB_CLOSED", "--group", "\u{1b}[31m"], &["has no group"]),
    ];
    for (command, words) in wrong {
        let output = errcat(&scratch, command);
        assert_eq!(output.status.code(), Some(2), "{command:?}: {}", said(&output));
        for word in *words {
            assert!(said(&output).contains(word), "{command:?}: {}", said(&output));
        }
        assert!(!said(&output).contains('\u{1b}'), "{command:?}");
    }
    assert!(changed(&before, &scratch).is_empty());
}

/// The result is read before it is written.
#[test]
fn an_invalid_catalogue_is_shown_and_not_written() {
    let scratch = Scratch::new();
    let before = tree(&scratch.path("catalogue"));
    let wrong: &[(&[&str], &str)] = &[
        (&["add", "numeric/new", "--wire", "13", "--status", "404"], "E0205"),
        (&["add", "numeric/NEW", "--wire", "12", "--status", "404"], "E0204"),
        (&["add", "numeric/NEW", "--wire", "13", "--status", "404", "--message", "{x}"], "E0303"),
        (&["retire", "rest/NOT_FOUND"], "E0501"),
        (&["deprecate", "izi/NOT_FOUND", "--note", "\u{1b}[31m"], "E0107"),
        (&["deprecate", "izi/NOT_FOUND", "--replaced-by", "NOT_FOUND"], "E0308"),
    ];
    for (command, rule) in wrong {
        let output = errcat(&scratch, command);
        assert_eq!(output.status.code(), Some(1), "{command:?}: {}", said(&output));
        assert!(said(&output).contains(rule), "{command:?}: {}", said(&output));
        assert!(said(&output).contains("nothing was written"), "{command:?}: {}", said(&output));
        assert!(!said(&output).contains('\u{1b}'), "{command:?}");
    }
    scratch.edit("catalogue/izi/auth.toml", "status = 403", "status = 999");
    let broken = errcat(&scratch, &["deprecate", "rest/NOT_FOUND"]);
    assert_eq!(broken.status.code(), Some(1), "{}", said(&broken));
    assert!(said(&broken).contains("fix these errors first"), "{}", said(&broken));
    scratch.edit("catalogue/izi/auth.toml", "status = 999", "status = 403");
    assert!(changed(&before, &scratch).is_empty());
}

/// A byte order mark, line ends and permissions stay.
#[test]
fn files_stay_what_they_are() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new();
    let path = scratch.path("catalogue/numeric/errors.toml");
    let text = fs_err::read_to_string(&path).unwrap();
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    fs_err::write(&path, &windows).unwrap();
    fs_err::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    let output = errcat(&scratch, &["deprecate", "numeric/NOT_ALLOWED", "--note", "Gone."]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let after = fs_err::read_to_string(&path).unwrap();
    let line = "deprecated = { note = \"Gone.\" }\r\n";
    assert!(after.contains(line), "{after}");
    assert_eq!(after.replace(line, ""), windows);
    assert_eq!(fs_err::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
}

/// What cannot be written leaves everything as it was.
#[test]
fn a_file_that_cannot_be_written_takes_the_others_back() {
    let scratch = Scratch::new();
    let before = tree(&scratch.path("catalogue"));
    // A folder where the new text would wait: conversions.toml is written first.
    fs_err::create_dir_all(scratch.path("catalogue/iozen/.errcat-errors.toml/x")).unwrap();
    let output = errcat(&scratch, &["retire", "iozen/insufficient_scopes"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("nothing in catalogue was changed"), "{}", said(&output));
    assert!(changed(&before, &scratch).is_empty(), "{}", said(&output));
}
