//! Details of codes.

use super::api::ApiParts;
use super::cx::Cx;
use super::envelope::record;
use super::types;
use crate::catalogue::{Details, DetailsShape, Field, Presence, TypeDef, TypeRef};
use crate::raw::Node;
use crate::rules;

/// Reads `details`: a record of the code's own, or a type.
pub(super) fn lower<'a>(
    cx: &mut Cx<'a, '_>,
    node: Option<Node<'a>>,
    parts: &ApiParts,
) -> Option<Details> {
    let node = node?;
    let symbols = cx.symbols;
    let names = &symbols.drafts[cx.api?].types;
    if let Some(table) = node.table() {
        let mut fields = types::fields(cx, table, names);
        if table.is_empty() {
            cx.error(
                &rules::DETAILS,
                node.span(),
                "the details have no fields",
                "give them one, or delete the key",
            );
        }
        types::examples(cx, table, &mut fields, &parts.types);
        return Some(Details { shape: DetailsShape::Record(fields), optional: false });
    }
    let ty = types::type_ref(cx, node.text()?, node.span(), names)?;
    if ty.presence == Presence::Null {
        cx.error(
            &rules::DETAILS,
            node.span(),
            "details cannot say `|null`",
            "write `?` here, and `\"$details|null\"` in the envelope's body",
        );
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
