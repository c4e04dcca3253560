//! The ids that sites make of headings. Of two places with one id the first is found, so that a heading
//! must not have that of a code's. One whose text has neither letters nor digits would have none.

use std::borrow::Cow;
use std::collections::HashSet;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::prose::MDBOOK;

/// What is added to a heading whose id is taken, or empty.
const MARK: &str = " · section";

/// What mdBook makes of a heading's text; sites of code hosts make the same, or nearly so.
pub(super) fn id_of(text: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || c.is_whitespace() || matches!(c, '_' | '-');
    let dashed = |c: char| if c.is_whitespace() { '-' } else { c };
    text.trim().to_lowercase().chars().filter(kept).map(dashed).collect()
}

/// `page` with headings that say what they are where their ids would be among `places`.
pub(super) fn apart(page: String, places: &HashSet<Cow<'_, str>>) -> String {
    let mut ends = Vec::new();
    let mut used = HashSet::new();
    let mut fence = 0;
    let mut start = 0;
    for line in page.split_inclusive('\n') {
        let text = line.trim_start_matches([' ', '>', '-']);
        let ticks = text.bytes().take_while(|byte| *byte == b'`').count();
        if ticks >= 3 && (fence == 0 || (ticks >= fence && text[ticks..].trim().is_empty())) {
            // A code span has its end on the line.
            let opens = fence == 0 && !text[ticks..].contains('`');
            fence = if opens { ticks } else { 0 };
        } else if fence == 0 && may_be_heading(text) {
            for id in heading_ids(line) {
                let mut taken = id;
                let mut marks = 0;
                while is_none(&unique(&taken, &used), places) {
                    taken.push_str(&id_of(&format!("x{MARK}"))[1..]);
                    marks += 1;
                }
                used.insert(unique(&taken, &used));
                if marks > 0 {
                    ends.push((start + line.trim_end().len(), marks));
                }
            }
        }
        start += line.len();
    }
    if ends.is_empty() {
        return page;
    }
    let mut out = String::with_capacity(page.len() + 64);
    let mut done = 0;
    for (end, marks) in ends {
        out.push_str(&page[done..end]);
        out.push_str(&MARK.repeat(marks));
        done = end;
    }
    out.push_str(&page[done..]);
    out
}

/// Whether a heading cannot have this id: it is a code's, or there is nothing in it, for which sites leave
/// the heading out of their lists.
fn is_none(id: &str, places: &HashSet<Cow<'_, str>>) -> bool {
    id.is_empty() || places.contains(id)
}

/// Whether a line that begins so may be a heading, perhaps in a list with numbers.
fn may_be_heading(text: &str) -> bool {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let behind =
        if behind.len() < text.len() { behind.trim_start_matches(['.', ' ']) } else { text };
    behind.trim_start_matches([' ', '>', '-']).starts_with('#')
}

/// The ids of the headings in a line, before they are made unique.
fn heading_ids(line: &str) -> Vec<String> {
    let mut ids = Vec::new();
    let mut open: Option<String> = None;
    for event in Parser::new_ext(line.trim(), MDBOOK) {
        match event {
            Event::Start(Tag::Heading { .. }) => open = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => ids.extend(open.take().map(|text| id_of(&text))),
            Event::Text(text) | Event::Code(text) => {
                if let Some(open) = &mut open {
                    open.push_str(&text);
                }
            }
            _ => {}
        }
    }
    ids
}

/// `id` as mdBook makes it another than those before.
fn unique(id: &str, used: &HashSet<String>) -> String {
    let mut out = id.to_owned();
    let mut number = 1;
    while used.contains(&out) {
        out = format!("{id}-{number}");
        number += 1;
    }
    out
}
