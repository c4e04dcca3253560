//! TOML values as JSON, and held against types.

use std::collections::HashMap;

use serde_json::{Map, Value as Json};

use super::cx::Cx;
use crate::catalogue::{Base, Field, Presence, Scalar, TypeDef, TypeKind, TypeRef};
use crate::raw::shape::all;
use crate::raw::{Node, Value};
use crate::rules::Rule;

/// The value as JSON, keys in order. What JSON cannot hold has been reported and is null.
pub(super) fn json(node: Node<'_>) -> Json {
    match node.value() {
        Value::Text(text) => text.into(),
        Value::Integer(number) => number.map_or(Json::Null, Json::from),
        Value::Float(number) => number.map_or(Json::Null, Json::from),
        Value::Boolean(boolean) => boolean.into(),
        Value::Datetime => Json::Null,
        Value::Array => node.items().map(json).collect(),
        Value::Table(table) => table
            .entries()
            .map(|(key, node)| (key.text.to_owned(), json(node)))
            .collect::<Map<_, _>>()
            .into(),
    }
}

/// The value as JSON, if it is of type `ty`; else a finding of `rule`.
pub(super) fn typed_json(
    cx: &mut Cx<'_, '_>,
    rule: &'static Rule,
    node: Node<'_>,
    ty: &TypeRef,
    types: &[TypeDef],
) -> Option<Json> {
    fits(cx, rule, node, &ty.base, types).then(|| json(node))
}

fn fits(
    cx: &mut Cx<'_, '_>,
    rule: &'static Rule,
    node: Node<'_>,
    base: &Base,
    types: &[TypeDef],
) -> bool {
    // What JSON cannot hold has been reported.
    let unheld =
        matches!(node.value(), Value::Datetime | Value::Integer(None) | Value::Float(None));
    if unheld || cx.is_vague(base, types) {
        return true;
    }
    let expected = match (base, node.value()) {
        (Base::Scalar(scalar), value) => match scalar_fault(*scalar, value) {
            None => return true,
            Some((expected, help)) => {
                let message = match node.text() {
                    Some(text) if takes_strings(*scalar) => format!("`{text}` is not {expected}"),
                    _ => format!("the value is {}, but the type asks for {expected}", node.kind()),
                };
                cx.error(rule, node.span(), message, help);
                return false;
            }
        },
        (Base::List(item), Value::Array) => {
            // Every item is looked at, so that all mistakes are reported.
            let mut good = true;
            node.items().for_each(|node| good &= fits(cx, rule, node, &item.base, types));
            return good;
        }
        (Base::Map(item), Value::Table(table)) => {
            let mut good = true;
            table.entries().for_each(|(_, node)| good &= fits(cx, rule, node, &item.base, types));
            return good;
        }
        (Base::List(_), _) => "an array",
        (Base::Map(_), _) => "a table",
        (Base::Named(id), value) => match (&types[*id].kind, value) {
            (TypeKind::Alias(ty), _) => return fits(cx, rule, node, &ty.base, types),
            (TypeKind::Enum(values), Value::Text(text)) => {
                if cx.enum_has(types[*id].span, values, text) {
                    return true;
                }
                let wires = values.iter().map(|value| value.wire.as_str());
                let crowded = cx.findings.is_crowded();
                let by_name = values.iter().find(|value| !crowded && value.name.as_str() == text);
                let help = match by_name {
                    Some(value) => format!("write what travels: \"{}\"", value.wire),
                    None => cx
                        .instead(text, wires)
                        .unwrap_or_else(|| "write one of its values".to_owned()),
                };
                cx.error(
                    rule,
                    node.span(),
                    format!("`{text}` is not a value of `{}`", types[*id].name.as_str()),
                    help,
                );
                return false;
            }
            (TypeKind::Enum(_), _) => "a string",
            (TypeKind::Record(fields), Value::Table(_)) => {
                return record_fits(cx, rule, node, fields, types);
            }
            (TypeKind::Record(_), _) => "a table",
        },
    };
    cx.error(
        rule,
        node.span(),
        format!("the value is {}, but the type asks for {expected}", node.kind()),
        format!("write {expected}"),
    );
    false
}

