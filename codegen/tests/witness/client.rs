//! Clients of old releases: they read what new servers send, and say what they make of it. The
//! test writes the arms of `look`.

#![allow(deprecated)]

use std::io::{BufRead, Write};

use serde_json::{Value as Json, json};

/// What a client makes of a response.
macro_rules! client {
    ($crate_:ident, $error:ty, $line:expr) => {{
        let line = $line;
        let response: $crate_::Response<$error> =
            serde_json::from_str(&line["body"].to_string()).map_err(|wrong| wrong.to_string())?;
        let response = match line["headers"]["Retry-After"].as_str() {
            Some(value) => response.with_retry_after_header(value),
            None => response,
        };
        let first = response.occurrence();
        let code = first.code().known();
        // What it would have sent in the server's place.
        let own = $crate_::Response::new(first.clone(), response.slots().clone());
        let headers = own.headers().into_iter();
        let headers = headers.map(|(name, value)| (name.to_owned(), value.into_owned().into()));
        Ok(json!({
            "code": code.map(|code| code.name()),
            "typed": first.error().is_some(),
            "statuses": code.map(|code| code.statuses().iter().map(ToString::to_string).collect::<Vec<_>>()),
            "grpc": code.and_then(|code| code.grpc()).map(|grpc| grpc.as_str()),
            "action": response.action().map(|action| action.as_str()),
            "actor": response.action().map(|action| action.actor().as_str()),
            "retry": response.retry().map(|advice| advice.retry.as_str()),
            // All that the server says is compared, however long.
            "delay": response
                .retry_with_max_delay(std::time::Duration::MAX)
                .and_then(|advice| advice.delay)
                .map(|it| it.as_secs_f64()),
            "media_type": own.media_type(),
            "http_status": own.http_status(),
            "body": serde_json::to_value(&own).unwrap(),
            "headers": Json::Object(headers.collect()),
        }))
    }};
}

fn main() {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line: Json = serde_json::from_str(&line.unwrap()).unwrap();
        let made = look(&line).unwrap_or_else(|error| json!({ "error": error }));
        writeln!(out, "{made}").unwrap();
    }
}
