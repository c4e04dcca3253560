//! The validated model: what emitters see.

mod body;
mod build;
mod code;
mod coverage;
pub mod envelope;
pub mod model;
mod operation;
pub mod prose;
pub mod status;
pub mod types;
mod views;

pub use build::{build, references};
pub use code::{
    Code, CodeRef, Deprecated, Details, DetailsShape, Example, Message, Part, Place, Retired,
    Visibility, Wire,
};
pub use coverage::{COVERED_NAMES, Covered};
pub use envelope::{Absent, BuiltIn, Envelope, HeaderValue, Member, Shape, Slot, SlotRef, SlotUse};
pub use model::{
    Action, Api, ApiAction, Catalogue, Conversion, Demand, Group, Link, Operation, OperationKey,
    Parameter, Question, Release, StatusInfo, WireType,
};
pub use operation::{METHODS, OPENAPI_VERSIONS, OpenapiVersion};
pub use prose::{Prose, Reference, Target};
pub use status::{
    ACTOR_NAMES, ActionId, Actor, Advance, GRPC_NAMES, Grpc, PARAMETER_PLACES, ParameterPlace,
    RETRY_NAMES, Status,
};
pub use types::{Base, EnumValue, Field, Presence, Scalar, TypeDef, TypeKind, TypeRef};
pub(crate) use views::next_in;
