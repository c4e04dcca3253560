//! Details of codes.

use super::api::ApiParts;
use super::cx::Cx;
use super::types::{self, record};
use crate::model::{Details, DetailsShape, Field, Presence, TypeDef, TypeRef};
use crate::raw::Node;
use errcat_findings::rules;

/// The details of a code: its own, or its file's, which are read once.
pub(super) fn of_code<'a>(
    cx: &mut Cx<'a, '_>,
    own: Option<Node<'a>>,
    file: Option<Node<'a>>,
    parts: &ApiParts,
) -> Option<Details> {
    if own.is_some() {
        return lower(cx, own, parts);
    }
    let key = (file?.span(), cx.public);
    if !cx.details.contains_key(&key) {
        let before = std::mem::take(&mut cx.vague.details);
        let details = lower(cx, file, parts);
        let vague = std::mem::replace(&mut cx.vague.details, before);
        cx.details.insert(key, (details, vague));
    }
    let (details, vague) = cx.details.get(&key)?;
    cx.vague.details |= *vague;
    details.clone()
}

/// Reads `details`: a record of the code's own, or a type.
fn lower<'a>(cx: &mut Cx<'a, '_>, node: Option<Node<'a>>, parts: &ApiParts) -> Option<Details> {
    let node = node?;
    let symbols = cx.symbols;
    let names = &symbols.drafts[cx.api?].types;
    if let Some(table) = node.table() {
        let (mut fields, whole) = types::fields(cx, table, names);
        if table.is_empty() {
            cx.error(
                &rules::DETAILS,
                node.span(),
                "the details have no fields",
                "give them one, or delete the key",
            );
        }
        cx.vague.details |= !whole || table.is_empty();
        types::examples(cx, table, &mut fields, &parts.types);
        return Some(Details { shape: DetailsShape::Record(fields), optional: false });
    }
    let Some(ty) = types::type_ref(cx, node, names) else {
        cx.vague.details = true;
        return None;
    };
    cx.vague.details |= cx.is_vague(&ty.base, &parts.types);
    if ty.presence == Presence::Null {
        cx.error(
            &rules::DETAILS,
            node.span(),
            "the type of details says `|null`",
            "write `?` here if an occurrence may have none, and `\"$details|null\"` in the envelope's body",
        );
        cx.vague.details = true;
    }
    let optional = ty.presence != Presence::Required;
    Some(Details {
        shape: DetailsShape::Type(TypeRef { base: ty.base, presence: Presence::Required }),
        optional,
    })
}

/// The fields of details that are a record.
pub(super) fn fields<'d>(details: &'d Details, types: &'d [TypeDef]) -> Option<&'d [Field]> {
    match &details.shape {
        DetailsShape::Record(fields) => Some(fields),
        DetailsShape::Type(ty) => record(&ty.base, types),
    }
}
