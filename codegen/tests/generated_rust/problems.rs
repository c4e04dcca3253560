//! Errors as problem documents, and as responses of the crate `http`.

use serde_json::{Value as Json, json};
use types::core::details::{DiskFull, KeysOfAField};
use types::core::envelopes::error::{Error, Occurrence, Response, Slots};
use types::{ErrorCode, Problem};

fn document(problem: &Problem) -> Json {
    let document = serde_json::to_value(problem).unwrap();
    assert_eq!(serde_json::from_str::<Json>(&problem.to_string()).unwrap(), document);
    document
}

#[test]
fn an_internal_code_is_its_mask_in_a_problem_too() {
    let error = Error::from(DiskFull::builder().disk("/dev/secret").build());
    let occurrence = Occurrence::from(error).with_message("It is /dev/secret");
    let alone = Problem::from(&occurrence);
    let response = Response::new(occurrence, Slots::builder().trace("a trace").build());
    let mask = types::core::Code::NoDetails;
    let status = mask.status().and_then(types::Status::as_u16).unwrap();
    for problem in [alone, Problem::from(&response)] {
        assert_eq!(problem.http_status(), status);
        let document = document(&problem);
        assert_eq!(document["code"], mask.wire());
        assert_eq!(document["detail"], mask.message());
        let sent = format!("{problem}{:?}", problem.headers());
        assert!(!sent.contains("isk") && !sent.contains("secret"), "{sent}");
    }
    let sent = http::Response::<String>::from(&response);
    assert_eq!(sent.status().as_u16(), status);
    assert_eq!(*sent.body(), response.json().to_string());
    assert!(!format!("{sent:?}").contains("isk"), "{sent:?}");
}

#[test]
fn fields_do_not_take_the_places_of_members() {
    let details = KeysOfAField::builder().r#type("a type").description("a text").build();
    let problem = Problem::from(Error::from(details)).with_instance("/1").with_instance("/2");
    let document = document(&problem);
    assert_eq!(document["type"], ErrorCode::docs_url(types::core::Code::KeysOfAField).unwrap());
    assert_eq!(document["description"], "a text");
    assert_eq!(document["details"], json!({ "type": "a type" }));
    assert_eq!(document["instance"], "/2");
}
