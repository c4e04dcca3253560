//! What happens to prose between its parser and its writer.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::stand::Stand;
use super::text::{address, fits_code_span, has_template, plain};
use super::{Embed, Label, Links};
use errcat_catalogue::model::{Prose, Reference};

/// The events of `parsed` as the output has them.
pub(super) fn transform<'a>(
    parsed: impl Iterator<Item = Event<'a>>,
    stand: &'a Stand,
    prose: &'a Prose,
    embed: Embed,
    links: &'a dyn Links,
) -> Vec<Event<'a>> {
    let pass = Pass {
        stand,
        prose,
        embed,
        links,
        out: Vec::new(),
        anchors: Vec::new(),
        sink: 0,
        heading: false,
        nested: usize::from(matches!(embed, Embed::Item { .. })),
    };
    pass.run(parsed.collect())
}

struct Pass<'a> {
    stand: &'a Stand,
    prose: &'a Prose,
    embed: Embed,
    links: &'a dyn Links,
    out: Vec<Event<'a>>,
    /// The links and images that are open: for each its address, where it is written as a link,
    /// and how many events there were before.
    anchors: Vec<Option<(String, usize)>>,
    /// How many levels headings sink.
    sink: u8,
    /// Whether a heading is open: headings below the second level have one line.
    heading: bool,
    /// How many items and quotes are open.
    nested: usize,
}

