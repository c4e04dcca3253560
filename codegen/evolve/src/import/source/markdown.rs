//! Tables of Markdown pages, those in HTML among them.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Source;
use super::tables::{Tables, line};
use crate::edit::Refused;
use crate::import::record::Records;

pub(super) fn read(source: &Source<'_>) -> Result<Vec<Records>, Refused> {
    let mut tables = Tables::default();
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    let mut text = String::new();
    let mut html = String::new();
    let (mut at, mut lines) = (0, 1);
    for (event, range) in Parser::new_ext(source.text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::TableCell) => text.clear(),
            Event::End(TagEnd::Heading(_)) => tables.heading = line(&text),
            Event::Start(Tag::Table(_)) => rows.clear(),
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                // Places come in their order, so that each byte is looked at once.
                let between = source.text.as_bytes().get(at..range.start).unwrap_or_default();
                lines += super::feeds(between);
                at = at.max(range.start);
                rows.push((lines, Vec::new()));
            }
            Event::End(TagEnd::TableCell) => {
                if let Some((_, cells)) = rows.last_mut() {
                    cells.push(line(&text));
                }
            }
            Event::End(TagEnd::Table) => tables.add(source.name, std::mem::take(&mut rows)),
            Event::InlineHtml(part) if part.starts_with("<br") => text.push(' '),
            Event::Text(part) | Event::Code(part) | Event::InlineHtml(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::Html(part) => html.push_str(&part),
            _ => {}
        }
    }
    tables.extend(super::html::read(&Source { text: &html, ..*source })?);
    Ok(tables.end())
}
