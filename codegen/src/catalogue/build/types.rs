//! Types: their grammar, their definitions, fields.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use super::cx::Cx;
use super::json::typed_json;
use super::prose::prose_at;
use super::scope::Scope;
use crate::catalogue::{Base, EnumValue, Field, Presence, Scalar, TypeDef, TypeKind, TypeRef};
use crate::diagnostic::Diagnostic;
use crate::name::{Grammar, Name};
use crate::raw::shape::{list, nearest};
use crate::raw::text::fault;
use crate::raw::{Key, Lines, Node, Table};
use crate::rules;
use crate::source::Span;

/// How deeply `list<…>` and `map<…>` may be nested.
const MOST_LEVELS: usize = 32;

/// Reads the type that `node` holds. `names` are the API's.
pub(super) fn type_ref(
    cx: &mut Cx<'_, '_>,
    node: Node<'_>,
    names: &Scope<'_, usize>,
) -> Option<TypeRef> {
    let text = node.text()?;
    if fault(text, Lines::One).is_some() {
        return None;
    }
    let (base, presence) = suffix(text);
    let reader = Reader { node, text, names };
    Some(TypeRef { base: reader.base(cx, base, presence, 0)?, presence })
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

struct Reader<'r, 'n> {
    node: Node<'r>,
    text: &'r str,
    names: &'r Scope<'n, usize>,
}

impl Reader<'_, '_> {
    fn base(
        &self,
        cx: &mut Cx<'_, '_>,
        text: &str,
        presence: Presence,
        level: usize,
    ) -> Option<Base> {
        if level > MOST_LEVELS {
            cx.error(
                &rules::TOO_DEEP,
                self.node.span(),
                "the type is nested more than 32 levels deep",
                "define a part of it in `[types]`",
            );
            return None;
        }
        let inner =
            |prefix: &str| text.strip_prefix(prefix).and_then(|rest| rest.strip_suffix('>'));
        if let Some(item) = inner("list<") {
            return self.item(cx, item, level).map(|item| Base::List(Box::new(item)));
        }
        if let Some(item) = inner("map<") {
            return self.item(cx, item, level).map(|item| Base::Map(Box::new(item)));
        }
        let base = if let Some((scalar, _)) = Scalar::ALL.iter().find(|(_, word)| *word == text) {
            Base::Scalar(*scalar)
        } else if Grammar::Type.check(text).is_ok() {
            match self.names.get(text) {
                Some(id) => Base::Named(id),
                None => return self.unknown(cx, text),
            }
        } else {
            self.unreadable(cx, text);
            return None;
        };
        if presence == Presence::Null && is_json(cx, text) {
            cx.error(
                &rules::TYPE,
                self.node.span(),
                format!("`{text}` holds null as it is"),
                format!("write `{text}`, or `{text}?` for a field that may be left out"),
            );
            return None;
        }
        Some(base)
    }

    fn item(&self, cx: &mut Cx<'_, '_>, text: &str, level: usize) -> Option<TypeRef> {
        let (base, presence) = match text.strip_suffix("|null") {
            Some(base) => (base, Presence::Null),
            None => (text, Presence::Required),
        };
        Some(TypeRef { base: self.base(cx, base, presence, level + 1)?, presence })
    }

    /// Reports a name that is no type's, if it could be known.
    fn unknown(&self, cx: &mut Cx<'_, '_>, text: &str) -> Option<Base> {
        let span = self.place(cx, text);
        let near = || nearest(text, Scalar::ALL.iter().map(|(_, word)| *word));
        if self.names.is_partial()
            || cx.findings.is_crowded()
            || self.names.near(text, cx.findings).is_some()
        {
            self.names.resolve(text, span, cx.findings);
        } else if let Some(near) = synonym(text).or_else(near) {
            let message = format!("`{text}` is not a type");
            cx.error(&rules::TYPE, span, message, format!("did you mean `{near}`?"));
        } else {
            self.names.resolve(text, span, cx.findings);
        }
        None
    }

    fn unreadable(&self, cx: &mut Cx<'_, '_>, text: &str) {
        let words = Scalar::ALL.iter().map(|(_, word)| *word);
        let help = if text.is_empty() {
            cx.error(
                &rules::TYPE,
                self.node.span(),
                "the type of the items is missing",
                "write it between `<` and `>`, such as `list<string>`",
            );
            return;
        } else if text.ends_with(['?', '|']) || text.ends_with("|null") {
            if self.text.ends_with(text) || self.text.len() == text.len() + 1 {
                "write one suffix: `?` or `|null`".to_owned()
            } else {
                "an item of a list or map is never left out: write `|null` where it may be null"
                    .to_owned()
            }
        } else if text.contains(',') {
            "write the type of a map's values alone: its keys are strings".to_owned()
        } else if text.contains(char::is_whitespace) {
            "write it without spaces, such as `list<string>?`".to_owned()
        } else if text.starts_with("list") || text.starts_with("map") {
            "write `list<T>` or `map<T>` with another type for `T`; the keys of a map are strings"
                .to_owned()
        } else {
            match synonym(text).or_else(|| nearest(text, words.clone())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "write one of {}, `list<…>`, `map<…>`, or a name of `[types]`; `?` or `|null` may follow",
                    list(&words.collect::<Vec<_>>())
                ),
            }
        };
        let span = self.place(cx, text);
        cx.error(&rules::TYPE, span, format!("`{text}` is not a type"), help);
    }

    /// The place of `part`, a slice of the whole text.
    fn place(&self, cx: &Cx<'_, '_>, part: &str) -> Span {
        let start = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        if part.is_empty() {
            self.node.span()
        } else {
            cx.place(self.node, start..start + part.len())
        }
    }
}

