//! The headers of deprecated operations.

use crate::shop::DEPRECATED_OPERATIONS;

#[test]
fn responses_of_deprecated_operations_say_so() {
    let [read, write] = DEPRECATED_OPERATIONS else { panic!("{DEPRECATED_OPERATIONS:?}") };
    assert_eq!(read.operation, "GET /orders/{id}");
    // RFC 9745, section 2.1, and RFC 8594, section 3.
    let sunset = ("Sunset", "Sun, 31 Jan 2027 00:00:00 GMT");
    assert!(read.headers().eq([("Deprecation", "@1796083200"), sunset]));
    assert!(write.headers().eq([("Deprecation", "@1709164800")]));
}
