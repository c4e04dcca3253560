//! Bodies with random values, as the generator's own writer makes them of examples: crates have to
//! read them into typed errors, and write them back value for value.

use std::fmt::Write as _;

use errcat_catalogue::model::{Api, BodyPart, BuiltIn, Catalogue, Member, SlotRef};
use serde_json::json;

use crate::random::Random;

/// At most this many bodies are made of each code.
const BODIES: usize = 12;

/// A line per body: which crate, API and envelope it belongs to, its code, and itself.
pub fn lines(name: &str, catalogue: &Catalogue) -> String {
    let mut random = Random(1);
    let mut out = String::new();
    for api in &catalogue.apis {
        for code in api.codes.iter().filter(|code| code.is_public()) {
            for _ in 0..BODIES {
                let example = random.example(api, code);
                let body = catalogue.example_body(api, code, &example);
                let reader = reader(name, api, api.envelope(code).name.as_str());
                let fields = api.detail_fields(code).unwrap_or_default();
                let filled = code.message.fill(fields, example.details.as_ref(), &example.slots);
                let line = json!({
                    "reader": reader,
                    "code": code.wire.json(),
                    // Without a place for details, readers get the code alone.
                    "filled": (code.details.is_none() || carries_details(&api.envelope(code).body))
                        .then_some(filled),
                    "body": body,
                });
                writeln!(out, "{line}").unwrap();
            }
        }
    }
    out
}

/// The arms of the program that reads them, one for each envelope.
pub fn arms(name: &str, catalogue: &Catalogue) -> String {
    let mut out = String::new();
    for api in &catalogue.apis {
        for envelope in &api.envelopes {
            let used = api.codes.iter().any(|code| api.envelope(code).name == envelope.name);
            if !used {
                continue;
            }
            let reader = reader(name, api, envelope.name.as_str());
            let (api, envelope) = (api.name.snake(), envelope.name.snake());
            writeln!(
                out,
                "        {reader:?} => again!({name}, {name}::r#{api}::envelopes::r#{envelope}::Error, line),"
            )
            .unwrap();
        }
    }
    out
}

fn carries_details(shape: &BodyPart) -> bool {
    match shape {
        BodyPart::Object(members) => members.iter().any(|member| match member {
            Member::Key(_, shape) => carries_details(shape),
            Member::Spread => true,
        }),
        BodyPart::Array(items) => items.iter().any(carries_details),
        BodyPart::Errors(item) => carries_details(item),
        BodyPart::Slot(used) => used.slot == SlotRef::BuiltIn(BuiltIn::Details),
        BodyPart::Constant(_) => false,
    }
}

fn reader(name: &str, api: &Api, envelope: &str) -> String {
    format!("{name}/{}/{envelope}", api.name.as_str())
}
