mod heaps;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::text::has_template;
use super::*;
use errcat_catalogue::model::{ActionId, CodeRef, Reference};

const HOSTILE: &[&str] = &[
    "plain words",
    " spaces at both ends ",
    "  ",
    "- item",
    "+ item",
    "-",
    "* item",
    "1. item",
    "123) item",
    "1986\\. A year",
    "# heading",
    "####### seven",
    "heading ## ##",
    "C# and F#",
    "#",
    "> quote",
    "> [!NOTE]\n> note",
    ": definition",
    "term\n: definition",
    "===",
    "---",
    "***",
    "- [ ] task",
    "text {#id .class}",
    "{#id}",
    "text }",
    "{resource} limit ({current}/{max})",
    "{{#include /etc/passwd}}",
    "{{ #include /etc/passwd}}",
    "\\{{#include /etc/passwd}}",
    "{{{#title x}}}",
    "*emphasis* **strong** _under_ __more__ ***both***",
    "snake_case_name and _private and trailing_ and a__b",
    "~~struck~~ ~sub~ ^sup^",
    "$x^2$ and $$y$$",
    "`code` ``co`de`` `unclosed",
    "a | b | c",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "<script>alert(1)</script>",
    "</td><b onclick=x>",
    "<!-- comment",
    "-->",
    "<https://example.com>",
    "<me@example.com>",
    "&amp; &lt; &#123; &copy; &copy & &#x41;",
    "back\\slash \\* \\",
    "\\",
    "[text](javascript:alert(1))",
    "[text][ref] [ref]",
    "[ref]: https://example.com",
    "![image](https://example.com/x.png)",
    "!",
    "wow!",
    "[^1] and [^1]: note",
    "[[TOKEN_EXPIRED]]",
    "line one\nline two\n\nline four",
    "tab\there",
    "    indented",
    "```\nfence\n```",
    "``` info",
    "~~~",
    "trailing two  \nbreak",
    "\u{a0}no-break\u{a0}",
    "ünïcödé — 日本語 🐙",
    "https://example.com/a_b_c?x=1&y=2#z",
    "@everyone #1 :smile:",
    "\"quotes\" 'single' -- --- ...",
    "\u{2e00}1\u{2e00}",
];

struct NoLinks;

impl Links for NoLinks {
    fn link(&self, target: &Target) -> Destination {
        match target {
            Target::Code(code) => Destination {
                label: Label::Code(format!("CODE_{}", code.code)),
                address: Some(format!("api/index.md#CODE_{}", code.code)),
            },
            _ => Destination { label: Label::Text("Wait *now*".to_owned()), address: None },
        }
    }
}

fn prose(source: &str) -> Prose {
    let mut references = Vec::new();
    let mut from = 0;
    while let Some(start) = source[from..].find("[[").map(|at| from + at) {
        let Some(end) = source[start..].find("]]").map(|at| start + at + 2) else { break };
        let inside = &source[start + 2..end - 2];
        let (target, text) = match inside.split_once('|') {
            Some((target, text)) => (target, Some(text.to_owned())),
            None => (inside, None),
        };
        let target = match target.parse() {
            Ok(code) => Target::Code(CodeRef { api: 0, code }),
            Err(_) => Target::Action(ActionId(0)),
        };
        references.push(Reference { range: start..end, target, text });
        from = end;
    }
    Prose { source: source.to_owned(), references }
}

fn no_references(source: &str) -> Prose {
    Prose { source: source.to_owned(), references: Vec::new() }
}

/// The text of `markdown`, which must hold nothing but text and `allowed` tags.
#[track_caller]
fn text(markdown: &str, allowed: &[&str]) -> String {
    let mut out = String::new();
    for event in Parser::new_ext(markdown, MDBOOK) {
        match event {
            Event::Text(text) => out.push_str(&text),
            Event::Start(tag) => {
                let tag = format!("{tag:?}");
                assert!(
                    allowed.iter().any(|allowed| tag.starts_with(allowed)),
                    "{tag} in {markdown:?}"
                );
            }
            Event::End(_) => {}
            other => panic!("{other:?} in {markdown:?}"),
        }
    }
    out
}

