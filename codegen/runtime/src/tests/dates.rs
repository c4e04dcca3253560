use crate::shared_::date::{http, rfc_3339};

/// The examples of RFC 9110, section 5.6.7: one moment in three formats.
#[test]
fn dates_of_http_are_read_in_each_format() {
    for text in [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
    ] {
        assert_eq!(http(text), Some(784_111_777), "{text}");
    }
    for text in
        ["", "GMT", "Sun, 06 Nov 1994", "06 Nov 08:49:37", "120", "Sun, 06 Foo 1994 08:49:37 GMT"]
    {
        assert_eq!(http(text), None, "{text}");
    }
}

/// RFC 3339, section 5.8.
#[test]
fn dates_have_an_offset() {
    assert_eq!(rfc_3339("1970-01-01T00:00:00Z"), Some(0));
    assert_eq!(rfc_3339("1996-12-19T16:39:57-08:00"), rfc_3339("1996-12-20T00:39:57Z"));
    assert_eq!(rfc_3339("1985-04-12T23:20:50.52Z"), Some(482_196_050));
    assert_eq!(rfc_3339("2000-02-29T00:00:00Z"), Some(951_782_400));
    for text in ["", "1996-12-19", "1996-12-19T16:39:57", "1996-1\u{e9}-19T16:39:57Z", "x"] {
        assert_eq!(rfc_3339(text), None, "{text}");
    }
}
