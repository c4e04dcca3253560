//! What is offered behind `cargo errcat`: by the program, and by each shell with its script.

#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use crate::scratch::{PROGRAM, Scratch, said, write};

/// What is offered for the last of the words.
fn offered(words: &[&str]) -> Vec<String> {
    let at = (words.len() - 1).to_string();
    let output = Command::new(PROGRAM)
        .args(["completions", "--at", &at, "--"])
        .args(words)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect()
}

#[test]
fn words_come_from_commands_and_catalogue() {
    let check =
        |words: &[&str], expected: &[&str]| assert_eq!(offered(words), expected, "{words:?}");
    check(&["errcat", "re"], &["release", "rename", "retire"]);
    check(&["errcat", "list", "i"], &["iozen", "izi"]);
    check(&["errcat", "list", "--status", "42"], &["429"]);
    check(&["errcat", "list", "--status=42"], &["--status=429"]);
    check(&["errcat", "mv", "izi/CLUB_"], &["izi/CLUB_ACCESS_DENIED", "izi/CLUB_CLOSED"]);
    check(&["errcat", "deprecate", "CLUB_CL"], &["CLUB_CLOSED"]);
    check(
        &["errcat", "deprecate", "x", "--replaced-by", "iozen/val"],
        &["iozen/validation_failed"],
    );
    check(&["errcat", "mv", "izi/CLUB_CLOSED", "--group", "sy"], &["system"]);
    check(&["errcat", "add", "--action", "wait"], &["wait_and_retry"]);
    check(&["errcat", "gen", "--only", "ru"], &["rust"]);
    check(&["errcat", "explain", "E031"], &["E0310", "E0311", "E0312", "E0313", "E0314", "E0315"]);
    check(&["errcat", "lint", "--rule", "und"], &["undocumented", "undescribed-field"]);
    check(&["errcat", "show", "--catalogue", "/nowhere", "TOK"], &[]);
    assert!(offered(&["errcat", "retire", "--"]).contains(&"--replaced-by".to_owned()));
    assert!(!offered(&["errcat", "completions", "--"]).contains(&"--at".to_owned()));
}

/// Runs a shell in which `cargo errcat` is this program, in a home of its own.
fn shell(shell: &str, arguments: &[&str]) -> String {
    let scratch = Scratch::empty();
    let cargo = scratch.path("bin/cargo");
    write(&cargo, format!("#!/bin/sh\nexec {PROGRAM} \"$@\"\n").as_bytes());
    fs_err::set_permissions(&cargo, std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", scratch.path("bin"), std::env::var("PATH").unwrap());
    let mut command = Command::new(shell);
    let output = command.args(arguments).env("PATH", path).env("HOME", &scratch.root).output();
    said(&output.unwrap_or_else(|error| panic!("cannot start {shell}: {error}")))
}

/// Bash takes lines apart in its own way, and completes other commands of cargo as before.
#[test]
fn bash_offers_the_same() {
    let check = |words: &str, expected: &str| {
        let script = format!(
            "_before() {{ COMPREPLY=(before); }}\ncomplete -F _before cargo\n\
             source <(cargo errcat completions bash)\n\
             COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n\
             _errcat_cargo_errcat\nprintf '%s ' \"${{COMPREPLY[@]}}\""
        );
        assert_eq!(shell("bash", &["-c", &script]).trim(), expected, "{words}");
    };
    check("cargo errcat re", "release rename retire");
    check("cargo errcat list --status = 42", "429");
    check("cargo errcat list --status 42", "429");
    check("cargo errcat mv izi/CLUB_CLOSED --group sy", "system");
    check("cargo errcat mv 'izi/CLUB_CL'", "izi/CLUB_CLOSED");
    check("cargo bu", "before");
    check("cargo errcat", "before");
}

/// Zsh completes while somebody types: a terminal of its own types the line and a tab, and a key tells
/// what the line has become.
#[test]
#[ignore = "it needs zsh"]
fn zsh_completes_the_same() {
    const TERMINAL: &str = r#"
        zmodload zsh/zpty
        zpty shell 'zsh -f -i'
        zpty -w shell "
            PS1=; autoload -Uz compinit; compinit -u -d $HOME/.zcompdump
            _before() { compadd before }; compdef _before cargo
            source <(cargo errcat completions zsh)
            tell() { print -r -- \$BUFFER > $HOME/new; mv $HOME/new $HOME/told }
            zle -N tell; bindkey '^G' tell; print > $HOME/ready"
        until [[ -e $HOME/ready ]]; do sleep 0.05; done
        zpty -w -n shell "$1"$'\t\C-g'
        until [[ -e $HOME/told ]]; do sleep 0.05; done
        print -r -- "$(<$HOME/told)"
        zpty -d shell"#;
    let check = |line: &str, expected: &str| {
        let shown = shell("zsh", &["-f", "-c", TERMINAL, "zsh", line]);
        assert_eq!(shown.trim_end(), expected, "{line}");
    };
    check("cargo errcat ren", "cargo errcat rename");
    check("cargo errcat list --status 42", "cargo errcat list --status 429");
    check("cargo errcat list --status=42", "cargo errcat list --status=429");
    check("cargo errcat mv izi/CLUB_CL", "cargo errcat mv izi/CLUB_CLOSED");
    check("cargo bef", "cargo before");
}

#[test]
#[ignore = "it needs fish"]
fn fish_offers_the_same() {
    const SCRIPT: &str = "complete -c cargo -n 'not __errcat_is_errcat' -f -a before
        cargo errcat completions fish | source
        complete -C $argv[1] | string split -f 1 \\t";
    let check = |line: &str, expected: &str| {
        let shown = shell("fish", &["-N", "-c", SCRIPT, line]);
        assert_eq!(shown.lines().collect::<Vec<_>>().join(" "), expected, "{line}");
    };
    check("cargo errcat re", "release rename retire");
    check("cargo errcat list --status 42", "429");
    check("cargo errcat list --status=42", "--status=429");
    check("cargo errcat mv izi/CLUB_CLOSED --group sy", "system");
    check("cargo bef", "before");
}
