//! Markdown as readers with all their extensions see it: pulldown-cmark with all options, and MDX with
//! those of code hosts, math and front matter. To each of them it is what it is to mdBook.

use errcat_emit::prose::MDBOOK;
use markdown::mdast::Node;
use markdown::{Constructs, MdxSignal, ParseOptions};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

/// What Markdown shows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The names of its elements in order, except paragraphs: a list may do without.
    pub elements: Vec<String>,
    /// Its text without white space, with quotes and dashes as keyboards have them.
    pub text: String,
}

impl Shown {
    fn element(&mut self, name: impl Into<String>) {
        self.elements.push(name.into());
    }

    /// Adds text.
    pub fn text(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '‘' | '’' => self.text.push('\''),
                '“' | '”' => self.text.push('"'),
                '–' => self.text.push_str("--"),
                '—' => self.text.push_str("---"),
                '…' => self.text.push_str("..."),
                // Readers may show something for what nobody can see.
                '\u{ad}' | '\u{feff}' | '\u{fffd}' | '\u{ffff}' | '\u{10ffff}' => {}
                _ if character.is_whitespace() || character.is_control() => {}
                _ => self.text.push(character),
            }
        }
    }

    /// Ends a link that began with so many `elements` and so much `text`. An address that leads to
    /// itself is not an element: readers may turn text that looks like an address into a link.
    fn end_link(&mut self, url: &str, elements: usize, text: usize) {
        let shown = &self.text[text..];
        let itself = ["", "http://", "mailto:"]
            .iter()
            .any(|scheme| url.strip_prefix(scheme).is_some_and(|rest| rest == shown));
        if itself && self.elements.len() == elements + 1 {
            self.elements.pop();
        }
    }
}

/// What `markdown` shows to mdBook.
pub fn shown(markdown: &str) -> Shown {
    by_pulldown(markdown, MDBOOK)
}

/// Where some reader sees something else in `markdown` than mdBook.
pub fn differences(markdown: &str) -> Result<(), String> {
    let expected = shown(markdown);
    let compare = |reader: &str, found: Shown| {
        if found == expected {
            return Ok(());
        }
        Err(format!("{reader} shows\n{found:?}\nwhere mdBook shows\n{expected:?}\nin\n{markdown}"))
    };
    compare("pulldown-cmark with all options", by_pulldown(markdown, Options::all()))?;
    let found = by_mdx(markdown).map_err(|error| format!("MDX: {error}\nin\n{markdown}"))?;
    compare("MDX", found)
}

/// The page `body` without what makes it no MDX: our places and bare permalinks.
pub fn without_ours(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut done = 0;
    for (event, range) in Parser::new_ext(body, MDBOOK).into_offset_iter() {
        let instead = match event {
            Event::Html(_) | Event::InlineHtml(_) => "",
            Event::Start(Tag::Link { link_type: LinkType::Autolink, .. }) => "permalink",
            _ => continue,
        };
        out.push_str(&body[done..range.start]);
        out.push_str(instead);
        done = range.end;
    }
    out.push_str(&body[done..]);
    out
}

fn by_pulldown(markdown: &str, options: Options) -> Shown {
    let mut shown = Shown::default();
    let mut links = Vec::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) => shown.text(&text),
            Event::Code(text) => {
                shown.element("code");
                shown.text(&text);
            }
            Event::Start(Tag::Heading { level, id: None, classes, attrs })
                if classes.is_empty() && attrs.is_empty() =>
            {
                shown.element(level.to_string());
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                links.push((dest_url, shown.elements.len(), shown.text.len()));
                shown.element("a");
            }
            Event::End(TagEnd::Link) => {
                if let Some((url, elements, text)) = links.pop() {
                    shown.end_link(&url, elements, text);
                }
            }
            Event::Start(Tag::CodeBlock(kind)) => shown.element(match kind {
                CodeBlockKind::Fenced(language) => format!("pre {language}"),
                CodeBlockKind::Indented => "indented".to_owned(),
            }),
            Event::Start(Tag::Paragraph | Tag::HtmlBlock) | Event::SoftBreak | Event::End(_) => {}
            Event::Start(Tag::BlockQuote(None)) => shown.element("blockquote"),
            Event::Start(Tag::List(Some(_))) => shown.element("ol"),
            Event::Start(Tag::List(None)) => shown.element("ul"),
            Event::Start(Tag::Item) => shown.element("li"),
            Event::Start(Tag::Table(_)) => shown.element("table"),
            Event::Start(Tag::TableHead | Tag::TableRow) => shown.element("tr"),
            Event::Start(Tag::TableCell) => shown.element("td"),
            Event::Start(Tag::Emphasis) => shown.element("em"),
            Event::Start(Tag::Strong) => shown.element("strong"),
            Event::Start(Tag::Image { .. }) => shown.element("img"),
            Event::HardBreak => shown.element("br"),
            Event::Rule => shown.element("hr"),
            other => shown.element(format!("{other:?}")),
        }
    }
    shown
}

/// MDX with tables, footnotes and the like, math and front matter.
fn by_mdx(text: &str) -> Result<Shown, String> {
    let constructs = Constructs {
        frontmatter: true,
        math_flow: true,
        math_text: true,
        mdx_esm: true,
        mdx_expression_flow: true,
        mdx_expression_text: true,
        mdx_jsx_flow: true,
        mdx_jsx_text: true,
        autolink: false,
        code_indented: false,
        html_flow: false,
        html_text: false,
        ..Constructs::gfm()
    };
    let options = ParseOptions {
        constructs,
        mdx_esm_parse: Some(Box::new(|_| MdxSignal::Ok)),
        mdx_expression_parse: Some(Box::new(|_, _| MdxSignal::Ok)),
        ..ParseOptions::default()
    };
    let tree = markdown::to_mdast(text, &options).map_err(|message| message.to_string())?;
    let mut shown = Shown::default();
    node(&tree, &mut shown);
    Ok(shown)
}

fn node(node: &Node, shown: &mut Shown) {
    let (elements, text) = (shown.elements.len(), shown.text.len());
    match node {
        Node::Root(_) | Node::Paragraph(_) => {}
        Node::Text(text) => shown.text(&text.value),
        Node::InlineCode(code) => {
            shown.element("code");
            shown.text(&code.value);
        }
        Node::Code(code) => {
            shown.element(format!("pre {}", code.lang.as_deref().unwrap_or_default()));
            shown.text(&code.value);
        }
        Node::Heading(heading) => shown.element(format!("h{}", heading.depth)),
        Node::Link(_) => shown.element("a"),
        Node::Blockquote(_) => shown.element("blockquote"),
        Node::List(list) => shown.element(if list.ordered { "ol" } else { "ul" }),
        Node::ListItem(item) if item.checked.is_none() => shown.element("li"),
        Node::Table(_) => shown.element("table"),
        Node::TableRow(_) => shown.element("tr"),
        Node::TableCell(_) => shown.element("td"),
        Node::Emphasis(_) => shown.element("em"),
        Node::Strong(_) => shown.element("strong"),
        Node::Image(image) => {
            shown.element("img");
            shown.text(&image.alt);
        }
        Node::Break(_) => shown.element("br"),
        Node::ThematicBreak(_) => shown.element("hr"),
        other => shown.element(format!("{other:?}")),
    }
    for child in node.children().into_iter().flatten() {
        self::node(child, shown);
    }
    if let Node::Link(link) = node {
        shown.end_link(&link.url, elements, text);
    }
}
