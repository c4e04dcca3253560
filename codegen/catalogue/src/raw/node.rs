//! Views of parsed TOML that know their file: keys, values and tables with spans.

use std::cell::OnceCell;
use std::num::IntErrorKind;
use std::ops::Range;
use std::sync::LazyLock;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::place::{Decoded, place};
use errcat_findings::source::{FileId, Span};

/// A key and its place.
#[derive(Debug, Clone, Copy)]
pub struct Key<'a> {
    /// The key without quotes.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
}

/// A table, whichever way it is written. Keys come in the order of the file.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    file: FileId,
    text: &'a str,
    entries: &'a DeTable<'a>,
    /// Its header, or all of an inline table.
    pub span: Span,
}

/// A value and its place.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    file: FileId,
    text: &'a str,
    value: &'a Spanned<DeValue<'a>>,
}

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// A string, escapes resolved.
    Text(&'a str),
    /// An integer; `None` where it doesn't fit 64 bits, or has no digits: the parser does not look.
    Integer(Option<i64>),
    /// A float; `None` where it is not finite.
    Float(Option<f64>),
    /// A boolean.
    Boolean(bool),
    /// A TOML date or time, which the format has no use for.
    Datetime,
    /// An array.
    Array,
    /// A table.
    Table(Table<'a>),
}

impl<'a> Table<'a> {
    pub(super) fn new(file: FileId, text: &'a str, entries: &'a DeTable<'a>, span: Span) -> Self {
        Self { file, text, entries, span }
    }

    /// The value of `key`.
    pub fn get(self, key: &str) -> Option<Node<'a>> {
        self.entries.get(key).map(|value| Node { file: self.file, text: self.text, value })
    }

    /// The place of `key`, and its value.
    pub fn entry(self, key: &str) -> Option<(Key<'a>, Node<'a>)> {
        let (key, value) = self.entries.get_key_value(key)?;
        let span = Span::new(self.file, key.span());
        let key = Key { text: key.get_ref(), span };
        Some((key, Node { file: self.file, text: self.text, value }))
    }

    /// The value of `key` as a table.
    pub fn table(self, key: &str) -> Option<Table<'a>> {
        self.get(key)?.table()
    }

    /// The entries of the table at `key`: none where there is no such table.
    pub fn entries_of(self, key: &str) -> impl Iterator<Item = (Key<'a>, Node<'a>)> {
        self.table(key).into_iter().flat_map(Table::entries)
    }

    /// The tables in the table at `key`: what is not a table there is passed over.
    pub fn tables_of(self, key: &str) -> impl Iterator<Item = (Key<'a>, Table<'a>)> {
        self.entries_of(key).filter_map(|(key, node)| Some((key, node.table()?)))
    }

    /// The items of the array at `key`: none where there is no such array.
    pub fn items_of(self, key: &str) -> impl Iterator<Item = Node<'a>> {
        self.get(key).into_iter().flat_map(Node::items)
    }

    /// The value of `key` as a string.
    pub fn text(self, key: &str) -> Option<&'a str> {
        self.get(key)?.text()
    }

    /// Its entries, in the order of the file.
    pub fn entries(self) -> impl Iterator<Item = (Key<'a>, Node<'a>)> {
        self.entries.iter().map(move |(key, value)| {
            let span = Span::new(self.file, key.span());
            (Key { text: key.get_ref(), span }, Node { file: self.file, text: self.text, value })
        })
    }

    /// Whether it has no entries.
    pub fn is_empty(self) -> bool {
        self.entries.is_empty()
    }
}

impl<'a> Node<'a> {
    /// Where it stands.
    pub fn span(self) -> Span {
        Span::new(self.file, self.value.span())
    }

    /// Where the bytes `range` of its text stand, CRLF in it read as LF; all of it where it is not a
    /// string.
    pub fn span_of(self, range: Range<usize>) -> Span {
        let found = self.raw().and_then(|raw| place(raw, range));
        self.span_at(found)
    }

