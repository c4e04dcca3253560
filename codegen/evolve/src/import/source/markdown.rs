//! Tables of Markdown pages, those in HTML among them.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::Source;
use super::tables::{Cell, Tables, line};
use crate::edit::Refused;
use crate::import::record::Records;

pub(super) fn read(source: &Source<'_>) -> Result<Vec<Records>, Refused> {
    let mut tables = Tables::default();
    let mut rows: Vec<(usize, Vec<Cell>)> = Vec::new();
    let mut cell = Cell::default();
    let mut html = String::new();
    let (mut at, mut lines) = (0, 1);
    for (event, range) in Parser::new_ext(source.text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. } | Tag::TableCell) => cell = Cell::default(),
            Event::End(TagEnd::Heading(_)) => tables.heading = line(&cell.text),
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
                    cells.push(std::mem::take(&mut cell));
                }
            }
            Event::End(TagEnd::Table) => tables.add(source.name, std::mem::take(&mut rows)),
            Event::Start(Tag::Link { dest_url, .. }) => cell.open_link(&dest_url),
            Event::End(TagEnd::Link) => cell.close_link(),
            Event::InlineHtml(part) if part.starts_with("<br") => cell.text.push(' '),
            Event::Text(part) | Event::Code(part) | Event::InlineHtml(part) => {
                cell.text.push_str(&part);
            }
            Event::SoftBreak | Event::HardBreak => cell.text.push(' '),
            Event::Html(part) => html.push_str(&part),
            _ => {}
        }
    }
    tables.extend(super::html::read(&Source { text: &html, ..*source })?);
    Ok(tables.end())
}