impl<'a> Pass<'a> {
    fn run(mut self, parsed: Vec<Event<'a>>) -> Vec<Event<'a>> {
        self.sink = sink(&parsed, self.embed);
        let mut events = parsed.into_iter().peekable();
        while let Some(event) = events.next() {
            match event {
                Event::Text(text) => {
                    let mut text = text.into_string();
                    while let Some(Event::Text(more)) =
                        events.next_if(|next| matches!(next, Event::Text(_)))
                    {
                        text.push_str(&more);
                    }
                    self.text(&text);
                }
                Event::InlineHtml(html) => self.text(&html),
                Event::Html(html) => self.lines(&html, &Event::SoftBreak),
                Event::Start(Tag::HtmlBlock) => self.out.push(Event::Start(Tag::Paragraph)),
                Event::End(TagEnd::HtmlBlock) => {
                    self.out.pop_if(|event| *event == Event::SoftBreak);
                    self.out.push(Event::End(TagEnd::Paragraph));
                }
                Event::Code(value) => self.code(&self.restore(&value)),
                Event::Start(Tag::CodeBlock(kind)) => {
                    let mut value = String::new();
                    for event in events.by_ref() {
                        match event {
                            Event::Text(text) => value.push_str(&text),
                            _ => break,
                        }
                    }
                    self.code_block(&kind, &self.restore(&value));
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    self.heading = true;
                    let level = self.level(level);
                    let (id, classes, attrs) = (None, Vec::new(), Vec::new());
                    self.out.push(Event::Start(Tag::Heading { level, id, classes, attrs }));
                }
                Event::End(TagEnd::Heading(level)) => {
                    self.heading = false;
                    self.out.push(Event::End(TagEnd::Heading(self.level(level))));
                }
                Event::Start(
                    Tag::Link { link_type, dest_url, title, .. }
                    | Tag::Image { link_type, dest_url, title, .. },
                ) => {
                    let email = link_type == LinkType::Email;
                    let url = self.restore(&dest_url);
                    let url = if email { format!("mailto:{url}") } else { url };
                    self.start_link(&url, &self.restore(&title));
                }
                Event::End(TagEnd::Link | TagEnd::Image) => self.end_link(),
                Event::Start(Tag::Item | Tag::BlockQuote(_)) => {
                    self.nested += 1;
                    self.out.push(event);
                }
                Event::End(TagEnd::Item | TagEnd::BlockQuote(_)) => {
                    self.nested -= 1;
                    self.out.push(event);
                }
                // Not `---`, between which some readers expect data.
                Event::Rule => self.out.extend([
                    Event::Start(Tag::Paragraph),
                    Event::InlineHtml("***".into()),
                    Event::End(TagEnd::Paragraph),
                ]),
                Event::SoftBreak | Event::HardBreak if self.heading => {
                    self.out.push(Event::Text(" ".into()));
                }
                event => self.out.push(event),
            }
        }
        self.out
    }

    /// Text, with its references as links.
    fn text(&mut self, text: &str) {
        for (index, part) in text.split(self.stand.reference).enumerate() {
            if index % 2 == 0 {
                self.plain(part);
            } else if let Some(reference) =
                part.parse().ok().and_then(|at: usize| self.prose.references.get(at))
            {
                self.reference(reference);
            }
        }
    }

    fn plain(&mut self, text: &str) {
        if !text.is_empty() {
            self.out.push(Event::Text(text.to_owned().into()));
        }
    }

    /// Text with line ends in it.
    fn lines(&mut self, text: &str, end: &Event<'a>) {
        for line in text.split_inclusive('\n').filter(|line| !line.trim().is_empty()) {
            self.text(line.trim_end_matches('\n'));
            if line.ends_with('\n') {
                self.out.push(end.clone());
            }
        }
    }

    fn reference(&mut self, reference: &Reference) {
        let destination = self.links.link(&reference.target);
        let url = destination.address.unwrap_or_default();
        self.start_link(&url, "");
        match (&reference.text, &destination.label) {
            (Some(text), _) | (None, Label::Text(text)) => self.plain(text),
            (None, Label::Code(value)) => self.code(value),
        }
        self.end_link();
    }

    fn code(&mut self, value: &str) {
        if !fits_code_span(value, self.embed) {
            return self.plain(value);
        }
        let value = match self.embed {
            Embed::Cell => value.replace('|', &self.stand.bar.to_string()),
            _ => value.to_owned(),
        };
        // Two code spans side by side would be something else.
        let value = match self.out.pop_if(|last| matches!(last, Event::Code(_))) {
            Some(Event::Code(before)) => [&*before, &value].concat(),
            _ => value,
        };
        self.out.push(Event::Code(value.into()));
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, value: &str) {
        if has_template(value) || (self.nested > 0 && !is_harmless(value)) {
            // A paragraph would change the looks of a list that has none.
            let quoted = self.nested > 0;
            if quoted {
                self.out.push(Event::Start(Tag::BlockQuote(None)));
            }
            for paragraph in value.split("\n\n").filter(|text| !text.trim().is_empty()) {
                self.out.push(Event::Start(Tag::Paragraph));
                self.lines(paragraph.trim_matches('\n'), &Event::HardBreak);
                self.out.push(Event::End(TagEnd::Paragraph));
            }
            if quoted {
                self.out.push(Event::End(TagEnd::BlockQuote(None)));
            }
            return;
        }
        // mdBook takes all words but the first for switches, such as `editable`.
        let language: String = match kind {
            CodeBlockKind::Fenced(info) => info
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+' | '#'))
                .collect(),
            CodeBlockKind::Indented => String::new(),
        };
        self.out.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language.into()))));
        // The writer closes the block where the text ends: that must be a line's beginning.
        let end = if value.is_empty() || value.ends_with('\n') { "" } else { "\n" };
        self.out.push(Event::Text(format!("{value}{end}").into()));
        self.out.push(Event::End(TagEnd::CodeBlock));
    }

    /// Opens a link, unless a link is open or the docs may not have the address.
    fn start_link(&mut self, url: &str, title: &str) {
        let open = self.anchors.iter().any(Option::is_some);
        let url = if open { None } else { address(url) };
        if let Some(url) = &url {
            let bar = if self.embed == Embed::Cell { self.stand.bar } else { '|' };
            let title = title.replace('|', &bar.to_string()).replace('\n', " ");
            self.out.push(Event::Start(Tag::Link {
                link_type: LinkType::Inline,
                dest_url: url.clone().into(),
                title: title.into(),
                id: "".into(),
            }));
        }
        let events = self.out.len();
        self.anchors.push(url.map(|url| (url, events)));
    }

    fn end_link(&mut self) {
        if let Some(Some((url, events))) = self.anchors.pop() {
            if self.out.len() == events {
                // An image without a text, or a link that nobody could follow.
                self.out.push(Event::Text(url.into()));
            }
            self.out.push(Event::End(TagEnd::Link));
        }
    }

    fn level(&self, level: HeadingLevel) -> HeadingLevel {
        let level = (level as u8).saturating_add(self.sink).min(6);
        HeadingLevel::try_from(usize::from(level)).unwrap_or(HeadingLevel::H6)
    }

    /// References that are where no link can, as written.
    fn restore(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for (index, part) in text.split(self.stand.reference).enumerate() {
            let reference: Option<usize> = if index % 2 == 0 { None } else { part.parse().ok() };
            match reference.and_then(|at| self.prose.references.get(at)) {
                Some(reference) => {
                    out.push_str(
                        self.prose.source.get(reference.range.clone()).unwrap_or_default(),
                    );
                }
                None => out.push_str(part),
            }
        }
        out
    }
}

/// Whether a code block within a list or a quote does no harm to readers who know such blocks at the left
/// margin alone: to them it is a code span, or, where an empty line ends that, words.
fn is_harmless(value: &str) -> bool {
    let is_words = |line: &str| plain(line.trim()) == line.trim();
    !value.contains('<') && (!value.trim().contains("\n\n") || value.lines().all(is_words))
}

/// How many levels the headings must sink for the highest of them to be below `embed`'s.
fn sink(events: &[Event<'_>], embed: Embed) -> u8 {
    let (Embed::Block { below } | Embed::Item { below }) = embed else { return 0 };
    let highest = events.iter().filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(*level as u8),
        _ => None,
    });
    highest.min().map_or(0, |highest| (below + 1).saturating_sub(highest))
}