/// The word of the format for a type that other languages call `text`.
fn synonym(text: &str) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase();
    let word = lower.split(['<', '[']).next().unwrap_or_default();
    Some(match word {
        _ if lower.ends_with("[]") => "list<…>",
        "str" | "text" | "varchar" | "email" => "string",
        "int" | "int32" | "int64" | "i32" | "i64" | "u32" | "u64" | "long" => "integer",
        "float" | "double" | "f32" | "f64" | "decimal" => "number",
        "bool" => "boolean",
        "timestamp" | "time" => "datetime",
        "url" | "urn" | "link" => "uri",
        "guid" => "uuid",
        "seconds" => "duration",
        "any" | "object" | "value" | "unknown" => "json",
        "array" | "vec" | "set" => "list<…>",
        "dict" | "hash" | "hashmap" | "record" => "map<…>",
        _ => return None,
    })
}

/// Whether a name stands for `json`, through any number of names.
fn is_json(cx: &Cx<'_, '_>, name: &str) -> bool {
    let types = cx.draft().and_then(|draft| draft.root).and_then(|root| root.table("types"));
    let mut name = name;
    for _ in 0..=MOST_LEVELS {
        match types.and_then(|types| types.text(name)) {
            Some(next) => name = next,
            None => break,
        }
    }
    name == Scalar::Json.as_str()
}

/// Reads an API's `[types]`. Examples of fields are read afterwards, by [`examples`].
pub(super) fn type_defs<'a>(
    cx: &mut Cx<'a, '_>,
    root: Option<Table<'a>>,
    names: &Scope<'a, usize>,
) -> Vec<TypeDef> {
    let mut types = Vec::new();
    for (key, node) in root.into_iter().flat_map(|root| root.entries_of("types")) {
        let kind = match node.table() {
            None => alias(cx, key, node, names),
            Some(table) if table.get("enum").is_some_and(Node::is_array) => enum_type(cx, table),
            Some(table) => {
                if table.is_empty() {
                    cx.error(
                        &rules::TYPE,
                        key.span,
                        format!("the record `{}` has no fields", key.text),
                        "give it a field, or use `json`",
                    );
                }
                let (fields, whole) = fields(cx, table, names);
                if !whole {
                    cx.broken.insert(key.span);
                }
                Some(TypeKind::Record(fields))
            }
        };
        // A type that could not be read keeps its place, for indices count.
        let kind = kind.unwrap_or_else(|| {
            cx.broken.insert(key.span);
            TypeKind::Record(Vec::new())
        });
        types.push(TypeDef { name: Name::new(key.text), kind, span: key.span });
    }
    types
}

