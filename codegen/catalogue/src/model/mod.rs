//! The validated model: what emitters see.

mod body;
pub mod catalogue;
mod code;
mod coverage;
pub mod envelope;
mod operation;
mod outputs;
pub mod prose;

pub mod types;
mod views;

pub use catalogue::{
    Accepted, Action, ActionId, Api, ApiAction, Catalogue, Conversion, Demand, Group, Link,
    Operation, OperationDeprecated, OperationKey, Parameter, Question, Release, RuleClass, StandIn,
    StatusInfo, Unexpected, WireType,
};
pub use code::{
    Code, CodeRef, Deprecated, Details, DetailsShape, Example, Message, Part, Place, Retired,
    Visibility, Wire,
};
pub use coverage::{COVERED_NAMES, Covered};
pub use envelope::{
    Absent, BodyPart, BuiltIn, Envelope, HeaderValue, Member, Slot, SlotRef, SlotUse,
};

pub use outputs::{COMMAND, GENERATED, Output, OutputPath, Outputs, PackageManifest, RustModule};
pub use prose::{Prose, Reference, Target};
pub use types::{Base, EnumValue, Field, Presence, Scalar, TypeDef, TypeKind, TypeRef};
pub use views::next_in;

pub use crate::vocabulary::{
    ACTOR_NAMES, Actor, Advance, GRPC_NAMES, Grpc, INTEGRATION_NAMES, Integration, METHODS,
    OPENAPI_VERSIONS, OpenapiVersion, PARAMETER_PLACES, ParameterPlace, RETRY_NAMES, Status,
};
