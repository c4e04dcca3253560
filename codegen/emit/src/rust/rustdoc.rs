//! Markdown for rustdoc.
//!
//! [`prose`](crate::prose) makes Markdown of the catalogue's texts. rustdoc reads some of
//! that in its own way: code blocks are Rust that is to be run, addresses may be paths of items,
//! and a bare address is a mistake.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// What rustdoc reads beyond `CommonMark`.
const RUSTDOC: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION);

/// A prefix for the path of an item while it is an address: the docs do not link to addresses with a scheme
/// other than `http`, `https` or `mailto`.
pub(super) const ITEM: &str = "/crate::";

/// The end of the path of a code that is called like the list of all codes.
const AMBIGUOUS: &str = "::Code::ALL";

/// The links to items that a text may have.
pub(super) struct References<'a> {
    /// How many there are at most.
    pub(super) count: usize,
    /// The path of the crate or module that the items lie in.
    pub(super) root: &'a str,
    /// Knows their paths below it.
    pub(super) is_item: &'a dyn Fn(&str) -> bool,
}

impl References<'_> {
    /// Those of a text without any.
    pub(super) const NONE: References<'static> =
        References { count: 0, root: "crate", is_item: &|_| false };
}

/// The address of the item `path` below `root`.
pub(super) fn item(root: &str, path: &str) -> String {
    let kind = if path.ends_with(AMBIGUOUS) { "variant@" } else { "" };
    format!("{kind}{root}::{path}")
}

/// `markdown` with what rustdoc would misread written in another way.
pub(super) fn markdown(markdown: String, references: &References<'_>) -> String {
    if needs_parser(&markdown) {
        return parsed(&markdown, references);
    }
    // Most prose has no links but its references.
    let mut links = 0;
    for (at, sign) in markdown.match_indices("](") {
        let address = &markdown[at + sign.len()..];
        let path = address.strip_prefix(ITEM).and_then(|path| path.split(')').next());
        if !path.is_some_and(references.is_item) {
            return parsed(&markdown, references);
        }
        links += 1;
    }
    if links == 0 {
        markdown
    } else if links == references.count {
        markdown.replace("](/crate::", &format!("]({}::", references.root))
    } else {
        parsed(&markdown, references)
    }
}

/// Whether there may be something in `markdown` that rustdoc misreads, links aside.
fn needs_parser(markdown: &str) -> bool {
    ["```", "://", "  \n", AMBIGUOUS].iter().any(|sign| markdown.contains(sign))
}

/// The same with a parser.
fn parsed(markdown: &str, references: &References<'_>) -> String {
    let mut edits = Vec::new();
    let mut in_code = false;
    for (event, range) in Parser::new_ext(markdown, RUSTDOC).into_offset_iter() {
        let source = &markdown[range.clone()];
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                in_code = true;
                let ticks = source.bytes().take_while(|byte| *byte == b'`').count();
                let at = range.start + ticks;
                edits.push((at..at + info.len(), "text".to_owned()));
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let written = format!("]({dest_url}");
                if let (Some(at), Some(url)) =
                    (source.rfind(&written), address(&dest_url, references))
                {
                    let start = range.start + at + "](".len();
                    edits.push((start..start + dest_url.len(), url));
                }
            }
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => {
                for (at, _) in source.match_indices("://") {
                    edits.push((range.start + at..range.start + at + 1, ":\\".to_owned()));
                }
            }
            Event::HardBreak if source.starts_with(' ') => {
                let spaces = source.bytes().take_while(|byte| *byte == b' ').count();
                edits.push((range.start..range.start + spaces, "\\".to_owned()));
            }
            _ => {}
        }
    }
    apply(markdown, edits)
}

/// What rustdoc should get for the address `url`, if not that.
fn address(url: &str, references: &References<'_>) -> Option<String> {
    if let Some(path) = url.strip_prefix(ITEM).filter(|path| (references.is_item)(path)) {
        return Some(item(references.root, path));
    }
    let absolute = ["http:", "https:", "mailto:"].iter().any(|scheme| {
        url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    // Without a slash it could be the path of an item.
    (!absolute && !url.contains('/') && !url.starts_with('#')).then(|| format!("./{url}"))
}

/// `text` with each of the ranges replaced, which do not overlap.
fn apply(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_unstable_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len() + 8 * edits.len());
    let mut done = 0;
    for (range, replacement) in edits {
        out.push_str(text.get(done..range.start).unwrap_or_default());
        out.push_str(&replacement);
        done = range.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    fn check(source: &str, references: usize, expected: &str) {
        let is_item = |path: &str| path == "a::Code::X";
        let references = super::References { count: references, root: "crate", is_item: &is_item };
        let written = super::markdown(source.to_owned(), &references);
        assert_eq!(written, expected);
    }

    #[test]
    fn references_are_links_to_items() {
        check("[`X`](/crate::a::Code::X), x", 1, "[`X`](crate::a::Code::X), x");
        check("[`X`](/crate::a::Code::X) [y](y.html)", 1, "[`X`](crate::a::Code::X) [y](./y.html)");
        check(
            "`](/crate::a::Code::X)` [`X`](/crate::a::Code::X)",
            1,
            "`](/crate::a::Code::X)` [`X`](crate::a::Code::X)",
        );
    }

    #[test]
    fn other_addresses_are_never_items() {
        check("[a](Code) [b](/crate::Code) [c](#x)", 0, "[a](./Code) [b](/crate::Code) [c](#x)");
        check("[a](https://example.com/)", 0, "[a](https://example.com/)");
        check("https://example.com/", 0, "https:\\//example.com/");
        check("[http://a.b c](x)", 0, "[http:\\//a.b c](./x)");
        check("`https://example.com/`", 0, "`https://example.com/`");
    }

    #[test]
    fn code_is_text() {
        check("```\nhttps://x\n```", 0, "```text\nhttps://x\n```");
        check("```rust\nx\n```", 0, "```text\nx\n```");
        check("- a\n  \n  ```rust\n  x\n  ```", 0, "- a\n  \n  ```text\n  x\n  ```");
    }

    #[test]
    fn hard_breaks_show() {
        check("a  \nb", 0, "a\\\nb");
    }
}
