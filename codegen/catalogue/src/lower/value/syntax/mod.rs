//! The syntax of strings that stand for something: dates, UUIDs, URIs.

#[cfg(test)]
mod tests;

/// RFC 3339, `full-date`; the day is held to the longest month.
pub(crate) fn is_date(text: &str) -> bool {
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
pub(super) fn is_datetime(text: &str) -> bool {
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
pub(super) fn is_uuid(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// RFC 3986, section 4.1: the characters, and what is before a colon.
pub(super) fn is_uri_reference(text: &str) -> bool {
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