#[test]
fn plain_text_is_text_everywhere() {
    for original in HOSTILE {
        let markdown = plain(original);
        assert!(!markdown.contains('\n') && !markdown.contains("{{"), "{markdown:?}");
        assert_eq!(text(&markdown, &["Paragraph"]), *original);
        let below = format!("word\n{markdown}");
        let expected = format!("word{original}");
        let soft = Parser::new_ext(&below, MDBOOK).filter(|event| *event != Event::SoftBreak);
        let joined: String = soft
            .filter_map(|event| match event {
                Event::Text(text) => Some(text.into_string()),
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => None,
                other => panic!("{other:?} in {below:?}"),
            })
            .collect();
        assert_eq!(joined, expected);
        assert_eq!(text(&format!("### {markdown}"), &["Heading"]), *original);
        assert_eq!(text(&format!("- {markdown}"), &["List", "Item"]), *original);
        assert_eq!(text(&format!("[{markdown}](x.md)"), &["Paragraph", "Link"]), *original);
        let table = format!("| a | b |\n|---|---|\n| {markdown} | {markdown} |");
        let expected = format!("ab{original}{original}");
        assert_eq!(text(&table, &["Table"]), expected);
    }
}

#[test]
fn plain_text_stays_readable() {
    for readable in [
        "Monthly limit reached (3/5)",
        "TOKEN_EXPIRED, and so on: (a) R&D, b & c; 100 % of 3 > 2!?",
        "Don't retry - wait: a + b = c",
        "C# is in Unicode. It's a \"letter\"",
        "1.0.0",
        "A note: # not a comment",
        "Unauthorized. Exports and imports import nothing",
    ] {
        let markdown = plain(readable);
        assert_eq!(markdown.trim_end_matches("\\!"), readable.trim_end_matches('!'));
    }
}

