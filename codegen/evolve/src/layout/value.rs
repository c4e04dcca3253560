//! Values, and how they are written.

use toml_parser::lexer::TokenKind;

use super::WIDTH;
use super::statements::{Tokens, key};

/// So many spaces stand before the items of a broken array.
const INDENT: usize = 4;

/// A value.
#[derive(Debug)]
pub(super) enum Value<'t> {
    /// Something that is written as it stands: a number, a string, an array with comments in it.
    Text(String),
    Array {
        items: Vec<Value<'t>>,
        source: &'t str,
    },
    /// Keys as they are written, with their values.
    Inline(Vec<(String, Value<'t>)>),
}

impl<'t> Value<'t> {
    /// Reads the value that comes next.
    pub fn read(tokens: &mut Tokens<'t>) -> Self {
        tokens.space();
        match tokens.peek() {
            Some(TokenKind::LeftSquareBracket) => Self::array(tokens),
            Some(TokenKind::LeftCurlyBracket) => Self::inline(tokens),
            Some(TokenKind::LiteralString) => Self::Text(double_quoted(tokens.next().1)),
            Some(
                TokenKind::BasicString | TokenKind::MlBasicString | TokenKind::MlLiteralString,
            ) => Self::Text(tokens.next().1.to_owned()),
            _ => Self::Text(scalar(tokens)),
        }
    }

    fn array(tokens: &mut Tokens<'t>) -> Self {
        let (start, _) = tokens.next();
        let mut items = Vec::new();
        let mut commented = false;
        let end = loop {
            match tokens.peek() {
                Some(TokenKind::Comment) => {
                    commented = true;
                    tokens.next();
                }
                Some(TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comma) => {
                    tokens.next();
                }
                Some(TokenKind::RightSquareBracket) | None => {
                    let (at, text) = tokens.next();
                    break at + text.len();
                }
                Some(_) => items.push(Self::read(tokens)),
            }
        };
        let source = &tokens.text[start..end];
        // Where comments belong in an array, its writer knows.
        let commented = commented || items.iter().any(Self::has_comments);
        if commented { Self::Text(source.to_owned()) } else { Self::Array { items, source } }
    }

    /// Whether it is an array that is kept for its comments.
    fn has_comments(&self) -> bool {
        matches!(self, Self::Text(text) if text.starts_with('['))
    }

    fn inline(tokens: &mut Tokens<'t>) -> Self {
        tokens.next();
        let mut entries = Vec::new();
        loop {
            tokens.space();
            match tokens.peek() {
                Some(TokenKind::Comma | TokenKind::Newline | TokenKind::Comment) => {
                    tokens.next();
                }
                Some(TokenKind::RightCurlyBracket) | None => {
                    tokens.next();
                    return Self::Inline(entries);
                }
                Some(_) => {
                    let (keys, _) = key(tokens);
                    tokens.eat(TokenKind::Equals);
                    entries.push((keys.join("."), Self::read(tokens)));
                }
            }
        }
    }

    /// The value where `used` characters stand before it on its line, and `behind` come after it.
    pub fn print(&self, indent: usize, used: usize, behind: usize) -> String {
        match self {
            Self::Array { items, source } => {
                let line = self.on_a_line();
                let fits = used + line.chars().count() + behind <= WIDTH;
                // What was broken stays so: lists grow.
                if items.is_empty() || fits && !source.contains('\n') {
                    return line;
                }
                let inner = " ".repeat(indent + INDENT);
                let items = items.iter().map(|item| {
                    let item = item.print(indent + INDENT, indent + INDENT, 1);
                    format!("{inner}{item},\n")
                });
                format!("[\n{}{}]", items.collect::<String>(), " ".repeat(indent))
            }
            _ => self.on_a_line(),
        }
    }

    fn on_a_line(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Array { items, .. } => {
                let items: Vec<String> = items.iter().map(Self::on_a_line).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Inline(entries) if entries.is_empty() => "{}".to_owned(),
            Self::Inline(entries) => {
                let entries = entries.iter();
                let entries: Vec<String> =
                    entries.map(|(key, value)| format!("{key} = {}", value.on_a_line())).collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }
}

/// A literal string in double quotes, where it is the same in them.
fn double_quoted(text: &str) -> String {
    let inner = text.trim_matches('\'');
    if inner.contains(['"', '\\', '\t']) { text.to_owned() } else { format!("\"{inner}\"") }
}

/// A number, boolean or date, which may have a space in it.
fn scalar(tokens: &mut Tokens<'_>) -> String {
    let mut text = String::new();
    while let Some(TokenKind::Atom | TokenKind::Dot | TokenKind::Whitespace) = tokens.peek() {
        text.push_str(tokens.next().1);
    }
    text.trim_end().to_owned()
}
