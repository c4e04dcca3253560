//! The parts that all APIs of the catalogue share. The underscore at the end of the name keeps it distinct
//! from the name of an API.

#![allow(dead_code, reason = "what is needed depends on the catalogue")]

pub(crate) mod action;
pub(crate) mod advice;
pub(crate) mod codes;
pub(crate) mod date;
pub(crate) mod deprecation;
pub(crate) mod errors;
pub(crate) mod failed;
pub(crate) mod failure;
pub(crate) mod found;
pub(crate) mod grpc;
pub(crate) mod hash;
pub(crate) mod headers;
pub(crate) mod input;
pub(crate) mod integrations;
pub(crate) mod json;
pub(crate) mod json_text;
pub(crate) mod number;
pub(crate) mod occurrence;
pub(crate) mod open;
pub(crate) mod parse;
pub(crate) mod reader;
pub(crate) mod received;
pub(crate) mod record;
pub(crate) mod response;
pub(crate) mod retry;
pub(crate) mod scan;
pub(crate) mod shape;
pub(crate) mod source;
pub(crate) mod status;
pub(crate) mod structs;
pub(crate) mod text;
pub(crate) mod typed;
pub(crate) mod value;
pub(crate) mod view;
pub(crate) mod wire;
pub(crate) mod write;
