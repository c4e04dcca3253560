//! Whether two texts say the same.

use toml::de::{DeTable, DeValue};

use super::order::{below, item};
use errcat_catalogue::raw::format::Shape;
use errcat_catalogue::toml_tree::TomlTree;

/// Whether both have the same comments and the same values, in an order that means the same.
pub(super) fn same(old: &TomlTree<'_>, new: &TomlTree<'_>, shape: &'static Shape) -> bool {
    let (Ok(a), Ok(b)) = (DeTable::parse(old.text), DeTable::parse(new.text)) else { return false };
    comments(old) == comments(new) && tables(a.get_ref(), b.get_ref(), Some(shape))
}

/// All comments, sorted.
fn comments<'t>(tree: &TomlTree<'t>) -> Vec<&'t str> {
    let comments = tree.comments().map(|range| tree.text[range].trim_end());
    let mut comments: Vec<&str> = comments.collect();
    comments.sort_unstable();
    comments
}

fn tables(a: &DeTable<'_>, b: &DeTable<'_>, shape: Option<&'static Shape>) -> bool {
    let names = |table: &DeTable<'_>| {
        let mut names: Vec<_> =
            table.iter().map(|(key, _)| (key.span().start, key.get_ref().to_string())).collect();
        match shape {
            Some(Shape::Table(_)) => names.sort_by(|a, b| a.1.cmp(&b.1)),
            _ => names.sort(),
        }
        names.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
    };
    names(a) == names(b)
        && a.iter().all(|(key, value)| {
            let shape = shape.and_then(|shape| below(shape, key.get_ref()));
            b.get(&**key.get_ref()).is_some_and(|it| values(value.get_ref(), it.get_ref(), shape))
        })
}

fn values(a: &DeValue<'_>, b: &DeValue<'_>, shape: Option<&'static Shape>) -> bool {
    match (a, b) {
        (DeValue::Table(a), DeValue::Table(b)) => tables(a, b, shape.map(table)),
        (DeValue::Array(a), DeValue::Array(b)) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b.iter())
                    .all(|(a, b)| values(a.get_ref(), b.get_ref(), shape.and_then(item)))
        }
        (DeValue::Table(_) | DeValue::Array(_), _) | (_, DeValue::Table(_) | DeValue::Array(_)) => {
            false
        }
        (a, b) => format!("{a:?}") == format!("{b:?}"),
    }
}

/// The one of several shapes that a table can have.
fn table(shape: &'static Shape) -> &'static Shape {
    match shape {
        Shape::Either(shapes) => {
            let is_table = |it: &&Shape| {
                matches!(it, Shape::Table(_) | Shape::Map(..) | Shape::TypeTable | Shape::Json)
            };
            shapes.iter().find(is_table).unwrap_or(shape)
        }
        other => other,
    }
}
