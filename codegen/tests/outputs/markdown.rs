//! Markdown as events without texts.

use errcat_emit::output::Artifact;
use errcat_emit::prose::MDBOOK;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

use super::{Outline, Reader, readers, rust, typescript};

/// Whether the catalogue's Markdown may have structure of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prose {
    /// It may: outlines tell what the pages are made of beside it.
    Free,
    /// Its texts are plain: outlines tell everything.
    Plain,
}

pub fn outline(reader: Reader, file: &Artifact, out: &mut Outline) -> Result<(), String> {
    // A page of code that is ours: no text of the catalogue's can hold a block of it.
    let code = file.path().ends_with("/handling.md");
    let mut block: Option<(String, String)> = None;
    let body = match file.text().split_once('\n') {
        Some((header, body)) if header.starts_with("<!--") && header.ends_with("-->") => body,
        _ => file.text(),
    };
    templates(file.text())?;
    for event in Parser::new_ext(body, MDBOOK) {
        if let Some((_, text)) = &mut block
            && let Event::Text(piece) = &event
        {
            text.push_str(piece);
            continue;
        }
        match &event {
            Event::Html(html) | Event::InlineHtml(html) => {
                // Places alone: what they are called follows from the codes.
                match html.trim() {
                    "</a>" => out.push("</a>".to_owned()),
                    html if is_place(html) => out.push("<a>".to_owned()),
                    html => return Err(format!("HTML: {html}")),
                }
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                scheme(dest_url)?;
                if let Event::Start(Tag::Image { .. }) = event {
                    out.push(format!("image {dest_url}"));
                } else if reader.prose == Prose::Plain {
                    out.push("link".to_owned());
                }
            }
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                if id.is_some() || !classes.is_empty() || !attrs.is_empty() {
                    return Err("a heading with attributes".to_owned());
                }
                // Headings of the catalogue's prose lie below the page's.
                if *level == HeadingLevel::H1 || reader.prose == Prose::Plain {
                    out.push(format!("heading {level}"));
                }
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.to_string(),
                    CodeBlockKind::Indented => "indented".to_owned(),
                };
                block = Some((language, String::new()));
            }
            Event::End(TagEnd::CodeBlock) => {
                let (language, text) = block.take().unwrap_or_default();
                if code {
                    match language.as_str() {
                        "rust" => rust::outline(&text, out)?,
                        "typescript" => typescript::outline(&text, out)?,
                        _ => return Err(format!("a block of {language} among code")),
                    }
                } else if reader.prose == Prose::Plain {
                    out.push(format!("block of {language}"));
                }
            }
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Start(
                Tag::FootnoteDefinition(_) | Tag::Strikethrough | Tag::MetadataBlock(_),
            ) => return Err(format!("an extension of Markdown: {event:?}")),
            Event::Start(tag) if reader.prose == Prose::Plain => {
                let name = format!("{tag:?}");
                let name = name.split(['(', ' ']).next().unwrap_or_default();
                // A message of several lines is several paragraphs.
                if name != "Paragraph" || out.last().is_none_or(|last| last != name) {
                    out.push(name.to_owned());
                }
            }
            _ => {}
        }
    }
    // Where texts are plain they are not others.
    match reader.prose {
        Prose::Free => readers::differences(&readers::without_ours(body)),
        Prose::Plain => Ok(()),
    }
}

/// `<a id="…">` with an anchor as the format makes them.
fn is_place(html: &str) -> bool {
    let id = html.strip_prefix("<a id=\"").and_then(|rest| rest.strip_suffix("\">"));
    id.is_some_and(|id| id.chars().all(|c| c.is_ascii_alphanumeric() || "._-~:".contains(c)))
}

/// Addresses are relative, or of a scheme that runs nothing.
fn scheme(address: &str) -> Result<(), String> {
    let end = address.find(['/', '?', '#']).unwrap_or(address.len());
    match address[..end].split_once(':') {
        Some((scheme, _)) if !["http", "https", "mailto"].contains(&scheme) => {
            Err(format!("a link to {address}"))
        }
        _ if address.starts_with("//") || address.starts_with('\\') => {
            Err(format!("a link to {address}"))
        }
        _ => Ok(()),
    }
}

/// Templates are looked for before any Markdown is read, within code as well.
fn templates(text: &str) -> Result<(), String> {
    const MARKS: &[&str] =
        &["{{", "{%", "{#", "{!", "{++", "{--", "{~~", "{==", "{>>", "8<-", "<%"];
    match MARKS.iter().find_map(|mark| text.find(mark)) {
        Some(at) => {
            let line = text[at..].lines().next().unwrap_or_default();
            Err(format!("what a template may begin with: {line}"))
        }
        None => Ok(()),
    }
}
