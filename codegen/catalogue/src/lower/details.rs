//! Details of codes.

use super::api::ApiParts;
use super::lowering::Lowering;
use super::types::{self, record};
use crate::model::{Details, DetailsShape, Field, Presence, TypeDef, TypeRef};
use crate::raw::Node;
use errcat_findings::rules;

/// The details of a code: its own, or its file's, which are read once.
pub(super) fn of_code<'a>(
    lowering: &mut Lowering<'a, '_>,
    own: Option<Node<'a>>,
    file: Option<Node<'a>>,
    parts: &ApiParts,
) -> Option<Details> {
    if own.is_some() {
        return lower(lowering, own, parts);
    }
    let key = (file?.span(), lowering.is_public());
    if !lowering.details.contains_key(&key) {
        let before = std::mem::take(&mut lowering.vague.details);
        let details = lower(lowering, file, parts);
        let vague = std::mem::replace(&mut lowering.vague.details, before);
        lowering.details.insert(key, (details, vague));
    }
    let (details, vague) = lowering.details.get(&key)?;
    lowering.vague.details |= *vague;
    details.clone()
}

/// Reads `details`: a record of the code's own, or a type.
fn lower<'a>(
    lowering: &mut Lowering<'a, '_>,
    node: Option<Node<'a>>,
    parts: &ApiParts,
) -> Option<Details> {
    let node = node?;
    let symbols = lowering.symbols;
    let names = &symbols.drafts[lowering.api()?].types;
    if let Some(table) = node.table() {
        let (mut fields, whole) = types::fields(lowering, table, names);
        if table.is_empty() {
            lowering.error(
                &rules::DETAILS,
                node.span(),
                "the details have no fields",
                "add a field, or delete the key",
            );
        }
        lowering.vague.details |= !whole || table.is_empty();
        types::examples(lowering, table, &mut fields, &parts.types);
        return Some(Details { shape: DetailsShape::Record(fields), optional: false });
    }
    let Some(ty) = types::type_ref(lowering, node, names) else {
        lowering.vague.details = true;
        return None;
    };
    lowering.vague.details |= lowering.is_vague(&ty.base, &parts.types);
    if ty.presence == Presence::Null {
        lowering.error(
            &rules::DETAILS,
            node.span(),
            "the type of the details ends in `|null`",
            "write `?` here if an error may have no details, and `\"$details|null\"` in the \
                envelope's body",
        );
        lowering.vague.details = true;
    }
    let optional = ty.presence != Presence::Required;
    Some(Details {
        shape: DetailsShape::Type(TypeRef { base: ty.base, presence: Presence::Required }),
        optional,
    })
}

/// Whether an error with these details must be given a value for them.
pub(super) fn are_required(details: Option<&Details>, types: &[TypeDef]) -> bool {
    details.is_some_and(|details| {
        !details.optional
            && fields(details, types).is_none_or(|fields| {
                fields.iter().any(|field| field.ty.presence == Presence::Required)
            })
    })
}

/// The fields of details that are a record.
pub(super) fn fields<'d>(details: &'d Details, types: &'d [TypeDef]) -> Option<&'d [Field]> {
    match &details.shape {
        DetailsShape::Record(fields) => Some(fields),
        DetailsShape::Type(ty) => record(&ty.base, types),
    }
}
