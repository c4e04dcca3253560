//! A file as statements: headers of tables, and keys with their values.

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use super::value::Value;
use errcat_catalogue::raw;

/// A header, or a key with its value.
#[derive(Debug)]
pub(super) struct Statement<'t> {
    /// The lines above it: comments, and empty lines as empty texts.
    pub lead: Vec<&'t str>,
    /// Its key, part by part, as it is written.
    pub keys: Vec<String>,
    /// Its key, part by part, as it is read.
    pub path: Vec<String>,
    pub kind: Kind<'t>,
    /// The comment behind it.
    pub comment: Option<&'t str>,
}

#[derive(Debug)]
pub(super) enum Kind<'t> {
    /// `[a.b]`, or `[[a.b]]` for an item of a list.
    Header { list: bool },
    /// `a.b = 1`
    Entry { value: Value<'t> },
}

/// A whole file.
#[derive(Debug)]
pub(super) struct Read<'t> {
    pub statements: Vec<Statement<'t>>,
    /// The lines below the last of them.
    pub end: Vec<&'t str>,
}

/// The tokens of a text, one after the other.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    pub text: &'t str,
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
}

impl<'t> Tokens<'t> {
    /// What comes next.
    pub fn peek(&mut self) -> Option<TokenKind> {
        self.tokens.peek().map(Token::kind).filter(|kind| *kind != TokenKind::Eof)
    }

    /// The next token's text, and where it begins.
    pub fn next(&mut self) -> (usize, &'t str) {
        let Some(token) = self.tokens.next() else { return (self.text.len(), "") };
        let span = token.span();
        (span.start(), &self.text[span.start()..span.end()])
    }

    /// Passes over white space on the line.
    pub fn space(&mut self) {
        while self.peek() == Some(TokenKind::Whitespace) {
            self.next();
        }
    }

    /// Takes the next token, if it is of this kind.
    pub fn eat(&mut self, kind: TokenKind) -> bool {
        let is = self.peek() == Some(kind);
        if is {
            self.next();
        }
        is
    }
}

/// Reads a text that is TOML.
pub(super) fn read(text: &str) -> Read<'_> {
    let tokens = Source::new(text).lex().into_vec().into_iter().peekable();
    let mut tokens = Tokens { text, tokens };
    let mut statements = Vec::new();
    let mut lead = Vec::new();
    loop {
        tokens.space();
        match tokens.peek() {
            None => return Read { statements, end: lead },
            Some(TokenKind::Newline) => {
                tokens.next();
                lead.push("");
            }
            Some(TokenKind::Comment) => {
                lead.push(tokens.next().1);
                tokens.eat(TokenKind::Newline);
            }
            Some(_) => statements.push(statement(&mut tokens, std::mem::take(&mut lead))),
        }
    }
}

fn statement<'t>(tokens: &mut Tokens<'t>, lead: Vec<&'t str>) -> Statement<'t> {
    let header = tokens.eat(TokenKind::LeftSquareBracket);
    let list = header && tokens.eat(TokenKind::LeftSquareBracket);
    let (keys, path) = key(tokens);
    let kind = if header {
        while tokens.eat(TokenKind::RightSquareBracket) {}
        Kind::Header { list }
    } else {
        tokens.eat(TokenKind::Equals);
        Kind::Entry { value: Value::read(tokens) }
    };
    tokens.space();
    let comment = (tokens.peek() == Some(TokenKind::Comment)).then(|| tokens.next().1);
    tokens.eat(TokenKind::Newline);
    Statement { lead, keys, path, kind, comment }
}

/// A key, part by part: as it is written in the canonical layout, and as it is read.
pub(super) fn key(tokens: &mut Tokens<'_>) -> (Vec<String>, Vec<String>) {
    let (mut keys, mut path) = (Vec::new(), Vec::new());
    loop {
        tokens.space();
        let Some(TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString) =
            tokens.peek()
        else {
            return (keys, path);
        };
        let (_, text) = tokens.next();
        let name = raw::key(text);
        let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let bare = !name.is_empty() && name.chars().all(is_bare);
        keys.push(if bare { name.clone() } else { text.to_owned() });
        path.push(name);
        tokens.space();
        if !tokens.eat(TokenKind::Dot) {
            return (keys, path);
        }
    }
}
