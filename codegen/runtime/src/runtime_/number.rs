//! Numbers as text.

use alloc_::borrow::Cow;
use alloc_::format;
use alloc_::string::String;
use core::fmt;

use serde::de::Error;

use super::json::Json;

/// The key under which serde_json hands over a number as text, alone in an object, where some package
/// of the program has asked for its feature `arbitrary_precision`.
const KEY: &str = "$serde_json::private::Number";

/// The number that an object with these members stands for, if it stands for one.
pub(crate) fn kept_as_text<E: Error>(
    members: &[(Cow<'static, str>, Json)],
) -> Option<Result<Json, E>> {
    let [(key, Json::String(text))] = members else { return None };
    let is_number = |byte: u8| byte.is_ascii_digit() || b"+-.eE".contains(&byte);
    if key != KEY || !text.bytes().all(is_number) || text.parse::<f64>().is_err() {
        return None;
    }
    // serde_json itself refuses it without the feature.
    Some(read(text).ok_or_else(|| E::custom("number out of range")))
}

/// A number that is written as text. A whole one is kept to the unit where that can be.
pub(crate) fn read(text: &str) -> Option<Json> {
    // No integer has the sign of `-0`.
    let whole = text.parse::<i64>().ok().filter(|it| *it != 0 || !text.starts_with('-'));
    let whole = whole.map(Json::from);
    let whole = whole.or_else(|| text.parse::<u64>().ok().map(Json::from));
    whole.or_else(|| text.parse::<f64>().ok().filter(|it| it.is_finite()).map(Json::from))
}

/// Writes a finite number as serde_json does: the shortest text that reads back as the same. Older
/// versions of serde_json write no `+` before an exponent.
pub(crate) fn write(number: f64, f: &mut impl fmt::Write) -> fmt::Result {
    let shortest = format!("{number:e}");
    let mantissa = shortest.find('e').unwrap_or(shortest.len());
    let places = shortest.find('.').map_or(0, |point| mantissa - point - 1);
    // Of two that are as short and as near, serde_json writes the even one.
    let even = format!("{number:.places$e}");
    let text = if even.parse() == Ok(number) { even } else { shortest };
    let (sign, text) = text.split_at(usize::from(number.is_sign_negative()));
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let exponent: isize = exponent.parse().unwrap_or(0);
    f.write_str(sign)?;
    if !(-5..16).contains(&exponent) {
        return write!(f, "{mantissa}e{exponent:+}");
    }
    let digits: String = mantissa.chars().filter(|it| *it != '.').collect();
    let distance = exponent.unsigned_abs();
    if exponent < 0 {
        let width = distance - 1 + digits.len();
        write!(f, "0.{digits:0>width$}")
    } else if digits.len() > distance + 1 {
        let (whole, rest) = digits.split_at(distance + 1);
        write!(f, "{whole}.{rest}")
    } else {
        let width = distance + 1;
        write!(f, "{digits:0<width$}.0")
    }
}
