//! What a client of the old release feels when a server of the new one answers.

use serde_json::Value as Json;

use super::server::Sent;

/// How a client notices a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Felt {
    /// It cannot read what is sent, not in full, or takes it for something else.
    Wire,
    /// It reads it, and does the wrong thing.
    Meaning,
}

/// Everything that the client notices; `read` is how it read the response.
pub fn feel(sent: &Sent, read: &Json) -> Vec<(Felt, String)> {
    let mut felt = Vec::new();
    let mut wire = |what: String| felt.push((Felt::Wire, what));
    if let Some(error) = read["error"].as_str() {
        return vec![(Felt::Wire, format!("it cannot be read: {error}"))];
    }
    let Some(old) = &sent.old else {
        // A new code is unknown, and kept; or the client had it already, as an internal one.
        if !read["code"].is_null() && read["code"] != sent.new["name"] {
            wire(format!("{} is taken for {}", sent.new["name"], read["code"]));
        }
        return felt;
    };
    if read["code"] != old["name"] {
        wire(if read["code"].is_null() {
            format!("{} is no longer recognized", old["name"])
        } else {
            format!("{} is taken for {}", old["name"], read["code"])
        });
        return felt;
    }
    // In a body without details a client gets the code alone.
    let tells = sent.envelope["body"].to_string().contains("\"$details");
    if read["typed"] == false && (tells || old.get("details").is_none()) {
        wire("its details are not what they were".to_owned());
    }
    expected(&sent.envelope["body"], &read["body"], &sent.line["body"], "$", &mut wire);
    for (name, value) in read["headers"].as_object().unwrap() {
        // The delay is compared in seconds.
        let same =
            |(other, sent): (&String, &Json)| other.eq_ignore_ascii_case(name) && sent == value;
        let mut headers = sent.line["headers"].as_object().into_iter().flatten();
        if name != "Retry-After" && !headers.any(same) {
            wire(format!("the header {name} is not {value}"));
        }
    }
    if read["media_type"] != sent.media_type {
        wire(format!("the media type is not {}", read["media_type"]));
    }
    if !read["grpc"].is_null() && read["grpc"] != sent.new["grpc"] {
        wire(format!("the gRPC code is not {}", read["grpc"]));
    }
    let status = status(sent, read);
    felt.extend(status);
    felt.extend(meaning(sent, old, read).map(|what| (Felt::Meaning, what)));
    felt
}

/// Whether what the client would have sent is in what was sent. Words for people may change,
/// and the status is compared on the transport.
fn expected(shape: &Json, own: &Json, sent: &Json, at: &str, wire: &mut impl FnMut(String)) {
    let slot = shape.as_str().unwrap_or_default();
    if ["$title", "$status"].iter().any(|it| slot.starts_with(it)) && !sent.is_null() {
        return;
    }
    match (own, sent) {
        (Json::Object(own), Json::Object(sent)) => {
            for (key, value) in own {
                let at = format!("{at}.{key}");
                match sent.get(key) {
                    Some(sent) => expected(&shape[key], value, sent, &at, wire),
                    None => wire(format!("nothing is at {at}")),
                }
            }
        }
        (Json::Array(own), Json::Array(sent)) if own.len() <= sent.len() => {
            for (index, (own, sent)) in own.iter().zip(sent).enumerate() {
                expected(&shape[index], own, sent, &format!("{at}[{index}]"), wire);
            }
        }
        (own, sent) if own == sent => {}
        (Json::Number(own), Json::Number(sent)) if own.as_f64() == sent.as_f64() => {}
        (own, sent) => wire(format!("{sent} is at {at}, and not {own}")),
    }
}

/// The transport's status: another one of the same class has the wrong meaning to those who look
/// for the number, one of another class tells even generic clients something else.
fn status(sent: &Sent, read: &Json) -> Option<(Felt, String)> {
    let what = format!("the status is {}", sent.status);
    if let Some(fixed) = sent.envelope["http_status"].as_u64() {
        return (fixed != sent.status).then_some((Felt::Wire, what));
    }
    let known = read["statuses"].as_array()?;
    let known: Vec<&str> = known.iter().filter_map(Json::as_str).collect();
    let number = sent.status.to_string();
    let of_class = |it: &&&str| it.chars().next() == number.chars().next();
    if known.is_empty()
        || known.iter().any(|it| *it == number || it.ends_with("XX") && of_class(&it))
    {
        return None;
    }
    let felt = if known.iter().any(|it| of_class(&it)) { Felt::Meaning } else { Felt::Wire };
    Some((felt, what))
}

/// What the client is told to do, and should not.
fn meaning<'a>(
    sent: &'a Sent,
    old: &Json,
    read: &'a Json,
) -> impl Iterator<Item = String> + use<'a> {
    let new = &sent.new;
    let mut felt = Vec::new();
    for key in ["action", "actor"] {
        if !read[key].is_null() && read[key] != new[key] {
            felt.push(format!("the {key} is not {}", read[key]));
        }
    }
    let (was, is) = (read["retry"].as_str(), new["retry"]["kind"].as_str());
    // A client that waits or asks although it no longer needs to does no harm.
    let patience = |retry: &str| {
        ["immediately", "after_delay", "backoff", "after_action", "never"]
            .iter()
            .position(|it| *it == retry)
            .map_or(0, |at| if at == 2 { 1 } else { at })
    };
    if let (Some(was), Some(is)) = (was, is)
        && was != is
        && (patience(is) >= patience(was))
    {
        felt.push(format!("it is repeated {was}, and not {is}"));
    }
    let was = read["delay"].as_f64();
    // A new place for the delay is only found by those who know it.
    if old["retry"].get("after").is_some() && was != sent.delay {
        felt.push(format!("it comes back after {was:?} seconds, and not {:?}", sent.delay));
    }
    felt.into_iter()
}
