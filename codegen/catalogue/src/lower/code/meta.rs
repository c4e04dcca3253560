//! The team's own facts about a code.

use std::collections::{BTreeMap, BTreeSet};

use crate::lower::api::ApiParts;
use crate::lower::lowering::{Lowering, MetaValues};
use crate::lower::value::typed_json;
use crate::model::Presence;
use crate::raw::{Node, Table};
use errcat_findings::diagnostic::Diagnostic;
use errcat_findings::rules;
use errcat_findings::source::Span;
use errcat_findings::wording::nearest;

/// The team's own facts: the code's before its file's.
pub(super) fn meta<'a>(
    lowering: &mut Lowering<'a, '_>,
    table: Table<'a>,
    group: Option<Table<'a>>,
    parts: &ApiParts,
    (span, whole): (Span, bool),
) -> Vec<(usize, serde_json::Value)> {
    let mut values = BTreeMap::new();
    let mut given = BTreeSet::new();
    if let Some(node) = group.and_then(|group| group.get("meta")) {
        if !lowering.meta.contains_key(&node.span()) {
            let of_file = meta_at(lowering, node, parts);
            lowering.meta.insert(node.span(), of_file);
        }
        if let Some((file_values, file_given)) = lowering.meta.get(&node.span()) {
            values.extend(file_values.iter().cloned());
            given.extend(file_given.iter().copied());
        }
    }
    if let Some(node) = table.get("meta") {
        let (own_values, own_given) = meta_at(lowering, node, parts);
        values.extend(own_values);
        given.extend(own_given);
    }
    for (at, field) in parts.meta.iter().enumerate() {
        if field.ty.presence == Presence::Required && !given.contains(&at) && whole {
            let name = field.name.as_str();
            let message = format!("the fact `{name}` is required, but this code does not give it");
            lowering.findings.push(
                Diagnostic::new(&rules::META, span, message)
                    .help(format!(
                        "add `meta = {{ {name} = … }}` to the code or its file, or make the fact \
                            optional with `?` in `[meta]`"
                    ))
                    .fold(),
            );
        }
    }
    values.into_iter().collect()
}

/// The values of a table of facts, and which facts it gives at all.
fn meta_at(lowering: &mut Lowering<'_, '_>, node: Node<'_>, parts: &ApiParts) -> MetaValues {
    let mut values = Vec::new();
    let mut given = Vec::new();
    for (key, node) in node.table().into_iter().flat_map(Table::entries) {
        let Some(at) = parts.meta_names.get(key.text).copied() else {
            if parts.meta_whole {
                let near = if lowering.findings.is_crowded() {
                    None
                } else {
                    nearest(key.text, parts.meta.iter().map(|field| field.name.as_str()))
                };
                let help = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => {
                        format!("declare it in `[meta]` of api.toml: `{} = \"string?\"`", key.text)
                    }
                };
                let message = format!("`[meta]` does not declare the fact `{}`", key.text);
                let finding = Diagnostic::new(&rules::META, key.span, message).help(help);
                lowering.findings.push(finding.fold());
            }
            continue;
        };
        given.push(at);
        if let Some(value) =
            typed_json(lowering, &rules::META, node, &parts.meta[at].ty, &parts.types)
        {
            values.push((at, value));
        }
    }
    (values, given)
}
