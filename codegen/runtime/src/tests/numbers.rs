use alloc_::string::ToString;

use crate::Json;

/// A number that is read from JSON is written as the same text, and shown so.
#[test]
fn numbers_are_written_as_they_were_read() {
    for text in [
        "0",
        "-1",
        "12",
        "12.0",
        "0.5",
        "1712541580344862.2",
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551615",
        "3.823856503062997e-13",
    ] {
        let number: Json = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&number).unwrap(), text);
        assert_eq!(number.to_string(), text);
    }
}
