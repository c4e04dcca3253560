//! Heaps of characters and pieces that mean something to some Markdown, by a fixed sequence.

use super::*;
use errcat_catalogue::model::prose::simple::{Part, scan};

#[test]
fn what_is_fast_is_as_if_slow() {
    let mut fast_ones = 0;
    for source in heaps(30_000) {
        // Addresses and the like have several spellings.
        let prose = prose(&source);
        for embed in [Embed::Inline, Embed::Block { below: 2 }] {
            if let Some(fast) = fast::markdown(&prose, embed, &NoLinks) {
                assert_eq!(
                    events(&fast),
                    events(&write::markdown(&prose, embed, &NoLinks)),
                    "{source:?}"
                );
                fast_ones += 1;
            }
        }
    }
    assert!(fast_ones > 1_000, "{fast_ones}");
}

#[test]
fn simple_references_are_those_of_a_parser() {
    for source in heaps(30_000) {
        let mut simple = Vec::new();
        let whole = scan(&source, |part| {
            if let Part::Reference { range, .. } = part {
                simple.push(range);
            }
        });
        let links = Parser::new_ext(&source, Options::ENABLE_TABLES | Options::ENABLE_WIKILINKS);
        let links = links.into_offset_iter().filter_map(|(event, range)| {
            matches!(event, Event::Start(Tag::Link { .. } | Tag::Image { .. })).then_some(range)
        });
        if whole.is_some() {
            assert_eq!(simple, links.collect::<Vec<_>>(), "{source:?}");
        }
    }
}

/// Strings of characters and pieces that mean something to some Markdown, by a fixed sequence.
fn heaps(count: usize) -> Vec<String> {
    const PIECES: &[&str] = &[
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "|",
        "{",
        "{{",
        "}}",
        "#",
        "\\",
        "&",
        ";",
        "!",
        ":",
        "-",
        "+",
        "=",
        "1.",
        " ",
        "  ",
        "\n",
        "\t",
        "a",
        "B",
        "é",
        "words",
        " *so* ",
        "*so*",
        "`code`",
        "[[3]]",
        " [[x|text]] ",
        "{{#include a}}",
        "<b>",
        "<!--",
        "&lt;",
        "https://",
        "$",
        "^",
        "'",
        "\"",
        "\u{2e00}",
        "/",
    ];
    let mut state = 1_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963);
        usize::try_from(state >> 33).unwrap_or(0) % below
    };
    (0..count)
        .map(|_| {
            let length = next(12) + 1;
            (0..length).map(|_| PIECES[next(PIECES.len())]).collect()
        })
        .collect()
}

#[test]
fn heaps_of_punctuation_are_text() {
    for original in heaps(3_000) {
        let markdown = plain(&original);
        assert_eq!(text(&markdown, &["Paragraph"]), original);
        assert_eq!(text(&format!("# {markdown}"), &["Heading"]), original);
        let table = format!("| a |\n|---|\n| {markdown} |");
        assert_eq!(text(&table, &["Table"]), format!("a{original}"));
        for embed in [Embed::Inline, Embed::Cell] {
            assert!(!has_template(&code(&original, embed)));
        }
    }
}

#[test]
fn heaps_of_markdown_stay_harmless() {
    for source in heaps(3_000) {
        for embed in [Embed::Cell, Embed::Inline, Embed::Block { below: 2 }] {
            let markdown = markdown(&no_references(&source), embed, &NoLinks);
            assert!(!has_template(&markdown), "{source:?} became {markdown:?}");
            let html = Parser::new_ext(&markdown, MDBOOK)
                .find(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_)));
            assert_eq!(html, None, "{source:?} became {markdown:?}");
        }
    }
}
