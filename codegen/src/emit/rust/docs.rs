//! Texts of the catalogue as doc comments.
//!
//! [`prose`](crate::emit::prose) makes Markdown of them. rustdoc reads some of that in its own
//! way: code blocks are Rust that is to be run, addresses may be paths of items, and a bare
//! address is a mistake.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

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
        let links_before = self.links();
        let markdown = prose::markdown(prose, embed, self);
        // Most prose has nothing but links to items. If it has just as many as there are signs of
        // them, then each sign is one.
        let links = self.links() - links_before;
        let signs = |sign: &str| markdown.matches(sign).count();
        if needs_parser(&markdown) || signs("](") != links {
            return self.for_rustdoc(&markdown);
        }
        if links == 0 { markdown } else { markdown.replace("](/crate::", "](crate::") }
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
                let names = &self.apis[code.api];
                let path = format!("{}::Code::{}", names.module, names.codes[code.code]);
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

    /// `markdown` with what rustdoc would misread written in another way.
    fn for_rustdoc(&self, markdown: &str) -> String {
        let mut edits = Vec::new();
        for (event, range) in Parser::new_ext(markdown, RUSTDOC).into_offset_iter() {
            let source = &markdown[range.clone()];
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
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
                Event::Text(_) => {
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
