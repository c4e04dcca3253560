//! Names: their grammar, their words, and their casing in the targets.

mod grammar;

use heck::{ToKebabCase, ToLowerCamelCase};

pub use grammar::{BUILT_IN_SLOTS, Fault, Grammar};

/// The values of `case`.
pub const CASES: &[&str] =
    &["snake_case", "SCREAMING_SNAKE_CASE", "kebab-case", "PascalCase", "camelCase"];

/// A name of the catalogue, valid by its grammar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Name {
    text: String,
    snake: String,
}

impl Name {
    /// The name `text`, which must have passed a [`Grammar`].
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), snake: snake(text) }
    }

    /// As the catalogue writes it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// `token_expired`
    pub fn snake(&self) -> &str {
        &self.snake
    }

    /// `TokenExpired`
    pub fn upper_camel(&self) -> String {
        let mut camel = String::with_capacity(self.snake.len());
        for word in self.snake.split('_') {
            let mut letters = word.chars();
            camel.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
            camel.push_str(letters.as_str());
        }
        camel
    }

    /// `TOKEN_EXPIRED`
    pub fn screaming(&self) -> String {
        self.snake.to_ascii_uppercase()
    }

    /// As a title: `Token expired`.
    pub fn title(&self) -> String {
        let mut title = self.snake.replace('_', " ");
        if let Some(first) = title.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        title
    }

    /// Whether the name is written in one of [`CASES`].
    pub fn is_in(&self, case: &str) -> bool {
        let has = |letter: fn(&u8) -> bool| self.text.as_bytes().iter().any(letter);
        // What the case rules out at once is not written in it first.
        let not_at_all = match case {
            "SCREAMING_SNAKE_CASE" => has(u8::is_ascii_lowercase),
            "PascalCase" | "camelCase" => has(|it| matches!(it, b'_' | b'-')),
            "kebab-case" => has(|it| it.is_ascii_uppercase() || *it == b'_'),
            _ => return self.snake == self.text,
        };
        !not_at_all && self.in_case(case) == self.text
    }

    /// The name in one of [`CASES`].
    pub fn in_case(&self, case: &str) -> String {
        match case {
            "SCREAMING_SNAKE_CASE" => self.screaming(),
            "kebab-case" => self.snake.to_kebab_case(),
            "PascalCase" => self.upper_camel(),
            "camelCase" => self.snake.to_lower_camel_case(),
            _ => self.snake.clone(),
        }
    }
}

/// A name's words in small letters, with `_` between them. Words are split at `_` and `-`, before a
/// capital that follows a small letter, and before a capital that follows a capital or digit and
/// precedes a small letter.
fn snake(text: &str) -> String {
    let mut snake = String::with_capacity(text.len() + 4);
    let mut before = '_';
    let mut characters = text.chars().peekable();
    let mut parts = false;
    while let Some(character) = characters.next() {
        if matches!(character, '_' | '-') {
            parts = true;
        } else {
            let small_after = characters.peek().is_some_and(char::is_ascii_lowercase);
            parts |= character.is_ascii_uppercase()
                && (before.is_ascii_lowercase()
                    || (small_after && (before.is_ascii_uppercase() || before.is_ascii_digit())));
            if parts && !snake.is_empty() {
                snake.push('_');
            }
            parts = false;
            snake.extend(character.to_lowercase());
        }
        before = character;
    }
    snake
}

#[cfg(test)]
mod tests;
