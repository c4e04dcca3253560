//! The tree of a text, made from the parser's events.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use toml_parser::parser::{Event, EventKind, RecursionGuard, parse_document};
use toml_parser::{ErrorSink, ParseError, Source};

use super::{Entry, Key, Literal, LiteralKind, Statement, StatementKind, TomlTree};

/// Nothing is nested deeper in a tree: the `toml` crate takes no more either.
const DEEPEST: u32 = 80;

impl<'t> TomlTree<'t> {
    /// Takes a text apart.
    pub fn read(text: &'t str) -> Self {
        let tokens = Source::new(text).lex().into_vec();
        let mut reader = Reader::new(text);
        let mut receive = |event: Event| reader.event(&event);
        let mut errors: Option<ParseError> = None;
        parse_document(
            &tokens,
            &mut RecursionGuard::new(&mut receive, DEEPEST),
            &mut errors as &mut dyn ErrorSink,
        );
        TomlTree { text, statements: reader.statements, tokens }
    }
}

struct Reader<'t> {
    text: &'t str,
    statements: Vec<Statement<'t>>,
    /// The keys of the header at hand.
    above: Rc<[Key<'t>]>,
    /// The keys that have been read and belong to nothing yet.
    keys: Vec<Key<'t>>,
    /// Arrays and inline tables that are open, the innermost last, each with the keys that lead to it.
    open: Vec<(Vec<Key<'t>>, Literal<'t>)>,
    /// Where the line begins on which the next statement does.
    line: usize,
    /// Whether the last statement ends on the line at hand.
    on_line: bool,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            statements: Vec::new(),
            above: Rc::default(),
            keys: Vec::new(),
            open: Vec::new(),
            line: 0,
            on_line: false,
        }
    }

    fn event(&mut self, event: &Event) {
        let range = event.span().start()..event.span().end();
        match event.kind() {
            EventKind::StdTableOpen | EventKind::ArrayTableOpen => self.keys.clear(),
            EventKind::StdTableClose => self.header(StatementKind::Header),
            EventKind::ArrayTableClose => self.header(StatementKind::ArrayHeader),
            EventKind::SimpleKey => self.keys.push(Key::read(self.text, range)),
            EventKind::Scalar => {
                let keys = std::mem::take(&mut self.keys);
                self.value(keys, Literal::new(range, LiteralKind::Scalar));
            }
            EventKind::ArrayOpen => self.opens(range, LiteralKind::Array(Vec::new())),
            EventKind::InlineTableOpen => self.opens(range, LiteralKind::Table(Vec::new())),
            EventKind::ArrayClose | EventKind::InlineTableClose => {
                if let Some((keys, mut literal)) = self.open.pop() {
                    // The parser closes what nobody has closed.
                    literal.ends_in_comma &= !range.is_empty();
                    literal.range.end = range.end;
                    self.value(keys, literal);
                }
            }
            EventKind::ValueSep | EventKind::Error => {
                if let Some((_, literal)) = self.open.last_mut() {
                    literal.ends_in_comma = &self.text[range] == ",";
                }
            }
            EventKind::Comment => match (self.open.last_mut(), self.statements.last_mut()) {
                (Some((_, literal)), _) => literal.has_comments = true,
                (None, Some(last)) if self.on_line => last.comment = Some(range),
                (None, _) => {}
            },
            EventKind::Newline => match self.open.last_mut() {
                // A carriage return alone ends no line.
                Some((_, literal)) => literal.has_lines |= self.text[range].ends_with('\n'),
                None => self.line_ends(range.end),
            },
            EventKind::KeySep | EventKind::KeyValSep | EventKind::Whitespace => {}
        }
    }

    fn header(&mut self, kind: StatementKind<'t>) {
        let keys = std::mem::take(&mut self.keys);
        self.above = keys.as_slice().into();
        self.statement(Rc::default(), keys, kind);
    }

    fn opens(&mut self, range: Range<usize>, kind: LiteralKind<'t>) {
        self.open.push((std::mem::take(&mut self.keys), Literal::new(range, kind)));
    }

    /// A value has ended to which these keys lead.
    fn value(&mut self, keys: Vec<Key<'t>>, literal: Literal<'t>) {
        let Some((_, outer)) = self.open.last_mut() else {
            self.statement(self.above.clone(), keys, StatementKind::Entry(literal));
            return;
        };
        outer.ends_in_comma = false;
        match &mut outer.kind {
            LiteralKind::Array(items) => items.push(literal),
            LiteralKind::Table(entries) => entries.push(Entry { keys, literal }),
            LiteralKind::Scalar => {}
        }
    }

    fn statement(&mut self, above: Rc<[Key<'t>]>, keys: Vec<Key<'t>>, kind: StatementKind<'t>) {
        let lines = self.line..self.text.len();
        self.statements.push(Statement { kind, above, keys, lines, comment: None });
        self.on_line = true;
    }

    fn line_ends(&mut self, end: usize) {
        if let (true, Some(last)) = (self.on_line, self.statements.last_mut()) {
            last.lines.end = end;
        }
        self.keys.clear();
        self.line = end;
        self.on_line = false;
    }
}

impl<'t> Key<'t> {
    fn read(text: &'t str, range: Range<usize>) -> Self {
        Self { name: name(&text[range.clone()]), range }
    }
}

/// What a key is read as that is written so.
fn name(written: &str) -> Cow<'_, str> {
    if written.starts_with('"') && written.contains('\\') {
        // The decoder knows escapes. What it cannot read is not a key.
        let table: toml::Table = format!("{written} = 0").parse().unwrap_or_default();
        return table.into_iter().next().map(|(key, _)| key).unwrap_or_default().into();
    }
    let quote = ['"', '\''].into_iter().find(|quote| written.starts_with(*quote));
    let inside = quote.and_then(|quote| written.strip_prefix(quote)?.strip_suffix(quote));
    inside.unwrap_or(written).into()
}