/// Whether a table has the fields of a record, by their wire keys, and no others.
pub(super) fn record_fits(
    cx: &mut Cx<'_, '_>,
    rule: &'static Rule,
    node: Node<'_>,
    fields: &[Field],
    types: &[TypeDef],
) -> bool {
    let Some(table) = node.table() else {
        cx.error(
            rule,
            node.span(),
            format!("the value is {}, but the type asks for a table", node.kind()),
            "write a table",
        );
        return false;
    };
    let mut good = true;
    let by_wire: HashMap<&str, &Field> =
        fields.iter().map(|field| (field.wire.as_str(), field)).collect();
    for (key, node) in table.entries() {
        if let Some(field) = by_wire.get(key.text) {
            good &= fits(cx, rule, node, &field.ty.base, types);
            continue;
        }
        good = false;
        let crowded = cx.findings.is_crowded();
        let by_name = fields.iter().find(|field| !crowded && field.name.as_str() == key.text);
        let help = if let Some(field) = by_name {
            format!("write its JSON key, `{}`", field.wire)
        } else {
            let wires = fields.iter().map(|field| field.wire.as_str());
            cx.instead(key.text, wires).unwrap_or_else(|| "delete it".to_owned())
        };
        cx.error(rule, key.span, format!("there is no field `{}`", key.text), help);
    }
    let missing: Vec<&str> = fields
        .iter()
        .filter(|field| field.ty.presence == Presence::Required && !takes_null(field))
        .map(|field| field.wire.as_str())
        // What has been found fault with may be one of these by another name.
        .filter(|wire| good && table.get(wire).is_none())
        .collect();
    if !missing.is_empty() {
        good = false;
        let (what, verb) = if missing.len() == 1 { ("field", "is") } else { ("fields", "are") };
        cx.error(
            rule,
            node.span(),
            format!("the required {what} {} {verb} missing", all(&missing)),
            format!("add `{} = …`, or make the field optional by `?`", missing[0]),
        );
    }
    good
}

/// Whether the field holds any JSON: TOML has no null to write for one that must be there.
fn takes_null(field: &Field) -> bool {
    field.ty.base == Base::Scalar(Scalar::Json)
}

/// Whether values of the scalar are strings with a syntax of their own.
fn takes_strings(scalar: Scalar) -> bool {
    matches!(scalar, Scalar::Datetime | Scalar::Date | Scalar::Uuid | Scalar::Uri)
}

/// What a scalar asks for, and what to write, if the value is not that.
fn scalar_fault(scalar: Scalar, value: Value<'_>) -> Option<(&'static str, &'static str)> {
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
            "write one in quotes, such as \"2026-05-30T14:32:00Z\"",
        ),
        Scalar::Date => (is(is_date), "a date", "write one in quotes, such as \"2026-05-30\""),
        Scalar::Uuid => (
            is(is_uuid),
            "a UUID",
            "write one in quotes, such as \"01890a5d-ac96-774b-bcce-b302099a8057\"",
        ),
        Scalar::Uri => (
            is(is_uri_reference),
            "a URI",
            "write one in quotes, such as \"https://example.com/a\" or \"/a\"",
        ),
    };
    (!good).then_some((expected, help))
}

