//! An example as the complete JSON that its envelope makes of it.

use serde_json::Value as Json;

use super::model::{Api, Catalogue, Code, Example};

impl Catalogue {
    /// The whole body of a response that carries one error: `example` of `code`.
    pub fn example_body(&self, api: &Api, code: &Code, example: &Example) -> Json {
        let _ = (api, code, example);
        Json::Null
    }

    /// The headers of that response beside the media type: those of the envelope, in order, and
    /// `Retry-After` where the code lists it.
    pub fn example_headers(
        &self,
        api: &Api,
        code: &Code,
        example: &Example,
    ) -> Vec<(String, String)> {
        let _ = (api, code, example);
        Vec::new()
    }
}
