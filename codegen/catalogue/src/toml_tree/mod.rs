//! A TOML text as a tree: where its headers, entries, keys and values stand, and how they are written. All
//! else of the text is between them, so that nothing is lost.
//!
//! A value as it is written is called a literal here. What it means is decoded elsewhere, by the `toml` crate.
//!
//! This is the one place that knows the lexer and the parser of TOML. The parser goes on behind each error, so
//! a text that is not TOML has a tree as well: of the parts that make sense.

mod literal;
mod read;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use toml_parser::lexer::{Token, TokenKind};

pub use literal::{Entry, Literal, LiteralKind};

/// A TOML text.
#[derive(Debug)]
pub struct TomlTree<'t> {
    /// All of it.
    pub text: &'t str,
    /// Its headers and entries, in their order.
    pub statements: Vec<Statement<'t>>,
    tokens: Vec<Token>,
}

/// A header of a table, or a key with its value.
#[derive(Debug)]
pub struct Statement<'t> {
    /// Which of the two.
    pub kind: StatementKind<'t>,
    /// The keys of the header under which it stands; none for a header.
    pub above: Rc<[Key<'t>]>,
    /// Its own keys, which have dots between them.
    pub keys: Vec<Key<'t>>,
    /// From the beginning of its first line to the beginning of the line behind it.
    pub lines: Range<usize>,
    /// The comment behind it.
    pub comment: Option<Range<usize>>,
}

/// What a statement is.
#[derive(Debug)]
pub enum StatementKind<'t> {
    /// `[a.b]`
    Header,
    /// `[[a.b]]`
    ArrayHeader,
    /// `a.b = 1`
    Entry(Literal<'t>),
}

/// A key, or one of several that have dots between them.
#[derive(Debug, Clone)]
pub struct Key<'t> {
    /// What it is read as.
    pub name: Cow<'t, str>,
    /// Where it stands, quotes included.
    pub range: Range<usize>,
}

/// Whether a key of this name needs no quotes (TOML 1.0, Keys).
pub fn is_bare(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    !name.is_empty() && name.bytes().all(is_part)
}

impl<'t> TomlTree<'t> {
    /// The lines above the statement with this index, without indent: each is a comment, or empty. Behind the
    /// last statement, those at the end of the text.
    pub fn lines_above(&self, statement: usize) -> impl Iterator<Item = &'t str> {
        let before = statement.checked_sub(1).and_then(|before| self.statements.get(before));
        let start = before.map_or(0, |before| before.lines.end);
        let end = self.statements.get(statement).map_or(self.text.len(), |it| it.lines.start);
        self.text[start..end].lines().map(|line| line.trim_start_matches([' ', '\t']))
    }

    /// The values of all entries, with those that are in them.
    pub fn literals(&self) -> impl Iterator<Item = &Literal<'t>> {
        self.statements.iter().filter_map(Statement::literal).flat_map(Literal::all)
    }

    /// All comments.
    pub fn comments(&self) -> impl Iterator<Item = Range<usize>> {
        self.places(|kind| kind == TokenKind::Comment)
    }

    /// All keys and values in double quotes.
    pub fn double_quoted(&self) -> impl Iterator<Item = Range<usize>> {
        self.places(|kind| matches!(kind, TokenKind::BasicString | TokenKind::MlBasicString))
    }

    /// All keys and values without quotes. Dots and spaces are between them.
    pub fn unquoted(&self) -> impl Iterator<Item = Range<usize>> {
        self.places(|kind| kind == TokenKind::Atom)
    }

    /// Where the last string begins that does not begin behind `at`.
    pub fn string_before(&self, at: usize) -> Option<usize> {
        let is_string = |kind: TokenKind| kind.encoding().is_some();
        let starts = self.places(is_string).map(|range| range.start);
        starts.take_while(|start| *start <= at).last()
    }

    /// The last bracket that is open before `at`, of those of headers as well. Any closing bracket closes the
    /// last: where brackets are at fault, two that do not belong together are one mistake.
    pub fn open_bracket_before(&self, at: usize) -> Option<Range<usize>> {
        let mut open = Vec::new();
        for token in self.tokens.iter().take_while(|token| token.span().start() < at) {
            match token.kind() {
                TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket => open.push(token),
                TokenKind::RightCurlyBracket | TokenKind::RightSquareBracket => drop(open.pop()),
                _ => {}
            }
        }
        open.last().map(|token| token.span().start()..token.span().end())
    }

    /// Where the tokens of some kinds stand.
    fn places(&self, is_one: impl Fn(TokenKind) -> bool) -> impl Iterator<Item = Range<usize>> {
        let tokens = self.tokens.iter().filter(move |token| is_one(token.kind()));
        tokens.map(|token| token.span().start()..token.span().end())
    }
}

impl<'t> Statement<'t> {
    /// Whether it is a header of any kind.
    pub fn is_header(&self) -> bool {
        self.literal().is_none()
    }

    /// The value of an entry.
    pub fn literal(&self) -> Option<&Literal<'t>> {
        match &self.kind {
            StatementKind::Entry(literal) => Some(literal),
            StatementKind::Header | StatementKind::ArrayHeader => None,
        }
    }

    /// The keys that lead to it from the top of the text. Tables of an array have no number.
    pub fn path(&self) -> impl Iterator<Item = &Key<'t>> {
        self.above.iter().chain(&self.keys)
    }

    /// How many these are.
    pub fn depth(&self) -> usize {
        self.above.len() + self.keys.len()
    }

    /// Whether it is about what is at `path`, or about something in it.
    pub fn is_in(&self, path: &[&str]) -> bool {
        self.depth() >= path.len() && self.path().zip(path).all(|(key, name)| key.name == *name)
    }

    /// Whether it is about what is at `path`.
    pub fn is_at(&self, path: &[&str]) -> bool {
        self.depth() == path.len() && self.is_in(path)
    }

    /// The keys right below the table called `name` at the top of the text, as far as it is about them.
    pub fn below(&self, name: &str) -> impl Iterator<Item = &Key<'t>> {
        let is_in = self.is_in(&[name]);
        let inline = self.literal().filter(|_| self.depth() == 1);
        let inner = inline.into_iter().flat_map(Literal::entries);
        let keys = self.path().nth(1).into_iter();
        keys.chain(inner.filter_map(|entry| entry.keys.first())).filter(move |_| is_in)
    }

    /// The value of the entry at `path`, which is this one or is in its inline tables.
    pub fn find(&self, path: &[&str]) -> Option<&Literal<'t>> {
        let (own, below) = path.split_at_checked(self.depth())?;
        let literal = self.literal().filter(|_| self.is_at(own))?;
        if below.is_empty() { Some(literal) } else { literal.find(below) }
    }
}
