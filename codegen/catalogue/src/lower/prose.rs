//! Prose: Markdown whose references are looked up and whose links are held to be harmless.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::lowering::{CodeName, Lowering};
use crate::model::prose::simple::{self, Part};
use crate::model::{CodeRef, Prose, Reference, Status, Target};
use crate::raw::{Node, Pieces, Table, normal};
use errcat_findings::rules;
use errcat_findings::source::Span;
use errcat_findings::wording::is_unprintable;

/// The prose at `key`.
pub(super) fn prose_at<'a>(
    lowering: &mut Lowering<'a, '_>,
    table: Table<'a>,
    key: &str,
) -> Option<Prose> {
    prose(lowering, table.get(key)?)
}

/// The prose items of the array at `key`.
pub(super) fn prose_list<'a>(
    lowering: &mut Lowering<'a, '_>,
    table: Table<'a>,
    key: &str,
) -> Vec<Prose> {
    table.items_of(key).filter_map(|node| prose(lowering, node)).collect()
}

/// The prose that `node` holds.
pub(super) fn prose<'a>(lowering: &mut Lowering<'a, '_>, node: Node<'a>) -> Option<Prose> {
    let source = normal(node.text()?);
    let pieces = node.pieces();
    let references = match simple_references(&source) {
        Some(found) => found
            .into_iter()
            .filter_map(|(range, name, text)| {
                let target = known_or_target(lowering, name, &pieces, &range)?;
                Some(Reference { range, target, text: text.map(str::to_owned) })
            })
            .collect(),
        None => references(lowering, &source, &pieces),
    };
    Some(Prose { source, references })
}

/// A reference: its place, its target, and its text if it has one of its own.
type Found<'s> = (Range<usize>, &'s str, Option<&'s str>);

/// The references of simple prose, which has no other links.
fn simple_references(source: &str) -> Option<Vec<Found<'_>>> {
    let mut found = Vec::new();
    simple::scan(source.trim_end_matches('\n'), |part| {
        if let Part::Reference { range, target, text } = part {
            found.push((range, target, text));
        }
    })?;
    Some(found)
}

/// Quotes, lists and marks of prose may be in each other so many levels deep: writers of Markdown
/// take the longer for each line, the deeper it is.
const DEEPEST: usize = 32;

fn references(
    lowering: &mut Lowering<'_, '_>,
    source: &str,
    pieces: &Pieces<'_>,
) -> Vec<Reference> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_WIKILINKS;
    let mut references = Vec::new();
    let mut events = Parser::new_ext(source, options).into_offset_iter();
    let mut depth = 0_usize;
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            let span = lowering.place_in(pieces, range);
            lowering.error(
                &rules::TOO_DEEP,
                span,
                format!("the text is nested more than {DEEPEST} levels deep"),
                "nest fewer quotes, lists and marks in each other",
            );
            break;
        }
        match event {
            Event::Start(Tag::Link {
                link_type: LinkType::WikiLink { has_pothole },
                dest_url,
                ..
            }) => {
                let text = plain_text(&mut events);
                depth = depth.saturating_sub(1);
                if let Some(target) = known_or_target(lowering, &dest_url, pieces, &range) {
                    let text = Some(text).filter(|_| has_pothole);
                    references.push(Reference { range, target, text });
                }
            }
            Event::Start(Tag::Image { link_type: LinkType::WikiLink { .. }, .. }) => {
                let span = lowering.place_in(pieces, range);
                lowering.error(
                    &rules::MARKDOWN,
                    span,
                    "a reference cannot be an image",
                    "delete the `!` before `[[`, or write `\\!`",
                );
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
                if is_strange(&dest_url) =>
            {
                let at = source[range.clone()].rfind(&*dest_url).filter(|_| !dest_url.is_empty());
                let range = at.map_or(range.clone(), |at| {
                    range.start + at..range.start + at + dest_url.len()
                });
                let span = lowering.place_in(pieces, range);
                check_url(lowering, &dest_url, span);
            }
            _ => {}
        }
    }
    references
}

/// The text up to the end of the link that has just begun.
fn plain_text<'e>(events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::End(TagEnd::Link) => break,
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            _ => {}
        }
    }
    text
}

