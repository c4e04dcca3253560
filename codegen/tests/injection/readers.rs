//! Texts as Markdown, in every place where Markdown of a text may stand, mean the same to every reader:
//! to those of `outputs/readers.rs`, and to those that other people wrote in JavaScript and Python.

use std::collections::BTreeSet;
use std::process::Command;

use errcat_catalogue::model::{Prose, Target};
use errcat_emit::prose::{self, Destination, Embed, Links};

use super::{hostile_texts, run_over, script};
use crate::outputs::readers::{Shown, differences, shown};

/// Texts that refer to nothing.
struct NoLinks;

impl Links for NoLinks {
    fn link(&self, _: &Target) -> Destination {
        panic!("no text here has references")
    }
}

/// Places of inline Markdown on a page; `@` is where it stands.
const INLINE: &[&str] = &[
    "@",
    "words @ words",
    "words\n@",
    "### @",
    "### `code` · @",
    "- @",
    "1. **words:** @",
    "> @",
    "**words @:** words",
];

/// A link, which holds no other.
const LINK: &str = "[@](https://example.com/x)";

/// Documents with `text` in each of its forms and places, behind a heading, as no page begins with a
/// text of a catalogue.
fn documents(text: &str) -> Vec<String> {
    let prose = Prose { source: errcat_catalogue::raw::normal(text), references: Vec::new() };
    let written = |embed| prose::markdown(&prose, embed, &NoLinks);
    let mut out = Vec::new();
    let pieces = [prose::plain(text), prose::code(text, Embed::Inline), written(Embed::Inline)];
    for piece in &pieces {
        out.extend(INLINE.iter().map(|place| place.replace('@', piece)));
    }
    out.extend(pieces[..2].iter().map(|piece| LINK.replace('@', piece)));
    for cell in [prose::plain(text), prose::code(text, Embed::Cell), written(Embed::Cell)] {
        out.push(format!("| a | b |\n| --- | --- |\n| {cell} | {cell} |"));
    }
    out.push(written(Embed::Block { below: 3 }));
    for marker in ["- ", "1. "] {
        let indent = format!("\n{}", " ".repeat(marker.len()));
        let item = written(Embed::Item { below: 3 }).replace('\n', &indent);
        out.push(format!("{marker}{item}"));
    }
    out.push(prose::fence("text", text));
    out.into_iter().map(|piece| format!("# Heading\n\n{piece}\n")).collect()
}

#[test]
fn markdown_of_a_text_means_the_same_to_every_reader() {
    let wrong: Vec<String> = hostile_texts()
        .iter()
        .flat_map(|text| documents(text).into_iter().map(move |document| (text, document)))
        .filter_map(|(text, document)| {
            differences(&document).err().map(|error| format!("{text:?}: {error}"))
        })
        .collect();
    let first = wrong[..wrong.len().min(10)].join("\n\n");
    assert!(wrong.is_empty(), "{first}\n{} differ", wrong.len());
}

/// Text that is plain shows as it is, and nothing but it.
#[test]
fn plain_text_is_shown_as_it_is() {
    for text in hostile_texts() {
        let mut expected = Shown::default();
        expected.text(&text);
        assert_eq!(shown(&prose::plain(&text)), expected, "{text:?}");
    }
}

/// Lets a reader of somebody else's see all of it, with what mdBook sees in it.
fn read_by(command: Command) {
    // Many a text is the same as prose.
    let all: BTreeSet<String> = hostile_texts().iter().flat_map(|text| documents(text)).collect();
    let documents: Vec<serde_json::Value> = all
        .into_iter()
        .map(|document| {
            let shown = shown(&document);
            serde_json::json!({
                "markdown": document, "elements": shown.elements, "text": shown.text,
            })
        })
        .collect();
    run_over(command, &documents.into());
}

/// The same, as readers in JavaScript see it: remark with directives, math and what code hosts add, MDX,
/// markdown-it with its plugins.
#[test]
#[ignore = "it needs Node.js, and the folder `node_modules` of the conformance tests in ERRCAT_NODE_MODULES"]
fn markdown_of_a_text_means_the_same_in_javascript() {
    let modules = std::env::var_os("ERRCAT_NODE_MODULES").expect("ERRCAT_NODE_MODULES is set");
    let mut command = Command::new("node");
    command.arg(script("read_markdown.mjs")).arg(modules);
    read_by(command);
}

/// The same, as Python-Markdown sees it with all extensions of its own and of pymdown.
#[test]
#[ignore = "it needs the interpreter of the conformance tests' virtual environment in ERRCAT_PYTHON"]
fn markdown_of_a_text_means_the_same_in_python() {
    let python = std::env::var_os("ERRCAT_PYTHON").expect("ERRCAT_PYTHON is set");
    let mut command = Command::new(python);
    command.arg(script("read_markdown.py"));
    read_by(command);
}
