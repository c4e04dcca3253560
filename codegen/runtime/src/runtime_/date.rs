//! The parts of dates that delays need.

use core::time::Duration;

/// The time from now to a date in seconds since 1970; zero for a date in the past. `None`
/// without the feature `std`, which has the clock.
pub(crate) fn until(date: i64) -> Option<Duration> {
    let seconds = u64::try_from(date.saturating_sub(now()?)).unwrap_or(0);
    Some(Duration::from_secs(seconds))
}

#[cfg(feature = "std")]
fn now() -> Option<i64> {
    let since = std_::time::SystemTime::now().duration_since(std_::time::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_secs()).ok()
}

#[cfg(not(feature = "std"))]
const fn now() -> Option<i64> {
    None
}

/// A date and time with offset (RFC 3339, section 5.6) in seconds since 1970, without fractions.
pub(crate) fn rfc_3339(text: &str) -> Option<i64> {
    let (year, rest) = cut(text.get(..10)?, b"-");
    let (month, rest) = cut(rest.get(1..)?, b"-");
    let (day, _) = cut(rest.get(1..)?, b"-");
    let (clock, offset) = cut(text.get(11..)?, b"Zz+-");
    let (clock, _) = cut(clock, b".");
    let offset = match offset.as_bytes().first()? {
        b'+' => seconds(&offset[1..])?,
        b'-' => -seconds(&offset[1..])?,
        _ => 0,
    };
    let days = days(number(year)?, number(month)?, number(day)?)?;
    Some(days * 86_400 + seconds(clock)? - offset)
}

/// A date in any of the formats of HTTP (RFC 9110, section 5.6.7) in seconds since 1970.
pub(crate) fn http(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (mut day, mut month, mut year, mut clock) = (None, None, None, None);
    let mut rest = text;
    while !rest.is_empty() {
        let (word, after) = cut(rest, b" ,-");
        rest = after.get(1..).unwrap_or("");
        if !cut(word, b":").1.is_empty() {
            clock = clock.or(Some(word));
        } else if let Some(number) = number(word) {
            year = if day.is_some() { year.or(Some(number)) } else { None };
            day = day.or(Some(number));
        }
        let mut number = 0;
        for name in MONTHS {
            number += 1;
            if name == word {
                month = month.or(Some(number));
            }
        }
    }
    let year = match year? {
        // RFC 850 has two digits, and means the nearest century.
        year @ 0..=69 => year + 2000,
        year @ 70..=99 => year + 1900,
        year => year,
    };
    Some(days(year, month?, day?)? * 86_400 + seconds(clock?)?)
}

/// `08:49:37` or `02:00` in seconds.
fn seconds(clock: &str) -> Option<i64> {
    let (hours, rest) = cut(clock, b":");
    let (minutes, rest) = cut(rest.get(1..)?, b":");
    let (seconds, _) = cut(rest.get(1..).unwrap_or("0"), b":");
    Some(sixty(hours)? * 3_600 + sixty(minutes)? * 60 + sixty(seconds)?)
}

/// A part of a clock. A negative one could overflow.
fn sixty(text: &str) -> Option<i64> {
    number(text).filter(|number| (0..61).contains(number))
}

/// The text before the first of these characters, and the rest with that character.
///
/// One function for all of a date: what `str` has for this is compiled once for each use.
fn cut<'a>(text: &'a str, marks: &[u8]) -> (&'a str, &'a str) {
    let mut at = 0;
    for byte in text.bytes() {
        if marks.contains(&byte) {
            break;
        }
        at += 1;
    }
    text.split_at(at)
}

fn number(text: &str) -> Option<i64> {
    text.parse().ok()
}

/// The days from 1970 to a date of the Gregorian calendar: years begin in March, so that the day
/// that some have is their last.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(0..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(year * 365 + leap_days + (month * 153 + 2) / 5 + day - 1 - 719_468)
}

#[cfg(test)]
mod tests {
    use super::{http, rfc_3339};

    #[test]
    fn dates_are_read() {
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(http(text), Some(784_111_777), "{text}");
        }
        for text in
            ["1994-11-06T08:49:37Z", "1994-11-06T09:49:37.123+01:00", "1994-11-06t08:49:37z"]
        {
            assert_eq!(rfc_3339(text), Some(784_111_777), "{text}");
        }
        assert_eq!(rfc_3339("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(rfc_3339("2024-02-29T00:00:00-00:30"), Some(1_709_166_600));
        for text in ["", "x", "1994-13-06T08:49:37Z", "1994-11-06", "1994-11-06T08:49:37"] {
            assert_eq!(rfc_3339(text), None, "{text}");
        }
        assert_eq!(rfc_3339("1994-11-06T08:49:37+-9223372036854775808:00"), None);
        assert_eq!(http("soon"), None);
    }
}
