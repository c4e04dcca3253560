//! What the world may know of an API: internal codes are in Rust alone, and with them what only
//! they use.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;

use errcat_catalogue::model::{
    Action, ActionId, Api, Base, Catalogue, Code, CodeRef, Details, DetailsShape, Envelope, Field,
    Group, Retired, TypeDef, TypeKind, TypeRef,
};

/// Envelopes that public codes travel in, with their indices.
pub(super) fn envelopes(api: &Api) -> impl Iterator<Item = (usize, &Envelope)> {
    let used: HashSet<usize> = api.public_codes().map(|(_, code)| code.envelope).collect();
    api.envelopes.iter().enumerate().filter(move |(index, _)| used.contains(index))
}

/// The public codes of an API by something that they have, in their order: a caller who asks for each thing's
/// codes are, one thing after the other, would go through all codes for each.
pub(super) fn codes_by<'a, K: Eq + Hash, I: IntoIterator<Item = K>>(
    api: &'a Api,
    of: impl Fn(&'a Code) -> I,
) -> HashMap<K, Vec<(usize, &'a Code)>> {
    let mut found: HashMap<K, Vec<(usize, &Code)>> = HashMap::new();
    for (at, code) in api.public_codes() {
        for key in of(code) {
            found.entry(key).or_default().push((at, code));
        }
    }
    found
}

/// Whether the world may know a group: not if all of its codes are internal.
pub(super) fn is_public(api: &Api, group: &Group) -> bool {
    group.codes.is_empty() || api.codes[group.codes.clone()].iter().any(Code::is_public)
}

/// Tombstones of the groups that the world may know.
pub(super) fn retired(api: &Api) -> impl Iterator<Item = &Retired> {
    api.retired.iter().filter(|retired| is_public(api, &api.groups[retired.group]))
}

/// The name of the code that replaces another, if it is public.
pub(super) fn successor(api: &Api, index: Option<usize>) -> Option<&str> {
    let code = &api.codes[index?];
    code.is_public().then(|| code.name.as_str())
}

/// The public codes that a code refers to.
pub(super) fn see_also<'a>(
    catalogue: &'a Catalogue,
    code: &'a Code,
) -> impl Iterator<Item = CodeRef> {
    code.see_also.iter().copied().filter(|other| catalogue.code(*other).1.is_public())
}

/// Types that travel: those that details of public codes, slots of their envelopes and parameters
/// consist of.
pub(super) fn wire_types(api: &Api) -> Vec<&TypeDef> {
    let mut reach = Reach::new(api);
    reach.wire();
    kept(api, &reach.known)
}

/// Types that the world may know: all but those that internal codes alone consist of.
pub(super) fn public_types(api: &Api) -> Vec<&TypeDef> {
    let mut public = Reach::new(api);
    public.wire();
    public.fields(&api.meta);
    let mut internal = Reach::new(api);
    for code in api.codes.iter().filter(|code| !code.is_public()) {
        internal.details(code.details.as_ref());
    }
    let both = internal.known.iter().zip(&public.known);
    kept(api, &both.map(|(internal, public)| *public || !internal).collect::<Vec<_>>())
}

fn kept<'a>(api: &'a Api, keep: &[bool]) -> Vec<&'a TypeDef> {
    api.types.iter().zip(keep).filter(|(_, keep)| **keep).map(|(def, _)| def).collect()
}

/// The actions of an API's public codes and of its statuses, in the catalogue's order.
pub(super) fn actions<'a>(
    catalogue: &'a Catalogue,
    api: &'a Api,
) -> impl Iterator<Item = (ActionId, &'a Action)> {
    let codes = api.public_codes().filter_map(|(_, code)| code.action);
    let statuses = api.statuses.iter().filter_map(|info| info.action);
    let used: BTreeSet<ActionId> = codes.chain(statuses).collect();
    used.into_iter().map(|id| (id, catalogue.action(id)))
}

/// A walk over the types of an API.
struct Reach<'a> {
    api: &'a Api,
    known: Vec<bool>,
}

impl<'a> Reach<'a> {
    fn new(api: &'a Api) -> Self {
        Self { api, known: vec![false; api.types.len()] }
    }

    fn wire(&mut self) {
        for (_, code) in self.api.public_codes() {
            self.details(code.details.as_ref());
        }
        for (_, envelope) in envelopes(self.api) {
            for slot in &envelope.slots {
                self.ty(&slot.ty);
            }
        }
        for parameter in &self.api.parameters {
            self.ty(&parameter.field.ty);
        }
    }

    fn details(&mut self, details: Option<&Details>) {
        match details.map(|details| &details.shape) {
            Some(DetailsShape::Record(fields)) => self.fields(fields),
            Some(DetailsShape::Type(ty)) => self.ty(ty),
            None => {}
        }
    }

    fn fields(&mut self, fields: &[Field]) {
        for field in fields {
            self.ty(&field.ty);
        }
    }

    fn ty(&mut self, ty: &TypeRef) {
        match &ty.base {
            Base::Scalar(_) => {}
            Base::List(item) | Base::Map(item) => self.ty(item),
            Base::Named(id) => {
                // Types may contain themselves.
                if std::mem::replace(&mut self.known[*id], true) {
                    return;
                }
                match &self.api.types[*id].kind {
                    TypeKind::Record(fields) => self.fields(fields),
                    TypeKind::Alias(ty) => self.ty(ty),
                    TypeKind::Enum(_) => {}
                }
            }
        }
    }
}
