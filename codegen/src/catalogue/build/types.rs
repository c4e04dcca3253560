//! Types: their grammar, their definitions, fields.

use super::cx::Cx;
use super::json::typed_json;
use super::prose::prose_at;
use super::scope::Scope;
use crate::catalogue::{Base, EnumValue, Field, Presence, Scalar, TypeDef, TypeKind, TypeRef};
use crate::name::{Grammar, Name};
use crate::raw::{Key, Node, Table};
use crate::rules;
use crate::source::Span;

/// How deeply `list<…>` and `map<…>` may be nested.
const MOST_LEVELS: usize = 32;

/// Reads a type. `names` are the API's.
pub(super) fn type_ref(
    cx: &mut Cx<'_, '_>,
    text: &str,
    span: Span,
    names: &Scope<'_, usize>,
) -> Option<TypeRef> {
    let (base, presence) = suffix(text);
    Some(TypeRef { base: base_type(cx, base, span, names, presence, 0)?, presence })
}

fn suffix(text: &str) -> (&str, Presence) {
    if let Some(base) = text.strip_suffix("|null") {
        (base, Presence::Null)
    } else if let Some(base) = text.strip_suffix('?') {
        (base, Presence::Omitted)
    } else {
        (text, Presence::Required)
    }
}

fn base_type(
    cx: &mut Cx<'_, '_>,
    text: &str,
    span: Span,
    names: &Scope<'_, usize>,
    presence: Presence,
    level: usize,
) -> Option<Base> {
    if level > MOST_LEVELS {
        cx.error(
            &rules::TOO_DEEP,
            span,
            "the type is nested more than 32 levels deep",
            "define a part of it in `[types]`",
        );
        return None;
    }
    let inner = |prefix: &str| text.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('>'));
    if let Some(item) = inner("list<") {
        return item_type(cx, item, span, names, level).map(|item| Base::List(Box::new(item)));
    }
    if let Some(item) = inner("map<") {
        return item_type(cx, item, span, names, level).map(|item| Base::Map(Box::new(item)));
    }
    if let Some((scalar, _)) = Scalar::ALL.iter().find(|(_, word)| *word == text) {
        if *scalar == Scalar::Json && presence == Presence::Null {
            cx.error(
                &rules::TYPE,
                span,
                "`json` holds null as it is",
                "write `json`, or `json?` if the key may be left out",
            );
            return None;
        }
        return Some(Base::Scalar(*scalar));
    }
    if Grammar::Type.check(text).is_ok() {
        return names.resolve(text, span, cx.findings).map(Base::Named);
    }
    let help = if text.ends_with('?') {
        "an item of a list or map is never left out: write `|null` where it may be null".to_owned()
    } else if text.contains(char::is_whitespace) {
        "write it without spaces, such as `list<string>?`".to_owned()
    } else {
        let words = Scalar::ALL.iter().map(|(_, word)| *word);
        match crate::raw::shape::nearest(text, words.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!(
                "write one of {}, `list<…>`, `map<…>`, or a name of `[types]`; `?` or `|null` may follow",
                crate::raw::shape::list(&words.collect::<Vec<_>>())
            ),
        }
    };
    cx.error(&rules::TYPE, span, format!("`{text}` is not a type"), help);
    None
}

fn item_type(
    cx: &mut Cx<'_, '_>,
    text: &str,
    span: Span,
    names: &Scope<'_, usize>,
    level: usize,
) -> Option<TypeRef> {
    let (base, presence) = match text.strip_suffix("|null") {
        Some(base) => (base, Presence::Null),
        None => (text, Presence::Required),
    };
    Some(TypeRef { base: base_type(cx, base, span, names, presence, level + 1)?, presence })
}

/// Reads an API's `[types]`. Examples of fields are read afterwards, by [`examples`].
pub(super) fn type_defs<'a>(
    cx: &mut Cx<'a, '_>,
    root: Option<Table<'a>>,
    names: &Scope<'a, usize>,
) -> Vec<TypeDef> {
    let mut types = Vec::new();
    for (key, node) in root.into_iter().flat_map(|root| root.entries_of("types")) {
        let kind = match (node.text(), node.table()) {
            (Some(text), _) => type_ref(cx, text, node.span(), names).map(TypeKind::Alias),
            (_, Some(table)) if table.get("enum").is_some_and(Node::is_array) => {
                Some(enum_type(cx, table))
            }
            (_, Some(table)) => {
                if table.is_empty() {
                    cx.error(
                        &rules::TYPE,
                        key.span,
                        format!("the record `{}` has no fields", key.text),
                        "give it a field, or use `json`",
                    );
                }
                Some(TypeKind::Record(fields(cx, table, names)))
            }
            _ => None,
        };
        // A type that could not be read keeps its place, for indices count.
        let kind = kind.unwrap_or(TypeKind::Record(Vec::new()));
        types.push(TypeDef { name: Name::new(key.text), kind, span: key.span });
    }
    types
}

