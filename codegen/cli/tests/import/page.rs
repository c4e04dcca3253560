//! `codegen/docs/import.md` is true.

use super::scratch;
use crate::scratch::{said, write};

/// A block of the page: the file that it shows, or none for a command.
fn blocks(section: &str) -> Vec<(Option<&str>, &str)> {
    let mut blocks = Vec::new();
    let mut rest = section;
    while let Some((before, behind)) = rest.split_once("```") {
        let (block, behind) = behind.split_once("```").unwrap();
        let (info, text) = block.split_once('\n').unwrap();
        let name = before.trim_end().rsplit('\n').next().unwrap_or_default();
        let name = name.strip_prefix("**`").and_then(|name| name.strip_suffix("`**"));
        if name.is_some() || info == "sh" {
            blocks.push((name, text));
        }
        rest = behind;
    }
    blocks
}

/// What is above a command is there before it, what is below it afterwards.
#[test]
fn the_page_says_what_comes() {
    let page = include_str!("../../../docs/import.md");
    let mut commands = 0;
    for section in page.split("\n## ") {
        let scratch = scratch(&[]);
        let mut is_done = false;
        for (name, text) in blocks(section) {
            let Some(name) = name else {
                let arguments: Vec<&str> = text.split_whitespace().skip(2).collect();
                let output = scratch.errcat(&arguments);
                assert_eq!(output.status.code(), Some(0), "{}", said(&output));
                (is_done, commands) = (true, commands + 1);
                continue;
            };
            if is_done {
                assert_eq!(fs_err::read_to_string(scratch.path(name)).unwrap(), text, "{name}");
            } else {
                write(&scratch.path(name), text.as_bytes());
            }
        }
    }
    assert_eq!(commands, 2);
}

/// The page names each key of a map and each format.
#[test]
fn the_page_is_complete() {
    let page = include_str!("../../../docs/import.md");
    let keys = errcat_evolve::import::map::ROLES.iter();
    let formats = errcat_evolve::import::source::FORMATS.iter().map(|format| &format.name);
    for word in keys.chain(formats) {
        assert!(page.contains(&format!("`{word}`")), "{word}");
    }
}
