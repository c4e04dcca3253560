//! What a type is in the end, through any number of names.

use crate::lower::lowering::Lowering;
use crate::model::{Base, Field, Presence, Scalar, TypeDef, TypeKind};

/// The fields of a type that is a record, through any number of names.
pub fn record<'t>(base: &Base, types: &'t [TypeDef]) -> Option<&'t [Field]> {
    match base {
        Base::Named(id) => match &types[*id].kind {
            TypeKind::Record(fields) => Some(fields),
            TypeKind::Alias(ty) => record(&ty.base, types),
            TypeKind::Enum(_) => None,
        },
        _ => None,
    }
}

/// Whether a type is a single value other than any JSON.
pub fn is_scalar(lowering: &Lowering<'_, '_>, base: &Base, types: &[TypeDef]) -> bool {
    match base {
        _ if lowering.is_vague(base, types) => true,
        Base::Scalar(scalar) => *scalar != Scalar::Json,
        Base::Named(id) => match &types[*id].kind {
            TypeKind::Enum(_) => true,
            TypeKind::Alias(ty) => is_scalar(lowering, &ty.base, types),
            TypeKind::Record(_) => false,
        },
        Base::List(_) | Base::Map(_) => false,
    }
}

/// Whether a type is a number.
pub fn is_number(base: &Base, types: &[TypeDef]) -> bool {
    match base {
        Base::Scalar(scalar) => {
            matches!(scalar, Scalar::Integer | Scalar::Number | Scalar::Duration)
        }
        Base::Named(id) => match &types[*id].kind {
            TypeKind::Alias(ty) => ty.presence == Presence::Required && is_number(&ty.base, types),
            _ => false,
        },
        _ => false,
    }
}
