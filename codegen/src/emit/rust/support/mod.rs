//! What all APIs of the catalogue share. The underscore at the end of the name keeps it apart from
//! an API's.

pub(crate) mod action;
pub(crate) mod deprecation;
pub(crate) mod grpc;
#[allow(dead_code, reason = "which functions are needed depends on the catalogue")]
pub(crate) mod hash;
pub(crate) mod received;
pub(crate) mod retry;
pub(crate) mod status;
pub(crate) mod text;
pub(crate) mod wire;
