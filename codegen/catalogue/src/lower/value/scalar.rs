//! Whether a value is of a scalar type, and what to write if not.

use super::syntax::{is_date, is_datetime, is_uri_reference, is_uuid};
use crate::model::Scalar;
use crate::raw::Value;

/// What a scalar asks for, and what to write, if the value is not that.
pub(super) fn scalar_fault(
    scalar: Scalar,
    value: Value<'_>,
) -> Option<(&'static str, &'static str)> {
    let is = |test: fn(&str) -> bool| matches!(value, Value::Text(text) if test(text));
    let (good, expected, help) = match scalar {
        Scalar::Json => (true, "", ""),
        Scalar::String => (is(|_| true), "a string", "write a string in quotes"),
        Scalar::Integer => (matches!(value, Value::Integer(_)), "an integer", "write an integer"),
        Scalar::Number => {
            (matches!(value, Value::Integer(_) | Value::Float(_)), "a number", "write a number")
        }
        Scalar::Boolean => (
            matches!(value, Value::Boolean(_)),
            "a boolean",
            "write `true` or `false`, without quotes",
        ),
        Scalar::Duration => (
            matches!(value, Value::Integer(Some(0..))),
            "whole seconds, 0 or more",
            "write an integer such as 30",
        ),
        Scalar::Datetime => (
            is(is_datetime),
            "a date and time with offset",
            "write it in quotes, such as \"2026-05-30T14:32:00Z\"",
        ),
        Scalar::Date => (is(is_date), "a date", "write it in quotes, such as \"2026-05-30\""),
        Scalar::Uuid => (
            is(is_uuid),
            "a UUID",
            "write it in quotes, such as \"01890a5d-ac96-774b-bcce-b302099a8057\"",
        ),
        Scalar::Uri => (
            is(is_uri_reference),
            "a URI",
            "write it in quotes, such as \"https://example.com/a\" or \"/a\"",
        ),
    };
    (!good).then_some((expected, help))
}

/// Whether values of the scalar are strings with a syntax of their own.
pub(super) fn takes_strings(scalar: Scalar) -> bool {
    matches!(scalar, Scalar::Datetime | Scalar::Date | Scalar::Uuid | Scalar::Uri)
}