fn enum_type<'a>(cx: &mut Cx<'a, '_>, table: Table<'a>) -> TypeKind {
    let mut names = Scope::new("a value of the enum");
    let mut values: Vec<EnumValue> = Vec::new();
    for node in table.items_of("enum") {
        let (name, wire) = match (node.text(), node.table()) {
            (Some(text), _) => (text, text),
            (_, Some(table)) => match (table.text("name"), table.text("wire")) {
                (Some(name), Some(wire)) => (name, wire),
                _ => continue,
            },
            _ => continue,
        };
        if let Err(fault) = Grammar::Field.check(name) {
            let fault = fault.at(node.span());
            cx.findings.push(fault.help(format!(
                "where that must travel, write `{{ name = \"…\", wire = \"{wire}\" }}`"
            )));
        }
        names.declare(name, node.span(), (), cx.findings);
        if values.iter().any(|value| value.wire == wire) && node.table().is_some() {
            cx.error(
                &rules::TYPE,
                node.span(),
                format!("the wire value `{wire}` is there twice"),
                "give each value its own",
            );
        }
        values.push(EnumValue { name: Name::new(name), wire: wire.to_owned() });
    }
    if values.is_empty() {
        cx.error(
            &rules::TYPE,
            table.span,
            "the enum has no values",
            "give it one, or use `string`",
        );
    }
    TypeKind::Enum(values)
}

/// Reads the fields of a record.
pub(super) fn fields<'a>(
    cx: &mut Cx<'a, '_>,
    table: Table<'a>,
    names: &Scope<'_, usize>,
) -> Vec<Field> {
    let mut scope = Scope::new("a field");
    let mut fields: Vec<Field> = Vec::new();
    for (key, node) in table.entries() {
        scope.declare(key.text, key.span, (), cx.findings);
        let Some(field) = field(cx, key, node, names) else { continue };
        if field.wire == "__proto__" {
            cx.error(
                &rules::TYPE,
                key.span,
                "no field can travel as `__proto__`",
                "give it another `wire`: JavaScript programs take this key for something else",
            );
        }
        if fields.iter().any(|other| other.wire == field.wire) {
            cx.error(
                &rules::TYPE,
                key.span,
                format!("two fields travel as `{}`", field.wire),
                "give one of them another `wire`",
            );
        }
        fields.push(field);
    }
    fields
}

/// Reads one field, or a fact of `[meta]`: a type, or a table with one.
pub(super) fn field<'a>(
    cx: &mut Cx<'a, '_>,
    key: Key<'a>,
    node: Node<'a>,
    names: &Scope<'_, usize>,
) -> Option<Field> {
    let table = node.table();
    let type_node = table.map_or(Some(node), |table| table.get("type"))?;
    let ty = type_ref(cx, type_node.text()?, type_node.span(), names)?;
    Some(Field {
        name: Name::new(key.text),
        wire: table.and_then(|table| table.text("wire")).unwrap_or(key.text).to_owned(),
        ty,
        description: table.and_then(|table| prose_at(cx, table, "description")),
        example: None,
        span: key.span,
    })
}

/// Reads the examples of fields, now that all types are known.
pub(super) fn examples<'a>(
    cx: &mut Cx<'a, '_>,
    table: Table<'a>,
    fields: &mut [Field],
    types: &[TypeDef],
) {
    for field in fields {
        let node = table.table(field.name.as_str()).and_then(|table| table.get("example"));
        field.example =
            node.and_then(|node| typed_json(cx, &rules::EXAMPLE, node, &field.ty, types));
    }
}

/// Reports types that contain themselves other than through a list or map, or that are nested too
/// deeply, and empties them, so that nothing walks them without end.
pub(super) fn check_cycles(cx: &mut Cx<'_, '_>, types: &mut [TypeDef]) {
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
                Some(_) => cx.error(
                    &rules::TOO_DEEP,
                    types[id].span,
                    format!("`{name}` is nested more than 32 levels deep"),
                    "flatten the records that it contains",
                ),
                None if backwards[id].is_none() => cx.error(
                    &rules::TYPE_CYCLE,
                    types[id].span,
                    format!("`{name}` contains itself"),
                    format!("put it into a list or map of a record: `list<{name}>`"),
                ),
                // It leads to a type that contains itself, which is reported there.
                None => {}
            }
            types[id].kind = TypeKind::Record(Vec::new());
        }
    }
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