/// The target of a reference. Reports its errors and lints.
fn known_or_target(
    lowering: &mut Lowering<'_, '_>,
    text: &str,
    pieces: &Pieces<'_>,
    range: &Range<usize>,
) -> Option<Target> {
    known(lowering, text).or_else(|| {
        let span = lowering.place_in(pieces, range.clone());
        target(lowering, text, span)
    })
}

/// The target of a reference, if it has no errors.
fn known(lowering: &Lowering<'_, '_>, text: &str) -> Option<Target> {
    let symbols = lowering.symbols;
    if let Some(action) = text.strip_prefix("action:") {
        return symbols.actions.get(action).map(Target::Action);
    }
    if let Some(status) = text.strip_prefix("status:") {
        let status = Status::parse(status)?;
        return symbols.status_index.contains_key(&status).then_some(Target::Status(status));
    }
    let (api, name) = match text.split_once('/') {
        Some((api, name)) => (symbols.apis.get(api)?, name),
        None => (lowering.api()?, text),
    };
    let draft = &symbols.drafts[api];
    if draft.names.notes_uses() {
        return None;
    }
    match draft.names.get(name)? {
        CodeName::Code(code) if lowering.is_public() && draft.codes[code].internal => None,
        CodeName::Code(code) => Some(Target::Code(CodeRef { api, code })),
        CodeName::Retired(_) => None,
    }
}

fn target(lowering: &mut Lowering<'_, '_>, text: &str, span: Span) -> Option<Target> {
    if let Some(action) = text.strip_prefix("action:") {
        return lowering
            .symbols
            .actions
            .resolve(action, span, lowering.findings)
            .map(Target::Action);
    }
    if let Some(status) = text.strip_prefix("status:") {
        let Some(status) = Status::parse(status) else {
            lowering.error(
                &rules::MARKDOWN,
                span,
                format!("`[[{text}]]` does not refer to a status"),
                "write a number such as `[[status:404]]`, or a class such as `[[status:4XX]]`",
            );
            return None;
        };
        return lowering.known_status(status, span).then_some(Target::Status(status));
    }
    match lowering.code_anywhere(text, span)? {
        (api, CodeName::Code(code)) => Some(Target::Code(CodeRef { api, code })),
        (api, CodeName::Retired(retired)) => Some(Target::Retired { api, retired }),
    }
}

/// Reports an address that is neither `http`, `https`, `mailto` nor relative, or one that leads
/// elsewhere on each host.
pub(super) fn check_url(lowering: &mut Lowering<'_, '_>, url: &str, span: Span) {
    if let Some((message, help)) = url_fault(url) {
        lowering.error(&rules::MARKDOWN, span, message, help);
    } else if is_rooted(url) {
        lowering.lint(
            &rules::ROOT_LINK,
            span,
            format!("the link's address `{url}` leads elsewhere on each host that shows this text"),
            format!("write the host before it, as in `https://example.com{url}`"),
        );
    }
}

/// Whether there is something to say about an address.
fn is_strange(url: &str) -> bool {
    is_rooted(url) || url_fault(url).is_some()
}

/// Whether an address begins at the root of a host that it does not name (RFC 3986, section 4.2).
fn is_rooted(url: &str) -> bool {
    url.starts_with('/')
}

/// What is wrong with an address, and what to write.
fn url_fault(url: &str) -> Option<(String, &'static str)> {
    let help =
        "write an address that begins with `https://`, `http://` or `mailto:`, or a relative one";
    Some(if url.chars().any(|c| c.is_whitespace() || is_unprintable(c)) {
        (
            "the link's address holds white space or invisible characters".to_owned(),
            "write `%20` for a space",
        )
    } else if url.contains('\\') {
        (
            format!("the link's address `{url}` holds a backslash"),
            "write `/`, or `%5C` if it is meant",
        )
    } else if url.starts_with("//") {
        (format!("the link's address `{url}` has no scheme"), "write `https:` before it")
    } else if let Some(scheme) = scheme(url)
        && !["http", "https", "mailto"].iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed))
    {
        (format!("a link cannot lead to `{scheme}:`"), help)
    } else {
        return None;
    })
}

/// The scheme of an address (RFC 3986, section 3.1), if it has one.
fn scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    // A colon behind one of these is part of a path, a query or a fragment.
    (!scheme.contains(['/', '?', '#'])).then_some(scheme)
}
