#![no_main]

#[path = "../../tests/generated_rust/damaged.rs"]
#[allow(dead_code, reason = "the fuzzer makes its own damage")]
mod damaged;

use api_errors::{graphql_oauth, iozen, izi, numeric, rest};

// Any bytes as a body of each envelope: read as serde_json reads them, or refused.
libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    damaged::check!(api_errors, iozen::Error, data);
    damaged::check!(api_errors, izi::Error, data);
    damaged::check!(api_errors, numeric::Error, data);
    damaged::check!(api_errors, rest::Error, data);
    damaged::check!(api_errors, graphql_oauth::envelopes::graphql::Error, data);
    damaged::check!(api_errors, graphql_oauth::envelopes::oauth::Error, data);
});
