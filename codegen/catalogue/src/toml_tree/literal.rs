//! Values as they are written.

use std::ops::Range;

use super::Key;

/// A value as it is written.
#[derive(Debug)]
pub struct Literal<'t> {
    /// Where it stands, quotes and brackets included.
    pub range: Range<usize>,
    /// What it is.
    pub kind: LiteralKind<'t>,
    /// Whether comments are between its brackets. Here and below, those that are between inner
    /// brackets do not count.
    pub has_comments: bool,
    /// Whether lines end between its brackets.
    pub has_lines: bool,
    /// Whether a comma is behind the last of its parts.
    pub ends_in_comma: bool,
}

/// What a value is.
#[derive(Debug)]
pub enum LiteralKind<'t> {
    /// A string, number, boolean, date or time.
    Scalar,
    /// `[ … ]`
    Array(Vec<Literal<'t>>),
    /// `{ … }`
    Table(Vec<Entry<'t>>),
}

/// An entry of an inline table.
#[derive(Debug)]
pub struct Entry<'t> {
    /// Its keys, which have dots between them.
    pub keys: Vec<Key<'t>>,
    /// Its value.
    pub literal: Literal<'t>,
}

impl<'t> Literal<'t> {
    pub(super) fn new(range: Range<usize>, kind: LiteralKind<'t>) -> Self {
        Self { range, kind, has_comments: false, has_lines: false, ends_in_comma: false }
    }

    /// Whether it is an array.
    pub fn is_array(&self) -> bool {
        matches!(self.kind, LiteralKind::Array(_))
    }

    /// Whether it is an inline table.
    pub fn is_table(&self) -> bool {
        matches!(self.kind, LiteralKind::Table(_))
    }

    /// The items of an array.
    pub fn items(&self) -> &[Self] {
        match &self.kind {
            LiteralKind::Array(items) => items,
            LiteralKind::Scalar | LiteralKind::Table(_) => &[],
        }
    }

    /// The entries of an inline table.
    pub fn entries(&self) -> &[Entry<'t>] {
        match &self.kind {
            LiteralKind::Table(entries) => entries,
            LiteralKind::Scalar | LiteralKind::Array(_) => &[],
        }
    }

    /// It, and all that are in it.
    pub fn all(&self) -> impl Iterator<Item = &Self> {
        let (mut next, mut open) = (Some(self), Vec::new());
        std::iter::from_fn(move || {
            let literal = next.take().or_else(|| open.pop())?;
            open.extend(literal.entries().iter().rev().map(|entry| &entry.literal));
            open.extend(literal.items().iter().rev());
            Some(literal)
        })
    }

    /// The entries of all inline tables in it.
    pub fn all_entries(&self) -> impl Iterator<Item = &Entry<'t>> {
        self.all().flat_map(Self::entries)
    }

    /// The value at `path` in its inline tables. Tables of an array have no number: the first counts that
    /// has it.
    pub(super) fn find(&self, path: &[&str]) -> Option<&Self> {
        let in_items = self.items().iter().find_map(|item| item.find(path));
        in_items.or_else(|| self.entries().iter().find_map(|entry| entry.find(path)))
    }
}

impl<'t> Entry<'t> {
    fn find(&self, path: &[&str]) -> Option<&Literal<'t>> {
        let (own, below) = path.split_at_checked(self.keys.len())?;
        let is_own = self.keys.iter().zip(own).all(|(key, name)| key.name == *name);
        match below {
            _ if !is_own => None,
            [] => Some(&self.literal),
            below => self.literal.find(below),
        }
    }
}
