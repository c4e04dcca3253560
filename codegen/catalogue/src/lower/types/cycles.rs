//! Types that contain themselves, or are nested too deeply.

use super::MOST_LEVELS;
use super::sizes::check_sizes;
use crate::lower::lowering::Lowering;
use crate::model::{Base, TypeDef, TypeKind};
use errcat_findings::rules;

/// Reports types that contain themselves other than through a list or map, or that are nested too
/// deeply, and empties them, so that nothing walks them without end.
pub fn check_cycles(lowering: &mut Lowering<'_, '_>, types: &mut [TypeDef]) {
    // What a type contains directly, and what an alias names at any depth: a name for a list of
    // itself never ends either.
    let contains = |ty: &TypeDef| -> Vec<usize> {
        match &ty.kind {
            TypeKind::Record(fields) => {
                fields.iter().filter_map(|field| named(&field.ty.base, false)).collect()
            }
            TypeKind::Alias(ty) => named(&ty.base, false).into_iter().collect(),
            TypeKind::Enum(_) => Vec::new(),
        }
    };
    let renames = |ty: &TypeDef| -> Vec<usize> {
        match &ty.kind {
            TypeKind::Alias(ty) => named(&ty.base, true).into_iter().collect(),
            _ => Vec::new(),
        }
    };
    let graphs: [Vec<Vec<usize>>; 2] =
        [types.iter().map(contains).collect(), types.iter().map(renames).collect()];
    for edges in graphs {
        let depths = depths(&edges);
        let backwards = self::depths(&reversed(&edges));
        for (id, depth) in depths.iter().enumerate() {
            let name = types[id].name.as_str();
            match depth {
                Some(depth) if *depth <= MOST_LEVELS => continue,
                // What contains it is nested too deeply as well, but says nothing new.
                Some(depth) if *depth > MOST_LEVELS + 1 => {}
                Some(_) => lowering.error(
                    &rules::TOO_DEEP,
                    types[id].span,
                    format!("`{name}` is nested more than 32 levels deep"),
                    "flatten the types that it contains",
                ),
                None if backwards[id].is_none() => lowering.error(
                    &rules::TYPE_CYCLE,
                    types[id].span,
                    format!("`{name}` contains itself"),
                    format!("put it in a list or map that is a field of a record: `list<{name}>`"),
                ),
                // It leads to a type that contains itself, which is reported there.
                None => {}
            }
            lowering.broken.insert(types[id].span);
            types[id].kind = TypeKind::Record(Vec::new());
        }
    }
    check_sizes(lowering, types);
}

/// The type that a type names: directly, or also through lists and maps.
fn named(base: &Base, through: bool) -> Option<usize> {
    match base {
        Base::Named(id) => Some(*id),
        Base::List(item) | Base::Map(item) if through => named(&item.base, through),
        _ => None,
    }
}

/// The length of the longest way from each node; `None` where a way never ends.
fn depths(edges: &[Vec<usize>]) -> Vec<Option<usize>> {
    let incoming = reversed(edges);
    let mut open: Vec<usize> = edges.iter().map(Vec::len).collect();
    let mut depths = vec![None; edges.len()];
    let mut ready: Vec<usize> = (0..edges.len()).filter(|node| open[*node] == 0).collect();
    while let Some(node) = ready.pop() {
        depths[node] = Some(1 + edges[node].iter().filter_map(|to| depths[*to]).max().unwrap_or(0));
        for &from in &incoming[node] {
            open[from] -= 1;
            if open[from] == 0 {
                ready.push(from);
            }
        }
    }
    depths
}

fn reversed(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut incoming = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        for &to in targets {
            incoming[to].push(from);
        }
    }
    incoming
}