#[test]
fn text_around_values_stays_as_it_is() {
    let check =
        |parts: &[Piece<'_>], expected: &str| assert_eq!(pieces(parts, Embed::Cell), expected);
    check(
        &[Piece::Text("at most "), Piece::Code("{max}"), Piece::Text(" a day ")],
        "at most `{max}` a day&#32;",
    );
    check(&[Piece::Code("{a}"), Piece::Text("_b_")], "`{a}`\\_b\\_");
    check(&[Piece::Text("{"), Piece::Code("{a|b}")], "&#123;`{a\\|b}`");
}

/// Two code spans side by side would show the ticks between them.
#[test]
fn neighbouring_values_are_one_code_span() {
    let parts = [Piece::Code("{a}"), Piece::Code("{b}"), Piece::Text(" of "), Piece::Code("{c}")];
    assert_eq!(pieces(&parts, Embed::Inline), "`{a}{b}` of `{c}`");
    let show = |source: &str| markdown(&prose(source), Embed::Inline, &Unlinked);
    assert_eq!(
        show("[[3]][[4]] and `a`[[5]], [[6]]`b`"),
        "`CODE_3CODE_4` and `aCODE_5`, `CODE_6b`"
    );
}

struct Unlinked;

impl Links for Unlinked {
    fn link(&self, target: &Target) -> Destination {
        Destination { address: None, ..NoLinks.link(target) }
    }
}

#[test]
fn code_shows_its_value() {
    for value in HOSTILE.iter().chain(&["`", "``", "a`", "`a", "a\\|b", "a|", "|", "\\"]) {
        for embed in [Embed::Inline, Embed::Cell] {
            let markdown = code(value, embed);
            assert!(!has_template(&markdown), "{markdown:?}");
            let whole = match embed {
                Embed::Cell => format!("| a | b |\n|---|---|\n| {markdown} | {markdown} |"),
                _ => format!("word {markdown} word"),
            };
            let shown: Vec<String> = Parser::new_ext(&whole, MDBOOK)
                .filter_map(|event| match event {
                    Event::Text(text) | Event::Code(text) => Some(text.into_string()),
                    Event::Start(
                        Tag::Paragraph
                        | Tag::Table(_)
                        | Tag::TableHead
                        | Tag::TableRow
                        | Tag::TableCell,
                    )
                    | Event::End(_) => None,
                    other => panic!("{other:?} in {whole:?}"),
                })
                .collect();
            let expected = match embed {
                Embed::Cell => format!("ab{value}{value}"),
                _ => format!("word {value} word"),
            };
            assert_eq!(shown.concat(), expected, "{whole:?}");
        }
    }
}

#[test]
fn fences_show_their_value() {
    for value in HOSTILE.iter().chain(&["````", "a\n\nb\n   c"]) {
        let markdown = fence("text", value);
        assert!(!has_template(&markdown), "{markdown:?}");
        let shown: String = Parser::new_ext(&markdown, MDBOOK)
            .filter_map(|event| match event {
                Event::Text(text) => Some(text.into_string()),
                Event::HardBreak => Some("\n".to_owned()),
                _ => None,
            })
            .collect();
        assert_eq!(shown.trim_end_matches('\n'), *value);
    }
    let json = r#"{"a": "{{#include x}}"}"#;
    let fenced = fence("json", json);
    let shown = fenced.trim_start_matches("```json\n").trim_end_matches("```\n");
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
    assert_eq!(read(shown), read(json));
}

#[test]
fn addresses_are_harmless() {
    for bad in ["javascript:alert(1)", "JaVa\tScript:x", " data:text/html,x", "vbscript:x", ""] {
        assert_eq!(address(bad), None, "{bad:?}");
        assert_eq!(link("x", bad), "x");
    }
    for good in ["https://example.com/a?b=c&d=e#f", "mailto:a@b.c", "../x/", "#group:limits"] {
        assert_eq!(address(good).as_deref(), Some(good));
    }
    assert_eq!(address("a b)|{{").as_deref(), Some("a%20b%29%7C%7B%7B"));
}

#[test]
fn prose_has_no_active_content() {
    for source in HOSTILE {
        for embed in [Embed::Cell, Embed::Inline, Embed::Block { below: 3 }] {
            let markdown = markdown(&no_references(source), embed, &NoLinks);
            assert!(!has_template(&markdown), "{markdown:?}");
            for event in Parser::new_ext(&markdown, MDBOOK) {
                match event {
                    Event::Html(_) | Event::InlineHtml(_) => panic!("{event:?} in {markdown:?}"),
                    Event::Start(Tag::Image { .. }) => panic!("image in {markdown:?}"),
                    Event::Start(Tag::Link { dest_url, .. }) => {
                        assert!(!dest_url.starts_with("javascript"), "{markdown:?}");
                    }
                    Event::Start(Tag::Heading { level, .. }) => {
                        assert!(level as u8 > 3, "{markdown:?} from {source:?}, {embed:?}");
                    }
                    _ => {}
                }
            }
            if !matches!(embed, Embed::Block { .. }) {
                assert!(!markdown.contains('\n'), "{markdown:?}");
            }
        }
    }
}

/// The events as a parser with nothing but tables on sees them, texts joined.
fn events(markdown: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match (event, out.last_mut()) {
            (Event::Text(text), Some(last)) if last.starts_with('"') => {
                last.push_str(&text);
            }
            (Event::Text(text), _) => out.push(format!("\"{text}")),
            (other, _) => out.push(format!("{other:?}")),
        }
    }
    out
}