/// RFC 3339, `full-date`; the day is held to the longest month.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let number = |part: &str, digits: usize| {
        (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u16>().ok())
            .flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u16::from(leap),
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// RFC 3339, `date-time`.
fn is_datetime(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't']) else { return false };
    if !time.is_ascii() {
        return false;
    }
    let (time, offset) = match time.strip_suffix(['Z', 'z']) {
        Some(time) => (time, "00:00"),
        None => match time.rfind(['+', '-']) {
            Some(at) => (&time[..at], &time[at + 1..]),
            None => return false,
        },
    };
    let (whole, fraction) =
        time.split_once('.').map_or((time, None), |(whole, fraction)| (whole, Some(fraction)));
    let clock = |text: &str, limits: &[u16]| {
        let parts: Vec<&str> = text.split(':').collect();
        parts.len() == limits.len()
            && parts.iter().zip(limits).all(|(part, limit)| {
                part.len() == 2
                    && part.bytes().all(|byte| byte.is_ascii_digit())
                    && part.parse::<u16>().is_ok_and(|number| number <= *limit)
            })
    };
    is_date(date)
        && clock(whole, &[23, 59, 60])
        && clock(offset, &[23, 59])
        && fraction.is_none_or(|digits| {
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// RFC 9562, section 4.
fn is_uuid(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// RFC 3986, section 4.1: the characters, and what stands before a colon.
fn is_uri_reference(text: &str) -> bool {
    let (rest, fragment) = text.split_once('#').unwrap_or((text, ""));
    let first = rest.split(['/', '?']).next().unwrap_or_default();
    let has_scheme = first.split_once(':').is_none_or(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    let host = rest
        .split_once("//")
        .map_or("", |(_, rest)| rest.split(['/', '?']).next().unwrap_or_default());
    let brackets = |text: &str| text.matches(['[', ']']).count();
    let good = |bytes: &[u8]| {
        bytes.iter().enumerate().all(|(at, byte)| match byte {
            b'%' => {
                bytes.get(at + 1..at + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
            }
            _ => byte.is_ascii_alphanumeric() || b"-._~:/?[]@!$&'()*+,;=".contains(byte),
        })
    };
    has_scheme
        && good(rest.as_bytes())
        && good(fragment.as_bytes())
        // An address of IPv6 has brackets, and nothing else has.
        && brackets(text) == brackets(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(is_good: fn(&str) -> bool, good: &[&str], bad: &[&str]) {
        for text in good {
            assert!(is_good(text), "{text}");
        }
        for text in bad {
            assert!(!is_good(text), "{text}");
        }
    }

    #[test]
    fn dates() {
        check(
            is_date,
            &["2026-05-30", "2024-02-29", "2000-02-29", "0000-01-01", "9999-12-31"],
            &[
                "",
                "2026-5-30",
                "2026-05-31T",
                "2026-13-01",
                "2026-00-10",
                "2026-04-31",
                "2026-02-29",
                "1900-02-29",
                "2026-05-00",
                "26-05-30",
                "+026-05-30",
                "2026-05-30-",
                "２026-05-30",
            ],
        );
    }

    #[test]
    fn datetimes() {
        check(
            is_datetime,
            &[
                "2026-05-30T14:32:00Z",
                "2026-05-30t14:32:00z",
                "2026-05-30T14:32:00.123456789+02:00",
                "2026-06-30T23:59:60Z",
                "2026-05-30T14:32:00-00:00",
            ],
            &[
                "2026-05-30",
                "2026-05-30T14:32:00",
                "2026-05-30 14:32:00Z",
                "2026-05-30T24:00:00Z",
                "2026-05-30T14:60:00Z",
                "2026-05-30T14:32Z",
                "2026-05-30T14:32:00.Z",
                "2026-05-30T14:32:00+2:00",
                "2026-05-30T14:32:00+24:00",
                "2026-05-30TZ",
                "T",
                "2026-05-30T14:32:00é",
                "2026-05-30T+01:00",
            ],
        );
    }

    #[test]
    fn uuids() {
        check(
            is_uuid,
            &["01890a5d-ac96-774b-bcce-b302099a8057", "01890A5D-AC96-774B-BCCE-B302099A8057"],
            &[
                "",
                "01890a5dac96774bbcceb302099a8057",
                "{01890a5d-ac96-774b-bcce-b302099a8057}",
                "g1890a5d-ac96-774b-bcce-b302099a8057",
            ],
        );
    }

    #[test]
    fn uri_references() {
        check(
            is_uri_reference,
            &[
                "",
                "/a",
                "../a?b=c#d",
                "https://example.com/%20",
                "urn:isbn:1",
                "#a",
                "?a:b",
                "./a:b",
                "https://[::1]:80/",
                "mailto:a@example.com",
                "//host/a",
                "a/b:c",
            ],
            &[
                "a b",
                "%2",
                "%zz",
                "a#b#c",
                "1a:b",
                ":a",
                "é",
                "https://a/[b]",
                "a<b>",
                "a\\b",
                "a\u{0}",
            ],
        );
    }
}
