//! How to escape a character of a text: the one table of characters with a meaning in some Markdown.
//!
//! Readers have extensions switched on that neither `CommonMark` nor we know of: attribute lists,
//! math, directives, MDX, templates of a site's generator. A backslash is understood by all of them
//! before ``\ ` * _ # + - . ! )``. Anything else that could begin something is a character reference,
//! which is text to every one: some attribute lists do not mind the backslash, some readers show it,
//! and before a bracket or a parenthesis it begins math.

use std::fmt::Write;

use errcat_catalogue::model::prose::simple::is_counter;

/// Where the next character of a line stands.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// The character before it, as text.
    before: Option<char>,
    /// Whether nothing is before it on the line but what Markdown is made of.
    bare: bool,
    /// The line's first word, as long as it is all of its text.
    word: Option<String>,
    /// How many `w` are before it.
    ws: usize,
}

impl Line {
    /// The beginning of a line, or of a text that may become one.
    pub(super) fn start() -> Self {
        Self { before: None, bare: true, word: Some(String::new()), ws: 0 }
    }

    /// Behind `character`, which no line begins with.
    pub(super) fn behind(character: char) -> Self {
        Self { before: Some(character), bare: false, word: None, ws: 0 }
    }

    /// Writes `character` of a text with `rest` behind it.
    pub(super) fn text(
        &mut self,
        character: char,
        rest: impl Iterator<Item = char> + Clone,
        out: &mut String,
    ) {
        match self.spelling(character, rest) {
            Spelling::Itself => out.push(character),
            Spelling::Backslash => out.extend(['\\', character]),
            Spelling::Reference => push_reference(character, out),
        }
        self.bare = false;
        self.pass(character);
    }

    /// Writes `character` as a reference, since readers cut it off where it stands.
    pub(super) fn edge(&mut self, character: char, out: &mut String) {
        push_reference(character, out);
        self.bare = false;
        self.pass(character);
    }

    /// Notes a `character` of Markdown that is written as it is, with `after` behind it.
    pub(super) fn markdown(&mut self, character: char, after: Option<char>) {
        if character == '\n' {
            *self = Self::start();
            return;
        }
        let ends_marker = matches!(character, '.' | ')')
            && after == Some(' ')
            && self
                .word
                .as_ref()
                .is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
        if ends_marker {
            *self = Self { before: Some(character), ..Self::start() };
        } else if self.bare && " \t>-+*#|_[".contains(character) {
            self.before = Some(character);
        } else {
            self.bare = false;
            self.pass(character);
        }
    }

    fn pass(&mut self, character: char) {
        self.before = Some(character);
        self.ws = if matches!(character, 'w' | 'W') { self.ws + 1 } else { 0 };
        match &mut self.word {
            Some(word) if character.is_ascii_alphanumeric() => word.push(character),
            word => *word = None,
        }
    }

    fn spelling(&self, character: char, mut rest: impl Iterator<Item = char> + Clone) -> Spelling {
        use Spelling::{Backslash, Itself, Reference};
        let (before, after, bare) = (self.before, rest.clone().next(), self.bare);
        let wordy = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
        let ends = after.is_none_or(|after| after == '\n');
        let twice = before == Some(character) || after == Some(character);
        match character {
            '\\' | '`' | '*' => Backslash,
            '[' | ']' | '{' | '}' | '<' | '~' | '$' | '^' | '|' => Reference,
            '_' if !(wordy(before) && wordy(after)) => Backslash,
            // At the end of a heading the marks that close it, with a space before them or without.
            '#' if bare || ends || twice => Backslash,
            '-' if bare => Backslash,
            '+' if bare || twice => Backslash,
            '>' if bare => Reference,
            '=' if bare || twice => Reference,
            '%' if twice => Reference,
            // Readers turn text that looks like an address into a link, before they resolve references in it.
            ':' if after == Some('/') => Reference,
            '.' if self.ws >= 3 => Reference,
            // A directive's name or an emoji's behind it.
            ':' if bare || twice || after.is_some_and(begins_name) => Reference,
            // A link behind it would be a picture.
            '!' if after.is_none_or(|after| after == '[') || (bare && twice) => Backslash,
            '?' | '/' if bare && twice => Reference,
            '.' | ')' if after.is_none_or(char::is_whitespace) && self.is_marker() => Backslash,
            '&' if begins_reference(rest.clone()) => Reference,
            'i' | 'e' if bare && begins_module(character, rest.by_ref()) => Reference,
            _ if is_unseen(character) => Reference,
            _ => Itself,
        }
    }

    /// Whether the line is nothing yet but a word that a list may be counted by.
    fn is_marker(&self) -> bool {
        self.word.as_deref().is_some_and(is_counter)
    }
}

#[derive(Debug, Clone, Copy)]
enum Spelling {
    Itself,
    Backslash,
    Reference,
}

/// Whether an emoji's or a directive's name behind a colon may begin so.
fn begins_name(character: char) -> bool {
    matches!(character, '+' | '-')
        || !(character.is_whitespace() || character.is_ascii_punctuation())
}

/// Whether a line of MDX that begins so is a statement of JavaScript.
fn begins_module(first: char, rest: impl Iterator<Item = char>) -> bool {
    let word = if first == 'i' { "mport " } else { "xport " };
    rest.take(word.len()).eq(word.chars())
}

/// Whether a character is a control character, or one that changes the direction of text or the
/// line: readers of the source would not see it, or not see what it does.
pub(super) fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
                | '\u{feff}'
        )
}

/// Whether `&` with `rest` behind it is a character reference, or could become one with what follows.
pub(super) fn begins_reference(rest: impl Iterator<Item = char>) -> bool {
    let mut name = rest.skip_while(|c| *c == '#').skip_while(char::is_ascii_alphanumeric);
    name.next().is_none_or(|behind| behind == ';')
}

/// Writes `character` as a reference.
pub(super) fn push_reference(character: char, out: &mut String) {
    match character {
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '&' => out.push_str("&amp;"),
        _ => {
            let _ = write!(out, "&#{};", u32::from(character));
        }
    }
}
