//! Types whose values would be too large to show.

use std::collections::BTreeSet;

use crate::lower::lowering::Lowering;
use crate::model::{Base, Field, Presence, TypeDef, TypeKind};
use errcat_findings::rules;

/// Reports records that contain so many records that an example of one would never end.
pub(super) fn check_sizes(lowering: &mut Lowering<'_, '_>, types: &mut [TypeDef]) {
    let mut sizes: Vec<Option<usize>> = vec![None; types.len()];
    // At most as deep as types may be nested, as has been checked.
    let large: BTreeSet<usize> =
        (0..types.len()).filter(|id| size(*id, types, &mut sizes) > MOST_VALUES).collect();
    for id in large.iter().copied() {
        // Where a part of it is too large already, that says it all.
        if !held(&types[id].kind).any(|base| matches!(base, Base::Named(id) if large.contains(id)))
        {
            lowering.error(
                &rules::TOO_DEEP,
                types[id].span,
                format!(
                    "`{}` always holds more than {MOST_VALUES} values",
                    types[id].name.as_str()
                ),
                "make some of its records optional, or put them in lists",
            );
        }
    }
    for id in large {
        lowering.broken.insert(types[id].span);
        types[id].kind = TypeKind::Record(Vec::new());
    }
}

/// A value holds no more other values than this, those in lists and maps aside.
const MOST_VALUES: usize = 10_000;

/// What a value of a type always holds.
fn held(kind: &TypeKind) -> impl Iterator<Item = &Base> {
    let (fields, alias): (&[Field], Option<&Base>) = match kind {
        TypeKind::Record(fields) => (fields, None),
        TypeKind::Alias(ty) => (&[], Some(&ty.base)),
        TypeKind::Enum(_) => (&[], None),
    };
    let required = fields.iter().filter(|field| field.ty.presence == Presence::Required);
    required.map(|field| &field.ty.base).chain(alias)
}

/// How many values a value of a type holds at least.
fn size(id: usize, types: &[TypeDef], sizes: &mut Vec<Option<usize>>) -> usize {
    if let Some(size) = sizes[id] {
        return size;
    }
    let size = held(&types[id].kind).fold(1, |sum: usize, base| {
        sum.saturating_add(match base {
            Base::Named(id) => size(*id, types, sizes),
            _ => 1,
        })
    });
    sizes[id] = Some(size);
    size
}
