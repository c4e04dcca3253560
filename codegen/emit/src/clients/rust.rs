//! A client's half over the generated crate: what to do after an answer with an error. It holds names that
//! have passed their grammar, and no text.

use crate::public_view;
use crate::rust::{camel, holds_something, root_for_users, snake};
use errcat_catalogue::model::{Api, Catalogue, Code};

/// What is the same for all APIs.
const COMMON: &str = include_str!("rust/common.rs.txt");

/// What to tell people, for one envelope.
const EXPLAIN: &str = include_str!("rust/explain.rs.txt");

/// The same where a code brings details along.
const EXPLAIN_DETAILS: &str = include_str!("rust/explain_details.rs.txt");

/// The handler for the errors of the API `index`.
pub(crate) fn handler(catalogue: &Catalogue, index: usize) -> String {
    let api = &catalogue.apis[index];
    let root = root_for_users(catalogue);
    let mut out = COMMON.replace("PACKAGE", &root);
    let single = api.envelopes.len() == 1;
    for (at, envelope) in public_view::envelopes(api) {
        let name = snake(&envelope.name);
        let module = format!("{root}::{}", snake(&api.name));
        let (path, function) = if single {
            (module, "explain".to_owned())
        } else {
            (format!("{module}::envelopes::{name}"), format!("explain_{}", envelope.name.snake()))
        };
        let template = match telling(api, at) {
            Some(code) => EXPLAIN_DETAILS.replace("VARIANT", &camel(&code.name).to_string()),
            None => EXPLAIN.to_owned(),
        };
        out.push('\n');
        out.push_str(&template.replace("FUNCTION", &function).replace("PATH", &path));
    }
    out
}

/// A code of the envelope whose variant holds something.
fn telling(api: &Api, envelope: usize) -> Option<&Code> {
    let tells = |code: &Code| {
        code.envelope == envelope && code.deprecated.is_none() && holds_something(code)
    };
    api.public_codes().map(|(_, code)| code).find(|code| tells(code))
}