fn alias(
    cx: &mut Cx<'_, '_>,
    key: Key<'_>,
    node: Node<'_>,
    names: &Scope<'_, usize>,
) -> Option<TypeKind> {
    let mut ty = type_ref(cx, node, names)?;
    if ty.presence != Presence::Required {
        let suffix = if ty.presence == Presence::Null { "|null" } else { "?" };
        let (text, name) = (node.text().unwrap_or_default(), key.text);
        let span = cx.place(node, text.len().saturating_sub(suffix.len())..text.len());
        cx.error(
            &rules::TYPE,
            span,
            format!("the definition of `{name}` says `{suffix}`"),
            format!("delete it here, and write `{name}{suffix}` where there may be no value"),
        );
        ty.presence = Presence::Required;
    }
    Some(TypeKind::Alias(ty))
}

/// Reads an enum; `None` where one of its values cannot be read.
fn enum_type<'a>(cx: &mut Cx<'a, '_>, table: Table<'a>) -> Option<TypeKind> {
    let mut whole = true;
    let mut names = Scope::new(
        "a value of the enum",
        Grammar::EnumValue,
        "add it",
        "rename or delete one of them; what travels can stay as it is: `{ name = \"…\", wire = \"…\" }`",
    );
    let mut wires: HashMap<&str, Span> = HashMap::new();
    let mut values: Vec<EnumValue> = Vec::new();
    for node in table.items_of("enum") {
        let (name, name_span, wire) = match (node.text(), node.table()) {
            (Some(text), _) => (text, node.span(), text),
            (_, Some(table)) => {
                if let (Some(name), Some(wire)) = (table.get("name"), table.text("wire")) {
                    (name.text().unwrap_or_default(), name.span(), wire)
                } else {
                    whole = false;
                    continue;
                }
            }
            _ => {
                whole = false;
                continue;
            }
        };
        if let Err(fault) = Grammar::EnumValue.check(name) {
            cx.findings.push(match node.table() {
                None => {
                    let name = Grammar::EnumValue.mended(name).filter(|name| name != wire);
                    let name = name.as_deref().unwrap_or("…");
                    fault.at_with(
                        name_span,
                        format!("write `{{ name = \"{name}\", wire = \"{wire}\" }}`"),
                    )
                }
                Some(_) => fault.at(name_span),
            });
        }
        let is_new = names.declare(name, name_span, (), cx.findings);
        let first = *wires.entry(wire).or_insert(node.span());
        if first != node.span() && is_new {
            cx.findings.push(
                Diagnostic::new(
                    &rules::TYPE,
                    node.span(),
                    format!("the wire value `{wire}` is there twice"),
                )
                .secondary(first, "here for the first time")
                .help("give each value its own"),
            );
        }
        values.push(EnumValue { name: Name::new(name), wire: wire.to_owned() });
    }
    if values.is_empty() && whole {
        cx.error(
            &rules::TYPE,
            table.get("enum").map_or(table.span, Node::span),
            "the enum has no values",
            "give it one, or use `string`",
        );
    }
    whole.then_some(TypeKind::Enum(values))
}