    /// The places of any number of pieces of its text.
    pub fn pieces(self) -> Pieces<'a> {
        Pieces { node: self, decoded: OnceCell::new() }
    }

    /// What is in the file, quotes included.
    fn raw(self) -> Option<&'a str> {
        self.text.get(self.value.span())
    }

    /// The place of a piece of the file's text, or of the whole text.
    fn span_at(self, piece: Option<Range<usize>>) -> Span {
        let whole = self.value.span();
        let piece = piece.map(|piece| whole.start + piece.start..whole.start + piece.end);
        Span::new(self.file, piece.unwrap_or(whole))
    }

    /// What it is.
    pub fn value(self) -> Value<'a> {
        match self.value.get_ref() {
            DeValue::String(text) => Value::Text(text),
            DeValue::Integer(number) => {
                Value::Integer(i64::from_str_radix(number.as_str(), number.radix()).ok())
            }
            DeValue::Float(number) => {
                Value::Float(number.as_str().parse().ok().filter(|number: &f64| number.is_finite()))
            }
            DeValue::Boolean(boolean) => Value::Boolean(*boolean),
            DeValue::Datetime(_) => Value::Datetime,
            DeValue::Array(_) => Value::Array,
            DeValue::Table(entries) => {
                Value::Table(Table { file: self.file, text: self.text, entries, span: self.span() })
            }
        }
    }

    /// Its text, if it is a string.
    pub fn text(self) -> Option<&'a str> {
        match self.value() {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Its number, if it is an integer.
    pub fn integer(self) -> Option<i64> {
        match self.value() {
            Value::Integer(number) => number,
            _ => None,
        }
    }

    /// Whether it is an integer that doesn't fit 64 bits.
    pub fn overflows(self) -> bool {
        let DeValue::Integer(number) = self.value.get_ref() else { return false };
        let parsed = i64::from_str_radix(number.as_str(), number.radix());
        parsed.is_err_and(|error| {
            matches!(error.kind(), IntErrorKind::PosOverflow | IntErrorKind::NegOverflow)
        })
    }

    /// Its value, if it is a boolean.
    pub fn boolean(self) -> Option<bool> {
        match self.value() {
            Value::Boolean(boolean) => Some(boolean),
            _ => None,
        }
    }

    /// The table that it is.
    pub fn table(self) -> Option<Table<'a>> {
        match self.value() {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// A table without entries in its place, where something else stands.
    pub fn as_empty_table(self) -> Table<'a> {
        static EMPTY: LazyLock<DeTable<'static>> = LazyLock::new(DeTable::new);
        Table { file: self.file, text: self.text, entries: &EMPTY, span: self.span() }
    }

    /// Whether it is an array.
    pub fn is_array(self) -> bool {
        matches!(self.value.get_ref(), DeValue::Array(_))
    }

    /// The items of the array that it is.
    pub fn items(self) -> impl Iterator<Item = Node<'a>> {
        let items = match self.value.get_ref() {
            DeValue::Array(items) => Some(items.iter()),
            _ => None,
        };
        items.into_iter().flatten().map(move |value| Node {
            file: self.file,
            text: self.text,
            value,
        })
    }

    /// What it is called in a message.
    pub fn kind(self) -> &'static str {
        match self.value() {
            Value::Text(_) => "a string",
            Value::Integer(_) => "an integer",
            Value::Float(_) => "a float",
            Value::Boolean(_) => "a boolean",
            Value::Datetime => "a date or time",
            Value::Array => "an array",
            Value::Table(_) => "a table",
        }
    }
}

/// The pieces of a string: it is taken apart once, for the first of them.
#[derive(Debug)]
pub struct Pieces<'a> {
    node: Node<'a>,
    decoded: OnceCell<Option<Decoded>>,
}

impl Pieces<'_> {
    /// Where the bytes `range` of the text stand, as [`Node::span_of`] tells.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        let decode = || self.node.raw().and_then(|raw| Decoded::new(raw, usize::MAX));
        let decoded = self.decoded.get_or_init(decode).as_ref();
        self.node.span_at(decoded.and_then(|decoded| decoded.place(range)))
    }

    /// Where all of it stands.
    pub fn span(&self) -> Span {
        self.node.span()
    }
}
