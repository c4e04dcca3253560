//! Internal codes leave as what masks them, and take nothing along.

use serde_json::Value as Json;
use types::core::details::DiskFull;
use types::core::envelopes::error::{Error, Occurrence, Response, Slots};

#[test]
fn an_internal_code_leaves_as_its_mask() {
    let error = Error::from(DiskFull::builder().disk("/dev/secret").build());
    assert_eq!(error.to_string(), "Disk /dev/secret is full");
    assert_eq!(error.status().and_then(types::Status::as_u16), Some(503));
    let slots = Slots::builder().trace("a trace").build();
    let occurrence = Occurrence::from(error.clone()).with_message("It is /dev/secret");
    for response in [Response::new(error, slots.clone()), Response::new(occurrence, slots)] {
        let body = serde_json::to_value(&response).unwrap();
        let mask = types::core::Code::NoDetails;
        assert_eq!(body["error"]["code"], mask.wire());
        assert_eq!(body["error"]["name"], mask.name());
        assert_eq!(body["error"]["message"], mask.message());
        assert_eq!(body["error"].get("details"), None);
        assert_eq!(body["trace"], "a trace");
        let status = mask.status().and_then(types::Status::as_u16).unwrap();
        assert_eq!(response.http_status(), status);
        assert_eq!(body["error"]["status"], status);
        let sent = format!("{body}{:?}", response.headers());
        assert!(!sent.contains("isk") && !sent.contains("secret"), "{sent}");
        // What is kept on the server is the original.
        assert!(response.to_string().contains("secret"));
        assert_eq!(response.code(), types::core::Code::DiskFull);

        let read: Response = serde_json::from_value::<Response>(body.clone()).unwrap();
        assert_eq!(read.code(), mask);
        assert_eq!(serde_json::to_value::<Json>(body.clone()).unwrap(), body);
    }
}