/// Reads the fields of a record, and tells whether all of them could be read.
pub(super) fn fields<'a>(
    cx: &mut Cx<'a, '_>,
    table: Table<'a>,
    names: &Scope<'_, usize>,
) -> (Vec<Field>, bool) {
    let mut whole = true;
    let mut scope = Scope::new(
        "a field",
        Grammar::Field,
        "add it",
        "rename or delete one of them; its JSON key can stay as it is by `wire`",
    );
    let mut wires: HashMap<String, Span> = HashMap::new();
    let mut fields: Vec<Field> = Vec::new();
    for (key, node) in table.entries() {
        let is_new = scope.declare(key.text, key.span, (), cx.findings);
        let Some(field) = field(cx, key, node, names) else {
            whole = false;
            continue;
        };
        let wire_span = node.table().and_then(|table| table.get("wire")).map(Node::span);
        let span = wire_span.unwrap_or(key.span);
        // A name that is none has been reported; so has what it would be in JSON.
        if wire_span.is_none() && !Grammar::Field.accepts(key.text) {
            fields.push(field);
            continue;
        }
        if field.wire == "__proto__" {
            cx.error(
                &rules::TYPE,
                span,
                "no field can travel as `__proto__`",
                "give it another `wire`: programs in JavaScript take this key for something else",
            );
        }
        match wires.entry(field.wire.clone()) {
            Entry::Vacant(free) => {
                free.insert(span);
            }
            Entry::Occupied(taken) if is_new || wire_span.is_some() => cx.findings.push(
                Diagnostic::new(
                    &rules::TYPE,
                    span,
                    format!("two fields have the JSON key `{}`", field.wire),
                )
                .secondary(*taken.get(), "the other one")
                .help("give one of them another `wire`"),
            ),
            Entry::Occupied(_) => {}
        }
        fields.push(field);
    }
    (fields, whole)
}

/// Reads one field, slot or fact: a type, or a table with one.
pub(super) fn field<'a>(
    cx: &mut Cx<'a, '_>,
    key: Key<'a>,
    node: Node<'a>,
    names: &Scope<'_, usize>,
) -> Option<Field> {
    let table = node.table();
    let description = table.and_then(|table| prose_at(cx, table, "description"));
    let type_node = table.map_or(Some(node), |table| table.get("type"))?;
    let ty = type_ref(cx, type_node, names)?;
    Some(Field {
        name: Name::new(key.text),
        wire: table.and_then(|table| table.text("wire")).unwrap_or(key.text).to_owned(),
        ty,
        description,
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
                // What contains it is nested too deeply as well, but says nothing new.
                Some(depth) if *depth > MOST_LEVELS + 1 => {}
                Some(_) => cx.error(
                    &rules::TOO_DEEP,
                    types[id].span,
                    format!("`{name}` is nested more than 32 levels deep"),
                    "flatten the types that it contains",
                ),
                None if backwards[id].is_none() => cx.error(
                    &rules::TYPE_CYCLE,
                    types[id].span,
                    format!("`{name}` contains itself"),
                    format!(
                        "put it into a list or map that is a field of a record: `list<{name}>`"
                    ),
                ),
                // It leads to a type that contains itself, which is reported there.
                None => {}
            }
            cx.broken.insert(types[id].span);
            types[id].kind = TypeKind::Record(Vec::new());
        }
    }
    check_sizes(cx, types);
}

/// A value holds no more other values than this, those in lists and maps aside.
const MOST_VALUES: usize = 10_000;

/// Reports records that contain so many records that an example of one would never end.
fn check_sizes(cx: &mut Cx<'_, '_>, types: &mut [TypeDef]) {
    let mut sizes: Vec<Option<usize>> = vec![None; types.len()];
    // At most as deep as types may be nested, as has been checked.
    let large: BTreeSet<usize> =
        (0..types.len()).filter(|id| size(*id, types, &mut sizes) > MOST_VALUES).collect();
    for id in large.iter().copied() {
        // Where a part of it is too large already, that says it all.
        if !held(&types[id].kind).any(|base| matches!(base, Base::Named(id) if large.contains(id)))
        {
            cx.error(
                &rules::TOO_DEEP,
                types[id].span,
                format!(
                    "`{}` always holds more than {MOST_VALUES} values",
                    types[id].name.as_str()
                ),
                "make some of the records in it optional, or put them into lists",
            );
        }
    }
    for id in large {
        cx.broken.insert(types[id].span);
        types[id].kind = TypeKind::Record(Vec::new());
    }
}

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
