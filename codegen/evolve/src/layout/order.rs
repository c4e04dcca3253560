//! The order of statements.

use std::collections::HashMap;

use super::Paragraph;
use errcat_catalogue::raw::format::{Def, Shape};
use errcat_catalogue::toml_tree::{Statement, StatementKind};

/// The statements by table, each with its header first: tables and their keys are in the order of
/// the format where that means nothing, else as they were written.
pub(super) fn sorted<'a>(
    paragraphs: Vec<Paragraph<'a>>,
    shape: &'static Shape,
) -> Vec<Vec<Paragraph<'a>>> {
    let mut sections: Vec<(Vec<usize>, Vec<Paragraph<'a>>)> = Vec::new();
    let mut ranks = Ranks::default();
    let mut within = Some(shape);
    for paragraph in paragraphs {
        if paragraph.statement.is_header() {
            let (rank, inner) = ranks.of(paragraph.statement, shape);
            within = inner;
            sections.push((rank, vec![paragraph]));
            continue;
        }
        if sections.is_empty() {
            sections.push((Vec::new(), Vec::new()));
        }
        if let Some((_, section)) = sections.last_mut() {
            insert(section, paragraph, within.and_then(def));
        }
    }
    sections.sort_by(|a, b| a.0.cmp(&b.0));
    sections.into_iter().map(|(_, section)| section).collect()
}

/// Puts an entry behind those that come before it or are the same.
fn insert<'a>(section: &mut Vec<Paragraph<'a>>, entry: Paragraph<'a>, def: Option<&'static Def>) {
    let Some(def) = def else { return section.push(entry) };
    let rank = |Paragraph { statement, .. }: &Paragraph<'_>| {
        let key = statement.keys.first().map_or("", |key| &key.name);
        (!statement.is_header()).then(|| place(def, key))
    };
    let own = rank(&entry);
    let at = section.iter().rposition(|it| rank(it) <= own).map_or(0, |at| at + 1);
    section.insert(at, entry);
}

/// Where a key is in its table; those that it does not have come last.
fn place(def: &Def, key: &str) -> usize {
    def.keys.iter().position(|known| known.name == key).unwrap_or(def.keys.len())
}

/// The format of a table that is where this shape is wanted.
fn def(shape: &'static Shape) -> Option<&'static Def> {
    match shape {
        Shape::Table(def) => Some(def),
        Shape::Either(shapes) => shapes.iter().find_map(def),
        _ => None,
    }
}

/// The shape of the value at a key of a table.
pub(super) fn below(shape: &'static Shape, key: &str) -> Option<&'static Shape> {
    match shape {
        Shape::Table(def) => def.keys.iter().find(|it| it.name == key).map(|it| &it.shape),
        Shape::Map(_, inner) => Some(inner),
        Shape::Either(shapes) => shapes.iter().find_map(|it| below(it, key)),
        _ => None,
    }
}

/// The shape of the items of a list.
pub(super) fn item(shape: &'static Shape) -> Option<&'static Shape> {
    match shape {
        Shape::List(inner) => Some(inner),
        Shape::Either(shapes) => shapes.iter().find_map(item),
        _ => None,
    }
}

/// What decides the order of tables: a number for each step from the top to the table, and one for
/// its own keys among its inner tables.
#[derive(Default)]
struct Ranks {
    /// How many things have been met in a table, and the number of each, by the way to it.
    met: HashMap<Vec<usize>, (usize, HashMap<String, usize>)>,
    /// The last item of each list, by the way to the list.
    last: HashMap<Vec<usize>, usize>,
}

impl Ranks {
    /// The rank of a table by its header, and its shape where the format has one for it.
    fn of(
        &mut self,
        header: &Statement<'_>,
        top: &'static Shape,
    ) -> (Vec<usize>, Option<&'static Shape>) {
        let is_item = matches!(header.kind, StatementKind::ArrayHeader);
        let mut rank = Vec::new();
        let mut shape = Some(top);
        for (at, key) in header.keys.iter().enumerate() {
            let key = &key.name;
            let step = self.step(&rank, key, shape);
            rank.push(step);
            shape = shape.and_then(|it| below(it, key));
            let is_new = is_item && at + 1 == header.keys.len();
            if is_new {
                *self.last.entry(rank.clone()).or_default() += 1;
            }
            if let Some(index) = self.last.get(&rank) {
                rank.push(*index);
                shape = shape.and_then(item);
            }
        }
        let own = self.step(&rank, "", shape);
        rank.push(own);
        (rank, shape)
    }

    /// The number of `key` in the table at `way`; that of the table's own keys where it is empty.
    fn step(&mut self, way: &[usize], key: &str, shape: Option<&'static Shape>) -> usize {
        if let Some(def) = shape.and_then(def) {
            return if key.is_empty() { 0 } else { place(def, key) + 1 };
        }
        let (count, met) = self.met.entry(way.to_vec()).or_default();
        *met.entry(key.to_owned()).or_insert_with(|| {
            *count += 1;
            *count
        })
    }
}
