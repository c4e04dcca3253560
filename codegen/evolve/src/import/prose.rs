//! Texts of sources as the texts that the format takes: plain, or Markdown.

use pulldown_cmark::{Event, Options, Parser, Tag};

use errcat_findings::wording::is_unprintable;

use super::html::{Piece, pieces};
use super::report::Report;

/// Names of elements: `<name>` with one of them is HTML, and not a placeholder.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "div",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "iframe",
    "img",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "script",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
];

/// Whether `<name>` is HTML.
pub fn is_tag(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    TAGS.contains(&first.to_ascii_lowercase().as_str())
}

/// Whether a text is an address of the web.
pub fn is_address(text: &str) -> bool {
    let begins = text.starts_with("https://") || text.starts_with("http://");
    begins && !text.contains(char::is_whitespace)
}

/// The title and the address of a link as Markdown has it; an address alone has no title.
pub fn link(text: &str) -> (Option<&str>, &str) {
    let titled = text.strip_prefix('[').and_then(|it| it.strip_suffix(')'));
    match titled.and_then(|it| it.rsplit_once("](")) {
        Some((title, address)) => (Some(title), address),
        None => (None, text),
    }
}

/// A text without characters that the format refuses. `None` if the rest is empty. It reports what it removes.
pub fn clean(text: &str, place: &str, report: &mut Report) -> Option<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let bad = |c: &char| is_unprintable(*c) && !matches!(c, '\n' | '\t');
    if text.chars().any(|c| bad(&c)) {
        report.tell("control and invisible characters were removed", place);
    }
    let text: String = text.chars().filter(|c| !bad(c)).collect();
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The same on one line.
pub fn line(text: &str, place: &str, report: &mut Report) -> Option<String> {
    let text = clean(&text_of(text, place, report), place, report)?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A text as Markdown: HTML becomes what Markdown has of it, and what looks like a reference stays a text.
pub fn markdown(text: &str, place: &str, report: &mut Report) -> Option<String> {
    let text = clean(text, place, report)?;
    if is_html(&text) {
        return of_html(&text, place, report);
    }
    Some(without_references(&text))
}

/// The same on one line.
pub fn markdown_line(text: &str, place: &str, report: &mut Report) -> Option<String> {
    let text = markdown(text, place, report)?;
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether a text is HTML rather than a text that names tags: what is opened is closed as well.
fn is_html(text: &str) -> bool {
    let (pieces, hidden) = pieces(text);
    let closed =
        |name: &str| pieces.iter().any(|(_, it)| matches!(it, Piece::Close(it) if it == name));
    hidden
        || pieces.iter().any(|(_, piece)| {
            matches!(piece, Piece::Open(name, ..) if is_tag(name)
                && (closed(name) || matches!(name.as_str(), "br" | "hr" | "img" | "p" | "li")))
        })
}

/// A text without tags, scripts and entities, where it is HTML.
pub fn text_of(text: &str, place: &str, report: &mut Report) -> String {
    if !is_html(text) {
        return text.to_owned();
    }
    let (pieces, hidden) = pieces(text);
    tell_hidden(hidden, place, report);
    let texts = pieces.iter().map(|(_, piece)| match piece {
        Piece::Text(text) => text.as_str(),
        Piece::Open(name, ..) if matches!(name.as_str(), "br" | "p" | "li" | "div") => " ",
        _ => "",
    });
    texts.collect()
}

fn tell_hidden(hidden: bool, place: &str, report: &mut Report) {
    if hidden {
        report.tell("scripts and similar elements in HTML were removed", place);
    }
}

fn of_html(text: &str, place: &str, report: &mut Report) -> Option<String> {
    let (pieces, hidden) = pieces(text);
    tell_hidden(hidden, place, report);
    let mut out = String::new();
    let mut links: Vec<Option<String>> = Vec::new();
    for (_, piece) in pieces {
        match piece {
            Piece::Text(text) => out.push_str(&escaped(&text)),
            Piece::Open(name, href, _) => match name.as_str() {
                "p" | "div" | "ul" | "ol" | "dl" | "blockquote" | "table" | "h1" | "h2" | "h3"
                | "h4" | "h5" | "h6" | "pre" => out.push_str("\n\n"),
                "br" | "tr" | "dt" | "dd" => out.push('\n'),
                "li" => out.push_str("\n- "),
                "a" => {
                    let href = href.filter(|href| is_harmless(href));
                    out.push_str(if href.is_some() { "[" } else { "" });
                    links.push(href);
                }
                "code" | "tt" | "kbd" => out.push('`'),
                "b" | "strong" => out.push_str("**"),
                "i" | "em" => out.push('*'),
                _ => {}
            },
            Piece::Close(name) => match name.as_str() {
                "a" => {
                    if let Some(href) = links.pop().flatten() {
                        out.push_str(&format!("]({href})"));
                    }
                }
                "code" | "tt" | "kbd" => out.push('`'),
                "b" | "strong" => out.push_str("**"),
                "i" | "em" => out.push('*'),
                "p" | "div" | "ul" | "ol" | "dl" => out.push_str("\n\n"),
                _ => {}
            },
        }
    }
    let mut text = String::new();
    for line in out.lines().map(str::trim) {
        if !line.is_empty() || !text.ends_with("\n\n") {
            text.push_str(line);
            text.push('\n');
        }
    }
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn is_harmless(address: &str) -> bool {
    let sign = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$&*+,;=%".contains(c);
    ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
        && address.chars().all(sign)
}

/// A text in which Markdown finds nothing.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if "\\`*_[]<>".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Markdown in which `[[` is text, except that of code.
fn without_references(text: &str) -> String {
    if !text.contains("[[") {
        return text.to_owned();
    }
    let events = Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter();
    let mut code = Vec::new();
    for (event, range) in events {
        if matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))) {
            code.push(range);
        }
    }
    let mut out = String::new();
    let mut done = 0;
    for (at, _) in text.match_indices("[[") {
        let escaped = text[..at].ends_with('\\');
        if !escaped && at >= done && !code.iter().any(|range| range.contains(&at)) {
            out.push_str(&text[done..at]);
            out.push('\\');
            done = at;
        }
    }
    out + &text[done..]
}

#[cfg(test)]
mod tests {
    use super::{markdown, text_of};
    use crate::import::report::Report;

    fn check(text: &str, expected: &str) {
        let found = markdown(text, "", &mut Report::default());
        assert_eq!(found.as_deref().unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn html_becomes_markdown() {
        check("<p>One <b>two</b></p><p>a*b <code>c</code></p>", "One **two**\n\na\\*b `c`");
        check("a<br>b<ul><li>x<li>y</ul>", "a\nb\n\n- x\n- y");
        check(
            "<a href=\"https://a.example/b\">c</a> <a href=\"javascript:x\">d</a>",
            "[c](https://a.example/b) d",
        );
        check("<script>alert(1)</script>", "");
        check("a &lt; b &amp; <i>c</i>", "a \\< b & *c*");
        check("no <order> here", "no <order> here");
        check("[[a]] `[[b]]` \\[[c]]", "\\[[a]] `[[b]]` \\[[c]]");
    }

    #[test]
    fn plain_texts_lose_tags() {
        let of = |text| text_of(text, "", &mut Report::default());
        assert_eq!(of("<b>a</b> &lt; <x>"), "a < ");
        assert_eq!(of("no <code> here"), "no <code> here");
    }
}