#[test]
fn blocks_keep_their_meaning_and_their_spelling() {
    let documents = [
        "Words, `code` and [[3]] here.\nAnd *more*.\n\nA second paragraph; see [[x|the `x`]].",
        "- one\n- two\n  - three\n\n1. a\n2. b\n",
        "| a | b |\n|---|:-:|\n| `x\\|y` | **c** |\n",
        "```json\n{ \"a\": 1 }\n```\n\n    indented code\n",
        "> quote with [link](https://example.com/a_b \"title\")\n",
        "a  \nb\\\nc\n\n---\n\nd",
        "**[[3]]** and (_x_) and ~~not struck~~ and $5",
        "[a]: https://example.com/\n\nSee [a] and [a][] and ![pic](x.png).",
    ];
    for document in documents {
        let first = markdown(&prose(document), Embed::Block { below: 0 }, &NoLinks);
        let second = markdown(&no_references(&first), Embed::Block { below: 0 }, &NoLinks);
        assert_eq!(first, second, "not idempotent");
        assert_eq!(events(&first), events(&second));
    }
    for document in HOSTILE {
        let first = markdown(&no_references(document), Embed::Block { below: 0 }, &NoLinks);
        let second = markdown(&no_references(&first), Embed::Block { below: 0 }, &NoLinks);
        assert_eq!(first, second, "not idempotent: {document:?}");
    }
}

#[test]
fn references_are_links() {
    let check = |source: &str, embed, expected: &str| {
        assert_eq!(markdown(&prose(source), embed, &NoLinks), expected);
    };
    check("See [[3]].", Embed::Inline, "See [`CODE_3`](api/index.md#CODE_3).");
    check("See *[[3]]*.", Embed::Inline, "See *[`CODE_3`](api/index.md#CODE_3)*.");
    check("See [[3|a|b]] `x|y`", Embed::Cell, "See [a&#124;b](api/index.md#CODE_3) `x\\|y`");
    check("Do [[wait]] now", Embed::Inline, "Do Wait \\*now\\* now");
    check("Well![[3]]", Embed::Inline, "Well\\![`CODE_3`](api/index.md#CODE_3)");
    check("[in [[3]]](https://x.y)", Embed::Inline, "[in `CODE_3`](https://x.y)");
    check(
        "# A\n\n## B [[3]]",
        Embed::Block { below: 3 },
        "#### A\n\n##### B [`CODE_3`](api/index.md#CODE_3)",
    );
}

#[test]
fn inline_prose_begins_no_block() {
    let check = |source: &str, expected: &str| {
        assert_eq!(markdown(&no_references(source), Embed::Inline, &NoLinks), expected);
    };
    check("- not a list", "\\- not a list");
    check("# no heading\nat all", "\\# no heading at all");
    check("*emphasis* <b>", "*emphasis* &lt;b>");
}

#[test]
fn fast_and_slow_agree() {
    for source in [
        "Words and `co|de` of [[3]], snake_case; R (x/y) 100% = 1.\nNext line",
        "`a` - b: [[3]]! \"q\" it's @me",
        "The first.\n",
        "*One* and **two words**: [[3]]\n`a`\n[[x|some text]], *so*.",
    ] {
        for embed in [Embed::Inline, Embed::Block { below: 2 }] {
            let prose = prose(source);
            let fast = fast::markdown(&prose, embed, &NoLinks);
            let slow = write::markdown(&prose, embed, &NoLinks);
            assert_eq!(fast, Some(slow), "{source:?}");
        }
    }
}

/// Readers that know code blocks at the left margin alone would take them for Markdown.
#[test]
fn code_in_lists_and_quotes_stays_code_where_it_does_no_harm() {
    let check = |source: &str, embed, expected: &str| {
        assert_eq!(markdown(&no_references(source), embed, &NoLinks), expected);
    };
    let (block, item) = (Embed::Block { below: 3 }, Embed::Item { below: 3 });
    check("- a\n\n  ```\n  { \"a\": 1 }\n  ```", block, "- a\n  \n  ```\n  { \"a\": 1 }\n  ```");
    check("- ```\n  <b>\n  ```", block, "- > &lt;b>");
    check("```\n<b>\n```", block, "```\n<b>\n```");
    check("```\n<b>\n```", item, "> \n> &lt;b>");
    check("```\n{% x %}\n```", block, "&#123;% x %&#125;");
}

#[test]
fn code_blocks_are_closed_on_a_line_of_their_own() {
    for source in ["    x", "```\nx", "```\nx\n```"] {
        let markdown = markdown(&no_references(source), Embed::Block { below: 1 }, &NoLinks);
        assert_eq!(markdown, "```\nx\n```");
    }
}
