//! The words of the format that no catalogue can change: statuses, and the closed vocabularies of its
//! keys. Parser and model both read them here.

mod openapi;
mod status;
mod words;

pub use openapi::{METHODS, OPENAPI_VERSIONS, OpenapiVersion};
pub use status::Status;
pub use words::{
    ACTOR_NAMES, Actor, Advance, GRPC_NAMES, Grpc, INTEGRATION_NAMES, Integration,
    PARAMETER_PLACES, ParameterPlace, RETRY_NAMES,
};
