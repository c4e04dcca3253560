//! YAML documents, with places.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::keys::{Keys, Twice};
use super::tree::{Entry, Fault, Node, NodeKind, Tree};

/// So deep values may nest.
const MOST_LEVELS: usize = 256;

/// Reads a document.
pub(super) fn parse(text: &str) -> Result<Tree, Fault> {
    let mut reader = Reader {
        text,
        offsets: offsets(text),
        open: Vec::new(),
        quotes: [0, 0],
        twice: Vec::new(),
        no_string: None,
    };
    let mut root = None;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| reader.fault(&error))?;
        let range = reader.range(span);
        let node = match event {
            Event::DocumentStart(_) if root.is_some() => {
                return Err(Fault {
                    at: range.start,
                    message: "the file holds more than one YAML document".to_owned(),
                    help: "name a file that holds one".to_owned(),
                });
            }
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                let is_map = matches!(event, Event::MappingStart(..));
                let brace = behind_brace(&text[range.clone()]).map(|at| range.start + at);
                let start = range.start;
                if reader.open.len() == MOST_LEVELS {
                    return Err(Fault {
                        at: range.start,
                        message: format!("values nest more than {MOST_LEVELS} levels deep here"),
                        help: "use a flatter document".to_owned(),
                    });
                }
                reader.open.push(Open { start, brace, is_map, key: None, parts: Vec::new() });
                None
            }
            Event::MappingEnd | Event::SequenceEnd => reader.close(&range),
            Event::Alias(_) => Some(Node { span: range, kind: NodeKind::Alias }),
            Event::Scalar(value, style, ..) => Some(reader.scalar(&value, style, range)),
            _ => None,
        };
        if let Some(node) = node
            && let Some(whole) = reader.take(node)
        {
            root = Some(whole);
        }
    }
    if let Some(at) = reader.no_string {
        return Err(Fault {
            at,
            message: "this key is not a string".to_owned(),
            help: "write the key as a string: keys of OpenAPI documents are strings".to_owned(),
        });
    }
    let [single, double] = reader.quotes;
    let quote = if single > double { '\'' } else { '"' };
    match root {
        Some(root) if matches!(root.kind, NodeKind::Map { .. }) => {
            Ok(Tree::new(root, quote, reader.twice))
        }
        root => Err(Fault {
            at: root.map_or(0, |root| root.span.start),
            message: "this is not an OpenAPI document: it is not a map".to_owned(),
            help: "name the document to add the components to".to_owned(),
        }),
    }
}

/// Where a map or list goes on behind its brace, if it is in braces. `text` is all that begins it:
/// an anchor or a tag before the brace, and white space or a comment behind it.
fn behind_brace(text: &str) -> Option<usize> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let end = match rest.as_bytes().first()? {
            b'{' | b'[' => return Some(text.len() - rest.len() + 1),
            b'&' | b'!' => rest.find(char::is_whitespace)?,
            b'#' => rest.find('\n')?,
            _ => return None,
        };
        rest = &rest[end..];
    }
}

struct Reader<'a> {
    text: &'a str,
    /// Offsets of characters, where these are not all ASCII: the parser counts characters.
    offsets: Option<Vec<usize>>,
    open: Vec<Open>,
    /// How many strings are in single and in double quotes.
    quotes: [usize; 2],
    /// Keys that a map has twice.
    twice: Vec<Twice>,
    /// Where the first key stands that is not a string, in bytes.
    no_string: Option<usize>,
}

/// A map or list that has not ended.
struct Open {
    start: usize,
    brace: Option<usize>,
    is_map: bool,
    /// A key whose value is to come.
    key: Option<Node>,
    parts: Vec<(Option<Node>, Node)>,
}

fn offsets(text: &str) -> Option<Vec<usize>> {
    let end = std::iter::once(text.len());
    (!text.is_ascii()).then(|| text.char_indices().map(|(at, _)| at).chain(end).collect())
}

impl Reader<'_> {
    fn offset(&self, character: usize) -> usize {
        let offset = match &self.offsets {
            Some(offsets) => offsets.get(character).copied(),
            None => Some(character),
        };
        offset.unwrap_or(self.text.len()).min(self.text.len())
    }

    fn range(&self, span: Span) -> Range<usize> {
        let start = self.offset(span.start.index());
        start..self.offset(span.end.index()).max(start)
    }

    fn fault(&self, error: &ScanError) -> Fault {
        Fault {
            at: self.offset(error.marker().index()),
            message: format!("the document is not YAML: {}", error.info()),
            help: "fix it by hand".to_owned(),
        }
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, range: Range<usize>) -> Node {
        match style {
            ScalarStyle::SingleQuoted => self.quotes[0] += 1,
            ScalarStyle::DoubleQuoted => self.quotes[1] += 1,
            _ => {}
        }
        let quoted = style != ScalarStyle::Plain;
        // Block scalars end where something else begins, empty lines before that included, which
        // belong to them if they are kept.
        let whole = &self.text[range.clone()];
        let kept = value.ends_with("\n\n");
        let whole = if kept { whole.trim_end_matches(' ') } else { whole.trim_end() };
        let end = range.start + whole.len();
        let kind = if !quoted && range.is_empty() {
            NodeKind::Nothing
        } else {
            NodeKind::Scalar { text: value.to_owned(), quoted }
        };
        Node { span: range.start..end, kind }
    }

    /// The map or list that ends at `range`.
    fn close(&mut self, range: &Range<usize>) -> Option<Node> {
        let open = self.open.pop()?;
        let last = open.parts.last().map_or(open.start, |(_, value)| value.span.end);
        // Those without braces end where something else begins.
        let span = open.start..if open.brace.is_some() { range.start + 1 } else { last };
        let kind = if open.is_map {
            let entry = |(key, value): (Option<Node>, Node)| Entry {
                key: key.as_ref().and_then(Node::text).unwrap_or_default().to_owned(),
                key_span: key.map_or(value.span.clone(), |key| key.span),
                value,
            };
            let entries: Vec<Entry> = open.parts.into_iter().map(entry).collect();
            let mut keys = Keys::default();
            for entry in &entries {
                self.twice.extend(keys.take(&entry.key, &entry.key_span));
            }
            NodeKind::Map { entries, brace: open.brace }
        } else {
            NodeKind::List(open.parts.into_iter().map(|(_, item)| item).collect())
        };
        Some(Node { span, kind })
    }

    /// Puts a node where it belongs; gives back the one that is all.
    fn take(&mut self, mut node: Node) -> Option<Node> {
        let Some(open) = self.open.last_mut() else { return Some(node) };
        if open.is_map && open.key.is_none() {
            if node.text().is_none() {
                self.no_string.get_or_insert(node.span.start);
            }
            open.key = Some(node);
            return None;
        }
        let key = open.key.take();
        if let (NodeKind::Nothing, Some(key)) = (&node.kind, &key) {
            // What is not there is behind the colon.
            let colon = self.text[key.span.end..].find(':').map_or(0, |at| at + 1);
            node.span = key.span.end + colon..key.span.end + colon;
        }
        open.parts.push((key, node));
        None
    }
}
