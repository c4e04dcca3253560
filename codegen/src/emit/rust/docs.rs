//! Texts of the catalogue as doc comments.
//!
//! [`prose`](crate::emit::prose) makes Markdown of them. rustdoc reads some of that in its own
//! way: code blocks are Rust that is to be run, addresses may be paths of items, and a bare
//! address is a mistake.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::scope::Scope;
use super::status::status_variant;
use crate::catalogue::{ActionId, CodeRef, Prose, Status, Target};
use crate::emit::prose::{self, Destination, Embed, Label, Links};

/// What rustdoc reads beyond `CommonMark`.
const RUSTDOC: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_SMART_PUNCTUATION);

/// Stands before the path of an item while it is an address: addresses with a scheme that is not
/// `http`, `https` or `mailto` are none.
const ITEM: &str = "/crate::";

impl Scope<'_> {
    /// Prose as the Markdown of a doc comment.
    pub(super) fn prose(&self, prose: &Prose) -> String {
        self.markdown(prose, Embed::Block { below: 1 })
    }

    /// Prose as Markdown of a doc comment, on one line.
    pub(super) fn line(&self, prose: &Prose) -> String {
        self.markdown(prose, Embed::Inline)
    }

    fn markdown(&self, prose: &Prose, embed: Embed) -> String {
        let markdown = prose::markdown(prose, embed, self);
        if needs_parser(&markdown) {
            return self.for_rustdoc(&markdown);
        }
        // Most prose has no links but its references.
        let mut links = 0;
        for (at, sign) in markdown.match_indices("](") {
            let address = &markdown[at + sign.len()..];
            let path = address.strip_prefix(ITEM).and_then(|path| path.split(')').next());
            if !path.is_some_and(|path| self.has_linked(path)) {
                return self.for_rustdoc(&markdown);
            }
            links += 1;
        }
        if links == 0 {
            markdown
        } else if links == prose.references.len() {
            markdown.replace("](/crate::", "](crate::")
        } else {
            self.for_rustdoc(&markdown)
        }
    }

    /// Plain text as the Markdown of a doc comment.
    pub(super) fn plain(&self, text: &str) -> String {
        let markdown = prose::plain(text);
        if needs_parser(&markdown) { self.for_rustdoc(&markdown) } else { markdown }
    }

    /// A link to an action, by its id.
    pub(super) fn action(&self, id: ActionId) -> String {
        self.refer(&Target::Action(id))
    }

    /// A link to a status, by its number.
    pub(super) fn status(&self, status: Status) -> String {
        self.refer(&Target::Status(status))
    }

    /// A link to a code, by its name.
    pub(super) fn code(&self, code: CodeRef) -> String {
        self.refer(&Target::Code(code))
    }

    fn refer(&self, target: &Target) -> String {
        match self.destination(target) {
            (text, Some(path)) => format!("[`{text}`](crate::{path})"),
            (text, None) => format!("`{text}`"),
        }
    }

    /// What a target is called, and the path of its item in the crate.
    fn destination(&self, target: &Target) -> (String, Option<String>) {
        match *target {
            Target::Code(code) => {
                let path = self.code_path(code.api, code.code);
                let (_, code) = self.catalogue.code(code);
                (code.name.as_str().to_owned(), Some(path))
            }
            Target::Retired { api, retired } => {
                let retired = &self.catalogue.apis[api].retired[retired];
                (retired.name.as_str().to_owned(), None)
            }
            Target::Action(id) => {
                let name = self.catalogue.action(id).name.as_str();
                (name.to_owned(), Some(format!("Action::{}", self.actions[id.0])))
            }
            Target::Status(status) => {
                (status.to_string(), Some(format!("Status::{}", status_variant(status))))
            }
        }
    }

    fn code_path(&self, api: usize, code: usize) -> String {
        let names = &self.apis[api];
        format!("{}::Code::{}", names.module, names.codes[code])
    }

    /// `markdown` with what rustdoc would misread written in another way.
    fn for_rustdoc(&self, markdown: &str) -> String {
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
                    if let (Some(at), Some(url)) = (source.rfind(&written), self.address(&dest_url))
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
    fn address(&self, url: &str) -> Option<String> {
        if let Some(path) = url.strip_prefix(ITEM).filter(|path| self.has_linked(path)) {
            return Some(format!("crate::{path}"));
        }
        let absolute = ["http:", "https:", "mailto:"].iter().any(|scheme| {
            url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        });
        // Without a slash it could be the path of an item.
        (!absolute && !url.contains('/') && !url.starts_with('#')).then(|| format!("./{url}"))
    }
}

impl Links for Scope<'_> {
    fn link(&self, target: &Target) -> Destination {
        let (text, path) = self.destination(target);
        let address = path.map(|path| {
            let address = format!("{ITEM}{path}");
            self.note_link(path);
            address
        });
        Destination { label: Label::Code(text), address }
    }
}

/// Whether there may be something in `markdown` that rustdoc misreads, links aside.
fn needs_parser(markdown: &str) -> bool {
    ["```", "://", "  \n"].iter().any(|sign| markdown.contains(sign))
}

/// `text` with each of the ranges replaced; they are in order and apart.
fn apply(text: &str, edits: Vec<(std::ops::Range<usize>, String)>) -> String {
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
    use camino::Utf8Path;

    use super::*;
    use crate::catalogue::CodeRef;
    use crate::catalogue::prose::Reference;

    fn check(source: &str, expected: &str) {
        let folder = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pass/minimal");
        let catalogue = crate::pipeline::read(&folder).unwrap().catalogue.unwrap();
        let scope = Scope::new(&catalogue);
        let target = Target::Code(CodeRef { api: 0, code: 0 });
        let references = source
            .match_indices("[[X]]")
            .map(|(at, it)| Reference { range: at..at + it.len(), target, text: None })
            .collect();
        let prose = Prose { source: source.to_owned(), references };
        assert_eq!(scope.prose(&prose).replace(&scope.code_path(0, 0), "CODE"), expected);
    }

    #[test]
    fn references_are_links_to_items() {
        check(
            "See [[X]], then [[X]].",
            "See [`locked`](crate::CODE), then [`locked`](crate::CODE).",
        );
        check("[[X]] and [it](x.html)", "[`locked`](crate::CODE) and [it](./x.html)");
        check("[see [[X]]](x.html)", "[see `locked`](./x.html)");
        check("`](/crate::a` [[X]]", "`](/crate::a` [`locked`](crate::CODE)");
    }

    #[test]
    fn addresses_are_never_items() {
        check("[a](Code) [b](/crate::Code) [c](#x)", "[a](./Code) [b](/crate::Code) [c](#x)");
        check("[a](https://example.com/)", "[a](https://example.com/)");
        check("https://example.com/", "https:\\//example.com/");
        check("`https://example.com/`", "`https://example.com/`");
    }

    #[test]
    fn code_is_text() {
        check("```\nhttps://x\n```", "```text\nhttps://x\n```");
        check("~~~~ rust,ignore\nx\n~~~~", "```text\nx\n```");
        check("    x", "```text\nx\n```");
        check("- a\n\n      x", "- a\n  \n  ```text\n  x\n  ```");
    }

    #[test]
    fn hard_breaks_show() {
        check("a  \nb", "a\\\nb");
    }
}
