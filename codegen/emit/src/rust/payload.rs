//! What the variant of a code holds.

use super::imports::Imports;
use super::record::{Member, Origin, Record};
use super::scope::ApiScope;
use errcat_catalogue::model::{Base, Code, CodeRef, Details, DetailsShape};

/// What the variant of a code holds.
#[derive(Clone, Copy)]
pub(super) enum Payload<'a> {
    /// Nothing.
    Nothing,
    /// A struct of the module `details`.
    Struct,
    /// Details of a type that is not the code's own.
    Type { base: &'a Base, optional: bool },
}

impl<'a> Payload<'a> {
    pub(super) fn of(code: &'a Code) -> Self {
        match &code.details {
            _ if !code.fills.is_empty() => Self::Struct,
            None => Self::Nothing,
            Some(Details { shape: DetailsShape::Record(_), .. }) => Self::Struct,
            Some(Details { shape: DetailsShape::Type(ty), optional }) => {
                Self::Type { base: &ty.base, optional: *optional }
            }
        }
    }

    /// Whether it goes in a box: records do, so that an error without details stays small.
    pub(super) fn is_boxed(self, api: ApiScope<'_>) -> bool {
        match self {
            Self::Nothing => false,
            Self::Struct => true,
            Self::Type { base, .. } => api.api.record(base).is_some(),
        }
    }

    /// Whether it is read as a struct, with the slots that it has.
    pub(super) fn is_read_whole(self, api: ApiScope<'_>) -> bool {
        self.is_boxed(api) && !matches!(self, Self::Type { optional: true, .. })
    }

    /// Its type: `Box<details::X>`, `Vec<String>`.
    pub(super) fn ty(self, api: ApiScope<'_>, at: usize, imports: &Imports<'_>) -> Option<String> {
        let ty = match self {
            Self::Nothing => return None,
            Self::Struct => format!("{}::{}", imports.name("api::details"), api.names.codes[at]),
            Self::Type { base, .. } => imports.base(base),
        };
        let ty = if self.is_boxed(api) {
            format!("{}<{ty}>", imports.name("alloc_::boxed::Box"))
        } else {
            ty
        };
        let optional = matches!(self, Self::Type { optional: true, .. });
        Some(if optional { imports.option(&ty) } else { ty })
    }
}

/// The struct of a code in the module `details`: the details' fields, or the details where they
/// are of a type, and then the slots that the code fills.
pub(super) fn record(api: ApiScope<'_>, at: usize) -> Record<'_> {
    let code = &api.api.codes[at];
    let mut members: Vec<Member<'_>> = match &code.details {
        None => Vec::new(),
        Some(Details { shape: DetailsShape::Record(fields), .. }) => {
            fields.iter().map(|field| Member::field(api, field)).collect()
        }
        Some(Details { shape: DetailsShape::Type(ty), optional }) => vec![Member {
            name: "details".to_owned(),
            called: "",
            docs: "Its details.".to_owned(),
            base: &ty.base,
            demanded: !optional,
            option: *optional,
            origin: Origin::Details,
        }],
    };
    let slots = &api.api.envelope(code).slots;
    members
        .extend(code.fills.iter().map(|slot| Member::slot(api, *slot, &slots[*slot], true, false)));
    let link = api.scope.code(CodeRef { api: api.index, code: at });
    let docs = match (&code.details, code.fills.is_empty()) {
        (Some(_), true) => format!("Details of {link}."),
        (Some(_), false) => format!("Details of {link}, and the slots that it fills."),
        (None, _) => format!("The slots that {link} fills."),
    };
    Record { name: api.names.codes[at].to_string(), docs, members }
}
