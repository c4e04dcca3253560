//! Characters that stand for what the parser must not see and the writer must not escape.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::spell::Line;
use super::write::READ;
use super::{Destination, Label, Links};
use errcat_catalogue::model::Prose;
use errcat_catalogue::model::prose::simple::begins_block;

/// Punctuation to choose from: the parser and the writer take it for what it stands for, and escape none
/// of it.
fn pool() -> impl Iterator<Item = char> {
    ('\u{2e00}'..='\u{2e2e}').chain('\u{2010}'..='\u{2027}').chain('\u{2030}'..='\u{2043}')
}

fn reference(character: char) -> String {
    format!("&#{};", u32::from(character))
}

/// Punctuation that the prose does not use. It stands for what the parser must not see and the
/// writer must not escape.
pub(super) struct Stand {
    /// Written before inline prose.
    pub(super) start: char,
    /// Written on both sides of a reference's index.
    pub(super) reference: char,
    /// Stands for `|` in the code of a cell.
    pub(super) bar: char,
    /// What stands for the characters of texts that may have to be escaped.
    standins: BTreeMap<char, char>,
    /// The other way round.
    characters: BTreeMap<char, char>,
}

impl Stand {
    /// Characters that neither `prose` has nor what its references show; `None` where it leaves too few.
    pub(super) fn new(prose: &Prose, links: &dyn Links) -> Option<Self> {
        let mut used: HashSet<char> = prose.source.chars().collect();
        for reference in &prose.references {
            let Destination { label: Label::Code(shown) | Label::Text(shown), .. } =
                links.link(&reference.target);
            used.extend(shown.chars().chain(reference.text.iter().flat_map(|text| text.chars())));
        }
        let by_reference = prose.source.contains('&');
        if by_reference {
            for event in Parser::new_ext(&prose.source, READ) {
                match &event {
                    Event::Text(text) | Event::Code(text) => used.extend(text.chars()),
                    Event::Start(Tag::Link { title, .. } | Tag::Image { title, .. }) => {
                        used.extend(title.chars());
                    }
                    _ => {}
                }
            }
        }
        let mut free = pool().filter(|character| {
            let written = by_reference && prose.source.contains(&reference(*character));
            !used.contains(character) && !written
        });
        let (start, reference, bar) = (free.next()?, free.next()?, free.next()?);
        // Letters begin statements of MDX.
        let escaped = ('!'..='~').filter(char::is_ascii_punctuation).chain(['e', 'i']);
        let standins: BTreeMap<char, char> =
            escaped.map(|character| Some((character, free.next()?))).collect::<Option<_>>()?;
        let characters =
            standins.iter().map(|(character, standin)| (*standin, *character)).collect();
        Some(Self { start, reference, bar, standins, characters })
    }

    /// The source with references that the parser sees nothing in.
    pub(super) fn substitute(&self, prose: &Prose) -> String {
        let mut out = String::with_capacity(prose.source.len());
        let mut done = 0;
        for (index, reference) in prose.references.iter().enumerate() {
            out.push_str(prose.source.get(done..reference.range.start).unwrap_or_default());
            let _ = write!(out, "{0}{index}{0}", self.reference);
            done = reference.range.end;
        }
        out.push_str(prose.source.get(done..).unwrap_or_default());
        out
    }

    /// Puts stand-ins into all texts but code, so that how they are spelled is decided here.
    pub(super) fn hide(&self, events: &mut [Event<'_>]) {
        let mut in_code = false;
        let mut bare = true;
        for event in events {
            match event {
                Event::Start(Tag::CodeBlock(_)) => in_code = true,
                Event::End(TagEnd::CodeBlock) => in_code = false,
                Event::Text(text) if !in_code => {
                    *text = self.hidden(text, bare, &[]).into();
                    bare = false;
                    continue;
                }
                // The writer escapes what would end a title.
                Event::Start(Tag::Link { title, .. }) if !title.is_empty() => {
                    *title = self.hidden(title, false, &['"', '\\', '&']).into();
                }
                _ => {}
            }
            bare = !matches!(event, Event::Code(_) | Event::End(TagEnd::Link));
        }
    }

    fn hidden(&self, text: &str, bare: bool, but: &[char]) -> String {
        let first = bare && begins_block(text);
        let standin = |(at, character): (usize, char)| {
            let hides = character.is_ascii_punctuation() || (first && at == 0);
            let standin = self.standins.get(&character).filter(|_| hides);
            standin.filter(|_| !but.contains(&character)).copied().unwrap_or(character)
        };
        text.char_indices().map(standin).collect()
    }

    /// The writer refers to characters at whose side marks would mean something else.
    fn unreferenced<'w>(&self, written: &'w str) -> Cow<'w, str> {
        let mut written = Cow::Borrowed(written);
        for (standin, character) in &self.characters {
            if written.contains("&#") && written.contains(&reference(*standin)) {
                written = written.replace(&reference(*standin), &reference(*character)).into();
            }
        }
        written
    }

    /// What is written, with everything in place of its stand-in.
    pub(super) fn resolve(&self, written: &str) -> String {
        let written = self.unreferenced(written);
        let mut out = String::with_capacity(written.len() + 16);
        let mut line = Line::start();
        let mut rest = written.chars();
        while let Some(character) = rest.next() {
            if let Some(original) = self.characters.get(&character) {
                // What prose ends with ends a line.
                let behind = rest.clone().map(|c| self.characters.get(&c).copied().unwrap_or(c));
                line.text(*original, behind.chain(['\n']), &mut out);
            } else if character == self.bar {
                out.push_str("\\|");
                line.markdown('|', None);
            } else {
                line.markdown(character, rest.clone().next());
                out.push(character);
            }
        }
        out
    }
}
