//! Days as the headers of deprecated operations have them: the first second of a day in UTC.

/// The days from 1970 to a day such as `2027-01-31`, which is valid.
fn days(day: &str) -> i64 {
    let mut parts = day.split('-').map(|part| part.parse::<i64>().unwrap_or_default());
    let mut part = || parts.next().unwrap_or_default();
    let (year, month, day) = (part(), part(), part());
    // Years begin in March, so that the day that some have is their last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 1 - 719_468
}

/// A Date of structured fields (RFC 9651, section 3.3.7): `@1801353600`.
pub(super) fn structured(day: &str) -> String {
    format!("@{}", days(day) * 86_400)
}

/// An IMF-fixdate (RFC 9110, section 5.6.7): `Sun, 31 Jan 2027 00:00:00 GMT`.
pub(super) fn imf_fixdate(day: &str) -> String {
    const WEEK: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let name = |names: &[&'static str], at: i64| {
        usize::try_from(at).ok().and_then(|at| names.get(at)).copied().unwrap_or_default()
    };
    let mut parts = day.split('-');
    let mut part = || parts.next().unwrap_or_default();
    let (year, month, date) = (part(), part(), part());
    let month = name(&MONTHS, month.parse::<i64>().unwrap_or_default() - 1);
    // The first day of 1970 was a Thursday.
    let weekday = name(&WEEK, days(day).rem_euclid(7));
    format!("{weekday}, {date} {month} {year} 00:00:00 GMT")
}

#[cfg(test)]
mod tests {
    use super::{imf_fixdate, structured};

    #[test]
    fn days_are_written_as_headers_have_them() {
        for (day, fixdate, seconds) in [
            ("1970-01-01", "Thu, 01 Jan 1970 00:00:00 GMT", "@0"),
            ("1994-11-06", "Sun, 06 Nov 1994 00:00:00 GMT", "@784080000"),
            ("2024-02-29", "Thu, 29 Feb 2024 00:00:00 GMT", "@1709164800"),
            ("2027-01-31", "Sun, 31 Jan 2027 00:00:00 GMT", "@1801353600"),
            ("1969-12-31", "Wed, 31 Dec 1969 00:00:00 GMT", "@-86400"),
        ] {
            assert_eq!((imf_fixdate(day).as_str(), structured(day).as_str()), (fixdate, seconds));
        }
    }
}
