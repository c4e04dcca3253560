//! What a server of the new release sends to a client of the old one.

use std::sync::Arc;

use errcat_catalogue::model::{Api, Catalogue, Code, Example};
use errcat_emit::target;
use serde_json::{Value as Json, json};

use super::clients::key;
use crate::random::Random;

/// So many random bodies are sent of each code beside its examples.
const BODIES: usize = 6;

/// A response, and what both releases say of it.
pub struct Sent {
    /// What the client reads: its name, a body and headers.
    pub line: Json,
    /// The HTTP status that comes with it.
    pub status: u64,
    /// The delay that the server means, in seconds.
    pub delay: Option<f64>,
    /// The code in the old `catalogue.json`; `None` where it is new.
    pub old: Option<Arc<Json>>,
    /// The same in the new one.
    pub new: Arc<Json>,
    /// The envelope that the client reads.
    pub envelope: Arc<Json>,
    /// The media type that comes with it.
    pub media_type: Json,
}

/// All that is sent of all codes that both releases' APIs have.
/// `before` and `now` are both catalogues as `gen` writes them.
pub fn sends(client: &str, before: &Json, new: &Catalogue, now: &Json) -> Vec<Sent> {
    let mut sent = Vec::new();
    for api in &new.apis {
        let id = api.name.as_str();
        let Some(before) = find(&before["apis"], "id", id) else { continue };
        let now = find(&now["apis"], "id", id).unwrap();
        for (_, code) in api.public_codes() {
            let entry = find(&now["codes"], "name", code.name.as_str()).unwrap();
            let origin = origin(before, now, entry);
            let name = origin.unwrap_or(entry)["envelope"].as_str().unwrap();
            let used = |it: &Json| it["envelope"] == name;
            if !before["codes"].as_array().unwrap().iter().any(used) {
                // A new code in a new envelope: no client knows where to look.
                continue;
            }
            let envelope = find(&before["envelopes"], "name", name).unwrap();
            let media_type = &find(&now["envelopes"], "name", entry["envelope"].as_str().unwrap())
                .unwrap()["media_type"];
            // Thousands of lines share what they are compared with.
            let was = origin.cloned().map(Arc::new);
            let (is, told_in) = (Arc::new(entry.clone()), Arc::new(envelope.clone()));
            let mut random = Random(1);
            let random = (0..BODIES).map(|_| random.example(api, code));
            for example in code.examples.iter().cloned().chain(random) {
                let (body, headers, status) = response(new, api, code, &example);
                let line =
                    json!({ "client": key(client, id, name), "body": body, "headers": headers });
                let mut lines = vec![line];
                let places = entry["retry"]["after"].as_array().into_iter().flatten();
                let elsewhere = places.filter_map(Json::as_str).any(|it| it != "header");
                if lines[0]["headers"].get("Retry-After").is_some() && !elsewhere {
                    // A server need not send it, if it tells the delay nowhere else.
                    let mut without = lines[0].clone();
                    without["headers"].as_object_mut().unwrap().shift_remove("Retry-After");
                    lines.push(without);
                }
                sent.extend(lines.into_iter().map(|line| Sent {
                    delay: delay(now, entry, &example, &line),
                    line,
                    status,
                    old: was.clone(),
                    new: Arc::clone(&is),
                    envelope: Arc::clone(&told_in),
                    media_type: media_type.clone(),
                }));
            }
        }
    }
    sent
}

fn response(catalogue: &Catalogue, api: &Api, code: &Code, example: &Example) -> (Json, Json, u64) {
    let body = catalogue.example_body(api, code, example);
    let headers = catalogue.example_headers(api, code, example);
    let headers = headers.into_iter().map(|(name, value)| (name.clone(), value.clone().into()));
    let fixed = api.envelope(code).http_status.map(|it| it.to_string().parse().unwrap());
    let first = || {
        let exact = code.statuses.iter().find_map(|it| it.to_string().parse().ok());
        let class =
            || code.statuses.first().map(|it| it.to_string()[..1].parse::<u64>().unwrap() * 100);
        exact.or_else(class)
    };
    (body, Json::Object(headers.collect()), fixed.or_else(first).unwrap_or(500))
}

/// The catalogue as `gen` writes it.
pub fn document(catalogue: &Catalogue) -> Json {
    let artifacts = target("json").unwrap().files(catalogue);
    serde_json::from_str(artifacts[0].text()).unwrap()
}

pub fn find<'a>(list: &'a Json, key: &str, value: &str) -> Option<&'a Json> {
    list.as_array()?.iter().find(|item| item[key] == value)
}

/// What a code of the new API is in the old one: by its name, by an alias, or, where its name is
/// new and the old one gone, by its wire value.
fn origin<'a>(before: &'a Json, now: &Json, code: &Json) -> Option<&'a Json> {
    let same = find(&before["codes"], "name", code["name"].as_str().unwrap());
    let mut aliases = code["aliases"].as_array().into_iter().flatten();
    let alias = || aliases.find_map(|it| find(&before["codes"], "name", it.as_str()?));
    let wire = || {
        let mut olds = before["codes"].as_array().unwrap().iter();
        let old = olds.find(|it| it["wire"] == code["wire"])?;
        find(&now["codes"], "name", old["name"].as_str()?).is_none().then_some(old)
    };
    same.or_else(alias).or_else(wire)
}

/// Where the new catalogue says that the delay stands, and what is there.
fn delay(api: &Json, code: &Json, example: &Example, line: &Json) -> Option<f64> {
    let envelope = find(&api["envelopes"], "name", code["envelope"].as_str()?)?;
    code["retry"]["after"].as_array()?.iter().find_map(|place| {
        let Some(place) = place.as_str() else { return place.as_f64() };
        if place == "header" {
            return line["headers"]["Retry-After"].as_str()?.parse().ok();
        }
        if let Some(slot) = place.strip_prefix("slots.") {
            let at = envelope["slots"].as_array()?.iter().position(|it| it["name"] == slot)?;
            return example.slots.iter().find(|(it, _)| *it == at)?.1.as_f64();
        }
        let fields = code["details"].get("fields").or_else(|| {
            find(&api["types"], "name", code["details"]["type"].as_str()?)?.get("fields")
        });
        let field = find(fields?, "name", place.strip_prefix("details.")?)?;
        example.details.as_ref()?.get(field["wire"].as_str()?)?.as_f64()
    })
}
